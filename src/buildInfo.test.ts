import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import lock from '../package-lock.json' with { type: 'json' };
import { buildInfo } from './buildInfo.ts';

it('names the commit of the checkout and the installed version of every dependency', () => {
  const { commit, packages } = buildInfo();
  expect(commit).toMatch(
    new RegExp(`^${execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim()}\\+?$`),
  );
  expect(Object.keys(packages)).toEqual(Object.keys(packageJson.dependencies));
  const locked = lock.packages as Record<string, { version?: string }>;
  for (const [name, version] of Object.entries(packages)) expect(version).toBe(locked[`node_modules/${name}`]!.version);
});
