import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { DloError } from '../errors.ts';
import type { Truth } from '../network/truth.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { Matrix } from '../numbers/matrix.ts';
import type { Case } from './case.ts';
import { caseFromJson } from './caseJson.ts';
import type { Answer } from './claim.ts';
import { LIMIT_DIGITS, limitEffort, limitOfFlow, SlowApproach, settledDigits } from './limit.ts';
import { logResidual } from './residual.ts';

const effort = { truth: TRUTH, digits: 30, working: 40 };
/** For blocks that vanish: their last digits lie far below those of the start. */
const more = { truth: TRUTH, digits: 30, working: 160 };
const field = decimalField(60);

/** 1-1-1. */
const scalars = (w1: string, w2: string, s: string, lambda = '0', tau = '1'): Case =>
  caseFromJson({ W1: [[w1]], W2: [[w2]], sigmaYX: [[s]], lambda, tau });

const one = (value: Decimal): Matrix<Decimal> => new Matrix(1, 1, [value]);

/** w1², w2w1 and w2² at the end: w2² − w1² = λ, w2w1 = p gives w1² = (√(λ² + 4p²) − λ)/2. */
function expectEnd(given: Case, lambda: number, product: number, asked = effort): void {
  const root = field.sqrt(field.of(lambda ** 2 + 4 * product ** 2));
  const half = field.of(0.5);
  const limit = limitOfFlow(given, asked);
  const blocks: [Answer, Decimal][] = [
    [limit.gram1, field.mul(half, field.sub(root, field.of(lambda)))],
    [limit.map, field.of(product)],
    [limit.gram2, field.mul(half, field.add(root, field.of(lambda)))],
  ];
  for (const [{ value, digits }, known] of blocks) {
    expect(digits).toBeGreaterThanOrEqual(LIMIT_DIGITS);
    expect(logResidual(value.map(field.cross), one(known), field.cross(limit.size))).toBeLessThan(-digits);
  }
}

