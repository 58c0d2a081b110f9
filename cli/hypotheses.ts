import { truthIn } from '../oracles/truth.ts';
import { VIOLATING } from '../properties/hypotheses/violations.ts';
import { type DroppedOfClaim, renderHypotheses } from '../reports/hypothesesTerminal.ts';
import { dropHypotheses } from '../src/judge/dropHypotheses.ts';
import { MINIMUM_CASES } from '../src/judge/judgeReading.ts';
import { readLedger } from '../src/judge/ledger.ts';
import { readingThatHolds } from '../src/judge/readingThatHolds.ts';
import { EXIT } from './exit.ts';
import { findClaims } from './findClaims.ts';
import { wholeNumber } from './options.ts';
import { progressLine } from './progress.ts';

export interface HypothesesOptions {
  readonly runs?: string;
  readonly seed?: string;
  readonly digits: string;
}

/** `dlo hypotheses [CLAIM…]`: which hypotheses matter, for the reading that the ledger says holds; always 0. */
export async function hypotheses(names: readonly string[], options: HypothesesOptions): Promise<number> {
  const claims = findClaims(names);
  const { defaults, verdicts } = await readLedger();
  const settings = {
    seed: wholeNumber('seed', options.seed, defaults.seed, -(2 ** 31), 2 ** 31 - 1),
    runs: wholeNumber('runs', options.runs, MINIMUM_CASES, MINIMUM_CASES, 100_000),
    digits: wholeNumber('digits', options.digits, 15, 10, 100),
    costly: options.runs !== undefined,
    truth: truthIn('bigint'),
  };
  const progress = progressLine(process.stderr, claims.length);
  const found: DroppedOfClaim[] = [];
  for (const claim of claims) {
    const name = readingThatHolds(verdicts[claim.id]);
    progress.claim(claim.id);
    const dropped = name && (await dropHypotheses(claim, name, { ...VIOLATING, ...settings, onCase: progress.step }));
    found.push({ id: claim.id, ...(dropped ? { dropped } : { why: 'no reading holds by the ledger' }) });
  }
  progress.end();
  process.stdout.write(renderHypotheses(found, process.stdout.columns ?? 100));
  return EXIT.ok;
}
