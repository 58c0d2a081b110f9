import type { Claim } from '../../../src/judge/claim.ts';
import { anyWeightsWithInputs } from '../../arbitraries/anyWeightsWithInputs.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { networkFunction, similarityOfInputs, similarityOfOutputs } from '../_hiddenActivities.ts';
import { statedKernel, tangentKernelIs, wrongKernels } from '../_tangentKernel.ts';

export const sec2Definitions: readonly Claim[] = [
  networkFunction({ id: 'braun2022/eq-7', section: '2', place: 'equation 7, with equation 1' }),
  similarityOfInputs({ id: 'braun2022/eq-8:rsm-of-inputs', section: '2', place: 'equation 8' }),
  similarityOfOutputs(
    { id: 'braun2022/eq-8:rsm-of-outputs', section: '2', place: 'equation 8' },
    {
      cases: { lambda: 'zero' },
      hypotheses: [zeroBalanced],
      tex: String.raw`\mathbf W_1\mathbf W_1^\top=\mathbf W_2^\top\mathbf W_2`,
    },
  ),
  {
    id: 'braun2022/eq-9',
    topic: 'Definitions and observables',
    section: '2',
    title: 'The tangent kernel is I ⊗ XᵀW1ᵀW1X + W2W2ᵀ ⊗ XᵀX',
    place: 'equation 9',
    note: 'Outputs of all samples are read row by row (output, then sample); stacked column by column, the factors of both products change places.',
    readings: [
      {
        name: 'as printed',
        statement: String.raw`\mathrm{NTK}=\mathbf I_{N_o}\otimes\mathbf X^\top\mathbf W_1^\top\mathbf W_1\mathbf X+\mathbf W_2\mathbf W_2^\top\otimes\mathbf X^\top\mathbf X`,
        hypotheses: [],
        evidence: 'exact',
        cases: anyWeightsWithInputs,
        judge: tangentKernelIs(statedKernel),
      },
    ],
    mutants: wrongKernels,
  },
];
