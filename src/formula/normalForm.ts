import { Rational } from '../numbers/rational.ts';
import { checkShapes } from './checkShapes.ts';
import { standardEnvironment } from './environment.ts';
import { formulaText } from './formulaText.ts';
import type { Formula } from './parseFormula.ts';
import { type BinaryNode, type CallNode, constantOf, type FormulaNode, isSlice } from './tree.ts';

/**
 * Whether two formulas are the same function wherever both have a value, shown by rewriting: products multiplied out,
 * transposes and signs carried to the symbols, scalars and diagonal matrices sorted, UᵀU = I and UᵀU⊥ = 0 used.
 * Definitions that are the same in both stay closed, others are put in. True is a proof; false only says that these rules
 * do not show it.
 */
export function provablyEqual(a: Formula, b: Formula): boolean {
  if (formulaText(a) === formulaText(b)) return true;
  if (a.definitions.length !== b.definitions.length || fitsOf(a) !== fitsOf(b)) return false;
  const [first, second] = [new Map<string, Sum>(), new Map<string, Sum>()];
  return (
    attempt(() => {
      let isSame = false;
      a.definitions.forEach(({ name, node }, index) => {
        const other = b.definitions[index]!;
        const [own, its] = [sumOf(lookUpIn(a, first), node), sumOf(lookUpIn(b, second), other.node)];
        isSame = keyOf(own) === keyOf(its);
        const isClosed = isSame && name === other.name && own.kind === its.kind;
        if (name !== undefined) first.set(name, isClosed ? closed(name, own) : own);
        if (other.name !== undefined) second.set(other.name, isClosed ? closed(other.name, its) : its);
      });
      return isSame;
    }) ?? false
  );
}

/** The normal form of zero, and of an equation whose sides are the same. */
export const NOTHING_LEFT = '0';

/** A text that is the same only for formulas that are equal, shapes of identities apart; undefined where it would be too long. */
export function normalForm(formula: Formula): string | undefined {
  const defined = new Map<string, Sum>();
  return attempt(() => {
    let last: Sum | undefined;
    for (const { name, node } of formula.definitions) {
      last = sumOf(lookUpIn(formula, defined), node);
      if (name !== undefined) defined.set(name, last);
    }
    return last && keyOf(last);
  });
}

/** A definition that is not looked into; that it is symmetric stays known. */
function closed(name: string, sum: Sum): Sum {
  if (sum.kind !== 'full') return entrywiseAtom(sum.kind, name, 1);
  return fullAtom(name, keyOf(transpose(sum)) === keyOf(sum) ? name : `${name}'`);
}

function lookUpIn(formula: Formula, defined: ReadonlyMap<string, Sum>): LookUp {
  return name => defined.get(name) ?? symbolSum(formula, name);
}

function attempt<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof GivenUp) return undefined;
    throw error;
  }
}

/** Identities carry no size in the normal form: the shapes must agree besides. */
function fitsOf(formula: Formula): string {
  const { result, mismatches } = checkShapes(formula);
  return `${result} ${[...new Set(mismatches.map(({ when }) => when))].sort()}`;
}

/** Too long to multiply out, or beyond the rules. */
class GivenUp extends Error {}

const MAX_TERMS = 2000;

/** Whole exponents of commuting atoms, never 0. */
type Exponents = ReadonlyMap<string, number>;

/** A matrix that commutes with nothing, or a run of diagonal ones. */
type Factor =
  | { readonly kind: 'full'; readonly atom: string; readonly transposed: string }
  | { readonly kind: 'diagonal'; readonly powers: Exponents };

interface Term {
  readonly coefficient: Rational;
  readonly scalars: Exponents;
  readonly factors: readonly Factor[];
}

/** A scalar, diagonal or full expression as a sum of products, each product once, none zero. */
interface Sum {
  readonly kind: 'scalar' | 'diagonal' | 'full';
  readonly terms: readonly Term[];
}

type LookUp = (name: string) => Sum;

const NONE: Exponents = new Map();

