import type { Clause, Expression, Link } from './expression.ts';
import { FUNCTION_NAMES } from './functionNames.ts';
import { type LatexSource, latexError } from './latexSource.ts';
import { baseKey, scriptText } from './letterKey.ts';
import { pairBrackets } from './pairBrackets.ts';
import { overTime, pairIntegrals } from './pairIntegrals.ts';
import { RELATIONS } from './relations.ts';
import type { IntegralNode, ScriptsNode, Span, TexNode } from './texNode.ts';

/**
 * What a formula says, clause by clause: an align gives those of its lines in turn, one that begins with a sign going on from the line
 * above it. Nothing is asked of what letters mean; what can be read in two ways is kept as it stands. FormulaErrors with the place of
 * what is no expression: a sign without a side, a bar that is not closed, commands that have no meaning here.
 */
export function readClauses(nodes: readonly TexNode[], source: LatexSource): Clause[] {
  const lines = linesOf(nodes);
  return lines.flatMap((line, index) => clausesOf(line, source, index === lines.length - 1));
}

/** The lines of an align, with what stands around it on its first and last one, or those between line breaks. */
function linesOf(nodes: readonly TexNode[]): (readonly TexNode[])[] {
  const flat = nodes.filter(node => !(node.kind === 'space' && nodes.length === 1));
  const at = flat.findIndex(node => node.kind === 'array' && node.isAligned);
  if (at < 0) return joinedLines(brokenLines(flat));
  const aligned = flat[at]!;
  if (aligned.kind !== 'array') return [flat];
  const lines = aligned.rows.map(row => row.flat());
  const [before, behind] = [flat.slice(0, at), flat.slice(at + 1)];
  if (lines.length === 0) return [[...before, ...behind]];
  lines[0] = [...before, ...lines[0]!];
  lines[lines.length - 1] = [...lines.at(-1)!, ...behind];
  return joinedLines(lines.flatMap(one => linesOf(one)));
}

function brokenLines(nodes: readonly TexNode[]): TexNode[][] {
  const lines: TexNode[][] = [[]];
  for (const node of nodes) {
    if (isBreak(node)) lines.push([]);
    else lines.at(-1)!.push(node);
  }
  return lines.filter(line => line.length > 0 || lines.length === 1);
}

function isBreak(node: TexNode): boolean {
  return node.kind === 'symbol' && node.text === '\\\\';
}

/** A line that begins with + or − goes on with the line above. */
function joinedLines(lines: readonly (readonly TexNode[])[]): TexNode[][] {
  const joined: TexNode[][] = [];
  for (const line of lines) {
    const first = line.find(node => node.kind !== 'space');
    const goesOn = first?.kind === 'symbol' && ['+', '-', '\\cdot', '\\times', '\\otimes'].includes(first.text);
    const last = joined.at(-1)?.at(-1);
    const wasOpen = last?.kind === 'symbol' && ['+', '-', '=', '\\cdot'].includes(last.text);
    if ((goesOn || wasOpen) && joined.length > 0) joined.at(-1)!.push(...line.slice(line.indexOf(first!)));
    else joined.push([...line]);
  }
  return joined;
}

function clausesOf(line: readonly TexNode[], source: LatexSource, isLast = false): Clause[] {
  const pieces = piecesOf(pairIntegrals(pairBrackets(line)));
  return pieces.flatMap(({ nodes, isCondition }, index) => {
    const remark = inBrackets(nodes);
    if (remark !== undefined && index > 0) return conditionsIn(remark, source);
    const read = system(nodes, source) ?? [clauseOf(nodes, source, isLast && index === pieces.length - 1)];
    return isCondition ? read.map((clause): Clause => ({ ...clause, isCondition: true })) : read;
  });
}

/** What stands in round brackets behind a formula: a condition, (t → ∞), (k = 1, …, m), or words, (by symmetry). */
function inBrackets(nodes: readonly TexNode[]): readonly TexNode[] | undefined {
  const only = nodes.length === 1 ? nodes[0]! : undefined;
  if (only?.kind !== 'delimited' || only.open !== '(') return undefined;
  const says = only.body.some(
    (node, at) => node.kind === 'text' || isBecause(node) || relationAt(only.body, at) !== undefined,
  );
  return says ? only.body : undefined;
}

function isBecause(node: TexNode): boolean {
  return node.kind === 'symbol' && (node.text === '\\because' || node.text === '\\therefore');
}

/** The conditions that a bracket names; what words make a reason is none. */
function conditionsIn(body: readonly TexNode[], source: LatexSource): Clause[] {
  const first = body.find(node => node.kind !== 'space');
  if (first !== undefined && (isBecause(first) || (first.kind === 'text' && !CONDITION.test(first.text)))) return [];
  return clausesOf(body, source).map(clause => ({ ...clause, isCondition: true }));
}

/** Words before a condition, or before what letters are. */
const CONDITION = /(^|\s)(for|if|when|whenever|provided|assuming|given|where|with|as|on)(\s|$)/i;

/** Words that go on from one. */
const FURTHER = /^\s*(all|any|each|every|and|that)?\s*$/i;

/** Equations one below the other behind a brace. */
function system(piece: readonly TexNode[], source: LatexSource): Clause[] | undefined {
  const only = piece.length === 1 ? piece[0]! : undefined;
  if (only?.kind !== 'delimited' || only.open !== '\\{' || !['.', ''].includes(only.close)) return undefined;
  const inner = only.body.filter(part => part.kind !== 'space');
  const array = inner.length === 1 ? inner[0]! : undefined;
  if (array?.kind !== 'array') return undefined;
  const rows = array.rows.map(row => clausesOf(row.flat(), source)).filter(row => row.length > 0);
  return rows.every(row => row.every(({ links }) => links.length > 0)) ? rows.flat() : undefined;
}

