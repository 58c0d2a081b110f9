import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { drawCase } from '../../properties/arbitraries/gateDraw.ts';
import { GATE_CLAIMS } from '../../properties/trajectories/index.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { isFailure } from './gateRecord.ts';
import { judgeCase } from './judgeCase.ts';
import { QUANTITIES, type Subject, type Values } from './subject.ts';
import type { SubjectClaim } from './subjectClaim.ts';
import {
  type Answering,
  closedFormAnswers,
  closedFormSubject,
  hamiltonianAnswers,
  subjectOf,
  taylorAnswers,
  taylorSubject,
} from './testing/testSubjects.ts';

const CASES = 36;

/** Claims that fail on one of the first cases of a seed, and how often each was decided; no more cases once all have failed. */
async function judged(
  subject: Subject,
  {
    digits = 10,
    cases = CASES,
    claims = GATE_CLAIMS,
  }: { digits?: number; cases?: number; claims?: readonly SubjectClaim[] } = {},
) {
  const failed = new Set<string>();
  const decided = new Map<string, number>();
  for (let index = 0; index < cases && failed.size < claims.length; index++) {
    const drawn = drawCase('mutants', 3, index, subject.capabilities)!;
    for (const { claim, outcome } of await judgeCase(subject, drawn.given, { truth: TRUTH, claims, digits })) {
      if (isFailure(outcome)) failed.add(claim);
      if (outcome === 'held' || outcome === 'failed') decided.set(claim, (decided.get(claim) ?? 0) + 1);
    }
  }
  return { failed, decided };
}

const changedValues =
  (answers: Answering, change: (values: Values) => Values): Answering =>
  question =>
    answers(question).map(change);

const scaled = (a: Matrix<Rational>, factor: Rational) => a.map(entry => entry.mul(factor));

/** t/τ up to which the Hamiltonian solver keeps its digits. */
const SHORT = { quantities: ['qqt', 'W1W1', 'W2W2', 'output'], largestTime: 0.1 } as const;

describe('right subjects', () => {
  it('the closed form passes every claim, and every claim that it can be judged by is decided', async () => {
    const { failed, decided } = await judged(closedFormSubject(), { cases: 90 });
    expect([...failed]).toEqual([]);
    const needWeights = ['flow:weights', 'domine2025/a2:persistence', 'relation:semigroup'];
    for (const { id } of GATE_CLAIMS) {
      if (!needWeights.includes(id)) expect(decided.get(id) ?? 0, id).toBeGreaterThan(3);
    }
  });

  it('a Taylor series of the raw flow in float64, which knows no closed form and gives weights, passes too', async () => {
    const { failed, decided } = await judged(taylorSubject(), { cases: 25 });
    expect([...failed]).toEqual([]);
    for (const id of ['flow:weights', 'domine2025/a2:persistence', 'relation:semigroup'])
      expect(decided.get(id) ?? 0, id).toBeGreaterThan(15);
  });

  it('so does the exponential of the Hamiltonian, as long as little has grown', async () => {
    expect([...(await judged(subjectOf('hamiltonian', hamiltonianAnswers(), SHORT), { digits: 6 })).failed]).toEqual(
      [],
    );
  });
});

