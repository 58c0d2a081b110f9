import { describe, expect, it } from 'vitest';
import { misprintsOf, treesWith } from '../formula/misprints.ts';
import type { Formula } from '../formula/parseFormula.ts';
import { searchPairs } from './pairSearch.ts';
import { outcomeOn, type Screen, screenOf, versionOf } from './screen.ts';
import { bindCase, screenCases } from './screenCases.ts';
import { isRight, outcomesOfOriginal, ranked, type Single, trySingle } from './singleEdits.ts';
import { RATE_CHECK, rateFormula } from './testing/searches.ts';

async function screenFor(formula: Formula): Promise<Screen> {
  const { cases, truthOf } = RATE_CHECK;
  const options = { cases, hypotheses: [], truthOf, bind: bindCase(formula), seed: 3, count: 8, pool: 60 };
  return screenOf(formula, await screenCases(options));
}

function singlesOf(formula: Formula, screen: Screen): Single[] {
  const original = outcomesOfOriginal(screen);
  const misprints = misprintsOf(formula, { symbols: 'same shape somewhere' });
  return ranked(
    misprints.flatMap(misprint => trySingle(screen, misprint, original) ?? []),
    original,
  );
}

function descriptions(singles: readonly Single[]): string {
  return singles
    .map(({ misprint }) => misprint.description)
    .sort()
    .join(' and ');
}

function byHand(screen: Screen, singles: readonly Single[]): string[] {
  return singles.flatMap((first, i) =>
    singles.slice(i + 1).flatMap(second => {
      const trees = treesWith(screen.trees, [first.misprint, second.misprint]);
      if (trees === undefined) return [];
      const { changed } = versionOf(screen, trees);
      const outcomes = screen.cases.map((_one, index) =>
        outcomeOn(screen, index, trees, [{ values: screen.values[index]!, changed }]),
      );
      return isRight(outcomes) ? [descriptions([first, second])] : [];
    }),
  );
}

describe('searchPairs', () => {
  it.each([
    ['values', rateFormula(['lambda/2*I(No)', 'lambda*I(No)'], ['- X^2', '+ X^2'])],
    ['shapes, in two lines', rateFormula(["[W1'; W2]", "[W1'; W2']"], ["Q*Q'", 'Q*Q'])],
    ['shapes, in one line', rateFormula(["[W1'; W2]", "[W1; W2']"])],
  ])('finds all pairs that mend %s, and no others', async (_name, formula) => {
    const screen = await screenFor(formula);
    const all = singlesOf(formula, screen);
    const singles = all.filter(
      ({ misprint: { kind } }, index) => index < 40 || index % 6 === 0 || kind === 'transpose',
    );
    const found = [...searchPairs(screen, singles)];
    expect(found.length).toBe((singles.length * (singles.length - 1)) / 2);
    const pairs = found.flatMap(pair => (pair === undefined ? [] : [descriptions(pair.singles)]));
    expect(pairs.sort()).toEqual(byHand(screen, singles).sort());
    expect(pairs.length).toBeGreaterThan(0);
  });

  it('comes to the likeliest pairs first', async () => {
    const formula = rateFormula(['lambda/2*I(No)', 'lambda*I(No)'], ['- X^2', '+ X^2']);
    const screen = await screenFor(formula);
    const found = [...searchPairs(screen, singlesOf(formula, screen))];
    const first = found.findIndex(pair => pair !== undefined);
    expect(first).toBeGreaterThanOrEqual(0);
    expect(first).toBeLessThan(found.length / 20);
  });
});

describe('ranked', () => {
  it('puts edits that mend something first, one of each effect, and idle ones last; always the same', async () => {
    const formula = rateFormula(['lambda/2*I(No)', 'lambda*I(No)'], ['- X^2', '+ X^2']);
    const screen = await screenFor(formula);
    const singles = singlesOf(formula, screen);
    expect(singles[0]!.progress).toBeGreaterThan(0);
    expect(singles.at(-1)!.progress).toBe(0);
    const all = misprintsOf(formula, { symbols: 'same shape somewhere' });
    expect(singles.length).toBeLessThan(all.length);
    const order = singles.map(({ misprint }) => misprint.description);
    expect(singlesOf(formula, await screenFor(formula)).map(({ misprint }) => misprint.description)).toEqual(order);
    // −X for X in the rate changes something; the transpose of the symmetric F does not.
    const transposed = order.findIndex(text => text.includes("]' "));
    const idle = order.findIndex(text => text.startsWith('line 1: [') && text.endsWith("]'"));
    expect(transposed).toBe(-1);
    expect(idle).toBeGreaterThan(order.length / 2);
  });
});
