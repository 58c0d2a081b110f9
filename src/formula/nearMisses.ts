import { Rational } from '../numbers/rational.ts';
import { checkShapes, inferInAllOrderings, type WorldShapes } from './checkShapes.ts';
import type { Place } from './formulaError.ts';
import { formulaText, nodeText } from './formulaText.ts';
import { shapeOfSymbol } from './inferShapes.ts';
import { type Formula, parseFormula } from './parseFormula.ts';
import { type Shape, shapeText } from './shape.ts';
import { sizeText } from './size.ts';
import {
  type BinaryNode,
  type BinaryOperator,
  type CallNode,
  children,
  constantOf,
  type FormulaNode,
  type FunctionName,
  withChildren,
} from './tree.ts';

export type NearMissKind =
  | 'sign'
  | 'factor'
  | 'transpose'
  | 'inverse'
  | 'exponent'
  | 'symbol'
  | 'size'
  | 'dropped term'
  | 'added identity'
  | 'abs'
  | 'sgn';

/** A formula that differs from another one in a single edit. */
export interface NearMiss {
  readonly kind: NearMissKind;
  /** "line 3: B' → B", the line being that of the original's text. */
  readonly description: string;
  readonly formula: Formula;
}

/**
 * All formulas one edit away from a formula: a sign flipped; a factor 2 or 1/2; a transpose added or removed; an inverse
 * added or dropped; an exponent doubled or halved (a root taken off); a symbol exchanged for another of the same symbolic
 * shape; the size of an identity changed; a term dropped; an identity added; abs or sgn put around a scalar or taken off.
 *
 * Each text occurs once, and never the original's. Left out are those whose shapes do not fit, unless `misfits` is true.
 * Some are equal to the original on all problems (−x for x inside an even power, say): whether an edit matters is
 * for the caller to find out.
 */
export function nearMisses(formula: Formula, options: { misfits?: boolean } = {}): NearMiss[] {
  const surroundings = surroundingsOf(formula);
  const seen = new Set([formulaText(formula)]);
  const found: NearMiss[] = [];
  formula.definitions.forEach((definition, index) => {
    for (const edit of edits(surroundings(index), definition.node, TOP)) {
      const changed = formula.definitions.map((other, i) => (i === index ? { ...other, node: edit.whole } : other));
      const text = formulaText({ definitions: changed });
      if (seen.has(text)) continue;
      seen.add(text);
      const description = `line ${edit.place.line}: ${edit.before} → ${edit.after}`;
      const mutant = parseFormula(text, { name: `${formula.name} with ${description}`, symbols: formula.symbols });
      if (options.misfits === true || checkShapes(mutant).ok)
        found.push({ kind: edit.kind, description, formula: mutant });
    }
  });
  return found;
}

interface Edit {
  readonly kind: NearMissKind;
  readonly whole: FormulaNode;
  readonly before: string;
  readonly after: string;
  readonly place: Place;
}

/** What is known about the names and parts of one definition. */
interface Surroundings {
  shapeOf(node: FormulaNode): Shape | undefined;
  /** Names with the same symbolic shape; sizes go with sizes only. */
  alike(name: string): readonly string[];
  readonly sizes: readonly string[];
}

/** Where a node stands. */
interface Position {
  /** It is a whole term of a sum, or all of a definition, block or exponential's argument. */
  readonly isTerm: boolean;
  /** A minus sign in front of it is not the flip of an operator before it. */
  readonly isFirst: boolean;
  /** It is not part of a larger sum. */
  readonly isGroup: boolean;
  readonly parent: FormulaNode | undefined;
}

const TOP: Position = { isTerm: true, isFirst: true, isGroup: true, parent: undefined };

function* edits(about: Surroundings, node: FormulaNode, position: Position): Generator<Edit> {
  for (const [kind, after] of ownEdits(about, node, position))
    yield { kind, whole: after, before: nodeText(node), after: nodeText(after), place: node.place };
  const parts = children(node);
  for (const [index, part] of parts.entries()) {
    const inner = positionOf(node, index, position);
    if (inner === undefined) continue;
    for (const edit of edits(about, part, inner))
      yield {
        ...edit,
        whole: withoutOne(
          withChildren(
            node,
            parts.map((old, i) => (i === index ? edit.whole : old)),
          ),
        ),
      };
  }
}

