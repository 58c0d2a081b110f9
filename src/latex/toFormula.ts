import { type Environment, extendEnvironment, standardEnvironment, truthSymbols } from '../formula/environment.ts';
import type { Place } from '../formula/formulaError.ts';
import { canonicalName, indexedName, nameOfIndexed } from '../formula/indexed.ts';
import { nodeText } from '../formula/nodeText.ts';
import { parseFormula } from '../formula/parseFormula.ts';
import { children, constantOf, type FormulaNode, type FunctionName } from '../formula/tree.ts';
import type { Clause, Expression } from './expression.ts';
import { OPEN_SIZE } from './fitSizes.ts';
import { type LatexSource, latexError, placeOf } from './latexSource.ts';
import { type Letters, meaningOf } from './letters.ts';
import { calledName, nameOf } from './nameOf.ts';
import type { Span } from './texNode.ts';

/** Something that the text leaves open and that was decided, with the reason. */
export interface Guess {
  readonly what: string;
  readonly meaning: string;
  readonly reason: string;
  readonly line: number;
}

/** What is known where an expression is turned into a formula. */
export interface Meanings {
  readonly letters: Letters;
  /** Letters that the text defines: their names in Octave. */
  readonly defined: ReadonlyMap<string, string>;
  readonly source: LatexSource;
  readonly norm: 'norm' | 'opnorm' | undefined;
  readonly guesses: Guess[];
  /** Whether the text defines a letter, also where it was not needed yet. */
  readonly isDefined: (letter: string) => boolean;
  /** Indices of sums around, by letter. */
  readonly indices: ReadonlyMap<string, string>;
  /** Letters with a meaning that get a line of their own: they are thrown as an UnknownLetter. */
  readonly lined: ReadonlySet<string>;
  /** What [A, B] is. */
  readonly brackets: 'commutator' | 'blocks' | undefined;
  /** What A', A^* and A^\\dagger are, where the header says it. */
  readonly marks: Marks;
  /** Which of the cases of a formula is meant, from 1, and the conditions of those that were taken. */
  readonly chosen: number | undefined;
  readonly conditions: Set<Clause>;
  /** What letters of the language there are: those of the network, and what the header declares. */
  readonly environment?: Environment;
}

/** What the header says of marks that are read in several ways. */
export interface Marks {
  readonly primes: 'transpose' | 'rate' | undefined;
  readonly stars: 'transpose' | undefined;
  readonly daggers: 'transpose' | 'inverse' | undefined;
}

/** A letter of which nothing says what it stands for. */
export class UnknownLetter extends Error {
  readonly letter: string;
  readonly span: Span;

  constructor(letter: string, span: Span) {
    super(`${letter} has no meaning`);
    this.letter = letter;
    this.span = span;
  }
}

/**
 * An expression as a formula of the language. Letters have the meaning that `letters` and the definitions give them. FormulaErrors with place, candidates and the line to
 * add for what can be read in two ways, and for what the language has no words for; UnknownLetter for a letter without a meaning.
 */
export function toFormula(expression: Expression, meanings: Meanings): FormulaNode {
  const { source } = meanings;
  const place = placeOf(source, expression.span);
  const own = expression.kind === 'product' ? undefined : nameOf(expression);
  if (own !== undefined) {
    const known = namedNode(own, expression, meanings, place);
    if (known !== undefined) return known;
  }
  const of = (part: Expression): FormulaNode => toFormula(part, meanings);
  const refuse = (rule: string): Error => latexError(source, expression.span, rule);
  switch (expression.kind) {
    case 'number':
      return { kind: 'number', text: expression.text, place };
    case 'letter':
      throw new UnknownLetter(expression.key, expression.span);
    case 'power':
      return powerNode(expression, meanings, place);
    case 'time':
      return timeNode(expression, meanings, place);
    case 'transpose':
      return { kind: 'transpose', arg: of(expression.of), place };
    case 'inverse':
      return inverseNode(of(expression.of), place);
    case 'pseudoinverse':
      return pseudoinverseNode(expression, meanings, place);
    case 'negate':
      return negated(expression.of, meanings, place);
    case 'rate':
      return rateNode(of(expression.of), 1, place);
    case 'start':
      return call('start', [of(expression.of)], place);
    case 'binary':
      return binaryNode(expression, meanings, place);
    case 'product':
      return productNode(expression.factors, expression.joins, meanings, expression.span);
    case 'group':
      if (expression.parts.length === 2) return pairNode(expression, meanings, place);
      if (expression.open === '\\{' && expression.parts.length === 1 && expression.parts[0]!.kind !== 'cases')
        guess(meanings, expression.span, '{…}', 'a bracket', 'it holds one expression');
      else if (expression.parts.length !== 1 || expression.open === '\\{' || expression.open === '\\langle')
        throw refuse(`must be one expression in brackets: ${expression.open} … has no words in the language`);
      return of(expression.parts[0]!);
    case 'call':
      return callNode(expression, meanings, place);
    case 'norm': {
      const name = NORMS[expression.which] ?? (expression.which === '' ? meanings.norm : undefined);
      if (name === undefined)
        throw refuse(
          expression.which === ''
            ? 'must say which norm it is: ‖A‖_F, ‖A‖_2 or ‖A‖_*, or a line "norm: norm" (Frobenius) or "norm: opnorm" (spectral) in the header'
            : `must be the norm F, 2 (or op), or * (or nuc), not ${expression.which}`,
        );
      return call(name, [of(expression.of)], place);
    }
    case 'ranged':
      return rangedNode(expression, meanings, place);
    case 'derivative': {
      if (expression.isPartial && nameOf(expression.by) === 't')
        guess(meanings, expression.span, '\\partial/\\partial t', 'd/dt', 'all that moves moves with t alone');
      if (nameOf(expression.by) !== 't')
        throw refuse('must be a rate of change in time, d/dt: the language has no other derivatives');
      if (expression.reach > 1)
        guess(meanings, expression.span, 'd/dt', `of all ${expression.reach} factors behind it`, 'nothing parts them');
      if (expression.reach === -1)
        guess(
          meanings,
          expression.span,
          'd/dt',
          'of the bracket behind it alone',
          'the bracket parts it from the rest',
        );
      return rateNode(of(expression.of), expression.order, place);
    }
    case 'blocks': {
      const rows = expression.rows.map(row =>
        row.map((cell): FormulaNode => (cell === undefined ? { kind: 'number', text: '0', place } : of(cell))),
      );
      if (expression.rows.flat().some(cell => cell?.kind === 'dots'))
        throw refuse('must have all its blocks written out: dots have no words in the language');
      const width = Math.max(...rows.map(row => row.length));
      if (rows.some(row => row.length !== width)) throw refuse('must have equally many blocks in each row');
      return { kind: 'blocks', rows, place };
    }
    case 'entry': {
      const { of: whole } = expression;
      if (whole.kind === 'group' && whole.open === '\\langle' && whole.parts.length === 2 && expression.script === 'F')
        return pairNode(whole, meanings, place);
      const [row, col] = expression.script.includes(',') ? expression.script.split(',') : twoIndices(expression.script);
      if (row === undefined || col === undefined) throw refuse('must have two indices with a comma between, [A]_{1,2}');
      const arg = of(expression.of);
      if (arg.kind !== 'name')
        throw refuse('must be an entry of a letter: define one, A = …, and write A_{12}; the language has no others');
      return { kind: 'entry', arg, row: indexOf(row, meanings), col: indexOf(col, meanings), place };
    }
    case 'cases':
      return caseNode(expression, meanings);
    case 'integral':
      return integralNode(expression, meanings, place);
    case 'dots':
      throw refuse('must be written out: dots have no words in the language');
    case 'words':
      throw refuse(`must be mathematics: "${expression.text}" has no words in the language`);
  }
}

