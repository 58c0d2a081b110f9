import { describe, expect, it } from 'vitest';
import { balanced } from '../network/initialisations/balanced.ts';
import { randomMatrices } from '../network/initialisations/randomMatrix.ts';
import type { Problem } from '../network/problem.ts';
import { binaryField } from '../numbers/binary/binaryField.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { multiply, squaredNorm } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { accurateSvd } from './accurateSvd.ts';
import { closedForm } from './closedForm.ts';
import { blockError } from './testing/blockError.ts';
import { hamiltonianFlow } from './testing/hamiltonianFlow.ts';
import { riccatiReference } from './testing/riccatiReference.ts';
import { type Block, rotatedBlocks } from './testing/rotatedBlocks.ts';

const DIGITS = binaryField(70, { bounds: false });
const TIMES = [0.03, 0.5, 2, 8, 300];

/** Dyadic w1, w2 with w2² − w1² = |λ|. */
const PAIRS: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
  0: [
    [1, 1],
    [0.5, 0.5],
    [0.25, -0.25],
    [1.5, 1.5],
    [0.125, 0.125],
  ],
  1: [
    [0.75, 1.25],
    [-0.75, 1.25],
    [1.875, 2.125],
    [0, 1],
  ],
};

type Widths = readonly [number, number, number];

/** A random dyadic task and diagonal layers; hidden units beyond the smaller layer's width carry √|λ| and 0. */
function dyadicBlock(seed: number, lambda: number, [Ni, Nh, No]: Widths): Block {
  const random = randomMatrices(seed);
  const pairs = random.gaussian(Nh, 1).data.map((draw, k) => {
    const choices = PAIRS[Math.abs(lambda)]!;
    const [small, large] = choices[Math.floor(Math.abs(draw) * 1000) % choices.length]!;
    if (k >= Math.min(Ni, No)) return lambda === 0 ? [0, 0] : lambda > 0 ? [0, 1] : [1, 0];
    return lambda >= 0 ? [small, large] : [large, small];
  });
  return {
    sigmaYX: random.gaussian(No, Ni, 0.4).map(entry => Math.round(32 * entry) / 32),
    W1: Matrix.generate(Nh, Ni, (i, j) => (i === j ? pairs[i]![0]! : 0)),
    W2: Matrix.generate(No, Nh, (i, j) => (i === j ? pairs[j]![1]! : 0)),
  };
}

function randomProblem(Ni: number, Nh: number, No: number, lambda: number, sigma: number): Problem<number> {
  const sigmaYX = randomMatrices(Ni + Nh).gaussian(No, Ni, 1 / Math.sqrt(Ni));
  return { ...balanced({ Ni, Nh, No }, { lambda, sigma, seed: Nh }), sigmaYX, tau: 1 };
}

const PARTS: readonly { readonly name: string; readonly lambda: number; readonly shapes: readonly Widths[] }[] = [
  { name: '128-128-128', lambda: 0, shapes: repeated([2, 2, 2], 64) },
  { name: '128-128-128', lambda: 1, shapes: repeated([2, 2, 2], 64) },
  { name: '100-128-90', lambda: 0, shapes: [...repeated([2, 3, 2], 28), ...repeated([4, 4, 3], 11)] },
  {
    name: '100-90-128',
    lambda: 1,
    shapes: [...repeated([2, 2, 3], 32), ...repeated([2, 2, 4], 3), ...repeated([3, 2, 2], 10)],
  },
  { name: '128-90-100', lambda: -1, shapes: [...repeated([3, 2, 2], 38), ...repeated([2, 2, 4], 7)] },
  { name: '128-16-128', lambda: 0, shapes: repeated([8, 1, 8], 16) },
  { name: '128-16-128', lambda: -1, shapes: repeated([8, 1, 8], 16) },
];

