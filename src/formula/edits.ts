import { Rational } from '../numbers/rational.ts';
import { inferInAllOrderings } from './checkShapes.ts';
import { binaryNode, call, constantNode, isSum, negated, numberNode, parsed, transposed } from './editNodes.ts';
import { type Environment, isOfTraining } from './environment.ts';
import type { Place } from './formulaError.ts';
import { indexedName, nameOfIndexed, shiftedIndex } from './indexed.ts';
import { shapeOfSymbol } from './inferShapes.ts';
import { slipsOfIndex } from './layerSymbols.ts';
import { limitOfQuotient } from './limitOfQuotient.ts';
import { missingTerms } from './missingTerms.ts';
import { nodeText } from './nodeText.ts';
import type { Formula } from './parseFormula.ts';
import { isRemainder } from './remainder.ts';
import type { Shape } from './shape.ts';
import { sizeText, substitute } from './size.ts';
import { splitColumns, splitIdentity } from './splitBySide.ts';
import {
  type BinaryNode,
  type BinaryOperator,
  type CallNode,
  children,
  constantOf,
  type EntryNode,
  type FormulaNode,
  isRelation,
} from './tree.ts';
import type { World } from './world.ts';

export type EditKind =
  | 'sign'
  | 'factor'
  | 'transpose'
  | 'inverse'
  | 'exponent'
  | 'symbol'
  | 'size'
  | 'dropped term'
  | 'added term'
  | 'added identity'
  | 'abs'
  | 'sgn'
  | 'parentheses'
  | 'tau'
  | 'limit'
  | 'side'
  | 'relation'
  | 'index';

/** A small change of one part of a formula. */
export interface Edit {
  readonly kind: EditKind;
  /** Index of the definition it is made in. */
  readonly definition: number;
  /** From the definition's tree to the part: indices of children. */
  readonly path: readonly number[];
  /** The part as it stands, and what the change makes of it. */
  readonly before: FormulaNode;
  readonly after: FormulaNode;
  readonly parent: FormulaNode | undefined;
  readonly place: Place;
  /** The same change where another edit has changed something inside the part; undefined where it has no place there. */
  readonly rewrite: (part: FormulaNode) => FormulaNode | undefined;
}

export interface EditOptions {
  /**
   * Which symbols are exchanged for one another: those whose symbolic shapes are the same in all orderings of Ni and No
   * (default), in some ordering, or whatever their shapes are.
   */
  readonly symbols?: 'same shape' | 'same shape somewhere' | 'any shape';
  /**
   * Also what mends but is no misprint the other way round: quotients that are 0/0 at zero are continued to their limit, and
   * what stands once for inputs and outputs is split by side (see `splitBySide`).
   */
  readonly corrections?: boolean;
  /** Only terms that may have been dropped are put back (see `missingTerms`), a correction as well; default false. */
  readonly missingTerms?: boolean;
}

/**
 * All changes of one part that a misprint can be: a sign flipped; a factor 2 or 1/2; a transpose added or removed; an
 * inverse added or dropped; an exponent doubled or halved (a root taken or taken off); a symbol exchanged for another of
 * the same symbolic shape; the size of an identity changed; a term dropped; an identity added; abs or sgn put around a
 * scalar or taken off; a parenthesis in the wrong place, a·b + c for a·(b + c); t for t/tau.
 */
export function editsOf(formula: Formula, options: EditOptions = {}): Edit[] {
  const surroundings = surroundingsOf(formula, options);
  return formula.definitions.flatMap(({ node }, definition) => [
    ...edits(surroundings(definition), { definition, path: [] }, node, TOP),
  ]);
}

/** What is known about the names and parts of one definition. */
interface EditSurroundings {
  shapeOf(node: FormulaNode): Shape | undefined;
  /** Names that may stand in place of a name; sizes go with sizes only. */
  alike(name: string): readonly string[];
  isGiven(name: string): boolean;
  readonly sizes: readonly string[];
  /** All that is given. */
  readonly symbols: Environment;
  readonly corrections: boolean;
  /** Undefined where missing terms are not asked for. */
  readonly missing: ReturnType<typeof missingTerms> | undefined;
}

