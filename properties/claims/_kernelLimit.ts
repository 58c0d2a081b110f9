import { log10 } from '../../oracles/agreement.ts';
import type { Arithmetic } from '../../oracles/arithmetic.ts';
import { type Decimal, type DecimalField, decimalField } from '../../oracles/decimalField.ts';
import { riccatiFlow } from '../../oracles/riccatiFlow.ts';
import { type Blocks, blocksOf, blocksOfQqt } from '../../src/network/observables/blocks.ts';
import { kernelDistanceFromBlocks } from '../../src/network/observables/kernelDistance.ts';
import { convert, innerProduct, multiply, squaredNorm, subtract, trace } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { svd } from '../../src/numbers/svd.ts';
import { familyMember } from '../arbitraries/lambdaFamilyArbitrary.ts';
import type { Case } from '../case.ts';
import { caseHash } from '../caseJson.ts';
import type { Judge, Judgement, Reading } from '../claim.ts';
import { AT_THE_END } from '../instant.ts';
import { limitOfFlow } from '../limit.ts';
import { remember } from '../remember.ts';

// A limit in λ is judged on three members of a family of starts (λ = ±μ²): the order p of the change between the last two,
// y ~ |λ|^−p, tells a quantity that vanishes (p > 0.75; theory has 1, 2 or more) from one that stays (p < 0.5). Between the two nothing is decided.
// A small limit shows late beside what falls away. Where theory names a part of y that is all that can stay, its `floor`, that
// part is measured with each member and its own order decides: it has none of what falls away beside it.

type Quantity = (field: DecimalField, start: Blocks<Decimal>, later: Blocks<Decimal>, member: Case) => Decimal;

export interface KernelLimit {
  readonly quantity: string;
  readonly of: Quantity;
  /** `end`: t → ∞ first, then |λ| → ∞; `fixed`: |λ| → ∞ at the time of the case. */
  readonly when: 'end' | 'fixed';
  /** The μ of the three members, λ = ±μ². */
  readonly mus: readonly [number, number, number];
  /** The part of the quantity that alone can stay. */
  readonly floor?: Quantity;
}

/** The kernel distance of domine2025, B.4, white inputs. */
export const kernelDistance: Quantity = (field, start, later) => kernelDistanceFromBlocks(field, start, later);

/**
 * 1 − tr(P₀P)/Nh for the projectors onto the span of the larger layer (columns of W2 for λ > 0, rows of W1 for λ < 0), read
 * off its Gram matrix. What S tends to for |λ| → ∞: there the larger layer is √|λ| times an isometry.
 */
export const turnOfSpan: Quantity = (field, start, later, { problem, lambda }) => {
  const block = lambda.sign() > 0 ? 'gram2' : 'gram1';
  const Nh = problem.W1.rows;
  const [first, second] = [start[block], later[block]].map(gram => svd(field, gram).U.slice(0, gram.rows, 0, Nh));
  const overlap = squaredNorm(field, multiply(field, first!.transpose(), second!));
  return field.sub(field.one, field.div(overlap, field.of(Nh)));
};

