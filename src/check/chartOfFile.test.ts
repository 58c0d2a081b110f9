import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { caseFromJson, flowCaseFromJson } from '../judge/caseJson.ts';
import { decideCase } from '../judge/lookAt.ts';
import type { PlotRecord } from '../judge/runRecord.ts';
import { Rational } from '../numbers/rational.ts';
import { chartOfFile } from './chartOfFile.ts';
import { openAny } from './testing/open.ts';

/** λ = 4 − 1 = 3; the map starts at 2 and goes to 1. */
const one = caseFromJson({ W1: [[1]], W2: [[2]], sigmaYX: [[1]], tau: '1', lambda: '3', time: '1/2', extra: {} });

/** Two modes of strengths 2 and 1 that start at 1 and 1/4. */
const two = caseFromJson({
  W1: [
    [1, 0],
    [0, '1/2'],
  ],
  W2: [
    [1, 0],
    [0, '1/2'],
  ],
  sigmaYX: [
    [2, 0],
    [0, 1],
  ],
  tau: '2',
  lambda: '0',
  time: '1',
  extra: {},
});

function chart(text: string, given = one as Parameters<typeof chartOfFile>[1]): PlotRecord {
  return chartOfFile(openAny(text, 'f.claim'), given, TRUTH)!;
}

const file = (claims: string, body: string, header = 'needs: whitened\n'): string =>
  `claims: ${claims}\n${header}---\n${body}\n`;

const line = (plot: PlotRecord, label: string): readonly number[] =>
  plot.series.find(one => one.label.startsWith(label))!.values as number[];

