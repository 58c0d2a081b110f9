import { expect, test } from 'vitest';
import { anchorHref, escapeHtml } from '../escape.ts';
import { emptyRecord, sampleRecord } from '../testing/sampleRecord.ts';
import { VERDICTS } from '../words.ts';
import { statementHtml } from './math.ts';
import { renderHtml } from './report.ts';

const page = renderHtml(sampleRecord());
const empty = renderHtml(emptyRecord());
const body = page.slice(page.indexOf('<body>')).replace(/<script>[\s\S]*?<\/script>/, '');
const words = unescaped(body.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');

function unescaped(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}

test('every tag is closed, in order', () => {
  for (const html of [page, empty]) expect(unbalanced(html)).toEqual([]);
});

function unbalanced(html: string): string[] {
  const void_ = new Set(['meta', 'link', 'br', 'img', 'input', 'hr']);
  const text = html.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, '').replace(/<!doctype html>/, '');
  const open: string[] = [];
  for (const [, close, name, rest] of text.matchAll(/<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|[^">])*)>/g)) {
    if (close === '/') {
      if (open.pop() !== name) return [`</${name}>`];
    } else if (!void_.has(name!) && !rest!.endsWith('/')) open.push(name!);
  }
  return open;
}

test('ids are unique and every in-page link has its target', () => {
  const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(match => unescaped(match[1]!));
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, href] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(decodeURI(unescaped(href!)));
  for (const [, refs] of page.matchAll(/aria-labelledby="([^"]*)"/g))
    for (const id of refs!.split(' ')) expect(ids).toContain(id);
  for (const claim of sampleRecord().claims) expect(ids).toContain(claim.id);
});

test('all text of the record is escaped', () => {
  expect(body).not.toMatch(/<script|<img|<i>x|onerror=alert\(1\)>|<m>|<here>/);
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(words).toContain('A title with <script>alert("1")</script> | pipes, `ticks`');
  expect(escapeHtml(`<a b="c" d='e'>&\u0000\ud800`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;\uFFFD\uFFFD');
  expect(anchorHref('domine2025/thm-a.3')).toBe('#domine2025/thm-a.3');
  expect(anchorHref('a b"\ud800')).toBe('#a%20b%22%EF%BF%BD');
});

test('every verdict, outcome, kind of evidence and hypothesis is in words', () => {
  for (const verdict of VERDICTS) {
    expect(words).toContain(verdict);
    expect(body).toMatch(new RegExp(`data-filter="[a-z]+" data-count="1"[^]*?<b>1</b> <span>${verdict}</span>`));
  }
  for (const { readings, mutants } of sampleRecord().claims) {
    for (const { evidence, hypotheses, measured } of readings) {
      expect(words).toContain(evidence);
      for (const { name, meaning } of hypotheses) {
        expect(words).toContain(name);
        expect(words).toContain(meaning);
      }
      if (measured !== undefined) expect(words).toContain(measured);
    }
    for (const { name } of mutants) expect(words).toContain(name);
  }
});

test('every number of the record is on the page', () => {
  const record = sampleRecord();
  for (const number of [record.seed, record.runs, record.digits]) expect(words).toContain(String(number));
  record.claims.forEach((claim, i) => {
    const start = page.indexOf(`aria-labelledby="c${i}-title"`);
    const section = page.slice(start, page.indexOf('</article>', start));
    const text = section.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    for (const { cases, digits, regimes, worstResidual } of claim.readings) {
      expect(text).toContain(
        `${cases.judged} judged: ${cases.held} held, ${cases.failed} failed, ${cases.undecided} undecided; ${cases.discarded} more`,
      );
      if (digits !== undefined) expect(text).toContain(`${digits.worst} worst, ${digits.median} median`);
      for (const { axis, value, held, failed, undecided } of regimes) {
        const rows = regimes.filter(row => row.axis === axis);
        const alike = [rows.map(row => row.held), rows.map(row => row.failed), rows.map(row => row.undecided)].filter(
          counts => counts.some(count => count > 0),
        );
        const isLine = alike.length === 1 && alike[0]!.every(count => count > 0);
        expect(text).toContain(isLine ? `${value} ${held + failed + undecided}` : `${held} ${failed} ${undecided}`);
      }
      if (worstResidual !== undefined && /e-?\d/.test(worstResidual))
        expect(section).toContain(`<data value="${worstResidual}">`);
    }
    const example = claim.counterexample;
    if (example === undefined) return;
    expect(text).toContain(`${example.confirmedAtDigits} digits`);
    for (const { rows } of example.given)
      for (const entry of rows.flat().filter(entry => !entry.includes('/')))
        expect(text).toContain(entry.replace('-', ''));
    for (const entry of [...example.stated, ...example.truth].flat())
      if (!entry.includes('/')) expect(text).toContain(entry);
    expect(unescaped(text)).toContain(example.replay);
    expect(unescaped(text)).toContain(example.file);
  });
});

test('an interrupted run says so and names what is missing; differences from the ledger too', () => {
  expect(words).toContain('This run was interrupted');
  expect(words).toContain('2 requested claims are missing: sample/thm-9 , sample/fig-7"<b>');
  expect(words).toContain('1 verdict differs from the committed ledger : sample/lemma-a.1');
  expect(words).toContain('not in the ledger yet');
  expect(empty).not.toContain('interrupted');
  expect(empty).toContain('No claim was judged.');
});

test('entries of the counterexample that differ are marked on both sides, the others not', () => {
  expect(page.match(/class="differs"/g)).toHaveLength(4);
  expect(page).toContain('<mrow class="differs"><mfrac><mn>17</mn><mn>12</mn></mfrac></mrow>');
  expect(page).toContain('<mrow class="differs"><mfrac><mn>19</mn><mn>12</mn></mfrac></mrow>');
  expect(page).toContain('<msub><mi>Σ</mi><mi mathvariant="normal">yx</mi></msub>');
});

test('TeX becomes MathML; what cannot be parsed is shown escaped, never thrown', () => {
  expect(statementHtml('\\frac{a}{b}', 'x')).toContain('<mfrac>');
  for (const tex of [
    '\\frac{a',
    '\\nosuch',
    '<script>\\',
    '\\def\\a{\\a}\\a',
    '\\href{javascript:x}{y}',
    '}{',
    '$',
    '&&&',
    '%',
  ]) {
    const html = statementHtml(tex, 'x');
    expect(html).not.toContain('<script');
    expect(html).not.toContain('href=');
    expect(unbalanced(html)).toEqual([]);
  }
  expect(statementHtml('\\nosuch{<b>}', 'x')).toContain('<code>\\nosuch{&lt;b&gt;}</code>');
  expect(statementHtml('  ', 'x')).toContain('No statement');
  // What reaches outside the mathematics (pictures, classes) is refused, not drawn.
  for (const tex of ['\\includegraphics{https://example.org/a.png}', '\\class{c}{y}'])
    expect(statementHtml(tex, 'x')).toContain('could not be typeset');
});

test('it asks for nothing outside itself and prints nothing broken; equal records are equal bytes', () => {
  for (const html of [page, empty]) {
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(html).not.toMatch(/@import|url\((?!['"]?data:|%23)/);
    expect(html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '')).not.toMatch(/\bNaN\b|undefined|Infinity|\[object/);
  }
  expect(renderHtml(sampleRecord())).toBe(page);
});

test('claims stand under their paper and section, with the count of each verdict', () => {
  expect(words).toContain(
    'sample2001 4 statements: 1 holds, 1 holds with an extra hypothesis, 1 refuted as printed and right as corrected, 1 undecided section 3.2 1 undecided',
  );
  const places = ['section 3.2', 'section 3.10', 'section 4', 'section A.1'].map(title => words.indexOf(title));
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('hypotheses that were dropped: each finding, its cases, and the witness of a necessary one', () => {
  expect(words).toContain('whitened not necessary on the cases tried 20 cases judged: 20 held');
  expect(words).toContain('a <b> | c necessary 4 cases judged: 2 held, 1 failed, 1 without an answer');
  expect(words).toContain('npx dlo hypotheses sample/eq-1 --runs 20');
  expect(body.match(/Which hypotheses matter/g)).toHaveLength(1);
});
