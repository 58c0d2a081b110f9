import type { Claim } from '../../../src/judge/claim.ts';
import { relativeForgetting } from '../_relativeForgetting.ts';

export const sec23: readonly Claim[] = relativeForgetting({
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
});
