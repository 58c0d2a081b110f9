import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { formulaText } from '../../formula/formulaText.ts';
import { type Misprint, misprintsOf, treesWith } from '../../formula/misprints.ts';
import { type Formula, parseFormula } from '../../formula/parseFormula.ts';

export interface Planted {
  readonly formula: Formula;
  readonly misprints: readonly Misprint[];
}

/** Draws before giving up on a formula that hardly any misprint matters to. */
const MAX_DRAWS = 500;

/**
 * A formula with as many misprints as asked for, chosen by a seed: the kind first, evenly, then one of that kind, at one
 * place or copied. `matters` tells those that change the formula; each must by itself, and all together.
 */
export function plantMisprints(
  formula: Formula,
  count: number,
  seed: number,
  matters: (formula: Formula) => boolean,
): Planted {
  const random = new fc.Random(xoroshiro128plus(seed));
  const byKind = new Map<string, Misprint[]>();
  for (const misprint of misprintsOf(formula, { symbols: 'same shape somewhere' }))
    byKind.set(misprint.kind, [...(byKind.get(misprint.kind) ?? []), misprint]);
  const kinds = [...byKind.values()];
  const draw = <T>(list: readonly T[]): T => list[random.nextInt(0, list.length - 1)]!;
  for (let tries = 0; tries < MAX_DRAWS; tries++) {
    const misprints = Array.from({ length: count }, () => draw(draw(kinds)));
    const wrong = withMisprints(formula, misprints);
    if (wrong === undefined || !matters(wrong)) continue;
    const places = misprints.flatMap(({ edits }) => edits.map(({ definition, path }) => `${definition} ${path}`));
    if (new Set(places).size < places.length) continue;
    const alone = misprints.map(one => withMisprints(formula, [one])!);
    if (count === 1 || alone.every(matters)) return { formula: wrong, misprints };
  }
  throw new Error(`no ${count} misprints of ${formula.name} matter`);
}

export function withMisprints(formula: Formula, misprints: readonly Misprint[]): Formula | undefined {
  const trees = treesWith(
    formula.definitions.map(({ node }) => node),
    misprints,
  );
  if (trees === undefined) return undefined;
  const text = formulaText({ definitions: formula.definitions.map((old, i) => ({ ...old, node: trees[i]! })) });
  return parseFormula(text, { name: `${formula.name} with misprints`, symbols: formula.symbols });
}
