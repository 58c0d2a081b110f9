import { type Architecture, architectureName } from '../src/network/architecture.ts';
import { architectureOf, type Problem, type Weights } from '../src/network/problem.ts';
import { Matrix } from '../src/numbers/matrix.ts';
import { type DescentProgram, descentProgram, MOST_PRODUCTS, placesIn } from './descentProgram.ts';

/**
 * The weights after `steps` steps of full-batch gradient descent in float64, W ← W − rate·∂L/∂W, rate = η/τ, both layers from the
 * same point. They are what comes out, finite or not: the caller looks.
 */
export function descendInFloat64(problem: Problem<number>, rate: number, steps: number): Weights<number> {
  return descendEach([problem], rate, steps)[0]!;
}

/** The same of several problems, those of equal widths two at a time. */
export function descendEach(problems: readonly Problem<number>[], rate: number, steps: number): Weights<number>[] {
  const ends = problems.map((): Weights<number> | undefined => undefined);
  const waiting = new Map<string, number>();
  for (const [at, problem] of problems.entries()) {
    if (!(canCompile(problem) && steps >= MANY_STEPS)) {
      ends[at] = descendByLoops(problem, rate, steps);
      continue;
    }
    const key = architectureName(architectureOf(problem));
    const other = waiting.get(key);
    if (other === undefined) waiting.set(key, at);
    else {
      waiting.delete(key);
      [ends[other], ends[at]] = descendTwo([problems[other]!, problem], rate, steps);
    }
  }
  for (const at of waiting.values()) [ends[at]] = descendTwo([problems[at]!, problems[at]!], rate, steps);
  return ends as Weights<number>[];
}

/** Steps from which on the same few widths are worth a program. */
const MANY_STEPS = 2000;

function canCompile({ W1, W2, sigmaXX }: Problem<number>): boolean {
  return sigmaXX === undefined && 3 * W1.rows * W1.cols * W2.rows <= MOST_PRODUCTS;
}

const PROGRAMS = new Map<string, DescentProgram>();

function programFor(widths: Architecture): DescentProgram {
  const key = architectureName(widths);
  const known = PROGRAMS.get(key) ?? descentProgram(widths);
  PROGRAMS.set(key, known);
  return known;
}

/** Steps of one call: V8 compiles a program well between two calls, not within one. */
const STEPS_A_CALL = 100;

/** A descent and its rate. */
type Started = readonly [problem: Problem<number>, rate: number];

/** The program of their widths with both in it, and its numbers, in pairs. */
function startTwo(both: readonly [Started, Started]): { program: DescentProgram; pairs: Float64Array } {
  const program = programFor(architectureOf(both[0][0]));
  const pairs = new Float64Array(program.memory.buffer);
  for (const [lane, [{ W1, W2, sigmaYX }, rate]] of both.entries()) {
    const numbers = [...W1.data, ...W2.transpose().data, ...sigmaYX.data, rate];
    for (const [at, number] of numbers.entries()) pairs[2 * at + lane] = number;
  }
  return { program, pairs };
}

function descendTwo(
  problems: readonly [Problem<number>, Problem<number>],
  rate: number,
  steps: number,
): [Weights<number>, Weights<number>] {
  const { Ni, Nh, No } = architectureOf(problems[0]);
  const { program, pairs } = startTwo([
    [problems[0], rate],
    [problems[1], rate],
  ]);
  for (let left = steps; left > 0; left -= STEPS_A_CALL) program.descend(Math.min(left, STEPS_A_CALL));
  const endOf = (lane: 0 | 1): Weights<number> => ({
    W1: Matrix.generate(Nh, Ni, (h, i) => pairs[2 * (h * Ni + i) + lane]!),
    W2: Matrix.generate(No, Nh, (o, h) => pairs[2 * (Nh * Ni + h * No + o) + lane]!),
  });
  return [endOf(0), endOf(1)];
}

/** Any widths and inputs. */
export function descendByLoops(problem: Problem<number>, rate: number, steps: number): Weights<number> {
  const descent = startOf(problem);
  for (let step = 0; step < steps; step++) takeStep(descent, rate);
  const { Ni, Nh, No, reads, writes } = descent;
  return {
    W1: new Matrix(Nh, Ni, Array.from(reads)),
    W2: Matrix.generate(No, Nh, (o, h) => writes[h * No + o]!),
  };
}

/** A descent of which losses are wanted. */
export interface LossRun {
  readonly rate: number;
  readonly steps: number;
  /** Losses after so many steps and each further so many: a divisor of `steps`. */
  readonly every: number;
}

