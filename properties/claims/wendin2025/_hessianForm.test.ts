import fc from 'fast-check';
import { expect, it } from 'vitest';
import { minus, scaled } from '../_exact.ts';
import { rhoByMeaning } from './_hessianForm.ts';
import { family, isZero, network, networkOf, rational, sum } from './_network.ts';
import { networkCases } from './_networkCases.ts';

it('the coefficients found by interpolation make up the power at any place', () => {
  fc.assert(
    fc.property(networkCases({ assumptions: false, with: ['V'] }), given => {
      const net = networkOf(given);
      const V = family(given, 'V');
      const x = rational(5, 7);
      const moved = network(
        net.W.map((layer, j) => layer.map((entry, row, col) => entry.add(V[j]!.at(row, col).mul(x)))),
        net.Sigma,
      );
      let power = rational(1);
      const terms = rhoByMeaning(net, V).map(rho => {
        const term = scaled(power, rho);
        power = power.mul(x);
        return term;
      });
      expect(isZero(minus(sum(terms), moved.power(net.h)))).toBe(true);
      expect(isZero(minus(rhoByMeaning(net, V)[0]!, net.power(net.h)))).toBe(true);
    }),
    { numRuns: 25 },
  );
});
