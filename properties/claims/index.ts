import type { Claim } from '../../src/judge/claim.ts';
import { readLedger } from '../../src/judge/ledger.ts';
import { claimsIn } from './claimsIn.ts';

/** Every claim of every paper: what stands in the folders beside this file. */
export const CLAIMS: readonly Claim[] = await claimsIn(new URL('./', import.meta.url), (await readLedger()).verdicts);
