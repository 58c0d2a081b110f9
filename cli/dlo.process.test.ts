import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { gradientFlow } from '../oracles/gradientFlow.ts';
import type { RunRecord } from '../src/judge/runRecord.ts';
import { loss } from '../src/network/observables/loss.ts';
import { output } from '../src/network/observables/output.ts';
import { problem } from '../src/network/problem.ts';
import { taskFromCorrelation } from '../src/network/task.ts';
import { float64Field } from '../src/numbers/float64Field.ts';
import { convert, multiply, scale } from '../src/numbers/linearAlgebra.ts';
import { Rational } from '../src/numbers/rational.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { readMatrix } from '../src/numbers/readMatrix.ts';
import { type CommandRun, inProcess } from './testing/inProcess.ts';
import { installedPackage } from './testing/installedPackage.ts';

// The command as a person runs it: that of the package. Each start takes half a second, so that one run serves several expectations.

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dlo-'));
/** The temporary folder of the commands that are started here; none has anything to write there. */
const temporary = mkdtempSync(join(tmpdir(), 'dlo-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
  expect(readdirSync(temporary)).toEqual([]);
  rmSync(temporary, { recursive: true });
});

const { dlo: command } = await installedPackage();

function start(args: readonly string[]): { child: ChildProcess; ended: Promise<CommandRun> } {
  const child = spawn(process.execPath, [command, ...args], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: temporary },
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', text => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', text => {
    err += text;
  });
  const ended = new Promise<CommandRun>(resolve => child.on('close', exit => resolve({ exit, out, err })));
  return { child, ended };
}

function dlo(args: readonly string[], input = ''): Promise<CommandRun> {
  const { child, ended } = start(args);
  child.stdin!.end(input);
  return ended;
}

const json = <T>(text: string): T => JSON.parse(text) as T;
const lines = <T>(text: string): T[] =>
  text
    .trimEnd()
    .split('\n')
    .map(json<T>);

interface Asked {
  readonly [field: string]: unknown;
  readonly times: string[];
}

interface Answered {
  readonly lambda: number;
  readonly output?: number[][][];
  readonly qqt?: number[][][];
  readonly loss: number[];
}

describe('dlo solve', () => {
  it.each([
    ['figure1.ndjson', [1, 0, -1], [1, 3, 5]],
    ['unequal422.ndjson', [1, 0, -1], [1, 3, 5]],
    // The oracle has 128 weights to follow, up to t = 4.
    ['semantic.ndjson', [0, 0], [1, 2]],
  ])('answers %s as the raw gradient flow does', async (name, lambdas, at) => {
    const file = join(ROOT, 'fixtures/tasks', name);
    const { exit, out, err } = await dlo(['solve', file]);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    const [asked, answers] = [lines<Asked>(readFileSync(file, 'utf8')), lines<Answered>(out)];
    // That of the weights as they stand, which are rounded.
    for (const [i, { lambda }] of answers.entries()) expect(Math.abs(lambda - lambdas[i]!)).toBeLessThan(4e-16);
    asked.forEach((fields, index) => {
      const X = fields.X === undefined ? undefined : readMatrix('X', fields.X);
      const sigmaYX = X
        ? scale(
            rationalField,
            Rational.of(1, X.cols),
            multiply(rationalField, readMatrix('Y', fields.Y), X.transpose()),
          )
        : readMatrix('sigmaYX', fields.sigmaYX);
      const exact = problem({
        W1: readMatrix('W1', fields.W1),
        W2: readMatrix('W2', fields.W2),
        sigmaYX,
        tau: Rational.of(fields.tau as string),
      });
      const task = taskFromCorrelation(float64Field, convert(float64Field, sigmaYX));
      const truth = gradientFlow(
        exact,
        at.map(i => Rational.of(fields.times[i]!)),
        { digits: 12 },
      );
      truth.forEach(({ W1, W2 }, k) => {
        const weights = { W1: W1.map(x => x.toNumber()), W2: W2.map(x => x.toNumber()) };
        const map = output(float64Field, weights).toRows();
        const answer = answers[index]!;
        const Ni = W1.cols;
        const seen = answer.output?.[at[k]!] ?? answer.qqt![at[k]!]!.slice(Ni).map(row => row.slice(0, Ni));
        map.forEach((row, i) => {
          row.forEach((value, j) => {
            expect(Math.abs(seen[i]![j]! - value)).toBeLessThan(1e-11);
          });
        });
        expect(Math.abs(answer.loss[at[k]!]! - loss(float64Field, task, weights))).toBeLessThan(1e-11);
      });
    });
  });

  it('goes on after unusable lines, the same each time, and exits with 2', async () => {
    const good = '{"id":1,"W1":[["3/5","4/5"]],"W2":[[1]],"sigmaYX":[[1,0]],"times":["1/3"]}';
    const input = `${good}\n\nnot JSON\n{"id":2}\n${'7'.repeat(16 * 2 ** 20 + 1)}\n${good}`;
    const [first, second] = [await dlo(['solve'], input), await dlo(['solve'], input)];
    expect(first).toEqual(second);
    expect(first).toMatchObject({ exit: 2, err: '' });
    const answers = lines<{ line: number; error?: { code: string } }>(first.out);
    expect(answers.map(({ line, error }) => [line, error?.code])).toEqual([
      [1, undefined],
      [3, 'FORMAT'],
      [4, 'FORMAT'],
      [5, 'RANGE'],
      [6, undefined],
    ]);
  });

  it('answers a line before the next one comes, and ends quietly when nobody listens', async () => {
    const { child, ended } = start(['solve']);
    const line = '{"W1":[[1]],"W2":[[1]],"sigmaYX":[[2]],"times":[1]}\n';
    const answered = new Promise(resolve => child.stdout!.once('data', resolve));
    child.stdin!.write(line);
    await answered;
    child.stdout!.destroy();
    child.stdin!.on('error', () => undefined); // the command may be gone before it has read all
    child.stdin!.end(line.repeat(20));
    expect(await ended).toMatchObject({ exit: 0, err: '' });
  });
});

