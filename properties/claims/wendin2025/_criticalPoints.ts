import fc from 'fast-check';
import { DloError } from '../../../src/errors.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import { caseHash } from '../../../src/judge/caseJson.ts';
import { flow, MOST_LAYERS } from '../../../src/network/flow.ts';
import { inverse } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { distinctShrinks } from '../../arbitraries/distinctShrinks.ts';
import { drawRecord, draws, indexInto, table } from '../../arbitraries/table.ts';
import { I, plus, times } from '../_exact.ts';
import { SEARCHED_NETWORKS, searchedCriticalPoints } from './_criticalPointSearch.ts';
import { asExtra, type M, range } from './_network.ts';
import { basisDraw, basisFrom, taskIndex, taskOf } from './_networkCases.ts';
import { requireSizes, within } from './_requireSizes.ts';

export interface CriticalPointOptions {
  readonly minDepth?: number;
  readonly maxDepth?: number;
  readonly maxWidth?: number;
  /** Of the product: any, that of the output, or less; default any. */
  readonly rank?: 'any' | 'full' | 'deficient';
  /** Which singular values have been learned: any, the first r, or not the first r. */
  readonly signature?: 'any' | 'first' | 'not-first';
  /** Blocks Z_i that are zero at least, default 2: then every point is critical. */
  readonly zeroBlocks?: 2 | 3;
  /** Whether hidden units are seen from another basis, default yes. */
  readonly bases?: boolean;
}

const ENTRIES = table('1', '-1', '2', '0');

/**
 * A_1 of equation 32 as layers, S = the indices (from 0, rising) that are in the signature. Needs h ≥ 2, else RANGE: one layer is critical at Σ
 * alone. SHAPE where Σ is not d_y×d_x or a layer is narrower than the signature, RANGE for an index that Σ does not have.
 */
export function nearDiagonal(d: readonly number[], Sigma: M, S: readonly number[]): M[] {
  const h = d.length - 1;
  within('h', h, 2, MOST_LAYERS);
  if (Sigma.rows !== d[h] || Sigma.cols !== d[0])
    throw new DloError('SHAPE', 'Sigma', `must be ${d[h]}×${d[0]}`, Sigma.shape);
  S.forEach((index, k) => {
    within(`S[${k}]`, index, k === 0 ? 0 : S[k - 1]! + 1, Sigma.rows - 1);
  });
  const narrow = d.findIndex(width => width < S.length);
  if (narrow >= 0)
    throw new DloError('SHAPE', `d[${narrow}]`, `must be ${S.length} at least, the size of S`, d[narrow]);
  const r = S.length;
  const one = Rational.ONE;
  return range(1, h).map(j => {
    const [rows, cols] = [d[j]!, d[j - 1]!];
    if (j === 1) return Matrix.generate(rows, cols, (i, k) => (i < r ? Sigma.at(S[i]!, k) : Rational.ZERO));
    if (j === h) return Matrix.generate(rows, cols, (i, k) => (k < r && S[k] === i ? one : Rational.ZERO));
    return Matrix.generate(rows, cols, (i, k) => (i === k && i < r ? one : Rational.ZERO));
  });
}

/** Z of equation 33 as layers of full size; `entry` gives what may be there. */
export function complementOf(
  d: readonly number[],
  S: readonly number[],
  entry: (j: number, row: number, col: number) => Rational,
): M[] {
  const h = d.length - 1;
  const r = S.length;
  return range(1, h).map(j =>
    Matrix.generate(d[j]!, d[j - 1]!, (row, col) => {
      const isRow = j === h ? !S.includes(row) : row >= r;
      const isCol = j === 1 || col >= r;
      return isRow && isCol ? entry(j, row, col) : Rational.ZERO;
    }),
  );
}

/** P(A)P⁻¹ as layers, for bases P_1 … P_(h−1) of the hidden units: SHAPE unless there are so many of their sizes, SINGULAR where one has no inverse. */
export function inBases(layers: readonly M[], bases: readonly M[]): M[] {
  if (bases.length !== layers.length - 1)
    throw new DloError('SHAPE', 'bases', `must be ${layers.length - 1}, one for each hidden layer`, bases.length);
  const P = [I(layers[0]!.cols), ...bases, I(layers.at(-1)!.rows)];
  return layers.map((layer, j) => times(P[j + 1]!, layer, inverse(rationalField, P[j]!)));
}

/**
 * Points A = P(A_1 + Z)P⁻¹ of equations 32 and 33 under assumptions 1 and 2, at least two of the Z_i zero, so that all are critical. `extra`
 * holds the signature as a row S of zeros and ones, the layers Z1 … Zh of Z and the bases P1 … P(h−1). Shrinks to scalars.
 */
