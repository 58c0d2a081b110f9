import type { Claim } from './claim.ts';

export interface BundleOptions {
  readonly workers: number;
  /** What claims took in an earlier run, by id. */
  readonly secondsBefore?: Readonly<Record<string, number>>;
}

/** A thread takes so many bundles, where there are enough claims: none is left alone with the last. */
const BUNDLES_EACH = 8;

/**
 * Claims in bundles, each for one thread. Neighbours of a section are often judged on the same cases, of which a thread keeps the oracle's
 * answers: they stay together, in their order. What takes longest comes first, by an earlier run where there is one, and the last part is
 * handed out claim by claim, so that all threads end together. Every claim is in one bundle; one thread has them in their order.
 */
export function bundlesOf(claims: readonly Claim[], { workers, secondsBefore = {} }: BundleOptions): Claim[][] {
  if (workers === 1) return claims.length === 0 ? [] : [[...claims]];
  const seconds = (claim: Claim): number => secondsBefore[claim.id] ?? expectedSeconds(claim);
  const most = claims.reduce((sum, claim) => sum + seconds(claim), 0) / (workers * BUNDLES_EACH);
  const bundles: { section: string; work: number; claims: Claim[] }[] = [];
  for (const claim of claims) {
    const section = `${claim.id.split('/')[0]} ${claim.section}`;
    const last = bundles.at(-1);
    if (last?.section === section && last.work + seconds(claim) <= most) {
      last.claims.push(claim);
      last.work += seconds(claim);
    } else bundles.push({ section, work: seconds(claim), claims: [claim] });
  }
  return inSinglesAtTheEnd(
    bundles.sort((a, b) => b.work - a.work).map(bundle => bundle.claims),
    seconds,
  );
}

/** Of the work, which is handed out claim by claim: the last that a thread takes is no more than one. */
const LAST_PART = 1 / 8;

function inSinglesAtTheEnd(bundles: Claim[][], seconds: (claim: Claim) => number): Claim[][] {
  const last: Claim[][] = [];
  const work = (some: readonly Claim[]): number => some.reduce((sum, claim) => sum + seconds(claim), 0);
  const most = LAST_PART * work(bundles.flat());
  while (bundles.length > 0 && work(last.flat()) < most) last.unshift(...bundles.pop()!.map(claim => [claim]));
  return [...bundles, ...last.sort(([a], [b]) => seconds(b!) - seconds(a!))];
}

/** For want of a measurement, by what a claim says before it is opened: making the wrong versions of all takes seconds, and they are kept. */
function expectedSeconds({ readings }: Claim): number {
  return readings.reduce((sum, { costly }) => sum + (costly ? 10 : 1), 0);
}
