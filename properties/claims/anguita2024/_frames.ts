import type fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import { caseHash } from '../../../src/judge/caseJson.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { flow } from '../../../src/network/flow.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { distinctShrinks } from '../../arbitraries/distinctShrinks.ts';
import { orthogonalDraw, orthogonalFrom } from '../../arbitraries/orthogonalDraw.ts';
import { drawRecord, draws, indexInto, table } from '../../arbitraries/table.ts';
import { minus, plus, scaled, T, times } from '../_exact.ts';
import { type PaperClaim, paperClaim } from '../_paperClaim.ts';

// Two layers in the variables of section 2.2.4, W1 = R W̄1 Vᵀ and W2 = U W̄2 Rᵀ, for a task USVᵀ: all of them fractions. τ = 1, white inputs.

export type M = Matrix<Rational>;

const ENTRIES = table('1', '2', '0', '-1', '1/2', '3');
const VALUES = table('1', '2', '3', '1/2', '3/2');
const MAX_WIDTH = 3;

export interface Frames {
  readonly W1: M;
  readonly W2: M;
  readonly Sigma: M;
  readonly S: M;
  readonly U: M;
  readonly V: M;
  readonly R: M;
  /** W̄1 and W̄2. */
  readonly B1: M;
  readonly B2: M;
  readonly widths: { readonly Ni: number; readonly Nh: number; readonly No: number };
}

/** W̄1 and W̄2 diagonal ('aligned') or any; widths up to 3. Shrinks to 1-1-1. */
export const frameCases = (kind: 'aligned' | 'any'): fc.Arbitrary<FlowCase> =>
  distinctShrinks(
    drawRecord({
      widths: draws(3, indexInto([1, 2, 3])),
      first: draws(MAX_WIDTH * MAX_WIDTH, indexInto(ENTRIES)),
      second: draws(MAX_WIDTH * MAX_WIDTH, indexInto(ENTRIES)),
      values: draws(MAX_WIDTH, indexInto(VALUES)),
      U: orthogonalDraw(MAX_WIDTH),
      V: orthogonalDraw(MAX_WIDTH),
      R: orthogonalDraw(MAX_WIDTH),
    }).map((drawn): FlowCase => {
      const [Ni, Nh, No] = drawn.widths.map(width => width + 1) as [number, number, number];
      const filled = (rows: number, cols: number, from: readonly number[]): M =>
        Matrix.generate(rows, cols, (i, j) =>
          kind === 'aligned' && i !== j ? Rational.ZERO : ENTRIES[from[i * MAX_WIDTH + j]!]!,
        );
      const [B1, B2] = [filled(Nh, Ni, drawn.first), filled(No, Nh, drawn.second)];
      const S = Matrix.generate(No, Ni, (i, j) => (i === j ? VALUES[drawn.values[i]!]! : Rational.ZERO));
      const [U, V, R] = [orthogonalFrom(drawn.U, No), orthogonalFrom(drawn.V, Ni), orthogonalFrom(drawn.R, Nh)];
      return {
        flow: flow({ layers: [times(R, B1, T(V)), times(U, B2, T(R))], sigmaYX: times(U, S, T(V)) }),
        time: Rational.ZERO,
        extra: { B1, B2, S, U, V, R },
      };
    }),
    caseHash,
  );

export function framesOf({ flow: { layers, sigmaYX }, extra }: FlowCase): Frames {
  const [W1, W2] = layers as [M, M];
  const { B1, B2, S, U, V, R } = extra as Readonly<Record<string, M>>;
  const widths = { Ni: W1.cols, Nh: W1.rows, No: W2.rows };
  return { W1, W2, Sigma: sigmaYX, S: S!, U: U!, V: V!, R: R!, B1: B1!, B2: B2!, widths };
}

/** Rates of both layers under the raw flow. */
export function ratesOf({ W1, W2, Sigma }: Pick<Frames, 'W1' | 'W2' | 'Sigma'>): readonly [M, M] {
  const error = minus(Sigma, times(W2, W1));
  return [times(T(W2), error), times(error, T(W1))];
}

/** P = 4 samples with white inputs, XXᵀ = 4I, as rows of a Hadamard matrix, and targets. */
const HADAMARD = [
  [1, 1, 1, 1],
  [1, -1, 1, -1],
  [1, 1, -1, -1],
] as const;

export interface Samples {
  readonly X: M;
  readonly Y: M;
  readonly P: Rational;
}

/** Inputs of a case, Ni×4, and targets, No×4, from the entries of its frames; `white: false` scales the first input by 2. */
export function samplesOf(
  { U, S, widths: { Ni, No } }: Frames,
  { white = true }: { readonly white?: boolean } = {},
): Samples {
  const X = Matrix.generate(Ni, 4, (i, j) => Rational.of(HADAMARD[i]![j]! * (white || i > 0 ? 1 : 2)));
  const Y = Matrix.generate(No, 4, (i, j) =>
    U.at(i, j % No)
      .add(S.at(i, j % S.cols))
      .add(Rational.of(j)),
  );
  return { X, Y, P: Rational.of(4) };
}

/** L = ‖WX − Y‖²/2P. */
export function lossOf(W: M, { X, Y, P }: Samples): Rational {
  const error = minus(times(W, X), Y);
  return error.data.reduce((sum, entry) => sum.add(entry.mul(entry)), Rational.ZERO).div(P.mul(Rational.of(2)));
}

/** The gradient of a quadratic function of a matrix, by central differences, which are exact for it. */
export function gradientOf(of: (W: M) => Rational, at: M): M {
  return at.map((_, i, j) => {
    const unit = Matrix.generate(at.rows, at.cols, (k, l) => (k === i && l === j ? Rational.ONE : Rational.ZERO));
    return of(plus(at, unit))
      .sub(of(plus(at, scaled(-1, unit))))
      .div(Rational.of(2));
  });
}

/** A claim of chapter 2; cases have any W̄1 and W̄2 unless it says otherwise. */
export const chapter2Claim = (
  parts: Omit<PaperClaim<FlowCase>, 'cases'> & Partial<Pick<PaperClaim<FlowCase>, 'cases'>>,
): Claim<FlowCase> => paperClaim<FlowCase>('anguita2024', { anyDepth: true, cases: frameCases('any'), ...parts });
