import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import { AT_START, TIMELESS } from '../judge/instant.ts';
import { openFormula } from './testing/open.ts';

// 2-1-2 with λ = 0: W2ᵀW2 = W1W1ᵀ = 5.
const given = caseFromJson({
  W1: [[1, 2]],
  W2: [[2], [1]],
  sigmaYX: [
    ['1/3', 1],
    [0, '2/7'],
  ],
  tau: 3,
  time: '1/2',
});

const RICCATI = `F = [-lambda/2*I(Ni), Syx'; Syx, lambda/2*I(No)]
Q = [W1t'; W2t]
tau*ddt(Q*Q') == F*Q*Q' + Q*Q'*F - (Q*Q')^2`;

const file = (body: string, header = 'claims: equation\nneeds: whitened, lambda-balanced') =>
  `${header}\n---\n${body}\n`;
const read = (text: string) => openFormula(text, 'f.txt').reading;
const judged = (text: string) => read(text).judge(given, { digits: 30, working: 50, truth: TRUTH });

describe('statements that fractions decide', () => {
  it('are equations between rates at one state, at the start, to no digits but all', () => {
    expect(read(file(RICCATI)).evidence).toBe('exact');
    expect(judged(file(RICCATI))).toMatchObject({
      outcome: 'held',
      logResidual: Number.NEGATIVE_INFINITY,
      at: AT_START,
    });
    const wrong = judged(file(RICCATI.replace("+ Q*Q'*F", "- Q*Q'*F")));
    expect(wrong).toMatchObject({ outcome: 'failed', at: AT_START });
    // Without balance the equation does not hold: it is asked of weights as they are.
    const unbalanced = caseFromJson({
      W1: [[1, 2]],
      W2: [[2], [3]],
      sigmaYX: [
        [1, 1],
        [0, 2],
      ],
    });
    const { judge } = read(file(RICCATI.replaceAll('lambda', '0'), 'claims: equation'));
    expect(judge(unbalanced, { digits: 30, working: 50, truth: TRUTH }).outcome).toBe('failed');
  });

  it('and what stands still', () => {
    expect(judged(file('Nh >= m - 1', 'claims: inequality'))).toMatchObject({ outcome: 'held', at: TIMELESS });
    expect(judged(file('Nh > m - 1', 'claims: inequality')).outcome).toBe('failed');
    expect(judged(file("trace(W1*W1')/3 == norm(Syx)^2 - norm(Syx)^2 + 5/3", 'claims: equation')).outcome).toBe('held');
    expect(judged(file("trace(W1*W1')/3 == 5/3", 'claims: equation'))).toMatchObject({ outcome: 'held', at: TIMELESS });
  });

  it('with symbols of their own, ranks, pseudo-inverses and indices among them', () => {
    const declared = { ...given, extra: { X: given.problem.sigmaYX } };
    const judge = (body: string, claims: string) => {
      const reading = read(file(body, `claims: ${claims}`));
      expect(reading.evidence).toBe('exact');
      return reading.judge(declared, { digits: 30, working: 50, truth: TRUTH });
    };
    const rows = "let X : Ni x 2\nG = X'*W1'*W1*X\nfor p = 1:2: for q = 1:2: ";
    expect(judge(`${rows}G(p,q) == (W1*X(:,p))'*(W1*X(:,q))`, 'equation')).toMatchObject({
      outcome: 'held',
      logResidual: Number.NEGATIVE_INFINITY,
    });
    expect(judge(`${rows}G(p,q) == (W1*X(:,p))'*(W1*X(:,p))`, 'equation')).toMatchObject({
      outcome: 'failed',
      quantity: 'left and right side for p = 1, q = 2',
    });
    expect(judge("W2'*pinv(W2*W2')*W2 == pinv(W2)*W2", 'equation').outcome).toBe('held');
    expect(judge('rank(W2*W1) < m', 'inequality').outcome).toBe('held');
    expect(judge('rank(W2*W1) < 1', 'inequality').outcome).toBe('failed');
  });

  // Each with what keeps it from being decided at the start, or in fractions.
  it.each([
    ['no rate', "W2t'*W2t - W1t*W1t' == lambda*I(Nh)", undefined],
    ['time', `${RICCATI} + 0*t*Q*Q'`, undefined],
    ['weights of the start', `${RICCATI} + 0*trace(W1*W1')*Q*Q'`, undefined],
    ['singular vectors', `${RICCATI} + 0*trace(U*U')*Q*Q'`, undefined],
    ['a root', `${RICCATI} + 0*norm(Q)*Q*Q'`, undefined],
    [
      'an index',
      `for k = 1:m: ${RICCATI.split('\n').at(-1)!.replaceAll('Q', 'W1t').replaceAll('F', 'I(Nh)')}`,
      undefined,
    ],
    ['a hypothesis on the start alone', RICCATI, 'claims: equation\nneeds: whitened, lambda-balanced, full-rank'],
    ['a condition', RICCATI, 'claims: equation\nneeds: whitened, lambda-balanced\nwhere: W1(1,1) > 0'],
    ['a limit', 'lim(t -> Inf, ddt(W1t)) == 0*W1', undefined],
  ])('not those with %s', (_, body, header) => {
    expect(read(file(body, header)).evidence).toBe('high-precision');
  });
});