/** Where a node stands. */
interface Position {
  /** It is a whole term of a sum, or all of a definition, block or exponential's argument. */
  readonly isTerm: boolean;
  /** A minus sign in front of it is not the flip of an operator before it. */
  readonly isFirst: boolean;
  /** It is not part of a larger sum. */
  readonly isGroup: boolean;
  /** It is divided by tau further out in its term. */
  readonly isOverTau: boolean;
  readonly parent: FormulaNode | undefined;
}

const TOP: Position = { isTerm: true, isFirst: true, isGroup: true, isOverTau: false, parent: undefined };

type Where = Pick<Edit, 'definition' | 'path'>;

function* edits(about: EditSurroundings, where: Where, node: FormulaNode, position: Position): Generator<Edit> {
  for (const [kind, rewrite] of ownEdits(about, node, position)) {
    const after = rewrite(node);
    if (after !== undefined)
      yield { kind, ...where, before: node, after, parent: position.parent, place: node.place, rewrite };
  }
  for (const [index, part] of children(node).entries()) {
    const inner = positionOf(node, index, position);
    if (inner !== undefined) yield* edits(about, { ...where, path: [...where.path, index] }, part, inner);
  }
}

/** Undefined where a child is not edited: exponents and sizes change as a whole, with the node above them. */
function positionOf(node: FormulaNode, index: number, position: Position): Position | undefined {
  const plain: Position = { isTerm: false, isFirst: false, isGroup: false, isOverTau: false, parent: node };
  switch (node.kind) {
    case 'number':
    case 'name':
    case 'transpose':
      return plain;
    case 'negate':
      return { ...plain, isTerm: position.isTerm, isOverTau: position.isOverTau };
    case 'blocks':
      return { ...TOP, parent: node };
    case 'entry':
      return undefined;
    case 'binary': {
      if (isRelation(node)) return { ...TOP, parent: node };
      if (node.op === '^') return index === 0 ? plain : undefined;
      if (constantOf(node) !== undefined) return undefined;
      if (isSum(node)) return { ...plain, isTerm: true, isFirst: index === 0 };
      const isOverTau = position.isOverTau || (node.op === '/' && index === 0 && namesTau(node.right));
      return { ...plain, isGroup: isSum(children(node)[index]!), isOverTau };
    }
    case 'call':
      if (node.name === 'I' || node.name === 'zeros' || node.name === 'O') return undefined;
      if (node.name === 'lim') return index === 2 ? { ...TOP, parent: node } : undefined;
      if (node.name === 'sum') return index === 3 ? { ...TOP, parent: node } : undefined;
      if (node.name === 'exp' || node.name === 'expm' || node.name === 'phi') return { ...TOP, parent: node };
      return { ...plain, isGroup: true };
  }
}

/** Undefined where the part is not (any more) what the change is for. */
type Rewrite = (part: FormulaNode) => FormulaNode | undefined;
type Change = readonly [EditKind, Rewrite];

const REVERSED = { '<=': '>=', '>=': '<=', '<': '>', '>': '<' } as const;

function* ownEdits(about: EditSurroundings, node: FormulaNode, position: Position): Generator<Change> {
  if (isRelation(node)) {
    if (node.op !== '==')
      yield [
        'relation',
        part => (isRelation(part) ? { ...part, op: REVERSED[part.op as keyof typeof REVERSED] } : undefined),
      ];
    return;
  }
  if (about.missing !== undefined) {
    yield* termEdits(about, about.missing, node, position);
    return;
  }
  if (isZeros(node)) {
    yield* zerosEdits(about);
    return;
  }
  if (isRemainder(node)) {
    yield ['exponent', part => (isRemainder(part) ? { ...part, args: [squareOf(part.args[0]!)] } : undefined)];
    return;
  }
  const constant = constantOf(node);
  if (constant !== undefined) {
    yield ['factor', scaledConstant(Rational.of(2))];
    yield ['factor', scaledConstant(Rational.of('1/2'))];
    return;
  }
  if (about.corrections) yield* sideEdits(about, node, position);
  yield* signEdits(node, position);
  if (position.isTerm && !isSum(node) && node.kind !== 'negate' && !hasConstantFactor(node)) {
    yield ['factor', part => binaryNode('*', numberNode('2', part.place), part)];
    yield ['factor', part => binaryNode('*', constantNode(Rational.of('1/2'), part.place), part)];
  }
  yield* identityEdits(about, node, position);
  if (position.parent === undefined || isRelation(position.parent)) yield* definitionEdits(about, node);
  if (node.kind === 'entry') yield* entryEdits(about, node);
  if (node.kind === 'name') yield* nameEdits(about, node.name, node, position);
  if (node.kind === 'transpose') yield ['transpose', part => (part.kind === 'transpose' ? part.arg : undefined)];
  if (node.kind === 'blocks' && position.parent?.kind !== 'transpose') yield ['transpose', transposed];
  if (node.kind === 'call') yield* callEdits(about, node, position);
  if (node.kind === 'binary') yield* operatorEdits(about, node, position);
}

