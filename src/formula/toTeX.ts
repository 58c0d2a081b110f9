import type { Declaration } from './declarations.ts';
import { type IndexedName, indexedName, isOfLayers } from './indexed.ts';
import { nodeText } from './nodeText.ts';
import type { Formula } from './parseFormula.ts';
import { type BinaryNode, type CallNode, type FormulaNode, isRelation, type RelationOperator } from './tree.ts';

/**
 * The formula as aligned equations, one per definition; `bare` (default: nothing) is left of a bare expression; `isOfMatrices` says that
 * an order is Loewner's. Needs math mode.
 */
export function toTeX(
  { loops = [], declarations = [], definitions }: Pick<Formula, 'loops' | 'declarations' | 'definitions'>,
  bare = '',
  isOfMatrices = false,
): string {
  const ranges = loops.map(
    ({ name, from, to }) => `& \\text{for all } ${nameTeX(name)} = ${indexTeX(from)}, \\dots, ${indexTeX(to)}`,
  );
  const lines = definitions.map(({ name, node }) => {
    const [left, right] = isRelation(node) ? [nodeTeX(node.left), node.right] : [name && nameTeX(name), node];
    return `${left ?? bare} &${isRelation(node) ? (isOfMatrices ? LOEWNER_TEX : RELATION_TEX)[node.op] : '='} ${nodeTeX(right)}`;
  });
  const declared = declarations.map(one => `& \\text{with } ${nameTeX(one.name)} ${declaredTeX(one)}`);
  return `\\begin{aligned}\n${[...lines, ...ranges, ...declared].join(' \\\\\n')}\n\\end{aligned}`;
}

/** "∈ ℝ^{No×m}, orthonormal". */
function declaredTeX({ spec, property, random }: Declaration): string {
  const space =
    'rows' in spec ? `\\in \\mathbb{R}^{${indexTeX(spec.rows)} \\times ${indexTeX(spec.cols)}}` : '\\in \\mathbb{R}';
  const word = random === undefined ? property : `${random.distribution}(${random.parameters.join(', ')}) entries`;
  return word === undefined ? space : `${space} \\text{, ${word}}`;
}

const RELATION_TEX: Readonly<Record<RelationOperator, string>> = {
  '==': '=',
  '<=': '\\le',
  '>=': '\\ge',
  '<': '<',
  '>': '>',
};

const LOEWNER_TEX: Readonly<Record<RelationOperator, string>> = {
  '==': '=',
  '<=': '\\preceq',
  '>=': '\\succeq',
  '<': '\\prec',
  '>': '\\succ',
};

const SUM = 1;
const PRODUCT = 2;
const POWER = 3;
const ATOM = 4;

/** One expression in TeX. Quotients are set as fractions, also by matrices. */
export function nodeTeX(node: FormulaNode): string {
  switch (node.kind) {
    case 'number':
      return numberTeX(node.text);
    case 'name':
      return nameTeX(node.name);
    case 'negate':
      return `-${inside(node.arg, startsWithMinus(node.arg) ? ATOM : PRODUCT)}`;
    case 'transpose':
      return `${base(node.arg)}^{\\top}`;
    case 'blocks':
      return `\\begin{bmatrix}${node.rows.map(row => row.map(nodeTeX).join(' & ')).join(' \\\\ ')}\\end{bmatrix}`;
    case 'entry':
      return `\\left[${nodeTeX(node.arg)}\\right]_{${indexTeX(node.row)},${indexTeX(node.col)}}`;
    case 'binary':
      return binaryTeX(node);
    case 'call':
      return callTeX(node);
  }
}

function binaryTeX(node: BinaryNode): string {
  switch (node.op) {
    case '+':
    case '-':
      return `${nodeTeX(node.left)} ${node.op} ${inside(node.right, PRODUCT)}`;
    case '*':
      return `${leftFactor(node.left)} ${startsWithDigit(node.right) ? '\\cdot' : '\\,'} ${inside(node.right, PRODUCT)}`;
    case '/':
      if (node.left.kind === 'negate') return `-${nodeTeX({ ...node, left: node.left.arg })}`;
      return `\\frac{${nodeTeX(node.left)}}{${nodeTeX(node.right)}}`;
    case '\\':
      return `${base(node.left)}^{-1} \\, ${inside(node.right, POWER)}`;
    case '==':
    case '<=':
    case '>=':
    case '<':
    case '>':
      return `${nodeTeX(node.left)} ${RELATION_TEX[node.op]} ${nodeTeX(node.right)}`;
    case '^':
      return `${base(node.left)}^{${nodeTeX(node.right)}}`;
  }
}

