import type { Problem } from '../../network/problem.ts';
import type { Field } from '../../numbers/field.ts';
import { multiply, solve, stackRows } from '../../numbers/linearAlgebra.ts';
import { Matrix } from '../../numbers/matrix.ts';
import { Rational } from '../../numbers/rational.ts';
import { type FullSvd, svd } from '../../numbers/svd.ts';

export type AtTime<T> = (lambda: number, W1: Matrix<number>, W2: Matrix<number>, time: Rational) => Matrix<T>;

/**
 * QQᵀ(t) of the Riccati equation, evaluated in a field of many digits and wide exponents. The float64 entries are taken as
 * the exact fractions that they are; `time` is t/τ. The range e^{Λt} may be far wider than the digits, so the columns
 * of √D [K; I] are reduced with complete pivoting before the small inverse, and entries that are nothing but rounding
 * (10^(15 − digits) of what they were computed from) count as zero.
 */
export function riccatiReference<T>(field: Field<T>, sigmaYX: Problem<number>['sigmaYX']): AtTime<T> {
  const exact = (x: number): T => field.of(Rational.of(x));
  const task = svd(field, sigmaYX.map(exact));
  const pairs = new Map<number, Eigenpairs<T>>();
  const pairsOf = (lambda: number): Eigenpairs<T> => {
    const known = pairs.get(lambda) ?? eigenpairs(field, task, exact(lambda));
    pairs.set(lambda, known);
    return known;
  };
  return (lambda, W1, W2, time) => at(field, () => pairsOf(lambda), W1.map(exact), W2.map(exact), field.of(time));
}

interface Eigenpairs<T> {
  readonly vectors: Matrix<T>;
  readonly values: readonly T[];
}

function at<T>(field: Field<T>, pairs: () => Eigenpairs<T>, W1: Matrix<T>, W2: Matrix<T>, t: T): Matrix<T> {
  const Q0 = stackRows(W1.transpose(), W2);
  if (field.isZero(t)) return multiply(field, Q0, Q0.transpose());
  const { vectors, values } = pairs();
  const [N, Nh] = [vectors.cols, W1.rows];
  const K = multiply(field, vectors.transpose(), Q0);
  const absolute = multiply(field, vectors.map(field.abs).transpose(), Q0.map(field.abs));
  const unit = tenTo(field, 15 - field.digits);
  const exponentials = exponentialsOf(field, values, t);
  const roots = values.map((value, i) => field.sqrt(growth(field, value, t, exponentials[i]!)));
  const columns = Array.from({ length: Nh }, (_, j) => ({
    entries: Array.from({ length: N + Nh }, (_, i) =>
      i < N ? field.mul(roots[i]!, K.at(i, j)) : i - N === j ? field.one : field.zero,
    ),
    bounds: Array.from({ length: N + Nh }, (_, i) =>
      i < N ? field.mul(unit, field.mul(roots[i]!, absolute.at(i, j))) : field.zero,
    ),
  }));
  reduceColumns(field, columns, unit);
  const Y = Matrix.generate(N + Nh, Nh, (i, j) => columns[j]!.entries[i]!);
  const factors = exponentials.map((exponential, i) => field.div(exponential, roots[i]!));
  const Z = multiply(
    field,
    vectors,
    Matrix.generate(N, Nh, (i, j) => field.mul(factors[i]!, Y.at(i, j))),
  );
  return multiply(field, Z, solve(field, multiply(field, Y.transpose(), Y), Z.transpose()));
}

/** e^(vt) of each value; of values that are the same or opposite once. */
function exponentialsOf<T>(field: Field<T>, values: readonly T[], t: T): T[] {
  const known = new Map<string, T>();
  return values.map(value => {
    const size = field.abs(value);
    const key = field.toString(size);
    const growing = known.get(key) ?? field.exp(field.mul(size, t));
    known.set(key, growing);
    return field.compare(value, field.zero) < 0 ? field.div(field.one, growing) : growing;
  });
}

interface Column<T> {
  readonly entries: T[];
  readonly bounds: T[];
}

