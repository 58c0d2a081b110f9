import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { seedOf } from '../../src/gate/digitsAsked.ts';
import { type GateDraws, RANDOM } from '../../src/gate/draws.ts';
import { exactInFloat64, roundedTo, SPARE } from '../../src/gate/exactInFloat64.ts';
import type { Capabilities } from '../../src/gate/subject.ts';
import { withinCapabilities } from '../../src/gate/withinCapabilities.ts';
import type { Case } from '../../src/judge/case.ts';
import { DEGENERATE_CASES } from '../../src/judge/degenerate.ts';
import { timeOfPhase } from '../../src/judge/regime.ts';
import { ARCHITECTURE_KINDS, architectureKind } from '../../src/network/architecture.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { architectureChoices } from './architectureArbitrary.ts';
import { powerOfTwo } from './octaves.ts';
import type { OrthogonalDraw } from './orthogonalDraw.ts';
import { degenerateProblemDraws, type ProblemDraw, problemDrawArbitrary, problemFromDraw } from './problemArbitrary.ts';
import { table } from './table.ts';

/** All integers behind a case. Every number nearer to 0 makes a case too, and a simpler one. */
export interface ProblemGateDraw {
  readonly problem: ProblemDraw;
  /** Index into PHASES. */
  readonly phase: number;
  readonly nudges: Nudges;
}

/**
 * Where the search goes beyond the tables of random cases, which have 0 throughout: to times far from them, and close by
 * coincidences (ties, a singular B) that the tables hit exactly or miss by far.
 */
export interface Nudges {
  /** The time is multiplied by 2^time, −90 to 1. */
  readonly time: number;
  /** The entry of Σyx whose turn it is grows by the part 2^(−6−offset) of itself, offset 1 to 46; 0 for none. */
  readonly offset: number;
  readonly entry: number;
}

const NO_NUDGES: Nudges = { time: 0, offset: 0, entry: 0 };
const ENTRIES = 9;

/** Each of them in one of two draws. */
function freshNudges(random: fc.Random): Nudges {
  const some = (lowest: number, highest: number) => (random.nextInt(0, 1) === 0 ? 0 : random.nextInt(lowest, highest));
  return { time: some(-12, 1), offset: some(1, 46), entry: random.nextInt(0, ENTRIES - 1) };
}

/** Times in units of τ/rate, as `regimesOf` names them. */
const PHASES = {
  middle: table('1', '2', '1/2', '3/2', '3', '4'),
  early: table('1/4', '1/10', '1/100', '1/1000', '0', `1/${2n ** 30n}`, `1/${2n ** 90n}`),
  late: table('5', '6', '8', '10', '20', '40'),
} as const;
const ALL_PHASES = Object.values(PHASES).flat();
const PHASE_NAMES = ['middle', 'early', 'late'] as const;

const toProblem = problemFromDraw();
const arbitrary = problemDrawArbitrary({ extremes: true });
const CHOICES = architectureChoices(ARCHITECTURE_KINDS);
/** Of `LambdaDraw.sign`. */
const SIGNS = ['zero', 'positive', 'negative'] as const;

/**
 * The case of a draw, in numbers that float64 holds; undefined where there are none or where it lies outside what the
 * subject can do. A time beyond its largest is that one.
 */
export function caseOfDraw(draw: ProblemGateDraw, capabilities: Capabilities): Case | undefined {
  return caseWith(SPARE, draw, capabilities);
}

/** The same in the simplest numbers, which some relations cannot turn without rounding. */
export function plainCaseOfDraw(draw: ProblemGateDraw, capabilities: Capabilities): Case | undefined {
  return caseWith(1n, draw, capabilities);
}

