import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { closedForm } from '../../src/dynamics/closedForm.ts';
import { isFailure } from '../../src/gate/gateRecord.ts';
import { judgeCase } from '../../src/gate/judgeCase.ts';
import { norm } from '../../src/gate/split.ts';
import type { Question, Subject } from '../../src/gate/subject.ts';
import { closedFormSubject, subjectOf } from '../../src/gate/testing/testSubjects.ts';
import { type Problem, problemIn } from '../../src/network/problem.ts';
import type { Truth } from '../../src/network/truth.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { drawCase } from '../arbitraries/gateDraw.ts';
import { RELATIONS } from './relations/index.ts';

// Each wrong subject multiplies QQᵀ by 1 + 1e-4·f, where f feels what one relation changes and as little else as can be.

type Feeling = (parts: {
  readonly W1: Matrix<number>;
  readonly W2: Matrix<number>;
  readonly sigmaYX: Matrix<number>;
  readonly tau: number;
  readonly call: number;
}) => number;

function feeling(f: Feeling): Subject {
  let call = 0;
  return subjectOf(
    'feeling',
    (question: Question) => {
      call += 1;
      const factor = Rational.of(1 + 1e-4 * f({ ...problemIn(float64Field, question.problem), call }));
      return rightQqts(question).map(qqt => ({ qqt: qqt.map(entry => entry.mul(factor)) }));
    },
    { quantities: ['qqt'] },
  );
}

const qqts = new Map<string, readonly Matrix<Rational>[]>();

/** All subjects are asked the same: each question is answered once. */
function rightQqts({ problem, times }: Question): readonly Matrix<Rational>[] {
  const { W1, W2, sigmaYX, tau } = problem;
  const key = [W1, W2, sigmaYX]
    .map(({ shape, data }) => `${shape} ${data}`)
    .concat(`${tau} ${times}`)
    .join('; ');
  const known = qqts.get(key);
  if (known !== undefined) return known;
  const flow = closedForm(problemIn(float64Field, problem));
  const made = times.map(time => flow.qqt(time.toNumber()).map(entry => Rational.of(entry)));
  qqts.set(key, made);
  return made;
}

const rows = (a: Matrix<number>) => a.toRows().map(row => Math.hypot(...row));
const columns = (a: Matrix<number>) => rows(a.transpose());
const fourth = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size ** 4, 0) || 1;
const weighted = (sizes: readonly number[]) => sizes.reduce((sum, size, index) => sum + index * size ** 2, 0);
const whole = ({ W1, W2 }: { W1: Matrix<number>; W2: Matrix<number> }) => norm(W1) ** 2 + norm(W2) ** 2 || 1;

const SUBJECTS: readonly { name: string; feels: Feeling; refutedBy: readonly string[] }[] = [
  {
    name: 'the hidden units one by one',
    feels: parts => fourth([...rows(parts.W1), ...columns(parts.W2)]) / whole(parts) ** 2,
    refutedBy: ['rotation', 'direct-sum'],
  },
  {
    name: 'which layer is larger',
    feels: parts => norm(parts.W1) ** 2 / whole(parts),
    refutedBy: ['transposition', 'direct-sum'],
  },
  { name: 'τ', feels: ({ tau }) => tau / 4, refutedBy: ['time-unit'] },
  { name: 'the unit of the weights', feels: parts => 1 / (1 + whole(parts)), refutedBy: ['weight-unit', 'direct-sum'] },
  { name: 'how many hidden units there are', feels: ({ W1 }) => W1.rows, refutedBy: ['direct-sum'] },
  {
    name: 'the order of the inputs',
    feels: ({ sigmaYX }) => weighted(columns(sigmaYX)) / (norm(sigmaYX) ** 2 || 1),
    refutedBy: ['permutation', 'basis-change', 'transposition', 'direct-sum'],
  },
  {
    name: 'the axes of the inputs and outputs, in any order',
    feels: ({ sigmaYX }) => (fourth(columns(sigmaYX)) + fourth(rows(sigmaYX))) / (norm(sigmaYX) ** 4 || 1),
    refutedBy: ['basis-change', 'direct-sum'],
  },
  {
    name: 'how often it was asked',
    feels: ({ call }) => call / 10,
    refutedBy: RELATIONS.map(({ id }) => id.slice('relation:'.length)).filter(id => id !== 'semigroup'),
  },
];

/** What every subject here can be asked about. */
const CASES = Array.from(
  { length: 24 },
  (_, index) => drawCase('relations', 1, index, closedFormSubject().capabilities)!.given,
);

const answers = new Map<Problem, Map<string, ReturnType<Truth['weights']>>>();

/** Asked about the same cases by all subjects, and once about each. */
const truth: Truth = {
  ...TRUTH,
  weights: (problem, times, precision) => {
    const known = answers.get(problem) ?? new Map();
    answers.set(problem, known);
    const key = `${times} ${JSON.stringify(precision)}`;
    const answer = known.get(key) ?? TRUTH.weights(problem, times, precision);
    known.set(key, answer);
    return answer;
  },
};

async function refutations(subject: Subject): Promise<string[]> {
  const failed = new Set<string>();
  for (const given of CASES)
    for (const { claim, outcome } of await judgeCase(subject, given, { truth, claims: RELATIONS, digits: 10 }))
      if (isFailure(outcome)) failed.add(claim);
  return [...failed];
}

describe('relations', () => {
  it.each(SUBJECTS)(
    'a subject that feels $name is refuted by exactly those relations that change it',
    async ({ feels, refutedBy }) => {
      expect((await refutations(feeling(feels))).sort()).toEqual(refutedBy.map(id => `relation:${id}`).sort());
    },
  );

  it('hold for the closed form', async () => {
    expect(await refutations(closedFormSubject())).toEqual([]);
  });
});
