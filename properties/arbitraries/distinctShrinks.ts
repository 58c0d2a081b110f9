import fc from 'fast-check';

/**
 * The same values, but a shrink is offered only if it differs from what it shrinks. Our arbitraries draw integers for the
 * widest network and use those that the drawn widths have room for; shrinking an unused one would repeat the case.
 */
export function distinctShrinks<T>(inner: fc.Arbitrary<T>, key: (value: T) => string): fc.Arbitrary<T> {
  return new DistinctShrinks(inner, key);
}

class DistinctShrinks<T> extends fc.Arbitrary<T> {
  readonly #inner: fc.Arbitrary<T>;
  readonly #key: (value: T) => string;

  constructor(inner: fc.Arbitrary<T>, key: (value: T) => string) {
    super();
    this.#inner = inner;
    this.#key = key;
  }

  generate(random: fc.Random, biasFactor: number | undefined): fc.Value<T> {
    return this.#inner.generate(random, biasFactor);
  }

  canShrinkWithoutContext(value: unknown): value is T {
    return this.#inner.canShrinkWithoutContext(value);
  }

  shrink(value: T, context: unknown): fc.Stream<fc.Value<T>> {
    const parent = this.#key(value);
    return this.#inner.shrink(value, context).filter(child => this.#key(child.value) !== parent);
  }
}
