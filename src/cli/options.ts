import { DloError } from '../errors.ts';

/** A whole-number option within a range; the default where it was not given. */
export function wholeNumber(
  name: string,
  text: string | undefined,
  fallback: number,
  lowest: number,
  highest: number,
): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!/^[+-]?\d+$/.test(text) || value < lowest || value > highest) {
    throw new DloError('RANGE', `--${name}`, `must be a whole number from ${lowest} to ${highest}`, text);
  }
  return value;
}
