import type { Claim } from './claim.ts';
import type { ClaimRecord, PlotRecord } from './runRecord.ts';

export function plotOf(_claim: Claim, _record: Omit<ClaimRecord, 'plot'>): PlotRecord | undefined {
  return undefined;
}
