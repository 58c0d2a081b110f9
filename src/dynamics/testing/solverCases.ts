import type { Problem } from '../../network/problem.ts';
import { Matrix } from '../../numbers/matrix.ts';

/** A problem for the solver with the λ that it is balanced for, the times to look at, and what makes it hard. */
export interface SolverCase {
  readonly category: string;
  readonly problem: Problem<number>;
  readonly lambda: number;
  readonly times: readonly number[];
  /** W2W1 of the start is such that some direction is exactly unlearnable: B is singular. */
  readonly singular: boolean;
}

const SIZES = [1e-8, 1e-4, 1e-2, 0.1, 1, 1, 10, 1e3];
const LAMBDAS = [0, 0, 0, 1e-8, 1e-4, 0.1, 1, 5, 1e2, 1e4, 1e6, 1e8];
const TIMES = [0, 1e-8, 1e-5, 1e-3, 1e-2, 0.1, 0.3, 1, 2, 5, 10, 20, 40, 100, 1e3, 1e4, 1e5, 1e6];
const TASKS = ['generic', 'repeated', 'rank-deficient', 'tiny', 'spread', 'near-ties'] as const;

/** A seeded case, float64 weights balanced up to rounding or, one time in four, small exact integers that make B singular. */
export function solverCase(seed: number): SolverCase {
  const random = generator(seed);
  return random.next() < 0.25 ? integerCase(random) : randomCase(random);
}

function randomCase(random: Generator): SolverCase {
  const lambdaSize = random.pick(LAMBDAS);
  const lambda = random.next() < 0.5 ? -lambdaSize : lambdaSize;
  const [Ni, No] = [random.whole(1, 5), random.whole(1, 5)];
  const Nh = random.whole(1, lambda > 0 ? No : lambda < 0 ? Ni : 5);
  const kind = random.pick(TASKS);
  const s = singularValues(random, kind, Math.min(Ni, No));
  const [U, V, R] = [random.orthogonal(No), random.orthogonal(Ni), random.orthogonal(Nh)];
  const start = random.pick(['free', 'free', 'free', 'aligned', 'reversed'] as const);
  const size = random.pick(SIZES);
  // Singular values of (W1, W2): pairs with w2² − w1² = λ, the smaller one free.
  const pairs = Array.from({ length: Nh }, (_, k) => {
    const width = lambda === 0 ? Math.min(Ni, No) : lambda > 0 ? Ni : No;
    const free =
      k >= width
        ? 0
        : start === 'reversed'
          ? smallerFactor(s[k] ?? 0, Math.abs(lambda))
          : size * random.between(0.3, 1.5);
    const other = Math.sqrt(Math.abs(lambda) + free * free);
    return lambda >= 0 ? { w1: free, w2: other } : { w1: other, w2: free };
  });
  const [G, H] = start === 'free' ? [random.orthogonal(Ni), random.orthogonal(No)] : [V, U];
  const sign = start === 'reversed' ? -1 : 1;
  const W1 = Matrix.generate(Nh, Ni, (i, j) => sumUpTo(Math.min(Nh, Ni), k => R.at(i, k) * pairs[k]!.w1 * G.at(j, k)));
  const W2 = Matrix.generate(No, Nh, (i, j) =>
    sumUpTo(Math.min(Nh, No), k => sign * H.at(i, k) * pairs[k]!.w2 * R.at(j, k)),
  );
  const sigmaYX = Matrix.generate(No, Ni, (i, j) => sumUpTo(s.length, k => U.at(i, k) * s[k]! * V.at(j, k)));
  return {
    category: `${kind}, ${start}`,
    problem: { sigmaYX, W1, W2, tau: random.pick([1, 1, 0.5, 2]) },
    lambda,
    times: [random.pick(TIMES), random.pick(TIMES), random.pick(TIMES)],
    singular: false,
  };
}

