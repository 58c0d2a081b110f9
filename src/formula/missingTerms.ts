import { binaryNode, isSum, negated, transposed } from './editNodes.ts';
import { nodeText } from './nodeText.ts';
import type { Formula } from './parseFormula.ts';
import { type BinaryNode, children, constantOf, type FormulaNode, withChildren } from './tree.ts';

export interface MissingTermOptions {
  /** Names that may stand in place of a name. */
  readonly alike: (name: string) => readonly string[];
  /** Names that are numbers, which a transpose leaves alone. */
  readonly isScalar: (node: FormulaNode) => boolean;
}

/**
 * What a part of a formula may have lost a term from. A derivation has each term with its partner, and a dropped one is
 * found again beside what is left: as it stands in a copy of the sum; as the mirror image that the exchange of the two layers
 * makes of a term (V and U, W1 and W2ᵀ, Ni and No, lambda_V and lambda_U, Z1 and Z2); transposed; with one symbol exchanged;
 * with the exponents negated; each with either sign.
 *
 * `sums` gives the sums of which a part is a side. `terms` gives a sum, or a term that stands alone, with one term more.
 */
export function missingTerms(formula: Formula): {
  readonly sums: (part: FormulaNode) => readonly FormulaNode[];
  readonly terms: (part: FormulaNode, options: MissingTermOptions) => readonly FormulaNode[];
} {
  const known = new Set([...formula.symbols.keys(), ...formula.definitions.flatMap(({ name }) => name ?? [])]);
  const mirror = (node: FormulaNode): FormulaNode => mirrorImage(node, known);
  const all = formula.definitions.flatMap(({ node }) => sumsIn(node));
  const bySide = new Map<string, FormulaNode[]>();
  for (const sum of [...all, ...all.map(one => mirror(one) as BinaryNode)]) {
    const [plus, minus] = (['+', '-'] as const).map(op => ({ ...sum, op }));
    append(bySide, sum.left, [plus!, minus!]);
    append(bySide, sum.right, [plus!]);
    append(bySide, negated(sum.right), [minus!]);
  }
  const everywhere = distinct(all.flatMap(termsOf).flatMap(term => [term, mirror(term)]));
  return {
    sums: part => bySide.get(nodeText(part)) ?? [],
    terms: (part, options) => {
      const own = termsOf(part);
      const partners = own.flatMap(term =>
        [term, withNegatedExponents(term)].flatMap(one => partnersOf(one, mirror, options)),
      );
      const present = new Set(own.map(nodeText));
      return distinct([...partners, ...everywhere])
        .filter(term => !present.has(nodeText(term)) && constantOf(term) === undefined)
        .flatMap(term => [binaryNode('+', part, term), binaryNode('-', part, term)]);
    },
  };
}

function append(into: Map<string, FormulaNode[]>, side: FormulaNode, sums: readonly FormulaNode[]): void {
  const key = nodeText(side);
  into.set(key, distinct([...(into.get(key) ?? []), ...sums]));
}

function distinct(nodes: readonly FormulaNode[]): FormulaNode[] {
  return [...new Map(nodes.map(node => [nodeText(node), node])).values()];
}

function sumsIn(node: FormulaNode): BinaryNode[] {
  const inside = children(node).flatMap(sumsIn);
  return isSum(node) ? [node, ...inside] : inside;
}

/** a, b and c of a + b − c. */
function termsOf(node: FormulaNode): FormulaNode[] {
  if (isSum(node)) return [...termsOf(node.left), ...termsOf(node.right)];
  return [node.kind === 'negate' ? node.arg : node];
}

function partnersOf(
  term: FormulaNode,
  mirror: (node: FormulaNode) => FormulaNode,
  { alike, isScalar }: MissingTermOptions,
): FormulaNode[] {
  const names = new Set(namesOf(term));
  const exchanged = [...names].flatMap(name => alike(name).map(other => renamed(term, name, other)));
  return [
    term,
    mirror(term),
    reversed(term, part => part),
    reversed(term, part => turned(part, isScalar)),
    ...exchanged,
  ];
}

function namesOf(node: FormulaNode): string[] {
  return node.kind === 'name' ? [node.name] : children(node).flatMap(namesOf);
}

function renamed(node: FormulaNode, from: string, to: string): FormulaNode {
  if (node.kind === 'name') return node.name === from ? { ...node, name: to } : node;
  return withChildren(
    node,
    children(node).map(part => renamed(part, from, to)),
  );
}

/** The factors of a product from the last to the first, each changed. */
function reversed(node: FormulaNode, change: (factor: FormulaNode) => FormulaNode): FormulaNode {
  if (node.kind !== 'binary' || node.op !== '*') return change(node);
  return factorsOf(node)
    .map(change)
    .reduceRight((product, factor) => binaryNode('*', product, factor));
}

function factorsOf(node: FormulaNode): FormulaNode[] {
  return node.kind === 'binary' && node.op === '*' ? [...factorsOf(node.left), ...factorsOf(node.right)] : [node];
}

function turned(node: FormulaNode, isScalar: (node: FormulaNode) => boolean): FormulaNode {
  if (node.kind === 'transpose') return node.arg;
  return isScalar(node) ? node : transposed(node);
}

const OF_EXPONENTS: ReadonlySet<string> = new Set(['exp', 'expm', 'phi']);

function withNegatedExponents(node: FormulaNode): FormulaNode {
  if (node.kind !== 'call' || !OF_EXPONENTS.has(node.name))
    return withChildren(node, children(node).map(withNegatedExponents));
  const [exponent] = node.args as readonly [FormulaNode];
  return { ...node, args: [exponent.kind === 'negate' ? exponent.arg : withNegatedFirst(exponent)] };
}

/** −a*b as it is typed: (−a)*b. */
function withNegatedFirst(node: FormulaNode): FormulaNode {
  if (node.kind === 'negate') return node.arg;
  if (node.kind !== 'binary' || isSum(node) || node.op === '^') return negated(node);
  return { ...node, left: withNegatedFirst(node.left) };
}

/** The layers exchanged: QQᵀ has its blocks exchanged, and Σyx is transposed. */
function mirrorImage(node: FormulaNode, known: ReadonlySet<string>): FormulaNode {
  const inside = (part: FormulaNode): FormulaNode => mirrorImage(part, known);
  if (node.kind === 'transpose' && node.arg.kind === 'name' && isTurned(node.arg.name))
    return { ...node.arg, name: mirrorName(node.arg.name, known) };
  if (node.kind !== 'name') return withChildren(node, children(node).map(inside));
  const mirrored = { ...node, name: mirrorName(node.name, known) };
  return isTurned(node.name) ? transposed(mirrored) : mirrored;
}

function isTurned(name: string): boolean {
  return /^d?W[12]t?$/.test(name) || name === 'Syx';
}

function mirrorName(name: string, known: ReadonlySet<string>): string {
  const other = name.replace(/[UV12]|^N[io]$/g, letter => MIRROR[letter]!);
  return known.has(other) ? other : name;
}

const MIRROR: Readonly<Record<string, string>> = { U: 'V', V: 'U', '1': '2', '2': '1', Ni: 'No', No: 'Ni' };
