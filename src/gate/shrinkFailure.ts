import type { Case } from '../judge/case.ts';
import { caseHash, caseToJson } from '../judge/caseJson.ts';
import { type GateDraw, integersOf, withIntegers } from './draws.ts';
import type { GateClaim } from './gateClaim.ts';
import type { GateCounterexample, GateOutcome, GateResult } from './gateRecord.ts';
import type { GateSurroundings } from './gateSurroundings.ts';
import { judgeCase } from './judgeCase.ts';
import { ORACLE_DIGITS } from './moment.ts';
import type { Subject } from './subject.ts';

export interface Failure {
  readonly claim: GateClaim;
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
  for (const given of smallest === failure.given ? [smallest] : [smallest, failure.given]) {
    const result = await judge(given, 2 * ORACLE_DIGITS);
    if (result === undefined) continue;
    const hash = caseHash(given);
    return { claim: claim.id, hash, case: caseToJson(given), result, replay: replay(claim.id, hash) };
  }
  return undefined;

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

/** 0, half and one less, simplest first. */
function nearer(value: number): number[] {
  return [...new Set([0, Math.trunc(value / 2), value - Math.sign(value)])].filter(next => next !== value);
}

function replaced(integers: readonly number[], at: number, value: number): number[] {
  return integers.map((old, index) => (index === at ? value : old));
}
