import { isOfTraining } from '../formula/environment.ts';
import { FormulaError } from '../formula/formulaError.ts';
import { type Condition, type FormulaFile, parseFormulaFile } from '../formula/formulaFile.ts';
import { nodeText } from '../formula/nodeText.ts';
import { type Formula, namesIn } from '../formula/parseFormula.ts';
import { children, type FormulaNode, isRelation, withChildren } from '../formula/tree.ts';
import { withCondition } from './withCondition.ts';

/**
 * Conditions that a file could ask for by `where:` and does not: on its sizes, on the signs and ranks of what it speaks of, and comparisons of
 * two scalars that stand in it, as they are at the start. Those that cannot be read there, as they are of no number or
 * name what the file does not have, are left out.
 */
export function simpleConditions(file: FormulaFile): readonly Condition[] {
  const texts = file.deep === undefined ? conditionsOfTwo(file) : CONDITIONS_OF_LAYERS;
  const asked = new Set(file.where.map(({ text }) => text.replaceAll(' ', '')));
  return read(
    file,
    texts.filter(text => !asked.has(text.replaceAll(' ', ''))),
  );
}

function read(file: FormulaFile, texts: readonly string[]): readonly Condition[] {
  try {
    return parseFormulaFile(texts.reduce(withCondition, file.text), file.name).where.slice(file.where.length);
  } catch (error) {
    if (error instanceof FormulaError) return [];
    throw error;
  }
}

const SIZES_OF_TWO = ['Ni', 'Nh', 'No', 'm'];

function conditionsOfTwo(file: FormulaFile): string[] {
  const sizes = SIZES_OF_TWO.map(size => `${size} == 1`);
  const pairs = [
    ['Ni', 'No'],
    ['Nh', 'Ni'],
    ['Nh', 'No'],
    ['Nh', 'm'],
  ] as const;
  const widths = pairs.flatMap(([a, b]) => ['==', '<=', '>=', '<', '>'].map(relation => `${a} ${relation} ${b}`));
  const scalars = scalarsOf(file).filter(scalar => read(file, [`${scalar} >= 0`]).length > 0);
  const signs = scalars.flatMap(scalar => ['>=', '<=', '>', '<', '~='].map(relation => `${scalar} ${relation} 0`));
  const ones = scalars.flatMap(scalar => ['<=', '>='].map(relation => `${scalar} ${relation} 1`));
  const sides = sidesTexts(file);
  // The two sides of a statement, compared, are the statement.
  const others = (a: string): string[] =>
    scalars.slice(scalars.indexOf(a) + 1).filter(b => !(sides.has(a) && sides.has(b)));
  const compared = scalars.flatMap(a => others(a).flatMap(b => ['<=', '>='].map(relation => `${a} ${relation} ${b}`)));
  return [...sizes, ...widths, ...signs, ...ones, ...compared];
}

const CONDITIONS_OF_LAYERS = [
  ...['h == 1', 'h == 2', 'h <= 2', 'h >= 2', 'h <= 3', 'h >= 3'],
  ...['d0 == 1', 'd{h} == 1', 'd0 == d{h}', 'd0 <= d{h}', 'd0 >= d{h}'],
  ...['== 1', '== d0', '>= d0', '<= d0', '== d{h}', '>= d{h}', '<= d{h}'].map(rest => `for j = 1:h-1: d{j} ${rest}`),
  ...['for j = 1:h: d{j} == d{j-1}', 'for j = 1:h: d{j} <= d{j-1}', 'for j = 1:h: d{j} >= d{j-1}'],
  ...['norm(Syx) > 0', 'norm(W(1:h)) > 0', 'norm(Syx - W(1:h)*Sxx) > 0'],
];

/** What two layers have besides what a file names: a singular value of zero is a loss of rank. */
const OF_TWO_LAYERS = ['S(1,1)', 'S(m,m)', 'S0(1,1)', 'S0(m,m)', 'norm(W1)', 'norm(W2)', 'norm(Syx - W2*W1)'];

const SCALAR_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['trace', 'norm', 'det', 'nuc', 'opnorm', 'mineig', 'maxeig'],
]);

/** Numbers that stand in a formula, as they are at the start, and those that two layers have. */
function scalarsOf({ formula, needs, conventions }: FormulaFile): string[] {
  const found = new Set<string>();
  const visit = (node: FormulaNode): void => {
    for (const part of children(node)) visit(part);
    const isNumber =
      (node.kind === 'call' && SCALAR_FUNCTIONS.has(node.name)) ||
      (node.kind === 'entry' && /^\w+$/.test(node.row + node.col)) ||
      (node.kind === 'name' && isGivenScalar(formula, node.name));
    if (!isNumber) return;
    const text = nodeText(atStart(inlined(formula, node)));
    if (isStill(text)) found.add(text);
  };
  for (const { node } of formula.definitions) visit(node);
  if (conventions.length === 0) for (const text of OF_TWO_LAYERS) found.add(text);
  const lambda = needs.some(({ name }) => name === 'lambda-balanced') ? ['lambda'] : [];
  return [...new Set([...lambda, ...found])].filter(({ length }) => length <= MOST_CHARACTERS).slice(0, MOST_SCALARS);
}

/** Of so many, the first that stand in the formula; each no longer than a person would type. */
const [MOST_SCALARS, MOST_CHARACTERS] = [12, 40];

function isGivenScalar({ symbols }: Formula, name: string): boolean {
  return symbols.get(name)?.kind === 'scalar' && name !== 't' && name !== 'scale';
}

/** The two sides of the last line, as they are at the start. */
function sidesTexts({ formula }: FormulaFile): ReadonlySet<string> {
  const { node } = formula.definitions.at(-1)!;
  if (!isRelation(node)) return new Set();
  return new Set([node.left, node.right].map(side => nodeText(atStart(inlined(formula, side)))));
}

/** Neither the time nor what moves, nor an index or what has no value outside of a last line. */
function isStill(text: string): boolean {
  return !/\bt\b|\bd?W\w*t\b|\b(?:lim|ddt|start|E|Var|O|sum|scale)\b/.test(text);
}

/** With its definitions put in. */
function inlined(formula: Formula, node: FormulaNode): FormulaNode {
  if (node.kind === 'name') {
    const definition = formula.definitions.find(({ name }) => name === node.name);
    return definition === undefined ? node : inlined(formula, definition.node);
  }
  if (node.kind === 'entry' && [...namesIn(node.arg)].some(name => formula.definitions.some(one => one.name === name)))
    return node;
  return withChildren(
    node,
    children(node).map(part => inlined(formula, part)),
  );
}

/** W1 for W1t. */
function atStart(node: FormulaNode): FormulaNode {
  if (node.kind === 'name' && isOfTraining(node.name) && !node.name.startsWith('d'))
    return { ...node, name: node.name.replace(/t$/, '') };
  return withChildren(
    node,
    children(node).map(part => atStart(part)),
  );
}