describe('limitOfFlow', () => {
  it.each<[string, Case, number, number]>([
    ['a zero-balanced start', scalars('1', '1', '2'), 0, 2],
    ['one with λ = 1', scalars('3/4', '5/4', '2', '1'), 1, 2],
    ['one with λ = −1 and a negative task', scalars('5/4', '3/4', '-2', '-1'), -1, -2],
    ['another time constant', scalars('3/4', '5/4', '2', '1', '7'), 1, 2],
    ['a start on the wrong side with λ ≠ 0', scalars('-3/4', '5/4', '2', '1'), 1, 2],
    ['the task itself, learned from the start', scalars('1', '1', '1'), 0, 1],
  ])('leads %s to the task', (_, given, lambda, product) => {
    expectEnd(given, lambda, product);
  });

  it('waits for a slow mode beside a fast one', () => {
    // Singular values 64 and 9/4, and a direction of the inputs that the task leaves over.
    const given = caseFromJson({
      W1: [
        ['-150/2501', '-18735003/12510002', '374850/6255001'],
        ['59976/12505', '401120/6255001', '200239968/31275005'],
      ],
      W2: [
        ['6/5', '24/5'],
        ['-9/10', '32/5'],
      ],
      sigmaYX: [
        ['-576/25', '9/5', '-768/25'],
        ['-768/25', '-27/20', '-1024/25'],
      ],
      tau: '2',
    });
    const { map, size } = limitOfFlow(given, effort);
    const task = given.problem.sigmaYX.map(field.of);
    expect(logResidual(map.value.map(field.cross), task, field.cross(size))).toBeLessThan(-LIMIT_DIGITS);
  });

  it.each([
    ['exponentially', scalars('1', '1', '2'), 1],
    // W1 alone stands, and what falls like 1/t is the root of its change.
    ['like 1/t', scalars('1', '1', '0'), 2],
  ])('asks for enough digits where the flow comes to rest %s', (_, given, times) => {
    const asked: number[] = [];
    const truth = TRUTH.anew('bigint');
    const listening: Truth = {
      ...truth,
      correlations: (problem, instants, precision) => {
        asked.push(precision.digits);
        return truth.correlations(problem, instants, precision);
      },
    };
    try {
      limitOfFlow(given, { ...effort, digits: LIMIT_DIGITS, truth: listening });
    } catch (error) {
      if (!(error instanceof SlowApproach)) throw error;
    }
    expect(asked.length).toBeGreaterThan(1);
    for (const digits of asked) expect(digits).toBeGreaterThan(times * LIMIT_DIGITS);
  });

  it('ends at the saddle at zero where a zero-balanced start lies on its stable side', () => {
    const given = scalars('1', '-1', '2');
    expectEnd(given, 0, 0, more);
    // ‖QQᵀ‖ of the start is 2 and of the end 0
    expect(limitOfFlow(given, more).size.toNumber()).toBeCloseTo(2, 10);
    expectEnd(scalars('0', '0', '2'), 0, 0);
  });

  it('promises no digit that a mode forty times slower than the fastest has not reached', () => {
    const task = [
      ['2', '0'],
      ['0', '0.05'],
    ];
    const I = [
      [1, 0],
      [0, 1],
    ];
    const { value, digits } = limitOfFlow(caseFromJson({ W1: I, W2: I, sigmaYX: task }), effort).map;
    expect(digits).toBeGreaterThanOrEqual(LIMIT_DIGITS);
    const known = Matrix.fromRows(task).map(field.parse);
    expect(logResidual(value.map(field.cross), known)).toBeLessThan(-digits);
  });

  it.each([
    // x' = −2x² from 1e-9 goes on to 0, and hardly moves before t = 1e9.
    ['on its way to zero like 1/t', '0', '1/31623'],
    // x' = 2x(1e-6 − x) from 1e-9 or 1e-14 goes on to 1e-6, and hardly moves before t = 1e6.
    ['that grows a million times slower than another', '1/1000000', '1/31623'],
    ['that starts from next to nothing besides', '1/1000000', '1/10000000'],
  ])('does not take a mode for settled %s', (_, s, start) => {
    const w = [
      ['1', '0'],
      ['0', start],
    ];
    const given = caseFromJson({
      W1: w,
      W2: w,
      sigmaYX: [
        ['2', '0'],
        ['0', s],
      ],
    });
    expect(() => limitOfFlow(given, effort)).toThrow(SlowApproach);
  });

  it('forgets what is no task where λ ≠ 0 leaves one layer standing', () => {
    expectEnd(scalars('3/4', '5/4', '0', '1'), 1, 0, more);
  });

  it('asks for more digits, not for more time, where a block vanishes exponentially', () => {
    for (const given of [scalars('1', '-1', '2'), scalars('3/4', '5/4', '0', '1')]) {
      const thrown = errorOf(() => limitOfFlow(given, effort));
      expect(thrown).toMatchObject({ code: 'PRECISION' });
      expect(thrown).not.toBeInstanceOf(SlowApproach);
    }
  });

  it('knows the shapes of the blocks, and learns only what a narrow network can', () => {
    const { gram1, map, gram2 } = limitOfFlow(
      caseFromJson({
        W1: [[1, 1, 0]],
        W2: [[1], [1]],
        sigmaYX: [
          [3, 0, 0],
          [0, 1, 0],
        ],
      }),
      effort,
    );
    expect([gram1, map, gram2].map(({ value }) => value.shape)).toEqual(['3×3', '2×3', '2×2']);
    const largestMode = Matrix.fromRows([
      ['3', '0', '0'],
      ['0', '0', '0'],
    ]).map(field.parse);
    expect(logResidual(map.value.map(field.cross), largestMode)).toBeLessThan(-LIMIT_DIGITS);
  });

  it.each([
    ['w² = 1/(1 + 2t) under no task', scalars('1', '1', '0')],
    [
      'one mode of two without a task',
      caseFromJson({
        W1: [
          [1, 0],
          [0, 1],
        ],
        W2: [
          [1, 0],
          [0, 1],
        ],
        sigmaYX: [
          [2, 0],
          [0, 0],
        ],
      }),
    ],
  ])('refuses an approach like 1/t: %s', (_, given) => {
    const thrown = errorOf(() => limitOfFlow(given, effort));
    expect(thrown).toBeInstanceOf(SlowApproach);
    expect(thrown).toBeInstanceOf(DloError);
    expect(thrown).toMatchObject({ code: 'PRECISION', argument: 'limit' });
  });

  it('does not depend on the time of the case, nor on what was asked before', () => {
    const given = scalars('3/4', '5/4', '2', '1');
    const texts = [given, { ...given, time: caseFromJson({ ...json(given), time: '9' }).time }].map(each =>
      limitOfFlow(each, effort).gram1.value.data.map(String),
    );
    expect(texts[1]).toEqual(texts[0]);
    expect(limitOfFlow(scalars('1', '1', '3'), effort).map.value.data[0]!.toNumber()).toBeCloseTo(3, 12);
    // fewer digits are another question
    expect(limitOfFlow(given, { truth: TRUTH, digits: 6, working: 40 }).gram1.digits).toBeGreaterThanOrEqual(6);
  });
});

