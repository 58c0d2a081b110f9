import { describe, expect, it } from 'vitest';
import { Rational } from '../src/numbers/rational.ts';
import { answerLine } from './answerLine.ts';

/** An answer with its per-time lists as the tests index them. */
interface Seen {
  readonly lambda: unknown;
  readonly agreedDigits: readonly unknown[];
  readonly offBalance?: unknown;
  readonly byOracle?: unknown;
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
    expect(answer.agreedDigits).toEqual([30]);
  });

  it('counts no digit that is not there or not printed', () => {
    const scalar = { W1: [[1]], W2: [[1]], sigmaYX: [[2]], digits: 15 };
    const late = ask({ ...scalar, times: [200], quantities: ['loss'] });
    // The logistic curve: ½(2/(1 + e^(4·200)))²·… = 2.69e-695
    expect(late).toMatchObject({ agreedDigits: [15], loss: ['2.69066079305133e-695'] });
    const tooLate = ask({ ...scalar, times: [1000, 1], quantities: ['loss', 'output'] });
    expect(tooLate.agreedDigits).toEqual([15, 15]);
    expect(tooLate.loss[0]).toMatch(/^<1e-\d{4}$/);
    expect(log10Of(tooLate.loss[0])).toBeGreaterThan(-3474); // 2·e^(−8000) = 10^(−3474)
    expect(tooLate.output).toEqual([[['2']], [['1.96402758007582']]]);
  });

  it('answers a flow at rest, however late, with what is certain of it', () => {
    const scalar = { W1: [[1]], W2: [[1]], sigmaYX: [[2]], digits: 15 };
    const rest = ask({ ...scalar, times: [1_000_000, 1], quantities: ['loss', 'output', 'qqt'] });
    expect(rest).toMatchObject({ agreedDigits: [15, 15], output: [[['2']], [['1.96402758007582']]] });
    expect(rest.loss[0]).toMatch(/^<1e-\d{7}$/);
    // ln(loss) = ln 2 − 8·10⁶
    expect(log10Of(rest.loss[0])).toBeGreaterThan(-8e6 * Math.LOG10E);
    expect(log10Of(rest.loss[0])).toBeLessThan(-7.9e6 * Math.LOG10E);
    const [start] = ask({ ...scalar, W2: [[2]], W1: [[1]], times: [7e5], quantities: ['loss'] }).loss;
    expect(start).toBe('0'); // W2W1 = Σyx from the start
  });

  it('finds the digits of what decays towards a saddle', () => {
    const reversed = { W1: [[1]], W2: [[-1]], sigmaYX: [[1]], times: [100], digits: 15 };
    // a = −1/(2e^{200} − 1)
    expect(ask({ ...reversed, quantities: ['output'] }).output).toEqual([[['-6.91948263368369e-88']]]);
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

describe('answerLine in float64 answers the numbers given', () => {
  const scalar = (w1: unknown, w2: unknown, s: unknown = 1) => ({ W1: [[w1]], W2: [[w2]], sigmaYX: [[s]] });
  /** On the saddle at 0: the eigenvectors of the task are (3, 4)/5 and (4, −3)/5. */
  const saddle = {
    W1: [
      [1, 0],
      [0, 1],
    ],
    W2: [
      ['7/25', '-24/25'],
      ['-24/25', '-7/25'],
    ],
    sigmaYX: [
      ['34/25', '12/25'],
      ['12/25', '41/25'],
    ],
    quantities: ['loss'],
  };

  it('reads a tiny λ exactly', () => {
    const weights = scalar(-0.49999999999999956, 0.5000000000000004);
    const answer = ask({ ...weights, times: [30, 36], quantities: ['output'] });
    expect(answer.lambda).toBe(2 ** -50);
    expect(matrices(answer.output)[0]![0]![0]! / 2.815186317838426e-5).toBeCloseTo(1, 12);
    expect(matrices(answer.output)[1]![0]![0]! / 0.8208520865887475).toBeCloseTo(1, 12);
    const fractions = ask({ ...scalar('-1/3', '1/3'), times: [80, 'Infinity'], quantities: ['loss'] });
    expect(fractions).toMatchObject({ lambda: 0, loss: [0.5, 0.5] });
    expect(fractions).not.toHaveProperty('offBalance');
  });

  it('leaves and keeps saddles of fractions as they do, and says where the oracle had to be asked', () => {
    const answer = ask({ ...saddle, times: [15, 50] });
    expect(answer.loss).toEqual([expect.closeTo(2, 12), expect.closeTo(2, 12)]);
    expect(answer.byOracle).toEqual([50]);
    const limit = ask({ ...saddle, times: ['Infinity', 1] });
    expect(limit).toMatchObject({ onSaddle: ['Infinity'], loss: [2, expect.any(Number)] });
    const beside = ask({ ...saddle, times: [60, 'Infinity', 50] });
    expect(beside).toMatchObject({ byOracle: [60, 50], onSaddle: ['Infinity'] });
    expect(beside.loss).toEqual(Array(3).fill(expect.closeTo(2, 12)));
    // As float64 numbers the same start lies beside the saddle, and leaves it.
    const floats = { W2: saddle.W2.map(row => row.map(x => Rational.of(x).toNumber())) };
    const left = ask({ ...saddle, ...floats, times: [50] });
    expect(left.loss[0]).toBeLessThan(1e-60);
    expect(left).not.toHaveProperty('byOracle');
  });

  it('sees exact saddles of the axes by itself', () => {
    const answer = ask({ ...scalar(1, -1), times: [50, 1e6, 'Infinity'], quantities: ['loss', 'output'] });
    expect(answer.loss).toEqual([0.5, 0.5, 0.5]);
    expect(answer).not.toHaveProperty('byOracle');
    expect(answer).not.toHaveProperty('onSaddle');
  });

  it('does not take a string too small for float64 for 0', () => {
    // a = 2/(1 + (2e800 − 1)e^{−4t}): half learned at t = ln(2e800)/4 = 460.69
    const refused = error({ ...scalar('1e-400', '1e-400', 2), times: ['Infinity'], quantities: ['loss'] });
    expect(refused).toMatchObject({ code: 'RANGE', argument: 'W1[1,1]', message: expect.stringContaining('digits') });
    const late = ask({ ...scalar('1e-400', '1e-400', 2), times: [0, '1/4'], quantities: ['output', 'loss'] });
    expect(late).toMatchObject({ byOracle: [0, '1/4'], loss: [2, 2] });
  });

  it('says how far weights are from balanced, and refuses where that decides and the oracle cannot be asked', () => {
    const nearly = {
      W1: [
        [1, 0.1],
        [0.3, 1],
      ],
      W2: [
        [1, 0.3],
        [0.1, 1],
      ],
    };
    const task = { sigmaYX: [[2, 1], [0, 3]], quantities: ['output'] }; // biome-ignore format: a matrix
    expect(ask({ ...nearly, ...task, times: [1] })).toMatchObject({ lambda: 0 });
    expect(ask({ ...nearly, ...task, times: [1] })).not.toHaveProperty('offBalance'); // symmetric: exactly balanced
    const off = { ...nearly, W2: [[1, 0.30000000000000004], [0.1, 1]] }; // biome-ignore format: a matrix
    const answer = ask({ ...off, ...task, times: [1, 'Infinity'] });
    expect(answer.offBalance).toBeGreaterThan(1e-17);
    expect(answer.offBalance).toBeLessThan(1e-15);
    expect(answer).not.toHaveProperty('byOracle');
    // Reversed in every mode: what the weights lack of balance frees them, sooner or later.
    const reversed = {
      W1: [[1, 0.1], [0.3, 1]],
      W2: [[-1, -0.30000000000000004], [-0.1, -1]],
      sigmaYX: [[1.01, 0.4], [0.4, 1.09]],
      quantities: ['loss'],
    }; // biome-ignore format: matrices
    expect(ask({ ...reversed, times: [1] }).offBalance).toBeGreaterThan(0);
    const [at22, at24] = [ask({ ...reversed, times: [22] }), ask({ ...reversed, times: [24] })];
    expect(at22.byOracle).toEqual([22]);
    // Several times of one run, in any order.
    const several = ask({ ...reversed, times: [24, 1, 22] });
    expect(several.byOracle).toEqual([24, 22]);
    expect([several.loss[0], several.loss[2]]).toEqual([at24.loss[0], at22.loss[0]]);
    expect(at24.loss[0]).toBeLessThan(Number(at22.loss[0]));
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
    [
      'a time beyond float64',
      { ...balanced, times: ['1e400'] },
      'RANGE',
      'times[1]',
      /1.8e308, or "Infinity", got "1e400"/,
    ],
    [
      'the same in decimals',
      { ...balanced, times: ['1e400'], digits: 20 },
      'RANGE',
      'times[1]',
      /1.8e308, got "1e400"/,
    ],
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
    const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;
    const kept = ask({ ...balanced, id: nested(90) });
    expect([kept.id, kept.times]).toEqual([nested(90), [0, 1]]);
    const line = `{"id":${'['.repeat(5000)}${']'.repeat(5000)},"W1":[[1]],"W2":[[1]],"sigmaYX":[[1]],"times":[0]}`;
    expect(JSON.stringify(answerLine(line, 2))).toMatch(/must be nested at most 100/);
    const wide = Array.from({ length: 1000 }, () => new Array(1000).fill(0));
    expect(error({ ...balanced, W1: wide })).toMatchObject({
      code: 'RANGE',
      argument: 'W1',
      message: expect.stringMatching(/at most 256/),
    });
    expect(error({ ...balanced, W2: wide.slice(0, 41), digits: 20 })).toMatchObject({
      argument: 'W2',
      message: expect.stringMatching(/most 40/),
    });
    const deep = `{"W1":${'['.repeat(200_000)}${']'.repeat(200_000)},"W2":[[1]],"sigmaYX":[[1]],"times":[0]}`;
    expect(answerLine(deep, 1)).toHaveProperty('error.code');
  });
});

/** The exponent of "<1e-12". */
function log10Of(bound: unknown): number {
  return Number(String(bound).slice(3));
}

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
