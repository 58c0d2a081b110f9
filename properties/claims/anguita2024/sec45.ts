import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { AT_START } from '../../../src/judge/instant.ts';
import { decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import type { Field } from '../../../src/numbers/field.ts';
import { convert, multiply, subtract, trace } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { minus, plus, T, times } from '../_exact.ts';
import { exactly, isSo } from '../_exactly.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { twoTasks } from '../_twoTasks.ts';
import { thesisClaim } from './_claim.ts';
import { condition, diag } from './_thesisCases.ts';

// ŷ = W2 φ(W1 x) on four samples, L = ½/P Σ‖ŷ − y‖²; the gradient is calculated sample by sample. For hidden unit u, with a = (W1x)_u and e = y − ŷ,
// τ d/dt (W2ᵀW2 − W1W1ᵀ)_uu = 2/P Σ (W2ᵀe)_u (φ(a) − φ′(a)a): 0 for a ReLU and for a linear unit, since φ(a) = φ′(a)a, and for tanh of the sign of
// (W2ᵀe)_u·a. Every state is a start, so a rate that is 0 at all starts says that nothing moves in training.

const SECTION = { section: '4.5', topic: 'Nonlinear units' } as const;

/** φ and its slope at a, in one field. */
type Unit = <T>(field: Field<T>, a: T) => { readonly value: T; readonly slope: T };

const relu: Unit = (field, a) => {
  const on = field.compare(a, field.zero) > 0;
  return { value: on ? a : field.zero, slope: on ? field.one : field.zero };
};
const linear: Unit = (field, a) => ({ value: a, slope: field.one });
const tanh: Unit = (field, a) => {
  // (1 − e)/(1 + e) with e = e^{−2|a|}, which does not overflow.
  const isNegative = field.compare(a, field.zero) < 0;
  const e = field.exp(field.mul(field.of(-2), field.abs(a)));
  const size = field.div(field.sub(field.one, e), field.add(field.one, e));
  return { value: isNegative ? field.neg(size) : size, slope: field.sub(field.one, field.mul(size, size)) };
};

interface Rates<T> {
  readonly W1: Matrix<T>;
  readonly W2: Matrix<T>;
  readonly dW1: Matrix<T>;
  readonly dW2: Matrix<T>;
  /** y − ŷ, and ŷ, No×P. */
  readonly error: Matrix<T>;
  readonly output: Matrix<T>;
}

/** τ times the rates of both layers; `unitAt` says what each hidden unit is. */
function ratesOf<T>(field: Field<T>, { problem, extra }: Case, unitAt: (unit: number) => Unit): Rates<T> {
  const [W1, W2] = [convert(field, problem.W1), convert(field, problem.W2)];
  const [X, Y] = [convert(field, extra.X!), convert(field, extra.Y!)];
  const units = multiply(field, W1, X)
    .toRows()
    .map((row, unit) => row.map(a => unitAt(unit)(field, a)));
  const hidden = Matrix.fromRows(units.map(row => row.map(({ value }) => value)));
  const output = multiply(field, W2, hidden);
  const error = subtract(field, Y, output);
  const pulled = multiply(field, W2.transpose(), error).toRows();
  const back = Matrix.fromRows(pulled.map((row, u) => row.map((pull, p) => field.mul(pull, units[u]![p]!.slope))));
  const perSample = field.div(field.one, field.of(X.cols));
  const mean = (a: Matrix<T>): Matrix<T> => a.map(entry => field.mul(perSample, entry));
  return {
    ...{ W1, W2, error, output },
    dW1: mean(multiply(field, back, X.transpose())),
    dW2: mean(multiply(field, error, hidden.transpose())),
  };
}

/** τ d(W2ᵀW2 − W1W1ᵀ)/dt in fractions. */
function rateOfBalance(given: Case, unitAt: (unit: number) => Unit): Matrix<Rational> {
  const { W1, W2, dW1, dW2 } = ratesOf(rationalField, given, unitAt);
  const [outer, inner] = [times(T(dW2), W2), times(dW1, T(W1))];
  return minus(plus(outer, T(outer)), plus(inner, T(inner)));
}

const isStill = (unitAt: (unit: number) => Unit, part: (rate: Matrix<Rational>) => Matrix<Rational>): Judge<Case> =>
  exactly(given => {
    const moving = part(rateOfBalance(given, unitAt));
    return [['τ d/dt of what is said to be constant', moving.map(() => Rational.ZERO), moving]];
  });

const onDiagonal = (rate: Matrix<Rational>): Matrix<Rational> =>
  diag(Array.from({ length: rate.rows }, (_, unit) => rate.at(unit, unit)));
const whole = (rate: Matrix<Rational>): Matrix<Rational> => rate;
const ofTrace = (rate: Matrix<Rational>): Matrix<Rational> => new Matrix(1, 1, [trace(rationalField, rate)]);

/** φ(a) = a², which no scaling of the layers leaves alone. */
const squaring: Unit = (field, a) => ({ value: field.mul(a, a), slope: field.add(a, a) });
const cases = twoTasks({ extremes: false });
const EVERY_STATE =
  'Rates of the gradient flow, in fractions, at any weights: every state is a start. At a = 0 the slope of a ReLU is taken as 0; the statement does not depend on it. Inputs are four samples.';

const reluDiagonal = thesisClaim({
  ...SECTION,
  id: 'sec-4.5:relu-keeps-the-diagonal',
  title: 'In ReLU networks the diagonal of W2ᵀW2 − W1W1ᵀ is constant in training',
  place: 'section 4.5, after the proof of theorem 4.5.1; for the fitted λ*, too',
  note: EVERY_STATE,
  cases,
  statement: String.raw`\frac d{dt}\mathrm{diag}(\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top)=0`,
  judge: isStill(() => relu, onDiagonal),
  wrong: { 'the whole matrix': isStill(() => relu, whole), 'for units a²': isStill(() => squaring, onDiagonal) },
});

/** Units in turn. */
const mixed = (unit: number): Unit => (unit % 2 === 0 ? relu : linear);

const mixedTrace = thesisClaim({
  ...SECTION,
  id: 'sec-4.5:mixed-units-keep-the-trace',
  title: 'In networks of ReLU and linear units the trace of W2ᵀW2 − W1W1ᵀ is constant in training',
  place: 'section 4.5, after the proof of theorem 4.5.1',
  note: `${EVERY_STATE} Hidden units are ReLU and linear in turn.`,
  cases,
  statement: String.raw`\frac d{dt}\operatorname{Tr}(\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top)=0`,
  judge: isStill(mixed, ofTrace),
  wrong: {
    'ReLU and a² in turn': isStill(unit => (unit % 2 === 0 ? relu : squaring), ofTrace),
    'the whole matrix': isStill(mixed, whole),
  },
});

/** Of a tanh network: the sign of the rate of the trace, decided where it is above what is rounded. */
const falls =
  (sign: 1 | -1): Judge<Case> =>
  (given, effort) => {
    const field = decimalField(effort.working + 10);
    const { W1, W2, dW1, dW2 } = ratesOf(field, given, () => tanh);
    const sum = (a: Matrix<(typeof W1.data)[number]>, b: typeof a) => trace(field, multiply(field, a.transpose(), b));
    const [grows, shrinks] = [sum(dW2, W2), sum(dW1, W1)];
    const rate = field.mul(field.of(2), field.sub(grows, shrinks));
    const scale = field.add(field.abs(grows), field.abs(shrinks));
    const rounding = field.mul(scale, field.parse(`1e-${effort.working}`));
    const isKnown = field.compare(field.abs(rate), rounding) > 0;
    const isZero = scale.isZero() || !isKnown;
    const holds = isZero ? true : field.compare(rate, field.zero) > 0 === sign > 0;
    return trueOrNot(holds, {
      quantity: 'τ d tr(W2ᵀW2 − W1W1ᵀ)/dt of a tanh network',
      reason: `it is ${isZero ? '0' : rate.toPrecision(6)}`,
      truth: new Matrix(1, 1, [rate]),
      certain: effort.working,
      at: AT_START,
    });
  };

const overshoots = condition(
  'one hidden unit that overshoots',
  'Nh = 1, and on every sample ŷ is 0 or the error points against it, (y − ŷ)ᵀŷ < 0',
  given => {
    if (given.problem.W1.rows !== 1) return false;
    const { error, output } = ratesOf(decimalField(30), given, () => tanh);
    const field = decimalField(30);
    return Array.from({ length: error.cols }, (_, p) => p).every(p => {
      const column = (a: typeof error) => a.slice(0, a.rows, p, p + 1);
      const inner = trace(field, multiply(field, column(error).transpose(), column(output)));
      return column(output).data.every(entry => entry.isZero()) || field.compare(inner, field.zero) < 0;
    });
  },
);

/** Targets at a quarter of what is drawn and none at all, so that outputs overshoot in many cases. */
const smallTargets = twoTasks({ extremes: false, accepts: ({ Nh }) => Nh === 1 }).map(given => ({
  ...given,
  extra: { ...given.extra, Y: given.extra.Y!.map(entry => entry.mul(Rational.of(1, 64))) },
}));

const tanhFalls = thesisClaim({
  ...SECTION,
  id: 'sec-4.5:tanh-lambda-falls',
  title: 'In tanh networks the fitted λ* falls in training',
  place: 'section 4.5, on figure 4.8',
  note: 'Its rate is 2/(nP) Σ (W2ᵀe)_u (φ(a) − φ′(a)a), of the sign of the pull on each activity: λ* rises as long as outputs have to grow and falls while they have to shrink. Rates of the gradient flow in decimals, at any balanced weights; falling is read as not rising anywhere.',
  grade: 'missing hypothesis',
  evidence: 'high-precision',
  hypotheses: [lambdaBalanced],
  cases,
  statement: String.raw`\frac d{dt}\operatorname{Tr}(\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top)\le0`,
  judge: falls(-1),
  narrowed: { hypotheses: [lambdaBalanced, overshoots], cases: smallTargets },
  wrong: { 'it rises': falls(1) },
});

// Of ReLU units u and v the rate of (W2ᵀW2 − W1W1ᵀ)_uv is 1/P Σ (φ′(a_v) − φ′(a_u))(g_u a_v − a_u g_v), g = W2ᵀe: it is affine in the targets Y, and 0 for
// all of them exactly where on each sample with one unit on and one off w_u a_v = a_u w_v, w the columns of W2. Whether it is 0 for all Y is
// found from its values at Y and beside it in every entry, which uses no formula for it.

const hasMovingBalance = (unitAt: (unit: number) => Unit): Judge<Case> =>
  isSo(given => {
    const { Y } = given.extra;
    const beside = Y!.data.map((_, at) =>
      Y!.map((entry, i, j) => (i * Y!.cols + j === at ? entry.add(Rational.ONE) : entry)),
    );
    const moved = [Y!, ...beside].map(targets =>
      rateOfBalance({ ...given, extra: { ...given.extra, Y: targets } }, unitAt),
    );
    const first = moved.find(rate => rate.data.some(entry => entry.sign() !== 0));
    return {
      quantity: 'rate of the balance, for some targets',
      isSo: first !== undefined,
      reason:
        first === undefined ? 'it is 0 for all targets' : 'it is not 0 for the targets that are shown or one beside',
      ...(first !== undefined && { shown: first }),
    };
  });

const apart = condition(
  'two units that part',
  'on some sample one hidden unit u is on and another, v, is off, and w_u a_v ≠ a_u w_v for their activities a and their weights w to the outputs',
  ({ problem: { W1, W2 }, extra }) => {
    const activity = times(W1, extra.X!).toRows();
    const units = activity.map((_, unit) => unit);
    const part = (u: number, v: number, p: number): boolean => {
      const [on, off] = [activity[u]![p]!, activity[v]![p]!];
      const isProportional = W2.toRows().every(row => row[u]!.mul(off).compare(on.mul(row[v]!)) === 0);
      return on.sign() > 0 && off.sign() <= 0 && !isProportional;
    };
    return units.some(u => units.some(v => activity[u]!.some((_, p) => part(u, v, p))));
  },
);

const linearOnly = thesisClaim({
  ...SECTION,
  section: '3.1',
  id: 'sec-3.1:balance-in-linear-networks-only',
  title: 'Balance is preserved in linear networks only',
  place: 'section 3.1, below table 3.3',
  note: 'Judged of ReLU units: for the weights and inputs of a case there are targets for which W2ᵀW2 − W1W1ᵀ moves. With one hidden unit there are none, nor where all units are on for the same samples. Rates are affine in the targets, so that all targets are decided by finitely many.',
  grade: 'missing hypothesis',
  hypotheses: [lambdaBalanced],
  cases,
  statement: String.raw`\phi\text{ a ReLU}\;\Rightarrow\;\exists\mathbf Y:\ \frac d{dt}(\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top)\ne0`,
  judge: hasMovingBalance(() => relu),
  narrowed: { hypotheses: [lambdaBalanced, apart] },
  wrong: { 'in linear networks, too': hasMovingBalance(() => linear) },
});

export const sec45: readonly Claim[] = [linearOnly, reluDiagonal, mixedTrace, tanhFalls];
