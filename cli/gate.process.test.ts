import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRecord } from '../src/gate/recordReader.ts';
import { installedPackage } from './testing/installedPackage.ts';

const { dlo } = await installedPackage();

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dlo-gate-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('dlo gate that is told to stop', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('%s: the record so far is whole and says so', async signal => {
    const record = join(folder, 'r.jsonl');
    const options = [
      '--runs',
      '100000',
      '--claims',
      'flow:loss',
      '--record',
      record,
      '--corpus',
      join(folder, 'corpus'),
    ];
    const command = spawn(process.execPath, [dlo, 'gate', 'builtin:closed-form', ...options], { cwd: folder });
    const ended = new Promise<number | null>(resolve => command.on('exit', resolve));
    let out = '';
    command.stdout.on('data', chunk => {
      out += chunk;
    });
    const partial = `${record}.partial`;
    while (!existsSync(partial) || (await readFile(partial, 'utf8')).split('\n').length < 4)
      await new Promise(resolve => setTimeout(resolve, 20));
    command.kill(signal);
    expect(await ended).toBe(1);
    const { record: read, troubles } = await readRecord(record);
    expect(troubles).toEqual([]);
    expect(read.cases.length).toBeGreaterThan(1);
    expect(read.cases.length).toBeLessThan(100_000);
    expect(read.footer).toMatchObject({ interrupted: true, cases: read.cases.length });
    expect(out).toContain('missing');
    expect(existsSync(partial)).toBe(false);
  });
});
