import fc from 'fast-check';
import { expect, it } from 'vitest';
import { flowSeries } from '../../oracles/flowSeries.ts';
import { flowArbitrary } from '../../properties/arbitraries/flowArbitrary.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { ratesOfFlow } from './ratesOfFlow.ts';

const ORDER = 4;

it('is k! times the Taylor coefficients of the oracle, exactly, at any depth, with inputs, decay and held weights', () => {
  fc.assert(
    fc.property(flowArbitrary({ maxWidth: 3, gradient: 'any' }), ({ flow }) => {
      const series = flowSeries(flow, ORDER);
      const rates = ratesOfFlow(rationalField, flow, ORDER);
      let factorial = Rational.ONE;
      for (let k = 0; k <= ORDER; k++) {
        if (k > 0) factorial = factorial.mul(Rational.of(k));
        const wanted = series.map(layer => layer[k]!.map(entry => entry.mul(factorial).toString()).data);
        expect(rates[k]!.map(rate => rate.map(String).data)).toEqual(wanted);
      }
    }),
    { numRuns: 40, seed: 1 },
  );
});