interface Piece {
  readonly nodes: TexNode[];
  isCondition: boolean;
}

/** Parts between commas, semicolons, wide spaces and words; those behind words of a condition are one, and what follows them. */
function piecesOf(line: readonly TexNode[]): Piece[] {
  const pieces: Piece[] = [{ nodes: [], isCondition: false }];
  let isCondition = false;
  for (const [index, node] of line.entries()) {
    if (isDecimalPoint(line, index)) {
      pieces.at(-1)!.nodes.push(node);
      continue;
    }
    const parts =
      node.kind === 'space' || node.kind === 'text' || (node.kind === 'symbol' && SEPARATORS.has(node.text));
    if (!parts || (node.kind === 'text' && isFunctionText(node))) {
      pieces.at(-1)!.nodes.push(node);
      continue;
    }
    if (node.kind === 'text' && CONDITION.test(node.text)) isCondition = true;
    else if (node.kind === 'symbol' && node.text === '\\forall') isCondition = true;
    else if (isBreak(node) || (node.kind === 'text' && !FURTHER.test(node.text))) isCondition = false;
    pieces.push({ nodes: [], isCondition });
  }
  return pieces.filter(({ nodes }) => nodes.length > 0 && !isNumberOfEquation(nodes));
}

function isDecimalPoint(line: readonly TexNode[], index: number): boolean {
  const [before, node, behind] = [line[index - 1], line[index]!, line[index + 1]];
  if (node.kind !== 'symbol' || node.text !== '.' || before === undefined || behind === undefined) return false;
  return /^\d$/.test(symbolText(before)) && /^\d$/.test(symbolText(baseOf(behind)));
}

function baseOf(node: TexNode): TexNode {
  return node.kind === 'scripts' && node.base.length === 1 ? node.base[0]! : node;
}

/** A text that is a function's name, \text{tr}. */
function isFunctionText(node: TexNode): boolean {
  return node.kind === 'text' && Object.hasOwn(FUNCTION_NAMES, node.text.trim());
}

/** "(2.11)", as extraction leaves it behind a formula. */
function isNumberOfEquation(piece: readonly TexNode[]): boolean {
  const only = piece.length === 1 ? piece[0]! : undefined;
  if (only?.kind !== 'delimited' || only.open !== '(') return false;
  return only.body.length > 0 && only.body.every(node => node.kind === 'symbol' && /^[\d.]$/.test(node.text));
}

const SEPARATORS: ReadonlySet<string> = new Set([',', ';', '.', '\\forall', '\\exists', '\\\\', '\\colon']);

/** `isLast`: a sign at the end goes on in the formula below. */
function clauseOf(nodes: readonly TexNode[], source: LatexSource, isLast = false): Clause {
  const span = spanOf(nodes);
  const sides: TexNode[][] = [[]];
  const signs: { relation: string; span: Span; over?: readonly TexNode[] }[] = [];
  nodes.forEach((node, index) => {
    const relation = relationAt(nodes, index);
    if (relation === 'part of one') return;
    if (relation === undefined) {
      sides.at(-1)!.push(node);
      return;
    }
    const over = node.kind === 'symbol' && node.over !== undefined && node.over.length > 0 ? node.over : undefined;
    signs.push({ relation, span: node.span, ...(over && { over }) });
    sides.push([]);
  });
  const first = sides[0]!;
  const goesOn = isLast && signs.length > 0 && sides.at(-1)!.length === 0;
  const links = signs.flatMap(({ relation, span: at, over }, index): Link[] => {
    const side = sides[index + 1]!;
    if (goesOn && index === signs.length - 1) return [];
    if (side.length === 0) throw latexError(source, at, `must have something on its right side`);
    return [{ relation, span: at, side: readSum(side, source), ...(over && { over: goingIn(over, source) }) }];
  });
  if (first.length === 0 && links.length === 0) throw latexError(source, span, 'must be a formula');
  return {
    first: first.length === 0 ? undefined : readSum(first, source),
    links,
    span,
    ...(goesOn && { ending: signs.at(-1)!.relation }),
  };
}

/** t and ∞ of "t → ∞". */
function goingIn(over: readonly TexNode[], source: LatexSource): readonly Expression[] {
  const { first, links } = clauseOf(over, source);
  return [...(first === undefined ? [] : [first]), ...links.map(({ side }) => side)];
}

function relationAt(nodes: readonly TexNode[], index: number): string | undefined {
  const node = nodes[index]!;
  const text =
    node.kind === 'symbol' || node.kind === 'operator'
      ? symbolText(node)
      : node.kind === 'scripts' && node.base.length === 1 && ['symbol', 'operator'].includes(node.base[0]!.kind)
        ? symbolText(node.base[0]!)
        : undefined;
  if (text === undefined) return undefined;
  const next = nodes[index + 1];
  if (text === ':' && next?.kind === 'symbol' && next.text === '=') return 'part of one';
  const before = nodes[index - 1];
  if (text === '=' && before?.kind === 'symbol' && before.text === ':') return ':=';
  return Object.hasOwn(RELATIONS, text) ? RELATIONS[text] : undefined;
}

function symbolText(node: TexNode): string {
  return node.kind === 'symbol' ? node.text : node.kind === 'operator' ? node.name : '';
}

function spanOf(nodes: readonly TexNode[]): Span {
  if (nodes.length === 0) return { start: 0, end: 0 };
  return {
    start: Math.min(...nodes.map(({ span }) => span.start)),
    end: Math.max(...nodes.map(({ span }) => span.end)),
  };
}

