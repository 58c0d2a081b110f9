import type fc from 'fast-check';
import { DloError } from '../../../src/errors.ts';
import type { Case } from '../../../src/judge/case.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import type { Architecture } from '../../../src/network/architecture.ts';
import { balancedWeightsExist, weightsFromFactors } from '../../../src/network/initialisations/balancedFactors.ts';
import { rationalSingularValues } from '../../../src/network/initialisations/rationalSingularValues.ts';
import { problem } from '../../../src/network/problem.ts';
import { diagonal } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { architectureChoices } from '../../arbitraries/architectureArbitrary.ts';
import { orthogonalDraw, orthogonalFrom } from '../../arbitraries/orthogonalDraw.ts';
import { drawRecord, draws, indexInto, table } from '../../arbitraries/table.ts';
import { correlation } from '../../arbitraries/taskArbitrary.ts';
import { times } from '../_exact.ts';

// Balanced starts and tasks of which every letter of the thesis is a fraction. s2² − s1² = λ and s1s2 = s make √(λ² + 4s²) = s1² + s2²; for the
// task s̃ = |λ|(1/q − q)/4 makes K = √(s̃² + λ²/4) = |λ|(1/q + q)/4, its X = (2K − 2s̃)/λ = ±q and, q being a side of a right-angled
// triangle with whole sides over the other, A = 1/√(1 + q²) a fraction, too.

type M = Matrix<Rational>;

export interface ThesisCaseOptions {
  readonly accepts?: (widths: Architecture, signOfLambda: number) => boolean;
  /** Default any, 0 among them. */
  readonly signs?: readonly (-1 | 0 | 1)[];
  /** Default 'drawn'; 'learned': Σyx = W2W1, a state in which training has ended. */
  readonly task?: 'drawn' | 'learned';
  /**
   * Default true. false: sizes and signs for which no balanced weights exist are among the draws; their weights are balanced but for the hidden
   * units that the larger layer has no room for.
   */
  readonly balanced?: boolean;
  /** Default true: modes without a value in W2W1 are among the draws. */
  readonly silent?: boolean;
}

/** What a case is made of: W1 = R S1 Vᵀ, W2 = U S2 Rᵀ, Σyx = Ũ S̃ Ṽᵀ, with all singular vectors. */
export interface ThesisLetters extends Architecture {
  /** min(Ni, No). */
  readonly m: number;
  readonly lambda: Rational;
  readonly W1: M;
  readonly W2: M;
  readonly Syx: M;
  readonly U: M;
  readonly V: M;
  readonly R: M;
  /** Nh values of each layer, 0 where the layer has no room. */
  readonly s1: readonly Rational[];
  readonly s2: readonly Rational[];
  /** m singular values of W2W1, in no order. */
  readonly s: readonly Rational[];
  readonly Ut: M;
  readonly Vt: M;
  /** m singular values of the task, in no order, and their √(s̃² + λ²/4). */
  readonly st: readonly Rational[];
  readonly k: readonly Rational[];
}

const ROOTS = table('1', '2', '1/2', '3');
const VALUES = table('1', '2', '1/2', '3', '3/2');
const PARTS = table('1/2', '1/3', '2/3', '1/4', '1');
const SIDES = table('3/4', '5/12', '8/15', '7/24');
const MAX_WIDTH = 3;

