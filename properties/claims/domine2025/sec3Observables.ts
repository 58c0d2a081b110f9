import type { Claim } from '../../../src/judge/claim.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { networkFunction, seenByTheOutputs, similarityOfInputs, similarityOfOutputs } from '../_hiddenActivities.ts';
import { tangentKernel } from '../_tangentKernel.ts';

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
  tangentKernel({
    id: 'domine2025/sec-3:ntk',
    section: '3',
    place: 'section 3, NTK',
    note: 'Outputs of all samples are read row by row (output, then sample); stacked column by column, the factors of both products change places.',
  }),
];
