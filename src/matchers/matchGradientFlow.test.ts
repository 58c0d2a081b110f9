import { describe, expect, it } from 'vitest';
import { closedForm } from '../dynamics/closedForm.ts';
import { exactProblem, type ProblemLike } from '../network/exactProblem.ts';
import { type Problem, problemIn, type Weights } from '../network/problem.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { add, multiply, scale, squaredNorm, subtract } from '../numbers/linearAlgebra.ts';
import type { FlowQuantity } from './matchGradientFlow.ts';
import { messageOf } from './testing/messageOf.ts';
import '../../cli/vitest.ts';

/** Unbalanced, 2-3-2, correlated inputs. */
const general = {
  W1: [
    [0.5, -0.25],
    [0.125, 1],
    [-0.75, 0.5],
  ],
  W2: [
    [1, 0.5, -0.25],
    [0.25, -1, 0.75],
  ],
  sigmaYX: [
    [1, 0.5],
    [-0.5, 2],
  ],
  tau: 1.5,
};
const correlated = {
  ...general,
  sigmaXX: [
    [1, 0.25],
    [0.25, 1.5],
  ],
};
const balanced = { W1: [[0.75]], W2: [[1.25], [0]], sigmaYX: [[0], [-2]] };

/** Runge and Kutta's classical method, as a person would write it down: steps of at most 1/1000. */
function rungeKutta(given: ProblemLike): (t: number) => Weights<number> {
  const f = float64Field;
  const { W1, W2, sigmaYX, sigmaXX, tau }: Problem<number> = problemIn(f, exactProblem(given));
  const slope = (at: Weights<number>): Weights<number> => {
    const seen = sigmaXX === undefined ? at.W1 : multiply(f, at.W1, sigmaXX);
    const error = scale(f, 1 / tau, subtract(f, sigmaYX, multiply(f, at.W2, seen)));
    return { W1: multiply(f, at.W2.transpose(), error), W2: multiply(f, error, at.W1.transpose()) };
  };
  const plus = (a: Weights<number>, h: number, b: Weights<number>): Weights<number> => ({
    W1: add(f, a.W1, scale(f, h, b.W1)),
    W2: add(f, a.W2, scale(f, h, b.W2)),
  });
  return t => {
    const steps = Math.ceil(1000 * t);
    const h = t / steps;
    let now: Weights<number> = { W1, W2 };
    for (let step = 0; step < steps; step++) {
      const k1 = slope(now);
      const k2 = slope(plus(now, h / 2, k1));
      const k3 = slope(plus(now, h / 2, k2));
      const k4 = slope(plus(now, h, k3));
      for (const [weight, k] of [
        [1, k1],
        [2, k2],
        [2, k3],
        [1, k4],
      ] as const)
        now = plus(now, (weight * h) / 6, k);
    }
    return now;
  };
}

