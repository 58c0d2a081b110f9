import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { startOfAnySize } from '../testing/riccatiInputs.ts';
import { log2Norm } from './integerMatrix.ts';
import { linearFlow, transported } from './linearFlow.ts';
import { riccatiEquation } from './riccatiEquation.ts';

it('transports a start with no more error than stated', () => {
  const more = 150;
  fc.assert(
    fc.property(startOfAnySize, fc.constantFrom('1/8', '3', '40'), fc.constantFrom(20, 80), (problem, time, bits) => {
      const flow = linearFlow(riccatiEquation(problem, false));
      const [coarse, fine] = [bits, bits + more].map(each => transported(flow, Rational.of(time), each));
      const frobenius = (a: Matrix<bigint>, b: Matrix<bigint>): number =>
        2 ** (log2Norm(a.map((entry, i, j) => (entry << BigInt(more)) - b.at(i, j))) - more);
      expect(frobenius(coarse!.Z, fine!.Z)).toBeLessThanOrEqual(coarse!.errorOfZ * Math.sqrt(coarse!.Z.rows));
      expect(frobenius(coarse!.Y, fine!.Y)).toBeLessThanOrEqual(coarse!.errorOfY);
      expect(coarse!.scale).toBeGreaterThanOrEqual(1);
      expect(coarse!.scale).toBeLessThan(2);
    }),
    { numRuns: 150, seed: 13 },
  );
});