/** Undefined where a child is not edited: exponents and sizes change as a whole, with the node above them. */
function positionOf(node: FormulaNode, index: number, position: Position): Position | undefined {
  const plain: Position = { isTerm: false, isFirst: false, isGroup: false, parent: node };
  switch (node.kind) {
    case 'number':
    case 'name':
    case 'transpose':
      return plain;
    case 'negate':
      return { ...plain, isTerm: position.isTerm };
    case 'blocks':
      return { ...TOP, parent: node };
    case 'binary': {
      if (node.op === '^') return index === 0 ? plain : undefined;
      if (constantOf(node) !== undefined) return undefined;
      if (isSum(node)) return { ...plain, isTerm: true, isFirst: index === 0 };
      return { ...plain, isGroup: isSum(children(node)[index]!) };
    }
    case 'call':
      if (node.name === 'I' || node.name === 'zeros') return undefined;
      if (node.name === 'exp' || node.name === 'expm' || node.name === 'phi') return { ...TOP, parent: node };
      return { ...plain, isGroup: true };
  }
}

type Change = readonly [NearMissKind, FormulaNode];

function* ownEdits(about: Surroundings, node: FormulaNode, position: Position): Generator<Change> {
  const constant = constantOf(node);
  if (constant !== undefined) {
    yield ['factor', constantNode(constant.mul(Rational.of(2)), node.place)];
    yield ['factor', constantNode(constant.div(Rational.of(2)), node.place)];
    return;
  }
  yield* signEdits(node, position);
  if (position.isTerm && !isSum(node) && node.kind !== 'negate' && !hasConstantFactor(node)) {
    yield ['factor', binaryNode('*', numberNode('2', node.place), node)];
    yield ['factor', binaryNode('*', constantNode(Rational.of('1/2'), node.place), node)];
  }
  yield* identityEdits(about, node, position);
  if (node.kind === 'name') yield* nameEdits(about, node.name, node, position);
  if (node.kind === 'transpose') yield ['transpose', node.arg];
  if (node.kind === 'blocks' && position.parent?.kind !== 'transpose') yield ['transpose', transposed(node)];
  if (node.kind === 'call') yield* callEdits(about, node, position);
  if (node.kind === 'binary') yield* operatorEdits(node);
}

function* signEdits(node: FormulaNode, position: Position): Generator<Change> {
  if (node.kind === 'negate') yield ['sign', node.arg];
  else if (position.isFirst && !isSum(node) && !startsWithMinus(node)) yield ['sign', negated(node)];
}

/** −a*b is read as (−a)*b: its sign flips where a's does. */
function startsWithMinus(node: FormulaNode): boolean {
  return node.kind === 'negate' || (node.kind === 'binary' && node.op !== '^' && startsWithMinus(node.left));
}

function* operatorEdits(node: BinaryNode): Generator<Change> {
  const { op, left, right } = node;
  if (op === '+' || op === '-') {
    yield ['sign', { ...node, op: op === '+' ? '-' : '+' }];
    yield ['dropped term', left];
    yield ['dropped term', op === '-' ? negated(right) : right];
  }
  if (op === '/' || op === '\\') yield ['inverse', { ...node, op: '*' }];
  if (op === '^') {
    const exponent = constantOf(right)!;
    yield ['exponent', raised(node, exponent.mul(Rational.of(2)))];
    const half = exponent.div(Rational.of(2));
    if (half.d === 1n || half.d === 2n) yield ['exponent', raised(node, half)];
  }
}

function* callEdits(about: Surroundings, node: CallNode, position: Position): Generator<Change> {
  const arg = node.args[0]!;
  if (node.name === 'inv' || node.name === 'pinv') yield ['inverse', arg];
  if (node.name === 'sqrt') yield ['exponent', arg];
  if (node.name === 'abs' || node.name === 'sgn') yield [node.name, arg];
  if (node.name === 'I') {
    for (const size of about.sizes) yield ['size', call('I', parsed(size, node.place))];
  }
  const shape = about.shapeOf(node);
  const isFull = shape?.kind === 'matrix' && !shape.diagonal;
  if (isFull && position.parent?.kind !== 'transpose') yield ['transpose', transposed(node)];
}