describe('toMatchGradientFlow', () => {
  it.each([
    ['unbalanced weights', general],
    ['correlated inputs', correlated],
    ['balanced weights', balanced],
  ])('accepts an integrator of one’s own: %s', (_, problem) => {
    const weights = rungeKutta(problem);
    expect(weights).toMatchGradientFlow(problem);
    expect(weights).toMatchGradientFlow(problem, { quantity: 'qqt' });
    expect(weights).toMatchGradientFlow(problem, { quantity: 'output', times: [0.75] });
    expect((t: number) => weights(1.0001 * t)).not.toMatchGradientFlow(problem);
  });

  it('does not take the answer to one problem for that to another', () => {
    expect(rungeKutta(general)).not.toMatchGradientFlow(correlated);
    expect(rungeKutta(correlated)).not.toMatchGradientFlow(general);
    expect(rungeKutta({ ...general, tau: 1 })).not.toMatchGradientFlow(general);
  });

  it('compares QQᵀ where the hidden units are rotated, weights where they must not be', () => {
    const flow = closedForm(problemIn(float64Field, exactProblem(balanced)));
    const flipped = (t: number) => {
      const { W1, W2 } = rungeKutta(balanced)(t);
      return { W1: W1.map(x => -x), W2: W2.map(x => -x) };
    };
    for (const subject of [(t: number) => flow.qqt(t), (t: number) => flow.weights(t), flipped])
      expect(subject).toMatchGradientFlow(balanced, { quantity: 'qqt' });
    expect(flipped).not.toMatchGradientFlow(balanced);
  });

  it('compares the map and the loss, given themselves or by weights', () => {
    const f = float64Field;
    const { sigmaYX } = problemIn(f, exactProblem(general));
    const weights = rungeKutta(general);
    const map = (t: number) => multiply(f, weights(t).W2, weights(t).W1);
    const loss = (t: number) => squaredNorm(f, subtract(f, sigmaYX, map(t))) / 2;
    expect((t: number) => map(t).toRows()).toMatchGradientFlow(general, { quantity: 'output' });
    expect(loss).toMatchGradientFlow(general, { quantity: 'loss' });
    expect(weights).toMatchGradientFlow(general, { quantity: 'loss' });
    expect((t: number) => 2 * loss(t)).not.toMatchGradientFlow(general, { quantity: 'loss' });
    // Late losses are measured against the first one: float64 knows no better.
    const late = { quantity: 'loss', times: [20] } as const;
    expect(() => loss(0) * 1e-11).toMatchGradientFlow(general, late);
    expect(() => loss(0) * 1e-9).not.toMatchGradientFlow(general, late);
  });

  it('knows enough digits of a loss that starts beside its end', () => {
    // One zero-balanced mode from a = 1 to s: s − a = (s − 1)/(1 + (s − 1)(1 − e^(−2st)))·s·e^(−2st).
    const near = { W1: [[1]], W2: [[1]], sigmaYX: [['1.000000000000000000000000000001']] };
    const field = decimalField(100);
    const loss = (t: number) => {
      const s = field.parse(near.sigmaYX[0]![0]!);
      const decay = field.exp(field.mul(field.of(-2 * t), s));
      const left = field.sub(s, field.one);
      const rest = field.div(
        field.mul(field.mul(left, s), decay),
        field.add(field.one, field.mul(left, field.sub(field.one, decay))),
      );
      return field.div(field.mul(rest, rest), field.of(2)).toString();
    };
    expect(loss).toMatchGradientFlow(near, { quantity: 'loss', digits: 20, times: [0, 1] });
  });

  it('asks no more of a vanishing matrix than float64 can tell, and as much of a small one as of any', () => {
    // The task does not see W1 but for rounding: W2 is 2e-21 at the end, and 7e-21 to the integrator.
    const rest = { W1: [[0.6, -0.8]], W2: [[0]], sigmaYX: [[0.0008, 0.0006]] };
    for (const quantity of ['weights', 'output', 'qqt'] as const)
      expect(rungeKutta(rest)).toMatchGradientFlow(rest, { quantity });
    const small = { W1: [[0.6, -0.8]], W2: [[0]], sigmaYX: [[0.0008, 0.00061]] };
    const bent = (t: number) => {
      const { W1, W2 } = rungeKutta(small)(t);
      return { W1, W2: W2.map(x => x * (1 + 1e-4)) };
    };
    expect(rungeKutta(small)).toMatchGradientFlow(small);
    for (const quantity of ['weights', 'output', 'qqt'] as const)
      expect(bent).not.toMatchGradientFlow(small, { quantity, digits: 6 });
  });

  it('looks at the flow when it moves, whatever its scale', () => {
    const timesOf = (problem: ProblemLike) => {
      const called: number[] = [];
      const subject = (t: number) => {
        called.push(t);
        return 0;
      };
      expect(subject).not.toMatchGradientFlow(problem, { quantity: 'loss' });
      return called;
    };
    // The rate is a power of two from √(‖Σyx‖² + (‖W1‖² + ‖W2‖²)²) on.
    expect(timesOf({ W1: [[0.01]], W2: [[0.01]], sigmaYX: [[7]], tau: 2 })).toEqual([0, 1 / 16, 1 / 4, 1]);
    expect(timesOf({ W1: [[1]], W2: [[0.6], [-0.8]], sigmaYX: [[0], [0]] })).toEqual([0, 1 / 16, 1 / 4, 1]);
    expect(timesOf({ W1: [[16]], W2: [[0]], sigmaYX: [[1e-3]] })).toEqual([0, 2 ** -11, 2 ** -9, 2 ** -7]);
  });

  it('says which quantity differs first, and when', () => {
    const weights = rungeKutta(general);
    const bent = (t: number) => {
      const { W1, W2 } = weights(t);
      return { W1, W2: W2.map((entry, i, j) => (i === 1 && j === 2 && t > 0.5 ? entry + 1e-5 : entry)) };
    };
    const times = [0.25, 0.75, 1];
    expect(messageOf(() => expect(bent).toMatchGradientFlow(general, { times }))).toMatchInlineSnapshot(`
      "expected the function to match the gradient flow in W1 and W2 to 10 digits
      W2 at t = 0.75: 5.3 digits agree
      first difference: W2[2,3]
        stated: 1.29054869
        true:   1.29053869
                      ^
      problem: {"W1":[[0.5,-0.25],[0.125,1],[-0.75,0.5]],"W2":[[1,0.5,-0.25],[0.25,-1,0.75]],"sigmaYX":[[1,0.5],[-0.5,2]],"tau":1.5}
      replay: echo '{"W1":[[0.5,-0.25],[0.125,1],[-0.75,0.5]],"W2":[[1,0.5,-0.25],[0.25,-1,0.75]],"sigmaYX":[[1,0.5],[-0.5,2]],"tau":1.5,"times":[0.75],"quantities":["qqt"],"digits":10}' | npx dlo solve"
    `);
    expect(
      messageOf(() => expect(bent).toMatchGradientFlow(general, { times, quantity: 'loss' })),
    ).toMatchInlineSnapshot(`
      "expected the function to match the gradient flow in the loss to 10 digits
      loss at t = 0.75: 5.8 digits agree
      first difference: loss
        stated: 0.30275058
        true:   0.30275704
                       ^
      problem: {"W1":[[0.5,-0.25],[0.125,1],[-0.75,0.5]],"W2":[[1,0.5,-0.25],[0.25,-1,0.75]],"sigmaYX":[[1,0.5],[-0.5,2]],"tau":1.5}
      replay: echo '{"W1":[[0.5,-0.25],[0.125,1],[-0.75,0.5]],"W2":[[1,0.5,-0.25],[0.25,-1,0.75]],"sigmaYX":[[1,0.5],[-0.5,2]],"tau":1.5,"times":[0.75],"quantities":["loss"],"digits":10}' | npx dlo solve"
    `);
    expect(messageOf(() => expect(bent).not.toMatchGradientFlow(general, { times, digits: 3 }))).toMatchInlineSnapshot(
      `"expected the function not to match the gradient flow in W1 and W2 to 3 digits, but 5.3 digits agree"`,
    );
  });

  it('says which quantity it would be where another was given', () => {
    const refusal = (value: unknown, quantity?: FlowQuantity) => {
      try {
        expect(() => value).toMatchGradientFlow(balanced, quantity && { quantity });
      } catch (error) {
        return (error as Error).message;
      }
      return 'passes';
    };
    expect(refusal(0.5)).toContain('(a number is compared with quantity: "loss"), got 0.5');
    expect(refusal('1/2', 'output')).toContain('(a number is compared with quantity: "loss")');
    expect(refusal([[1]])).toContain('(a matrix is compared with quantity: "output" for W2W1, "qqt" for QQᵀ)');
    expect(refusal([[1]], 'loss')).toContain('(a matrix is compared with quantity: "output"');
    expect(refusal({ W1: 1, W2: 2 })).not.toContain('quantity:');
  });

  it('prints the problem, and the command that gives the truth again', () => {
    const third = { W1: [['1/3']], W2: [[0.5], [0]], sigmaYX: [[1], [2]], tau: 2 };
    const message = messageOf(() => expect(() => 0).toMatchGradientFlow(third, { quantity: 'loss', times: [0, 0.75] }));
    const [, json] = /replay: echo '(.*)' [|] npx dlo solve$/.exec(message)!;
    expect(message).toContain('problem: {"W1":[["1/3"]],"W2":[[0.5],[0]],"sigmaYX":[[1],[2]],"tau":2}\n');
    expect(JSON.parse(json!)).toMatchObject({ times: [0], quantities: ['loss'], digits: 10 });
    // There is no such command for correlated inputs.
    const other = messageOf(() => expect(rungeKutta(general)).toMatchGradientFlow(correlated));
    expect(other).toMatch(/\nproblem: \{"W1":.*"sigmaXX":\[\[1,0.25\],\[0.25,1.5\]\],"tau":1.5\}$/);
  });

  it.each<[string, unknown, unknown, object | undefined, string, string]>([
    ['no function', { W1: [[1]] }, balanced, undefined, 'FORMAT', 'received'],
    ['no problem', () => 0, [], undefined, 'FORMAT', 'problem'],
    ['a word in the problem', () => 0, { ...balanced, W1: [['one']] }, undefined, 'NOT_A_NUMBER', 'W1[1,1]'],
    ['τ = 0', () => 0, { ...balanced, tau: 0 }, undefined, 'RANGE', 'tau'],
    ['no weights', () => [[1]], balanced, undefined, 'FORMAT', 'received(0)'],
    ['weights of another shape', () => ({ W1: [[1, 1]], W2: [[1], [1]] }), balanced, undefined, 'SHAPE', 'W1 at t = 0'],
    ['a map of another shape', () => [[1]], balanced, { quantity: 'output' }, 'SHAPE', 'W2W1 at t = 0'],
    ['QQᵀ of another shape', () => [[1]], balanced, { quantity: 'qqt' }, 'SHAPE', 'QQᵀ at t = 0'],
    ['a loss that is no number', () => Number.NaN, balanced, { quantity: 'loss' }, 'NOT_A_NUMBER', 'received(0)'],
    ['an unknown quantity', () => 0, balanced, { quantity: 'Loss' }, 'UNKNOWN_NAME', 'quantity'],
    ['a name of Object', () => 0, balanced, { quantity: 'toString' }, 'UNKNOWN_NAME', 'quantity'],
    ['a loss on correlated inputs', () => 0, correlated, { quantity: 'loss' }, 'NOT_WHITE', 'problem.sigmaXX'],
    ['a time before 0', () => 0, balanced, { times: [-1] }, 'RANGE', 'times[0]'],
    ['more digits than can be had', () => 0, balanced, { digits: 1000 }, 'RANGE', 'digits'],
  ])('refuses %s, with .not too', (_, subject, problem, options, code, argument) => {
    const refusal = expect.objectContaining({ name: 'DloError', code, argument });
    expect(() => expect(subject).toMatchGradientFlow(problem as ProblemLike, options)).toThrow(refusal);
    expect(() => expect(subject).not.toMatchGradientFlow(problem as ProblemLike, options)).toThrow(refusal);
  });
});
