import { closedForm } from '../../dynamics/closedForm.ts';
import { ARCHITECTURE_KINDS } from '../../network/architecture.ts';
import { blocksOf, blocksOfQqt, qqtOf } from '../../network/observables/blocks.ts';
import { lossOfMap } from '../../network/observables/loss.ts';
import { neuralTangentKernelFromBlocks } from '../../network/observables/neuralTangentKernel.ts';
import { problemIn } from '../../network/problem.ts';
import { float64Field } from '../../numbers/float64Field.ts';
import { identity, matrixExponential, multiply, solve, stackRows } from '../../numbers/linearAlgebra.ts';
import { Matrix } from '../../numbers/matrix.ts';
import { Rational } from '../../numbers/rational.ts';
import { norm } from '../split.ts';
import { QUANTITIES, type Question, type Subject, type SubjectAnswer, type Values } from '../subject.ts';

// Subjects of tests: right ones, and wrong ones made of them.

export type Answering = (question: Question) => readonly Values[];

export function subjectOf(
  name: string,
  answering: Answering,
  capabilities: Partial<Subject['capabilities']> = {},
): Subject {
  return {
    name,
    capabilities: {
      quantities: ['qqt', 'W1W1', 'W2W2', 'output', 'loss', 'ntk'],
      architectures: ARCHITECTURE_KINDS,
      lambda: ['negative', 'zero', 'positive'],
      ...capabilities,
    },
    conventions: { lambda: 'second-minus-first', layers: 'input-first', samples: 'mean' },
    ask: async (question): Promise<SubjectAnswer> => {
      try {
        return { kind: 'answered', values: answering(question) };
      } catch (error) {
        return { kind: 'errored', message: (error as Error).message };
      }
    },
    close: async () => undefined,
  };
}

export const closedFormAnswers: Answering = question => {
  const flow = closedForm(problemIn(float64Field, question.problem));
  const exact = (a: Matrix<number>) => a.map(entry => Rational.of(entry));
  return question.times.map(time => {
    const t = time.toNumber();
    const [gram1, gram2] = [flow.W1W1(t), flow.W2W2(t)];
    return {
      qqt: exact(flow.qqt(t)),
      W1W1: exact(gram1),
      W2W2: exact(gram2),
      output: exact(flow.output(t)),
      loss: exact(new Matrix(1, 1, [flow.loss(t)])),
      ntk: exact(neuralTangentKernelFromBlocks(float64Field, { gram1, gram2 }, identity(float64Field, gram1.rows))),
    };
  });
};

export const closedFormSubject = (): Subject => subjectOf('closed-form', closedFormAnswers);

/** All quantities of weights in float64. */
export function valuesOfWeights(W1: Matrix<number>, W2: Matrix<number>, sigmaYX: Matrix<number>): Values {
  const exact = (a: Matrix<number>) => a.map(entry => Rational.of(entry));
  const blocks = blocksOf(float64Field, { W1, W2 });
  return {
    W1: exact(W1),
    W2: exact(W2),
    qqt: exact(qqtOf(blocks)),
    W1W1: exact(blocks.gram1),
    W2W2: exact(blocks.gram2),
    output: exact(blocks.map),
    loss: exact(new Matrix(1, 1, [lossOfMap(float64Field, { sigmaYX, irreducibleLoss: 0 }, blocks.map)])),
    ntk: exact(neuralTangentKernelFromBlocks(float64Field, blocks, identity(float64Field, W1.cols))),
  };
}

const ORDER = 22;

/** The raw flow of the weights as a Taylor series in float64: what a careful person would write who knows no closed form. */
export const taylorAnswers: Answering = ({ problem, times }) => {
  const { W1: first, W2: second, sigmaYX, tau } = problemIn(float64Field, problem);
  let [W1, W2, now] = [first, second, 0];
  const advance = (until: number): void => {
    while (now < until) {
      const speed = norm(W1) ** 2 + norm(W2) ** 2 + norm(sigmaYX);
      const h = Math.min((until - now) / tau, 0.25 / speed);
      [W1, W2] = taylorStep(W1, W2, sigmaYX, h);
      const next = now + h * tau;
      now = next >= until || next === now ? until : next;
    }
  };
  return times.map(time => {
    advance(time.toNumber());
    return valuesOfWeights(W1, W2, sigmaYX);
  });
};

