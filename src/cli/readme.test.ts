import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readLedger } from '../../properties/ledger.ts';
import { answerLine } from './answerLine.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

it('the README shows what dlo solve answers', () => {
  const shown = [...readme.matchAll(/^\$ echo '(.*)' \| npx dlo solve\n(\{.*\})$/gm)];
  expect(shown).toHaveLength(2);
  for (const [, problem, answer] of shown) expect(JSON.stringify(answerLine(problem!, 1))).toBe(answer);
});

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
