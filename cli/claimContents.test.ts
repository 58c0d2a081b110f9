import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { CLAIM_FILES, CLAIMS } from '../properties/claims/index.ts';
import { claimContents } from './claimContents.ts';
import { importClosure } from './importClosure.ts';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

it('every claim has a content of its own file, the same whenever it is asked', () => {
  const ids = CLAIMS.map(({ id }) => id);
  const contents = claimContents(ids);
  expect([...contents.keys()]).toEqual(ids);
  expect(claimContents(ids.slice(0, 1)).get(ids[0]!)).toBe(contents.get(ids[0]!));
  const texts = ids.filter(id => CLAIM_FILES.get(id)!.endsWith('.claim'));
  expect(new Set(texts.map(id => contents.get(id))).size).toBe(texts.length);
});

it('the code that judges is all of the machine, and no claim', () => {
  const reached = importClosure(at('cli/judgeThread.ts'), new Map());
  const machine = [
    'src/judge/judgeReading.ts',
    'src/check/claimOfFile.ts',
    'oracles/taylor/step.ts',
    'cli/judgeThread.ts',
  ];
  for (const path of machine) expect(reached).toContain(at(path));
  expect([...reached].filter(path => /properties.claims.[a-z]+\d{4}/.test(path))).toEqual([]);
});

it('a module reaches what it shares with others of its folder', () => {
  const path = CLAIM_FILES.get('anguita2024/thm-4.4.1.2')!;
  expect(readFileSync(path, 'utf8')).toContain("'../_");
  expect([...importClosure(path, new Map())].some(name => /claims.(_\w+)\.ts$/.test(name))).toBe(true);
});
