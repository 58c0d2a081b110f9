import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { DloError } from '../errors.ts';
import { FormulaError } from '../formula/formulaError.ts';
import type { Quantifier } from '../formula/quantifiers.ts';
import { caseFromJson, caseToJson } from '../judge/caseJson.ts';
import { PLAIN_WORK, workOn } from '../judge/cheapestFirst.ts';
import type { Judgement } from '../judge/claim.ts';
import { failure, undecided } from '../judge/compare.ts';
import type { Truth } from '../network/truth.ts';
import { Rational } from '../numbers/rational.ts';
import { sought } from './sought.ts';
import { answerer } from './tasks.ts';
import { type CheckOptions, checkFormula, judgeOneCase, openAny } from './testing/open.ts';

const OPTIONS: CheckOptions = {
  ...{ seed: 11, runs: 20, digits: 12, version: '0.0.0-test', workers: 0 },
  fileOf: hash => `folder/${hash}.json`,
};

/** The map stands still where both layers are zero, and moves from most other starts. */
const REST = `claims: equation
quantifier: for some
needs: whitened
where: norm(Syx - W2*W1) > 0
---
W2t*W1t == W2*W1
`;

const said = (quantifier: string, text = REST): string => text.replace('for some', quantifier);
const judged = async (text: string) => (await checkFormula(text, 'some/f.claim', OPTIONS)).record.claims[0]!;

describe('a case that decides', () => {
  const held: Judgement = { outcome: 'held', logResidual: -40, certain: 30, quantity: 'x' };
  const failed: Judgement = { outcome: 'failed', logResidual: -1, certain: 30, quantity: 'x' };
  const noValue = failure('x', 'singular');

  it.each<[Quantifier, string[]]>([
    ['for all', ['held', 'failed', 'failed', 'undecided']],
    ['for some', ['failed', 'held', 'undecided', 'undecided']],
    ['not for all', ['held', 'failed', 'undecided', 'undecided']],
    ['not for some', ['failed', 'held', 'undecided', 'undecided']],
  ])('%s: what holds, fails, has no value, is undecided', (quantifier, outcomes) => {
    const all = [held, failed, noValue, undecided('x', 'digits')];
    expect(all.map(one => sought(quantifier, one).outcome)).toEqual(outcomes);
  });
});

describe('the budget of a witness', () => {
  const RATE = `claims: inequality
quantifier: for some
needs: whitened
---
ddt(norm(W2t*W1t)^2) < 0
`;

  it('is looked for, confirmed and made smaller on cases that are quick to judge', async () => {
    const work: number[] = [];
    const counting = (truth: Truth): Truth => ({
      ...truth,
      weights: (problem, times, precision) => {
        work.push(...times.map(time => workOn({ problem, lambda: Rational.ZERO, time, extra: {} })));
        return truth.weights(problem, times, precision);
      },
      anew: arithmetic => counting(truth.anew(arithmetic)),
    });
    const settings = { ...OPTIONS, runs: 60, truth: counting(TRUTH) };
    const fading = caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[0]], lambda: '0', time: '1' });
    const found = await answerer(openAny(RATE, 'f'), settings)('refute', {
      ...{ failing: [caseToJson(fading)], known: [], first: false },
    });
    expect(found!.counterexample).toMatchObject({ holds: true, confirmedAtDigits: 24 });
    expect(work.length).toBeGreaterThan(5);
    expect(Math.max(...work)).toBeLessThanOrEqual(PLAIN_WORK);
  });

  it('says what was seen and not confirmed', async () => {
    // In every arithmetic but the first the flow is beyond reach.
    const hidden: Truth = {
      ...TRUTH,
      anew: arithmetic => ({
        ...TRUTH.anew(arithmetic),
        weights: () => {
          throw new DloError('PRECISION', 'times', 'must be within reach', 1);
        },
      }),
    };
    const options = { ...OPTIONS, truth: hidden };
    const { record } = await checkFormula(RATE, 'f.claim', options);
    const [claim] = record.claims;
    expect(claim!.verdict).toBe('undecided');
    expect(claim).not.toHaveProperty('witness');
    expect(claim!.check!.notes.join('; ')).toMatch(
      /it holds on \d+ of the cases, of which \d were looked at again and none was confirmed/,
    );
  });
});

