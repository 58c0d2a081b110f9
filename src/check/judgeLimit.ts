import { DloError } from '../errors.ts';
import { ignoresHiddenTurns } from '../formula/hiddenTurns.ts';
import type { Case } from '../judge/case.ts';
import type { Effort, Judgement } from '../judge/claim.ts';
import { compare } from '../judge/compare.ts';
import { AT_THE_END } from '../judge/instant.ts';
import { limitEffort } from '../judge/limit.ts';
import { logResidual } from '../judge/residual.ts';
import { correlationOfWeights, hasRiccatiFlow, weightsOfCorrelation } from '../judge/weightsOfCorrelation.ts';
import type { Decimal, DecimalField } from '../numbers/decimal/decimalField.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { jacobiSystem } from '../numbers/numberSystem.ts';
import { Rational } from '../numbers/rational.ts';
import { answerBesideNearest, sidesUpTo } from './besideNearest.ts';
import { bindCase } from './bindCase.ts';
import { atTheEnd, type Late } from './endOfTraining.ts';
import { decimalValues, type Subject } from './evaluateFile.ts';
import { judgeInequality } from './judgeInequality.ts';
import { sizeOfEquation } from './sizeOfEquation.ts';
import { rounded, weightsFor, withOtherTimes } from './weightsWithin.ts';

/**
 * Judges an equation or inequality about the end of training: both sides are evaluated with the true weights until they have settled (see
 * `atTheEnd`); what settles too slowly is left undecided (SlowApproach).
 */
export function judgeLimit(subject: Subject, given: Case, effort: Effort): Judgement {
  // What is made of QQᵀ alone can be asked of its flow, where there is one.
  const isOfCorrelation = hasRiccatiFlow(given) && ignoresHiddenTurns(subject.formula, 2);
  const limited = limitEffort(effort);
  const { late, settled } = atTheEnd(given, limited, (then, wanted) => sidesAt(subject, then, wanted, isOfCorrelation));
  return decided(subject, late, settled, limited);
}

/** Where all falls to zero, the weights at the end are no measure of it: those at the start are. */
function sizeAtStart(subject: Subject, given: Case, effort: Effort): Decimal | undefined {
  const start = { ...given, time: Rational.ZERO };
  const weights = withOtherTimes(subject, start, effort, weightsFor(start, effort));
  const symbols = (field: DecimalField) => bindCase(jacobiSystem(field), subject.file, start, weights);
  try {
    return sizeOfEquation(subject, decimalValues(subject, start, effort.working, weights), symbols);
  } catch (error) {
    // It need not have a value there.
    if (error instanceof DloError) return undefined;
    throw error;
  }
}

function decided(
  { relation, file: { upTo } }: Subject,
  { values, size }: Late,
  settled: number,
  effort: Effort,
): Judgement {
  const [stated, truth] = values.map(value => ({ value, digits: settled })) as [
    { value: Matrix<Decimal>; digits: number },
    { value: Matrix<Decimal>; digits: number },
  ];
  if (relation !== undefined && relation !== '==')
    return {
      ...judgeInequality(relation, { left: stated, right: truth, size, isExact: false }, effort),
      at: AT_THE_END,
    };
  const nearest = answerBesideNearest(upTo, stated, truth, effort);
  const judgement = compare([{ quantity: 'left and right side', stated, truth: nearest, size }], effort);
  return { ...judgement, sides: sidesUpTo(upTo), at: AT_THE_END };
}

function sidesAt(subject: Subject, given: Case, { digits, ...look }: Effort, isOfCorrelation: boolean): Late {
  const working = digits + 30;
  const wanted: Effort = { ...look, digits: digits + 10, working };
  const weights = isOfCorrelation
    ? weightsOfCorrelation(given, wanted)
    : withOtherTimes(subject, given, wanted, weightsFor(given, wanted));
  const values = decimalValues(subject, given, working, weights);
  const rough = decimalValues(
    subject,
    given,
    working - 5,
    rounded({ ...weights, digits: Math.min(weights.digits, working) - 2 }),
  );
  const symbols = (field: DecimalField) => bindCase(jacobiSystem(field), subject.file, given, weights);
  const own = sizeOfEquation(subject, values, symbols);
  const isBesideZero = values.slice(-2).some(({ data }) => data.every(entry => entry.isZero()));
  const atStart = isBesideZero ? sizeAtStart(subject, given, { ...look, digits, working }) : undefined;
  const size = atStart?.greaterThan(own) ? atStart : own;
  const [left, right] = values.slice(-2) as [Matrix<Decimal>, Matrix<Decimal>];
  const [roughLeft, roughRight] = rough.slice(-2) as [Matrix<Decimal>, Matrix<Decimal>];
  const certain = Math.min(-logResidual(roughLeft, left, size), -logResidual(roughRight, right, size), weights.digits);
  return {
    values: [left, right],
    size,
    certain,
    weights: isOfCorrelation ? [correlationOfWeights(working, weights)] : [weights.W1, weights.W2],
  };
}
