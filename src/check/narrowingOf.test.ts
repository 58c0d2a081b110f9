import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { architectureOf } from '../network/problem.ts';
import { openFormula } from './testing/open.ts';

const file = (where: string, body = 'W1t == W1t', needs = 'whitened, lambda-balanced') =>
  `claims: equation\nneeds: ${needs}\n${where
    .split('; ')
    .map(condition => `where: ${condition}\n`)
    .join('')}---\n${body}\n`;

/** The share of the drawn cases that meet the conditions. */
function shareInside(text: string): number {
  const { reading } = openFormula(text, 'f.txt');
  const drawn = fc.sample(reading.cases, { numRuns: 60, seed: 4 });
  return drawn.filter(given => reading.hypotheses.every(({ holds }) => holds(given))).length / drawn.length;
}

describe('a condition on sizes alone', () => {
  it.each([
    ['Ni == 1'],
    ['Ni == 1; Nh == 3'],
    ['m == 1'],
    ['Nh > Ni'],
    ['No - Ni == 1'],
    ['min(Ni, No) ~= Nh'],
    ['n == 3'],
  ])('%s is met by every case that is drawn', where => {
    for (const needs of ['whitened, lambda-balanced', 'whitened'])
      expect(shareInside(file(where, 'n = Ni + No\nn*W1t == n*W1t', needs)), needs).toBe(1);
  });

  it('says no more of sizes than fits for none that is left', () => {
    const text = file('Ni == 1', "trace(W1t*W1t'*I(Ni)) == norm(W1t)^2");
    expect(openFormula(text, 'f.txt').misfits.length).toBeGreaterThan(0);
    expect(openFormula(text.replace('where: Ni == 1', 'where: Ni == 1\nwhere: Nh == 1'), 'f.txt').misfits).toEqual([]);
  });

  it('lets sides be compared that fit for those sizes only', () => {
    const body = 'norm(W1t)^2*zeros(1, 1) == zeros(Ni, Ni)';
    expect(openFormula(file('tau > 0', body), 'f.txt').misfits.length).toBeGreaterThan(0);
    const { misfits, networks } = openFormula(file('Ni == 1', body), 'f.txt');
    expect(misfits).toEqual([]);
    expect(networks.map(({ Ni }) => Ni)).toEqual(new Array(9).fill(1));
  });

  it('that no network meets is refused at its place', () => {
    expect(() => openFormula(file('Ni == 5'), 'f.txt')).toThrow(/line 3, column 8: must leave a network to judge/);
    expect(() => openFormula(file('Ni == 1; No == 3; Ni > No'), 'f.txt')).toThrow(/line 5, column 8: .*got "Ni > No"/);
  });
});

describe('a condition on λ alone', () => {
  it.each([['lambda > 0'], ['0 > lambda'], ['lambda == 0'], ['lambda^3 < 0'], ['lambda >= 1/1000']])(
    '%s is met by nearly every case that is drawn',
    where => {
      expect(shareInside(file(where))).toBeGreaterThan(0.9);
    },
  );

  it('keeps both signs where both may meet it', () => {
    const { reading } = openFormula(file('lambda^2 > 0'), 'f.txt');
    const signs = new Set(fc.sample(reading.cases, { numRuns: 60, seed: 4 }).map(({ lambda }) => lambda.sign()));
    expect([...signs].sort()).toEqual([-1, 0, 1]);
    expect(openFormula(file('lambda == 7/5'), 'f.txt').narrowings.at(-1)).toEqual({});
  });

  it('against the hypotheses is refused, and so is λ of weights that may have none', () => {
    const needs = 'whitened, lambda-negative';
    expect(() => openFormula(file('lambda > 0', undefined, needs), 'f.txt')).toThrow(/line 3, .*must leave a network/);
    expect(() => openFormula(file('lambda > 0', undefined, 'whitened'), 'f.txt')).toThrow(
      /lambda must have lambda-balanced|must have lambda-balanced among "needs"/,
    );
  });
});

it('no other condition narrows what is drawn', () => {
  const { narrowings, networks } = openFormula(file('S(1,1) > 1'), 'f.txt');
  expect(narrowings.at(-1)).toEqual({});
  expect(networks).toHaveLength(27);
  const widths = fc.sample(openFormula(file('S(1,1) > 1'), 'f.txt').reading.cases, { numRuns: 60, seed: 1 });
  expect(new Set(widths.map(({ problem }) => architectureOf(problem).Ni)).size).toBe(3);
});
