import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Flow, flowIn } from '../../src/network/flow.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { anyDepth, scalarFlow, velocity } from '../testing/testFlows.ts';
import { rationals } from '../testing/testProblems.ts';
import { layerForces } from './exactVelocity.ts';
import { flowSize, forceBound, forceSlope, mapBend, mapBound, mapSlope } from './flowSize.ts';

const size = (entries: readonly number[]): number => Math.hypot(...entries);
const weightsOf = ({ layers }: Flow): number[] => layers.flatMap(layer => layer.data.map(entry => entry.toNumber()));
const speed = (flow: Flow): number[] => velocity(flow).flatMap(layer => layer.data.map(entry => entry.toNumber()));

describe('flowSize', () => {
  it('bounds the right-hand side at any depth, whatever decays or is held', () => {
    fc.assert(
      fc.property(anyDepth, flow => {
        const bound = forceBound(flowSize(flowIn(float64Field, flow)), size(weightsOf(flow)));
        expect(size(speed(flow))).toBeLessThanOrEqual(bound * (1 + 1e-12));
      }),
      { numRuns: 400, seed: 1 },
    );
  });

  it('bounds how far it moves with the weights', () => {
    fc.assert(
      fc.property(anyDepth, fc.integer({ min: 0, max: 1000 }), (flow, pick) => {
        const all = weightsOf(flow).length;
        const step = Rational.of('1/1000000');
        let seen = 0;
        const moved = {
          ...flow,
          layers: flow.layers.map(layer => layer.map(entry => (seen++ === pick % all ? entry.add(step) : entry))),
        };
        const [before, after] = [speed(flow), speed(moved)];
        const slope = size(after.map((entry, index) => entry - before[index]!)) * 1e6;
        const bound = forceSlope(flowSize(flowIn(float64Field, flow)), size(weightsOf(moved)));
        expect(slope).toBeLessThanOrEqual(bound * (1 + 1e-6));
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  it.each([1, 2, 3, 4, 5])('is reached by %i equal layers that learn the opposite', depth => {
    const w = Rational.of('2/3');
    const flow = scalarFlow(-2, new Array<string>(depth).fill('2/3'));
    const A = Math.sqrt(depth) * w.toNumber();
    const force = size(layerForces(flow).map(layer => layer.at(0, 0).toNumber()));
    expect(force / forceBound(flowSize(flowIn(float64Field, flow)), A)).toBeCloseTo(1, 12);
    expect(mapBound(depth, 3, A)).toBeCloseTo(3 * w.toNumber() ** depth, 12);
    expect(mapSlope(depth, A)).toBeCloseTo(Math.sqrt(depth) * w.toNumber() ** (depth - 1), 12);
    // All layers that move alike, by 1/√h each: (Π w)'' = h(h − 1) w^(h−2) / h.
    expect(mapBend(depth, A)).toBeCloseTo((depth - 1) * w.toNumber() ** (depth - 2), 12);
  });

  it.each([
    ['1/2', '1/2'],
    ['-1/2', '-1/2'],
    ['1/2', '-1/2'],
  ])('knows positive inputs, with %s and %s beside a diagonal of ones, and others', (above, below) => {
    const flow = (by: string) => ({
      ...scalarFlow(1, [1]),
      layers: [rationals([[1, 0]])],
      sigmaYX: rationals([[1, 1]]),
      sigmaXX: rationals([
        [1, Rational.of(above).mul(Rational.of(by)).toString()],
        [Rational.of(below).mul(Rational.of(by)).toString(), 1],
      ]),
    });
    expect(flowSize(flowIn(float64Field, flow('1'))).indefinite).toBeLessThan(1e-8);
    const { indefinite } = flowSize(flowIn(float64Field, flow('4')));
    // The symmetric part has the eigenvalues 1 ± (above + below)·4/2.
    if (above === below) expect(indefinite).toBeGreaterThanOrEqual(1);
    else expect(indefinite).toBeLessThan(1e-8);
  });

  it('takes inputs to be white where nothing else is said, and no others', () => {
    const white = flowIn(float64Field, scalarFlow(1, [1]));
    expect(flowSize(white)).toMatchObject({ x: 1, indefinite: 0, white: true });
    expect(flowSize(flowIn(float64Field, scalarFlow(1, [1], { sigmaXX: rationals([[1]]) }))).white).toBe(false);
  });

  it('is A(s + xA²/2) at two layers', () => {
    const [s, x, A] = [0.3, 1.7, 0.9];
    expect(forceBound({ depth: 2, s, x, gamma: 0, indefinite: 0, white: false }, A)).toBe(A * (s + (x * A * A) / 2));
  });
});