/** 1/λ² is of a smaller order than 1/λ. */
function squareOf(node: FormulaNode): FormulaNode {
  return binaryNode('^', node, numberNode('2', node.place));
}

function* termEdits(
  about: EditSurroundings,
  { sums, terms }: ReturnType<typeof missingTerms>,
  node: FormulaNode,
  position: Position,
): Generator<Change> {
  const fixed =
    (after: FormulaNode): Rewrite =>
    part =>
      part === node ? after : undefined;
  const around = position.parent === undefined ? '' : nodeText(position.parent);
  for (const sum of sums(node)) if (nodeText(sum) !== around) yield ['added term', fixed(sum)];
  if (!position.isGroup || constantOf(node) !== undefined) return;
  const isScalar = (part: FormulaNode): boolean => about.shapeOf(part)?.kind === 'scalar';
  for (const longer of terms(node, { alike: about.alike, isScalar })) yield ['added term', fixed(longer)];
}

function* sideEdits(about: EditSurroundings, node: FormulaNode, position: Position): Generator<Change> {
  const split =
    node.kind === 'blocks'
      ? splitColumns(node, about.shapeOf)
      : position.parent === undefined
        ? splitIdentity(node)
        : [];
  for (const after of split) yield ['side', part => (part === node ? after : undefined)];
}

function scaledConstant(factor: Rational): Rewrite {
  return part => {
    const value = constantOf(part);
    return value && constantNode(value.mul(factor), part.place);
  };
}

function* signEdits(node: FormulaNode, position: Position): Generator<Change> {
  if (node.kind === 'negate') yield ['sign', part => (part.kind === 'negate' ? part.arg : undefined)];
  else if (position.isFirst && !isSum(node) && !startsWithMinus(node)) yield ['sign', negated];
}

/** −a*b is read as (−a)*b: its sign flips where a's does. */
function startsWithMinus(node: FormulaNode): boolean {
  return node.kind === 'negate' || (node.kind === 'binary' && node.op !== '^' && startsWithMinus(node.left));
}

function* operatorEdits(about: EditSurroundings, node: BinaryNode, position: Position): Generator<Change> {
  const { op } = node;
  const shape = about.shapeOf(node);
  if (op === '+' || op === '-') {
    // A remainder has no sign.
    if (!isRemainder(node.right)) yield ['sign', onOperator([op], part => ({ ...part, op: op === '+' ? '-' : '+' }))];
    yield ['dropped term', onOperator([op], part => part.left)];
    yield ['dropped term', onOperator([op], part => (op === '-' ? negated(part.right) : part.right))];
    yield ['parentheses', onOperator([op], part => bracketed(part, 'right'))];
    yield ['parentheses', onOperator([op], part => bracketed(part, 'left'))];
    const callee = position.parent?.kind === 'call' ? position.parent.name : undefined;
    if (position.isGroup && isSquare(shape) && callee !== 'inv' && callee !== 'pinv')
      yield ['inverse', part => call('inv', part)];
    if (position.isGroup && isEntrywise(shape) && callee !== 'sqrt') yield ['exponent', part => call('sqrt', part)];
  }
  if (op === '*') {
    yield ['parentheses', onOperator(['*'], part => unbracketed(part, 'right'))];
    yield ['parentheses', onOperator(['*'], part => unbracketed(part, 'left'))];
    const right = about.shapeOf(node.right);
    if (right?.kind === 'scalar' && right.size === undefined && constantOf(node.right) === undefined)
      yield ['inverse', onOperator(['*'], part => ({ ...part, op: '/' }))];
    if (isSgn(node.left)) yield ['sgn', onOperator(['*'], part => (isSgn(part.left) ? part.right : undefined))];
    for (const side of ['left', 'right'] as const) {
      const other = side === 'left' ? 'right' : 'left';
      if (isTau(node[side])) yield ['tau', onOperator(['*'], part => (isTau(part[side]) ? part[other] : undefined))];
    }
  }
  if (op === '/' || op === '\\') yield ['inverse', onOperator([op], part => ({ ...part, op: '*' }))];
  if (op === '/' && isTau(node.right))
    yield ['tau', onOperator(['/'], part => (isTau(part.right) ? part.left : undefined))];
  if (about.corrections && (op === '/' || op === '*')) yield ['limit', onOperator([op], limitOfQuotient)];
  if (op === '^') {
    const exponent = constantOf(node.right)!;
    yield ['exponent', onOperator(['^'], part => raised(part, exponent.mul(Rational.of(2))))];
    const half = exponent.div(Rational.of(2));
    // Roots of full matrices are rare: halving their exponents is no likely slip.
    const isPlain = half.d === 1n || (half.d === 2n && !isFull(about.shapeOf(node.left)));
    if (isPlain) yield ['exponent', onOperator(['^'], part => raised(part, half))];
  }
}