function callTeX({ name, args }: CallNode): string {
  const [first, second] = [args[0]!, args[1]];
  switch (name) {
    case 'I':
      return `\\mathbf{I}_{${args.map(nodeTeX).join(' \\times ')}}`;
    case 'zeros':
      return `\\mathbf{0}_{${nodeTeX(first)} \\times ${nodeTeX(second!)}}`;
    case 'sqrt':
      return `\\sqrt{${nodeTeX(first)}}`;
    case 'exp':
    case 'expm':
      return `e^{${nodeTeX(first)}}`;
    case 'inv':
      return `${base(first)}^{-1}`;
    case 'pinv':
      return `${base(first)}^{+}`;
    case 'kron':
      return `\\left(${inside(first, ATOM)} \\otimes ${inside(second!, ATOM)}\\right)`;
    case 'norm':
      return `\\left\\lVert ${nodeTeX(first)} \\right\\rVert_F`;
    case 'abs':
      return `\\left| ${nodeTeX(first)} \\right|`;
    case 'phi':
      return `\\varphi\\left(${nodeTeX(first)}\\right)`;
    case 'phi2':
      return `\\varphi_2\\left(${nodeTeX(first)}\\right)`;
    case 'sum': {
      const [, from, to, term] = args;
      return `\\sum_{${nodeTeX(first)}=${nodeTeX(from!)}}^{${nodeTeX(to!)}} ${inside(term!, PRODUCT)}`;
    }
    case 'nuc':
      return `\\left\\lVert ${nodeTeX(first)} \\right\\rVert_*`;
    case 'opnorm':
      return `\\left\\lVert ${nodeTeX(first)} \\right\\rVert_2`;
    case 'mineig':
    case 'maxeig':
      return `\\lambda_{\\${name.slice(0, 3)}}\\left(${nodeTeX(first)}\\right)`;
    case 'ddt':
      return `\\frac{d}{dt} \\left[${nodeTeX(first)}\\right]`;
    case 'lim':
      return `\\lim_{${nodeTeX(first)} \\to ${endTeX(second!)}} ${inside(args[2]!, PRODUCT)}`;
    case 'E':
      return `\\mathbb{E}\\!\\left[${nodeTeX(first)}\\right]`;
    case 'Var':
      return operator('Var', args);
    case 'D':
    case 'D2': {
      const [, ...directions] = args;
      const order = name === 'D' ? '' : '^2';
      return `\\mathrm{D}${order}\\!\\left[${nodeTeX(first)}\\right]\\!\\left(${directions.map(nodeTeX).join(', ')}\\right)`;
    }
    case 'O':
      return `O\\!\\left(${nodeTeX(first)}\\right)`;
    case 'start':
      return `\\left[${nodeTeX(first)}\\right]_{t=0}`;
    case 'integral':
      return `\\int_{${nodeTeX(second!)}}^{${nodeTeX(args[2]!)}} ${inside(first, PRODUCT)} \\, dt`;
    case 'at':
      return `\\left[${nodeTeX(first)}\\right]_{t=${nodeTeX(second!)}}`;
    case 'after':
      return `\\left[${nodeTeX(first)}\\right]_{\\text{after task }${nodeTeX(second!)}}`;
    case 'first':
      return `\\min\\left\\{t \\ge 0 : ${nodeTeX(first)}\\right\\}`;
    case 'trace':
      return operator('tr', args);
    case 'rank':
      return operator('rank', args);
    case 'min':
    case 'max':
    case 'log':
    case 'det':
      return `\\${name}\\left(${args.map(nodeTeX).join(', ')}\\right)`;
    case 'diag':
    case 'blkdiag':
    case 'sgn':
    // λ(A) would be λ times A.
    case 'svd':
    case 'eig':
      return operator(name, args);
  }
}

function endTeX(end: FormulaNode): string {
  return nodeText(end).replace('Inf', '\\infty');
}

function operator(name: string, args: readonly FormulaNode[]): string {
  return `\\operatorname{${name}}\\left(${args.map(nodeTeX).join(', ')}\\right)`;
}

/** What a superscript can be put on: a name, or anything else in delimiters. */
function base(node: FormulaNode): string {
  // Braces alone would not do: TeX drops them around a single accented letter, and then sees two exponents.
  if (node.kind === 'name')
    return nameTeX(node.name).includes('^') ? `\\left(${nameTeX(node.name)}\\right)` : nameTeX(node.name);
  const bare = node.kind === 'number' || node.kind === 'blocks' || (node.kind === 'call' && DELIMITED.has(node.name));
  return bare ? nodeTeX(node) : `\\left(${nodeTeX(node)}\\right)`;
}

const DELIMITED: ReadonlySet<string> = new Set(['I', 'abs', 'kron']);

/** A minus sign in front of a whole product needs no delimiters. */
function leftFactor(node: FormulaNode): string {
  return node.kind === 'negate' ? nodeTeX(node) : inside(node, startsWithMinus(node) ? SUM : PRODUCT);
}

/** Delimited where the node binds less strongly than its place asks, or a sign would stand right after an operator. */
function inside(node: FormulaNode, strength: number): string {
  return binding(node) < strength || (strength > SUM && startsWithMinus(node))
    ? `\\left(${nodeTeX(node)}\\right)`
    : nodeTeX(node);
}

