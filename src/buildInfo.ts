import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { PACKAGE_ROOT } from './packageRoot.ts';

/** What a record was made by, besides the version of the project. */
export interface BuildInfo {
  /** Of the checkout, with "+" behind it where files that git follows were changed; absent where there is no checkout. */
  readonly commit?: string;
  /** Installed versions of the packages that the project depends on. */
  readonly packages: Readonly<Record<string, string>>;
}

/** Read from the folder that the code stands in. */
export function buildInfo(): BuildInfo {
  const root = fileURLToPath(PACKAGE_ROOT);
  const { dependencies } = json(`${root}package.json`) as { dependencies: Readonly<Record<string, string>> };
  const packages = Object.fromEntries(Object.keys(dependencies).map(name => [name, installedVersion(name)]));
  const commit = existsSync(`${root}.git`) ? commitOf(root) : undefined;
  return { ...(commit !== undefined && { commit }), packages };
}

/** Its package.json may be hidden from imports: the folders that node would look through are. */
function installedVersion(name: string): string {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const file = folders.map(folder => `${folder}/${name}/package.json`).find(path => existsSync(path));
  return file === undefined ? 'not found' : (json(file) as { version: string }).version;
}

/** Undefined where git is missing or refuses. */
function commitOf(root: string): string | undefined {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', root, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
    return `${git('rev-parse', 'HEAD')}${changed ? '+' : ''}`;
  } catch {
    return undefined;
  }
}

function json(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
