import type { FormulaError } from '../formula/formulaError.ts';
import type { OverTimeNode } from '../formula/overTime.ts';
import type { FormulaNode } from '../formula/tree.ts';
import type { Value } from '../formula/value.ts';
import type { AnyCase } from '../judge/case.ts';
import type { Decimal } from '../numbers/decimal/decimalField.ts';
import type { Rational } from '../numbers/rational.ts';

/** A formula's expressions on a case at any of its times: what integrals and first times are made of. */
export interface AlongFlow {
  readonly given: AnyCase;
  /** To which values are taken. */
  readonly digits: number;
  /** Values of expressions, in the formula's own letters, at rising times; `rough` with as many digits of the weights as are certain, less two. */
  readonly valuesAt: (nodes: readonly FormulaNode[], times: readonly Rational[], how?: 'rough') => Value<Decimal>[][];
  /** The value of an expression at the end of training on one of several tasks, and with no more digits of the weights than are certain, less two. */
  readonly valuesAfter: (node: FormulaNode, task: number) => readonly [fine: Value<Decimal>, rough: Value<Decimal>];
  /** The weights at rising times, all in one row. */
  readonly weightsAt: (times: readonly Rational[]) => readonly (readonly Decimal[])[];
  /** Of what has no value: the place and the rule that it breaks. */
  readonly refuse: (node: OverTimeNode, rule: string, value: unknown) => FormulaError;
}

/** A time that an expression gives, and how far it may be off. */
export interface Time {
  readonly at: Rational;
  readonly logError: number;
}
