import fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import { caseHash } from '../../../src/judge/caseJson.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { gaussian } from '../../../src/moments/distribution.ts';
import { expectationOf, RandomMatrix, varianceOf } from '../../../src/moments/randomMatrix.ts';
import { flow } from '../../../src/network/flow.ts';
import type { Field } from '../../../src/numbers/field.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Polynomial } from '../../../src/numbers/polynomial.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { distinctShrinks } from '../../arbitraries/distinctShrinks.ts';
import { drawRecord, draws, indexInto, table } from '../../arbitraries/table.ts';
import { type PaperClaim, paperClaim } from '../_paperClaim.ts';

// Section 3.1: two adjacent layers W_i and W_{i+1} between n_i, n_{i+1} and n_{i+2} units, entries N(0, σ_i²) and N(0, σ²_{i+1}), and the moments of
// W_{i+1}ᵀW_{i+1} − W_iW_iᵀ. The text gives W_i the size n_i×n_{i+1}. Then the difference exists for n_i = n_{i+2} alone, and the width in both
// expectations is n_{i+1}; that of the statements, n_{i+2} and n_i, belongs to W_i of n_{i+1}×n_i, the size of section 2.2.1. Both are here: 'printed' and
// 'network'. Moments come from Wick's theorem with letters for widths and variances; a case puts numbers in.

export type M = Matrix<Rational>;
export type Sizes = 'printed' | 'network';

/** A claim of section 3.1. */
export const startClaim = (
  parts: Omit<PaperClaim<FlowCase>, 'topic' | 'section' | 'cases'> & Partial<Pick<PaperClaim<FlowCase>, 'cases'>>,
): Claim<FlowCase> =>
  paperClaim<FlowCase>('anguita2024', {
    topic: 'Random starts',
    section: '3.1',
    anyDepth: true,
    cases: startCases(),
    ...parts,
  });

const ENTRIES = table('1', '0', '-1', '2', '1/2', '3', '-2');
const VARIANCES = table('1', '2', '1/2', '3', '1/3', '0');
const FACTORS = table('1', '2', '1/2', '3', '3/2');

/**
 * Widths as those of the layers, up to `maxWidth`; extra: variances v = (σ_i², σ²_{i+1}) and factors alpha = (α_i, α_{i+1}), which may be
 * equal. The weights are one draw of small numbers, for what is said of a draw. Shrinks to 1-1-1 with ones.
 */
export function startCases({ maxWidth = 4 }: { readonly maxWidth?: number } = {}): fc.Arbitrary<FlowCase> {
  const drawn = drawRecord({
    widths: draws(3, fc.noBias(fc.integer({ min: 1, max: maxWidth }))),
    entries: draws(2 * maxWidth * maxWidth, indexInto(ENTRIES)),
    variances: draws(2, indexInto(VARIANCES)),
    factors: draws(2, indexInto(FACTORS)),
  }).map(({ widths: [n0, n1, n2], entries, variances, factors }): FlowCase => {
    const layer = (rows: number, cols: number, from: number): M =>
      Matrix.generate(rows, cols, (i, j) => ENTRIES[entries[from + i * maxWidth + j]!]!);
    return {
      flow: flow({
        layers: [layer(n1!, n0!, 0), layer(n2!, n1!, maxWidth * maxWidth)],
        sigmaYX: Matrix.generate(n2!, n0!, () => Rational.ZERO),
      }),
      time: Rational.ZERO,
      extra: {
        v: new Matrix(
          1,
          2,
          variances.map(at => VARIANCES[at]!),
        ),
        alpha: new Matrix(
          1,
          2,
          factors.map(at => FACTORS[at]!),
        ),
      },
    };
  });
  return distinctShrinks(drawn, caseHash);
}

/** What a case says, as fractions. */
export interface StartNumbers {
  /** n_i, n_{i+1}, n_{i+2}. */
  readonly n: readonly [Rational, Rational, Rational];
  readonly widths: readonly [number, number, number];
  /** σ_i², σ²_{i+1}. */
  readonly v: readonly [Rational, Rational];
  readonly alpha: readonly [Rational, Rational];
  /** n_{i+1}/n_i and n_{i+2}/n_i. */
  readonly k: Rational;
  readonly r: Rational;
}

export function numbersOf({ flow: { layers }, extra }: FlowCase): StartNumbers {
  const widths = [layers[0]!.cols, layers[0]!.rows, layers[1]!.rows] as const;
  const n = widths.map(width => Rational.of(width)) as unknown as StartNumbers['n'];
  const pair = (of: M): readonly [Rational, Rational] => [of.at(0, 0), of.at(0, 1)];
  return { n, widths, v: pair(extra.v!), alpha: pair(extra.alpha!), k: n[1].div(n[0]), r: n[2].div(n[0]) };
}

/** Entries of a matrix of random numbers that is the same under any change of its units: on its diagonal and off it. */
export interface Entries<T> {
  readonly diagonal: T;
  readonly off: T;
}

export interface Layers {
  readonly below: RandomMatrix;
  readonly above: RandomMatrix;
}

