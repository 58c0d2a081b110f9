import { DloError } from '../../../src/errors.ts';
import { MOST_LAYERS } from '../../../src/network/flow.ts';
import { mapOfLayers } from '../../../src/network/observables/flowLoss.ts';
import { power, squaredNorm } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { T, times } from '../_exact.ts';
import { eigenvalue } from './_eigenvalues.ts';
import { type M, network, range } from './_network.ts';
import { within } from './_requireSizes.ts';

// How far the flow can still go. Let J be the derivative of W_(1:h) by the weights, m its smallest singular value at A, and Ξ = Σ − W_(1:h). Within a distance ρ of A the
// layers have norms of at most R, J differs from that at A by at most hR^(h−2)ρ, and where that is at most m/2 the flow has ‖dA/dt‖ = ‖JᵀΞ‖ ≥ (m/2)‖Ξ‖, so that
// d‖Ξ‖/dt ≤ −(m/2)‖dA/dt‖: a path that stays within ρ is no longer than 2‖Ξ‖/m, and one that cannot leave ends where Ξ = 0.

export interface Ball {
  /** A fraction at most m, above 0. */
  readonly slope: Rational;
  /** ρ, at most 1. */
  readonly radius: Rational;
  /** At least the norm of all weights anywhere in the ball. */
  readonly reach: Rational;
}

const FINE = 10_000_000;

/** A fraction at most √x, x ≥ 0. */
export const rootBelow = (x: Rational): Rational => nearRoot(x, -1);
/** A fraction at least √x, x ≥ 0. */
export const rootAbove = (x: Rational): Rational => nearRoot(x, 1);

function nearRoot(x: Rational, side: -1 | 1): Rational {
  if (x.sign() < 0) throw new DloError('RANGE', 'x', 'must not be negative', `${x}`);
  let root = Rational.of(Math.max(0, Math.round(Math.sqrt(x.toNumber()) * FINE) + side), FINE);
  while (side * root.mul(root).compare(x) < 0 && root.sign() > 0) root = root.add(Rational.of(side, FINE));
  return root.sign() < 0 ? Rational.ZERO : root;
}

const normSquared = (layers: readonly M[]): Rational =>
  layers.map(layer => squaredNorm(rationalField, layer)).reduce((a, b) => a.add(b));

/** JJᵀ = Σ_j W_(j+1:h)W_(j+1:h)ᵀ ⊗ W_(1:j−1)ᵀW_(1:j−1). */
function derivativeGram(layers: readonly M[]): M {
  const { product, h, dx, dy } = network(layers, new Matrix(layers.at(-1)!.rows, layers[0]!.cols, zeros(layers)));
  const parts = range(1, h).map(j => {
    const [above, below] = [product(j + 1, h), product(1, j - 1)];
    return [times(above, T(above)), times(T(below), below)] as const;
  });
  return Matrix.generate(dy * dx, dy * dx, (row, col) =>
    parts
      .map(([above, below]) => above.at(Math.floor(row / dx), Math.floor(col / dx)).mul(below.at(row % dx, col % dx)))
      .reduce((a, b) => a.add(b)),
  );
}

const zeros = (layers: readonly M[]): Rational[] =>
  Array.from({ length: layers.at(-1)!.rows * layers[0]!.cols }, () => Rational.ZERO);

/** The ball around layers in which the flow has nowhere to rest but where W_(1:h) = Σ; undefined where J is not onto. Two layers or more, else RANGE. */
export function ballAround(layers: readonly M[]): Ball | undefined {
  const h = layers.length;
  within('layers', h, 2, MOST_LAYERS);
  const slope = rootBelow(eigenvalue(derivativeGram(layers), 1)!.low);
  if (slope.sign() <= 0) return undefined;
  const reach = rootAbove(normSquared(layers)).add(Rational.ONE);
  const own = slope.div(Rational.of(2 * h).mul(power(rationalField, reach, h - 2)));
  return { slope, reach, radius: own.compare(Rational.ONE) < 0 ? own : Rational.ONE };
}

/** An upper bound of ‖Σ − W_(1:h)‖. */
export function errorAbove(layers: readonly M[], sigmaYX: M): Rational {
  const map = mapOfLayers(rationalField, layers);
  return rootAbove(
    squaredNorm(
      rationalField,
      sigmaYX.map((entry, i, j) => entry.sub(map.at(i, j))),
    ),
  );
}
