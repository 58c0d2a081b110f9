import { DloError } from '../errors.ts';
import type { Field } from './field.ts';

/** a₀ + a₁ε + … + aₙεⁿ + O(εⁿ⁺¹): the n + 1 coefficients, lowest first. */
export type Series<T> = readonly T[];

/**
 * Power series in ε over another field, cut after εⁿ, n = `order`: what is calculated with x + εv in place of x comes out with
 * all its coefficients up to εⁿ, the k-th of which is the k-th derivative along v divided by k!. Exact where the base is.
 * Ordered like numbers with an infinitely small ε > 0; `toNumber` gives a₀.
 *
 * Sums, products and quotients keep every coefficient. What would not is RANGE: a divisor, root or logarithm whose a₀ is 0. Of a
 * root the terms left out would tell, even where all that are kept are 0: ε⁴ is 0 at order 3, its root ε² is not. Also RANGE for
 * an order that is not a whole number of at least 0. Not for `matrixExponential`, which ends where a₀ alone is small.
 */
export function truncatedSeries<T>(base: Field<T>, order: number): Field<Series<T>> {
  if (!Number.isInteger(order) || order < 0)
    throw new DloError('RANGE', 'order', 'must be a whole number of at least 0', order);
  const { zero, one } = base;
  const generate = (coefficient: (k: number) => T): Series<T> => {
    const coefficients: T[] = new Array(order + 1);
    for (let k = 0; k <= order; k++) coefficients[k] = coefficient(k);
    return coefficients;
  };
  const constant = (value: T): Series<T> => generate(k => (k === 0 ? value : zero));
  /** Coefficients that follow from those before them. */
  const recurrence = (next: (k: number, before: Series<T>) => T): Series<T> => {
    const found: T[] = [];
    for (let k = 0; k <= order; k++) found.push(next(k, found));
    return found;
  };
  /** Σ_{from ≤ j ≤ to} term(j). */
  const sum = (from: number, to: number, term: (j: number) => T): T => {
    if (from > to) return zero;
    let total = term(from);
    for (let j = from + 1; j <= to; j++) total = base.add(total, term(j));
    return total;
  };
  const weighted = (j: number, value: T): T => base.mul(base.of(j), value);
  const compare = (a: Series<T>, b: Series<T>): number => {
    for (let k = 0; k <= order; k++) {
      const difference = base.compare(a[k]!, b[k]!);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const neg = (a: Series<T>): Series<T> => a.map(base.neg);
  const requireConstantTerm = (operation: string, a: Series<T>): void => {
    if (base.isZero(a[0]!))
      throw new DloError('RANGE', operation, 'must have an argument whose constant term is not 0', text(a));
  };
  const text = (a: Series<T>): string =>
    a
      .map((coefficient, k) => `${base.toString(coefficient)}${k === 0 ? '' : k === 1 ? 'ε' : `ε^${k}`}`)
      .filter((_term, k) => k === 0 || !base.isZero(a[k]!))
      .join(' + ');

  return {
    name: `${base.name} series to order ${order}`,
    digits: base.digits,
    zero: constant(zero),
    one: constant(one),
    of: value => constant(base.of(value)),
    add: (a, b) => generate(k => base.add(a[k]!, b[k]!)),
    sub: (a, b) => generate(k => base.sub(a[k]!, b[k]!)),
    mul: (a, b) => generate(k => sum(0, k, j => base.mul(a[j]!, b[k - j]!))),
    div(a, b) {
      // q·b = a: q_k b₀ = a_k − Σ_{j<k} q_j b_{k−j}.
      requireConstantTerm('div', b);
      return recurrence((k, q) =>
        base.div(
          base.sub(
            a[k]!,
            sum(0, k - 1, j => base.mul(q[j]!, b[k - j]!)),
          ),
          b[0]!,
        ),
      );
    },
    neg,
    abs: a => (compare(a, constant(zero)) < 0 ? neg(a) : a),
    sqrt(a) {
      // r² = a: 2 r₀ r_k = a_k − Σ_{0<j<k} r_j r_{k−j}.
      requireConstantTerm('sqrt', a);
      const root = base.sqrt(a[0]!);
      const twice = base.add(root, root);
      return recurrence((k, r) =>
        k === 0
          ? root
          : base.div(
              base.sub(
                a[k]!,
                sum(1, k - 1, j => base.mul(r[j]!, r[k - j]!)),
              ),
              twice,
            ),
      );
    },
    exp(a) {
      // e′ = a′e: k e_k = Σ_{1≤j≤k} j a_j e_{k−j}.
      const start = base.exp(a[0]!);
      return recurrence((k, e) =>
        k === 0
          ? start
          : base.div(
              sum(1, k, j => weighted(j, base.mul(a[j]!, e[k - j]!))),
              base.of(k),
            ),
      );
    },
    log(a) {
      // a l′ = a′: k a₀ l_k = k a_k − Σ_{1≤j<k} j l_j a_{k−j}.
      requireConstantTerm('log', a);
      const start = base.log(a[0]!);
      return recurrence((k, l) =>
        k === 0
          ? start
          : base.div(
              base.sub(
                weighted(k, a[k]!),
                sum(1, k - 1, j => weighted(j, base.mul(l[j]!, a[k - j]!))),
              ),
              weighted(k, a[0]!),
            ),
      );
    },
    compare,
    isZero: a => a.every(base.isZero),
    isFinite: a => a.every(base.isFinite),
    toNumber: a => base.toNumber(a[0]!),
    toString: text,
  };
}
