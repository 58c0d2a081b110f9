import { bitLength, Rational } from '../numbers/rational.ts';
import type { Place } from './formulaError.ts';

/** What joins the two sides of an equation or an inequality, which only the last line of a formula may be. */
export const RELATION_OPERATORS = ['==', '<=', '>=', '<', '>'] as const;

export type RelationOperator = (typeof RELATION_OPERATORS)[number];

export type BinaryOperator = '+' | '-' | '*' | '/' | '\\' | '^' | RelationOperator;

interface Placed {
  /** Of the number, the name, the function's name, the operator, or the opening bracket of a block matrix. */
  readonly place: Place;
}

export interface NumberNode extends Placed {
  readonly kind: 'number';
  /** As typed; read exactly, never through a float64. */
  readonly text: string;
}

export interface NameNode extends Placed {
  readonly kind: 'name';
  readonly name: string;
}

export interface CallNode extends Placed {
  readonly kind: 'call';
  readonly name: FunctionName;
  readonly args: readonly FormulaNode[];
}

export interface NegateNode extends Placed {
  readonly kind: 'negate';
  readonly arg: FormulaNode;
}

export interface TransposeNode extends Placed {
  readonly kind: 'transpose';
  readonly arg: FormulaNode;
}

export interface BinaryNode extends Placed {
  readonly kind: 'binary';
  readonly op: BinaryOperator;
  readonly left: FormulaNode;
  readonly right: FormulaNode;
}

/** A block matrix: at least one row, equally many blocks in each. */
export interface BlocksNode extends Placed {
  readonly kind: 'blocks';
  readonly rows: readonly (readonly FormulaNode[])[];
}

/** A(row,col), both counted from 1: an index (indexed.ts), which in what is evaluated is a number, or ":" for all. */
export interface EntryNode extends Placed {
  readonly kind: 'entry';
  /** A name, where a person typed it. */
  readonly arg: FormulaNode;
  readonly row: string;
  readonly col: string;
}

/** Whether it is a column or a row, A(:,k) or A(k,:), and no number. */
export function isSlice({ row, col }: EntryNode): boolean {
  return row === ':' || col === ':';
}

export type FormulaNode =
  | NumberNode
  | NameNode
  | CallNode
  | NegateNode
  | TransposeNode
  | BinaryNode
  | BlocksNode
  | EntryNode;

/** An equation or an inequality. */
export interface RelationNode extends BinaryNode {
  readonly op: RelationOperator;
}

export function isRelation(node: FormulaNode): node is RelationNode {
  return node.kind === 'binary' && isRelationOperator(node.op);
}

export function isRelationOperator(text: string): text is RelationOperator {
  return (RELATION_OPERATORS as readonly string[]).includes(text);
}

export function isEquation(node: FormulaNode): node is RelationNode {
  return isRelation(node) && node.op === '==';
}

/**
 * The functions of the language with the number of arguments each takes.
 *
 * - I(n): identity; I(rows, cols): its first rows and columns, where sizes differ with zeros. zeros(rows, cols). diag(x): diagonal matrix of a column or of a square matrix's diagonal.
 *   blkdiag(A, B, …): block-diagonal. kron, trace, inv, pinv, norm (Frobenius), expm: of any fitting matrix.
 * - sqrt, exp, log, abs, sgn, phi, phi2: of scalars, and entry by entry on the diagonal of diagonal matrices; never of full
 *   ones. phi(x) = (exp(x) − 1)/x with phi(0) = 1, phi2(x) = (phi(x) − 1)/x with phi2(0) = 1/2.
 * - min, max: of scalars.
 * - det: of a square matrix. rank: of any matrix. nuc, opnorm: sum and largest of the singular values. mineig, maxeig: of a symmetric matrix.
 * - svd: the singular values as a column, falling. eig: the eigenvalues of a symmetric matrix as a column, rising. As in Octave.
 * - ddt: d/dt of any expression along the flow (rateOfChange.ts).
 * - lim(t -> Inf, A): what A tends to along the flow, or along a path of cases, lim(lambda -> Inf, A) (limitsIn.ts, paths.ts); its
 *   arguments are what goes, where to, and A.
 * - O(g): a remainder of the order of g, which only ends the right side of an equation (remainder.ts).
 * - D(A, V1, V2), D2(A, V1, V2): first and second derivative of A where W1 and W2 go along V1 and V2 (rateOfChange.ts).
 * - start: of any expression its value at time 0 (atStart.ts).
 * - E(A), Var(A): expectation and variance, entry by entry, over declared random weights (judgeExpectation.ts).
 * - integral(A, a, b): of A over the times from a to b; at(A, T): A at the time T; first(A <= B): the first time at which that holds (overTime.ts).
 * - after(A, k): A at the end of training on the k-th of several tasks (taskSequence.ts).
 * - sum(j = 1:h, A): the sum of A over an index, whose arguments are the index, the ends of its range, and A.
 */
