import { Rational } from '../numbers/rational.ts';
import { binaryNode, call, negated, numberNode, parsed, transposed } from './editNodes.ts';
import { type Environment, extendEnvironment, standardEnvironment, truthSymbols } from './environment.ts';
import type { FormulaError } from './formulaError.ts';
import { type IndexedName, indexedName, nameOfIndexed } from './indexed.ts';
import { MOST_RATES } from './layerSymbols.ts';
import { isOverTime, type OverTimeNode, partsAtItsTime } from './overTime.ts';
import { type BinaryNode, type CallNode, constantOf, type FormulaNode } from './tree.ts';

/** What the rate of change of an expression along the flow is taken with. */
export interface RateContext {
  /** The expression that a name is defined as; undefined for given symbols. */
  definitionOf(name: string): FormulaNode | undefined;
  /** The true weights and their rates of change, two times over, in the letters of the text. */
  isGiven(name: string): boolean;
  /** Whether the first weight of the text is the inner one (Nh×Ni), and whether the text has sums over P samples. */
  readonly isInnerFirst: boolean;
  readonly hasSums: boolean;
  /** Whether the text speaks of layers of any depth. */
  readonly isDeep: boolean;
  /** Of such a text all that is given, the number of layers, and the symbol of the decay. */
  readonly symbols: Environment;
  readonly depth: number | undefined;
  readonly decay: string | undefined;
  /** Whether an expression is a scalar, or a diagonal matrix, whose numbers do not mix. */
  isScalar(node: FormulaNode): boolean;
  isEntrywise(node: FormulaNode): boolean;
  /** Where the weights go along a direction and not along the flow: the rate of each symbol, and parts that are constants whatever they hold. */
  readonly along?: {
    readonly rateOf: (name: string) => FormulaNode | undefined;
    readonly still: ReadonlySet<FormulaNode>;
  };
  /** What to throw where the rate of a part is not known. */
  refuse(node: FormulaNode, rule: string): FormulaError;
}

/**
 * d/dt of an expression along the flow, as an expression in t, the weights W1t and W2t, their rates dW1t and dW2t, and what is
 * given; undefined where nothing in it moves. The rules of sums, products, quotients, inverses, powers and traces hold for matrices
 * that do not commute. Rates of rates follow from τ dW1/dt = W2ᵀE, τ dW2/dt = EW1ᵀ, E = Σyx − W2W1 on white inputs, to any order.
 *
 * Where the expression has no derivative (|x|, sgn x, a root or a norm at zero) the result divides by zero there. Refused:
 * rates of layers of any depth beyond the fourth, expm of a full matrix that is not a constant one times a number, roots of full matrices, pinv, phi2, min and max of what moves,
 * exponents of full matrices beyond ±8.
 */
export function rateOfChange(context: RateContext, node: FormulaNode): FormulaNode | undefined {
  if (context.along?.still.has(node)) return undefined;
  const rate = (part: FormulaNode): FormulaNode | undefined => rateOfChange(context, part);
  switch (node.kind) {
    case 'number':
      return undefined;
    case 'name':
      return rateOfName(context, node.name, node);
    case 'negate':
      return mapped(rate(node.arg), negated);
    case 'transpose':
      return mapped(rate(node.arg), transposed);
    case 'entry':
      return mapped(rate(node.arg), arg => ({ ...node, arg }));
    case 'binary':
      return rateOfBinary(context, node);
    case 'blocks': {
      const rows = node.rows.map(row => row.map(rate));
      if (rows.flat().every(part => part === undefined)) return undefined;
      return { ...node, rows: rows.map((row, i) => row.map((part, j) => part ?? nothing(node.rows[i]![j]!))) };
    }
    case 'call':
      return rateOfCall(context, node);
  }
}

/**
 * D(A, V1, V2), d/dε of A at ε = 0 where the weights that A names, at the start or in training, are W1 + εV1 and W2 + εV2, as an expression; D2, d²/dε² of
 * the same. The directions are constants, whatever they are made of. Undefined where nothing in A moves; refused as rates are.
 */
export function derivativeOf(context: RateContext, { name, args }: CallNode): FormulaNode | undefined {
  const [of, first, second] = args as [FormulaNode, FormulaNode, FormulaNode];
  const directions: Readonly<Record<string, FormulaNode>> = { W1: first, W1t: first, W2: second, W2t: second };
  const rateOf = (symbol: string): FormulaNode | undefined =>
    Object.hasOwn(directions, symbol) ? directions[symbol] : undefined;
  const along = { ...context, along: { rateOf, still: new Set([first, second]) } };
  const once = rateOfChange(along, of);
  return name === 'D' || once === undefined ? once : rateOfChange(along, once);
}

/** What a second rate is written in. */
const MOVING = extendEnvironment(standardEnvironment, { ...truthSymbols, P: { kind: 'scalar', meaning: 'samples' } });