/** Task and layers diagonal with signs and permutations: every number is a small integer, every product exact. */
function integerCase(random: Generator): SolverCase {
  const lambda = random.pick([0, 0, 0, 3, 15, 9, -3, -15, -9]);
  const pairsOf: Record<number, [number, number][]> = {
    0: [
      [1, 1],
      [2, 2],
      [3, 3],
      [0, 0],
    ],
    3: [[1, 2]],
    15: [
      [1, 4],
      [7, 8],
    ],
    9: [
      [0, 3],
      [4, 5],
    ],
  };
  const [Ni, No] = [random.whole(1, 4), random.whole(1, 4)];
  const Nh = random.whole(1, lambda > 0 ? Math.min(Ni, No) : lambda < 0 ? Math.min(Ni, No) : 4);
  const pairs = Array.from({ length: Nh }, (_, k): [number, number] => {
    if (k >= Math.min(Ni, No)) return [0, 0];
    const [a, b] = random.pick(pairsOf[Math.abs(lambda)]!);
    return lambda >= 0 ? [a, b] : [b, a];
  });
  const signs = pairs.map(() => (random.next() < 0.6 ? -1 : 1));
  const matched = pairs.map(() => random.next() < 0.7);
  const s = Array.from({ length: Math.min(Ni, No) }, (_, k) =>
    k < Nh && matched[k] ? pairs[k]![0] * pairs[k]![1] : random.whole(0, 4),
  );
  const order = random.shuffle(Array.from({ length: Nh }, (_, k) => k));
  const [inputs, outputs] = [random.shuffle(range(Ni)), random.shuffle(range(No))];
  const at = (rows: number, cols: number, entries: [number, number, number][]): Matrix<number> =>
    Matrix.generate(rows, cols, (i, j) => entries.find(entry => entry[0] === i && entry[1] === j)?.[2] ?? 0);
  return {
    category: 'exact integers',
    problem: {
      sigmaYX: at(
        No,
        Ni,
        s.map((value, k) => [outputs[k]!, inputs[k]!, value]),
      ),
      W1: at(
        Nh,
        Ni,
        pairs.map((pair, k) => [order[k]!, inputs[k] ?? -1, pair[0]]),
      ),
      W2: at(
        No,
        Nh,
        pairs.map((pair, k) => [outputs[k] ?? -1, order[k]!, signs[k]! * pair[1]]),
      ),
      tau: 1,
    },
    lambda,
    times: [random.pick(TIMES), random.pick(TIMES), random.pick(TIMES)],
    singular: true,
  };
}

function singularValues(random: Generator, kind: (typeof TASKS)[number], count: number): number[] {
  const values = Array.from({ length: count }, () => random.between(0.1, 3));
  if (kind === 'repeated') return values.map(() => values[0]!);
  if (kind === 'rank-deficient') return values.map((value, k) => (k >= Math.floor(count / 2) ? 0 : value));
  if (kind === 'tiny')
    return values.map((value, k) => value * 10 ** -(k === 0 ? random.whole(0, 8) : random.whole(2, 12)));
  if (kind === 'spread') return values.map(value => value * 10 ** random.whole(-3, 3));
  if (kind === 'near-ties') return values.map((_, k) => values[0]! * (1 + k * 10 ** -random.whole(3, 12)));
  return values;
}

/** The smaller of a, b ≥ 0 with a·b = s and b² − a² = λ. */
function smallerFactor(s: number, lambda: number): number {
  return s === 0 ? 0 : s / Math.sqrt((lambda + Math.hypot(lambda, 2 * s)) / 2);
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, k) => k);
}

function sumUpTo(count: number, term: (k: number) => number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += term(k);
  return sum;
}

interface Generator {
  next(): number;
  between(low: number, high: number): number;
  whole(low: number, high: number): number;
  pick<T>(choices: readonly T[]): T;
  shuffle<T>(items: T[]): T[];
  orthogonal(size: number): Matrix<number>;
}

/** Mulberry32. */
function generator(seed: number): Generator {
  let state = Math.imul(seed, 0x9e3779b1) ^ 0x85ebca6b;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number): number => low + (high - low) * next();
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    whole,
    pick: choices => choices[whole(0, choices.length - 1)]!,
    shuffle: items =>
      items
        .map(item => ({ item, key: next() }))
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item),
    orthogonal(size) {
      const columns: number[][] = [];
      while (columns.length < size) {
        const column = Array.from({ length: size }, () => between(-1, 1));
        for (let pass = 0; pass < 2; pass++) {
          for (const other of columns) {
            const along = sumUpTo(size, i => other[i]! * column[i]!);
            for (let i = 0; i < size; i++) column[i]! -= along * other[i]!;
          }
        }
        const length = Math.hypot(...column);
        if (length > 0.05) columns.push(column.map(entry => entry / length));
      }
      return Matrix.generate(size, size, (i, j) => columns[j]![i]!);
    },
  };
}