function onOperator(ops: readonly BinaryOperator[], change: (part: BinaryNode) => FormulaNode | undefined): Rewrite {
  return part => (part.kind === 'binary' && ops.includes(part.op) ? change(part) : undefined);
}

/** a*b + c as a*(b + c), or a + b*c as (a + b)*c: the side that holds the product is the one that is opened. */
function bracketed(sum: BinaryNode, opened: 'left' | 'right'): FormulaNode | undefined {
  if (opened === 'right') {
    const { left, right } = sum;
    if (left.kind !== 'binary' || left.op !== '*') return undefined;
    return { ...left, right: { ...sum, left: left.right, right } };
  }
  const { left, right } = sum;
  if (right.kind !== 'binary' || right.op !== '*') return undefined;
  return { ...right, left: { ...sum, left, right: right.left } };
}

/** a*(b + c) as a*b + c, or (a + b)*c as a + b*c. */
function unbracketed(product: BinaryNode, side: 'left' | 'right'): FormulaNode | undefined {
  const { left, right } = product;
  if (side === 'right')
    return isSum(right) ? { ...right, left: { ...product, right: right.left }, right: right.right } : undefined;
  return isSum(left) ? { ...left, right: { ...product, left: left.right } } : undefined;
}

function* callEdits(about: EditSurroundings, node: CallNode, position: Position): Generator<Change> {
  const { name } = node;
  const taken: Rewrite = part => (part.kind === 'call' && part.name === name ? part.args[0] : undefined);
  if (name === 'inv' || name === 'pinv') yield ['inverse', taken];
  if (name === 'sqrt') yield ['exponent', taken];
  if (name === 'abs' || name === 'sgn') yield [name, taken];
  if ((name === 'norm' || name === 'trace') && !isPower(position.parent))
    yield ['exponent', part => binaryNode('^', part, numberNode('2', part.place))];
  if (name === 'I' && node.args.length === 1) {
    for (const size of about.sizes) yield ['size', part => call('I', parsed(size, part.place, about.symbols))];
  }
  if (isFull(about.shapeOf(node)) && position.parent?.kind !== 'transpose') yield ['transpose', transposed];
}

/** Of a block of zeros only the size can be wrong. */
function* zerosEdits(about: EditSurroundings): Generator<Change> {
  for (const [size, side] of about.sizes.flatMap(text => [[text, 0] as const, [text, 1] as const]))
    yield [
      'size',
      part =>
        part.kind === 'call'
          ? { ...part, args: part.args.with(side, parsed(size, part.args[side]!.place, about.symbols)) }
          : undefined,
    ];
}

