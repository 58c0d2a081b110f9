import { describe, expect, it } from 'vitest';
import { Rational } from '../numbers/rational.ts';
import { answerLine } from './answerLine.ts';

/** An answer with its per-time lists as the tests index them. */
interface Seen {
  readonly lambda: unknown;
  readonly agreedDigits: readonly unknown[];
  readonly loss: readonly unknown[];
  readonly [quantity: string]: unknown;
}

const ask = (fields: object) => answerLine(JSON.stringify(fields), 3) as unknown as Seen;
const matrices = (value: unknown) => value as readonly (readonly (readonly number[])[])[];
const error = (fields: object) =>
  (ask(fields) as unknown as { error: { code: string; argument: string; message: string } }).error;

/** Zero-balanced: W2ᵀW2 = 1 = W1W1ᵀ; the map grows along one mode from [[3/5, 4/5]]. */
const balanced = { W1: [['3/5', '4/5']], W2: [[1]], sigmaYX: [['6/5', '8/5']], times: [0, 1] };
const unbalanced = {
  W1: [
    ['1/2', 0],
    [0, 1],
  ],
  W2: [
    ['1/2', 0],
    [0, 2],
  ],
  sigmaYX: [
    [1, 0],
    [0, 3],
  ],
  times: [1],
};

const white = {
  X: [
    [1, 1, -1, -1],
    [1, -1, 1, -1],
  ],
  Y: [[3, 1, 2, 3]],
};

describe('answerLine', () => {
  it('gives the logistic curve of one zero-balanced mode', () => {
    const answer = ask({ ...balanced, id: 'a', tau: '1/2', quantities: ['output', 'loss', 'qqt', 'balance', 'ntk'] });
    const e = Math.exp(-2 * 2 * 2);
    const a = 2 / (1 + e); // s / (1 + (s/a0 − 1) e^(−2st/τ)), s = 2, a0 = 1
    expect(answer).toMatchObject({ line: 3, id: 'a', lambda: 0, times: [0, 1] });
    expect(matrices(answer.output)[1]![0]![0]).toBeCloseTo(0.6 * a, 14);
    expect(matrices(answer.output)[1]![0]![1]).toBeCloseTo(0.8 * a, 14);
    expect(answer.loss[0]).toBeCloseTo(0.5, 15);
    expect(Number(answer.loss[1]) / (0.5 * (a * e) ** 2)).toBeCloseTo(1, 12);
    expect(matrices(answer.qqt)[1]![2]![2]).toBeCloseTo(a, 14); // |W2|² is the mode, too
    expect(matrices(answer.balance)[1]![0]![0]).toBeCloseTo(0, 14);
    expect(matrices(answer.ntk)[1]![0]![0]).toBeCloseTo(0.36 * a + a, 14);
  });

  it('has the limit, any order of times', () => {
    const output = matrices(ask({ ...balanced, times: ['Infinity', 1, '0', 1], quantities: ['output'] }).output);
    expect(output[0]).toEqual([[expect.closeTo(1.2, 14), expect.closeTo(1.6, 14)]]);
    expect(output[1]).toEqual(output[3]);
    expect(output[2]).toEqual([[0.6, 0.8]]);
    const decimal = ask({ ...balanced, times: [1, 0, '1', '1/2'], digits: 20, quantities: ['output'] });
    expect(matrices(decimal.output)[0]).toEqual(matrices(decimal.output)[2]);
    expect(matrices(decimal.output)[1]).toEqual([['0.6', '0.8']]);
    expect(Number(matrices(decimal.output)[3]![0]![0])).toBeLessThan(Number(matrices(decimal.output)[0]![0]![0]));
    expect(decimal.agreedDigits[1]).toBe('Infinity');
  });

  it('answers the same in decimals as in float64, for every quantity, from Σyx and from data', () => {
    const quantities = ['qqt', 'loss', 'output', 'rsm', 'ntk', 'balance'];
    const { sigmaYX: _, ...weights } = balanced;
    for (const task of [balanced, { ...weights, ...white }]) {
      const float = ask({ ...task, tau: 2, quantities });
      const decimal = ask({ ...task, tau: 2, quantities, digits: 25 });
      expect(decimal.lambda).toBe('0');
      for (const quantity of quantities) expectSame(decimal[quantity], float[quantity]);
    }
  });

  it('keeps every digit asked for of a loss that has nearly vanished, and of weights of any balance', () => {
    const late = { ...balanced, times: [12], quantities: ['loss'] };
    const [few, many] = [20, 40].map(digits => String(ask({ ...late, digits }).loss[0]));
    expect(Number(many)).toBeLessThan(1e-15);
    const offBy = Rational.of(few!).sub(Rational.of(many!)).div(Rational.of(many!)).toNumber();
    expect(Math.abs(offBy)).toBeLessThan(1e-19);
    const answer = ask({ ...unbalanced, digits: 30, quantities: ['balance', 'output'] });
    expect(answer.lambda).toBeNull();
    expect(matrices(answer.balance)[0]).toEqual([
      ['0', '0'],
      ['0', '3'],
    ]); // conserved
    expect(answer.agreedDigits[0]).toBeGreaterThanOrEqual(30);
  });

  it('counts the irreducible part of the loss, once', () => {
    const { sigmaYX: _, ...weights } = balanced;
    const fromData = ask({ ...weights, ...white, quantities: ['loss'] });
    // Straight from the definition at time 0: ½/P ‖W2W1X − Y‖².
    const predicted = [1.4, -0.2, 0.2, -1.4];
    const squares = predicted.map((value, p) => (value - white.Y[0]![p]!) ** 2);
    expect(fromData.loss[0]).toBeCloseTo(squares.reduce((sum, value) => sum + value) / 8, 14);
    expect(ask({ ...weights, ...white, quantities: ['loss'], digits: 12 }).loss[0]).toBe('3.325');
  });

  it('answers qqt, loss and output where nothing is asked for', () => {
    expect(Object.keys(ask(balanced))).toEqual(['line', 'lambda', 'times', 'qqt', 'loss', 'output']);
  });
});

