import type fc from 'fast-check';
import { type Decimal, decimalField } from '../../../oracles/decimalField.ts';
import { FormulaError } from '../../../src/formula/formulaError.ts';
import { braun2022Eq13, braun2022Eq13Symbols } from '../../../src/formula/papers/braun2022Eq13.ts';
import { problem } from '../../../src/network/problem.ts';
import { convert, multiply, solve } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { orthogonalDraw, orthogonalFrom } from '../../arbitraries/orthogonalDraw.ts';
import { drawRecord, draws, indexInto, table } from '../../arbitraries/table.ts';
import { timeArbitrary } from '../../arbitraries/timeArbitrary.ts';
import type { Case } from '../../case.ts';
import type { Claim, Judge } from '../../claim.ts';
import { compare, failure } from '../../compare.ts';
import { equalDimensions, fullRank, type Hypothesis, whitened, zeroBalanced } from '../../hypothesis.ts';
import { logResidual } from '../../measure/residual.ts';
import { timeOfPhase } from '../../regime.ts';
import { sandwich, taskSvd } from '../../taskSvd.ts';
import { trueWeights } from '../../truth.ts';
import { T, times } from '../_exact.ts';
import { formulaMutants, type LazyFormula, lazyFormula, valueAt } from '../_statedByFormula.ts';

// W1 = A(0)Ṽᵀ and W2 = ŨA(0)ᵀ are zero-balanced for every A(0); then W1ᵀW1 = ṼAᵀAṼᵀ, so AᵀA = Ṽᵀ W1ᵀW1 Ṽ is read off the flow of the weights. Singular values
// of the task are drawn falling and apart, so that the Ṽ of its SVD is the one the weights were built with, up to signs.

const ENTRIES = table('1', '2', '0', '-1', '1/2', '3');
const GAPS = table('1', '1/2', '2');

const cases: fc.Arbitrary<Case> = drawRecord({
  size: indexInto([1, 2, 3]),
  entries: draws(9, indexInto(ENTRIES)),
  gaps: draws(3, indexInto(GAPS)),
  U: orthogonalDraw(3),
  V: orthogonalDraw(3),
  phase: timeArbitrary(),
}).map(({ size, entries, gaps, U, V, phase }) => {
  const n = size + 1;
  const [left, right] = [orthogonalFrom(U, n), orthogonalFrom(V, n)];
  const values = Array.from({ length: n }, (_, k) =>
    gaps.slice(k, n).reduce((sum, gap) => sum.add(GAPS[gap]!), Rational.ZERO),
  );
  const S = Matrix.generate(n, n, (i, j) => (i === j ? values[i]! : Rational.ZERO));
  const A0 = Matrix.generate(n, n, (i, j) => ENTRIES[entries[i * 3 + j]!]!);
  const start = problem({ W1: times(A0, T(right)), W2: times(left, T(A0)), sigmaYX: times(left, S, T(right)) });
  return { problem: start, lambda: Rational.ZERO, time: timeOfPhase(start, Rational.ZERO, phase), extra: { A0 } };
});

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
      const [rough, fine] = [effort.working, Math.ceil(1.5 * effort.working)].map(digits =>
        sandwich(field, signs, valueAt(formula(), given, digits).map(field.cross), signs),
      ) as [Matrix<Decimal>, Matrix<Decimal>];
      const digits = Math.min(-logResidual(rough, fine), effort.working);
      return compare([{ quantity: 'AᵀA', stated: { value: fine, digits }, truth }], effort);
    } catch (error) {
      if (error instanceof FormulaError) return failure('AᵀA', error.message);
      throw error;
    }
  };
}

const printed = lazyFormula(braun2022Eq13, { name: 'braun2022/eq-13', symbols: braun2022Eq13Symbols });

export const thm51: Claim = {
  id: 'braun2022/thm-5.1',
  theorem: 'The Riccati equation and its closed forms',
  title: 'AᵀA(t) in the basis of the task',
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
};
