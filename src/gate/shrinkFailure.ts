import type { AnyCase, Case } from '../judge/case.ts';
import { caseHash, caseToJson } from '../judge/caseJson.ts';
import { type GateDraw, integersOf, withIntegers } from './draws.ts';
import type { GateCounterexample, GateOutcome, GateResult } from './gateRecord.ts';
import type { GateSurroundings } from './gateSurroundings.ts';
import { judgeCase } from './judgeCase.ts';
import { ORACLE_DIGITS } from './moment.ts';
import type { Subject } from './subject.ts';
import type { SubjectClaim } from './subjectClaim.ts';

export interface Failure {
  readonly claim: SubjectClaim;
  /** The kind of failure, which is kept: a case for a wrong number must not become one for an error. */
  readonly outcome: GateOutcome;
  readonly given: Case;
  /** Absent for a case that no draw is known of: it is reported as it stands. */
  readonly draw?: GateDraw;
}

export interface ShrinkOptions extends Pick<GateSurroundings, 'truth' | 'draws'> {
  readonly digits: number;
  /** Cases that may still be tried; counted down. */
  readonly budget: { left: number };
  readonly replay: (claim: string, hash: string) => string;
  readonly stopped?: () => boolean;
}

/**
 * The failure as a case for a person: the integers behind it are made smaller one after the other, the architecture first,
 * as long as the claim still fails in the same way on the subject itself. What is left is judged again with twice the oracle's
 * digits.
 * Undefined where it does not fail there, so that nothing is reported which does not repeat.
 */
export async function shrinkFailure(
  subject: Subject,
  failure: Failure,
  options: ShrinkOptions,
): Promise<GateCounterexample | undefined> {
  const { claim, outcome } = failure;
  const { truth, draws, digits, budget, replay } = options;
  const judge = async (given: Case, oracleDigits?: number): Promise<GateResult | undefined> => {
    budget.left -= 1;
    const settings = { truth, claims: [claim], digits, ...(oracleDigits && { oracleDigits }) };
    const [result] = await judgeCase(subject, given, settings);
    return result?.outcome === outcome ? result : undefined;
  };
  const smallest = failure.draw === undefined ? failure.given : await smaller(failure.given, failure.draw);
  return firstConfirmed(smallest === failure.given ? [smallest] : [smallest, failure.given], judge, {
    claim: claim.id,
    toJson: caseToJson,
    replay,
  });

  async function smaller(first: Case, start: GateDraw): Promise<Case> {
    let [given, draw] = [first, start];
    const tried = new Set([caseHash(first)]);
    let improved = true;
    while (improved) {
      improved = false;
      const integers = integersOf(draw);
      for (let at = 0; at < integers.length; at++) {
        for (const value of nearer(integers[at]!)) {
          if (budget.left <= 1 || options.stopped?.()) return given;
          const candidate = withIntegers(draw, replaced(integers, at, value));
          const next = draws.caseOfDraw(candidate, subject.capabilities);
          const hash = next && caseHash(next);
          // An integer that the widths have no room for changes nothing: it is set to 0 without a question.
          if (hash === caseHash(given)) {
            draw = candidate;
            integers[at] = value;
            break;
          }
          if (next === undefined || tried.has(hash!)) continue;
          tried.add(hash!);
          if ((await judge(next)) === undefined) continue;
          [given, draw] = [next, candidate];
          integers[at] = value;
          improved = true;
          break;
        }
      }
    }
    const plain = draws.plainCaseOfDraw(draw, subject.capabilities);
    return plain !== undefined && budget.left > 1 && (await judge(plain)) !== undefined ? plain : given;
  }
}

/** The first of the cases that fails with twice the oracle's digits too; undefined where none does, so that nothing is reported which does not repeat. */
export async function firstConfirmed<Given extends AnyCase>(
  candidates: readonly Given[],
  judge: (given: Given, oracleDigits: number) => Promise<GateResult | undefined>,
  {
    claim,
    toJson,
    replay,
  }: Pick<ShrinkOptions, 'replay'> & { claim: string; toJson: (given: Given) => GateCounterexample['case'] },
): Promise<GateCounterexample | undefined> {
  for (const given of candidates) {
    const result = await judge(given, 2 * ORACLE_DIGITS);
    if (result === undefined) continue;
    const hash = caseHash(given);
    return { claim, hash, case: toJson(given), result, replay: replay(claim, hash) };
  }
  return undefined;
}

/** 0, half and one less, simplest first. */
function nearer(value: number): number[] {
  return [...new Set([0, Math.trunc(value / 2), value - Math.sign(value)])].filter(next => next !== value);
}

function replaced(integers: readonly number[], at: number, value: number): number[] {
  return integers.map((old, index) => (index === at ? value : old));
}
