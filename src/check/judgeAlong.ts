import { DloError } from '../errors.ts';
import { type Bindings, evaluate } from '../formula/evaluate.ts';
import { definitionsFor, type FormulaFile } from '../formula/formulaFile.ts';
import { ignoresHiddenTurns } from '../formula/hiddenTurns.ts';
import { isLimitInTime, outerLimits } from '../formula/limitsIn.ts';
import { nodeText } from '../formula/nodeText.ts';
import { type Formula, namesIn } from '../formula/parseFormula.ts';
import type { OrderParameter } from '../formula/remainder.ts';
import { type CallNode, children, type FormulaNode, withChildren } from '../formula/tree.ts';
import { matrixValue, scalarValue, toMatrix, type Value } from '../formula/value.ts';
import type { Case } from '../judge/case.ts';
import type { Effort, Judgement } from '../judge/claim.ts';
import { compare, failure, undecided } from '../judge/compare.ts';
import { normOf } from '../judge/compareStated.ts';
import { type Extrapolated, extrapolate } from '../judge/extrapolate.ts';
import { limitEffort } from '../judge/limit.ts';
import { LEAST_MEMBERS, lawInWords, lawOf, type Member } from '../judge/trend.ts';
import type { TrueWeights } from '../judge/truth.ts';
import { correlationOfWeights, hasRiccatiFlow, weightsOfCorrelation } from '../judge/weightsOfCorrelation.ts';
import { log10 } from '../numbers/decimal/agreement.ts';
import { type Decimal, type DecimalField, decimalField } from '../numbers/decimal/decimalField.ts';
import { subtract } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { jacobiSystem } from '../numbers/numberSystem.ts';
import type { Rational } from '../numbers/rational.ts';
import { answerBesideNearest, sidesUpTo } from './besideNearest.ts';
import { bindCase } from './bindCase.ts';
import { atTheEnd, type Late } from './endOfTraining.ts';
import { decimalValues, type Subject } from './evaluateFile.ts';
import { judgeInequality } from './judgeInequality.ts';
import { type Direction, memberOf } from './membersOf.ts';
import { type Part, partIn, roundedPart } from './part.ts';
import { sizeOfEquation } from './sizeOfEquation.ts';
import { rounded, weightsFor, weightsWithin } from './weightsWithin.ts';

// A limit in a parameter is a trend: the expression is evaluated with the true weights on cases along its path, each parameter twice or
// half the one before, and what these values tend to is extrapolated (judge/extrapolate.ts). Limits within one another are taken from the inside out.

/** Digits to which limits along a path are compared: each member costs a flow of its own. */
export const TREND_DIGITS = 6;

/** So many orders beyond them are waited for, at a second look fewer: it must see the same failure, and decimal.js takes its time. */
const BEYOND = { first: 2, again: -1 };

/** Members of a path: so many at least, as the error of an extrapolation leaves one out, and so many at most. */
export const MEMBERS: { readonly least: number; readonly most: number } = { least: LEAST_MEMBERS + 2, most: 11 };

/** Digits that the weights of a member are known to. */
const OF_A_MEMBER = 22;

export interface Along {
  readonly file: FormulaFile;
  readonly formula: Formula;
  readonly effort: Effort;
  /** Norms of what limits were taken of, at their first members: a limit that is zero is measured against it. */
  readonly sizes: Decimal[];
  /** What the members of the outermost paths were: "lambda = 8, 16, …, 2048". */
  readonly members: Set<string>;
}

/** There is no limit; the reason is a sentence. */
export class NoLimit extends Error {}

/** What the budget does not reach. */
export class OutOfReach extends DloError {}

/**
 * Judges an equation or inequality about limits along a path: the two sides, their limits being extrapolated, are compared to TREND_DIGITS digits. One
 * whose changes do not fall along the path has no limit, and what is said of it fails. Undecided where so many digits have not settled when the
 * members that can be afforded are used up.
 */
