import { link, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderHtml } from '../reports/html/report.ts';
import { renderJson } from '../reports/json.ts';
import { renderMarkdown } from '../reports/markdown.ts';
import { sampleRecord } from '../reports/testing/sampleRecord.ts';
import { DloError } from '../src/errors.ts';
import { prepareReportFolder, writeReport } from './writeReport.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'report-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

test('writes the three files, whole, into a folder that it makes, and leaves nothing else', async () => {
  const record = sampleRecord();
  const folder = join(root, 'a', 'b');
  for (const _ of [1, 2]) {
    const paths = await writeReport(folder, record);
    expect(await readFile(paths.html, 'utf8')).toBe(renderHtml(record));
    expect(await readFile(paths.markdown, 'utf8')).toBe(renderMarkdown(record));
    expect(await readFile(paths.json, 'utf8')).toBe(renderJson(record));
    expect((await readdir(folder)).sort()).toEqual(['report.html', 'report.json', 'report.md']);
  }
});

test('a new report takes the place of the old one; it does not write into it', async () => {
  const folder = join(root, 'twice');
  const { json } = await writeReport(folder, sampleRecord());
  const kept = join(root, 'kept.json');
  await link(json, kept);
  await writeReport(folder, { ...sampleRecord(), seed: 7 });
  expect(JSON.parse(await readFile(json, 'utf8')).seed).toBe(7);
  expect(JSON.parse(await readFile(kept, 'utf8')).seed).toBe(sampleRecord().seed);
});

test('a folder that cannot be made is one line that names it', async () => {
  const file = join(root, 'file');
  await writeFile(file, '');
  // Below /proc nothing can be made, and Node's recursive mkdir never comes back there.
  for (const [refuse, folder] of [join(file, 'sub'), '/proc/x/page.html'].flatMap(
    folder =>
      [
        [() => writeReport(folder, sampleRecord()), folder],
        [() => prepareReportFolder(folder), folder],
      ] as const,
  )) {
    const error = await refuse().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DloError);
    expect(error).toMatchObject({ code: 'FILE', argument: folder });
    expect((error as DloError).rule).toContain('can be made');
    expect((error as DloError).message).toContain(folder);
    expect((error as DloError).message).not.toContain('\n');
  }
});

test('a report that cannot be put in place leaves no temporary file', async () => {
  const folder = join(root, 'taken');
  await prepareReportFolder(join(folder, 'report.html', 'x'));
  await expect(writeReport(folder, sampleRecord())).rejects.toMatchObject({ rule: expect.stringContaining('written') });
  expect(await readdir(folder)).toEqual(['report.html']);
});
