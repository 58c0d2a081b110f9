import type { Claim } from '../../../src/judge/claim.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { seenByTheOutputs, similarityOfInputs, similarityOfOutputs } from '../_hiddenActivities.ts';
import { relativeForgetting } from '../_relativeForgetting.ts';
import { tangentKernel } from '../_tangentKernel.ts';

const kernel: Claim = tangentKernel({
  id: 'anguita2024/eq-2.37',
  section: '2.3.2',
  place: 'equations 2.37 and 4.1',
  note: 'The size of I, N_a in equation 2.37 and N_c in 4.1, is not defined; read as the number of outputs, the only one for which sizes fit. Outputs of all samples are read row by row (output, then sample). The kernel is the Gram matrix of the gradients of the outputs.',
});

export const sec23: readonly Claim[] = [
  similarityOfInputs({ id: 'anguita2024/sec-2.3.2:rsm-of-inputs', section: '2.3.2', place: 'section 2.3.2, RSM_I' }),
  similarityOfOutputs(
    { id: 'anguita2024/sec-2.3.2:rsm-of-outputs', section: '2.3.2', place: 'section 2.3.2, RSM_O' },
    {
      cases: {},
      hypotheses: [lambdaBalanced, seenByTheOutputs],
      tex: String.raw`\mathbf W_2^+\mathbf W_2\mathbf W_1\mathbf X=\mathbf W_1\mathbf X`,
    },
  ),
  kernel,
  ...relativeForgetting({
    ids: {
      difference: 'anguita2024/sec-2.3.4:forgetting',
      relativeChange: 'anguita2024/sec-2.3.4:forgetting-is-relative-change',
      restsOn: 'anguita2024/sec-2.3.4:loss-of-an-old-task',
    },
    section: '2.3.4',
    places: {
      difference: 'section 2.3.4, three lines of forgetting',
      relativeChange: 'section 2.3.4, “specifically, the relative change in loss”',
    },
    tasks: ['i', 'j', 'k'],
  }),
];
