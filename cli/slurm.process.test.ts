import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { GateRecord } from '../src/gate/gateRecord.ts';
import { readRecord } from '../src/gate/recordReader.ts';
import { installedPackage } from './testing/installedPackage.ts';
import { slurmIsMissing, startSlurm, until } from './testing/slurmCluster.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const why = slurmIsMissing();

/** The built-in solver, which in the third task waits after two cases as long as a file `hold` stands beside it. */
const HELD = `
import { existsSync, readFileSync } from 'node:fs';
import { closedForm, Matrix } from 'deep-linear-oracle';
const [hold, partial] = ['hold', 'records/shard-2.jsonl.partial'].map(name => new URL(name, import.meta.url));
const linesOf = file => (existsSync(file) ? readFileSync(file, 'utf8').split('\\n').length : 0);
const isHeld = () => process.env.SLURM_ARRAY_TASK_ID === '2' && existsSync(hold) && linesOf(partial) >= 4;
export default {
  name: 'held',
  capabilities: { quantities: ['output'] },
  async trajectory({ W1, W2, sigmaYX, tau }, times) {
    while (isHeld()) await new Promise(resolve => setTimeout(resolve, 20));
    const flow = closedForm({ W1: Matrix.fromRows(W1), W2: Matrix.fromRows(W2), sigmaYX: Matrix.fromRows(sigmaYX), tau });
    return times.map(time => ({ output: flow.output(time) }));
  },
};
`;

/** A record without what differs between two runs of the same thing. */
function essence({ header, cases, footer }: GateRecord): unknown {
  const { started, ...settings } = header;
  const { timing, ...sums } = footer!;
  return { settings, cases, sums };
}

describe.skipIf(why !== undefined)(`a Slurm job array${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  it('with one task killed and submitted again gives the record of the unsharded run', async () => {
    const slurm = await startSlurm(4);
    try {
      const { folder, run } = slurm;
      const place = (name: string): string => join(folder, name);
      for (const name of ['gate.sbatch', 'merge.sbatch']) cpSync(join(ROOT, 'examples/slurm', name), place(name));
      writeFileSync(place('held.mjs'), HELD);
      writeFileSync(place('hold'), '');
      const { dlo, folder: installed } = await installedPackage();
      symlinkSync(dirname(installed), place('node_modules'));
      const env = {
        DLO: `${process.execPath} ${dlo}`,
        SUBJECT: 'module:./held.mjs',
        GATE_OPTIONS: `--runs 40 --searches 0 --seed 3 --claims flow:output`,
        HOME: folder,
      };
      const submit = (...args: string[]): Promise<string> => run('sbatch', ['--parsable', ...args], env);
      /** Waits for all tasks of a job; their exit codes as Slurm tells them, "1:0" for an exit with 1. */
      const ended = async (job: string): Promise<Record<string, string>> => {
        const shown = await until(`job ${job} has ended`, async () => {
          const text = await run('scontrol', ['show', 'job', '--oneliner', job]);
          if (/JobState=(PENDING|RUNNING|COMPLETING|CONFIGURING)/.test(text)) throw new Error(text);
          return text;
        });
        const tasks = shown.split('\n').map(line => {
          const [, task = '0'] = / ArrayTaskId=(\d+) /.exec(line) ?? [];
          return [task, / ExitCode=(\S+) /.exec(line)![1]!];
        });
        return Object.fromEntries(tasks);
      };
      const merged = async (): Promise<{ codes: Record<string, string>; log: string }> => {
        const job = await submit('merge.sbatch');
        const codes = await ended(job);
        return { codes, log: readFileSync(place(`dlo-merge-${job}.log`), 'utf8') };
      };

      const options = env.GATE_OPTIONS.split(' ');
      const alone = promisify(execFile)(
        process.execPath,
        [dlo, 'gate', env.SUBJECT, ...options, '--record', 'alone.jsonl', '--corpus', 'corpus-alone'],
        { cwd: folder },
      );
      const job = await submit('gate.sbatch');
      const partial = place('records/shard-2.jsonl.partial');
      await until('shard 2 has judged two cases', () => {
        if (readFileSync(partial, 'utf8').split('\n').length < 4) throw new Error('not yet');
      });
      // Not scancel, which asks first: a gate that is asked ends its record.
      const task = / ?JobId=(\d+) .*ArrayTaskId=2 /.exec(
        await run('scontrol', ['show', 'job', '--oneliner', job]),
      )![1]!;
      for (const [, pid] of (await run('scontrol', ['listpids', task])).matchAll(/^(\d+) /gm))
        process.kill(Number(pid), 'SIGKILL');
      rmSync(place('hold'));
      const { 2: killed, ...others } = await ended(job);
      expect(others).toEqual({ 0: '0:0', 1: '0:0', 3: '0:0' });
      expect(killed).not.toBe('0:0');
      expect(readdirSync(place('records')).sort()).toEqual([
        'shard-0.jsonl',
        'shard-1.jsonl',
        'shard-2.jsonl.partial',
        'shard-3.jsonl',
      ]);

      // What the killed task left is used, and what is missing is told.
      const first = await merged();
      expect(first.codes).toEqual({ 0: '1:0' });
      expect(first.log).toMatch(
        /shard-2[.]jsonl[.]partial:\d+ is the last line: the record was cut off after \d+ cases/,
      );
      expect(first.log).toMatch(/missing cases: (\d+, )+\d+\n/);

      expect(await ended(await submit('--array=2', 'gate.sbatch'))).toEqual({ 2: '0:0' });
      const second = await merged();
      expect(second.codes, second.log).toEqual({ 0: '0:0' });
      expect(existsSync(place('records/report.html'))).toBe(true);

      await alone;
      const [together, unsharded] = await Promise.all(
        ['records/merged.jsonl', 'alone.jsonl'].map(async name => (await readRecord(place(name))).record),
      );
      expect(together!.cases).toHaveLength(40);
      expect(essence(together!)).toEqual(essence(unsharded!));
    } finally {
      await slurm.close();
    }
  });
});
