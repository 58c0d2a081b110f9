import type { FlowCase } from '../../../src/judge/case.ts';
import type { Flow } from '../../../src/network/flow.ts';
import { type Inertia, inertia } from '../../../src/numbers/inertia.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { minus, times } from '../_exact.ts';
import { spanned } from './_columns.ts';
import { inBases } from './_criticalPoints.ts';
import { family, type M, networkOf, range, rational } from './_network.ts';
import { coordinates, hessian, variations } from './_variations.ts';

/** Numbers of positive, zero and negative eigenvalues of the Hessian. */
export const hessianInertia = (flow: Flow): Inertia => inertia(hessian(flow));

/** The dimension of what a change of basis of the hidden units makes of the layers, to first order: X_iW_i − W_iX_(i−1). */
export function orbitDimension(given: FlowCase): number {
  const { W, d, h } = networkOf(given);
  const moved = range(1, h - 1).flatMap(i =>
    range(0, d[i]! * d[i]! - 1).map(k => {
      const X = Matrix.generate(d[i]!, d[i]!, (row, col) => rational(row * d[i]! + col === k ? 1 : 0));
      return W.flatMap((layer, j) => {
        const still = layer.data.map(() => rational(0));
        if (j === i - 1) return times(X, layer).data;
        return j === i ? times(layer, X).data.map(entry => entry.neg()) : still;
      });
    }),
  );
  return spanned(moved, weightCount(given.flow));
}

/** The rank of V ↦ Σ_j W_(j+1:h)V_jW_(1:j−1), the derivative of the product of the layers. */
export function rankOfDerivative(given: FlowCase): number {
  const net = networkOf(given);
  const images = coordinates(given.flow).map(V =>
    range(1, net.h)
      .map(j => times(net.product(j + 1, net.h), V[j - 1]!, net.product(1, j - 1)))
      .reduce((a, b) => a.map((entry, i, j) => entry.add(b.at(i, j)))),
  );
  return spanned(
    images.map(({ data }) => data),
    net.dx * net.dy,
  );
}

export const weightCount = ({ layers }: Flow): number => layers.reduce((sum, { data }) => sum + data.length, 0);

/** Sign of the first variation that is not zero along a direction: L is a polynomial of degree 2h there. 0: L is constant. */
export function firstSign(flow: Flow, direction: readonly M[]): -1 | 0 | 1 {
  const order = 2 * flow.layers.length;
  return (
    variations(flow, direction, order)
      .find(part => part.sign() !== 0)
      ?.sign() ?? 0
  );
}

/** Directions of ±1 and 0 that are tried: all weights in turn and patterns of signs. */
function* tried(flow: Flow): Generator<M[]> {
  yield* coordinates(flow);
  for (let seed = 1; seed <= 400; seed++) {
    let state = seed * 2_654_435_761;
    const next = (): number => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor(state / 65_536) % 3;
    };
    yield flow.layers.map(layer => layer.map(() => rational(next() - 1)));
  }
}

/**
 * Whether the loss falls and whether it rises along some line through a point: both, and it is neither a minimum nor a maximum. A
 * negative eigenvalue of the Hessian is one such line; where there is none, lines in the bases of the point's hidden units are tried,
 * and one that falls counts by its first variation that is not 0. Lines that are not found say nothing.
 */
export function risesAndFalls(given: FlowCase): { readonly falls: boolean; readonly rises: boolean } {
  const { flow } = given;
  const { positive, negative } = hessianInertia(flow);
  let [falls, rises] = [negative > 0, positive > 0];
  const bases = family(given, 'P');
  for (const direction of tried(flow)) {
    if (falls && rises) break;
    const sign = firstSign(flow, bases.length > 0 ? inBases(direction, bases) : direction);
    falls ||= sign < 0;
    rises ||= sign > 0;
  }
  return { falls, rises };
}

/** The indices (from 0) of the singular values that W_(1:h) has learned; undefined where it is not SΣ. */
export function learned(given: FlowCase): number[] | undefined {
  const { product, h, Sigma, dy } = networkOf(given);
  const map = product(1, h);
  const S = range(0, dy - 1).filter(i => map.at(i, i).sign() !== 0);
  const expected = Sigma.map((entry, i) => (S.includes(i) ? entry : rational(0)));
  return minus(map, expected).data.every(entry => entry.sign() === 0) ? S : undefined;
}
