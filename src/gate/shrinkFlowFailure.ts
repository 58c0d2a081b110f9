import type { FlowCase } from '../judge/case.ts';
import { flowCaseToJson } from '../judge/caseJson.ts';
import type { DrawnFlowCase } from './flowGate.ts';
import type { GateCounterexample, GateOutcome, GateResult } from './gateRecord.ts';
import { judgeFlowCase } from './judgeCase.ts';
import { firstConfirmed, type ShrinkOptions } from './shrinkFailure.ts';
import type { Subject } from './subject.ts';
import type { SubjectClaim } from './subjectClaim.ts';
import type { AnyDepth } from './trial.ts';

/**
 * The failure of a claim on a flow as a case for a person, as `shrinkFailure` has it at two layers: the smallest on the way of the
 * generator on which the claim still fails in the same way, judged again with twice the oracle's digits. Undefined where it does not
 * fail there.
 */
export async function shrinkFlowFailure(
  subject: Subject,
  { claim, outcome, drawn }: { claim: SubjectClaim<AnyDepth>; outcome: GateOutcome; drawn: DrawnFlowCase },
  { truth, digits, budget, replay, stopped }: Omit<ShrinkOptions, 'draws'>,
): Promise<GateCounterexample | undefined> {
  const judge = async (given: FlowCase, oracleDigits?: number): Promise<GateResult | undefined> => {
    budget.left -= 1;
    const settings = { truth, claims: [claim], digits, ...(oracleDigits && { oracleDigits }) };
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
  const candidates = smallest === drawn ? [drawn] : [smallest, drawn];
  return firstConfirmed(
    candidates.map(({ given }) => given),
    judge,
    { claim: claim.id, toJson: flowCaseToJson, replay },
  );
}
