import fc from 'fast-check';
import type { AnyCase } from './case.ts';
import { casesOfRun } from './casesOfRun.ts';
import type { Reading } from './claim.ts';
import { withDegenerateFirst } from './degenerate.ts';
import { meets } from './meets.ts';

export interface DrawOptions {
  readonly seed: number;
  readonly runs: number;
  readonly shrink: boolean;
  readonly shouldStop?: () => boolean;
}

/** A stop was asked for between two cases. */
export class Interrupted extends Error {}

/** Draws rejected cases are replaced by others, up to this many for each that is wanted. */
const MAX_SKIPS = 50;

/**
 * Draws cases of a reading that meet its hypotheses until `passes` says no, and then, if asked to, goes on along the
 * shrink path. The same seed draws the same cases; every second of the first twenty is a degenerate one, which does not depend
 * on the seed (arbitraries/degenerate.ts). An error in `passes` ends the draw and is thrown as it is.
 */
export async function drawCases<Given extends AnyCase>(
  reading: Pick<Reading<Given>, 'cases' | 'hypotheses'>,
  options: DrawOptions,
  passes: (given: Given) => boolean,
  onDiscard: () => void = () => undefined,
): Promise<{ readonly failed: boolean }> {
  return options.shrink
    ? drawAndShrink(reading, options, passes, onDiscard)
    : drawInOrder(reading, options, passes, onDiscard);
}

type Drawing<Given extends AnyCase> = Required<Parameters<typeof drawCases<Given>>>;

/** The same cases as `drawAndShrink` has until the first that does not pass. */
async function drawInOrder<Given extends AnyCase>(
  ...[reading, { seed, runs, shouldStop }, passes, onDiscard]: Drawing<Given>
): Promise<{ readonly failed: boolean }> {
  const at = casesOfRun(reading.cases, seed);
  let skips = MAX_SKIPS * runs;
  for (let place = 0, judged = 0; judged < runs && skips >= 0; place++) {
    const given = at(place);
    await letOthersRun();
    if (shouldStop?.()) throw new Interrupted('stopped');
    if (!meets(reading, given)) {
      onDiscard();
      skips -= 1;
      continue;
    }
    judged += 1;
    if (!passes(given)) return { failed: true };
  }
  return { failed: false };
}

async function drawAndShrink<Given extends AnyCase>(
  ...[reading, { seed, runs, shouldStop }, passes, onDiscard]: Drawing<Given>
): Promise<{ readonly failed: boolean }> {
  let broken: { readonly error: unknown } | undefined;
  const details = await fc.check(
    fc.asyncProperty(withDegenerateFirst(reading.cases), async given => {
      await letOthersRun();
      if (broken) return true; // no use to go on: end the shrinking
      try {
        if (shouldStop?.()) throw new Interrupted('stopped');
        const inside = meets(reading, given);
        if (inside) return passes(given);
      } catch (error) {
        broken = { error };
        return false;
      }
      onDiscard();
      return fc.pre(false) as never;
    }),
    { seed, numRuns: runs, maxSkipsPerRun: MAX_SKIPS, markInterruptAsFailure: true },
  );
  if (broken) throw (broken as { readonly error: unknown }).error;
  return { failed: details.failed && details.counterexample !== null };
}

/** Signals, and whoever shows progress. */
function letOthersRun(): Promise<void> {
  return new Promise(setImmediate);
}
