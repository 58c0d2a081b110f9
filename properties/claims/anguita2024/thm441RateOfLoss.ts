import type fc from 'fast-check';
import { exactVelocity } from '../../../oracles/taylor/exactVelocity.ts';
import { type Environment, extendEnvironment, standardEnvironment } from '../../../src/formula/environment.ts';
import { FormulaError } from '../../../src/formula/formulaError.ts';
import { type LazyFormula, lazyFormula } from '../../../src/formula/lazyFormula.ts';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { compare, failure } from '../../../src/judge/compare.ts';
import { exactAnswer } from '../../../src/judge/exactAnswer.ts';
import { formulaMutants, formulaNearMisses } from '../../../src/judge/formulaMutants.ts';
import { AT_START } from '../../../src/judge/instant.ts';
import { valueAt } from '../../../src/judge/valueOfFormula.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { minus, plus, times } from '../_exact.ts';
import { otherTask, twoTasks } from '../_twoTasks.ts';

// L_i = ½‖P − Σ_i‖² + c, so dL_i/dt = Tr(Ṗ(P − Σ_i)ᵀ) with Ṗ = Ẇ2W1 + W2Ẇ1 of the flow on the task that is learned. Every state
// is the start of a flow: checked at the initial weights, where all is rational. Eq. 4.36 has the parenthesis in the wrong place.

/** P = W2W1 and its rate dP at one moment of training, and Sigma_i, the correlation of the task that is looked at. */
export const anguita2024Eq436Symbols: Environment = extendEnvironment(standardEnvironment, {
  P: { kind: 'matrix', rows: 'No', cols: 'Ni', meaning: 'network function W2*W1' },
  dP: { kind: 'matrix', rows: 'No', cols: 'Ni', meaning: 'its rate of change' },
  Sigma_i: { kind: 'matrix', rows: 'No', cols: 'Ni', meaning: 'correlation of task i' },
});

/** anguita2024, eq. 4.36 (theorem 4.4.1, part 2), as printed. */
export const anguita2024Eq436: string = "trace(dP*P' - Sigma_i')";

/** The same with the parentheses of eq. 4.42, the last line of its proof. */
export const anguita2024Eq436Corrected: string = "trace(dP*(P' - Sigma_i'))";

const printed = lazyFormula(anguita2024Eq436, { name: 'anguita2024/eq-4.36', symbols: anguita2024Eq436Symbols });
const corrected = lazyFormula(anguita2024Eq436Corrected, {
  name: 'anguita2024/eq-4.42',
  symbols: anguita2024Eq436Symbols,
});

export function moment(given: Case): { P: Matrix<Rational>; dP: Matrix<Rational>; Sigma_i: Matrix<Rational> } {
  const { W1, W2 } = given.problem;
  const velocity = exactVelocity(given.problem);
  return { P: times(W2, W1), dP: plus(times(velocity.W2, W1), times(W2, velocity.W1)), Sigma_i: otherTask(given) };
}

/** ½/P·d‖W2W1X − Y‖²/dt from the data of task i: Σ over samples of error times rate. */
export function rateFromData(given: Case): Rational {
  const { P, dP } = moment(given);
  const { X, Y } = given.extra;
  const error = minus(times(P, X!), Y!);
  const rate = times(dP, X!);
  const sum = error.data.reduce((total, entry, i) => total.add(entry.mul(rate.data[i]!)), Rational.ZERO);
  return sum.div(Rational.of(X!.cols));
}

export function rateOfLoss(formula: LazyFormula): Judge {
  return (given, effort) => {
    const extended = { ...given, extra: { ...moment(given) } };
    try {
      const stated = { value: valueAt(formula(), extended, effort.working + 10), digits: effort.working };
      const truth = exactAnswer(rateFromData(given), effort);
      return { ...compare([{ quantity: 'dL_i/dt', stated, truth }], effort), at: AT_START };
    } catch (error) {
      if (error instanceof FormulaError) return { ...failure('dL_i/dt', error.message), at: AT_START };
      throw error;
    }
  };
}

const cases: fc.Arbitrary<Case> = twoTasks({});

export const thm441RateOfLoss: Claim = {
  id: 'anguita2024/thm-4.4.1.2',
  topic: 'Forgetting',
  title: 'Rate of the loss on task i while another task is learned',
  section: '4.4',
  place: 'theorem 4.4.1, part 2, equation 4.36',
  note: 'Equation 4.42, the end of the proof, has the parentheses right.',
  grade: 'sizes and notation',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\frac{d}{dt}\mathcal L_i(t)=\operatorname{Tr}\left(\frac{d}{dt}(\mathbf W_2\mathbf W_1)\,(\mathbf W_2\mathbf W_1)^\top-\tilde{\mathbf\Sigma}_i^{yx\top}\right)`,
      formula: anguita2024Eq436,
      hypotheses: [whitened, lambdaBalanced],
      evidence: 'exact',
      cases,
      judge: rateOfLoss(printed),
    },
    {
      name: 'as corrected',
      statement: String.raw`\frac{d}{dt}\mathcal L_i(t)=\operatorname{Tr}\left(\frac{d}{dt}(\mathbf W_2\mathbf W_1)\left((\mathbf W_2\mathbf W_1)^\top-\tilde{\mathbf\Sigma}_i^{yx\top}\right)\right)`,
      formula: anguita2024Eq436Corrected,
      hypotheses: [whitened, lambdaBalanced],
      evidence: 'exact',
      cases,
      judge: rateOfLoss(corrected),
    },
  ],
  get mutants() {
    return formulaMutants(corrected, rateOfLoss);
  },
  get nearMisses() {
    return formulaNearMisses(corrected, rateOfLoss);
  },
};
