import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

declare module 'vitest' {
  interface ProvidedContext {
    /** Of .ci/_runFolder.mjs. */
    readonly runFolder: string;
  }
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What npm packs of this checkout, and where it is unpacked. */
export interface InstalledPackage {
  readonly tarball: string;
  /** In a folder node_modules, beside links to what its package.json names and nothing else. */
  readonly folder: string;
  /** The file that node runs as `dlo`. */
  readonly dlo: string;
}

const RETRY_MILLISECONDS = 50;

/**
 * For tests: the package built, packed and unpacked, once for all files of a run, and anew where a run that goes on while
 * files change sees one changed. Its command is compiled and starts in half the time that a checkout takes, of whose start
 * addingAClaim.process.test.ts is the test.
 */
export async function installedPackage(): Promise<InstalledPackage> {
  const place = join(inject('runFolder'), `package-${latestChange()}`);
  const outcome = join(place, 'outcome.json');
  if (isFirst(place)) {
    const error = await install(place).catch(thrown => String(thrown));
    writeFileSync(`${outcome}.new`, JSON.stringify(error ?? null));
    renameSync(`${outcome}.new`, outcome);
  }
  while (!existsSync(outcome)) await new Promise(resolve => setTimeout(resolve, RETRY_MILLISECONDS));
  const error = JSON.parse(readFileSync(outcome, 'utf8')) as string | null;
  if (error !== null) throw new Error(`the package must be packed and unpacked, got ${error}`);
  const folder = join(place, 'node_modules', packageJson.name);
  return { tarball: join(place, tarballName), folder, dlo: join(folder, packageJson.bin.dlo) };
}

const tarballName = `${packageJson.name}-${packageJson.version}.tgz`;

/** When a file of the code was last changed, in milliseconds. */
function latestChange(): number {
  const times = ['src', 'oracles', 'properties', 'reports', 'cli'].flatMap(room =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter(name => /[.](ts|mjs|claim|letters)$/.test(name) && !name.includes('.test.'))
      .map(name => statSync(join(ROOT, room, name)).mtimeMs),
  );
  return Math.max(...times);
}

/** Whoever makes the folder does the work. */
function isFirst(place: string): boolean {
  try {
    mkdirSync(place);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * As `npm pack` and `npm install` do, but for the place of the build: in the checkout other runs of the tests, and whoever builds, would
 * meet it half made.
 */
async function install(place: string): Promise<void> {
  const run = promisify(execFile);
  const packed = join(place, 'package');
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT });
  const [{ files }] = JSON.parse(stdout) as [{ readonly files: readonly { readonly path: string }[] }];
  for (const { path } of files.filter(({ path }) => !path.startsWith('dist/'))) {
    mkdirSync(dirname(join(packed, path)), { recursive: true });
    copyFileSync(join(ROOT, path), join(packed, path));
  }
  await run('node', [join(ROOT, '.ci/build.mjs'), join(packed, 'dist')]);
  await run('tar', ['-czf', join(place, tarballName), '-C', place, 'package']);
  mkdirSync(join(place, 'node_modules'));
  renameSync(packed, join(place, 'node_modules', packageJson.name));
  for (const name of Object.keys({ ...packageJson.dependencies, ...packageJson.peerDependencies })) {
    const link = join(place, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), link);
  }
}
