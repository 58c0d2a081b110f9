import { type Bindings, evaluateAll } from '../formula/evaluate.ts';
import { FormulaError } from '../formula/formulaError.ts';
import type { Condition, FormulaFile } from '../formula/formulaFile.ts';
import { instancesOf } from '../formula/instances.ts';
import { toMatrix } from '../formula/value.ts';
import type { AnyCase } from '../judge/case.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import type { Field } from '../numbers/field.ts';
import { frobeniusNorm, subtract } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { float64System, jacobiSystem, type NumberSystem } from '../numbers/numberSystem.ts';
import { Rational } from '../numbers/rational.ts';
import { onceFor } from '../once.ts';
import { behindSides } from './behindSides.ts';
import { bindCase } from './bindCase.ts';
import { sizesOfCase } from './sizesOfCase.ts';

/** In which conditions are decided: its numbers, what is no difference of two sides of size 1, and the symbols of a file on a case. */
interface Deciding<T> {
  readonly system: NumberSystem<T>;
  readonly slack: T;
  readonly bind: (file: FormulaFile) => (given: AnyCase) => Bindings<T>;
}

/** Many conditions are tried on one case: its numbers are rounded, and its task is decomposed, once. */
function decidingIn<T>(system: NumberSystem<T>, slack: string): Deciding<T> {
  const bind = onceFor((file: FormulaFile) => onceFor((given: AnyCase) => bindCase(system, file, given)));
  return { system, slack: system.field.of(Rational.of(slack)), bind };
}

/** Less than 10^−30 of the sides is no difference, nor, where one is 0, of what the other is made of. */
const TO_MANY_DIGITS = decidingIn(jacobiSystem(decimalField(60)), '1e-30');

const ROUGH = decidingIn(float64System, '1e-9');

/**
 * Whether a case meets a condition of its file, for all values of its index where it has one. One without a real value (a division by zero, a root of a negative number) is
 * not met. FormulaErrors: FORMULA where the sides cannot be compared, LIMIT.
 */
export function conditionHolds(file: FormulaFile, condition: Condition, given: AnyCase): boolean {
  return holdsIn(TO_MANY_DIGITS, file, condition, given);
}

/** The same in float64, to nine digits: in a hundredth of the time, to choose conditions by. */
export function roughlyHolds(file: FormulaFile, condition: Condition, given: AnyCase): boolean {
  return holdsIn(ROUGH, file, condition, given);
}

function holdsIn<T>(deciding: Deciding<T>, file: FormulaFile, condition: Condition, given: AnyCase): boolean {
  const { sides } = condition;
  return instancesOf(sides, sizesOfCase(given)).every(instance =>
    holdsFor(deciding, file, { ...condition, sides: instance.formula }, given),
  );
}

function holdsFor<T>(
  { system, slack, bind }: Deciding<T>,
  file: FormulaFile,
  condition: Condition,
  given: AnyCase,
): boolean {
  const { relation, sides } = condition;
  const { field } = system;
  try {
    const bindings = bind(file)(given);
    const values = evaluateAll(sides, system, bindings).map(({ value }) => toMatrix(field, value));
    const [left, right] = values.slice(-2);
    requireComparable(file, condition, left!.shape, right!.shape);
    const difference = subtract(field, left!, right!);
    const sizes = [left!, right!].map(side => sizeOf(field, side));
    // What is compared with 0 has no size to go by where it is 0 but for rounding: what it is made of has.
    if (sizes.some(size => field.isZero(size))) {
      const { matrices, defined } = behindSides(sides);
      for (const name of matrices) sizes.push(sizeOf(field, toMatrix(field, bindings.get(name)!)));
      for (const index of defined) sizes.push(sizeOf(field, values[index]!));
    }
    const most = field.mul(
      slack,
      sizes.reduce((a, b) => field.add(a, b)),
    );
    const same = field.compare(sizeOf(field, difference), most) <= 0;
    const sign = same ? 0 : field.compare(difference.data[0]!, field.zero);
    return RELATION_HOLDS[relation](sign, same);
  } catch (error) {
    if (error instanceof FormulaError && !['FORMULA', 'LIMIT'].includes(error.code)) return false;
    throw error;
  }
}

/** The Frobenius norm; of a number, as most conditions compare, it takes no root. */
function sizeOf<T>(field: Field<T>, matrix: Matrix<T>): T {
  return matrix.data.length === 1 ? field.abs(matrix.data[0]!) : frobeniusNorm(field, matrix);
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