function caseWith(spare: bigint, draw: ProblemGateDraw, capabilities: Capabilities): Case | undefined {
  const { problem: drawn, lambda } = toProblem(draw.problem);
  const { time: octave, offset, entry } = draw.nudges;
  const grown = drawn.sigmaYX.map((value, i, j) => {
    const here = offset > 0 && i * drawn.sigmaYX.cols + j === entry % drawn.sigmaYX.data.length;
    return here ? value.mul(Rational.of(1 + 2 ** (-6 - offset))) : value;
  });
  const problem = { ...drawn, sigmaYX: grown };
  const found = exactInFloat64(
    {
      problem,
      lambda,
      time: timeOfPhase(problem, lambda, ALL_PHASES[draw.phase]!).mul(powerOfTwo(octave)),
      extra: {},
    },
    spare,
  );
  if (found === undefined) return undefined;
  const { largestTime } = capabilities;
  const latest = largestTime === undefined ? undefined : Rational.of(largestTime).mul(problem.tau);
  // Half a bit of the last place is given away, so that rounding does not lead beyond.
  const time =
    latest !== undefined && found.time.compare(latest) > 0
      ? roundedTo(24, latest.mul(Rational.of(2 ** 24 - 1, 2 ** 24)))
      : found.time;
  return withinCapabilities(found, capabilities) ? { ...found, time } : undefined;
}

/** Regimes that random cases go through in turn: architectures × signs of λ × phases, as far as there are such cases. */
function strata(
  capabilities: Capabilities,
): { architectures: readonly number[]; sign: number; phases: readonly number[] }[] {
  return PHASE_NAMES.flatMap(phase =>
    SIGNS.flatMap((name, sign) =>
      ARCHITECTURE_KINDS.flatMap(kind => {
        if (!capabilities.lambda.includes(name) || !capabilities.architectures.includes(kind)) return [];
        const architectures = CHOICES.flatMap((widths, index) => {
          const exists = name === 'zero' || (name === 'positive' ? widths.Nh <= widths.No : widths.Nh <= widths.Ni);
          return architectureKind(widths) === kind && exists ? [index] : [];
        });
        const phases = PHASES[phase].map(time => ALL_PHASES.indexOf(time));
        return architectures.length === 0 ? [] : [{ architectures, sign, phases }];
      }),
    ),
  );
}

/** Cases of a run that the seed decides nothing of: of the first twenty random ones every second, as `drawCases` has it. */
const DEGENERATE: readonly ProblemDraw[] = degenerateProblemDraws();

/** The fixed draw whose turn it is among the random ones, at a time of its own; undefined where there is none. */
function degenerateDraw(purpose: string, index: number): ProblemGateDraw | undefined {
  const at = index >> 1;
  if (purpose !== RANDOM || index % 2 === 0 || at >= DEGENERATE_CASES) return undefined;
  return { problem: DEGENERATE[at]!, phase: (PHASE_STRIDE * at) % ALL_PHASES.length, nudges: NO_NUDGES };
}

const PHASE_STRIDE = 5;

/** Of so many random cases one is somewhere on an axis, besides those that the generator itself makes extreme: float64 refuses many. */
const MOVED = 5;

/** Draws in vain before a regime is taken to be empty. */
const MOST_DRAWS = 200;

/**
 * The draw number `index` of a run: depends on the seed, the name of the purpose, the index and the capabilities only.
 * Undefined where the subject can do nothing.
 */
export function drawCase(
  purpose: string,
  seed: number,
  index: number,
  capabilities: Capabilities,
): { draw: ProblemGateDraw; given: Case; random: fc.Random } | undefined {
  const regimes = strata(capabilities);
  if (regimes.length === 0) return undefined;
  const random = new fc.Random(xoroshiro128plus(seedOf(`${purpose} ${seed} ${index}`)));
  const fixed = degenerateDraw(purpose, index);
  const degenerate = fixed && caseOfDraw(fixed, capabilities);
  if (fixed !== undefined && degenerate !== undefined) return { draw: fixed, given: degenerate, random };
  const regime = regimes[index % regimes.length]!;
  const pick = (list: readonly number[]) => list[random.nextInt(0, list.length - 1)]!;
  for (let attempt = 0; attempt < MOST_DRAWS; attempt++) {
    const problem = freshProblem(random);
    const drawn: ProblemGateDraw = {
      problem: {
        ...problem,
        architecture: pick(regime.architectures),
        lambda: { ...problem.lambda, sign: regime.sign },
      },
      phase: pick(regime.phases),
      nudges: NO_NUDGES,
    };
    const draw = index % MOVED === MOVED - 1 ? movedAlong(drawn, random, PROBLEM_AXES) : drawn;
    // Tiny λ and short distances take most of the 53 bits: what turns would need is not there.
    for (const tried of [draw, withPlainTurns(draw)]) {
      const given = caseOfDraw(tried, capabilities);
      if (given !== undefined) return { draw: tried, given, random };
    }
  }
  return undefined;
}

