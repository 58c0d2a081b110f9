import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import { AT_THE_END } from '../judge/instant.ts';
import { decideCase } from '../judge/lookAt.ts';
import { openAny, refusalOf } from './testing/open.ts';

const file = (body: string, header = 'claims: equation\nneeds: whitened, lambda-balanced\n'): string =>
  `${header}---\n${body}\n`;

// prettier-ignore
const CASES = {
  plain: caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[2]], tau: '2', time: '1' }),
  // Σyx = 2, W2W1 = −1: it passes by the saddle at zero, and ends there.
  reversed: caseFromJson({ W1: [[1]], W2: [[-1]], sigmaYX: [[2]], time: '1' }),
  // The second mode is learned so late that the first has long settled.
  late: caseFromJson({
    W1: [
      [1, 0],
      [0, '1/1152921504606846976'],
    ],
    W2: [
      [1, 0],
      [0, '1/1152921504606846976'],
    ],
    sigmaYX: [
      [2, 0],
      [0, 1],
    ],
    time: '1',
  }),
  // Nothing to learn: it goes to zero like 1/t.
  slow: caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[0]], time: '1' }),
};

function judged(body: string, given: keyof typeof CASES) {
  const { reading } = openAny(file(body), 'f.claim');
  return decideCase(reading.judge, CASES[given], { digits: 20, truth: TRUTH });
}

describe('the end of training', () => {
  it.each<[keyof typeof CASES, string, string]>([
    ['plain', 'lim(t -> Inf, W2t*W1t) == Syx', 'held'],
    ['plain', 'lim(t -> Inf, W2t*W1t) == 1001/1000*Syx', 'failed'],
    ['plain', 'lim(t -> Inf, W1t) == W1', 'failed'],
    ['plain', 'lim(t -> Inf, t*(Syx - W2t*W1t)) == zeros(No, Ni)', 'held'],
    ['plain', 'lim(t -> Inf, norm(W1t)) == sqrt(opnorm(Syx))', 'held'],
    ['reversed', 'lim(t -> Inf, W2t*W1t) == Syx', 'failed'],
    ['reversed', 'lim(t -> Inf, W2t*W1t) == zeros(No, Ni)', 'held'],
    ['late', 'lim(t -> Inf, W2t*W1t) == Syx', 'held'],
    ['late', 'lim(t -> Inf, norm(W2t*W1t)) == 2', 'failed'],
    ['slow', 'lim(t -> Inf, W2t*W1t) == Syx', 'undecided'],
  ])('%s: %s: %s', (given, body, outcome) => {
    expect(judged(body, given)).toMatchObject({ outcome, ...(outcome !== 'undecided' && { at: AT_THE_END }) });
  });

  it('is ordered too', () => {
    const outcome = (body: string): string => {
      const { reading } = openAny(file(body, 'claims: inequality\nneeds: lambda-balanced\n'), 'f.claim');
      return decideCase(reading.judge, CASES.plain, { digits: 20, truth: TRUTH }).outcome;
    };
    expect(outcome('lim(t -> Inf, norm(W1t)) >= norm(W1)')).toBe('held');
    expect(outcome('lim(t -> Inf, norm(W1t)) <= norm(W1)')).toBe('failed');
  });

  it.each<[string, number, number, string]>([
    [file('lim(t -> Inf, W2t*W1t) == W2t'), 4, 27, 'must stand within lim'],
    [file('A = W2t*W1t\nlim(t -> Inf, A) == A'), 5, 21, 'must stand within lim'],
    [file('A = lim(t -> Inf, W2t)\nA == W2'), 4, 5, 'must stand in the last line'],
    [file('lim(lambda -> Inf, W2t) == W2'), 4, 5, 'must have what is held fixed along it'],
    [file('lim(t -> 0, W2t) == W2'), 4, 10, 'must be Inf'],
    [file('lim(t, W2t) == W2'), 4, 1, 'lim(t -> Inf, …)'],
    [file('lim(W2t) == W2'), 4, 1, 'lim(t -> Inf, …)'],
    [file('t -> Inf == W2'), 4, 3, 'must stand in a limit'],
    [file('lim(t -> Inf, W2t, W1t) == W2'), 4, 1, 'takes 3 argument'],
    [file('lim(t -> Inf, W2t) == W2', 'claims: equation\n'), 3, 1, 'not known how long to wait'],
    [file('lim(t -> Inf, W{1}t) == W1', 'network: deep\nclaims: equation\n'), 4, 1, 'must be of two layers'],
    [file('lim(t -> Inf, W2t)', 'claims: conserved\nneeds: lambda-balanced\n'), 4, 1, 'an equation or an inequality'],
    [
      file('T = 1\nlim(t -> Inf, W2t) == T*W2', 'claims: equation\nneeds: lambda-balanced\nat: T\n'),
      6,
      1,
      'beside "at:"',
    ],
  ])('refuses %j at line %i, column %i', (text, line, column, message) => {
    const error = refusalOf(text);
    expect(error.message).toContain(message);
    expect([error.line, error.column]).toEqual([line, column]);
  });

  it('is typeset, and its text reads back', () => {
    const { reading } = openAny(file('lim(t -> Inf, W2t*W1t) == Syx'), 'f.claim');
    expect(reading.statement).toContain('\\lim_{t \\to \\infty} \\mathbf{W}_{2}(t) \\, \\mathbf{W}_{1}(t) &= ');
    expect(reading.costly).toBe(true);
  });
});
