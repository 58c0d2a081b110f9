import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TRUTH } from '../oracles/testing/truth.ts';
import { CLAIMS } from '../properties/claims/index.ts';
import { errataLatex } from '../reports/errata/errataLatex.ts';
import { errataMarkdown } from '../reports/errata/errataMarkdown.ts';
import { latexCode, latexText } from '../reports/errata/latexText.ts';
import { errataOf, paperOf } from '../src/judge/errata.ts';
import { type Ledger, readLedger } from '../src/judge/ledger.ts';
import type { ErrataRecord, Verdict } from '../src/judge/runRecord.ts';
import { fakeClaim, fakeReading, wrongFrom37 } from '../src/judge/testing/fakeReading.ts';
import { errata, writeErrata } from './errata.ts';

const REFUTED: readonly Verdict[] = [
  'refuted',
  'refuted as printed, holds as corrected',
  'holds with an extra hypothesis',
];
const PAPERS = [...new Set(CLAIMS.map(({ id }) => paperOf(id)))];
/** Of all papers the one whose counterexamples are judged soonest: what the command writes is judged to the digits of the ledger. */
const SOONEST = 'wendin2025';
/** What several tests look at is made once, to half the digits where nobody asks for more: a quarter of the work. */
const records = new Map<string, Promise<ErrataRecord>>();
const recordOf = async (paper: string): Promise<ErrataRecord> => {
  const ledger = await readLedger();
  const digits = paper === SOONEST ? ledger.defaults.digits : 15;
  const inFew: Ledger = { ...ledger, defaults: { ...ledger.defaults, digits } };
  const known = records.get(paper) ?? errataOf(paper, CLAIMS, inFew, TRUTH);
  records.set(paper, known);
  return known;
};
const count = (text: string, part: string): number => text.split(part).length - 1;

describe.each(PAPERS)('the errata of %s', paper => {
  it('hold each refuted entry of the ledger that the paper asserts exactly once', async () => {
    const ledger = await readLedger();
    const record = await recordOf(paper);
    const failing = CLAIMS.filter(({ id }) => paperOf(id) === paper && REFUTED.includes(ledger.verdicts[id]!));
    const refuted = failing.filter(({ notAsserted }) => notAsserted === undefined).map(({ id }) => id);
    expect([...refuted, ...record.notAsserted.map(({ id }) => id)].sort()).toEqual(failing.map(({ id }) => id).sort());
    expect(record.errata.map(({ id }) => id).sort()).toEqual(refuted.sort());
    for (const { counterexample } of record.errata) {
      expect(counterexample).toBeDefined();
      // Equal sides refute that one is less than the other.
      if (counterexample!.reason === undefined && !/^[<>]$/.test(counterexample!.order ?? ''))
        expect(counterexample!.stated).not.toEqual(counterexample!.truth);
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
    expectSoundLatex(latex);
  });
});

/** What LaTeX stops at, as far as it can be seen without running it. */
function expectSoundLatex(latex: string): void {
  expect(latex).not.toMatch(/[^\x20-\x7e\n]|U\+[0-9A-F]{4}/);
  const body = latex.slice(latex.indexOf('\\begin{document}'));
  expect(body).not.toMatch(/(?<!\\)[$%#]/);
  // Mathematics within words within mathematics: its signs would be printed, and what stands between them refused.
  expect(body).not.toMatch(/\\text\{[^{}]*\\\$/);
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
  const ledger: Ledger = { ...(await readLedger()), verdicts: { [claim.id]: 'refuted' }, fairReadings: {} };
  const record = await errataOf('domine2025', [claim], ledger, TRUTH);
  for (const text of [errataMarkdown(record), errataLatex(record)]) {
    expect(text).toContain('1 of 1 statement in the committed ledger is refuted');
    expect(text).toContain('No counterexample is stored.');
    expect(text).toContain('No corrected reading is known');
  }
});

it('an assumption and an “if” are no errors, and an extra hypothesis is no refutation', async () => {
  const record = await recordOf('braun2022');
  const ids = record.errata.map(({ id }) => id);
  expect(ids).not.toContain('braun2022/assumption-3.1');
  expect(ids).not.toContain('braun2022/assumption-2.4:start-needed-for-eq-5');
  const extra = record.errata.filter(({ verdict }) => verdict === 'holds with an extra hypothesis');
  const refuted = record.errata.length - extra.length;
  const text = errataMarkdown(record);
  expect(text).toContain(
    `${refuted} of ${record.statements} statements in the committed ledger are refuted as printed`,
  );
  expect(text).toContain(`${extra.length} more hold with an extra hypothesis only`);
  expect(text).toContain('the paper assumes it');
});

it('an erratum says first that its fair reading holds, how it weighs and what rests on it', async () => {
  const record = await recordOf('domine2025');
  const byId = (item: string) => record.errata.find(({ id }) => id === `domine2025/${item}`)!;
  for (const item of ['eq-2', 'eq-7', 'eq-24']) {
    expect(byId(item).fair!.outcome).toBe('held');
    expect(byId(item).grade).toBe('sizes and notation');
  }
  expect(byId('eq-8:sign-of-lambda-perp').restedOnBy).toEqual(
    expect.arrayContaining(['domine2025/eq-9', 'domine2025/eq-15', 'domine2025/thm-a.3']),
  );
  expect(byId('thm-a.3').restedOnBy).toEqual(['domine2025/fig-1']);
  for (const item of ['eq-9', 'eq-13', 'eq-15', 'eq-16', 'eq-17', 'eq-18', 'eq-30', 'thm-a.3']) {
    const { reading, stated } = byId(item).counterexample!;
    expect([reading, stated.length > 0]).toEqual(['fair reading', true]);
  }
  const [glance] = errataMarkdown(record).split('\n## ');
  const order = ['Wrong statement', 'Missing hypothesis', 'Wrong constant or sign', 'Sizes and notation'];
  expect(order.map(title => glance!.indexOf(title))).toEqual(
    order.map(title => glance!.indexOf(title)).sort((a, b) => a - b),
  );
  expect(glance).toContain('equation 24: 2Me^{λ⊥t/τ}MᵀQ(0) side by side – fair reading holds; refuted as printed');
});

describe('dlo errata', () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  afterEach(() => written.mockClear());

  it('refuses an unknown paper with the nearest one, and an unknown format', async () => {
    await expect(errata('domine2024', { format: 'md' })).rejects.toThrow(/braun2022.*nearest: domine2025/);
    await expect(errata('wendin2025', { format: 'toString' })).rejects.toThrow(/--format must be one of md, latex/);
  });

  it('writes to stdout, or to a file, what is the same whenever it is judged', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'errata-'));
    try {
      const record = await recordOf(SOONEST);
      expect(record.errata.length).toBeGreaterThan(3);
      expect(await errata(SOONEST, { format: 'md' })).toBe(0);
      expect(written.mock.calls[0]![0]).toBe(errataMarkdown(record));
      expect(await writeErrata(record, { format: 'latex', out: join(folder, 'e.tex') })).toBe(0);
      expect(readFileSync(join(folder, 'e.tex'), 'utf8')).toBe(errataLatex(record));
      expect(written.mock.calls[1]![0]).toContain('not compiled');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
