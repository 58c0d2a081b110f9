import { describe, expect, it } from 'vitest';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { ballAround, errorAbove, rootAbove, rootBelow } from './_pathLength.ts';

const matrix = (...rows: readonly (readonly number[])[]): Matrix<Rational> =>
  new Matrix(
    rows.length,
    rows[0]!.length,
    rows.flat().map(entry => Rational.of(entry)),
  );

describe('roots from both sides', () => {
  it.each(['0', '1', '2', '1/3', '1000000', '1/1000000000000'])('enclose √%s', text => {
    const x = Rational.of(text);
    const [low, high] = [rootBelow(x), rootAbove(x)];
    expect(low.mul(low).compare(x)).toBeLessThanOrEqual(0);
    expect(high.mul(high).compare(x)).toBeGreaterThanOrEqual(0);
    expect(low.sign()).toBeGreaterThanOrEqual(0);
    expect(high.sub(low).toNumber()).toBeLessThan(1e-6);
  });

  it('are refused below 0', () => {
    expect(() => rootAbove(Rational.of(-1))).toThrow('x must not be negative');
  });
});

describe('the ball around a point', () => {
  it('of the scalars 3 and 4 has the slope 5: the product changes by 4 and 3 times their changes', () => {
    const ball = ballAround([matrix([3]), matrix([4])])!;
    expect(ball.slope.toNumber()).toBeCloseTo(5, 5);
    expect(ball.slope.compare(Rational.of(5))).toBeLessThanOrEqual(0);
    // R = ‖A‖ + 1 = 6, m/(2h·R⁰) = 5/4, no more than 1.
    expect(ball.reach.toNumber()).toBeCloseTo(6, 5);
    expect(ball.radius.toNumber()).toBe(1);
  });

  it('of three ones has the slope √3 and the radius √3/(6(√3 + 1))', () => {
    const ball = ballAround([matrix([1]), matrix([1]), matrix([1])])!;
    expect(ball.slope.toNumber()).toBeCloseTo(Math.sqrt(3), 5);
    expect(ball.radius.toNumber()).toBeCloseTo(Math.sqrt(3) / (6 * (Math.sqrt(3) + 1)), 5);
  });

  it('takes the least of all directions: of W_1 = diag(1, 2), W_2 = I it is √(1 + 1)', () => {
    const ball = ballAround([matrix([1, 0], [0, 2]), matrix([1, 0], [0, 1])])!;
    expect(ball.slope.toNumber()).toBeCloseTo(Math.SQRT2, 5);
  });

  it('is none where some change of the map is out of reach', () => {
    expect(ballAround([matrix([0]), matrix([0])])).toBeUndefined();
    expect(ballAround([matrix([1, 0], [0, 0]), matrix([1, 0], [0, 0])])).toBeUndefined();
  });

  it('needs two layers', () => {
    expect(() => ballAround([matrix([1])])).toThrow('layers must be a whole number from 2');
  });
});

it('the error of the map is bounded from above', () => {
  expect(errorAbove([matrix([1]), matrix([2])], matrix([5])).toNumber()).toBeCloseTo(3, 6);
});