/** The same with no turns but quarter ones, which cost no bits. */
function withPlainTurns(draw: ProblemGateDraw): ProblemGateDraw {
  const plain = <D extends OrthogonalDraw>(drawn: D): D => ({ ...drawn, turns: drawn.turns.map(turn => turn % 2) });
  const { weights, task } = draw.problem;
  const problem = {
    ...draw.problem,
    weights: { ...weights, U: plain(weights.U), V: plain(weights.V), R: plain(weights.R) },
    task: { ...task, U: plain(task.U), V: plain(task.V) },
  };
  return { ...draw, problem };
}

/** Any draw of any regime, nudges included; half of them are somewhere on an axis of their own. */
export function freshDraw(random: fc.Random): ProblemGateDraw {
  const draw: ProblemGateDraw = {
    problem: freshProblem(random),
    phase: random.nextInt(0, ALL_PHASES.length - 1),
    nudges: freshNudges(random),
  };
  return random.nextInt(0, 1) === 0 ? draw : movedAlong(draw, random);
}

/** The integers of a draw that are logarithms of a size, a time or a distance, and how far they go: a slope may lead along them. */
const AXES: Readonly<Record<string, readonly [lowest: number, highest: number]>> = {
  'problem.lambda.octaves': [-25, 25],
  'problem.weights.octaves': [-25, 25],
  'problem.task.octaves': [-25, 25],
  'problem.size': [-25, 25],
  'problem.units': [-25, 25],
  'problem.near': [-25, 0],
  'nudges.time': [-90, 1],
  'nudges.offset': [0, 46],
};
const AXIS_NAMES = Object.keys(AXES);
const PROBLEM_AXES = AXIS_NAMES.filter(name => name.startsWith('problem.'));
const LONGEST_STEP = 6;

/** The draw somewhere else on one of its axes: anywhere, where it is at 0, and otherwise up to LONGEST_STEP further or back. */
export function movedAlong(
  draw: ProblemGateDraw,
  random: fc.Random,
  axes: readonly string[] = AXIS_NAMES,
): ProblemGateDraw {
  const chosen = axes[random.nextInt(0, axes.length - 1)]!;
  const [lowest, highest] = AXES[chosen]!;
  const walk = (part: unknown, path: string): unknown => {
    if (typeof part === 'number') {
      if (path !== chosen) return part;
      if (part === 0) return random.nextInt(lowest, highest);
      const step = random.nextInt(1, LONGEST_STEP) * (random.nextInt(0, 1) === 0 ? -1 : 1);
      return Math.min(highest, Math.max(lowest, part + step));
    }
    if (Array.isArray(part)) return part;
    return Object.fromEntries(
      Object.entries(part as object).map(([name, value]) => [
        name,
        walk(value, path === '' ? name : `${path}.${name}`),
      ]),
    );
  };
  return walk(draw, '') as ProblemGateDraw;
}

function freshProblem(random: fc.Random): ProblemDraw {
  return arbitrary.generate(random, undefined).value;
}

/** Whether a value read from a file is a draw: of the right form, all numbers whole, and none beyond its table. */
export function isGateDraw(value: unknown): value is ProblemGateDraw {
  const sample = drawCase('form of a draw', 0, 0, EVERYTHING)!.draw;
  if (!sameForm(sample, value)) return false;
  try {
    return caseOfDraw(value as ProblemGateDraw, EVERYTHING) !== undefined;
  } catch {
    return false; // an index beyond its table
  }
}

const EVERYTHING: Capabilities = {
  quantities: [],
  architectures: ARCHITECTURE_KINDS,
  lambda: ['negative', 'zero', 'positive'],
};

function sameForm(sample: unknown, value: unknown): boolean {
  if (typeof sample === 'number') return Number.isInteger(value);
  if (typeof value !== 'object' || value === null || Array.isArray(sample) !== Array.isArray(value)) return false;
  const [names, others] = [Object.keys(sample as object), Object.keys(value)];
  return (
    names.join() === others.join() &&
    names.every(name => sameForm((sample as Record<string, unknown>)[name], (value as Record<string, unknown>)[name]))
  );
}

/** The draws of the gate. */
export const GATE_DRAWS: GateDraws = { drawCase, freshDraw, movedAlong, caseOfDraw, plainCaseOfDraw, isGateDraw };