it('limitEffort caps the digits and leaves the working precision', () => {
  expect(limitEffort({ truth: TRUTH, digits: 60, working: 140 })).toEqual({
    truth: TRUTH,
    digits: LIMIT_DIGITS,
    working: 140,
  });
  expect(limitEffort({ truth: TRUTH, digits: 10, working: 20 })).toEqual({ truth: TRUTH, digits: 10, working: 20 });
});

function json({ problem: { W1, W2, sigmaYX }, lambda }: Case): Record<string, unknown> {
  const rows = (matrix: Matrix<{ toString(): string }>): string[][] => matrix.map(String).toRows();
  return { W1: rows(W1), W2: rows(W2), sigmaYX: rows(sigmaYX), lambda: lambda.toString() };
}

function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('settledDigits', () => {
  it('are, beside an eigenvalue 0, no more than twice the change has left to come', () => {
    // What still falls fast hides how little the change says of the rest.
    expect(settledDigits({ gap: 1, hasZero: true, growth: 1 }, 128, 1, 0.5, false)).toBeCloseTo(0.5 - Math.log10(2));
  });

  const T = 64;
  /** From T to 2T, and from there to the end, in units of `size`. */
  const digitsOf = (gap: number, hasZero: boolean, x: (t: number) => number, size = 1): [number, number] => {
    const change = -Math.log10((x(T) - x(2 * T)) / size);
    const approach = { gap, hasZero, growth: 1 };
    return [settledDigits(approach, 2 * T, size, change, change > 1), -Math.log10(x(2 * T) / size)];
  };

  it.each([1e-6, 1e-3, 0.01, 0.1, 0.5])('are no more than e^(−%d·t) has left to come', gap => {
    for (const amplitude of [1, 1e-5]) {
      const [settled, left] = digitsOf(gap, false, t => amplitude * Math.exp(-gap * t));
      expect(settled).toBeLessThanOrEqual(left + 1e-6);
      expect(settled).toBeGreaterThan(left / 2 - 6);
    }
  });

  it.each([1e-6, 1e-3, 0.01])('are no more than e^(−%d·t) has left to come beside an eigenvalue 0 too', gap => {
    const [settled, left] = digitsOf(gap, true, t => Math.exp(-gap * t));
    expect(settled).toBeLessThanOrEqual(left + 1e-6);
  });

  it.each([1e-12, 1e-9, 1e-3, 0.1, 1])('are no more than x/(1 + xt) has left to come from %d on', x => {
    for (const size of [1, 10]) {
      const [settled, left] = digitsOf(1, true, t => (size * x) / (1 + size * x * t), size);
      expect(settled).toBeLessThanOrEqual(left);
      expect(settled).toBeGreaterThan(left - 4);
    }
  });
});
