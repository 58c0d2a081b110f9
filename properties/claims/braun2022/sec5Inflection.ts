import fc from 'fast-check';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { TIMELESS } from '../../../src/judge/instant.ts';
import type { Look } from '../../../src/judge/look.ts';
import { taskSvd } from '../../../src/judge/taskSvd.ts';
import { decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { indexInto, table } from '../../arbitraries/table.ts';
import { taskBasisCaseArbitrary } from '../../arbitraries/taskBasisCaseArbitrary.ts';
import { equalTaskValues } from '../../hypotheses/equalTaskValues.ts';
import { fullRank } from '../../hypotheses/fullRank.ts';
import { startInTaskBasis } from '../../hypotheses/startInTaskBasis.ts';
import { twoByTwo } from '../../hypotheses/twoByTwo.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { scaled, T, times } from '../_exact.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { largeStart } from './_largeStarts.ts';
import { taskBasisMotion } from './_taskBasisMotion.ts';

// What tells a sigmoid from an exponential without a measure of likeness: a sigmoid has an inflection, an exponential approach
// has none. With s1 = s2 = s the eigenvectors of M = AᵀA stand still and its eigenvalues follow τm′ = 2m(s − m), so
//   τ²ä_k = Σ_j w_kj 4m_j(s − m_j)(s − 2m_j),  w_kj ≥ 0:
// positive while all m_j < s/2, negative once all are between s/2 and s, and positive for all m_j > s. Between these sizes the
// terms have both signs, and there can be none, two or more inflections (“more complex behaviour”).

const small: Hypothesis = {
  name: 'small start',
  meaning: 'a1(0) + a2(0) ≤ s/10',
  holds: ({ problem, extra }) => {
    const M = times(T(extra.A0!), extra.A0!);
    return M.at(0, 0).add(M.at(1, 1)).toNumber() <= taskSvd(problem.sigmaYX, 20).S.at(0, 0).toNumber() / 10;
  },
};

const smallOrLarge: Hypothesis = {
  name: 'small or large start',
  meaning: 'a1(0) + a2(0) ≤ s/10, or A(0)ᵀA(0) ≥ s',
  holds: given => small.holds(given) || largeStart.holds(given),
};

const SCALES = table('1/8', '4', '1/32', '16', '1/128');

const cases: fc.Arbitrary<Case> = fc
  .tuple(taskBasisCaseArbitrary({ sizes: [2], values: 'equal' }), indexInto(SCALES))
  .map(([given, index]) => {
    const { W1, W2 } = given.problem;
    const [scale, A0] = [SCALES[index]!, given.extra.A0!];
    return {
      ...given,
      problem: { ...given.problem, W1: scaled(scale, W1), W2: scaled(scale, W2) },
      extra: { A0: scaled(scale, A0) },
    };
  })
  .filter(smallOrLarge.holds);

/** Times in units of τ/s, to when a start of size ε = a1 + a2 is learned: e^{2st/τ} = 1/ε takes ln(1/ε)/2. */
const STEPS = 16;
const DIGITS = 20;

/** The signs of τ²ä1 at the start and at sixteen later times, each of which is certain. */
function signsOfCurvature(given: Case, look: Look): readonly number[] {
  const s = taskSvd(given.problem.sigmaYX, 20).S.at(0, 0).toNumber();
  const M = times(T(given.extra.A0!), given.extra.A0!);
  const determinant = M.at(0, 0)
    .mul(M.at(1, 1))
    .sub(M.at(0, 1).mul(M.at(0, 1)))
    .toNumber();
  // The smaller eigenvalue is at least det/tr, and is learned last.
  const last = Math.max(1, (Math.log((s * (M.at(0, 0).toNumber() + M.at(1, 1).toNumber())) / determinant) + 4) / 2);
  const unit = given.problem.tau.div(Rational.of(s.toPrecision(6)));
  const instants = Array.from({ length: STEPS + 1 }, (_, k) =>
    unit.mul(Rational.of(Math.round((64 * k * last) / STEPS), 64)),
  );
  return taskBasisMotion(given, instants, DIGITS, look).map(({ ddM, M: now }) => {
    const curvature = ddM.at(0, 0);
    // ä is a sum of terms of the size m s²: below 10⁻⁸ of that it is not counted.
    return curvature.abs().toNumber() <= 1e-8 * now.at(0, 0).toNumber() * s * s ? 0 : curvature.cmp(0);
  });
}

/** Holds where a1 has an inflection, from growing faster to growing slower, or has none, as stated of the start. */
const hasInflection =
  (isStated: (given: Case) => boolean): Judge =>
  (given, effort) => {
    const signs = signsOfCurvature(given, effort);
    const told = signs.filter(sign => sign !== 0);
    const found = told.some((sign, k) => k > 0 && sign < 0 && told[k - 1]! > 0);
    return trueOrNot(found === isStated(given), {
      quantity: 'sign of ä1 from the start to the end of learning',
      reason: `${signs.map(sign => '-0+'[sign + 1]).join('')}; the statement is that there is ${isStated(given) ? 'an' : 'no'} inflection`,
      certain: 8,
      at: TIMELESS,
      truth: new Matrix(1, signs.length, signs.map(decimalField(12).of)),
    });
  };

export const sec5Inflection: Claim = {
  id: 'braun2022/sec-5:sigmoidal-to-exponential',
  topic: 'Decoupling',
  section: '5',
  title: 'As the variance of the start grows, learning turns from sigmoidal to exponential',
  place: 'section 5, effect of initialisation variance',
  note: 'Told apart by what needs no measure of likeness: a sigmoid has an inflection, an exponential none. Judged in the setting that the text analyses, two modes with s1 = s2 = s, on starts with a1 + a2 ≤ s/10 (down to s/16000) and with A(0)ᵀA(0) ≥ s (up to a thousand times as large); between them the text itself leaves the behaviour open. That the curve without an inflection is an exponential is judged in sec-4:large-weights-learn-exponentially, and false.',
  readings: [
    {
      name: 'as printed',
      costly: true,
      statement: String.raw`a_1(0)+a_2(0)\le\tfrac s{10}\;\Rightarrow\;\ddot a_1\text{ turns from }+\text{ to }-;\qquad\mathbf A(0)^\top\mathbf A(0)\succeq s\,\mathbf I\;\Rightarrow\;\ddot a_1\text{ does not}`,
      hypotheses: [whitened, zeroBalanced, twoByTwo, fullRank, equalTaskValues, startInTaskBasis, smallOrLarge],
      evidence: 'high-precision',
      cases,
      judge: hasInflection(small.holds),
    },
  ],
  mutants: [
    { name: 'an inflection from any start', judge: hasInflection(() => true) },
    { name: 'none from any start', judge: hasInflection(() => false) },
    { name: 'exchanged', judge: hasInflection(given => !small.holds(given)) },
  ],
};
