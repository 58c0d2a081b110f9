import type { Rational } from '../../../src/numbers/rational.ts';
import { times } from '../_exact.ts';
import { errorOf, inner, type M, type Network, network, range, rational, squared, sum } from './_network.ts';

/** ρ_1(A, V) of equation 20. */
export function rho1(net: Network, V: M): M {
  return sum(range(1, net.h).map(j => times(net.power(net.h - j), V, net.power(j - 1))));
}

/** ρ_2(A, V) of equation 21; 0 for one layer. */
export function rho2(net: Network, V: M): M {
  const none = net.A.map(entry => entry.mul(rational(0)));
  const terms = range(0, net.h - 2).flatMap(i =>
    range(0, net.h - 2 - i).map(j => times(net.power(i), V, net.power(j), V, net.power(net.h - 2 - i - j))),
  );
  return sum([none, ...terms]);
}

/** 𝔥(A, V) of equation 22. */
export function hessianForm(net: Network, V: M): Rational {
  return squared(rho1(net, V)).sub(rational(2).mul(inner(rho2(net, V), errorOf(net))));
}

/**
 * ρ_k(A, V) by its meaning, for k = 0 … h: what (A + xV)^h has before x^k, from its values at x = 0, 1, …, h: the coefficients of the
 * polynomial through them (Newton's divided differences).
 */
export function rhoByMeaning(net: Network, V: readonly M[]): M[] {
  const values = range(0, net.h).map(x => {
    const moved = network(
      net.W.map((layer, j) => layer.map((entry, row, col) => entry.add(V[j]!.at(row, col).mul(rational(x))))),
      net.Sigma,
    );
    return moved.power(net.h);
  });
  const differences = [...values];
  for (let step = 1; step <= net.h; step++)
    for (let x = net.h; x >= step; x--)
      differences[x] = differences[x]!.map((entry, i, j) =>
        entry.sub(differences[x - 1]!.at(i, j)).mul(rational(1, step)),
      );
  // From Σ c_x·x(x − 1)⋯ to powers, by Horner's rule.
  let coefficients: M[] = [];
  for (let x = net.h; x >= 0; x--) {
    const shifted = [differences[x]!, ...coefficients];
    coefficients = shifted.map((matrix, k) => {
      const lower = coefficients[k];
      return lower === undefined || x === 0
        ? matrix
        : matrix.map((entry, i, j) => entry.sub(lower.at(i, j).mul(rational(x))));
    });
  }
  return coefficients;
}
