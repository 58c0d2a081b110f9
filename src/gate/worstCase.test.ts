import { describe, expect, it } from 'vitest';
import { gateSurroundings } from '../../cli/gateSurroundings.ts';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { drawCase } from '../../properties/arbitraries/gateDraw.ts';
import { flow } from '../../properties/trajectories/flow.ts';
import { problemIn } from '../network/problem.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { Rational } from '../numbers/rational.ts';
import { judgeCase } from './judgeCase.ts';
import { norm } from './split.ts';
import type { Subject } from './subject.ts';
import { closedFormAnswers, subjectOf } from './testing/testSubjects.ts';
import { findWorstCase } from './worstCase.ts';

/** Loses digits for large tasks and for short times: random cases reach far on one of the two, a slope leads along both. */
const sloping = (): Subject =>
  subjectOf(
    'sloping',
    question => {
      const { sigmaYX } = problemIn(float64Field, question.problem);
      const size = norm(sigmaYX);
      const phase = size * question.times.at(-1)!.toNumber();
      const error = 1e-13 * Math.max(1, size) * (phase > 0 ? Math.max(1, 1 / phase) ** 0.5 : 1);
      const factor = Rational.of(1).add(Rational.of(error));
      return closedFormAnswers(question).map(({ output }) => ({ output: output!.map(entry => entry.mul(factor)) }));
    },
    { quantities: ['output'], architectures: ['square'], lambda: ['zero'] },
  );

const STEPS = 30;

async function worstOfRandom(subject: Subject, cases: number): Promise<number> {
  let worst = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < cases; index++) {
    const { given } = drawCase('random', 4, index, subject.capabilities)!;
    const results = await judgeCase(subject, given, { truth: TRUTH, claims: flow, digits: 99 });
    for (const { digits, asked } of results) if (digits !== undefined && asked) worst = Math.max(worst, asked - digits);
  }
  return worst;
}

describe('findWorstCase', () => {
  it('follows a slope to a worse case than as many random ones have', async () => {
    const chains = [0, 1].map(chain =>
      findWorstCase(sloping(), { ...gateSurroundings(), seed: 4, chain, steps: STEPS }),
    );
    const found = Math.max(...(await Promise.all(chains)).map(worst => worst!.lost));
    expect(found).toBeGreaterThan((await worstOfRandom(sloping(), 2 * STEPS)) + 1);
  });

  it('is the same for the same seed and chain, and another for another', async () => {
    const [first, again, other] = await Promise.all(
      [1, 1, 2].map(chain => findWorstCase(sloping(), { ...gateSurroundings(), seed: 9, chain, steps: 8 })),
    );
    expect(again).toEqual(first);
    expect(other!.draw).not.toEqual(first!.draw);
  });

  it('stops at a case without an answer: nothing is worse', async () => {
    let asked = 0;
    const silent: Subject = {
      ...sloping(),
      ask: async () => {
        asked += 1;
        return { kind: 'invalid', message: 'NaN' };
      },
    };
    expect((await findWorstCase(silent, { ...gateSurroundings(), seed: 1, chain: 0, steps: 20 }))!.lost).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect(asked).toBe(1);
  });
});
