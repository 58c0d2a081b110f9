import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { installedPackage } from './testing/installedPackage.ts';

// The package as a stranger gets it: packed, installed into a copy of examples/own-project, and used from there.

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dlo-own-'));
const project = join(folder, 'examples/own-project');
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly exit: number | null;
  readonly out: string;
}

/** A command without what npm and vitest put into the environment of the tests. */
function run(command: string, args: readonly string[], cwd = project): Promise<Run> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_ENV$)/.test(name)),
  );
  const child = spawn(command, args, { cwd, env: { ...env, NO_COLOR: '1', FORCE_COLOR: undefined } });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', text => {
      out += text;
    });
  }
  return new Promise((resolve, reject) => child.on('error', reject).on('close', exit => resolve({ exit, out })));
}

const tarball = (): string => join(folder, `deep-linear-oracle-${packageJson.version}.tgz`);
const bin = (name: string): string => join(project, 'node_modules/.bin', name);
const vitest = (...files: string[]): Promise<Run> => run(bin('vitest'), ['run', ...files]);
const write = (name: string, text: string): void => writeFileSync(join(project, name), text);

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly dependencies?: object;
        readonly optionalDependencies?: object;
        readonly bin?: Readonly<Record<string, string>>;
      }
    >
  >;
}

const LOCK: Lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));

/** The versions of this repository's lock, so that nothing is asked of a registry that `npm ci` has not fetched. */
function lockOf({ name, devDependencies }: Manifest): string {
  return JSON.stringify({ ...LOCK, name, packages: { ...LOCK.packages, '': { name, devDependencies } } });
}

interface Manifest {
  readonly name: string;
  readonly devDependencies: object;
}

/**
 * What the compiler finds in the project and in our declarations. It is not asked about those of other packages, which need libraries
 * that the project does not have: they take most of its time.
 */
function typeErrors(changed: ts.CompilerOptions): string {
  const getCurrentDirectory = (): string => project;
  const host = { ...ts.sys, getCurrentDirectory, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const parsed = ts.getParsedCommandLineOfConfigFile(join(project, 'tsconfig.json'), changed, host);
  if (parsed === undefined) throw new Error('tsconfig.json must be readable');
  const program = ts.createProgram({
    rootNames: parsed.fileNames,
    options: parsed.options,
    configFileParsingDiagnostics: parsed.errors,
  });
  const own = program
    .getSourceFiles()
    .filter(({ fileName }) => !/node_modules[/](?!deep-linear-oracle[/])/.test(fileName));
  const found = [
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...own.flatMap(file => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
  return ts.formatDiagnostics(found, {
    getCurrentDirectory,
    getCanonicalFileName: name => name,
    getNewLine: () => '\n',
  });
}

/** All that ours and the project's own packages need, by the lock: npm finds it there, and takes away whatever of it nothing names. */
function linkPackages({ devDependencies }: Manifest): void {
  mkdirSync(join(project, 'node_modules/.bin'), { recursive: true });
  const needed = new Set([...Object.keys(packageJson.dependencies), ...Object.keys(devDependencies)]);
  for (const name of needed) {
    const { dependencies, optionalDependencies, bin } = LOCK.packages[`node_modules/${name}`] ?? {};
    for (const other of Object.keys({ ...dependencies, ...optionalDependencies })) needed.add(other);
    const source = join(ROOT, 'node_modules', name);
    if (!existsSync(source)) continue; // ours, and what is for other systems
    linkFiles(source, join(project, 'node_modules', name));
    for (const [command, file] of Object.entries(bin ?? {}))
      symlinkSync(join('..', name, file), join(project, 'node_modules/.bin', command));
  }
}

/** A folder of its own with the same files, or copies where it stands on another disk. */
function linkFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      linkFiles(source, target);
      continue;
    }
    try {
      linkSync(source, target);
    } catch {
      cpSync(source, target);
    }
  }
}

