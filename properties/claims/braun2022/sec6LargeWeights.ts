import fc from 'fast-check';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import type { Look } from '../../../src/judge/look.ts';
import { fixedDigits, trueCorrelation } from '../../../src/judge/truth.ts';
import { type Problem, problem } from '../../../src/network/problem.ts';
import { type Decimal, type DecimalField, decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { equal } from '../../../src/numbers/equal.ts';
import { convert, squaredNorm, subtract } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { orthogonalDraw, orthogonalFrom } from '../../arbitraries/orthogonalDraw.ts';
import { correlation } from '../../arbitraries/taskArbitrary.ts';
import { aligned } from '../../hypotheses/aligned.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { scaled, T, times } from '../_exact.ts';
import { trueOrNot } from '../_trueOrNot.ts';

// One forward mode a(0) = a of strength s keeps the share s/(s + a(e^{2st/τ} − 1)) of its error, which falls with a at every
// t > 0. A reversed mode goes the other way, to the saddle at zero; and with several modes the larger start can hold more of
// its error in a slow one.

/** ‖Σ − W2W1(t)‖²/‖Σ − W2W1(0)‖². */
function shareLeft(field: DecimalField, start: Problem, time: Rational, look: Look): Decimal {
  const Ni = start.W1.cols;
  const sigmaYX = convert(field, start.sigmaYX);
  const QQ = trueCorrelation(start, time, { digits: fixedDigits(40, look) }, look).QQ.map(field.cross);
  const now = squaredNorm(field, subtract(field, sigmaYX, QQ.slice(Ni, QQ.rows, 0, Ni)));
  const before = squaredNorm(field, subtract(field, sigmaYX, convert(field, times(start.W2, start.W1))));
  return field.div(now, before);
}

const larger = (start: Problem, factor: number): Problem => ({
  ...start,
  W1: scaled(factor, start.W1),
  W2: scaled(factor, start.W2),
});

/** Holds where weights `factor` times as large leave less of their loss at the time of the case. */
const isFaster =
  (factor: number): Judge =>
  ({ problem: start, time }, effort) => {
    const field = decimalField(60);
    const [from, to] = [start, larger(start, factor)].map(from => shareLeft(field, from, time, effort)) as [
      Decimal,
      Decimal,
    ];
    const gain = field.sub(from, to);
    // A share near 1 has moved little: what is certain is 10^−30 of it.
    const isDecided = field.compare(field.abs(gain), field.mul(from, field.parse('1e-30'))) > 0;
    return trueOrNot(isDecided ? gain.toNumber() > 0 : undefined, {
      quantity: `share of the loss that is left, for W and ${factor}W`,
      reason: 'the statement is that the second is smaller',
      certain: 30,
      truth: new Matrix(1, 2, [from, to]),
    });
  };

const learning: Hypothesis = {
  name: 'not learned yet',
  meaning: 't > 0, weights not zero, and neither W2W1(0) nor 4W2W1(0) is Σyx',
  holds: ({ problem: { W1, W2, sigmaYX }, time }) =>
    time.sign() > 0 &&
    W1.data.some(entry => entry.sign() !== 0) &&
    [1, 4].every(factor => !equal(scaled(factor, times(W2, W1)), sigmaYX)),
};

const oneForwardMode: Hypothesis = {
  name: 'one forward mode',
  meaning: 'min(Ni, No) = 1 and tr ΣyxᵀW2(0)W1(0) > 0',
  holds: ({ problem: { W1, W2, sigmaYX } }) => {
    const overlap = times(T(sigmaYX), W2, W1);
    return (
      Math.min(W1.cols, W2.rows) === 1 &&
      overlap.data
        .reduce((sum, entry, at) => (Math.floor(at / overlap.cols) === at % overlap.cols ? sum.add(entry) : sum))
        .sign() > 0
    );
  },
};

/** One hidden unit that holds a quarter of the first of two modes: twice the weights hold all of it, and gain no more. */
const secondModeWaits: fc.Arbitrary<Case> = fc
  .record({
    U: orthogonalDraw(2),
    V: orthogonalDraw(2),
    size: fc.integer({ min: 1, max: 3 }),
    time: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ U, V, size, time }) => {
    const [left, right] = [orthogonalFrom(U, 2), orthogonalFrom(V, 2)];
    const weight = Rational.of(size, 2);
    return {
      problem: problem({
        W1: scaled(weight, T(right.slice(0, 2, 0, 1))),
        W2: scaled(weight, left.slice(0, 2, 0, 1)),
        sigmaYX: correlation(left, [weight.mul(weight).mul(Rational.of(4)), Rational.of(1, 4)], right),
      }),
      lambda: Rational.ZERO,
      time: Rational.of(time, 4),
      extra: {},
    };
  });

const oneMode = caseArbitrary({
  lambda: 'zero',
  rank: 'full',
  aligned: true,
  // At times or weights of 2⁻⁵⁰ the two shares differ in no digit that is known.
  extremes: 'units',
  accepts: ({ Ni, No }) => Math.min(Ni, No) === 1,
});

export const sec6LargeWeights: Claim = {
  id: 'braun2022/sec-6:large-weights-speed-up',
  topic: 'Convergence to the task',
  section: '6',
  title: 'Large zero-balanced weights speed up learning',
  place: 'section 6, revising structured knowledge; section 4 on large zero-balanced weights',
  note: 'The text gives no measure of speed. Read as: weights twice as large leave a smaller share of their initial loss at any time. Theorem 3.2, from which it is said to follow, says nothing of speed.',
  grade: 'missing hypothesis',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\frac{\mathcal L(t)}{\mathcal L(0)}\bigg|_{2\mathbf W(0)}<\frac{\mathcal L(t)}{\mathcal L(0)}\bigg|_{\mathbf W(0)}`,
      hypotheses: [whitened, zeroBalanced, learning],
      evidence: 'high-precision',
      cases: fc.oneof(caseArbitrary({ lambda: 'zero', rank: 'full' }), secondModeWaits),
      judge: isFaster(2),
    },
    {
      name: 'with an extra hypothesis',
      statement: String.raw`\text{one aligned mode with }a(0)>0\;\Rightarrow\;\frac{\mathcal L(t)}{\mathcal L(0)}\bigg|_{2\mathbf W(0)}<\frac{\mathcal L(t)}{\mathcal L(0)}\bigg|_{\mathbf W(0)}`,
      hypotheses: [whitened, zeroBalanced, learning, aligned, oneForwardMode],
      evidence: 'high-precision',
      cases: oneMode,
      judge: isFaster(2),
    },
  ],
  mutants: [{ name: 'weights half as large', judge: isFaster(0.5) }],
};
