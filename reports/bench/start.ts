import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contest } from './contest.ts';
import { timed } from './measure.ts';
import type { BenchSettings } from './settings.ts';
import { RATIO_MEANING, ratio, type Section, type ShortRow, time } from './table.ts';

const ROOT: string = fileURLToPath(new URL('../../', import.meta.url));

/** Where somebody has the command from, and the file of it that node runs. */
export interface Command {
  readonly from: string;
  readonly file: string;
}

export const IN_A_CHECKOUT: Command = { from: 'a checkout', file: join(ROOT, 'cli/dlo.mjs') };

/** What a person waits for who calls the command once. */
export async function startSections({ rounds }: BenchSettings): Promise<Section[]> {
  const place = await mkdtemp(join(tmpdir(), 'dlo-bench-'));
  try {
    return [await startSection([await installed(place), IN_A_CHECKOUT], 4 * rounds)];
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** Packed from this checkout, and unpacked beside the packages that it asks for. */
async function installed(place: string): Promise<Command> {
  run('npm', ['pack', '--silent', '--pack-destination', place], { cwd: ROOT });
  run('sh', ['-c', 'tar -xzf *.tgz'], { cwd: place });
  await symlink(join(ROOT, 'node_modules'), join(place, 'node_modules'));
  return { from: 'the package', file: join(place, 'package/cli/dlo.mjs') };
}

/** A problem of two layers at one time, asked for what is answered where nothing is named. */
const LINE = '{"W1":[[1,"1/2"]],"W2":[[1],["1/2"]],"sigmaYX":[[2,0],[0,1]],"times":[1]}\n';
/** Each with what its output must hold. */
const CALLS = [
  { name: 'dlo --help', args: ['--help'], input: '', says: 'Usage: dlo' },
  { name: 'dlo solve of one line', args: ['solve'], input: LINE, says: '"loss":[0.' },
] as const;

export async function startSection(commands: readonly Command[], rounds: number): Promise<Section> {
  const ours = commands.flatMap(({ from, file }) =>
    CALLS.map(({ name, args, input, says }) => {
      const call = (): string => run(process.execPath, [file, ...args], { input });
      return {
        name: `${name}, from ${from}`,
        check: async () => (call().includes(says) ? undefined : `says no ${says}`),
        seconds: () => timed(call),
      };
    }),
  );
  const empty = { name: 'node -e 0', seconds: () => timed(() => run(process.execPath, ['-e', '0'])) };
  const [theirs, ...results] = await contest([empty, ...ours], rounds);
  const rows = ours.map(({ name }, at): ShortRow => {
    const result = results[at]!;
    return [name, time(result), empty.name, time(theirs!), ratio(result, theirs!)];
  });
  return {
    title: 'Start of the command',
    note: `From the start of a process to its end; the peer is a program that does nothing. Medians of ${rounds} rounds. ${RATIO_MEANING}`,
    columns: ['command', 'time', 'peer', 'its time', 'ratio'],
    rows,
    ours: { named: ['command'], figures: ['time'] },
    short: rows.slice(0, CALLS.length),
  };
}

function run(program: string, args: readonly string[], options: { cwd?: string; input?: string } = {}): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { ...options, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${[program, ...args].join(' ')} must end with 0, got ${status}: ${stderr}`);
  return stdout;
}
