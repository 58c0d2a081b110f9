import fc from 'fast-check';
import { type Architecture, architectureName } from '../../src/network/architecture.ts';

/** Of long lists only so many are tried per shrink, evenly spread. */
const MOST_TRIED = 32;

/**
 * An index into a list of architectures that may repeat some, all equally likely. It shrinks to the first place of every
 * different architecture before it, the smallest network first: halving an index instead gets stuck where a
 * counterexample asks for certain widths.
 */
export function architectureIndex(choices: readonly Architecture[]): fc.Arbitrary<number> {
  return new ArchitectureIndex(choices);
}

class ArchitectureIndex extends fc.Arbitrary<number> {
  readonly #names: readonly string[];

  constructor(choices: readonly Architecture[]) {
    super();
    this.#names = choices.map(architectureName);
  }

  generate(random: fc.Random): fc.Value<number> {
    return new fc.Value(random.nextInt(0, this.#names.length - 1), undefined);
  }

  canShrinkWithoutContext(value: unknown): value is number {
    return Number.isInteger(value) && (value as number) >= 0 && (value as number) < this.#names.length;
  }

  shrink(value: number): fc.Stream<fc.Value<number>> {
    const smaller = this.#names.flatMap((name, index) =>
      index < value && name !== this.#names[value] && this.#names.indexOf(name) === index ? [index] : [],
    );
    const stride = Math.ceil(smaller.length / MOST_TRIED);
    const tried = smaller.filter((_, i) => i % stride === 0);
    return fc.stream(tried.map(index => new fc.Value(index, undefined)).values());
  }
}
