import { DloError } from '../src/errors.ts';
import { outOfDigits } from '../src/numbers/decimal/outOfDigits.ts';

/** How an oracle's digits are chosen. */
export interface PrecisionOptions {
  /** Decimal digits that the answer must agree to, 10 to 500, default 50. */
  readonly digits?: number;
  /**
   * Most digits to work with before giving up, up to 20000; default 4×digits, at least 100 and at most 1200. Taylor series of the weights
   * in integers are formed with 3700 at most.
   */
  readonly maxDigits?: number;
}

export interface Precision {
  readonly digits: number;
  readonly maxDigits: number;
}

export function readPrecision({ digits = 50, maxDigits }: PrecisionOptions): Precision {
  if (!Number.isInteger(digits) || digits < 10 || digits > 500)
    throw new DloError('RANGE', 'digits', 'must be a whole number from 10 to 500', digits);
  const most = maxDigits ?? Math.min(1200, Math.max(100, 4 * digits));
  if (!Number.isInteger(most) || most < digits || most > 20_000)
    throw new DloError('RANGE', 'maxDigits', `must be a whole number from digits (${digits}) to 20000`, most);
  return { digits, maxDigits: most };
}

/**
 * Digits with which the first run works beyond those asked for: of runs that are compared, and of one that bounds its own error, which loses
 * no more in nine of ten random problems at t = 1 τ (a fourth would help one or two in a hundred).
 */
export const SPARE_DIGITS = { compared: 5, bounded: 3 } as const;

/** A run whose own bound falls this far short says little: the next one is then meant for comparison. */
const FAR_SHORT = 15;

/**
 * Runs a calculation at rising precision until it has the digits asked for in every part, and returns the best run with the
 * digits of each part: those to which two runs in a row agree (the error seen is that of the worse one), or those that a
 * bound on the run's own error makes `certain`, where it has one and they are more. Throws PRECISION with the digits asked
 * for and reached where maxDigits do not suffice.
 */
export function climb<Run>(
  { digits, maxDigits }: Precision,
  run: (workingDigits: number, rung: number) => Run,
  agreement: (worse: Run, better: Run) => readonly number[],
  certain?: (run: Run) => readonly number[],
): { best: Run; agreed: readonly number[] } {
  let working = digits + (certain === undefined ? SPARE_DIGITS.compared : SPARE_DIGITS.bounded);
  let worse: Run | undefined;
  let reached = 0;
  for (let rung = 0; working <= maxDigits; rung++) {
    const better = run(working, rung);
    const compared = worse === undefined ? undefined : agreement(worse, better);
    const bounded = certain?.(better);
    const agreed = mostOf(compared, bounded);
    let shortfall = 0;
    if (agreed !== undefined) {
      const least = Math.min(...agreed);
      if (least >= digits) return { best: better, agreed };
      reached = Math.max(reached, least);
      shortfall = Math.min(digits, digits - least);
      if (compared === undefined && shortfall > FAR_SHORT) shortfall = 0;
    }
    worse = better;
    working = Math.ceil(Math.max(1.15 * working, working + shortfall));
  }
  throw outOfDigits({ digits, maxDigits }, reached);
}

function mostOf(a: readonly number[] | undefined, b: readonly number[] | undefined): readonly number[] | undefined {
  return a === undefined || b === undefined ? (a ?? b) : a.map((digits, part) => Math.max(digits, b[part]!));
}
