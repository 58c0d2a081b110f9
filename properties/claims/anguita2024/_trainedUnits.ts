import { settledUnits, type Unit } from '../../../oracles/unitsDescent.ts';
import { balance } from '../../../src/network/balance.ts';
import { balanced } from '../../../src/network/initialisations/balanced.ts';
import { randomMatrices } from '../../../src/network/initialisations/randomMatrix.ts';
import type { Weights } from '../../../src/network/problem.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { trace } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { unlessUncertain } from '../../../src/unlessUncertain.ts';

// The experiment of figure 4.8: λ-balanced starts, two random tasks in sequence. Widths, data and times are not in the text.

/** Of a trial: units in each layer, and how long each task is trained, in τ. */
export interface UnitsSetting {
  readonly width: number;
  readonly taskTime: number;
}

const SAMPLES_PER_UNIT = 2;
const FIRST_STEPS_PER_TAU = 128;
const MOST_STEPS = 2 ** 13;

/** Who the hidden units are, in turn. */
const UNITS: Readonly<Record<UnitsName, readonly Unit[]>> = {
  relu: ['relu'],
  tanh: ['tanh'],
  linear: ['linear'],
  mixed: ['relu', 'linear'],
};

export type UnitsName = 'relu' | 'tanh' | 'linear' | 'mixed';

/** λ* and ‖W2ᵀW2 − W1W1ᵀ − λ*I‖_F at the start and after each of two tasks. */
export interface FittedBalance {
  readonly lambda: readonly [number, number, number];
  readonly distance: readonly [number, number, number];
}

/**
 * One trial; `stands` is the change of the weights that halving the step may still make. undefined where it does not stand: which units are off may hang on
 * the last digit.
 */
export function trained(
  name: UnitsName,
  lambda: number,
  seed: number,
  stands: number,
  { width, taskTime }: UnitsSetting = { width: 3, taskTime: 4 },
): FittedBalance | undefined {
  const random = randomMatrices(seed);
  const start = balanced({ Ni: width, Nh: width, No: width }, { lambda, seed: seed + 1 });
  const units = Array.from({ length: width }, (_, k) => UNITS[name][k % UNITS[name].length]!);
  const train = (from: Weights<number>): Weights<number> => {
    const samples = SAMPLES_PER_UNIT * width;
    const [X, Y] = [random.gaussian(width, samples), random.gaussian(width, samples)];
    const options = { end: taskTime, firstSteps: FIRST_STEPS_PER_TAU * taskTime, stands, mostSteps: MOST_STEPS };
    return settledUnits({ ...from, units, X, Y }, options);
  };
  const found = unlessUncertain((): readonly [Fit, Fit, Fit] => {
    const first = train(start);
    return [fitted(start), fitted(first), fitted(train(first))];
  });
  if (found === undefined) return undefined;
  return {
    lambda: [found[0].lambda, found[1].lambda, found[2].lambda],
    distance: [found[0].distance, found[1].distance, found[2].distance],
  };
}

interface Fit {
  readonly lambda: number;
  readonly distance: number;
}

/** λ* = Tr B/n of B = W2ᵀW2 − W1W1ᵀ (equation 4.46), and what is left of B. */
export function fitted({ W1, W2 }: Weights<number>): Fit {
  const B: Matrix<number> = balance(float64Field, { W1, W2 });
  const lambda = trace(float64Field, B) / B.rows;
  const left = B.toRows().flatMap((row, i) => row.map((entry, j) => (i === j ? entry - lambda : entry)));
  return { lambda, distance: Math.hypot(...left) };
}
