import { rateOf } from '../judge/regime.ts';
import type { Problem } from '../network/problem.ts';
import type { Truth } from '../network/truth.ts';
import { toFloat64 } from '../numbers/linearAlgebra.ts';
import { Rational } from '../numbers/rational.ts';
import { qqt } from './quantity.ts';
import { flowAt, outOfReach, plotField } from './trajectory.ts';

/** Steps of the grid: 41 points with the start. */
export const GRID_STEPS = 40;

/** Times of one plot in units of τ: evenly spaced from 0, the spacing a short decimal. */
export interface TimeGrid {
  readonly times: readonly Rational[];
  readonly spacing: Rational;
}

/** A grid that ends where learning has settled: QQᵀ has come within 2 % of its way to where it stands much later. */
export function timeGrid(truth: Truth, problem: Problem, lambda: Rational): TimeGrid {
  return gridTo(1.25 * settlingTime(truth, problem, lambda));
}

export function gridTo(end: number): TimeGrid {
  const spacing = roundUp(end).div(Rational.of(GRID_STEPS));
  return { times: Array.from({ length: GRID_STEPS + 1 }, (_, k) => spacing.mul(Rational.of(k))), spacing };
}

const SETTLED = 0.02;
/** Of the fastest time τ/rate. */
const PROBES = [1 / 4, 3 / 8, 1 / 2, 3 / 4, 1, 3 / 2, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];

/** In units of τ. */
export function settlingTime(truth: Truth, problem: Problem, lambda: Rational): number {
  const rate = rateOf(problem, lambda);
  const states = probe(truth, problem, rate);
  const [start, end] = [states[0]!, states.at(-1)!];
  const way = distance(start.entries, end.entries);
  const last = states.findLastIndex(({ entries }) => distance(entries, end.entries) > SETTLED * way);
  const settled = states[Math.min(last + 1, states.length - 1)]!.phase;
  return (way === 0 ? PROBES[6]! : settled) / rate.toNumber();
}

function probe(truth: Truth, problem: Problem, rate: Rational): { phase: number; entries: readonly number[] }[] {
  for (let count = PROBES.length; ; count -= 4) {
    const phases = [0, ...PROBES.slice(0, count)];
    try {
      const times = phases.map(phase => Rational.of(phase).div(rate));
      return flowAt(truth, problem, times, 10).map((weights, k) => ({
        phase: phases[k]!,
        entries: toFloat64(plotField, qqt(plotField, weights)).data,
      }));
    } catch (error) {
      // A matrix that decays to nothing has no digits left to show at late times.
      if (count <= 4 || !outOfReach(error)) throw error;
    }
  }
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((entry, i) => entry - b[i]!));
}

/** Up to two digits that 40 divides into a short decimal: 1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8 times a power of ten. */
function roundUp(value: number): Rational {
  const exponent = Math.floor(Math.log10(value));
  const mantissa = NICE.find(nice => Number(`${nice}e${exponent}`) >= value) ?? '10';
  return Rational.of(`${mantissa}e${exponent}`);
}

const NICE = ['1', '1.2', '1.6', '2', '2.4', '3.2', '4', '6', '8'];
