import { describe, expect, it } from 'vitest';
import { Matrix } from '../src/numbers/matrix.ts';
import { descendUnits, settledUnits, type Unit, type UnitsNetwork, type UnitsWeights } from './unitsDescent.ts';

const of = (...rows: readonly (readonly number[])[]): Matrix<number> => Matrix.fromRows(rows);

const network = (unit: Unit, changes: Partial<UnitsNetwork> = {}): UnitsNetwork => ({
  W1: of([1, 0.5], [-0.25, 1]),
  W2: of([1, -0.5], [0.5, 2]),
  units: [unit, unit],
  X: of([1, -1, 2], [0.5, 1, -1]),
  Y: of([1, 0, -1], [0, 2, 1]),
  ...changes,
});

function loss({ units, X, Y }: UnitsNetwork, { W1, W2 }: UnitsWeights): number {
  const phi = { linear: (a: number) => a, relu: (a: number) => Math.max(a, 0), tanh: Math.tanh };
  let sum = 0;
  for (let p = 0; p < X.cols; p++)
    for (let o = 0; o < W2.rows; o++) {
      let output = 0;
      for (let h = 0; h < W1.rows; h++) {
        let a = 0;
        for (let i = 0; i < W1.cols; i++) a += W1.at(h, i) * X.at(i, p);
        output += W2.at(o, h) * phi[units[h]!](a);
      }
      sum += (output - Y.at(o, p)) ** 2;
    }
  return sum / (2 * X.cols);
}

describe('descent with units', () => {
  it.each(['linear', 'relu', 'tanh'] as const)('goes down the differences of the loss, %s', unit => {
    const given = network(unit);
    const moved = descendUnits(given, 1, 1);
    const eps = 1e-6;
    for (const layer of ['W1', 'W2'] as const)
      given[layer].data.forEach((entry, at) => {
        const beside = (by: number): number =>
          loss(given, {
            ...given,
            [layer]: given[layer].map((old, i, j) => (i * given[layer].cols + j === at ? old + by : old)),
          });
        expect(moved[layer].data[at]! - entry).toBeCloseTo((beside(-eps) - beside(eps)) / (2 * eps), 7);
      });
  });

  it('takes each unit as it is named', () => {
    const [mixed, linear, relu] = [
      network('linear', { units: ['linear', 'relu'] }),
      network('linear'),
      network('relu'),
    ];
    const readsAfter = (given: UnitsNetwork): number[] => [...descendUnits(given, 0.1, 1).W1.data];
    // In the first step units know each other by the error alone; where a unit is off it stays.
    expect(readsAfter(mixed)).not.toEqual(readsAfter(linear));
    expect(readsAfter(mixed)).not.toEqual(readsAfter(relu));
  });
});

describe('descent with a step that is halved until it stands', () => {
  it('follows a scalar flow of known solution', () => {
    // One linear unit on one sample, w1 = w2 = w: dw/dt = w(1 − w²), w² = 1/(1 + (1/w0² − 1)e^{−2t}).
    const scalar = { W1: of([0.5]), W2: of([0.5]), units: ['linear'] as const, X: of([1]), Y: of([1]) };
    const { W1, change, steps } = settledUnits(scalar, { end: 1, firstSteps: 8, stands: 1e-4 });
    const exact = Math.sqrt(1 / (1 + 3 * Math.exp(-2)));
    expect(Math.abs(W1.at(0, 0) - exact) / exact).toBeLessThan(1.5e-4);
    expect(change).toBeLessThanOrEqual(1e-4);
    // What is off is of first order in the step: about c/n, of which the last halving shows as much again.
    expect(steps).toBeGreaterThan(64);
  });

  it('stands where a ReLU stays on its kink', () => {
    // The first sample pushes its activity w1 down while it is on, the second pulls it up while it is off, until it has learned its own target by w2.
    const kink = {
      W1: of([0.5, 0.5]),
      W2: of([1]),
      units: ['relu'] as const,
      X: of([1, 1], [0, 1]),
      Y: of([-1, 1]),
    };
    const { W1, W2, change } = settledUnits(kink, { end: 4, firstSteps: 64, stands: 1e-3 });
    expect(change).toBeLessThanOrEqual(1e-3);
    expect(Math.abs(W1.at(0, 0))).toBeLessThan(0.01);
    expect(W1.at(0, 1) * W2.at(0, 0)).toBeGreaterThan(0.8);
  });

  it('says so where nothing stands, or sizes and options do not fit', () => {
    const given = network('tanh');
    const options = { end: 1, firstSteps: 4, stands: 1e-9, mostSteps: 64 };
    expect(() => settledUnits(given, options)).toThrow(/mostSteps must let the weights stand to 1e-9, got 64/);
    // Descent that runs away is no answer either.
    expect(() => settledUnits(network('linear'), { ...options, end: 1e6, stands: 0.1 })).toThrow(/PRECISION|mostSteps/);
    expect(() => settledUnits(given, { ...options, end: 0 })).toThrow(/end must be finite and above 0, got 0/);
    expect(() => settledUnits(given, { ...options, firstSteps: 0 })).toThrow(/firstSteps must be a whole number/);
    expect(() => settledUnits(given, { ...options, stands: 2 })).toThrow(/stands must lie between 0 and 1, got 2/);
    for (const [changes, words] of [
      [{ W2: of([1]) }, 'W2 must have 2 columns'],
      [{ units: ['relu'] as const }, 'units must be 2'],
      [{ X: of([1]) }, 'X must have 2 rows'],
      [{ Y: of([1, 2, 3]) }, 'Y must have 2 rows'],
      [{ Y: of([1], [2]) }, 'Y must have 3 columns'],
    ] as const)
      expect(() => descendUnits(network('relu', changes), 0.1, 1)).toThrow(words);
  });
});