/** Widths up to 3, λ = 0 or ±μ², τ = 1. Shrinks to 1-1-1. RANGE where no widths and sign are left. */
export function thesisCases({
  accepts = () => true,
  signs = [0, 1, -1],
  task = 'drawn',
  silent = true,
  balanced = true,
}: ThesisCaseOptions = {}): fc.Arbitrary<Case> {
  const architectures = architectureChoices(['funnel', 'inverted-funnel', 'square', 'wide', 'bottleneck'], {
    maxWidth: MAX_WIDTH,
  });
  const allowed = architectures.flatMap(widths =>
    signs
      .filter(sign => (!balanced || balancedWeightsExist(widths, sign)) && accepts(widths, sign))
      .map(sign => ({ widths, sign })),
  );
  if (allowed.length === 0) throw new DloError('RANGE', 'accepts', 'must leave widths and a sign of λ', allowed);
  // Hidden units that one layer has no room for are rare among small widths, and many a statement hangs on them.
  const choices = allowed.flatMap(choice => new Array<typeof choice>(hasSpareUnits(choice) ? 4 : 1).fill(choice));
  const parts = silent ? PARTS : PARTS.slice(0, -1);
  return drawRecord({
    choice: indexInto(choices),
    root: indexInto(ROOTS),
    values: draws(MAX_WIDTH, indexInto(VALUES)),
    parts: draws(MAX_WIDTH, indexInto(parts)),
    sides: draws(MAX_WIDTH, indexInto(SIDES)),
    U: orthogonalDraw(MAX_WIDTH),
    V: orthogonalDraw(MAX_WIDTH),
    R: orthogonalDraw(MAX_WIDTH),
    Ut: orthogonalDraw(MAX_WIDTH),
    Vt: orthogonalDraw(MAX_WIDTH),
  }).map(draw => {
    const { widths, sign } = choices[draw.choice]!;
    const { Ni, Nh, No } = widths;
    const m = Math.min(Ni, No);
    const mu = ROOTS[draw.root]!;
    const lambda = Rational.of(sign).mul(mu).mul(mu);
    const pairs = Array.from({ length: Nh }, (_, mode) => {
      const value = mode < m ? VALUES[draw.values[mode]!]! : Rational.ZERO;
      if (sign === 0) return { s1: value, s2: value };
      return rationalSingularValues(lambda, mode < m ? parts[draw.parts[mode]!]! : Rational.ONE);
    });
    const modes = draw.sides.slice(0, m).map((side, mode) => {
      if (sign === 0) return { st: VALUES[draw.values[mode]!]!, k: VALUES[draw.values[mode]!]! };
      const q = SIDES[side]!;
      const quarter = lambda.abs().div(Rational.of(4));
      const inverse = Rational.ONE.div(q);
      return { st: quarter.mul(inverse.sub(q)), k: quarter.mul(inverse.add(q)) };
    });
    const factors = {
      U: orthogonalFrom(draw.U, No),
      V: orthogonalFrom(draw.V, Ni),
      R: orthogonalFrom(draw.R, Nh),
      s1: pairs.map(({ s1 }, unit) => (unit < Ni ? s1 : Rational.ZERO)),
      s2: pairs.map(({ s2 }, unit) => (unit < No ? s2 : Rational.ZERO)),
    };
    const weights = weightsFromFactors(rationalField, factors);
    const [Ut, Vt] = [orthogonalFrom(draw.Ut, No), orthogonalFrom(draw.Vt, Ni)];
    const st = modes.map(mode => mode.st);
    const sigmaYX = task === 'learned' ? times(weights.W2, weights.W1) : correlation(Ut, st, Vt);
    return {
      problem: problem({ ...weights, sigmaYX }),
      lambda,
      time: Rational.ZERO,
      extra: {
        ...{ U: factors.U, V: factors.V, R: factors.R, s1: row(factors.s1), s2: row(factors.s2) },
        ...{ Ut, Vt, st: row(st), k: row(modes.map(mode => mode.k)) },
      },
    };
  });
}

const hasSpareUnits = ({ widths: { Ni, Nh, No }, sign }: { readonly widths: Architecture; readonly sign: number }) =>
  sign !== 0 && Nh > Math.min(Ni, No);

export function lettersOf({ problem: { W1, W2, sigmaYX }, lambda, extra }: Case): ThesisLetters {
  const [Ni, Nh, No] = [W1.cols, W1.rows, W2.rows];
  const m = Math.min(Ni, No);
  const { U, V, R, s1, s2, Ut, Vt, st, k } = extra as Readonly<Record<string, M>>;
  const s = Array.from({ length: m }, (_, mode) => (mode < Nh ? s1!.at(0, mode).mul(s2!.at(0, mode)) : Rational.ZERO));
  return {
    ...{ Ni, Nh, No, m, lambda, W1, W2, Syx: sigmaYX, U: U!, V: V!, R: R!, s1: s1!.data, s2: s2!.data, s },
    ...{ Ut: Ut!, Vt: Vt!, st: st!.data, k: k!.data },
  };
}

const row = (values: readonly Rational[]): M => new Matrix(1, values.length, values);

export const diag = (values: readonly Rational[]): M => diagonal(rationalField, values);
export const zeroMatrix = (rows: number, cols: number): M => Matrix.generate(rows, cols, () => Rational.ZERO);
export const squareOf = (value: Rational): Rational => value.mul(value);

/** Blocks beside and below each other; SHAPE where they do not fit. */
export function blkdiag(...blocks: readonly M[]): M {
  const [rows, cols] = [0, 0].map((_, axis) =>
    blocks.reduce((sum, block) => sum + (axis === 0 ? block.rows : block.cols), 0),
  ) as [number, number];
  const entries = zeroMatrix(rows, cols).toRows();
  let [top, left] = [0, 0];
  for (const block of blocks) {
    block.toRows().forEach((entriesOfRow, i) => {
      entriesOfRow.forEach((entry, j) => {
        entries[top + i]![left + j] = entry;
      });
    });
    top += block.rows;
    left += block.cols;
  }
  return new Matrix(rows, cols, entries.flat());
}

/** The rows×cols matrix with `values` on its diagonal and zeros elsewhere. */
export const rectangular = (rows: number, cols: number, values: readonly Rational[]): M =>
  Matrix.generate(rows, cols, (i, j) => (i === j ? (values[i] ?? Rational.ZERO) : Rational.ZERO));

/** RANGE where the root is no fraction: of the numbers met here only those below 0. */
export function exactRoot(value: Rational): Rational {
  const root = value.sqrt();
  if (root === undefined)
    throw new DloError('RANGE', 'a root', 'must be of the square of a fraction', value.toString());
  return root;
}

/** √(λ² + 4s²), exact for the cases drawn here. */
export function rootOf(lambda: Rational, s: Rational): Rational {
  return exactRoot(squareOf(lambda).add(Rational.of(4).mul(squareOf(s))));
}

export const half = (value: Rational): Rational => value.div(Rational.of(2));

/** A condition of a claim's own. */
export const condition = (name: string, meaning: string, holds: (given: Case) => boolean): Hypothesis => ({
  name,
  meaning,
  holds,
});
