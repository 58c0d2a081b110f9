import type { Field } from '../numbers/field.ts';
import { add, identity, multiply, scale, subtract, zeros } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Flow } from './flow.ts';

/** Coefficients of powers of a time that begins now, from the constant one on. */
type Series<T> = readonly Matrix<T>[];

/**
 * The rates of change of the layers of a flow, from the right-hand side of the flow itself: `ratesOfFlow(field, flow, n)[k][j]` is
 * d^k W_(j+1)/dt^k at the layers that the flow has, k = 0 … n, in units of τ's own clock. By products of truncated power series:
 * nothing is rounded in an exact field, and in one with error bounds the bounds hold.
 */
export function ratesOfFlow<T>(field: Field<T>, flow: Flow<T>, order: number): Matrix<T>[][] {
  let series: Series<T>[] = flow.layers.map(layer => [layer]);
  for (let k = 0; k < order; k++) {
    const forces = forcesAt(field, flow, series, k);
    const perStep = field.div(field.one, field.mul(flow.tau, field.of(k + 1)));
    series = series.map((layer, j) => [...layer, scale(field, perStep, forces[j]!)]);
  }
  let factorial = field.one;
  return Array.from({ length: order + 1 }, (_, k) => {
    if (k > 0) factorial = field.mul(factorial, field.of(k));
    return series.map(layer => scale(field, factorial, layer[k]!));
  });
}

/** The k-th coefficients of M_j ∘ (W_(j+1:h)ᵀ(Σyx − W_(1:h)Σxx)W_(1:j−1)ᵀ − γW_j). */
function forcesAt<T>(
  field: Field<T>,
  { sigmaYX, sigmaXX, decay, mask, layers }: Flow<T>,
  series: readonly Series<T>[],
  k: number,
): Matrix<T>[] {
  const times = (a: Series<T>, b: Series<T>): Series<T> => productOf(field, a, b, k);
  const start = constant(field, identity(field, layers[0]!.cols), k);
  const below: Series<T>[] = [start];
  for (const layer of series) below.push(times(layer, below.at(-1)!));
  const map = below.at(-1)!;
  const fitted = sigmaXX === undefined ? map : map.map(part => multiply(field, part, sigmaXX));
  const error = fitted.map((part, n) => (n === 0 ? subtract(field, sigmaYX, part) : scale(field, field.of(-1), part)));
  let above: Series<T> = constant(field, identity(field, layers.at(-1)!.rows), k);
  const forces: Matrix<T>[] = new Array(series.length);
  for (let j = series.length - 1; j >= 0; j--) {
    const back = above.map(part => part.transpose());
    const pull = times(
      times(back, error),
      below[j]!.map(part => part.transpose()),
    )[k]!;
    const own = series[j]![k]!;
    const force = decay === undefined ? pull : subtract(field, pull, scale(field, decay, own));
    const held = mask?.[j];
    forces[j] =
      held === undefined ? force : force.map((entry, row, col) => (held.at(row, col) === 1 ? entry : field.zero));
    above = times(above, series[j]!);
  }
  return forces;
}

function constant<T>(field: Field<T>, matrix: Matrix<T>, order: number): Series<T> {
  return Array.from({ length: order + 1 }, (_, n) => (n === 0 ? matrix : zeros(field, matrix.rows, matrix.cols)));
}

/** Up to the k-th coefficient. */
function productOf<T>(field: Field<T>, a: Series<T>, b: Series<T>, order: number): Series<T> {
  return Array.from({ length: order + 1 }, (_, n) =>
    Array.from({ length: n + 1 }, (_, i) => multiply(field, a[i]!, b[n - i]!)).reduce((x, y) => add(field, x, y)),
  );
}
