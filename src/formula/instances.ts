import type { Architecture } from '../network/architecture.ts';
import { inferInAllOrderings } from './checkShapes.ts';
import { numberNode } from './editNodes.ts';
import type { Environment, SymbolSpec } from './environment.ts';
import { FormulaError } from './formulaError.ts';
import { type IndexedName, indexedName, indexValue, nameOfIndexed } from './indexed.ts';
import { layerSymbols, MOST_RATES } from './layerSymbols.ts';
import { nodeText } from './nodeText.ts';
import { type Formula, parseFormula } from './parseFormula.ts';
import type { Shape } from './shape.ts';
import { sizeText } from './size.ts';
import type { Loop } from './tokens.ts';
import { type CallNode, children, type FormulaNode, type NameNode, withChildren } from './tree.ts';

/** A network in numbers: Ni, Nh, No and m, or h and d0 … dh. */
export type Sizes = Readonly<Record<string, number>>;

export function sizesOf({ Ni, Nh, No }: Architecture): Sizes {
  return { Ni, Nh, No, m: Math.min(Ni, No) };
}

export function sizesOfLayers(widths: readonly number[]): Sizes {
  return { h: widths.length - 1, ...Object.fromEntries(widths.map((width, j) => [`d${j}`, width])) };
}

/** "Ni = 2, Nh = 3, No = 1", "2-3-3-1". */
export function networkText(sizes: Sizes): string {
  if (sizes.h !== undefined) return Array.from({ length: sizes.h + 1 }, (_, j) => sizes[`d${j}`]).join('-');
  return (['Ni', 'Nh', 'No'] as const).map(name => `${name} = ${sizes[name]}`).join(', ');
}

/** What a formula states of one network and one value of each of its loops. */
export interface Instance {
  /** Without loops, sums or indices that are not numbers. */
  readonly formula: Formula;
  /** "j = 2", "" without loops. */
  readonly at: string;
}

/** Values of the indices of all loops together. */
export const MOST_INSTANCES = 1000;

/**
 * What a formula states of a network: one instance for each value of its loops, the outermost slowest; none where a loop has none. Of a
 * formula without loops, sums and indices it is the formula itself.
 *
 * FormulaErrors FORMULA, at its place: a layer, product or entry that there is not; LIMIT for more than 1000 values.
 */
export function instancesOf(formula: Formula, sizes: Sizes): readonly Instance[] {
  if (!isTemplate(formula)) return [{ formula, at: '' }];
  const known = KNOWN.get(formula) ?? new Map<string, readonly Instance[]>();
  KNOWN.set(formula, known);
  const key = JSON.stringify(sizes);
  const instances = known.get(key) ?? freshInstances(formula, sizes);
  known.set(key, instances);
  return instances;
}

/** Every case of one network asks again, at each precision. */
const KNOWN = new WeakMap<Formula, Map<string, readonly Instance[]>>();

const TEMPLATES = new WeakMap<Formula, boolean>();

/** Whether a formula says different things of different networks: it has loops, sums, layers or indices. */
export function isTemplate(formula: Formula): boolean {
  const known = TEMPLATES.get(formula);
  if (known !== undefined) return known;
  const varies = (node: FormulaNode): boolean =>
    (node.kind === 'call' && node.name === 'sum') ||
    (node.kind === 'entry' && [node.row, node.col].some(index => !/^(\d+|:)$/.test(index))) ||
    children(node).some(varies);
  const found =
    isDeep(formula) || (formula.loops ?? []).length > 0 || formula.definitions.some(({ node }) => varies(node));
  TEMPLATES.set(formula, found);
  return found;
}

/** Whether a formula speaks of layers of any depth. */
export function isDeep({ symbols }: Pick<Formula, 'symbols'>): boolean {
  return symbols.has('h');
}

type Values = ReadonlyMap<string, number>;

