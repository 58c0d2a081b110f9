import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { DloError } from '../errors.ts';
import type { AnyCase } from '../judge/case.ts';
import { caseHash } from '../judge/caseJson.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import type { Moment } from './moment.ts';
import { norm } from './split.ts';

/*
 * How many digits may be asked of a computation in float64?
 *
 * A backward stable one returns the exact answer of a problem whose numbers differ from the given ones by a few units of
 * rounding u = 2⁻⁵³, relative to the norm of each matrix. What that does to a part p of the answer is κu, with the condition
 *
 *   κ = max over unit changes δ of ‖p(problem + εδ) − p(problem)‖ / (ε·size p),   ε → 0.
 *
 * No algorithm can be blamed for losing log10 κ digits: near a saddle κ grows like e^(2st/τ). One that goes in steps rounds on
 * the way, too, and what it rounds half-way is magnified from there. So three changes are tried, of W1, W2 and Σyx, in random
 * directions that the case alone decides: two at the start, and one of the state at the middle moment. κ is the largest
 * effect. A random direction has its share of the worst one (a hundredth of it in one of a hundred cases or so, and there are two): it
 * is a factor that HEADROOM covers, as it covers the "few" in "a few units of rounding". Changes break the balance, as rounding does.
 *
 * ε is 2⁻³⁴, so that differences of answers with 20 digits are known to six; they are taken from the Riccati oracle, which
 * is thirty times faster than the one that integrates the weights, and follows the change of QQᵀ, with the λ nearest. Of W1
 * and W2 themselves only the raw flow tells. Where the effect of ε is no longer small against the part, κ is beyond what can
 * be told, and nothing is asked.
 *
 *   attainable = −log10( HEADROOM · u · (1 + κ) ),     asked = min(--digits, attainable)
 */

const EPSILON = 2 ** -34;
const UNIT = 2 ** -53;
const HEADROOM = 64;
/** Changes of a part beyond this share of its size are not linear any more. */
const LINEAR = 0.02;
const CHANGES_AT_START = 2;

/** Digits asked of the oracle that follows a change. */
export const CHANGE_DIGITS = 18;

/** How a flow is changed, and what becomes of it. */
export interface Changing<Flow, Part extends string> {
  /** The flow with its matrices changed. */
  readonly changed: (flow: Flow, change: (a: Matrix<Rational>) => Matrix<Rational>) => Flow;
  /** The flow that starts in the state of a moment. */
  readonly from: (moment: Moment<Part>) => Flow;
  /** Its parts at the times, those that are looked at. PRECISION where the oracle cannot tell. */
  readonly partsAt: (
    flow: Flow,
    times: readonly Rational[],
  ) => readonly Readonly<Partial<Record<Part, Matrix<number>>>>[];
}

/**
 * What can be asked of a float64 subject at the moments of a case, the first of which is its start; a part is asked for nothing (0)
 * where its condition is out of reach.
 */
export function attainableDigits<Flow, Part extends string>(
  given: AnyCase,
  start: Flow,
  moments: readonly Moment<Part>[],
  changing: Changing<Flow, Part>,
): (moment: number, part: Part) => number {
  const random = randomOf(given);
  const change = (a: Matrix<Rational>) => changedMatrix(a, random);
  const middle = moments.length >> 1;
  const later = moments.slice(middle + 1);
  const effects: Effect<Part>[] = [];
  for (let count = 0; count < CHANGES_AT_START; count++)
    effects.push(...effectsOf(changing.changed(start, change), moments, 0, changing));
  if (middle > 0 && later.length > 0) {
    const there = changing.from(moments[middle]!);
    const shifted = later.map(moment => ({ ...moment, time: moment.time.sub(moments[middle]!.time) }));
    effects.push(...effectsOf(changing.changed(there, change), shifted, middle + 1, changing));
  }
  return (moment, part) => {
    const felt = Math.max(0, ...effects.filter(effect => effect.moment === moment).map(effect => effect.of(part)));
    if (felt > LINEAR) return 0;
    return Math.max(0, -Math.log10(HEADROOM * UNIT * (1 + felt / EPSILON)));
  };
}

/** What a change did at one moment: ‖p' − p‖/size of every part. */
interface Effect<Part> {
  readonly moment: number;
  readonly of: (part: Part) => number;
}

function effectsOf<Flow, Part extends string>(
  changed: Flow,
  moments: readonly Moment<Part>[],
  first: number,
  { partsAt }: Changing<Flow, Part>,
): Effect<Part>[] {
  try {
    const found = partsAt(
      changed,
      moments.map(({ time }) => time),
    );
    return moments.map(({ parts }, index) => ({
      moment: first + index,
      of: part => {
        const [value, { truth, size }] = [found[index]![part], parts[part]];
        return value === undefined ? 0 : norm(value.map((entry, i, j) => entry - truth.hi.at(i, j))) / size;
      },
    }));
  } catch (error) {
    if (!(error instanceof DloError && error.code === 'PRECISION')) throw error;
    return moments.map((_, index) => ({ moment: first + index, of: () => Number.POSITIVE_INFINITY }));
  }
}

/** Every entry moved by about ε of the norm of its matrix, up or down. */
function changedMatrix(a: Matrix<Rational>, random: () => number): Matrix<Rational> {
  const size = norm(convert(float64Field, a)) || 1;
  const step = 2 ** Math.round(Math.log2(EPSILON * size));
  return a.map(entry => entry.add(Rational.of(random() * step)));
}

/** ±1/2 to ±11/8, in eighths: of several sizes, so that changes of two entries do not keep them on a saddle by cancelling. */
function randomOf(given: AnyCase): () => number {
  const random = new fc.Random(xoroshiro128plus(seedOf(`digits asked ${caseHash(given)}`)));
  return () => ((random.nextInt(0, 1) === 0 ? -1 : 1) * random.nextInt(4, 11)) / 8;
}

/** A seed that depends on nothing but a text. */
export function seedOf(text: string): number {
  return createHash('sha256').update(text).digest().readInt32LE(0);
}
