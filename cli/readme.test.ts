import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { repairSentence } from '../reports/checkWords.ts';
import { searchRepair } from '../src/check/searchRepair.ts';
import { readLedger } from '../src/judge/ledger.ts';
import { answerLine } from './answerLine.ts';
import { checkSurroundings } from './checkSurroundings.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

it('the README shows what dlo solve answers', () => {
  const shown = [...readme.matchAll(/^\$ echo '(.*)' \| npx dlo solve\n(\{.*\})$/gm)];
  expect(shown).toHaveLength(2);
  for (const [, problem, answer] of shown) expect(JSON.stringify(answerLine(problem!, 1))).toBe(answer);
});

it('the README shows the correction that the search finds', async () => {
  const name = 'examples/formulas/braun2022-peak-time.txt';
  const text = readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
  const settings = { seed: 20251, runs: 100, digits: 30, seconds: 600 };
  const surroundings = { ...checkSurroundings(), startThread: undefined };
  const record = await searchRepair(text, name, { ...surroundings, ...settings });
  const { proposals } = record;
  // In the basis of the initial function, V0, nothing is ever off the diagonal: no statement about a peak.
  expect(proposals.map(({ edits }) => edits)).toEqual([[expect.stringMatching(/^line 16: (.*) → \1 \+ 1$/)]]);
  const [{ edits, changes, held }] = proposals as [(typeof proposals)[number]];
  const plain = readme.replaceAll(/\s+/g, ' ');
  expect(plain).toContain(repairSentence(record));
  expect(plain).toContain(`${edits.join()} (held on ${held} of ${held} cases)`);
  expect(readme).toContain(`\n    - ${changes[0]!.before}\n    + ${changes[0]!.after}\n`);
}, 600_000); // the search ends when it has found, not when a busy machine has no time left

it('the README counts the verdicts of the ledger', async () => {
  const verdicts = Object.values((await readLedger()).verdicts);
  const count = (verdict: string): number => verdicts.filter(other => other === verdict).length;
  const plain = readme.replaceAll(/\s+/g, ' ');
  expect(plain).toContain(
    `${verdicts.length} statements of four papers are judged so far; ` +
      `${count('refuted as printed, holds as corrected')} are wrong as printed and right once corrected, ` +
      `${count('holds with an extra hypothesis')} more need a hypothesis that they do not state.`,
  );
});
