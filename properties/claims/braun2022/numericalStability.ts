import fc from 'fast-check';
import { lazyFormula } from '../../../src/formula/lazyFormula.ts';
import { braun2022Eq5, braun2022Thm31 } from '../../../src/formula/printedFormulas.ts';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { taskSvd } from '../../../src/judge/taskSvd.ts';
import { convert, multiply } from '../../../src/numbers/linearAlgebra.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { svd } from '../../../src/numbers/svd.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { equalDimensions } from '../../hypotheses/equalDimensions.ts';
import { fullRank } from '../../hypotheses/fullRank.ts';
import { nonSingularB } from '../../hypotheses/nonSingularB.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { losesDigits } from '../_inFloat64.ts';
import { noisyReversals } from './sec6Noise.ts';

// Theorem 3.1 takes the inverses of B, S and S̃: no exponential overflows, but digits are lost where these are large, above all near a reversal. Equation 5
// subtracts and inverts matrices that grow like e^{2s̃t/τ}, and overflows.

const thm31 = lazyFormula(braun2022Thm31, { name: 'braun2022/thm-3.1' });
const eq5 = lazyFormula(braun2022Eq5, { name: 'braun2022/eq-5' });

/** Most digits that a stable evaluation may lose. */
const SIX = 6;

const LEAST = 1 / 20;
/** Of B: the loss grows like −log10 of it, to about five digits here and about eight at 1e-12. */
const LEAST_OF_B = 1e-5;

const farFromSingular: Hypothesis = {
  name: 'far from singular',
  meaning: 'singular values of W2(0)W1(0) and Σyx from 1/20 to 20, and those of B at least 1e-5',
  holds: ({ problem: { sigmaYX, W1, W2 } }) => {
    const { field, S, U, V } = taskSvd(sigmaYX, 40);
    const start = svd(field, multiply(field, convert(field, W2), convert(field, W1)));
    const m = S.rows;
    const overlaps = [
      multiply(field, start.U.slice(0, start.U.rows, 0, m).transpose(), U),
      multiply(field, start.V.slice(0, start.V.rows, 0, m).transpose(), V),
    ];
    const B = overlaps[0]!.map((entry, i, j) => field.add(entry, overlaps[1]!.at(i, j)));
    const task = Array.from({ length: m }, (_, k) => S.at(k, k).toNumber());
    const values = [...task, ...start.s.slice(0, m).map(s => s.toNumber())];
    return values.every(s => s >= LEAST && s <= 1 / LEAST) && svd(field, B).s[m - 1]!.toNumber() >= LEAST_OF_B;
  },
};

const stable: Claim = {
  id: 'braun2022/thm-3.1:numerically-stable',
  topic: 'The Riccati equation and its closed forms',
  section: '3',
  title: 'Theorem 3.1 is numerically stable and of high precision',
  place: 'section 3, below theorem 3.1',
  note: 'Read as: equations 11 and 12 in float64, as printed, lose at most six digits of QQᵀ; of three roundings of a case the middle one counts. The text gives no measure.',
  grade: 'missing hypothesis',
  restsOn: ['braun2022/thm-3.1'],
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\text{equations 11 and 12 lose at most 6 digits in float64}`,
      formula: braun2022Thm31,
      hypotheses: [whitened, zeroBalanced, fullRank, nonSingularB],
      evidence: 'simulated',
      cases: fc.oneof(
        caseArbitrary({ lambda: 'zero', rank: 'full' }),
        noisyReversals(['1/1000000', '1/100000000', '-1/30000000']).filter(nonSingularB.holds),
      ),
      judge: losesDigits(thm31, SIX, 'at most'),
    },
    {
      name: 'with an extra hypothesis',
      statement: String.raw`\tfrac1{20}\le\mathbf S,\tilde{\mathbf S}\le20,\;\sigma_{\min}(\mathbf B)\ge10^{-5}\;\Rightarrow\;\text{equations 11 and 12 lose at most 6 digits in float64}`,
      formula: braun2022Thm31,
      hypotheses: [whitened, zeroBalanced, fullRank, nonSingularB, farFromSingular],
      evidence: 'simulated',
      cases: fc.oneof(
        caseArbitrary({ lambda: 'zero', rank: 'full' }),
        // As near to B singular as the hypothesis admits, for turns of one and of two angles.
        noisyReversals(['1/100', '-1/300', '1/10000', '1/90000']).filter(farFromSingular.holds),
      ),
      judge: losesDigits(thm31, SIX, 'at most'),
    },
  ],
  mutants: [
    { name: 'loses six digits', judge: losesDigits(thm31, SIX, 'at least') },
    { name: 'loses at most one', judge: losesDigits(thm31, 1, 'at most') },
    { name: 'equation 5 loses ten', judge: losesDigits(eq5, 10, 'at least') },
  ],
};

/** Times from 400τ/s̃1: e^{2s̃t/τ} is beyond float64. */
const late = (given: Case): Case => {
  const { S } = taskSvd(given.problem.sigmaYX, 20);
  const fastest = Rational.of(S.at(0, 0).toPrecision(6));
  return { ...given, time: Rational.of(400).mul(given.problem.tau).div(fastest) };
};

const unstable: Claim = {
  id: 'braun2022/sec-2:eq-5-unstable',
  topic: 'The Riccati equation and its closed forms',
  section: '2',
  title: 'Evaluated numerically, equation 5 is unstable at late times',
  place: 'section 2, limitations of equation 5',
  note: 'The text says “often”, without saying when. Judged at t = 400τ/s̃1, where float64 overflows: no finite value, or more than six digits lost, on every case.',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`t=400\,\tau/\tilde s_1\;\Rightarrow\;\text{equation 5 loses 6 digits or more in float64}`,
      formula: braun2022Eq5,
      hypotheses: [equalDimensions, whitened, zeroBalanced, fullRank],
      evidence: 'simulated',
      cases: caseArbitrary({ lambda: 'zero', rank: 'full', dimensions: 'equal' }).map(late),
      judge: losesDigits(eq5, SIX, 'at least'),
    },
  ],
  mutants: [{ name: 'it loses few', judge: losesDigits(eq5, SIX, 'at most') }],
};

export const numericalStability: readonly Claim[] = [stable, unstable];
