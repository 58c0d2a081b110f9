import type { Environment } from '../formula/environment.ts';
import type { FormulaNode } from '../formula/tree.ts';
import { fitSizes } from './fitSizes.ts';
import { type LatexSource, latexError } from './latexSource.ts';
import type { Letters } from './letters.ts';
import { parseTex } from './parseTex.ts';
import { readClauses } from './readExpression.ts';
import { toFormula } from './toFormula.ts';

/** One expression in LaTeX as a formula, all of whose letters have a meaning. Errors: those of `parseTex`, `readClauses` and `toFormula`; FORMULA for more than one expression. */
export function readFormula(tex: string, letters: Letters, environment: Environment): FormulaNode {
  const source: LatexSource = { name: 'formula', text: tex, from: 0 };
  const clauses = readClauses(parseTex(tex, source).nodes, source);
  const first = clauses[0]?.first;
  if (clauses.length !== 1 || first === undefined || clauses[0]!.links.length > 0)
    throw latexError(source, { start: 0, end: tex.length }, 'must be one expression');
  const node = toFormula(first, {
    letters,
    defined: new Map(),
    isDefined: () => false,
    source,
    norm: undefined,
    guesses: [],
    indices: new Map(),
    marks: { primes: undefined, stars: undefined, daggers: undefined },
    chosen: undefined,
    conditions: new Set(),
    lined: new Set(),
    brackets: undefined,
  });
  return fitSizes([{ name: undefined, node }], environment).lines[0]!.node;
}
