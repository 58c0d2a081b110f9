import { bindProblem, extendBindings } from '../../src/formula/bindProblem.ts';
import { type SymbolSpec, standardEnvironment } from '../../src/formula/environment.ts';
import { evaluateAll } from '../../src/formula/evaluate.ts';
import { sidesOf } from '../../src/formula/formulaFile.ts';
import { type Formula, namesIn, parseFormula } from '../../src/formula/parseFormula.ts';
import { matrixValue, toMatrix, type Value } from '../../src/formula/value.ts';
import type { Case } from '../../src/judge/case.ts';
import type { Judge } from '../../src/judge/claim.ts';
import { compare } from '../../src/judge/compare.ts';
import { normOf, withoutValue } from '../../src/judge/compareStated.ts';
import { logResidual } from '../../src/judge/residual.ts';
import { problemIn } from '../../src/network/problem.ts';
import { type Decimal, decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { type Dual, dualField } from '../../src/numbers/dualField.ts';
import type { Field } from '../../src/numbers/field.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { jacobiSystem, type NumberSystem } from '../../src/numbers/numberSystem.ts';

/** An equation between rates: it may use every definition X, and dX for its derivative in t. */
export interface RateEquation {
  readonly definitions: Formula;
  readonly equation: Formula;
}

export function parseRateEquation(name: string, definitions: string, equation: string): RateEquation {
  const parsed = parseFormula(definitions, { name });
  const spec: SymbolSpec = { kind: 'scalar', meaning: '' };
  const named = parsed.definitions.flatMap(({ name: own }) => [own!, `d${own!}`]);
  const symbols = new Map([...standardEnvironment, ...named.map((own): [string, SymbolSpec] => [own, spec])]);
  return { definitions: parsed, equation: parseFormula(equation, { name, symbols }) };
}

/** Derivatives are exact: the definitions are evaluated at t + ε, ε² = 0. Certain is what two precisions agree on. */
export function rateEquation(parse: () => RateEquation): Judge {
  return (given, effort) => {
    effort.onAsked?.({ oracle: 'evaluation', arithmetic: 'decimal' });
    try {
      const [rough, fine] = [effort.working, Math.ceil(1.5 * effort.working)].map(digits =>
        sidesAt(parse(), given, digits),
      ) as [RateSides, RateSides];
      const size = [normOf(fine.left), normOf(fine.right), fine.scale.times('1e-30')].reduce(larger);
      const answer = (side: 'left' | 'right') => ({
        value: fine[side],
        digits: Math.min(-logResidual(rough[side], fine[side], size), effort.working),
      });
      return compare([{ quantity: 'rate', stated: answer('right'), truth: answer('left'), size }], effort);
    } catch (error) {
      return withoutValue(error, { quantity: 'rate' });
    }
  };
}

interface RateSides {
  readonly left: Matrix<Decimal>;
  readonly right: Matrix<Decimal>;
  /** The largest of what the equation names: sides far below it are zero but for rounding. */
  readonly scale: Decimal;
}

function sidesAt({ definitions, equation }: RateEquation, given: Case, digits: number): RateSides {
  const field = decimalField(digits);
  const base = jacobiSystem(field);
  const values: Record<string, Value<Decimal>> = {};
  for (const { name, value } of evaluateAll(definitions, dualSystem(base), bindMoving(base, given))) {
    const matrix = toMatrix(dualField(field), value);
    values[name] = matrixValue(matrix.map(({ v }) => v));
    values[`d${name}`] = matrixValue(matrix.map(({ d }) => d));
  }
  const standard = bindProblem(base, problemIn(field, given.problem), field.of(given.lambda), field.of(given.time));
  const [left, right] = evaluateAll(sidesOf(equation), base, extendBindings(standard, values)).slice(-2);
  const scale = namesOf(equation)
    .flatMap(name => (Object.hasOwn(values, name) ? [normOf(toMatrix(field, values[name]!))] : []))
    .reduce(larger, field.zero);
  return { left: toMatrix(field, left!.value), right: toMatrix(field, right!.value), scale };
}

function bindMoving<T>(base: NumberSystem<T>, { problem, lambda, time }: Case) {
  const field = dualField(base.field);
  const now: Dual<T> = { v: base.field.of(time), d: base.field.one };
  return bindProblem(dualSystem(base), problemIn(field, problem), field.of(lambda), now);
}

/** The SVDs of a problem stand still. */
function dualSystem<T>(base: NumberSystem<T>): NumberSystem<Dual<T>> {
  const field: Field<Dual<T>> = dualField(base.field);
  const constant = (v: T): Dual<T> => ({ v, d: base.field.zero, still: true });
  return {
    field,
    svd(a) {
      const { U, s, V } = base.svd(a.map(({ v }) => v));
      return { U: U.map(constant), s: s.map(constant), V: V.map(constant) };
    },
  };
}

function namesOf({ definitions }: Formula): string[] {
  return definitions.flatMap(({ node }) => [...namesIn(node)]);
}

function larger(a: Decimal, b: Decimal): Decimal {
  return a.cmp(b) > 0 ? a : b;
}
