import type { OverTimeNode } from '../formula/overTime.ts';
import type { FormulaNode } from '../formula/tree.ts';
import { matrixValue, scalarValue, toMatrix } from '../formula/value.ts';
import { isFlowCase } from '../judge/case.ts';
import { rateOf } from '../judge/regime.ts';
import { log10Norm } from '../numbers/decimal/agreement.ts';
import { type Decimal, type DecimalField, decimalField } from '../numbers/decimal/decimalField.ts';
import { add, scale, subtract, zeros } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import type { AlongFlow, Time } from './alongFlow.ts';
import { exactly } from './exactly.ts';
import type { Part } from './part.ts';

// Clenshaw–Curtis quadrature. A panel of n + 1 points holds the rule of n/2 + 1 points too: what the two differ by is taken for the error of the finer
// one, which is far smaller where the integrand is smooth. Panels that differ by too much are halved, all together, so that the oracle goes
// along the flow once for each round of halving.

/** Rounds of halving, and points of all panels together, beyond which what is left is the error. */
const [MOST_ROUNDS, MOST_POINTS] = [24, 6000];

/** Panels at the start: [a, b] is halved towards its start until a panel is about as long as the flow's fastest time, at most so many times. */
const MOST_GRADES = 14;

interface Panel {
  readonly from: Rational;
  readonly to: Rational;
}

/**
 * ∫ A dt over the times between two ends, and how far it may be off: what the two rules differ by over all panels, what the errors of the weights make
 * of A, and what those of the ends make of its last values.
 */
export function integralOver(flow: AlongFlow, node: OverTimeNode, from: Time, to: Time): Part {
  const [of] = node.args as [FormulaNode];
  const { digits } = flow;
  const field = decimalField(digits + 20);
  const isBackwards = from.at.compare(to.at) > 0;
  const [start, end] = isBackwards ? [to.at, from.at] : [from.at, to.at];
  const rule = ruleOf(field, digits > 24 ? 64 : 32);
  const valuesOf = (times: readonly Rational[], how?: 'rough'): Matrix<Decimal>[] =>
    flow.valuesAt([of], times, how).map(([value]) => toMatrix(field, value!).map(field.cross));
  const isScalar = flow.valuesAt([of], [start])[0]![0]!.kind === 'scalar';
  const ends = valuesOf(start.compare(end) === 0 ? [start] : [start, end]);
  let total = zeros(field, ends[0]!.rows, ends[0]!.cols);
  // Of what is integrated, without regard to sign: cancellation is no reason to go on.
  let [size, error, noise] = [0, 0, 0];
  let pending = start.compare(end) === 0 ? [] : graded(flow, start, end);
  let points = 0;
  for (let round = 0; pending.length > 0; round++) {
    const nodes = pending.map(panel => rule.nodes.map(node => at(field, panel, node)));
    const known = valuesByTime(nodes.flat(), valuesOf);
    points += nodes.length * rule.nodes.length;
    const sums = pending.map((panel, k) => {
      const half = field.of(panel.to.sub(panel.from).div(Rational.of(2)));
      const values = nodes[k]!.map(time => known(time));
      const sumBy = (weights: readonly (Decimal | undefined)[]): Matrix<Decimal> =>
        weights.reduce<Matrix<Decimal>>(
          (sum, weight, i) =>
            weight === undefined ? sum : add(field, sum, scale(field, field.mul(half, weight), values[i]!)),
          zeros(field, total.rows, total.cols),
        );
      const [fine, rough] = [sumBy(rule.fine), sumBy(rule.coarse)];
      const largest = Math.max(...values.map(value => 10 ** log10Norm(value)));
      return { panel, fine, off: 10 ** log10Norm(subtract(field, fine, rough)), area: 2 * half.toNumber() * largest };
    });
    size = Math.max(
      size,
      sums.reduce((sum, { area }) => sum + area, 0),
    );
    const isLast = round === MOST_ROUNDS || points > MOST_POINTS;
    const wanted = (size * 10 ** -digits) / 8;
    pending = [];
    const accepted: Panel[] = [];
    for (const { panel, fine, off } of sums) {
      if (off <= wanted || isLast) {
        total = add(field, total, fine);
        error += off;
        accepted.push(panel);
      } else pending.push(...halved(panel));
    }
    noise = Math.max(noise, noiseOf(field, accepted, valuesOf));
  }
  const length = end.sub(start).toNumber();
  const byEnds = [from, to].reduce(
    (sum, { logError }, k) => sum + 10 ** (logError + log10Norm(ends[Math.min(k, ends.length - 1)]!)),
    0,
  );
  const rounding = size * 10 ** (-digits - 10);
  const logError = Math.log10(error + noise * length + byEnds + rounding);
  const signed = isBackwards ? total.map(field.neg) : total;
  return { value: isScalar ? scalarValue(signed.data[0]!) : matrixValue(signed), logError };
}

/** What the errors of the weights make of the integrand, at the middles of some panels. */
function noiseOf(
  field: DecimalField,
  panels: readonly Panel[],
  valuesOf: (times: readonly Rational[], how?: 'rough') => Matrix<Decimal>[],
): number {
  const middles = panels.map(({ from, to }) => from.add(to).div(Rational.of(2))).sort((a, b) => a.compare(b));
  const some = middles.filter((_, k) => k % Math.ceil(middles.length / 4) === 0);
  if (some.length === 0) return 0;
  const [fine, rough] = [valuesOf(some), valuesOf(some, 'rough')];
  return Math.max(...fine.map((value, k) => 10 ** log10Norm(subtract(field, value, rough[k]!))));
}

