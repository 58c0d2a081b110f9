import { DloError } from '../../../src/errors.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { failure } from '../../../src/judge/compare.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { TIMELESS } from '../../../src/judge/instant.ts';
import { flow } from '../../../src/network/flow.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { type ExactOrder, type ExactSides, exactly, exactlyOrdered, isSo } from '../_exactly.ts';
import type { StartJudge } from './_randomStarts.ts';
import { type Mode, modeCases, modeClaim, modeCondition, modeOf, square } from './_scalarModes.ts';

// Theorem 3.2.1: the proof line by line; theorem 3.2.2 and what is said beside them.

const num = (value: number, by = 1): Rational => Rational.of(value, by);
const ONE = Rational.ONE;
const TWO = num(2);
const FOUR = num(4);
/** Stated and true values; where something is divided by 0 the statement has no value, and fails. */
const equals =
  (sides: (mode: Mode) => ExactSides): StartJudge =>
  (given, effort) => {
    try {
      return exactly<FlowCase>(each => sides(modeOf(each)))(given, effort);
    } catch (error) {
      if (!(error instanceof DloError && error.argument === 'denominator')) throw error;
      return { ...failure('the statement', error.message), isSingular: true, at: TIMELESS };
    }
  };
const ordered = (sides: (mode: Mode) => readonly ExactOrder[]): StartJudge =>
  exactlyOrdered<FlowCase>(given => sides(modeOf(given)));
const proof = 'proof of theorem 3.2.1';

// Squares of the balance.

const squares = (factor: number): StartJudge =>
  equals(({ c, d, a, lambda }) => {
    const sum = square(square(d).add(square(c)));
    const difference = square(square(d).sub(square(c)));
    return [
      ['(d² + c²)²', difference.add(num(factor).mul(square(d)).mul(square(c))), sum],
      ['(d² + c²)², with a', difference.add(num(factor).mul(square(a))), sum],
      ['(d² + c²)², with λ', square(lambda).add(num(factor).mul(square(a))), sum],
    ];
  });

const eq36 = modeClaim({
  id: 'eq-3.6',
  title: '(d² + c²)² = (d² − c²)² + 4d²c² = (d² − c²)² + 4a² = λ² + 4a²',
  place: `${proof}, equations 3.6 to 3.8`,
  statement: String.raw`(d^2+c^2)^2=(d^2-c^2)^2+4d^2c^2=(d^2-c^2)^2+4a^2=\lambda^2+4a^2`,
  judge: squares(4),
  wrong: { twice: squares(2), 'eight times': squares(8) },
});

// In θ.

const inTheta = (root: (mode: Mode) => Rational): StartJudge =>
  equals(mode => {
    const { lambda, cosh, sinh, s, rate, a } = mode;
    const error = s.sub(lambda.mul(sinh).div(TWO));
    return [
      ['(λ/2) sinh θ', lambda.mul(sinh).div(TWO), a],
      ['rate of (λ/2) sinh θ', root(mode).mul(error), rate.a],
      ['1 + sinh²θ', ONE.add(square(sinh)), square(cosh)],
    ];
  });

const cosines = modeClaim({
  id: 'thm-3.2.1:proof-in-theta',
  title: 'In θ the rate of the mode is |λ| cosh θ (s − (λ/2) sinh θ)',
  place: `${proof}, equation 3.10 and lines 1 and 2 below it`,
  statement: String.raw`\tau\tfrac{d}{dt}\bigl[\tfrac\lambda2\sinh\theta\bigr]=|\lambda|\cosh\theta\,\bigl(s-\tfrac\lambda2\sinh\theta\bigr)`,
  judge: inTheta(({ lambda, cosh }) => lambda.abs().mul(cosh)),
  wrong: {
    'λ without its absolute value': inTheta(({ lambda, cosh }) => lambda.mul(cosh)),
    'sinh for cosh': inTheta(({ lambda, sinh }) => lambda.abs().mul(sinh)),
  },
});

