import type { Field } from '../src/numbers/field.ts';
import { add, convert, identity, maxAbs, multiply, power, scale, subtract } from '../src/numbers/linearAlgebra.ts';
import { Matrix } from '../src/numbers/matrix.ts';
import type { Rational } from '../src/numbers/rational.ts';

/** The blocks of exp([[−F, I],[0, F]] t) = [[decay, mixed],[0, growth]], each of F's size. */
export interface HamiltonianExponential<T> {
  readonly decay: Matrix<T>;
  readonly mixed: Matrix<T>;
  readonly growth: Matrix<T>;
}

/**
 * exp([[−F, I],[0, F]] t) of a symmetric F, block by block, by its power series at h = t/2^k and k squarings. The k-th power of the matrix holds
 * (−F)^k, F^k and, since these commute, F^(k−1) for odd k and zero for even k; so with the even part C = Σ (Fh)^2k/(2k)! and
 * M = h Σ (Fh)^2k/(2k+1)! the blocks are decay = C − FM, mixed = M, growth = C + FM. The error is about 2^k units in the last
 * place of the largest entry.
 */
export function expHamiltonian<T>(field: Field<T>, F: Matrix<Rational>, time: Rational): HamiltonianExponential<T> {
  const size = F.rows * Math.max(...F.data.map(entry => Math.abs(entry.toNumber())), 1) * time.toNumber();
  // The products of the series, about digits/squarings, and three of each squaring then cost about the same.
  const squarings = Math.max(0, Math.ceil(Math.log2(size)) + Math.ceil(Math.sqrt(field.digits / 2)));
  const step = field.mul(field.of(time), power(field, field.div(field.one, field.of(2)), squarings));
  let blocks = series(field, convert(field, F), step);
  for (let k = 0; k < squarings; k++) blocks = square(field, blocks);
  return blocks;
}

function series<T>(field: Field<T>, F: Matrix<T>, step: T): HamiltonianExponential<T> {
  const Fh = scale(field, step, F);
  const squared = multiply(field, Fh, Fh);
  const enough = field.div(field.one, power(field, field.of(10), Math.ceil(field.digits) + 3));
  let term = identity(field, F.rows);
  let [even, sinhc] = [term, term];
  for (let k = 1; field.compare(maxAbs(field, term), enough) > 0; k++) {
    term = scale(field, field.div(field.one, field.of(2 * k * (2 * k - 1))), commutingProduct(field, squared, term));
    even = add(field, even, term);
    sinhc = add(field, sinhc, scale(field, field.div(field.one, field.of(2 * k + 1)), term));
  }
  const odd = multiply(field, Fh, sinhc);
  return { decay: subtract(field, even, odd), mixed: scale(field, step, sinhc), growth: add(field, even, odd) };
}

/** The blocks are polynomials of F, which commute and are symmetric as F is. */
function square<T>(field: Field<T>, { decay, mixed, growth }: HamiltonianExponential<T>): HamiltonianExponential<T> {
  return {
    decay: commutingProduct(field, decay, decay),
    mixed: commutingProduct(field, mixed, add(field, decay, growth)),
    growth: commutingProduct(field, growth, growth),
  };
}

/** Of symmetric matrices that commute: what it has below the diagonal it has above. */
function commutingProduct<T>(field: Field<T>, a: Matrix<T>, b: Matrix<T>): Matrix<T> {
  const rows = Array.from({ length: a.rows }, (_, i) =>
    multiply(field, a.slice(i, i + 1, 0, a.cols), b.slice(0, b.rows, i, b.cols)),
  );
  return Matrix.generate(a.rows, b.cols, (i, j) => rows[Math.min(i, j)]!.at(0, Math.abs(i - j)));
}
