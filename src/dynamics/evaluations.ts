import { architectureOf, type Problem, type Weights } from '../network/problem.ts';
import type { AccurateSvd } from './accurateSvd.ts';
import { boundedReduction } from './columnReduction.ts';
import type { DoubleDouble } from './doubleDouble.ts';
import { eigenbasis, float64Eigenbasis } from './eigenbasis.ts';
import { type Evaluation, evaluation } from './evaluation.ts';
import { float64Svd } from './float64Svd.ts';
import { rowsOf } from './layers.ts';
import { quickReductions } from './quickReduction.ts';
import { rowLayout } from './rowLayout.ts';
import type { WorkspacePlan } from './simd/workspace.ts';
import { startInTaskBasis } from './startInTaskBasis.ts';

/** With singular vectors, start and reduction in 30 digits; `low`: what the entries of the weights lack. */
export function accurateEvaluation(
  problem: Problem<number>,
  lambda: DoubleDouble,
  svd: AccurateSvd,
  low: Weights<number> | undefined,
  plan: WorkspacePlan,
): Evaluation {
  const basis = eigenbasis(architectureOf(problem), svd.s, lambda);
  const layout = rowLayout(basis);
  const start = startInTaskBasis(basis, svd, layout, problem, low);
  const vectors = { Ut: rowsOf(svd.U), Vt: rowsOf(svd.V) };
  return evaluation(problem, basis, layout, vectors, () => boundedReduction(basis, layout, start), false, plan);
}

/** With all of them in float64; undefined where there are no singular vectors. */
export function quickEvaluation(
  problem: Problem<number>,
  lambda: DoubleDouble,
  plan: WorkspacePlan,
): Evaluation | undefined {
  const svd = float64Svd(problem.sigmaYX);
  if (svd === undefined) return undefined;
  const basis = float64Eigenbasis(architectureOf(problem), svd.s, lambda);
  const layout = rowLayout(basis);
  return evaluation(problem, basis, layout, svd, quickReductions(plan, basis, svd, layout, problem), true, plan);
}
