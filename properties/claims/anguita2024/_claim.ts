import type { Case } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { type PaperClaim, paperClaim } from '../_paperClaim.ts';

/** A claim of the thesis about two layers; `id` is without the paper. */
export const thesisClaim = (parts: PaperClaim<Case>): Claim => paperClaim<Case>('anguita2024', parts);