function* nameEdits(about: EditSurroundings, name: string, node: FormulaNode, position: Position): Generator<Change> {
  const { parent } = position;
  const shape = about.shapeOf(node);
  const callee = parent?.kind === 'call' ? parent.name : undefined;
  for (const other of slipsAmong(about.symbols, name))
    yield ['index', part => (part.kind === 'name' ? { ...part, name: other } : undefined)];
  for (const other of about.alike(name)) {
    // The sign and the size of a time are known.
    if ((callee === 'sgn' || callee === 'abs') && isTime(other)) continue;
    yield ['symbol', part => (part.kind === 'name' ? { kind: 'name', name: other, place: part.place } : undefined)];
  }
  if (isFull(shape) && parent?.kind !== 'transpose') yield ['transpose', transposed];
  if (shape?.kind === 'matrix' && callee !== 'inv' && callee !== 'pinv') yield ['inverse', part => call('inv', part)];
  if (!isFull(shape) && !isPower(parent))
    yield ['exponent', part => binaryNode('^', part, numberNode('2', part.place))];
  if (shape?.kind === 'matrix' && shape.diagonal && !isPower(parent) && callee !== 'sqrt')
    yield ['exponent', part => call('sqrt', part)];
  if (name === 't' && about.isGiven('t') && !position.isOverTau)
    yield ['tau', part => binaryNode('/', part, { kind: 'name', name: 'tau', place: part.place })];
  // Times are never negative, and sizes never are.
  if (shape?.kind === 'scalar' && shape.size === undefined && !isTime(name)) {
    if (callee !== 'abs') yield ['abs', part => call('abs', part)];
    if (callee !== 'sgn') yield ['sgn', part => call('sgn', part)];
  }
}

/** W{j+1} for W{j}, W(1:j) for W(1:j-1): an index one further or one less. */
function slipsAmong(symbols: Environment, name: string): string[] {
  const indexed = symbols.has('h') ? indexedName(name) : undefined;
  return indexed === undefined || indexed.kind === 'width'
    ? []
    : slipsOfIndex(indexed)
        .map(nameOfIndexed)
        .filter(other => symbols.has(other));
}

/** A(i,j): another entry is that of the transpose, or the next one of A(k,k). */
function* entryEdits(about: EditSurroundings, node: EntryNode): Generator<Change> {
  const onEntry =
    (change: (part: EntryNode) => FormulaNode): Rewrite =>
    part =>
      part.kind === 'entry' ? change(part) : undefined;
  if (node.row !== node.col) yield ['transpose', onEntry(part => ({ ...part, row: part.col, col: part.row }))];
  if (/[a-zA-Z]/.test(node.col)) yield ['index', onEntry(part => ({ ...part, col: shiftedIndex(part.col, 1) }))];
  const { arg } = node;
  if (arg.kind !== 'name') return;
  for (const other of about.alike(arg.name))
    yield ['symbol', onEntry(part => ({ ...part, arg: { ...arg, place: part.arg.place, name: other } }))];
}

/** What a definition as a whole may lack: the 1/tau of a rate, the sign of lambda in front of a root. */
function* definitionEdits(about: EditSurroundings, node: FormulaNode): Generator<Change> {
  const shape = about.shapeOf(node);
  if (shape?.kind === 'scalar' && shape.size !== undefined) return;
  const named = (name: string, place: Place): FormulaNode => ({ kind: 'name', name, place });
  if (about.isGiven('tau') && !(node.kind === 'binary' && node.op === '/' && isTau(node.right)))
    yield ['tau', part => binaryNode('/', part, named('tau', part.place))];
  if (about.isGiven('lambda') && !(node.kind === 'binary' && isSgn(node.left)))
    yield ['sgn', part => binaryNode('*', call('sgn', named('lambda', part.place)), part)];
}

function* identityEdits(about: EditSurroundings, node: FormulaNode, position: Position): Generator<Change> {
  const shape = about.shapeOf(node);
  if (!position.isGroup) return;
  if (shape?.kind === 'scalar' && shape.size === undefined && position.parent?.kind === 'call') {
    for (const op of ['+', '-'] as const)
      yield ['added identity', part => binaryNode(op, part, numberNode('1', part.place))];
  }
  if (shape?.kind !== 'matrix' || !isSquare(shape)) return;
  const size = sizeText(shape.rows);
  yield ['added identity', part => binaryNode('+', part, call('I', parsed(size, part.place, about.symbols)))];
}

