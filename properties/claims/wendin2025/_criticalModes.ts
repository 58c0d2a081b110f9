import fc from 'fast-check';
import { DloError } from '../../../src/errors.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import { caseHash } from '../../../src/judge/caseJson.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { type Flow, flow, MOST_LAYERS } from '../../../src/network/flow.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { distinctShrinks } from '../../arbitraries/distinctShrinks.ts';
import { drawRecord, draws, indexInto, table } from '../../arbitraries/table.ts';
import { condition, productOf } from './_chains.ts';
import { requireSizes, within } from './_requireSizes.ts';
import { isCritical } from './_variations.ts';

const WEIGHTS = table('1', '2', '-1', '1/2', '-2', '3');
const SIGMAS = ['1', '2', '3', '4', '6', '9'] as const;

export interface ModeOptions {
  readonly minDepth?: number;
  readonly maxDepth?: number;
  readonly minModes?: number;
  readonly maxModes?: number;
}

/**
 * Square diagonal networks, each of whose modes is one of: its product is σ_j (all weights but one drawn, that one solved for), or so many of
 * its weights are zero, one or more, or all of them are drawn. A mode with one zero is no critical point where
 * there is anything left to learn: hypotheses decide. Shrinks to one mode at σ = 1.
 */
export function modesArbitrary(options: ModeOptions = {}): fc.Arbitrary<FlowCase> {
  const { minDepth = 1, maxDepth = 5, minModes = 1, maxModes = 3 } = options;
  requireSizes({ minDepth, maxDepth, maxWidth: maxModes });
  within('maxModes', maxModes, 1, SIGMAS.length);
  within('minModes', minModes, 1, maxModes);
  const draw = drawRecord({
    depth: fc.noBias(fc.integer({ min: minDepth, max: maxDepth })),
    modes: fc.noBias(fc.integer({ min: minModes, max: maxModes })),
    weights: draws(maxModes * maxDepth, indexInto(WEIGHTS)),
    zeros: draws(maxModes, fc.noBias(fc.nat(maxDepth + 1))),
    turns: draws(maxModes, fc.noBias(fc.nat(maxDepth - 1))),
    sigmas: fc.noBias(fc.nat(SIGMAS.length - maxModes)),
  });
  return distinctShrinks(
    draw.map(({ depth, modes, weights, zeros, turns, sigmas }) => {
      const values = SIGMAS.slice(sigmas, sigmas + modes)
        .map(sigma => Rational.of(sigma))
        .reverse();
      const mode = (j: number): Rational[] => {
        const drawn = Array.from({ length: depth }, (_, i) => WEIGHTS[weights[j * maxDepth + i]!]!);
        // With all of them zero and one more: none is, and none is solved for.
        const count = zeros[j]! % (depth + 2);
        if (count > depth) return drawn;
        const at = (k: number): number => (k + turns[j]!) % depth;
        if (count === 0) drawn[at(0)] = values[j]!.div(productOf(drawn.filter((_, i) => i !== at(0))));
        for (let k = 0; k < count; k++) drawn[at(k)] = Rational.ZERO;
        return drawn;
      };
      return {
        flow: diagonalFlow(
          Array.from({ length: modes }, (_, j) => mode(j)),
          values,
        ),
        time: Rational.ONE,
        extra: {},
      };
    }),
    caseHash,
  );
}

/** A square diagonal network of these modes, each with its weights from the first layer: SHAPE unless all have as many and each has its σ. */
export function diagonalFlow(modes: readonly (readonly Rational[])[], sigmas: readonly Rational[]): Flow {
  const depth = modes[0]?.length ?? 0;
  within('weights of a mode', depth, 1, MOST_LAYERS);
  const other = modes.findIndex(mode => mode.length !== depth);
  if (other >= 0)
    throw new DloError('SHAPE', `modes[${other}]`, `must have ${depth} weights like modes[0]`, modes[other]!.length);
  if (sigmas.length !== modes.length)
    throw new DloError('SHAPE', 'sigmas', `must be ${modes.length}, one for each mode`, sigmas.length);
  const square = (diagonal: readonly Rational[]): Matrix<Rational> =>
    Matrix.generate(modes.length, modes.length, (i, j) => (i === j ? diagonal[i]! : Rational.ZERO));
  const layers = modes[0]!.map((_, i) => square(modes.map(mode => mode[i]!)));
  return flow({ layers, sigmaYX: square(sigmas) });
}

export const critical: Hypothesis<FlowCase> = condition('critical point', 'all weights are at rest', ({ flow: at }) =>
  isCritical(at),
);