function binding(node: FormulaNode): number {
  if (node.kind === 'negate') return SUM;
  if (node.kind !== 'binary' || node.op === '/') return ATOM;
  return node.op === '^' ? POWER : node.op === '+' || node.op === '-' ? SUM : PRODUCT;
}

function startsWithMinus(node: FormulaNode): boolean {
  if (node.kind === 'negate') return true;
  return node.kind === 'binary' && !['^', '\\'].includes(node.op) && startsWithMinus(node.left);
}

function startsWithDigit(node: FormulaNode): boolean {
  if (node.kind === 'number') return true;
  if (node.kind !== 'binary' || node.op === '/') return node.kind === 'binary' && node.left.kind === 'number';
  return startsWithDigit(node.left);
}

function numberTeX(text: string): string {
  const [mantissa, exponent] = text.toLowerCase().split('e');
  return exponent === undefined ? mantissa! : `${mantissa} \\cdot 10^{${exponent.replace(/^\+/, '')}}`;
}

const KNOWN: Readonly<Record<string, string>> = {
  Ni: 'N_i',
  Nh: 'N_h',
  No: 'N_o',
  Syx: '\\tilde{\\Sigma}^{yx}',
  U: '\\tilde{\\mathbf{U}}',
  S: '\\tilde{\\mathbf{S}}',
  V: '\\tilde{\\mathbf{V}}',
  Uperp: '\\tilde{\\mathbf{U}}_{\\perp}',
  Vperp: '\\tilde{\\mathbf{V}}_{\\perp}',
  U0: '\\mathbf{U}',
  S0: '\\mathbf{S}',
  V0: '\\mathbf{V}',
  W1t: '\\mathbf{W}_{1}(t)',
  W2t: '\\mathbf{W}_{2}(t)',
  dW1t: '\\dot{\\mathbf{W}}_{1}(t)',
  dW2t: '\\dot{\\mathbf{W}}_{2}(t)',
  QQ: '\\mathbf{Q}\\mathbf{Q}^{\\top}',
  AA: '\\mathbf{A}^{\\top}\\mathbf{A}',
  W1k: '\\mathbf{W}_{1}^{(k)}',
  W2k: '\\mathbf{W}_{2}^{(k)}',
  W1next: '\\mathbf{W}_{1}^{(k+1)}',
  W2next: '\\mathbf{W}_{2}^{(k+1)}',
};

const GREEK =
  /^(alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega|perp)$/;

/** A name in TeX: the papers' letters for the given symbols, bold for matrices' capital letters, digits and _x below. */
export function nameTeX(name: string): string {
  if (Object.hasOwn(KNOWN, name)) return KNOWN[name]!;
  const indexed = indexedName(name);
  if (indexed !== undefined && (isOfLayers(name) || indexed.kind === 'width')) return layerTeX(indexed);
  const [head, ...rest] = name.split('_').filter(part => part !== '');
  const task = /^Syx(\d)$/.exec(name)?.[1];
  if (task !== undefined) return `${KNOWN.Syx}_{${task}}`;
  if (head === undefined) return '\\_'.repeat(name.length);
  const [, letters, digits] = /^(.*?)(\d*)$/.exec(head)!;
  const below = [digits!, ...rest.map(nameTeX)].filter(part => part !== '');
  if (letters === '') return digits!;
  const stem = letterTeX(letters!);
  return below.length === 0 ? stem : `${stem}_{${below.join(' ')}}`;
}

/** W with its index below, a dot for each rate, and (t) behind. */
function layerTeX({ kind, rates, first, last, isMoving }: IndexedName): string {
  const below = last === undefined ? indexTeX(first) : `${indexTeX(first)}:${indexTeX(last)}`;
  if (kind === 'width') return `d_{${below}}`;
  const dots = ['', '\\dot', '\\ddot', '\\dddot', '\\ddddot'][rates];
  const letter = '\\mathbf{W}';
  return `${dots === '' || dots === undefined ? letter : `${dots}{${letter}}`}_{${below}}${isMoving ? '(t)' : ''}`;
}

function indexTeX(index: string): string {
  return index
    .replace(/d\{([^{}]*)\}/g, 'd_{$1}')
    .replace(/\bd(\d+)/g, 'd_{$1}')
    .replace(/^([NS])([iho])$/, '$1_$2');
}

function letterTeX(letters: string): string {
  const tail = /^(.+)perp$/.exec(letters);
  if (tail !== null) return `${letterTeX(tail[1]!)} {\\perp}`;
  if (GREEK.test(letters)) return `\\${letters}`;
  if (/^[A-Z]$/.test(letters)) return `\\mathbf{${letters}}`;
  return letters.length === 1 ? letters : `\\mathrm{${letters}}`;
}