/** One expression without signs that join sides. */
export function readSum(nodes: readonly TexNode[], source: LatexSource): Expression {
  const flat = nodes.filter(node => node.kind !== 'space');
  const span = spanOf(flat);
  if (flat.length === 0) throw latexError(source, span, 'must be an expression');
  const terms: { sign: '+' | '-' | '\\pm'; nodes: TexNode[]; at: Span }[] = [];
  let current: TexNode[] = [];
  let sign: '+' | '-' | '\\pm' = '+';
  let at = span;
  let signed = false;
  flat.forEach(node => {
    const text = node.kind === 'symbol' ? node.text : undefined;
    const isSign = text !== undefined && Object.hasOwn(SIGNS, text);
    if (!isSign) {
      current.push(node);
      return;
    }
    if (current.length > 0) terms.push({ sign, nodes: current, at });
    else if (signed) throw latexError(source, node.span, 'must have something before it');
    current = [];
    sign = SIGNS[text]!;
    at = node.span;
    signed = true;
  });
  if (current.length === 0) throw latexError(source, at, 'must have something on its right side');
  terms.push({ sign, nodes: current, at });
  let sum: Expression | undefined;
  for (const term of terms) {
    const product = readTensor(term.nodes, source);
    if (sum === undefined) sum = term.sign === '-' ? { kind: 'negate', of: product, span: term.at } : product;
    else sum = { kind: 'binary', op: term.sign, left: sum, right: product, span: term.at };
  }
  return sum!;
}

const SIGNS: Readonly<Record<string, '+' | '-' | '\\pm'>> = {
  '+': '+',
  '-': '-',
  '−': '-',
  '\\pm': '\\pm',
  '\\mp': '\\pm',
};

const TENSORS: Readonly<Record<string, '\\otimes' | '\\circ' | '\\times' | '\\setminus' | '\\cup' | '\\cap' | ':'>> = {
  '\\otimes': '\\otimes',
  '\\odot': '\\circ',
  '\\circ': '\\circ',
  '\\times': '\\times',
  '\\setminus': '\\setminus',
  '\\cup': '\\cup',
  '\\cap': '\\cap',
  ':': ':',
};

/** Products joined by ⊗, which binds less than what stands side by side. */
function readTensor(nodes: readonly TexNode[], source: LatexSource): Expression {
  const index = nodes.findLastIndex(node => node.kind === 'symbol' && Object.hasOwn(TENSORS, node.text));
  if (index < 0) return readProduct(nodes, source);
  const sign = nodes[index]!;
  if (index === 0 || index === nodes.length - 1)
    throw latexError(source, sign.span, 'must have something on both of its sides');
  const left = readTensor(nodes.slice(0, index), source);
  const right = readProduct(nodes.slice(index + 1), source);
  return { kind: 'binary', op: TENSORS[symbolText(sign)]!, left, right, span: sign.span };
}

const TIMES: ReadonlySet<string> = new Set(['\\cdot', '*', '⋅', '\\ast', '\\bullet']);

function readProduct(nodes: readonly TexNode[], source: LatexSource): Expression {
  const span = spanOf(nodes);
  const factors: Expression[] = [];
  const joins: boolean[] = [];
  let isJoined = false;
  let over: { left: Expression; at: Span } | undefined;
  const close = (): Expression => productOf(factors.splice(0), joins.splice(0), span);
  const push = (factor: Expression): void => {
    if (factors.length > 0) joins.push(isJoined);
    isJoined = false;
    factors.push(factor);
  };
  let index = 0;
  while (index < nodes.length) {
    const node = nodes[index]!;
    if (node.kind === 'symbol' && TIMES.has(node.text) && factors.length > 0 && index < nodes.length - 1) {
      isJoined = true;
      index += 1;
      continue;
    }
    if (node.kind === 'symbol' && (node.text === '/' || node.text === '\\div')) {
      if (factors.length === 0 || index === nodes.length - 1)
        throw latexError(source, node.span, 'must have something on both of its sides');
      const top = close();
      const left: Expression =
        over === undefined ? top : { kind: 'binary', op: '/', left: over.left, right: top, span: over.at };
      over = { left, at: node.span };
      index += 1;
      continue;
    }
    if (isBarAtStart(node) && factors.length > 0) {
      const of = close();
      push({ kind: 'time', of, at: '0', span: { start: of.span.start, end: node.span.end } });
      index += 1;
      continue;
    }
    const read = readFactor(nodes, index, source);
    push(read.factor);
    index = read.next;
  }
  if (factors.length === 0) throw latexError(source, span, 'must be an expression');
  const last = close();
  return over === undefined ? last : { kind: 'binary', op: '/', left: over.left, right: last, span: over.at };
}

/** A bar behind a product, …|_{t=0}. */
function isBarAtStart(node: TexNode): boolean {
  if (node.kind !== 'scripts' || node.sub === undefined || node.base.length !== 1) return false;
  return /^(\||\\[lr]?vert|∣|\\mid)$/.test(symbolText(node.base[0]!)) && scriptText(node.sub) === 't=0';
}

function productOf(factors: readonly Expression[], joins: readonly boolean[], span: Span): Expression {
  return factors.length === 1 ? factors[0]! : { kind: 'product', factors, joins, span };
}

interface Read {
  readonly factor: Expression;
  readonly next: number;
}

/** Operators that reach over all that follows in their product. */
const RANGED: ReadonlySet<string> = new Set([
  '\\sum',
  '\\prod',
  '\\int',
  '\\lim',
  '\\bigoplus',
  '\\bigotimes',
  '\\bigcup',
  '\\coprod',
  '\\oint',
]);