/** Panels from one time to another, the first about as long as the fastest time of the flow, each as long as all before it. */
function graded({ given }: AlongFlow, from: Rational, to: Rational): Panel[] {
  const length = to.sub(from);
  const unit = isFlowCase(given) ? given.flow.tau : given.problem.tau.div(rateOf(given.problem, given.lambda));
  const grades = Math.max(0, Math.min(MOST_GRADES, Math.ceil(Math.log2(length.div(unit).toNumber()))));
  const ends = Array.from({ length: grades + 1 }, (_, k) =>
    from.add(length.div(Rational.of(2n ** BigInt(grades - k)))),
  );
  return ends.map((end, k) => ({ from: k === 0 ? from : ends[k - 1]!, to: end }));
}

function halved({ from, to }: Panel): Panel[] {
  const middle = from.add(to).div(Rational.of(2));
  return [
    { from, to: middle },
    { from: middle, to },
  ];
}

/** A point of a panel, from −1 to 1, as a time: rounded, as oracle and rule take the same one. */
function at(field: DecimalField, { from, to }: Panel, node: Decimal): Rational {
  if (node.equals(-1)) return from;
  if (node.equals(1)) return to;
  const share = exactly(field.div(field.add(field.one, node), field.of(2)));
  return from.add(to.sub(from).mul(share));
}

function valuesByTime(
  times: readonly Rational[],
  valuesOf: (times: readonly Rational[]) => Matrix<Decimal>[],
): (time: Rational) => Matrix<Decimal> {
  const rising = [...new Map(times.map(time => [time.toString(), time])).values()].sort((a, b) => a.compare(b));
  const values = valuesOf(rising);
  const known = new Map(rising.map((time, k) => [time.toString(), values[k]!]));
  return time => known.get(time.toString())!;
}

/** The points of a rule, from −1 to 1, its weights, and those of the rule on every second point. */
interface Rule {
  readonly nodes: readonly Decimal[];
  readonly fine: readonly Decimal[];
  readonly coarse: readonly (Decimal | undefined)[];
}

const RULES = new Map<string, Rule>();

function ruleOf(field: DecimalField, n: 32 | 64): Rule {
  const key = `${n} ${field.digits}`;
  const known = RULES.get(key);
  if (known !== undefined) return known;
  const wide = decimalField(field.digits + 10);
  const cosines = cosinesOf(wide, n);
  const narrow = (values: readonly Decimal[]): Decimal[] => values.map(field.cross);
  const coarse = narrow(weightsOf(wide, cosines, n, 2));
  const rule: Rule = {
    // cos θ falls from 1 to −1.
    nodes: narrow(Array.from({ length: n + 1 }, (_, k) => wide.neg(cosines[k]!))),
    fine: narrow(weightsOf(wide, cosines, n, 1)),
    coarse: Array.from({ length: n + 1 }, (_, k) => (k % 2 === 0 ? coarse[k / 2]! : undefined)),
  };
  RULES.set(key, rule);
  return rule;
}

/** cos(kπ/n) for k = 0 … 2n − 1, n a power of two: cos(π/n) by half angles, the others by cos((k+1)θ) = 2 cos θ cos kθ − cos((k−1)θ). */
function cosinesOf(field: DecimalField, n: number): Decimal[] {
  let step = field.zero;
  for (let angle = 2; angle < n; angle *= 2) step = field.sqrt(field.div(field.add(field.one, step), field.of(2)));
  const all = [field.one, step];
  while (all.length < n / 2) all.push(field.sub(field.mul(field.mul(field.of(2), step), all.at(-1)!), all.at(-2)!));
  const quarter = [...all.slice(0, n / 2), field.zero];
  const half = Array.from({ length: n + 1 }, (_, k) => (k <= n / 2 ? quarter[k]! : field.neg(quarter[n - k]!)));
  return Array.from({ length: 2 * n }, (_, k) => (k <= n ? half[k]! : half[2 * n - k]!));
}

/**
 * Weights of the rule on the points cos(kπ/N), N = n/stride: c_k/N (1 − Σ_j b_j cos(2jkπ/N)/(4j² − 1)), j = 1 … N/2, with c = 1 at both ends and 2 between
 * them, b = 1 for the last j and 2 for the others.
 */
function weightsOf(field: DecimalField, cosines: readonly Decimal[], n: number, stride: number): Decimal[] {
  const count = n / stride;
  return Array.from({ length: count + 1 }, (_, k) => {
    let sum = field.one;
    for (let j = 1; j <= count / 2; j++) {
      const cosine = cosines[(2 * j * k * stride) % (2 * n)]!;
      const share = field.div(field.mul(field.of(j === count / 2 ? 1 : 2), cosine), field.of(4 * j * j - 1));
      sum = field.sub(sum, share);
    }
    return field.div(field.mul(field.of(k === 0 || k === count ? 1 : 2), sum), field.of(count));
  });
}
