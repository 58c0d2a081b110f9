import fc from 'fast-check';
import { Rational } from '../../src/numbers/rational.ts';

/**
 * Share of draws that are extreme in one respect: size of λ, of the weights, of a mode of the task, units, time, distance
 * to a coincidence. Each is drawn for itself, so that about a fifth of all cases are extreme in some respect
 * (`regimesOf` names it on the axis `extreme`).
 */
export const EXTREME_SHARE: number = 1 / 24;

/** From where a size is extreme, and up to where it goes: 2^±50 in squares, 30 decades. */
const [LEAST, MOST] = [8, 25];

export interface OctavesOptions {
  /** Only below 0. */
  readonly down?: boolean;
  /** Default true; without them it is always 0. */
  readonly extremes?: boolean;
}

/** The exponent of a size: 0 in all but EXTREME_SHARE of the draws, there ±8 to ±25, all equally likely. Shrinks towards 0. */
export function octaves({ down = false, extremes = true }: OctavesOptions = {}): fc.Arbitrary<number> {
  return extremes ? new Octaves(down) : fc.constant(0);
}

class Octaves extends fc.Arbitrary<number> {
  readonly #down: boolean;
  readonly #all: fc.Arbitrary<number>;

  constructor(down: boolean) {
    super();
    this.#down = down;
    this.#all = fc.integer({ min: -MOST, max: down ? 0 : MOST });
  }

  generate(random: fc.Random): fc.Value<number> {
    if (random.nextInt(1, 1 / EXTREME_SHARE) > 1) return new fc.Value(0, undefined);
    const size = random.nextInt(LEAST, MOST);
    return new fc.Value(this.#down || random.nextInt(0, 1) === 0 ? -size : size, undefined);
  }

  canShrinkWithoutContext(value: unknown): value is number {
    return this.#all.canShrinkWithoutContext(value);
  }

  shrink(value: number, context: unknown): fc.Stream<fc.Value<number>> {
    return this.#all.shrink(value, context);
  }
}

/** 2^exponent, exactly. */
export function powerOfTwo(exponent: number): Rational {
  const power = 1n << BigInt(Math.abs(exponent));
  return exponent < 0 ? Rational.ratio(1n, power) : Rational.ratio(power, 1n);
}
