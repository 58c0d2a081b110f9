import { TRUTH } from '../../../oracles/testing/truth.ts';
import type { AnyCase } from '../../judge/case.ts';
import { confirm } from '../../judge/confirm.ts';
import { drawCases } from '../../judge/drawCases.ts';
import { decideCase } from '../../judge/lookAt.ts';
import { soughtReading } from '../sought.ts';
import { openAny } from './open.ts';

/** Of the cases, and whether one that decides the file, a counterexample or a witness, was confirmed. */
export interface SomeCases {
  readonly held: number;
  readonly failed: number;
  readonly undecided: number;
  readonly confirmed: boolean;
}

/** How a formula file fares on so many of its cases, and whether a case that decides it does so in a second arithmetic too. */
export async function judgedOnSomeCases(
  text: string,
  name: string,
  { seed, runs, digits }: { readonly seed: number; readonly runs: number; readonly digits: number },
): Promise<SomeCases> {
  const open = openAny(text, name);
  const { reading } = open;
  const deciding = soughtReading(open);
  const counts = { held: 0, failed: 0, undecided: 0 };
  const failures: AnyCase[] = [];
  await drawCases(reading, { seed, runs, shrink: false }, given => {
    const { outcome } = decideCase(reading.judge, given, { digits, truth: TRUTH });
    counts[outcome] += 1;
    if (decideCase(deciding.judge, given, { digits, truth: TRUTH }).outcome === 'failed') failures.push(given);
    return true;
  });
  const confirmed = failures.some(given => typeof confirm(deciding, given, { digits, truth: TRUTH }) !== 'string');
  return { ...counts, confirmed };
}
