import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { caseToJson } from '../../src/judge/caseJson.ts';
import type { Claim } from '../../src/judge/claim.ts';
import type { ClaimRecord, CounterexampleRecord, PlotRecord, PlotSeries } from '../../src/judge/runRecord.ts';
import { counterexampleCase, showcaseOf } from '../../src/plot/showcase.ts';
import { CLAIMS } from '../claims/index.ts';
import * as plots from './plotOf.ts';

const claimOf = (id: string): Claim => CLAIMS.find(claim => claim.id === id)!;

/** The parts of a record that a plot looks at. */
function record(counterexample?: Partial<CounterexampleRecord>): Omit<ClaimRecord, 'plot'> {
  return { ...(counterexample && { counterexample }) } as Omit<ClaimRecord, 'plot'>;
}

function matrix(name: string, ...rows: string[][]): { name: string; rows: string[][] } {
  return { name, rows };
}

const scalars = (lambda: string, tau: string, t: string): CounterexampleRecord['scalars'] => [
  { name: 'lambda', value: lambda },
  { name: 'tau', value: tau },
  { name: 't', value: t },
];

/** 1-1-2 with a task beside the start: the kindest reading of theorem A.3 is wrong on it. */
const besideTheStart = {
  given: [matrix('W1', ['3/4']), matrix('W2', ['5/4'], ['0']), matrix('sigmaYX', ['0'], ['-2'])],
  scalars: scalars('1', '1', '1/2'),
};

const line = (plot: PlotRecord | undefined, label: string): PlotSeries =>
  plot!.series.find(series => series.label.startsWith(label))!;

const apart = (a: PlotSeries, b: PlotSeries): number =>
  Math.max(...a.values.map((value, k) => Math.abs(value! - b.values[k]!) / Math.max(1e-9, Math.abs(b.values[k]!))));

const plotOf = (claim: Claim, found: Parameters<typeof plots.plotOf>[1]) => plots.plotOf(claim, found, TRUTH);

const drawn = new Map<Claim, PlotRecord | undefined>();

/** Of a claim without a counterexample, drawn once for all tests. */
function plainPlotOf(claim: Claim): PlotRecord | undefined {
  if (!drawn.has(claim)) drawn.set(claim, plotOf(claim, record()));
  return drawn.get(claim);
}

describe('plotOf a formula', () => {
  it.each([
    ['domine2025/eq-2', 'formula, as corrected'],
    ['domine2025/thm-a.3', 'formula, as corrected'],
    ['braun2022/eq-5', 'formula, as printed'],
    ['braun2022/thm-3.1', 'formula, as printed'],
  ])('%s: the formula that holds lies on the oracle, gradient descent near it', (id, label) => {
    const plot = plainPlotOf(claimOf(id));
    expect(apart(line(plot, label), line(plot, 'oracle'))).toBeLessThan(1e-9);
    expect(Math.max(...plot!.errors.at(-1)!.values.map(error => error!))).toBeLessThan(1e-10);
    const [oracle, descent] = [line(plot, 'oracle'), line(plot, 'gradient descent')].map(({ values }) => values);
    const off = descent!.map((value, k) => Math.abs(value! - oracle![k]!));
    expect(Math.max(...off)).toBeLessThan(0.2 * oracle![0]!);
    expect(Math.max(...off)).toBeGreaterThan(1e-6 * oracle![0]!);
    // Learning is seen: the loss falls and then hardly moves.
    expect(oracle![40]!).toBeLessThan(0.5 * oracle![0]!);
    expect(oracle![20]! - oracle![40]!).toBeLessThan(0.2 * (oracle![0]! - oracle![40]!));
  });

  it('shows the counterexample where the printed formula has a value, in an entry on which it is wrong', () => {
    const plot = plotOf(claimOf('domine2025/thm-a.3:unequal-dimensions'), record(besideTheStart));
    expect(plot!.caption).toContain('The counterexample, a 1‑1‑2 network');
    expect(plot!.quantity).toBe('entry (2,2) of W2W2ᵀ');
    expect(apart(line(plot, 'formula, as printed'), line(plot, 'oracle'))).toBeGreaterThan(0.05);
    expect(apart(line(plot, 'formula, as corrected'), line(plot, 'oracle'))).toBeLessThan(1e-9);
    expect(plot!.errors.map(({ label }) => label)).toEqual(['as printed', 'as corrected']);
    expect(Math.max(...plot!.errors[0]!.values.map(error => error!))).toBeGreaterThan(0.05);
    expect(Math.max(...plot!.errors[1]!.values.map(error => error!))).toBeLessThan(1e-10);
  });

  it('takes another case where the printed formula has none on the counterexample', () => {
    const plot = plotOf(claimOf('domine2025/eq-2'), record(besideTheStart));
    expect(plot!.caption).not.toContain('counterexample');
    expect(plot!.caption).toContain('The formula as printed has no value here.');
    expect(plot!.series.map(({ label }) => label)).not.toContain('formula, as printed');
  });
});

