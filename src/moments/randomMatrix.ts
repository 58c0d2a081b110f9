import { DloError } from '../errors.ts';
import { Polynomial } from '../numbers/polynomial.ts';
import { Rational } from '../numbers/rational.ts';
import type { Distribution } from './distribution.ts';
import { requireWidth } from './expectation.ts';

// Products of random matrices whose widths are letters. An entry of such a product is a sum over indices of products of entries of the
// layers. Of factors x₁ … x_m from one layer, E[x₁⋯x_m] is the sum over all partitions of the factors into blocks of the product of the joint
// cumulants of the blocks (of Gaussian entries blocks of two alone: Wick, Isserlis), and a joint cumulant is κ of the
// entries' distribution where all factors of the block are the same entry, else 0. That sets indices equal; each class of indices that is left
// free is worth its width. So the expectation is a polynomial in the widths, valid for every width that has the indices that are asked for.

/** Of an entry: a place that is given, from 1, or one to sum over. */
interface Index {
  readonly width: string;
  readonly at?: number;
}

interface Factor {
  readonly layer: Layer;
  readonly row: Index;
  readonly col: Index;
}

interface Layer {
  readonly name: string;
  readonly entries: Distribution;
}

/** A coefficient times a sum over indices of a product of entries, where some indices are equal. */
interface SumOfProducts {
  readonly coefficient: Polynomial;
  readonly factors: readonly Factor[];
  readonly summed: readonly Index[];
  readonly equal: readonly (readonly [Index, Index])[];
}

/** A polynomial in the entries of random layers, with sums over their widths. */
export class RandomNumber {
  /** @internal */
  readonly sums: readonly SumOfProducts[];

  /** @internal */
  constructor(sums: readonly SumOfProducts[]) {
    this.sums = sums;
  }

  /** The same number in every draw. */
  static of(value: Polynomial | Rational | number): RandomNumber {
    return new RandomNumber([{ coefficient: asPolynomial(value), factors: [], summed: [], equal: [] }]);
  }

  plus(other: RandomNumber): RandomNumber {
    return new RandomNumber([...this.sums, ...other.sums]);
  }

  minus(other: RandomNumber): RandomNumber {
    return this.plus(other.scaled(-1));
  }

  times(other: RandomNumber): RandomNumber {
    return new RandomNumber(this.sums.flatMap(a => other.sums.map(b => joined(a, b))));
  }

  scaled(factor: Polynomial | Rational | number): RandomNumber {
    return RandomNumber.of(factor).times(this);
  }
}

/** A matrix of random numbers; its sizes are letters. */
export class RandomMatrix {
  readonly rows: string;
  readonly cols: string;
  private readonly sumsAt: (row: Index, col: Index) => readonly SumOfProducts[];

  private constructor(rows: string, cols: string, sumsAt: (row: Index, col: Index) => readonly SumOfProducts[]) {
    this.rows = rows;
    this.cols = cols;
    this.sumsAt = sumsAt;
  }

  /** Independent entries of one distribution. Layers of the same name are the same layer: one distribution (RANGE) and one size (SHAPE), seen when moments are asked for. */
  static layer(name: string, rows: string, cols: string, entries: Distribution): RandomMatrix {
    const layer = { name, entries };
    return new RandomMatrix(rows, cols, (row, col) => [
      { coefficient: Polynomial.ONE, factors: [{ layer, row, col }], summed: [], equal: [] },
    ]);
  }

  static identity(width: string): RandomMatrix {
    return new RandomMatrix(width, width, (row, col) => [
      { coefficient: Polynomial.ONE, factors: [], summed: [], equal: [[row, col]] },
    ]);
  }

  get transpose(): RandomMatrix {
    return new RandomMatrix(this.cols, this.rows, (row, col) => this.sumsAt(col, row));
  }

  /** SHAPE where the inner widths are not the same letter. */
  times(other: RandomMatrix): RandomMatrix {
    requireSame('factors', this.cols, other.rows);
    return new RandomMatrix(this.rows, other.cols, (row, col) => {
      const inner: Index = { width: this.cols };
      return this.sumsAt(row, inner).flatMap(a =>
        other.sumsAt(inner, col).map(b => {
          const both = joined(a, b);
          return { ...both, summed: [...both.summed, inner] };
        }),
      );
    });
  }

