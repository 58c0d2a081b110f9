import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/*
 * Zero weights, ties, rank loss and singular B are to be among the first cases of every run, whatever its seed. Only the
 * generator at the bottom of a reading's cases knows how to make them, and what is mapped, filtered or combined above it is
 * to work on them as on any case, shrinking included. So the wish travels down with the source of random numbers: the first
 * generator that has fixed draws takes it. Everything else is drawn from a fixed seed, so that nothing of the case
 * depends on that of the run.
 */

/** Random numbers of a fixed seed with a wish for the degenerate case number `wanted`, which is granted once. */
export class DegenerateRandom extends fc.Random {
  #wanted: number | undefined;

  constructor(wanted: number) {
    super(xoroshiro128plus(wanted));
    this.#wanted = wanted;
  }

  take(): number | undefined {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    return wanted;
  }
}

/** The draws, but those fixed ones where a DegenerateRandom asks for them; they shrink as the others do. */
export function withDegenerate<T>(draws: fc.Arbitrary<T>, fixed: readonly T[]): fc.Arbitrary<T> {
  return new WithDegenerate(draws, fixed);
}

class WithDegenerate<T> extends fc.Arbitrary<T> {
  readonly #draws: fc.Arbitrary<T>;
  readonly #fixed: readonly T[];

  constructor(draws: fc.Arbitrary<T>, fixed: readonly T[]) {
    super();
    this.#draws = draws;
    this.#fixed = fixed;
  }

  generate(random: fc.Random, biasFactor: number | undefined): fc.Value<T> {
    const wanted = random instanceof DegenerateRandom ? random.take() : undefined;
    const granted = wanted === undefined ? undefined : this.#fixed[wanted];
    return granted === undefined ? this.#draws.generate(random, biasFactor) : new fc.Value(granted, undefined);
  }

  canShrinkWithoutContext(value: unknown): value is T {
    return this.#draws.canShrinkWithoutContext(value);
  }

  shrink(value: T, context: unknown): fc.Stream<fc.Value<T>> {
    return this.#draws.shrink(value, context);
  }
}

/** Fixed cases of a run. */
export const DEGENERATE_CASES = 10;

/**
 * The cases in the order of one run: of the first twenty every second is a degenerate one, so that they are a third of the
 * smallest run and a case in general position still comes first. For one run only: it counts what it has drawn.
 */
export function withDegenerateFirst<T>(cases: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return new DegenerateFirst(cases);
}

class DegenerateFirst<T> extends fc.Arbitrary<T> {
  readonly #cases: fc.Arbitrary<T>;
  #drawn = 0;

  constructor(cases: fc.Arbitrary<T>) {
    super();
    this.#cases = cases;
  }

  generate(random: fc.Random, biasFactor: number | undefined): fc.Value<T> {
    const at = this.#drawn++;
    const wanted = at >> 1;
    const ordinary = at % 2 === 0 || wanted >= DEGENERATE_CASES;
    return ordinary
      ? this.#cases.generate(random, biasFactor)
      : this.#cases.generate(new DegenerateRandom(wanted), undefined);
  }

  canShrinkWithoutContext(value: unknown): value is T {
    return this.#cases.canShrinkWithoutContext(value);
  }

  shrink(value: T, context: unknown): fc.Stream<fc.Value<T>> {
    return this.#cases.shrink(value, context);
  }
}
