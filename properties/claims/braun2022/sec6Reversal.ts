import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Reading } from '../../../src/judge/claim.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { TIMELESS } from '../../../src/judge/instant.ts';
import { equal } from '../../../src/numbers/equal.ts';
import { convert, zeros } from '../../../src/numbers/linearAlgebra.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { fullRankTask } from '../../hypotheses/fullRankTask.ts';
import { nonSingularB } from '../../hypotheses/nonSingularB.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { convergesTo } from '../_convergesTo.ts';
import { scaled, times } from '../_exact.ts';
import { parseRateEquation, rateEquation } from '../_rateEquation.ts';

// A network that has learned −Σ with zero-balanced weights has W1 = −√S̃-factors of the opposite sign: W2ᵀŨ + W1Ṽ = 0, no growing
// direction of F is in Q(0), and QQᵀ decays like e^{−2S̃t/τ}/… to zero. One layer follows W′ = (Σ − W)/τ from anywhere.

const reversed: Hypothesis = {
  name: 'reversal',
  meaning: 'W2(0)W1(0) = −Σyx',
  holds: ({ problem: { W1, W2, sigmaYX } }) => equal(times(W2, W1), scaled(-1, sigmaYX)),
};

const reversals = caseArbitrary({ lambda: 'zero', rank: 'full', aligned: true, settles: true }).filter(reversed.holds);

const endsAt = (factor: number) =>
  convergesTo(({ field }, { problem: { sigmaYX } }) => ({
    map: convert(field, scaled(factor, sigmaYX)),
    ...(factor === 0 && {
      gram1: zeros(field, sigmaYX.cols, sigmaYX.cols),
      gram2: zeros(field, sigmaYX.rows, sigmaYX.rows),
    }),
  }));

const notBLater: Hypothesis = {
  name: 'B singular',
  meaning: 'rank(W2(0)ᵀŨ + W1(0)Ṽ) < min(Ni, No)',
  holds: given => !nonSingularB.holds(given),
};

const deep: Omit<Reading, 'name' | 'statement' | 'judge'> = {
  hypotheses: [whitened, zeroBalanced, fullRankTask, reversed],
  evidence: 'high-precision',
  cases: reversals,
};

const SHALLOW = 'W = Syx - 2*exp(-t/tau)*Syx\nStart = -Syx\n';
const shallow = (equation: string) => rateEquation(() => parseRateEquation('braun2022/sec-6', SHALLOW, equation));

export const sec6Reversal: readonly Claim[] = [
  {
    id: 'braun2022/sec-6:reversal-ends-at-zero',
    topic: 'Convergence to the task',
    section: '6',
    title: 'Reversal learning does not succeed: the dynamics converge to zero',
    place: 'section 6, reversal learning',
    note: 'Reversal is read as a start with W2W1 = −Σyx, zero-balanced as it is after learning −Σyx.',
    restsOn: ['braun2022/sec-6:b-singular-in-reversal'],
    readings: [
      {
        ...deep,
        name: 'as printed',
        statement: String.raw`\mathbf W_2\mathbf W_1(0)=-\tilde{\mathbf\Sigma}^{yx}\;\Rightarrow\;\mathbf Q\mathbf Q^\top(t)\to0`,
        judge: endsAt(0),
      },
    ],
    mutants: [
      { name: 'the task is learned', judge: endsAt(1) },
      { name: 'the old task stays', judge: endsAt(-1) },
    ],
  },
  {
    id: 'braun2022/sec-6:b-singular-in-reversal',
    topic: 'Reversal learning',
    section: '6',
    title: 'B is not invertible in reversal learning',
    place: 'section 6, reversal learning',
    note: 'The text says “generally”; it is so on every case, since B = 0.',
    readings: [
      {
        ...deep,
        name: 'as printed',
        statement: String.raw`\mathbf W_2\mathbf W_1(0)=-\tilde{\mathbf\Sigma}^{yx}\;\Rightarrow\;\operatorname{rank}\mathbf B<\min(N_i,N_o)`,
        judge: (given: Case) => verdictOn(notBLater.holds(given)),
      },
    ],
    mutants: [{ name: 'B is invertible', judge: (given: Case) => verdictOn(nonSingularB.holds(given)) }],
  },
  {
    id: 'braun2022/sec-6:shallow-reversal',
    topic: 'Reversal learning',
    section: '6',
    title: 'A shallow network learns the reversal without slowing',
    place: 'section 6, reversal learning',
    note: 'One layer from −Σyx: W(t) = (1 − 2e^{−t/τ})Σyx solves τW′ = Σyx − W, at one rate for all modes.',
    readings: [
      {
        name: 'as printed',
        statement: String.raw`\tau\dot{\mathbf W}=\tilde{\mathbf\Sigma}^{yx}-\mathbf W,\;\mathbf W(0)=-\tilde{\mathbf\Sigma}^{yx}\;\Rightarrow\;\mathbf W(t)=\left(1-2e^{-\frac t\tau}\right)\tilde{\mathbf\Sigma}^{yx}`,
        formula: `${SHALLOW}tau*dW == Syx - W`,
        hypotheses: [whitened],
        evidence: 'high-precision',
        cases: caseArbitrary({ task: 'non-zero' }),
        judge: shallow('tau*dW == Syx - W'),
      },
    ],
    mutants: [
      { name: 'rate doubled', judge: shallow('tau*dW == 2*(Syx - W)') },
      { name: 'away from the task', judge: shallow('tau*dW == W - Syx') },
    ],
  },
];

function verdictOn(holds: boolean) {
  return {
    outcome: holds ? 'held' : 'failed',
    logResidual: holds ? Number.NEGATIVE_INFINITY : 0,
    unmeasured: true,
    certain: Number.POSITIVE_INFINITY,
    quantity: 'rank of W2ᵀŨ + W1Ṽ',
    reason: `B is ${holds ? 'as' : 'not as'} stated`,
    at: TIMELESS,
  } as const;
}
