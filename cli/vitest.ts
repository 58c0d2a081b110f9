// Matchers for tests of one's own: `import 'deep-linear-oracle/vitest'` adds them to vitest's `expect`.

import { expect } from 'vitest';
import type { GradientFlowMatchOptions } from '../src/matchers/matchGradientFlow.ts';
import type { FlowMatchOptions } from '../src/matchers/matchOptions.ts';
import { type BalanceMatchOptions, toBeLambdaBalanced } from '../src/matchers/toBeLambdaBalanced.ts';
import { type LimitMatchOptions, toConvergeTo } from '../src/matchers/toConvergeTo.ts';
import type { ProblemLike } from '../src/network/exactProblem.ts';
import type { MatrixLike, NumberLike } from '../src/numbers/readMatrix.ts';
import type { FormulaFileOptions } from './checkFormulaFile.ts';
import { toMatchGradientFlow, toSolveRiccati } from './flowMatchers.ts';
import { toHold } from './toHold.ts';

declare module 'vitest' {
  // The type parameter is vitest's own: declarations of one interface must agree in it.
  interface Matchers<T> {
    /** W1 and W2 have W2ᵀW2 − W1W1ᵀ = λI, for the λ given or for any. See `toBeLambdaBalanced`. */
    toBeLambdaBalanced(lambda?: NumberLike, options?: BalanceMatchOptions): void;
    /** A function t ↦ QQᵀ or { W1, W2 } solves the Riccati equation from the problem's start. See `toSolveRiccati`. */
    toSolveRiccati(problem: ProblemLike, options?: FlowMatchOptions): void;
    /** A function of time follows the raw gradient flow from the problem's start. See `toMatchGradientFlow`. */
    toMatchGradientFlow(problem: ProblemLike, options?: GradientFlowMatchOptions): void;
    /** A function of time, t ↦ number or matrix, tends to this limit as t → ∞. See `toConvergeTo`. */
    toConvergeTo(limit: NumberLike | MatrixLike, options?: LimitMatchOptions): void;
    /** The formula file at this path, from the folder of the test, or file URL holds: await it. See `toHold`. */
    toHold(options?: FormulaFileOptions): Promise<void>;
  }
}

expect.extend({ toBeLambdaBalanced, toSolveRiccati, toMatchGradientFlow, toConvergeTo, toHold });

export type { ClaimRecord } from '../src/judge/runRecord.ts';
export type { MatcherResult } from '../src/matchers/matcherResult.ts';
export type { FlowQuantity, GradientFlowMatchOptions } from '../src/matchers/matchGradientFlow.ts';
export type { FlowMatchOptions } from '../src/matchers/matchOptions.ts';
export { type BalanceMatchOptions, toBeLambdaBalanced } from '../src/matchers/toBeLambdaBalanced.ts';
export { type LimitMatchOptions, toConvergeTo } from '../src/matchers/toConvergeTo.ts';
export { checkFormulaFile, type FormulaFileOptions } from './checkFormulaFile.ts';
export { toMatchGradientFlow, toSolveRiccati } from './flowMatchers.ts';
export { toHold } from './toHold.ts';
