import { expect, test } from 'vitest';
import { renderMarkdown } from './markdown.ts';
import { emptyRecord, sampleRecord } from './testing/sampleRecord.ts';
import { VERDICTS } from './words.ts';

const text = renderMarkdown(sampleRecord());
/** The text without code and display mathematics. */
const prose = text
  .replace(/^(`{3,})[\s\S]*?^\1$/gm, '')
  .replace(/^\$\$\n[\s\S]*?\n\$\$$/gm, '')
  .replace(/(?<!\\)`[^`|\s]+`/g, 'code');

test('every row of a table has as many cells as its header', () => {
  const tables = prose.match(/(?:^\|.*\|$\n?)+/gm) ?? [];
  expect(tables.length).toBeGreaterThan(10);
  for (const table of tables) {
    const counts = table
      .trim()
      .split('\n')
      .map(row => row.match(/(?<!\\)\|/g)!.length);
    expect(new Set(counts).size, table).toBe(1);
    expect(table.split('\n')[1]).toMatch(/^\|( --- \|)+$/);
  }
});

test('fences and $$ come in pairs', () => {
  expect(text.match(/^\$\$$/gm)!.length % 2).toBe(0);
  expect(prose).not.toMatch(/^(\$\$|```)/m);
  expect(text).toContain('```sh\ndlo replay fixtures/counterexamples/sample/eq-2/0f3a.json\n```');
});

test('text of the record is no markup', () => {
  expect(prose).not.toMatch(/<(?!!-- -->)/);
  expect(prose).toContain('\\| pipes, \\`ticks\\`, \\*stars\\*, \\_lines\\_ &amp;');
  expect(text).toContain('\\text{< /math>< script>');
  expect(renderMarkdown({ ...sampleRecord(), version: '# x\n\n# y' })).not.toMatch(/^# [xy]/m);
});

test('says verdicts, interruption, missing claims and the ledger', () => {
  for (const verdict of VERDICTS) expect(text).toContain(verdict);
  expect(text).toContain('**This run was interrupted');
  expect(text).toContain('Requested but not judged: `sample/thm-9`');
  expect(text).toContain('**differs: refuted**');
  expect(text).toContain('**survived**');
});

test('holds every matrix entry of a counterexample in full, in columns', () => {
  for (const { counterexample } of sampleRecord().claims)
    for (const entry of [
      ...(counterexample?.given ?? []).flatMap(m => m.rows),
      ...(counterexample?.truth ?? []),
    ].flat())
      expect(text).toContain(entry);
  expect(text).toContain('W1 = [ 1  -1/2    0 ]\n     [ 0     1  3/2 ]');
});

test('a $$ or an empty line inside TeX does not end the block', () => {
  const record = sampleRecord();
  const [claim] = record.claims;
  const statement = 'a\n\n$$ b \\$ c';
  const readings = [{ ...claim!.readings[0]!, statement }];
  expect(renderMarkdown({ ...record, claims: [{ ...claim!, readings }] })).toContain('$$\na\n\\$ b \\$ c\n$$');
});

test('an empty record makes a page too; nothing broken is printed', () => {
  expect(renderMarkdown(emptyRecord())).toContain('No claim was judged.');
  for (const page of [text, renderMarkdown(emptyRecord())]) expect(page).not.toMatch(/\bNaN\b|undefined|\[object/);
});

test('tables of claims stand under their paper and section, with the count of each verdict', () => {
  const heads = text.match(/^####? (section|sample2001|Formula).*\n\n.*\.$/gm);
  expect(heads).toHaveLength(7);
  expect(heads).toContain('### Formula files\n\n1 statement: 1 vacuous.');
  expect(text.indexOf('#### section 3.2')).toBeLessThan(text.indexOf('#### section 3.10'));
});

test('hypotheses that were dropped: each finding, its cases, and the witness of a necessary one', () => {
  expect(text).toContain('| a &lt;b&gt; \\| c | necessary | 4 cases judged: 2 held, 1 failed, 1 without an answer |');
  expect(text).toContain('confirmed at 30 digits. Replay:\n\n```sh\nnpx dlo hypotheses sample/eq-1 --runs 20\n```');
  expect(text.match(/### Which hypotheses matter/g)).toHaveLength(1);
});
