import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { innerProduct, squaredNorm } from '../../../src/numbers/linearAlgebra.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { equalDimensions } from '../../hypotheses/equalDimensions.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { lambdaNonzero } from '../../hypotheses/lambdaNonzero.ts';
import { notBottlenecked } from '../../hypotheses/notBottlenecked.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { minus, plus, T, times } from '../_exact.ts';
import { exactly, isSo } from '../_exactly.ts';
import { SAMPLES, twoTasks } from '../_twoTasks.ts';
import { thesisClaim } from './_claim.ts';
import { diag, exactRoot, lettersOf, rectangular, thesisCases } from './_thesisCases.ts';
import { moment, rateFromData } from './thm441RateOfLoss.ts';

const SECTION = { section: '4.4', topic: 'Forgetting' } as const;
const HYPOTHESES = [whitened, lambdaBalanced] as const;
const cases = twoTasks({});
const half = Rational.of(1, 2);

/** The loss on task i from its samples, ½/P‖W2W1X − Y‖². */
function lossFromData(given: Case): Rational {
  const { X, Y } = given.extra;
  const error = minus(times(moment(given).P, X!), Y!);
  return squaredNorm(rationalField, error).div(Rational.of(2 * SAMPLES));
}

const lossIs = (constant: Rational, cross = Rational.ONE): Judge<Case> =>
  exactly(given => {
    const { P, Sigma_i } = moment(given);
    const own = half.mul(squaredNorm(rationalField, P)).sub(cross.mul(innerProduct(rationalField, P, Sigma_i)));
    const targets = squaredNorm(rationalField, given.extra.Y!).div(Rational.of(SAMPLES));
    return [['L_i', own.add(constant.mul(targets)), lossFromData(given)]];
  });

const LOSS = (share: string): string =>
  String.raw`\mathcal L_i(t)=\tfrac12\operatorname{Tr}[(\mathbf W_2\mathbf W_1)(\mathbf W_2\mathbf W_1)^\top]-\operatorname{Tr}[\mathbf W_2\mathbf W_1\tilde{\mathbf\Sigma}^{yx\top}]+\tfrac1{${share}P}\operatorname{Tr}[\mathbf Y\mathbf Y^\top]`;

/** Forgetting at any time by section 2.3.4, ½(‖W2W1 − Σi‖² − ‖Σj − Σi‖²), has the rate ⟨W2W1 − Σi, d(W2W1)/dt⟩. */
const sameRate = (shareOfForgetting: Rational, beside = Rational.ZERO): Judge<Case> =>
  exactly(given => {
    const { P, dP, Sigma_i } = moment(given);
    const ofForgetting = innerProduct(rationalField, minus(P, Sigma_i), dP).mul(shareOfForgetting);
    const ofLearned = innerProduct(rationalField, minus(P, given.problem.sigmaYX), dP).mul(beside);
    return [['dF_ijk/dt, beside dL_ik/dt', ofForgetting.add(ofLearned), rateFromData(given)]];
  });

const eq435 = thesisClaim({
  ...SECTION,
  id: 'eq-4.35',
  title: 'Loss and forgetting have the same rate at all times',
  place: 'theorem 4.4.1, part 1, equations 4.35 and 4.39',
  note: 'With F = L_i(t) − L_i(T_j) of equation 4.37 alone nothing could fail; judged with F by the correlations of the tasks, as the end of section 2.3.4 has it, beside the rate of the loss on the data. Every state is a start.',
  restsOn: ['sec-2.3.4:forgetting'],
  hypotheses: HYPOTHESES,
  cases,
  statement: String.raw`\frac d{dt}\mathcal L_{i,k}(t)=\frac d{dt}\mathcal F_{i,j,k}(t),\quad\mathcal F_{i,j,k}=\tfrac12\bigl(\lVert\mathbf W_2\mathbf W_1-\tilde{\mathbf\Sigma}_i\rVert_F^2-\lVert\tilde{\mathbf\Sigma}_j-\tilde{\mathbf\Sigma}_i\rVert_F^2\bigr)`,
  judge: sameRate(Rational.ONE),
  wrong: {
    'twice that': sameRate(Rational.of(2)),
    'the rate on the task being learned, too': sameRate(Rational.ONE, Rational.ONE),
  },
});

