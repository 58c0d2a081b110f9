import { nodeText } from '../formula/nodeText.ts';
import type { OverTimeNode } from '../formula/overTime.ts';
import type { RelationNode } from '../formula/tree.ts';
import { scalarValue, toMatrix } from '../formula/value.ts';
import { approachOf } from '../judge/approach.ts';
import { isFlowCase } from '../judge/case.ts';
import { SlowApproach } from '../judge/limit.ts';
import { rateOf } from '../judge/regime.ts';
import { hasRiccatiFlow } from '../judge/weightsOfCorrelation.ts';
import { log10 } from '../numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { Rational } from '../numbers/rational.ts';
import type { AlongFlow } from './alongFlow.ts';
import { exactly } from './exactly.ts';
import type { Part } from './part.ts';

// The first time at which a comparison is so is a zero of its gap, the distance of its sides that is above 0 before. It is looked for among samples, each time
// 2^(1/4) times the one before, and between those where the gap is least; then the zero is enclosed and refined in the oracle's digits. That no
// earlier one lies between two samples is not proved: the gap would have to fall to 0 and rise again without a sample that is less than those beside it,
// within a fifth of the time that has passed, or within a twenty-thousandth of it where it is least.

/** The first sample beside 0, and the last of each look, in units of the flow's fastest time. */
const [EARLIEST, LOOKS] = [2 ** -6, [2 ** 6, 2 ** 10, 2 ** 14]] as const;

/** Samples for twice the time, and between two of them where the gap is least. */
const [PER_OCTAVE, WITHIN] = [4, 16];

/** Times that a gap that is least is looked at more closely, and that a zero is enclosed anew. */
const [CLOSER, MOST_ROUNDS] = [4, 16];

/** Points of each enclosure. */
const POINTS = 9;

/** So little, relative to its sides, is a gap of which nothing is known, and a change of weights that have come to rest. */
const [OPEN, RESTING] = [5, 8];

interface Sample {
  readonly time: Rational;
  /** Above 0 where the comparison is not so. */
  readonly gap: Decimal;
  readonly size: Decimal;
}

/**
 * The first time t ≥ 0 at which A <= B (or >=, ==), and how far it may be off. Has no value (a FormulaError SINGULAR) where the flow, of balanced weights,
 * has come to its end without it; where that is not known, or both sides meet without a crossing, it is left open (SlowApproach).
 */
export function firstTime(flow: AlongFlow, node: OverTimeNode): Part {
  const relation = node.args[0] as RelationNode;
  const text = nodeText(node);
  const samplesAt = samplerOf(flow, relation);
  const start = samplesAt([Rational.ZERO])[0]!;
  if (isOpen(flow, start) || start.gap.isNegative())
    return { value: scalarValue(start.gap.times(0)), logError: Number.NEGATIVE_INFINITY };
  const unit = unitOf(flow);
  let [seen, from] = [[start], EARLIEST];
  for (const to of LOOKS) {
    const count = Math.round(Math.log2(to / from) * PER_OCTAVE);
    const units = Array.from({ length: count }, (_, k) => from * 2 ** (k / PER_OCTAVE));
    seen = [...seen, ...samplesAt(units.map(one => unit.mul(Rational.of(one))))];
    const crossed = firstCrossing(flow, samplesAt, seen);
    if (crossed !== undefined) return refined(flow, samplesAt, crossed, text);
    from = to;
    if (hasEnded(flow, seen))
      throw flow.refuse(node, `must happen along the flow, which ends without it: ${text} has no value`, 'none');
  }
  throw new SlowApproach(
    'PRECISION',
    text,
    `must be seen, or the flow be at its end, by ${LOOKS.at(-1)} of its fastest times`,
    'neither',
  );
}

function samplerOf(flow: AlongFlow, { op, left, right }: RelationNode): (times: readonly Rational[]) => Sample[] {
  const field = decimalField(flow.digits + 20);
  const gapOf = (a: Decimal, b: Decimal): Decimal => (op === '>=' ? b.minus(a) : a.minus(b));
  let sign: number | undefined = op === '==' ? undefined : 1;
  return times => {
    const values = flow.valuesAt([left, right], times);
    return values.map((sides, k) => {
      const [a, b] = sides.map(side => field.cross(toMatrix(field, side).data[0]!)) as [Decimal, Decimal];
      const gap = gapOf(a, b);
      // Of an equation the gap is the distance on the side on which it starts.
      sign ??= gap.isNegative() ? -1 : 1;
      return { time: times[k]!, gap: gap.times(sign), size: a.abs().greaterThan(b.abs()) ? a.abs() : b.abs() };
    });
  };
}

