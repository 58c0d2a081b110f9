import { describe, expect, it } from 'vitest';
import { closedForm } from '../dynamics/closedForm.ts';
import { exactProblem } from '../network/exactProblem.ts';
import { problemIn } from '../network/problem.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { messageOf } from './testing/messageOf.ts';
import '../../cli/vitest.ts';

const approach = (t: number): number => 2 - Math.exp(-t / 10);

describe('toConvergeTo', () => {
  it('follows numbers and matrices to their limits', () => {
    expect(approach).toConvergeTo(2);
    expect(approach).not.toConvergeTo(2.000_001);
    expect(approach).toConvergeTo(2.000_001, { digits: 6 });
    expect((t: number) => [[approach(t), 0]]).toConvergeTo([['2', 0]]);
    expect(() => '1/3').toConvergeTo('1/3', { digits: 100 });
  });

  it('follows a closed form to what the flow learns', () => {
    const start = { W1: [[0.75]], W2: [[1.25], [0]], sigmaYX: [[1], [-2]] };
    const flow = closedForm(problemIn(float64Field, exactProblem(start)));
    expect((t: number) => flow.output(t)).toConvergeTo(start.sigmaYX);
    expect((t: number) => flow.loss(t)).toConvergeTo(0);
    expect((t: number) => flow.output(t)).not.toConvergeTo([[1], [2]]);
  });

  it('measures a decay against its start, or against the size that it is told', () => {
    const left = (t: number) => 1000 * Math.exp(-t) + 1e-9;
    expect(left).toConvergeTo(0);
    expect(left).not.toConvergeTo(0, { size: 1 });
    expect((t: number) => (t === 0 ? 0 : 1e-9)).not.toConvergeTo(0);
    expect((t: number) => (t === 0 ? 0 : 1e-11)).toConvergeTo(0);
  });

  it('goes on while the function moves, to where it is told', () => {
    const slow = (t: number): number => 2 - Math.exp(-t / 1e6);
    expect(slow).toConvergeTo(2, { from: 1e6, until: 1e10 });
    expect(() => expect(slow).toConvergeTo(2, { from: 1e4, until: 1e6 })).toThrow(
      /^limit must be reached to 10 digits by/,
    );
  });

  it('is not fooled by the rest at a saddle that float64 can tell the start from', () => {
    // ds/dt = 2s(1 − s) from s = 2⁻⁵³: at rest until t = 18, which is 37 of its times 1/2.
    const start = 2 ** -53;
    const departure = (t: number): number => 1 / (1 + (1 / start - 1) * Math.exp(-2 * t));
    expect(departure(8)).toBeLessThan(1e-8);
    for (const from of [1 / 2, 1, 4, 64]) expect(departure).toConvergeTo(1, { from, digits: 6 });
    const late = (t: number): number => 2 / (1 + Math.exp(2000 - t));
    expect(late).toConvergeTo(2);
    // Beyond a factor of 64 in time nobody looks, or beyond a smaller one that is asked for.
    expect(late).toConvergeTo(0, { size: 1, rest: 4 });
    expect(late).toConvergeTo(0, { size: 1, from: 16 });
  });

  it('refuses what has not settled, with .not too', () => {
    const harmonic = (t: number): number => 3 + 1 / (1 + t);
    expect(() => expect(harmonic).toConvergeTo(3)).toThrowErrorMatchingInlineSnapshot(
      `[DloError: limit must be reached to 10 digits by t = 262144, the function doing so slowly or not at all, got "5.9 digits that do not change from t = 131072 on"]`,
    );
    const refusal = expect.objectContaining({ name: 'DloError', code: 'PRECISION', argument: 'limit' });
    for (const restless of [harmonic, (t: number) => t, (t: number) => Math.sin(t), (t: number) => Math.log(1 + t)]) {
      expect(() => expect(restless).toConvergeTo(3)).toThrow(refusal);
      expect(() => expect(restless).not.toConvergeTo(3)).toThrow(refusal);
    }
    expect(harmonic).toConvergeTo(3, { digits: 3 });
  });

  it('says where it has settled instead', () => {
    expect(messageOf(() => expect(approach).toConvergeTo(2.000_001))).toMatchInlineSnapshot(`
      "expected the function to converge to the limit to 10 digits
      value at t = 16384: 6.3 digits agree
      first difference: value
        function: 2.000000
        limit:    2.000001
                         ^"
    `);
    const matrix = (t: number) => [
      [approach(t), 0],
      [0, 1],
    ];
    const other = [
      [2, 0],
      [1e-3, 1],
    ];
    expect(messageOf(() => expect(matrix).toConvergeTo(other))).toMatchInlineSnapshot(`
      "expected the function to converge to the limit to 10 digits
      value at t = 16384: 3.3 digits agree
      first difference: value[2,1]
        function: 0
        limit:    0.001
                      ^"
    `);
    expect(messageOf(() => expect(approach).not.toConvergeTo(2))).toMatchInlineSnapshot(
      `"expected the function not to converge to the limit to 10 digits, but all digits agree"`,
    );
  });

  it.each<[string, unknown, unknown, object | undefined, string, string]>([
    ['no function', 2, 2, undefined, 'FORMAT', 'received'],
    ['a limit that is no number', () => 2, Number.NaN, undefined, 'NOT_A_NUMBER', 'limit'],
    ['an infinite limit', () => 2, Number.POSITIVE_INFINITY, undefined, 'NOT_A_NUMBER', 'limit'],
    ['no limit', () => 2, undefined, undefined, 'FORMAT', 'limit'],
    ['NaN', () => Number.NaN, 2, undefined, 'NOT_A_NUMBER', 'received(64)'],
    ['a matrix for a number', () => [[2, 2]], 2, undefined, 'SHAPE', 'received(64)'],
    ['no start', () => 2, 2, { from: 0 }, 'RANGE', 'from'],
    ['too short a way', () => 2, 2, { until: 4095 }, 'RANGE', 'until'],
    ['too short a rest', () => 2, 2, { rest: 3 }, 'RANGE', 'rest'],
    ['no size', () => 2, 2, { size: 0 }, 'RANGE', 'size'],
    ['no digits', () => 2, 2, { digits: 0 }, 'RANGE', 'digits'],
  ])('refuses %s, with .not too', (_, subject, limit, options, code, argument) => {
    const refusal = expect.objectContaining({ name: 'DloError', code, argument });
    expect(() => expect(subject).toConvergeTo(limit as number, options)).toThrow(refusal);
    expect(() => expect(subject).not.toConvergeTo(limit as number, options)).toThrow(refusal);
  });
});