describe('bad input is one line on stderr and exit code 2', () => {
  const write = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const stored = (changes: object): string =>
    JSON.stringify({
      schema: 'deep-linear-oracle/counterexample/1',
      claim: 'domine2025/a2:persistence',
      reading: 'as printed',
      case: { W1: [['1']], W2: [['1']], sigmaYX: [['1']], tau: '1', lambda: '0', time: '1' },
      ...changes,
    });
  const plain = write('plain', 'nothing stored is lost');
  it.each<[string, string[], RegExp]>([
    [
      'an unknown claim',
      ['verify', 'domine2025/eq-99'],
      /^dlo: claim must be listed by "dlo list".*"domine2025\/eq-99"/,
    ],
    ['an unknown claim to show', ['show', 'braun2O22/eq-5'], /nearest: braun2022\/eq-5/],
    [
      'a run that judges again and does not',
      ['verify', '--changed', '--hypotheses'],
      /^dlo: --changed must stand without --hypotheses/,
    ],
    ['too few runs', ['verify', '--runs', '3'], /^dlo: --runs must be a whole number from 20 to \d+, got "3"/],
    [
      'a report folder inside a file',
      ['verify', '--report', join(plain, 'x')],
      /must be a folder that exists or can be made, got "EEXIST: /,
    ],
    [
      'a record inside a file',
      ['verify', '--report', folder, '--json', join(plain, 'x.json')],
      /must be a folder that exists or can be made, got "E/,
    ],
    ['a missing counterexample', ['replay', join(folder, 'none')], /must be a readable file, got "ENOENT: /],
    ['a broken counterexample', ['replay', write('broken', '{"schema":')], /must be JSON /],
    ['a foreign file', ['replay', write('foreign', '{"schema":"x/1"}')], /must have "schema": .*, got "x\/1"/],
    ['a foreign claim', ['replay', write('claim', stored({ claim: 'x/y' }))], /claim must be listed.*got "x\/y"/],
    ['a broken case', ['replay', write('case', stored({ case: { W1: [['a']] } }))], /W1\[1,1\] must be .*got "a"/],
    [
      'layers for a claim of two layers',
      ['replay', write('deep', stored({ case: { layers: [[['1']]], sigmaYX: [['1']] } }))],
      /must hold W1 and W2: its claim is of two layers, got "layers"/,
    ],
    [
      'two layers for a claim of any depth',
      ['replay', write('two', stored({ claim: 'wendin2025/prop-6:any-depth' }))],
      /must hold layers: its claim is of any depth, got "W1 and W2"/,
    ],
    [
      'a broken case of any depth',
      ['replay', write('chain', stored({ case: { layers: [[['1']], [['1', '1']]], sigmaYX: [['1']] } }))],
      /layers\[1\] must have 1 columns to follow layers\[0\]/,
    ],
    ['a missing problem file', ['solve', join(folder, 'none')], /^dlo: .*none must be a readable file, got "ENOENT: /],
    ['a folder of problems', ['solve', folder], /must be a readable file, got "EISDIR: /],
    ['an unknown command', ['slove'], /unknown command 'slove'/],
  ])('%s', async (_name, args, message) => {
    const { exit, out, err } = await inProcess(...args);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
    if (!args.includes('slove')) expect(err.trimEnd()).not.toContain('\n');
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(readFileSync(plain, 'utf8')).toBe('nothing stored is lost');
  });
});

it('the process hands the message and the exit code on', async () => {
  const { exit, out, err } = await dlo(['verify', 'domine2025/eq-99']);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toMatch(/^dlo: claim must be .*"domine2025\/eq-99"\n$/);
});

describe('dlo verify', () => {
  const read = (report: string) => json<RunRecord>(readFileSync(join(report, 'report.json'), 'utf8'));

  it('stops on an interrupt, keeps what was judged and says so', async () => {
    const report = join(folder, 'interrupted');
    const claims = ['domine2025/a2:persistence', 'domine2025/eq-2'];
    const { child, ended } = start(['verify', '--runs', '2000', ...claims, '--report', report, '--no-keep']);
    while (!existsSync(report)) await new Promise(resolve => setTimeout(resolve, 20));
    child.kill('SIGINT');
    const { exit, err } = await ended;
    expect({ exit, err }).toEqual({ exit: 1, err: '' });
    expect(readdirSync(report).sort()).toEqual(['report.html', 'report.json', 'report.md']);
    const record = read(report);
    expect(record).toMatchObject({ interrupted: true, requested: claims });
    expect(record.claims.length).toBeLessThan(2);
    expect(readFileSync(join(report, 'report.html'), 'utf8')).toMatch(/interrupted/i);
  });

  it('gives the same record for the same seed, however many workers, apart from the timing, and writes it where it is told', async () => {
    mkdirSync(join(folder, 'a'));
    const records = [];
    for (const [name, workers] of [
      ['a', '1'],
      ['b', '2'],
    ] as const) {
      const [report, file] = [join(folder, name), join(folder, `${name}.json`)];
      const args = [
        '--runs',
        '20',
        '--seed',
        '5',
        '--workers',
        workers,
        '--no-keep',
        '--report',
        report,
        '--json',
        file,
      ];
      const { err } = await dlo(['verify', 'domine2025/a2:persistence', ...args]);
      expect(err).toBe('');
      expect(json(readFileSync(file, 'utf8'))).toEqual(read(report));
      const { timing: _, ...rest } = read(report);
      records.push(JSON.stringify(rest));
    }
    expect(records[0]).toBe(records[1]);
    const shown = await inProcess('show', 'domine2025/a2:persistence', '--record', join(folder, 'a.json'));
    expect(shown.out).toMatch(
      /In the record of .* \(seed 5, 20 runs, 30 digits\): holds\n {2}as printed: held \(high-precision, 20 cases\)\n {4}asked: raw gradient flow .*by plain Taylor series/,
    );
    expect(records[0]).toContain('"seed":5');
  });
});

it('dlo list and dlo show name every claim and what it says', async () => {
  const listed = await inProcess('list');
  expect(listed).toMatchObject({ exit: 0, err: '' });
  expect(listed.out).toContain('domine2025/a2:persistence');
  const some = await inProcess('list', 'braun2022/thm-5.1', 'anguita2024');
  expect(some.out.match(/^ {4}[a-z0-9]+\/\S+/gm)?.map(id => id.split('/')[0]!.trim())).toContain('anguita2024');
  expect(some.out).toContain('braun2022/thm-5.1 ');
  expect(some.out).not.toContain('domine2025');
  expect(await inProcess('list', 'braun2O22')).toMatchObject({ exit: 2, out: '' });
  const shown = await inProcess('show', 'domine2025/a2:persistence');
  expect(shown).toMatchObject({ exit: 0, err: '' });
  expect(shown.out).toMatch(/assumption A2[\s\S]*as printed/);
  const withoutRecord = await inProcess('show', 'domine2025/a2:persistence', '--record', 'package.json');
  expect(withoutRecord).toMatchObject({ exit: 2, out: '' });
  expect(withoutRecord.err).toContain('must be the record of a run');
});
