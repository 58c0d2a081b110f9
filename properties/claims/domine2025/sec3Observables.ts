import type { Claim } from '../../../src/judge/claim.ts';
import { anyWeightsWithInputs } from '../../arbitraries/anyWeightsWithInputs.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { networkFunction, seenByTheOutputs, similarityOfInputs, similarityOfOutputs } from '../_hiddenActivities.ts';
import { statedKernel, tangentKernelIs, wrongKernels } from '../_tangentKernel.ts';

export const sec3Observables: readonly Claim[] = [
  networkFunction({ id: 'domine2025/sec-3:network-function', section: '3', place: 'section 3, below equation 1' }),
  similarityOfInputs({ id: 'domine2025/sec-3:rsm-of-inputs', section: '3', place: 'section 3, RSM_I' }),
  similarityOfOutputs(
    { id: 'domine2025/sec-3:rsm-of-outputs', section: '3', place: 'section 3, RSM_O' },
    {
      cases: {},
      hypotheses: [lambdaBalanced, seenByTheOutputs],
      tex: String.raw`\mathbf W_2^+\mathbf W_2\mathbf W_1\mathbf X=\mathbf W_1\mathbf X`,
    },
  ),
  {
    id: 'domine2025/sec-3:ntk',
    topic: 'Definitions and observables',
    section: '3',
    title: 'The tangent kernel is I ⊗ XᵀW1ᵀW1X + W2W2ᵀ ⊗ XᵀX',
    place: 'section 3, NTK',
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