/** ⟨A, B⟩ is tr AᵀB; [A, B] what the header says. */
function pairNode(
  { open, parts, span }: Extract<Expression, { kind: 'group' }>,
  meanings: Meanings,
  place: Place,
): FormulaNode {
  const [left, right] = parts.map(part => toFormula(part, meanings)) as [FormulaNode, FormulaNode];
  const product = (a: FormulaNode, b: FormulaNode): FormulaNode => ({
    kind: 'binary',
    op: '*',
    left: a,
    right: b,
    place,
  });
  if (open === '\\langle') return call('trace', [product({ kind: 'transpose', arg: left, place }, right)], place);
  if (open !== '[' || meanings.brackets === undefined)
    throw latexError(
      meanings.source,
      span,
      open === '['
        ? 'must say what its brackets are: add a line "brackets: commutator" (AB − BA) or "brackets: blocks" (one beside the other) to the header'
        : 'must be one expression in brackets: a list has no words in the language',
    );
  if (meanings.brackets === 'blocks') return { kind: 'blocks', rows: [[left, right]], place };
  return { kind: 'binary', op: '-', left: product(left, right), right: product(right, left), place };
}

/** As in Octave, the sign of a product is that of its first factor, and that of a quotient stands above. */
function negated(of: Expression, meanings: Meanings, place: Place): FormulaNode {
  const negate = (part: Expression): Expression => ({ kind: 'negate', of: part, span: part.span });
  if (of.kind === 'product') {
    const [first, ...rest] = of.factors;
    return toFormula({ ...of, factors: [negate(first!), ...rest] }, meanings);
  }
  if (of.kind === 'binary' && of.op === '/') return toFormula({ ...of, left: negate(of.left) }, meanings);
  return { kind: 'negate', arg: toFormula(of, meanings), place };
}

const NORMS: Readonly<Record<string, FunctionName>> = {
  F: 'norm',
  'F,': 'norm',
  Fro: 'norm',
  fro: 'norm',
  HS: 'norm',
  '\\mathcal{F}': 'norm',
  nuc: 'nuc',
  '2': 'opnorm',
  '*': 'nuc',
  '\\ast': 'nuc',
  op: 'opnorm',
};

function call(name: FunctionName, args: readonly FormulaNode[], place: Place): FormulaNode {
  return { kind: 'call', name, args, place };
}

function guess(meanings: Meanings, span: Span, what: string, meaning: string, reason: string): void {
  const { line } = placeOf(meanings.source, span);
  if (!meanings.guesses.some(one => one.what === what && one.meaning === meaning))
    meanings.guesses.push({ what, meaning, reason, line });
}

/** The node of a name in the language: an identity, a letter of the table, a definition, an index. */
function namedNode(name: string, { span }: Expression, meanings: Meanings, place: Place): FormulaNode | undefined {
  const index = meanings.indices.get(name);
  if (index !== undefined) return { kind: 'name', name: index, place };
  const defined = meanings.defined.get(name);
  if (defined !== undefined) return { kind: 'name', name: defined, place };
  const found = meaningOf(meanings.letters, name);
  if (found !== undefined) {
    const { octave, origin } = found.meaning;
    if (meanings.lined.has(name)) throw new UnknownLetter(name, span);
    const texts = found.index.map(one => indexOf(one, meanings));
    let at = 0;
    const text = risingLayers(
      octave.replace(/\*(?=[+-]?\d*[)},:])/g, () => texts[Math.min(at++, texts.length - 1)] ?? '*'),
    );
    guess(meanings, span, name, text, origin);
    return replaced(octaveNode(text, meanings), place);
  }
  if (name === '\\infty') return undefined;
  const identity = IDENTITY.exec(name);
  if (identity !== null) {
    const size = identity[1];
    if (size === undefined) return call('I', [{ kind: 'name', name: OPEN_SIZE, place }], place);
    const known = meaningOf(meanings.letters, size.replace(/^\{(.*)\}$/, '$1'));
    if (known !== undefined)
      return call(
        'I',
        [replaced(octaveNode(indexOf(size.replace(/^\{(.*)\}$/, '$1'), meanings), meanings), place)],
        place,
      );
    guess(meanings, span, name, 'an identity', 'its size is what fits');
    return call('I', [{ kind: 'name', name: OPEN_SIZE, place }], place);
  }
  const zeros = /^0_\{([^^]+)\\times([^^]+)\}$/.exec(name);
  if (zeros !== null)
    return call(
      'zeros',
      [zeros[1]!, zeros[2]!].map(size => replaced(octaveNode(indexOf(size, meanings), meanings), place)),
      place,
    );
  if (/^(\\math(bf|bb)\{)?0\}?(_[^^]*)?$/.test(name)) return { kind: 'number', text: '0', place };
  if (name === '\\pi') throw latexError(meanings.source, span, 'must not be π: the language has no such number');
  return undefined;
}

/** W_{h:1} is W_{1:h}: a product that begins at the last layer, or ends at the first, is written from left to right. */
function risingLayers(octave: string): string {
  return octave.replace(/^W\(([^():]+):([^():]+)\)(t?)$/, (whole, a: string, b: string, t: string) =>
    a !== b && a !== '1' && (a === 'h' || b === '1') ? `W(${b}:${a})${t}` : whole,
  );
}

