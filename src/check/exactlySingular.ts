import { DloError } from '../errors.ts';
import { evaluateNode, type Machine, namesOf } from '../formula/evaluate.ts';
import { FormulaError } from '../formula/formulaError.ts';
import { nodeText } from '../formula/formulaText.ts';
import { type BinaryNode, children, constantOf, type FormulaNode } from '../formula/tree.ts';
import { entriesOf, rowsOf, type Value } from '../formula/value.ts';
import type { AnyCase } from '../judge/case.ts';
import { rank } from '../numbers/rank.ts';
import { bitLength, type Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { bindCase } from './bindCase.ts';
import type { Subject } from './evaluateFile.ts';

/**
 * The first place of a formula, in the order of its lines, at which a singular matrix is inverted or something is divided by
 * zero, decided in exact fractions: so rounding that looks like a small pivot is told from one. Only what is made of the
 * problem's own fractions by rational operations is looked at (weights, Σyx, λ, t, τ, sizes; no singular vectors, roots or
 * exponentials); undefined where nothing of that is singular.
 */
export function exactlySingular({ file, formula }: Subject, given: AnyCase): FormulaError | undefined {
  const defined = new Map<string, Value<Rational> | undefined>();
  const bindings = bindCase({ field: rationalField, svd: irrational }, file, given);
  // A time that a definition gives is rounded.
  const isRounded = (name: string): boolean => name === 't' && file.at !== undefined;
  const values = new Map<FormulaNode, Value<Rational>>();
  const machine: Machine<Rational> = {
    formula,
    system: { field: rationalField, svd: irrational },
    field: rationalField,
    scope: namesOf(formula),
    lookUp: name => {
      if (isRounded(name)) return irrational();
      return defined.has(name) ? (defined.get(name) ?? irrational()) : bindings.get(name);
    },
    share: (node, compute) => {
      const known = values.get(node);
      if (known !== undefined) return known;
      if (node.kind === 'call' && IRRATIONAL.has(node.name)) return irrational();
      if (node.kind === 'binary' && node.op === '^') requireFraction(machine, node);
      const value = compute();
      values.set(node, value);
      return value;
    },
  };
  const fractionsOf = (node: FormulaNode): Value<Rational> | FormulaError | undefined => {
    try {
      return evaluateNode(machine, node);
    } catch (error) {
      if (error instanceof FormulaError && error.code === 'SINGULAR') return error;
      if (error instanceof DloError) return undefined;
      throw error;
    }
  };
  for (const { name, node } of formula.definitions) {
    for (const part of [...divisionsIn(node)]) {
      const value = fractionsOf(part);
      if (value instanceof FormulaError) return value;
    }
    const value = fractionsOf(node);
    if (name !== undefined) defined.set(name, value instanceof FormulaError ? undefined : value);
  }
  return undefined;
}

const IRRATIONAL: ReadonlySet<string> = new Set([
  'sqrt',
  'exp',
  'expm',
  'log',
  'phi',
  'norm',
  'nuc',
  'opnorm',
  'mineig',
  'maxeig',
  'pinv',
]);

/** A power is a fraction where its exponent is whole and not too large; one of a negative root is singular with its base. */
function requireFraction(machine: Machine<Rational>, node: BinaryNode): void {
  const exponent = constantOf(node.right)!;
  const base = evaluateNode(machine, node.left);
  const bits = Math.max(0, ...entriesOf(base).map(({ n, d }) => bitLength(n < 0n ? -n : n) + bitLength(d)));
  if (exponent.d === 1n && exponent.abs().toNumber() * bits <= MOST_BITS) return;
  if (exponent.sign() > 0) irrational();
  const isSingular =
    base.kind === 'matrix'
      ? rank(rationalField, base.matrix) < rowsOf(base)
      : entriesOf(base).some(rationalField.isZero);
  if (!isSingular) irrational();
  const rule = `${nodeText(node)} must not invert what is singular or zero`;
  throw new FormulaError('SINGULAR', machine.formula, node.place, '^', rule, nodeText(node.left));
}

/** Longer fractions are not worth the work. */
const MOST_BITS = 100_000;

function irrational(): never {
  throw new DloError('PRECISION', 'number', 'must be a fraction', 'one that may be none');
}

/** Parts that divide by something or invert it, those further inside first. */
function* divisionsIn(node: FormulaNode): Generator<FormulaNode> {
  for (const part of children(node)) yield* divisionsIn(part);
  if (node.kind === 'call' && node.name === 'inv') yield node;
  if (node.kind !== 'binary') return;
  const isNegativePower = node.op === '^' && constantOf(node.right)!.sign() < 0;
  if (node.op === '/' || node.op === '\\' || isNegativePower) yield node;
}
