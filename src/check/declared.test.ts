import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import type { AnyCase } from '../judge/case.ts';
import { anyCaseFromJson, anyCaseToJson } from '../judge/caseJson.ts';
import { drawCases } from '../judge/drawCases.ts';
import { findRefutation, memoised } from '../judge/judgeReading.ts';
import { decideCase } from '../judge/lookAt.ts';
import { openAny, refusalOf } from './testing/open.ts';

const file = (body: string, header = 'claims: equation\nneeds: whitened\n'): string => `${header}---\n${body}\n`;

async function outcomesOf(text: string, runs = 20): Promise<{ outcomes: Set<string>; cases: AnyCase[] }> {
  const { reading } = openAny(text, 'f.claim');
  const outcomes = new Set<string>();
  const cases: AnyCase[] = [];
  await drawCases(reading, { seed: 4, runs, shrink: false }, given => {
    cases.push(given);
    outcomes.add(decideCase(reading.judge, given, { digits: 15, truth: TRUTH }).outcome);
    return true;
  });
  return { outcomes, cases };
}

describe('declared symbols', () => {
  it.each<[string, string]>([
    // For any orthogonal R the map of the turned layers is the same.
    ["let R : Nh x Nh orthonormal\n(W2*R)*(R'*W1) == W2*W1", 'held'],
    ["let R : Nh x Nh\n(W2*R)*(R'*W1) == W2*W1", 'failed'],
    ["let V0 : (Ni + No) x Ni orthonormal\nV0'*V0 == I(Ni)", 'held'],
    ['let a, b : scalar\na*b == b*a', 'held'],
    ['let a, b : scalar, c : scalar positive\nsqrt(c)^2*(a + b) == c*(a + b)', 'held'],
    ['let a : scalar negative\nabs(a) == a', 'failed'],
    ['let a : scalar nonzero\na/a == 1', 'held'],
    ["let A : No x No symmetric\nA == A'", 'held'],
    ["let A : No x No antisymmetric\nA == -A'", 'held'],
    ['let A : No x No diagonal\nA*S*S == S*A*S', 'refused'],
    ['let A : m x m diagonal\nA*S == S*A', 'held'],
    ['let A : No × No definite\nA*inv(A) == I(No)', 'held'],
    ["let X : Ni x 4 white\nX*X' == 4*I(Ni)", 'held'],
    ["let X : Ni x 4\nX*X' == 4*I(Ni)", 'failed'],
    // lambda is a number of its own where the weights have no balance.
    ['let lambda : scalar\nlambda^2 == abs(lambda)^2', 'held'],
    ["let lambda : scalar\nW2'*W2 - W1*W1' == lambda*I(Nh)", 'failed'],
    ["let x : No x 1\ntrace(x'*x) == norm(x)^2", 'held'],
  ])('%s: %s', async (body, outcome) => {
    if (outcome === 'refused') expect(openAny(file(body), 'f.claim').misfits.length).toBeGreaterThan(0);
    else expect((await outcomesOf(file(body))).outcomes).toContain(outcome);
    if (outcome === 'held') expect((await outcomesOf(file(body))).outcomes).toEqual(new Set(['held']));
  });

  it('are what they are said to be, of every sign and size', async () => {
    const inequality = 'claims: inequality\n';
    expect((await outcomesOf(file('let A : Nh x Nh semidefinite\nmineig(A) >= 0', inequality))).outcomes).toEqual(
      new Set(['held']),
    );
    expect((await outcomesOf(file('let A : Nh x Nh definite\nmineig(A) > 0', inequality))).outcomes).toEqual(
      new Set(['held']),
    );
    expect((await outcomesOf(file('let A : Nh x Nh symmetric\nmineig(A) >= 0', inequality))).outcomes).toContain(
      'failed',
    );
    const { cases } = await outcomesOf(file('let a : scalar\na == a'), 60);
    expect(new Set(cases.map(({ extra }) => extra.a!.data[0]!.sign()))).toEqual(new Set([-1, 0, 1]));
  });

  it('stand in layers of any depth, in conditions, and beside the flow', async () => {
    const deep = 'network: deep\ndepth: 2..3\nclaims: equation\n';
    const turned = 'let R : d{h} x d{h} orthonormal\nnorm(R*W(1:h)t) == norm(W(1:h)t)';
    expect((await outcomesOf(file(turned, deep))).outcomes).toEqual(new Set(['held']));
    const { cases } = await outcomesOf(file('let a : scalar\na == a', 'claims: equation\nwhere: a > 1\n'));
    expect(cases.every(({ extra }) => extra.a!.data[0]!.toNumber() > 1)).toBe(true);
  });

  it('are kept with a counterexample, which is shrunk in them too', async () => {
    const { reading } = openAny(
      file('let a : scalar positive, A : 2 x 2 symmetric\ntrace(a*A) == trace(A)'),
      'f.claim',
    );
    const settings = { seed: 4, runs: 40, digits: 15, truth: TRUTH };
    const decide = memoised(reading.judge, settings);
    const failing: AnyCase[] = [];
    await drawCases(reading, { ...settings, shrink: false }, given => {
      if (decide(given).outcome === 'failed') failing.push(given);
      return true;
    });
    const { given } = (await findRefutation(reading, settings, decide, failing))!;
    expect(given.extra.a!.toRows()).toEqual([[expect.objectContaining({ n: 2n, d: 1n })]]);
    expect(given.extra.A!.data.filter(entry => entry.sign() !== 0)).toHaveLength(1);
    const back = anyCaseFromJson(JSON.parse(JSON.stringify(anyCaseToJson(given))));
    expect(decide(back).outcome).toBe('failed');
  });

  it('are typeset with what they are', () => {
    expect(openAny(file("let R : Nh x Nh orthonormal\nR'*R == I(Nh)"), 'f.claim').reading.statement).toContain(
      String.raw`& \text{with } \mathbf{R} \in \mathbb{R}^{N_h \times N_h} \text{, orthonormal}`,
    );
  });

  it('leave out networks for which there is none', () => {
    const { reading } = openAny(
      file("let V : Nh x Ni\nlet R : Nh x No orthonormal\nR'*R == I(No)".replace('let V : Nh x Ni\n', '')),
      'f.claim',
    );
    const given = anyCaseFromJson({ W1: [[1]], W2: [[1], [1]], sigmaYX: [[1], [1]] });
    expect(reading.hypotheses.find(({ holds }) => !holds(given))?.name).toBe('R orthonormal');
  });

  it.each<[string, number, string]>([
    ['let a\na == a', 5, 'must be typed as let NAME : scalar'],
    ['let a : number\na == a', 9, 'must be scalar, or sizes as in No x m'],
    ['let A : No x K\nA == A', 14, 'must be scalar, or sizes'],
    ['let A : 0 x Ni\nA == A', 9, 'none of them 0'],
    ['let A : Nh x (0)\nA == A', 14, 'none of them 0'],
    ['let A : No x No orthogonal\nA == A', 17, 'did you mean orthonormal?'],
    ['let A : No x Ni symmetric\nA == A', 17, 'must be of a square matrix'],
    ['let A : No x Ni positive\nA == A', 17, 'must be of a scalar'],
    ['let a : scalar orthonormal\na == a', 16, 'must be of a matrix'],
    ['let W1 : No x Ni\nW1 == W1', 5, 'must be a new name'],
    ['let a, a : scalar\na == a', 5, 'must be a new name'],
    ['let a : scalar\na = 2\na == a', 1, 'it is a given symbol'],
    ['let exp : scalar\nexp(1) == 1', 5, 'must be a new name'],
  ])('%j is refused in column %i: %s', (body, column, message) => {
    const error = refusalOf(file(body));
    expect(error.message).toContain(message);
    expect(error.column).toBe(column);
  });
});
