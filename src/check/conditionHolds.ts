import { type Bindings, evaluateAll } from '../formula/evaluate.ts';
import { FormulaError } from '../formula/formulaError.ts';
import type { Condition, FormulaFile } from '../formula/formulaFile.ts';
import { instancesOf } from '../formula/instances.ts';
import { toMatrix } from '../formula/value.ts';
import type { AnyCase } from '../judge/case.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { frobeniusNorm, subtract } from '../numbers/linearAlgebra.ts';
import { float64System, jacobiSystem, type NumberSystem } from '../numbers/numberSystem.ts';
import { Rational } from '../numbers/rational.ts';
import { onceFor } from '../once.ts';
import { bindCase } from './bindCase.ts';
import { sizesOfCase } from './sizesOfCase.ts';

/** Of the two sides of a condition; less than 10^−30 of the larger one is no difference. */
const CONDITION_DIGITS = 60;

/**
 * Whether a case meets a condition of its file, for all values of its index where it has one. One without a real value (a division by zero, a root of a negative number) is
 * not met. FormulaErrors: FORMULA where the sides cannot be compared, LIMIT.
 */
export function conditionHolds(file: FormulaFile, condition: Condition, given: AnyCase): boolean {
  const system = jacobiSystem(decimalField(CONDITION_DIGITS));
  const bind = (): Bindings<Decimal> => bindCase(system, file, given);
  return holdsIn(system, CONDITION_DIGITS / 2, file, condition, given, bind);
}

/** The same in float64, to nine digits: in a hundredth of the time, to choose conditions by. */
export function roughlyHolds(file: FormulaFile, condition: Condition, given: AnyCase): boolean {
  return holdsIn(float64System, 9, file, condition, given, () => boundRoughly(file)(given));
}

/** Many conditions are tried on one case: its numbers are rounded, and its task is decomposed, once. */
const boundRoughly = onceFor((file: FormulaFile) => onceFor((given: AnyCase) => bindCase(float64System, file, given)));

function holdsIn<T>(
  system: NumberSystem<T>,
  digits: number,
  file: FormulaFile,
  condition: Condition,
  given: AnyCase,
  bind: () => Bindings<T>,
): boolean {
  const { sides } = condition;
  return instancesOf(sides, sizesOfCase(given)).every(instance =>
    holdsFor(system, digits, file, { ...condition, sides: instance.formula }, bind),
  );
}

/** `digits` to which both sides must agree to be the same. */
function holdsFor<T>(
  system: NumberSystem<T>,
  digits: number,
  file: FormulaFile,
  condition: Condition,
  bind: () => Bindings<T>,
): boolean {
  const { relation, sides } = condition;
  const { field } = system;
  try {
    const values = evaluateAll(sides, system, bind());
    const [left, right] = values.slice(-2).map(({ value }) => toMatrix(field, value));
    requireComparable(file, condition, left!.shape, right!.shape);
    const difference = subtract(field, left!, right!);
    const [a, b] = [left!, right!].map(side => frobeniusNorm(field, side));
    const slack = field.mul(field.of(Rational.of(`1e-${digits}`)), field.add(a!, b!));
    const same = field.compare(frobeniusNorm(field, difference), slack) <= 0;
    const sign = same ? 0 : field.compare(difference.data[0]!, field.zero);
    return RELATION_HOLDS[relation](sign, same);
  } catch (error) {
    if (error instanceof FormulaError && !['FORMULA', 'LIMIT'].includes(error.code)) return false;
    throw error;
  }
}

function requireComparable(file: FormulaFile, { text, relation, place }: Condition, left: string, right: string): void {
  const ordered = !['==', '~=', '!='].includes(relation);
  if (left === right && !(ordered && left !== '1×1')) return;
  const rule = ordered ? 'must compare two scalars' : 'must compare two values of one shape';
  throw new FormulaError('FORMULA', file, place, text, rule, `${left} ${relation} ${right}`);
}

const RELATION_HOLDS: Readonly<Record<Condition['relation'], (sign: number, same: boolean) => boolean>> = {
  '>': sign => sign > 0,
  '<': sign => sign < 0,
  '>=': (sign, same) => same || sign > 0,
  '<=': (sign, same) => same || sign < 0,
  '==': (_sign, same) => same,
  '~=': (_sign, same) => !same,
  '!=': (_sign, same) => !same,
};
