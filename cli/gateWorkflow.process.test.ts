import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readRecord } from '../src/gate/recordReader.ts';
import { installedPackage } from './testing/installedPackage.ts';

// The workflow as GitHub would run it: its shell steps, with its environment, in the order of its jobs.

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const FILE = join(ROOT, 'examples/github-actions/gate.yml');

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
}

interface Workflow {
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      'shard' | 'verdict',
      {
        readonly strategy?: { readonly 'fail-fast': boolean; readonly matrix: { readonly shard: readonly number[] } };
        readonly needs?: string;
        readonly steps: readonly Step[];
      }
    >
  >;
}

const workflow = parse(readFileSync(FILE, 'utf8')) as Workflow;
const { shard, verdict } = workflow.jobs;
const shards = shard.strategy!.matrix.shard;
const folder = mkdtempSync(join(tmpdir(), 'dlo-workflow-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The built-in solver, and a slip in the sixth digit of W2W1. */
const WORSE = `
import { closedForm, Matrix } from 'deep-linear-oracle';
export default {
  name: 'worse',
  capabilities: { quantities: ['output'] },
  trajectory({ W1, W2, sigmaYX, tau }, times) {
    const flow = closedForm({ W1: Matrix.fromRows(W1), W2: Matrix.fromRows(W2), sigmaYX: Matrix.fromRows(sigmaYX), tau });
    return times.map(time => ({ output: flow.output(time).map(entry => entry * (1 + 1e-6)) }));
  },
};
`;

const OPTIONS = '--runs 9 --searches 0 --seed 1';

interface Ran {
  readonly status: number | null;
  readonly out: string;
}

/** One shell step; GitHub's shell is `bash -e -o pipefail`, and `npx` starts the package packed from this checkout. */
function run(
  step: Step,
  values: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): Ran {
  const script = step.run!.replace(/\$\{\{ *([\w.-]+) *\}\}/g, (_, name: string) => {
    if (values[name] === undefined) throw new Error(`the workflow uses ${name}, which the test does not set`);
    return values[name];
  });
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      ...workflow.env,
      OPTIONS,
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}`,
      ...env,
    },
  });
  return { status, out: stdout + stderr };
}

/** The gate in so many shards, from a fresh folder. */
function runShards(count: number, env: Readonly<Record<string, string>> = {}): Ran[] {
  rmSync(join(folder, 'gate-out'), { recursive: true, force: true });
  const step = shard.steps.find(({ name }) => name === 'gate')!;
  return Array.from({ length: count }, (_, index) =>
    run(step, { 'matrix.shard': String(index), 'strategy.job-total': String(count) }, env),
  );
}

function runVerdict(env: Readonly<Record<string, string>> = {}): Record<string, Ran> {
  const steps = verdict.steps.filter(step => step.run !== undefined && step.run !== 'npm ci');
  return Object.fromEntries(steps.map(step => [step.name!, run(step, {}, env)]));
}

beforeAll(async () => {
  const { dlo, folder: installed } = await installedPackage();
  symlinkSync(dirname(installed), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, 'gate'));
  // `npx dlo …` without npm's start.
  writeFileSync(join(folder, 'bin', 'npx'), `#!/bin/sh\nshift\nexec "${process.execPath}" "${dlo}" "$@"\n`);
  chmodSync(join(folder, 'bin', 'npx'), 0o755);
  writeFileSync(join(folder, 'gate', 'known-failures.json'), '[]\n');
  writeFileSync(join(folder, 'worse.mjs'), WORSE);
});

describe('the workflow for GitHub Actions', () => {
  it('runs its shards though one fails, and its verdict though shards did', () => {
    expect(shard.strategy!['fail-fast']).toBe(false);
    expect(shards).toEqual(shards.map((_, i) => i));
    expect(verdict).toMatchObject({ needs: 'shard', if: 'always()' });
    for (const step of [...shard.steps, ...verdict.steps])
      if (step.uses?.startsWith('actions/upload-artifact')) expect(step.if).toBe('always()');
  });

  it('of a solver that is right: shards merge into the unsharded run, and every step is well', async () => {
    const baseline = spawnSync(
      'npx',
      [
        'dlo',
        'gate',
        workflow.env.SUBJECT!,
        ...OPTIONS.split(' '),
        '--record',
        'gate/baseline.jsonl',
        '--corpus',
        'corpus-of-the-baseline',
      ],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}` },
      },
    );
    expect(baseline.status, baseline.stdout + baseline.stderr).toBe(0);
    for (const { status, out } of runShards(shards.length)) expect(status, out).toBe(0);
    for (const [name, { status, out }] of Object.entries(runVerdict())) expect(status, `${name}: ${out}`).toBe(0);
    const [merged, whole] = await Promise.all(
      ['gate-out/merged.jsonl', 'gate/baseline.jsonl'].map(async file => (await readRecord(join(folder, file))).record),
    );
    expect(merged!.cases).toEqual(whole!.cases);
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toMatch(/## ✓ closed-form: [\s\S]*## ✓ Nothing is lost/);
    for (const file of ['report.html', 'junit.xml', 'badge.svg'])
      expect(existsSync(join(folder, 'gate-out', file))).toBe(true);
  });

  it('of a solver that got worse: the judging and the comparison fail, with annotations', () => {
    const env = { SUBJECT: 'module:./worse.mjs' };
    for (const { status, out } of runShards(1, env)) expect(status, out).toBe(0);
    const ran = runVerdict(env);
    expect([ran.merge!.status, ran.show!.status]).toEqual([0, 0]);
    expect(ran.judge!.status).toBe(1);
    expect(ran.judge!.out).toMatch(/^::error title=/m);
    expect(ran['compare with the baseline']!.status).toBe(1);
    expect(ran['compare with the baseline']!.out).toMatch(/## ✗ .*the new record is worse/);
  });
});
