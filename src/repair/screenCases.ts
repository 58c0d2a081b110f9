import type fc from 'fast-check';
import { bindProblem, extendBindings } from '../formula/bindProblem.ts';
import type { Bindings } from '../formula/evaluate.ts';
import type { Formula } from '../formula/parseFormula.ts';
import { matrixValue, type Value } from '../formula/value.ts';
import type { Case } from '../judge/case.ts';
import { drawCases } from '../judge/drawCases.ts';
import type { Hypothesis } from '../judge/hypothesis.ts';
import { rateOf, regimesOf } from '../judge/regime.ts';
import { architectureOf, problemIn } from '../network/problem.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { convert, frobeniusNorm, multiply } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { float64System } from '../numbers/numberSystem.ts';
import { rank } from '../numbers/rank.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';

/** A case on which edited formulas are tried in float64. */
export interface ScreenCase extends ScreenedInstant {
  readonly given: Case;
  /** The same at another time, for formulas that say when; undefined for times out of reach. */
  readonly atTime: (time: number) => ScreenedInstant | undefined;
}

export interface ScreenedInstant {
  readonly bindings: Bindings<number>;
  readonly truth: Matrix<number>;
  /** ‖truth‖, against which errors are measured; 1 where it is zero. */
  readonly size: number;
}

export interface ScreenCaseOptions {
  readonly cases: fc.Arbitrary<Case>;
  readonly hypotheses: readonly Hypothesis[];
  /** What the formula should give, correctly rounded or nearly so. */
  readonly truthOf: (given: Case) => Matrix<number>;
  /** Default: the standard symbols, and matrices of `extra` by their names. */
  readonly bind: (given: Case) => Bindings<number>;
  readonly seed: number;
  /** How many to choose, at most. */
  readonly count: number;
  /** Out of how many. */
  readonly pool: number;
  readonly shouldStop?: () => boolean;
}

/** The symbols of a formula in float64, on one case. */
export function bindCase(formula: Formula): (given: Case) => Bindings<number> {
  return ({ problem, lambda, time, extra }) => {
    const further: Record<string, Value<number>> = {};
    for (const [name, matrix] of Object.entries(extra)) {
      if (formula.symbols.has(name)) further[name] = matrixValue(convert(float64Field, matrix));
    }
    const inField = problemIn(float64Field, problem);
    return extendBindings(bindProblem(float64System, inField, lambda.toNumber(), time.toNumber()), further);
  };
}

/**
 * Few cases that tell much: the first ones generic (unequal widths, λ ≠ 0, full rank, τ ≠ 1, nothing aligned, a time at which
 * all terms matter), then such that every regime that was drawn occurs, and each sign of λ with each order of the sizes. Late times, at which float64 loses its digits in
 * growing exponentials, are left out as far as there are others. Deterministic in the seed.
 */
export async function screenCases(options: ScreenCaseOptions): Promise<ScreenCase[]> {
  const { cases, hypotheses, seed, pool, count, truthOf, bind, shouldStop } = options;
  const drawn: Case[] = [];
  const take = (given: Case): boolean => drawn.push(given) > 0;
  await drawCases({ cases, hypotheses }, { seed, runs: pool, shrink: false, ...(shouldStop && { shouldStop }) }, take);
  const chosen = choose(drawn.map(describe), count);
  return chosen.flatMap(given => screenCaseOf(given, truthOf, bind));
}