/** Rate of θ by the raw flow: that of tanh(θ/2) over (1 − tanh²(θ/2))/2. */
const rateOfTheta = ({ T, rate }: Mode): Rational => TWO.mul(rate.T).div(ONE.sub(square(T)));

const thetaMoves = (stated: (mode: Mode) => Rational): StartJudge =>
  equals(mode => [['rate of θ', stated(mode), rateOfTheta(mode)]]);

const eq311 = modeClaim({
  id: 'eq-3.11',
  title: 'τ dθ/dt = sgn(λ)(2s − λ sinh θ)',
  place: `${proof}, equation 3.11 and the separated integral below it`,
  statement: String.raw`\tau\frac{d\theta}{dt}=\operatorname{sgn}(\lambda)(2s-\lambda\sinh\theta)`,
  judge: thetaMoves(({ sign, s, lambda, sinh }) => sign.mul(TWO.mul(s).sub(lambda.mul(sinh)))),
  wrong: {
    'without the sign': thetaMoves(({ s, lambda, sinh }) => TWO.mul(s).sub(lambda.mul(sinh))),
    's for 2s': thetaMoves(({ sign, s, lambda, sinh }) => sign.mul(s.sub(lambda.mul(sinh)))),
  },
});

// The integral of 1/(2s − λ sinh θ): derivatives in θ, where tanh(θ/2) has the derivative (1 − T²)/2.

const moving = modeCondition('not learned', 'a ≠ s: else the integrand has no value', ({ a, s }) => !a.equals(s));

const integrand = ({ s, lambda, sinh }: Mode): Rational => ONE.div(TWO.mul(s).sub(lambda.mul(sinh)));
/** d/dθ of (2/K) artanh((x + 2sT)/K) = (1/K) ln((K + x + 2sT)/(K − x − 2sT)). */
const derivative = ({ s, T, K }: Mode, x: Rational): Rational =>
  TWO.mul(s)
    .mul(ONE.sub(square(T)))
    .div(square(K).sub(square(x.add(TWO.mul(s).mul(T)))));

const integral = (x: (mode: Mode) => Rational): StartJudge =>
  equals(mode => [['derivative of the right side in θ', derivative(mode, x(mode)), integrand(mode)]]);

const byArtanh = modeClaim({
  id: 'thm-3.2.1:proof-integral-by-artanh',
  title: 'The integral is 2 artanh((1 + 2s tanh(θ/2))/K)/K',
  place: `${proof}, the integral evaluated`,
  grade: 'wrong constant or sign',
  note: 'λ belongs where 1 is; the next lines have it.',
  statement: String.raw`\int\frac{d\theta}{2s-\lambda\sinh\theta}=\frac{2}{\sqrt{\lambda^2+4s^2}}\tanh^{-1}\Bigl(\frac{1+2s\tanh(\theta/2)}{\sqrt{\lambda^2+4s^2}}\Bigr)`,
  hypotheses: [moving],
  judge: integral(() => ONE),
  corrected: {
    statement: String.raw`\int\frac{d\theta}{2s-\lambda\sinh\theta}=\frac{2}{\sqrt{\lambda^2+4s^2}}\tanh^{-1}\Bigl(\frac{\lambda+2s\tanh(\theta/2)}{\sqrt{\lambda^2+4s^2}}\Bigr)`,
    judge: integral(({ lambda }) => lambda),
  },
  wrong: { '1 for λ': integral(() => ONE), '−λ': integral(({ lambda }) => lambda.neg()) },
});

/** tanh(½ ln y) = (y − 1)/(y + 1). */
const artanh = (y: (x: Rational) => Rational): StartJudge =>
  equals(({ T }) => [['tanh of the right side', y(T).sub(ONE).div(y(T).add(ONE)), T]]);

