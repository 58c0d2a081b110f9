import type { Claim } from '../claim.ts';
import { sec234LossOfAnOldTask } from './anguita2024/sec234LossOfAnOldTask.ts';
import { thm221 } from './anguita2024/thm221.ts';
import { thm331ClosedForm } from './anguita2024/thm331ClosedForm.ts';
import { thm331RiccatiEquation } from './anguita2024/thm331RiccatiEquation.ts';
import { thm413Negative, thm413Positive } from './anguita2024/thm413.ts';
import { thm441RateOfLoss } from './anguita2024/thm441RateOfLoss.ts';
import { assumption23Persistence } from './braun2022/assumption23Persistence.ts';
import { eq5 } from './braun2022/eq5.ts';
import { sec6AnyZeroBalancedStart } from './braun2022/sec6AnyZeroBalancedStart.ts';
import { sec6LossOfAnOldTask } from './braun2022/sec6LossOfAnOldTask.ts';
import { sec6RelativeForgetting } from './braun2022/sec6RelativeForgetting.ts';
import { thm31 } from './braun2022/thm31.ts';
import { thm32 } from './braun2022/thm32.ts';
import { thm51 } from './braun2022/thm51.ts';
import { a2Persistence } from './domine2025/a2Persistence.ts';
import { a2PersistenceUnderGradientDescent } from './domine2025/a2PersistenceUnderGradientDescent.ts';
import { eq2 } from './domine2025/eq2.ts';
import { lemmaA1RiccatiEquation } from './domine2025/lemmaA1RiccatiEquation.ts';
import { sec4BottleneckNeverZeroLoss } from './domine2025/sec4BottleneckNeverZeroLoss.ts';
import { sec5FunnelLazy, sec5InvertedFunnelLazy, sec5SquareLazy } from './domine2025/sec5Lazy.ts';
import { sec5BottleneckStaysRich, sec5OppositeLimitRich } from './domine2025/sec5Rich.ts';
import { thmA3 } from './domine2025/thmA3.ts';
import { thmA3UnequalDimensions } from './domine2025/thmA3UnequalDimensions.ts';
import { prop6 } from './wendin2025/prop6.ts';

/** Every claim, by theorem and then by paper. */
export const CLAIMS: readonly Claim[] = [
  a2Persistence,
  a2PersistenceUnderGradientDescent,
  assumption23Persistence,
  thm221,
  prop6,
  lemmaA1RiccatiEquation,
  eq2,
  thmA3,
  thmA3UnequalDimensions,
  eq5,
  thm31,
  thm51,
  thm331RiccatiEquation,
  thm331ClosedForm,
  thm32,
  sec6AnyZeroBalancedStart,
  sec5FunnelLazy,
  sec5InvertedFunnelLazy,
  sec5SquareLazy,
  ...sec5OppositeLimitRich,
  ...sec5BottleneckStaysRich,
  thm413Positive,
  thm413Negative,
  sec4BottleneckNeverZeroLoss,
  sec6LossOfAnOldTask,
  sec6RelativeForgetting,
  sec234LossOfAnOldTask,
  thm441RateOfLoss,
];