describe('closedForm of wide networks', () => {
  it.each(PARTS)('$name, λ = $lambda: each block of QQᵀ is that of its independent parts', ({ lambda, shapes }) => {
    const blocks = shapes.map((shape, k) => dyadicBlock(k + 1, lambda, shape));
    const { problem, assemble } = rotatedBlocks(blocks);
    const flow = closedForm(problem);
    expect(flow.lambda).toBe(lambda);
    const references = blocks.map(({ sigmaYX }) => riccatiReference(DIGITS, sigmaYX));
    for (const t of TIMES) {
      const parts = blocks.map(({ W1, W2 }, k) => references[k]!(lambda, W1, W2, Rational.of(t)));
      const truth = assemble(parts.map(part => part.map(DIGITS.toNumber)));
      expect(blockError(float64Field, flow.qqt(t), truth, problem.W1.cols), `t = ${t}`).toBeLessThan(1e-14);
    }
  });

  it('agrees with the Hamiltonian exponential on a random 110-110-110', () => {
    const problem = randomProblem(110, 110, 110, 1, 1 / Math.sqrt(110));
    const truth = hamiltonianFlow(float64Field, problem, 1, Rational.of(1));
    expect(blockError(float64Field, closedForm(problem, 1).qqt(1), truth, 110)).toBeLessThan(2e-13);
  });

  it.each([
    [128, 128, 128, 0, 1e-3],
    [128, 128, 128, 1, 0.1],
    [100, 128, 90, 0, 0.1],
    [128, 16, 128, 0, 1e-6],
    [128, 16, 128, -1, 0.1],
  ])('%i-%i-%i, λ = %d, σ = %d: learns all that the hidden units have room for', (Ni, Nh, No, lambda, sigma) => {
    const problem = randomProblem(Ni, Nh, No, lambda, sigma);
    const flow = closedForm(problem, lambda);
    // A hidden layer that is no bottleneck leaves nothing.
    const left = Nh < Math.min(Ni, No) ? accurateSvd(problem.sigmaYX).s.slice(Nh) : [];
    const optimum = left.reduce((sum, { hi }) => sum + hi * hi, 0) / 2;
    expect(Math.abs(flow.loss(Number.POSITIVE_INFINITY) - optimum)).toBeLessThanOrEqual(1e-13 * optimum);
    const losses = [0, 0.3, 1, 4, 30, 1e3].map(t => flow.loss(t));
    expect(losses).toEqual(losses.toSorted((a, b) => b - a));
    expect(losses.at(-1)! - optimum).toBeLessThan(1e-2 * (losses[0]! - optimum));
  });

  it('keeps all saddles among learned modes: rounding of 128 exchanges does not free them', () => {
    // W1 = Aᵀ, W2 = ±A, Σyx = AAᵀ: a start of λ = 0 at the task itself or reversed in every mode.
    const blocks = repeated([2, 2, 2], 64).map((_, k): Block => {
      const A = randomMatrices(k + 1)
        .gaussian(2, 2, 0.5)
        .map(entry => Math.round(16 * entry) / 16);
      return {
        sigmaYX: multiply(float64Field, A, A.transpose()),
        W1: A.transpose(),
        W2: A.map(entry => (k % 2 === 0 ? entry : -entry)),
      };
    });
    const { problem, assemble } = rotatedBlocks(blocks);
    const flow = closedForm(problem);
    const task = ({ sigmaYX }: Block): Matrix<number> => Matrix.generate(4, 4, (i, j) => sigmaYX.at(i % 2, j % 2));
    const end = assemble(blocks.map((block, k) => (k % 2 === 0 ? task(block) : task(block).map(() => 0))));
    const forgotten = blocks.reduce((sum, { sigmaYX }, k) => sum + (k % 2) * squaredNorm(float64Field, sigmaYX), 0);
    for (const t of [1e9, Number.POSITIVE_INFINITY]) {
      expect(blockError(float64Field, flow.qqt(t), end, 128)).toBeLessThan(1e-14);
      expect(Math.abs((2 * flow.loss(t)) / forgotten - 1)).toBeLessThan(1e-13);
    }
  });
});

function repeated(shape: Widths, count: number): Widths[] {
  return new Array<Widths>(count).fill(shape);
}