export function criticalPointCases({
  minDepth = 2,
  maxDepth = 4,
  maxWidth = 3,
  rank = 'any',
  signature = 'any',
  zeroBlocks = 2,
  bases = true,
}: CriticalPointOptions = {}): fc.Arbitrary<FlowCase> {
  requireSizes({ minDepth, maxDepth, maxWidth }, 2);
  const perLayer = maxWidth * maxWidth;
  const drawn = drawRecord({
    depth: fc.noBias(fc.integer({ min: minDepth, max: maxDepth })),
    widths: draws(maxDepth + 1, fc.noBias(fc.integer({ min: 1, max: maxWidth }))),
    task: taskIndex,
    learned: draws(maxWidth, fc.nat(1)),
    entries: draws(maxDepth * perLayer, indexInto(ENTRIES)),
    zeros: fc.noBias(fc.nat(23)),
    silent: draws(maxDepth, fc.nat(2)),
    bases: draws(maxDepth, basisDraw(maxWidth)),
  }).map(draw => {
    const wanted = draw.widths[draw.depth]!;
    const last = signature === 'not-first' ? Math.max(2, wanted) : wanted;
    const d = draw.widths.slice(0, draw.depth + 1).map(width => Math.max(width, last));
    const S = signatureFrom(draw.learned.slice(0, last), rank, signature);
    const Sigma = taskOf(draw.task, last, d[0]!);
    const zero = zeroIndices(draw.depth, draw.zeros, zeroBlocks);
    const Z = complementOf(d, S, (j, row, col) =>
      zero.includes(j) || draw.silent[j - 1] === 2
        ? Rational.ZERO
        : ENTRIES[draw.entries[((j - 1) * maxWidth + row) * maxWidth + col]!]!,
    );
    const P = d.slice(1, -1).map((size, j) => (bases ? basisFrom(draw.bases[j]!, size) : I(size)));
    const A = nearDiagonal(d, Sigma, S).map((layer, j) => plus(layer, Z[j]!));
    const row = Matrix.generate(1, last, (_, i) => Rational.of(S.includes(i) ? 1 : 0));
    return {
      flow: flow({ layers: inBases(A, P), sigmaYX: Sigma }),
      time: Rational.ZERO,
      extra: { S: row, ...asExtra('Z', Z), ...asExtra('P', P) },
    };
  });
  return distinctShrinks(drawn, caseHash);
}

function signatureFrom(
  learned: readonly number[],
  rank: CriticalPointOptions['rank'],
  signature: CriticalPointOptions['signature'],
): number[] {
  const all = learned.map((_, i) => i);
  if (rank === 'full') return all;
  const some = all.filter(i => learned[i] === 1);
  if (signature === 'first')
    return all.slice(0, Math.min(some.length, rank === 'deficient' ? all.length - 1 : all.length));
  const isFirst = some.every((i, k) => i === k);
  // The last one alone is not the first.
  if (signature === 'not-first') return isFirst ? [all.length - 1] : some;
  return rank === 'deficient' && some.length === all.length ? some.slice(1) : some;
}

/** Different block numbers from 1 to h: two or three of them, as many as there are. */
function zeroIndices(h: number, draw: number, count: number): number[] {
  const left = range(1, h);
  return range(1, Math.min(count, h)).map(k => left.splice((draw >> (k - 1)) % left.length, 1)[0]!);
}

/** Critical points of the parametrisation, with its extras, and those that a search over whole weights has found, without. */
export function anyCriticalPoints(
  options: Pick<CriticalPointOptions, 'minDepth' | 'maxDepth' | 'maxWidth'> = {},
): fc.Arbitrary<FlowCase> {
  const { minDepth = 1, maxDepth = 4, maxWidth = 3 } = options;
  const networks = SEARCHED_NETWORKS.filter(
    ({ d }) => d.length > minDepth && d.length <= maxDepth + 1 && Math.max(...d) <= maxWidth,
  );
  const searched = drawRecord({ network: indexInto(networks), point: fc.nat(59) }).map(
    ({ network, point }): FlowCase => {
      const points = searchedCriticalPoints(networks[network]!);
      return { flow: flow(points[point % points.length]!), time: Rational.ZERO, extra: {} };
    },
  );
  const parametrised = criticalPointCases({ ...options, minDepth: Math.max(2, minDepth) });
  return fc.oneof({ withCrossShrink: true }, parametrised, searched);
}

/** Indices (from 0) in the signature of a drawn point; RANGE for a case that carries none. */
export function signatureOf({ extra }: FlowCase): number[] {
  const { S } = extra;
  if (S === undefined)
    throw new DloError('RANGE', 'case', 'must be a critical point of the parametrisation', Object.keys(extra));
  return range(0, S.cols - 1).filter(i => S.at(0, i).sign() !== 0);
}
