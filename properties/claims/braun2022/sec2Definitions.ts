import type { Claim } from '../../../src/judge/claim.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { networkFunction, similarityOfInputs, similarityOfOutputs } from '../_hiddenActivities.ts';
import { tangentKernel } from '../_tangentKernel.ts';

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
  tangentKernel({
    id: 'braun2022/eq-9',
    section: '2',
    place: 'equation 9',
    note: 'Outputs of all samples are read row by row (output, then sample); stacked column by column, the factors of both products change places.',
  }),
];
