import { indexedName } from '../formula/indexed.ts';
import type { Formula } from '../formula/parseFormula.ts';
import { nameTeX, toTeX } from '../formula/toTeX.ts';
import { children, type FormulaNode, withChildren } from '../formula/tree.ts';
import { type NotationName, notationOf, texOfNames } from './notations.ts';

/**
 * A formula as LaTeX that stands in math mode, in the letters of a paper; names that the paper has no letter for are as `toTeX` sets them. Read again in
 * that notation it is the same tree, but for brackets that a product does not need: a(bc), −(ab). `bare` and `isOfMatrices` as in `toTeX`.
 */
export function writeLatex(
  { definitions, ...rest }: Pick<Formula, 'loops' | 'declarations' | 'definitions'>,
  notation: NotationName,
  bare = '',
  isOfMatrices = false,
): string {
  const letters = texOfNames(notationOf(notation));
  const starts: string[] = [];
  // Layers without a time are those in training: those at the start are written so.
  const atStart = (name: string): string => {
    const indexed = notationOf(notation).isDeep ? indexedName(name) : undefined;
    if (indexed === undefined || indexed.kind === 'width' || indexed.isMoving) return name;
    starts.push(`${nameTeX(name)}(0)`);
    return `startx${starts.length - 1}x`;
  };
  const held = [...letters.keys()].map((name, index) => ({
    name,
    stands: `letter${'abcdefghijklmnopqrstuvwxyz'[index % 26]}${'x'.repeat(Math.floor(index / 26))}`,
  }));
  const standsFor = new Map(held.map(({ name, stands }) => [name, stands]));
  const renamed = (node: FormulaNode): FormulaNode => {
    // A width of an identity is set as it is.
    if (node.kind === 'call' && (node.name === 'I' || node.name === 'zeros')) return node;
    if (node.kind === 'name') return { ...node, name: standsFor.get(node.name) ?? atStart(node.name) };
    return withChildren(node, children(node).map(renamed));
  };
  const inLetters = definitions.map(one => ({ ...one, node: renamed(one.node) }));
  const tex = toTeX({ ...rest, definitions: inLetters }, bare, isOfMatrices);
  const withStarts = tex.replace(/\\mathrm\{startx(\d+)x\}/g, (_, at: string) => starts[Number(at)]!);
  return withStarts.replace(/\\mathrm\{(letter\w+)\}(\^?)/g, (whole, stands: string, script: string) => {
    const name = held.find(one => one.stands === stands)?.name;
    const letter = name === undefined ? undefined : boldened(letters.get(name)!);
    if (letter === undefined) return whole;
    return script === '^' && letter.includes('^') ? `\\left(${letter}\\right)^` : `${letter}${script}`;
  });
}

/** Capital letters of matrices bold. */
function boldened(name: string): string {
  return name.replace(/(^|\{)([A-Z])(?=[_^({}]|$)/, '$1\\mathbf{$2}');
}
