import { DloError } from '../src/errors.ts';

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

/** A number of digits above 0 and up to 1000, such as 0.5; undefined where it was not given. */
export function digitsOption(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value <= 0 || value > 1000)
    throw new DloError('RANGE', `--${name}`, 'must be a number of digits above 0 and up to 1000', text);
  return value;
}

/** A number of seconds above 0 and up to a day; undefined where it was not given. */
export function secondsOption(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value <= 0 || value > 86_400)
    throw new DloError('RANGE', `--${name}`, 'must be a number of seconds above 0 and up to 86400', text);
  return value;
}