function symbolSum({ symbols }: Formula, name: string): Sum {
  const spec = symbols.get(name);
  if (spec === undefined) throw new GivenUp();
  if (spec.kind === 'matrix') return fullAtom(name, `${name}'`);
  return entrywiseAtom(spec.kind === 'diagonal' ? 'diagonal' : 'scalar', name, 1);
}

function sumOf(lookUp: LookUp, node: FormulaNode): Sum {
  switch (node.kind) {
    case 'number':
      return constantSum('scalar', Rational.of(node.text));
    case 'name':
      return lookUp(node.name);
    case 'negate':
      return scaled(sumOf(lookUp, node.arg), Rational.of(-1));
    case 'transpose':
      return transpose(sumOf(lookUp, node.arg));
    case 'binary':
      return binarySum(lookUp, node);
    case 'entry':
      if (isSlice(node)) throw new GivenUp();
      return entrywiseAtom('scalar', `(${node.row},${node.col}) of ${keyOf(sumOf(lookUp, node.arg))}`, 1);
    case 'blocks':
      return blocksSum(node.rows.map(row => row.map(block => sumOf(lookUp, block))));
    case 'call':
      if (node.name === 'I' && node.args.length > 1) throw new GivenUp();
      if (node.name === 'sum' || ['lim', 'O', 'E', 'Var', 'first'].includes(node.name)) throw new GivenUp();
      return callSum(node, node.name === 'I' || node.name === 'zeros' ? [] : node.args.map(arg => sumOf(lookUp, arg)));
  }
}

function binarySum(lookUp: LookUp, node: BinaryNode): Sum {
  const left = sumOf(lookUp, node.left);
  if (node.op === '^') return powerOf(left, constantOf(node.right)!);
  const right = sumOf(lookUp, node.right);
  switch (node.op) {
    case '+':
      return add(left, right);
    case '-':
      return add(left, scaled(right, Rational.of(-1)));
    case '*':
      return multiply(left, right);
    case '/':
      return multiply(left, inverse(right));
    case '\\':
      return multiply(inverse(left), right);
    case '==':
      // An equation stays the same when both sides are multiplied by a number.
      return split(add(left, scaled(right, Rational.of(-1)))).rest;
    case '<=':
    case '<':
      return add(left, scaled(right, Rational.of(-1)));
    case '>=':
    case '>':
      return add(right, scaled(left, Rational.of(-1)));
  }
}

function callSum({ name }: CallNode, args: readonly Sum[]): Sum {
  const [first, second] = [args[0]!, args[1]];
  switch (name) {
    case 'sum':
    case 'lim':
    case 'O':
    case 'E':
    case 'Var':
    case 'D':
    case 'D2':
    case 'first':
      throw new GivenUp();
    case 'I':
      return constantSum('diagonal', Rational.ONE);
    case 'zeros':
      return { kind: 'full', terms: [] };
    case 'inv':
      return inverse(first);
    case 'sqrt':
      return atomOf(first.kind, 'sqrt', args);
    case 'exp':
    case 'expm':
      return exponential(first);
    case 'abs':
    case 'sgn':
    case 'pinv':
      return withoutContent(first, name);
    case 'det':
    case 'nuc':
    case 'opnorm':
    case 'rank':
    case 'mineig':
    case 'maxeig':
      return entrywiseAtom('scalar', `${name}(${keyOf(first)})`, 1);
    case 'svd':
    case 'eig':
      return atomOf('full', name, args);
    case 'ddt':
    case 'start':
    case 'integral':
    case 'at':
    case 'after': {
      const { content, rest } = split(first);
      return scaled(atomOf(first.kind, name, [rest, ...args.slice(1)]), content);
    }
    case 'phi':
    case 'phi2':
    case 'log':
    case 'diag':
      return atomOf(name === 'diag' ? 'diagonal' : first.kind, name, args);
    case 'min':
    case 'max':
      return entrywiseAtom('scalar', `${name}(${args.map(keyOf).sort().join(', ')})`, 1);
    case 'trace':
      return traceOf(first);
    case 'norm': {
      const { content, rest } = split(first);
      const keys = [keyOf(rest), keyOf(transpose(rest))].sort();
      return scaled(entrywiseAtom('scalar', `norm(${keys[0]})`, 1), content.abs());
    }
    case 'kron': {
      const [a, b] = [split(first), split(second!)];
      const isDiagonal = first.kind === 'diagonal' && second!.kind === 'diagonal';
      return scaled(atomOf(isDiagonal ? 'diagonal' : 'full', name, [a.rest, b.rest]), a.content.mul(b.content));
    }
    case 'blkdiag':
      return atomOf(args.every(({ kind }) => kind === 'diagonal') ? 'diagonal' : 'full', name, args);
  }
}

