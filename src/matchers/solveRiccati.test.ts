import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemArbitrary } from '../../properties/arbitraries/problemArbitrary.ts';
import { closedForm } from '../dynamics/closedForm.ts';
import { exactProblem, type ProblemLike } from '../network/exactProblem.ts';
import { problemIn } from '../network/problem.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { float64Field } from '../numbers/float64Field.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { messageOf } from './testing/messageOf.ts';
import '../../cli/vitest.ts';

const oneTwo = { W1: [[0.75]], W2: [[1.25], [0]], sigmaYX: [[0], [-2]], tau: 2 };

function solution(problem: ProblemLike): (t: number) => Matrix<number> {
  const flow = closedForm(problemIn(float64Field, exactProblem(problem)));
  return t => flow.qqt(t);
}

describe('toSolveRiccati', () => {
  it('accepts the closed form of any balanced problem, as QQᵀ and as weights, and no other clock', () => {
    fc.assert(
      fc.property(problemArbitrary(), ({ problem }) => {
        // What the solver sees is rounded: its problem is balanced to about 16 digits only.
        const rounded = problemIn(float64Field, problem);
        const flow = closedForm(rounded);
        expect((t: number) => flow.qqt(t)).toSolveRiccati(rounded);
        expect((t: number) => flow.qqt(t).toRows()).toSolveRiccati(rounded, { times: [0.125] });
        expect((t: number) => flow.weights(t)).toSolveRiccati(problem);
        const [now, later] = [flow.qqt(0.25).data, flow.qqt(1.001 * 0.25).data];
        const largest = Math.max(...now.map(Math.abs));
        const moves = later.some((entry, at) => Math.abs(entry - now[at]!) > 1e-6 * largest);
        if (moves) expect((t: number) => flow.qqt(1.001 * t)).not.toSolveRiccati(problem, { times: [0.25] });
      }),
      { seed: 8, numRuns: 40 },
    );
  });

  it('tells a start from a flow: at time 0 every wrong clock is right', () => {
    const late = (t: number) => solution(oneTwo)(2 * t);
    expect(late).toSolveRiccati(oneTwo, { times: [0] });
    expect(late).not.toSolveRiccati(oneTwo);
  });

  it('looks at all four blocks', () => {
    const qqt = solution(oneTwo);
    for (const [row, col] of [
      [0, 0],
      [0, 2],
      [2, 0],
      [1, 2],
    ]) {
      const bent = (t: number) => qqt(t).map((entry, i, j) => (i === row && j === col ? entry + 1e-6 : entry));
      expect(bent).not.toSolveRiccati(oneTwo);
      expect(bent).toSolveRiccati(oneTwo, { digits: 5 });
    }
  });

  it('follows as many digits as are asked for', () => {
    // One zero-balanced mode from a = 1 to s = 2 with τ = 1: a(t) = 2/(1 + e^(−4t)), and every entry of QQᵀ is a.
    const mode = (digits: number) => (t: number) => {
      const field = decimalField(digits);
      const a = field.div(field.of(2), field.add(field.one, field.exp(field.of(-4 * t)))).toString();
      return [
        [a, a],
        [a, a],
      ];
    };
    const problem = { W1: [[1]], W2: [[1]], sigmaYX: [[2]] };
    expect(mode(70)).toSolveRiccati(problem, { digits: 60 });
    expect(mode(50)).not.toSolveRiccati(problem, { digits: 60 });
  });

  it('says which block and entry differ first, and when', () => {
    const slow = (t: number) => solution(oneTwo)(0.999 * t);
    expect(messageOf(() => expect(slow).toSolveRiccati(oneTwo, { times: [0, 0.5, 1] }))).toMatchInlineSnapshot(`
      "expected the function to solve the Riccati equation to 10 digits
      W1ᵀW1 at t = 0.5: 3.8 digits agree
      first difference: W1ᵀW1
        stated: 0.3571652
        true:   0.3571084
                      ^
      problem: {"W1":[[0.75]],"W2":[[1.25],[0]],"sigmaYX":[[0],[-2]],"tau":2}
      replay: echo '{"W1":[[0.75]],"W2":[[1.25],[0]],"sigmaYX":[[0],[-2]],"tau":2,"times":[0.5],"quantities":["qqt"],"digits":10}' | npx dlo solve"
    `);
  });

  it('says what agrees where it should not', () => {
    const right = solution(oneTwo);
    expect(messageOf(() => expect(right).not.toSolveRiccati(oneTwo, { digits: 8 }))).toMatch(
      /^expected the function not to solve the Riccati equation to 8 digits, but 1[4-6][.]\d digits agree$/,
    );
  });

  it.each<[string, unknown, unknown, object | undefined, string, string]>([
    ['no function', 3, oneTwo, undefined, 'FORMAT', 'received'],
    ['no problem', () => 0, undefined, undefined, 'FORMAT', 'problem'],
    ['a problem without a task', () => 0, { ...oneTwo, sigmaYX: undefined }, undefined, 'FORMAT', 'sigmaYX'],
    ['a task of another shape', () => 0, { ...oneTwo, sigmaYX: [[1]] }, undefined, 'SHAPE', 'sigmaYX'],
    ['inputs that are not white', () => 0, { ...oneTwo, sigmaXX: [[2]] }, undefined, 'NOT_WHITE', 'sigmaXX'],
    ['one block for all', () => [[1]], oneTwo, undefined, 'SHAPE', 'QQᵀ at t = 0'],
    ['a number', () => 1, oneTwo, undefined, 'FORMAT', 'received(0)'],
    ['NaN', () => [[Number.NaN]], oneTwo, undefined, 'NOT_A_NUMBER', 'received(0)[1,1]'],
    ['no times', () => 0, oneTwo, { times: [] }, 'RANGE', 'times'],
    ['falling times', () => 0, oneTwo, { times: [1, 0.5] }, 'RANGE', 'times[1]'],
    ['an infinite time', () => 0, oneTwo, { times: [Number.POSITIVE_INFINITY] }, 'NOT_A_NUMBER', 'times[0]'],
    ['no digits', () => 0, oneTwo, { digits: -1 }, 'RANGE', 'digits'],
  ])('refuses %s, with .not too', (_, subject, problem, options, code, argument) => {
    const refusal = expect.objectContaining({ name: 'DloError', code, argument });
    expect(() => expect(subject).toSolveRiccati(problem as ProblemLike, options)).toThrow(refusal);
    expect(() => expect(subject).not.toSolveRiccati(problem as ProblemLike, options)).toThrow(refusal);
  });

  it('refuses weights balanced to fewer digits than are asked for', () => {
    const nearly = {
      W1: [
        [1, 1e-7],
        [0, 1],
      ],
      W2: [
        [1, 0],
        [0, 1],
      ],
      sigmaYX: [
        [2, 0],
        [0, 3],
      ],
    };
    expect(() => expect(solution(oneTwo)).toSolveRiccati(nearly)).toThrow(
      /^weights must have W2ᵀW2 − W1W1ᵀ = λI to the 10 digits asked for, got "7[.]\d digits"$/,
    );
  });
});
