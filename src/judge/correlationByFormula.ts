import { FormulaError } from '../formula/formulaError.ts';
import type { LazyFormula } from '../formula/lazyFormula.ts';
import { type NamedBlocks, namedBlocks } from '../network/observables/blocks.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { certainDigits } from './boundedValue.ts';
import type { Case } from './case.ts';
import type { Judge } from './claim.ts';
import { compare, failure } from './compare.ts';
import { normOf, sized, WrongShape } from './compareStated.ts';
import { judgeStated } from './judgeStated.ts';
import { correlationBlocks, trueWeights } from './truth.ts';

/** Judges a formula for QQᵀ(t) block by block against the raw flow of the weights. */
export function correlationByFormula(formula: LazyFormula): Judge {
  return (given, effort) => {
    try {
      return judgeStated(formula(), given, effort, stated => {
        // After the formula: where it has no value, the oracle need not be asked.
        const truths = sized(correlationBlocks(trueWeights(given, effort)));
        const [values, errors] = [qqtBlocks(stated.value, given), qqtBlocks(stated.log10Error, given)];
        const comparisons = truths.map(({ quantity, truth, size = normOf(truth.value) }) => {
          const digits = certainDigits(errors[quantity], size, effort);
          return { quantity, stated: { value: values[quantity], digits }, truth, size };
        });
        return compare(comparisons, effort);
      });
    } catch (error) {
      if (error instanceof FormulaError && error.code === 'PRECISION') throw error;
      if (error instanceof FormulaError || error instanceof WrongShape) return failure('QQᵀ', error.message);
      throw error;
    }
  };
}

/** The blocks of a (Ni+No)×(Ni+No) matrix under the names of QQᵀ. */
export function qqtBlocks<T>(value: Matrix<T>, { problem: { W1, W2 } }: Case): NamedBlocks<Matrix<T>> {
  const [Ni, N] = [W1.cols, W1.cols + W2.rows];
  if (value.rows !== N || value.cols !== N) throw new WrongShape(`the formula gives ${value.shape}, QQᵀ is ${N}×${N}`);
  return namedBlocks(value, Ni);
}