function reduceColumns<T>(field: Field<T>, columns: Column<T>[], unit: T): void {
  for (let step = 0; step < columns.length; step++) {
    let [row, col] = [-1, -1];
    let largest = field.zero;
    for (let j = step; j < columns.length; j++) {
      columns[j]!.entries.forEach((entry, i) => {
        const size = field.abs(entry);
        if (field.compare(size, columns[j]!.bounds[i]!) <= 0) columns[j]!.entries[i] = field.zero;
        else if (field.compare(size, largest) > 0) [row, col, largest] = [i, j, size];
      });
    }
    const pivot = columns[col]!;
    columns[col] = columns[step]!;
    columns[step] = pivot;
    const [value, error] = [pivot.entries[row]!, field.abs(field.div(pivot.bounds[row]!, pivot.entries[row]!))];
    pivot.entries.forEach((entry, i) => {
      pivot.entries[i] = field.div(entry, value);
      pivot.bounds[i] = field.add(
        field.div(pivot.bounds[i]!, field.abs(value)),
        field.mul(error, field.abs(pivot.entries[i]!)),
      );
    });
    columns.forEach((column, j) => {
      if (j === step) return;
      const [factor, factorError] = [column.entries[row]!, column.bounds[row]!];
      column.entries.forEach((entry, i) => {
        const change = field.mul(factor, pivot.entries[i]!);
        column.entries[i] = i === row ? field.zero : field.sub(entry, change);
        const carried = field.add(
          field.mul(field.abs(factor), pivot.bounds[i]!),
          field.mul(factorError, field.abs(pivot.entries[i]!)),
        );
        const rounding = field.isZero(change)
          ? field.zero
          : field.mul(unit, field.add(field.abs(entry), field.abs(change)));
        column.bounds[i] = i === row ? field.zero : field.add(column.bounds[i]!, field.add(carried, rounding));
      });
    });
  }
}

/** (e^{2Λt} − 1)/(2Λ) from e^{Λt}, t where Λ = 0. Small exponents by their series, which does not cancel. */
function growth<T>(field: Field<T>, value: T, t: T, exponential: T): T {
  const exponent = field.mul(field.of(2), field.mul(value, t));
  if (field.isZero(exponent)) return t;
  if (Math.abs(field.toNumber(exponent)) > 1e-3) {
    return field.div(field.sub(field.mul(exponential, exponential), field.one), field.mul(field.of(2), value));
  }
  let [sum, term] = [field.one, field.one];
  for (let k = 2; field.compare(field.abs(term), tenTo(field, -field.digits - 3)) > 0; k++) {
    term = field.div(field.mul(term, exponent), field.of(k));
    sum = field.add(sum, term);
  }
  return field.mul(t, sum);
}

function eigenpairs<T>(field: Field<T>, { U, s, V }: FullSvd<T>, lambda: T): Eigenpairs<T> {
  const half = field.div(lambda, field.of(2));
  const [Ni, No] = [V.rows, U.rows];
  const values: T[] = [];
  const vectors: T[][] = [];
  const push = (value: T, k: number, inputs: T, outputs: T): void => {
    values.push(value);
    vectors.push([
      ...Array.from({ length: Ni }, (_, i) => (field.isZero(inputs) ? field.zero : field.mul(inputs, V.at(i, k)))),
      ...Array.from({ length: No }, (_, i) => (field.isZero(outputs) ? field.zero : field.mul(outputs, U.at(i, k)))),
    ]);
  };
  s.forEach((value, k) => {
    if (field.isZero(value)) {
      push(field.neg(half), k, field.one, field.zero);
      push(half, k, field.zero, field.one);
      return;
    }
    // The double angle of the rotation: cos 2φ = (λ/2)/S, sin 2φ = s/S; the root that does not cancel comes first.
    const S = field.sqrt(field.add(field.mul(value, value), field.mul(half, half)));
    const large = field.sqrt(field.div(field.add(S, field.abs(half)), field.add(S, S)));
    const small = field.div(value, field.mul(field.add(S, S), large));
    const [inPlus, outPlus] = field.compare(half, field.zero) >= 0 ? [small, large] : [large, small];
    push(S, k, inPlus, outPlus);
    push(field.neg(S), k, outPlus, field.neg(inPlus));
  });
  for (let k = s.length; k < Ni; k++) push(field.neg(half), k, field.one, field.zero);
  for (let k = s.length; k < No; k++) push(half, k, field.zero, field.one);
  return { vectors: Matrix.generate(Ni + No, Ni + No, (i, j) => vectors[j]![i]!), values };
}

function tenTo<T>(field: Field<T>, exponent: number): T {
  const size = field.of(10n ** BigInt(Math.abs(Math.round(exponent))));
  return exponent < 0 ? field.div(field.one, size) : size;
}