/** d²W/dt², the weight being the inner one of the two. */
function secondRate(context: RateContext, isInner: boolean): string {
  const [inner, outer] = context.isInnerFirst ? ['W1t', 'W2t'] : ['W2t', 'W1t'];
  const samples = context.hasSums ? 'P*' : '';
  const error = `(Syx - ${samples}${outer}*${inner})`;
  const change = `${samples}(d${outer}*${inner} + ${outer}*d${inner})`;
  const perTau = context.isGiven('tau') ? '/tau' : '';
  return isInner
    ? `(d${outer}'*${error} - ${outer}'*(${change}))${perTau}`
    : `(${error}*d${inner}' - (${change})*${inner}')${perTau}`;
}

function rateOfName(context: RateContext, name: string, node: FormulaNode): FormulaNode | undefined {
  const definition = context.definitionOf(name);
  if (definition !== undefined) return rateOfChange(context, definition);
  if (context.along !== undefined) return context.along.rateOf(name);
  if (name === 't') return numberNode('1', node.place);
  if (!context.isGiven(name)) return undefined;
  if (context.isDeep) return rateOfLayers(context, name, node);
  if (name === 'W1t' || name === 'W2t') return { kind: 'name', name: `d${name}`, place: node.place };
  if (name === 'dW1t' || name === 'dW2t')
    return parsed(secondRate(context, (name === 'dW1t') === context.isInnerFirst), node.place, MOVING);
  return undefined;
}

/** Of a layer its rate, which is a symbol; of a product W_j ⋯ W_i, one layer after the other. */
function rateOfLayers(context: RateContext, name: string, node: FormulaNode): FormulaNode | undefined {
  const indexed = indexedName(name);
  if (indexed?.isMoving !== true) return undefined;
  const named = (one: IndexedName): FormulaNode => ({ kind: 'name', name: nameOfIndexed(one), place: node.place });
  if (indexed.kind === 'layer') {
    const rate = named({ ...indexed, rates: indexed.rates + 1 });
    if (rate.kind === 'name' && context.isGiven(rate.name)) return rate;
    throw context.refuse(node, `must not have its rate taken more than ${MOST_RATES} times`);
  }
  const [first, last] = [Number(indexed.first), Number(indexed.last)];
  const terms = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const k = first + index;
    const part = (from: number, to: number): FormulaNode =>
      named({ ...indexed, first: String(from), last: String(to) });
    const rate = named({ kind: 'layer', rates: 1, first: String(k), isMoving: true });
    const above = k < last ? times(part(k + 1, last), rate) : rate;
    return k > first ? times(above, part(first, k - 1)) : above;
  });
  return terms.length === 0 ? undefined : terms.reduce((a, b) => binaryNode('+', a, b));
}

function rateOfBinary(context: RateContext, node: BinaryNode): FormulaNode | undefined {
  const { op, left, right } = node;
  const [dLeft, dRight] = [rateOfChange(context, left), op === '^' ? undefined : rateOfChange(context, right)];
  switch (op) {
    case '+':
      return added(dLeft, dRight);
    case '*':
      return added(
        mapped(dLeft, part => times(part, right)),
        mapped(dRight, part => times(left, part)),
      );
    case '/':
      return added(
        mapped(dLeft, part => binaryNode('/', part, right)),
        mapped(dRight, part => negated(binaryNode('/', times(node, part), right))),
      );
    case '\\':
      return added(
        mapped(dRight, part => binaryNode('\\', left, part)),
        mapped(dLeft, part => negated(binaryNode('\\', left, times(part, node)))),
      );
    case '^':
      return mapped(dLeft, part => rateOfPower(context, node, part));
    default:
      // A difference, and the two sides of a relation, whose value is one.
      return added(dLeft, mapped(dRight, negated));
  }
}

/** Of full matrices that do not commute with their rates. */
const MOST_FACTORS = 8;

/** Half the rate of ‖A‖² or |x|², which have one where their roots have none; undefined of anything else. */
function halfRateOfSquare(context: RateContext, root: FormulaNode): FormulaNode | undefined {
  if (root.kind !== 'call' || (root.name !== 'norm' && root.name !== 'abs')) return undefined;
  const arg = root.args[0]!;
  const rate = rateOfChange(context, arg) ?? nothing(arg);
  return root.name === 'abs' ? times(arg, rate) : call('trace', times(transposed(arg), rate));
}

