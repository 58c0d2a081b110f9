import type { Case } from '../judge/case.ts';
import { type DrawnCase, type GateDraw, type GateDraws, integersOf, withIntegers } from './draws.ts';
import { isFailure } from './gateRecord.ts';
import type { GateSurroundings } from './gateSurroundings.ts';
import { type GateClock, judgeCase } from './judgeCase.ts';
import type { Subject } from './subject.ts';

export interface WorstCase {
  readonly draw: GateDraw;
  readonly given: Case;
  /** Digits lost beyond those that the case itself costs; Infinity where the subject had no answer at all. */
  readonly lost: number;
}

export interface SearchOptions extends Pick<GateSurroundings, 'truth' | 'draws' | 'followed'> {
  readonly seed: number;
  /** Which chain. */
  readonly chain: number;
  /** Cases tried, the first included. */
  readonly steps: number;
  readonly clock?: GateClock;
  readonly stopped?: () => boolean;
}

/** Cases tried per chain where nothing else is said. */
export const SEARCH_STEPS = 40;

/** The first part of a chain only looks around: what makes a solver lose digits is often a coincidence that no slope leads to. */
const LOOKING = 0.3;

/** Draws per step, before a chain gives up. */
const MOST_TRIES = 50;

/** Worse by so many digits is accepted with probability 1/e, at first and at the end. */
const [HOTTEST, COLDEST] = [0.6, 0.05];

/** More digits than any: asks for all that the conditioning leaves. */
const ALL_DIGITS = 99;

/**
 * Looks for the case on which the subject loses most against the oracle: simulated annealing on the integers behind the
 * generator, from the worst of some drawn
 * at random, the first of them of the regime whose turn it is. One move replaces up to three of them, each by that of a fresh draw or
 * by a neighbour; one move in three goes along a scale instead: of λ, weights, task, units, time or the distance to a
 * coincidence. What is maximised is `attainable − digits` (digitsAsked.ts), so that a search does not end at problems which
 * lose digits for everybody. The chain depends on seed, number, capabilities and the subject's answers only.
 */
export async function findWorstCase(subject: Subject, options: SearchOptions): Promise<WorstCase | undefined> {
  const { truth, draws, followed, seed, chain, steps, clock, stopped = () => false } = options;
  const { capabilities } = subject;
  const start = draws.drawCase('search', seed, chain, capabilities);
  if (start === undefined) return undefined;
  const { random } = start;
  const lossOf = async (given: Case): Promise<number> => {
    const results = await judgeCase(subject, given, {
      truth,
      claims: followed,
      digits: ALL_DIGITS,
      ...(clock && { clock }),
    });
    return Math.max(
      Number.NEGATIVE_INFINITY,
      ...results.map(({ outcome, digits, asked = 0 }) => {
        if (isFailure(outcome) && outcome !== 'failed') return Number.POSITIVE_INFINITY;
        return digits === undefined || asked === 0 ? Number.NEGATIVE_INFINITY : asked - digits;
      }),
    );
  };
  let current: WorstCase = { draw: start.draw, given: start.given, lost: await lossOf(start.given) };
  let worst = current;
  const looking = Math.floor(LOOKING * steps);
  // Draws that the subject cannot do, or float64 does not hold, cost no step.
  let step = 1;
  for (let tries = 0; step < steps && tries < MOST_TRIES * steps && !stopped(); tries++) {
    if (worst.lost === Number.POSITIVE_INFINITY) break;
    if (step === looking) current = worst;
    const draw = step < looking ? draws.freshDraw(random) : neighbour(draws, current.draw, random);
    const luck = random.nextInt(0, 2 ** 30) / 2 ** 30;
    const given = draws.caseOfDraw(draw, capabilities);
    if (given === undefined) continue;
    step += 1;
    const next: WorstCase = { draw, given, lost: await lossOf(given) };
    const heat = HOTTEST * (COLDEST / HOTTEST) ** (step / steps);
    const accepted = step < looking || next.lost >= current.lost || luck < Math.exp((next.lost - current.lost) / heat);
    if (accepted) current = next;
    if (next.lost > worst.lost) worst = next;
  }
  return worst;
}

/** Place of an integer among those of a part: each branch of a draw is as likely as its siblings, however many it holds. */
function pickInteger(part: unknown, random: Random): number {
  if (typeof part === 'number') return 0;
  const branches = Object.values(part as object);
  const chosen = random.nextInt(0, branches.length - 1);
  const before = branches.slice(0, chosen).reduce((sum: number, branch) => sum + countIntegers(branch), 0);
  return before + pickInteger(branches[chosen], random);
}

function countIntegers(part: unknown): number {
  if (typeof part === 'number') return 1;
  return Object.values(part as object).reduce((sum: number, branch) => sum + countIntegers(branch), 0);
}

type Random = DrawnCase['random'];

function neighbour(draws: GateDraws, draw: GateDraw, random: Random): GateDraw {
  if (random.nextInt(0, 2) === 0) return draws.movedAlong(draw, random);
  const integers = integersOf(draw);
  const fresh = integersOf(draws.freshDraw(random));
  const moves = Math.min(random.nextInt(1, 3), random.nextInt(1, 3));
  for (let move = 0; move < moves; move++) {
    const at = pickInteger(draw, random);
    const [old, other] = [integers[at]!, fresh[at]!];
    // A neighbour nearer to 0 always makes a case; one further away might not be in its table.
    integers[at] = random.nextInt(0, 2) > 0 ? other : old - Math.sign(old);
  }
  return withIntegers(draw, integers);
}
