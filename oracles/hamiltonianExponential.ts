import type { Field } from '../src/numbers/field.ts';
import { add, convert, identity, maxAbs, power, scale, subtract } from '../src/numbers/linearAlgebra.ts';
import { Matrix } from '../src/numbers/matrix.ts';
import type { Rational } from '../src/numbers/rational.ts';

/** The blocks of exp([[−F, I],[0, F]] t) = [[decay, mixed],[0, growth]], each of F's size. */
export interface HamiltonianExponential<T> {
  readonly decay: Matrix<T>;
  readonly mixed: Matrix<T>;
  readonly growth: Matrix<T>;
}

/**
 * exp([[−F, I],[0, F]] t) of a symmetric F, block by block. The k-th power of the matrix holds (−F)^k, F^k and, since these commute, F^(k−1) for odd k
 * and zero for even k; so with L = cosh(Ft) − I and M = sinh(Ft)/F the blocks are decay = I + L − FM, mixed = M, growth = I + L + FM. L and M come from
 * their power series at h = t/2^k and k doublings of the time, L ← 2L(L + 2I), M ← 2(L + I)M: while Fh is small L has none of its digits rounded
 * away beside I, and error is doubled only once Fh is large. It is about ‖F‖t units in the last place of the largest entry.
 *
 * L and M are powers of F² alone. Where that falls into blocks, as of the Riccati equation, they do, and their zeros are not multiplied.
 */
export function expHamiltonian<T>(field: Field<T>, F: Matrix<Rational>, time: Rational): HamiltonianExponential<T> {
  const size = F.rows * Math.max(...F.data.map(entry => Math.abs(entry.toNumber())), 1) * time.toNumber();
  // The products of the series, about digits/doublings, and two of each doubling then cost about the same.
  const doublings = Math.max(0, Math.ceil(Math.log2(size)) + Math.ceil(Math.sqrt((3 * field.digits) / 4)));
  const step = field.mul(field.of(time), power(field, field.div(field.one, field.of(2)), doublings));
  const inField = convert(field, F);
  const one = identity(field, F.rows);
  const two = add(field, one, one);
  let { lift, mixed } = series(field, inField, step);
  for (let k = 0; k < doublings; k++) {
    const half = commutingProduct(field, lift, add(field, lift, two));
    mixed = commutingProduct(field, mixed, add(field, two, add(field, lift, lift)));
    lift = add(field, half, half);
  }
  const even = add(field, one, lift);
  const odd = commutingProduct(field, inField, mixed);
  return { decay: subtract(field, even, odd), mixed, growth: add(field, even, odd) };
}

/** L = Σ_(k≥1) (Fh)^2k/(2k)! and M = h Σ (Fh)^2k/(2k+1)!. */
function series<T>(field: Field<T>, F: Matrix<T>, step: T): { readonly lift: Matrix<T>; readonly mixed: Matrix<T> } {
  const Fh = scale(field, step, F);
  const squared = commutingProduct(field, Fh, Fh);
  const enough = field.div(field.one, power(field, field.of(10), Math.ceil(field.digits) + 3));
  let term = identity(field, F.rows);
  let sinhc = term;
  let lift: Matrix<T> | undefined;
  for (let k = 1; lift === undefined || field.compare(maxAbs(field, term), enough) > 0; k++) {
    term = scale(field, field.div(field.one, field.of(2 * k * (2 * k - 1))), commutingProduct(field, squared, term));
    lift = lift === undefined ? term : add(field, lift, term);
    sinhc = add(field, sinhc, scale(field, field.div(field.one, field.of(2 * k + 1)), term));
  }
  return { lift, mixed: scale(field, step, sinhc) };
}

/** Of symmetric matrices that commute: what it has below the diagonal it has above. Nothing is made of what is exactly zero. */
function commutingProduct<T>(field: Field<T>, a: Matrix<T>, b: Matrix<T>): Matrix<T> {
  const size = a.rows;
  const isThere = ({ data }: Matrix<T>): boolean[] => data.map(entry => !field.isZero(entry));
  const [inA, inB] = [isThere(a), isThere(b)];
  const rows = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size - i }, (_entry, after) => {
      let sum: T | undefined;
      for (let k = 0; k < size; k++) {
        if (!(inA[i * size + k] && inB[k * size + i + after])) continue;
        const term = field.mul(a.at(i, k), b.at(k, i + after));
        sum = sum === undefined ? term : field.add(sum, term);
      }
      return sum ?? field.zero;
    }),
  );
  return Matrix.generate(size, size, (i, j) => rows[Math.min(i, j)]![Math.abs(i - j)]!);
}
