import type { Declaration } from './declarations.ts';
import { type Environment, isOfDescent, type SymbolSpec, standardEnvironment } from './environment.ts';
import { FormulaError, type FormulaSource, type Place } from './formulaError.ts';
import { indexedName, isOfLayers, namesInIndex } from './indexed.ts';
import { layersAround } from './layerSymbols.ts';
import { mathjsTree } from './mathjsTree.ts';
import { nearestName, SYNONYMS } from './nearestName.ts';
import { constantElsewhere } from './otherNotation.ts';
import { type Loop, statementsOf, type Token } from './tokens.ts';
import { children, type FormulaNode, FUNCTIONS, isFunctionName, isReserved } from './tree.ts';

export interface Definition {
  /** Undefined for a bare expression, which only the last definition may be. */
  readonly name: string | undefined;
  readonly node: FormulaNode;
  readonly place: Place;
}

/** A parsed formula: definitions in order, each using only symbols and earlier ones; the last one is the result. */
export interface Formula extends FormulaSource {
  readonly symbols: Environment;
  readonly definitions: readonly Definition[];
  /** The last line is stated for all their values, the first loop being the outermost. */
  readonly loops?: readonly Loop[];
  /** Symbols that its text declares. */
  readonly declarations?: readonly Declaration[];
}

/**
 * Text in Octave-like matrix notation as a formula. `name` is what errors call it, `symbols` are the names it may use
 * without defining them (default: `standardEnvironment`), `file` the text that their pictures show (default: the formula's).
 *
 * FORMULA errors (a FormulaError with line, column, symbol and caret picture): what the grammar does not allow, implied
 * products, unknown names (with the nearest known one), names used before their definition, defined twice or taken by
 * a symbol or function, a bare expression before the last line.
 */
export function parseFormula(
  text: string,
  options: { name?: string; symbols?: Environment; file?: string } = {},
): Formula {
  const { name = 'formula', symbols = standardEnvironment, file } = options;
  const source: FormulaSource = { name, text, ...(file !== undefined && { file }) };
  const sizes = [...symbols].flatMap(([size, { kind }]) => (kind === 'size' ? [size] : []));
  const statements = statementsOf(source, sizes);
  const loops = statements.flatMap(statement => statement.loops);
  const later = new Set(statements.map(statement => statement.name?.text));
  const known = new Set(symbols.keys());
  const further = new Map<string, SymbolSpec>();
  const indices: string[] = [];
  const definitions: Definition[] = [];
  statements.forEach((statement, index) => {
    const first = statement.tokens[0]!;
    for (const loop of statement.loops) {
      requireFreeIndex(source, loop.name, loop.place, symbols, known);
      for (const end of [loop.from, loop.to]) requireKnownIndex(source, end, loop.place, symbols, indices);
      indices.push(loop.name);
      known.add(loop.name);
      further.set(loop.name, INDEX);
    }
    if (statement.name !== undefined) requireFreeName(source, statement.name, symbols, known);
    else if (index < statements.length - 1)
      throw refuse(
        source,
        first,
        'must be a definition "name = …", as only the last line may be a bare expression or an equation',
      );
    const inSums = indicesInSums(statement.tokens);
    for (const [index, token] of statement.tokens.entries()) {
      if (token.kind !== 'name' || isReserved(token.text) || isCall(statement.tokens, index)) continue;
      if (token.text === 'Inf' && isEndOfLimit(statement.tokens, index)) continue;
      const { bound, opened } = inSums[index]!;
      if (opened !== undefined && token.text === opened) {
        requireFreeIndex(source, opened, token.place, symbols, known);
        further.set(opened, INDEX);
        continue;
      }
      if (known.has(token.text) || bound.includes(token.text)) continue;
      if (symbols.has('h') && indexedName(token.text) !== undefined) {
        for (const part of indicesOf(token.text))
          requireKnownIndex(source, part, token.place, symbols, [...indices, ...bound]);
        for (const [name, spec] of layersAround(token.text)) further.set(name, spec);
        continue;
      }
      const next = statement.tokens[index + 1]?.text;
      throw unknownName(source, token, { known, later, own: statement.name?.text, next });
    }
    definitions.push({
      name: statement.name?.text,
      node: mathjsTree(source, statement.tokens),
      place: (statement.name ?? first).place,
    });
    if (statement.name !== undefined) known.add(statement.name.text);
  });
  const all = further.size === 0 ? symbols : new Map([...symbols, ...further]);
  return { ...source, symbols: all, definitions, ...(loops.length > 0 && { loops }) };
}

/** Inf of "-> Inf" and "-> -Inf". */
function isEndOfLimit(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.text;
  return before === '->' || (before === '-' && tokens[index - 2]?.text === '->');
}

/** What an index is: a whole number, which stands as a size does. */
const INDEX: SymbolSpec = { kind: 'size', meaning: 'an index' };

/** Of each token the indices of the sums around it, and the one that is opened here. */
function indicesInSums(tokens: readonly Token[]): { bound: readonly string[]; opened: string | undefined }[] {
  const stack: (string | undefined)[] = [];
  let next: string | undefined;
  return tokens.map((token, at) => {
    const opened = next;
    next = undefined;
    const bound = stack.flatMap(name => name ?? []);
    if (token.text === '(') {
      next = tokens[at - 1]?.text === 'sum' ? tokens[at + 1]?.text : undefined;
      stack.push(next);
    }
    if (token.text === ')') stack.pop();
    return { bound, opened };
  });
}

