import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { TIMELESS } from '../../../src/judge/instant.ts';
import type { Look } from '../../../src/judge/look.ts';
import { taskSvd } from '../../../src/judge/taskSvd.ts';
import { type Decimal, decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { taskBasisCaseArbitrary } from '../../arbitraries/taskBasisCaseArbitrary.ts';
import { equalTaskValues } from '../../hypotheses/equalTaskValues.ts';
import { fullRank } from '../../hypotheses/fullRank.ts';
import { startInTaskBasis } from '../../hypotheses/startInTaskBasis.ts';
import { twoByTwo } from '../../hypotheses/twoByTwo.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { T, times } from '../_exact.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { type Motion, taskBasisMotion } from './_taskBasisMotion.ts';

// τb′ = 2b(s − a1 − a2) for s1 = s2 = s, and a1 + a2 grows: |b| rises until a1 + a2 = s and falls from then on. Both elements
// are positive, so each is below s at the peak. That both are less than half learned there is false: their sum is s.

const intermediate: Hypothesis = {
  name: 'intermediate start',
  meaning: 'b(0) ≠ 0 and a1(0) + a2(0) < s: the off-diagonal grows at first',
  holds: ({ problem, extra }) => {
    const M = times(T(extra.A0!), extra.A0!);
    const [sum, s] = [M.at(0, 0).add(M.at(1, 1)).toNumber(), taskSvd(problem.sigmaYX, 20).S.at(0, 0).toNumber()];
    return M.at(0, 1).sign() !== 0 && sum < s * (1 - 1e-12);
  },
};

const INSTANTS = 12;
const DIGITS = 15;

/** Whether |b| is still growing. */
const isRising = ({ M, dM }: Motion): boolean => M.at(0, 1).mul(dM.at(0, 1)).toNumber() > 0;

/** The motion at the last of some instants before the peak of |b| and at the first after it, about τ/(100s) apart. */
function aroundPeak(given: Case, s: number, look: Look): readonly [Motion, Motion] {
  const unit = given.problem.tau.div(Rational.of(s.toPrecision(6)));
  const at = (instants: readonly Rational[]): readonly Motion[] =>
    taskBasisMotion(
      given,
      instants.map(instant => unit.mul(instant)),
      DIGITS,
      look,
    );
  let [from, span] = [Rational.ZERO, Rational.ONE];
  for (;;) {
    const instants = [...Array.from({ length: INSTANTS + 1 }, (_, k) => from.add(span.mul(Rational.of(k, INSTANTS))))];
    const motions = at(instants);
    const after = motions.findIndex(motion => !isRising(motion));
    if (after < 0) from = instants.at(-1)!;
    else {
      from = instants[after - 1]!;
      if (span.compare(Rational.ONE) < 0) return [motions[after - 1]!, motions[after]!];
      span = span.div(Rational.of(INSTANTS));
    }
  }
}

/** Holds where both on-diagonal elements are below `share`·s before and after the peak of |b|. */
const isBelow =
  (share: number): Judge =>
  (given, effort) => {
    const s = taskSvd(given.problem.sigmaYX, 20).S.at(0, 0).toNumber();
    const found = aroundPeak(given, s, effort).flatMap(({ M }) => [M.at(0, 0), M.at(1, 1)]);
    const shares = found.map((value: Decimal) => value.toNumber() / s);
    return trueOrNot(
      shares.every(value => value < share),
      {
        quantity: 'a1/s and a2/s just before the peak of |b| and just after',
        reason: `${shares.map(value => value.toPrecision(4)).join(', ')}; stated is below ${share}`,
        certain: DIGITS - 3,
        at: TIMELESS,
        truth: new Matrix(1, shares.length, shares.map(decimalField(12).of)),
      },
    );
  };

export const sec5PeakBeforeLearned: Claim = {
  id: 'braun2022/sec-5:peak-before-fully-learned',
  topic: 'Decoupling',
  section: '5',
  title: 'At intermediate initialisations the off-diagonal peaks before the singular mode is fully learned',
  place: 'section 5, decoupling dynamics',
  note: 'Intermediate is read as a start from which the off-diagonal grows at first: a1 + a2 < s and b ≠ 0, for s1 = s2 = s. Fully learned is a_k = s. The peak is found on the flow itself, between two instants about τ/(100s) apart.',
  readings: [
    {
      name: 'as printed',
      costly: true,
      statement: String.raw`|b(t_{\mathrm{peak}})|=\max_t|b(t)|\;\Rightarrow\;a_1(t_{\mathrm{peak}})<s,\;a_2(t_{\mathrm{peak}})<s`,
      hypotheses: [whitened, zeroBalanced, twoByTwo, fullRank, equalTaskValues, startInTaskBasis, intermediate],
      evidence: 'high-precision',
      cases: taskBasisCaseArbitrary({ sizes: [2], values: 'equal', start: 'small to moderate' }).filter(
        intermediate.holds,
      ),
      judge: isBelow(1),
    },
  ],
  mutants: [
    { name: 'before either is half learned', judge: isBelow(0.5) },
    { name: 'before either is a quarter learned', judge: isBelow(0.25) },
  ],
};
