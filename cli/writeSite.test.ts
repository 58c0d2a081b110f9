import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleRecord } from '../reports/testing/sampleRecord.ts';
import { prepareSiteFolder, writeSite } from './writeSite.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'site-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const filesOf = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(one => one.isFile())
    .map(one => join(one.parentPath, one.name).slice(folder.length + 1))
    .sort();

test('an index, a page per claim and what they share; every link is relative and has its target', async () => {
  const folder = join(root, 'a', 'site');
  const { index, pages } = await writeSite(folder, sampleRecord(), []);
  const files = await filesOf(folder);
  expect(index).toBe(join(folder, 'index.html'));
  expect(files).toEqual(
    expect.arrayContaining(['index.html', 'style.css', 'page.js', 'index.js', 'claim.js', 'site.json']),
  );
  expect(files.filter(file => file.endsWith('.html'))).toHaveLength(pages);
  expect(pages).toBe(1 + sampleRecord().claims.length);
  for (const file of files.filter(name => name.endsWith('.html'))) {
    const text = await readFile(join(folder, file), 'utf8');
    expect(text).toContain('default-src &#39;none&#39;');
    const ids = new Set([...text.matchAll(/\sid="([^"]*)"/g)].map(match => match[1]));
    for (const [, target = ''] of text.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      if (target === 'data:,') continue;
      expect(target).not.toMatch(/^[a-z]+:|^\//i);
      const [path = '', place] = target.split('#');
      if (path === '') expect(ids).toContain(place);
      else expect(files).toContain(posix.join(dirname(file), decodeURI(path)));
    }
  }
});

test('the next site takes its place, without pages of claims that are gone, and leaves what is not its own', async () => {
  const folder = join(root, 'twice');
  const record = sampleRecord();
  await writeSite(folder, record, []);
  const before = await filesOf(folder);
  await writeFile(join(folder, 'CNAME'), 'example.org');
  await writeFile(join(folder, 'claims', 'sample', 'mine.html'), 'mine');
  await writeSite(folder, { ...record, claims: record.claims.slice(1) }, []);
  const gone: string[] = before.filter(file => file === 'claims/sample/eq-1.html');
  expect(record.claims[0]!.id).toBe('sample/eq-1');
  expect(gone).toHaveLength(1);
  expect(await filesOf(folder)).toEqual(
    [...before.filter(file => !gone.includes(file)), 'CNAME', 'claims/sample/mine.html'].sort(),
  );
});

test('a folder with an index of somebody else, or that cannot be written, is one line and loses nothing', async () => {
  const taken = join(root, 'taken');
  await mkdir(taken);
  await writeFile(join(taken, 'index.html'), 'theirs');
  await writeFile(join(taken, 'site.json'), '{"schema":"deep-linear-oracle/site/1","files":["../../x","/etc/passwd"]}');
  const file = join(root, 'file');
  await writeFile(file, '');
  for (const folder of [taken, join(file, 'sub')]) {
    for (const refuse of [() => prepareSiteFolder(folder), () => writeSite(folder, sampleRecord(), [])]) {
      const error = (await refuse().catch((thrown: unknown) => thrown)) as Error;
      expect(error).toMatchObject({ code: 'FILE', argument: folder });
      expect(error.message).not.toContain('\n');
    }
  }
  expect(await filesOf(taken)).toEqual(['index.html', 'site.json']);
  expect(await readFile(join(taken, 'index.html'), 'utf8')).toBe('theirs');
});