describe('plotOf other claims', () => {
  it('balance: the flow keeps it exactly, gradient descent only nearly', () => {
    const plot = plainPlotOf(claimOf('wendin2025/prop-6'));
    expect(line(plot, 'oracle').values.every(value => value === 0)).toBe(true);
    expect(line(plot, 'gradient descent').values[40]).toBeGreaterThan(1e-6);
    expect(line(plot, 'gradient descent').values[40]).toBeLessThan(1);
  });

  it('balances of any depth: the flow keeps them exactly, gradient descent only nearly', () => {
    const plot = plainPlotOf(claimOf('wendin2025/prop-6:any-depth'));
    expect(plot!.caption).toMatch(/^A \d(‑\d){3,5} flow, τ = /);
    expect(plot!.times).toHaveLength(41);
    expect(line(plot, 'oracle').values.every(value => value === 0)).toBe(true);
    expect(line(plot, 'gradient descent').values[40]).toBeGreaterThan(1e-6);
    expect(line(plot, 'gradient descent').values[40]).toBeLessThan(1);
  });

  it('convergence: a generic start reaches the task, one without a growing direction does not', () => {
    const saddle = {
      given: [matrix('W1', ['1']), matrix('W2', ['-1']), matrix('sigmaYX', ['2'])],
      scalars: scalars('0', '1', '1'),
    };
    const plot = plotOf(claimOf('braun2022/sec-6:any-zero-balanced-start'), record(saddle));
    expect(line(plot, 'oracle').values[40]).toBeLessThan(0.05);
    expect(line(plot, 'oracle, the counterexample').values[40]).toBeGreaterThan(0.9);
  });

  it('bottleneck: the loss comes down to its bound and not below', () => {
    const plot = plainPlotOf(claimOf('domine2025/sec-4:bottleneck-never-zero-loss'));
    const [bound, loss] = [line(plot, 'bound').values, line(plot, 'oracle').values];
    expect(bound[0]).toBeGreaterThan(0);
    expect(loss.every((value, k) => value! >= bound[k]! * (1 - 1e-9))).toBe(true);
    expect(loss[40]! - bound[40]!).toBeLessThan(0.1 * (loss[0]! - bound[0]!));
  });

  it('forgetting: the old task’s loss ends where the claim says, the new one’s at zero', () => {
    const plot = plainPlotOf(claimOf('braun2022/sec-6:loss-of-an-old-task'));
    const end = line(plot, 'stated end').values[40]!;
    expect(line(plot, 'oracle, old task').values[40]! / end).toBeCloseTo(1, 1);
    const learned = line(plot, 'oracle, task being learned').values;
    expect(learned[40]!).toBeLessThan(0.05 * learned[0]!);
  });

  it('kernel: it moves less for a larger λ in a funnel', () => {
    const plot = plainPlotOf(claimOf('domine2025/sec-5:funnel-lazy'));
    const ends = plot!.series.map(({ values }) => values[40]!);
    expect(plot!.series.map(({ label }) => label)).toEqual(['oracle, λ = 4', 'oracle, λ = 9', 'oracle, λ = 16']);
    expect(ends[0]).toBeGreaterThan(2 * ends[1]!);
    expect(ends[1]).toBeGreaterThan(2 * ends[2]!);
    expect(plot!.series.every(({ values }) => values[0] === 0)).toBe(true);
  });
});

