import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeClaim, fakeReading, wrongFrom37 } from '../../properties/_fakeReading.ts';
import { CLAIMS } from '../../properties/claims/index.ts';
import { errataOf, paperOf } from '../../properties/errata.ts';
import { type Ledger, readLedger } from '../../properties/ledger.ts';
import type { Verdict } from '../../properties/runRecord.ts';
import { errataLatex } from '../../reports/errata/errataLatex.ts';
import { errataMarkdown } from '../../reports/errata/errataMarkdown.ts';
import { latexCode, latexText } from '../../reports/errata/latexText.ts';
import { errata } from './errata.ts';

const REFUTED: readonly Verdict[] = [
  'refuted',
  'refuted as printed, holds as corrected',
  'holds with an extra hypothesis',
];
const PAPERS = [...new Set(CLAIMS.map(({ id }) => paperOf(id)))];
const count = (text: string, part: string): number => text.split(part).length - 1;

describe.each(PAPERS)('the errata of %s', paper => {
  it('hold each refuted entry of the ledger exactly once, no other, and are the same every time', async () => {
    const ledger = await readLedger();
    const record = await errataOf(paper, CLAIMS, ledger);
    const refuted = Object.keys(ledger.verdicts).filter(
      id => paperOf(id) === paper && REFUTED.includes(ledger.verdicts[id]!),
    );
    expect(record.errata.map(({ id }) => id).sort()).toEqual(refuted.sort());
    for (const { counterexample } of record.errata) {
      expect(counterexample).toBeDefined();
      if (counterexample!.reason === undefined) expect(counterexample!.stated).not.toEqual(counterexample!.truth);
    }
    const [markdown, latex] = [errataMarkdown(record), errataLatex(record)];
    expect(count(markdown, '\n### ')).toBe(refuted.length);
    expect(count(latex, '\\subsection*{')).toBe(refuted.length);
    const [glance] = markdown.split('\n## ');
    expect(count(glance!, '\n- ')).toBe(refuted.length);
    expect(count(latex, '\n\\item ')).toBe(refuted.length);
    for (const id of refuted) {
      expect(count(markdown, `\n### \`${id}\`\n`)).toBe(1);
      expect(count(latex, `\n${latexCode(id)}, `)).toBe(1);
    }
    const again = await errataOf(paper, CLAIMS, ledger);
    expect([errataMarkdown(again), errataLatex(again)]).toEqual([markdown, latex]);
    expectSoundLatex(latex);
  });
});

/** What LaTeX stops at, as far as it can be seen without running it. */
function expectSoundLatex(latex: string): void {
  expect(latex).not.toMatch(/[^\x20-\x7e\n]|U\+[0-9A-F]{4}/);
  const body = latex.slice(latex.indexOf('\\begin{document}'));
  expect(body).not.toMatch(/(?<!\\)[$%#]/);
  const open: string[] = [];
  for (const [mark] of body.replace(/\\\\/g, '').matchAll(/\\[{}]|[{}]|\\\[|\\\]/g)) {
    if (mark === '{' || mark === '\\[') open.push(mark);
    else if (mark === '}') expect(open.pop()).toBe('{');
    else if (mark === '\\]') expect(open.pop()).toBe('\\[');
  }
  expect(open).toEqual([]);
  for (const [, mathematics] of body.matchAll(/\\\[([\s\S]*?)\\\]/g)) expect(mathematics).not.toContain('\n\n');
  const environments: string[] = [];
  for (const [, kind, name] of body.matchAll(/\\(begin|end)\{(\w+)\}/g)) {
    if (kind === 'begin') environments.push(name!);
    else expect(environments.pop()).toBe(name);
  }
  expect(environments).toEqual([]);
}

it('all text of the claims has LaTeX of its own', () => {
  for (const { title, note = '', place } of CLAIMS)
    expect(latexText(`${title} ${note} ${place}`)).not.toMatch(/[^\x20-\x7e]|U\+/);
});

it('says where nothing is known: no counterexample, no correction', async () => {
  const claim = fakeClaim([fakeReading(wrongFrom37)], { id: 'domine2025/eq-0:nowhere' });
  const ledger: Ledger = { ...(await readLedger()), verdicts: { [claim.id]: 'refuted' } };
  const record = await errataOf('domine2025', [claim], ledger);
  for (const text of [errataMarkdown(record), errataLatex(record)]) {
    expect(text).toContain('1 of 1 statement in the committed ledger is refuted');
    expect(text).toContain('No counterexample is stored.');
    expect(text).toContain('No corrected reading is known');
  }
});

describe('dlo errata', () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  afterEach(() => written.mockClear());

  it('refuses an unknown paper with the nearest one, and an unknown format', async () => {
    await expect(errata('domine2024', { format: 'md' })).rejects.toThrow(/braun2022.*nearest: domine2025/);
    await expect(errata('wendin2025', { format: 'toString' })).rejects.toThrow(/--format must be one of md, latex/);
  });

  it('writes to stdout, or to a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'errata-'));
    try {
      expect(await errata('wendin2025', { format: 'latex' })).toBe(0);
      const text = String(written.mock.calls[0]![0]);
      expect(await errata('wendin2025', { format: 'latex', out: join(folder, 'e.tex') })).toBe(0);
      expect(readFileSync(join(folder, 'e.tex'), 'utf8')).toBe(text);
      expect(written.mock.calls[1]![0]).toContain('not compiled');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