function constantSum(kind: Sum['kind'], value: Rational): Sum {
  return { kind, terms: value.sign() === 0 ? [] : [{ coefficient: value, scalars: NONE, factors: [] }] };
}

function fullAtom(atom: string, transposed: string): Sum {
  return {
    kind: 'full',
    terms: [{ coefficient: Rational.ONE, scalars: NONE, factors: [{ kind: 'full', atom, transposed }] }],
  };
}

function entrywiseAtom(kind: 'scalar' | 'diagonal', atom: string, exponent: number): Sum {
  const powers: Exponents = new Map([[atom, exponent]]);
  const term: Term =
    kind === 'scalar'
      ? { coefficient: Rational.ONE, scalars: powers, factors: [] }
      : { coefficient: Rational.ONE, scalars: NONE, factors: [{ kind: 'diagonal', powers }] };
  return { kind, terms: [term] };
}

/** A function that is not looked into. */
function atomOf(kind: Sum['kind'], name: string, args: readonly Sum[]): Sum {
  const text = (parts: readonly Sum[]): string => `${name}(${parts.map(keyOf).join(', ')})`;
  return kind === 'full' ? fullAtom(text(args), text(args.map(transpose))) : entrywiseAtom(kind, text(args), 1);
}

function add(a: Sum, b: Sum): Sum {
  const kind = a.kind === b.kind ? a.kind : a.kind === 'full' || b.kind === 'full' ? 'full' : 'diagonal';
  return { kind, terms: collected([...a.terms, ...b.terms]) };
}

function scaled(a: Sum, factor: Rational): Sum {
  if (factor.sign() === 0) return { kind: a.kind, terms: [] };
  return { ...a, terms: a.terms.map(term => ({ ...term, coefficient: term.coefficient.mul(factor) })) };
}

function collected(terms: readonly Term[]): Term[] {
  if (terms.length > MAX_TERMS) throw new GivenUp();
  const byKey = new Map<string, Term>();
  for (const term of terms) {
    const key = termKey(term);
    const before = byKey.get(key);
    byKey.set(key, before ? { ...term, coefficient: before.coefficient.add(term.coefficient) } : term);
  }
  return [...byKey.values()].filter(({ coefficient }) => coefficient.sign() !== 0);
}

function multiply(a: Sum, b: Sum): Sum {
  const kind =
    a.kind === 'scalar'
      ? b.kind
      : b.kind === 'scalar'
        ? a.kind
        : a.kind === 'full' || b.kind === 'full'
          ? 'full'
          : a.kind;
  if (a.terms.length * b.terms.length > MAX_TERMS) throw new GivenUp();
  const terms = a.terms.flatMap(left =>
    b.terms.flatMap(right => {
      const factors = joined([...left.factors, ...right.factors]);
      if (factors === undefined) return [];
      const coefficient = left.coefficient.mul(right.coefficient);
      return [{ coefficient, scalars: plusPowers(left.scalars, right.scalars), factors }];
    }),
  );
  return { kind, terms: collected(terms) };
}