/** An index that is none of the names before it, but for one of the same formula as it was read before. */
function requireFreeIndex(
  source: FormulaSource,
  name: string,
  place: Place,
  symbols: Environment,
  known: ReadonlySet<string>,
): void {
  const isTaken = isReserved(name) || (known.has(name) && symbols.get(name)?.meaning !== INDEX.meaning);
  if (isTaken) throw new FormulaError('FORMULA', source, place, name, 'must be a new name, as it is an index', name);
}

/** The indices of W(i:j) and the like. */
function indicesOf(name: string): string[] {
  const { first, last } = indexedName(name)!;
  return last === undefined ? [first] : [first, last];
}

function requireKnownIndex(
  source: FormulaSource,
  index: string,
  place: Place,
  symbols: Environment,
  indices: readonly string[],
): void {
  for (const name of namesInIndex(index)) {
    if (symbols.has('h') && indexedName(name)?.kind === 'width') {
      for (const part of indicesOf(name)) requireKnownIndex(source, part, place, symbols, indices);
      continue;
    }
    const spec = symbols.get(name);
    const isSize = spec?.kind === 'size' && spec.meaning !== INDEX.meaning;
    if (indices.includes(name) || isSize) continue;
    const sizes = [...symbols].flatMap(([other, { kind, meaning }]) =>
      kind === 'size' && meaning !== INDEX.meaning && !/[{\d]/.test(other) ? [other] : [],
    );
    const inScope = [...sizes, ...indices].join(', ');
    const rule = `must have an index made of whole numbers, sizes and indices in scope (${inScope})`;
    throw new FormulaError('FORMULA', source, place, name, rule, name);
  }
}

/** Every name that occurs in a tree, functions left out. */
export function namesIn(node: FormulaNode): Set<string> {
  const names = new Set<string>();
  const visit = (part: FormulaNode): void => {
    if (part.kind === 'name') names.add(part.name);
    children(part).forEach(visit);
  };
  visit(node);
  return names;
}

/** A function's name before its arguments. */
function isCall(tokens: readonly Token[], index: number): boolean {
  return isFunctionName(tokens[index]!.text) && tokens[index + 1]?.text === '(';
}

function requireFreeName(source: FormulaSource, token: Token, symbols: Environment, known: Set<string>): void {
  if (isReserved(token.text)) throw refuse(source, token, 'must not be redefined: it is a function');
  if (symbols.has(token.text) || (symbols.has('h') && indexedName(token.text) !== undefined))
    throw refuse(source, token, 'must not be redefined: it is a given symbol');
  if (known.has(token.text)) throw refuse(source, token, 'must not be defined twice');
}

/** What an unknown name may have been meant for. */
interface Surroundings {
  readonly known: ReadonlySet<string>;
  readonly later: ReadonlySet<string | undefined>;
  readonly own: string | undefined;
  /** The token behind it. */
  readonly next: string | undefined;
}

function unknownName(source: FormulaSource, token: Token, { known, later, own, next }: Surroundings): FormulaError {
  if (token.text === own) return refuse(source, token, 'must not be used in its own definition');
  if (later.has(token.text)) return refuse(source, token, 'must not be used before its definition');
  if (isOfLayers(token.text) && known.has('Nh') && !/^W\d+$/.test(token.text))
    return refuse(source, token, 'must stand in a file with "network: deep" in its header, as it has an index');
  if (known.has('h') && Object.hasOwn(IN_LAYERS, token.text))
    return refuse(source, token, `must be typed as ${IN_LAYERS[token.text]} where the network is deep`);
  if (isOfDescent(token.text) && known.has('Nh'))
    return refuse(source, token, 'must stand in a file with "steps:" in its header, as it is of gradient descent');
  const constant = constantElsewhere(token.text, next);
  if (constant !== undefined) return refuse(source, token, constant);
  const nearest =
    (Object.hasOwn(SYNONYMS, token.text) ? SYNONYMS[token.text] : undefined) ??
    nearestName(token.text, [...known, ...Object.keys(FUNCTIONS)]);
  return refuse(source, token, `must be a known name${nearest === undefined ? '' : ` (did you mean ${nearest}?)`}`);
}

/** What symbols of two layers are called where there are any number. */
const IN_LAYERS: Readonly<Record<string, string>> = {
  Ni: 'd0',
  No: 'd{h}',
  Nh: 'd1, d2, … d{h-1}',
  m: 'min(d0, d{h})',
  Wh: 'W{h}',
  Wht: 'W{h}t',
  dh: 'd{h}',
  U: 'a definition of its own: Syx has no SVD here',
  S: 'a definition of its own: Syx has no SVD here',
  V: 'a definition of its own: Syx has no SVD here',
  lambda: 'an expression: layers of any depth have no λ',
};

function refuse(source: FormulaSource, token: Token, rule: string): FormulaError {
  return new FormulaError('FORMULA', source, token.place, token.text, rule, token.text);
}
