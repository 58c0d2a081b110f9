import type { Flow } from '../network/flow.ts';
import { mapOfLayers } from '../network/observables/flowLoss.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { add, convert, frobeniusNorm, multiply, product, scale, subtract, zeros } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { accurateSvd } from './accurateSvd.ts';
import {
  type DoubleDouble,
  type DoubleDoubleVector,
  dd,
  ddAddScaled,
  ddAt,
  ddDiv,
  ddDot,
  ddMul,
  ddNeg,
  ddOf,
  ddScale,
  ddSet,
  ddSqrt,
  ddSub,
  ddVector,
} from './doubleDouble.ts';

/** One direction in every width that layers and task send to each other. */
export interface ModeDirection {
  /** Of the task, ≥ 0. */
  readonly s: DoubleDouble;
  /** Of each layer, W_1 first, of any sign. */
  readonly values: readonly DoubleDouble[];
  /** Unit vectors o_0, …, o_h with W_j o_(j−1) = values_j o_j and Σyx o_0 = s o_h. */
  readonly vectors: readonly DoubleDoubleVector[];
}

export interface ModeDirections {
  readonly directions: readonly ModeDirection[];
  /** What the directions leave of each layer. */
  readonly rest: readonly Matrix<number>[];
  /** How far this is from a decoupled flow with a rest that does not move, relative to the sizes of layers and task. */
  readonly off: number;
  /** ‖Σyx − W_(1:h)‖_F of what the directions leave of task and layers: it is never learned. */
  readonly unlearned: number;
}

/** A part below this of a whole is 0: about what 30 digits leave. */
const NOTHING = 1e-26;

/**
 * The common singular vectors of layers and task, in 30 digits. In a decoupled flow Σyx, W = W_(1:h), and either of them times
 * W_(1:j)ᵀW_(1:j) on the right or W_(j:h)W_(j:h)ᵀ on the left, have the same singular vectors; a sum of them all with weights
 * that nothing favours has no ties but where it does not matter. From its vectors one chain runs up through the layers and one down:
 * they meet at a layer of value 0. Directions with two such layers or more never move, and belong to the rest.
 */
export function modeDirections(flow: Flow): ModeDirections {
  const { layers, sigmaYX } = flow;
  const mixture = mixtureOf(flow);
  const high = mixture.map(entry => entry.toNumber());
  const { U, s, V } = accurateSvd(
    high,
    mixture.map((entry, i, j) => entry.sub(Rational.of(high.at(i, j))).toNumber()),
  );
  const sized = layers.map(sizedRows);
  const task = sizedRows(sigmaYX);
  const directions = s.flatMap((value, mode): ModeDirection[] => {
    if (value.hi === 0) return [];
    const chain = meet(V[mode]!, U[mode]!, sized);
    if (chain === undefined) return [];
    const strength = ddDot(chain.vectors.at(-1)!, timesVector(task.rows, chain.vectors[0]!));
    if (Math.abs(strength.hi) <= NOTHING * task.size) return [{ ...chain, s: dd(0) }];
    return [strength.hi > 0 ? { ...chain, s: strength } : { ...turned(chain), s: ddNeg(strength) }];
  });
  const rest = layers.map((layer, j) => restOf(layer, directions, one => one.values[j]!, j, j + 1));
  const taskRest = restOf(sigmaYX, directions, one => one.s, 0, layers.length);
  const error = subtract(float64Field, taskRest, mapOfLayers(float64Field, rest));
  const unlearned = frobeniusNorm(float64Field, error);
  return { directions, rest, off: offOf(directions, rest, error, sized, task), unlearned };
}

/** A matrix in 30 digits, and its Frobenius norm. */
interface SizedRows {
  readonly rows: readonly DoubleDoubleVector[];
  readonly columns: readonly DoubleDoubleVector[];
  readonly size: number;
}

interface Chain {
  readonly values: readonly DoubleDouble[];
  readonly vectors: readonly DoubleDoubleVector[];
}

/** Up from `first` and down from `last` until they meet; undefined where a gap of two layers or more is left. */
function meet(first: DoubleDoubleVector, last: DoubleDoubleVector, layers: readonly SizedRows[]): Chain | undefined {
  const depth = layers.length;
  const up = [first];
  const upValues: DoubleDouble[] = [];
  for (let j = 0; j < depth; j++) {
    const image = timesVector(layers[j]!.rows, up[j]!);
    const length = ddSqrt(ddDot(image, image));
    if (length.hi <= NOTHING * layers[j]!.size) break;
    upValues.push(length);
    ddScale(image, ddDiv(dd(1), length));
    up.push(image);
  }
  if (upValues.length === depth) {
    const chain = { values: upValues, vectors: up };
    return ddDot(up[depth]!, last).hi < 0 ? turned(chain) : chain;
  }
  const down = [last];
  const downValues: DoubleDouble[] = [];
  for (let j = depth - 1; j > upValues.length; j--) {
    const image = timesVector(layers[j]!.columns, down[0]!);
    const length = ddSqrt(ddDot(image, image));
    if (length.hi <= NOTHING * layers[j]!.size) return undefined;
    downValues.unshift(length);
    ddScale(image, ddDiv(dd(1), length));
    down.unshift(image);
  }
  return { values: [...upValues, dd(0), ...downValues], vectors: [...up, ...down] };
}

