import { describe, expect, it } from 'vitest';
import { checkSurroundings } from '../../cli/checkSurroundings.ts';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { parseClaimFile } from '../formula/claimFile.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import { claimOfFile } from './claimOfFile.ts';

const { vocabulary } = checkSurroundings();
const HEAD = 'id: paper2020/eq-1\ntitle: A claim\nsection: 1\nplace: equation 1\n';
const claimOf = (rest: string) =>
  claimOfFile(parseClaimFile(`${HEAD}${rest}`, 'paper2020/eq-1.claim'), () => undefined, vocabulary);

const given = caseFromJson({
  W1: [[1, 2]],
  W2: [[2], [1]],
  sigmaYX: [
    [1, 1],
    [0, 2],
  ],
  time: '1/2',
});
const effort = { digits: 20, working: 40, truth: TRUTH };

describe('a derivation as a claim', () => {
  const derivation = (last: string) =>
    claimOf(
      `claims: derivation\nneeds: whitened\n---\nR = Syx - W2t*W1t\nddt(norm(R)^2) == 2*trace(R'*ddt(R))\n  ${last}\n`,
    );

  it('holds where each line follows from the one above it', () => {
    const [reading] = derivation('<= 0').readings;
    expect(reading.judge(given, effort).outcome).toBe('held');
    expect(reading.statement).toContain(String.raw`\le`);
  });

  it('fails where one does not, and its mutants are those of all lines', () => {
    const claim = derivation('>= 0');
    expect(claim.readings[0].judge(given, effort).outcome).toBe('failed');
    const lines = new Set(claim.mutants.map(({ name }) => /^line \d+/.exec(name)![0]));
    expect(lines.size).toBeGreaterThan(1);
  });
});

it('a claim of a limit along a path is a trend, as in a file of one’s own', () => {
  const of = (rest: string) =>
    claimOf(`claims: equation\nneeds: whitened, lambda-balanced\n${rest}`).readings[0].evidence;
  expect(of('fixed: Syx, W2*W1, t\n---\nlim(lambda -> Inf, W2t*W1t) == Syx\n')).toBe('trend');
  expect(of("---\nW2'*W2 - W1*W1' == lambda*I(Nh)\n")).toBe('exact');
});

describe('wrong versions that a file types itself', () => {
  const bounds = (wrong: string) =>
    claimOf(`claims: inequality\nneeds: whitened\n${wrong}\n---\nR = Syx - W2t*W1t\nnorm(R) <= norm(start(R))\n`);

  it('are its mutants, an equation among them', () => {
    const { mutants } = bounds('wrong: norm(R) <= 1/100*norm(start(R))\nwrong: norm(R) == norm(start(R))');
    expect(mutants.map(({ name }) => name)).toEqual(['norm(R) <= 1/100*norm(start(R))', 'norm(R) == norm(start(R))']);
    expect(mutants.map(({ judge }) => judge(given, effort).outcome)).toEqual(['failed', 'failed']);
  });

  it('are refused at their place', () => {
    const claim = bounds('wrong: norm(R) <= start(Q)');
    expect(() => claim.mutants).toThrow(expect.objectContaining({ line: 7, column: 8 }));
  });
});