function readFactor(nodes: readonly TexNode[], index: number, source: LatexSource): Read {
  const node = nodes[index]!;
  const operator = operatorAt(nodes, index);
  if (operator !== undefined && RANGED.has(operator.name)) return readRanged(nodes, index, operator, source);
  if (operator !== undefined && Object.hasOwn(FUNCTION_NAMES, operator.name))
    return readCall(nodes, index, operator, source);
  const rate = derivativeAt(node, source);
  if (rate !== undefined) return readDerivative(nodes, index, rate, source);
  const spelled = spelledName(nodes, index);
  if (spelled !== undefined) return readCall(nodes, index, spelled, source);
  if (node.kind === 'symbol' && /^[\d.]$/.test(node.text)) return readNumber(nodes, index, source);
  const digits = numberBefore(node);
  if (digits !== undefined) {
    const number: Expression = { kind: 'number', text: symbolText(digits.base[0]!), span: digits.span };
    return { factor: scripted(number, digits, source), next: index + 1 };
  }
  const factor = readPrimary(node, source);
  return withTime(factor, nodes, index + 1);
}

interface OperatorAt {
  readonly name: string;
  readonly below?: readonly TexNode[];
  readonly above?: readonly TexNode[];
  /** How many nodes it takes. */
  readonly length: number;
  readonly span: Span;
}

function operatorName(node: TexNode): string | undefined {
  if (node.kind === 'operator') return node.name in RANGED_NAMES ? node.name : node.name.replace(/^\\/, '');
  if (node.kind === 'symbol' && node.text === '\\int') return '\\int';
  if (node.kind === 'text') return node.text.trim();
  if (node.kind === 'font' && /^(mathrm|textrm|mathsf|text|mathit|mathbf)$/.test(node.font)) {
    const letters = node.body.flatMap(part => (part.kind === 'braces' ? part.body : [part]));
    if (letters.length > 1 && letters.every(part => part.kind === 'symbol')) {
      const word = letters.map(part => symbolText(part)).join('');
      return Object.hasOwn(FUNCTION_NAMES, word) ? word : undefined;
    }
  }
  if (node.kind === 'braces' && node.body.length === 1) return operatorName(node.body[0]!);
  return undefined;
}

const RANGED_NAMES: Readonly<Record<string, true>> = Object.fromEntries([...RANGED].map(name => [name, true as const]));

function operatorAt(nodes: readonly TexNode[], index: number): OperatorAt | undefined {
  const node = nodes[index]!;
  const own = operatorName(node);
  if (own !== undefined) return { name: own, length: 1, span: node.span };
  if (node.kind !== 'scripts' || node.base.length !== 1) return undefined;
  const name = operatorName(node.base[0]!);
  if (name === undefined) return undefined;
  return {
    name,
    ...(node.sub && { below: node.sub }),
    ...(node.sup && { above: node.sup }),
    length: 1,
    span: node.span,
  };
}

/** "tr(", "sgn(": letters of a function's name, typed one by one, before a bracket. */
function spelledName(nodes: readonly TexNode[], index: number): OperatorAt | undefined {
  let word = '';
  for (let at = index; at < nodes.length; at++) {
    const node = nodes[at]!;
    if (node.kind !== 'symbol' || !/^[A-Za-z]$/.test(node.text)) break;
    word += node.text;
    if (word.length < 2 || !Object.hasOwn(FUNCTION_NAMES, word)) continue;
    const next = nodes[at + 1];
    if (next?.kind === 'delimited')
      return { name: word, length: at + 1 - index, span: { start: nodes[index]!.span.start, end: node.span.end } };
  }
  return undefined;
}

function readCall(nodes: readonly TexNode[], index: number, operator: OperatorAt, source: LatexSource): Read {
  const name = FUNCTION_NAMES[operator.name]!;
  const at = index + operator.length;
  const next = nodes[at];
  const below = operator.below === undefined ? {} : { below: readSubscript(operator.below, source) };
  const inverse = operator.above !== undefined && scriptText(operator.above) === '-1';
  const called = inverse && name === 'tanh' ? 'artanh' : inverse ? `inverse ${name}` : name;
  const wrap = (call: Expression): Expression =>
    operator.above === undefined || inverse
      ? call
      : {
          kind: 'power',
          of: call,
          exponent: readSum(operator.above, source),
          script: scriptText(operator.above),
          span: operator.span,
        };
  const bracketed = next?.kind === 'delimited' ? next : undefined;
  if (bracketed !== undefined) {
    const args = partsOf(bracketed.body, source);
    return {
      factor: wrap({ kind: 'call', name: called, args, ...below, isOpen: false, span: operator.span }),
      next: at + 1,
    };
  }
  // tr(AB)^2 has its bracket under the power.
  if (next?.kind === 'scripts' && next.base.length === 1 && next.base[0]!.kind === 'delimited') {
    const inner = next.base[0]!;
    const args = inner.kind === 'delimited' ? partsOf(inner.body, source) : [];
    const call: Expression = { kind: 'call', name: called, args, ...below, isOpen: false, span: operator.span };
    return { factor: scripted(call, next, source), next: at + 1 };
  }
  if (next === undefined)
    return { factor: { kind: 'call', name: called, args: [], ...below, isOpen: true, span: operator.span }, next: at };
  const rest = nodes.slice(at);
  const arg = readProduct(rest, source);
  return {
    factor: wrap({ kind: 'call', name: called, args: [arg], ...below, isOpen: true, span: operator.span }),
    next: nodes.length,
  };
}

function readSubscript(nodes: readonly TexNode[], source: LatexSource): Expression {
  try {
    return readSum(
      nodes.filter(node => node.kind !== 'array'),
      source,
    );
  } catch {
    return { kind: 'words', text: scriptText(nodes), span: spanOf(nodes) };
  }
}