describe('the chart of a file', () => {
  it('shows both sides along the flow, their error, gradient descent, and the counterexample’s time', () => {
    const plot = chart(file('equation', 'W2t^2 - W1t^2 == W2t + W1t'));
    expect(plot.mark).toEqual({ at: 0.5, label: 'the counterexample' });
    for (const value of line(plot, 'W2t^2 - W1t^2')) expect(value).toBeCloseTo(3, 8);
    const right = line(plot, 'W2t + W1t');
    // W1² + 3 = W2² and W1W2 = 1 at the end.
    const end = Math.sqrt((Math.sqrt(13) - 3) / 2);
    expect(right[0]).toBe(3);
    expect(right.at(-1)).toBeCloseTo(end + 1 / end, 2);
    expect(plot.errors[0]!.values.at(-1)).toBeCloseTo((3 - end - 1 / end) / 3, 2);
    const descent = line(plot, 'gradient descent');
    expect(descent[0]).toBe(3);
    expect(Math.abs(descent.at(-1)! - 3)).toBeLessThan(0.3);
    expect(descent.at(-1)).not.toBeCloseTo(3, 8);
  });

  it('says in words that both sides agree, and draws no error then', () => {
    const plot = chart(
      file('output', "U*S*inv(S)*U'*W2t*W1t", 'needs: whitened\nat: now\n').replace('U*S', 'now = 1/2\nU*S'),
    );
    expect(plot.caption).toMatch(/Both agree to (19|20) digits at all 41 times/);
    expect(plot.errors).toEqual([]);
    expect(plot.mark).toEqual({ at: 0.5, label: 'now' });
  });

  it('shows the margin of an inequality as the judge measures it', () => {
    const text = file('inequality', 'norm(W2t)^2 <= norm(W1t)^2 + 4*t');
    const plot = chart(text);
    const then = { ...one, time: Rational.of(String(plot.times[5])) };
    const judged = decideCase(openAny(text, 'f.claim').reading.judge, then, { digits: 20, truth: TRUTH });
    expect(plot.margin!.values[5]).toBeCloseTo(judged.margin!, 8);
    expect(plot.margin!.values[0]).toBeCloseTo(-3 / 4, 8);
  });

  it('shows what is said to be conserved beside its start, and of a course its rate', () => {
    const conserved = chart(file('conserved', 'W1t*W1t + W2t*W2t'));
    expect(conserved.series.map(({ label }) => label.replace(/ = .*/, ''))).toEqual([
      'along the flow',
      'at the start',
      'gradient descent, η',
    ]);
    expect(new Set(line(conserved, 'at the start'))).toEqual(new Set([5]));
    expect(line(conserved, 'along')[0]).toBe(5);
    expect(line(conserved, 'along').at(-1)).toBeLessThan(4);
    const falling = chart(file('nondecreasing', 'norm(W1t)^2'));
    expect(falling.quantity).toBe('norm(W1t)^2');
    // d/dt W1² = 2 W1W2(1 − W2W1) at the start.
    expect(falling.margin!.values[0]).toBe(-4);
  });

  it('draws the mode that is wrong, by its number', () => {
    const header = 'needs: whitened, zero-balanced\n';
    const plot = chart(
      file('equation', "for k = 1:m: U(:,k)'*W2t*W1t*V(:,k) <= 1 + t", header).replace('equation', 'inequality'),
      two,
    );
    expect(plot.caption).toMatch(/Drawn for k = 1\./);
    expect(plot.series[0]!.values[0]).toBe(1);
  });

  it('draws a limit on the members of its path, with what they tend to', () => {
    const header = 'needs: whitened, lambda-balanced\nfixed: Syx, W2*W1\n';
    const plot = chart(file('equation', "lim(lambda -> Inf, lambda*trace(W1*W1')) == 3*norm(W2*W1)^2", header));
    expect(plot.axis).toEqual({ label: 'λ', scale: 'log10' });
    const [members, limit, stated] = plot.series;
    expect(members!.isOfMembers).toBe(true);
    // W1² = (√(λ² + 16) − λ)/2
    plot.times.forEach((lambda, k) => {
      expect(members!.values[k]).toBeCloseTo((lambda * (Math.sqrt(lambda ** 2 + 16) - lambda)) / 2, 6);
    });
    expect(limit!.values[0]).toBeCloseTo(4, 5);
    expect(stated!.values[0]).toBe(12);
  });

  it('draws a remainder with the power that fits it and the one that is stated', () => {
    const header = 'needs: whitened, lambda-balanced, lambda-positive\nfixed: Syx, W2*W1\n';
    const plot = chart(file('equation', "trace(W1*W1') == norm(W2*W1)^2/lambda + O(1/lambda^4)", header));
    expect([plot.scale, plot.axis?.scale]).toEqual(['log10', 'log10']);
    expect(plot.series.map(({ label }) => label)).toEqual([
      'fitted: power −3',
      'stated: O(1/lambda^4)',
      'left side − right side',
    ]);
    const ratio = (label: string): number => line(plot, label)[0]! / line(plot, label).at(-1)!;
    const members = plot.times.at(-1)! / plot.times[0]!;
    expect(Math.log(ratio('stated')) / Math.log(members)).toBeCloseTo(4, 6);
    expect(Math.log(ratio('fitted')) / Math.log(members)).toBeCloseTo(3, 1);
  });

  it('draws layers of any depth, and steps of gradient descent', () => {
    const layers = flowCaseFromJson({ layers: [[[1]], [[1]], [[2]]], sigmaYX: [[1]], tau: '1', time: '1/4' });
    const deep = `network: deep\n${file('conserved', 'for j = 1:h-1: norm(W{j}t)^2 - j*norm(W{j+1}t)^2')}`;
    const plot = chart(deep, layers);
    expect(plot.caption).toMatch(/The counterexample, a 1.1.1.1 flow.*Drawn for j = 2\./);
    expect(line(plot, 'at the start')[0]).toBe(-7);
    const extra = { k: [['2']], eta: [['1/10']] };
    const stepped = caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[2]], tau: '1', lambda: '0', time: '0', extra });
    const steps = chart(file('equation', "W1next == W1k + eta*W2k'*(Syx - W2k*W1k)", 'steps: any\n'), stepped);
    expect(steps.axis).toEqual({ label: 'steps k', scale: 'linear' });
    expect(steps.times.slice(0, 3)).toEqual([0, 1, 2]);
    // 1 + (2 − 1)/10, then 1.1 + 1.1(2 − 1.21)/10
    expect(steps.series[0]!.values[0]).toBe(1.1);
    expect(steps.series[0]!.values[1]).toBeCloseTo(1.1869, 8);
    expect(steps.mark).toEqual({ at: 2, label: 'the counterexample' });
  });

  it.each([
    ['of the start alone', file('equation', 'W2*W1 == Syx')],
    ['on random weights', file('equation', 'let A : Nh x Ni gaussian(0, 1)\nE(A) == zeros(Nh, Ni)', '')],
  ])('of a statement %s there is none', (_, text) => {
    expect(chart(text)).toBeUndefined();
  });
});
