import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderHtml } from '../reports/html/report.ts';
import { renderJson } from '../reports/json.ts';
import { emptyRecord, sampleRecord } from '../reports/testing/sampleRecord.ts';
import { inProcess } from './testing/inProcess.ts';

let root = '';
let file = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'view-'));
  file = join(root, 'report.json');
  await writeFile(file, renderJson(sampleRecord()));
});
afterAll(() => rm(root, { recursive: true, force: true }));

test('shows a record of verify again: page, JSON, folder of a report, site', async () => {
  expect(await inProcess('view', file, '--format', 'html')).toEqual({
    exit: 0,
    out: renderHtml(sampleRecord()),
    err: '',
  });
  expect((await inProcess('view', file, '--format', 'json')).out).toBe(renderJson(sampleRecord()));
  expect((await inProcess('view', file)).out).toContain('sample/eq-1');
  const shown = await inProcess(
    'view',
    file,
    '--site',
    join(root, 'site'),
    '--report',
    join(root, 'report'),
    '--check',
  );
  expect(shown).toEqual({ exit: 1, out: `Site: 7 pages, ${join(root, 'site', 'index.html')}\n`, err: '' });
  expect(await readdir(join(root, 'report'))).toContain('report.html');
  const whole = join(root, 'empty.json');
  await writeFile(whole, renderJson(emptyRecord()));
  expect((await inProcess('view', whole, '--check')).exit).toBe(0);
});

test('a record that cannot be shown is one line that says why, and nothing is written', async () => {
  const text = renderJson(sampleRecord());
  const record = JSON.parse(text);
  const bad: readonly (readonly [string, string, string])[] = [
    ['other version', text.replace('run/1"', 'run/2"'), 'must have "schema": "deep-linear-oracle/run/1"'],
    ['cut off', text.slice(0, text.length / 2), 'characters that end in the middle'],
    ['cut off at once', text.slice(0, 48), 'characters that end in the middle'],
    ['not one text', text.replace('"seed"', '"seed'), 'must be a whole run record'],
    ['no claims', JSON.stringify({ ...record, claims: undefined }), "must have required property 'claims'"],
    ['claims of a word', JSON.stringify({ ...record, claims: ['x'] }), '/claims/0 must be object'],
    [
      'a verdict of its own',
      text.replace('"verdict": "holds"', '"verdict": "<b>"'),
      '/verdict must be equal to one of',
    ],
  ];
  for (const [name, content, says] of bad) {
    const broken = join(root, 'broken.json');
    await writeFile(broken, content);
    const site = join(root, 'none');
    const { exit, out, err } = await inProcess('view', broken, '--site', site);
    expect([name, exit, out]).toEqual([name, 2, '']);
    expect(err, name).toContain(says);
    expect(err.trimEnd(), name).not.toContain('\n');
    expect(await readFile(broken, 'utf8')).toBe(content);
    expect(await readdir(root)).not.toContain('none');
  }
  expect((await inProcess('view', file, '--known', file)).err).toContain(
    '--known must stand with the record of a gate',
  );
  expect((await inProcess('view', file, '--format', 'junit')).err).toContain('table, html, markdown, json');
});