describe('plotOf every claim', () => {
  it('is the same twice, rises in time, and holds ten digits or null', () => {
    for (const claim of CLAIMS) {
      const plot = plainPlotOf(claim);
      if (plot === undefined) continue;
      expect(plot.times).toHaveLength(41);
      expect(plot.times.every((time, k) => k === 0 || time > plot.times[k - 1]!)).toBe(true);
      for (const { values } of [...plot.series, ...plot.errors]) {
        expect(values).toHaveLength(41);
        expect(
          values.some(value => value !== null),
          claim.id,
        ).toBe(true);
        for (const value of values) {
          expect(value === null || (Number.isFinite(value) && Number(value.toPrecision(10)) === value)).toBe(true);
        }
      }
    }
    const again = ['domine2025/thm-a.3', 'braun2022/sec-6:reversal-ends-at-zero'].map(claimOf);
    for (const claim of again) expect(plotOf(claim, record())).toEqual(plainPlotOf(claim));
  });
});

describe('the case of a plot', () => {
  it('is read back from a counterexample, extra matrices included', () => {
    const extra = { ...besideTheStart, given: [...besideTheStart.given, matrix('eta', ['1/3'])] };
    expect(caseToJson(counterexampleCase(record(extra))!)).toEqual({
      W1: [['3/4']],
      W2: [['5/4'], ['0']],
      sigmaYX: [['0'], ['-2']],
      tau: '1',
      lambda: '1',
      time: '1/2',
      extra: { eta: [['1/3']] },
    });
    expect(counterexampleCase(record())).toBeUndefined();
  });

  it('starts at 0 where the numbers belong to the end or to no time, and is none without a λ', () => {
    const withScalars = (...scalars: readonly { readonly name: string; readonly value: string }[]) =>
      counterexampleCase(record({ ...besideTheStart, scalars }));
    const [lambda, tau] = [
      { name: 'lambda', value: '1' },
      { name: 'tau', value: '1' },
    ];
    expect(withScalars(lambda!, tau!, { name: 't', value: '∞' })!.time.sign()).toBe(0);
    expect(withScalars(lambda!, tau!)!.time.sign()).toBe(0);
    const unbalanced = { name: 'lambda', value: 'none (the weights are not λ-balanced)' };
    expect(withScalars(unbalanced, tau!, { name: 't', value: '1' })).toBeUndefined();
  });

  it('is the claim’s own showcase, else one that meets the hypotheses of the last reading', () => {
    const claim = claimOf('braun2022/thm-3.1');
    const drawn = showcaseOf(claim, TRUTH)!;
    expect(claim.readings.at(-1)!.hypotheses.every(({ holds }) => holds(drawn))).toBe(true);
    const own = counterexampleCase(record(besideTheStart))!;
    expect(showcaseOf({ ...claim, showcase: own }, TRUTH)).toBe(own);
  });
});

describe('plotOf a topic', () => {
  it.each([
    'Balance conservation',
    'Convergence to the task',
    'Lazy and rich kernels',
    'Loss of a bottleneck',
    'Forgetting',
  ])('%s draws what the cases of a claim have, or nothing', topic => {
    const claim = { ...claimOf('anguita2024/eq-3.81'), topic };
    expect(() => plotOf(claim, record())).not.toThrow();
    expect(() => plotOf(claim, record(besideTheStart))).not.toThrow();
  });
});
