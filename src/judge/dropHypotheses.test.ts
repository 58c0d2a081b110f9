import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { flowCaseArbitrary } from '../../properties/arbitraries/flowCaseArbitrary.ts';
import { CLAIMS } from '../../properties/claims/index.ts';
import { prop6AnyDepth } from '../../properties/claims/wendin2025/prop6AnyDepth.ts';
import { VIOLATING } from '../../properties/hypotheses/violations.ts';
import { DloError } from '../errors.ts';
import { balances } from '../network/balance.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { squaredNorm } from '../numbers/linearAlgebra.ts';
import { rationalField } from '../numbers/rationalField.ts';
import type { FlowCase } from './case.ts';
import type { Claim, Judge } from './claim.ts';
import { compare } from './compare.ts';
import { DROP_SETTINGS, dropHypotheses } from './dropHypotheses.ts';
import type { Hypothesis } from './hypothesis.ts';
import type { DroppedHypothesis } from './runRecord.ts';
import { fakeClaim, fakeReading, neverDecides, numberOf, right, states, wrongFrom37 } from './testing/fakeReading.ts';
import { trueLayers } from './truth.ts';

const OPTIONS = { truth: TRUTH, seed: 7, ...VIOLATING, ...DROP_SETTINGS };
const below = (bound: number): Hypothesis => ({
  name: `below ${bound}`,
  meaning: `n < ${bound}`,
  holds: given => numberOf(given) < bound,
});
const even: Hypothesis = { name: 'even', meaning: '2 | n', holds: given => numberOf(given) % 2 === 0 };
const always: Hypothesis = { name: 'always', meaning: 'n = n', holds: () => true };

async function dropFrom(judge: Judge, hypotheses: readonly Hypothesis[]): Promise<readonly DroppedHypothesis[]> {
  const claim = fakeClaim([fakeReading(judge, { hypotheses })]);
  return (await dropHypotheses(claim, 'as printed', OPTIONS))!.hypotheses;
}

describe('dropHypotheses', () => {
  it('finds a hypothesis necessary by the smallest case without it', async () => {
    const [needed] = await dropFrom(wrongFrom37, [below(37)]);
    expect(needed).toMatchObject({ name: 'below 37', finding: 'necessary', cases: { judged: 1, held: 0, failed: 1 } });
    const { witness } = needed!;
    expect(witness).toMatchObject({ scalars: [{}, {}, { name: 't', value: '37' }], truth: [['37']] });
    expect(witness!.file).toBeUndefined();
    expect(witness!.replay).toBe('npx dlo hypotheses domine2025/eq-0:fake --runs 20 --seed 7 --digits 15');
  });

  it('keeps the other hypotheses while one is dropped', async () => {
    const [needed, idle] = await dropFrom(wrongFrom37, [below(37), even]);
    expect(needed!.finding).toBe('necessary');
    expect(Number(needed!.witness!.scalars[2]!.value) % 2).toBe(0);
    expect(idle).toMatchObject({ name: 'even', finding: 'not necessary on the cases tried', cases: { held: 20 } });
  });

  it('takes a hypothesis that cannot be said of a case for one that is not met', async () => {
    const unsaidOfOdd: Hypothesis = {
      ...below(1000),
      name: 'of even',
      holds: given => {
        if (numberOf(given) % 2 === 1) throw new DloError('SHAPE', 'M(1,2)', 'must be an entry', '1×1');
        return true;
      },
    };
    const [needed] = await dropFrom(wrongFrom37, [below(37), unsaidOfOdd]);
    expect(needed!.finding).toBe('necessary');
    expect(Number(needed!.witness!.scalars[2]!.value) % 2).toBe(0);
    const broken: Hypothesis = {
      ...unsaidOfOdd,
      holds: () => {
        throw new TypeError('a bug');
      },
    };
    await expect(dropFrom(wrongFrom37, [below(37), broken])).rejects.toThrow('a bug');
  });

  it('says when no case violates a hypothesis alone', async () => {
    const [one, other] = await dropFrom(wrongFrom37, [always, { ...below(37), name: 'again' }]);
    expect(one).toMatchObject({ finding: 'no such cases', cases: { judged: 0 } });
    expect(other!.finding).toBe('necessary');
    const twice = await dropFrom(wrongFrom37, [below(37), { ...below(37), name: 'again' }]);
    expect(twice.map(({ finding }) => finding)).toEqual(['no such cases', 'no such cases']);
  });

  it('takes no answer for neither, nor an error in a late digit for a failure', async () => {
    const refuses: Judge = () => {
      throw new DloError('NOT_WHITE', 'sigmaXX', 'must be the identity', '2');
    };
    for (const judge of [neverDecides, refuses])
      expect(await dropFrom(judge, [even])).toMatchObject([
        { finding: 'undecided', cases: { judged: 20, held: 0, failed: 0, unanswered: 20 } },
      ]);
    const nearly: Judge = (given, effort) => ({ ...states(n => 2 * n + 1)(given, effort), logResidual: -9 });
    expect(await dropFrom(nearly, [even])).toMatchObject([{ finding: 'undecided', cases: { failed: 20 } }]);
  });

  it('takes a statement without a value for a failure, and any other error for a bug', async () => {
    const [found] = await dropFrom(
      states(n => (n < 37 ? n : undefined)),
      [below(37)],
    );
    expect(found).toMatchObject({ finding: 'necessary', witness: { stated: [], reason: 'no such number' } });
    const broken: Judge = () => {
      throw new TypeError('broken');
    };
    await expect(dropFrom(broken, [even])).rejects.toThrow('broken');
  });

  it('skips costly readings unless asked, and knows no reading that is not there', async () => {
    const claim = fakeClaim([fakeReading(right, { costly: true, hypotheses: [even] })]);
    expect(await dropHypotheses(claim, 'as printed', OPTIONS)).toMatchObject({ skipped: true, hypotheses: [] });
    expect(await dropHypotheses(claim, 'as printed', { ...OPTIONS, costly: true })).toMatchObject({
      hypotheses: [{ finding: 'not necessary on the cases tried' }],
    });
    expect(await dropHypotheses(claim, 'as corrected', OPTIONS)).toBeUndefined();
  });

  it.each([
    ['domine2025/lemma-a.1:riccati-equation', { whitened: 'necessary', 'λ-balanced': 'necessary' }],
    [
      'domine2025/eq-8:s-lambda',
      { whitened: 'not necessary on the cases tried', 'λ-balanced': 'not necessary on the cases tried' },
    ],
  ])('of %s', async (id, expected) => {
    const claim = CLAIMS.find(candidate => candidate.id === id)!;
    const found = (await dropHypotheses(claim, claim.readings.at(-1)!.name, OPTIONS))!;
    expect(Object.fromEntries(found.hypotheses.map(({ name, finding }) => [name, finding]))).toEqual(expected);
    expect(await dropHypotheses(claim, claim.readings.at(-1)!.name, OPTIONS)).toEqual(found);
  });
});

