import type { Claim } from '../../../src/judge/claim.ts';
import { relativeForgetting } from '../_relativeForgetting.ts';

export const sec6RelativeForgetting: readonly Claim[] = relativeForgetting({
  ids: {
    difference: 'braun2022/sec-6:relative-forgetting',
    relativeChange: 'braun2022/sec-6:forgetting-is-relative-change',
    restsOn: 'braun2022/sec-6:loss-of-an-old-task',
  },
  section: '6',
  places: {
    difference: 'section 6, continual learning',
    relativeChange: 'section 6, continual learning, “the amount of forgetting, i.e. the relative change of loss”',
  },
  tasks: ['a', 'b', 'c'],
});
