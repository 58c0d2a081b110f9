import { flowOf } from '../network/flow.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import { type AnyCase, isFlowCase } from './case.ts';
import { anyCaseToJson } from './caseJson.ts';

/**
 * Cases in the order of what they cost an oracle, the cheapest first, and where that is alike those of short numbers. A case
 * at extreme sizes or times takes a hundred times as long to confirm as a plain one.
 */
export function cheapestFirst<Given extends AnyCase>(cases: readonly Given[]): Given[] {
  return cases
    .map(given => ({ given, work: workOn(given), length: JSON.stringify(anyCaseToJson(given)).length }))
    .sort((a, b) => a.work - b.work || a.length - b.length)
    .map(({ given }) => given);
}

/**
 * About what an oracle has to do on a case: weights times t in units of what changes soonest, τ over q^(h−2)(s + q^h) with s
 * and q the largest entries of Σyx and of the weights of h layers. What hardly changes takes a first step like anything else.
 */
export function workOn(given: AnyCase): number {
  const { layers, sigmaYX, tau } = isFlowCase(given) ? given.flow : flowOf(given.problem);
  const q = Math.max(...layers.map(largest));
  const rate = q ** (layers.length - 2) * (largest(sigmaYX) + q ** layers.length);
  const weights = layers.map(({ rows, cols }) => rows * cols).reduce((sum, count) => sum + count);
  return weights * Math.max(1, rate * given.time.div(tau).toNumber());
}

/** Work on a case that is confirmed in decimal.js within a second or so. */
export const PLAIN_WORK = 16;

function largest({ data }: Matrix<Rational>): number {
  return Math.max(...data.map(entry => Math.abs(entry.toNumber())));
}
