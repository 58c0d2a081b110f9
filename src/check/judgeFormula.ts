import { isOfTraining } from '../formula/environment.ts';
import type { Bindings } from '../formula/evaluate.ts';
import { FormulaError } from '../formula/formulaError.ts';
import { claimsRelation, definitionsFor, type FormulaFile } from '../formula/formulaFile.ts';
import { namesTimeOutside, statesLimit } from '../formula/limitsIn.ts';
import { nodeText } from '../formula/nodeText.ts';
import { overTimeIn, statesOverTime } from '../formula/overTime.ts';
import { type Formula, namesIn } from '../formula/parseFormula.ts';
import { statesMoments } from '../formula/randomness.ts';
import { toMatrix } from '../formula/value.ts';
import { certainDigits } from '../judge/boundedValue.ts';
import { type AnyCase, type Case, isFlowCase } from '../judge/case.ts';
import type { Answer, Effort, Judge, Judgement } from '../judge/claim.ts';
import { compare, failure, undecided } from '../judge/compare.ts';
import { normOf, withoutValue } from '../judge/compareStated.ts';
import { qqtBlocks } from '../judge/correlationByFormula.ts';
import { afterSteps, type Instant, TIMELESS } from '../judge/instant.ts';
import { judgeValues, type StatedEvaluation } from '../judge/judgeStated.ts';
import { limitEffort } from '../judge/limit.ts';
import { type Decimal, type DecimalField, decimalField } from '../numbers/decimal/decimalField.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { jacobiSystem } from '../numbers/numberSystem.ts';
import type { Rational } from '../numbers/rational.ts';
import { answerBesideNearest, sidesUpTo } from './besideNearest.ts';
import { bindCase } from './bindCase.ts';
import { atItsTime, evaluationOf, NoSuchTime, type Subject, subjectsOf } from './evaluateFile.ts';
import { exactly } from './exactly.ts';
import { exactlySingular } from './exactlySingular.ts';
import { judgeAlong, judgeOrder } from './judgeAlong.ts';
import { judgeExpectation } from './judgeExpectation.ts';
import { judgeInequality } from './judgeInequality.ts';
import { judgeLimit } from './judgeLimit.ts';
import { sizeOfEquation } from './sizeOfEquation.ts';
import { type TrueQuantity, trueQuantities } from './trueQuantities.ts';
import { partsOverTime, weightsWithin } from './weightsWithin.ts';

/**
 * Judges a formula as what its file claims it to be, against the raw flow of the weights: a quantity at the time of the case
 * (or at the time that the file's `at` gives), or two sides of an equation. `formula` is the file's own unless another is to
 * be judged in its place. Throws FormulaErrors: NOT_REAL where complex numbers come up on the way, LIMIT for what the
 * language cannot do. What its arithmetic cannot do is undecided, and marked as `isBeyondReach`.
 */
export function judgeFormula(file: FormulaFile, formula: Formula = file.formula): Judge<AnyCase> {
  return (given, effort) => {
    const subjects = subjectsThatAre(file, formula, given);
    if (subjects instanceof FormulaError) return failure(file.claims, subjects.message);
    if (subjects.length === 0) return NOTHING_STATED;
    return worstOf(
      subjects.map(subject => () => {
        const judgement = judgeSubject(subject, given, effort);
        return subject.at === '' ? judgement : { ...judgement, quantity: `${judgement.quantity} for ${subject.at}` };
      }),
    );
  };
}

/** Of a wrong version that names a layer or an entry beyond the last, the error that says so. */
export function subjectsThatAre(
  file: FormulaFile,
  formula: Formula,
  given: AnyCase,
): ReturnType<typeof subjectsOf> | FormulaError {
  try {
    return subjectsOf(file, formula, given);
  } catch (error) {
    if (error instanceof FormulaError && error.code === 'FORMULA') return error;
    throw error;
  }
}

/** A case on which a statement is made of no index at all. */
const NOTHING_STATED: Judgement = { ...undecided('', 'there is no index for which it is stated'), final: true };

