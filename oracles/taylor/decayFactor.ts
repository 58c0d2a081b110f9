import { Rational } from '../../src/numbers/rational.ts';
import type { TaylorKernel } from './kernel.ts';

/** Numbers in which e^−θ is formed, and that value. */
export interface DecayFactor<S> {
  readonly value: S;
  readonly exponent: S;
  readonly term: S;
  readonly one: S;
}

export function decayFactor<S>(kernel: TaylorKernel<S, unknown>): DecayFactor<S> {
  const one = kernel.number();
  kernel.set(one, 0, Rational.ONE);
  return { value: kernel.number(), exponent: kernel.number(), term: kernel.number(), one };
}

/**
 * Fills in e^−θ, θ ≥ 0, and returns a bound on its error in units: θ is halved until it is ¼ at most, the series summed
 * there, and the sum squared back. A term is off by less than 2 units and what is left out by less than 1; n terms by
 * less than 3n + 1 with the rounding of the sum. A square of y ≤ 1 takes an error ε to 2ε + 1 at most, and 2 to the number of
 * squares is at most 8θ, or 1.
 */
export function fillDecayFactor<S>(
  kernel: TaylorKernel<S, unknown>,
  { value, exponent, term, one }: DecayFactor<S>,
  theta: Rational,
): number {
  const halvings = Math.max(0, Math.ceil(Math.log2(theta.toNumber())) + 2);
  kernel.restart(exponent);
  kernel.set(exponent, 0, theta.div(Rational.of(1n << BigInt(halvings))).neg());
  for (const target of [term, value]) {
    kernel.accumulate(one, 0, one);
    kernel.finish(target, 0, 1);
  }
  let terms = 0;
  for (let log2Term = 0; log2Term > kernel.log2Unit; ) {
    terms++;
    log2Term -= 2 + Math.log2(terms);
    kernel.accumulate(term, 0, exponent);
    kernel.finish(term, 0, terms);
    kernel.accumulate(value, 0, one);
    kernel.accumulate(term, 0, one);
    kernel.finish(value, 0, 1);
  }
  for (let i = 0; i < halvings; i++) {
    kernel.accumulate(value, 0, value);
    kernel.finish(value, 0, 1);
  }
  return (3 * terms + 2 + halvings) * 2 ** halvings;
}
