import { DloError } from '../errors.ts';
import type { Problem, Weights } from '../network/problem.ts';
import { Matrix } from '../numbers/matrix.ts';
import { requireProblem } from './flowInput.ts';

/** The weights after a number of steps. */
export interface DescentStep extends Weights<number> {
  readonly step: number;
}

export interface GradientDescentOptions {
  /** Learning rate η, finite and above 0. */
  readonly learningRate: number;
  /** The steps after which the weights are wanted: whole numbers ≥ 0, rising; 0 is the start. */
  readonly steps: readonly number[];
}

/**
 * Full-batch gradient descent in float64, both layers from the same point:
 * W1 ← W1 + η W2ᵀ(Σyx − W2W1Σxx), W2 ← W2 + η (Σyx − W2W1Σxx)W1ᵀ, with Σxx = I where the problem has none. The problem's τ is not
 * used: gradient flow with τ = 1/η at time n is what n steps approximate, or in the units of another τ, t = n·η·τ.
 *
 * Errors: RANGE for η or steps, and for η (argument `learningRate`) at the first step whose weights are no longer finite,
 * which the message names; SHAPE and NOT_A_NUMBER as for every problem. It never returns weights that are not finite.
 */
export function gradientDescent(problem: Problem<number>, options: GradientDescentOptions): DescentStep[] {
  requireProblem(problem);
  const { learningRate, steps } = options;
  if (!(learningRate > 0 && learningRate < Number.POSITIVE_INFINITY))
    throw new DloError('RANGE', 'learningRate', 'must be finite and above 0', learningRate);
  steps.forEach((step, k) => {
    if (!Number.isSafeInteger(step) || step < 0 || (k > 0 && step <= steps[k - 1]!))
      throw new DloError('RANGE', 'steps', 'must be rising whole numbers of at least 0', step);
  });
  const descent = descentFrom(problem);
  const results: DescentStep[] = [];
  let done = 0;
  for (const step of steps) {
    for (; done < step; done++) {
      if (!descent.advance(learningRate)) {
        const rule = `must be small enough for the weights to stay finite, which they do not after step ${done + 1}`;
        throw new DloError('RANGE', 'learningRate', rule, learningRate);
      }
    }
    results.push({ step, ...descent.weights() });
  }
  return results;
}

interface Descent {
  /** One step; false where an entry is no longer finite. */
  advance(learningRate: number): boolean;
  weights(): Weights<number>;
}

function descentFrom({ sigmaYX, sigmaXX, W1, W2 }: Problem<number>): Descent {
  const [Ni, Nh, No] = [W1.cols, W1.rows, W2.rows];
  const target = Float64Array.from(sigmaYX.data);
  const inputs = sigmaXX === undefined ? undefined : Float64Array.from(sigmaXX.data);
  const first = Float64Array.from(W1.data);
  const second = Float64Array.from(W2.data);
  const output = new Float64Array(No * Ni);
  const correlated = new Float64Array(No * Ni);
  const firstChange = new Float64Array(Nh * Ni);
  const secondChange = new Float64Array(No * Nh);

  return {
    advance(learningRate) {
      multiplyInto(output, second, first, No, Nh, Ni);
      if (inputs !== undefined) multiplyInto(correlated, output, inputs, No, Ni, Ni);
      const error = inputs === undefined ? output : correlated;
      for (let at = 0; at < error.length; at++) error[at] = target[at]! - error[at]!;
      firstChange.fill(0);
      for (let k = 0; k < No; k++) {
        for (let j = 0; j < Nh; j++) {
          let sum = 0;
          for (let i = 0; i < Ni; i++) {
            firstChange[j * Ni + i]! += second[k * Nh + j]! * error[k * Ni + i]!;
            sum += error[k * Ni + i]! * first[j * Ni + i]!;
          }
          secondChange[k * Nh + j] = sum;
        }
      }
      for (let at = 0; at < first.length; at++) first[at]! += learningRate * firstChange[at]!;
      for (let at = 0; at < second.length; at++) second[at]! += learningRate * secondChange[at]!;
      return first.every(Number.isFinite) && second.every(Number.isFinite);
    },
    weights() {
      return { W1: new Matrix(Nh, Ni, Array.from(first)), W2: new Matrix(No, Nh, Array.from(second)) };
    },
  };
}

/** into ← a·b, a of rows×inner and b of inner×cols. */
function multiplyInto(
  into: Float64Array,
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  cols: number,
): void {
  into.fill(0);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const factor = a[i * inner + k]!;
      for (let j = 0; j < cols; j++) into[i * cols + j]! += factor * b[k * cols + j]!;
    }
  }
}
