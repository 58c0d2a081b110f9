import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { check } from './check.ts';

const folder = mkdtempSync(join(tmpdir(), 'dlo-symbols-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The rows that `dlo check FILE --symbols` prints, by symbol: shape and meaning. */
async function symbolsOf(text: string): Promise<ReadonlyMap<string, string>> {
  const file = join(folder, 'f.claim');
  writeFileSync(file, text);
  const out: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation(some => out.push(String(some)) > 0);
  const exit = await check(file, { symbols: true, repair: true }).finally(() => write.mockRestore());
  expect(exit).toBe(0);
  const rows = out.join('').trimEnd().split('\n');
  return new Map(rows.map(row => [/^ {2}(\S+)/.exec(row)![1]!, row]));
}

it('dlo check FILE --symbols: those of its own network, balance and declarations', async () => {
  const any = await symbolsOf(
    'claims: equation\nneeds: whitened\n---\nlet A : Nh x Nh antisymmetric\nnorm(A*W1t) == norm(A*W1t)',
  );
  expect(any.get('A')).toMatch(/^ {2}A {2,}Nh×Nh {2,}\S/);
  expect(any.get('W1t')).toMatch(/^ {2}W1t {2,}Nh×Ni {2,}\S/);
  expect(any.has('lambda')).toBe(false);
  const balanced = await symbolsOf(
    "claims: equation\nneeds: whitened, lambda-balanced\n---\nW2t'*W2t - W1t*W1t' == lambda*I(Nh)",
  );
  expect(balanced.get('lambda')).toMatch(/^ {2}lambda {2,}scalar {2,}\S/);
  expect(balanced.has('A')).toBe(false);
  const deep = await symbolsOf(
    "network: deep\ndepth: 2..3\nclaims: conserved\n---\nfor j = 1:h-1: W{j}t*W{j}t' - W{j+1}t'*W{j+1}t",
  );
  expect(deep.has('d0')).toBe(true);
  expect(deep.has('U')).toBe(false);
  // The text's W1 is our second layer.
  const reversed = await symbolsOf(
    'claims: output\nneeds: whitened\nconventions: layers-reversed, unit-tau\n---\nW1*W2',
  );
  expect(reversed.get('W1')).toMatch(/^ {2}W1 {2,}No×Nh/);
  expect(reversed.has('tau')).toBe(false);
});
