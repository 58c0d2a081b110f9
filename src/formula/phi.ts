import type { Field } from '../numbers/field.ts';

/**
 * (e^x − 1)/x, and 1 at x = 0, to the last digits of the field for small x of either sign, where the quotient itself
 * would cancel. In exact arithmetic only x = 0 has a value.
 */
export function phi<T>(field: Field<T>, x: T): T {
  if (field.isZero(x)) return field.one;
  const size = field.bounds?.upper(x) ?? field.abs(x);
  if (field.compare(size, field.one) > 0 || !Number.isFinite(field.digits))
    return field.div(field.sub(field.exp(x), field.one), x);
  // Σ x^k/(k+1)!: at |x| ≤ 1 terms fall from the start and the sum stays above 0.6.
  let [sum, term] = [field.one, field.one];
  for (let k = 2; ; k++) {
    term = field.div(field.mul(term, x), field.of(k));
    const next = field.add(sum, term);
    // Less than the last term is left out.
    if (field.compare(next, sum) === 0) return field.bounds?.widen(next, term) ?? sum;
    sum = next;
  }
}
