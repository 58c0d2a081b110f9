import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { renderCounterexample, renderTable } from './terminal.ts';
import { emptyRecord, sampleRecord } from './testing/sampleRecord.ts';
import { VERDICT_SIGN, VERDICTS } from './words.ts';

const plain = renderTable(sampleRecord(), { colour: false, width: 100 });

test('no line is wider than asked, at most 100, but for replay commands', () => {
  for (const width of [60, 72, 80, 100, 200]) {
    const lines = renderTable(sampleRecord(), { colour: false, width }).split('\n');
    for (const line of lines.filter(line => !/^ *replay:/.test(line)))
      expect([...line].length, line).toBeLessThanOrEqual(Math.min(100, width));
  }
});

test('every claim has its row: id, sign and verdict, cases, digits, residual, ledger', () => {
  expect(plain).toMatch(/^sample\/eq-1 +✓ holds +printed +239 +50 +0 +same$/m);
  expect(plain).toMatch(/⇄ refuted as printed, +printed +239 +– +7\.4e-1 +same$/m);
  expect(plain).toMatch(/ {2}holds as corrected +corrected +239 +41 +3\.2e-41$/m);
  expect(plain).toMatch(/DIFFERS$/m);
  expect(plain).toMatch(/^sample\/fig-2b .* new$/m);
  for (const verdict of VERDICTS) expect(plain.replace(/\n/g, ' ')).toContain(`${VERDICT_SIGN[verdict]} 1 ${verdict}`);
});

test('says what is missing and prints each counterexample', () => {
  expect(plain).toContain('INTERRUPTED');
  expect(plain).toContain('Not judged: sample/thm-9');
  expect(plain).toContain('W1 = [1 -1/2 0; 0 1 3/2]');
  expect(plain).toContain('stated: [1.284025416…  -0.25 0.75; 0 1 17/12]');
  expect(plain).toContain('true:   [0.7788007830… -0.25 0.75; 0 1 19/12]\n             ^\n');
  expect(plain).toContain('no value: a division by zero');
  expect(plain).toContain('\n  replay: dlo replay fixtures/counterexamples/sample/eq-2/0f3a.json\n');
});

test('colour adds nothing but colour, and only where it is asked for', () => {
  const coloured = renderTable(sampleRecord(), { colour: true, width: 100 });
  expect(coloured).not.toBe(plain);
  expect(stripVTControlCharacters(coloured)).toBe(plain);
  expect(stripVTControlCharacters(plain)).toBe(plain);
});

test('text of the record cannot steer the terminal', () => {
  const record = { ...sampleRecord(), version: '1\u001b[2J\u0007\u202e' };
  expect(renderTable(record, { colour: false, width: 100 })).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
});

test('an empty record, a counterexample alone; nothing broken is printed', () => {
  const empty = renderTable(emptyRecord(), { colour: false, width: Number.NaN });
  expect(empty).toContain('No claim was judged.');
  const example = sampleRecord().claims.find(claim => claim.counterexample !== undefined)!.counterexample!;
  expect(renderCounterexample(example)).toMatch(/^funnel[\s\S]*\nreplay: dlo replay \S+$/);
  for (const text of [plain, empty]) expect(text).not.toMatch(/\bNaN\b|undefined|\[object/);
});

test('claims stand under their paper and section, in its order, with the count of each verdict', () => {
  const heads = plain.split('\n').filter(line => / — \d/.test(line));
  expect(heads).toEqual([
    'Formula files — 1 statement: 1 vacuous',
    'sample\'s "2001" — 1 statement: 1 refuted',
    'section 5 — 1 refuted',
    'sample2001 — 4 statements: 1 holds, 1 holds with an extra hypothesis, 1 refuted as printed and right',
    'section 3.2 — 1 undecided',
    'section 3.10 — 1 holds',
    'section 4 — 1 refuted as printed and right as corrected',
    'section A.1 — 1 holds with an extra hypothesis',
  ]);
});
