import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { squaredNorm, trace } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { lambdaNonzero } from '../../hypotheses/lambdaNonzero.ts';
import { square } from '../../hypotheses/square.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { minus, scaled, T, times } from '../_exact.ts';
import { exactly, exactlyOrdered, isSo } from '../_exactly.ts';
import { SAMPLES, twoTasks } from '../_twoTasks.ts';
import { thesisClaim } from './_claim.ts';
import { condition, diag, lettersOf, squareOf, thesisCases } from './_thesisCases.ts';

// Sentences on how starts matter, decided by fractions.

type M = Matrix<Rational>;

const squareNetworks = thesisCases({ signs: [1, -1], accepts: ({ Ni, Nh, No }) => Ni === Nh && Nh === No });

// −τ dL/dt = Tr(EᵀW2W2ᵀE) + Tr(EW1ᵀW1Eᵀ), E = Σyx − W2W1. For one W2W1 = USVᵀ and equal widths W2W2ᵀ = U s2² Uᵀ and W1ᵀW1 = V s1² Vᵀ; at λ = 0 both are s. With
// e = UᵀEV the rate is Σ e_ij²(s2_i² + s1_j²); s2² = (K + λ)/2 and s1² = (K − λ)/2 with K = √(λ² + 4s²), so that s2_i² + s1_j² = (K_i + K_j)/2 grows with |λ|.

const rateFrom = (error: M, outputs: M, inputs: M): Rational =>
  trace(rationalField, times(T(error), outputs, error)).add(trace(rationalField, times(error, inputs, T(error))));

const [HALF, FOUR] = [Rational.of(1, 2), Rational.of(4)];
/** Balances that a state is given in place of λ, as parts of it. */
const LARGER = [Rational.of(2), Rational.of(-8)];

/** √x where it is a fraction, else less by less than a part of 10^25: by Heron's step r from float64 it is x/r, and r is above √x. */
function rootFromBelow(x: Rational): Rational {
  const root = x.sqrt();
  if (root !== undefined) return root;
  const near = Rational.of(Math.sqrt(x.toNumber()));
  return x.div(near.add(x.div(near)).mul(HALF));
}

/** The rate of the loss at a balance beside `atLeast` times that at a smaller one, with the same W2W1; at 0 and λ, and at λ and larger ones. */
const fasterAtLarger = (
  order: '>=' | '<=',
  atLeast: (growth: Rational) => Rational = () => Rational.ONE,
): Judge<Case> =>
  exactlyOrdered(given => {
    const { U, V, s, W1, W2, Syx, lambda } = lettersOf(given);
    const error = minus(Syx, times(W2, W1));
    const rate = rateFrom(error, times(W2, T(W2)), times(T(W1), W1));
    const rateAt = (balance: Rational): Rational => {
      const K = s.map(mode => rootFromBelow(squareOf(balance).add(FOUR.mul(squareOf(mode)))));
      const [outputs, inputs] = [balance, balance.neg()].map(part => diag(K.map(each => each.add(part).mul(HALF))));
      return rateFrom(error, times(U, outputs!, T(U)), times(V, inputs!, T(V)));
    };
    return [
      [rate, order, rateAt(Rational.ZERO), 'rate at which the loss falls, beside that at λ = 0 with the same W2W1'],
      ...LARGER.map(
        part =>
          [
            rateAt(part.mul(lambda)),
            order,
            atLeast(part.abs()).mul(rate),
            `rate at which the loss falls at ${part}λ, beside that at λ with the same W2W1`,
          ] as const,
      ),
    ];
  });

const faster = thesisClaim({
  id: 'sec-4.3:larger-lambda-converges-faster',
  topic: 'Rate of learning',
  section: '4.3',
  title: 'With one network function the loss falls faster the larger |λ| is',
  place: 'section 4.3, insight 1 on figure 4.3 and below figure 4.4; captions of both',
  note: 'Judged at every state of equal widths, as the rate of the loss at λ beside that at 0, and at 2λ and −8λ beside that at λ, with the same W2W1: every state is a start. That one loss stays below the other until convergence is not judged here, but of aligned networks, where it does: sec-3.2:larger-lambda-is-faster. How the number of steps falls: sec-4.3:steps-to-convergence-exponential.',
  hypotheses: [whitened, lambdaBalanced, square, lambdaNonzero],
  cases: squareNetworks,
  statement: String.raw`|\lambda'|\ge|\lambda|\;\Rightarrow\;-\tfrac d{dt}\mathcal L\big|_{\lambda'}\ge-\tfrac d{dt}\mathcal L\big|_{\lambda}\text{ for one }\mathbf W_2\mathbf W_1`,
  judge: fasterAtLarger('>='),
  wrong: {
    slower: fasterAtLarger('<='),
    'in proportion to |λ|': fasterAtLarger('>=', growth => growth),
  },
});

const SMALLER = Rational.of(1, 8);

const balanceOf = (W1: M, W2: M): M => minus(times(T(W2), W2), times(W1, T(W1)));

/** Of weights an eighth as large the balance is stated to be this part of what it was. */
const balanceFallsTo = (part: Rational): Judge<Case> =>
  exactly(given => {
    const { W1, W2 } = lettersOf(given);
    const small = balanceOf(scaled(SMALLER, W1), scaled(SMALLER, W2));
    return [['balance of weights an eighth as large', scaled(part, balanceOf(W1, W2)), small]];
  });