  /** SHAPE where the widths are not the same letters. */
  plus(other: RandomMatrix): RandomMatrix {
    requireSame('rows of summands', this.rows, other.rows);
    requireSame('columns of summands', this.cols, other.cols);
    return new RandomMatrix(this.rows, this.cols, (row, col) => [...this.sumsAt(row, col), ...other.sumsAt(row, col)]);
  }

  minus(other: RandomMatrix): RandomMatrix {
    return this.plus(other.scaled(-1));
  }

  scaled(factor: Polynomial | Rational | number): RandomMatrix {
    const by = asPolynomial(factor);
    return new RandomMatrix(this.rows, this.cols, (row, col) =>
      this.sumsAt(row, col).map(sum => ({ ...sum, coefficient: sum.coefficient.mul(by) })),
    );
  }

  /** The entry at a row and a column, from 1 (RANGE). Its moments hold for widths that have them. */
  entry(row: number, col: number): RandomNumber {
    requireWidth('row', row);
    requireWidth('column', col);
    return new RandomNumber(this.sumsAt({ width: this.rows, at: row }, { width: this.cols, at: col }));
  }

  /** SHAPE for a matrix that is not square. */
  get trace(): RandomNumber {
    requireSame('sizes of a trace', this.rows, this.cols);
    const index: Index = { width: this.rows };
    return new RandomNumber(this.sumsAt(index, index).map(sum => ({ ...sum, summed: [...sum.summed, index] })));
  }

  /** ‖·‖²_F. */
  get squaredNorm(): RandomNumber {
    return this.transpose.times(this).trace;
  }
}

/**
 * E of a polynomial in the entries of random layers as a polynomial in the widths, for every width at once. RANGE where a moment that
 * it needs does not exist or a layer has two distributions; SHAPE where it has two sizes; LIMIT for products of more than 12 entries of one layer.
 */
export function expectationOf(number: RandomNumber): Polynomial {
  return number.sums.reduce((total, sum) => total.add(ofSum(sum)), Polynomial.ZERO);
}

/** Cov(a, b) = E[ab] − E[a]E[b]. */
export function covarianceOf(a: RandomNumber, b: RandomNumber): Polynomial {
  return expectationOf(a.times(b)).sub(expectationOf(a).mul(expectationOf(b)));
}

export function varianceOf(number: RandomNumber): Polynomial {
  return covarianceOf(number, number);
}

/** The value at given widths: whole numbers of at least 1, else RANGE; UNKNOWN_NAME where a letter is left. */
export function atWidths(
  polynomial: Polynomial,
  widths: Readonly<Record<string, number>>,
  others: Readonly<Record<string, Rational>> = {},
): Rational {
  for (const [name, width] of Object.entries(widths)) requireWidth(name, width);
  const values = Object.entries(widths).map(([name, width]) => [name, Rational.of(width)] as const);
  return polynomial.valueAt({ ...others, ...Object.fromEntries(values) });
}

/** 12 factors have 10 395 pairings. */
const MOST_FACTORS = 12;

function ofSum({ coefficient, factors, summed, equal }: SumOfProducts): Polynomial {
  const layers = new Map<string, Factor[]>();
  for (const factor of factors) layers.set(factor.layer.name, [...(layers.get(factor.layer.name) ?? []), factor]);
  for (const own of layers.values()) requireOneLayer(own);
  const start = equal.reduce<Classes | undefined>(
    (classes, [a, b]) => classes && merged(classes, a, b),
    classesOf([...summed, ...factors.flatMap(({ row, col }) => [row, col]), ...equal.flat()]),
  );
  return start === undefined ? Polynomial.ZERO : overPartitions([...layers.values()], start, coefficient);
}

function requireOneLayer(factors: readonly Factor[]): void {
  const [{ layer, row, col }] = factors as [Factor];
  if (factors.length > MOST_FACTORS)
    throw new DloError(
      'LIMIT',
      `layer ${layer.name}`,
      `must have at most ${MOST_FACTORS} entries in a product`,
      factors.length,
    );
  for (const other of factors) {
    if (other.layer.entries !== layer.entries)
      throw new DloError('RANGE', `layer ${layer.name}`, 'must have one distribution', other.layer.entries.name);
    requireSame(`rows of layer ${layer.name}`, row.width, other.row.width);
    requireSame(`columns of layer ${layer.name}`, col.width, other.col.width);
  }
}

