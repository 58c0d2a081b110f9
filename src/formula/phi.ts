import type { Field } from '../numbers/field.ts';

/**
 * (e^x − 1)/x, and 1 at x = 0, to the last digits of the field for small x of either sign, where the quotient itself
 * would cancel. In exact arithmetic only x = 0 has a value.
 */
export function phi<T>(field: Field<T>, x: T): T {
  if (isSmall(field, x)) return series(field, x, 1);
  return field.div(field.sub(field.exp(x), field.one), x);
}

/** (phi(x) − 1)/x, and 1/2 at x = 0, likewise: phi − phi2 is the derivative of phi. */
export function phi2<T>(field: Field<T>, x: T): T {
  if (isSmall(field, x)) return series(field, x, 2);
  return field.div(field.sub(phi(field, x), field.one), x);
}

function isSmall<T>(field: Field<T>, x: T): boolean {
  if (field.isZero(x)) return true;
  const size = field.bounds?.upper(x) ?? field.abs(x);
  return field.compare(size, field.one) <= 0 && Number.isFinite(field.digits);
}

/** Σ x^k/(k + order)!: at |x| ≤ 1 terms fall from the start and the sum stays above 0.6 of the first. */
function series<T>(field: Field<T>, x: T, order: 1 | 2): T {
  const first = field.div(field.one, field.of(order));
  if (field.isZero(x)) return first;
  let [sum, term] = [first, first];
  for (let k = order + 1; ; k++) {
    term = field.div(field.mul(term, x), field.of(k));
    const next = field.add(sum, term);
    // Less than the last term is left out.
    if (field.compare(next, sum) === 0) return field.bounds?.widen(next, term) ?? sum;
    sum = next;
  }
}
