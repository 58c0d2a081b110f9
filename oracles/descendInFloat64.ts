import type { Problem, Weights } from '../src/network/problem.ts';
import { Matrix } from '../src/numbers/matrix.ts';

/**
 * The weights after `steps` steps of full-batch gradient descent in float64, W ← W − rate·∂L/∂W, rate = η/τ, both layers from the
 * same point. They are what comes out, finite or not: the caller looks.
 */
export function descendInFloat64(problem: Problem<number>, rate: number, steps: number): Weights<number> {
  const descent = startDescent(problem, rate);
  for (let step = 0; step < steps; step++) descent.step();
  return descent.weights();
}

/** ½‖Σyx − W2W1Σxx‖² after every `every` of `steps` steps of the same descent; with white inputs that is the loss less its least value. */
export function lossesInFloat64(
  problem: Problem<number>,
  rate: number,
  { steps, every }: { readonly steps: number; readonly every: number },
): number[] {
  const descent = startDescent(problem, rate);
  const losses: number[] = [];
  for (let step = 1; step <= steps; step++) {
    descent.step();
    if (step % every === 0) losses.push(descent.halfSquaredError());
  }
  return losses;
}

function startDescent(problem: Problem<number>, rate: number) {
  const [Ni, Nh, No] = [problem.W1.cols, problem.W1.rows, problem.W2.rows];
  const task = Float64Array.from(problem.sigmaYX.data);
  const inputs = problem.sigmaXX && Float64Array.from(problem.sigmaXX.data);
  // By hidden unit: what it reads, Nh×Ni, and what it writes, Nh×No.
  const reads = Float64Array.from(problem.W1.data);
  const writes = Float64Array.from(problem.W2.transpose().data);
  const map = new Float64Array(No * Ni);
  const error = new Float64Array(No * Ni);
  const pull = new Float64Array(No);

  const findError = (): void => {
    map.fill(0);
    for (let h = 0; h < Nh; h++)
      for (let o = 0; o < No; o++)
        for (let i = 0; i < Ni; i++) map[o * Ni + i]! += writes[h * No + o]! * reads[h * Ni + i]!;
    for (let o = 0; o < No; o++)
      for (let i = 0; i < Ni; i++) {
        let output = map[o * Ni + i]!;
        if (inputs !== undefined) {
          output = 0;
          for (let k = 0; k < Ni; k++) output += map[o * Ni + k]! * inputs[k * Ni + i]!;
        }
        error[o * Ni + i] = task[o * Ni + i]! - output;
      }
  };

  const step = (): void => {
    findError();
    // A unit's weights enter no other unit's gradient but through the error.
    for (let h = 0; h < Nh; h++) {
      for (let o = 0; o < No; o++) {
        let sum = 0;
        for (let i = 0; i < Ni; i++) sum += error[o * Ni + i]! * reads[h * Ni + i]!;
        pull[o] = sum;
      }
      for (let i = 0; i < Ni; i++) {
        let sum = 0;
        for (let o = 0; o < No; o++) sum += error[o * Ni + i]! * writes[h * No + o]!;
        reads[h * Ni + i]! += rate * sum;
      }
      for (let o = 0; o < No; o++) writes[h * No + o]! += rate * pull[o]!;
    }
  };
  const halfSquaredError = (): number => {
    findError();
    let sum = 0;
    for (let k = 0; k < error.length; k++) sum += error[k]! * error[k]!;
    return sum / 2;
  };
  const weights = (): Weights<number> => ({
    W1: new Matrix(Nh, Ni, Array.from(reads)),
    W2: Matrix.generate(No, Nh, (o, h) => writes[h * No + o]!),
  });
  return { step, halfSquaredError, weights };
}
