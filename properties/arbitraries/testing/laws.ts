import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

// Laws that every arbitrary of this folder must keep, also along its shrink paths. They throw an Error that says which
// value broke them.

export interface LawOptions {
  /** Values drawn; default 25. */
  readonly values?: number;
  readonly seed?: number;
}

/** The same seed gives the same value, equal as JSON, with and without bias; two seeds in a row do not always agree. */
export function sameSeedSameValue<T>(arbitrary: fc.Arbitrary<T>, { values = 25, seed = 1 }: LawOptions = {}): void {
  const texts = new Set<string>();
  for (let draw = seed; draw < seed + values; draw++) {
    for (const bias of [undefined, 2]) {
      const [first, second] = [draw, draw].map(again => text(generate(arbitrary, again, bias).value));
      if (first !== second) throw new Error(`seed ${draw} gave two values: ${first} and ${second}`);
      texts.add(first!);
    }
  }
  if (texts.size < 2) throw new Error(`every seed gave the same value: ${[...texts][0]}`);
}

/**
 * `requireValid` throws for no drawn value and for none that it shrinks to: the first shrinks of every value down to
 * `depth` levels, and the whole way down that always takes the first one.
 */
export function onlyValidAlsoWhenShrunk<T>(
  arbitrary: fc.Arbitrary<T>,
  requireValid: (value: T) => void,
  { values = 25, seed = 1, depth = 2, breadth = 8 }: LawOptions & { depth?: number; breadth?: number } = {},
): void {
  const walk = (node: fc.Value<T>, level: number) => {
    requireValid(node.value);
    if (level === 0) return;
    for (const child of arbitrary.shrink(node.value, node.context).take(breadth)) walk(child, level - 1);
  };
  for (let draw = seed; draw < seed + values; draw++) {
    const root = generate(arbitrary, draw, draw % 2 === 0 ? 2 : undefined);
    walk(root, depth);
    for (const node of descent(arbitrary, root)) requireValid(node.value);
  }
}

/**
 * No value shrinks to itself; where a `size` is given every shrink has a smaller one. Taking the first shrink again and
 * again ends, and does so at `smallest` (as JSON), from wherever it starts.
 */
export function shrinksStrictlySmaller<T>(
  arbitrary: fc.Arbitrary<T>,
  { size, smallest, values = 25, seed = 1 }: LawOptions & { size?: (value: T) => number; smallest: unknown },
): void {
  for (let draw = seed; draw < seed + values; draw++) {
    let last = generate(arbitrary, draw, undefined);
    for (const node of descent(arbitrary, last)) {
      last = node;
      const [own, ownSize] = [text(node.value), size?.(node.value)];
      for (const child of arbitrary.shrink(node.value, node.context)) {
        if (text(child.value) === own) throw new Error(`shrinks to itself: ${own}`);
        if (size !== undefined && !(size(child.value) < ownSize!))
          throw new Error(`${own} shrinks to ${text(child.value)}, which is not smaller`);
      }
    }
    if (text(last.value) !== text(smallest))
      throw new Error(`seed ${draw} shrank to ${text(last.value)}, not to ${text(smallest)}`);
  }
}

/** The sum of all numbers in a drawn record: what must fall with every shrink. */
export function sumOfDraws(draw: unknown): number {
  if (typeof draw === 'number') return Math.abs(draw);
  return Object.values(draw as object).reduce((sum: number, part) => sum + sumOfDraws(part), 0);
}

function* descent<T>(arbitrary: fc.Arbitrary<T>, start: fc.Value<T>): Generator<fc.Value<T>> {
  const tooLong = 2000;
  let node: fc.Value<T> | undefined = start;
  for (let step = 0; node !== undefined; step++) {
    if (step > tooLong) throw new Error(`does not stop shrinking: ${text(node.value)}`);
    yield node;
    node = [...arbitrary.shrink(node.value, node.context).take(1)][0];
  }
}

function generate<T>(arbitrary: fc.Arbitrary<T>, seed: number, bias: number | undefined): fc.Value<T> {
  return arbitrary.generate(new fc.Random(xoroshiro128plus(seed)), bias);
}

function text(value: unknown): string {
  return JSON.stringify(value);
}
