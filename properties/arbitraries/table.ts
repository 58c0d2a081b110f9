import fc from 'fast-check';
import { Rational } from '../../src/numbers/rational.ts';

/** Fractions from simple to awkward; a draw is an index, so that a value shrinks through the simpler ones before it. */
export function table(...entries: readonly string[]): readonly Rational[] {
  return entries.map(entry => Rational.of(entry));
}

/** Evenly: the bias of fc.nat towards both ends would make 1-1-1 and the last entries of a table far too frequent. */
export function indexInto(list: { readonly length: number }): fc.Arbitrary<number> {
  return fc.noBias(fc.nat(list.length - 1));
}

/** `count` independent draws, each of which shrinks by itself. */
export function draws<T>(count: number, draw: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.tuple(...Array.from({ length: count }, () => draw));
}

/** Named draws. The default of fc.record draws the prototype too, and then shrinks a case to one that differs in nothing else. */
export function drawRecord<T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record<T>(model, { noNullPrototype: true });
}
