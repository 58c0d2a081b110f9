import { describe, expect, it } from 'vitest';
import type { Problem } from '../network/problem.ts';
import { Rational } from '../numbers/rational.ts';
import { readMatrix } from '../numbers/readMatrix.ts';
import { extremeOf } from './extreme.ts';

const matrix = (rows: readonly (readonly (number | string)[])[]) => readMatrix('matrix', rows);

/** Weights that are not aligned with any diagonal task but a multiple of I. */
function problemOf(sigmaYX: readonly (readonly (number | string)[])[], size: number | string = 1): Problem {
  const one = Rational.of(size);
  return {
    W1: matrix([
      [1, 0],
      [0, 1],
    ]).map(entry => entry.mul(one)),
    W2: matrix([
      [1, 1],
      [1, 2],
    ]).map(entry => entry.mul(one)),
    sigmaYX: matrix(sigmaYX),
    tau: Rational.ONE,
  };
}

const kind = (problem: Problem, lambda: number | string = 0, phase: number | string | undefined = 1) =>
  extremeOf(problem, Rational.of(lambda), phase === undefined ? undefined : Rational.of(phase));

const usual = problemOf([
  [1, 0],
  [0, 2],
]);

describe('extremeOf', () => {
  it('finds nothing in a case of moderate sizes', () => {
    expect(kind(usual)).toBe('none');
    expect(kind(usual, 1)).toBe('none');
    expect(kind(usual, 0, 0)).toBe('none');
    expect(extremeOf(usual, Rational.ZERO, undefined)).toBe('none');
    expect(
      kind(
        problemOf([
          [0, 0],
          [0, 0],
        ]),
      ),
    ).toBe('none');
  });

  it.each([
    [1 / 2 ** 20, 'none'],
    [1 / 2 ** 21, 'time'],
    [32, 'none'],
    [33, 'time'],
  ])('phase %d: %s', (phase, expected) => {
    expect(kind(usual, 0, phase)).toBe(expected);
  });

  // Squares are 2^±40 apart.
  it.each([
    [2 ** -16, 'none'],
    [2 ** -18, 'λ'],
    [2 ** 19, 'none'],
    [2 ** 22, 'λ'],
  ])('λ = %d: %s', (lambda, expected) => {
    expect(kind(usual, lambda)).toBe(expected);
  });

  it.each([
    [2 ** -21, 'none'],
    [2 ** -23, 'sizes'],
    [2 ** -50, 'none'],
  ])('singular values 1 and %d: %s, as what counts as zero is another axis', (smaller, expected) => {
    const task = [
      [1, 0],
      [0, smaller],
    ];
    expect(kind(problemOf(task))).toBe(expected);
  });

  it.each([
    [2 ** -14, 'none'],
    [2 ** -17, 'near a coincidence'],
    [0, 'none'],
  ])('singular values 1 and 1 + %d: %s', (apart, expected) => {
    const task = [
      [1, 0],
      [0, 1 + apart],
    ];
    expect(kind(problemOf(task))).toBe(expected);
  });

  it('sees weights and tasks far apart, and units far from 1', () => {
    const task = (size: number) => [
      [size, 0],
      [0, 2 * size],
    ];
    expect(kind(problemOf(task(1), 2 ** -9))).toBe('none');
    expect(kind(problemOf(task(1), 2 ** -13))).toBe('sizes');
    expect(kind(problemOf(task(1), 2 ** 13))).toBe('sizes');
    expect(kind(problemOf(task(2 ** -16), 2 ** -8))).toBe('none');
    expect(kind(problemOf(task(2 ** -24), 2 ** -12))).toBe('units');
    expect(kind(problemOf(task(2 ** 22), 2 ** 11))).toBe('units');
  });
});
