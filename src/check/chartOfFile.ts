import { DloError } from '../errors.ts';
import { claimsCourse, claimsRelation } from '../formula/formulaFile.ts';
import { namesTimeOutside, placeOfLimitInTime } from '../formula/limitsIn.ts';
import { statesOverTime } from '../formula/overTime.ts';
import { isShownByWitness } from '../formula/quantifiers.ts';
import { statesMoments } from '../formula/randomness.ts';
import type { AnyCase } from '../judge/case.ts';
import type { PlotRecord } from '../judge/runRecord.ts';
import type { Truth } from '../network/truth.ts';
import { outOfReach } from '../plot/trajectory.ts';
import { chartAlongPath, chartOfOrder } from './chartAlongPath.ts';
import { chartAlongSteps } from './chartAlongSteps.ts';
import { chartAlongTime } from './chartAlongTime.ts';
import { type ChartedCase, showcaseOfFile } from './chartedCase.ts';
import type { OpenFormula } from './openFormula.ts';

/**
 * What a file says and what is true, drawn on the case that decides it, or, where none does or nothing can be drawn of that, on one that shows
 * much. Undefined of statements on the start alone and on random weights, and where the oracle does not reach far enough.
 */
export function chartOfFile(open: OpenFormula, deciding: AnyCase | undefined, truth: Truth): PlotRecord | undefined {
  const { file } = open;
  if (!hasChart(open)) return undefined;
  const chart = ({ given, ...rest }: ChartedCase): PlotRecord | undefined => {
    try {
      return chartOf(open, { given, ...rest }, truth);
    } catch (error) {
      if (error instanceof DloError && (outOfReach(error) || NO_CHART.has(error.code))) return undefined;
      throw error;
    }
  };
  const shows = isShownByWitness(file.quantifier) ? 'witness' : 'counterexample';
  const ofDeciding = deciding === undefined ? undefined : chart({ given: deciding, shows });
  if (ofDeciding !== undefined) return ofDeciding;
  const showcase = showcaseOfFile(open, truth);
  return showcase && chart({ given: showcase });
}

/** What a formula does not have everywhere. */
const NO_CHART: ReadonlySet<string> = new Set(['FORMULA', 'SINGULAR', 'NOT_REAL', 'LIMIT']);

function hasChart({ file, neverFits }: OpenFormula): boolean {
  const { claims, formula, path, order, steps, at, sequence } = file;
  // Each point of a curve through other times would be a flow of its own.
  if (neverFits || statesMoments(formula) || statesOverTime(formula) || sequence !== undefined) return false;
  if (path !== undefined || order !== undefined || steps !== undefined || at !== undefined) return true;
  if (!claimsRelation(claims) || claimsCourse(claims)) return true;
  return namesTimeOutside(formula) || placeOfLimitInTime(formula) !== undefined;
}

function chartOf(open: OpenFormula, chosen: ChartedCase, truth: Truth): PlotRecord | undefined {
  const { path, order, steps } = open.file;
  if (order !== undefined) return chartOfOrder(open, chosen, truth);
  if (path !== undefined) return chartAlongPath(open, chosen, truth);
  return steps === undefined ? chartAlongTime(open, chosen, truth) : chartAlongSteps(open, chosen);
}
