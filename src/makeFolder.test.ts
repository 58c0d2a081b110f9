import { mkdtempSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { makeFolder } from './makeFolder.ts';

let place: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'dlo-folder-'));
  writeFileSync(join(place, 'file'), '');
  symlinkSync(join(place, 'nowhere'), join(place, 'link'));
});

test('makes what is missing above, and again does nothing', () => {
  const folder = join(place, 'a', 'b', 'c');
  makeFolder(folder);
  makeFolder(folder);
  makeFolder('/');
  expect(statSync(folder).isDirectory()).toBe(true);
});

test.each([
  ['below a folder that takes no new name', () => '/proc/x/page.html', 'ENOENT'],
  ['where a file stands', () => join(place, 'file'), 'EEXIST'],
  ['below a file', () => join(place, 'file', 'x', 'y'), 'EEXIST'],
  ['below a link to nothing', () => join(place, 'link', 'x'), 'EEXIST'],
  ['of a name too long', () => join(place, 'x'.repeat(300), 'y'), 'ENAMETOOLONG'],
])('%s: the error of the system', (_what, path, code) => {
  expect(() => makeFolder(path())).toThrow(expect.objectContaining({ code }));
});