const smallWeights = thesisClaim({
  id: 'sec-4.3:small-weights-balanced',
  topic: 'Random starts',
  section: '4.3',
  title: 'Small weights are nearly zero-balanced: their balance is of second order in their size',
  place: 'section 4.3, below figure 4.2',
  note: 'Weights of any balance, made an eighth as large. Beside ‖W1‖² + ‖W2‖² the balance stays what it was: small weights are near to zero-balanced ones, not more nearly balanced than large ones.',
  cases: thesisCases({ balanced: false }),
  statement: String.raw`\mathbf W\to c\,\mathbf W:\quad\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top\to c^2\,(\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top)`,
  judge: balanceFallsTo(SMALLER.mul(SMALLER)),
  wrong: {
    'of first order': balanceFallsTo(SMALLER),
    'relative to the weights, too': balanceFallsTo(Rational.of(1, 512)),
  },
});

// A mode moves by τ da/dt = √(λ² + 4a²)(s − a): what is left of it falls at the rate √(λ² + 4a²).

const TIMES_AS_LARGE = Rational.of(100);

/** The square of the ratio of rates of two modes, one 100 times as large. */
const ratioAbove = (least: number): Judge<Case> =>
  exactlyOrdered(given => {
    const { lambda, s } = lettersOf(given);
    const rate = (a: Rational): Rational => squareOf(lambda).add(Rational.of(4).mul(squareOf(a)));
    return [
      [
        rate(s[0]!.mul(TIMES_AS_LARGE)).div(rate(s[0]!)),
        '>',
        Rational.of(least),
        'square of the ratio of the rates of two modes, one 100 times as large',
      ],
    ];
  });

const smallLambda = condition('small λ', '|λ| is at most twice the smaller mode', given => {
  const { lambda, s } = lettersOf(given);
  return s[0]!.sign() > 0 && lambda.abs().compare(s[0]!.mul(Rational.of(2))) <= 0;
});

const differently = thesisClaim({
  id: 'sec-3.2:values-move-differently',
  topic: 'Singular values over time',
  section: '3.2',
  title: 'For a small λ singular values can move very differently',
  place: 'section 3.2, above figure 3.2',
  note: 'That they can is shown: beside each mode a of a case one that is 100 times as large, in one network of this λ. Very differently is read as: what is left is learned more than 50 times as fast. For |λ| → ∞ all rates are |λ|.',
  evidence: 'witness',
  restsOn: ['eq-3.3'],
  hypotheses: [whitened, lambdaBalanced, lambdaNonzero, smallLambda],
  cases: thesisCases({ signs: [1, -1], silent: false }),
  statement: String.raw`\exists a_1,a_2:\ \frac{\sqrt{\lambda^2+4a_1^2}}{\sqrt{\lambda^2+4a_2^2}}>50`,
  judge: ratioAbove(2500),
  wrong: { 'more than 100 times': ratioAbove(10000) },
});

// On samples X and −X a ReLU network of one unit that reads the first input writes ReLU(x₁) = (x₁ + |x₁|)/2: |x₁| is even, and no linear map has a part of it.

const beyondLinear = (unit: (a: Rational) => Rational): Judge<Case> =>
  isSo(given => {
    const X = given.extra.X!;
    const both = Matrix.generate(X.rows, 2 * SAMPLES, (i, p) =>
      p < SAMPLES ? X.at(i, p) : X.at(i, p - SAMPLES).neg(),
    );
    const targets = Matrix.generate(given.problem.W2.rows, 2 * SAMPLES, (_, p) => unit(both.at(0, p)));
    const perSample = Rational.of(1, 2 * SAMPLES);
    // Inputs are white, so that YXᵀ/P is the best linear map, and what is left is what it does not explain.
    const best = scaled(perSample, times(targets, T(both)));
    const left = perSample.mul(squaredNorm(rationalField, minus(targets, times(best, both)))).div(Rational.of(2));
    return {
      quantity: 'least loss of a linear network where a ReLU network has none',
      isSo: left.sign() > 0,
      reason: `it is ${left}`,
      shown: new Matrix(1, 1, [left]),
    };
  });

const expressMore = thesisClaim({
  id: 'sec-4.5:nonlinear-networks-express-more',
  topic: 'Nonlinear units',
  section: '4.5',
  title: 'There are data that a ReLU network fits and no linear network does, in every architecture',
  place: 'section 4.5, first paragraph',
  note: 'For the widths of each case: samples x and −x, and targets that one ReLU unit makes of the first input. White inputs make YXᵀ/P the best linear map.',
  cases: twoTasks({ extremes: false }),
  evidence: 'witness',
  statement: String.raw`\exists\mathbf X,\mathbf Y:\ \min_{\mathrm{ReLU}}\mathcal L=0<\min_{\mathbf W}\tfrac1{2P}\lVert\mathbf W\mathbf X-\mathbf Y\rVert_F^2`,
  judge: beyondLinear(a => (a.sign() > 0 ? a : Rational.ZERO)),
  wrong: { 'that a linear unit makes': beyondLinear(a => a) },
});

export const secStarts: readonly Claim[] = [faster, smallWeights, differently, expressMore];
