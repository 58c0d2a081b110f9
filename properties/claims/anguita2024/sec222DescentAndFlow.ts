import type fc from 'fast-check';
import { descendInFloat64 } from '../../../oracles/descendInFloat64.ts';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import type { Look } from '../../../src/judge/look.ts';
import { type Law, lawInWords, lawOf, trendRecord } from '../../../src/judge/trend.ts';
import { fixedDigits, trueCorrelation } from '../../../src/judge/truth.ts';
import { blocksOf } from '../../../src/network/observables/blocks.ts';
import { problemIn } from '../../../src/network/problem.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { frobeniusNorm, subtract } from '../../../src/numbers/linearAlgebra.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { minus, times } from '../_exact.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { norm2 } from '../_twoTasks.ts';
import { thesisClaim } from './_claim.ts';
import { condition, thesisCases } from './_thesisCases.ts';

// Descent with rate η is Euler's method for the flow: at a fixed time it is off by c·η + O(η²), with c ≠ 0 but for rare starts. The time is that of the fastest
// rate of task and weights, so that η is a small part of it for every member.

const FIRST_STEPS = 32;
const MEMBERS = 5;

/** ‖QQᵀ of descent − QQᵀ of the flow‖ at one time, for η = 1/(32·2^k·rate). */
function distances(
  { problem: given }: Case,
  look: Look,
): readonly { readonly logX: number; readonly distance: number }[] {
  const problem = { ...given, tau: Rational.ONE };
  const rate = Math.ceil(
    Math.sqrt(norm2(problem.sigmaYX).toNumber()) + norm2(problem.W1).toNumber() + norm2(problem.W2).toNumber(),
  );
  const { QQ } = trueCorrelation(problem, Rational.of(1, rate), { digits: fixedDigits(15, look) }, look);
  const flow = QQ.map(entry => entry.toNumber());
  const start = problemIn(float64Field, problem);
  look.onAsked?.({ oracle: 'gradient descent', arithmetic: 'float64' });
  return Array.from({ length: MEMBERS }, (_, k) => {
    const steps = FIRST_STEPS * 2 ** k;
    const { W1, W2 } = descendInFloat64(start, 1 / (steps * rate), steps);
    const Ni = W1.cols;
    const { gram1, map, gram2 } = blocksOf(float64Field, { W1, W2 });
    const parts = [
      subtract(float64Field, gram1, flow.slice(0, Ni, 0, Ni)),
      subtract(float64Field, map, flow.slice(Ni, flow.rows, 0, Ni)),
      subtract(float64Field, gram2, flow.slice(Ni, flow.rows, Ni, flow.rows)),
    ];
    return {
      logX: Math.log10(steps * rate),
      distance: Math.hypot(...parts.map(part => frobeniusNorm(float64Field, part))),
    };
  });
}

const DIGITS = 6;

/** The law distance ~ c·η^p. */
const orderOf = (given: Case, look: Look): Law =>
  lawOf(
    distances(given, look).map(({ logX, distance }) => ({ logX, logY: Math.log10(distance) })),
    DIGITS,
  );

/** Holds for an order of at least `least`, fails below half of it. */
const falls =
  (least: number): Judge =>
  (given, effort) => {
    const law = orderOf(given, effort);
    const { value } = law.order;
    return trueOrNot(value >= least ? true : value < least * 0.75 ? false : undefined, {
      quantity: 'distance of descent from the flow at a fixed time, η halved four times',
      reason: `c·η^p, ${lawInWords(law)}`,
      certain: DIGITS,
    });
  };

const moving = condition(
  'not stationary',
  'W2ᵀE ≠ 0 or EW1ᵀ ≠ 0, E = Σyx − W2W1',
  ({ problem: { W1, W2, sigmaYX } }) => {
    const E = minus(sigmaYX, times(W2, W1));
    return [times(W2.transpose(), E), times(E, W1.transpose())].some(force =>
      force.data.some(entry => entry.sign() !== 0),
    );
  },
);

const cases: fc.Arbitrary<Case> = thesisCases();
const MEMBERS_IN_WORDS = 'η = 1/(32·2^k·rate), k = 0 … 4';

export const sec222DescentAndFlow: Claim = thesisClaim({
  id: 'sec-2.2.2:descent-becomes-the-flow',
  topic: 'Gradient descent',
  section: '2.2.2',
  title: 'For η → 0 gradient descent becomes the gradient flow',
  place: 'section 2.2.2, above equation 2.11; section 3.3, “closer to the gradient flow assumption”',
  note: 'At a fixed time, that of the fastest rate of task and weights; QQᵀ of descent in float64 beside that of the flow. The distance is of first order in η, so that it also grows with the rate.',
  hypotheses: [whitened, lambdaBalanced, moving],
  cases,
  evidence: 'trend',
  statement: String.raw`\lim_{\eta\to0}\mathbf W^{(t/\eta)}=\mathbf W(t)`,
  judge: falls(0.9),
  trend: (judged, truth) =>
    trendRecord(
      'distance of descent from the flow ~ c·η^p',
      MEMBERS_IN_WORDS,
      judged.map(given => orderOf(given, { truth })),
    ),
  measured: (judged, truth) => {
    const laws = judged.map(given => orderOf(given, { truth }).order.value);
    return `the distance falls as η^p, p from ${Math.min(...laws).toPrecision(3)} to ${Math.max(...laws).toPrecision(3)} (${MEMBERS_IN_WORDS}).`;
  },
  wrong: { 'of second order': falls(1.8), 'of third order': falls(2.7) },
});
