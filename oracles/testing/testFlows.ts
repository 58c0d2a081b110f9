import fc from 'fast-check';
import { type Flow, flow } from '../../src/network/flow.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { layerForces } from '../taylor/exactVelocity.ts';
import { rationals } from './testProblems.ts';

// Exact flows for the tests of the oracles.

type Number = number | string;

/** Layers of one unit each. */
export function scalarFlow(s: Number, weights: readonly Number[], rest: Partial<Flow> = {}): Flow {
  return flow({ layers: weights.map(weight => rationals([[weight]])), sigmaYX: rationals([[s]]), ...rest });
}

/** Unbalanced 2-3-3-2 with white inputs and unequal scales: nothing about it is special. */
export function deepFlow(rest: Partial<Flow> = {}): Flow {
  return flow({
    layers: [
      rationals([
        ['1/2', '-1/3'],
        ['1/5', '2/3'],
        ['1/8', '1/10'],
      ]),
      rationals([
        ['3/4', '-1/4', '1/7'],
        ['1/3', '1/2', '-1/5'],
        [0, '2/5', '1/6'],
      ]),
      rationals([
        ['1/3', '1/4', '-1/2'],
        ['-1/6', '3/7', '1/9'],
      ]),
    ],
    sigmaYX: rationals([
      [1, '1/2'],
      ['-1/3', 2],
    ]),
    tau: Rational.of('3/2'),
    ...rest,
  });
}

/** 2×2 inputs that are not white. */
export const correlated: Matrix<Rational> = rationals([
  [1, '1/4'],
  ['1/4', '3/2'],
]);

/** A mask that holds every fourth weight or so of a flow. */
export function someHeld({ layers }: Pick<Flow, 'layers'>): Matrix<0 | 1>[] {
  return layers.map((layer, j) => layer.map((_, row, col) => ((3 * row + 2 * col + j) % 4 === 1 ? 0 : 1)));
}

const nonzero: fc.Arbitrary<Rational> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(2, 3, 4), fc.boolean())
  .map(([n, d, negative]) => Rational.of(negative ? -n : n, d));

function fractions(rows: number, cols: number): fc.Arbitrary<Matrix<Rational>> {
  const size = { minLength: rows * cols, maxLength: rows * cols };
  return fc.array(nonzero, size).map(data => new Matrix(rows, cols, data));
}

/** Any white flow of so many layers of 1 to `widest` units, without zeros, as a rule unbalanced. */
export function anyFlow(depth: number, widest: number): fc.Arbitrary<Flow> {
  const width = fc.integer({ min: 1, max: widest });
  return fc.array(width, { minLength: depth + 1, maxLength: depth + 1 }).chain(widths =>
    fc
      .record({
        layers: fc.tuple(...widths.slice(1).map((rows, j) => fractions(rows, widths[j]!))),
        sigmaYX: fractions(widths[depth]!, widths[0]!),
      })
      .map(flow),
  );
}

const inputs: readonly (Matrix<Rational> | undefined)[] = [
  undefined,
  correlated,
  // Indefinite and not symmetric.
  rationals([
    ['1/2', '1/4'],
    [0, '-1/16'],
  ]),
];

/** Any flow of one to five layers, with what its gradient may have besides: inputs that are not white, decay, held weights. */
export const anyDepth: fc.Arbitrary<Flow> = fc
  .integer({ min: 1, max: 5 })
  .chain(depth =>
    fc.tuple(
      anyFlow(depth, 2),
      fc.constantFrom(...inputs),
      fc.constantFrom(undefined, Rational.of('1/3'), Rational.of(2)),
      fc.boolean(),
    ),
  )
  .map(([white, sigmaXX, decay, held]) => ({
    ...white,
    ...(sigmaXX && white.sigmaYX.cols === sigmaXX.cols && { sigmaXX }),
    ...(decay && { decay }),
    ...(held && { mask: someHeld(white) }),
  }));

/** τ dW_j/dt of each layer, exactly. */
export function velocity(flow: Flow): Matrix<Rational>[] {
  const { layers, decay = Rational.ZERO, mask } = flow;
  return layerForces(flow).map((force, j) =>
    force.map((entry, row, col) =>
      mask?.[j]?.at(row, col) === 0 ? Rational.ZERO : entry.sub(decay.mul(layers[j]!.at(row, col))),
    ),
  );
}
