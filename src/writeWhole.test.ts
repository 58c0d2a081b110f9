import { execFileSync, spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compiledProgram } from './testing/compiledProgram.ts';
import { writeWhole } from './writeWhole.ts';

let folder = '';
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'dlo-')));
});
afterEach(() => rm(folder, { recursive: true }));

describe('writeWhole', () => {
  it('never shows a part: readers see the old or the new text', async () => {
    const file = join(folder, 'file');
    const texts = ['a', 'b'].map(letter => letter.repeat(3_000_000));
    await writeWhole(file, texts[0]!);
    let writing = true;
    const writer = (async () => {
      for (let i = 1; i <= 8; i++) await writeWhole(file, texts[i % 2]!);
      writing = false;
    })();
    while (writing) expect(texts.includes(await readFile(file, 'utf8'))).toBe(true);
    await writer;
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('leaves what is there and no temporary file where it cannot write', async () => {
    const occupied = join(folder, 'occupied');
    await mkdir(join(occupied, 'inside'), { recursive: true });
    await expect(writeWhole(occupied, 'text')).rejects.toMatchObject({ code: 'FILE', value: 'a folder' });
    expect(await readdir(folder)).toEqual(['occupied']);
    await expect(writeWhole(join(folder, 'missing', 'file'), 'text')).rejects.toThrow('ENOENT');
  });

  it('keeps the mode of the file that it replaces', async () => {
    const file = join(folder, 'private');
    await writeFile(file, 'old');
    await chmod(file, 0o600);
    await writeWhole(file, 'new');
    expect((await stat(file)).mode & 0o7777).toBe(0o600);
  });

  it('follows links, also to a file that is not there yet, and leaves them links', async () => {
    await mkdir(join(folder, 'elsewhere'));
    for (const name of ['old', 'new']) {
      const file = join(folder, 'elsewhere', name);
      if (name === 'old') await writeFile(file, 'before');
      const link = join(folder, `link to ${name}`);
      await symlink(`elsewhere/${name}`, link);
      await writeWhole(link, 'after');
      expect(await readlink(link)).toBe(`elsewhere/${name}`);
      expect(await readFile(file, 'utf8')).toBe('after');
    }
    await symlink('circle', join(folder, 'circle'));
    await expect(writeWhole(join(folder, 'circle'), 'text')).rejects.toThrow(/ELOOP|circle of links/);
  });

  it('writes into a pipe and leaves it a pipe', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const text = 'x'.repeat(300_000);
    const reader = createReadStream(pipe).setEncoding('utf8');
    const read = (async () => (await reader.toArray()).join(''))();
    await writeWhole(pipe, text);
    expect(await read).toBe(text);
    expect((await lstat(pipe)).isFIFO()).toBe(true);
    expect(await readdir(folder)).toEqual(['pipe']);
  });

  it('leaves a device node as it is', async () => {
    const before = await lstat('/dev/null');
    await writeWhole('/dev/null', 'text');
    const after = await lstat('/dev/null');
    expect([after.isCharacterDevice(), after.ino]).toEqual([true, before.ino]);
  });

  it.each(['/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'])(
    'writes to %s, a file or a pipe, where it stands',
    async name => {
      const args = [await compiledProgram(new URL('testing/writeBetween.ts', import.meta.url), folder), name];
      const file = join(folder, 'out');
      execFileSync('sh', ['-c', '"$@" > "$0"', file, process.execPath, ...args]);
      expect(await readFile(file, 'utf8')).toBe('before text after');
      const piped = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      expect((await piped.stdout.setEncoding('utf8').toArray()).join('')).toBe('before text after');
    },
  );
});