/** Σ over partitions: the first factor and some others make a block, then those that are left. */
function overPartitions(layers: readonly (readonly Factor[])[], classes: Classes, coefficient: Polynomial): Polynomial {
  const [factors, ...others] = layers;
  if (factors === undefined) return coefficient.mul(freeSums(classes));
  const [first, ...rest] = factors;
  if (first === undefined) return overPartitions(others, classes, coefficient);
  let total = Polynomial.ZERO;
  for (let more = 0; more <= rest.length; more++) {
    const worth = cumulantOrError(first.layer.entries, more + 1);
    if (worth instanceof Polynomial && worth.terms.length === 0) continue;
    for (const [block, left] of choices(rest, more)) {
      const same = block.reduce<Classes | undefined>((known, { row, col }) => {
        const rows = known && merged(known, first.row, row);
        return rows && merged(rows, first.col, col);
      }, classes);
      if (same === undefined) continue;
      // A moment that does not exist matters only where it is asked for.
      if (worth instanceof DloError) throw worth;
      total = total.add(overPartitions([left, ...others], same, coefficient.mul(worth)));
    }
  }
  return total;
}

function cumulantOrError(of: Distribution, order: number): Polynomial | DloError {
  try {
    return of.cumulant(order);
  } catch (error) {
    if (error instanceof DloError) return error;
    throw error;
  }
}

/** Every choice of so many of the factors, and the others. */
function choices(factors: readonly Factor[], count: number): (readonly [Factor[], Factor[]])[] {
  if (count === 0) return [[[], [...factors]]];
  return factors.flatMap((factor, at) =>
    choices(factors.slice(at + 1), count - 1).map(
      ([chosen, left]) =>
        [
          [factor, ...chosen],
          [...factors.slice(0, at), ...left],
        ] as const,
    ),
  );
}

/** Which indices are equal: the class of each, by a representative. */
type Classes = ReadonlyMap<Index, Index>;

/** Given places are the same where width and place are. */
function classesOf(indices: readonly Index[]): Classes {
  const given = new Map<string, Index>();
  return new Map(
    indices.map(index => {
      if (index.at === undefined) return [index, index];
      const key = `${index.width} ${index.at}`;
      if (!given.has(key)) given.set(key, index);
      return [index, given.get(key)!];
    }),
  );
}

/** With two indices equal; undefined where they are different places. */
function merged(classes: Classes, a: Index, b: Index): Classes | undefined {
  const [one, other] = [classes.get(a)!, classes.get(b)!];
  if (one === other) return classes;
  if (one.at !== undefined && other.at !== undefined) return undefined;
  const [kept, gone] = one.at === undefined ? [other, one] : [one, other];
  return new Map([...classes].map(([index, of]) => [index, of === gone ? kept : of]));
}

/** A sum over each class without a given place. */
function freeSums(classes: Classes): Polynomial {
  const free = new Set([...classes.values()].filter(({ at }) => at === undefined));
  return [...free].reduce((product, { width }) => product.mul(Polynomial.letter(width)), Polynomial.ONE);
}

/**
 * Both factors have indices of their own, but for those that they were given: sums of the second get new ones, so that a number
 * can be multiplied by itself.
 */
function joined(a: SumOfProducts, b: SumOfProducts): SumOfProducts {
  const renewed = new Map(b.summed.map(index => [index, { width: index.width }]));
  const of = (index: Index): Index => renewed.get(index) ?? index;
  return {
    coefficient: a.coefficient.mul(b.coefficient),
    factors: [...a.factors, ...b.factors.map(({ layer, row, col }) => ({ layer, row: of(row), col: of(col) }))],
    summed: [...a.summed, ...b.summed.map(of)],
    equal: [...a.equal, ...b.equal.map(([one, other]) => [of(one), of(other)] as const)],
  };
}

function requireSame(what: string, a: string, b: string): void {
  if (a !== b) throw new DloError('SHAPE', what, 'must have the same width', `${a} and ${b}`);
}

function asPolynomial(value: Polynomial | Rational | number): Polynomial {
  return value instanceof Polynomial ? value : Polynomial.of(value);
}
