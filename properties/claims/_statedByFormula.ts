import { type Decimal, decimalField } from '../../oracles/decimalField.ts';
import { bindProblem, extendBindings } from '../../src/formula/bindProblem.ts';
import { evaluate } from '../../src/formula/evaluate.ts';
import { FormulaError } from '../../src/formula/formulaError.ts';
import { nearMisses } from '../../src/formula/nearMisses.ts';
import type { Formula } from '../../src/formula/parseFormula.ts';
import { matrixValue, toMatrix, type Value } from '../../src/formula/value.ts';
import { problemIn } from '../../src/network/problem.ts';
import { convert } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { jacobiSystem } from '../../src/numbers/numberSystem.ts';
import type { Answer, Case, Effort, Judge, Mutant } from '../claim.ts';
import { compare, failure } from '../compare.ts';
import { logResidual } from '../measure/residual.ts';
import { correlationBlocks, trueWeights } from '../truth.ts';

/** Blocks of a (Ni+No)×(Ni+No) matrix under the names of QQᵀ. */
type Blocks = Readonly<Record<string, Matrix<Decimal>>>;

function qqtBlocks(value: Matrix<Decimal>, { problem: { W1 } }: Case): Blocks {
  const [Ni, N] = [W1.cols, value.rows];
  return {
    W1ᵀW1: value.slice(0, Ni, 0, Ni),
    W2W1: value.slice(Ni, N, 0, Ni),
    W2W2ᵀ: value.slice(Ni, N, Ni, N),
  };
}

/** The formula's value at one precision, with the matrices of `extra` bound under their names. */
function valueAt(formula: Formula, given: Case, digits: number): Matrix<Decimal> {
  const field = decimalField(digits);
  const system = jacobiSystem(field);
  const standard = bindProblem(system, problemIn(field, given.problem), field.of(given.lambda), field.of(given.time));
  const further: Record<string, Value<Decimal>> = {};
  for (const [name, matrix] of Object.entries(given.extra)) {
    if (formula.symbols.has(name)) further[name] = matrixValue(convert(field, matrix));
  }
  return toMatrix(field, evaluate(formula, system, extendBindings(standard, further)));
}

/** A formula evaluated at two precisions: what both agree on is certain. */
export function formulaAnswers(
  formula: Formula,
  given: Case,
  { working }: Effort,
  blocks: (value: Matrix<Decimal>) => Blocks,
): Record<string, Answer> {
  const rough = blocks(valueAt(formula, given, working));
  const fine = blocks(valueAt(formula, given, Math.ceil(1.5 * working)));
  return Object.fromEntries(
    Object.entries(fine).map(([name, value]) => [
      name,
      { value, digits: Math.min(-logResidual(rough[name]!, value), working) },
    ]),
  );
}

/** Judges a formula for QQᵀ(t) block by block against the raw flow of the weights. */
export function correlationByFormula(formula: Formula): Judge {
  return (given, effort) => {
    const blocks = correlationBlocks(trueWeights(given, effort));
    let stated: Record<string, Answer>;
    try {
      stated = formulaAnswers(formula, given, effort, value => {
        const N = given.problem.sigmaYX.rows + given.problem.sigmaYX.cols;
        if (value.rows !== N || value.cols !== N)
          throw new WrongShape(`the formula gives ${value.shape}, QQᵀ is ${N}×${N}`);
        return qqtBlocks(value, given);
      });
    } catch (error) {
      if (error instanceof FormulaError || error instanceof WrongShape) return failure('QQᵀ', reasonOf(error));
      throw error;
    }
    return compare(
      blocks.map(({ quantity, truth }) => ({ quantity, stated: stated[quantity]!, truth })),
      effort,
    );
  };
}

class WrongShape extends Error {}

export function reasonOf(error: Error): string {
  return error.message;
}

/** Near-misses of a formula, the first of each kind of edit, as mutants of its check. */
export function formulaMutants(formula: Formula, judge: (mutated: Formula) => Judge): Mutant[] {
  const seen = new Set<string>();
  return nearMisses(formula)
    .filter(({ kind }) => !seen.has(kind) && seen.add(kind))
    .map(({ description, formula: mutated }) => ({ name: description, judge: judge(mutated) }));
}
