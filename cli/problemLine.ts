import { DloError } from '../src/errors.ts';
import { type Problem, problem } from '../src/network/problem.ts';
import { taskFromData } from '../src/network/task.ts';
import { float64Field } from '../src/numbers/float64Field.ts';
import { convert, identity } from '../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { readMatrix, readScalar } from '../src/numbers/readMatrix.ts';
import {
  correlationsOf,
  firstOf,
  lengthOf,
  readDigits,
  readQuantities,
  readTimes,
  requireKnown,
  requireSamples,
  requireWidth,
  requireWritable,
  type Times,
} from './lineFields.ts';

export const QUANTITIES = ['qqt', 'loss', 'output', 'rsm', 'ntk', 'balance'] as const;

export type LineQuantity = (typeof QUANTITIES)[number];

const DEFAULT_QUANTITIES: readonly LineQuantity[] = ['qqt', 'loss', 'output'];

const FIELDS = ['id', 'W1', 'W2', 'sigmaYX', 'X', 'Y', 'tau', 'lambda', 'times', 'quantities', 'digits'];

/** One line of `dlo solve`, read and checked. All numbers are exact: a JSON number is the float64 it stands for. */
export interface ProblemLine extends Times {
  /** With data, Σxx = XXᵀ/P is the identity up to rounding; it is left out where it is the identity exactly. */
  readonly problem: Problem;
  /** Inputs (Ni×P) and targets (No×P) of the similarities and the kernel: the data, else I(Ni) and Σyx. */
  readonly X: Matrix<Rational>;
  readonly Y: Matrix<Rational>;
  readonly hasData: boolean;
  readonly lambda: Rational | undefined;
  readonly quantities: readonly LineQuantity[];
  readonly digits: number | undefined;
}

/** Reads the fields of a line. Every error names the field, the rule and the value. */
export function problemLine(fields: Readonly<Record<string, unknown>>): ProblemLine {
  requireKnown('field', Object.keys(fields), FIELDS);
  const digits = readDigits(fields.digits);
  const quantities = readQuantities(fields.quantities, QUANTITIES, DEFAULT_QUANTITIES);
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
  const line = { problem: problem({ ...weights, ...correlationsOf(X, Y), tau }), X, Y, hasData, ...rest };
  requireModestAnswer(line);
  return line;
}

/** Seen before a number is read. Widths that are wrong otherwise are left to the readers of matrices. */
function requireModestSizes({ W1, W2, X }: Readonly<Record<string, unknown>>, digits: number | undefined): void {
  const [Nh, Ni, No, P] = [lengthOf(W1), lengthOf(firstOf(W1)), lengthOf(W2), lengthOf(firstOf(X))];
  for (const [name, width] of Object.entries({ W1: Math.max(Nh, Ni), W2: No })) requireWidth(name, width, digits);
  requireSamples(P);
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
  requireWritable('quantities', numbers, digits ?? 16);
}
