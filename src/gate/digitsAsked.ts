import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { DloError } from '../errors.ts';
import type { Case } from '../judge/case.ts';
import { caseHash } from '../judge/caseJson.ts';
import { blocksOfQqt } from '../network/observables/blocks.ts';
import type { Problem } from '../network/problem.ts';
import type { Truth } from '../network/truth.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import type { Moment } from './moment.ts';
import { type PartName, partsOfBlocks } from './parts.ts';
import { norm } from './split.ts';

/** Digits that a float64 subject could reach of every part, at each of the moments. */
export type Attainable = (moment: number, part: PartName) => number;

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

export const EPSILON: number = 2 ** -34;
export const UNIT: number = 2 ** -53;
export const HEADROOM = 64;
/** Changes of a part beyond this share of its size are not linear any more. */
export const LINEAR = 0.02;
const CHANGES_AT_START = 2;
const ORACLE = { digits: 18 } as const;

/**
 * What can be asked at the moments of a case, the first of which is its start; a part is asked for nothing (0) where its
 * condition is out of reach. `weights` says whether W1 and W2 are needed themselves, which takes longer.
 */
export function attainableDigits(truth: Truth, given: Case, moments: readonly Moment[], weights: boolean): Attainable {
  const random = randomOf(given);
  const middle = moments.length >> 1;
  const later = moments.slice(middle + 1);
  const effects: Effects[] = [];
  const { problem } = given;
  for (let change = 0; change < CHANGES_AT_START; change++) {
    const changed = changedProblem(problem, problem, random);
    effects.push(...effectsOf(truth, changed, moments, 0, weights));
  }
  if (middle > 0 && later.length > 0) {
    const { parts, time } = moments[middle]!;
    const there = {
      W1: parts.W1.truth.hi.map(entry => Rational.of(entry)),
      W2: parts.W2.truth.hi.map(entry => Rational.of(entry)),
    };
    const shifted = later.map(moment => ({ ...moment, time: moment.time.sub(time) }));
    effects.push(...effectsOf(truth, changedProblem(problem, there, random), shifted, middle + 1, weights));
  }
  return (moment, part) => {
    const felt = Math.max(0, ...effects.filter(effect => effect.moment === moment).map(effect => effect.of(part)));
    if (felt > LINEAR) return 0;
    return Math.max(0, -Math.log10(HEADROOM * UNIT * (1 + felt / EPSILON)));
  };
}

/** What a change did at one moment: ‖p' − p‖/size of every part. */
interface Effects {
  readonly moment: number;
  readonly of: (part: PartName) => number;
}

function effectsOf(
  oracles: Truth,
  changed: Problem,
  moments: readonly Moment[],
  first: number,
  weights: boolean,
): Effects[] {
  const times = moments.map(({ time }) => time);
  const outOfReach = moments.map((_, index) => ({ moment: first + index, of: () => Number.POSITIVE_INFINITY }));
  try {
    const sigmaYX = convert(float64Field, changed.sigmaYX);
    const blocks = oracles.correlations(changed, times, { ...ORACLE, allowUnbalanced: true });
    const raw = weights ? oracles.weights(changed, times, ORACLE) : undefined;
    return moments.map(({ parts }, index) => {
      const found: Partial<Record<PartName, Matrix<number>>> = {
        ...partsOfBlocks(
          blocksOfQqt(
            blocks[index]!.QQ.map(entry => entry.toNumber()),
            changed.W1.cols,
          ),
          sigmaYX,
        ),
        ...(raw && {
          W1: raw[index]!.W1.map(entry => entry.toNumber()),
          W2: raw[index]!.W2.map(entry => entry.toNumber()),
        }),
      };
      return {
        moment: first + index,
        of: part => {
          const [value, { truth, size }] = [found[part], parts[part]];
          return value === undefined ? 0 : norm(value.map((entry, i, j) => entry - truth.hi.at(i, j))) / size;
        },
      };
    });
  } catch (error) {
    if (error instanceof DloError && error.code === 'PRECISION') return outOfReach;
    throw error;
  }
}

/** W1, W2 and Σyx, every entry moved by about ε of the norm of its matrix, up or down. */
function changedProblem(problem: Problem, start: Pick<Problem, 'W1' | 'W2'>, random: () => number): Problem {
  const changed = (a: Matrix<Rational>): Matrix<Rational> => {
    const size = norm(convert(float64Field, a)) || 1;
    const step = 2 ** Math.round(Math.log2(EPSILON * size));
    return a.map(entry => entry.add(Rational.of(random() * step)));
  };
  return { ...problem, W1: changed(start.W1), W2: changed(start.W2), sigmaYX: changed(problem.sigmaYX) };
}

/** ±1/2 to ±11/8, in eighths: of several sizes, so that changes of two entries do not keep them on a saddle by cancelling. */
function randomOf(given: Case): () => number {
  const random = new fc.Random(xoroshiro128plus(seedOf(`digits asked ${caseHash(given)}`)));
  return () => ((random.nextInt(0, 1) === 0 ? -1 : 1) * random.nextInt(4, 11)) / 8;
}

/** A seed that depends on nothing but a text. */
export function seedOf(text: string): number {
  return createHash('sha256').update(text).digest().readInt32LE(0);
}
