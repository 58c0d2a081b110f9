import type { Claim } from '../../src/judge/claim.ts';
import { sec234LossOfAnOldTask } from './anguita2024/sec234LossOfAnOldTask.ts';
import { thm221 } from './anguita2024/thm221.ts';
import { thm331ClosedForm } from './anguita2024/thm331ClosedForm.ts';
import { thm331RiccatiEquation } from './anguita2024/thm331RiccatiEquation.ts';
import { thm413 } from './anguita2024/thm413.ts';
import { thm441RateOfLoss } from './anguita2024/thm441RateOfLoss.ts';
import { assumption23Persistence } from './braun2022/assumption23Persistence.ts';
import { assumption23PersistenceUnderDescent } from './braun2022/assumption23PersistenceUnderDescent.ts';
import { eq4RiccatiEquation } from './braun2022/eq4RiccatiEquation.ts';
import { eq5 } from './braun2022/eq5.ts';
import { eq5Assumptions } from './braun2022/eq5Assumptions.ts';
import { eq10Eigenvalues } from './braun2022/eq10Eigenvalues.ts';
import { fig2cLearningRate } from './braun2022/fig2cLearningRate.ts';
import { numericalStability } from './braun2022/numericalStability.ts';
import { sec2Definitions } from './braun2022/sec2Definitions.ts';
import { sec4GuaranteedRich } from './braun2022/sec4GuaranteedRich.ts';
import { sec4LargeWeights } from './braun2022/sec4LargeWeights.ts';
import { sec4RandomStarts } from './braun2022/sec4RandomStarts.ts';
import { sec5Decoupling } from './braun2022/sec5Decoupling.ts';
import { sec5Inflection } from './braun2022/sec5Inflection.ts';
import { sec5PeakBeforeLearned } from './braun2022/sec5PeakBeforeLearned.ts';
import { sec5Peaks } from './braun2022/sec5Peaks.ts';
import { sec6AnyZeroBalancedStart } from './braun2022/sec6AnyZeroBalancedStart.ts';
import { sec6LargeWeights } from './braun2022/sec6LargeWeights.ts';
import { sec6LossOfAnOldTask } from './braun2022/sec6LossOfAnOldTask.ts';
import { sec6Noise } from './braun2022/sec6Noise.ts';
import { sec6RelativeForgetting } from './braun2022/sec6RelativeForgetting.ts';
import { sec6Reversal } from './braun2022/sec6Reversal.ts';
import { sec6SlowNearSaddle } from './braun2022/sec6SlowNearSaddle.ts';
import { sec6SwappedNodes } from './braun2022/sec6SwappedNodes.ts';
import { thm31 } from './braun2022/thm31.ts';
import { thm31Exponentials } from './braun2022/thm31Exponentials.ts';
import { thm31Remarks } from './braun2022/thm31Remarks.ts';
import { thm32 } from './braun2022/thm32.ts';
import { thm51 } from './braun2022/thm51.ts';
import { a2Existence } from './domine2025/a2Existence.ts';
import { a2Persistence } from './domine2025/a2Persistence.ts';
import { a2PersistenceUnderGradientDescent } from './domine2025/a2PersistenceUnderGradientDescent.ts';
import { algorithm1 } from './domine2025/algorithm1.ts';
import { b4KernelDistance } from './domine2025/b4KernelDistance.ts';
import { eq2 } from './domine2025/eq2.ts';
import { fig1 } from './domine2025/fig1.ts';
import { fig2 } from './domine2025/fig2.ts';
import { lemmaA1ForAllTimes } from './domine2025/lemmaA1ForAllTimes.ts';
import { lemmaA1Proof } from './domine2025/lemmaA1Proof.ts';
import { lemmaA1RiccatiEquation } from './domine2025/lemmaA1RiccatiEquation.ts';
import { lemmaA2 } from './domine2025/lemmaA2.ts';
import { sec2AnyArchitecture } from './domine2025/sec2AnyArchitecture.ts';
import { sec3Observables } from './domine2025/sec3Observables.ts';
import { sec4BottleneckNeverZeroLoss } from './domine2025/sec4BottleneckNeverZeroLoss.ts';
import { sec4Width } from './domine2025/sec4Width.ts';
import { sec5Capacity } from './domine2025/sec5Capacity.ts';
import { sec5FunnelLazy, sec5InvertedFunnelLazy, sec5SquareLazy } from './domine2025/sec5Lazy.ts';
import { sec5BottleneckStaysRich, sec5OppositeLimitRich } from './domine2025/sec5Rich.ts';
import { sec5RichAtZero } from './domine2025/sec5RichAtZero.ts';
import { secB21LinearMap } from './domine2025/secB21LinearMap.ts';
import { thmA3 } from './domine2025/thmA3.ts';
import { thmA3Proof } from './domine2025/thmA3Proof.ts';
import { thmA3Sizes } from './domine2025/thmA3Sizes.ts';
import { thmA3UnequalDimensions } from './domine2025/thmA3UnequalDimensions.ts';
import { withStanding } from './standing.ts';
import { prop6 } from './wendin2025/prop6.ts';

/** Every claim, by theorem and then by paper. */
export const CLAIMS: readonly Claim[] = [
  a2Existence,
  a2Persistence,
  a2PersistenceUnderGradientDescent,
  ...algorithm1,
  assumption23Persistence,
  assumption23PersistenceUnderDescent,
  thm221,
  prop6,
  lemmaA1RiccatiEquation,
  eq4RiccatiEquation,
  ...lemmaA1Proof,
  sec2AnyArchitecture,
  eq2,
  thmA3,
  thmA3UnequalDimensions,
  eq5,
  thm31,
  ...thm31Remarks,
  thm51,
  thm331RiccatiEquation,
  thm331ClosedForm,
  thm32,
  sec6AnyZeroBalancedStart,
  ...sec6Reversal,
  sec5FunnelLazy,
  sec5InvertedFunnelLazy,
  sec5SquareLazy,
  ...sec5OppositeLimitRich,
  ...sec5BottleneckStaysRich,
  ...thm413,
  sec4Width,
  sec4BottleneckNeverZeroLoss,
  sec6LossOfAnOldTask,
  ...sec6RelativeForgetting,
  sec234LossOfAnOldTask,
  thm441RateOfLoss,
  ...sec3Observables,
  ...sec2Definitions,
  eq10Eigenvalues,
  ...lemmaA2,
  ...thmA3Sizes,
  ...thmA3Proof,
  ...sec5Decoupling,
  lemmaA1ForAllTimes,
  sec5RichAtZero,
  ...sec5Capacity,
  b4KernelDistance,
  secB21LinearMap,
  fig1,
  ...fig2,
  ...eq5Assumptions,
  thm31Exponentials,
  ...numericalStability,
  fig2cLearningRate,
  ...sec4GuaranteedRich,
  sec4LargeWeights,
  ...sec4RandomStarts,
  ...sec5Peaks,
  sec5PeakBeforeLearned,
  sec5Inflection,
  sec6Noise,
  sec6SlowNearSaddle,
  sec6SwappedNodes,
  sec6LargeWeights,
].map(withStanding);
