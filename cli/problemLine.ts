import { DloError } from '../src/errors.ts';
import { nearestName } from '../src/formula/nearestName.ts';
import { type Problem, problem } from '../src/network/problem.ts';
import { taskFromData } from '../src/network/task.ts';
import { float64Field } from '../src/numbers/float64Field.ts';
import { convert, identity, multiply, scale } from '../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { readMatrix, readScalar } from '../src/numbers/readMatrix.ts';

export const QUANTITIES = ['qqt', 'loss', 'output', 'rsm', 'ntk', 'balance'] as const;

export type Quantity = (typeof QUANTITIES)[number];

const DEFAULT_QUANTITIES: readonly Quantity[] = ['qqt', 'loss', 'output'];

const FIELDS = ['id', 'W1', 'W2', 'sigmaYX', 'X', 'Y', 'tau', 'lambda', 'times', 'quantities', 'digits'];

/** The longest answer to one line, in characters: far below the longest string of the engine. */
const LONGEST_ANSWER = 200_000_000;

/** Widths that the closed form answers in a minute or so, and the oracle. */
const WIDEST = 256;
const WIDEST_IN_DIGITS = 40;

const MOST_SAMPLES = 10_000;

/** One line of `dlo solve`, read and checked. All numbers are exact: a JSON number is the float64 it stands for. */
export interface ProblemLine {
  /** With data, Σxx = XXᵀ/P is the identity up to rounding; it is left out where it is the identity exactly. */
  readonly problem: Problem;
  /** Inputs (Ni×P) and targets (No×P) of the similarities and the kernel: the data, else I(Ni) and Σyx. */
  readonly X: Matrix<Rational>;
  readonly Y: Matrix<Rational>;
  readonly hasData: boolean;
  readonly lambda: Rational | undefined;
  /** As given, and as numbers; undefined stands for the limit t → ∞. */
  readonly typedTimes: readonly (number | string)[];
  readonly times: readonly (Rational | undefined)[];
  readonly quantities: readonly Quantity[];
  readonly digits: number | undefined;
}

/** Reads the fields of a line. Every error names the field, the rule and the value. */
export function problemLine(fields: Readonly<Record<string, unknown>>): ProblemLine {
  requireKnown('field', Object.keys(fields), FIELDS);
  const digits = readDigits(fields.digits);
  const quantities = readQuantities(fields.quantities);
  const { typedTimes, times } = readTimes(fields.times, digits);
  requireModestSizes(fields, digits);
  const weights = { W1: readMatrix('W1', fields.W1), W2: readMatrix('W2', fields.W2) };
  const tau = fields.tau === undefined ? Rational.ONE : readScalar('tau', fields.tau);
  const lambda = fields.lambda === undefined ? undefined : readScalar('lambda', fields.lambda);
  const rest = { lambda, typedTimes, times, quantities, digits };
  const hasData = fields.X !== undefined || fields.Y !== undefined;
  if (hasData && fields.sigmaYX !== undefined)
    throw new DloError('FORMAT', 'sigmaYX', 'must not stand beside X and Y', fields.sigmaYX);
  if (!hasData) {
    const sigmaYX = readMatrix('sigmaYX', fields.sigmaYX);
    const X = identity(rationalField, weights.W1.cols);
    const line = { problem: problem({ ...weights, sigmaYX, tau }), X, Y: sigmaYX, hasData, ...rest };
    requireModestAnswer(line);
    return line;
  }
  const { W1, W2 } = weights;
  const [X, Y] = [readMatrix('X', fields.X), readMatrix('Y', fields.Y)];
  if (X.rows !== W1.cols) throw new DloError('SHAPE', 'X', `must have Ni = ${W1.cols} rows like W1 columns`, X.shape);
  if (Y.rows !== W2.rows) throw new DloError('SHAPE', 'Y', `must have No = ${W2.rows} rows like W2`, Y.shape);
  taskFromData(float64Field, convert(float64Field, X), convert(float64Field, Y)); // SHAPE, NOT_WHITE
  const perSample = Rational.of(1, X.cols);
  const correlation = (left: Matrix<Rational>): Matrix<Rational> =>
    scale(rationalField, perSample, multiply(rationalField, left, X.transpose()));
  const [sigmaYX, sigmaXX] = [correlation(Y), correlation(X)];
  const white = sigmaXX.data.every((entry, at) => entry.equals(at % (X.rows + 1) === 0 ? Rational.ONE : Rational.ZERO));
  const line = { problem: problem({ ...weights, sigmaYX, tau, ...(!white && { sigmaXX }) }), X, Y, hasData, ...rest };
  requireModestAnswer(line);
  return line;
}

