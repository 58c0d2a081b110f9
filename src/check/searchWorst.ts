import { DloError } from '../errors.ts';
import { type AnyCase, isFlowCase } from '../judge/case.ts';
import type { Judgement, Reading } from '../judge/claim.ts';
import { BADLY_WRONG } from '../judge/judgeReading.ts';
import { decideCase } from '../judge/lookAt.ts';
import { meets } from '../judge/meets.ts';
import { flowOf } from '../network/flow.ts';
import type { Truth } from '../network/truth.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { movedCase } from './movedCase.ts';
import { numbersFrom } from './numbersFrom.ts';
import { simplerCases } from './simplerCases.ts';

/** What one chain of a search came to: the case with the least margin, or one that fails, made simpler. */
export interface WorstFound {
  readonly given: AnyCase;
  readonly judgement: Judgement;
  /** Cases that were judged on the way. */
  readonly tried: number;
}

export interface WorstOptions {
  readonly start: AnyCase;
  readonly seed: number;
  /** Cases to try. */
  readonly steps: number;
  readonly digits: number;
  readonly truth: Truth;
}

/**
 * Drives an inequality towards its edge: simulated annealing from a case on which it holds, by moves of one or two steps (movedCase.ts), that lowers the
 * margin, its smallest slack relative to its sides. A case at the edge to rounding, as every case of most inequalities is at its start, is none to go
 * on from. Ends with the first case that fails, which is made simpler as long as it fails badly. Depends on start and seed only.
 */
export function searchWorst(reading: Reading, { start, seed, steps, digits, truth }: WorstOptions): WorstFound {
  const next = numbersFrom(seed);
  const look = (given: AnyCase): Judgement | undefined => {
    try {
      if (!isWithinReach(given) || !meets(reading, given)) return undefined;
      const judgement = reading.judge(given, { digits: LOW, working: LOW + 10, truth });
      // What seems to fail is judged as any case is.
      return judgement.outcome === 'failed' ? decideCase(reading.judge, given, { digits, truth }) : judgement;
    } catch (error) {
      // A move may lead where the statement has no value, or beyond the oracle.
      if (error instanceof DloError) return undefined;
      throw error;
    }
  };
  let tried = 0;
  let current = { given: start, judgement: look(start) };
  if (current.judgement === undefined)
    return { given: start, judgement: decideCase(reading.judge, start, { digits, truth }), tried };
  let worst = current;
  for (let tries = 0; tried < steps && tries < MOST_TRIES * steps; tries++) {
    const once = movedCase(current.given, next);
    const given = next(3) === 0 ? movedCase(once, next) : once;
    const luck = next(2 ** 20) / 2 ** 20;
    const judgement = look(given);
    if (judgement === undefined) continue;
    tried += 1;
    if (isBad(judgement)) {
      const simple = simplest(given, judgement, look);
      return { ...simple, tried: tried + simple.tried };
    }
    const [margin, old] = [marginOf(judgement), marginOf(current.judgement!)];
    if (margin === undefined) continue;
    const heat = HOTTEST * (COLDEST / HOTTEST) ** (tried / steps);
    const worse = heightOf(margin) - heightOf(old ?? margin);
    if (worse <= 0 || luck < Math.exp(-worse / heat)) current = { given, judgement };
    if (margin < (marginOf(worst.judgement!) ?? Number.POSITIVE_INFINITY)) worst = { given, judgement };
  }
  return { given: worst.given, judgement: worst.judgement!, tried };
}

/** log10 of m/(1 − m), of which both ends can be told apart: a slack of 0.99 and of 0.999 of a side are as far from each other as one of 0.01 and of 0.001. */
function heightOf(margin: number): number {
  return Math.log10(margin / Math.max(1e-6, 1 - margin));
}

/** Digits to which cases on the way are judged. */
const LOW = 12;

/** Moves out of the hypotheses cost little, and no step. */
const MOST_TRIES = 10;

/** Higher by so much is accepted with probability 1/e, at first and at the end. */
const [HOTTEST, COLDEST] = [0.5, 0.05];

/** A smaller margin is one of rounding, or of a time at which nothing has moved. */
const EDGE = 1e-7;

/** Of a case to go on from. */
export function marginOf({ outcome, margin }: Pick<Judgement, 'outcome' | 'margin'>): number | undefined {
  return outcome === 'held' && margin !== undefined && margin > EDGE ? margin : undefined;
}

function isBad({ outcome, logResidual }: Judgement): boolean {
  return outcome === 'failed' && logResidual < Number.POSITIVE_INFINITY;
}

/** Cases tried to make one simpler. */
const MOST_SIMPLER = 120;

function simplest(
  found: AnyCase,
  first: Judgement,
  look: (given: AnyCase) => Judgement | undefined,
): { given: AnyCase; judgement: Judgement; tried: number } {
  let [given, judgement, tried] = [found, first, 0];
  // Badly wrong, or as much as was found.
  const least = Math.min(BADLY_WRONG, first.logResidual);
  for (let isSimpler = true; isSimpler && tried < MOST_SIMPLER; ) {
    isSimpler = false;
    for (const simpler of simplerCases(given)) {
      if (++tried > MOST_SIMPLER) break;
      const next = look(simpler);
      if (next === undefined || !isBad(next) || next.logResidual < least) continue;
      [given, judgement, isSimpler] = [simpler, next, true];
      break;
    }
  }
  return { given, judgement, tried };
}

/** Of sizes and times that are followed within a moment. */
function isWithinReach(given: AnyCase): boolean {
  const { layers, sigmaYX, tau } = isFlowCase(given) ? given.flow : flowOf(given.problem);
  const sizes = [...layers, sigmaYX].map(sizeOf);
  if (sizes.some(size => size > MOST_SIZE)) return false;
  const rate = Math.max(sizeOf(sigmaYX), ...layers.map(layer => sizeOf(layer) ** 2));
  return (given.time.toNumber() * rate) / tau.toNumber() <= MOST_PHASE;
}

const [MOST_SIZE, MOST_PHASE] = [2 ** 10, 24];

function sizeOf(matrix: Matrix<{ toNumber(): number }>): number {
  return Math.hypot(...matrix.data.map(entry => entry.toNumber()));
}
