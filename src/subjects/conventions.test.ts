import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemArbitrary } from '../../properties/arbitraries/index.ts';
import type { Conventions, Question, SubjectAnswer } from '../gate/subject.ts';
import { float64Field } from '../numbers/float64Field.ts';
import {
  add,
  identity,
  multiply,
  product,
  scale,
  squaredNorm,
  stackCols,
  stackRows,
  subtract,
} from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { capabilitiesFrom, OWN_CONVENTIONS, questionIn, shapeIn } from './conventions.ts';
import type { Run, SubjectHello, WireProblem, WireValues } from './protocol.ts';
import { openSession } from './session.ts';
import { programLink } from './testing/programLink.ts';
import { largestError, smallQuestion, truthOf } from './testing/questions.ts';
import { sampleCount, whiteInputs } from './whiteInputs.ts';

type Numbers = Matrix<number>;
type State = readonly Numbers[];

const QUANTITIES = ['weights', 'qqt', 'W1W1', 'W2W2', 'output', 'loss', 'ntk'] as const;

const CONVENTIONS: readonly Conventions[] = (['second-minus-first', 'first-minus-second'] as const).flatMap(lambda =>
  (['input-first', 'output-first'] as const).flatMap(layers =>
    (['mean', 'sum'] as const).map(samples => ({ lambda, layers, samples })),
  ),
);

const times = (a: Numbers, ...rest: Numbers[]): Numbers => product(float64Field, a, ...rest);
const minus = (a: Numbers, b: Numbers): Numbers => subtract(float64Field, a, b);
const half = (a: Numbers): number => squaredNorm(float64Field, a) / 2;
const scaled = (factor: number, a: Numbers): Numbers => scale(float64Field, factor, a);
const plus = (a: State, h: number, b: State): State => a.map((one, k) => add(float64Field, one, scaled(h, b[k]!)));
const rows = (given: unknown): Numbers => Matrix.fromRows(given as number[][]);

function rungeKutta(slope: (state: State) => State, from: State, time: number, steps: number): State {
  const h = time / steps;
  let now = from;
  for (let step = 0; step < steps; step++) {
    const k1 = slope(now);
    const k2 = slope(plus(now, h / 2, k1));
    const k3 = slope(plus(now, h / 2, k2));
    const k4 = slope(plus(now, h, k3));
    now = plus(plus(plus(plus(now, h / 6, k1), h / 3, k2), h / 3, k3), h / 6, k4);
  }
  return now;
}

/*
 * A solver as someone would write it who has these conventions and no others: every line is theirs. It follows the weights
 * by the gradient of its own loss on its own data, and QQᵀ by its own Riccati equation, which needs its own λ.
 */
function nativeSolver({ lambda: sign, layers, samples }: Conventions, run: Run, steps: number): WireValues[] {
  const problem = run.problem as WireProblem;
  const [W1, W2, sigmaYX] = [rows(problem.W1), rows(problem.W2), rows(problem.sigmaYX)];
  const [tau, lambda] = [problem.tau as number, problem.lambda as number];
  const X = samples === 'sum' ? rows(problem.X) : identity(float64Field, sigmaYX.cols);
  const Y = samples === 'sum' ? rows(problem.Y) : sigmaYX;
  const isInputFirst = layers === 'input-first';
  const mapOf = (A: Numbers, B: Numbers): Numbers => (isInputFirst ? times(B, A) : times(A, B));
  const weightsSlope = ([A, B]: State): State => {
    const error = times(minus(Y, times(mapOf(A!, B!), X)), X.transpose());
    return isInputFirst
      ? [times(B!.transpose(), error), times(error, A!.transpose())]
      : [times(error, B!.transpose()), times(A!.transpose(), error)];
  };
  // The second layer minus the first, counted from the input, whatever the sign they give it.
  const difference = sign === 'second-minus-first' ? lambda : -lambda;
  const samplesSummed = times(X, X.transpose()).at(0, 0);
  const [atInputs, atOutputs] = [X.rows, Y.rows].map((size, k) =>
    scaled(((k === 0 ? -1 : 1) * samplesSummed * difference) / 2, identity(float64Field, size)),
  ) as [Numbers, Numbers];
  const F = isInputFirst
    ? stackRows(stackCols(atInputs, sigmaYX.transpose()), stackCols(sigmaYX, atOutputs))
    : stackRows(stackCols(atOutputs, sigmaYX), stackCols(sigmaYX.transpose(), atInputs));
  const Q = isInputFirst ? stackRows(W1.transpose(), W2) : stackRows(W1, W2.transpose());
  const riccati = ([QQ]: State): State => [
    minus(add(float64Field, times(F, QQ!), times(QQ!, F)), scaled(samplesSummed, times(QQ!, QQ!))),
  ];
  return run.times.map(time => {
    const end = (time as number) / tau;
    const [A, B] = rungeKutta(weightsSlope, [W1, W2], end, steps) as [Numbers, Numbers];
    const [QQ] = rungeKutta(riccati, [times(Q, Q.transpose())], end, steps) as [Numbers];
    const output = mapOf(A, B);
    const grams = isInputFirst
      ? { W1W1: times(A.transpose(), A), W2W2: times(B, B.transpose()) }
      : { W1W1: times(A, A.transpose()), W2W2: times(B.transpose(), B) };
    const [inputs, outputs] = isInputFirst ? [grams.W1W1, grams.W2W2] : [grams.W2W2, grams.W1W1];
    // Outputs, then samples: those are the unit vectors.
    const ntk = Matrix.generate(outputs.rows * inputs.rows, outputs.rows * inputs.rows, (row, col) => {
      const [o, p] = [Math.floor(row / inputs.rows), row % inputs.rows];
      const [q, r] = [Math.floor(col / inputs.rows), col % inputs.rows];
      return (o === q ? inputs.at(p, r) : 0) + (p === r ? outputs.at(o, q) : 0);
    });
    const matrices = { W1: A, W2: B, qqt: QQ, ...grams, output, ntk };
    return {
      ...Object.fromEntries(Object.entries(matrices).map(([name, matrix]) => [name, matrix.toRows()])),
      loss: half(minus(Y, times(output, X))),
    };
  });
}

