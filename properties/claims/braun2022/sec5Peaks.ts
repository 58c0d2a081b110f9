import type { Case } from '../../../src/judge/case.ts';
import { caseHash } from '../../../src/judge/caseJson.ts';
import type { Claim, Judge, Reading } from '../../../src/judge/claim.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { TIMELESS } from '../../../src/judge/instant.ts';
import type { Look } from '../../../src/judge/look.ts';
import { remember } from '../../../src/judge/remember.ts';
import { taskSvd } from '../../../src/judge/taskSvd.ts';
import { type Law, lawInWords, lawOf, trendRecord } from '../../../src/judge/trend.ts';
import { fixedDigits, trueCorrelations } from '../../../src/judge/truth.ts';
import type { Problem } from '../../../src/network/problem.ts';
import { type Decimal, decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { multiply, scale } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { taskBasisCaseArbitrary } from '../../arbitraries/taskBasisCaseArbitrary.ts';
import { equalTaskValues } from '../../hypotheses/equalTaskValues.ts';
import { fullRank } from '../../hypotheses/fullRank.ts';
import { startInTaskBasis } from '../../hypotheses/startInTaskBasis.ts';
import { twoByTwo } from '../../hypotheses/twoByTwo.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { T, times } from '../_exact.ts';
import { trueOrNot } from '../_trueOrNot.ts';

// From a start of size ε the first mode is learned at e^{2s₁t} ~ ε⁻², when b has grown like e^{(s₁+s₂)t} to ε^{1−s₂/s₁}. So the
// peak of |b| vanishes with ε for s₁ > s₂ and does not for s₁ = s₂, where it tends to s|b(0)|/(a₁ + a₂ + 2√det) for every ε.
// τb′ = b(s₁ + s₂ − 2(a₁ + a₂)): b falls as long as a₁ + a₂ > (s₁ + s₂)/2.

const coupled: Hypothesis = {
  name: 'coupled',
  meaning: 'b(0) ≠ 0, read off W1ᵀW1ΣᵀΣ ≠ ΣᵀΣW1ᵀW1, or off-diagonal in A(0)ᵀA(0)',
  holds: ({ extra }) => {
    const M = times(T(extra.A0!), extra.A0!);
    return M.data.some((entry, at) => Math.floor(at / M.cols) !== at % M.cols && entry.sign() !== 0);
  },
};

const distinctValues: Hypothesis = {
  name: 'distinct singular values',
  meaning: 's1 ≠ s2',
  holds: given => !equalTaskValues.holds(given),
};

/** The starts of the case times 16^−k. */
const SCALES = [4, 5, 6, 7, 8] as const;
/** Times at which the peak is looked for, in units of ln(1/ε)τ/s̃₁, from before the first mode is learned to after the second. */
const STEPS = Array.from({ length: 24 }, (_, k) => Rational.of(k + 12, 16));
const DIGITS = 12;

function peakOf({ problem }: Case, exponent: number, look: Look): number {
  const factor = Rational.of(1, 16 ** exponent);
  const start = {
    ...problem,
    W1: scale(rationalField, factor, problem.W1),
    W2: scale(rationalField, factor, problem.W2),
  };
  const { S, V } = taskSvd(problem.sigmaYX, 30);
  const s1 = Rational.of(S.at(0, 0).toPrecision(12));
  const unit = Rational.of(Math.round(16 * exponent * Math.log(16)), 16)
    .mul(problem.tau)
    .div(s1);
  return Math.max(
    ...offDiagonals(
      start,
      STEPS.map(step => unit.mul(step)),
      V,
      look,
    ),
  );
}

/** |b(t)|, by the oracle. */
function offDiagonals(problem: Problem, times: readonly Rational[], V: Matrix<Decimal>, look: Look): number[] {
  const field = decimalField(30);
  const basis = V.map(field.cross);
  return trueCorrelations(problem, times, { digits: fixedDigits(DIGITS, look) }, look).map(({ QQ }) => {
    const gram = QQ.slice(0, 2, 0, 2).map(field.cross);
    const inBasis = multiply(field, multiply(field, basis.transpose(), gram), basis);
    return Math.abs(inBasis.at(0, 1).toNumber());
  });
}

interface Peaks {
  readonly peaks: readonly number[];
  /** In 1/ε: theory has the order 1 − s₂/s₁ ≥ 1/5 where the values differ, and 0. */
  readonly law: Law;
}

const remembered = remember<Peaks>(500);

function peaksOf(given: Case, look: Look): Peaks {
  const { again = false } = look;
  return remembered(look, `${caseHash(given)} ${again}`, heard => {
    const peaks = SCALES.map(exponent => peakOf(given, exponent, heard));
    const members = peaks.map((peak, k) => ({ logX: SCALES[k]! * Math.log10(16), logY: Math.log10(peak) }));
    // Peaks are looked for at few times: the whole sequence tells more than its last two members.
    return { peaks, law: lawOf(members, DIGITS, 0) };
  });
}

const peakVanishes =
  (vanishes: boolean): Judge =>
  (given, effort) => {
    const { law, peaks } = peaksOf(given, effort);
    const p = law.order.value;
    return trueOrNot(p > 0.1 ? vanishes : p < 0.03 ? !vanishes : undefined, {
      quantity: 'peak of |b| for starts ε = 16⁻⁴ to 16⁻⁸',
      reason: `measured: c·ε^p, ${lawInWords(law)}`,
      certain: 3,
      at: TIMELESS,
      truth: new Matrix(1, peaks.length, peaks.map(decimalField(12).of)),
    });
  };

const trend: NonNullable<Reading<Case>['trend']> = (judged, truth) =>
  trendRecord(
    'largest |b| ~ c·ε^p',
    'ε = 16⁻⁴, 16⁻⁵, 16⁻⁶, 16⁻⁷, 16⁻⁸',
    judged.map(given => peaksOf(given, { truth }).law),
  );

const TWO_MODES = [whitened, zeroBalanced, twoByTwo, fullRank, startInTaskBasis, coupled];

export const sec5Peaks: Claim = {
  id: 'braun2022/sec-5:small-starts-keep-the-off-diagonal-near-zero',
  topic: 'Decoupling',
  section: '5',
  title: 'From small weights the off-diagonal remains near zero throughout learning',
  place: 'section 5, decoupling dynamics',
  note: 'Read as a peak of |b| that vanishes with the size ε of the start. The sentence follows one on s1 = s2, where it does not: the peak there does not depend on ε.',
  grade: 'missing hypothesis',
  readings: [
    {
      name: 'as printed',
      costly: true,
      statement: String.raw`\max_t|b(t)|\to0\qquad(\mathbf A(0)\to0)`,
      hypotheses: TWO_MODES,
      evidence: 'trend',
      trend,
      cases: taskBasisCaseArbitrary({ sizes: [2], values: 'equal' }),
      judge: peakVanishes(true),
    },
    {
      name: 'with an extra hypothesis',
      costly: true,
      statement: String.raw`\tilde s_1\ne\tilde s_2\;\Rightarrow\;\max_t|b(t)|\to0\qquad(\mathbf A(0)\to0)`,
      hypotheses: [...TWO_MODES, distinctValues],
      evidence: 'trend',
      trend,
      cases: taskBasisCaseArbitrary({ sizes: [2] }),
      judge: peakVanishes(true),
    },
  ],
  mutants: [{ name: 'the peak stays', judge: peakVanishes(false) }],
};
