import { DloError } from '../errors.ts';

/** The largest probability of a false verdict that a record may name `statistical`. */
export const FALSE_VERDICT = 1e-9;

/** What was found of the probability of an event, after how many draws. */
export interface SequentialResult {
  /** The probability is above the threshold, below it, or not told apart from it by the draws that were allowed. */
  readonly outcome: 'above' | 'below' | 'undecided';
  readonly draws: number;
  /** Draws in which the event was seen. */
  readonly seen: number;
}

export interface SequentialOptions {
  /** p₀, between 0 and 1 and neither of them. */
  readonly threshold: number;
  /** Draws after which it ends undecided: a whole number of at least 1. */
  readonly budget: number;
  /** Default `FALSE_VERDICT`; above 0 and below 1. */
  readonly falseVerdict?: number;
}

/**
 * Whether the probability p of an event is above or below a threshold p₀, from independent draws of it, as few as it takes. Whatever p is,
 * the probability of a false verdict over the whole test is at most `falseVerdict`; at p₀ exactly either verdict is false.
 *
 * After n draws with s events let M(q) = s!(n−s)!/(n+1)! / (q^s (1−q)^(n−s)), the mean over r of the likelihood ratio of r against q, r
 * uniform on (0, 1). Under q = p it is a non-negative martingale that starts at 1, so that it ever reaches 1/falseVerdict with probability
 * falseVerdict at most (Ville). The test ends when M(p₀) does, with the side of p₀ on which s/n lies. M(q) grows with the distance of q from s/n:
 * a false verdict, p on the other side of p₀, has M(p) ≥ M(p₀), and is no more probable than that.
 *
 * RANGE for a threshold, budget or bound that is none.
 */
export function sequentialTest(
  draw: () => boolean,
  { threshold, budget, falseVerdict = FALSE_VERDICT }: SequentialOptions,
): SequentialResult {
  requireProbability('threshold', threshold);
  requireProbability('falseVerdict', falseVerdict);
  if (!Number.isInteger(budget) || budget < 1)
    throw new DloError('RANGE', 'budget', 'must be a whole number of at least 1', budget);
  const enough = -Math.log(falseVerdict);
  let [seen, logRatio] = [0, 0];
  for (let before = 0; before < budget; before++) {
    const isSeen = draw();
    // M gains the factor (s + 1)/(n + 2)/q for an event, (n − s + 1)/(n + 2)/(1 − q) for none: the rule of succession.
    const expected = (isSeen ? seen + 1 : before - seen + 1) / (before + 2);
    logRatio += Math.log(expected / (isSeen ? threshold : 1 - threshold));
    if (isSeen) seen += 1;
    const draws = before + 1;
    // A millionth more than asked for: what the sum of logarithms has rounded.
    if (logRatio >= enough * (1 + 1e-6)) return { outcome: seen > threshold * draws ? 'above' : 'below', draws, seen };
  }
  return { outcome: 'undecided', draws: budget, seen };
}

function requireProbability(name: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new DloError('RANGE', name, 'must be above 0 and below 1', value);
}
