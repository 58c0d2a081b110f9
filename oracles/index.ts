// What a test of one's own compares with: `deep-linear-oracle/oracles`. Problems come from `exactProblem` of the main door.

export { type Observation, observe } from '../src/network/observables/observe.ts';
export { agreedDigits } from '../src/numbers/decimal/agreement.ts';
export { type Decimal, type DecimalField, decimalField } from '../src/numbers/decimal/decimalField.ts';
export { exactly } from '../src/numbers/decimal/exactly.ts';
export { type DeepOracleAnswer, deepGradientFlow, type GradientFlowOptions } from './deepGradientFlow.ts';
export { flowSeries } from './flowSeries.ts';
export {
  type DescentEvidence,
  type FlowDescentEvidence,
  flowDescent,
  type GradientDescentOptions,
  gradientDescent,
} from './gradientDescent.ts';
export { gradientFlow, type OracleAnswer } from './gradientFlow.ts';
export type { PrecisionOptions } from './precisionLadder.ts';
export { type RiccatiAnswer, type RiccatiFlowOptions, riccatiFlow } from './riccatiFlow.ts';