function rateOfPower(context: RateContext, { left, right, place }: BinaryNode, dLeft: FormulaNode): FormulaNode {
  const exponent = constantOf(right)!;
  const power = (n: FormulaNode): FormulaNode => binaryNode('^', left, n);
  const isEven = exponent.d === 1n && exponent.n > 0n && exponent.n % 2n === 0n;
  const half = isEven ? halfRateOfSquare(context, left) : undefined;
  if (half !== undefined) {
    const square = times(numberNode(exponent.toString(), place), half);
    const rest = exponent.sub(Rational.of(2));
    return rest.sign() === 0 ? square : times(power(numberNode(rest.toString(), place)), square);
  }
  if (context.isEntrywise(left)) {
    const less = binaryNode('-', right, numberNode('1', place));
    return times(right, times(power(less), dLeft));
  }
  const count = exponent.abs().toNumber();
  if (exponent.d !== 1n || count > MOST_FACTORS)
    throw context.refuse(
      left,
      `must not have its power differentiated: whole exponents up to ${MOST_FACTORS} of a matrix are`,
    );
  const positive = Array.from({ length: count }, (_, k) =>
    [k, count - 1 - k]
      .map(n => (n === 0 ? undefined : power(numberNode(String(n), place))))
      .reduce((product: FormulaNode, factor, side) => {
        if (factor === undefined) return product;
        return side === 0 ? times(factor, product) : times(product, factor);
      }, dLeft),
  ).reduce((a, b) => binaryNode('+', a, b));
  if (exponent.sign() > 0) return positive;
  const inverse = power(right);
  return negated(times(times(inverse, positive), inverse));
}

function rateOfCall(context: RateContext, node: CallNode): FormulaNode | undefined {
  // What was at the start stands still, and so does what is at the end.
  if (node.name === 'start' || node.name === 'lim') return undefined;
  if (node.name === 'D' || node.name === 'D2')
    return mapped(derivativeOf(context, node), derivative => rateOfChange(context, derivative));
  if (isOverTime(node)) return rateOverTime(context, node);
  const rates = node.args.map(arg => rateOfChange(context, arg));
  if (rates.every(rate => rate === undefined)) return undefined;
  const [arg, other] = node.args as [FormulaNode, FormulaNode];
  const [rate, otherRate] = rates as [FormulaNode, FormulaNode | undefined];
  switch (node.name) {
    case 'diag':
    case 'trace':
      return { ...node, args: [rate] };
    case 'blkdiag':
      return { ...node, args: node.args.map((part, i) => rates[i] ?? nothing(part)) };
    case 'kron':
      return added(
        mapped(rates[0], part => ({ ...node, args: [part, other] })),
        mapped(otherRate, part => ({ ...node, args: [arg, part] })),
      );
    case 'inv':
      return negated(times(times(node, rate), node));
    case 'exp':
      return times(node, rate);
    case 'phi':
      return times(binaryNode('-', node, call('phi2', arg)), rate);
    case 'expm':
      if (!context.isEntrywise(arg) && !isScaledConstant(context, arg))
        throw context.refuse(node, 'must be of a constant matrix times a number to have its rate taken');
      return times(rate, node);
    case 'log':
      return binaryNode('/', rate, arg);
    case 'sqrt':
      return binaryNode('/', rate, times(numberNode('2', node.place), node));
    case 'abs':
      return times(binaryNode('/', arg, node), rate);
    case 'sgn':
      return binaryNode('/', nothing(rate), call('abs', arg));
    case 'norm':
      return binaryNode('/', call('trace', times(transposed(arg), rate)), node);
    case 'ddt':
      return rateOfChange(context, rate);
    default:
      throw context.refuse(node, `must not be of what moves where a rate is taken: that of ${node.name} is not known`);
  }
}

/** Of an integral up to t it is what is integrated; what is taken between times that stand still stands still too. */
function rateOverTime(context: RateContext, node: OverTimeNode): FormulaNode | undefined {
  const isStill = (part: FormulaNode): boolean => rateOfChange(context, part) === undefined;
  if (partsAtItsTime(node).every(isStill)) return undefined;
  const [of, from, to] = node.args;
  if (node.name === 'integral' && isStill(from!) && to!.kind === 'name' && to!.name === 't') return of!;
  throw context.refuse(node, 'must be an integral up to t, or between times that stand still, to have its rate taken');
}

/** Whether an expression is a matrix that stands still times a number: then it commutes with its rate. */
function isScaledConstant(context: RateContext, node: FormulaNode): boolean {
  if (rateOfChange(context, node) === undefined) return true;
  const isConstantTimes = (part: FormulaNode): boolean => isScaledConstant(context, part);
  switch (node.kind) {
    case 'negate':
      return isConstantTimes(node.arg);
    case 'name': {
      const definition = context.definitionOf(node.name);
      return definition !== undefined && isConstantTimes(definition);
    }
    case 'binary':
      if (node.op === '*')
        return (
          (context.isScalar(node.left) && isConstantTimes(node.right)) ||
          (context.isScalar(node.right) && isConstantTimes(node.left))
        );
      return node.op === '/' && context.isScalar(node.right) && isConstantTimes(node.left);
    default:
      return false;
  }
}

function mapped<R>(node: FormulaNode | undefined, change: (part: FormulaNode) => R): R | undefined {
  return node === undefined ? undefined : change(node);
}

function added(a: FormulaNode | undefined, b: FormulaNode | undefined): FormulaNode | undefined {
  return a === undefined ? b : b === undefined ? a : binaryNode('+', a, b);
}

function times(a: FormulaNode, b: FormulaNode): FormulaNode {
  return binaryNode('*', a, b);
}

/** Zero of the same shape. */
function nothing(node: FormulaNode): FormulaNode {
  return times(numberNode('0', node.place), node);
}