/** Whether a gap is too small, for its sides, for its sign to be known. */
function isOpen({ digits }: AlongFlow, { gap, size }: Sample): boolean {
  return gap.isZero() || log10(gap.abs()) < log10(size) - digits + OPEN;
}

function unitOf({ given }: AlongFlow): Rational {
  if (!isFlowCase(given)) return given.problem.tau.div(rateOf(given.problem, given.lambda));
  // A product of all layers but one, and the task: about the fastest rate of layers of any depth.
  const { flow } = given;
  const size = (entries: readonly Rational[]): number =>
    Math.sqrt(entries.reduce((sum, x) => sum + x.toNumber() ** 2, 0));
  const largest = Math.max(
    ...flow.layers.map(({ data }) => size(data)),
    size(flow.sigmaYX.data) ** (1 / flow.layers.length),
  );
  const rate = largest ** (2 * flow.layers.length - 2) + (flow.decay?.toNumber() ?? 0);
  return rate > 0 ? flow.tau.div(Rational.of(rate)) : flow.tau;
}

/** The last sample before the first crossing and the first behind it; between samples it is looked for where the gap is least. */
function firstCrossing(
  flow: AlongFlow,
  samplesAt: (times: readonly Rational[]) => Sample[],
  samples: readonly Sample[],
  closer = CLOSER,
): [Sample, Sample] | undefined {
  const at = samples.findIndex(({ gap }, k) => k > 0 && (gap.isNegative() || gap.isZero()));
  const before = at < 0 ? samples : samples.slice(0, at);
  if (closer > 0) {
    for (const [k, { gap }] of before.entries()) {
      const [last, next] = [before[k - 1], before[k + 1]];
      if (last === undefined || next === undefined || !gap.lessThan(last.gap) || gap.greaterThan(next.gap)) continue;
      const step = next.time.sub(last.time).div(Rational.of(WITHIN));
      const times = Array.from({ length: WITHIN - 1 }, (_, i) => last.time.add(step.mul(Rational.of(i + 1))));
      const found = firstCrossing(flow, samplesAt, [last, ...samplesAt(times), next], closer - 1);
      if (found !== undefined) return found;
    }
  }
  return at < 0 ? undefined : [samples[at - 1]!, samples[at]!];
}

/** Points of the gap about its zero, by inverse interpolation ever nearer to it. */
function refined(
  flow: AlongFlow,
  samplesAt: (times: readonly Rational[]) => Sample[],
  [before, behind]: [Sample, Sample],
  text: string,
): Part {
  const { digits } = flow;
  const field = decimalField(digits + 20);
  const tolerance = field.parse(`1e-${digits + 1}`);
  let [low, high] = [before, behind];
  let around: [Decimal, Decimal] = [field.of(low.time), field.of(high.time)];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const inner = between(field.add, around, POINTS).map(time =>
      exactly(field.cross(time).toSignificantDigits(digits + 15)),
    );
    const times = inner.filter(time => time.compare(low.time) > 0 && time.compare(high.time) < 0);
    const samples = [low, ...(times.length === 0 ? [] : samplesAt(distinct(times))), high];
    const found = zeroOf(samples, digits + 40);
    const at = samples.findIndex(({ gap }, k) => k > 0 && (gap.isNegative() || gap.isZero()));
    [low, high] = [samples[at - 1]!, samples[at]!];
    const [from, to] = [field.of(low.time), field.of(high.time)];
    const inside = found !== undefined && !found.zero.lessThan(from) && !found.zero.greaterThan(to);
    const [zero, off] = inside ? [found.zero, found.off] : [from.plus(to).div(2), to.minus(from).div(2)];
    if (off.lessThanOrEqualTo(zero.times(tolerance)) || high.gap.isZero()) {
      const root = high.gap.isZero() ? to : zero;
      return { value: scalarValue(root), logError: errorOf(flow, samplesAt, root, [low, high], off) };
    }
    const reach = off.times(4);
    const [a, b] = [zero.minus(reach), zero.plus(reach)];
    around = [a.lessThan(from) ? from : a, b.greaterThan(to) ? to : b];
  }
  throw new SlowApproach(
    'PRECISION',
    text,
    `must be found to ${digits} digits`,
    `between ${low.time.toNumber()} and ${high.time.toNumber()}`,
  );
}