/** Whether a letter stands for more than a name, an entry or a product of these. */
export function isCompound(octave: string): boolean {
  if (/[({,]\*[)},:+-]/.test(octave)) return false;
  // A limit or an expectation stands in the last line alone.
  if (/^(lim|E|Var|O)\(/.test(octave)) return false;
  const plain = octave.replace(/\w+\((?:[\w+-]+|:),(?:[\w+-]+|:)\)|W\([^():,]+:[^():,]+\)t?|\{[^{}]*\}/g, '');
  return /[+\-/\\^[(]/.test(plain.replace(/^I\(\w+\)$/, ''));
}

/** Whether a letter is an identity where nothing else is said of it: I, I_n, \mathbb{I}. */
export function isIdentity(name: string): boolean {
  return IDENTITY.test(name);
}

const IDENTITY =
  /^(?:\\mathbb\{[I1]\}|I|\\mathrm\{Id\}|\\mathcal\{I\}|\\mathds\{1\})(?:_(\{(?:[^{}^]|\{[^{}]*\})*\}|\\?\w+))?$/;

/** An index in Octave: letters of sums by their names, "j+1", "d_x" by the table. */
function indexOf(script: string, meanings: Meanings): string {
  const plain = script.replace(/\s+/g, '');
  const name = meanings.indices.get(plain) ?? meaningOf(meanings.letters, plain);
  if (typeof name === 'string') return name;
  if (name !== undefined) {
    const inner = name.index.map(one => indexOf(one, meanings));
    let at = 0;
    return name.meaning.octave.replace(/\*/g, () => inner[at++] ?? '*');
  }
  // L-1, of a letter with a meaning.
  return plain
    .replace(/\\[A-Za-z]+|[A-Za-z]/g, letter => {
      const index = meanings.indices.get(letter);
      if (index !== undefined || letter === plain) return index ?? letter;
      const known = meaningOf(meanings.letters, letter)?.meaning.octave;
      return known !== undefined && /^\w+$/.test(known) ? known : letter;
    })
    .replace(/\\([A-Za-z]+)/g, '$1');
}

/** Text of the language as a tree; an index in braces stays in its name. */
export function octaveNode(text: string, meanings: Meanings): FormulaNode {
  const place: Place = { line: 1, column: 1, length: 1 };
  const canonical = canonicalName(text);
  if (/^\d+$/.test(text)) return { kind: 'number', text, place };
  if (/^\w+$/.test(text) || /^d*[Wd]\{[^{}]*\}t?$|^W\([^():,]+:[^():,]+\)t?$/.test(canonical))
    return { kind: 'name', name: canonical, place };
  const entry = /^(\w+)\(([\w+-]+|:),([\w+-]+|:)\)$/.exec(text);
  if (entry !== null)
    return { kind: 'entry', arg: { kind: 'name', name: entry[1]!, place }, row: entry[2]!, col: entry[3]!, place };
  // Names with an index are put in for plain ones, which the parser of two layers knows.
  const held: string[] = [];
  const plain = text.replace(/d*[W]\{[^{}]*\}t?|W\([^():,]+:[^():,]+\)t?|d\{[^{}]*\}/g, name => {
    held.push(canonicalName(name));
    return `held_${held.length - 1}_`;
  });
  const further = Object.fromEntries(
    [
      ...held.map((_, index) => [`held_${index}_`, { kind: 'scalar', meaning: 'a name with an index' }] as const),
      ...[...meanings.defined.values(), ...meanings.indices.values()].map(
        name => [name, { kind: 'scalar', meaning: 'a definition of the text' }] as const,
      ),
    ].filter(
      ([name]) =>
        !standardEnvironment.has(name) &&
        !Object.hasOwn(truthSymbols, name) &&
        meanings.environment?.has(name) !== true,
    ),
  );
  const known = extendEnvironment(standardEnvironment, truthSymbols);
  const declared = [...(meanings.environment ?? [])].filter(([name]) => !known.has(name) && /^\w+$/.test(name));
  const symbols = extendEnvironment(extendEnvironment(known, Object.fromEntries(declared)), further);
  const { definitions } = parseFormula(plain, { name: 'the meaning of a letter', symbols });
  const restore = (node: FormulaNode): FormulaNode => {
    const at = node.kind === 'name' ? /^held_(\d+)_$/.exec(node.name)?.[1] : undefined;
    if (at !== undefined && node.kind === 'name') return { ...node, name: held[Number(at)]! };
    return mapChildren(node, restore);
  };
  return restore(definitions.at(-1)!.node);
}

function mapChildren(node: FormulaNode, change: (node: FormulaNode) => FormulaNode): FormulaNode {
  switch (node.kind) {
    case 'number':
    case 'name':
      return node;
    case 'call':
      return { ...node, args: node.args.map(change) };
    case 'negate':
    case 'transpose':
    case 'entry':
      return { ...node, arg: change(node.arg) };
    case 'binary':
      return { ...node, left: change(node.left), right: change(node.right) };
    case 'blocks':
      return { ...node, rows: node.rows.map(row => row.map(change)) };
  }
}

/** The tree with every node at one place. */
export function replaced(node: FormulaNode, place: Place): FormulaNode {
  return { ...mapChildren(node, part => replaced(part, place)), place };
}

function inverseNode(of: FormulaNode, place: Place): FormulaNode {
  return call('inv', [of], place);
}

function rateNode(of: FormulaNode, order: number, place: Place): FormulaNode {
  if (order === 1 && of.kind === 'name' && /^W[12]t$/.test(of.name))
    return { kind: 'name', name: `d${of.name}`, place };
  let node = of;
  for (let i = 0; i < order; i++) node = call('ddt', [node], place);
  return node;
}

function powerNode(expression: Extract<Expression, { kind: 'power' }>, meanings: Meanings, place: Place): FormulaNode {
  const { of, exponent, script, span } = expression;
  const { source } = meanings;
  if (/^'+$/.test(script)) {
    const { primes } = meanings.marks;
    if (script === "'" && primes === 'transpose') return { kind: 'transpose', arg: toFormula(of, meanings), place };
    if (primes === 'rate') return rateNode(toFormula(of, meanings), script.length, place);
    const name = nameOf(of);
    throw latexError(
      source,
      span,
      `must say what its prime means: a transpose (write ^\\top, or add a line "primes: transpose" to the header), a rate (add "primes: rate"), or a letter of its own (add a line "${name ?? 'A'}' = …" to the header)`,
    );
  }
  if (
    of.kind === 'letter' &&
    (of.key === 'e' || of.key === '\\mathrm{e}') &&
    meaningOf(meanings.letters, 'e') === undefined
  )
    return call('exp', [toFormula(exponent, meanings)], place);
  const base = toFormula(of, meanings);
  if (ADJOINTS.has(script)) {
    if (/^[*]$/.test(script) && meanings.marks.stars === undefined)
      throw latexError(
        source,
        span,
        `must say what its star means: a transpose (write ^\\top, or add a line "stars: transpose" to the header), or a letter of its own (add a line "${nameOf(expression) ?? 'A^*'} = …" to the header)`,
      );
    if (script !== '*') guess(meanings, span, `^${script}`, 'a transpose', 'it is the adjoint, of real matrices');
    return { kind: 'transpose', arg: base, place };
  }
  if (script === 't')
    throw latexError(
      source,
      span,
      `must say what its t means: a transpose (write ^\\top), a time (write (t)), or a letter of its own (add a line "${nameOf(expression) ?? 'A^t'} = …" to the header)`,
    );
  if (exponent.kind === 'words' || exponent.kind === 'group')
    throw latexError(
      source,
      span,
      `must have a number as its exponent, or be a letter of its own: add a line "${nameOf(expression) ?? '…'} = …" to the header`,
    );
  const power = toFormula(exponent, { ...meanings, guesses: [] });
  if (!isConstant(power))
    throw latexError(
      source,
      span,
      `must have a number as its exponent, or be a letter of its own: add a line "${nameOf(expression) ?? '…'} = …" to the header`,
    );
  return { kind: 'binary', op: '^', left: base, right: power, place };
}

/** Superscripts of the adjoint. */
const ADJOINTS: ReadonlySet<string> = new Set(['*', 'H', '\\mathsf{H}', '\\mathrm{H}']);

/** A^+, and A^\\dagger, which is the adjoint elsewhere. */
function pseudoinverseNode(
  { of, isDagger, span }: Extract<Expression, { kind: 'pseudoinverse' }>,
  meanings: Meanings,
  place: Place,
): FormulaNode {
  const arg = toFormula(of, meanings);
  const { daggers } = meanings.marks;
  if (isDagger && daggers === 'transpose') return { kind: 'transpose', arg, place };
  if (isDagger && daggers === undefined)
    guess(
      meanings,
      span,
      '^\\dagger',
      'the pseudo-inverse',
      'a line "daggers: transpose" in the header says otherwise',
    );
  return call('pinv', [arg], place);
}

/** ij as i and j. */
function twoIndices(script: string): readonly string[] {
  return /^(?:[A-Za-z0-9]|\\[A-Za-z]+){2}$/.test(script) ? (script.match(/[A-Za-z0-9]|\\[A-Za-z]+/g) ?? []) : [script];
}

/** The case that the header chooses; its condition is kept. */
function caseNode({ rows, span }: Extract<Expression, { kind: 'cases' }>, meanings: Meanings): FormulaNode {
  const { chosen, source } = meanings;
  const valued = rows.filter(row => row[0]?.first !== undefined && row[0].links.length === 0);
  if (valued.length !== rows.length)
    throw latexError(source, span, 'must be one expression: a set of conditions has no words in the language');
  if (chosen === undefined || rows[chosen - 1] === undefined)
    throw latexError(
      source,
      span,
      `must be one of its ${rows.length} cases: choose by a line "case: 1" in the header, or state each on its own, with its condition as "where:"`,
    );
  const [value, ...own] = rows[chosen - 1]! as [Clause, ...Clause[]];
  for (const condition of own.length > 0 ? own : othersDenied(rows, span, meanings)) meanings.conditions.add(condition);
  guess(meanings, span, 'cases', `case ${chosen} of ${rows.length}`, 'the header says so');
  return toFormula(value.first!, meanings);
}

const DENIED: Readonly<Record<string, string>> = {
  '<': '\\ge',
  '>': '\\le',
  '\\le': '>',
  '\\ge': '<',
  '=': '\\ne',
  '\\ne': '=',
};

/** "otherwise", where the others have one condition each. */
function othersDenied(rows: readonly (readonly Clause[])[], span: Span, { source }: Meanings): readonly Clause[] {
  return rows
    .filter(row => row.length > 1)
    .map(row => {
      const link = row[1]!.links[0];
      const relation = link && DENIED[link.relation];
      if (row.length > 2 || row[1]!.links.length !== 1 || link === undefined || relation === undefined)
        throw latexError(source, span, 'must say on what condition its last case is, not "otherwise" alone');
      return { ...row[1]!, links: [{ ...link, relation }] };
    });
}

/** An integral over times; one without an end is a limit. */
function integralNode(
  { of, from, to }: Extract<Expression, { kind: 'integral' }>,
  meanings: Meanings,
  place: Place,
): FormulaNode {
  const t: FormulaNode = { kind: 'name', name: 't', place };
  const isEndless = to.kind === 'letter' && to.key === '\\infty';
  const [inside, start] = [toFormula(of, meanings), toFormula(from, meanings)];
  if (!isEndless) return call('integral', [inside, start, toFormula(to, meanings)], place);
  return call('lim', [t, { kind: 'name', name: 'Inf', place }, call('integral', [inside, start, t], place)], place);
}

function isConstant(node: FormulaNode): boolean {
  if (node.kind === 'name' || node.kind === 'call' || node.kind === 'blocks' || node.kind === 'entry') return false;
  return children(node).every(isConstant);
}

function timeNode(expression: Extract<Expression, { kind: 'time' }>, meanings: Meanings, place: Place): FormulaNode {
  const { of, at, span } = expression;
  const atTime = (node: FormulaNode): FormulaNode => (at === 't' ? node : call('start', [node], place));
  if (of.kind === 'power' && /^'+$/.test(of.script) && meanings.marks.primes !== undefined) {
    if (meanings.marks.primes === 'transpose')
      return toFormula({ ...of, of: { kind: 'time', of: of.of, at, span } }, meanings);
    return atTime(rateNode(toFormula({ kind: 'time', of: of.of, at: 't', span }, meanings), of.script.length, place));
  }
  // W_1^T(t) is the transpose of W_1(t).
  if (of.kind === 'transpose' || of.kind === 'inverse' || of.kind === 'pseudoinverse') {
    const inner = toFormula({ kind: 'time', of: of.of, at, span }, meanings);
    if (of.kind === 'transpose') return { kind: 'transpose', arg: inner, place };
    return of.kind === 'inverse' ? inverseNode(inner, place) : call('pinv', [inner], place);
  }
  if (of.kind === 'rate')
    return atTime(rateNode(toFormula({ kind: 'time', of: of.of, at: 't', span }, meanings), 1, place));
  const node = toFormula(of, meanings);
  if (!movesIn(node, meanings)) {
    const name = nameOf(of) ?? 'A';
    throw latexError(
      meanings.source,
      span,
      `must say whether (${at}) is a time or a factor, as ${name} does not move: write ${name} \\cdot ${at === 't' ? 't' : '0'}, or add a line "${name}(${at}) = …" to the header`,
    );
  }
  return atTime(node);
}

/** Whether a formula names the weights in training, or a definition, which may. */
function movesIn(node: FormulaNode, meanings: Meanings): boolean {
  if (node.kind === 'name')
    return /t$/.test(node.name) && /^d*W/.test(node.name) ? true : [...meanings.defined.values()].includes(node.name);
  return children(node).some(part => movesIn(part, meanings));
}

function binaryNode(
  expression: Extract<Expression, { kind: 'binary' }>,
  meanings: Meanings,
  place: Place,
): FormulaNode {
  const { op, left, right, span } = expression;
  const of = (part: Expression): FormulaNode => toFormula(part, meanings);
  switch (op) {
    case '+':
    case '-':
      return { kind: 'binary', op, left: of(left), right: of(right), place };
    case '/': {
      const beside =
        right.kind === 'product' &&
        !right.joins.every(Boolean) &&
        meanings.source.text[meanings.source.from + span.start] === '/';
      if (beside)
        throw latexError(
          meanings.source,
          right.span,
          'must say what stands below the slash: write \\frac{a}{b c}, or \\frac{a}{b} c',
        );
      return { kind: 'binary', op: '/', left: of(left), right: of(right), place };
    }
    case '\\otimes':
      if (left.kind === 'product' || right.kind === 'product')
        guess(meanings, span, '\\otimes', 'of the products on its sides', 'what stands side by side binds more');
      return call('kron', [of(left), of(right)], place);
    default:
      throw latexError(
        meanings.source,
        span,
        `must be +, −, a product, a quotient or \\otimes: ${op} has no words in the language`,
      );
  }
}

function productNode(
  factors: readonly Expression[],
  joins: readonly boolean[],
  meanings: Meanings,
  span: Span,
): FormulaNode {
  const place = placeOf(meanings.source, span);
  const parts: FormulaNode[] = [];
  for (let index = 0; index < factors.length; index++) {
    const along = alongDirections(factors.slice(index, index + 3), meanings);
    if (along !== undefined) {
      parts.push(along);
      index += 2;
      continue;
    }
    const [factor, next] = [factors[index]!, factors[index + 1]];
    const marked = joins[index] === false && next !== undefined ? markedCall(factor, next, meanings) : undefined;
    if (marked !== undefined) {
      parts.push(marked);
      index += 1;
      continue;
    }
    const isBeside = joins[index] === false && next?.kind === 'group';
    const special =
      isBeside && next.kind === 'group'
        ? (calledLetter(factor, next, meanings) ?? letterOf(factor, next, meanings))
        : undefined;
    if (special !== undefined) {
      parts.push(special);
      index += 1;
      continue;
    }
    if (isBeside && next.kind === 'group' && next.parts.length > 1 && next.open !== '\\langle')
      throw latexError(
        meanings.source,
        factor.span,
        'must be a function of the language: it stands before several arguments',
      );
    const behind = joins[index] === false || joins[index] === true ? factors[index + 2] : undefined;
    if (next?.kind === 'dots' && behind !== undefined) {
      const [last, first] = [toFormula(factor, meanings), toFormula(behind, meanings)];
      const isTransposed = last.kind === 'transpose' && first.kind === 'transpose';
      const layers = isTransposed ? layersBetween(first.arg, last.arg) : layersBetween(last, first);
      if (layers !== undefined) {
        guess(meanings, span, '…', layers, 'the layers between those on its sides');
        const name: FormulaNode = { kind: 'name', name: layers, place };
        let product: FormulaNode = isTransposed ? { kind: 'transpose', arg: name, place } : name;
        index += 2;
        // W_h W_{h−1} ⋯ W_2 W_1: those beside it are of the same product.
        for (let joined = parts.length > 0 ? joinedLayers(parts.at(-1)!, product) : undefined; joined !== undefined; ) {
          parts.pop();
          product = joined;
          joined = parts.length > 0 ? joinedLayers(parts.at(-1)!, product) : undefined;
        }
        for (let behind = factors[index + 1]; behind !== undefined; behind = factors[index + 1]) {
          const after = factors[index + 2]?.kind === 'dots' ? undefined : layerOf(behind, meanings);
          const joined = after && joinedLayers(product, after);
          if (joined === undefined) break;
          product = joined;
          index += 1;
        }
        parts.push(product);
        continue;
      }
    }
    const node = toFormula(factor, meanings);
    if (isBeside && next.kind === 'group' && namesTime(next) && movesIn(node, meanings))
      throw latexError(
        meanings.source,
        { start: factor.span.start, end: next.span.end },
        'must say whether the bracket is a time or a factor: times are (t) and (0); put \\cdot before a factor',
      );
    parts.push(node);
  }
  return parts.reduce((left, right) => ({ kind: 'binary', op: '*', left, right, place }));
}

/** Whether anything says what a letter stands for. */
function isLetterOf(name: string, meanings: Meanings): boolean {
  return meanings.defined.has(name) || meaningOf(meanings.letters, name) !== undefined || meanings.isDefined(name);
}

/** λ_max(A)^2: a bracket of arguments that carries a power, an inverse or a transpose. */
function markedCall(letter: Expression, marked: Expression, meanings: Meanings): FormulaNode | undefined {
  if (!('of' in marked) || !['power', 'inverse', 'transpose'].includes(marked.kind)) return undefined;
  const { of } = marked;
  if (of.kind !== 'group') return undefined;
  const name = nameOf(letter);
  const called = calledName(letter, of);
  const isKnown =
    called !== undefined && (meanings.defined.has(called) || meaningOf(meanings.letters, called) !== undefined);
  const isFunction = name !== undefined && Object.hasOwn(LETTER_CALLS, name) && !isLetterOf(name, meanings);
  if (!isKnown && !isFunction) return undefined;
  const span = { start: letter.span.start, end: marked.span.end };
  return toFormula({ ...marked, of: { kind: 'product', factors: [letter, of], joins: [false], span }, span }, meanings);
}

/** D[A](V_1, V_2) and D^2[A](V_1, V_2), derivatives along directions of both layers, where D is no letter. */
function alongDirections(factors: readonly Expression[], meanings: Meanings): FormulaNode | undefined {
  const [first, of, directions] = factors;
  const letter = first?.kind === 'negate' ? first.of : first;
  const name = letter && nameOf(letter);
  if ((name !== 'D' && name !== 'D^{2}') || of?.kind !== 'group' || directions?.kind !== 'group') return undefined;
  const isLetter = ['D', name].some(one => isLetterOf(one, meanings));
  if (isLetter || of.open !== '[' || of.parts.length !== 1 || directions.parts.length !== 2) return undefined;
  const args = [...of.parts, ...directions.parts].map(part => toFormula(part, meanings));
  guess(meanings, letter!.span, `${name}[…](…)`, 'a derivative along directions', 'D stands before both brackets');
  const place = placeOf(meanings.source, letter!.span);
  const derivative = call(name === 'D' ? 'D' : 'D2', args, place);
  return first?.kind === 'negate' ? { kind: 'negate', arg: derivative, place } : derivative;
}

/** A letter that is a layer, or its transpose. */
function layerOf(factor: Expression, meanings: Meanings): FormulaNode | undefined {
  const letter = factor.kind === 'transpose' ? factor.of : factor;
  const name = letter.kind === 'letter' || letter.kind === 'time' ? nameOf(letter) : undefined;
  return name === undefined || meaningOf(meanings.letters, name) === undefined
    ? undefined
    : toFormula(factor, meanings);
}

/** Two products of layers of which one goes on from the other, as one: W_h · W_(1:h−1), and their transposes the other way. */
function joinedLayers(left: FormulaNode, right: FormulaNode): FormulaNode | undefined {
  if (left.kind === 'transpose' && right.kind === 'transpose') {
    const arg = joinedLayers(right.arg, left.arg);
    return arg && { ...left, arg };
  }
  const [b, a] = [left, right].map(node => (node.kind === 'name' ? indexedName(node.name) : undefined));
  if ((a?.kind !== 'layer' && a?.kind !== 'product') || (b?.kind !== 'layer' && b?.kind !== 'product'))
    return undefined;
  if (a.rates + b.rates > 0 || a.isMoving !== b.isMoving) return undefined;
  const [top, last] = [a, b].map(one => (one.kind === 'product' ? one.last : one.first));
  if (top === undefined || last === undefined || !isNext(top, b.first)) return undefined;
  const name = nameOfIndexed({ kind: 'product', rates: 0, first: a.first, last, isMoving: a.isMoving });
  return { kind: 'name', name, place: left.place };
}

/** Whether an index is one more than another: j and j−1, 2 and 1. */
function isNext(index: string, next: string): boolean {
  const [one, other] = [index, next].map(text => /^([A-Za-z]*)([+-]?\d+)?$/.exec(text.replace(/\s/g, '')));
  if (one == null || other == null || one[1] !== other[1]) return false;
  return Number(other[2] ?? 0) - Number(one[2] ?? 0) === 1;
}

/** W_h ⋯ W_1 as one name, W(1:h). */
function layersBetween(last: FormulaNode, first: FormulaNode): string | undefined {
  const [b, a] = [last, first].map(node => (node.kind === 'name' ? indexedName(node.name) : undefined));
  if (a?.kind !== 'layer' || b?.kind !== 'layer' || a.rates + b.rates > 0 || a.isMoving !== b.isMoving)
    return undefined;
  return nameOfIndexed({ kind: 'product', rates: 0, first: a.first, last: b.first, isMoving: a.isMoving });
}

/** f(x, y) where that has a meaning, or f has one and depends on what stands in its brackets. */
function letterOf(
  letter: Expression,
  group: Extract<Expression, { kind: 'group' }>,
  meanings: Meanings,
): FormulaNode | undefined {
  const name = calledName(letter, group);
  const base = nameOf(letter);
  if (name === undefined || base === undefined) return undefined;
  const place = placeOf(meanings.source, letter.span);
  const pair: Expression = { ...letter, kind: 'letter', key: name, isBold: false };
  if (meanings.defined.has(name) || meaningOf(meanings.letters, name) !== undefined)
    return namedNode(name, pair, meanings, place);
  const isKnown =
    meanings.defined.has(base) || meanings.indices.has(base) || meaningOf(meanings.letters, base) !== undefined;
  if (!isKnown) throw new UnknownLetter(name, letter.span);
  if (group.parts.length === 1)
    throw latexError(
      meanings.source,
      { start: letter.span.start, end: group.span.end },
      `must say whether the bracket is an argument or a factor: add a line "${name} = …" to the header, or write ${base} \\cdot`,
    );
  guess(meanings, letter.span, name, base, 'it stands before the letters that it depends on');
  return toFormula(letter, meanings);
}

/** A bracket that holds the time and no matrix: (t/τ). */
function namesTime(group: Extract<Expression, { kind: 'group' }>): boolean {
  const names: string[] = [];
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit);
    else if (typeof part === 'object' && part !== null) {
      if ('key' in part) names.push(String(part.key));
      Object.values(part).forEach(visit);
    }
  };
  visit(group.parts);
  return names.includes('t') && names.every(name => name === 't' || name === '\\tau');
}

/** λ_min(A), σ_max(A), E[A]: letters that are functions before a bracket. */
function calledLetter(
  letter: Expression,
  { parts }: Extract<Expression, { kind: 'group' }>,
  meanings: Meanings,
): FormulaNode | undefined {
  const name = nameOf(letter);
  const called = name === undefined ? undefined : LETTER_CALLS[name];
  if (name === undefined || called === undefined || parts.length !== 1) return undefined;
  if (isLetterOf(name, meanings)) return undefined;
  guess(meanings, letter.span, `${name}(…)`, `${called}(…)`, 'it stands before a bracket, and no letter has this name');
  return call(called, [toFormula(parts[0]!, meanings)], placeOf(meanings.source, letter.span));
}

const LETTER_CALLS: Readonly<Record<string, FunctionName>> = {
  '\\lambda_\\min': 'mineig',
  '\\lambda_{min}': 'mineig',
  '\\lambda_\\max': 'maxeig',
  '\\lambda_{max}': 'maxeig',
  '\\sigma_1': 'opnorm',
  '\\sigma_\\max': 'opnorm',
  '\\sigma_{max}': 'opnorm',
  '\\mathbb{E}': 'E',
  E: 'E',
  O: 'O',
  '\\mathcal{O}': 'O',
  '\\varphi': 'phi',
  '\\varphi_2': 'phi2',
};

const CALLS: Readonly<Record<string, FunctionName>> = {
  tr: 'trace',
  exp: 'exp',
  expm: 'expm',
  log: 'log',
  det: 'det',
  diag: 'diag',
  blkdiag: 'blkdiag',
  sgn: 'sgn',
  abs: 'abs',
  sqrt: 'sqrt',
  min: 'min',
  max: 'max',
  Var: 'Var',
  svd: 'svd',
  eig: 'eig',
  rank: 'rank',
};

function callNode(expression: Extract<Expression, { kind: 'call' }>, meanings: Meanings, place: Place): FormulaNode {
  const { name, args, below, isOpen, span } = expression;
  const first = name === 'inf' || name === 'min' ? firstTime(expression, meanings, place) : undefined;
  if (first !== undefined) return first;
  if (below !== undefined || (!Object.hasOwn(CALLS, name) && !Object.hasOwn(BY_EXPONENTIALS, name)))
    throw latexError(
      meanings.source,
      span,
      `must be a function of the language: ${name} is none, or not with what stands below it`,
    );
  if (isOpen && args[0]?.kind === 'product')
    throw latexError(meanings.source, span, `must have its argument in brackets: ${name}(…)`);
  const nodes = args.map(arg => toFormula(arg, meanings));
  if (nodes.length === 0) throw latexError(meanings.source, span, `must have an argument`);
  const rewritten = BY_EXPONENTIALS[name];
  if (rewritten !== undefined) return rewritten(nodes[0]!, place);
  if (name === 'sqrt' && nodes.length === 2) {
    const one: FormulaNode = { kind: 'number', text: '1', place };
    const root: FormulaNode = { kind: 'binary', op: '/', left: one, right: nodes[1]!, place };
    return { kind: 'binary', op: '^', left: nodes[0]!, right: root, place };
  }
  return call(CALLS[name]!, nodes, place);
}

/** inf{t ≥ 0 : A ≤ B}, the first time at which it is so. */
function firstTime(
  { args }: Extract<Expression, { kind: 'call' }>,
  meanings: Meanings,
  place: Place,
): FormulaNode | undefined {
  const clause = args.length === 1 && args[0]!.kind === 'cases' ? args[0]!.rows[0]![0]! : undefined;
  if (clause?.first === undefined || nameOf(clause.first) !== 't') return undefined;
  const at = clause.links.findIndex(({ relation }) => relation === ':' || relation === '\\mid');
  const [colon, link] = clause.links.slice(at);
  const op = link && FIRST_SIGNS[link.relation];
  if (at < 0 || colon === undefined || link === undefined || op === undefined || clause.links.length !== at + 2)
    return undefined;
  const node: FormulaNode = {
    kind: 'binary',
    op,
    left: toFormula(colon.side, meanings),
    right: toFormula(link.side, meanings),
    place,
  };
  return call('first', [node], place);
}

const FIRST_SIGNS: Readonly<Record<string, '<=' | '>=' | '=='>> = { '\\le': '<=', '\\ge': '>=', '=': '==' };

/** Functions that the language has by their exponentials. */
const BY_EXPONENTIALS: Readonly<Record<string, (x: FormulaNode, place: Place) => FormulaNode>> = {
  sinh: (x, place) => half(exp(x, place), '-', exp({ kind: 'negate', arg: x, place }, place), place),
  cosh: (x, place) => half(exp(x, place), '+', exp({ kind: 'negate', arg: x, place }, place), place),
  tanh: (x, place) => {
    const two: FormulaNode = { kind: 'number', text: '2', place };
    const one: FormulaNode = { kind: 'number', text: '1', place };
    const grown = exp({ kind: 'binary', op: '*', left: two, right: x, place }, place);
    const [top, bottom] = (['-', '+'] as const).map(
      (op): FormulaNode => ({ kind: 'binary', op, left: grown, right: one, place }),
    );
    return { kind: 'binary', op: '/', left: top!, right: bottom!, place };
  },
};

function exp(x: FormulaNode, place: Place): FormulaNode {
  return call('exp', [x], place);
}

function half(left: FormulaNode, op: '+' | '-', right: FormulaNode, place: Place): FormulaNode {
  const sum: FormulaNode = { kind: 'binary', op, left, right, place };
  return { kind: 'binary', op: '/', left: sum, right: { kind: 'number', text: '2', place }, place };
}

function rangedNode(
  expression: Extract<Expression, { kind: 'ranged' }>,
  meanings: Meanings,
  place: Place,
): FormulaNode {
  const { op, below, relation, term, span } = expression;
  const { source } = meanings;
  if (op === '\\lim' && below?.length === 2 && relation === '\\to') {
    const [goes, end] = [toFormula(below[0]!, meanings), endOf(below[1]!, meanings)];
    return call('lim', [goes, end, toFormula(term, meanings)], place);
  }
  if (op !== '\\sum' && op !== '\\prod')
    throw latexError(
      source,
      span,
      `must be a sum, a product or a limit with what goes where: ${op} has no words in the language`,
    );
  const parted = productAndRest(expression);
  if (parted !== undefined) {
    guess(
      meanings,
      span,
      op,
      `of ${parted.count === 1 ? 'the factor' : `the ${parted.count} factors`} behind it`,
      'no other names its index',
    );
    return toFormula(parted.whole, meanings);
  }
  const several = severalIndices(expression);
  if (several !== undefined) return toFormula(several, meanings);
  const chain = indexBetween(expression);
  const letter = chain?.letter ?? (below?.[0] && nameOf(below[0]));
  const range =
    chain !== undefined
      ? ([toFormula(chain.from, meanings), toFormula(chain.to, meanings)] as const)
      : letter === undefined
        ? undefined
        : rangeOf(expression, letter, meanings);
  if (letter === undefined || range === undefined)
    throw latexError(
      source,
      span,
      letter !== undefined && (relation === undefined || relation === '\\ne')
        ? `must have a range: write ${op}_{${letter}=1}^{n}, or add a line "${letter} = 1:m" to the header`
        : `must have a range from one number to another, ${op}_{k=1}^{n}`,
    );
  const index = /^[A-Za-z]$/.test(letter) ? letter : letter.replace(/\W/g, '');
  const inside = { ...meanings, indices: new Map([...meanings.indices, [letter, index]]) };
  const [from, to] = range.map(end => withSizes(end)) as [FormulaNode, FormulaNode];
  const but = butOne(expression);
  if (op === '\\sum' && but !== undefined) {
    const left = toFormula(but, inside);
    const one: FormulaNode = { kind: 'number', text: '1', place };
    const sum = (first: FormulaNode, last: FormulaNode): FormulaNode =>
      call('sum', [{ kind: 'name', name: index, place }, first, last, toFormula(term, inside)], place);
    guess(
      meanings,
      span,
      `${letter} \\ne ${nodeText(left)}`,
      'the sum before it and that behind it',
      'it is one of the indices',
    );
    return {
      kind: 'binary',
      op: '+',
      left: sum(from, { kind: 'binary', op: '-', left, right: one, place }),
      right: sum({ kind: 'binary', op: '+', left, right: one, place }, to),
      place,
    };
  }
  if (but !== undefined)
    throw latexError(source, span, 'must be a sum: the language has no products over an index that leave one out');
  if (op === '\\sum')
    return call('sum', [{ kind: 'name', name: index, place }, from, to, toFormula(term, inside)], place);
  return productOver({ letter, from, to, term, span }, inside, place);
}

/** ∏_i A_i B, where B does not name the index, as (∏_i A_i) B. */
function productAndRest(
  expression: Extract<Expression, { kind: 'ranged' }>,
): { readonly whole: Expression; readonly count: number } | undefined {
  const { op, term, below, span } = expression;
  const letter = below?.[0] && nameOf(below[0]);
  if (op !== '\\prod' || term.kind !== 'product' || letter === undefined) return undefined;
  const count = term.factors.findLastIndex(factor => namesIndex(factor, letter)) + 1;
  if (count === 0 || count === term.factors.length) return undefined;
  const [first] = term.factors;
  const own: Expression =
    count === 1 ? first! : { ...term, factors: term.factors.slice(0, count), joins: term.joins.slice(0, count - 1) };
  const factors = [{ ...expression, term: own }, ...term.factors.slice(count)];
  return { whole: { kind: 'product', factors, joins: [true, ...term.joins.slice(count)], span }, count };
}

/** Whether an expression names an index, in a letter's scripts too, and does not bind it itself. */
function namesIndex(part: unknown, letter: string): boolean {
  if (Array.isArray(part)) return part.some(one => namesIndex(one, letter));
  if (typeof part !== 'object' || part === null) return false;
  if ('kind' in part && part.kind === 'ranged' && 'below' in part && Array.isArray(part.below)) {
    const [index] = part.below as Expression[];
    if (index !== undefined && nameOf(index) === letter) return false;
  }
  const own = ['key', 'script'].some(
    field =>
      field in part &&
      String(part[field as keyof typeof part])
        .match(/\\?[A-Za-z]+/g)
        ?.includes(letter) === true,
  );
  return own || Object.values(part).some(one => namesIndex(one, letter));
}

/** Σ_{i,j=1}^n as one sum within another. */
function severalIndices(expression: Extract<Expression, { kind: 'ranged' }>): Expression | undefined {
  const { further, term, below } = expression;
  if (further === undefined || below === undefined) return undefined;
  const [index, ...rest] = further;
  const { further: _, ...own } = expression;
  const inner: Expression = rest.length > 0 ? { ...own, further: rest, term } : { ...own, term };
  return { ...own, below: [index!, ...below.slice(1)], term: inner };
}

/** Σ_{1 ≤ k < n}: the index between two signs. */
function indexBetween({
  below,
  relations = [],
}: Extract<Expression, { kind: 'ranged' }>): { letter: string; from: Expression; to: Expression } | undefined {
  const [from, index, to] = below ?? [];
  const letter = index && nameOf(index);
  if (from === undefined || to === undefined || letter === undefined || below!.length !== 3) return undefined;
  const [first, second] = relations;
  if (relations.length !== 2 || !['<', '\\le'].includes(first!) || !['<', '\\le'].includes(second!)) return undefined;
  return { letter, from: first === '<' ? oneMore(from, '+') : from, to: second === '<' ? oneMore(to, '-') : to };
}

/** {1, …, n} and [n]: from where to where. */
export function wholeNumbersIn(set: Expression): { readonly from: Expression; readonly to: Expression } | undefined {
  if (set.kind !== 'group') return undefined;
  const { open, parts } = set;
  const dots = parts.findIndex(part => part.kind === 'dots');
  if (open === '\\{' && dots > 0 && dots === parts.length - 2) return { from: parts[0]!, to: parts.at(-1)! };
  const one: Expression = { kind: 'number', text: '1', span: set.span };
  return open === '[' && parts.length === 1 ? { from: one, to: parts[0]! } : undefined;
}

/** a + 1 or a − 1. */
export function oneMore(of: Expression, op: '+' | '-'): Expression {
  return { kind: 'binary', op, left: of, right: { kind: 'number', text: '1', span: of.span }, span: of.span };
}

/** What an index leaves out, k ≠ j. */
function butOne({ below, relation, but }: Extract<Expression, { kind: 'ranged' }>): Expression | undefined {
  return but ?? (relation === '\\ne' && below?.length === 2 ? below[1] : undefined);
}

/** min(Ni, No) as m, which ends of ranges may name. */
function withSizes(node: FormulaNode): FormulaNode {
  if (node.kind === 'call' && node.name === 'min') {
    const names = node.args.map(arg => (arg.kind === 'name' ? arg.name : '')).sort();
    if (names.join() === 'Ni,No') return { kind: 'name', name: 'm', place: node.place };
  }
  return mapChildren(node, withSizes);
}

/** The ends of a sum or product: as printed, or those that the header gives the index. */
function rangeOf(
  { below, relation, above }: Extract<Expression, { kind: 'ranged' }>,
  letter: string,
  meanings: Meanings,
): [FormulaNode, FormulaNode] | undefined {
  if (below?.length === 2 && relation === '=' && above !== undefined)
    return [toFormula(below[1]!, meanings), toFormula(above, meanings)];
  if (below?.length === 2 && relation === '\\in' && above === undefined) {
    const ends = wholeNumbersIn(below[1]!);
    return ends && [toFormula(ends.from, meanings), toFormula(ends.to, meanings)];
  }
  const hasRange = meaningOf(meanings.letters, letter) !== undefined;
  if (below?.length === 2 && (relation === '\\le' || relation === '<') && above === undefined && !hasRange) {
    const end = relation === '<' ? oneMore(below[1]!, '-') : below[1]!;
    guess(meanings, below[1]!.span, letter, 'from 1 on', 'nothing says where it begins');
    return [{ kind: 'number', text: '1', place: placeOf(meanings.source, below[1]!.span) }, toFormula(end, meanings)];
  }
  const isBare = below?.length === 1 || (below?.length === 2 && relation === '\\ne');
  if (!isBare || above !== undefined) return undefined;
  const [, from, to] = /^([^:]+):([^:]+)$/.exec(meaningOf(meanings.letters, letter)?.meaning.octave ?? '') ?? [];
  if (from === undefined || to === undefined) return undefined;
  return [octaveNode(from, meanings), octaveNode(to, meanings)];
}

/** The most factors that a product between two numbers is written out to. */
const MOST_FACTORS = 20;

/** A product over an index: of layers one name, between two numbers written out; the language has no others. */
function productOver(
  {
    letter,
    from,
    to,
    term,
    span,
  }: { letter: string; from: FormulaNode; to: FormulaNode; term: Expression; span: Span },
  meanings: Meanings,
  place: Place,
): FormulaNode {
  const node = toFormula(term, meanings);
  const named = node.kind === 'transpose' ? node.arg : node;
  const layer = named.kind === 'name' ? indexedName(named.name) : undefined;
  if (layer?.kind === 'layer' && layer.rates === 0 && layer.first === meanings.indices.get(letter)) {
    const [first, last] = isDescending(from, to) ? [to, from] : [from, to];
    const [a, b] = [nodeText(first), nodeText(last)].map(text => text.replace(/\s/g, ''));
    const name = canonicalName(`W(${a}:${b})${layer.isMoving ? 't' : ''}`);
    guess(meanings, span, '\\prod', name, 'the only order of layers whose sizes fit');
    const product: FormulaNode = { kind: 'name', name, place };
    return node.kind === 'transpose' ? { kind: 'transpose', arg: product, place } : product;
  }
  const [low, high] = [constantOf(from), constantOf(to)].map(end =>
    end === undefined ? Number.NaN : Number(`${end}`),
  );
  if (!Number.isInteger(low) || !Number.isInteger(high) || Math.abs(high! - low!) >= MOST_FACTORS)
    throw latexError(
      meanings.source,
      span,
      `must be of layers, or between two numbers with at most ${MOST_FACTORS} factors: the language has no other products over an index`,
    );
  const step = high! < low! ? -1 : 1;
  const factors: FormulaNode[] = [];
  for (let at = low!; at * step <= high! * step; at += step) {
    const own = { ...meanings, indices: new Map([...meanings.indices, [letter, String(at)]]) };
    factors.push(withNumbers(toFormula(term, own)));
  }
  return factors.reduce((left, right) => ({ kind: 'binary', op: '*', left, right, place }));
}

/** An index that is a number, as one. */
function withNumbers(node: FormulaNode): FormulaNode {
  if (node.kind === 'name' && /^\d+$/.test(node.name)) return { kind: 'number', text: node.name, place: node.place };
  return mapChildren(node, withNumbers);
}

/** \prod_{j=h}^{1}. */
function isDescending(from: FormulaNode, to: FormulaNode): boolean {
  const [low, high] = [constantOf(from), constantOf(to)];
  if (low !== undefined && high !== undefined) return low.compare(high) > 0;
  return low === undefined && high !== undefined;
}

function endOf(end: Expression, meanings: Meanings): FormulaNode {
  const place = placeOf(meanings.source, end.span);
  if (end.kind === 'letter' && end.key === '\\infty') return { kind: 'name', name: 'Inf', place };
  if (end.kind === 'negate') return { kind: 'negate', arg: endOf(end.of, meanings), place };
  return toFormula(end, meanings);
}
