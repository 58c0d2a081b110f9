import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { decideCase } from '../judge/lookAt.ts';
import { meets } from '../judge/meets.ts';
import { marginOf, searchWorst, type WorstFound } from './searchWorst.ts';
import { openFormula } from './testing/open.ts';

const LOOKING = { digits: 12, truth: TRUTH };

/** How ten random cases of a file went, and what chains from those nearest to the edge came to, up to the first that refutes it. */
function searched(text: string, { most, steps }: { readonly most: number; readonly steps: number }) {
  const { reading } = openFormula(text, 'f.claim');
  const drawn = fc.sample(reading.cases, { seed: 5, numRuns: 100 }).filter(given => meets(reading, given));
  const judged = drawn.slice(0, 10).map(given => ({ given, judgement: decideCase(reading.judge, given, LOOKING) }));
  const starts = judged
    .flatMap(({ given, judgement }) => {
      const margin = marginOf(judgement);
      return margin === undefined ? [] : [{ given, margin }];
    })
    .sort((a, b) => a.margin - b.margin)
    .slice(0, most);
  const chains: WorstFound[] = [];
  for (const [seed, { given }] of starts.entries()) {
    chains.push(searchWorst(reading, { start: given, seed, steps, ...LOOKING }));
    if (chains.at(-1)!.judgement.outcome === 'failed') break;
  }
  return { outcomes: judged.map(({ judgement }) => judgement.outcome), starts, chains, reading };
}

// The loss never rises: each of these is false in a narrow window only, which random cases hardly ever hit.
const file = (needs: string, window: string) =>
  `claims: inequality\nneeds: ${needs}\n---\nloss0 = norm(Syx - W2*W1)^2\n${window}`;
const NEAR_A_TIE = file(
  'whitened, full-rank-task\nwhere: m == 2',
  'x = S(m,m)/S(1,1)\nnorm(Syx - W2t*W1t)^2 <= loss0*(1 + 2500*(x - 97/100)^2)/2',
);
const LARGE_NEGATIVE_LAMBDA = file(
  'whitened, lambda-balanced\nwhere: lambda < 0',
  'g = -lambda/150\nnorm(Syx - W2t*W1t)^2*g*exp(-g) <= loss0*36/100',
);
const MAP_BEYOND_THE_TASK = file(
  'whitened, full-rank-task',
  'x = norm(W2*W1)/norm(Syx)\nnorm(Syx - W2t*W1t)^2/5 <= (x - 6)^2*loss0',
);

describe('the search for the worst case of an inequality', () => {
  it.each([
    ['a tie', NEAR_A_TIE],
    ['a large negative λ', LARGE_NEGATIVE_LAMBDA],
    ['a map six times the task', MAP_BEYOND_THE_TASK],
  ])('refutes what fails only near %s', (_name, text) => {
    const { outcomes, chains, reading } = searched(text, { most: 4, steps: 60 });
    expect(outcomes).not.toContain('failed');
    const found = chains.find(({ judgement }) => judgement.outcome === 'failed');
    expect(found).toBeDefined();
    expect(meets(reading, found!.given)).toBe(true);
  });

  it('holds what is true, nearer to its edge than where it began', () => {
    const text = 'claims: nonincreasing\nneeds: whitened\n---\nnorm(Syx - W2t*W1t)^2';
    const { outcomes, starts, chains } = searched(text, { most: 2, steps: 30 });
    expect(outcomes).not.toContain('failed');
    expect(chains.map(({ judgement }) => judgement.outcome)).not.toContain('failed');
    const before = Math.min(...starts.map(({ margin }) => margin));
    expect(Math.min(...chains.map(({ judgement }) => judgement.margin!))).toBeLessThan(before);
  });
});
