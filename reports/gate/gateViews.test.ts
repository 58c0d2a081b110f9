import { describe, expect, it } from 'vitest';
import { compareRecords } from '../../src/gate/compareRecords.ts';
import { diffRecords } from '../../src/gate/diff.ts';
import type { GateRecord } from '../../src/gate/gateRecord.ts';
import { findKnownFailures } from '../../src/gate/knownFailures.ts';
import { HOSTILE, sampleGate } from '../../src/gate/testing/sampleGate.ts';
import { badgeMessage, renderBadgeJson, renderBadgeSvg } from './badge.ts';
import { renderComparisonHtml } from './comparisonHtml.ts';
import { renderComparisonMarkdown, renderComparisonTable } from './comparisonText.ts';
import { renderDiffMarkdown, renderDiffTable } from './diffText.ts';
import { renderGateHtml } from './gateHtml.ts';
import { renderGateMarkdown } from './gateMarkdown.ts';
import { type ClaimSummary, type GateSummary, summariseGate } from './gateSummary.ts';
import { renderGateTable } from './gateTerminal.ts';
import { renderAnnotations } from './githubAnnotations.ts';

const record = sampleGate({ cases: 120 });
const summary = summariseGate(record);
const wellRecord = sampleGate({
  cases: 120,
  change: result => ({ claim: result.claim, outcome: 'held', digits: result.digits ?? 12 }),
});
const well = summariseGate({ ...wellRecord, footer: { ...wellRecord.footer, counterexamples: [] } });
const plain = { colour: false, width: 80 };
const claimOf = ({ claims }: GateSummary, id: string): ClaimSummary => claims.find(({ info }) => info.id === id)!;

describe('a summary of a gate', () => {
  it('counts what the record holds', () => {
    const loss = claimOf(summary, 'flow:loss');
    const results = record.cases.flatMap(({ results: all }) => all.filter(({ claim }) => claim === 'flow:loss'));
    const counts = Object.fromEntries(
      Object.entries(loss.outcomes).map(([outcome]) => [
        outcome,
        results.filter(one => one.outcome === outcome).length,
      ]),
    );
    expect(loss.outcomes).toEqual(counts);
    expect(loss.outcomes).toEqual({ ...loss.outcomes, ...record.footer.outcomes['flow:loss'] });
    expect(loss).toMatchObject({ state: 'failed', cases: 120, failures: loss.outcomes.failed + 4, worst: 1.2 });
    for (const { values } of loss.axes) {
      expect(values.reduce((all, { held, failed, other }) => all + held + failed + other, 0)).toBe(120);
      expect(Math.min(...values.map(({ worst }) => worst ?? Infinity))).toBe(1.2);
    }
    expect(loss.worstCases.map(({ result }) => result.outcome)).toEqual(Array(5).fill('failed'));
    expect(claimOf(summary, 'flow:ntk')).toMatchObject({ state: 'not judged', cases: 0 });
    expect(summary).toMatchObject({ verdict: 'fails', sentence: '1 of 4 claims failed', passing: [] });
    expect(summary.partial).toBeUndefined();
    expect(well).toMatchObject({ verdict: 'holds', sentence: '4 of 4 claims held' });
  });

  it('does not count known failures, and counts those that pass', () => {
    const known = [{ claim: 'flow:loss', reason: 'r' }];
    const excused = summariseGate(record, findKnownFailures(record, known));
    expect(excused).toMatchObject({ verdict: 'holds', sentence: '3 of 4 claims held, 1 known to fail' });
    expect(claimOf(excused, 'flow:loss')).toMatchObject({ state: 'known to fail', failures: 0 });
    const passing = summariseGate(wellRecord, findKnownFailures(wellRecord, known));
    expect(passing).toMatchObject({ verdict: 'fails', sentence: '4 of 4 claims held, 1 known failure passes' });
    for (const text of [
      renderGateTable(passing, plain),
      renderGateMarkdown(passing),
      renderGateHtml(passing),
      renderAnnotations(passing),
    ])
      expect(text.replaceAll(/\s+/g, ' ')).toMatch(/take it out/i);
  });

  it('says when the record is not of a whole run', () => {
    const { footer, ...cutOff } = record;
    const partial = (of: GateRecord): string | undefined => summariseGate(of).partial;
    expect(partial({ ...cutOff, cases: record.cases.slice(0, 7) })).toBe(
      'The record was cut off: it has 7 of 120 cases and no end.',
    );
    expect(partial(sampleGate({ shard: { index: 1, count: 3 } }))).toBe('This is shard 1 of 3 of a run.');
    expect(partial({ ...record, footer: { ...footer, interrupted: true } })).toBe('The run was interrupted.');
    expect(partial({ ...record, cases: record.cases.filter(({ sequence }) => sequence !== 5) })).toBe(
      'Of 120 cases these are missing: 5.',
    );
  });

  it('of nothing shows nothing, and no view of it calls that well', () => {
    const nothing = summariseGate({ ...record, cases: [], footer: { ...record.footer, counterexamples: [] } });
    expect(nothing).toMatchObject({ verdict: 'nothing shown', sentence: 'No claim could be judged' });
    expect(renderGateMarkdown(nothing)).toMatch(/^## ✗/);
    expect(renderAnnotations(nothing)).toMatch(/^::error /m);
    expect(badgeMessage(nothing)).toBe('nothing shown');
    expect(renderGateHtml(nothing)).toContain('No claim was judged.');
    expect(renderGateTable(nothing, plain)).toContain('No claim could be judged');
  });
});

describe('words of a subject', () => {
  const named = sampleGate({ cases: 60, subject: HOSTILE });
  const hostile = summariseGate(named);
  const diff = diffRecords(wellRecord, { ...named, cases: record.cases.slice(0, 60) });
  const comparison = compareRecords([record, named, wellRecord]);
  const withoutCode = (markdown: string): string => markdown.replace(/^```[\s\S]*?^```$/gm, '');
  const withoutScript = (page: string): string => page.replace(/<script>\n[\s\S]*<\/script>/, '');
  const CONTROLS = ['\u0007', '\u001b'];

  it.each([
    ['page', withoutScript(renderGateHtml(hostile))],
    ['comparison', withoutScript(renderComparisonHtml(comparison))],
    ['Markdown', withoutCode(renderGateMarkdown(hostile))],
    ['Markdown of a diff', renderDiffMarkdown(diff)],
    ['Markdown of a comparison', renderComparisonMarkdown(comparison)],
    ['badge', renderBadgeSvg(hostile)],
  ])('are no markup in the %s', (_, text) => {
    for (const bad of ['<script>', '<img', ...CONTROLS, HOSTILE]) expect(text).not.toContain(bad);
    expect(text).toMatch(/alert|1 failed/);
  });

  it.each([
    ['table', renderGateTable(hostile, plain)],
    ['diff', renderDiffTable(diff, plain)],
    ['comparison', renderComparisonTable(comparison)],
  ])('do not steer the terminal in the %s', (_, text) => {
    for (const control of CONTROLS) expect(text).not.toContain(control);
    expect(text).toContain('alert("1")');
  });

  it('stay on one line of an annotation, and in its message', () => {
    const lines = renderAnnotations(hostile).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) title=[^:,]*::/);
    expect(lines[0]).toContain('%3A%3Aerror%3A%3Ax%250A');
    expect(lines[0]).toContain('%0Aline 2');
  });
});

