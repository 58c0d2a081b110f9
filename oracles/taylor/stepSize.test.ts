import { describe, expect, it } from 'vitest';
import { log2StepWithin, orderFor } from './stepSize.ts';

describe('orderFor', () => {
  it('is a third above the −½ ln ε + 1 of Jorba and Zou, in whole orders that are enough', () => {
    // 1.3·(30 ln 2 + 1) = 28.33, 1.3·(100 ln 2 + 1) = 91.41, 1.3·(500 ln 2 + 1) = 451.8
    expect([60, 200, 1000].map(orderFor)).toEqual([29, 92, 452]);
  });
});

describe('log2StepWithin', () => {
  it('is the radius, shortened so that the last term is as small as asked for, and by exp(0.7/(p − 1)) for safety', () => {
    expect(log2StepWithin(3, 20, 60)).toBeCloseTo(3 - 60 / 20 - (0.7 / 19) * Math.LOG2E, 12);
  });
});
