import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeNew } from './writeNew.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dlo-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (name: string, text = name) => ({ path: join(folder, name), text });

it('writes all files and nothing else', async () => {
  await writeNew([file('a', 'first'), file('b', 'second')]);
  expect(readdirSync(folder).sort()).toEqual(['a', 'b']);
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('first');
  expect(readFileSync(join(folder, 'b'), 'utf8')).toBe('second');
});

it.each([
  ['the first', 'a'],
  ['the second', 'b'],
])('leaves everything as it was where %s file exists', async (_, name) => {
  writeFileSync(join(folder, name), 'kept');
  await expect(writeNew([file('a'), file('b')])).rejects.toMatchObject({
    name: 'DloError',
    code: 'FILE',
    argument: join(folder, name),
    message: expect.stringMatching(/must not exist yet/),
  });
  expect(readdirSync(folder)).toEqual([name]);
  expect(readFileSync(join(folder, name), 'utf8')).toBe('kept');
});

it('leaves a folder of the name alone', async () => {
  mkdirSync(join(folder, 'b'));
  await expect(writeNew([file('a'), file('b')])).rejects.toMatchObject({ code: 'FILE' });
  expect(readdirSync(folder)).toEqual(['b']);
});

it('leaves nothing behind where a later file cannot be written', async () => {
  await expect(writeNew([file('a'), file('missing/b')])).rejects.toMatchObject({
    code: 'FILE',
    message: expect.stringMatching(/must be writable, got "ENOENT/),
  });
  // A name that can be taken but has no room for the ending of a temporary one.
  const long = 'b'.repeat(250);
  await expect(writeNew([file('a'), file(long)])).rejects.toMatchObject({
    code: 'FILE',
    message: expect.stringMatching(/must be writable, got "ENAMETOOLONG/),
  });
  expect(readdirSync(folder)).toEqual([]);
});

it('leaves nothing behind where writing stops midway', async () => {
  const broken = (function* () {
    yield 'half of it';
    throw new Error('no more');
  })() as unknown as string;
  await expect(writeNew([file('a'), file('b', broken)])).rejects.toMatchObject({ code: 'FILE' });
  expect(readdirSync(folder)).toEqual([]);
});

it('lets one of two win', async () => {
  const outcomes = await Promise.allSettled([1, 2, 3].map(i => writeNew([file('a', `${i}`), file('b', `${i}`)])));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(existsSync(join(folder, 'a'))).toBe(true);
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe(readFileSync(join(folder, 'b'), 'utf8'));
  expect(readdirSync(folder)).toHaveLength(2);
});