const artanhIsLog = modeClaim({
  id: 'thm-3.2.1:proof-artanh',
  title: 'artanh x = ½ ln((1 + x)/(1 − x))',
  place: `${proof}, the fact used`,
  note: 'At x = tanh(θ/2), which are all numbers of (−1, 1); tanh(½ ln y) = (y − 1)/(y + 1).',
  statement: String.raw`\tanh^{-1}x=\tfrac12\ln\frac{1+x}{1-x}`,
  judge: artanh(x => ONE.add(x).div(ONE.sub(x))),
  wrong: {
    upturned: artanh(x => ONE.sub(x).div(ONE.add(x))),
    'without the half': artanh(x => square(ONE.add(x).div(ONE.sub(x)))),
  },
});

/** K + λ + 2sT and K − λ − 2sT. */
const upper = ({ K, lambda, s, T }: Mode): Rational => K.add(lambda).add(TWO.mul(s).mul(T));
const lower = ({ K, lambda, s, T }: Mode): Rational => K.sub(lambda).sub(TWO.mul(s).mul(T));
const positive = modeCondition(
  'a < s',
  'the mode is below its value: else the logarithm is of a number that is not above 0',
  ({ a, s }) => a.compare(s) < 0,
);

const logarithm = (above: (mode: Mode) => Rational, below: (mode: Mode) => Rational): StartJudge =>
  equals(mode => {
    const ratio = above(mode).div(below(mode));
    const rateOfAbove = TWO.mul(mode.s).mul(mode.rate.T);
    const rate = rateOfAbove.div(above(mode)).add(rateOfAbove.div(below(mode)));
    return [
      ['whether the logarithm has a value', 1, ratio.sign() > 0 ? 1 : 0],
      ['rate of the logarithm over K', rate.div(mode.K), mode.sign],
    ];
  });

const byLogarithm = modeClaim({
  id: 'thm-3.2.1:proof-logarithms',
  title: '(1/K) ln((K + λ + 2s tanh(θ/2))/(K − λ − 2s tanh(θ/2))) rises by sgn(λ)t/τ',
  place: `${proof}, the integral by logarithms, and the line with K and ln C`,
  grade: 'missing hypothesis',
  note: 'For a mode that starts above s the argument of the logarithm is negative, at a = s it is 0 or has no value. Equation 3.14 does without logarithms.',
  statement: String.raw`\frac1K\Bigl[\ln\frac{K+\lambda+2s\tanh(\theta/2)}{K-\lambda-2s\tanh(\theta/2)}\Bigr]_{\theta_0}^{\theta_t}=\frac{\operatorname{sgn}(\lambda)t}{\tau}`,
  judge: logarithm(upper, lower),
  narrowed: { hypotheses: [positive] },
  wrong: {
    'λ turned': logarithm(
      ({ K, lambda, s, T }) => K.sub(lambda).add(TWO.mul(s).mul(T)),
      ({ K, lambda, s, T }) => K.add(lambda).sub(TWO.mul(s).mul(T)),
    ),
    '4s for 2s': logarithm(
      ({ K, lambda, s, T }) => K.add(lambda).add(FOUR.mul(s).mul(T)),
      ({ K, lambda, s, T }) => K.sub(lambda).sub(FOUR.mul(s).mul(T)),
    ),
  },
});

/** Rate at t = 0 of ln(upper/lower)(θ_t) − ln(upper(θ_0)/lower(θ_0 or θ_t)). */
const ends = (movingDenominator: boolean): StartJudge =>
  equals(mode => {
    const { s, rate, K, sign } = mode;
    const rateOfUpper = TWO.mul(s).mul(rate.T);
    const first = rateOfUpper.div(upper(mode)).add(rateOfUpper.div(lower(mode)));
    // −ln(1/lower(θ_t)) = ln lower(θ_t) falls by the rate of upper over lower.
    const second = movingDenominator ? rateOfUpper.neg().div(lower(mode)) : Rational.ZERO;
    return [['rate of the left side at t = 0', first.add(second).div(K), sign]];
  });

