import type { Field } from '../src/numbers/field.ts';
import { add, convert, identity, maxAbs, multiply, power, scale, zeros } from '../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import type { Rational } from '../src/numbers/rational.ts';

/** The blocks of exp([[−F, I],[0, F]] t) = [[decay, mixed],[0, growth]], each of F's size. */
export interface HamiltonianExponential<T> {
  readonly decay: Matrix<T>;
  readonly mixed: Matrix<T>;
  readonly growth: Matrix<T>;
}

/**
 * exp([[−F, I],[0, F]] t) block by block, by its power series at t/2^k and k squarings. Nothing is used but that the
 * matrix is block triangular. The error is about 2^k units in the last place of the largest entry.
 */
export function expHamiltonian<T>(field: Field<T>, F: Matrix<Rational>, time: Rational): HamiltonianExponential<T> {
  const size = F.rows * Math.max(...F.data.map(entry => Math.abs(entry.toNumber())), 1) * time.toNumber();
  // Terms of the series and squarings then cost about the same.
  const squarings = Math.max(0, Math.ceil(Math.log2(size)) + Math.ceil(Math.sqrt(field.digits) / 2));
  const step = field.mul(field.of(time), power(field, field.div(field.one, field.of(2)), squarings));
  let blocks = series(field, scale(field, step, convert(field, F)), step);
  for (let k = 0; k < squarings; k++) blocks = square(field, blocks);
  return blocks;
}

function series<T>(field: Field<T>, F: Matrix<T>, step: T): HamiltonianExponential<T> {
  const minusF = scale(field, field.neg(field.one), F);
  let term = {
    decay: identity(field, F.rows),
    mixed: zeros(field, F.rows, F.rows),
    growth: identity(field, F.rows),
  };
  let sum = term;
  const enough = field.div(field.one, power(field, field.of(10), Math.ceil(field.digits) + 3));
  for (let k = 1; ; k++) {
    const over = field.div(field.one, field.of(k));
    // [[−F, h],[0, F]] · [[decay, mixed],[0, growth]] / k
    term = {
      decay: scale(field, over, multiply(field, minusF, term.decay)),
      mixed: scale(field, over, add(field, multiply(field, minusF, term.mixed), scale(field, step, term.growth))),
      growth: scale(field, over, multiply(field, F, term.growth)),
    };
    sum = {
      decay: add(field, sum.decay, term.decay),
      mixed: add(field, sum.mixed, term.mixed),
      growth: add(field, sum.growth, term.growth),
    };
    if ([term.decay, term.mixed, term.growth].every(part => field.compare(maxAbs(field, part), enough) <= 0))
      return sum;
  }
}

function square<T>(field: Field<T>, { decay, mixed, growth }: HamiltonianExponential<T>): HamiltonianExponential<T> {
  return {
    decay: multiply(field, decay, decay),
    mixed: add(field, multiply(field, decay, mixed), multiply(field, mixed, growth)),
    growth: multiply(field, growth, growth),
  };
}