/** Neighbours that are diagonal become one, those that cancel go; undefined where the product is zero. */
function joined(factors: readonly Factor[]): Factor[] | undefined {
  const result: Factor[] = [];
  for (const factor of factors) {
    const last = result.at(-1);
    if (last?.kind === 'diagonal' && factor.kind === 'diagonal') {
      result.pop();
      const powers = plusPowers(last.powers, factor.powers);
      if (powers.size > 0) result.push({ kind: 'diagonal', powers });
    } else if (last?.kind === 'full' && factor.kind === 'full') {
      const product = orthonormal(last, factor);
      if (product === 'zero') return undefined;
      if (product === 'identity' || isInverseOf(last, factor) || isInverseOf(factor, last)) result.pop();
      else result.push(factor);
    } else result.push(factor);
  }
  return result.length < factors.length ? joined(result) : result;
}

type Full = Extract<Factor, { kind: 'full' }>;

function isInverseOf(a: Full, b: Full): boolean {
  const alone: Term = { coefficient: Rational.ONE, scalars: NONE, factors: [b] };
  return a.atom === `inv(${keyOf({ kind: 'full', terms: [alone] })})`;
}

const COMPLEMENTS: Readonly<Record<string, string>> = { U: 'Uperp', Uperp: 'U', V: 'Vperp', Vperp: 'V' };

/** UᵀU = I for the orthonormal columns of the SVDs, UᵀU⊥ = 0. */
function orthonormal(left: Full, right: Full): 'identity' | 'zero' | undefined {
  const name = right.atom;
  const isBasis = standardEnvironment.has(name) && /^[UV](0|perp)?$/.test(name);
  if (!isBasis || !left.atom.endsWith("'")) return undefined;
  if (left.transposed === name) return 'identity';
  return left.transposed === COMPLEMENTS[name] ? 'zero' : undefined;
}

function plusPowers(a: Exponents, b: Exponents): Exponents {
  if (a.size === 0) return b;
  const sum = new Map(a);
  const raise = (atom: string, by: number): void => {
    const total = (sum.get(atom) ?? 0) + by;
    if (total === 0) sum.delete(atom);
    else sum.set(atom, total);
  };
  for (const [atom, exponent] of b) {
    raise(atom, exponent);
    const total = sum.get(atom) ?? 0;
    const inside = /^abs\(1 (\w+)\^1\)$/.exec(atom)?.[1];
    if (atom.startsWith('sgn(') && total > 2) sum.set(atom, 2 - (total % 2)); // sgn(x)³ = sgn(x)
    if (inside !== undefined && Math.abs(total) >= 2) {
      // |x|² = x².
      const even = total - (total % 2);
      raise(atom, -even);
      raise(inside, even);
    }
  }
  return sum;
}

function transpose(a: Sum): Sum {
  if (a.kind !== 'full') return a;
  return { ...a, terms: collected(a.terms.map(transposedTerm)) };
}

function transposedTerm(term: Term): Term {
  const factors = term.factors.map(factor =>
    factor.kind === 'full' ? { ...factor, atom: factor.transposed, transposed: factor.atom } : factor,
  );
  return { ...term, factors: joined(factors.reverse())! };
}

/**
 * A number taken out of a sum so that sums that differ in it alone have the same rest, and so that the rest of the
 * transpose is the transpose of the rest.
 */
function split(a: Sum): { content: Rational; rest: Sum } {
  const invariant = (term: Term): string => [termKey(term), termKey(transposedTerm(term))].sort()[0]!;
  let lead: { key: string; value: Rational } | undefined;
  for (const term of a.terms) {
    const key = invariant(term);
    const isFirst = lead === undefined || key < lead.key;
    if (isFirst || (key === lead!.key && term.coefficient.compare(lead!.value) > 0))
      lead = { key, value: term.coefficient };
  }
  const content = lead?.value ?? Rational.ONE;
  return { content, rest: scaled(a, Rational.ONE.div(content)) };
}

/** Whole powers; a root is a function that is not looked into. */
function powerOf(a: Sum, exponent: Rational): Sum {
  const whole = exponent.d === 1n ? Number(exponent.n) : undefined;
  if (whole === undefined || Math.abs(whole) > 8) return atomOf(a.kind, `power ${exponent}`, [a]);
  if (whole < 0) return powerOf(inverse(a), Rational.of(-whole));
  return Array.from({ length: whole }, () => a).reduce(multiply, constantSum(unitKind(a), Rational.ONE));
}