/** How far a zero may be off: what is left of its enclosure, and how long the gap takes to change by its own error. */
function errorOf(
  flow: AlongFlow,
  samplesAt: (times: readonly Rational[]) => Sample[],
  root: Decimal,
  [low, high]: readonly [Sample, Sample],
  off: Decimal,
): number {
  const field = decimalField(flow.digits + 20);
  // Over a thousandth of the time the slope is seen well above all errors.
  const time = exactly(root);
  const step = time.sign() === 0 ? high.time.sub(low.time) : time.div(Rational.of(1000));
  const later = samplesAt([time, time.add(step)]);
  const slope = later[0]!.gap.minus(later[1]!.gap).abs().div(field.of(step));
  const noise = field.parse(`1e-${flow.digits}`).times(later[0]!.size);
  const total = off
    .plus(slope.isZero() ? root : noise.div(slope))
    .plus(field.parse(`1e-${flow.digits + 10}`).times(root));
  return total.isZero() ? Number.NEGATIVE_INFINITY : log10(total);
}

function between(
  add: (a: Decimal, b: Decimal) => Decimal,
  [from, to]: readonly [Decimal, Decimal],
  count: number,
): Decimal[] {
  return Array.from({ length: count }, (_, k) =>
    add(
      from,
      to
        .minus(from)
        .times(k + 1)
        .div(count + 1),
    ),
  );
}

function distinct(times: readonly Rational[]): Rational[] {
  return times.filter((time, k) => k === 0 || time.compare(times[k - 1]!) > 0);
}

/** Where the gap is zero by the polynomial of time in the gap through all points (Neville's scheme), and by how much the last point moves it. */
function zeroOf(
  samples: readonly Sample[],
  digits: number,
): { readonly zero: Decimal; readonly off: Decimal } | undefined {
  const falls = samples.every(({ gap }, k) => k === 0 || gap.lessThan(samples[k - 1]!.gap));
  if (!falls) return undefined;
  const field = decimalField(digits);
  // The nearest last: what they change says what is left.
  const near = [...samples].sort((a, b) => b.gap.abs().comparedTo(a.gap.abs()));
  const gaps = near.map(({ gap }) => field.cross(gap));
  let column = near.map(({ time }) => field.of(time));
  let before = column.at(-1)!;
  let off = field.zero;
  for (let order = 1; order < near.length; order++) {
    column = column.slice(0, -1).map((value, k) => {
      const [a, b] = [gaps[k]!, gaps[k + order]!];
      return value
        .times(b)
        .minus(column[k + 1]!.times(a))
        .div(b.minus(a));
    });
    const last = column.at(-1)!;
    off = last.minus(before).abs();
    before = last;
  }
  return { zero: before, off };
}

/** Whether a flow of balanced weights has come to its end: it has stopped, all that can grow has had the time to, and the gap stays open. */
function hasEnded(flow: AlongFlow, samples: readonly Sample[]): boolean {
  const { given } = flow;
  if (isFlowCase(given) || !hasRiccatiFlow(given)) return false;
  const last = samples.at(-1)!;
  const half = samples.at(-1 - PER_OCTAVE)!;
  const { growth } = approachOf(given.problem, given.lambda);
  const grown = growth * last.time.div(given.problem.tau).toNumber() * Math.LOG10E;
  if (grown < 2 * RESTING) return false;
  const [before, now] = flow.weightsAt([half.time, last.time]) as [readonly Decimal[], readonly Decimal[]];
  const size = Math.max(...now.map(entry => Math.abs(entry.toNumber())));
  const moved = Math.max(...now.map((entry, k) => Math.abs(entry.minus(before[k]!).toNumber())));
  const isStill = moved <= size * 10 ** -RESTING;
  const change = last.gap.minus(half.gap).abs();
  const staysOpen =
    last.gap.greaterThan(change.times(10 ** 3)) && last.gap.greaterThan(last.size.times(10 ** -RESTING));
  return isStill && staysOpen;
}
