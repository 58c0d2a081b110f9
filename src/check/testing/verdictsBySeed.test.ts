import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { verdictsBySeed } from './verdictsBySeed.ts';

const example = (name: string) =>
  readFileSync(new URL(`../../../examples/formulas/${name}.txt`, import.meta.url), 'utf8');
const claim = (name: string) =>
  readFileSync(new URL(`../../../properties/claims/${name}.claim`, import.meta.url), 'utf8');

// All examples with twenty seeds take minutes: twentySeeds.ts; what has no value at a start that random weights hardly ever have
// is in gaps.test.ts. As few cases as the verdict takes, for what hangs on chance is seen sooner.
it.each<[string, string, string, number, readonly number[]]>([
  ['domine2025-a2', claim('domine2025/a2_persistence'), 'holds', 20, [3, 4, 5]],
  ['domine2025-lemma-a.1', example('domine2025-lemma-a.1'), 'refuted', 20, [4, 5]],
])('the verdict on %s is that of every seed', async (name, text, verdict, runs, seeds) => {
  const verdicts = await verdictsBySeed(text, name, seeds, { runs, digits: 10, workers: 0 });
  expect(verdicts).toEqual(new Map([[verdict, seeds]]));
});