describe('answerLine refuses', () => {
  const repeated = (row: readonly number[]) => Array.from({ length: 3000 }, (_, p) => row[p % 4]!);
  const many = { X: white.X.map(repeated), Y: white.Y.map(repeated) };
  const { sigmaYX: _, ...weights } = balanced;
  const two = {
    W1: [
      [1, 0],
      [0, 1],
    ],
    W2: [
      [2, 0],
      [0, 1],
    ],
    sigmaYX: [
      [1, 0],
      [0, 1],
    ],
    times: [1],
  };
  it.each<[string, object, string, string, RegExp]>([
    ['a word for a number', { ...balanced, W1: [['x', 1]] }, 'NOT_A_NUMBER', 'W1[1,1]', /"x"/],
    ['NaN as text', { ...balanced, W1: [['NaN', 1]] }, 'NOT_A_NUMBER', 'W1[1,1]', /"NaN"/],
    ['null, which JSON makes of NaN', { ...balanced, W2: [[null]] }, 'NOT_A_NUMBER', 'W2[1,1]', /null/],
    ['a ragged matrix', { ...balanced, W1: [[1, 2], [1]] }, 'SHAPE', 'W1 row 2', /2 entries/],
    ['an empty matrix', { ...balanced, W1: [] }, 'FORMAT', 'W1', /non-empty/],
    ['a missing matrix', { ...balanced, W2: undefined }, 'FORMAT', 'W2', /undefined/],
    ['shapes that do not fit', { ...balanced, W2: [[1, 1]] }, 'SHAPE', 'W2', /No×1/],
    ['a task of another shape', { ...balanced, sigmaYX: [[1]] }, 'SHAPE', 'sigmaYX', /1×2/],
    ['data of another shape', { ...weights, X: [[1, -1]], Y: [[1, 1]] }, 'SHAPE', 'X', /Ni = 2/],
    ['X without Y', { ...weights, X: white.X }, 'FORMAT', 'Y', /undefined/],
    ['a task given twice', { ...balanced, ...white }, 'FORMAT', 'sigmaYX', /X and Y/],
    [
      'inputs that are not white',
      {
        ...weights,
        X: [
          [1, 0],
          [0, 1],
        ],
        Y: [[1, 1]],
      },
      'NOT_WHITE',
      'X',
      /residual 0.5/,
    ],
    ['weights without balance', two, 'NOT_BALANCED', 'weights', /relative residual.*got 0\.\d+.*"digits"/],
    ['another λ than the weights have', { ...balanced, lambda: '1/3' }, 'NOT_BALANCED', 'weights', /λ = 0.333/],
    ['another λ, with digits', { ...balanced, lambda: 1, digits: 20 }, 'NOT_BALANCED', 'weights', /λ = 1 /],
    ['a negative time', { ...balanced, times: [1, -2] }, 'RANGE', 'times[2]', /negative, got -2/],
    ['no times', { ...balanced, times: [] }, 'FORMAT', 'times', /non-empty/],
    ['the limit in decimals', { ...balanced, times: ['Infinity'], digits: 20 }, 'RANGE', 'times[1]', /finite/],
    ['τ of 0', { ...balanced, tau: 0 }, 'RANGE', 'tau', /above 0/],
    ['too few digits', { ...balanced, digits: 9 }, 'RANGE', 'digits', /10 to 500, got 9/],
    ['too many digits', { ...balanced, digits: 501 }, 'RANGE', 'digits', /10 to 500, got 501/],
    ['an unknown quantity', { ...balanced, quantities: ['losss'] }, 'UNKNOWN_NAME', 'quantity', /nearest: loss\)/],
    ['an unknown field', { ...balanced, time: [1] }, 'UNKNOWN_NAME', 'field', /nearest: times\)/],
    ['a kernel beyond memory', { ...weights, ...many, quantities: ['ntk'] }, 'RANGE', 'quantities', /at most/],
  ])('%s', (_name, fields, code, argument, message) => {
    expect(error(fields)).toMatchObject({ code, argument, message: expect.stringMatching(message) });
    expect(error(fields).message).not.toContain('\n');
  });

  it('what is no JSON object', () => {
    expect(answerLine('{"W1":', 7)).toMatchObject({ line: 7, error: { code: 'FORMAT', argument: 'line' } });
    expect(answerLine('[1]', 7)).toMatchObject({ error: { code: 'FORMAT', argument: 'line' } });
    expect(ask({ id: 4 })).toMatchObject({ line: 3, id: 4, error: { code: 'FORMAT', argument: 'times' } });
    const deep = `{"W1":${'['.repeat(200_000)}${']'.repeat(200_000)},"W2":[[1]],"sigmaYX":[[1]],"times":[0]}`;
    expect(answerLine(deep, 1)).toHaveProperty('error.code');
  });
});

function expectSame(decimal: unknown, float: unknown): void {
  if (typeof float === 'number') {
    expect(Math.abs(Number(decimal) - float)).toBeLessThan(1e-12 * (1 + Math.abs(float)));
    return;
  }
  expect(typeof decimal).toBe('object');
  expect(Object.keys(decimal as object)).toEqual(Object.keys(float as object));
  for (const [key, part] of Object.entries(float as object))
    expectSame((decimal as Record<string, unknown>)[key], part);
}
