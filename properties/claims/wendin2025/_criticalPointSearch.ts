import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import type { M } from './_network.ts';

/** Widths and a task, and the weights that are tried. */
export interface SearchedNetwork {
  readonly d: readonly number[];
  readonly sigma: readonly number[];
  readonly weights: readonly number[];
}

/** Every one has critical points. */
export const SEARCHED_NETWORKS: readonly SearchedNetwork[] = [
  { d: [1, 1], sigma: [1], weights: [-1, 0, 1, 2] },
  { d: [1, 1, 1], sigma: [1], weights: [-1, 0, 1, 2] },
  { d: [1, 1, 1], sigma: [2], weights: [-2, -1, 0, 1, 2] },
  { d: [2, 1, 1], sigma: [1], weights: [-1, 0, 1, 2] },
  { d: [1, 2, 1], sigma: [1], weights: [-1, 0, 1, 2] },
  { d: [1, 1, 1, 1], sigma: [1], weights: [-1, 0, 1, 2] },
  { d: [1, 2, 1, 1], sigma: [2], weights: [-1, 0, 1, 2] },
  { d: [2, 2, 2], sigma: [2, 1], weights: [0, 1, 2] },
  { d: [1, 1, 1, 1, 1], sigma: [1], weights: [-1, 0, 1, 2] },
  { d: [2, 2, 2, 2], sigma: [2, 1], weights: [0, 1] },
];

/** Whole weights are tried up to this many times a shape; of more critical points every so-many-th is kept. */
const KEPT = 60;

export interface FoundPoint {
  readonly layers: readonly M[];
  readonly sigmaYX: M;
}

const known = new Map<SearchedNetwork, readonly FoundPoint[]>();

/**
 * Critical points of a small network found without any parametrisation: all weights of a few whole numbers are tried, and those are
 * kept at which the gradient is zero. Whole numbers, so that nothing is rounded. Searched when they are first asked for.
 */
export function searchedCriticalPoints(network: SearchedNetwork): readonly FoundPoint[] {
  const { d, sigma, weights } = network;
  const searched = known.get(network);
  if (searched !== undefined) return searched;
  // The fewest weights that are not zero first: what is drawn shrinks to them.
  const found = [...criticalWeights(d, sigma, weights)].sort((a, b) => weighing(a) - weighing(b));
  const step = Math.max(1, Math.floor(found.length / KEPT));
  const points = found.filter((_, k) => k % step === 0).map(entries => pointOf(d, sigma, entries));
  known.set(network, points);
  return points;
}

function pointOf(d: readonly number[], sigma: readonly number[], entries: readonly number[]): FoundPoint {
  let next = 0;
  return {
    layers: d.slice(1).map((rows, j) => Matrix.generate(rows, d[j]!, () => Rational.of(entries[next++]!))),
    sigmaYX: Matrix.generate(d.at(-1)!, d[0]!, (i, j) => Rational.of(i === j ? sigma[i]! : 0)),
  };
}

function* criticalWeights(
  d: readonly number[],
  sigma: readonly number[],
  weights: readonly number[],
): Generator<number[]> {
  const count = d.slice(1).reduce((sum, rows, j) => sum + rows * d[j]!, 0);
  const indices = new Array<number>(count).fill(0);
  for (;;) {
    const entries = indices.map(index => weights[index]!);
    if (isCriticalInWholeNumbers(d, sigma, entries)) yield entries;
    let at = 0;
    while (at < count && ++indices[at]! === weights.length) indices[at++] = 0;
    if (at === count) return;
  }
}

const weighing = (entries: readonly number[]): number => entries.filter(entry => entry !== 0).length;

type Rows = number[][];

function isCriticalInWholeNumbers(d: readonly number[], sigma: readonly number[], entries: readonly number[]): boolean {
  let next = 0;
  const layers: Rows[] = d
    .slice(1)
    .map((rows, j) => Array.from({ length: rows }, () => Array.from({ length: d[j]! }, () => entries[next++]!)));
  const below: Rows[] = [identity(d[0]!)];
  for (const layer of layers) below.push(times(layer, below.at(-1)!));
  const error = below.at(-1)!.map((row, i) => row.map((entry, j) => (i === j ? sigma[i]! : 0) - entry));
  let above = transpose(identity(d.at(-1)!));
  for (let j = layers.length - 1; j >= 0; j--) {
    const slope = times(times(transpose(above), error), transpose(below[j]!));
    if (slope.some(row => row.some(entry => entry !== 0))) return false;
    above = times(above, layers[j]!);
  }
  return true;
}

const identity = (size: number): Rows =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_other, j) => (i === j ? 1 : 0)));
const transpose = (a: Rows): Rows => a[0]!.map((_, j) => a.map(row => row[j]!));
const times = (a: Rows, b: Rows): Rows =>
  a.map(row => b[0]!.map((_, j) => row.reduce((sum, entry, k) => sum + entry * b[k]![j]!, 0)));
