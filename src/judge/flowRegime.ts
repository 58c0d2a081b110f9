import { architectureKind } from '../network/architecture.ts';
import { balances } from '../network/balance.ts';
import { type Flow, widthsOf } from '../network/flow.ts';
import { squaredNorm } from '../numbers/linearAlgebra.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import type { FlowCase } from './case.ts';
import { type AnyRegime, rankOfTask } from './regime.ts';

/** Every value of every axis on which flows lie, in the order in which reports list them. */
export const FLOW_REGIMES = {
  depth: ['1 layer', '2 layers', '3 layers', '4 layers', '5 layers', '6 layers or more'],
  architecture: ['funnel', 'inverted-funnel', 'square', 'bottleneck', 'wide'],
  dimensions: ['Ni < No', 'Ni = No', 'Ni > No'],
  balance: ['0-balanced', 'not 0-balanced'],
  'rank of the task': ['zero', 'deficient', 'full'],
  gradient: ['plain', 'inputs not white', 'decay', 'held weights', 'several of these'],
  time: ['early', 'middle', 'late'],
} as const;

/**
 * Where a flow lies on every axis, decided in fractions. Its architecture is that of two layers with its narrowest hidden
 * layer (of one layer: with as many hidden units as it can use); time is early below τ/(2·rate) and late above 4τ/rate, the rate being
 * a power of two near a^(2h−2), with a the largest norm of a layer at the start or the h-th root of ‖Σyx‖_F (`flowRate`).
 */
export function flowRegimes({ flow, time }: FlowCase): AnyRegime[] {
  const widths = widthsOf(flow.layers);
  const [Ni, No] = [widths[0]!, widths.at(-1)!];
  const Nh = Math.min(...(widths.length > 2 ? widths.slice(1, -1) : [Ni, No]));
  return [
    { axis: 'depth', value: FLOW_REGIMES.depth[Math.min(flow.layers.length, FLOW_REGIMES.depth.length) - 1]! },
    { axis: 'architecture', value: architectureKind({ Ni, Nh, No }) },
    { axis: 'dimensions', value: `Ni ${Ni < No ? '<' : Ni > No ? '>' : '='} No` },
    { axis: 'balance', value: isBalanced(flow) ? '0-balanced' : 'not 0-balanced' },
    { axis: 'rank of the task', value: rankOfTask(flow.sigmaYX) },
    { axis: 'gradient', value: gradientOf(flow) },
    { axis: 'time', value: phaseOf(flow, time) },
  ];
}

function isBalanced({ layers }: Flow): boolean {
  return balances(rationalField, layers).every(balance => balance.data.every(entry => entry.sign() === 0));
}

function gradientOf({ sigmaXX, decay, mask }: Flow): string {
  const found = [
    ...(sigmaXX === undefined ? [] : ['inputs not white']),
    ...(decay?.sign() ? ['decay'] : []),
    ...(mask?.some(matrix => matrix.data.includes(0)) ? ['held weights'] : []),
  ];
  return found.length > 1 ? 'several of these' : (found[0] ?? 'plain');
}

function phaseOf(flow: Flow, time: Rational): string {
  const phase = time.mul(flowRate(flow)).div(flow.tau);
  if (phase.compare(Rational.of(1, 2)) < 0) return 'early';
  return phase.compare(Rational.of(4)) > 0 ? 'late' : 'middle';
}

/** About the fastest rate of a flow in units of 1/τ, as a power of two; 1 where nothing says how fast it is. */
export function flowRate({ layers, sigmaYX }: Flow): Rational {
  const size = (squared: Rational): number => Math.sqrt(squared.toNumber());
  const s = size(squaredNorm(rationalField, sigmaYX));
  const depth = layers.length;
  const largest = Math.max(...layers.map(layer => size(squaredNorm(rationalField, layer))), s ** (1 / depth));
  const rate = depth === 1 ? 1 : largest ** (2 * depth - 2);
  if (!(rate > 0 && Number.isFinite(rate))) return Rational.ONE;
  const exponent = Math.round(Math.log2(rate));
  return exponent >= 0 ? Rational.of(2n ** BigInt(exponent)) : Rational.ratio(1n, 2n ** BigInt(-exponent));
}
