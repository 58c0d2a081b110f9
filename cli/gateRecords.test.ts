import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { GateRecord } from '../src/gate/gateRecord.ts';
import { sampleGate, sampleText } from '../src/gate/testing/sampleGate.ts';
import { inProcess } from './testing/inProcess.ts';

const folder = mkdtempSync(join(tmpdir(), 'dlo-records-'));
afterAll(() => rmSync(folder, { recursive: true }));

const place = (name: string): string => join(folder, name);
function put(name: string, record: GateRecord, text = sampleText(record)): string {
  writeFileSync(place(name), text);
  return place(name);
}

const record = sampleGate();
const well = sampleGate({ change: ({ claim, digits = 14 }) => ({ claim, outcome: 'held', digits }) });
const wellRecord: GateRecord = { ...well, footer: { ...well.footer, counterexamples: [] } };
const file = put('record.jsonl', record);
const wellFile = put('well.jsonl', wellRecord);
const known = place('known.json');
writeFileSync(known, JSON.stringify([{ claim: 'flow:loss', reason: 'a sample' }]));

describe('dlo view', () => {
  it.each([
    ['table', /1 of 4 claims failed/],
    ['html', /^<!doctype html>/],
    ['markdown', /^## ✗/],
    ['junit', /^<\?xml/],
    ['github', /^::error title=/],
    ['badge', /^<svg/],
    ['badge-json', /^\{"schemaVersion":1/],
    ['csv', /^sequence,hash,origin,claim,outcome,/],
  ])('shows a record as %s, on stdout and in a file', async (format, start) => {
    const shown = await inProcess('view', file, '--format', format);
    expect(shown).toMatchObject({ exit: 0, err: '', out: expect.stringMatching(start) });
    const target = place(`out/deep/${format}`);
    expect(await inProcess('view', file, '--format', format, '--out', target)).toEqual({ exit: 0, out: '', err: '' });
    expect(readFileSync(target, 'utf8')).toMatch(start);
  });

  it('with --check exits with 1 unless the record is whole and all failures are known', async () => {
    expect((await inProcess('view', file, '--check')).exit).toBe(1);
    expect((await inProcess('view', file, '--check', '--known', known)).exit).toBe(0);
    expect((await inProcess('view', wellFile, '--check')).exit).toBe(0);
    // Known to fail, and does not.
    expect((await inProcess('view', wellFile, '--check', '--known', known)).exit).toBe(1);
    const half = put('half.jsonl', wellRecord, sampleText(wellRecord).slice(0, 9000));
    const shown = await inProcess('view', half, '--check');
    expect(shown.exit).toBe(1);
    expect(shown.err).toMatch(
      /^dlo: .*half[.]jsonl:\d+ ends in the middle of a line\ndlo: .*was cut off after \d+ cases\n$/,
    );
    expect(shown.out).toContain('The record was cut off');
  });

  it('with --history shows several over time; several without it, and --site, are refused in a line', async () => {
    const shown = await inProcess('view', wellFile, file, '--history', '--check');
    expect(shown).toMatchObject({ exit: 1, err: '', out: expect.stringMatching(/✗ .*flow:loss is newly failing/) });
    expect((await inProcess('view', file, wellFile, '--history', '--check')).exit).toBe(0);
    expect((await inProcess('view', file, wellFile)).err).toMatch(
      /^dlo: record must be one, or several with --history/,
    );
    expect((await inProcess('view', file, '--site', place('site'))).err).toMatch(/^dlo: --site must stand with/);
  });

  it('with --report writes every view that is a file', async () => {
    await inProcess('view', file, '--report', place('report'));
    for (const name of ['report.html', 'report.md', 'junit.xml', 'badge.svg', 'badge.json'])
      expect(readFileSync(place(`report/${name}`), 'utf8').length, name).toBeGreaterThan(50);
  });

  it('refuses what it cannot use with 2 and one line', async () => {
    writeFileSync(place('unknown.json'), '[{"claim":"flow:lost","reason":"r"}]');
    const calls: [string[], RegExp][] = [
      [['view', place('none')], /none must be a readable file, got "ENOENT/],
      [['view', file, '--format', 'pdf'], /--format must be one of table, html, .*, got "pdf"/],
      [
        ['view', file, '--known', place('unknown.json')],
        /entry 1 must name a claim of the gate \(nearest: flow:loss\)/,
      ],
      [['view', known], /known[.]json must be a gate record, with a header line/],
      [['view', file, '--out', `${file}/x`], /must be writable, got "E/],
      [['diff', file, file, '--loss', '0'], /--loss must be a number of digits above 0 and up to 1000, got "0"/],
      [['compare', file], /records must be at least two, got 1/],
      [['compare', file, file, '--apart', '-1'], /--apart must be a number of digits/],
    ];
    for (const [args, message] of calls) {
      const { exit, err, out } = await inProcess(...args);
      expect([exit, out], args.join(' ')).toEqual([2, '']);
      expect(err).toMatch(message);
      expect(err.trimEnd().split('\n')).toHaveLength(1);
    }
  });
});

describe('dlo diff', () => {
  it('exits with 1 where the new record is worse, and not for what is known', async () => {
    expect(await inProcess('diff', file, file)).toMatchObject({
      exit: 0,
      out: expect.stringContaining('Nothing is lost.'),
    });
    const worse = await inProcess('diff', wellFile, file);
    expect(worse).toMatchObject({ exit: 1, out: expect.stringContaining('flow:loss: 7 new failures') });
    expect((await inProcess('diff', file, wellFile)).exit).toBe(0);
    const json = JSON.parse((await inProcess('diff', wellFile, file, '--format', 'json', '--known', known)).out);
    expect(json).toMatchObject({ known: 7, newFailures: [] });
  });
});

describe('dlo merge', () => {
  const shards = [0, 1, 2].map(index => put(`shard-${index}.jsonl`, sampleGate({ shard: { index, count: 3 } })));

  it('puts shards together in any order; the record is that of the unsharded run', async () => {
    const out = place('merged.jsonl');
    expect(await inProcess('merge', shards[2]!, shards[0]!, shards[1]!, '--out', out)).toEqual({
      exit: 0,
      err: '',
      out: `Merged 40 of 40 cases from 3 records: ${out}\n`,
    });
    expect(readFileSync(out, 'utf8').replace(/"timing":.*/, '')).toBe(sampleText(record).replace(/"timing":.*/, ''));
  });

  it('tells duplicates, gaps and half lines with their places and uses the rest; --strict writes nothing', async () => {
    const cut = put('cut.jsonl', record, readFileSync(shards[1]!, 'utf8').slice(0, -3000));
    const merged = await inProcess('merge', shards[0]!, shards[0]!, cut, '--out', place('gaps.jsonl'));
    expect(merged.exit).toBe(1);
    expect(merged.err).toMatch(/cut[.]jsonl:\d+ ends in the middle of a line/);
    expect(merged.err).toMatch(/case 0 stands in .*shard-0[.]jsonl:2 and .*shard-0[.]jsonl:2 and counts once/);
    expect(merged.err).toMatch(/missing cases: 2, 5, .*38/);
    expect(readFileSync(place('gaps.jsonl'), 'utf8')).toContain('"interrupted":true');
    const strict = await inProcess('merge', shards[0]!, '--out', place('strict.jsonl'), '--strict');
    expect(strict).toMatchObject({ exit: 1, out: 'Not merged: 14 of 40 cases from 1 record\n' });
    expect(existsSync(place('strict.jsonl'))).toBe(false);
  });

  it('refuses records of two runs', async () => {
    const other = put('other.jsonl', sampleGate({ seed: 8, shard: { index: 1, count: 3 } }));
    const { exit, err } = await inProcess('merge', shards[0]!, other, '--out', place('never.jsonl'));
    expect(exit).toBe(2);
    expect(err).toMatch(/other[.]jsonl must be of the same run as .*shard-0[.]jsonl, whose seed is 7, got "8"/);
    expect(existsSync(place('never.jsonl'))).toBe(false);
  });
});

describe('dlo compare', () => {
  it('shows subjects side by side', async () => {
    const { exit, out } = await inProcess('compare', file, wellFile);
    expect(exit).toBe(0);
    expect(out).toMatch(/^2 subjects on 40 shared cases: on 7 one held what another failed/);
    expect((await inProcess('compare', file, wellFile, '--format', 'html')).out).toMatch(/^<!doctype html>/);
    expect((await inProcess('compare', file, wellFile, '--format', 'markdown')).out).toMatch(/^## sample/);
    expect(JSON.parse((await inProcess('compare', file, wellFile, '--format', 'json')).out).shared).toBe(40);
  });
});
