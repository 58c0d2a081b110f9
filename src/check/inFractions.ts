import { DloError } from '../errors.ts';
import { isOfDescent } from '../formula/environment.ts';
import { evaluateNode, type Machine, namesOf } from '../formula/evaluate.ts';
import { FormulaError } from '../formula/formulaError.ts';
import { nodeText } from '../formula/nodeText.ts';
import type { Definition } from '../formula/parseFormula.ts';
import { type BinaryNode, constantOf, type FormulaNode } from '../formula/tree.ts';
import { entriesOf, rowsOf, type Value } from '../formula/value.ts';
import type { AnyCase } from '../judge/case.ts';
import { rank } from '../numbers/rank.ts';
import { bitLength, type Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { bindCase, type Known } from './bindCase.ts';
import { MOST_IN_FRACTIONS } from './bindSteps.ts';
import type { Subject } from './evaluateFile.ts';

/** The parts of a formula in exact fractions, one definition after the other. */
export interface InFractions {
  /** A value, the SINGULAR error of what is inverted or divided by, or undefined of what need not be a fraction. */
  readonly fractionsOf: (node: FormulaNode) => Value<Rational> | FormulaError | undefined;
  /** The same of a definition, whose name is known from then on. */
  readonly define: (definition: Definition) => Value<Rational> | FormulaError | undefined;
}

/** A formula on a case in exact fractions; of the weights in training only those at the start are fractions, where `truth` says so. */
export function inFractions(
  { file, formula }: Subject,
  given: AnyCase,
  truth?: Extract<Known, 'at the start'>,
): InFractions {
  const system = { field: rationalField, svd: irrational };
  const defined = new Map<string, Value<Rational> | undefined>();
  const bindings = bindCase(system, file, given, truth);
  // A time that a definition gives is rounded.
  const isRounded = (name: string): boolean => name === 't' && file.at !== undefined;
  const isLong = file.steps !== undefined && given.extra.k!.data[0]!.toNumber() >= MOST_IN_FRACTIONS;
  const values = new Map<FormulaNode, Value<Rational>>();
  const machine: Machine<Rational> = {
    formula,
    system,
    field: rationalField,
    scope: namesOf(formula),
    lookUp: name => {
      if (isRounded(name) || (isLong && isOfDescent(name))) return irrational();
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
  const define = ({ name, node }: Definition): Value<Rational> | FormulaError | undefined => {
    const value = fractionsOf(node);
    if (name !== undefined) defined.set(name, value instanceof FormulaError ? undefined : value);
    return value;
  };
  return { fractionsOf, define };
}

/** Functions whose values need not be fractions. */
export const IRRATIONAL: ReadonlySet<string> = new Set([
  'sqrt',
  'exp',
  'expm',
  'log',
  'phi',
  'phi2',
  'norm',
  'nuc',
  'opnorm',
  'mineig',
  'maxeig',
  'svd',
  'eig',
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
