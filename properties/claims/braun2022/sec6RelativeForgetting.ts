import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { compare } from '../../../src/judge/compare.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { AT_THE_END } from '../../../src/judge/instant.ts';
import { limitEffort, limitOfFlow } from '../../../src/judge/limit.ts';
import { decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { convert, multiply, squaredNorm, subtract } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { fullRankTask } from '../../hypotheses/fullRankTask.ts';
import { nonSingularB } from '../../hypotheses/nonSingularB.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { minus, plus } from '../_exact.ts';
import { hadamardInputs, irreducible, lossAfterTraining, norm2, otherTask, SAMPLES, twoTasks } from '../_forgetting.ts';

// Tasks a (data X, Y), b (Σ_b) and c (the case's own). The loss on a after b is taken with the network at Σ_b, where training
// on b ends; then c is learned from the given start. The constant of task a must cancel.

const half = Rational.of(1, 2);
const distance = (given: Case, to: Case['problem']['sigmaYX']): Rational => norm2(minus(to, otherTask(given)));
const afterB = (given: Case): Rational => half.mul(distance(given, given.extra.sigmaB!)).add(irreducible(given));
const change = (given: Case): Rational =>
  half.mul(distance(given, given.problem.sigmaYX).sub(distance(given, given.extra.sigmaB!)));

const QUANTITY = 'loss on a after c, less the loss on a after b';
const judge = lossAfterTraining(QUANTITY, change, afterB);

const forgetting: Claim = {
  id: 'braun2022/sec-6:relative-forgetting',
  topic: 'Forgetting',
  title: 'Forgetting L_a(T_c) − L_a(T_b) is fixed by the similarity of the tasks before training',
  section: '6',
  place: 'section 6, continual learning',
  note: 'The weights after task b are any zero-balanced start of task c; that the network is at Σ_b then is taken as given.',
  grade: 'missing hypothesis',
  restsOn: ['braun2022/sec-6:loss-of-an-old-task'],
  readings: [
    {
      name: 'as printed',
      costly: true,
      statement: String.raw`\mathcal L_a(\mathcal T_c)-\mathcal L_a(\mathcal T_b)=\tfrac12\lVert\tilde{\mathbf\Sigma}_c-\tilde{\mathbf\Sigma}_a\rVert_F^2-\tfrac12\lVert\tilde{\mathbf\Sigma}_b-\tilde{\mathbf\Sigma}_a\rVert_F^2`,
      hypotheses: [whitened, zeroBalanced],
      evidence: 'high-precision',
      cases: twoTasks({ lambda: 'zero', task: 'non-zero', settles: true }),
      judge,
    },
    {
      name: 'with an extra hypothesis',
      statement: String.raw`\operatorname{rank}\!\left(\mathbf W_2^\top\tilde{\mathbf U}_c+\mathbf W_1\tilde{\mathbf V}_c\right)=\operatorname{rank}\tilde{\mathbf\Sigma}_c=\min(N_i,N_o)\text{ when task }c\text{ begins}`,
      hypotheses: [whitened, zeroBalanced, fullRankTask, nonSingularB],
      evidence: 'high-precision',
      cases: twoTasks({ lambda: 'zero', rank: 'full', settles: true }),
      judge,
    },
  ],
  mutants: [
    {
      name: 'factor ½ dropped',
      judge: lossAfterTraining(QUANTITY, given => change(given).mul(Rational.of(2)), afterB),
    },
    { name: 'b and c exchanged', judge: lossAfterTraining(QUANTITY, given => change(given).neg(), afterB) },
  ],
};

// “The relative change of loss” is (L_a(T_c) − L_a(T_b))/L_a(T_b), and its denominator holds the constant of task a, which its
// correlation does not tell. So two sets of data with the same Σ_a, one with more that no linear map explains, are compared.

/** Y with as much again that does not depend on the inputs: the last row of the Hadamard matrix, orthogonal to all inputs. */
function lessExplained({ extra: { Y } }: Case): Matrix<Rational> {
  const beside = hadamardInputs(SAMPLES).slice(SAMPLES - 1, SAMPLES, 0, SAMPLES);
  return plus(
    Y!,
    Matrix.generate(Y!.rows, SAMPLES, (_, p) => beside.at(0, p)),
  );
}

/** (L_a(T_c) − L_a(T_b))/L_a(T_b) for data Y, with the network at Σ_b before and at the end of training on c after. */
function relativeChange(given: Case, Y: Matrix<Rational>, end: ReturnType<typeof limitOfFlow>, working: number) {
  const field = decimalField(working + 10);
  const X = convert(field, given.extra.X!);
  const targets = convert(field, Y);
  const loss = (map: Matrix<ReturnType<typeof field.of>>) =>
    field.div(squaredNorm(field, subtract(field, multiply(field, map, X), targets)), field.of(2 * SAMPLES));
  const before = loss(convert(field, given.extra.sigmaB!));
  return field.div(field.sub(loss(end.map.value.map(field.cross)), before), before);
}

const sameForBothData: Judge = (given, effort) => {
  const end = limitOfFlow(given, effort);
  const [plain, other] = [given.extra.Y!, lessExplained(given)].map(Y =>
    relativeChange(given, Y, end, effort.working),
  ) as [ReturnType<typeof relativeChange>, ReturnType<typeof relativeChange>];
  const field = decimalField(effort.working + 10);
  const digits = end.map.digits - 1;
  const judgement = compare(
    [
      {
        quantity: 'relative change of the loss on a, for two sets of data with the same Σ_a',
        stated: { value: new Matrix(1, 1, [plain]), digits },
        truth: { value: new Matrix(1, 1, [other]), digits },
        size: field.add(field.one, field.abs(plain)),
      },
    ],
    limitEffort(effort),
  );
  return { ...judgement, at: AT_THE_END };
};

const lossBefore: Hypothesis = {
  name: 'some loss before',
  meaning: 'L_a(T_b) > 0: a relative change of it has a value',
  holds: given => afterB(given).sign() > 0,
};

const relative: Claim = {
  id: 'braun2022/sec-6:forgetting-is-relative-change',
  topic: 'Forgetting',
  title: 'The relative change of loss is fully determined by the similarity structure of the tasks',
  section: '6',
  place: 'section 6, continual learning, “the amount of forgetting, i.e. the relative change of loss”',
  note: 'Judged by its words: a relative change is divided by the loss before, which holds the constant c of the data of task a. Similarity is read as Σ_a, Σ_b and Σ_c. What the example of the text subtracts, L_a(T_c) − L_a(T_b), is fixed by them (also sec-6:relative-forgetting).',
  grade: 'wording',
  restsOn: ['braun2022/sec-6:loss-of-an-old-task'],
  readings: [
    {
      name: 'as printed',
      costly: true,
      statement: String.raw`\tilde{\mathbf\Sigma}_a=\tilde{\mathbf\Sigma}_{a'}\;\Rightarrow\;\frac{\mathcal L_a(\mathcal T_c)-\mathcal L_a(\mathcal T_b)}{\mathcal L_a(\mathcal T_b)}=\frac{\mathcal L_{a'}(\mathcal T_c)-\mathcal L_{a'}(\mathcal T_b)}{\mathcal L_{a'}(\mathcal T_b)}`,
      hypotheses: [whitened, zeroBalanced, fullRankTask, nonSingularB, lossBefore],
      evidence: 'high-precision',
      cases: twoTasks({ lambda: 'zero', rank: 'full', settles: true }),
      judge: sameForBothData,
    },
    {
      name: 'as corrected',
      statement: String.raw`\mathcal L_a(\mathcal T_c)-\mathcal L_a(\mathcal T_b)=\tfrac12\lVert\tilde{\mathbf\Sigma}_c-\tilde{\mathbf\Sigma}_a\rVert_F^2-\tfrac12\lVert\tilde{\mathbf\Sigma}_b-\tilde{\mathbf\Sigma}_a\rVert_F^2`,
      hypotheses: [whitened, zeroBalanced, fullRankTask, nonSingularB],
      evidence: 'high-precision',
      cases: twoTasks({ lambda: 'zero', rank: 'full', settles: true }),
      judge,
    },
  ],
  mutants: forgetting.mutants,
};

export const sec6RelativeForgetting: readonly Claim[] = [forgetting, relative];
