import { Rational } from '../numbers/rational.ts';
import { addSizes, constantSize, type Size, sizeSymbol, substitute } from './size.ts';

/**
 * One case in which sizes can be compared: an ordering of Ni and No (and Nh), or one architecture in numbers. `values`
 * writes every size through numbers that are at least zero and free ("Ni" is 1 + a, "No" is 2 + a + b where Ni < No), so that
 * two sizes are equal where their polynomials are, and a polynomial's coefficients show its sign.
 */
export interface World {
  /** "Ni < No", "Ni = Nh < No", or "" for an architecture in numbers. */
  readonly ordering: string;
  readonly values: ReadonlyMap<string, Size>;
}

/** Less than, exactly or more than zero; at least zero; `unknown` where the sign is not the same throughout the world. */
export type Sign = 'negative' | 'zero' | 'positive' | 'not negative' | 'unknown';

export function signIn(world: World, size: Size): Sign {
  const free = substitute(size, world.values);
  if (free.size === 0) return 'zero';
  const signs = new Set([...free.values()].map(coefficient => coefficient.sign()));
  if (signs.size > 1) return 'unknown';
  if (signs.has(1)) return free.has('') ? 'positive' : 'not negative';
  return free.has('') ? 'negative' : 'unknown';
}

/** Whether the size is a whole number for all values. */
export function isWholeIn(world: World, size: Size): boolean {
  return [...substitute(size, world.values).values()].every(coefficient => coefficient.d === 1n);
}

/** The orderings of Ni and No; with Nh among them where a formula compares it. */
export function orderings(names: readonly string[], others: Iterable<string>): World[] {
  const worlds = names.includes('Nh')
    ? weakOrders(['Ni', 'Nh', 'No'])
    : [[['Ni'], ['No']], [['Ni', 'No']], [['No'], ['Ni']]];
  return worlds.map(groups => {
    const values = new Map<string, Size>();
    for (const other of ['Nh', ...others]) values.set(other, atLeastOneMore(constantSize(0), `free ${other}`));
    let below: Size = constantSize(0);
    groups.forEach((group, index) => {
      below = atLeastOneMore(below, `free step ${index}`);
      for (const name of group) values.set(name, below);
    });
    const first = groups.flat().find(name => name !== 'Nh')!;
    values.set('m', values.get(first)!);
    return { ordering: orderingText(groups), values };
  });
}

export function numbersWorld(sizes: ReadonlyMap<string, number>): World {
  return { ordering: '', values: new Map([...sizes].map(([name, value]) => [name, constantSize(Rational.of(value))])) };
}

/** "always", "when Ni > No", "when Ni ≤ No", …: the set of orderings among all that were looked at. */
export function whenText(some: readonly World[], all: readonly World[]): string {
  if (some.length === all.length) return 'always';
  const relations = ['<', '=', '>'].filter(relation => some.some(world => relationOf(world) === relation));
  const complete = all.filter(world => relations.includes(relationOf(world))).length === some.length;
  if (!complete) return `when ${some.map(world => world.ordering).join(' or ')}`;
  const sign = { '<': '<', '=': '=', '>': '>', '<=': '≤', '=>': '≥', '<>': '≠' }[relations.join('')];
  return `when Ni ${sign} No`;
}

function relationOf(world: World): string {
  const [Ni, No] = [world.values.get('Ni')!, world.values.get('No')!];
  const sign = signIn(world, addSizes(No, new Map([...Ni].map(([key, value]) => [key, value.neg()]))));
  return sign === 'zero' ? '=' : sign === 'positive' ? '<' : '>';
}

function atLeastOneMore(below: Size, free: string): Size {
  return addSizes(addSizes(below, constantSize(1)), sizeSymbol(free));
}

/** Ni before No among equals, so that every ordering has one text. */
function orderingText(groups: readonly (readonly string[])[]): string {
  return groups.map(group => group.join(' = ')).join(' < ');
}

function weakOrders(names: readonly string[]): string[][][] {
  if (names.length === 0) return [[]];
  const subsets = Array.from({ length: 2 ** names.length - 1 }, (_, bits) =>
    names.filter((_name, index) => ((bits + 1) >> index) % 2 === 1),
  );
  return subsets.flatMap(lowest =>
    weakOrders(names.filter(name => !lowest.includes(name))).map(rest => [lowest, ...rest]),
  );
}
