import { anyWeightsWithInputs } from '../../arbitraries/anyWeightsWithInputs.ts';
import type { Claim } from '../../claim.ts';
import { formulaClaim } from '../_formulaClaim.ts';
import { networkFunction, similarityOfInputs } from '../_hiddenActivities.ts';
import { statedKernel, tangentKernelIs, wrongKernels } from '../_tangentKernel.ts';

export const sec3Observables: readonly Claim[] = [
  formulaClaim({
    id: 'domine2025/eq-1',
    theorem: 'Definitions and observables',
    section: '3',
    title: 'The four blocks of QQᵀ',
    place: 'equation 1',
    needs: ['whitened'],
    printed: { text: "Q = [W1t'; W2t]\nQ*Q' == [W1t'*W1t, W1t'*W2t'; W2t*W1t, W2t*W2t']" },
  }),
  networkFunction({ id: 'domine2025/sec-3:network-function', section: '3', place: 'section 3, below equation 1' }),
  similarityOfInputs({ id: 'domine2025/sec-3:rsm-of-inputs', section: '3', place: 'section 3, RSM_I' }),
  formulaClaim({
    id: 'domine2025/sec-3:rsm-of-outputs',
    theorem: 'Definitions and observables',
    section: '3',
    title: 'Yᵀ(W2W2ᵀ)⁺Y is the similarity of hidden activities W2⁺Y that lead back from the targets',
    place: 'section 3, RSM_O',
    note: 'Read as the Gram matrix of W2⁺Y, the smallest hidden activities that give Y; columns of Σyx stand for targets of white inputs.',
    needs: ['whitened'],
    printed: { text: "Syx'*pinv(W2*W2')*Syx == (pinv(W2)*Syx)'*(pinv(W2)*Syx)" },
  }),
  {
    id: 'domine2025/sec-3:ntk',
    theorem: 'Definitions and observables',
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
