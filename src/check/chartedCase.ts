import fc from 'fast-check';
import { type AnyCase, isFlowCase } from '../judge/case.ts';
import { meets } from '../judge/meets.ts';
import type { Truth } from '../network/truth.ts';
import { layersShowcase } from '../plot/layersShowcase.ts';
import { captionOf, SHOWCASE_SEED, showcaseOf } from '../plot/showcase.ts';
import type { OpenFormula } from './openFormula.ts';

/** The case that is drawn of a file, and what it shows of it; absent: nothing but that case. */
export interface ChartedCase {
  readonly given: AnyCase;
  readonly shows?: 'counterexample' | 'witness';
}

const CANDIDATES = 100;

/** A case that shows much where no case decides the file; of those that its hypotheses leave any, where none learns. */
export function showcaseOfFile(
  { file, reading }: Pick<OpenFormula, 'file' | 'reading'>,
  truth: Truth,
): AnyCase | undefined {
  const chosen = file.deep === undefined ? showcaseOf({ readings: [reading] }, truth) : layersShowcase(reading, 2);
  return (
    chosen ??
    fc.sample(reading.cases, { seed: SHOWCASE_SEED, numRuns: CANDIDATES }).find(given => meets(reading, given))
  );
}

/** What a chart says of its case. λ is one of balanced weights alone. */
export function chartCaption({ needs }: Pick<OpenFormula, 'needs'>, { given, shows }: ChartedCase): string {
  const isBalanced = isFlowCase(given) || needs.some(({ balanced }) => balanced);
  return captionOf({ given, ...(shows && { shows }), ...(!isBalanced && { withoutLambda: true }) });
}