function unitKind({ kind }: Sum): Sum['kind'] {
  return kind === 'full' ? 'diagonal' : kind;
}

function inverse(a: Sum): Sum {
  const { content, rest } = split(a);
  const over = Rational.ONE.div(content);
  if (a.kind === 'full') return scaled(atomOf('full', 'inv', [rest]), over);
  const [only, ...others] = rest.terms;
  if (only !== undefined && others.length === 0) return scaled({ ...rest, terms: [oneOver(only)] }, over);
  return scaled(entrywiseAtom(a.kind, `(${keyOf(rest)})`, -1), over);
}

function oneOver({ coefficient, scalars, factors }: Term): Term {
  const flip = (powers: Exponents): Exponents => new Map([...powers].map(([atom, exponent]) => [atom, -exponent]));
  return {
    coefficient: Rational.ONE.div(coefficient),
    scalars: flip(scalars),
    factors: factors.map(factor => (factor.kind === 'diagonal' ? { ...factor, powers: flip(factor.powers) } : factor)),
  };
}

/** exp(n·x/d) as the n-th power of exp(x/d). */
function exponential(a: Sum): Sum {
  if (a.terms.length === 0) return constantSum(unitKind(a), Rational.ONE);
  const { content, rest } = split(a);
  const base = scaled(rest, Rational.ratio(1n, content.d));
  if (a.kind === 'full') return atomOf('full', 'expm', [a]);
  return entrywiseAtom(a.kind, `exp(${keyOf(base)})`, Number(content.n));
}

/** abs, sgn and pinv of c·x from those of x. */
function withoutContent(a: Sum, name: 'abs' | 'sgn' | 'pinv'): Sum {
  const { content, rest } = split(a);
  const out = { abs: content.abs(), sgn: Rational.of(content.sign()), pinv: Rational.ONE.div(content) }[name];
  return scaled(atomOf(a.kind, name, [rest]), out);
}

/** A trace is linear, and the same for the transpose and for factors moved around in a circle. */
function traceOf(a: Sum): Sum {
  const parts = a.terms.map(({ coefficient, scalars, factors }) => {
    if (factors.length === 0) throw new GivenUp(); // the trace of an identity is its size
    const turned = [...factors.keys()].flatMap(start => {
      const term = {
        coefficient: Rational.ONE,
        scalars: NONE,
        factors: [...factors.slice(start), ...factors.slice(0, start)],
      };
      return [termKey(term), termKey(transposedTerm(term))];
    });
    const [word] = turned.sort();
    const trace = entrywiseAtom('scalar', `trace(${word})`, 1);
    return multiply({ kind: 'scalar', terms: [{ coefficient, scalars, factors: [] }] }, trace);
  });
  return parts.reduce(add, { kind: 'scalar', terms: [] });
}

function blocksSum(rows: readonly (readonly Sum[])[]): Sum {
  const text = (some: readonly (readonly Sum[])[]): string =>
    `[${some.map(row => row.map(block => `${keyOf(block)}`).join(', ')).join('; ')}]`;
  const flipped = rows[0]!.map((_block, j) => rows.map(row => transpose(row[j]!)));
  return fullAtom(text(rows), text(flipped));
}

function keyOf({ terms }: Sum): string {
  const keys = terms.map(term => `${term.coefficient} ${termKey(term)}`);
  return keys.length === 0 ? NOTHING_LEFT : keys.sort().join(' + ');
}

/** All of a term but its coefficient. */
function termKey({ scalars, factors }: Term): string {
  const shown = factors.map(factor => (factor.kind === 'full' ? factor.atom : `{${powersText(factor.powers)}}`));
  return [powersText(scalars), ...shown].join(' . ');
}

function powersText(powers: Exponents): string {
  return [...powers]
    .map(([atom, exponent]) => `${atom}^${exponent}`)
    .sort()
    .join(' ');
}
