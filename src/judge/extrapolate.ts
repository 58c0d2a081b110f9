import { log10 } from '../numbers/decimal/agreement.ts';
import { type Decimal, type DecimalField, decimalField } from '../numbers/decimal/decimalField.ts';
import { add, scale, subtract } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { normOf } from './compareStated.ts';
import { LEAST_MEMBERS } from './trend.ts';

/** What a sequence tends to, and the log10 of how far that is uncertain; `grows` where it tends to nothing. */
export interface Extrapolated {
  readonly value: Matrix<Decimal>;
  readonly logError: number;
  /** Its changes do not fall from member to member: there is no limit to be seen. */
  readonly grows: boolean;
}

/** Changes that fall by less than this, from each member to the next, do not fall: a logarithm's stay, those of a power grow. */
const STEADY = 0.999;

/** How often in a row. */
const RUNS = 4;

/**
 * The limit of values at x_0, x_0/2, x_0/4, … (or x_0, 2x_0, … with 1/x in place of x), of which each is known to 10^logNoise. Three ways are
 * tried: the last value; Richardson's, which takes the rest for a series in x; and Wynn's epsilon, to which powers of x of any
 * exponent are geometric sequences. Of each the error is taken to be ten times how far it moves where the last or the first member is left out; the
 * one that moves least is it. That is far more than what is left where the way fits.
 *
 * Throws where there are fewer than LEAST_MEMBERS + 1 members, since an error needs one to leave out.
 */
export function extrapolate(values: readonly Matrix<Decimal>[], logNoise: number): Extrapolated {
  if (values.length <= LEAST_MEMBERS) throw new RangeError(`${values.length} members`);
  const field = decimalField(60);
  const members = values.map(value => value.map(field.cross));
  const found = [lastOf, (some: Members) => richardson(field, some), (some: Members) => epsilon(field, some, logNoise)]
    .flatMap(way => {
      const [all, withoutLast, withoutFirst] = [members, members.slice(0, -1), members.slice(1)].map(way);
      if (all === undefined || withoutLast === undefined || withoutFirst === undefined) return [];
      const moved = [withoutLast, withoutFirst].map(other => logDistance(field, all, other));
      return [{ value: all, logError: Math.max(...moved.map(one => one + SAFETY), logNoise + NOISE_GROWS) }];
    })
    .reduce((a, b) => (b.logError < a.logError ? b : a));
  const changes = members.slice(1).map((value, k) => logDistance(field, value, members[k]!));
  const last = changes.slice(-RUNS - 1);
  const isSeen = last.every(change => change > logNoise + SEEN);
  const grows = isSeen && last.slice(1).every((change, k) => change - last[k]! > Math.log10(STEADY));
  return { ...found, grows };
}

/** Orders of magnitude: what is left can be a little more than what a member less has moved. */
const SAFETY = 1;

/** Orders of magnitude by which extrapolation enlarges what is uncertain of the members: differences of small differences. */
const NOISE_GROWS = 2;

/** Of a change beyond what is uncertain. */
const SEEN = 2;

type Members = readonly Matrix<Decimal>[];

function lastOf(members: Members): Matrix<Decimal> {
  return members.at(-1)!;
}

/** T_(k,j) = T_(k,j−1) + (T_(k,j−1) − T_(k−1,j−1))/(2^j − 1): without the powers x, x², … x^j. */
function richardson(field: DecimalField, members: Members): Matrix<Decimal> {
  let row = [...members];
  for (let j = 1; row.length > 1; j++) {
    const factor = field.div(field.one, field.of(2 ** j - 1));
    row = row.slice(1).map((value, k) => add(field, value, scale(field, factor, subtract(field, value, row[k]!))));
  }
  return row[0]!;
}

/** Entry by entry: ε_(k,j+1) = ε_(k+1,j−1) + 1/(ε_(k+1,j) − ε_(k,j)); undefined where two of a column are equal beyond noise. */
function epsilon(field: DecimalField, members: Members, logNoise: number): Matrix<Decimal> {
  return members[0]!.map((_entry, i, j) =>
    epsilonOfNumbers(
      field,
      members.map(member => member.at(i, j)),
      logNoise,
    ),
  );
}

function epsilonOfNumbers(field: DecimalField, numbers: readonly Decimal[], logNoise: number): Decimal {
  let before = numbers.map(() => field.zero);
  let column = [...numbers];
  let best = column.at(-1)!;
  for (let j = 1; column.length > 1; j++) {
    const differences = column.slice(1).map((value, k) => field.sub(value, column[k]!));
    // What does not change any more has settled; a difference of noise has no inverse.
    const isNoise = (one: Decimal): boolean => one.isZero() || (j % 2 === 1 && log10(one.abs()) <= logNoise);
    if (differences.some(isNoise)) return best;
    const next = differences.map((difference, k) => field.add(before[k + 1]!, field.div(field.one, difference)));
    before = column;
    column = next;
    if (j % 2 === 0) best = column.at(-1)!;
  }
  return best;
}

function logDistance(field: DecimalField, a: Matrix<Decimal>, b: Matrix<Decimal>): number {
  const distance = normOf(subtract(field, a, b));
  return distance.isZero() ? Number.NEGATIVE_INFINITY : log10(distance);
}