function surroundingsOf(
  formula: Formula,
  { symbols = 'same shape', corrections = false, missingTerms: isAsked = false }: EditOptions,
): (definition: number) => EditSurroundings {
  const { worlds, inferred } = inferInAllOrderings(formula);
  const shapeOf = (node: FormulaNode): Shape | undefined => inferred[0]!.shapes.get(node);
  // One key for each ordering.
  const keys = new Map<string, readonly string[]>();
  for (const [name, spec] of formula.symbols) {
    const shape = shapeOfSymbol(formula.symbols, name, spec);
    keys.set(
      name,
      worlds.map(world => (spec.kind === 'size' ? SIZE : key(shape, world))),
    );
  }
  const named = formula.definitions.map(({ name }, index) => ({
    name,
    keys: inferred.map(({ definitions }, i) => key(definitions[index], worlds[i]!)),
  }));
  // The true weights are no part of a solution; in an equation they may be taken for the initial ones.
  const isOfTime = (name: string): boolean => isOfTraining(name) && !isRelation(formula.definitions.at(-1)!.node);
  const missing = isAsked ? missingTerms(formula) : undefined;
  return definition => {
    const known = new Map(keys);
    for (const { name, keys: own } of named.slice(0, definition)) if (name !== undefined) known.set(name, own);
    return {
      shapeOf,
      alike: name => {
        const own = known.get(name);
        if (own === undefined) return [];
        return [...known]
          .filter(
            ([other, its]) => other !== name && isOfTime(other) === isOfTime(name) && mayReplace(own, its, symbols),
          )
          .map(([other]) => other);
      },
      isGiven: name => formula.symbols.has(name),
      sizes: formula.symbols.has('h') ? widthsAmong(formula.symbols) : SIZES,
      symbols: formula.symbols,
      corrections,
      missing,
    };
  };
}

const SIZES = ['Ni', 'Nh', 'No', 'm', 'Ni + No', 'Ni - m', 'No - m', 'abs(No - Ni)'];

/** The widths of layers that a formula can name. */
function widthsAmong(symbols: Environment): string[] {
  return [...symbols.keys()].filter(name => indexedName(name)?.kind === 'width');
}

const SIZE = 'size';
const OPEN = 'open';

/** A text that is the same for the same shapes in one ordering of Ni and No. */
function key(shape: Shape | undefined, world: World): string {
  if (shape === undefined) return OPEN;
  if (shape.kind === 'scalar') return 'scalar';
  const [rows, cols] = [shape.rows, shape.cols].map(size => sizeText(substitute(size, world.values)));
  return `${rows} × ${cols}${shape.diagonal ? ' diagonal' : ''}`;
}

function mayReplace(own: readonly string[], other: readonly string[], symbols: EditOptions['symbols']): boolean {
  const isSame = (one: string, at: number): boolean => one !== OPEN && one === other[at];
  if (symbols === 'same shape') return own.every(isSame);
  if (symbols === 'same shape somewhere') return own.some(isSame);
  const kindOf = (keys: readonly string[]): string => (keys[0] === SIZE || keys[0] === 'scalar' ? keys[0] : 'matrix');
  return kindOf(own) === kindOf(other);
}

function isFull(shape: Shape | undefined): boolean {
  return shape?.kind === 'matrix' && !shape.diagonal;
}

/** A scalar that is no size, or a diagonal matrix. */
function isEntrywise(shape: Shape | undefined): boolean {
  return shape?.kind === 'scalar' ? shape.size === undefined : shape?.kind === 'matrix' && shape.diagonal;
}

function isSquare(shape: Shape | undefined): boolean {
  return shape?.kind === 'matrix' && sizeText(shape.rows) === sizeText(shape.cols);
}

function isPower(node: FormulaNode | undefined): boolean {
  return node?.kind === 'binary' && node.op === '^';
}

function isZeros(node: FormulaNode): boolean {
  return node.kind === 'call' && node.name === 'zeros';
}

function isTime(name: string): boolean {
  return name === 't' || name === 'tau';
}

function isTau(node: FormulaNode): boolean {
  return node.kind === 'name' && node.name === 'tau';
}

function isSgn(node: FormulaNode): boolean {
  return node.kind === 'call' && node.name === 'sgn';
}

function namesTau(node: FormulaNode): boolean {
  return isTau(node) || children(node).some(namesTau);
}

function hasConstantFactor(node: FormulaNode): boolean {
  if (constantOf(node) !== undefined) return true;
  if (node.kind === 'negate') return hasConstantFactor(node.arg);
  if (node.kind !== 'binary' || isSum(node) || node.op === '^') return false;
  return hasConstantFactor(node.left) || hasConstantFactor(node.right);
}

function raised(node: BinaryNode, exponent: Rational): FormulaNode {
  if (exponent.equals(Rational.ONE)) return node.left;
  return { ...node, right: constantNode(exponent, node.place) };
}