function taylorStep(
  W1: Matrix<number>,
  W2: Matrix<number>,
  sigmaYX: Matrix<number>,
  h: number,
): [Matrix<number>, Matrix<number>] {
  const [Ni, Nh, No] = [W1.cols, W1.rows, W2.rows];
  const series = (first: Matrix<number>) => ({ terms: [first.data], transposed: [first.transpose().data] });
  const [a, b] = [series(W1), series(W2)];
  const e: Entries[] = [];
  const push = ({ terms, transposed }: ReturnType<typeof series>, rows: number, cols: number, term: number[]): void => {
    const n = terms.length;
    const next = new Matrix(
      rows,
      cols,
      term.map(entry => entry * (1 / n)),
    );
    terms.push(next.data);
    transposed.push(next.transpose().data);
  };
  for (let n = 0; n < ORDER; n++) {
    const output = convolved(b.terms, a.terms, n, [No, Nh, Ni]);
    e.push(output.map((entry, at) => (n === 0 ? sigmaYX.data[at]! : 0) - entry));
    push(a, Nh, Ni, convolved(b.transposed, e, n, [Nh, No, Ni]));
    push(b, No, Nh, convolved(e, a.transposed, n, [No, Ni, Nh]));
  }
  const sum = (terms: readonly Entries[]): number[] =>
    terms[0]!.map((_entry, at) => terms.reduceRight((total, term) => term[at]! + h * total, 0));
  return [new Matrix(Nh, Ni, sum(a.terms)), new Matrix(No, Nh, sum(b.terms))];
}

/** Of a matrix, row by row. */
type Entries = readonly number[];

/** Σ left_i·right_(n−i), of rows×inner times inner×cols. */
function convolved(
  left: readonly Entries[],
  right: readonly Entries[],
  n: number,
  [rows, inner, cols]: readonly [number, number, number],
): number[] {
  const sums = new Array<number>(rows * cols).fill(0);
  for (let i = 0; i <= n; i++) {
    const [x, y] = [left[i]!, right[n - i]!];
    for (let row = 0, at = 0; row < rows; row++)
      for (let col = 0; col < cols; col++, at++) {
        let sum = 0;
        for (let k = 0; k < inner; k++) sum += x[row * inner + k]! * y[k * cols + col]!;
        sums[at]! += sum;
      }
  }
  return sums;
}

export const taylorSubject = (): Subject => subjectOf('taylor', taylorAnswers, { quantities: QUANTITIES });

/** The Riccati equation by the exponential of its Hamiltonian, as a NumPy user would write it: good where little has grown. */
export function hamiltonianAnswers(
  change: (parts: { lambda: number; sigmaYX: Matrix<number>; span: number }) => {
    lambda?: number;
    sigmaYX?: Matrix<number>;
    span?: number;
  } = () => ({}),
): Answering {
  return ({ problem, lambda: exactLambda, times }) => {
    const { W1, W2, sigmaYX: task, tau } = problemIn(float64Field, problem);
    const [Ni, N] = [W1.cols, W1.cols + W2.rows];
    const X0 = qqtOf(blocksOf(float64Field, { W1, W2 }));
    return times.map(time => {
      const right = { lambda: exactLambda.toNumber(), sigmaYX: task, span: time.toNumber() / tau };
      const { lambda, sigmaYX, span } = { ...right, ...change(right) };
      const F = Matrix.generate(N, N, (i, j) => {
        if (i < Ni !== j < Ni) return i < Ni ? sigmaYX.at(j - Ni, i) : sigmaYX.at(i - Ni, j);
        return i === j ? (i < Ni ? -lambda / 2 : lambda / 2) : 0;
      });
      const hamiltonian = Matrix.generate(2 * N, 2 * N, (i, j) => {
        if (i < N) return j < N ? -F.at(i, j) * span : i === j - N ? span : 0;
        return j < N ? 0 : F.at(i - N, j - N) * span;
      });
      const flow = multiply(
        float64Field,
        matrixExponential(float64Field, hamiltonian),
        stackRows(identity(float64Field, N), X0),
      );
      const [Z, Y] = [flow.slice(0, N, 0, N), flow.slice(N, 2 * N, 0, N)];
      const X = solve(float64Field, Z.transpose(), Y.transpose()).transpose();
      const exact = (a: Matrix<number>) => a.map(entry => Rational.of(entry));
      const blocks = blocksOfQqt(X, Ni);
      return {
        qqt: exact(X),
        W1W1: exact(blocks.gram1),
        W2W2: exact(blocks.gram2),
        output: exact(blocks.map),
      };
    });
  };
}
