import { type Bindings, evaluateAll } from '../formula/evaluate.ts';
import type { Formula } from '../formula/parseFormula.ts';
import { entriesOf, type Value, valueShape } from '../formula/value.ts';
import type { Case } from '../judge/case.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { float64System } from '../numbers/numberSystem.ts';
import { Rational } from '../numbers/rational.ts';
import { unlessRefused } from './unlessRefused.ts';

/**
 * Whether an edited version of a formula still depends on what is given wherever the formula does: no definition that changes
 * with the weights, the task, λ, τ or the time becomes a constant, tf = 0 say, about which the rest is then trivially right. A
 * value is constant where each case and another one of the same sizes, which need not meet any hypothesis, give the same.
 */
export function dependenceOf(
  formula: Formula,
  cases: readonly Case[],
  bind: (given: Case) => Bindings<number>,
): (edited: Formula) => boolean {
  const pairs = cases.flatMap(given => boundPair(given, bind));
  const named = formula.definitions.flatMap(({ name }, index) => (name === undefined ? [] : [index]));
  const isConstant = ({ definitions, ...rest }: Formula, index: number): boolean => {
    const part = { ...rest, definitions: definitions.slice(0, index + 1) };
    const values = pairs.map(pair => pair.map(bindings => valueWith(part, bindings)));
    const known = values.filter(pair => pair.every(value => value !== undefined));
    return known.length > 0 && known.every(([first, second]) => areSame(first!, second!));
  };
  const changing = named.filter(index => !isConstant(formula, index));
  return edited => !changing.some(index => isConstant(edited, index));
}

/** The symbols of a case and of another one; none where float64 or the oracle has no values for them. */
function boundPair(given: Case, bind: (given: Case) => Bindings<number>): [Bindings<number>, Bindings<number>][] {
  const pair = unlessRefused((): [Bindings<number>, Bindings<number>] => [bind(given), bind(otherThan(given))]);
  return pair === undefined ? [] : [pair];
}

/** Of the same sizes, with dense matrices, and another λ, τ and time. */
function otherThan({ problem, lambda, time, extra }: Case): Case {
  const dense = (matrix: Matrix<Rational>, which: number): Matrix<Rational> =>
    matrix.map((_entry, i, j) => Rational.of(((3 * i + 5 * j + 7 * which) % 11) + 1, 4 + ((2 * i + j + which) % 3)));
  const { sigmaYX, W1, W2, tau, ...rest } = problem;
  return {
    problem: {
      ...rest,
      sigmaYX: dense(sigmaYX, 0),
      W1: dense(W1, 1),
      W2: dense(W2, 2),
      tau: tau.mul(Rational.of(5, 4)),
    },
    lambda: Rational.of(1, 3).sub(lambda),
    time: time.equals(Rational.of(1, 8)) ? Rational.of(1, 16) : Rational.of(1, 8),
    extra,
  };
}

/** The last definition, and the largest entry of all of them: what it was formed from. */
interface Formed {
  readonly value: Value<number>;
  readonly largest: number;
}

function valueWith(part: Formula, bindings: Bindings<number>): Formed | undefined {
  return unlessRefused(() => {
    const values = evaluateAll(part, float64System, bindings).map(({ value }) => value);
    return { value: values.at(-1)!, largest: largestOf(values) };
  });
}

/** A difference that is left of larger terms is rounding. */
function areSame(first: Formed, second: Formed): boolean {
  if (String(valueShape(first.value)) !== String(valueShape(second.value))) return false;
  const [a, b] = [first, second].map(({ value }) => [...entriesOf(value)]) as [number[], number[]];
  const rounding = 1e-13 * Math.max(first.largest, second.largest);
  const allowed = Math.max(1e-9 * largestOf([first.value, second.value]), rounding);
  return a.every((entry, at) => Math.abs(entry - b[at]!) <= allowed);
}

function largestOf(values: readonly Value<number>[]): number {
  return values.reduce((most, value) => Math.max(most, ...[...entriesOf(value)].map(Math.abs)), 0);
}