/** Wrong subjects and the claims that must refute each. */
const MUTANTS: readonly { name: string; subject: () => Subject; killers: readonly string[]; digits?: number }[] = [
  {
    name: 'wrong sign of λ',
    subject: () =>
      subjectOf(
        'm',
        hamiltonianAnswers(({ lambda }) => ({ lambda: -lambda })),
        SHORT,
      ),
    killers: [
      'flow:qqt',
      'flow:W1W1',
      'flow:W2W2',
      'flow:output',
      'domine2025/lemma-a.1:riccati-equation',
      'blocks:balance',
    ],
  },
  {
    name: 'drops λ',
    subject: () =>
      subjectOf(
        'm',
        hamiltonianAnswers(() => ({ lambda: 0 })),
        SHORT,
      ),
    killers: ['flow:qqt', 'domine2025/lemma-a.1:riccati-equation', 'blocks:balance'],
  },
  {
    name: 'factor 2 in the rate',
    subject: () =>
      subjectOf('m', ({ times, ...question }) =>
        closedFormAnswers({ ...question, times: times.map(time => time.mul(Rational.of(2))) }),
      ),
    killers: ['flow:qqt', 'flow:output', 'flow:loss', 'flow:ntk', 'domine2025/lemma-a.1:riccati-equation'],
  },
  {
    name: 'forgets τ',
    subject: () =>
      subjectOf('m', ({ problem, ...question }) =>
        closedFormAnswers({ ...question, problem: { ...problem, tau: Rational.ONE } }),
      ),
    killers: ['flow:qqt', 'domine2025/lemma-a.1:riccati-equation', 'relation:time-unit'],
  },
  {
    name: 'transposed product',
    subject: () =>
      subjectOf(
        'm',
        changedValues(closedFormAnswers, values =>
          values.output!.rows === values.output!.cols ? { ...values, output: values.output!.transpose() } : values,
        ),
      ),
    killers: ['flow:output', 'flow:start', 'flow:quantities-agree', 'relation:basis-change', 'blocks:balance'],
  },
  {
    name: 'wrong plateau',
    subject: () =>
      subjectOf('m', ({ problem, ...question }) =>
        closedFormAnswers({
          ...question,
          problem: { ...problem, sigmaYX: scaled(problem.sigmaYX, Rational.of(15, 16)) },
        }),
      ),
    killers: ['flow:output', 'flow:loss', 'braun2022/thm-3.2', 'braun2022/sec-6:loss-of-an-old-task'],
  },
  {
    name: 'relative noise of 1e-9 in one block',
    digits: 10,
    subject: () =>
      subjectOf(
        'm',
        changedValues(closedFormAnswers, values => ({
          ...values,
          W2W2: scaled(values.W2W2!, Rational.of('1.000000001')),
        })),
      ),
    killers: ['flow:W2W2', 'flow:start', 'flow:quantities-agree', 'domine2025/sec-3:ntk'],
  },
  {
    name: 'QQᵀ wrong above the diagonal only',
    subject: () =>
      subjectOf(
        'm',
        changedValues(closedFormAnswers, values => {
          const Ni = values.W1W1!.rows;
          return { ...values, qqt: values.qqt!.map((entry, i, j) => (i < Ni && j >= Ni ? entry.neg() : entry)) };
        }),
      ),
    killers: ['flow:qqt', 'domine2025/eq-1'],
  },
  {
    name: 'remembers the last problem of the same shape',
    subject: () => {
      let last: Parameters<Answering>[0] | undefined;
      return subjectOf('m', question => {
        const known = last;
        last = question;
        const same =
          known?.problem.W1.shape === question.problem.W1.shape && known.problem.W2.shape === question.problem.W2.shape;
        return closedFormAnswers(same ? { ...question, problem: known.problem } : question);
      });
    },
    killers: ['relation:weight-unit'],
  },
  {
    name: 'counts the loss twice',
    subject: () =>
      subjectOf(
        'm',
        changedValues(closedFormAnswers, values => ({ ...values, loss: scaled(values.loss!, Rational.of(2)) })),
      ),
    killers: ['flow:loss', 'flow:quantities-agree'],
  },
  {
    name: 'a loss that ends below the bound of a bottleneck and turns up again',
    subject: () =>
      subjectOf('m', question =>
        closedFormAnswers(question).map((values, index) => ({
          ...values,
          loss: scaled(values.loss!, Rational.of(1 + (index % 2), 4)),
        })),
      ),
    killers: ['flow:loss-never-increases', 'domine2025/sec-4:bottleneck-never-zero-loss'],
  },
  {
    name: 'learns what a bottleneck has no room for',
    subject: () =>
      subjectOf('m', question =>
        closedFormAnswers(question).map(values => ({
          ...values,
          output: values.output!.map((entry, i, j) =>
            entry.add(question.problem.sigmaYX.at(i, j).mul(Rational.of('1e-6'))),
          ),
        })),
      ),
    killers: ['domine2025/sec-5:rank-of-the-task-exceeds-the-network', 'flow:output'],
  },
  {
    name: 'crosses zero where the sign of the determinant is kept',
    subject: () =>
      subjectOf(
        'm',
        changedValues(closedFormAnswers, values => ({
          ...values,
          output: values.output!.map((entry, i) => (i === 0 ? entry.neg() : entry)),
        })),
      ),
    killers: ['flow:sign-of-determinant', 'flow:output'],
  },
  {
    name: 'W2 too large by 1e-7',
    digits: 8,
    subject: () =>
      subjectOf(
        'm',
        changedValues(taylorAnswers, values => ({ ...values, W2: scaled(values.W2!, Rational.of('1.0000001')) })),
        { quantities: QUANTITIES },
      ),
    killers: ['flow:weights', 'domine2025/a2:persistence', 'relation:semigroup'],
  },
];

describe('wrong subjects', () => {
  it.each(MUTANTS)('$name is refuted', async ({ subject, killers, digits = 6 }) => {
    const claims = GATE_CLAIMS.filter(({ id }) => killers.includes(id));
    const { failed } = await judged(subject(), { digits, claims });
    for (const killer of killers) expect([...failed], killer).toContain(killer);
  });

  it('every claim refutes one of them', () => {
    const killed = new Set(MUTANTS.flatMap(({ killers }) => killers));
    // The others refute subjects of relations.test.ts.
    const elsewhere = ['transposition', 'permutation', 'rotation', 'direct-sum', 'repetition'].map(
      id => `relation:${id}`,
    );
    for (const { id } of GATE_CLAIMS) if (!elsewhere.includes(id)) expect([...killed], id).toContain(id);
  });
});
