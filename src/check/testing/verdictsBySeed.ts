import type { Verdict } from '../../judge/runRecord.ts';
import { type CheckOptions, checkFormula } from './open.ts';

/** The verdict of a formula file for each of some seeds; it depends on none of them. */
export async function verdictsBySeed(
  text: string,
  name: string,
  seeds: readonly number[],
  options: Pick<CheckOptions, 'runs' | 'digits' | 'workers'>,
): Promise<ReadonlyMap<Verdict, readonly number[]>> {
  const verdicts = new Map<Verdict, number[]>();
  for (const seed of seeds) {
    const { record } = await checkFormula(text, name, {
      ...{ ...options, seed, onlyVerdict: true, version: '', fileOf: () => '' },
    });
    const { verdict } = record.claims[0]!;
    verdicts.set(verdict, [...(verdicts.get(verdict) ?? []), seed]);
  }
  return verdicts;
}
