import { performance } from 'node:perf_hooks';
import { DloError } from '../../errors.ts';
import type { FlowCase } from '../../judge/case.ts';
import { notJudged } from '../gateClaim.ts';
import type { GateResult } from '../gateRecord.ts';
import { beyondJudging, type GateClock, noNumbers, resultOf, timesOf } from '../judgeCase.ts';
import { ORACLE_DIGITS } from '../moment.ts';
import { type Split, splitRational } from '../split.ts';
import { FLOW_QUANTITIES, type FlowValues, type Subject } from '../subject.ts';
import { attainableFlowDigits } from './flowDigits.ts';
import { flowMoments, layerName } from './flowMoments.ts';
import type { FlowGate, FlowTrial } from './flowTrial.ts';

export interface JudgeFlowOptions {
  readonly flows: Pick<FlowGate, 'claims' | 'truth'>;
  /** Digits asked of a well-conditioned case. */
  readonly digits: number;
  /** Default ORACLE_DIGITS. */
  readonly oracleDigits?: number;
  readonly clock?: GateClock;
}

/** What every claim found on one flow, in the order of the claims; none where the subject takes no flows. Pure but for the subject. */
export async function judgeFlowCase(
  subject: Subject,
  given: FlowCase,
  { flows, digits, oracleDigits = ORACLE_DIGITS, clock }: JudgeFlowOptions,
): Promise<GateResult[]> {
  if (subject.askFlow === undefined) return [];
  const claims = flows.claims.filter(claim => notJudged(claim, subject.capabilities) === undefined);
  const alike = (result: Omit<GateResult, 'claim'>): GateResult[] => claims.map(({ id }) => ({ claim: id, ...result }));
  const begin = performance.now();
  let prepared: Omit<FlowTrial, 'stated'>;
  try {
    const moments = flowMoments(flows.truth, given.flow, timesOf(given), oracleDigits);
    const attainable = attainableFlowDigits(flows.truth, given, moments);
    prepared = { given, moments, asked: (moment, part) => Math.min(digits, attainable(moment, part)) };
  } catch (error) {
    if (error instanceof DloError && error.code === 'PRECISION')
      return alike({ outcome: 'undecided', reason: error.message });
    throw error;
  }
  if (clock) clock.oracle += (performance.now() - begin) / 1000;
  const asking = performance.now();
  const answer = await subject.askFlow({
    flow: given.flow,
    times: prepared.moments.map(({ time }) => time),
    quantities: FLOW_QUANTITIES.filter(quantity => subject.capabilities.quantities.includes(quantity)),
  });
  if (clock) clock.subject += (performance.now() - asking) / 1000;
  if (answer.kind !== 'answered') return alike(noNumbers(answer));
  const trial: FlowTrial = { ...prepared, stated: answer.values.map(statedParts) };
  return claims.flatMap(claim => {
    try {
      const finding = claim.judge(trial);
      return finding === undefined ? [] : [{ claim: claim.id, ...resultOf(finding) }];
    } catch (error) {
      return [{ claim: claim.id, ...beyondJudging(error) }];
    }
  });
}

function statedParts({ layers = [], output, loss }: FlowValues): Map<string, Split> {
  return new Map([
    ...layers.map((layer, j): [string, Split] => [layerName(j), splitRational(layer)]),
    ...(output ? [['W', splitRational(output)] as const] : []),
    ...(loss ? [['loss', splitRational(loss)] as const] : []),
  ]);
}