async function askNative(conventions: Conventions, question: Question, steps: number): Promise<SubjectAnswer> {
  const hello: SubjectHello = {
    type: 'hello',
    protocol: 1,
    name: 'native',
    capabilities: { quantities: QUANTITIES },
    conventions,
  };
  const link = programLink((message, desk) => {
    if (message.type === 'hello') desk.write(`${JSON.stringify(hello)}\n`);
    if (message.type !== 'run') return;
    const values = nativeSolver(conventions, message, steps);
    desk.write(`${JSON.stringify({ type: 'values', sequence: message.sequence, values })}\n`);
  });
  const subject = await openSession('native', () => link, { secondsPerQuestion: 100, validate: true });
  try {
    return await subject.ask(question);
  } finally {
    await subject.close();
  }
}

describe.each(CONVENTIONS)('a subject with $lambda, $layers, $samples', conventions => {
  it('gives what the oracle gives', async () => {
    const question = smallQuestion(QUANTITIES, ['0', '1/4', '1/2']);
    expect(largestError(await askNative(conventions, question, 256), truthOf(question))).toBeLessThan(1e-9);
  });

  it('gives on any problem what it gives in our conventions', async () => {
    await fc.assert(
      fc.asyncProperty(problemArbitrary({ maxWidth: 3 }), async ({ problem, lambda }) => {
        const size = [problem.W1, problem.W2, problem.sigmaYX].map(one => squaredNorm(rationalField, one).toNumber());
        const time = problem.tau.mul(Rational.of(1, 2 ** Math.ceil(Math.log2(1 + Math.max(...size)))));
        const question = { problem, lambda, times: [Rational.ZERO, time], quantities: QUANTITIES };
        const [theirs, ours] = [
          await askNative(conventions, question, 8),
          await askNative(OWN_CONVENTIONS, question, 8),
        ];
        if (ours.kind !== 'answered') throw new Error(JSON.stringify(ours));
        expect(largestError(theirs, ours.values)).toBeLessThan(1e-11 * (1 + Math.max(...size)) ** 2);
      }),
      { seed: 6, numRuns: 15 },
    );
  });
});

describe('conventions', () => {
  it('turn capabilities round, too', () => {
    const capabilities = {
      quantities: ['W1W1', 'loss'],
      architectures: ['funnel'],
      lambda: ['negative', 'zero'],
      largestTime: 3,
    } as const;
    const other = { lambda: 'first-minus-second', layers: 'output-first', samples: 'sum' } as const;
    expect(capabilitiesFrom(OWN_CONVENTIONS, capabilities)).toEqual(capabilities);
    expect(capabilitiesFrom(other, capabilities)).toEqual({
      quantities: ['W2W2', 'loss'],
      architectures: ['funnel'],
      lambda: ['positive', 'zero'],
      largestTime: 6,
    });
  });

  it('name shapes as the subject does', () => {
    const widths = { Ni: 2, Nh: 3, No: 5 };
    const other = { ...OWN_CONVENTIONS, layers: 'output-first' } as const;
    expect([OWN_CONVENTIONS, other].map(one => shapeIn(one, 'W1', widths))).toEqual([
      [3, 2],
      [5, 3],
    ]);
    expect([OWN_CONVENTIONS, other].map(one => shapeIn(one, 'W2W2', widths))).toEqual([
      [5, 5],
      [2, 2],
    ]);
    const own = (name: string) => shapeIn(OWN_CONVENTIONS, name, widths);
    expect(['loss', 'output', 'qqt', 'ntk', 'W2', 'W1W1'].map(own)).toEqual([
      [1, 1],
      [5, 2],
      [7, 7],
      [10, 10],
      [5, 3],
      [2, 2],
    ]);
  });

  it('give sums over samples exactly', () => {
    const { problem } = questionIn({ ...OWN_CONVENTIONS, samples: 'sum' }, smallQuestion(['qqt']));
    const [X, Y] = [problem.X!, problem.Y!];
    expect(multiply(rationalField, Y, X.transpose())).toEqual(problem.sigmaYX);
  });
});

it('white inputs are white for every number of inputs', () => {
  for (let Ni = 1; Ni <= 20; Ni++) {
    const X = whiteInputs(Ni);
    const P = sampleCount(Ni);
    expect([X.rows, X.cols]).toEqual([Ni, P]);
    expect(P).toBeGreaterThanOrEqual(Math.max(2, Ni));
    const expected = scale(rationalField, Rational.of(P), identity(rationalField, Ni));
    expect(multiply(rationalField, X, X.transpose())).toEqual(expected);
  }
});
