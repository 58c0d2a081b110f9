import { describe, expect, it } from 'vitest';
import type { Judge } from '../judge/claim.ts';
import { bindCase } from './screenCases.ts';
import { RATE_CHECK, rateFormula } from './testing/searches.ts';
import { MOST_JUDGED, wideScreen } from './wideScreen.ts';

const right = rateFormula();
const wrong = rateFormula(['lambda/2*I(No)', 'lambda*I(No)']);

/** Counts how often it is asked. */
function judgeThat(outcome: 'held' | 'failed'): { judge: Judge; asked: () => number } {
  let asked = 0;
  const judge: Judge = () => {
    asked += 1;
    return { outcome, logResidual: 0, certain: 40, quantity: 'rate' };
  };
  return { judge, asked: () => asked };
}

function screenOf(formula: typeof right, isOver = () => false) {
  return wideScreen({ ...RATE_CHECK, formula, bind: bindCase(formula), seconds: 60 }, isOver);
}

describe('wideScreen', () => {
  it('asks the oracle about what float64 calls wrong, and about no more than MOST_JUDGED cases', async () => {
    const { judge, asked } = judgeThat('held');
    expect(await screenOf(right)(wrong, judge)).toEqual({ mended: 0 });
    expect(asked()).toBe(MOST_JUDGED);
  });

  it('ends with the first that the oracle refutes', async () => {
    const { judge, asked } = judgeThat('failed');
    const { failed } = await screenOf(right)(wrong, judge);
    expect(failed!.lambda.sign()).not.toBe(0);
    expect(asked()).toBe(1);
  });

  it('counts the cases that an edit mends, and asks about none that float64 calls right', async () => {
    const { judge, asked } = judgeThat('failed');
    const { failed, mended } = await screenOf(wrong)(right, judge);
    expect(failed).toBeUndefined();
    expect(asked()).toBe(0);
    expect(mended).toBeGreaterThan(50);
    expect(mended).toBeLessThan(200);
  });

  it('tries nothing once the search is over', async () => {
    const { judge, asked } = judgeThat('failed');
    expect(await screenOf(right, () => true)(wrong, judge)).toEqual({ mended: 0 });
    expect(asked()).toBe(0);
  });
});