describe('dropHypotheses of layers of any depth', () => {
  // d(W1W1ᵀ − W2ᵀW2)/dt = 0, so that layers stay 0-balanced, and become so from no other start.
  const balanced: Hypothesis<FlowCase> = {
    name: '0-balanced',
    meaning: 'W2ᵀW2 = W1W1ᵀ at t = 0',
    holds: ({ flow }) => balances(rationalField, flow.layers)[0]!.data.every(entry => entry.sign() === 0),
  };
  const slow: Hypothesis<FlowCase> = { name: 'some time', meaning: 't < 1000τ', holds: () => true };
  const staysBalanced: Judge<FlowCase> = (given, effort) => {
    const { layers, digits } = trueLayers(given, effort);
    const field = decimalField(effort.working + 10);
    const value = balances(
      field,
      layers.map(layer => layer.map(field.cross)),
    )[0]!;
    const size = field.add(
      squaredNorm(field, layers[0]!.map(field.cross)),
      squaredNorm(field, layers[1]!.map(field.cross)),
    );
    const stated = { value: value.map(() => field.zero), digits: effort.working };
    return compare([{ quantity: 'balance', stated, truth: { value, digits: digits - 1 }, size }], effort);
  };
  const scalars = flowCaseArbitrary({ minDepth: 2, maxDepth: 3, maxWidth: 1 }).map((given): FlowCase => {
    const [first, , ...others] = given.flow.layers;
    return { ...given, flow: { ...given.flow, layers: [first!, first!, ...others] } };
  });
  const claim: Claim<FlowCase> = {
    ...prop6AnyDepth,
    readings: [{ ...prop6AnyDepth.readings[0], hypotheses: [balanced, slow], cases: scalars, judge: staysBalanced }],
    mutants: [],
  };

  it('finds the one that is needed, by a flow that is shown, and no case without one that always holds', async () => {
    const { hypotheses } = (await dropHypotheses(claim, 'as printed', OPTIONS))!;
    const [needed, idle] = hypotheses;
    expect(needed).toMatchObject({ name: '0-balanced', finding: 'necessary', cases: { held: 0 } });
    expect(needed!.witness).toMatchObject({ architecture: expect.stringMatching(/^1-1-1/), quantity: 'balance' });
    expect(needed!.witness!.given.map(({ name }) => name)).toContain('W2');
    expect(idle).toMatchObject({ name: 'some time', finding: 'no such cases', cases: { judged: 0 } });
  });
});