const bothEnds = modeClaim({
  id: 'thm-3.2.1:proof-ends',
  title: 'Both ends put into the logarithms',
  place: `${proof}, line above equation 3.12`,
  grade: 'wrong constant or sign',
  note: 'The last denominator has θ_t; θ_0 is right, as in C of equation 3.13.',
  statement: String.raw`\frac1K\Bigl[\ln\frac{K+\lambda+2s\tanh(\theta_t/2)}{K-\lambda-2s\tanh(\theta_t/2)}-\ln\frac{K+\lambda+2s\tanh(\theta_0/2)}{K-\lambda-2s\tanh(\theta_t/2)}\Bigr]=\frac{\operatorname{sgn}(\lambda)t}\tau`,
  hypotheses: [positive],
  judge: ends(true),
  corrected: {
    statement: String.raw`\frac1K\Bigl[\ln\frac{K+\lambda+2s\tanh(\theta_t/2)}{K-\lambda-2s\tanh(\theta_t/2)}-\ln\frac{K+\lambda+2s\tanh(\theta_0/2)}{K-\lambda-2s\tanh(\theta_0/2)}\Bigr]=\frac{\operatorname{sgn}(\lambda)t}\tau`,
    judge: ends(false),
  },
  wrong: { θ_t: ends(true) },
});

/** E = upper/lower grows as e^{sgn(λ)Kt}: its rate is sgn(λ)K E. */
const exponential = (factor: (mode: Mode) => Rational): StartJudge =>
  equals(mode => {
    const [above, below] = [upper(mode), lower(mode)];
    const rateOfUpper = TWO.mul(mode.s).mul(mode.rate.T);
    const ratio = above.div(below);
    return [['rate of the left side', factor(mode).mul(ratio), rateOfUpper.div(below).mul(ONE.add(ratio))]];
  });

const hasC = modeCondition(
  'C has a value',
  'a(0) ≠ s or λ < 0: else K = λ + 2s tanh(θ_0/2), and C is divided by 0',
  mode => lower(mode).sign() !== 0,
);

const eq314 = modeClaim({
  id: 'eq-3.14',
  title: '(K + λ + 2s tanh(θ_t/2))/(K − λ − 2s tanh(θ_t/2)) = C e^{sgn(λ)Kt/τ}',
  place: `${proof}, equations 3.13 and 3.14`,
  grade: 'missing hypothesis',
  note: 'Where the mode is learned at the start and λ > 0, C has no value. From starts above s the equation holds, C being negative.',
  statement: String.raw`\frac{K+\lambda+2s\tanh(\theta_t/2)}{K-\lambda-2s\tanh(\theta_t/2)}=Ce^{\operatorname{sgn}(\lambda)Kt/\tau}`,
  judge: exponential(({ K, sign }) => K.mul(sign)),
  narrowed: { hypotheses: [hasC] },
  wrong: { 'without the sign': exponential(({ K }) => K), '|λ| for K': exponential(({ lambda }) => lambda) },
});

/** From E = C e^{…} back to tanh(θ/2), line by line. */
const sorted = (tanh: (mode: Mode, E: Rational) => Rational): StartJudge =>
  equals(mode => {
    const { K, lambda, s, T } = mode;
    const E = upper(mode).div(lower(mode));
    return [
      ['multiplied out', lower(mode).mul(E), upper(mode)],
      ['sorted', K.mul(E.sub(ONE)).sub(lambda.mul(E.add(ONE))), TWO.mul(s).mul(T).mul(ONE.add(E))],
      ['tanh(θ_t/2)', tanh(mode, E), T],
    ];
  });

const tanhOf = ({ K, lambda, s }: Mode, E: Rational): Rational =>
  K.mul(E.sub(ONE))
    .sub(lambda.mul(E.add(ONE)))
    .div(TWO.mul(s).mul(ONE.add(E)));