/** ‖NTK(t) − NTK(0)‖_F for inputs X = I: Δ = I⊗ΔA + ΔB⊗I has ‖Δ‖² = No‖ΔA‖² + 2 trΔA trΔB + Ni‖ΔB‖². */
export const kernelChange: Quantity = (field, start, later) => {
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
  /** The quantity at the three members. */
  readonly values: readonly Decimal[];
  /** p in y ~ |λ|^−p between the second and third; Infinity where the third is zero. */
  readonly order: number;
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

export function trendOf(given: Case, limit: KernelLimit, arithmetic: Arithmetic = 'bigint'): Trend {
  const known = remembered.get(limit) ?? remember<Trend>(2000);
  remembered.set(limit, known);
  return known(`${caseHash(given)} ${arithmetic}`, () => computeTrend(given, limit, arithmetic));
}

function computeTrend(given: Case, limit: KernelLimit, arithmetic: Arithmetic): Trend {
  const field = decimalField(WORKING);
  const members = limit.mus.map(mu => {
    const member = familyMember(given, Rational.of(mu));
    const weights = { W1: convert(field, member.problem.W1), W2: convert(field, member.problem.W2) };
    const [start, end] = [blocksOf(field, weights), later(field, member, limit.when, arithmetic)];
    return { value: limit.of(field, start, end, member), floor: limit.floor?.(field, start, end, member) };
  });
  const values = members.map(({ value }) => value);
  const floors = members.flatMap(({ floor }) => (floor === undefined ? [] : [floor]));
  return {
    values,
    order: orderOf(field, values, limit, '1e-30'),
    ...(floors.length > 0 && { orderOfFloor: orderOf(field, floors, limit, SETTLED_TURN) }),
  };
}

/** p in y ~ |λ|^−p between the last two values. */
function orderOf(field: DecimalField, values: readonly Decimal[], { mus }: KernelLimit, negligible: string): number {
  const [, second, third] = values as [Decimal, Decimal, Decimal];
  if (field.compare(third, field.parse(negligible)) < 0) return Number.POSITIVE_INFINITY;
  return (log10(second) - log10(third)) / (2 * Math.log10(mus[2] / mus[1]));
}

function later(field: DecimalField, member: Case, when: KernelLimit['when'], arithmetic: Arithmetic): Blocks<Decimal> {
  if (when === 'end') {
    const { W1W1, W2W1, W2W2 } = limitOfFlow(member, { digits: LIMIT_DIGITS_OF_TRENDS, working: WORKING, arithmetic });
    return { gram1: W1W1.value.map(field.cross), map: W2W1.value.map(field.cross), gram2: W2W2.value.map(field.cross) };
  }
  const [answer] = riccatiFlow(member.problem, [member.time], { digits: 30, arithmetic });
  return blocksOfQqt(answer!.QQ.map(field.cross), member.problem.W1.cols);
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
  return (given, { arithmetic }) => {
    const trend = trendOf(given, limit, arithmetic);
    const falls = trend.order >= leastOrder && staysAway(trend) !== true;
    const fallsShort = trend.order < Math.max(STAYS, leastOrder - VANISHES) || staysAway(trend) === true;
    const outcome = falls ? 'held' : fallsShort ? 'failed' : 'undecided';
    return judgement(outcome, trend, limit, given, 'it tends to 0');
  };
}

/** Holds where the quantity stays away from zero as |λ| grows. */
export function stays(limit: KernelLimit): Judge {
  return (given, { arithmetic }) => {
    const trend = trendOf(given, limit, arithmetic);
    const stayed = staysAway(trend);
    const outcome = stayed === undefined ? 'undecided' : stayed ? 'held' : 'failed';
    return judgement(outcome, trend, limit, given, 'it stays away from 0');
  };
}

function judgement(
  outcome: Judgement['outcome'],
  { values, order }: Trend,
  limit: KernelLimit,
  given: Case,
  stated: string,
): Judgement {
  const lambdas = limit.mus.map(mu => `${given.lambda.sign() < 0 ? '−' : ''}${mu * mu}`).join(', ');
  const order1 = Number.isFinite(order) ? order.toFixed(2) : '∞';
  return {
    outcome,
    // How far from what is stated: the value at the largest |λ|, as a fraction of 1.
    logResidual: outcome === 'held' ? Number.NEGATIVE_INFINITY : 0,
    certain: LIMIT_DIGITS_OF_TRENDS,
    final: true,
    quantity: `${limit.quantity} at λ = ${lambdas}`,
    truth: new Matrix(1, values.length, values),
    ...(limit.when === 'end' && { at: AT_THE_END }),
    reason: `the statement is that ${stated}; measured: |λ|^−${order1}`,
  };
}

/** A sentence with the smallest and largest order in λ that the judged cases showed. */
export function measuredOrders(limit: KernelLimit): NonNullable<Reading['measured']> {
  return (judged, arithmetic) => {
    const orders = judged
      .map(given => trendOf(given, limit, arithmetic).order)
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
    if (orders.length === 0) return `${limit.quantity} is zero on every case.`;
    const at = (part: number): string => orders[Math.floor(part * (orders.length - 1))]!.toFixed(2);
    return `${limit.quantity} ~ |λ|^−p with p from ${at(0)} to ${at(1)}, median ${at(0.5)} (last two of λ = μ², μ = ${limit.mus.join(', ')}).`;
  };
}
