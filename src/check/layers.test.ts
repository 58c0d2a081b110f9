import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { VOCABULARY } from '../../properties/vocabulary.ts';
import { parseClaimFile } from '../formula/claimFile.ts';
import type { FlowCase } from '../judge/case.ts';
import { flowCaseFromJson } from '../judge/caseJson.ts';
import { decideCase } from '../judge/lookAt.ts';
import { claimOfFile } from './claimOfFile.ts';
import { statesNothing } from './statesNothing.ts';
import { judgedOnSomeCases } from './testing/judgedOnSomeCases.ts';
import { openAny, refusalOf } from './testing/open.ts';

const deep = (body: string, header = ''): string => `network: deep\nclaims: equation\n${header}---\n${body}\n`;

/** 2-1-3-2, three layers; inputs that are not white. */
const given = flowCaseFromJson({
  layers: [
    [[1, 2]],
    [['1/2'], [1], [0]],
    [
      [1, 0, 1],
      [0, 2, -1],
    ],
  ], // prettier-ignore
  sigmaYX: [
    [1, 0],
    ['1/2', 2],
  ],
  sigmaXX: [
    [2, '1/4'],
    ['1/4', 1],
  ],
  tau: '2',
  decay: '1/3',
  time: '1/2',
});

function outcomeOf(body: string, header = ''): string {
  const { file, reading } = openAny(deep(body, header), 'f.claim');
  expect(file.deep).toBeDefined();
  return decideCase(reading.judge, given, { digits: 20, truth: TRUTH }).outcome;
}