function freshInstances(formula: Formula, sizes: Sizes): Instance[] {
  const start: Values = new Map(Object.entries(sizes));
  let all: Values[] = [start];
  for (const loop of formula.loops ?? []) {
    const ranges = all.map(values => ({ values, range: rangeOf(loop, values) }));
    // Counted before it is made.
    const count = ranges.reduce((sum, { range }) => sum + range.length, 0);
    const rule = `must leave at most ${MOST_INSTANCES} values of all indices together`;
    if (count > MOST_INSTANCES) throw new FormulaError('LIMIT', formula, loop.place, loop.name, rule, count);
    all = ranges.flatMap(({ values, range: { first, length } }) =>
      Array.from({ length }, (_, k) => new Map([...values, [loop.name, first + k]])),
    );
  }
  const names = (formula.loops ?? []).map(({ name }) => name);
  const symbols = isDeep(formula) ? knownSymbols(formula, sizes.h!) : formula.symbols;
  return all.map(values => {
    const definitions = formula.definitions.map(definition => ({
      ...definition,
      node: instantiated({ formula, values }, definition.node),
    }));
    const { loops: _, ...plain } = formula;
    return {
      formula: { ...plain, symbols, definitions },
      at: names.map(name => `${name} = ${values.get(name)}`).join(', '),
    };
  });
}

function rangeOf({ from, to }: Loop, values: Values): { readonly first: number; readonly length: number } {
  const [first, last] = [from, to].map(end => indexValue(end, name => valueOfName(name, values)));
  if (first === undefined || last === undefined) return { first: 0, length: 0 };
  return { first, length: Math.max(0, last - first + 1) };
}

/** Of an index, a size, or a width d{j}. */
function valueOfName(name: string, values: Values): number | undefined {
  const plain = values.get(name);
  if (plain !== undefined) return plain;
  const indexed = indexedName(name);
  const index = indexed?.kind === 'width' ? indexValue(indexed.first, one => values.get(one)) : undefined;
  return index === undefined ? undefined : values.get(`d${index}`);
}

interface Context {
  readonly formula: Formula;
  readonly values: Values;
}

function instantiated(context: Context, node: FormulaNode): FormulaNode {
  const of = (part: FormulaNode): FormulaNode => instantiated(context, part);
  switch (node.kind) {
    case 'name':
      return instantiatedName(context, node);
    case 'entry':
      return {
        ...node,
        arg: of(node.arg),
        row: entryIndex(context, node.row, node),
        col: entryIndex(context, node.col, node),
      };
    case 'call':
      return node.name === 'sum' ? instantiatedSum(context, node) : { ...node, args: node.args.map(of) };
    default:
      return withChildren(node, children(node).map(of));
  }
}

function instantiatedName(context: Context, node: NameNode): FormulaNode {
  const { formula, values } = context;
  const { name } = node;
  const spec = formula.symbols.get(name);
  const value = values.get(name);
  if (spec?.meaning === 'an index' && value !== undefined) return numberNode(String(value), node.place);
  const indexed = isDeep(formula) && spec !== undefined ? indexedName(name) : undefined;
  if (indexed === undefined) return node;
  const first = valueOfIndex(context, indexed.first, node);
  const last = indexed.last === undefined ? first : valueOfIndex(context, indexed.last, node);
  const shown = nameOfIndexed({ ...indexed, first: String(first), ...(indexed.last && { last: String(last) }) });
  if (isThere(indexed.kind, first, last, values.get('h')!)) return { ...node, name: shown };
  const rule = `must be ${WHAT[indexed.kind]} that there is ("depth:" says how many, and h is the last)`;
  throw fault(context, node, name, rule, `${shown} where ${shownValues(context)}`);
}

function isThere(kind: IndexedName['kind'], first: number, last: number, depth: number): boolean {
  if (kind === 'width') return first >= 0 && first <= depth;
  // An empty product is the identity of one width.
  const isEmpty = kind === 'product' && last === first - 1;
  return first >= 1 && last <= depth && (last >= first || isEmpty);
}

function entryIndex(context: Context, index: string, node: FormulaNode): string {
  if (index === ':') return index;
  const value = valueOfIndex(context, index, node);
  if (value >= 1) return String(value);
  throw fault(context, node, index, 'must pick an entry from 1 on', `${value} where ${shownValues(context)}`);
}