const eq315 = modeClaim({
  id: 'eq-3.15',
  title: 'Solved for tanh(θ_t/2)',
  place: `${proof}, from below equation 3.14 to equation 3.15`,
  note: 'Where C has a value; all tasks of the cases are positive, for s = 0 the last step divides by 0.',
  statement: String.raw`\tanh(\theta_t/2)=\frac{K(E-1)-\lambda(E+1)}{2s(1+E)},\quad E=Ce^{\operatorname{sgn}(\lambda)Kt/\tau}`,
  hypotheses: [hasC],
  judge: sorted(tanhOf),
  wrong: {
    's for 2s': sorted((mode, E) => tanhOf(mode, E).mul(TWO)),
    'λ added': sorted(({ K, lambda, s }, E) =>
      K.mul(E.sub(ONE))
        .add(lambda.mul(E.add(ONE)))
        .div(TWO.mul(s).mul(ONE.add(E))),
    ),
  },
});

/** sinh θ from e^θ = (1 + x)/(1 − x), x = tanh(θ/2). */
const sinhIs = (stated: (x: Rational) => Rational): StartJudge =>
  equals(({ T, sinh }) => {
    const exp = ONE.add(T).div(ONE.sub(T));
    return [
      ['sinh(2 artanh x)', stated(T), exp.sub(ONE.div(exp)).div(TWO)],
      ['the same from a', stated(T), sinh],
    ];
  });

const sinhOfTwice = modeClaim({
  id: 'thm-3.2.1:proof-sinh',
  title: 'sinh(2 artanh x) = 2x/(1 − x²)',
  place: `${proof}, below equation 3.15`,
  statement: String.raw`\sinh(2\tanh^{-1}x)=\frac{2x}{1-x^2}`,
  judge: sinhIs(x => TWO.mul(x).div(ONE.sub(square(x)))),
  wrong: {
    'tanh of twice': sinhIs(x => TWO.mul(x).div(ONE.add(square(x)))),
    'without the 2': sinhIs(x => x.div(ONE.sub(square(x)))),
  },
});

/** a and its rate by a = λx/(1 − x²), x by equation 3.15, E growing by sgn(λ)K or by another factor. */
const solution = (growth: (mode: Mode) => Rational, factor = ONE): StartJudge =>
  equals(mode => {
    const { K, lambda, s, a, rate } = mode;
    const E = upper(mode).div(lower(mode));
    const rateOfE = growth(mode).mul(E);
    const x = tanhOf(mode, E);
    // dx/dE = 2K/(2s(1 + E)²), da/dx = λ(1 + x²)/(1 − x²)².
    const rateOfX = TWO.mul(K)
      .mul(rateOfE)
      .div(TWO.mul(s).mul(square(ONE.add(E))));
    const bend = ONE.sub(square(x));
    return [
      ['a at t = 0', factor.mul(lambda).mul(x).div(bend), a],
      [
        'rate of a',
        factor
          .mul(lambda)
          .mul(ONE.add(square(x)))
          .div(square(bend))
          .mul(rateOfX),
        rate.a,
      ],
    ];
  });

const eq317 = modeClaim({
  id: 'eq-3.17',
  title: 'a(t) = λx/(1 − x²) with x = tanh(θ_t/2) and sgn(λ) in the exponent',
  place: `${proof}, equations 3.16 and 3.17`,
  grade: 'missing hypothesis',
  restsOn: ['eq-3.14', 'eq-3.15'],
  note: 'Equation 3.2, which the theorem states, is this without sgn(λ) and with the C of equation 3.19. Value and rate at every start: the solution follows, starts being states of the flow. Where a(0) = s and λ > 0 C has no value, and a stays.',
  statement: String.raw`a_t=\frac{\lambda x}{1-x^2},\quad x=\frac{K(E-1)-\lambda(E+1)}{2s(1+E)},\quad E=Ce^{\operatorname{sgn}(\lambda)Kt/\tau}`,
  judge: solution(({ K, sign }) => K.mul(sign)),
  narrowed: { hypotheses: [hasC] },
  wrong: {
    'without the sign, as in equation 3.2': solution(({ K }) => K),
    'half of it': solution(({ K, sign }) => K.mul(sign), num(1, 2)),
    '|λ| for K': solution(({ lambda }) => lambda),
  },
});

