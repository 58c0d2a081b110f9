import type { Claim } from '../../src/judge/claim.ts';
import { readLedger } from '../../src/judge/ledger.ts';
import { CLAIMS_FOLDER } from '../../src/packageRoot.ts';
import { claimsIn, type StoredClaim } from './claimsIn.ts';

const STORED: readonly StoredClaim[] = await claimsIn(CLAIMS_FOLDER, (await readLedger()).verdicts);

/** Every claim of every paper: what stands in the folders beside this file. */
export const CLAIMS: readonly Claim[] = STORED.map(({ claim }) => claim);

/** The path of the file in which a claim stands, by id. */
export const CLAIM_FILES: ReadonlyMap<string, string> = new Map(STORED.map(({ claim, path }) => [claim.id, path]));
