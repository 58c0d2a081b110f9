import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../../oracles/testing/truth.ts';
import { openFormula } from '../../check/testing/open.ts';
import { provablyEqual } from '../../formula/normalForm.ts';
import { casesOfPlan, judgeEverywhere } from '../judgeEverywhere.ts';
import { CORRECT_FORMULAS, fileTextOf } from './correctFormulas.ts';
import { plantMisprints, withMisprints } from './plantMisprints.ts';
import { rateFormula } from './searches.ts';

const formula = rateFormula();

describe('plantMisprints', () => {
  it('plants as many as asked for, at places of their own, the same for the same seed', () => {
    const kinds = new Set<string>();
    for (let seed = 0; seed < 12; seed++) {
      const [first, second] = [0, 1].map(() => plantMisprints(formula, 2, seed, () => true));
      expect(first!.formula.text).toBe(second!.formula.text);
      expect(first!.misprints.length).toBe(2);
      expect(withMisprints(formula, first!.misprints)!.text).toBe(first!.formula.text);
      const places = first!.misprints.flatMap(({ edits }) =>
        edits.map(({ definition, path }) => `${definition} ${path}`),
      );
      expect(new Set(places).size).toBe(places.length);
      for (const { kind } of first!.misprints) kinds.add(kind);
    }
    expect(kinds.size).toBeGreaterThan(6);
  });

  it('plants only what matters, alone and together', () => {
    const matters = (one: typeof formula) => !provablyEqual(formula, one);
    for (let seed = 0; seed < 8; seed++) {
      const { formula: wrong, misprints } = plantMisprints(formula, 2, seed, matters);
      for (const one of [wrong, ...misprints.map(alone => withMisprints(formula, [alone])!)])
        expect(provablyEqual(formula, one)).toBe(false);
    }
    expect(() => plantMisprints(formula, 1, 1, () => false)).toThrow('no 1 misprints of rate matter');
  });
});

describe('the formulas that misprints are planted in', () => {
  it.each(CORRECT_FORMULAS.map(correct => [correct.title, correct] as const))('%s holds', async (_title, correct) => {
    const { reading } = openFormula(fileTextOf(correct), correct.title);
    const plan = {
      truth: TRUTH,
      cases: reading.cases,
      hypotheses: reading.hypotheses,
      seeds: [9],
      runs: 3,
      digits: 12,
    };
    const judged = await judgeEverywhere(reading.judge, plan, casesOfPlan(plan), {
      all: true,
      shouldStop: () => false,
    });
    expect(judged).toMatchObject({ failed: [], undecided: 0, complete: true });
    expect(judged.held.length).toBe(3);
  });

  it('are twenty', () => {
    expect(CORRECT_FORMULAS.length).toBe(20);
  });
});
