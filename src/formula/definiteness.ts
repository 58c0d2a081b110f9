import { nodeText } from './nodeText.ts';
import { isScalar, type Names } from './scalarByText.ts';
import { type BinaryNode, type CallNode, constantOf, type FormulaNode, isSlice } from './tree.ts';

/**
 * What the text of an expression alone proves of its value: that it is symmetric, or even positive semidefinite (a scalar: no
 * less than zero), whatever its symbols are. Gram matrices A*A', sums and congruences of such, powers, exponentials;
 * undefined where these rules show nothing.
 */
export function definitenessOf(names: Names, node: FormulaNode): Definiteness {
  const known = KNOWN.get(names) ?? new Map<FormulaNode, Definiteness>();
  KNOWN.set(names, known);
  if (!known.has(node)) known.set(node, freshDefiniteness(names, node));
  return known.get(node);
}

/** Parts are looked at many times, from each product around them. */
const KNOWN = new WeakMap<Names, Map<FormulaNode, Definiteness>>();

function freshDefiniteness(names: Names, node: FormulaNode): Definiteness {
  switch (node.kind) {
    case 'number':
      return 'semidefinite';
    case 'name':
      return ofName(names, node.name);
    case 'entry':
      return isSlice(node) ? undefined : 'symmetric';
    case 'negate':
      return weaker(definitenessOf(names, node.arg));
    case 'transpose':
      return definitenessOf(names, node.arg);
    case 'blocks':
      return node.rows.every((row, i) => row.every((block, j) => mirrors(names, block, node.rows[j]?.[i])))
        ? 'symmetric'
        : undefined;
    case 'call':
      return ofCall(names, node);
    case 'binary':
      return ofOperator(names, node);
  }
}

export type Definiteness = 'semidefinite' | 'symmetric' | undefined;

/** Given numbers that are never negative. */
const POSITIVE: ReadonlySet<string> = new Set(['t', 'tau', 'P', 'S', 'S0']);

function ofName(names: Names, name: string): Definiteness {
  const definition = names.definitionOf(name);
  if (definition !== undefined) return definitenessOf(names, definition);
  const spec = names.symbols.get(name);
  if (spec === undefined || spec.kind === 'matrix') return undefined;
  return spec.kind === 'size' || POSITIVE.has(name) ? 'semidefinite' : 'symmetric';
}

function weaker(one: Definiteness): Definiteness {
  return one && 'symmetric';
}

function weakest(all: readonly Definiteness[]): Definiteness {
  if (all.includes(undefined)) return undefined;
  return all.includes('symmetric') ? 'symmetric' : 'semidefinite';
}

function ofCall(names: Names, { name, args }: CallNode): Definiteness {
  const all = args.map(arg => definitenessOf(names, arg));
  switch (name) {
    case 'I':
      return args.length === 1 ? 'semidefinite' : undefined;
    case 'norm':
    case 'nuc':
    case 'opnorm':
    case 'rank':
    case 'exp':
    case 'sqrt':
    case 'abs':
    case 'phi':
    case 'phi2':
      return 'semidefinite';
    case 'expm':
      return all[0] && 'semidefinite';
    case 'zeros':
      return nodeText(args[0]!) === nodeText(args[1]!) ? 'semidefinite' : undefined;
    case 'inv':
    case 'pinv':
    case 'kron':
    case 'blkdiag':
    case 'min':
    case 'max':
      return weakest(all);
    case 'trace':
      return all[0] === 'semidefinite' ? 'semidefinite' : 'symmetric';
    case 'ddt':
    case 'D':
    case 'D2':
      return weaker(all[0]);
    case 'start':
      return all[0];
    case 'det':
    case 'mineig':
    case 'maxeig':
    case 'diag':
    case 'log':
    case 'sgn':
      return 'symmetric';
    case 'svd':
    case 'eig':
      return undefined;
  }
}

function ofOperator(names: Names, node: BinaryNode): Definiteness {
  const [left, right] = [definitenessOf(names, node.left), definitenessOf(names, node.right)];
  switch (node.op) {
    case '+':
      return weakest([left, right]) ?? (mirrors(names, node.left, node.right) ? 'symmetric' : undefined);
    case '-':
      return weakest([weaker(left), weaker(right)]);
    case '*':
      return ofProduct(names, node);
    case '/':
      return isScalar(names, node.right) ? weakest([left, right]) : undefined;
    case '^': {
      const exponent = constantOf(node.right)!;
      const isEven = exponent.d === 1n && exponent.n % 2n === 0n;
      if (left === 'semidefinite' || exponent.d !== 1n) return left;
      return left && (isEven ? 'semidefinite' : 'symmetric');
    }
    default:
      return undefined;
  }
}

/** F1⋯Fk whose second half is the mirror image of the first, with numbers anywhere between. */
function ofProduct(names: Names, node: BinaryNode): Definiteness {
  const signed = factorsOf(node);
  const all = signed.map(factor => (factor.kind === 'negate' ? factor.arg : factor));
  const isNegated = signed.filter(({ kind }) => kind === 'negate').length % 2 === 1;
  const numbers = all.filter(factor => isScalar(names, factor)).map(factor => definitenessOf(names, factor));
  const matrices = all.filter(factor => !isScalar(names, factor));
  const half = Math.floor(matrices.length / 2);
  for (let i = 0; i < half; i++) if (!mirrors(names, matrices[i]!, matrices.at(-1 - i))) return undefined;
  const middle = matrices.length % 2 === 0 ? 'semidefinite' : definitenessOf(names, matrices[half]!);
  const whole = weakest([...numbers, middle]);
  return isNegated ? weaker(whole) : whole;
}

function factorsOf(node: FormulaNode): FormulaNode[] {
  if (node.kind === 'binary' && node.op === '*') return [...factorsOf(node.left), ...factorsOf(node.right)];
  return [node];
}

/** Whether b is the transpose of a, by text. */
function mirrors(names: Names, a: FormulaNode, b: FormulaNode | undefined): boolean {
  return b !== undefined && nodeText(carried(names, a, true)) === nodeText(carried(names, b, false));
}

/** The expression, or its transpose, with transposes carried to the factors and left out where they change nothing. */
function carried(names: Names, node: FormulaNode, flip: boolean): FormulaNode {
  if (node.kind === 'transpose') return carried(names, node.arg, !flip);
  if (node.kind === 'negate') return { ...node, arg: carried(names, node.arg, flip) };
  if (node.kind === 'binary' && ['*', '+', '-'].includes(node.op)) {
    const [left, right] = [carried(names, node.left, flip), carried(names, node.right, flip)];
    return node.op === '*' && flip ? { ...node, left: right, right: left } : { ...node, left, right };
  }
  if (!flip || definitenessOf(names, node) !== undefined) return node;
  return { kind: 'transpose', arg: node, place: node.place };
}
