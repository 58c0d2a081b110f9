import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readText } from './readText.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dlo-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('reads a file up to the size that it may have, and no further', async () => {
  const file = join(folder, 'file');
  await writeFile(file, 'äbc');
  expect(await readText(file, 4)).toBe('äbc');
  await expect(readText(file, 3)).rejects.toMatchObject({
    code: 'RANGE',
    argument: file,
    message: expect.stringContaining('must be a file of at most 3 bytes'),
  });
});

it('ends on a device that does not', async () => {
  await expect(readText('/dev/zero', 100_000)).rejects.toMatchObject({ code: 'RANGE', argument: '/dev/zero' });
});

it.each([
  ['UTF-16', Buffer.from('\uFEFFtext', 'utf16le')],
  ['bytes that are none', Buffer.from([0x61, 0xff, 0xfe, 0x62])],
])('refuses %s', async (value, bytes) => {
  const file = join(folder, 'file');
  await writeFile(file, bytes);
  await expect(readText(file)).rejects.toMatchObject({ code: 'FILE', argument: file, value });
});

it.each([['.'], ['missing']])('says what cannot be read: %s', async name => {
  await expect(readText(join(folder, name))).rejects.toMatchObject({
    code: 'FILE',
    message: expect.stringMatching(/must be a readable file, got "E[A-Z]+: /),
  });
});