describe('views', () => {
  it('keep to the width of a terminal', () => {
    for (const width of [60, 80, 100])
      for (const line of renderGateTable(summary, { colour: false, width }).split('\n'))
        if (!line.includes('replay:')) expect([...line].length, line).toBeLessThanOrEqual(width);
    expect(renderGateTable(summary, { colour: true, width: 80 })).toContain('\u001b[31m');
  });

  it('say where a claim fails', () => {
    const only = sampleGate({
      cases: 120,
      change: (result, { regime }) =>
        result.claim === 'flow:qqt' && regime.architecture === 'wide' ? { ...result, outcome: 'failed' } : result,
    });
    expect(renderGateTable(summariseGate(only), plain)).toContain('only where architecture is wide (24 of 24)');
    expect(renderGateHtml(summariseGate(only))).toMatch(
      /<th scope="row">wide<\/th>(<td class="bad"><b>[\d.]+<\/b><small>\d of \d failed<\/small><\/td>){3}/,
    );
  });

  it('say nothing of where a claim fails that chance explains', () => {
    let failures = 0;
    const twice = sampleGate({
      cases: 120,
      change: (result, { regime }) =>
        result.claim === 'flow:qqt' && regime.architecture === 'wide' && failures++ < 1
          ? { ...result, outcome: 'failed' }
          : result,
    });
    expect(failures).toBeGreaterThan(1);
    expect(renderGateTable(summariseGate(twice), plain)).not.toContain('only where');
  });

  it('draw every case that has a number once', () => {
    const page = renderGateHtml(well);
    const shown = [...page.matchAll(/class="value" x="[\d.]+" y="[\d.]+" text-anchor="middle">(\d+)</g)].map(
      ([, count]) => Number(count),
    );
    expect(shown.reduce((all, count) => all + count, 0)).toBe(4 * 120);
  });

  it('of a diff tell losses, new failures and what is fixed', () => {
    const worse = sampleGate({
      cases: 120,
      change: (result, { sequence }) =>
        result.claim === 'relation:rotation'
          ? { ...result, digits: result.digits! - 2 }
          : result.claim === 'flow:qqt' && sequence === 3
            ? { claim: 'flow:qqt', outcome: 'crashed', reason: HOSTILE }
            : result.claim === 'flow:loss' && sequence === 6
              ? { claim: 'flow:loss', outcome: 'held', digits: 13 }
              : result,
    });
    const diff = diffRecords(record, worse);
    const table = renderDiffTable(diff, { colour: false, width: 100 }).replace(/\n {4}/g, ' ');
    expect(table).toContain('worst 11.1 → 9.1 (−2.0), median 12.5 → 10.5 (−2.0), 120 cases');
    expect(table).toMatch(/new failures: 1\n {2}flow:qqt on case \w+ \(.*\): held → crashed/);
    expect(table).toMatch(/fixed: 1\n {2}flow:loss on case \w+ \(.*\): failed → held/);
    expect(table).toContain('the new record is worse');
    expect(renderDiffMarkdown(diff)).toMatch(/^## ✗ .*\n\n- flow:qqt: 1 new failure\n/);
    const same = diffRecords(record, record);
    expect(renderDiffMarkdown(same)).toMatch(/^## ✓ Nothing is lost[.]/);
    expect(renderDiffTable(same, plain)).toContain('Nothing is lost.');
  });

  it('of several subjects tell them apart and say where they disagree', () => {
    const comparison = compareRecords([record, wellRecord]);
    const count = comparison.disagreements.length;
    expect(count).toBeGreaterThan(9);
    const page = renderComparisonHtml(comparison);
    expect(page).toContain('sample &lt;solver&gt; (1)');
    expect(page.match(/<th scope="row"><code>/g)).toHaveLength(count);
    expect(renderComparisonTable(comparison)).toMatch(/flow:loss +✗ \d+ failed 1[.]2 \(13[.]\d\) +✓ 1[.]2 /);
    expect(renderComparisonMarkdown(comparison)).toContain('| `flow:loss` |');
  });

  it('of several subjects have no tick where nothing was shown', () => {
    const open = sampleGate({
      cases: 12,
      change: ({ claim }, { sequence }) => ({ claim, outcome: sequence % 2 ? 'skipped' : 'undecided', reason: 'r' }),
    });
    const comparison = compareRecords([open, wellRecord]);
    for (const text of [renderComparisonTable(comparison), renderComparisonMarkdown(comparison)])
      for (const line of text.split('\n').filter(row => row.includes('flow:qqt')))
        expect(line).toMatch(/[?] 12 neither.*✓ [\d.]+/);
  });

  it('show wrong numbers first, with their time, and each way to give none once', () => {
    const failing = { claim: 'flow:loss', outcome: 'failed', digits: 2, asked: 10, residual: '1.0e-2' } as const;
    const number = { quantity: 'loss', time: '1/4', stated: [['0.25']], truth: [['0.25250000000000361']] };
    const both = sampleGate({
      cases: 30,
      change: ({ claim }, { sequence }) =>
        sequence % 3 === 0
          ? { claim, outcome: 'errored', reason: 'singular matrix' }
          : claim === 'flow:loss'
            ? { ...failing, ...number }
            : { claim, outcome: 'held', digits: 12, asked: 10, quantity: 'QQᵀ', time: '1/8' },
    });
    const [wrong] = both.footer.counterexamples;
    const example = (claim: string, outcome: 'failed' | 'errored') => ({
      ...wrong!,
      claim,
      result: outcome === 'failed' ? { ...failing, ...number } : { claim, outcome, reason: 'singular matrix' },
      replay: `replay ${outcome}`,
    });
    const counterexamples = [example('flow:loss', 'failed'), example('flow:start', 'errored')];
    const found = summariseGate({ ...both, footer: { ...both.footer, counterexamples } });
    const table = renderGateTable(found, { colour: false, width: 100 });
    expect(table).toContain('t = 1/4');
    expect(table).toMatch(/the subject: \[0\.250\]\n +the truth: {3}\[0\.2525000000…\]\n +\^\n/);
    expect(table.match(/replay: replay \w+/g)).toEqual(['replay: replay failed', 'replay: replay errored']);
    expect(table.replace(/\s+/g, ' ')).toContain('errored on 10 cases: no numbers for 4 claims');
    const page = renderGateHtml(found);
    expect(page.indexOf('replay failed')).toBeLessThan(page.indexOf('replay errored'));
    expect(page.match(/replay errored/g)).toHaveLength(1);
    expect(renderGateMarkdown(found).match(/replay (failed|errored)/g)).toEqual(['replay failed', 'replay errored']);
    expect(renderAnnotations(found)).toMatch(/^::error title=[^:]*%3A flow%3Aloss::.*case \w+ at t = 1\/4/);
    // Records of before have no time.
    const { time: _, ...old } = number;
    const before = [{ ...counterexamples[0]!, result: { ...failing, ...old } }];
    expect(
      renderGateTable(summariseGate({ ...both, footer: { ...both.footer, counterexamples: before } }), plain),
    ).toContain(`t = ${wrong!.case.time}`);
  });

  it('as a badge say the worst digits, or how many failed', () => {
    expect(badgeMessage(well)).toBe('1.2 digits');
    expect(badgeMessage(summary)).toBe('1 failed');
    expect(JSON.parse(renderBadgeJson(summary))).toEqual({
      schemaVersion: 1,
      label: 'learning dynamics',
      message: '1 failed',
      color: 'b33c00',
    });
    expect(renderBadgeSvg(well)).toMatch(/^<svg xmlns="http:\/\/www[.]w3[.]org\/2000\/svg" width="\d+" height="20"/);
  });
});
