import type { Weights } from '../network/problem.ts';
import { putMatrix, putTransposed } from './simd/matrixPanels.ts';
import { gram } from './simd/products.ts';
import { addPanel, wholeTiles, workspace, workspacePlan } from './simd/workspace.ts';

/** ‖W2ᵀW2 − W1W1ᵀ − λI‖_F and the sizes ‖W2ᵀW2‖_F + ‖W1W1ᵀ‖_F + |λ|√Nh that cancel in it, in float64. */
export interface RoughDistance {
  readonly distance: number;
  readonly size: number;
  /**
   * A bound of the distance's error. Entry (i, j) of a Gram matrix of rows is off by at most m·u·‖rowᵢ‖‖rowⱼ‖ for m terms and
   * u = 2⁻⁵³, all of them by m·u times the trace; the differences add two roundings of their own.
   */
  readonly rounding: number;
}

export function roughDistance({ W1, W2 }: Weights<number>, lambda: number): RoughDistance {
  const [Ni, Nh, No] = [W1.cols, W1.rows, W2.rows];
  const plan = workspacePlan();
  const rows = addPanel(plan, Ni, Nh);
  const columns = addPanel(plan, No, Nh);
  const [first, second] = [addPanel(plan, Nh, Nh), addPanel(plan, Nh, Nh)];
  const work = workspace(plan);
  const { numbers } = work;
  putTransposed(numbers, rows, W1);
  putMatrix(numbers, columns, W2);
  gram(work, rows, wholeTiles(Nh), Ni, first);
  gram(work, columns, wholeTiles(Nh), No, second);
  let [distance, ofFirst, ofSecond, trace] = [0, 0, 0, 0];
  for (let i = 0; i < Nh; i++) {
    const [a, b] = [first.at + i * first.stride, second.at + i * second.stride];
    const [x, y] = [numbers[a + i]!, numbers[b + i]!];
    const off = y - x - lambda;
    trace += x + y;
    distance += off * off;
    ofFirst += x * x;
    ofSecond += y * y;
    for (let j = i + 1; j < Nh; j++) {
      const p = numbers[a + j]!;
      const q = numbers[b + j]!;
      distance += 2 * (q - p) * (q - p);
      ofFirst += 2 * p * p;
      ofSecond += 2 * q * q;
    }
  }
  const ofLambda = Math.abs(lambda) * Math.sqrt(Nh);
  return {
    distance: Math.sqrt(distance),
    size: Math.sqrt(ofFirst) + Math.sqrt(ofSecond) + ofLambda,
    rounding: Number.EPSILON * ((Math.max(Ni, No) + 2) * trace + ofLambda),
  };
}
