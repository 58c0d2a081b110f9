import { expect, test } from 'vitest';
import { readLedger } from '../../src/judge/ledger.ts';
import { BIBTEX } from './bibtex.ts';
import { PAGE_SCRIPT } from './script.ts';

test('every paper of the ledger can be cited, by its name here', async () => {
  const papers = new Set(Object.keys((await readLedger()).verdicts).map(id => id.split('/')[0]!));
  expect(Object.keys(BIBTEX).toSorted()).toEqual([...papers].toSorted());
  for (const [paper, entry] of Object.entries(BIBTEX)) {
    expect(entry).toMatch(new RegExp(`^@[a-z]+\\{${paper},\n(  [a-z]+ = \\{.+\\},?\n)+\\}$`));
    expect(entry.split('{').length).toBe(entry.split('}').length);
    expect(PAGE_SCRIPT).toContain(JSON.stringify(entry));
  }
});