describe('statements about layers of any depth', () => {
  it.each([
    // Σ over the layers of the flow itself, with inputs and decay
    ["for j = 1:h: tau*dW{j}t == W(j+1:h)t'*(Syx - W(1:h)t*Sxx)*W(1:j-1)t' - g*W{j}t", 'held'],
    ["for j = 1:h: tau*dW{j}t == W(j+1:h)t'*(Syx - W(1:h)t)*W(1:j-1)t' - g*W{j}t", 'failed'],
    ["for j = 1:h: tau*dW{j}t == W(j+1:h)t'*(Syx - W(1:h)t*Sxx)*W(1:j-1)t'", 'failed'],
    // balances decay by themselves
    ["for j = 1:h-1: tau*ddt(W{j}t*W{j}t' - W{j+1}t'*W{j+1}t) == -2*g*(W{j}t*W{j}t' - W{j+1}t'*W{j+1}t)", 'held'],
    ["for j = 1:h-1: W{j}t*W{j}t' - W{j+1}t'*W{j+1}t == exp(-2*g*t/tau)*(W{j}*W{j}' - W{j+1}'*W{j+1})", 'held'],
    ["for j = 1:h-1: W{j}t*W{j}t' - W{j+1}t'*W{j+1}t == exp(-g*t/tau)*(W{j}*W{j}' - W{j+1}'*W{j+1})", 'failed'],
    // rates of rates, of a product
    ['ddt(W(1:h)t) == dW{3}t*W(1:2)t + W{3}t*dW{2}t*W{1}t + W(2:3)t*dW{1}t', 'held'],
    ['ddt(ddt(W(1:2)t)) == ddt(dW{2}t*W{1}t + W{2}t*dW{1}t)', 'held'],
    ['ddt(ddt(W(1:2)t)) == ddt(dW{2}t)*W{1}t + dW{2}t*dW{1}t + W{2}t*ddt(dW{1}t)', 'failed'],
    ['for j = 1:h+1: W(j:j-1) == I(d{j-1})', 'held'],
    ['for j = 1:h: for i = 1:d{j}: W{j}(1,1) + i - i == W{j}(1,1)', 'held'],
  ])('%s: %s', (body, outcome) => {
    expect(outcomeOf(body, 'depth: 3\ndecay: g\n')).toBe(outcome);
  });

  it('that hold for any weights whatever say nothing', () => {
    const empty = (body: string) => {
      const { file } = openAny(deep(body, 'depth: 3\n'), 'f.claim');
      return statesNothing(file, [given], { digits: 15, truth: TRUTH });
    };
    expect(empty('for j = 1:h-1: W(j+1:h)t*W(1:j)t == W(1:h)t')).toBe(true);
    expect(empty("for j = 1:h-1: ddt(W{j}t*W{j}t') == ddt(W{j+1}t'*W{j+1}t)")).toBe(false);
  });

  it.each([
    [3, 2, 1],
    [1, 3, 2],
    [2, 1, 3],
  ])('reach the widths %i, %i and %i', (...widths) => {
    const where = widths.map((width, j) => `where: d${j} == ${width}\n`).join('');
    const { reading } = openAny(deep('for j = 1:h: W{j} == W{j}', `depth: 2\n${where}`), 'f.claim');
    for (const one of fc.sample(reading.cases, { numRuns: 3, seed: 1 })) {
      const { layers } = (one as FlowCase).flow;
      expect([layers[0]!.cols, ...layers.map(({ rows }) => rows)]).toEqual(widths);
    }
  });

  it('draw cases of the depth, the widths and the inputs that the header asks for', async () => {
    const depths = new Set<number>();
    const { reading, networks } = openAny(
      deep(
        'for j = 1:h: W{j} == W{j}',
        'depth: 2..3\nneeds: whitened\nwhere: for j = 1:h-1: d{j} >= d0\nwhere: d{h} == 1\n',
      ),
      'f.claim',
    );
    expect(networks.every(({ h, d0, d1 }) => (h === 2 || h === 3) && d1! >= d0!)).toBe(true);
    const { sample } = await import('fast-check');
    for (const one of sample(reading.cases, { seed: 3, numRuns: 30 })) {
      if (!('flow' in one)) throw new Error('a case of two layers');
      const { layers, sigmaXX, decay } = one.flow;
      depths.add(layers.length);
      expect([sigmaXX, decay, layers.at(-1)!.rows]).toEqual([undefined, undefined, 1]);
      expect(layers.slice(0, -1).every(layer => layer.rows >= layers[0]!.cols)).toBe(true);
    }
    expect([...depths].sort()).toEqual([2, 3]);
  });

  it.each<[string, number, number, string]>([
    [deep('W3t == W3', 'depth: 2..4\n'), 5, 1, 'W3t where h = 2'],
    [deep('for j = 1:h: W{j+1} == W{j+1}'), 4, 14, 'W3 where h = 2, j = 2'],
    [deep('Syx == W(2:h)*W{1}*W(1:h-2)', 'depth: 1..3\n'), 5, 20, 'W(1:-1) where h = 1'],
    [deep('for j = 0:h: W{j} == W{j}'), 4, 14, 'W0 where h = 2, j = 0'],
    [deep('Syx == Syx', 'needs: lambda-balanced\n'), 3, 8, 'on layers of any depth (whitened'],
    [deep('Syx == Syx', 'needs: whitend\n'), 3, 8, 'did you mean whitened?'],
    [deep('Syx == Syx', 'where: d1 > 3\n'), 3, 8, 'must leave a network'],
    [deep('Syx == Syx', 'where: d4 > 3\n'), 3, 8, 'd4 where h = 2'],
    [deep('Syx == Syx', 'where: norm(W{1}t) > 3\n'), 3, 8, 'must not depend on W1t'],
    [deep('for j = 1:1000: for k = 1:1000: Syx == Syx'), 4, 17, 'at most 1000 values'],
  ])('refuses %j at line %i, column %i', (text, line, column, message) => {
    const error = refusalOf(text);
    expect(error.message).toContain(message);
    expect([error.line, error.column]).toEqual([line, column]);
  });

  it('are claims of papers too', async () => {
    const path = new URL('../../examples/field/deep-end-to-end-dynamics.claim', import.meta.url);
    const text = `id: x/y\nsection: 1\nplace: here\n${readFileSync(path, 'utf8')}`;
    const claim = claimOfFile(parseClaimFile(text, 'y.claim'), () => undefined, VOCABULARY);
    expect(claim.anyDepth).toBe(true);
    expect(decideCase(claim.readings[0].judge, given, { digits: 20, truth: TRUTH }).outcome).toBe('failed');
    const { decay: _, ...plain } = given.flow;
    expect(decideCase(claim.readings[0].judge, { ...given, flow: plain }, { digits: 20, truth: TRUTH }).outcome).toBe(
      'held',
    );
    expect(claim.mutants.length).toBeGreaterThan(5);
  });

  it('that are wrong are refuted by a case that is confirmed', async () => {
    const path = new URL('../../examples/field/deep-norms-grow-alike-wrong.claim', import.meta.url);
    const found = await judgedOnSomeCases(readFileSync(path, 'utf8'), 'f.claim', { seed: 7, runs: 20, digits: 15 });
    expect(found).toMatchObject({ undecided: 0, confirmed: true });
  });
});