/** The first that fails; else the first that is left open; else the one that came nearest to it. */
export function worstOf(judge: readonly (() => Judgement)[]): Judgement {
  let worst: Judgement | undefined;
  for (const next of judge) {
    const judgement = next();
    if (judgement.outcome === 'failed') return judgement;
    if (worst === undefined || isWorse(judgement, worst)) worst = judgement;
  }
  return worst!;
}

function isWorse(a: Judgement, b: Judgement): boolean {
  if (a.outcome !== b.outcome) return a.outcome === 'undecided';
  return a.margin === undefined ? a.logResidual > b.logResidual : a.margin < (b.margin ?? Number.POSITIVE_INFINITY);
}

function judgeSubject(subject: Subject, given: AnyCase, effort: Effort): Judgement {
  const { file } = subject;
  const judge: Judge<AnyCase> = claimsRelation(file.claims)
    ? judgeRelation(subject)
    : judgeQuantity(subject, file.claims);
  const isTimeless =
    claimsRelation(file.claims) && !(file.sequence === undefined ? namesTime(subject) : namesTimeOutside(file.formula));
  let at: Pick<Judgement, 'at'> = file.steps ? { at: afterSteps(given) } : isTimeless ? { at: TIMELESS } : {};
  try {
    const timed = atItsTime(subject, given, effort);
    if (file.at !== undefined) at = { at: { name: file.at, value: twelveDigits(timed.time) } };
    if (statesMoments(subject.file.formula)) return judgeExpectation(subject, timed, effort);
    const isOverTimes = statesOverTime(subject.formula) || file.sequence !== undefined;
    const judgement =
      (isFlowCase(timed) ? undefined : judgedInTheLimit(subject, timed, effort)) ??
      (isOverTimes ? judgedOverTime(subject, judge, timed, effort) : judge(timed, effort));
    const singular = judgement.outcome === 'undecided' ? exactlySingular(subject, timed) : undefined;
    if (singular !== undefined) return { ...withoutValue(singular, { quantity: file.claims }), ...at };
    return { ...judgement, ...at };
  } catch (error) {
    if (error instanceof NoSuchTime) return failure('time', error.message);
    if (!(error instanceof FormulaError) || error.code !== 'PRECISION')
      return { ...withoutValue(error, { quantity: file.claims }), ...at };
    const singular = exactlySingular(subject, given);
    if (singular !== undefined) return { ...withoutValue(singular, { quantity: file.claims }), ...at };
    return { ...undecided(file.claims, error.message), picture: error.picture, isBeyondReach: true, ...at };
  }
}

/** To as many digits as values at other times are taken to: more of the arithmetic makes them no better. */
function judgedOverTime(subject: Subject, judge: Judge<AnyCase>, given: AnyCase, effort: Effort): Judgement {
  const judgement = judge(given, limitEffort(effort));
  const ended = judgement.outcome === 'undecided' ? { ...judgement, final: true as const } : judgement;
  const time = firstTimeIn(subject, given, effort);
  return time === undefined ? ended : { ...ended, at: time };
}

/** The first time that a statement speaks of, as a reader needs it. */
function firstTimeIn(subject: Subject, given: AnyCase, effort: Effort): Instant | undefined {
  const first = subject.formula.definitions
    .flatMap(({ node }) => overTimeIn(node))
    .find(({ name }) => name === 'first');
  if (first === undefined) return undefined;
  const { value } = partsOverTime(subject, given, effort)(first);
  return { name: nodeText(first), value: twelveDigits(exactly(toMatrix(decimalField(40), value).data[0]!)) };
}

/** Of a statement on a limit or an order; undefined of any other. */
function judgedInTheLimit(subject: Subject, given: Case, effort: Effort): Judgement | undefined {
  const { file, remainder } = subject;
  if (remainder !== undefined) return judgeOrder(subject, remainder, file.order!, given, effort);
  if (file.path !== undefined && file.order === undefined) return judgeAlong(subject, given, effort);
  return statesLimit(file.formula) && file.order === undefined ? judgeLimit(subject, given, effort) : undefined;
}