/** W_i and W_{i+1}. In 'printed' sizes n_{i+2} is n_i, by the letter n0. */
export function layersIn(sizes: Sizes): Layers {
  const entries = { below: gaussian(Polynomial.letter('s1')), above: gaussian(Polynomial.letter('s2')) };
  return sizes === 'network'
    ? {
        below: RandomMatrix.layer('W_i', 'n1', 'n0', entries.below),
        above: RandomMatrix.layer('W_i+1', 'n2', 'n1', entries.above),
      }
    : {
        below: RandomMatrix.layer('W_i', 'n0', 'n1', entries.below),
        above: RandomMatrix.layer('W_i+1', 'n1', 'n0', entries.above),
      };
}

/** W_{i+1}ᵀW_{i+1} − W_iW_iᵀ. */
export const balanceOf = ({ above, below }: Layers): RandomMatrix => gramAbove(above).minus(gramBelow(below));
export const gramAbove = (above: RandomMatrix): RandomMatrix => above.transpose.times(above);
export const gramBelow = (below: RandomMatrix): RandomMatrix => below.times(below.transpose);

export const expected = (matrix: RandomMatrix): Entries<Polynomial> => ({
  diagonal: expectationOf(matrix.entry(1, 1)),
  off: expectationOf(matrix.entry(1, 2)),
});

export const varying = (matrix: RandomMatrix): Entries<Polynomial> => ({
  diagonal: varianceOf(matrix.entry(1, 1)),
  off: varianceOf(matrix.entry(1, 2)),
});

/** Moments of the balance in network sizes: polynomials in n0, n1, n2, s1 and s2. */
export const BALANCE: { readonly mean: Entries<Polynomial>; readonly variance: Entries<Polynomial> } = (() => {
  const balance = balanceOf(layersIn('network'));
  return { mean: expected(balance), variance: varying(balance) };
})();

/** A polynomial at the widths of a case and at its variances, or others. */
export function at(polynomial: Polynomial, { n, v }: Pick<StartNumbers, 'n' | 'v'>): Rational {
  return polynomial.valueAt({ n0: n[0], n1: n[1], n2: n[2], s1: v[0], s2: v[1] });
}

/** The size×size matrix with these entries. */
export const filled = (size: number, { diagonal, off }: Entries<Rational>): M =>
  Matrix.generate(size, size, (i, j) => (i === j ? diagonal : off));

export const filledAt = (size: number, { diagonal, off }: Entries<Polynomial>, numbers: StartNumbers): M =>
  filled(size, { diagonal: at(diagonal, numbers), off: at(off, numbers) });

/** x·I. */
export const identityTimes = (size: number, diagonal: Rational): M => filled(size, { diagonal, off: Rational.ZERO });

/** x·𝔹, which the text gives fours on its diagonal and ones elsewhere. */
export const ofPattern = (size: number, off: Rational, onDiagonal = 4): M =>
  filled(size, { diagonal: off.mul(Rational.of(onDiagonal)), off });

/** What a formula of a scheme needs of numbers, be they fractions or functions of the widths. */
export type Ring<T> = Pick<Field<T>, 'of' | 'add' | 'sub' | 'mul' | 'div'>;

/** One of the four schemes of the text: variances of W_i and W_{i+1} from n_i, n_{i+1}, n_{i+2} and α_i, α_{i+1}. */
export interface Scheme {
  readonly name: string;
  readonly id: string;
  variances<T>(ring: Ring<T>, n: readonly [T, T, T], alpha: readonly [T, T]): readonly [T, T];
}

/** 1/n of the inputs. */
export const LECUN: Scheme = {
  name: 'LeCun',
  id: 'lecun',
  variances: (ring, [n0, n1]) => [ring.div(ring.of(1), n0), ring.div(ring.of(1), n1)],
};

/** 2 over the sum of inputs and outputs. */
export const GLOROT: Scheme = {
  name: 'Glorot',
  id: 'glorot',
  variances: (ring, [n0, n1, n2]) => [ring.div(ring.of(2), ring.add(n0, n1)), ring.div(ring.of(2), ring.add(n1, n2))],
};

/** 2/n of the inputs. */
export const HE: Scheme = {
  name: 'He',
  id: 'he',
  variances: (ring, [n0, n1]) => [ring.div(ring.of(2), n0), ring.div(ring.of(2), n1)],
};

/** α²/n of the inputs, as in the tables; its definition has α. */
export const SCALED: Scheme = {
  name: 'Scaled',
  id: 'scaled',
  variances: (ring, [n0, n1], [below, above]) => [
    ring.div(ring.mul(below, below), n0),
    ring.div(ring.mul(above, above), n1),
  ],
};

export const SCHEMES: readonly Scheme[] = [LECUN, GLOROT, HE, SCALED];

/** With the variances of a scheme. */
export const under = (scheme: Scheme, numbers: StartNumbers): StartNumbers => ({
  ...numbers,
  v: scheme.variances(rationalField, numbers.n, numbers.alpha),
});

export const condition = (
  name: string,
  meaning: string,
  holds: (numbers: StartNumbers, given: FlowCase) => boolean,
): Hypothesis<FlowCase> => ({ name, meaning, holds: given => holds(numbersOf(given), given) });

/** More than one hidden unit: there is something off the diagonal. */
export const severalUnits: Hypothesis<FlowCase> = condition(
  'several hidden units',
  'n_{i+1} ≥ 2',
  ({ widths }) => widths[1] >= 2,
);

export type StartJudge = Judge<FlowCase>;
