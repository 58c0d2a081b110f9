import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { verdictsBySeed } from './verdictsBySeed.ts';

const example = (name: string) =>
  readFileSync(new URL(`../../../examples/formulas/${name}.txt`, import.meta.url), 'utf8');
const claim = (name: string) =>
  readFileSync(new URL(`../../../properties/claims/${name}.claim`, import.meta.url), 'utf8');

// 0/0 at W1 = W2 = 0 only, a start that random weights hardly ever have.
const PRECONDITIONED = `claims: equation
needs: whitened, lambda-balanced
---
n = trace(W1*W1') + trace(W2'*W2)
W2t'*W2t/n == W1t*W1t'/n + lambda/n*I(Nh)
`;

// All examples with twenty seeds take an hour: twentySeeds.ts.
// As few cases as the verdict takes, for what hangs on chance is seen sooner: of 30 that meet the hypotheses 20 meet one more.
it.each<[string, string, string, number, readonly number[]]>([
  ['domine2025-a2', claim('domine2025/a2_persistence'), 'holds', 20, [3, 4, 5]],
  ['domine2025-lemma-a.1', example('domine2025-lemma-a.1'), 'refuted', 20, [4, 5]],
  ['a preconditioned equation', PRECONDITIONED, 'holds with an extra hypothesis', 30, [4]],
])('the verdict on %s is that of every seed', async (name, text, verdict, runs, seeds) => {
  const verdicts = await verdictsBySeed(text, name, seeds, { runs, digits: 10, workers: 0 });
  expect(verdicts).toEqual(new Map([[verdict, seeds]]));
});
