// Generators of exact problems for properties of one's own: `deep-linear-oracle/arbitraries`, for fast-check 4.

export type { Case } from '../../src/judge/case.ts';
export { type Regime, type RegimeAxis, rateOf, regimesOf, timeOfPhase } from '../../src/judge/regime.ts';
export type { LambdaSign, TaskRank } from '../../src/judge/vocabulary.ts';
export { anyWeightsCaseArbitrary } from './anyWeightsCaseArbitrary.ts';
export { type ArchitectureOptions, architectureArbitrary } from './architectureArbitrary.ts';
export { type BalancedWeights, balancedWeightsArbitrary } from './balancedWeightsArbitrary.ts';
export { type CaseOptions, caseArbitrary } from './caseArbitrary.ts';
export { type DrawnFlow, FLOW_STARTS, type FlowOptions, type FlowStart, flowArbitrary } from './flowArbitrary.ts';
export { lambdaArbitrary } from './lambdaArbitrary.ts';
export { familyMember, type LambdaFamilyOptions, lambdaFamilyArbitrary } from './lambdaFamilyArbitrary.ts';
export { type BalancedProblem, type ProblemOptions, problemArbitrary } from './problemArbitrary.ts';
export { taskArbitrary } from './taskArbitrary.ts';
export { type TaskBasisOptions, taskBasisCaseArbitrary } from './taskBasisCaseArbitrary.ts';
export { type Phase, timeArbitrary } from './timeArbitrary.ts';
