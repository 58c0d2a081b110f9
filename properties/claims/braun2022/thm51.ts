import { FormulaError } from '../../../src/formula/formulaError.ts';
import { braun2022Eq13, braun2022Eq13Symbols } from '../../../src/formula/papers/braun2022Eq13.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { compare, failure } from '../../../src/judge/compare.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import {
  certainDigits,
  formulaMutants,
  formulaNearMisses,
  judgeStated,
  type LazyFormula,
  lazyFormula,
} from '../../../src/judge/statedByFormula.ts';
import { sandwich, taskSvd } from '../../../src/judge/taskSvd.ts';
import { trueWeights } from '../../../src/judge/truth.ts';
import { decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { convert, frobeniusNorm, multiply, solve } from '../../../src/numbers/linearAlgebra.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { taskBasisCaseArbitrary } from '../../arbitraries/taskBasisCaseArbitrary.ts';
import { equalDimensions, fullRank, whitened, zeroBalanced } from '../../hypotheses/hypothesis.ts';

// W1 = A(0)Ṽᵀ and W2 = ŨA(0)ᵀ are zero-balanced for every A(0); then W1ᵀW1 = ṼAᵀAṼᵀ, so AᵀA = Ṽᵀ W1ᵀW1 Ṽ is read off the flow
// of the weights.

const cases = taskBasisCaseArbitrary();

const invertibleA: Hypothesis = {
  name: 'A(0) invertible',
  meaning: 'rank A(0) = Ni',
  holds: ({ extra: { A0 } }) => rank(rationalField, A0!) === A0!.rows,
};

function correlationInTaskBasis(formula: LazyFormula): Judge {
  return (given, effort) => {
    const weights = trueWeights(given, effort);
    const { V } = taskSvd(given.problem.sigmaYX, effort.working + 20);
    const field = decimalField(effort.working + 20);
    const W1 = weights.W1.map(field.cross);
    const gram = multiply(field, W1.transpose(), W1);
    const truth = { value: multiply(field, multiply(field, V.transpose(), gram), V), digits: weights.digits - 1 };
    // W1 = A0·Vbᵀ: the columns of Ṽ found by the SVD are those of the Vb built with, up to signs.
    const builtWith = solve(field, convert(field, given.extra.A0!), convert(field, given.problem.W1));
    const signs = multiply(field, builtWith, V).transpose();
    try {
      return judgeStated(formula(), given, effort, ({ value, log10Error }) => {
        const inBasis = sandwich(field, signs, value.map(field.cross), signs);
        const digits = certainDigits(log10Error, frobeniusNorm(field, inBasis), effort);
        return compare([{ quantity: 'AᵀA', stated: { value: inBasis, digits }, truth }], effort);
      });
    } catch (error) {
      if (error instanceof FormulaError) return failure('AᵀA', error.message);
      throw error;
    }
  };
}

const printed = lazyFormula(braun2022Eq13, { name: 'braun2022/eq-13', symbols: braun2022Eq13Symbols });

export const thm51: Claim = {
  id: 'braun2022/thm-5.1',
  topic: 'The Riccati equation and its closed forms',
  title: 'AᵀA(t) in the basis of the task',
  section: '5',
  place: 'theorem 5.1, equation 13',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\mathbf A^\top\mathbf A(t)=\left[e^{-\tilde{\mathbf S}\frac t\tau}\left(\mathbf A(0)^\top\mathbf A(0)\right)^{-1}e^{-\tilde{\mathbf S}\frac t\tau}+\left(\mathbf I-e^{-2\tilde{\mathbf S}\frac t\tau}\right)\tilde{\mathbf S}^{-1}\right]^{-1}`,
      formula: braun2022Eq13,
      hypotheses: [equalDimensions, whitened, zeroBalanced, fullRank, invertibleA],
      evidence: 'high-precision',
      cases,
      judge: correlationInTaskBasis(printed),
    },
  ],
  get mutants() {
    return formulaMutants(printed, correlationInTaskBasis, true);
  },
  get nearMisses() {
    return formulaNearMisses(printed, correlationInTaskBasis, true);
  },
};
