import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { duration, type Section } from './table.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** `dlo verify` with its defaults as a user starts it, once; it keeps nothing and reports into a temporary folder. */
export async function verifySection(): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), 'dlo-bench-'));
  try {
    const { seconds, peakKiB, exit } = await run(['verify', '--no-keep', '--report', folder]);
    const memory = peakKiB === undefined ? 'not known' : `${Math.round(peakKiB / 1024)} MiB`;
    return {
      title: 'dlo verify',
      note: 'All claims with the default settings in a process of its own, one run. Exit 0: all verdicts are those of the ledger; 1: not all.',
      columns: ['command', 'wall time', 'peak memory', 'exit'],
      rows: [['dlo verify', duration(seconds), memory, exit]],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Run {
  readonly seconds: number;
  /** Undefined where the process was killed before it could say. */
  readonly peakKiB: number | undefined;
  readonly exit: string;
}

function run(args: readonly string[]): Promise<Run> {
  const begin = performance.now();
  const preload = new URL('peakMemory.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', preload, path('../../src/cli/dlo.mjs'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  // An interrupted bench must not leave a verification running behind it.
  const stop = (): boolean => child.kill();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  let said = '';
  (child.stdio[3] as Readable).on('data', (part: Buffer) => {
    said += part.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code, signal) => {
      process.removeListener('SIGINT', stop).removeListener('SIGTERM', stop);
      resolve({
        seconds: (performance.now() - begin) / 1000,
        peakKiB: said === '' ? undefined : Number(said),
        exit: `${code ?? signal}`,
      });
    });
  });
}