export function judgeAlong(subject: Subject, given: Case, effort: Effort): Judgement {
  const quantity = 'left and right side';
  const { file, formula, relation } = subject;
  const along: Along = { file, formula, effort, sizes: [], members: new Set() };
  const [left, right] = formula.definitions.slice(-2).map(({ node }) => node) as [FormulaNode, FormulaNode];
  const at = endOf([left, right]);
  try {
    const parts = [partOf(along, left, given), partOf(along, right, given)];
    const field = decimalField(40);
    const values = parts.map(({ value }) => toMatrix(field, value).map(field.cross));
    const isBesideZero = values.some(({ data }) => data.every(entry => entry.isZero()));
    const ofCase = isBesideZero ? sizeOnCase(subject, given, effort) : undefined;
    const sizes = [...values.map(normOf), ...along.sizes, ...(ofCase ? [ofCase] : [])];
    const size = sizes.reduce((a, b) => (b.greaterThan(a) ? b : a));
    const logSize = size.isZero() ? 0 : log10(size);
    const digits = Math.min(effort.digits, TREND_DIGITS);
    const [stated, truth] = values.map((value, k) => ({
      value,
      digits: Math.min(OF_A_MEMBER, logSize - parts[k]!.logError),
    }));
    const wanted = { ...effort, digits };
    const judgement =
      relation !== undefined && relation !== '=='
        ? judgeInequality(relation, { left: stated!, right: truth!, size, isExact: false }, wanted)
        : compare(
            [{ quantity, stated: stated!, truth: answerBesideNearest(file.upTo, stated!, truth!, wanted), size }],
            wanted,
          );
    const members = [...along.members].join('; ');
    const reason =
      judgement.outcome === 'undecided'
        ? `${judgement.reason} of ${digits} asked for, at ${members}`
        : `extrapolated from ${members}`;
    return { ...judgement, sides: sidesUpTo(file.upTo), ...(at && { at }), final: true, reason };
  } catch (error) {
    if (error instanceof NoLimit)
      return { ...failure(quantity, error.message), logResidual: 0, unmeasured: true, ...(at && { at }) };
    if (error instanceof OutOfReach) return { ...undecided(quantity, error.message), final: true };
    throw error;
  }
}

/** Beside zero the sides themselves are no measure, nor is what has died out: it is what they are made of, on the case itself. */
function sizeOnCase(subject: Subject, given: Case, effort: Effort): Decimal | undefined {
  const weights = weightsFor(given, { ...effort, digits: OF_A_MEMBER, working: OF_A_MEMBER + 10 });
  const symbols = (field: DecimalField): Bindings<Decimal> =>
    bindCase(jacobiSystem(field), subject.file, given, weights);
  try {
    return sizeOfEquation(subject, decimalValues(subject, given, OF_A_MEMBER + 10, weights), symbols);
  } catch (error) {
    // It need not have a value there.
    if (error instanceof DloError) return undefined;
    throw error;
  }
}

/** What the first limit goes to. */
function endOf(sides: readonly FormulaNode[]): Judgement['at'] {
  const [limit] = sides.flatMap(outerLimits);
  if (limit === undefined) return undefined;
  const [going, end] = limit.args.map(nodeText);
  return { name: `${going} →`, value: end!.replace('Inf', '∞') };
}

/** Where the true weights of a case come from. */
type WeightsOf = (given: Case, effort: Effort) => TrueWeights;

/** The value of an expression on a case, of its limits too. */
export function partOf(along: Along, node: FormulaNode, given: Case, weightsOf?: WeightsOf): Part {
  const { file, formula } = along;
  const limits = new Map<FormulaNode, string>();
  const known = new Map<string, Part>();
  for (const limit of outerLimits(node)) {
    const name = `limit ${limits.size + 1}`;
    limits.set(limit, name);
    known.set(name, limitOf(along, limit, given));
  }
  const plain = withNames(limits, node);
  const definitions = [...definitionsFor(formula, namesIn(plain)), { name: undefined, node: plain, place: node.place }];
  const whole: Formula = { ...formula, definitions };
  const effort: Effort = { ...along.effort, digits: OF_A_MEMBER, working: OF_A_MEMBER + 10 };
  const weights = weightsOf?.(given, effort) ?? weightsWithin({ file, formula: whole }, given, effort);
  const evaluated = (digits: number, isRough: boolean): Value<Decimal> => {
    const inDigits = decimalField(digits);
    const system = jacobiSystem(inDigits);
    const bound = bindCase(
      system,
      file,
      given,
      isRough && weights !== undefined ? rounded({ ...weights, digits: weights.digits - 2 }) : weights,
    );
    const limitsToo: Bindings<Decimal> = {
      ...bound,
      get: name => {
        const part = known.get(name);
        return part === undefined
          ? bound.get(name)
          : partIn(inDigits, isRough ? { ...part, value: roundedPart(part) } : part);
      },
    };
    return evaluate(whole, system, limitsToo);
  };
  const [fine, rough] = [evaluated(OF_A_MEMBER + 20, false), evaluated(OF_A_MEMBER + 10, true)];
  const field = decimalField(OF_A_MEMBER + 25);
  const [a, b] = [fine, rough].map(value => toMatrix(field, value).map(field.cross)) as [
    Matrix<Decimal>,
    Matrix<Decimal>,
  ];
  const off = normOf(subtract(field, a, b));
  const size = normOf(a);
  const floor = (size.isZero() ? 0 : log10(size)) - OF_A_MEMBER;
  return { value: fine, logError: Math.max(off.isZero() ? Number.NEGATIVE_INFINITY : log10(off), floor) };
}