/** Seen before a number is read. Widths that are wrong otherwise are left to the readers of matrices. */
function requireModestSizes({ W1, W2, X }: Readonly<Record<string, unknown>>, digits: number | undefined): void {
  const [Nh, Ni, No, P] = [lengthOf(W1), lengthOf(firstOf(W1)), lengthOf(W2), lengthOf(firstOf(X))];
  const most = digits === undefined ? WIDEST : WIDEST_IN_DIGITS;
  for (const [name, width] of Object.entries({ W1: Math.max(Nh, Ni), W2: No })) {
    const rule = `must have at most ${most} rows and columns${digits === undefined ? '' : ' where digits are asked for'}`;
    if (width > most) throw new DloError('RANGE', name, rule, width);
  }
  if (P > MOST_SAMPLES) throw new DloError('RANGE', 'X', `must have at most ${MOST_SAMPLES} columns`, P);
}

function lengthOf(rows: unknown): number {
  return Array.isArray(rows) ? rows.length : 0;
}

function firstOf(rows: unknown): unknown {
  return Array.isArray(rows) ? rows[0] : undefined;
}

function readDigits(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const rule = 'must be a whole number from 10 to 500';
  const digits = typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value;
  if (typeof digits !== 'number') throw new DloError('NOT_A_NUMBER', 'digits', rule, value);
  if (!Number.isInteger(digits) || digits < 10 || digits > 500) throw new DloError('RANGE', 'digits', rule, value);
  return digits;
}

function readQuantities(value: unknown): readonly Quantity[] {
  if (value === undefined) return DEFAULT_QUANTITIES;
  const rule = `must be a non-empty array of names among ${QUANTITIES.join(', ')}`;
  if (!Array.isArray(value) || value.length === 0) throw new DloError('FORMAT', 'quantities', rule, value);
  const odd = value.find(name => typeof name !== 'string');
  if (odd !== undefined) throw new DloError('FORMAT', 'quantities', rule, odd);
  requireKnown('quantity', value as string[], QUANTITIES);
  return QUANTITIES.filter(name => value.includes(name));
}

function readTimes(value: unknown, digits: number | undefined): Pick<ProblemLine, 'typedTimes' | 'times'> {
  if (!Array.isArray(value) || value.length === 0)
    throw new DloError('FORMAT', 'times', 'must be a non-empty array of times', value);
  const times = value.map((typed: unknown, index) => {
    const name = `times[${index + 1}]`;
    if (typed === 'Infinity') {
      if (digits === undefined) return undefined;
      throw new DloError('RANGE', name, 'must be finite where digits are asked for', typed);
    }
    if (typeof typed === 'string' && /^[+]?inf(inity)?$/i.test(typed.trim()))
      throw new DloError('NOT_A_NUMBER', name, 'must be a number, or "Infinity" for the limit t → ∞', typed);
    const time = readScalar(name, typed);
    if (time.sign() < 0) throw new DloError('RANGE', name, 'must not be negative', typed);
    return time;
  });
  return { typedTimes: value as (number | string)[], times };
}

function requireKnown(argument: string, names: readonly string[], known: readonly string[]): void {
  const unknown = names.find(name => !known.includes(name));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, known);
  const rule = `must be one of ${known.join(', ')}${nearest === undefined ? '' : ` (nearest: ${nearest})`}`;
  throw new DloError('UNKNOWN_NAME', argument, rule, unknown);
}

/** A kernel has (No·P)² entries per time: what cannot be written as one line is refused before it is computed. */
function requireModestAnswer({ problem, X, Y, times, quantities, digits }: ProblemLine): void {
  const [Ni, Nh, No, P] = [problem.W1.cols, problem.W1.rows, Y.rows, X.cols];
  const entries = {
    qqt: (Ni + No) ** 2,
    loss: 1,
    output: No * Ni,
    rsm: 2 * P ** 2,
    ntk: (No * P) ** 2,
    balance: Nh ** 2,
  };
  const numbers = times.length * quantities.reduce((sum, quantity) => sum + entries[quantity], 0);
  const most = Math.floor(LONGEST_ANSWER / ((digits ?? 16) + 8));
  if (numbers > most)
    throw new DloError('RANGE', 'quantities', `must come to at most ${most} numbers over all times`, numbers);
}
