import { formulaClaim } from '../../../src/check/formulaClaim.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { anyWeightsWithInputs } from '../../arbitraries/anyWeightsWithInputs.ts';
import { zeroBalanced } from '../../hypotheses/hypothesis.ts';
import { networkFunction, similarityOfInputs, similarityOfOutputs } from '../_hiddenActivities.ts';
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
    note: 'Section 3 lifts assumption 2.1 alone, so assumption 2.4 is in force, read as rank min(Ni, No) = Nm. Without it Nm is the rank, and the complements below have more columns than stated.',
    needs: ['whitened', 'full-rank'],
    printed: {
      text: "blkdiag(Syx*V*inv(S)*U'*Syx, W2*W1*V0*inv(S0)*U0'*W2*W1) == blkdiag(Syx, W2*W1)",
      statement: String.raw`\mathbf W_2\mathbf W_1(0)=\mathbf U\mathbf S\mathbf V^\top,\quad\tilde{\mathbf\Sigma}^{yx}=\tilde{\mathbf U}\tilde{\mathbf S}\tilde{\mathbf V}^\top,\qquad s_k\ne0,\;\tilde s_k\neq0`,
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
    // The other of the two sentences says Ni > No too, and one of them must mean No > Ni.
    fair: {
      needs: ['whitened', 'more-outputs'],
      text: 'Uperp + zeros(No, No - Ni) == Uperp',
      statement: String.raw`N_o>N_i:\quad\tilde{\mathbf U}_\perp\in\mathbb R^{N_o\times(N_o-N_i)}`,
    },
    corrected: {
      needs: ['whitened', 'more-outputs'],
      text: "[U, Uperp + zeros(No, No - Ni)]'*[U, Uperp] == I(No)",
      statement: String.raw`N_o>N_i:\quad\tilde{\mathbf U}_\perp\in\mathbb R^{N_o\times(N_o-N_i)}`,
    },
  }),
  formulaClaim({
    id: 'braun2022/eq-10:size-of-complement-of-inputs',
    theorem: 'Definitions and observables',
    section: '3',
    title: 'For Ni > No, Ṽ⊥ has Ni − No columns',
    place: 'below equation 10',
    needs: ['whitened', 'more-inputs'],
    printed: {
      text: "[V, Vperp + zeros(Ni, Ni - No)]'*[V, Vperp] == I(Ni)",
      statement: String.raw`N_i>N_o:\quad\tilde{\mathbf V}_\perp\in\mathbb R^{N_i\times(N_i-N_o)}`,
    },
  }),
];
