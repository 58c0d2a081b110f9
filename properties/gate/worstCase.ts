import type { Case } from '../case.ts';
import { flow } from './claims/flow.ts';
import { caseOfDraw, drawCase, freshDraw, type GateDraw, integersOf, withIntegers } from './gateDraw.ts';
import { isFailure } from './gateRecord.ts';
import { type GateClock, judgeCase } from './judgeCase.ts';
import type { Subject } from './subject.ts';

export interface WorstCase {
  readonly draw: GateDraw;
  readonly given: Case;
  /** Digits lost beyond those that the case itself costs; Infinity where the subject had no answer at all. */
  readonly lost: number;
}

export interface SearchOptions {
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

/** Worse by so many digits is accepted with probability 1/e, at first and at the end. */
const [HOTTEST, COLDEST] = [0.6, 0.05];

/** More digits than any: asks for all that the conditioning leaves. */
const ALL_DIGITS = 99;

/**
 * Looks for the case on which the subject loses most against the oracle: simulated annealing on the integers behind the
 * generator, from a case of the regime whose turn it is. One move replaces up to three of them, each by that of a fresh draw or
 * by a neighbour. What is maximised is `attainable − digits` (digitsAsked.ts), so that a search does not end at problems which
 * lose digits for everybody. The chain depends on seed, number, capabilities and the subject's answers only.
 */
export async function findWorstCase(subject: Subject, options: SearchOptions): Promise<WorstCase | undefined> {
  const { seed, chain, steps, clock, stopped = () => false } = options;
  const { capabilities } = subject;
  const start = drawCase('search', seed, chain, capabilities);
  if (start === undefined) return undefined;
  const { random } = start;
  const lossOf = async (given: Case): Promise<number> => {
    const results = await judgeCase(subject, given, { claims: flow, digits: ALL_DIGITS, ...(clock && { clock }) });
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
  for (let step = 1; step < steps && worst.lost < Number.POSITIVE_INFINITY && !stopped(); step++) {
    const draw = neighbour(current.draw, random);
    const luck = random.nextInt(0, 2 ** 30) / 2 ** 30;
    const given = caseOfDraw(draw, capabilities);
    if (given === undefined) continue;
    const next: WorstCase = { draw, given, lost: await lossOf(given) };
    const heat = HOTTEST * (COLDEST / HOTTEST) ** (step / steps);
    const accepted = next.lost >= current.lost || luck < Math.exp((next.lost - current.lost) / heat);
    if (accepted) current = next;
    if (next.lost > worst.lost) worst = next;
  }
  return worst;
}

type Random = NonNullable<ReturnType<typeof drawCase>>['random'];

function neighbour(draw: GateDraw, random: Random): GateDraw {
  const integers = integersOf(draw);
  const fresh = integersOf(freshDraw(random));
  const moves = random.nextInt(1, 3);
  for (let move = 0; move < moves; move++) {
    const at = random.nextInt(0, integers.length - 1);
    const [old, other] = [integers[at]!, fresh[at]!];
    // A neighbour nearer to 0 always makes a case; one further away might not be in its table.
    integers[at] = random.nextInt(0, 2) > 0 ? other : old - Math.sign(old);
  }
  return withIntegers(draw, integers);
}
