import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { RunRecord } from '../../src/judge/runRecord.ts';
import type { BenchSettings } from './settings.ts';
import { duration, ratio, type Section } from './table.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The fewest cases that a verdict takes: all claims with one worker take minutes as it is. */
const RUNS = ['--runs', '20'];
const QUICK_PAPER = 'anguita2024';

/** `dlo verify`, with one worker, two, four … all cores, and with one worker as often at once as there are cores; it keeps nothing. */
export async function verifySections({ quick }: BenchSettings): Promise<Section[]> {
  const what = quick ? [QUICK_PAPER, ...RUNS] : RUNS;
  const runs: (TimedRun & { workers: number })[] = [];
  const cores = availableParallelism();
  const withWorkers = (workers: number): Promise<TimedRun> => verify([...what, '--workers', `${workers}`]);
  for (const workers of workerCounts(cores)) runs.push({ workers, ...(await withWorkers(workers)) });
  const together = await Promise.all(Array.from({ length: cores }, () => withWorkers(1)));
  const [alone, all] = [runs[0]!, runs.at(-1)!];
  const last = Math.max(...together.map(({ seconds }) => seconds));
  const whichClaims = quick ? QUICK_PAPER : 'all claims';
  const rows = runs.map(({ workers, seconds, cases, peakKiB, cpuSeconds, exit }) => [
    `${workers}`,
    duration(seconds),
    cpuSeconds === undefined ? 'not known' : duration(cpuSeconds),
    `${cases}`,
    (cases / seconds).toFixed(1),
    (alone.seconds / seconds).toFixed(2),
    peakKiB === undefined ? 'not known' : `${Math.round(peakKiB / 1024)} MiB`,
    exit,
  ]);
  return [
    {
      title: `Cores: dlo verify${quick ? ` of ${QUICK_PAPER}` : ''}, 20 cases a claim`,
      note: 'In a process of its own, one run each, start and report included; cases are those judged, without mutants and shrinking. Exit 0: all verdicts are those of the ledger; 1: not all.',
      columns: ['workers', 'wall time', 'CPU', 'cases', 'cases/s', 'speed-up', 'peak memory', 'exit'],
      rows,
      ours: { named: ['workers'], figures: ['cases/s'] },
      growth: [{ of: 'cases/s', along: 'workers', power: -1, because: 'workers share the claims' }],
      short: [
        [
          `dlo verify --runs 20, ${whichClaims}, ${all.workers} workers`,
          duration(all.seconds),
          '1 worker',
          duration(alone.seconds),
          ratio([all.seconds], [alone.seconds]),
        ],
      ],
    },
    {
      title: 'Cores: what they can give',
      note: `As many runs of one worker at once as there are cores, in processes that share nothing: their speed-up over one after another is what ${cores} workers of one run can reach at most. One worker alone uses more than a core, since V8 compiles and collects garbage beside it, and cores that are all busy are slower.`,
      columns: ['runs at once', 'until the last ends', 'CPU of each', 'speed-up'],
      rows: [
        [
          `${cores}`,
          duration(last),
          together.map(({ cpuSeconds }) => (cpuSeconds === undefined ? 'not known' : duration(cpuSeconds))).join(', '),
          ((cores * alone.seconds) / last).toFixed(2),
        ],
      ],
      short: [
        [
          `${cores} runs of 1 worker at once, ${whichClaims}`,
          duration(last),
          'one after another',
          duration(cores * alone.seconds),
          ratio([last], [cores * alone.seconds]),
        ],
      ],
    },
  ];
}

/** 1, 2, 4 … and all cores. */
export function workerCounts(cores: number): number[] {
  const counts: number[] = [];
  for (let workers = 1; workers < cores; workers *= 2) counts.push(workers);
  return [...counts, cores];
}

interface TimedRun extends Finished {
  readonly cases: number;
}

interface Finished {
  readonly seconds: number;
  /** Undefined where the process was killed before it could say. */
  readonly peakKiB: number | undefined;
  /** Of all threads; the same. */
  readonly cpuSeconds: number | undefined;
  readonly exit: string;
}

async function verify(args: readonly string[]): Promise<TimedRun> {
  const folder = await mkdtemp(join(tmpdir(), 'dlo-bench-'));
  const json = join(folder, 'run.json');
  try {
    const finished = await dlo(['verify', ...args, '--no-keep', '--report', folder, '--json', json]);
    const { claims } = JSON.parse(await readFile(json, 'utf8')) as RunRecord;
    const cases = claims.flatMap(({ readings }) => readings.map(reading => reading.cases.judged));
    return { ...finished, cases: cases.reduce((sum, judged) => sum + judged, 0) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function dlo(args: readonly string[]): Promise<Finished> {
  const begin = performance.now();
  const preload = new URL('resources.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', preload, path('../../cli/dlo.mjs'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  // An interrupted bench must not leave a verification running behind it, nor take its figures for those of a whole one.
  let interrupted = false;
  const stop = (): void => {
    interrupted = true;
    child.kill();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  let said = '';
  (child.stdio[3] as Readable).on('data', (part: Buffer) => {
    said += part.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code, signal) => {
      process.removeListener('SIGINT', stop).removeListener('SIGTERM', stop);
      const [peakKiB, cpuSeconds] = said === '' ? [] : said.split(' ').map(Number);
      if (interrupted) reject(new Error('interrupted'));
      else
        resolve({
          seconds: (performance.now() - begin) / 1000,
          peakKiB,
          cpuSeconds,
          exit: `${code ?? signal}`,
        });
    });
  });
}
