import { DloError } from '../src/errors.ts';
import type { Rational } from '../src/numbers/rational.ts';

/** Times must be ≥ 0 and rise strictly; a RANGE error names the first that does not. */
export function requireTimes(times: readonly Rational[]): void {
  times.forEach((time, index) => {
    if (time.sign() < 0) throw new DloError('RANGE', `times[${index}]`, 'must not be negative', time.toString());
    if (index > 0 && time.compare(times[index - 1]!) <= 0)
      throw new DloError('RANGE', `times[${index}]`, `must be above ${times[index - 1]}`, time.toString());
  });
}