/** tanh(½ arsinh x) at x = sinh θ, where √(1 + x²) = cosh θ. */
const halfAngle = (under: (cosh: Rational) => Rational): StartJudge =>
  equals(({ sinh, cosh, T }) => [['tanh(½ arsinh x)', sinh.div(under(cosh)), T]]);

const eq318 = modeClaim({
  id: 'eq-3.18',
  title: 'tanh(½ arsinh x) = x/(√(1 + x²) + 1), with θ = arsinh(2a/λ)',
  place: `${proof}, equation 3.18 and the line above it`,
  note: 'The truth is (e^θ − 1)/(e^θ + 1) with e^θ = sinh θ + cosh θ.',
  statement: String.raw`\tanh(\tfrac12\sinh^{-1}x)=\frac{x}{\sqrt{1+x^2}+1}`,
  judge: equals(({ sinh, cosh }) => {
    const exp = sinh.add(cosh);
    return [['tanh(½ arsinh x)', sinh.div(cosh.add(ONE)), exp.sub(ONE).div(exp.add(ONE))]];
  }),
  wrong: { 'without 1': halfAngle(cosh => cosh), 'minus 1': halfAngle(cosh => cosh.add(TWO)) },
});

/** Squares of both sides, since the printed root is no fraction. */
const halfAngleSquared = (under: (mode: Mode) => Rational): StartJudge =>
  equals(mode => [['tanh²(θ/2)', square(mode.sinh).div(under(mode)), square(mode.T)]]);

const afterEq318 = modeClaim({
  id: 'thm-3.2.1:proof-half-angle',
  title: 'tanh(θ/2) = (2a/λ)/√(1 + (2a/λ)² + 1)',
  place: `${proof}, below equation 3.18`,
  grade: 'wrong constant or sign',
  note: 'The root reaches over the second 1. Both sides are squared here.',
  statement: String.raw`\tanh(\theta/2)=\frac{2a/\lambda}{\sqrt{1+(2a/\lambda)^2+1}}`,
  judge: halfAngleSquared(({ sinh }) => TWO.add(square(sinh))),
  corrected: {
    statement: String.raw`\tanh(\theta/2)=\frac{2a/\lambda}{\sqrt{1+(2a/\lambda)^2}+1}`,
    judge: halfAngleSquared(({ cosh }) => square(cosh.add(ONE))),
  },
  wrong: {
    'as printed': halfAngleSquared(({ sinh }) => TWO.add(square(sinh))),
    'without the second 1': halfAngleSquared(({ cosh }) => square(cosh)),
  },
});

const simplifiedTo = (added: (lambda: Rational) => Rational): StartJudge =>
  equals(({ a, sign, root, lambda, T }) => [
    [
      'tanh(θ/2)',
      TWO.mul(a)
        .mul(sign)
        .div(root.add(added(lambda))),
      T,
    ],
  ]);

const simplified = modeClaim({
  id: 'thm-3.2.1:proof-simplified',
  title: 'tanh(θ/2) = 2a sgn(λ)/(√(λ² + 4a²) + λ²)',
  place: `${proof}, “Simplifying”`,
  grade: 'wrong constant or sign',
  note: '|λ| is added, not λ². In equation 3.19 λ stands there, under the root.',
  statement: String.raw`\tanh(\theta/2)=\frac{2a\operatorname{sgn}(\lambda)}{\sqrt{\lambda^2+4a^2}+\lambda^2}`,
  judge: simplifiedTo(square),
  corrected: {
    statement: String.raw`\tanh(\theta/2)=\frac{2a\operatorname{sgn}(\lambda)}{\sqrt{\lambda^2+4a^2}+|\lambda|}`,
    judge: simplifiedTo(lambda => lambda.abs()),
  },
  wrong: { 'λ²': simplifiedTo(square), λ: simplifiedTo(lambda => lambda) },
});