function readRanged(nodes: readonly TexNode[], index: number, operator: OperatorAt, source: LatexSource): Read {
  if (operator.name === '\\int')
    throw latexError(source, operator.span, 'must name its variable, \\int_0^t f(s) \\, ds');
  const rest = nodes.slice(index + 1);
  if (rest.length === 0) throw latexError(source, operator.span, 'must have a term behind it');
  const term = readProduct(rest, source);
  const { below, above } = operator;
  const all = below === undefined ? [] : clausesOf(flattenedRows(below), source);
  const further = all
    .slice(0, -1)
    .flatMap(({ first: one, links }) => (one !== undefined && links.length === 0 ? [one] : []));
  const isSeveral = all.length > 1 && further.length === all.length - 1 && all.at(-1)!.links.length > 0;
  // k = 1, k ≠ j.
  const second =
    all.length === 2 && all[1]!.links.length === 1 && all[1]!.links[0]!.relation === '\\ne' ? all[1]! : undefined;
  const but =
    second?.first !== undefined && scriptless(second.first) === scriptless(all[0]!.first)
      ? second.links[0]!.side
      : undefined;
  const range = isSeveral ? all.slice(-1) : but === undefined ? all : all.slice(0, 1);
  const first = range[0];
  return {
    factor: {
      kind: 'ranged',
      op: operator.name,
      ...(first !== undefined && {
        below: [...(first.first === undefined ? [] : [first.first]), ...first.links.map(link => link.side)],
        ...(first.links[0] !== undefined && { relation: range.length > 1 ? 'several' : first.links[0].relation }),
        relations: first.links.map(({ relation }) => relation),
      }),
      ...(isSeveral && { further }),
      ...(but !== undefined && { but }),
      ...(above !== undefined && { above: readSum(above, source) }),
      term,
      span: operator.span,
    },
    next: nodes.length,
  };
}

/** The key of a letter. */
function scriptless(letter: Expression | undefined): string | undefined {
  return letter?.kind === 'letter' ? letter.key : undefined;
}

/** \substack, line by line. */
function flattenedRows(nodes: readonly TexNode[]): TexNode[] {
  return nodes.flatMap(node => {
    if (node.kind !== 'array') return [node];
    return node.rows.flatMap((row, index) => {
      const comma: TexNode = { kind: 'symbol', text: ',', span: node.span };
      return index === 0 ? row.flat() : [comma, ...row.flat()];
    });
  });
}

interface Derivative {
  readonly by: Expression;
  /** What stands above the bar beside d. */
  readonly of: Expression | undefined;
  readonly isPartial: boolean;
  readonly order: number;
  readonly span: Span;
}

/** d/dt, da/dt, d²/dt², ∂L/∂W. */
function derivativeAt(node: TexNode, source: LatexSource): Derivative | undefined {
  if (node.kind === 'braces' && node.body.length === 1) return derivativeAt(node.body[0]!, source);
  if (isRateSign(node)) {
    const by: Expression = { kind: 'letter', key: 't', isBold: false, span: node.span };
    return { by, of: undefined, isPartial: false, order: 1, span: node.span };
  }
  if (node.kind !== 'fraction') return undefined;
  const [above, below] = [differential(node.top), differential(node.bottom)];
  if (above === undefined || below === undefined || below.rest.length === 0) return undefined;
  if (above.isPartial !== below.isPartial) return undefined;
  const powered = below.rest.length === 1 && below.rest[0]!.kind === 'scripts' && below.rest[0]!.sup !== undefined;
  const by = powered ? (below.rest[0] as ScriptsNode).base : below.rest;
  return {
    by: readSum(by, source),
    of: above.rest.length === 0 ? undefined : readSum(above.rest, source),
    isPartial: above.isPartial,
    order: above.order,
    span: node.span,
  };
}

/** ∂_t. */
function isRateSign(node: TexNode): boolean {
  if (node.kind !== 'scripts' || node.sup !== undefined || node.sub === undefined || node.base.length !== 1)
    return false;
  return plainLetter(node.base[0]!) === '\\partial' && scriptText(node.sub) === 't';
}

function differential(
  nodes: readonly TexNode[],
): { rest: readonly TexNode[]; isPartial: boolean; order: number } | undefined {
  const first = nodes[0];
  if (first === undefined) return undefined;
  const power =
    first.kind === 'scripts' && first.sup !== undefined && first.sub === undefined ? Number(scriptText(first.sup)) : 1;
  const base = first.kind === 'scripts' ? first.base : [first];
  const sign = base.length === 1 ? plainLetter(base[0]!) : undefined;
  if ((sign !== 'd' && sign !== '\\partial') || !Number.isInteger(power)) return undefined;
  return { rest: nodes.slice(1).filter(node => node.kind !== 'space'), isPartial: sign === '\\partial', order: power };
}

function plainLetter(node: TexNode): string | undefined {
  if (node.kind === 'symbol' || node.kind === 'text') return node.text;
  if (node.kind === 'font' || node.kind === 'braces')
    return node.body.length === 1 ? plainLetter(node.body[0]!) : undefined;
  return undefined;
}