/** ½‖Σyx − W2W1Σxx‖² along descents from one start; with white inputs that is the loss less its least value. */
export function lossesInFloat64(problem: Problem<number>, runs: readonly LossRun[]): number[][] {
  if (!canCompile(problem)) return runs.map(run => lossesByLoops(problem, run));
  const losses = runs.map((): number[] => []);
  // Two at a time, those that are about as long.
  const bySteps = [...runs.keys()].sort((a, b) => runs[b]!.steps - runs[a]!.steps);
  for (let k = 0; k < bySteps.length; k += 2) {
    const [one, other] = [bySteps[k]!, bySteps[k + 1] ?? bySteps[k]!];
    [losses[one], losses[other]] = lossesOfTwo(problem, [runs[one]!, runs[other]!]);
  }
  return losses;
}

function lossesOfTwo(problem: Problem<number>, runs: readonly [LossRun, LossRun]): [number[], number[]] {
  const { program, pairs } = startTwo([
    [problem, runs[0].rate],
    [problem, runs[1].rate],
  ]);
  const { errors } = placesIn(architectureOf(problem));
  const losses: [number[], number[]] = [[], []];
  const isDue = ({ steps, every }: LossRun, step: number): boolean => step <= steps && step % every === 0;
  const last = Math.max(runs[0].steps, runs[1].steps);
  for (let done = 0; done < last; ) {
    const next = Math.min(...runs.map(({ steps, every }) => (done < steps ? done + every - (done % every) : last)));
    program.descend(next - done);
    program.measure();
    for (const lane of [0, 1] as const) if (isDue(runs[lane], next)) losses[lane].push(pairs[2 * errors + lane]! / 2);
    done = next;
  }
  return losses;
}

/** Any widths and inputs. */
export function lossesByLoops(problem: Problem<number>, { rate, steps, every }: LossRun): number[] {
  const descent = startOf(problem);
  const losses: number[] = [];
  for (let step = 1; step <= steps; step++) {
    takeStep(descent, rate);
    if (step % every === 0) losses.push(halfSquaredError(descent));
  }
  return losses;
}

/** Where a descent stands. */
interface Descent {
  readonly Ni: number;
  readonly Nh: number;
  readonly No: number;
  readonly task: Float64Array;
  readonly inputs: Float64Array | undefined;
  /** By hidden unit: what it reads, Nh×Ni, and what it writes, Nh×No. */
  readonly reads: Float64Array;
  readonly writes: Float64Array;
  /** Σyx − W2W1Σxx, and room for one row of W2W1 and one of its pull on a unit. */
  readonly error: Float64Array;
  readonly row: Float64Array;
  readonly pull: Float64Array;
}

function startOf({ W1, W2, sigmaYX, sigmaXX }: Problem<number>): Descent {
  const [Ni, Nh, No] = [W1.cols, W1.rows, W2.rows];
  return {
    Ni,
    Nh,
    No,
    task: Float64Array.from(sigmaYX.data),
    inputs: sigmaXX && Float64Array.from(sigmaXX.data),
    reads: Float64Array.from(W1.data),
    writes: Float64Array.from(W2.transpose().data),
    error: new Float64Array(No * Ni),
    row: new Float64Array(Ni),
    pull: new Float64Array(No),
  };
}

// Figures of many networks are nothing but these loops, so that they go on by fixed strides. All sums run from 0 and in the order of their index: what
// comes out depends on it in the last digit.

function findError({ Ni, No, task, inputs, reads, writes, error, row }: Descent): void {
  for (let o = 0, at = 0; o < No; o++) {
    for (let i = 0; i < Ni; i++) {
      let output = 0;
      for (let write = o, read = i; read < reads.length; write += No, read += Ni)
        output += writes[write]! * reads[read]!;
      row[i] = output;
    }
    for (let i = 0; i < Ni; i++, at++) {
      let output = row[i]!;
      if (inputs !== undefined) {
        output = 0;
        for (let k = 0, to = i; k < Ni; k++, to += Ni) output += row[k]! * inputs[to]!;
      }
      error[at] = task[at]! - output;
    }
  }
}

function takeStep(descent: Descent, rate: number): void {
  findError(descent);
  const { Ni, No, reads, writes, error, pull } = descent;
  // A unit's weights enter no other unit's gradient but through the error.
  for (let read = 0, write = 0; read < reads.length; read += Ni, write += No) {
    for (let o = 0, at = 0; o < No; o++) {
      let sum = 0;
      for (let i = 0; i < Ni; i++, at++) sum += error[at]! * reads[read + i]!;
      pull[o] = sum;
    }
    for (let i = 0; i < Ni; i++) {
      let sum = 0;
      for (let o = 0, at = i; o < No; o++, at += Ni) sum += error[at]! * writes[write + o]!;
      reads[read + i]! += rate * sum;
    }
    for (let o = 0; o < No; o++) writes[write + o]! += rate * pull[o]!;
  }
}

function halfSquaredError(descent: Descent): number {
  findError(descent);
  let sum = 0;
  for (const entry of descent.error) sum += entry * entry;
  return sum / 2;
}
