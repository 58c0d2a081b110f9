import fc from 'fast-check';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { rateOf } from '../../../src/judge/regime.ts';
import { decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { convert } from '../../../src/numbers/linearAlgebra.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { fullRankTask } from '../../hypotheses/fullRankTask.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { nonSingularB } from '../../hypotheses/nonSingularB.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { convergesTo } from '../_convergesTo.ts';
import { scaled } from '../_exact.ts';
import { thesisClaim } from './_claim.ts';
import { largerLayerIsSquare } from './_largeLambda.ts';
import { condition } from './_thesisCases.ts';

// Where the flow stands still W2ᵀE = 0 and EW1ᵀ = 0, E = Σyx − W2W1. For λ > 0 and Nh = No W2ᵀW2 ≥ λI makes W2 invertible, so E = 0 there and nowhere else; for
// λ < 0 and Nh = Ni W1 is. For λ = 0 starts beside a mode of the task stay at a saddle.

const endsAt = (factor: Rational): Judge =>
  convergesTo((_svd, { problem: { sigmaYX } }) => ({ map: convert(decimalField(60), scaled(factor, sigmaYX)) }));

const noSaddle = condition(
  'no saddle in the way',
  'λ ≠ 0 and the larger layer square, or λ = 0, a task of full rank and B non-singular',
  (given: Case) =>
    given.lambda.sign() === 0
      ? fullRankTask.holds(given) && nonSingularB.holds(given)
      : largerLayerIsSquare.holds(given),
);

/** What is learned of a direction beside the task is forgotten at the rate |λ|/2. No hypothesis, but a limit of what is tried: as far as a flow is followed. */
const MOST_SPREAD = 200;
const settles = ({ problem, lambda }: Case): boolean =>
  lambda.sign() === 0 || lambda.abs().mul(Rational.of(MOST_SPREAD, 2)).compare(rateOf(problem, lambda)) >= 0;

export const sec22Convergence: Claim = thesisClaim({
  id: 'sec-2.2.1:converges-to-the-task',
  topic: 'Convergence to the task',
  section: '2.2.1',
  title: 'The network converges to the global minimum, W2W1 = Σyx, from any start',
  place: 'section 2.2.1, below equation 2.6; section 4.3, on figure 4.1; section 4.4, on figure 4.7',
  note: 'Starts of any λ-balance, saddles and bottlenecks among them; those of no balance are not judged. For λ ≠ 0 tasks of any rank hold, 0 among them, judged where |λ|/2 is at least 1/200 of the fastest rate of a deficient task, as far as a flow is followed. Where it converges the rate of each loss goes to 0, and the function is one for all starts.',
  grade: 'missing hypothesis',
  evidence: 'high-precision',
  costly: true,
  hypotheses: [whitened, lambdaBalanced],
  cases: fc.oneof(
    caseArbitrary({ task: 'non-zero', settles: true }),
    caseArbitrary({ lambda: 'zero', rank: 'full', settles: true }),
  ),
  statement: String.raw`\lim_{t\to\infty}\mathbf W_2\mathbf W_1=\tilde{\mathbf\Sigma}^{yx}`,
  judge: endsAt(Rational.ONE),
  narrowed: {
    hypotheses: [whitened, lambdaBalanced, noSaddle],
    cases: fc.oneof(
      caseArbitrary({ settles: true }).filter(settles),
      caseArbitrary({ rank: 'full', settles: true }),
      caseArbitrary({ lambda: 'zero', rank: 'full', settles: true }),
    ),
  },
  wrong: { 'half the task': endsAt(Rational.of(1, 2)), 'its negative': endsAt(Rational.of(-1)) },
});
