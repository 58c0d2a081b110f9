import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunRecord } from '../src/judge/runRecord.ts';
import { type CommandRun, inProcess } from './testing/inProcess.ts';
import { installedPackage } from './testing/installedPackage.ts';

// `dlo check` as a person runs it, the command of the package, and the same command line in this process.

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dlo-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { dlo } = await installedPackage();

function start(args: readonly string[]): { child: ChildProcess; ended: Promise<CommandRun> } {
  const child = spawn(process.execPath, [dlo, 'check', ...args], { cwd: ROOT });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', text => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', text => {
    err += text;
  });
  return { child, ended: new Promise(resolve => child.on('close', exit => resolve({ exit, out, err }))) };
}

const judged = (args: readonly string[]): Promise<CommandRun> => inProcess('check', ...args);

function write(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const read = (report: string) => JSON.parse(readFileSync(join(report, 'report.json'), 'utf8')) as RunRecord;

/** One thread where any is started: each takes a second. The first test has two. */
const QUICK = ['--runs', '20', '--digits', '12', '--no-repair', '--workers', '1'];
const balance = (sign: string) =>
  `claims: equation\nneeds: whitened, lambda-balanced\n---\nW2t'*W2t - W1t*W1t' == ${sign}lambda*I(Nh)\n`;

describe('dlo check', () => {
  it('lets a right formula hold: exit code 0, report and record', async () => {
    const [report, json] = [join(folder, 'right'), join(folder, 'right.json')];
    const { exit, out, err } = await start([
      write('right.txt', balance('')),
      ...QUICK,
      ...['--workers', '2'],
      '--report',
      report,
      '--json',
      json,
    ]).ended;
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toMatch(
      /^Read .*right\.txt: claims equation, given whitened; λ-balanced, 1 line\n {2}W2t'\*W2t - .* +Nh×Nh\n/,
    );
    expect(out).toMatch(/\n✓ holds\n {2}20 of 20 cases judged: 20 held/);
    expect(out).toContain('funnel');
    expect(out).toContain('In float64 the formula loses');
    expect(readdirSync(report).sort()).toEqual(['report.html', 'report.json', 'report.md']);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toEqual(read(report));
  });

  it('refutes a wrong one: exit code 1, and a counterexample that --case judges alone', async () => {
    const [report, wrong] = [join(folder, 'wrong'), write('wrong.txt', balance('-'))];
    const { exit, out, err } = await judged([wrong, ...QUICK, '--report', report]);
    expect({ exit, err }).toEqual({ exit: 1, err: '' });
    expect(out).toMatch(/\n✗ refuted\n[\s\S]*Counterexample\n {2}1-1-1\n/);
    const file = read(report).claims[0]!.counterexample!.file!;
    expect(out).toContain(`replay: npx dlo check ${wrong} --case ${file}`);
    expect(existsSync(file)).toBe(true);
    const again = await judged([wrong, '--case', file]);
    expect(again.exit).toBe(1);
    expect(again.out).toMatch(/wrong\.txt: refuted by this case:?\n1-1-1\n/);
    const mended = await judged([write('right.txt', balance('')), '--case', file]);
    expect(mended).toMatchObject({ exit: 0, err: '' });
    expect(mended.out).toMatch(/held on this case at 60 digits/);
  });

  it('follows a derivation to the first line that does not follow, and judges one line of it alone', async () => {
    const report = join(folder, 'chain');
    const file = write(
      'chain.txt',
      'claims: derivation\nneeds: whitened\nwhere: Nh == 1\nwhere: Ni + No == 2\n---\n' +
        '2*W2t*dW2t == 2*W1t*dW1t\n == W2t*dW2t\n <= norm(W1t)^2 + norm(dW1t)^2\n',
    );
    const wrong = await judged([file, ...QUICK, '--report', report]);
    expect(wrong.exit).toBe(1);
    expect(wrong.out).toContain('A derivation of 3 steps; its last one:');
    expect(wrong.out).toContain('✓ step 1, line 6: 2*W2t*dW2t == 2*W1t*dW1t\n  follows (20 cases)');
    expect(wrong.out).toContain('✗ step 2, line 7: 2*W1t*dW1t == W2t*dW2t');
    expect(wrong.out).toContain('1 step follows, the next does not.');
    expect(wrong.out).not.toContain('step 3');
    expect(read(report).claims.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['chain:step-1', 'holds'],
      ['chain:step-2', 'refuted'],
    ]);
    const replay = /replay: npx dlo check (.*)/.exec(wrong.out)![1]!;
    expect(replay).toContain(' --step 2 --case ');
    for (const [step, message] of [
      ['4', 'step must be a whole number from 1 to 3, got "4"'],
      ['x', 'step must be'],
    ] as const)
      expect(await judged([file, ...QUICK, '--step', step])).toMatchObject({
        exit: 2,
        err: expect.stringContaining(message),
      });
    const other = await judged([write('right.txt', balance('')), ...QUICK, '--step', '1']);
    expect(other).toMatchObject({
      exit: 2,
      err: expect.stringContaining('step must be of a file that claims a derivation'),
    });
  });

  it('refutes a statement whose sizes never fit, and looks for a correction', async () => {
    const sizes = write('never.txt', 'claims: equation\nneeds: whitened, unequal-dimensions\n---\nW1*W2*W1 == W1t');
    const { exit, out, err } = await judged([
      sizes,
      '--seconds',
      '60',
      '--workers',
      '1',
      '--report',
      join(folder, 'never'),
    ]);
    expect({ exit, err }).toEqual({ exit: 1, err: '' });
    expect(out).toContain('its sizes never fit: no case was drawn');
    expect(out).toMatch(/\n✗ refuted\n {2}0 of 100 cases judged/);
    expect(out).toMatch(/formulas one misprint away/);
  });

  it('stops at the limit of time, and on an interrupt, with what was judged so far', async () => {
    const heavy = "Z = kron(I(30), Syx*Syx')\nC = expm(Z)\n";
    const slow = write('slow.txt', `claims: output\n---\n${heavy}W2*W1*C(1,1)`);
    const runs = [
      { report: join(folder, 'limit'), args: ['--seconds', '1'] },
      { report: join(folder, 'interrupt'), args: ['--seconds', '600'] },
    ].map(({ report, args }) => ({ report, ...start([slow, ...args, '--workers', '1', '--report', report]) }));
    while (!existsSync(runs[1]!.report)) await new Promise(resolve => setTimeout(resolve, 20));
    runs[1]!.child.kill('SIGINT');
    for (const { report, ended } of runs) {
      const { exit, out, err } = await ended;
      expect({ exit, err }).toEqual({ exit: 1, err: '' });
      expect(out).toContain('STOPPED before the end');
      expect(read(report)).toMatchObject({ interrupted: true, claims: [{ verdict: 'undecided' }] });
    }
  });

  it('ends with one message, not a trace, when a case leads to complex numbers', async () => {
    const text = balance('sqrt(lambda)*');
    const { exit, out, err } = await judged([write('complex.txt', text), ...QUICK, '--report', folder]);
    expect(exit).toBe(2);
    expect(out).not.toMatch(/holds|refuted|Report/);
    expect(err).toMatch(
      /^dlo: formula .*complex\.txt, line 4, column 24: sqrt\(lambda\) must not take the root of a negative/,
    );
    expect(err).toMatch(/\n {23}\^\^\^\^\n$/);
    expect(err.trimEnd().split('\n')).toHaveLength(3);
  });

  it('says of what has no value where it arose, as a counterexample', async () => {
    const report = join(folder, 'novalue');
    const formulas = [
      ['W2*W1/0', 'W2*W1/0 must not divide by zero'],
      ['W2*W1*inv(zeros(Ni, Ni))', 'inv(zeros(Ni, Ni)) cannot be evaluated: matrix must be invertible'],
      ['W2*W1*log(0)', 'log(0) must not take the logarithm of zero'],
    ] as const;
    for (const [index, [text, message]] of formulas.entries()) {
      const file = write('novalue.txt', `claims: output\nneeds: whitened, lambda-balanced\n---\n${text}`);
      // None has a value anywhere, so that the others are judged on the counterexample to the first.
      const asked =
        index === 0 ? [...QUICK, '--report', report] : ['--case', read(report).claims[0]!.counterexample!.file!];
      const { exit, out, err } = await judged([file, ...asked]);
      expect({ exit, err }).toEqual({ exit: 1, err: '' });
      const flat = out.replace(/\s+/g, ' ');
      expect(flat).toContain('stated: no value: formula');
      expect(flat).toMatch(/novalue\.txt, line 4, column \d+: /);
      expect(flat).toContain(message);
      expect(out).toMatch(/\n +\^+\n/);
      expect(out).not.toMatch(/\n\s+at /);
    }
  });

  it('lists hypotheses and symbols, and explains the file', async () => {
    const [hypotheses, symbols] = [await judged(['--hypotheses']), await judged(['--symbols'])];
    expect(hypotheses).toMatchObject({ exit: 0, err: '' });
    expect(hypotheses.out).toMatch(/^ {2}b-non-singular {2,}rank\(/m);
    expect(symbols.out).toMatch(/^ {2}Uperp {2,}No×\(No - m\) {2,}completes U/m);
    expect(symbols.out).toMatch(/^ {2}ntk {2,}No·Ni×No·Ni/m);
    expect(symbols.out).toMatch(/^ {2}unit-tau {2,}/m);
    expect((await judged(['--help'])).out).toContain('where: S(1,1) > 1');
  });
});

describe('bad input is one message on stderr and exit code 2', () => {
  const header = 'claims: qqt\nneeds: whitened, lambda-balanced\n---\n';
  const good = write('good.txt', balance(''));
  const stored = (json: object | string) => (typeof json === 'string' ? json : JSON.stringify(json));
  it.each<[string, string[], RegExp]>([
    ['no file', [], /^dlo: formula file must be named/],
    ['a missing file', [join(folder, 'none.txt')], /must be a readable file, got "ENOENT/],
    ['a folder', [folder], /must be a readable file, got "EISDIR/],
    ['bytes that are no text', [write('bytes', Buffer.from([0x41, 0xff, 0x00]))], /UTF-8, got "bytes that are none"/],
    [
      'UTF-16',
      [write('utf16', Buffer.from(`\uFEFF${header}W2*W1`, 'utf16le'))],
      /must be a text in UTF-8, got "UTF-16"/,
    ],
    ['control characters', [write('control', `${header}A\u0000 = 1`)], /without control characters/],
    ['a far too long text', [write('long', 'x'.repeat(400_001))], /at most 400000 bytes/],
    ['an empty file', [write('empty', '')], /line 1, column 1: must have a line ---/],
    ['an unknown name', [write('name', `${header}A = W3*2`)], /did you mean W1\?.*\nA = W3\*2\n {4}\^\^\n$/],
    ['a name of the papers', [write('paper', `${header}Vp`)], /must be a known name \(did you mean Vperp\?\)/],
    ['no header', [write('bare', 'W2*W1')], /line 1, column 1: must have a line --- below its header/],
    ['a key twice', [write('twice', `claims: qqt\n${header}W1`)], /line 2, column 1: must stand once, got "claims"/],
    ['an unknown key', [write('key', `need: x\n${header}W1`)], /must be a known header key \(did you mean needs\?\)/],
    ['a name twice', [write('again', `${header}A = W1\nA = W2`)], /line 5, column 1: must not be defined twice/],
    ['a given name', [write('given', `${header}t = 3\nW1*t`)], /line 4, column 1: must not be redefined/],
    [
      'recursion by way of another',
      [write('ring', `${header}A = B\nB = A`)],
      /line 4, column 5: must not be used before/,
    ],
    [
      '10 000 parentheses',
      [write('deep', `${header}${'('.repeat(1e4)}t${')'.repeat(1e4)}`)],
      /must not be nested deeper/,
    ],
    ['a huge exponent', [write('power', `${header}W2*W1*2^1000000`)], /number up to 1000 as exponent, .*got "1000000"/],
    ['a formula too long', [write('sum', `${header}A = ${'t + '.repeat(600)}t`)], /at most 1000 tokens/],
    [
      'a last line that has the shape of what it claims for no network',
      [write('sizes', `${header}W1*W1`)],
      /line 4, column 1: must have the shape of what it claims.*got "Nh×Ni"/,
    ],
    [
      'a size beyond the limits',
      [write('size', 'claims: output\n---\nW2*W1 + zeros(No,100000)*I(100000)*zeros(100000,Ni)')],
      /line 3, column 9: zeros\(No, 100000\) must have at most 10000 rows and columns.*\n.*\n {8}\^{5}\n$/,
    ],
    [
      'krons of large diagonals',
      [write('kron', 'claims: loss\n---\ntrace(kron(kron(kron(kron(I(10*Ni),I(9*Nh)),I(9*No)),I(9*m)),I(9*Ni)))')],
      /line 3, column \d+: .*at most 10000 rows and columns/,
    ],
    ['recursion', [write('own', `${header}A = 2*A`)], /must not be used in its own definition.*\nA = 2\*A\n {6}\^\n$/],
    ['a wrong final shape', [write('shape', `${header}W2*W1`)], /\(Ni \+ No\)×\(Ni \+ No\), got "No×Ni"\nW2\*W1\n/],
    ['an unknown hypothesis', [write('needs', 'claims: loss\nneeds: whitned\n---\nt')], /did you mean whitened\?/],
    ['an unknown option value', [good, '--runs', '3'], /^dlo: --runs must be a whole number from 20/],
    ['a bad limit of time', [good, '--seconds', '0'], /^dlo: --seconds must be a whole number from 1/],
    ['a missing case', [good, '--case', join(folder, 'none.json')], /must be a readable file/],
    ['a broken case', [good, '--case', write('broken.json', stored('{'))], /must be JSON/],
    ['a foreign case', [good, '--case', write('foreign.json', stored({ schema: 'x' }))], /must have "schema"/],
    ['an unknown option', [good, '--digit', '3'], /unknown option '--digit'/],
  ])('%s', async (_name, args, message) => {
    const { exit, out, err } = await judged(args);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
  });

  it.each<[string, string, string, RegExp]>([
    [
      'beyond the arithmetic on every case',
      'over',
      'claims: output\n---\nW2*W1*exp(exp(exp(1000)))',
      /line 3, column \d+: exp\(exp\(1000\)\) must be small enough for the arithmetic.*on every case/,
    ],
    [
      'the root of a matrix that is not symmetric',
      'root',
      'claims: W1W1\nneeds: square\n---\n(W1*W2)^(1/2)',
      /line 4, column 8: .*must (be symmetric: roots are taken of such matrices only|have no negative eigenvalue)/,
    ],
  ])('what shows on cases only: %s, and is never called a refutation', async (_name, file, text, message) => {
    const { exit, out, err } = await judged([write(file, text), ...QUICK, '--report', folder]);
    expect(exit).toBe(2);
    expect(err).toMatch(message);
    expect(out).toMatch(/^Read .*: claims (output|W1W1), /);
    expect(out).not.toMatch(/refuted|Report/);
  });

  it('a report folder that cannot be made, before anything is judged', async () => {
    const { exit, out, err } = await judged([good, '--report', join(good, 'x')]);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatch(/must be a folder that exists or can be made, got "EEXIST/);
  });
});