beforeAll(async () => {
  cpSync((await installedPackage()).tarball, tarball());
  cpSync(join(ROOT, 'examples/own-project'), project, {
    recursive: true,
    filter: source => !/own-project.(node_modules|package-lock[.]json)/.test(source),
  });
  const manifest: Manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  write('package-lock.json', lockOf(manifest));
  linkPackages(manifest);
  const flags = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  const installed = await run('npm', ['install', ...flags]);
  expect(installed.exit, installed.out).toBe(0);
});

describe('the package', () => {
  it.each([
    ['publint', ['run']],
    ['attw', ['--profile', 'esm-only', '--no-emoji']],
  ])('%s finds nothing against it', async (name, args) => {
    const { exit, out } = await run(join(ROOT, 'node_modules/.bin', name), [...args, tarball()]);
    expect(exit, out).toBe(0);
  });
});

describe('a project of one’s own', () => {
  it('has right types and passing tests, also of a claim begun with dlo new, which holds until it is changed', async () => {
    const made = await run(bin('dlo'), ['new', 'my-claim', '--folder', 'claims']);
    expect(made).toEqual({
      exit: 0,
      out: 'wrote claims/my-claim.claim\nwrote claims/my-claim.test.ts\nnext: npx dlo check claims/my-claim.claim\n',
    });
    const again = await run(bin('dlo'), ['new', 'my-claim', '--folder', 'claims']);
    expect(again).toEqual({
      exit: 2,
      out: 'dlo: claims/my-claim.claim must not exist yet, got "a file of this name"\n',
    });
    const [types, tests, checked] = await Promise.all([
      run(bin('tsc'), []),
      vitest(),
      run(bin('dlo'), ['check', 'claims/my-claim.claim', '--runs', '20', '--workers', '1']),
    ]);
    expect(types).toEqual({ exit: 0, out: '' });
    // Five of the project and that of the claim.
    expect(tests.out).toMatch(/Tests +6 passed \(6\)/);
    expect(tests.exit).toBe(0);
    expect(checked.out).toMatch(/^✓ holds$/m);
    expect(checked.exit).toBe(0);
  });

  it('is told of misuse by its compiler, whose own check finds nothing against the declarations', async () => {
    write(
      'misuse.ts',
      `import { exactProblem, type Problem } from 'deep-linear-oracle';
import { type BalancedProblem, problemArbitrary } from 'deep-linear-oracle/arbitraries';
import { gradientFlow, type OracleAnswer } from 'deep-linear-oracle/oracles';
import { defineSubject } from 'deep-linear-oracle/subjects';
import { toConvergeTo } from 'deep-linear-oracle/vitest';
import fc from 'fast-check';
import { expect } from 'vitest';

const rows = { W1: [[1]], W2: [[1]], sigmaYX: [[2]] };
const problem: Problem = exactProblem(rows);
const answers: OracleAnswer[] = gradientFlow(problem, [problem.tau]);
const arbitrary: fc.Arbitrary<BalancedProblem> = problemArbitrary({ lambda: 'zero' });
const passes: boolean = toConvergeTo(() => 1, '1').pass;
fc.property(arbitrary, ({ problem: drawn }) => expect(answers).toMatchGradientFlow(drawn, { quantity: 'qqt' }));
defineSubject({
  name: 'mine',
  capabilities: { quantities: ['weights', 'loss'], lambda: ['zero'] },
  conventions: { samples: 'sum' },
  trajectory: ({ W1, W2, lambda }, times) => times.map(t => ({ W1, W2, loss: t + lambda })),
});
// @ts-expect-error: no such quantity
defineSubject({ name: 'mine', capabilities: { quantities: ['weight'] }, trajectory: () => [] });
expect(rows).not.toBeLambdaBalanced('1/2', { digits: passes ? 3 : 4 });
// @ts-expect-error: rows of numbers, not numbers
exactProblem({ ...rows, W1: [1] });
// @ts-expect-error: no such sign
problemArbitrary({ lambda: 'plus' });
// @ts-expect-error: times of an oracle are fractions
gradientFlow(problem, [1]);
// @ts-expect-error: no such option
expect(rows).toBeLambdaBalanced(0, { digit: 3 });
// @ts-expect-error: no such quantity
expect(rows).toMatchGradientFlow(rows, { quantity: 'weight' });
// @ts-expect-error: a problem needs a task
expect(rows).toSolveRiccati({ W1: rows.W1, W2: rows.W2 });
// @ts-expect-error: a limit is a number or a matrix
expect(rows).toConvergeTo(true);
`,
    );
    const found = typeErrors({
      module: ts.ModuleKind.Preserve,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      skipLibCheck: false,
    });
    rmSync(join(project, 'misuse.ts'));
    expect(found).toBe('');
  });

  it('sees a wrong formula and a wrong claim fail, with generators that run on another copy of fast-check', async () => {
    const copy = join(project, 'node_modules/deep-linear-oracle/node_modules');
    for (const name of ['fast-check', 'pure-rand'])
      cpSync(join(project, 'node_modules', name), join(copy, name), { recursive: true });
    write(
      'src/wrong.test.ts',
      `import { float64Field, problemIn } from 'deep-linear-oracle';
import { problemArbitrary } from 'deep-linear-oracle/arbitraries';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { oneMode } from './oneMode.ts';
import { rungeKutta } from './rungeKutta.ts';

const problem = { W1: [[0.5]], W2: [[0.5]], sigmaYX: [[2]], tau: 3 };

it('forgets tau in a formula', () => {
  const a = oneMode(2, 0.25, 1);
  expect((t: number) => [[a(t)]]).toMatchGradientFlow(problem, { quantity: 'output', times: [0, 0.5] });
});

it('forgets tau in a solver', () => {
  fc.assert(
    fc.property(problemArbitrary({ maxWidth: 2 }), ({ problem }) => {
      const { W1, W2, sigmaYX } = problemIn(float64Field, problem);
      const task = { W1: W1.toRows(), W2: W2.toRows(), sigmaYX: sigmaYX.toRows(), tau: 1 };
      expect((t: number) => rungeKutta(task, t)).toSolveRiccati(problem, { digits: 6 });
    }),
    { seed: 1 },
  );
});
`,
    );
    const claim = readFileSync(join(project, 'claims/my-claim.claim'), 'utf8');
    write('claims/my-claim.claim', claim.replace("1/2*Q0'", "Q0'"));
    const { exit, out } = await vitest('src/wrong.test.ts', 'claims/my-claim.test.ts');
    rmSync(copy, { recursive: true });
    rmSync(join(project, 'src/wrong.test.ts'));
    expect(exit).toBe(1);
    // a(1/2) = 2e²/(e² + 7) where τ is 1, and with e^(2/3) where it is 3.
    expect(out).toContain(
      [
        'Error: expected the function to match the gradient flow in W2W1 to 10 digits',
        'W2W1 at t = 0.5: not one digit agrees',
        'first difference: W2W1',
        '  stated: 1.02704',
        '  true:   0.435358',
      ].join('\n'),
    );
    expect(out).toContain('expected the function to solve the Riccati equation to 6 digits');
    const smallest = [
      '"sigmaYX":{"rows":1,"cols":1,"data":[2]}',
      '"W1":{"rows":1,"cols":1,"data":[1]}',
      '"W2":{"rows":1,"cols":1,"data":[1]}',
      '"tau":2',
    ];
    expect(out).toContain(`Counterexample: [{"problem":{${smallest.join(',')}},"lambda":0}]`);
    expect(out).toMatch(/Error: expected my-claim to hold, but it fails in \d+ of 40 cases\n1-1-1\n/);
    expect(out).toContain('replay: npx dlo check claims/my-claim.claim --runs 40 --seed 20251 --digits 30');
    expect(out).toMatch(/Tests +3 failed \(3\)/);
  });
});