function valueOfIndex(context: Context, index: string, node: FormulaNode): number {
  const value = indexValue(index, name => valueOfName(name, context.values));
  if (value !== undefined) return value;
  throw fault(context, node, index, 'must have an index that has a value here', shownValues(context));
}

function instantiatedSum(context: Context, node: CallNode): FormulaNode {
  const { formula, values } = context;
  const [name, from, to, term] = node.args as [FormulaNode, FormulaNode, FormulaNode, FormulaNode];
  const index = nodeText(name);
  const { first, length } = rangeOf({ name: index, from: nodeText(from), to: nodeText(to), place: node.place }, values);
  const terms = Array.from({ length }, (_, k) =>
    instantiated({ formula, values: new Map([...values, [index, first + k]]) }, term),
  );
  if (terms.length > 0)
    return terms.reduce((left, right) => ({ kind: 'binary', op: '+', left, right, place: node.place }));
  // A sum of nothing has the shape that its terms would have.
  const shape = shapesOf(formula).get(term);
  if (shape?.kind === 'scalar') return numberNode('0', node.place);
  if (shape === undefined) throw fault(context, node, 'sum', 'must have a term', shownValues(context));
  const zeros = parseFormula(`zeros(${sizeText(shape.rows)}, ${sizeText(shape.cols)})`, { symbols: formula.symbols });
  return instantiated(context, zeros.definitions[0]!.node);
}

function shownValues({ formula, values }: Context): string {
  const isShown = (name: string): boolean => name === 'h' || formula.symbols.get(name)?.meaning === 'an index';
  return [...values].flatMap(([name, value]) => (isShown(name) ? [`${name} = ${value}`] : [])).join(', ');
}

function fault({ formula }: Context, node: FormulaNode, symbol: string, rule: string, value: string): FormulaError {
  return new FormulaError('FORMULA', formula, node.place, symbol, `${symbol} ${rule}`, value);
}

const WHAT = { layer: 'a layer', product: 'a product of layers', width: 'the width of a layer' } as const;

const SHAPES = new WeakMap<Formula, ReadonlyMap<FormulaNode, Shape>>();

function shapesOf(formula: Formula): ReadonlyMap<FormulaNode, Shape> {
  const shapes = SHAPES.get(formula) ?? inferInAllOrderings(formula).inferred[0]!.shapes;
  SHAPES.set(formula, shapes);
  return shapes;
}

const SYMBOLS = new WeakMap<Environment, Map<number, Environment>>();

/** Networks of one depth have the same. */
function knownSymbols({ symbols }: Formula, depth: number): Environment {
  const ofDepths = SYMBOLS.get(symbols) ?? new Map<number, Environment>();
  SYMBOLS.set(symbols, ofDepths);
  const known = ofDepths.get(depth) ?? symbolsOfDepth(symbols, depth);
  ofDepths.set(depth, known);
  return known;
}

/** Every symbol that there is with so many layers. */
function symbolsOfDepth(symbols: Environment, depth: number): Environment {
  const counted = Array.from({ length: depth }, (_, j) => j + 1);
  const rates = Array.from({ length: MOST_RATES + 1 }, (_, n) => 'd'.repeat(n));
  const layers = counted.flatMap(j => [`W${j}`, ...rates.map(d => `${d}W${j}t`)]);
  const ends = [...counted, depth + 1].flatMap(i => [i - 1, ...counted.filter(j => j >= i)].map(j => `W(${i}:${j})`));
  const products = ends.filter(name => !/:0\)$/.test(name) || name === 'W(1:0)').flatMap(name => [name, `${name}t`]);
  const plain = [...symbols].flatMap(([name, spec]): [string, SymbolSpec][] => {
    if (indexedName(name) !== undefined || spec.meaning === 'an index') return [];
    if (!('rows' in spec)) return [[name, spec]];
    const inNumbers = (size: string): string => (size === 'd{h}' ? `d${depth}` : size);
    return [[name, { ...spec, rows: inNumbers(spec.rows), cols: inNumbers(spec.cols) }]];
  });
  return new Map([...plain, ...[...layers, ...products].flatMap(layerSymbols)]);
}
