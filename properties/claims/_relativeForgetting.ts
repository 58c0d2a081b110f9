import type { Case } from '../../src/judge/case.ts';
import type { Claim, Judge } from '../../src/judge/claim.ts';
import { compare } from '../../src/judge/compare.ts';
import type { Hypothesis } from '../../src/judge/hypothesis.ts';
import { AT_THE_END } from '../../src/judge/instant.ts';
import { limitEffort, limitOfFlow } from '../../src/judge/limit.ts';
import { decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { convert, multiply, squaredNorm, subtract } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { fullRankTask } from '../hypotheses/fullRankTask.ts';
import { nonSingularB } from '../hypotheses/nonSingularB.ts';
import { whitened } from '../hypotheses/whitened.ts';
import { zeroBalanced } from '../hypotheses/zeroBalanced.ts';
import { minus, plus } from './_exact.ts';
import { hadamardInputs, irreducible, lossAfterTraining, norm2, otherTask, SAMPLES, twoTasks } from './_forgetting.ts';

// Tasks a (data X, Y), b (Σ_b) and c (the case's own). The loss on a after b is taken with the network at Σ_b, where training
// on b ends; then c is learned from the given start. The constant of task a must cancel.

const half = Rational.of(1, 2);
const distance = (given: Case, to: Case['problem']['sigmaYX']): Rational => norm2(minus(to, otherTask(given)));
const afterB = (given: Case): Rational => half.mul(distance(given, given.extra.sigmaB!)).add(irreducible(given));
const change = (given: Case): Rational =>
  half.mul(distance(given, given.problem.sigmaYX).sub(distance(given, given.extra.sigmaB!)));

/** Where two papers say it, and what they call the tasks: that looked back at, that learned before, that learned now. */
export interface ForgettingSource {
  readonly ids: { readonly difference: string; readonly relativeChange: string; readonly restsOn: string };
  readonly section: string;
  readonly places: { readonly difference: string; readonly relativeChange: string };
  readonly tasks: readonly [old: string, before: string, now: string];
}

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

const sameForBothData =
  (task: string): Judge =>
  (given, effort) => {
    const end = limitOfFlow(given, effort);
    const [plain, other] = [given.extra.Y!, lessExplained(given)].map(Y =>
      relativeChange(given, Y, end, effort.working),
    ) as [ReturnType<typeof relativeChange>, ReturnType<typeof relativeChange>];
    const field = decimalField(effort.working + 10);
    const digits = end.map.digits - 1;
    const judgement = compare(
      [
        {
          quantity: `relative change of the loss on ${task}, for two sets of data with the same Σ_${task}`,
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

/** Forgetting L_a(T_c) − L_a(T_b) by the correlations of three tasks, and its other name, the relative change of the loss. */
export function relativeForgetting({ ids, section, places, tasks: [a, b, c] }: ForgettingSource): readonly Claim[] {
  const quantity = `loss on ${a} after ${c}, less the loss on ${a} after ${b}`;
  const judge = lossAfterTraining(quantity, change, afterB);
  const [La, Sa, Sb, Sc] = [
    String.raw`\mathcal L_${a}`,
    ...[a, b, c].map(task => String.raw`\tilde{\mathbf\Sigma}_${task}`),
  ] as const;
  const difference = String.raw`${La}(\mathcal T_${c})-${La}(\mathcal T_${b})`;
  const equation = String.raw`${difference}=\tfrac12\lVert ${Sc}-${Sa}\rVert_F^2-\tfrac12\lVert ${Sb}-${Sa}\rVert_F^2`;
  const common = { topic: 'Forgetting', section, restsOn: [ids.restsOn] } as const;
  const mutants = [
    {
      name: 'factor ½ dropped',
      judge: lossAfterTraining(quantity, given => change(given).mul(Rational.of(2)), afterB),
    },
    { name: `${b} and ${c} exchanged`, judge: lossAfterTraining(quantity, given => change(given).neg(), afterB) },
  ];
  const everyTask = twoTasks({ lambda: 'zero', task: 'non-zero', settles: true });
  const fullTask = twoTasks({ lambda: 'zero', rank: 'full', settles: true });
  const zeroStart = [whitened, zeroBalanced] as const;
  return [
    {
      ...common,
      id: ids.difference,
      title: `Forgetting L_${a}(T_${c}) − L_${a}(T_${b}) is fixed by the similarity of the tasks before training`,
      place: places.difference,
      note: `The weights after task ${b} are any zero-balanced start of task ${c}; that the network is at Σ_${b} then is taken as given.`,
      grade: 'missing hypothesis',
      readings: [
        {
          name: 'as printed',
          costly: true,
          statement: equation,
          hypotheses: zeroStart,
          evidence: 'high-precision',
          cases: everyTask,
          judge,
        },
        {
          name: 'with an extra hypothesis',
          statement: String.raw`\operatorname{rank}\!\left(\mathbf W_2^\top\tilde{\mathbf U}_${c}+\mathbf W_1\tilde{\mathbf V}_${c}\right)=\operatorname{rank}${Sc}=\min(N_i,N_o)\text{ when task }${c}\text{ begins}`,
          hypotheses: [...zeroStart, fullRankTask, nonSingularB],
          evidence: 'high-precision',
          cases: fullTask,
          judge,
        },
      ],
      mutants,
    },
    {
      ...common,
      id: ids.relativeChange,
      title: 'The relative change of loss is fully determined by the similarity structure of the tasks',
      place: places.relativeChange,
      note: `Judged by its words: a relative change is divided by the loss before, which holds the constant c of the data of task ${a}. Similarity is read as Σ_${a}, Σ_${b} and Σ_${c}. What the text subtracts, L_${a}(T_${c}) − L_${a}(T_${b}), is fixed by them (also ${ids.difference.split('/')[1]}).`,
      grade: 'wording',
      readings: [
        {
          name: 'as printed',
          costly: true,
          statement: String.raw`${Sa}=\tilde{\mathbf\Sigma}_{${a}'}\;\Rightarrow\;\frac{${difference}}{${La}(\mathcal T_${b})}=\frac{\mathcal L_{${a}'}(\mathcal T_${c})-\mathcal L_{${a}'}(\mathcal T_${b})}{\mathcal L_{${a}'}(\mathcal T_${b})}`,
          hypotheses: [...zeroStart, fullRankTask, nonSingularB, lossBefore],
          evidence: 'high-precision',
          cases: fullTask,
          judge: sameForBothData(a),
        },
        {
          name: 'as corrected',
          statement: equation,
          hypotheses: [...zeroStart, fullRankTask, nonSingularB],
          evidence: 'high-precision',
          cases: fullTask,
          judge,
        },
      ],
      mutants,
    },
  ];
}