function readDerivative(nodes: readonly TexNode[], index: number, rate: Derivative, source: LatexSource): Read {
  const { by, isPartial, order, span } = rate;
  if (rate.of !== undefined)
    return withTime({ kind: 'derivative', of: rate.of, by, isPartial, order, reach: 1, span }, nodes, index + 1);
  const rest = nodes.slice(index + 1);
  if (rest.length === 0) throw latexError(source, span, 'must have behind it what it is the rate of');
  // A bracket right behind it is all that it is of.
  const only = rest[0]!;
  if (only.kind === 'delimited' && rest.length > 1) {
    const of = readPrimary(only, source);
    return { factor: { kind: 'derivative', of, by, isPartial, order, reach: -1, span }, next: index + 2 };
  }
  const of = readProduct(rest, source);
  const reach = of.kind === 'product' ? of.factors.length : 1;
  return { factor: { kind: 'derivative', of, by, isPartial, order, reach, span }, next: nodes.length };
}

function barred(bar: string, of: Expression, node: TexNode, source: LatexSource): Expression {
  const scripts = node.kind === 'scripts' ? node : undefined;
  const which = scripts?.sub === undefined ? '' : scriptText(scripts.sub);
  const plain: Expression =
    bar === '‖'
      ? { kind: 'norm', of, which, span: node.span }
      : { kind: 'call', name: 'abs', args: [of], isOpen: false, span: node.span };
  if (scripts?.sup === undefined) return plain;
  return scripted(plain, withoutSub(scripts), source);
}

function readNumber(nodes: readonly TexNode[], index: number, source: LatexSource): Read {
  let text = '';
  let at = index;
  while (at < nodes.length) {
    const node = nodes[at]!;
    if (node.kind !== 'symbol' || !/^[\d.]$/.test(node.text)) break;
    text += node.text;
    at += 1;
  }
  const start = nodes[index]!.span.start;
  // The last digit may carry a power.
  const next = nodes[at];
  if (next?.kind === 'scripts' && next.base.length === 1 && /^\d$/.test(symbolText(next.base[0]!))) {
    const number: Expression = {
      kind: 'number',
      text: text + symbolText(next.base[0]!),
      span: { start, end: next.span.end },
    };
    return { factor: scripted(number, next, source), next: at + 1 };
  }
  if (!/^\d+(\.\d+)?$/.test(text))
    throw latexError(source, { start, end: nodes[at - 1]!.span.end }, 'must be a number');
  return { factor: { kind: 'number', text, span: { start, end: nodes[at - 1]!.span.end } }, next: at };
}

/** A digit with a power. */
function numberBefore(node: TexNode): ScriptsNode | undefined {
  return node.kind === 'scripts' &&
    node.sub === undefined &&
    node.base.length === 1 &&
    /^\d$/.test(symbolText(node.base[0]!))
    ? node
    : undefined;
}

function withTime(factor: Expression, nodes: readonly TexNode[], next: number): Read {
  const following = nodes[next];
  const scripts = following?.kind === 'scripts' && following.base.length === 1 ? following : undefined;
  const bracket = scripts === undefined ? following : scripts.base[0];
  const at = bracket === undefined ? undefined : timeOf(bracket);
  const isNamed = ['letter', 'power', 'transpose', 'inverse', 'rate', 'pseudoinverse', 'derivative'].includes(
    factor.kind,
  );
  if (at === undefined || !isNamed) return { factor, next };
  const moved: Expression = {
    kind: 'time',
    of: factor,
    at,
    span: { start: factor.span.start, end: following!.span.end },
  };
  if (scripts === undefined) return { factor: moved, next: next + 1 };
  return { factor: scripted(moved, scripts, undefined), next: next + 1 };
}

function timeOf(node: TexNode): 't' | '0' | undefined {
  if (node.kind !== 'delimited' || node.open !== '(' || node.body.length !== 1) return undefined;
  const text = symbolText(node.body[0]!);
  return text === 't' ? 't' : text === '0' ? '0' : undefined;
}

/** Arguments between commas. */
function partsOf(body: readonly TexNode[], source: LatexSource): Expression[] {
  const parts: TexNode[][] = [[]];
  for (const node of body) {
    if (node.kind === 'symbol' && (node.text === ',' || node.text === ';')) parts.push([]);
    else parts.at(-1)!.push(node);
  }
  return parts
    .filter(part => part.some(node => node.kind !== 'space'))
    .map(part => {
      // i = 1, or k ≠ j, within braces.
      if (part.some((_, at) => relationAt(part, at) !== undefined && relationAt(part, at) !== ':')) {
        const { first, links, span } = clauseOf(part, source);
        const clause: Expression = { kind: 'cases', rows: [[{ first, links, span }]], span };
        return clause;
      }
      return readSum(part, source);
    });
}

function readPrimary(node: TexNode, source: LatexSource): Expression {
  switch (node.kind) {
    case 'symbol':
      return readSymbol(node.text, node.span, source);
    case 'operator':
    case 'text':
      return { kind: 'words', text: node.kind === 'text' ? node.text : node.name, span: node.span };
    case 'font':
    case 'accent': {
      const dots = node.kind === 'accent' ? DOTS[node.accent] : undefined;
      if (dots !== undefined && node.kind === 'accent') {
        let rate: Expression = readSum(node.body, source);
        for (let i = 0; i < dots; i++) rate = { kind: 'rate', of: rate, span: node.span };
        return rate;
      }
      const key = baseKey(node);
      if (key !== undefined) return { kind: 'letter', key: key.text, isBold: key.isBold, span: node.span };
      if (node.kind === 'font') return readSum(unfonted(node.body, node.font), source);
      throw latexError(source, node.span, `must have one letter under ${node.accent}`);
    }
    case 'scripts':
      return readScripts(node, source);
    case 'fraction': {
      const rate = derivativeAt(node, source);
      if (rate?.of !== undefined) {
        const { of, by, isPartial, order, span } = rate;
        return { kind: 'derivative', of, by, isPartial, order, reach: 1, span };
      }
      return {
        kind: 'binary',
        op: '/',
        left: readSum(node.top, source),
        right: readSum(node.bottom, source),
        span: node.span,
      };
    }
    case 'root':
      return rootOf(node.body, node.index, node.span, source);
    case 'delimited':
      return readDelimited(node, source);
    case 'array':
      return {
        kind: 'blocks',
        rows: node.rows.map(row => row.map(cell => (isEmpty(cell) ? undefined : readSum(cell, source)))),
        span: node.span,
      };
    case 'braces':
      return readSum(node.body, source);
    case 'integral':
      return integralOf(node, source);
    case 'space':
      throw latexError(source, node.span, 'must be an expression');
  }
}