// After theorem 3.2.1.

/** d/da of √(λ² + 4a²)(s − a) at a = s. */
const lateRate = (stated: (mode: Mode) => Rational): StartJudge =>
  equals(mode => [['rate at which s − a falls near the end', stated(mode), mode.K]]);

const evolves = modeClaim({
  id: 'sec-3.2:late-rate',
  title: 'a evolves with e^{Kt}, K = √(λ² + 4s²)',
  place: 'section 3.2, after figure 3.2',
  note: 'Read of what is left to learn: near a = s the rate of s − a is √(λ² + 4a²) = K. Early in training it is √(λ² + 4a(0)²), which is another number.',
  statement: String.raw`s-a(t)\sim e^{-Kt/\tau}`,
  judge: lateRate(
    ({ lambda, s }) =>
      square(lambda)
        .add(FOUR.mul(square(s)))
        .sqrt()!,
  ),
  wrong: { '|λ|': lateRate(({ lambda }) => lambda.abs()), '2s': lateRate(({ s }) => TWO.mul(s)) },
});

const otherLambda = ({ lambda }: Mode): Rational => lambda.abs().add(ONE);

/** Squares of the rates over (s − a)² at λ and at a larger |λ|. */
const faster = (order: '<' | '>'): StartJudge =>
  ordered(mode => [
    [square(otherLambda(mode)).add(FOUR.mul(square(mode.a))), order, square(mode.lambda).add(FOUR.mul(square(mode.a)))],
  ]);

const fasterWithLambda = modeClaim({
  id: 'sec-3.2:larger-lambda-is-faster',
  title: 'The rate of learning rises with |λ|',
  place: 'section 3.2, after figure 3.2',
  note: 'For equal a and s, at every a: da/dt = √(λ² + 4a²)(s − a), so that of two modes with one a(0) that of the larger |λ| is ahead at all times.',
  statement: String.raw`|\lambda'|>|\lambda|\;\Rightarrow\;\sqrt{\lambda'^2+4a^2}>\sqrt{\lambda^2+4a^2}`,
  judge: faster('>'),
  wrong: { slower: faster('<') },
});

/** |λ| ≤ √(λ² + 4x²) ≤ |λ| + 2x²/|λ|, by squares; the share of the second term that is claimed. */
const between = (x: (mode: Mode) => Rational, share = ONE): StartJudge =>
  ordered(mode => {
    const size = mode.lambda.abs();
    const middle = square(size).add(FOUR.mul(square(x(mode))));
    return [
      [square(size), '<=', middle],
      [
        middle,
        '<=',
        square(
          size.add(
            share
              .mul(TWO)
              .mul(square(x(mode)))
              .div(size),
          ),
        ),
      ],
    ];
  });

const kIsLambda = modeClaim({
  id: 'sec-3.2:k-is-lambda',
  title: 'K ≈ |λ| for large |λ|',
  place: 'section 3.2, after figure 3.2',
  note: 'With order and constant: 0 ≤ K − |λ| ≤ 2s²/|λ|.',
  statement: String.raw`|\lambda|\le K\le|\lambda|+2s^2/|\lambda|`,
  judge: between(({ s }) => s),
  wrong: { 'a quarter of the second term': between(({ s }) => s, num(1, 4)) },
});

const largeLambda = modeClaim({
  id: 'thm-3.2.2:exponential',
  title: 'For |λ| → ∞ modes follow τ da/dt ≈ |λ|(s − a), and so s + (a(0) − s)e^{−|λ|t/τ}',
  place: 'theorem 3.2.2 and its proof, |λ| → ∞; the text before it and after equation 3.20',
  note: 'Rates over s − a lie between |λ| and |λ| + 2a²/|λ|, with a between a(0) and s: in u = |λ|t what is left to learn lies between e^{−u} and e^{−u(1 + 2max(a)²/λ²)} of that at the start, so that the error is of the order λ⁻². That is the mode of a shallow network at time u.',
  statement: String.raw`|\lambda|\le\sqrt{\lambda^2+4a^2}\le|\lambda|+2a^2/|\lambda|,\quad a(t)=s+(a(0)-s)e^{-|\lambda|t/\tau}+O(\lambda^{-2})`,
  judge: between(({ a }) => a),
  wrong: { 'a quarter of the second term': between(({ a }) => a, num(1, 4)) },
});

