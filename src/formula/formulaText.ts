import { nodeText } from './nodeText.ts';
import type { Formula } from './parseFormula.ts';

/** The tree as text, one line per loop and definition, with no more parentheses than needed; parses back to the same tree. */
export function formulaText({ loops = [], definitions }: Pick<Formula, 'loops' | 'definitions'>): string {
  return [
    ...loops.map(({ name, from, to }) => `for ${name} = ${from}:${to}:`),
    ...definitions.map(({ name, node }) => (name === undefined ? nodeText(node) : `${name} = ${nodeText(node)}`)),
  ].join('\n');
}
