import { expect, test } from 'vitest';
import type { GateRecord } from '../../src/gate/gateRecord.ts';
import { HOSTILE, sampleGate } from '../../src/gate/testing/sampleGate.ts';
import { historyOf } from './gateHistory.ts';
import { summariseGate } from './gateSummary.ts';
import { renderHistoryHtml } from './historyHtml.ts';
import { renderHistoryMarkdown, renderHistoryTable } from './historyText.ts';

type Change = NonNullable<Parameters<typeof sampleGate>[0]>['change'];

const at = (commit: string | undefined, subjectSeconds: number, change?: Change, subject = 's'): GateRecord => {
  const { header, footer, cases } = sampleGate({ cases: 40, subject, ...(change && { change }) });
  return {
    header: { ...header, environment: { ...header.environment, ...(commit !== undefined && { commit }) } },
    cases,
    footer: { ...footer, timing: { ...footer.timing, subjectSeconds } },
  };
};
const well: Change = ({ claim }) => ({ claim, outcome: 'held', digits: 12 });
const worse: Change = ({ claim }, { sequence }) => ({
  claim,
  outcome: claim === 'flow:qqt' && sequence < 2 ? 'failed' : 'held',
  digits: claim === 'flow:loss' ? 9 : 12,
});
const history = (...records: readonly GateRecord[]) => historyOf(records.map(record => summariseGate(record)));

test('says what is newly failing, what lost digits and what is slower, where it began, and what got better', () => {
  const { labels, changes, rows } = history(
    at('aaaaaaaaaaaa', 0.4, well),
    at('bbbbbbbbbbbb', 0.5, worse),
    at('bbbbbbbbbbbb', 2, worse),
    at('cccccccccccc+', 2, well),
  );
  expect(labels).toEqual(['aaaaaaa', 'bbbbbbb', 'bbbbbbb (2)', 'ccccccc+']);
  expect(changes).toEqual([
    { label: 'bbbbbbb', what: 'flow:qqt is newly failing, on 2 of 40 cases', isWorse: true },
    { label: 'bbbbbbb', what: 'flow:loss: 12.0 → 9.0 digits at worst', isWorse: true },
    { label: 'bbbbbbb (2)', what: 'slower: 12.5 → 50 ms a case in the subject', isWorse: true },
    { label: 'ccccccc+', what: 'flow:qqt fails no more', isWorse: false },
    { label: 'ccccccc+', what: 'flow:loss: 9.0 → 12.0 digits at worst', isWorse: false },
  ]);
  expect(rows.find(({ name }) => name === 'flow:qqt')!.cells).toEqual(['12.0', '✗ 2 of 40', '✗ 2 of 40', '12.0']);
  expect(rows.at(-1)).toEqual({ name: 'ms a case', cells: ['10', '12.5', '50', '50'] });
});

test('a record without end or commit has its place; words of a subject steer neither table nor Markdown', () => {
  const { footer: _, ...cutOff } = at(undefined, 1, well, HOSTILE);
  const shown = history(at('aaaaaaaaaaaa', 1, well), cutOff);
  expect(shown.labels).toEqual(['aaaaaaa', '2001-02-03']);
  expect(shown.rows.at(-1)!.cells).toEqual(['25', '–']);
  for (const text of [renderHistoryTable(shown), renderHistoryMarkdown(shown)]) {
    for (const control of ['\u0007', '\u001b']) expect(text).not.toContain(control);
    expect(text).toContain('another subject');
  }
  expect(renderHistoryMarkdown(shown)).not.toContain('<script>');
  const lines = renderHistoryTable(shown)
    .split('\n')
    .slice(0, shown.rows.length + 1);
  expect(new Set(lines.map(line => line.length)).size).toBe(1);
});

test('as a page it has a chart a claim: a mark a record, those that failed square, those beyond the axis arrows, gaps where none was judged', () => {
  const farOff: Change = (result, given) => ({ ...worse(result, given), digits: -55 });
  const shown = history(at('aaaaaaaaaaaa', 1, well), at('bbbbbbbbbbbb', 2, worse), at('cccccccccccc', 1, farOff));
  const [missing, ...rest] = shown.claims;
  const page = renderHistoryHtml({
    ...shown,
    labels: ['aaaaaaa', '<i>b</i>', 'ccccccc'],
    claims: [{ ...missing!, found: [missing!.found[0], undefined, missing!.found[2]] }, ...rest],
  });
  const charts = page.match(/<svg class="over-records"[\s\S]*?<\/svg>/g)!;
  const chartOf = (id: string): string => charts.find(chart => chart.includes(`>Digits of ${id}<`))!;
  const marks = (chart: string): string[] =>
    [...chart.matchAll(/<(circle|rect|path) class="(?:held|failed)"/g)].map(([, name]) => name!);
  // The first claim fails in the record that is left out, and in the last.
  expect(missing!.id).toBe('flow:qqt');
  expect(marks(chartOf('flow:qqt'))).toEqual(['circle', 'path']);
  expect(chartOf('flow:qqt')).toContain('class="line" d="M38 20.7M442 46"');
  expect(marks(chartOf('flow:loss'))).toEqual(['circle', 'circle', 'path']);
  expect(page.indexOf(chartOf('flow:qqt'))).toBeLessThan(page.indexOf(chartOf('flow:loss')));
  expect(chartOf('flow:loss')).toContain('&lt;i&gt;b&lt;/i&gt;: 9.0 digits; ccccccc: −55.0 digits');
  expect(page).toContain('is newly failing, on 2 of 40 cases');
  // What changed is folded by record, the newest first and open.
  const folded = renderHistoryHtml(
    history(at('aaaaaaaaaaaa', 1, worse), at('bbbbbbbbbbbb', 1, well), at('cccccccccccc', 1, worse)),
  );
  expect([...folded.matchAll(/<details.*?<\/summary>/g)].map(([head]) => head)).toEqual([
    '<details open><summary><b>ccccccc</b>: 2 worse</summary>',
    '<details><summary><b>bbbbbbb</b>: 2 better</summary>',
  ]);
  expect(page).not.toContain('<i>b');
});
