import { expect, test } from 'vitest';
import { caseVariables } from '../../src/gate/caseVariables.ts';
import { HOSTILE, sampleGate } from '../../src/gate/testing/sampleGate.ts';
import { renderGateCsv } from './gateCsv.ts';
import { renderGateHtml } from './gateHtml.ts';
import { summariseGate } from './gateSummary.ts';

const record = sampleGate({ cases: 30 });
const csv = (of: typeof record): string => renderGateCsv(summariseGate(of, undefined, caseVariables));

/** RFC 4180, read back. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== ',') rows.push([]);
  }
  return rows.slice(0, -1);
}

test('a row per case and claim, every field in its column, empty where there is none', () => {
  const [head, ...rows] = rowsOf(csv(record));
  const results = record.cases.flatMap(given => given.results.map(result => ({ given, result })));
  expect(rows).toHaveLength(results.length);
  expect(head).toEqual(expect.arrayContaining(['lambda', 't/tau', 'distance to singular B', 'architecture', 'reason']));
  for (const [i, { given, result }] of results.entries()) {
    const row = Object.fromEntries(head!.map((name, k) => [name, rows[i]![k]]));
    expect(rows[i]).toHaveLength(head!.length);
    expect(row).toMatchObject({ sequence: String(given.sequence), hash: given.hash, claim: result.claim });
    expect(row.digits).toBe(result.digits === undefined ? '' : String(result.digits));
    expect(row.architecture).toBe(given.regime.architecture);
    expect(Number(row['t/tau'])).toBe(caseVariables(given).time);
  }
});

test('words of a subject stay in their field and are no formula of a spreadsheet', () => {
  const reasons = [HOSTILE, '=HYPERLINK("x")', '@SUM(1)', '-1+cmd', 'a,b "c"'];
  const change = (result: (typeof record.cases)[0]['results'][0], given: { readonly sequence: number }) => ({
    claim: result.claim,
    outcome: 'errored' as const,
    reason: reasons[given.sequence % reasons.length]!,
  });
  const [head, ...rows] = rowsOf(csv(sampleGate({ cases: 5, change })));
  const at = head!.indexOf('reason');
  for (const row of rows) {
    expect(row).toHaveLength(head!.length);
    expect(row[at]).not.toMatch(/^[=@+]/);
  }
  expect(new Set(rows.map(row => row[at]))).toContain('a,b "c"');
});

test('the page draws the digits of every case with a number over each variable, failures apart', () => {
  const page = renderGateHtml(summariseGate(record, undefined, caseVariables));
  const loss = page.slice(page.indexOf('<article class="claim" id="flow:loss"'));
  const article = loss.slice(0, loss.indexOf('</article>'));
  const results = record.cases.flatMap(({ results: all }) =>
    all.filter(({ claim, digits }) => claim === 'flow:loss' && digits !== undefined),
  );
  const plots = article.match(/<svg class="error-plot"[\s\S]*?<\/svg>/g)!;
  expect(plots.length).toBeGreaterThan(0);
  const whole = plots.filter(plot => /over (largest width|t \/ τ)/.test(plot));
  for (const plot of whole) {
    expect(plot.match(/data-case=/g)).toHaveLength(results.length);
    expect(plot.match(/class="f"/g) ?? []).toHaveLength(results.filter(({ outcome }) => outcome === 'failed').length);
    expect(plot).not.toMatch(/NaN|Infinity/);
  }
  for (const [, hash] of article.matchAll(/data-case="([^"]*)"/g)) expect(page).toContain(`id="case:${hash}"`);
});