describe('quantifiers', () => {
  it('for some: holds by a witness, smallest, that replays', async () => {
    const { record, refutation } = await checkFormula(REST, 'some/f.claim', OPTIONS);
    const claim = record.claims[0]!;
    expect(claim.verdict).toBe('holds');
    expect(claim.readings[0]).toMatchObject({ evidence: 'witness', outcome: 'held' });
    expect(claim.readings[0]!.cases.failed).toBeGreaterThan(0);
    expect(claim).not.toHaveProperty('counterexample');
    expect(claim.witness).toMatchObject({ architecture: '1-1-1', holds: true, confirmedAtDigits: 24 });
    expect(claim.witness!.replay).toMatch(/^npx dlo check some\/f\.claim --case /);
    expect(claim.witness!.stated).toEqual(claim.witness!.truth);
    expect(claim.mutants).toEqual([]);
    const places = { file: 'x', replay: 'y' };
    const one = judgeOneCase(REST, 'f', refutation!, 12, places);
    expect(one).toMatchObject({ holds: true, message: '"for some" is shown by this case' });
    expect(one.witness).toEqual({ ...claim.witness, ...places });
    expect(judgeOneCase(said('not for some'), 'f', refutation!, 12, places)).toMatchObject({
      holds: false,
      message: 'refuted by this case',
    });
    expect(judgeOneCase(said('not for all'), 'f', refutation!, 12, places)).toMatchObject({
      holds: false,
      message: 'held on this case at 24 digits: no witness of "not for all"',
    });
  });

  it('not for some: is refuted by the same case', async () => {
    // Hypotheses that it lacks are looked for too, of which these networks leave out some: a 1×1 task of less than full rank is zero.
    const small = said('not for some').replace(
      '---',
      'conventions: unit-tau\nwhere: Ni == 1\nwhere: Nh == 1\nwhere: No == 1\n---',
    );
    const claim = await judged(small);
    expect(claim.verdict).toBe('refuted');
    expect(claim.counterexample).toMatchObject({ holds: true, architecture: '1-1-1' });
    // Of what it denies it is said where there is none.
    expect(claim.check).toHaveProperty('holdsUnder');
  });

  it('not for some: holds where it fails on every case', async () => {
    const claim = await judged(
      said('not for some').replace('---', 'where: norm(W1) > 0\n---').replace('W2t*W1t == W2*W1', 'norm(W1t) == -1'),
    );
    expect(claim.verdict).toBe('holds');
    expect(claim.readings[0]).toMatchObject({ evidence: 'high-precision', cases: { held: 0, undecided: 0 } });
  });

  it('not for all: holds by a case on which it fails', async () => {
    const claim = await judged(said('not for all'));
    expect(claim.verdict).toBe('holds');
    expect(claim.readings[0]!.evidence).toBe('witness');
    expect(claim.witness).not.toHaveProperty('holds');
    expect(claim.witness!.stated).not.toEqual(claim.witness!.truth);
  });

  it('what is not found is undecided, never holds', async () => {
    const none = await judged(REST.replace('W2t*W1t == W2*W1', 'norm(W1t) == -1'));
    expect(none).toMatchObject({ verdict: 'undecided' });
    expect(none).not.toHaveProperty('witness');
    const balance = "W2t'*W2t - W1t*W1t' == W2'*W2 - W1*W1'";
    expect((await judged(said('not for all').replace('W2t*W1t == W2*W1', balance))).verdict).toBe('undecided');
  });

  it('no value is no witness that something fails', async () => {
    // 1/0 on every case.
    const text = said('not for all').replace('W2t*W1t == W2*W1', 'norm(W1t) == 1/(Nh - Nh)');
    expect((await judged(text)).verdict).toBe('undecided');
  });

  it('a witness that any weights would be says nothing', async () => {
    const claim = await judged(REST.replace('W2t*W1t == W2*W1', 'W2t*W1t + W2*W1 == W2*W1 + W2t*W1t'));
    expect(claim.verdict).toBe('vacuous');
  });

  it('nothing has moved at the start: that shows nothing of training', () => {
    const { reading } = openAny(REST, 'f');
    expect(reading.hypotheses.map(({ name }) => name)).toContain('t > 0');
    expect(openAny(said('not for all'), 'f').reading.hypotheses.map(({ name }) => name)).not.toContain('t > 0');
  });

  it('sizes that never fit are neither true nor false', () => {
    const text = said('not for all').replace('W2t*W1t == W2*W1', 'W2t*W1t == W2');
    expect(() => openAny(text, 'f')).toThrow(FormulaError);
    expect(() => openAny(text, 'f')).toThrow(/must fit for some network/);
  });
});