function* nameEdits(about: Surroundings, name: string, node: FormulaNode, { parent }: Position): Generator<Change> {
  for (const other of about.alike(name)) yield ['symbol', { kind: 'name', name: other, place: node.place }];
  const shape = about.shapeOf(node);
  const isFull = shape?.kind === 'matrix' && !shape.diagonal;
  const callee = parent?.kind === 'call' ? parent.name : undefined;
  if (isFull && parent?.kind !== 'transpose') yield ['transpose', transposed(node)];
  if (shape?.kind === 'matrix' && callee !== 'inv' && callee !== 'pinv') yield ['inverse', call('inv', node)];
  if (!isFull && !(parent?.kind === 'binary' && parent.op === '^'))
    yield ['exponent', binaryNode('^', node, numberNode('2', node.place))];
  // Times are never negative, and sizes never are.
  if (shape?.kind === 'scalar' && shape.size === undefined && name !== 't' && name !== 'tau') {
    if (callee !== 'abs') yield ['abs', call('abs', node)];
    if (callee !== 'sgn') yield ['sgn', call('sgn', node)];
  }
}

function* identityEdits(about: Surroundings, node: FormulaNode, position: Position): Generator<Change> {
  const shape = about.shapeOf(node);
  if (!position.isGroup || shape?.kind !== 'matrix' || sizeText(shape.rows) !== sizeText(shape.cols)) return;
  yield ['added identity', binaryNode('+', node, call('I', parsed(sizeText(shape.rows), node.place)))];
}

function surroundingsOf(formula: Formula): (definition: number) => Surroundings {
  const shapes: WorldShapes = inferInAllOrderings(formula);
  const shapeOf = (node: FormulaNode): Shape | undefined => shapes.inferred[0]!.shapes.get(node);
  const keys = new Map<string, string>();
  for (const [name, spec] of formula.symbols)
    keys.set(name, spec.kind === 'size' ? 'size' : key(shapeOfSymbol(formula.symbols, name, spec)));
  const named = formula.definitions.map(({ name }, index) => {
    const all = shapes.inferred.map(({ definitions }) => definitions[index]);
    return { name, key: all.map(shape => (shape === undefined ? 'unknown' : key(shape))) };
  });
  return definition => {
    const known = new Map(keys);
    for (const { name, key: own } of named.slice(0, definition))
      if (name !== undefined && new Set(own).size === 1 && own[0] !== 'unknown') known.set(name, own[0]!);
    return {
      shapeOf,
      alike: name =>
        [...known].filter(([other, own]) => other !== name && own === known.get(name)).map(([other]) => other),
      sizes: ['Ni', 'Nh', 'No', 'm', 'Ni + No', 'Ni - m', 'No - m'],
    };
  };
}

function key(shape: Shape): string {
  return shape.kind === 'matrix' && shape.diagonal ? `${shapeText(shape)} diagonal` : shapeText(shape);
}

function isSum(node: FormulaNode): boolean {
  return node.kind === 'binary' && (node.op === '+' || node.op === '-');
}

function hasConstantFactor(node: FormulaNode): boolean {
  if (constantOf(node) !== undefined) return true;
  if (node.kind === 'negate') return hasConstantFactor(node.arg);
  if (node.kind !== 'binary' || isSum(node) || node.op === '^') return false;
  return hasConstantFactor(node.left) || hasConstantFactor(node.right);
}

/** 1*x is written x. */
function withoutOne(node: FormulaNode): FormulaNode {
  return node.kind === 'binary' && node.op === '*' && node.left.kind === 'number' && node.left.text === '1'
    ? node.right
    : node;
}

function raised(node: BinaryNode, exponent: Rational): FormulaNode {
  if (exponent.equals(Rational.ONE)) return node.left;
  return { ...node, right: constantNode(exponent, node.place) };
}

function constantNode(value: Rational, place: Place): FormulaNode {
  const size = value.abs();
  const whole = numberNode(size.n.toString(), place);
  const node = size.d === 1n ? whole : binaryNode('/', whole, numberNode(size.d.toString(), place));
  return value.sign() < 0 ? negated(node) : node;
}

function numberNode(text: string, place: Place): FormulaNode {
  return { kind: 'number', text, place };
}

function binaryNode(op: BinaryOperator, left: FormulaNode, right: FormulaNode): FormulaNode {
  return { kind: 'binary', op, left, right, place: left.place };
}

function negated(node: FormulaNode): FormulaNode {
  return { kind: 'negate', arg: node, place: node.place };
}

function transposed(node: FormulaNode): FormulaNode {
  return { kind: 'transpose', arg: node, place: node.place };
}

function call(name: FunctionName, arg: FormulaNode): FormulaNode {
  return { kind: 'call', name, args: [arg], place: arg.place };
}

/** A size as a tree. */
function parsed(size: string, place: Place): FormulaNode {
  const { node } = parseFormula(size).definitions[0]!;
  const moved = (part: FormulaNode): FormulaNode => ({ ...withChildren(part, children(part).map(moved)), place });
  return moved(node);
}
