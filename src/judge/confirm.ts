import type { Arithmetic } from '../numbers/decimal/arithmetic.ts';
import { whoWasAsked } from './asked.ts';
import type { AnyCase } from './case.ts';
import type { Judgement, Reading } from './claim.ts';
import { type Looked, type Looking, lookAt } from './lookAt.ts';
import type { Confirmation } from './runRecord.ts';

/** A case that contradicts a reading at the second look too. */
export interface Refutation<Given extends AnyCase = AnyCase> {
  readonly given: Given;
  readonly judgement: Judgement;
  readonly confirmedAtDigits: number;
  readonly confirmation: Confirmation;
}

/**
 * The same case at twice the digits must fail by the same amount, by decimal.js alone and with nothing kept from the first look;
 * a failure that does not is one of the arithmetic. Where decimal.js is too slow the kernel does it, again from nothing, and
 * the record says so. What rational arithmetic or the case itself decides has no digits: it is calculated once more. A text
 * says why a case is no refutation.
 */
export function confirm<Given extends AnyCase>(
  reading: Pick<Reading<Given>, 'judge' | 'evidence'>,
  given: Given,
  { digits, truth }: Looking,
  /** What the first look has found, where it has been taken. */
  first: Looked = lookAt(reading.judge, given, { digits, truth }),
): Refutation<Given> | string {
  if (first.judgement.outcome !== 'failed') return `the case is ${first.judgement.outcome} at ${digits} digits`;
  const again = (arithmetic: Arithmetic): Looked =>
    lookAt(reading.judge, given, { digits: 2 * digits, truth: truth.anew(arithmetic), again: true });

  const second = again('decimal');
  if (second.judgement.outcome === 'undecided') {
    const third = again(truth.arithmetic);
    const instead = second.judgement.reason ?? 'it decides nothing';
    return compared(first, third) ?? refutation(given, third, digits, { by: 'bigint', instead });
  }
  const refused =
    compared(first, second) ?? (usesTheKernel(second) ? 'a second look in decimal.js asked the kernel' : undefined);
  if (refused !== undefined) return refused;
  const by = reading.evidence === 'exact' ? 'exact' : second.asked.length === 0 ? 'case' : 'decimal';
  return refutation(given, second, digits, { by });
}

/** Why two looks do not show the same failure. */
function compared(first: Looked, second: Looked): string | undefined {
  const [one, other] = [first.judgement, second.judgement];
  if (other.outcome !== 'failed')
    return `a failure at the first look, ${other.outcome} in a second arithmetic at twice the digits`;
  const isSame = one.logResidual === other.logResidual || Math.abs(one.logResidual - other.logResidual) < 1e-3;
  if (!isSame) return 'the failure is another in a second arithmetic at twice the digits';
  return isRemembered(first, second) ? 'the second look is a memory of the first' : undefined;
}

/** A second look that returns what the first one has found, or asks no oracle where the first one did. */
function isRemembered(first: Looked, second: Looked): boolean {
  const values = ({ judgement: { stated, truth }, asked }: Looked): unknown[] =>
    [stated, truth, ...asked.map(({ answer }) => answer?.value)].filter(value => value !== undefined);
  const before = new Set(values(first));
  const oracles = ({ asked }: Looked): Set<string> => new Set(asked.map(({ oracle }) => oracle));
  const asked = oracles(second);
  return values(second).some(value => before.has(value)) || [...oracles(first)].some(oracle => !asked.has(oracle));
}

function usesTheKernel({ asked }: Looked): boolean {
  return asked.some(({ arithmetic }) => arithmetic === 'bigint');
}

function refutation<Given extends AnyCase>(
  given: Given,
  { judgement, asked }: Looked,
  digits: number,
  how: Pick<Confirmation, 'by' | 'instead'>,
): Refutation<Given> {
  const certain = asked.map(asking => asking.digits ?? Number.POSITIVE_INFINITY);
  const confirmedAtDigits = Math.min(2 * digits, Math.floor(Math.min(...certain)));
  const confirmation = { ...how, digits: 2 * digits, asked: whoWasAsked([asked]) };
  return { given, judgement, confirmedAtDigits, confirmation };
}
