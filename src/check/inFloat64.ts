import { DloError } from '../errors.ts';

import type { Bindings } from '../formula/evaluate.ts';
import { fitFor } from '../formula/fitFor.ts';
import { claimsRelation, type FormulaFile } from '../formula/formulaFile.ts';
import type { Case } from '../judge/case.ts';
import type { Effort } from '../judge/claim.ts';
import { normOf } from '../judge/compareStated.ts';
import { qqtBlocks } from '../judge/correlationByFormula.ts';
import { qqtOf } from '../network/observables/blocks.ts';
import type { Truth } from '../network/truth.ts';
import type { Decimal, DecimalField } from '../numbers/decimal/decimalField.ts';
import { zeros } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { float64System, jacobiSystem } from '../numbers/numberSystem.ts';
import { bindCase } from './bindCase.ts';
import { atItsTime, decimalValues, subjectOf, valuesOf } from './evaluateFile.ts';
import { sizeOfEquation } from './sizeOfEquation.ts';
import { sizesOfCase } from './sizesOfCase.ts';
import { trueQuantities } from './trueQuantities.ts';
import { weightsWithin } from './weightsWithin.ts';

/** Digits enough for float64; where others were asked of the oracle before, those cost nothing. */
const effortOf = (truth: Truth): Effort => ({ digits: 18, working: 28, truth });

const number = (matrix: Matrix<Decimal>): Matrix<number> => matrix.map(entry => entry.toNumber());

/** What a formula gives in float64 beside what it should, quantity by quantity. */
export interface Float64Comparison {
  /** The case at the time of the claim. */
  readonly given: Case;
  readonly quantities: readonly {
    readonly quantity: string;
    readonly right: Matrix<number> | undefined;
    /** The norm against which errors are measured. */
    readonly size: number;
    /** Undefined where it has no finite value. */
    readonly stated: Matrix<number> | undefined;
  }[];
}

/**
 * The float64 value of a formula beside the true one, correctly rounded; of an equation the left side beside the right one:
 * beside their values in many digits, singular vectors of another sign would look like an error.
 */
export function compareInFloat64(file: FormulaFile, given: Case, effort: Effort): Float64Comparison {
  const subject = subjectOf(file);
  const timed = atItsTime(subject, given, effort);
  const values = valuesInFloat64(file, timed, effort);
  if (claimsRelation(file.claims)) {
    const weights = weightsWithin(subject, timed, effort);
    const exact = decimalValues(subject, timed, effort.working, weights);
    const symbols = (field: DecimalField) => bindCase(jacobiSystem(field), file, timed, weights);
    const size = sizeOfEquation(subject, exact, symbols).toNumber();
    const [left, right] = values?.slice(-2) ?? [];
    return { given: timed, quantities: [{ quantity: 'left and right side', right, size, stated: left }] };
  }
  const truths = trueQuantities(file.claims, file, timed, effort);
  const value = values?.at(-1);
  const stated: Readonly<Record<string, Matrix<number>>> | undefined =
    value && (file.claims === 'qqt' ? qqtBlocks(value, timed) : { [truths[0].quantity]: value });
  return {
    given: timed,
    quantities: truths.map(({ quantity, truth, size = normOf(truth.value) }) => ({
      quantity,
      right: number(truth.value),
      size: size.toNumber(),
      stated: stated?.[quantity],
    })),
  };
}

function valuesInFloat64(file: FormulaFile, given: Case, effort: Effort): Matrix<number>[] | undefined {
  try {
    return valuesOf(subjectOf(file), float64System, bindingsOf(file, given, effort));
  } catch (error) {
    if (error instanceof DloError) return undefined;
    throw error;
  }
}

/** The symbols of a file in float64, the true weights among them where the formula names them. */
export function float64Bindings(file: FormulaFile, given: Case, truth: Truth): Bindings<number> {
  return bindingsOf(file, given, effortOf(truth));
}

function bindingsOf(file: FormulaFile, given: Case, effort: Effort): Bindings<number> {
  return bindCase(float64System, file, given, weightsWithin(subjectOf(file), given, effort));
}

/**
 * What the last line of a file should give on a case, correctly rounded or nearly so; zero for an equation, whose value is
 * its left side less its right.
 */
export function float64Truth(file: FormulaFile, given: Case, truth: Truth): Matrix<number> {
  const { claims, formula } = file;
  if (claimsRelation(claims)) {
    const { rows = 1, cols = 1 } = fitFor(formula, sizesOfCase(given)).result ?? {};
    return zeros(float64System.field, rows, cols);
  }
  const [first, second, third] = trueQuantities(claims, file, given, effortOf(truth)).map(({ truth: { value } }) =>
    number(value),
  );
  return claims === 'qqt' ? qqtOf({ gram1: first!, map: second!, gram2: third! }) : first!;
}