/** The same with the other sign of o_h. */
function turned({ values, vectors }: Chain): Chain {
  const last = vectors.at(-1)!;
  const opposite = { hi: last.hi.map(entry => -entry), lo: last.lo.map(entry => -entry) };
  return { values: [...values.slice(0, -1), ddNeg(values.at(-1)!)], vectors: [...vectors.slice(0, -1), opposite] };
}

function mixtureOf({ layers, sigmaYX }: Flow): Matrix<Rational> {
  const F = rationalField;
  const ups = [layers[0]!];
  for (const layer of layers.slice(1)) ups.push(multiply(F, layer, ups.at(-1)!));
  const downs = [layers.at(-1)!];
  for (const layer of layers.slice(0, -1).reverse()) downs.push(multiply(F, downs.at(-1)!, layer));
  const terms = [sigmaYX, ups.at(-1)!].flatMap(map => [
    map,
    ...ups.map(up => product(F, map, up.transpose(), up)),
    ...downs.map(down => product(F, down, down.transpose(), map)),
  ]);
  return terms.reduce(
    (sum, term, index) => {
      const size = frobeniusNorm(float64Field, convert(float64Field, term));
      // Of the golden ratio: no two of them in a simple ratio.
      const weight = 0.5 + ((index * 0.6180339887498949) % 1);
      return size === 0 ? sum : add(F, sum, scale(F, Rational.of(weight / size), term));
    },
    zeros(F, sigmaYX.rows, sigmaYX.cols),
  );
}

/** matrix − Σ value o_to o_fromᵀ, to the last places of float64 of what is left. */
function restOf(
  matrix: Matrix<Rational>,
  directions: readonly ModeDirection[],
  value: (direction: ModeDirection) => DoubleDouble,
  from: number,
  to: number,
): Matrix<number> {
  return matrix.map(
    (entry, i, j) =>
      directions.reduce((left, direction) => {
        const [row, col] = [ddAt(direction.vectors[to]!, i), ddAt(direction.vectors[from]!, j)];
        return ddSub(left, ddMul(value(direction), ddMul(row, col)));
      }, ddOf(entry)).hi,
  );
}

/** The largest of: products of two directions in one width, what layers and task make of one but the next, force on the rest. */
function offOf(
  directions: readonly ModeDirection[],
  rest: readonly Matrix<number>[],
  error: Matrix<number>,
  layers: readonly SizedRows[],
  task: SizedRows,
): number {
  const F = float64Field;
  const overlaps = directions.flatMap((one, index) =>
    directions
      .slice(0, index)
      .flatMap(other => one.vectors.map((vector, width) => Math.abs(ddDot(vector, other.vectors[width]!).hi))),
  );
  const beside = directions.flatMap(({ s, values, vectors }) => [
    ...layers.flatMap((layer, j) => besideImages(layer, values[j]!, vectors[j]!, vectors[j + 1]!)),
    ...besideImages(task, s, vectors[0]!, vectors.at(-1)!),
  ]);
  const forces = rest.map((_layer, j) => {
    const below = rest.slice(0, j).reduce((force, layer) => multiply(F, force, layer.transpose()), error);
    const force = rest.slice(j + 1).reduceRight((pulled, layer) => multiply(F, layer.transpose(), pulled), below);
    const others = layers.reduce((whole, { size }, k) => (k === j ? whole : whole * size), 1);
    return partOf(frobeniusNorm(F, force), others * (task.size + others * layers[j]!.size));
  });
  return Math.max(0, ...overlaps, ...beside, ...forces);
}

/** ‖A from − value·to‖ and ‖Aᵀ to − value·from‖, relative to ‖A‖. */
function besideImages(
  { rows, columns, size }: SizedRows,
  value: DoubleDouble,
  from: DoubleDoubleVector,
  to: DoubleDoubleVector,
): number[] {
  return [
    { lines: rows, source: from, target: to },
    { lines: columns, source: to, target: from },
  ].map(({ lines, source, target }) => {
    const image = timesVector(lines, source);
    ddAddScaled(image, ddNeg(value), target);
    return partOf(Math.hypot(...image.hi), size);
  });
}

function partOf(value: number, whole: number): number {
  return value === 0 ? 0 : value / whole;
}

function sizedRows(matrix: Matrix<Rational>): SizedRows {
  return {
    rows: rowsOf(matrix),
    columns: rowsOf(matrix.transpose()),
    size: frobeniusNorm(float64Field, convert(float64Field, matrix)),
  };
}

function rowsOf(matrix: Matrix<Rational>): DoubleDoubleVector[] {
  return Array.from({ length: matrix.rows }, (_, i) => {
    const row = ddVector(matrix.cols);
    for (let j = 0; j < matrix.cols; j++) ddSet(row, j, ddOf(matrix.at(i, j)));
    return row;
  });
}

function timesVector(rows: readonly DoubleDoubleVector[], x: DoubleDoubleVector): DoubleDoubleVector {
  const image = ddVector(rows.length);
  rows.forEach((row, i) => {
    ddSet(image, i, ddDot(row, x));
  });
  return image;
}