/** None where the truth is beyond float64. */
export function screenCaseOf(
  given: Case,
  truthOf: ScreenCaseOptions['truthOf'],
  bind: ScreenCaseOptions['bind'],
): ScreenCase[] {
  const momentOf = (timed: Case): ScreenedInstant | undefined => {
    const truth = truthOf(timed);
    if (!truth.data.every(Number.isFinite)) return undefined;
    const norm = frobeniusNorm(float64Field, truth);
    return { bindings: bind(timed), truth, size: norm === 0 ? 1 : norm };
  };
  const known = new Map<number, ScreenedInstant | undefined>();
  const atTime = (time: number): ScreenedInstant | undefined => {
    if (!known.has(time)) {
      const timed = time >= 0 && Number.isFinite(time) ? { ...given, time: Rational.of(time) } : undefined;
      known.set(time, timed && phaseOf(timed) <= OUT_OF_REACH ? momentOf(timed) : undefined);
    }
    return known.get(time);
  };
  const moment = momentOf(given);
  return moment === undefined ? [] : [{ given, ...moment, atTime }];
}

/** Phases that float64 cannot follow, nor the oracle in a short time. */
const OUT_OF_REACH = 30;

/** The time in units of τ/rate. */
function phaseOf({ problem, lambda, time }: Case): number {
  return time.mul(rateOf(problem, lambda)).div(problem.tau).toNumber();
}

interface Described {
  readonly given: Case;
  readonly tokens: ReadonlySet<string>;
  /** 0 for a generic case at a good time; each thing that may hide an error adds to it. */
  readonly blandness: number;
}

/** Where a case lies on the axes of the regimes, and whether its initial function has full rank: "sign of λ: zero". */
export function traitsOf({ problem, lambda, time }: Case): Set<string> {
  const traits = new Set(regimesOf(problem, lambda, time).map(({ axis, value }) => `${axis}: ${value}`));
  const start = rank(rationalField, multiply(rationalField, problem.W2, problem.W1));
  const isFull = start === Math.min(problem.W1.cols, problem.W2.rows);
  return traits.add(`rank of W2W1 at the start: ${isFull ? 'full' : 'deficient'}`);
}

function describe(given: Case): Described {
  const { problem, lambda } = given;
  const { Ni, Nh, No } = architectureOf(problem);
  const traits = traitsOf(given);
  const isFull = traits.has('rank of W2W1 at the start: full');
  const phase = phaseOf(given);
  const hiding = [
    Ni === No,
    Nh === Ni || Nh === No,
    Math.min(Ni, Nh, No) === 1,
    lambda.sign() === 0,
    !traits.has('rank of the task: full'),
    !isFull,
    traits.has('alignment: aligned'),
    problem.tau.toNumber() === 1,
    phase < 0.1,
    phase < 0.01,
    phase === 0,
    phase > 3,
  ];
  // Beyond this, terms of e^(2·phase) cancel to more digits than the screen can spare.
  const isLate = phase > 6;
  // An error may show only where two traits meet: for λ < 0 with more inputs than outputs, say.
  const [sign, sizes] = [lambda.sign(), Math.sign(Ni - No)];
  const tokens = new Set([...traits, `λ and sizes: ${sign} ${sizes}`, `start and sizes: ${isFull} ${sizes}`]);
  return { given, tokens, blandness: hiding.filter(Boolean).length + (isLate ? TOO_LATE : 0) };
}

const GENERIC = 4;
const TOO_LATE = 100;

function choose(described: readonly Described[], count: number): Case[] {
  const left = [...described];
  const chosen: Case[] = [];
  const uncovered = new Set(left.flatMap(({ tokens }) => [...tokens]));
  const gain = ({ tokens }: Described): number => [...tokens].filter(token => uncovered.has(token)).length;
  const worth = (one: Described): number => {
    if (chosen.length < GENERIC) return gain(one) - TOO_LATE * one.blandness;
    return one.blandness >= TOO_LATE ? -1 : gain(one);
  };
  while (left.length > 0 && chosen.length < count) {
    const best = left.reduce((a, b) => (worth(b) > worth(a) ? b : a));
    if (chosen.length >= GENERIC && worth(best) <= 0) break;
    chosen.push(best.given);
    for (const token of best.tokens) uncovered.delete(token);
    left.splice(left.indexOf(best), 1);
  }
  return chosen;
}
