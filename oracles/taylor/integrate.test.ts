import { describe, expect, it } from 'vitest';
import { decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { scalarFlow } from '../testing/testFlows.ts';
import { integrate, OutOfSteps } from './integrate.ts';
import { limbKernel } from './limbKernel.ts';

// Series so short that many steps are needed: about 2^(−60/6) of a time constant each.
const ORDER = 6;
const field = decimalField(30);
const flow = scalarFlow(1, [1, '1/2']);

function run(time: Rational, maxSteps: number): number[] {
  const kernel = limbKernel({ fractionBits: 90, order: ORDER, terms: 6 });
  const [found] = integrate(kernel, flow, [time], { toleranceBits: 60, maxSteps });
  return found!.layers.map(([weight]) => kernel.toDecimal(field, weight!, 0).toNumber());
}

describe('integrate', () => {
  it('goes on where the steps that are left may be enough, however long they have not grown', () => {
    const [first, second] = run(Rational.of('1/2'), 2000);
    // λ-balanced: what the first square exceeds the second by is kept.
    expect(first! ** 2 - second! ** 2).toBeCloseTo(3 / 4, 12);
    expect(first! * second!).toBeGreaterThan(1 / 2);
    expect(() => run(Rational.of('1/2'), 250)).toThrow(OutOfSteps);
  });

  it('gives up early where they never are', () => {
    expect(() => run(Rational.of(1e9), 2000)).toThrow(/\(200 steps led to/);
  });
});