function integralOf(node: IntegralNode, source: LatexSource): Expression {
  const { from, to, variable, body, span } = node;
  if (from === undefined || to === undefined) throw latexError(source, span, 'must say from when to when: \\int_0^t');
  const inside = overTime(body, variable);
  if (inside === undefined)
    throw latexError(
      source,
      span,
      `must not name t within an integral over ${variable}: the language knows within an integral the time that it goes over alone`,
    );
  return {
    kind: 'integral',
    of: isEmpty(inside) ? { kind: 'number', text: '1', span } : readSum(inside, source),
    from: readSum(from, source),
    to: readSum(to, source),
    span,
  };
}

const DOTS: Readonly<Record<string, number>> = { '\\dot': 1, '\\ddot': 2, '\\dddot': 3, '\\ddddot': 4 };

/** The font of a whole formula is that of each of its letters. */
function unfonted(nodes: readonly TexNode[], font: string): TexNode[] {
  return nodes.map((node): TexNode => {
    if (node.kind === 'symbol' && /^([A-Za-z]|\\[A-Za-z]+)$/.test(node.text))
      return { kind: 'font', font, body: [node], span: node.span };
    if (node.kind === 'scripts') return { ...node, base: unfonted(node.base, font) };
    if (node.kind === 'braces' || node.kind === 'delimited') return { ...node, body: unfonted(node.body, font) };
    if (node.kind === 'accent') return { ...node, body: unfonted(node.body, font) };
    return node;
  });
}

function isEmpty(nodes: readonly TexNode[]): boolean {
  return nodes.every(node => node.kind === 'space' || (node.kind === 'braces' && isEmpty(node.body)));
}

function rootOf(
  body: readonly TexNode[],
  index: readonly TexNode[] | undefined,
  span: Span,
  source: LatexSource,
): Expression {
  const inside = isEmpty(body) ? undefined : readSum(body, source);
  if (inside === undefined) throw latexError(source, span, 'must have something under the root');
  const args = index === undefined ? [inside] : [inside, readSum(index, source)];
  return { kind: 'call', name: 'sqrt', args, isOpen: false, span };
}

const DOT_SIGNS: ReadonlySet<string> = new Set([
  '\\dots',
  '\\ldots',
  '\\cdots',
  '\\vdots',
  '\\ddots',
  '…',
  '⋯',
  '\\dotsc',
  '\\dotsb',
  '\\dotsm',
  '⋮',
  '⋱',
]);

function readSymbol(text: string, span: Span, source: LatexSource): Expression {
  if (DOT_SIGNS.has(text)) return { kind: 'dots', text: '…', span };
  if (/^([A-Za-z]|\\[A-Za-z]+|[\u0370-\u03ff]|ℓ|∞|∂|∇)$/.test(text) && !NOT_LETTERS.has(text))
    return { kind: 'letter', key: text, isBold: false, span };
  if (text === '\\prime') throw latexError(source, span, 'must stand behind a letter');
  if (text === '*' || text === '\\bullet') return { kind: 'words', text, span };
  throw latexError(source, span, 'must be a letter, a number or an expression in brackets');
}

const NOT_LETTERS: ReadonlySet<string> = new Set([
  '\\left',
  '\\right',
  '\\not',
  '\\cdot',
  '\\times',
  '\\top',
  '\\dagger',
]);

function readDelimited(node: Extract<TexNode, { kind: 'delimited' }>, source: LatexSource): Expression {
  const { open, close, body, span } = node;
  const only = body.filter(part => part.kind !== 'space');
  const broken = only.find(isBreak);
  if (broken !== undefined)
    throw latexError(
      source,
      broken.span,
      'must stand in a matrix, \\begin{pmatrix} … \\end{pmatrix}: brackets alone have no lines',
    );
  const inner = only.length === 1 ? only[0]! : undefined;
  if (inner?.kind === 'array' && !inner.isAligned) {
    if (open === '\\{' && (close === '.' || close === '')) return casesOf(inner, source);
    if (['(', '[', '.', '\\lbrack', ''].includes(open))
      return { ...(readPrimary(inner, source) as Expression & object), span };
  }
  if (isBar(open) && isBar(close)) {
    const of = readSum(only, source);
    return open === '|' || open === '\\vert' || open === '\\lvert'
      ? { kind: 'call', name: 'abs', args: [of], isOpen: false, span }
      : { kind: 'norm', of, which: '', span };
  }
  // [A  B], a row of blocks, and [A | B].
  if (open === '[' || open === '(') {
    const cells = cellsOf(body);
    if (cells.length > 1) return { kind: 'blocks', rows: [cells.map(cell => readSum(cell, source))], span };
  }
  if (only.length === 0) throw latexError(source, span, 'must have something between its brackets');
  const parts = partsOf(only, source);
  return { kind: 'group', open, parts, span };
}

function isBar(delimiter: string): boolean {
  return ['|', '\\|', '\\vert', '\\Vert', '\\lvert', '\\rvert', '\\lVert', '\\rVert', '‖', '∥', '∣'].includes(
    delimiter,
  );
}

