import { type Decimal, decimalField } from '../../oracles/decimalField.ts';
import { bindProblem, extendBindings } from '../../src/formula/bindProblem.ts';
import { evaluate } from '../../src/formula/evaluate.ts';
import { FormulaError } from '../../src/formula/formulaError.ts';
import { nearMisses } from '../../src/formula/nearMisses.ts';
import { type Formula, parseFormula } from '../../src/formula/parseFormula.ts';
import { matrixValue, toMatrix, type Value } from '../../src/formula/value.ts';
import { problemIn } from '../../src/network/problem.ts';
import { convert, frobeniusNorm } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { jacobiSystem } from '../../src/numbers/numberSystem.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import type { Case } from '../case.ts';
import type { Answer, Judge, Mutant } from '../claim.ts';
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

/** The formula's value over time at one precision, with the matrices of `extra` bound under their names. */
export function formulaOverTime(
  formula: Formula,
  { problem, lambda, extra }: Case,
  digits: number,
): (time: Rational) => Matrix<Decimal> {
  const field = decimalField(digits);
  const system = jacobiSystem(field);
  const inField = problemIn(field, problem);
  const further: Record<string, Value<Decimal>> = {};
  for (const [name, matrix] of Object.entries(extra)) {
    if (formula.symbols.has(name)) further[name] = matrixValue(convert(field, matrix));
  }
  return time => {
    const standard = bindProblem(system, inField, field.of(lambda), field.of(time));
    return toMatrix(field, evaluate(formula, system, extendBindings(standard, further)));
  };
}

/** The formula's value at the time of the case. */
export function valueAt(formula: Formula, given: Case, digits: number): Matrix<Decimal> {
  return formulaOverTime(formula, given, digits)(given.time);
}

/** A formula that is parsed when it is first needed: a claim that is only listed costs nothing. */
export type LazyFormula = () => Formula;

export function lazyFormula(text: string, options: Parameters<typeof parseFormula>[1]): LazyFormula {
  let formula: Formula | undefined;
  return () => {
    formula ??= parseFormula(text, options);
    return formula;
  };
}

/** Judges a formula for QQᵀ(t) block by block against the raw flow of the weights. */
export function correlationByFormula(formula: LazyFormula): Judge {
  return (given, effort) => {
    const truths = correlationBlocks(trueWeights(given, effort));
    const N = given.problem.sigmaYX.rows + given.problem.sigmaYX.cols;
    const blocksAt = (digits: number): Blocks => {
      const value = valueAt(formula(), given, digits);
      if (value.rows !== N || value.cols !== N)
        throw new WrongShape(`the formula gives ${value.shape}, QQᵀ is ${N}×${N}`);
      return qqtBlocks(value, given);
    };
    try {
      const [rough, fine] = [blocksAt(effort.working), blocksAt(Math.ceil(1.5 * effort.working))];
      const comparisons = truths.map(({ quantity, truth }) => {
        const size = sizeOf(truth.value, truths);
        // What two precisions of the formula agree on is certain.
        const digits = Math.min(-logResidual(rough[quantity]!, fine[quantity]!, size), effort.working);
        return { quantity, stated: { value: fine[quantity]!, digits }, truth, size };
      });
      return compare(comparisons, effort);
    } catch (error) {
      if (error instanceof FormulaError || error instanceof WrongShape) return failure('QQᵀ', error.message);
      throw error;
    }
  };
}

/** ‖block‖; where the true block is exactly zero, the norm of the largest block. */
function sizeOf(block: Matrix<Decimal>, all: readonly { readonly truth: Answer }[]): Decimal {
  const field = decimalField(30);
  const norm = (matrix: Matrix<Decimal>): Decimal => frobeniusNorm(field, matrix.map(field.cross));
  const own = norm(block);
  if (!field.isZero(own)) return own;
  return all.map(({ truth }) => norm(truth.value)).reduce((a, b) => (field.compare(a, b) > 0 ? a : b));
}

class WrongShape extends Error {}

/**
 * Near-misses of a formula, the first of each kind of edit, as mutants of its check. `misfits` keeps those whose symbolic
 * shapes do not fit: for formulas that fit under the claim's hypotheses only (Ni = No, say).
 */
export function formulaMutants(
  formula: LazyFormula,
  judge: (mutated: LazyFormula) => Judge,
  misfits: boolean = false,
): Mutant[] {
  const seen = new Set<string>();
  return nearMisses(formula(), { misfits })
    .filter(({ kind }) => !seen.has(kind) && seen.add(kind))
    .map(({ description, formula: mutated }) => ({ name: description, judge: judge(() => mutated) }));
}
