import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { importClosure } from './importClosure.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dlo-closure-'));
  mkdirSync(join(root, 'deep'));
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (path: string, text: string): void => writeFileSync(join(root, path), text);
const reached = (path: string): string[] =>
  [...importClosure(join(root, path), new Map())].map(file => relative(root, file)).sort();

it('follows imports, re-exports, imports that wait and files by name, in circles too', () => {
  write('a.ts', "import { b } from './deep/b.ts';\nimport './only.mjs';\nimport decimal from 'decimal.js';\n");
  write('only.mjs', "await import('./later.js');\n");
  write('later.js', '');
  write('deep/b.ts', "export * from '../c.ts';\nconst data = new URL('data.json', import.meta.url);\n");
  write('c.ts', "import type { A } from './a.ts';\nconst read = new URL('./deep/data.json', import.meta.url);\n");
  write('deep/data.json', '"from \'./stranger.ts\'"');
  write('stranger.ts', '');
  expect(reached('a.ts')).toEqual(['a.ts', 'c.ts', 'deep/b.ts', 'deep/data.json', 'later.js', 'only.mjs']);
});

it('passes over folders and what is not there', () => {
  write('a.ts', "new URL('./deep', import.meta.url);\n// as in from './missing.ts'\n");
  expect(reached('a.ts')).toEqual(['a.ts']);
});

it('reads a file once for all that reach it', () => {
  write('a.ts', "import './c.ts';");
  write('c.ts', '');
  const seen = new Map([[join(root, 'c.ts'), "import './a.ts';"]]);
  expect([...importClosure(join(root, 'c.ts'), seen)]).toContain(join(root, 'a.ts'));
  expect(seen.size).toBe(2);
});
