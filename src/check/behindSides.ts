import { definitionsFor } from '../formula/formulaFile.ts';
import { type Formula, namesIn } from '../formula/parseFormula.ts';

/** What the two sides of a relation, the last definitions of its formula, are made of. */
export interface BehindSides {
  /** Symbols that are matrices, by name. */
  readonly matrices: readonly string[];
  /** Definitions with a name, by their place in the formula. */
  readonly defined: readonly number[];
}

export function behindSides(formula: Formula): BehindSides {
  const { symbols, definitions } = formula;
  const inSides = definitions.slice(-2).flatMap(({ node }) => [...namesIn(node)]);
  const behind = definitionsFor(formula, inSides).flatMap(({ node }) => [...namesIn(node)]);
  const named = new Set([...inSides, ...behind]);
  return {
    matrices: [...named].filter(name => 'rows' in (symbols.get(name) ?? {})),
    defined: definitions.flatMap(({ name }, index) => (name !== undefined && named.has(name) ? [index] : [])),
  };
}
