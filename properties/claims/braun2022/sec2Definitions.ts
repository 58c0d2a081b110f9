import { anyWeightsWithInputs } from '../../arbitraries/anyWeightsWithInputs.ts';
import type { Claim } from '../../claim.ts';
import { formulaClaim } from '../_formulaClaim.ts';
import { statedKernel, tangentKernelIs, wrongKernels } from '../_tangentKernel.ts';

export const sec2Definitions: readonly Claim[] = [
  formulaClaim({
    id: 'braun2022/eq-6',
    theorem: 'Definitions and observables',
    section: '2',
    title: 'The four blocks of QQᵀ',
    place: 'equation 6',
    needs: ['whitened'],
    printed: { text: "Q = [W1t'; W2t]\nQ*Q' == [W1t'*W1t, W1t'*W2t'; W2t*W1t, W2t*W2t']" },
  }),
  formulaClaim({
    id: 'braun2022/eq-8:rsm-of-outputs',
    theorem: 'Definitions and observables',
    section: '2',
    title: 'Yᵀ(W2W2ᵀ)⁺Y is the similarity of hidden activities W2⁺Y that lead back from the targets',
    place: 'equation 8',
    note: 'Read as the Gram matrix of W2⁺Y, the smallest hidden activities that give Y; columns of Σyx stand for targets of white inputs.',
    needs: ['whitened'],
    printed: { text: "Syx'*pinv(W2*W2')*Syx == (pinv(W2)*Syx)'*(pinv(W2)*Syx)" },
  }),
  {
    id: 'braun2022/eq-9',
    theorem: 'Definitions and observables',
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
  formulaClaim({
    id: 'braun2022/eq-10',
    theorem: 'Definitions and observables',
    section: '3',
    title: 'The compact SVDs of the task and of the initial network function, singular values not zero',
    place: 'equation 10',
    note: 'Nm = min(Ni, No) singular values are kept; that none is zero is what assumption 2.4 is for.',
    needs: ['whitened'],
    printed: {
      text: "Syx*V*inv(S)*U'*Syx == Syx",
      statement: String.raw`\tilde{\mathbf\Sigma}^{yx}=\tilde{\mathbf U}\tilde{\mathbf S}\tilde{\mathbf V}^\top,\qquad\tilde s_k\neq0`,
    },
    extra: {
      needs: ['whitened', 'full-rank-task'],
      text: "Syx*V*inv(S)*U'*Syx == Syx",
      statement: String.raw`\operatorname{rank}\tilde{\mathbf\Sigma}^{yx}=\min(N_i,N_o)\;\Rightarrow\;\tilde s_k\neq0`,
    },
  }),
  formulaClaim({
    id: 'braun2022/eq-10:size-of-complements',
    theorem: 'Definitions and observables',
    section: '3',
    title: 'For Ni > No, Ũ⊥ has No − Ni columns',
    place: 'below equation 10',
    note: 'The text says Ni > No twice; Ũ⊥ has columns where No > Ni, and Ṽ⊥ where Ni > No.',
    needs: ['whitened', 'more-inputs'],
    printed: {
      text: 'Uperp + zeros(No, No - Ni) == Uperp',
      statement: String.raw`N_i>N_o:\quad\tilde{\mathbf U}_\perp\in\mathbb R^{N_o\times(N_o-N_i)}`,
    },
    corrected: {
      needs: ['whitened', 'more-outputs'],
      text: "[U, Uperp + zeros(No, No - Ni)]'*[U, Uperp] == I(No)",
      statement: String.raw`N_o>N_i:\quad\tilde{\mathbf U}_\perp\in\mathbb R^{N_o\times(N_o-N_i)}`,
    },
  }),
];
