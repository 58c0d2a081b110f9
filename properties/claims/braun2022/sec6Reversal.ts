import type { Claim, Reading } from '../../../src/judge/claim.ts';
import { convert, zeros } from '../../../src/numbers/linearAlgebra.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { fullRankTask } from '../../hypotheses/fullRankTask.ts';
import { reversal } from '../../hypotheses/reversal.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { convergesTo } from '../_convergesTo.ts';
import { scaled } from '../_exact.ts';

// A network that has learned −Σ with zero-balanced weights has W1 = −√S̃-factors of the opposite sign: W2ᵀŨ + W1Ṽ = 0, no growing
// direction of F is in Q(0), and QQᵀ decays like e^{−2S̃t/τ}/… to zero. One layer follows W′ = (Σ − W)/τ from anywhere.

const reversals = caseArbitrary({ lambda: 'zero', rank: 'full', aligned: true, settles: true }).filter(reversal.holds);

const endsAt = (factor: number) =>
  convergesTo(({ field }, { problem: { sigmaYX } }) => ({
    map: convert(field, scaled(factor, sigmaYX)),
    ...(factor === 0 && {
      gram1: zeros(field, sigmaYX.cols, sigmaYX.cols),
      gram2: zeros(field, sigmaYX.rows, sigmaYX.rows),
    }),
  }));

const deep: Omit<Reading, 'name' | 'statement' | 'judge'> = {
  hypotheses: [whitened, zeroBalanced, fullRankTask, reversal],
  evidence: 'high-precision',
  cases: reversals,
};

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
];
