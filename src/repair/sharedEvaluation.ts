import { DloError } from '../errors.ts';
import { truthSymbols } from '../formula/environment.ts';
import { type Bindings, evaluateNode, type Machine } from '../formula/evaluate.ts';
import type { Formula } from '../formula/parseFormula.ts';
import { children, type FormulaNode } from '../formula/tree.ts';
import { toMatrix, type Value } from '../formula/value.ts';
import { float64Field } from '../numbers/float64Field.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { float64System } from '../numbers/numberSystem.ts';

/** The definitions of a formula, some of them edited: one tree for each. */
export type Trees = readonly FormulaNode[];

const NO_VALUE: unique symbol = Symbol('no value');

/** Values of parts on one case, by the parts themselves; edited formulas share all parts that no edit touches. */
export type PartValues = Map<FormulaNode, Value<number> | typeof NO_VALUE>;

/** A formula that was evaluated before, and which definitions have another tree or use one that has. */
export interface FormulaLayer {
  readonly values: PartValues;
  readonly changed: Uint8Array;
}

/** What the edited versions of one formula have in common: its names. */
export interface Structure {
  readonly formula: Formula;
  readonly indexOf: ReadonlyMap<string, number>;
  /** The definition that is the time of the claim. */
  readonly at: number | undefined;
  /** The definitions that the value of a part depends on directly: those it names, and the time where it names that. */
  readonly uses: (part: FormulaNode) => readonly number[];
}

/** The values of the symbols on one case; `atTime` those at another time, undefined for times that are out of reach. */
export interface Symbols {
  readonly bindings: Bindings<number>;
  readonly atTime: (time: number) => { readonly bindings: Bindings<number> } | undefined;
}

const OF_THE_TIME: ReadonlySet<string> = new Set(['t', ...Object.keys(truthSymbols)]);

export function structureOf(formula: Formula, at?: string): Structure {
  const indexOf = new Map<string, number>();
  formula.definitions.forEach(({ name }, index) => {
    if (name !== undefined) indexOf.set(name, index);
  });
  // Kept for the formula's own parts only: an edited tree has few others, and a million trees would fill a cache.
  const known = new Map<FormulaNode, readonly number[]>();
  const uses = (part: FormulaNode): readonly number[] => known.get(part) ?? usesIn(part);
  const time = at === undefined ? undefined : indexOf.get(at);
  const indexOfName = (name: string): number | undefined =>
    indexOf.get(name) ?? (OF_THE_TIME.has(name) ? time : undefined);
  const usesIn = (part: FormulaNode): readonly number[] => {
    const own = part.kind === 'name' ? indexOfName(part.name) : undefined;
    return own !== undefined ? [own] : [...new Set(children(part).flatMap(uses))];
  };
  const keep = (part: FormulaNode): void => {
    children(part).forEach(keep);
    known.set(part, usesIn(part));
  };
  for (const { node } of formula.definitions) keep(node);
  return { formula, indexOf, at: time, uses };
}

/** 1 for each definition that may have another value: its tree is another one, or one of those it uses has changed. */
export function changedBetween({ uses }: Structure, trees: Trees, old: Trees): Uint8Array {
  const changed = new Uint8Array(trees.length);
  trees.forEach((tree, index) => {
    if (tree !== old[index] || uses(tree).some(used => changed[used] === 1)) changed[index] = 1;
  });
  return changed;
}

/**
 * The value of an edited formula on one case in float64; undefined where it has none. Parts that a layer knows, and that
 * use no definition that has changed since, are not evaluated again. New values are written to `keep`, where it is given.
 */
export function evaluateShared(
  structure: Structure,
  trees: Trees,
  symbols: Symbols,
  layers: readonly FormulaLayer[],
  keep?: PartValues,
): Matrix<number> | undefined {
  const value = attempt(() => definitionValues(structure, trees, symbols, layers, keep)(trees.length - 1));
  return value && toMatrix(float64Field, value);
}

/** The values of all definitions, of those as well that the last one does not get to; undefined where there is none. */
export function evaluateAllShared(
  structure: Structure,
  trees: Trees,
  symbols: Symbols,
  layers: readonly FormulaLayer[],
  keep?: PartValues,
): (Value<number> | undefined)[] {
  const valueAt = definitionValues(structure, trees, symbols, layers, keep);
  return trees.map((_tree, index) => attempt(() => valueAt(index)));
}

function definitionValues(
  { formula, indexOf, at, uses }: Structure,
  trees: Trees,
  symbols: Symbols,
  layers: readonly FormulaLayer[],
  keep: PartValues | undefined,
): (definition: number) => Value<number> {
  const defined: (Value<number> | undefined)[] = [];
  const begun = new Set<number>();
  const valueAt = (definition: number): Value<number> => {
    const known = defined[definition];
    if (known !== undefined) return known;
    // Only an edit that makes the time of a claim depend on that time leads back to where it began.
    if (begun.has(definition)) throw NO_VALUE;
    begun.add(definition);
    const value = evaluateNode(machine, trees[definition]!);
    begun.delete(definition);
    defined[definition] = value;
    return value;
  };
  const known = (part: FormulaNode): Value<number> | typeof NO_VALUE | undefined => {
    const own = keep?.get(part);
    if (own !== undefined) return own;
    for (const { values, changed } of layers) {
      const value = values.get(part);
      if (value !== undefined && !uses(part).some(used => changed[used] === 1)) return value;
    }
    return undefined;
  };
  const machine: Machine<number> = {
    formula,
    system: float64System,
    field: float64Field,
    scope: {
      symbols: formula.symbols,
      definitionOf: name => {
        const definition = indexOf.get(name);
        return definition === undefined ? undefined : trees[definition];
      },
    },
    lookUp: name => {
      const definition = indexOf.get(name);
      if (definition !== undefined) return valueAt(definition);
      const { bindings } = at === undefined || !OF_THE_TIME.has(name) ? symbols : symbolsAt(symbols, valueAt(at));
      return bindings.get(name);
    },
    share: (part, compute) => {
      const found = known(part);
      if (found === NO_VALUE) throw NO_VALUE;
      if (found !== undefined) return found;
      if (keep === undefined) return compute();
      try {
        const value = compute();
        keep.set(part, value);
        return value;
      } catch (error) {
        keep.set(part, NO_VALUE);
        throw error;
      }
    },
  };
  return valueAt;
}

function symbolsAt({ atTime }: Symbols, time: Value<number>): { readonly bindings: Bindings<number> } {
  const timed = time.kind === 'scalar' ? atTime(time.value) : undefined;
  if (timed === undefined) throw NO_VALUE;
  return timed;
}

function attempt<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error === NO_VALUE || error instanceof DloError) return undefined;
    throw error;
  }
}
