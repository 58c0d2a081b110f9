import fc from 'fast-check';
import type { Case } from '../../src/judge/case.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { anyWeightsCaseArbitrary } from './anyWeightsCaseArbitrary.ts';

const SAMPLES = 2;
const MAX_WIDTH = 3;

/** Weights of any balance with inputs X (Ni×2) of small integers, white only by accident. Shrinks to zeros. */
export const anyWeightsWithInputs: fc.Arbitrary<Case> = fc
  .tuple(
    anyWeightsCaseArbitrary,
    fc.array(fc.integer({ min: -2, max: 2 }), { minLength: SAMPLES * MAX_WIDTH, maxLength: SAMPLES * MAX_WIDTH }),
  )
  .map(([given, entries]) => ({
    ...given,
    extra: {
      X: Matrix.generate(given.problem.W1.cols, SAMPLES, (i, p) => Rational.of(entries[i * SAMPLES + p]!)),
    },
  }));