const eq440 = thesisClaim({
  ...SECTION,
  id: 'eq-4.40',
  title: 'The loss by correlations, with Tr YYᵀ/P',
  place: 'proof of theorem 4.4.1, equation 4.40',
  note: 'The mean squared error has ½ before all of its terms: at W = 0 it is Tr YYᵀ/(2P). Its rate is not touched by it. Samples are those of a Hadamard matrix.',
  grade: 'wrong constant or sign',
  hypotheses: HYPOTHESES,
  cases,
  statement: LOSS(''),
  judge: lossIs(Rational.ONE),
  corrected: { statement: LOSS('2'), judge: lossIs(half) },
  wrong: {
    'as printed': lossIs(Rational.ONE),
    'no constant': lossIs(Rational.ZERO),
    'half the second term': lossIs(half, half),
  },
});

const rateIs = (cross: Rational): Judge<Case> =>
  exactly(given => {
    const { P, dP, Sigma_i } = moment(given);
    const stated = innerProduct(rationalField, dP, P).sub(cross.mul(innerProduct(rationalField, dP, Sigma_i)));
    return [['dL_i/dt', stated, rateFromData(given)]];
  });

const eq441 = thesisClaim({
  ...SECTION,
  id: 'eq-4.41',
  title: 'The rate of the loss, term by term',
  place: 'proof of theorem 4.4.1, equation 4.41',
  restsOn: ['eq-4.40'],
  hypotheses: HYPOTHESES,
  cases,
  statement: String.raw`\frac d{dt}\mathcal L_i(t)=\operatorname{Tr}\Bigl[\frac d{dt}(\mathbf W_2\mathbf W_1)\,(\mathbf W_2\mathbf W_1)^\top\Bigr]-\operatorname{Tr}\Bigl[\frac d{dt}(\mathbf W_2\mathbf W_1)\,\tilde{\mathbf\Sigma}^{yx\top}\Bigr]`,
  judge: rateIs(Rational.ONE),
  wrong: { 'half the second term': rateIs(half), 'the other sign of it': rateIs(Rational.of(-1)) },
});

// The solution of theorem 3.3.1 divides by B. Weights that have learned a first task are λ-balanced with that task for W2W1, and so is every λ-balanced start:
// the second task is drawn beside it. For λ ≠ 0 and equal widths one layer is invertible, no saddle is left, and B has its full rank.

/** Rank of B = S2UᵀŨ(A + XA) + S1VᵀṼ(A − XA); at λ = 0 its limit, A = I and X = 0. */
function rankOfB(given: Case): number {
  const { m, lambda, U, V, s1, s2, Ut, Vt, st, k } = lettersOf(given);
  const x = k.map((value, mode) =>
    lambda.sign() === 0 ? Rational.ZERO : value.sub(st[mode]!).mul(Rational.of(2)).div(lambda),
  );
  const a = x.map(value => Rational.ONE.div(exactRoot(Rational.ONE.add(value.mul(value)))));
  const [A, XA] = [diag(a), diag(a.map((value, mode) => value.mul(x[mode]!)))];
  const ofOutputs = times(rectangular(m, m, s2), T(U), Ut, plus(A, XA));
  const ofInputs = times(rectangular(m, m, s1), T(V), Vt, minus(A, XA));
  return rank(rationalField, plus(ofOutputs, ofInputs));
}

const bHasRank = (missing: number): Judge<Case> =>
  isSo(given => {
    const [found, m] = [rankOfB(given), given.problem.W1.cols];
    return { quantity: 'rank of B', isSo: found === m - missing, reason: `rank ${found} of ${m}` };
  });

const equalWidths = thesisCases({ accepts: ({ Ni, Nh, No }) => Ni === No && Nh === Ni, silent: false });

const secondTask = thesisClaim({
  ...SECTION,
  topic: 'Proof of theorem 3.3.1',
  id: 'sec-4.4:solution-on-a-second-task',
  title: 'What a second task starts from has all that the solution of theorem 3.3.1 needs',
  place: 'section 4.4, second and third paragraph',
  note: 'Balance is conserved (theorem 2.2.1) and ranks are full after a task of full rank; B is the rest. At λ = 0 the reversal of a task makes it singular, as for braun2022/sec-6:any-sequence-of-tasks; for λ ≠ 0 and equal widths it never is. B at λ = 0 is the limit, A = I, X = 0.',
  grade: 'missing hypothesis',
  restsOn: ['thm-2.2.1', 'thm-3.3.1.3'],
  hypotheses: [...HYPOTHESES, equalDimensions, notBottlenecked],
  cases: equalWidths,
  statement: String.raw`\operatorname{rank}\mathbf B=n_i=n_o`,
  judge: bHasRank(0),
  narrowed: { hypotheses: [...HYPOTHESES, equalDimensions, notBottlenecked, lambdaNonzero] },
  wrong: { 'one less': bHasRank(1) },
});

export const sec44: readonly Claim[] = [eq435, eq440, eq441, secondTask];
