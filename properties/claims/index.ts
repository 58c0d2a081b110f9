import type { Claim } from '../../src/judge/claim.ts';
import { claimsIn } from './claimsIn.ts';
import { withStanding } from './standing.ts';

/** Every claim of every paper: what stands in the folders beside this file. */
export const CLAIMS: readonly Claim[] = (await claimsIn(new URL('./', import.meta.url))).map(withStanding);
