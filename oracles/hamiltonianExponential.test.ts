import { describe, expect, it } from 'vitest';
import { decimalField } from '../src/numbers/decimal/decimalField.ts';
import { Rational } from '../src/numbers/rational.ts';
import { expHamiltonian } from './hamiltonianExponential.ts';
import { rationals } from './testing/testProblems.ts';

describe('expHamiltonian', () => {
  it.each([1, 1024])('of one mode of strength %i: e^(−ft), sinh(ft)/f and e^(ft)', strength => {
    const field = decimalField(60);
    const time = Rational.of('1/4');
    const { decay, mixed, growth } = expHamiltonian(field, rationals([[strength]]), time);
    const large = field.exp(field.of(strength / 4));
    const small = field.div(field.one, large);
    const size = large.toNumber() * 1e-50;
    expect(decay.at(0, 0).minus(small).abs().toNumber()).toBeLessThan(size);
    expect(
      mixed
        .at(0, 0)
        .minus(large.minus(small).div(2 * strength))
        .abs()
        .toNumber(),
    ).toBeLessThan(size);
    expect(growth.at(0, 0).minus(large).abs().toNumber()).toBeLessThan(size);
  });

  it.each([50, 200, 800])('takes a few √digits terms at %i digits, whatever the time', digits => {
    const field = decimalField(digits);
    let divisions = 0;
    const counting = {
      ...field,
      div: (...[a, b]: Parameters<typeof field.div>) => {
        divisions += 1;
        return field.div(a, b);
      },
    };
    for (const time of ['1/1024', '1', '1024']) {
      divisions = 0;
      expHamiltonian(counting, rationals([[1]]), Rational.of(time));
      // One division a term.
      expect(divisions).toBeGreaterThan(Math.sqrt(digits));
      expect(divisions).toBeLessThan(6 * Math.sqrt(digits) + 10);
    }
  });
});