/** Whether time comes into an equation: t, the weights at t, or their rates, through the definitions that it uses. */
function namesTime({ formula }: Subject): boolean {
  const sides = formula.definitions.slice(-2).flatMap(({ node }) => [...namesIn(node)]);
  const behind = definitionsFor(formula, sides).flatMap(({ node }) => [...namesIn(node)]);
  return [...sides, ...behind].some(name => name === 't' || isOfTraining(name));
}

function twelveDigits(time: Rational): string {
  const field = decimalField(12);
  return field.toString(field.of(time));
}

function judgeQuantity(subject: Subject, claims: TrueQuantity): Judge<Case> {
  return (given, effort) => {
    return judgeValues(evaluationOf(subject, given, effort), effort, values => {
      const { value, log10Error } = values.at(-1)!;
      // After the formula: where it has no value, the oracle need not be asked.
      const truths = trueQuantities(claims, subject.file, given, effort);
      const parts = <T>(whole: Matrix<T>): Readonly<Record<string, Matrix<T>>> =>
        claims === 'qqt' ? qqtBlocks(whole, given) : { [truths[0].quantity]: whole };
      const [stated, errors] = [parts(value), parts(log10Error)];
      const comparisons = truths.map(({ quantity, truth, size = normOf(truth.value) }) => {
        const digits = certainDigits(errors[quantity]!, size, effort);
        return { quantity, stated: { value: stated[quantity]!, digits }, truth, size };
      });
      return compare(comparisons, effort);
    });
  };
}

function judgeRelation(subject: Subject): Judge<AnyCase> {
  return (given, effort) => {
    const weights = weightsWithin(subject, given, effort);
    const symbols = (field: DecimalField) => bindCase(jacobiSystem(field), subject.file, given, weights);
    return judgeSides(subject, evaluationOf(subject, given, effort), effort, symbols);
  };
}

/**
 * Judges the two sides of an equation or inequality. Errors are measured against the larger side. A side that is exactly zero is no
 * measure: then it is the largest value that goes into the other.
 */
export function judgeSides(
  subject: Subject,
  evaluation: StatedEvaluation,
  effort: Effort,
  symbols: (field: DecimalField) => Bindings<Decimal>,
): Judgement {
  const { relation, file } = subject;
  const isOfMatrices = file.claims === 'loewner';
  // Two precisions of decimal.js that agree to the last digit have no bound of their error.
  let isEnclosed = false;
  const told: StatedEvaluation = {
    enclosed: digits => {
      isEnclosed = true;
      return evaluation.enclosed(digits);
    },
    decimal: digits => {
      isEnclosed = false;
      return evaluation.decimal(digits);
    },
  };
  return judgeValues(told, effort, values => {
    const size = sizeOfEquation(
      subject,
      values.map(({ value }) => value),
      symbols,
    );
    const [left, right] = values
      .slice(-2)
      .map(({ value, log10Error }): Answer => ({ value, digits: certainDigits(log10Error, size, effort) }));
    if (relation !== undefined && relation !== '==') {
      const isExact = isEnclosed && values.slice(-2).every(({ log10Error }) => isErrorless(log10Error));
      const judgement = judgeInequality(relation, { left: left!, right: right!, size, isExact }, effort);
      return isOfMatrices ? { ...judgement, sides: ['least eigenvalue of the difference', 'zero'] } : judgement;
    }
    const truth = answerBesideNearest(file.upTo, left!, right!, effort);
    const judgement = compare([{ quantity: 'left and right side', stated: left!, truth, size }], effort);
    return { ...judgement, sides: sidesUpTo(file.upTo) };
  });
}

function isErrorless({ data }: Matrix<number>): boolean {
  return data.every(error => error === Number.NEGATIVE_INFINITY);
}
