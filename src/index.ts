// The main door. Oracles, generators and matchers have doors of their own: see "exports" in package.json.

export { type AlignedModeStart, type AlignedModeValues, alignedMode } from './dynamics/alignedMode.ts';
export { type ClosedFormFlow, closedForm } from './dynamics/closedForm.ts';
export { type DecoupledFlow, type DecoupledMode, decoupledFlow } from './dynamics/decoupledFlow.ts';
export type { ModeMethod } from './dynamics/deepMode.ts';
export { type FlowDescentStep, flowDescent, type GradientDescentOptions } from './dynamics/flowDescent.ts';
export { type DescentStep, gradientDescent } from './dynamics/gradientDescent.ts';
export { shallowFlow } from './dynamics/shallowFlow.ts';
export { DloError, type DloErrorCode } from './errors.ts';
export { bindProblem, extendBindings, type ProblemSvds } from './formula/bindProblem.ts';
export {
  checkShapes,
  type NumberShape,
  type ShapeMismatch,
  type ShapeReport,
  shapesFor,
} from './formula/checkShapes.ts';
export {
  type Environment,
  extendEnvironment,
  type MatrixSymbol,
  type ScalarSymbol,
  type SymbolSpec,
  standardEnvironment,
} from './formula/environment.ts';
export { type Bindings, evaluate, evaluateAll } from './formula/evaluate.ts';
export { FormulaError, type FormulaSource, type Place } from './formula/formulaError.ts';
export { formulaText } from './formula/formulaText.ts';
export { type NearMiss, type NearMissKind, nearMisses } from './formula/nearMisses.ts';
export { type Definition, type Formula, parseFormula } from './formula/parseFormula.ts';
export {
  braun2022Eq5,
  braun2022Eq13,
  braun2022Eq13Symbols,
  braun2022Thm31,
  domine2025Eq2,
  domine2025Eq2Corrected,
  domine2025ThmA3,
  domine2025ThmA3Corrected,
} from './formula/printedFormulas.ts';
export { toTeX } from './formula/toTeX.ts';
export type { FormulaNode, FunctionName } from './formula/tree.ts';
export { diagonalValue, matrixValue, scalarValue, toMatrix, type Value } from './formula/value.ts';
export * as moments from './moments/index.ts';
export {
  ARCHITECTURE_KINDS,
  type Architecture,
  type ArchitectureKind,
  architecture,
  architectureKind,
  architectureName,
} from './network/architecture.ts';
export { balance, balanceDigits, balances, nearestLambda } from './network/balance.ts';
export { exactFlow, type FlowLike } from './network/exactFlow.ts';
export { exactProblem, type ProblemLike, type WeightsLike } from './network/exactProblem.ts';
export { type Flow, flow, flowIn, flowOf, MOST_LAYERS, MOST_UNITS, widthsName, widthsOf } from './network/flow.ts';
export { type AlignedBalancedOptions, alignedBalanced } from './network/initialisations/alignedBalanced.ts';
export { type BalancedOptions, balanced } from './network/initialisations/balanced.ts';
export {
  type BalancedFactors,
  balancedWeightsExist,
  weightsFromFactors,
} from './network/initialisations/balancedFactors.ts';
export { gaussian } from './network/initialisations/gaussian.ts';
export { glorot } from './network/initialisations/glorot.ts';
export { he } from './network/initialisations/he.ts';
export { lecun } from './network/initialisations/lecun.ts';
export { rationalOrthogonal } from './network/initialisations/rationalOrthogonal.ts';
export { rationalSingularValues } from './network/initialisations/rationalSingularValues.ts';
export { zeroBalanced } from './network/initialisations/zeroBalanced.ts';
export { type Blocks, blocksOf, blocksOfQqt, qqtOf } from './network/observables/blocks.ts';
export { flowLoss, mapOfLayers } from './network/observables/flowLoss.ts';
export { kernelDistance, kernelDistanceFromBlocks } from './network/observables/kernelDistance.ts';
export { loss, lossFromData, lossOfMap } from './network/observables/loss.ts';
export { lossVariations } from './network/observables/lossVariations.ts';
export { neuralTangentKernel, neuralTangentKernelFromBlocks } from './network/observables/neuralTangentKernel.ts';
export { output } from './network/observables/output.ts';
export {
  inputSimilarity,
  inputSimilarityFromBlock,
  outputSimilarity,
  outputSimilarityFromBlock,
} from './network/observables/similarity.ts';
export { architectureOf, type Problem, problem, problemIn, type Weights } from './network/problem.ts';
export { type Task, taskFromCorrelation, taskFromData, whiten } from './network/task.ts';
export type { ErrorBounds, Field } from './numbers/field.ts';
export { float64Field } from './numbers/float64Field.ts';
/** `linearAlgebra.multiply(field, a, b)` and the like: their names are too common to stand alone. */
export * as linearAlgebra from './numbers/linearAlgebra.ts';
export { Matrix } from './numbers/matrix.ts';
export { float64System, jacobiSystem, type NumberSystem } from './numbers/numberSystem.ts';
export { Polynomial, polynomialField } from './numbers/polynomial.ts';
export { rank } from './numbers/rank.ts';
export { Rational } from './numbers/rational.ts';
export { rationalField } from './numbers/rationalField.ts';
export type { MatrixLike, NumberLike } from './numbers/readMatrix.ts';
export { type FullSvd, svd } from './numbers/svd.ts';
export { type Series, truncatedSeries } from './numbers/truncatedSeries.ts';
