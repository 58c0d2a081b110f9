import { DloError } from '../../../src/errors.ts';
import { MOST_LAYERS, MOST_UNITS } from '../../../src/network/flow.ts';

/** Depths and widths that cases are drawn of: whole, at least `leastDepth` layers and one unit, no more than a flow may have; else RANGE. */
export function requireSizes(
  { minDepth, maxDepth, maxWidth }: Readonly<Record<'minDepth' | 'maxDepth' | 'maxWidth', number>>,
  leastDepth = 1,
): void {
  within('minDepth', minDepth, leastDepth, MOST_LAYERS);
  within('maxDepth', maxDepth, minDepth, MOST_LAYERS);
  within('maxWidth', maxWidth, 1, MOST_UNITS);
}

/** A whole number from `least` to `most`, else RANGE. */
export function within(argument: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new DloError('RANGE', argument, `must be a whole number from ${least} to ${most}`, value);
}
