import type { Case } from '../../src/judge/case.ts';
import { caseHash } from '../../src/judge/caseJson.ts';
import type { Judge, Judgement, Reading } from '../../src/judge/claim.ts';
import { AT_START, AT_THE_END } from '../../src/judge/instant.ts';
import { limitOfFlow } from '../../src/judge/limit.ts';
import type { Look } from '../../src/judge/look.ts';
import { remember } from '../../src/judge/remember.ts';
import { type Law, lawInWords, lawOf, trendRecord } from '../../src/judge/trend.ts';
import { fixedDigits, trueCorrelation } from '../../src/judge/truth.ts';
import { type Blocks, blocksOf, blocksOfQqt } from '../../src/network/observables/blocks.ts';
import { kernelDistanceFromBlocks } from '../../src/network/observables/kernelDistance.ts';
import { log10 } from '../../src/numbers/decimal/agreement.ts';
import { type Decimal, type DecimalField, decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { convert, innerProduct, multiply, squaredNorm, subtract, trace } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { svd } from '../../src/numbers/svd.ts';
import { familyMember } from '../arbitraries/lambdaFamilyArbitrary.ts';

// A limit in λ is judged on five members of a family of starts (λ = ±μ²): the order p of the change between the last two,
// y ~ c·|λ|^−p, tells a quantity that vanishes (p > 0.75; theory has 1, 2 or more) from one that stays (p < 0.5). Between the two nothing is decided.
// A small limit shows late beside what falls away. Where theory names a part of y that is all that can stay, its `floor`, that
// part is measured with each member and its own order decides: it has none of what falls away beside it.

export type KernelQuantity = (
  field: DecimalField,
  start: Blocks<Decimal>,
  later: Blocks<Decimal>,
  member: Case,
) => Decimal;

export interface KernelLimit {
  readonly quantity: string;
  readonly of: KernelQuantity;
  /**
   * `start`: of the state itself, no time passes; `end`: t → ∞ first, then |λ| → ∞; `fixed`: |λ| → ∞ at the time of the case; `scaled`: at that
   * time over |λ|, so that |λ|t keeps its value.
   */
  readonly when: 'start' | 'end' | 'fixed' | 'scaled';
  /** The μ of the members, λ = ±μ². */
  readonly mus: readonly number[];
  /** The part of the quantity that alone can stay. */
  readonly floor?: KernelQuantity;
}

/** The kernel distance of domine2025, B.4, white inputs. */
export const kernelDistance: KernelQuantity = (field, start, later) => kernelDistanceFromBlocks(field, start, later);

/**
 * 1 − tr(P₀P)/Nh for the projectors onto the span of the larger layer (columns of W2 for λ > 0, rows of W1 for λ < 0), read
 * off its Gram matrix. What S tends to for |λ| → ∞: there the larger layer is √|λ| times an isometry.
 */
export const turnOfSpan: KernelQuantity = (field, start, later, { problem, lambda }) => {
  const block = lambda.sign() > 0 ? 'gram2' : 'gram1';
  const Nh = problem.W1.rows;
  const [first, second] = [start[block], later[block]].map(gram => svd(field, gram).U.slice(0, gram.rows, 0, Nh));
  const overlap = squaredNorm(field, multiply(field, first!.transpose(), second!));
  return field.sub(field.one, field.div(overlap, field.of(Nh)));
};

/** ‖NTK(t) − NTK(0)‖_F for inputs X = I: Δ = I⊗ΔA + ΔB⊗I has ‖Δ‖² = No‖ΔA‖² + 2 trΔA trΔB + Ni‖ΔB‖². */
export const kernelChange: KernelQuantity = (field, start, later) => {
  const dA = subtract(field, later.gram1, start.gram1);
  const dB = subtract(field, later.gram2, start.gram2);
  const cross = field.mul(field.of(2), field.mul(trace(field, dA), trace(field, dB)));
  const squares = field.add(
    field.mul(field.of(dB.rows), squaredNorm(field, dA)),
    field.mul(field.of(dA.rows), innerProduct(field, dB, dB)),
  );
  return field.sqrt(field.add(squares, cross));
};

export interface Trend {
  /** The quantity at the members. */
  readonly values: readonly Decimal[];
  /** p in y ~ |λ|^−p between the last two; Infinity where the last is zero. */
  readonly order: number;
  /** Where the last two are not zero. */
  readonly law?: Law;
  /** The order of the floor; Infinity where it is zero. */
  readonly orderOfFloor?: number;
}

const WORKING = 40;

/** A trend over powers of λ needs few digits of each member; more of them would cost long times of slowly turning spans. */
const LIMIT_DIGITS_OF_TRENDS = 3;

/** sin² of an angle that is zero to those digits. */
const SETTLED_TURN = '1e-6';

/** Judges, mutants and what is measured ask for the same trends. */
const remembered = new WeakMap<KernelLimit, ReturnType<typeof remember<Trend>>>();

export function trendOf(given: Case, limit: KernelLimit, look: Look): Trend {
  const known = remembered.get(limit) ?? remember<Trend>(2000);
  remembered.set(limit, known);
  const { again = false } = look;
  return known(look, `${caseHash(given)} ${again}`, heard => computeTrend(given, limit, heard));
}

function computeTrend(given: Case, limit: KernelLimit, look: Look): Trend {
  const field = decimalField(fixedDigits(WORKING, look));
  const members = limit.mus.map(mu => {
    const member = familyMember(given, Rational.of(mu));
    const weights = { W1: convert(field, member.problem.W1), W2: convert(field, member.problem.W2) };
    const start = blocksOf(field, weights);
    const end = limit.when === 'start' ? start : later(field, member, limit.when, look);
    return { value: limit.of(field, start, end, member), floor: limit.floor?.(field, start, end, member) };
  });
  const values = members.map(({ value }) => value);
  const floors = members.flatMap(({ floor }) => (floor === undefined ? [] : [floor]));
  const order = orderOf(field, values, limit, '1e-30');
  const isSeen = values.every(value => !value.isZero());
  return {
    values,
    order,
    ...(Number.isFinite(order) && isSeen && { law: lawOfValues(values, limit) }),
    ...(floors.length > 0 && { orderOfFloor: orderOf(field, floors, limit, SETTLED_TURN) }),
  };
}

/** p in y ~ |λ|^−p between the last two values. */
function orderOf(field: DecimalField, values: readonly Decimal[], { mus }: KernelLimit, negligible: string): number {
  const [before, last] = values.slice(-2) as [Decimal, Decimal];
  if (field.compare(last, field.parse(negligible)) < 0) return Number.POSITIVE_INFINITY;
  const [muBefore, muLast] = mus.slice(-2) as [number, number];
  return (log10(before) - log10(last)) / (2 * Math.log10(muLast / muBefore));
}

function lawOfValues(values: readonly Decimal[], { mus }: KernelLimit): Law {
  const members = values.map((value, k) => ({ logX: 2 * Math.log10(mus[k]!), logY: log10(value.abs()) }));
  return lawOf(members, LIMIT_DIGITS_OF_TRENDS);
}

function later(
  field: DecimalField,
  member: Case,
  when: Exclude<KernelLimit['when'], 'start'>,
  look: Look,
): Blocks<Decimal> {
  if (when === 'end') {
    const digits = fixedDigits(LIMIT_DIGITS_OF_TRENDS, look);
    const { gram1, map, gram2 } = limitOfFlow(member, { ...look, digits, working: field.digits });
    return {
      gram1: gram1.value.map(field.cross),
      map: map.value.map(field.cross),
      gram2: gram2.value.map(field.cross),
    };
  }
  const time = when === 'scaled' ? member.time.div(member.lambda.abs()) : member.time;
  const { QQ } = trueCorrelation(member.problem, time, { digits: fixedDigits(30, look) }, look);
  return blocksOfQqt(QQ.map(field.cross), member.problem.W1.cols);
}

const VANISHES = 0.75;
const STAYS = 0.5;

/** Whether the quantity stays away from zero; undefined where that is not decided. */
function staysAway({ order, orderOfFloor = order }: Trend): boolean | undefined {
  if (orderOfFloor < STAYS) return true;
  return orderOfFloor > VANISHES && order > VANISHES ? false : undefined;
}

/** Holds where the quantity vanishes as |λ| grows; with a least order where one is stated. */
export function vanishes(limit: KernelLimit, leastOrder: number = VANISHES): Judge {
  return (given, effort) => {
    const trend = trendOf(given, limit, effort);
    const falls = trend.order >= leastOrder && staysAway(trend) !== true;
    const fallsShort = trend.order < Math.max(STAYS, leastOrder - VANISHES) || staysAway(trend) === true;
    const outcome = falls ? 'held' : fallsShort ? 'failed' : 'undecided';
    return judgement(outcome, trend, limit, given, 'it tends to 0');
  };
}

/** Holds where the quantity stays away from zero as |λ| grows. */
export function stays(limit: KernelLimit): Judge {
  return (given, effort) => {
    const trend = trendOf(given, limit, effort);
    const stayed = staysAway(trend);
    const outcome = stayed === undefined ? 'undecided' : stayed ? 'held' : 'failed';
    return judgement(outcome, trend, limit, given, 'it stays away from 0');
  };
}

function judgement(
  outcome: Judgement['outcome'],
  { values, order, law }: Trend,
  limit: KernelLimit,
  given: Case,
  stated: string,
): Judgement {
  const lambdas = limit.mus.map(mu => `${given.lambda.sign() < 0 ? '−' : ''}${mu * mu}`).join(', ');
  const measured =
    law === undefined ? `|λ|^−${Number.isFinite(order) ? order.toFixed(2) : '∞'}` : `c·|λ|^−p, ${lawInWords(law)}`;
  return {
    outcome,
    logResidual: outcome === 'held' ? Number.NEGATIVE_INFINITY : 0,
    unmeasured: true,
    certain: LIMIT_DIGITS_OF_TRENDS,
    final: true,
    quantity: `${limit.quantity} at λ = ${lambdas}`,
    truth: new Matrix(1, values.length, values),
    ...(limit.when === 'end' && { at: AT_THE_END }),
    ...(limit.when === 'start' && { at: AT_START }),
    reason: `the statement is that ${stated}; measured: ${measured}`,
  };
}

/** Evidence of a limit in λ: orders and constants over the cases that were judged. */
export function trendIn(limit: KernelLimit): Pick<Reading<Case>, 'evidence' | 'measured' | 'trend'> {
  const trend: NonNullable<Reading<Case>['trend']> = (judged, truth) => {
    const laws = judged.flatMap(given => trendOf(given, limit, { truth }).law ?? []);
    return trendRecord(`${limit.quantity} ~ c·|λ|^−p`, `λ = ±μ², μ = ${limit.mus.join(', ')}`, laws);
  };
  return {
    evidence: 'trend',
    trend,
    measured: (judged, truth) => {
      const found = trend(judged, truth);
      if (found === undefined) return `${limit.quantity} is zero on every case.`;
      const { order, constant, law, members } = found;
      return `${law} with p from ${order.least} to ${order.most}, median ${order.median}, known to ±${order.error} or better, and c from ${constant.least} to ${constant.most} (${members}).`;
    },
  };
}
