import { describe, expect, it } from 'vitest';
import { UP_TO } from '../formula/upTo.ts';
import { judgedOnSomeCases } from './testing/judgedOnSomeCases.ts';
import { openFormula } from './testing/open.ts';

const SETTINGS = { seed: 7, runs: 6, digits: 15 };

/** A file without weights in training: its cases cost nothing. */
function file(upTo: string, sides: string, declared: string): string {
  const head = upTo === '' ? '' : `up to: ${upTo}\n`;
  return `claims: equation\n${head}where: Ni == 2\nwhere: Nh == 3\nwhere: No == 3\n---\n${declared}\n${sides}\n`;
}

const [ANY, SQUARE] = [
  'let A : No x Ni, P, R : No x No orthonormal, Q : Ni x Ni orthonormal',
  'let B : No x No symmetric, R : No x No orthonormal',
];
const SWAP = 'X = [0, 1, 0; 0, 0, 1; 1, 0, 0]\nY = [0, 1; 1, 0]\nD = [1, 0, 0; 0, -1, 0; 0, 0, -1]\nC = [-1, 0; 0, 1]';

/** What holds up to each, and what does not: the nearest thing that another word allows. */
const TABLE: readonly [keyof typeof UP_TO, string, string, string][] = [
  ['sign', 'A == -A', 'A == D*A', ANY],
  ['signs of rows', 'D*A == A', 'A*C == A', ANY],
  ['signs of columns', 'A*C == A', 'D*A == A', ANY],
  ['order of rows', 'X*A == A', 'D*A == A', ANY],
  ['order of columns', 'A == A*Y', 'A == X*A', ANY],
  ['signs and order of rows', 'D*X*A == A', 'A*C == A', ANY],
  ['signs and order of columns', 'A*C*Y == A', 'X*A == A', ANY],
  ['order of modes', "X*B*X' == B", 'X*B == B', SQUARE],
  ['orthogonal on the left', 'P*A == A', 'A*Q == A', ANY],
  ['orthogonal on the right', 'A*Q == A', 'P*A == A', ANY],
  ['orthogonal on both sides', 'P*A*Q == R*A', 'P*A*Q == 2*A', ANY],
  ['orthogonal similarity', "R*B*R' == B", "R*B*R' == -B", SQUARE],
];

describe('up to', () => {
  it.each(TABLE)(
    '%s: %s holds, and is refuted without the word; %s is refuted',
    async (upTo, right, wrong, declared) => {
      const text = (word: string, sides: string): string => file(word, `${SWAP}\n${sides}`, declared);
      const held = await judgedOnSomeCases(text(upTo, right), 'right', SETTINGS);
      expect(held).toEqual({ held: SETTINGS.runs, failed: 0, undecided: 0, confirmed: false });
      const plain = await judgedOnSomeCases(text('', right), 'plain', SETTINGS);
      expect({ ...plain, found: plain.failed > 0 }).toMatchObject({ confirmed: true, undecided: 0, found: true });
      const failed = await judgedOnSomeCases(text(upTo, wrong), 'wrong', SETTINGS);
      expect(failed).toMatchObject({ confirmed: true, undecided: 0 });
    },
  );

  it('every word stands in the table', () => expect(TABLE.map(([word]) => word)).toEqual(Object.keys(UP_TO)));

  it('is decided by fractions where all is made of them', () => {
    const { reading } = openFormula('claims: equation\nup to: sign\n---\nW2*W1 == -W2*W1\n', 'f');
    expect(reading.evidence).toBe('exact');
    expect(reading.statement).toContain('up to: sign');
  });

  it('svd and eig are columns, and tell themselves apart from those of another matrix', async () => {
    const squares = file('', "svd(A*A') == eig(A*A')", ANY);
    expect((await judgedOnSomeCases(squares, 'order', SETTINGS)).confirmed).toBe(true);
    const turned = file('order of rows', "svd(A*A') == eig(A*A')", ANY);
    expect((await judgedOnSomeCases(turned, 'turned', SETTINGS)).held).toBe(SETTINGS.runs);
  });
});
