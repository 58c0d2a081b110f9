import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseClaimFile } from '../src/formula/claimFile.ts';
import { installedPackage } from './testing/installedPackage.ts';

// docs/adding-a-claim.md, done as it is written in a copy of the project, and with its misprints in a copy of the package.

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PAGE = readFileSync(join(ROOT, 'docs/adding-a-claim.md'), 'utf8');
const [claim, command, output, readings] = [...PAGE.matchAll(/^```\w+\n([^`]*)^```$/gm)].map(([, text]) => text!);
const path = /Write `(properties\/claims\/[^`]+\.claim)`/.exec(PAGE)![1]!;

let copy = '';
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'dlo-claim-'));
  for (const name of ['src', 'oracles', 'properties', 'reports', 'cli', 'fixtures', 'package.json', 'tsconfig.json'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true, filter: from => !/[/\\]out$/.test(from) });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true }));

function run(line: string, cwd = copy): { status: number | null; out: string } {
  const [npx, dlo, ...args] = line.trim().split(' ');
  expect([npx, dlo]).toEqual(['npx', 'dlo']);
  const { status, stdout, stderr } = spawnSync('node', ['cli/dlo.mjs', ...args], { cwd, encoding: 'utf8' });
  return { status, out: stdout + stderr };
}

const withoutSeconds = (text: string): string => text.replace(/[\d.]+ s\b/g, '… s');

it('adds a claim with one file and one command, and shows what the page shows', () => {
  writeFileSync(join(copy, path), claim!);
  const { status, out } = run(command!);
  expect(status).toBe(0);
  for (const line of output!.trim().split('\n')) expect(withoutSeconds(out)).toContain(withoutSeconds(line));
  expect(JSON.parse(readFileSync(join(copy, 'fixtures/ledger.json'), 'utf8')).verdicts).toMatchObject({
    'anguita2024/eq-2.11': 'holds',
  });
}, 120_000);

it('a turned sign is refuted, and an unknown field is refused in its line', async () => {
  // Compiled, the same commands start without tsx.
  const compiled = join(copy, 'compiled');
  cpSync((await installedPackage()).folder, compiled, { recursive: true });
  const file = join(compiled, 'dist', path);
  writeFileSync(file, claim!.replace('Syx -', '-Syx -'));
  const refuted = run(command!.replace(' --accept', ' --no-keep --workers 1'), compiled);
  expect(refuted.status).toBe(1);
  expect(refuted.out).toMatch(/✗ refuted [\s\S]*replay: npx dlo replay/);
  writeFileSync(file, claim!.replace('needs:', 'need:'));
  const refused = run('npx dlo list', compiled);
  expect(refused).toEqual({
    status: 2,
    out: 'dlo: formula anguita2024/eq-2.11.claim, line 6, column 1: must be a known header key (did you mean needs?), got "need"\nneed: whitened\n^^^^\n',
  });
}, 120_000);

it('shows further readings as they stand in the project', () => {
  const shown = parseClaimFile(readings!, 'page');
  const file = join(ROOT, 'properties/claims/braun2022/sec-5_aligned-maps.claim');
  const own = parseClaimFile(readFileSync(file, 'utf8'), 'file');
  const stated = ({ text, readings }: typeof own) =>
    readings.map(({ name, from, to }) => [name, text.split('\n').slice(from, to).join('\n').trim()]);
  expect(stated(shown)).toEqual(stated(own));
  for (const [key, entries] of shown.header) expect(own.header.get(key)?.[0]?.value).toBe(entries[0]!.value);
});