function withNames(names: ReadonlyMap<FormulaNode, string>, node: FormulaNode): FormulaNode {
  const name = names.get(node);
  if (name !== undefined) return { kind: 'name', name, place: node.place };
  return withChildren(
    node,
    children(node).map(part => withNames(names, part)),
  );
}

function limitOf(along: Along, limit: CallNode, given: Case): Part {
  const body = limit.args[2]!;
  if (isLimitInTime(limit)) return endOfTraining(along, body, given);
  const end = nodeText(limit.args[1]!);
  const { parameter } = along.file.path!;
  const steps = sequence(along, parameter, end === '0' ? 'falls' : 'grows', given, member =>
    partOf(along, body, member),
  );
  let [found, isScalar]: [Extrapolated | undefined, boolean] = [undefined, false];
  const parts: Matrix<Decimal>[] = [];
  let noise = Number.NEGATIVE_INFINITY;
  const ats: string[] = [];
  const field = decimalField(OF_A_MEMBER + 20);
  const wanted = TREND_DIGITS + (along.effort.again ? BEYOND.again : BEYOND.first);
  for (const { part, at } of steps) {
    isScalar = part.value.kind === 'scalar';
    parts.push(toMatrix(field, part.value).map(field.cross));
    noise = Math.max(noise, part.logError);
    ats.push(shown(at));
    if (parts.length < MEMBERS.least) continue;
    found = extrapolate(parts, noise);
    const size = [normOf(found.value), normOf(parts[0]!)].reduce((a, b) => (a.greaterThan(b) ? a : b));
    if (!found.grows && (size.isZero() || found.logError <= log10(size) - wanted)) break;
  }
  const members = `${parameter} = ${ats.slice(0, 2).join(', ')}, …, ${ats.at(-1)}`;
  if (found === undefined)
    throw new OutOfReach('PRECISION', 'limit', `must reach ${MEMBERS.least} members along ${parameter}`, parts.length);
  if (found.grows) throw new NoLimit(`${nodeText(body)} has no limit: its changes do not fall along ${members}`);
  along.members.add(members);
  along.sizes.push(normOf(parts[0]!));
  return { value: isScalar ? scalarValue(found.value.data[0]!) : matrixValue(found.value), logError: found.logError };
}

/** Six digits, or a fraction of powers of two. */
function shown(at: Rational): string {
  const text = at.toString();
  return text.length <= 12 ? text : String(Number(at.toNumber().toPrecision(6)));
}

/** What an expression comes to on the members of a path, one after the other, as far as the oracle reaches. */
export function* sequence<P extends Part>(
  { file }: Along,
  parameter: OrderParameter,
  direction: Direction,
  given: Case,
  partAt: (member: Case) => P,
): Generator<{ readonly part: P; readonly at: Rational; readonly member: Case }> {
  for (let k = 0; k < MEMBERS.most; k++) {
    const { given: member, at } = memberOf(parameter, file.path, direction, given, k);
    try {
      yield { part: partAt(member), at, member };
    } catch (error) {
      // Beyond it the flow is too stiff, or too slow, for the oracle.
      if (error instanceof DloError && error.code === 'PRECISION') return;
      throw error;
    }
  }
}

function endOfTraining(along: Along, body: FormulaNode, given: Case): Part {
  let part: Part | undefined;
  // What is made of QQᵀ alone can be asked of its flow, where there is one: late in training, and beside a saddle, it is far quicker.
  const { formula } = along;
  const definitions = [...definitionsFor(formula, namesIn(body)), { name: undefined, node: body, place: body.place }];
  const isOfCorrelation = hasRiccatiFlow(given) && ignoresHiddenTurns({ ...formula, definitions }, 1);
  const weightsOf = isOfCorrelation ? weightsOfCorrelation : undefined;
  const lateAt = (then: Case, wanted: Effort): Late => {
    part = partOf(along, body, then, weightsOf);
    const field = decimalField(40);
    const value = toMatrix(field, part.value).map(field.cross);
    const weights = (weightsOf ?? weightsFor)(then, { ...wanted, digits: OF_A_MEMBER, working: OF_A_MEMBER + 10 });
    // Of the layers the norms alone are known where they come from QQᵀ: a turn of the hidden units is open.
    const settling = isOfCorrelation ? [correlationOfWeights(OF_A_MEMBER + 10, weights)] : [weights.W1, weights.W2];
    const norms = [value, ...[weights.W1, weights.W2]].map(normOf);
    const size = norms.reduce((a, b) => (a.greaterThan(b) ? a : b));
    const certain = (size.isZero() ? 0 : log10(size)) - part.logError;
    return { values: [value], size, certain, weights: settling };
  };
  // At a second look too no more is asked than the members of a path are known to.
  const { again: _, ...effort } = along.effort;
  const { late, settled } = atTheEnd(given, limitEffort(effort), lateAt);
  const logSize = late.size.isZero() ? 0 : log10(late.size);
  return { value: part!.value, logError: logSize - settled };
}

