import type { FlowCase } from '../../judge/case.ts';
import { caseHash, flowCaseToJson } from '../../judge/caseJson.ts';
import type { GateCounterexample, GateOutcome, GateResult } from '../gateRecord.ts';
import { ORACLE_DIGITS } from '../moment.ts';
import type { ShrinkOptions } from '../shrinkFailure.ts';
import type { Subject } from '../subject.ts';
import type { DrawnFlowCase, FlowGateClaim, FlowTruth } from './flowTrial.ts';
import { judgeFlowCase } from './judgeFlowCase.ts';

/**
 * The failure of a claim on a flow as a case for a person, as `shrinkFailure` has it at two layers: the smallest on the way of the
 * generator on which the claim still fails in the same way, judged again with twice the oracle's digits. Undefined where it does not
 * fail there.
 */
export async function shrinkFlowFailure(
  subject: Subject,
  {
    claim,
    truth,
    outcome,
    drawn,
  }: { claim: FlowGateClaim; truth: FlowTruth; outcome: GateOutcome; drawn: DrawnFlowCase },
  { digits, budget, replay, stopped }: Pick<ShrinkOptions, 'digits' | 'budget' | 'replay' | 'stopped'>,
): Promise<GateCounterexample | undefined> {
  const judge = async (given: FlowCase, oracleDigits?: number): Promise<GateResult | undefined> => {
    budget.left -= 1;
    const settings = { flows: { claims: [claim], truth }, digits, ...(oracleDigits && { oracleDigits }) };
    const [result] = await judgeFlowCase(subject, given, settings);
    return result?.outcome === outcome ? result : undefined;
  };
  let smallest = drawn;
  for (let improved = true; improved; ) {
    improved = false;
    for (const candidate of smallest.smaller()) {
      if (budget.left <= 1 || stopped?.()) break;
      if ((await judge(candidate.given)) === undefined) continue;
      smallest = candidate;
      improved = true;
      break;
    }
  }
  for (const { given } of smallest === drawn ? [drawn] : [smallest, drawn]) {
    const result = await judge(given, 2 * ORACLE_DIGITS);
    if (result === undefined) continue;
    const hash = caseHash(given);
    return { claim: claim.id, hash, case: flowCaseToJson(given), result, replay: replay(claim.id, hash) };
  }
  return undefined;
}
