import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { type PaperClaim, paperClaim } from '../_paperClaim.ts';

/** A claim of the survey about layers of any depth; `id` is without the paper. */
export const surveyClaim = (parts: Omit<PaperClaim<FlowCase>, 'anyDepth'>): Claim<FlowCase> =>
  paperClaim<FlowCase>('wendin2025', { ...parts, anyDepth: true });
