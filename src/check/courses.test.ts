import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { caseFromJson, flowCaseFromJson } from '../judge/caseJson.ts';
import { decideCase } from '../judge/lookAt.ts';
import { openAny, refusalOf } from './testing/open.ts';

const file = (claims: string, body: string, header = ''): string => `claims: ${claims}\n${header}---\n${body}\n`;

const given = caseFromJson({
  W1: [
    [1, '1/2'],
    [0, 2],
    [1, 1],
  ],
  W2: [
    [1, 0, '1/2'],
    [2, 1, 0],
  ],
  sigmaYX: [
    [3, 1],
    [0, 1],
  ],
  tau: '2',
  time: '1/3',
}); // prettier-ignore
const layers = flowCaseFromJson({
  layers: [[[1, 2]], [['1/2'], [1]], [[1, 2]]],
  sigmaYX: [[1, 0]],
  sigmaXX: [
    [2, '1/4'],
    ['1/4', 1],
  ],
  tau: '2',
  decay: '1/3',
  time: '1/2',
}); // prettier-ignore

function outcomeOf(text: string): string {
  const { file: read, reading } = openAny(text, 'f.claim');
  return decideCase(reading.judge, read.deep ? layers : given, { digits: 20, truth: TRUTH }).outcome;
}

describe('what the flow does to an expression', () => {
  it.each([
    ['conserved', "W1t*W1t' - W2t'*W2t", 'held'],
    ['conserved', "W1t*W1t' + W2t'*W2t", 'failed'],
    ['conserved', "B = W1t*W1t' - W2t'*W2t\nnuc(B) - 3*maxeig(B)", 'held'],
    ['nonincreasing', 'R = Syx - W2t*W1t\nnorm(R)^2', 'held'],
    ['decreasing', 'norm(Syx - W2t*W1t)^2', 'held'],
    ['nondecreasing', 'norm(Syx - W2t*W1t)^2', 'failed'],
    ['increasing', "trace(Syx'*W2t*W1t) - 1/2*norm(W2t*W1t)^2", 'held'],
    ['nonincreasing', "W1t*W1t' - W2t'*W2t", 'held'],
    ['decreasing', "W1t*W1t' - W2t'*W2t", 'undecided'],
    ['equation', "start(ddt(W2t*W1t)) == (W2*W2'*(Syx - W2*W1) + (Syx - W2*W1)*W1'*W1)/tau", 'held'],
    ['equation', 'start(W2t*W1t + t*Syx) == W2*W1', 'held'],
    ['equation', 'start(W2t*W1t + t*Syx) == W2t*W1t', 'failed'],
    ['equation', 'ddt(start(W1t)) == zeros(Nh, Ni)', 'held'],
  ])('%s: %s: %s', (claims, body, outcome) => {
    expect(outcomeOf(file(claims, body))).toBe(outcome);
  });

  it.each([
    ['conserved', "for j = 1:h-1:\nexp(2*g*t/tau)*(W{j}t*W{j}t' - W{j+1}t'*W{j+1}t)", 'held'],
    ['conserved', "for j = 1:h-1:\nW{j}t*W{j}t' - W{j+1}t'*W{j+1}t", 'failed'],
    ['equation', "for j = 1:h: tau*start(dW{j}t) == W(j+1:h)'*(Syx - W(1:h)*Sxx)*W(1:j-1)' - g*W{j}", 'held'],
    ['equation', "for j = 1:h: tau*start(dW{j}t) == W(j+1:h)'*(Syx - W(1:h)*Sxx)*W(1:j-1)'", 'failed'],
  ])('of layers of any depth, %s: %s: %s', (claims, body, outcome) => {
    expect(outcomeOf(file(claims, body, 'network: deep\ndecay: g\n'))).toBe(outcome);
  });

  it('is shown as what it means', () => {
    const statement = (claims: string) => openAny(file(claims, 'norm(W1t)'), 'f.claim').reading.statement;
    expect(statement('conserved')).toContain(
      '_F &= \\left[\\left\\lVert \\mathbf{W}_{1}(t) \\right\\rVert_F\\right]_{t=0}',
    );
    expect(statement('increasing')).toContain('\\frac{d}{dt}');
  });

  it.each<[string, number, number, string]>([
    [file('conserved', 'W1t == W1'), 3, 5, 'its last line is what is conserved'],
    [file('nonincreasing', 'norm(W1t) <= 2'), 3, 11, 'its last line is what is nonincreasing'],
    [file('conserved', 'W2*W1'), 3, 1, 'must lead to the weights in training'],
    [file('conservd', 'W2t'), 1, 9, 'did you mean conserved?'],
    [file('equation', 'start == W2t'), 3, 1, 'followed by its arguments'],
    [file('equation', 'start(W1t, W2t) == W2t'), 3, 1, 'takes 1 argument'],
  ])('refuses %j at line %i, column %i', (text, line, column, message) => {
    const error = refusalOf(text);
    expect(error.message).toContain(message);
    expect([error.line, error.column]).toEqual([line, column]);
  });
});

describe('indices of two layers', () => {
  const modes = caseFromJson({
    W1: [
      [1, 0],
      [0, '1/2'],
    ],
    W2: [
      [1, 0],
      [0, '1/2'],
    ],
    sigmaYX: [
      [3, 0],
      [0, 1],
    ],
    tau: '2',
    time: '1/3',
  }); // prettier-ignore
  const outcome = (body: string): string => {
    const { reading } = openAny(file('equation', body), 'f.claim');
    return decideCase(reading.judge, modes, { digits: 20, truth: TRUTH }).outcome;
  };

  it.each([
    ["for k = 1:m:\na = U(:,k)'*W2t*W1t*V(:,k)\ntau*ddt(a) == 2*a*(S(k,k) - a)", 'held'],
    ["for k = 1:m:\na = U(:,k)'*W2t*W1t*V(:,k)\ntau*ddt(a) == 2*a*(S(1,1) - a)", 'failed'],
    ["for k = 1:m: for l = 1:m: U(:,k)'*U(:,l) == (U'*U)(k,l)", 'refused'],
    ["for k = 1:m:\nfor l = 1:m\nG = U'*U\nU(:,k)'*U(:,l) == G(k,l)\nend", 'held'],
    ['trace(S) == sum(k = 1:m, S(k,k))', 'held'],
    ["Syx == sum(k = 1:m, S(k,k)*U(:,k)*V(:,k)')", 'held'],
    ["Syx == sum(k = 1:m-1, S(k,k)*U(:,k)*V(:,k)')", 'failed'],
    ['S(m,m) == S(2,2)', 'held'],
    ['for k = 1:m: W1(k,:)*V == W1*V(:,k)', 'failed'],
  ])('%s: %s', (body, wanted) => {
    if (wanted === 'refused') expect(() => outcome(body)).toThrow('must not follow ) directly');
    else expect(outcome(body)).toBe(wanted);
  });

  it('leave out cases on which there is none', () => {
    const { reading } = openAny(file('equation', 'for k = 2:m: S(k,k) == S(k,k)'), 'f.claim');
    const single = caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[3]] });
    expect(reading.hypotheses.map(({ name, holds }) => [name, holds(single), holds(modes)])).toEqual([
      ['for k = 2:m', false, true],
    ]);
  });
});