export const FUNCTIONS = {
  I: { least: 1, most: 2 },
  zeros: { least: 2, most: 2 },
  diag: { least: 1, most: 1 },
  blkdiag: { least: 1, most: 64 },
  sqrt: { least: 1, most: 1 },
  exp: { least: 1, most: 1 },
  expm: { least: 1, most: 1 },
  log: { least: 1, most: 1 },
  inv: { least: 1, most: 1 },
  pinv: { least: 1, most: 1 },
  kron: { least: 2, most: 2 },
  trace: { least: 1, most: 1 },
  norm: { least: 1, most: 1 },
  sgn: { least: 1, most: 1 },
  abs: { least: 1, most: 1 },
  min: { least: 2, most: 64 },
  max: { least: 2, most: 64 },
  phi: { least: 1, most: 1 },
  phi2: { least: 1, most: 1 },
  ddt: { least: 1, most: 1 },
  det: { least: 1, most: 1 },
  nuc: { least: 1, most: 1 },
  opnorm: { least: 1, most: 1 },
  mineig: { least: 1, most: 1 },
  maxeig: { least: 1, most: 1 },
  svd: { least: 1, most: 1 },
  eig: { least: 1, most: 1 },
  rank: { least: 1, most: 1 },
  sum: { least: 4, most: 4 },
  start: { least: 1, most: 1 },
  lim: { least: 3, most: 3 },
  O: { least: 1, most: 1 },
  E: { least: 1, most: 1 },
  Var: { least: 1, most: 1 },
  D: { least: 3, most: 3 },
  D2: { least: 3, most: 3 },
  integral: { least: 3, most: 3 },
  at: { least: 2, most: 2 },
  first: { least: 1, most: 1 },
  after: { least: 2, most: 2 },
} as const;

export type FunctionName = keyof typeof FUNCTIONS;

export function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}

/** Functions named by a letter that texts also use for a matrix: before a parenthesis the function, else a name like any other. */
const LETTERS: ReadonlySet<string> = new Set(['O', 'E', 'Var', 'D', 'D2']);

/** Whether a name can stand for nothing but a function. */
export function isReserved(name: string): name is FunctionName {
  return isFunctionName(name) && !LETTERS.has(name);
}

export function children(node: FormulaNode): readonly FormulaNode[] {
  switch (node.kind) {
    case 'number':
    case 'name':
      return [];
    case 'call':
      return node.args;
    case 'negate':
    case 'transpose':
    case 'entry':
      return [node.arg];
    case 'binary':
      return [node.left, node.right];
    case 'blocks':
      return node.rows.flat();
  }
}

/** The node with its children replaced one for one. */
export function withChildren(node: FormulaNode, parts: readonly FormulaNode[]): FormulaNode {
  switch (node.kind) {
    case 'number':
    case 'name':
      return node;
    case 'call':
      return { ...node, args: parts };
    case 'negate':
    case 'transpose':
      return { ...node, arg: parts[0]! };
    case 'entry':
      return { ...node, arg: parts[0]! };
    case 'binary':
      return { ...node, left: parts[0]!, right: parts[1]! };
    case 'blocks': {
      const width = node.rows[0]!.length;
      return { ...node, rows: node.rows.map((_, i) => parts.slice(i * width, (i + 1) * width)) };
    }
  }
}

/** The exact value of an expression made of numbers alone; undefined where a name or function occurs, of x/0 and of far too many digits. */
export function constantOf(node: FormulaNode): Rational | undefined {
  const value = constantValue(node);
  return value === undefined || bitLength(value.n < 0n ? -value.n : value.n) + bitLength(value.d) > MOST_BITS
    ? undefined
    : value;
}

/** Of a constant: far more than 9999 digits. */
const MOST_BITS = 100_000;

function constantValue(node: FormulaNode): Rational | undefined {
  if (node.kind === 'number') return Rational.of(node.text);
  if (node.kind === 'negate') return constantOf(node.arg)?.neg();
  if (node.kind !== 'binary' || node.op === '^' || isRelation(node)) return undefined;
  const [left, right] = [constantOf(node.left), constantOf(node.right)];
  if (left === undefined || right === undefined) return undefined;
  if (node.op === '+') return left.add(right);
  if (node.op === '-') return left.sub(right);
  if (node.op === '*') return left.mul(right);
  const [top, bottom] = node.op === '/' ? [left, right] : [right, left];
  return bottom.sign() === 0 ? undefined : top.div(bottom);
}