/** √(λ² + 4a²)/|λ| at λ and at a larger one: how far the deep mode is from a shallow one. Squares. */
const likeShallow = (order: '<=' | '>='): StartJudge =>
  ordered(mode => {
    const excess = (lambda: Rational): Rational => FOUR.mul(square(mode.a)).div(square(lambda));
    return [[excess(otherLambda(mode)), order, excess(mode.lambda)]];
  });

const shallower = modeClaim({
  id: 'sec-3.2:more-like-shallow',
  title: 'The larger |λ|, the more a deep network learns like a shallow one',
  place: 'section 3.2, after equation 3.20',
  note: 'In u = |λ|t the rate of a over s − a is √(1 + 4a²/λ²), that of a shallow network 1.',
  statement: String.raw`|\lambda'|>|\lambda|\;\Rightarrow\;\sqrt{1+4a^2/\lambda'^2}-1\le\sqrt{1+4a^2/\lambda^2}-1`,
  judge: likeShallow('<='),
  wrong: { less: likeShallow('>=') },
});

/** Zero-balanced modes: c in both layers, a = c². */
const zeroBalanced = modeCases.map(
  (given): FlowCase => ({
    ...given,
    flow: flow({ layers: [given.flow.layers[0]!, given.flow.layers[0]!], sigmaYX: given.flow.sigmaYX }),
  }),
);

/** d²a/dt² = 4a(s − a)(s − 2a) for da/dt = 2a(s − a): on its way from a(0) to s a sigmoid turns where a = s/2. */
const turns = (says: boolean): StartJudge =>
  isSo<FlowCase>(({ flow: { layers, sigmaYX } }) => {
    const [a, s] = [square(layers[0]!.at(0, 0)), sigmaYX.at(0, 0)];
    const isAhead = a.sign() > 0 && TWO.mul(a).compare(s) < 0;
    return {
      quantity: 'whether the turning point s/2 is ahead',
      isSo: isAhead === says,
      reason: `a(0) = ${a}, s = ${s}`,
    };
  });

const belowHalf: Hypothesis<FlowCase> = {
  name: '0 < a(0) < s/2',
  meaning: 'the mode starts below half of its value, and not at 0',
  holds: ({ flow: { layers, sigmaYX } }) => {
    const a = square(layers[0]!.at(0, 0));
    return a.sign() > 0 && TWO.mul(a).compare(sigmaYX.at(0, 0)) < 0;
  },
};

const sigmoidal = modeClaim({
  id: 'thm-3.2.2:sigmoidal',
  title: 'For λ = 0 modes follow a sigmoid: slow, fast, slow',
  place: 'theorem 3.2.2 and its proof, λ = 0',
  grade: 'missing hypothesis',
  note: 'a(t) is a logistic function; a start at s/2 or above is beyond its turning point, one at 0 stays.',
  statement: String.raw`\lambda=0:\quad\tfrac{d^2a}{dt^2}\text{ changes its sign at some }t>0`,
  cases: zeroBalanced,
  judge: turns(true),
  narrowed: { hypotheses: [belowHalf] },
  wrong: { never: turns(false) },
});

export const sec32: readonly Claim<FlowCase>[] = [
  eq36,
  cosines,
  eq311,
  byArtanh,
  artanhIsLog,
  byLogarithm,
  bothEnds,
  eq314,
  eq315,
  sinhOfTwice,
  eq317,
  eq318,
  afterEq318,
  simplified,
  evolves,
  fasterWithLambda,
  kIsLambda,
  largeLambda,
  shallower,
  sigmoidal,
];
