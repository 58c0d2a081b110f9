import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { powerOfTwo } from './octaves.ts';
import { type ProblemOptions, problemDrawArbitrary, problemFromDraw } from './problemArbitrary.ts';

const NEAR = -8;
const delta = powerOfTwo(2 * (NEAR - 1));
const grown = Rational.ONE.add(delta);

/** Tasks at a coincidence, aligned or reversed by turns, and beside it. */
function tasks(options: ProblemOptions): { at: Matrix<Rational>; beside: Matrix<Rational> }[] {
  const from = problemFromDraw(options);
  return fc.sample(problemDrawArbitrary(options), { numRuns: 200, seed: 2 }).map((draw, k) => {
    const asked = { ...draw, alignment: options.aligned ? draw.alignment : 5 + (k % 3) };
    const [at, beside] = [0, NEAR].map(near => from({ ...asked, near }).problem.sigmaYX) as [
      Matrix<Rational>,
      Matrix<Rational>,
    ];
    return { at, beside };
  });
}

const texts = (matrix: Matrix<Rational>): string[] => matrix.data.map(String);

describe('a draw near a coincidence', () => {
  it('has a task whose first row is a little larger, and so much of it is added to the second; of one row: columns', () => {
    let turned = 0;
    for (const { at, beside } of tasks({})) {
      const [one, other] = at.rows === 1 ? [at.transpose(), beside.transpose()] : [at, beside];
      const moved = one.map((value, i, j) => {
        if (i === 0) return value.mul(grown);
        return i === 1 ? value.add(delta.mul(one.at(0, j))) : value;
      });
      expect(texts(other)).toEqual(texts(moved));
      if (one.rows > 1 && one.toRows()[0]!.some(entry => entry.sign() !== 0)) turned++;
    }
    expect(turned).toBeGreaterThan(50);
  });

  it('keeps its singular vectors where weights and task share them', () => {
    for (const { at, beside } of tasks({ aligned: true }))
      expect(texts(beside)).toEqual(texts(at.map(value => value.mul(grown))));
  });
});
