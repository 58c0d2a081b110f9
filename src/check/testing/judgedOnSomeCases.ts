import { TRUTH } from '../../../oracles/testing/truth.ts';
import type { AnyCase } from '../../judge/case.ts';
import { confirm } from '../../judge/confirm.ts';
import { drawCases } from '../../judge/drawCases.ts';
import { decideCase } from '../../judge/lookAt.ts';
import { openAny } from './open.ts';

/** Of the cases, and whether a failure was confirmed. */
export interface SomeCases {
  readonly held: number;
  readonly failed: number;
  readonly undecided: number;
  readonly confirmed: boolean;
}

/** How a formula file fares on so many of its cases, and whether the first failure is one in a second arithmetic too. */
export async function judgedOnSomeCases(
  text: string,
  name: string,
  { seed, runs, digits }: { readonly seed: number; readonly runs: number; readonly digits: number },
): Promise<SomeCases> {
  const { reading } = openAny(text, name);
  const counts = { held: 0, failed: 0, undecided: 0 };
  const failures: AnyCase[] = [];
  await drawCases(reading, { seed, runs, shrink: false }, given => {
    const { outcome } = decideCase(reading.judge, given, { digits, truth: TRUTH });
    counts[outcome] += 1;
    if (outcome === 'failed') failures.push(given);
    return true;
  });
  const confirmed = failures.some(given => typeof confirm(reading, given, { digits, truth: TRUTH }) !== 'string');
  return { ...counts, confirmed };
}
