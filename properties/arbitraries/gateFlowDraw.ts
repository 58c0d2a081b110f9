import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { seedOf } from '../../src/gate/digitsAsked.ts';
import { isFloat64, lcm, oddPart, roundedTo } from '../../src/gate/exactInFloat64.ts';
import type { DrawnFlowCase } from '../../src/gate/flowGate.ts';
import type { Capabilities } from '../../src/gate/subject.ts';
import type { FlowCase } from '../../src/judge/case.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { flowCaseArbitrary } from './flowCaseArbitrary.ts';

/** Draws in vain before a subject is taken to leave none. */
const MOST_DRAWS = 200;

/** The deepest flow that is drawn, whatever more a subject can do. */
const DEEPEST = 5;

/**
 * Flow number `index` of a run, in numbers that float64 holds: depends on the seed, the index and the capabilities only. Every
 * depth up to the subject's largest, or 5, in turn. Undefined where the subject takes none.
 */
export function drawFlowCase(seed: number, index: number, capabilities: Capabilities): DrawnFlowCase | undefined {
  const deepest = Math.min(DEEPEST, capabilities.largestDepth ?? 0);
  if (deepest < 1) return undefined;
  const depth = (index % deepest) + 1;
  const cases = flowCaseArbitrary({ minDepth: depth, maxDepth: depth, maxWidth: 3 });
  const random = new fc.Random(xoroshiro128plus(seedOf(`flow ${seed} ${index}`)));
  for (let attempt = 0; attempt < MOST_DRAWS; attempt++) {
    const drawn = asked(cases, cases.generate(random, undefined), capabilities);
    if (drawn !== undefined) return drawn;
  }
  return undefined;
}

function asked(
  cases: fc.Arbitrary<FlowCase>,
  { value, context }: fc.Value<FlowCase>,
  capabilities: Capabilities,
): DrawnFlowCase | undefined {
  const given = inFloat64(value, capabilities);
  return (
    given && {
      given,
      *smaller() {
        for (const next of cases.shrink(value, context)) {
          const drawn = asked(cases, next, capabilities);
          if (drawn !== undefined) yield drawn;
        }
      },
    }
  );
}

/**
 * The same flow in other units, as `exactInFloat64` has it at two layers: with W → cW, Σyx → c^hΣyx and t → c^(2−2h)t the flow goes over
 * into itself, and c = D/2^k clears the odd parts of all denominators. Undefined where 53 bits do not suffice. A time beyond the
 * subject's largest becomes that one, half a bit short.
 */
function inFloat64({ flow, time, extra }: FlowCase, { largestTime }: Capabilities): FlowCase | undefined {
  const depth = flow.layers.length;
  const D = lcm([...flow.layers.flatMap(layer => layer.data), ...flow.sigmaYX.data].map(entry => oddPart(entry.d)));
  const c = Rational.ratio(D, 1n << BigInt(D.toString(2).length - 1));
  const power = (exponent: number): Rational =>
    Array.from({ length: exponent }).reduce<Rational>(product => product.mul(c), Rational.ONE);
  const layers = flow.layers.map(layer => layer.map(entry => entry.mul(c)));
  const sigmaYX = flow.sigmaYX.map(entry => entry.mul(power(depth)));
  const latest = largestTime === undefined ? undefined : Rational.of(largestTime).mul(flow.tau);
  const scaled = time.div(power(2 * depth - 2));
  const late = latest !== undefined && scaled.compare(latest) > 0;
  const found = {
    flow: { ...flow, layers, sigmaYX },
    time: roundedTo(24, late ? latest.mul(Rational.of(2 ** 24 - 1, 2 ** 24)) : scaled),
    extra,
  };
  const numbers = [...layers.flatMap(layer => layer.data), ...sigmaYX.data, flow.tau, found.time];
  return numbers.every(isFloat64) ? found : undefined;
}
