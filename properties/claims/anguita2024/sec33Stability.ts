import fc from 'fast-check';
import { type LazyFormula, lazyFormula } from '../../../src/formula/lazyFormula.ts';
import { anguita2024Thm331, anguita2024Thm331Corrected } from '../../../src/formula/printedFormulas.ts';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { valueAt } from '../../../src/judge/valueOfFormula.ts';
import { weightsFromFactors } from '../../../src/network/initialisations/balancedFactors.ts';
import { rationalSingularValues } from '../../../src/network/initialisations/rationalSingularValues.ts';
import { problem } from '../../../src/network/problem.ts';
import { decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { convert, multiply } from '../../../src/numbers/linearAlgebra.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { svd } from '../../../src/numbers/svd.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { orthogonalDraw, orthogonalFrom } from '../../arbitraries/orthogonalDraw.ts';
import { drawRecord, draws, indexInto, table } from '../../arbitraries/table.ts';
import { correlation } from '../../arbitraries/taskArbitrary.ts';
import { equalDimensions } from '../../hypotheses/equalDimensions.ts';
import { fullRank } from '../../hypotheses/fullRank.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { lambdaNonzero } from '../../hypotheses/lambdaNonzero.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { losesDigits } from '../_inFloat64.ts';
import { thesisClaim } from './_claim.ts';
import { condition } from './_thesisCases.ts';

// No exponential of theorem 3.3.1 grows, so nothing overflows, at any time. Digits are lost where X = (√(λ² + 4S̃²) − 2S̃)/λ cancels, log10 of s̃/|λ| of
// them, where √(λ² + 4S²) − |λ| does, log10 of |λ|/s, and where B is nearly singular.

const corrected = lazyFormula(anguita2024Thm331Corrected, { name: 'anguita2024/thm-3.3.1' });
const printed = lazyFormula(anguita2024Thm331, { name: 'anguita2024/thm-3.3.1' });
const B: LazyFormula = lazyFormula(
  `${anguita2024Thm331Corrected.slice(0, anguita2024Thm331Corrected.indexOf('\nC = '))}\n`,
  { name: 'B of anguita2024/thm-3.3.1' },
);

/** Most digits that a stable evaluation may lose. */
const SIX = 6;
const HUNDRED = 100;
/** Of B, relative to the largest singular value of the weights. */
const LEAST_OF_B = 1e-3;

const valuesOf = (a: ReturnType<typeof valueAt>): number[] => svd(decimalField(30), a).s.map(s => s.toNumber());

const balancedSizes = condition(
  'sizes within a hundred of λ, B far from singular',
  '|λ|/100 ≤ S, S̃ ≤ 100|λ| for the singular values of W2(0)W1(0) and Σyx, and σmin(B) ≥ σmax(B)/1000',
  given => {
    const field = decimalField(30);
    const { W1, W2, sigmaYX } = given.problem;
    const map = multiply(field, convert(field, W2), convert(field, W1));
    const size = given.lambda.abs().toNumber();
    const all = [...valuesOf(map), ...valuesOf(convert(field, sigmaYX))];
    if (!all.every(s => s >= size / HUNDRED && s <= HUNDRED * size)) return false;
    const ofB = valuesOf(valueAt(B(), given, 30));
    return Math.min(...ofB) >= LEAST_OF_B * Math.max(...ofB);
  },
);

const SIZES = table('1', '1/2', '2/3', '1/3');
const VALUES = table('1', '2', '1/2', '3/2');
const TIMES = table('1', '1/2', '3');

/** Square networks whose W2(0)W1(0) and task are of order 1, with λ = ±μ²; the task is turned against the start in every second. */
function withRoots(...roots: readonly string[]): fc.Arbitrary<Case> {
  const mus = table(...roots);
  return drawRecord({
    width: indexInto([1, 2, 3]),
    mu: indexInto(mus),
    isNegative: fc.nat(1),
    isReversed: fc.nat(1),
    sizes: draws(3, indexInto(SIZES)),
    values: draws(3, indexInto(VALUES)),
    time: indexInto(TIMES),
    U: orthogonalDraw(3),
    V: orthogonalDraw(3),
    R: orthogonalDraw(3),
    Ut: orthogonalDraw(3),
  }).map(draw => {
    const width = draw.width + 1;
    const mu = mus[draw.mu]!;
    const lambda = mu.mul(mu).mul(Rational.of(draw.isNegative === 1 ? -1 : 1));
    // q = μ·c makes s1 and s2 about 1/(2c).
    const pairs = draw.sizes.slice(0, width).map(at => rationalSingularValues(lambda, mu.mul(SIZES[at]!)));
    const [U, V, R, Ut] = [draw.U, draw.V, draw.R, draw.Ut].map(turns => orthogonalFrom(turns, width)) as [M, M, M, M];
    const weights = weightsFromFactors(rationalField, {
      ...{ U, V, R },
      s1: pairs.map(({ s1 }) => s1),
      s2: pairs.map(({ s2 }) => s2),
    });
    const values = draw.values.slice(0, width).map(at => VALUES[at]!);
    const sigmaYX =
      draw.isReversed === 1
        ? correlation(
            U,
            values.map(value => value.neg()),
            V,
          )
        : correlation(Ut, values, V);
    return { problem: problem({ ...weights, sigmaYX }), lambda, time: TIMES[draw.time]!, extra: {} };
  });
}

type M = ReturnType<typeof orthogonalFrom>;

const ofAnySize = caseArbitrary({ lambda: 'any', rank: 'full', dimensions: 'equal' });

const stable: Claim = thesisClaim({
  section: '3.3',
  topic: 'The Riccati equation and its closed forms',
  id: 'thm-3.3.1:numerically-stable',
  title: 'The solution of theorem 3.3.1 is numerically stable',
  place: 'abstract, section 1.2, and section 3.3, after the proof',
  note: 'Read as: the expression as corrected, in float64, loses at most six digits of QQᵀ; of three roundings of a case the middle one counts. The text gives no measure. Nothing overflows, however late; X loses log₁₀(s̃/|λ|) digits, S1 or S2 log₁₀(|λ|/s): for λ → 0, where the expression is not defined, all of them. As braun2022/thm-3.1:numerically-stable is judged. As printed, without the inverse, no digit is right.',
  grade: 'missing hypothesis',
  restsOn: ['thm-3.3.1.3'],
  evidence: 'simulated',
  hypotheses: [whitened, lambdaBalanced, equalDimensions, lambdaNonzero, fullRank],
  cases: fc.oneof(ofAnySize, withRoots('1/1000000000', '1/10000000')),
  statement: String.raw`\text{theorem 3.3.1 loses at most 6 digits in float64}`,
  judge: losesDigits(corrected, SIX, 'at most'),
  narrowed: {
    statement: String.raw`\tfrac{|\lambda|}{100}\le\mathbf S,\tilde{\mathbf S}\le100|\lambda|,\ \sigma_{\min}(\mathbf B)\ge\tfrac{\sigma_{\max}(\mathbf B)}{1000}\;\Rightarrow\;\text{theorem 3.3.1 loses at most 6 digits in float64}`,
    hypotheses: [whitened, lambdaBalanced, equalDimensions, lambdaNonzero, fullRank, balancedSizes],
    // As near to both edges as the hypothesis admits.
    cases: fc.oneof(ofAnySize, withRoots('1/7', '1/8', '1/4', '1/2')).filter(balancedSizes.holds),
  },
  wrong: {
    'loses at least six': losesDigits(corrected, SIX, 'at least'),
    'loses none': losesDigits(corrected, 0, 'at most'),
    'as printed, without the inverse': losesDigits(printed, SIX, 'at most'),
  },
});

export const sec33Stability: readonly Claim[] = [stable];
