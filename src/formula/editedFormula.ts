import { formulaText } from './formulaText.ts';
import { type Formula, parseFormula } from './parseFormula.ts';
import type { FormulaNode } from './tree.ts';

/** The text of a formula with other trees in its definitions, its loops above them. */
export function editedText(formula: Formula, trees: readonly FormulaNode[]): string {
  return formulaText(withTrees(formula, trees));
}

/** A formula with other trees in its definitions: its text and the places in it are still the old ones. */
export function withTrees(formula: Formula, trees: readonly FormulaNode[]): Formula {
  return { ...formula, definitions: formula.definitions.map((old, i) => ({ ...old, node: trees[i]! })) };
}

/** A formula with other trees in its definitions: stated for the same values of its indices, with the same declared symbols. */
export function editedFormula(formula: Formula, trees: readonly FormulaNode[], name: string): Formula {
  const { loops, declarations, symbols } = formula;
  const { text, ...rest } = parseFormula(editedText({ ...formula, loops: [] }, trees), { name, symbols });
  return {
    ...rest,
    text: loops === undefined ? text : editedText(formula, trees),
    ...(loops && { loops }),
    ...(declarations && { declarations }),
  };
}
