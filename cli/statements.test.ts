import { afterEach, expect, it, vi } from 'vitest';
import { statements } from './statements.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

async function printed(paper: string): Promise<string> {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    written.push(String(text));
    return true;
  });
  expect(await statements(paper)).toBe(0);
  return written.join('');
}

it('lists a paper line by line, with verdicts, and says what is not judged and why', async () => {
  const text = await printed('domine2025');
  expect(text).toMatch(/^domine2025 — \d+ statements: \d+ judged, \d+ not\n/);
  expect(text).toContain('  eq. 29: Q(0)ᵀMλ⊥⁻¹MᵀQ(0)\n    domine2025/eq-29: refuted as printed, holds as corrected\n');
  expect(text).toMatch(/ {2}B\.1: α controls the variance of the weights\n {4}not judged – missing: α/);
  expect(text).not.toContain('not in the ledger');
});

it('refuses a paper that is not covered', async () => {
  await expect(statements('saxe2014')).rejects.toMatchObject({ code: 'UNKNOWN_NAME', argument: 'paper' });
});