/** How near a measured exponent must come to the one that is stated, and how far off one is refuted. */
const [MET, MISSED] = [0.05, 0.25];

/**
 * Judges A == B + O(g): the exponents with which ‖A − B‖ and |g| fall along the path are measured between its last members (trend.ts). It holds where
 * A − B falls as fast as g, to MET, or is zero to all digits, and fails where it falls slower by MISSED or more; between these, a factor of a
 * logarithm for instance, it is undecided.
 */
export function judgeOrder(
  subject: Subject,
  remainder: FormulaNode,
  parameter: OrderParameter,
  given: Case,
  effort: Effort,
): Judgement {
  const { file, formula } = subject;
  const along: Along = { file, formula, effort, sizes: [], members: new Set() };
  const { node: left, place } = formula.definitions.at(-2)!;
  const { node: right } = formula.definitions.at(-1)!;
  const rest: FormulaNode = { kind: 'binary', op: '-', left, right, place };
  const direction = directionOf(along, remainder, parameter, given);
  if (direction === undefined)
    return {
      ...failure('remainder', `${nodeText(remainder)} must vanish along ${parameter}`),
      logResidual: 0,
      unmeasured: true,
    };
  const [rests, orders]: [Member[], Member[]] = [[], []];
  const values: Decimal[] = [];
  const ats: string[] = [];
  let isZero = true;
  for (const { part, at, member } of sequence(along, parameter, direction, given, one => partOf(along, rest, one))) {
    const field = decimalField(40);
    const size = normOf(toMatrix(field, part.value));
    const bound = normOf(toMatrix(field, partOf(along, remainder, member).value));
    ats.push(shown(at));
    values.push(size);
    const logX = Math.log10(Math.abs(at.toNumber()));
    const isSeen = !size.isZero() && log10(size) > part.logError + 3;
    if (isSeen) isZero = false;
    // Below that it is rounding.
    if (!isSeen && rests.length > 0) break;
    if (!isSeen || bound.isZero()) continue;
    rests.push({ logX: direction === 'grows' ? logX : -logX, logY: log10(size) });
    orders.push({ logX: direction === 'grows' ? logX : -logX, logY: log10(bound) });
  }
  const quantity = `remainder at ${parameter} = ${ats.join(', ')}`;
  const common = {
    certain: OF_A_MEMBER,
    quantity,
    final: true as const,
    unmeasured: true as const,
    truth: new Matrix(1, values.length, values),
  };
  if (isZero && values.length >= MEMBERS.least)
    return {
      ...common,
      outcome: 'held',
      logResidual: Number.NEGATIVE_INFINITY,
      reason: 'the remainder is zero to all digits',
    };
  if (rests.length < LEAST_MEMBERS)
    return {
      ...undecided(quantity, `only ${rests.length} members are within reach, and a trend needs ${LEAST_MEMBERS}`),
      final: true,
    };
  const [law, wanted] = [lawOf(rests, 12), lawOf(orders, 12)];
  const short = wanted.order.value - law.order.value;
  const doubt = law.order.error + wanted.order.error;
  const reason = `the remainder falls like ${parameter}^${direction === 'grows' ? '−' : ''}p, ${lawInWords(law)}; the statement asks for p = ${Number(wanted.order.value.toFixed(2))}`;
  if (short <= MET && doubt <= MET)
    return { ...common, outcome: 'held', logResidual: Number.NEGATIVE_INFINITY, law, reason };
  if (short - doubt >= MISSED) return { ...common, outcome: 'failed', logResidual: 0, law, reason };
  return { ...undecided(quantity, reason), final: true, law };
}

/** A remainder is spoken of where its order vanishes: 1/λ at infinity, the scale at zero. */
export function directionOf(
  along: Along,
  remainder: FormulaNode,
  parameter: OrderParameter,
  given: Case,
): Direction | undefined {
  const sizeAt = (direction: Direction, k: number): Decimal => {
    const { given: member } = memberOf(parameter, along.file.path, direction, given, k);
    return normOf(toMatrix(decimalField(40), partOf(along, remainder, member).value));
  };
  const falls = (direction: Direction): boolean => sizeAt(direction, 9).lessThan(sizeAt(direction, 5).times('0.9'));
  if (falls('grows')) return 'grows';
  return parameter !== 't' && falls('falls') ? 'falls' : undefined;
}
