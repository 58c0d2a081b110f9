import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inUnitsOfTau } from '../../src/check/inItsLetters.ts';
import { caseFromJson } from '../../src/judge/caseJson.ts';
import { architectureOf } from '../../src/network/problem.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { casesFor } from '../arbitraries/casesFor.ts';
import { onlyValidAlsoWhenShrunk } from '../arbitraries/testing/laws.ts';
import { lambdaBalanced } from './lambdaBalanced.ts';
import { HYPOTHESIS_NAMES } from './names.ts';

const names = Object.keys(HYPOTHESIS_NAMES);
// A reversal is drawn among aligned weights, and filtered.
const ALIGNED = names.filter(name => HYPOTHESIS_NAMES[name]!.aligned !== undefined && name !== 'reversal');
const hypothesis = (name: string) => HYPOTHESIS_NAMES[name]!.hypothesis;
const drawn = (some: readonly string[], numRuns: number) =>
  fc.sample(casesFor(some.map(name => HYPOTHESIS_NAMES[name]!))!, { seed: 3, numRuns });

describe('HYPOTHESIS_NAMES', () => {
  it('names every hypothesis in ASCII, and no two alike', () => {
    expect(names.filter(name => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
    expect(new Set(names.map(name => hypothesis(name).name)).size).toBe(names.length);
    expect(names.filter(name => hypothesis(name).meaning.trim() === '')).toEqual([]);
  });

  // Conditions that the generators are told of in full; the others are filtered.
  const constructed = [
    'whitened',
    'lambda-balanced',
    'zero-balanced',
    'lambda-positive',
    'lambda-negative',
    'equal-dimensions',
    'unequal-dimensions',
    'two-by-two',
    'more-inputs',
    'more-outputs',
    'full-rank-task',
    'rank-deficient-task',
    'aligned',
    'same-singular-vectors',
    'positively-aligned',
    'aligned-in-order',
    'start-in-task-basis',
    'critical-point',
    'bottlenecked',
    'not-bottlenecked',
    'square',
    'funnel',
    'inverted-funnel',
    'wide',
    'width-of-inputs',
    'width-of-outputs',
  ];

  it.each(names)('%s: its cases meet it, and others do not', name => {
    const share = (some: readonly string[]) => {
      const cases = drawn(some, 60);
      return cases.filter(given => hypothesis(name).holds(given)).length / cases.length;
    };
    // Weights that meet a condition on balance or alignment are wanted with it, as in any file that names one.
    const others = constructed.includes(name) && !ALIGNED.includes(name) ? ['whitened', 'lambda-balanced'] : [];
    const own = share(['lambda-balanced', name]);
    if (constructed.includes(name)) expect(own).toBe(1);
    else expect(own).toBeGreaterThan(0.1);
    // What every case meets says nothing; only white inputs are drawn.
    if (name !== 'whitened' && name !== 'lambda-balanced') expect(share(others)).toBeLessThan(1);
  });

  it.each([
    ['braun2022', ['whitened', 'zero-balanced', 'full-rank', 'b-non-singular']],
    ['section 5', ['zero-balanced', 'two-by-two', 'equal-task-values', 'start-in-task-basis']],
    ['three at once', ['lambda-positive', 'not-bottlenecked', 'full-rank-task', 'unequal-dimensions']],
  ])('cases of %s meet what can be built in, also when they shrink', (_name, some) => {
    const entries = some.map(name => HYPOTHESIS_NAMES[name]!);
    const built = entries.filter(({ suits, lambda, inTaskBasis }) => suits || lambda || inTaskBasis);
    expect(built.length).toBeGreaterThan(0);
    onlyValidAlsoWhenShrunk(
      casesFor(entries)!,
      given => {
        const widths = architectureOf(given.problem);
        for (const { suits } of entries) if (suits !== undefined && !suits(widths)) throw new Error('widths');
        for (const name of some.filter(one => one !== 'full-rank' && one !== 'b-non-singular'))
          if (!hypothesis(name).holds(given)) throw new Error(`${name}: ${JSON.stringify(widths)}`);
      },
      { values: 6, depth: 1 },
    );
  });

  it('has no cases where no network suits all, or λ would have two signs', () => {
    for (const some of [
      ['funnel', 'square'],
      ['zero-balanced', 'lambda-positive'],
      ['start-in-task-basis', 'unequal-dimensions'],
      ['start-in-task-basis', 'bottlenecked'],
    ])
      expect(casesFor(some.map(name => HYPOTHESIS_NAMES[name]!)), some.join()).toBeUndefined();
  });

  it.each(ALIGNED)('%s: is met by construction without balance too, by balanced weights and others', name => {
    const cases = drawn([name], 80);
    expect(cases.filter(given => !hypothesis(name).holds(given))).toEqual([]);
    const balanced = cases.filter(given => lambdaBalanced.holds(given)).length;
    expect(balanced).toBeGreaterThan(20);
    expect(cases.length - balanced).toBeGreaterThan(20);
  });

  it('positively-aligned and aligned-in-order each leave out what the name before does not', () => {
    const [any, positive, ordered] = ['aligned', 'positively-aligned', 'aligned-in-order'];
    const misses = (from: string, to: string): number =>
      drawn(['lambda-balanced', 'two-by-two', from], 100).filter(given => !hypothesis(to).holds(given)).length;
    expect(misses(any!, positive!)).toBeGreaterThan(20);
    expect(misses(positive!, ordered!)).toBeGreaterThan(5);
    expect([misses(ordered!, positive!), misses(positive!, any!)]).toEqual([0, 0]);
  });

  it('without balance draws weights of any, and balanced ones among them', () => {
    const cases = drawn(['whitened', 'equal-dimensions'], 80);
    const balanced = cases.filter(given => lambdaBalanced.holds(given)).length;
    expect(balanced).toBeGreaterThan(20);
    expect(cases.length - balanced).toBeGreaterThan(20);
  });
});

it('inUnitsOfTau is the same flow on the clock of τ = 1', () => {
  const given = caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[2]], tau: '3', time: '6' });
  const scaled = inUnitsOfTau(given);
  expect([scaled.problem.tau, scaled.time].map(String)).toEqual(['1', '2']);
  expect(scaled.problem.W1).toBe(given.problem.W1);
  expect(Rational.of(6).equals(given.time)).toBe(true);
});
