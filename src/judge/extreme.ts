import type { Problem } from '../network/problem.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { float64Svd } from '../numbers/float64Svd.ts';
import { add, convert, multiply, scale, squaredNorm, subtract } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { rank } from '../numbers/rank.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';

/** In what a case is extreme: sizes many decades apart, or a distance to a coincidence that is hardly there. */
export type Extreme = 'none' | 'time' | 'λ' | 'sizes' | 'near a coincidence' | 'units';

/** Squares of the bounds, as powers of two. */
const FAR = power(40);
const APART = power(44);
const CLOSE = power(32);
const [INSTANT, LONG] = [Rational.ONE.div(power(20)), Rational.of(32)];

/**
 * The first that applies, in the order of `Extreme`; `phase` is the time in units of τ/rate. Decided in fractions, but for ties and
 * small singular values of the task, which float64 tells as far as it can.
 */
export function extremeOf(problem: Problem, lambda: Rational, phase: Rational | undefined): Extreme {
  if (phase !== undefined && phase.sign() > 0 && (phase.compare(INSTANT) < 0 || phase.compare(LONG) > 0)) return 'time';
  const { sigmaYX, W1, W2 } = problem;
  const task = squaredNorm(rationalField, sigmaYX);
  const both = squaredNorm(rationalField, W1).add(squaredNorm(rationalField, W2));
  const weights = both.mul(both);
  const largest = task.compare(weights) > 0 ? task : weights;
  const squared = lambda.mul(lambda);
  if (isFar(squared, largest, FAR) || isFar(task, squared, FAR)) return 'λ';
  const values = singularValues(sigmaYX, task);
  if (isFar(task, weights, APART) || isFar(weights, task, APART) || areFarApart(values)) return 'sizes';
  if (isNearCoincidence(problem, task, values)) return 'near a coincidence';
  return isFar(Rational.ONE, largest, FAR) || isFar(largest, Rational.ONE, FAR) ? 'units' : 'none';
}

/** Whether a is not zero and below b/factor. */
function isFar(a: Rational, b: Rational, factor: Rational): boolean {
  return a.sign() !== 0 && a.mul(factor).compare(b) < 0;
}

function power(exponent: number): Rational {
  return Rational.of(2 ** exponent);
}

/** Relative to the Frobenius norm, so that units do not matter. */
function singularValues(sigmaYX: Matrix<Rational>, squared: Rational): number[] {
  if (squared.sign() === 0) return [];
  const size = sigmaYX.data.reduce(
    (most, entry) => (entry.abs().compare(most) > 0 ? entry.abs() : most),
    Rational.ZERO,
  );
  return [...float64Svd(convert(float64Field, scale(rationalField, Rational.ONE.div(size), sigmaYX))).s];
}

/** A singular value that float64 cannot tell from 0 is 0 here: rank is another axis. */
function areFarApart(values: readonly number[]): boolean {
  const [largest, smallest] = [Math.max(...values), Math.min(...values.filter(value => value > 1e-14))];
  return smallest < largest * 2 ** -22;
}

function isNearCoincidence({ sigmaYX, W1, W2 }: Problem, task: Rational, values: readonly number[]): boolean {
  const map = multiply(rationalField, W2, W1);
  if (isFar(squaredNorm(rationalField, add(rationalField, sigmaYX, map)), task, CLOSE)) return true;
  const mixed = [multiply(rationalField, sigmaYX, map.transpose()), multiply(rationalField, sigmaYX.transpose(), map)];
  const nearlyAligned = mixed.some(a =>
    isFar(squaredNorm(rationalField, subtract(rationalField, a, a.transpose())), squaredNorm(rationalField, a), CLOSE),
  );
  return nearlyAligned || isNearlyTied(sigmaYX, values);
}

/** Singular values within 2⁻¹⁶ of each other: are there as few different ones in fractions? */
function isNearlyTied(sigmaYX: Matrix<Rational>, values: readonly number[]): boolean {
  const sorted = [...values].sort((a, b) => a - b);
  const groups = sorted.filter((value, i) => i === 0 || value - sorted[i - 1]! > 2 ** -16 * sorted.at(-1)!).length;
  if (groups === sorted.length) return false;
  const small = sigmaYX.rows <= sigmaYX.cols ? sigmaYX : sigmaYX.transpose();
  return differentEigenvalues(multiply(rationalField, small, small.transpose())) > groups;
}

/** Of a symmetric matrix G: the dimension of the span of I, G, G², …. */
function differentEigenvalues(G: Matrix<Rational>): number {
  const size = G.rows;
  const powers = [Matrix.generate(size, size, (i, j) => (i === j ? Rational.ONE : Rational.ZERO))];
  while (powers.length < size) powers.push(multiply(rationalField, powers.at(-1)!, G));
  return rank(
    rationalField,
    Matrix.generate(size, size * size, (i, k) => powers[i]!.data[k]!),
  );
}