/** Blocks of one row, parted by wide spaces or bars and not by commas. */
function cellsOf(body: readonly TexNode[]): TexNode[][] {
  if (body.some(node => node.kind === 'symbol' && node.text === ',')) return [];
  const cells: TexNode[][] = [[]];
  for (const node of body) {
    if (node.kind === 'space' || (node.kind === 'symbol' && (node.text === '\\mid' || node.text === '|')))
      cells.push([]);
    else cells.at(-1)!.push(node);
  }
  return cells.every(cell => cell.length > 0) ? cells : [];
}

function casesOf(array: Extract<TexNode, { kind: 'array' }>, source: LatexSource): Expression {
  const rows = array.rows.map(row => row.flatMap(cell => clausesOf(cell, source))).filter(row => row.length > 0);
  return { kind: 'cases', rows, span: array.span };
}

/** A base with its scripts: name, power, transpose, inverse, index. */
function readScripts(node: ScriptsNode, source: LatexSource): Expression {
  const only = node.base.length === 1 ? node.base[0]! : undefined;
  if (only === undefined) throw latexError(source, node.span, 'must have something that it stands on');
  const inner = only.kind === 'braces' && only.body.length === 1 ? only.body[0]! : only;
  if (only.kind === 'braces' && only.body.length > 1)
    throw latexError(
      source,
      node.span,
      'must have brackets around what it belongs to: braces do not show, so AB^T is meant for B alone by a reader',
    );
  if (inner.kind === 'delimited' && isBar(inner.open) && isBar(inner.close)) {
    const of = readSum(inner.body, source);
    return barred(/^(\||\\[lr]?vert|∣)$/.test(inner.open) ? '|' : '‖', of, node, source);
  }
  const dots = inner.kind === 'accent' ? DOTS[inner.accent] : undefined;
  if (dots !== undefined && inner.kind === 'accent') {
    const letter = readScripts(
      { kind: 'scripts', base: inner.body, ...(node.sub && { sub: node.sub }), span: node.span },
      source,
    );
    let rate: Expression = letter;
    for (let i = 0; i < dots; i++) rate = { kind: 'rate', of: rate, span: node.span };
    return scripted(rate, withoutSub(node), source);
  }
  const key = baseKey(inner);
  if (key !== undefined && !DOT_SIGNS.has(key.text)) {
    const named = node.sub === undefined ? key.text : `${key.text}_${subscriptKey(node.sub)}`;
    const letter: Expression = { kind: 'letter', key: named, isBold: key.isBold, span: node.span };
    return scripted(letter, withoutSub(node), source);
  }
  return scripted(readPrimary(inner, source), node, source);
}

function subscriptKey(nodes: readonly TexNode[]): string {
  const text = scriptText(nodes);
  return /^(.|\\[A-Za-z]+)$/.test(text) ? text : `{${text}}`;
}

/** Transposes in all spellings. */
const TRANSPOSES = /^(T|\\top|\\intercal|\\mathrm\{T\}|⊤|⊺|t)$/;

function scripted(of: Expression, node: ScriptsNode, source: LatexSource | undefined): Expression {
  const span = { start: of.span.start, end: Math.max(of.span.end, node.span.end) };
  let result = of;
  if (node.sub !== undefined) {
    const script = scriptText(node.sub);
    result =
      /^t=0$|^0$/.test(script) && of.kind === 'group' && ['.', '['].includes(of.open)
        ? { kind: 'start', of, span }
        : { kind: 'entry', of: result, script, span };
  }
  if (node.sup === undefined) return result;
  return superscripted(result, node.sup, span, source);
}

function superscripted(
  of: Expression,
  sup: readonly TexNode[],
  span: Span,
  source: LatexSource | undefined,
): Expression {
  const text = scriptText(sup);
  // A prime is a part of a name, or a transpose: kept as it stands.
  if (/^'+$/.test(text)) return { kind: 'power', of, exponent: { kind: 'words', text, span }, script: text, span };
  const primes = /^'+/.exec(text)?.[0];
  if (primes !== undefined) {
    const primed: Expression = {
      kind: 'power',
      of,
      exponent: { kind: 'words', text: primes, span },
      script: primes,
      span,
    };
    return superscripted(
      primed,
      sup.filter(node => symbolText(node) !== '\\prime'),
      span,
      source,
    );
  }
  if (TRANSPOSES.test(text) && text !== 't') return { kind: 'transpose', of, span };
  if (text === '-1') return { kind: 'inverse', of, span };
  if (/^-(T|\\top|\\intercal)$/.test(text)) return { kind: 'transpose', of: { kind: 'inverse', of, span }, span };
  if (/^(\+|\\dagger|†)$/.test(text)) return { kind: 'pseudoinverse', of, isDagger: text !== '+', span };
  const last = sup.at(-1)!;
  const ending = last.kind === 'scripts' ? undefined : symbolText(last);
  // \Sigma^{yxT}, A^{h-j\top}: a script and a transpose.
  if (sup.length > 1 && (ending === '\\top' || (ending === 'T' && of.kind === 'letter' && !/^[+-]/.test(text)))) {
    return { kind: 'transpose', of: superscripted(of, sup.slice(0, -1), span, source), span };
  }
  let exponent: Expression;
  try {
    exponent = readSum(sup, source ?? { name: '', text: '', from: 0 });
  } catch (error) {
    if (source === undefined || !/^[\w*\\(),+\-|]+$/.test(text)) throw error;
    exponent = { kind: 'words', text, span };
  }
  return { kind: 'power', of, exponent, script: text, span };
}

function withoutSub({ base, sup, span }: ScriptsNode): ScriptsNode {
  return { kind: 'scripts', base, ...(sup && { sup }), span };
}
