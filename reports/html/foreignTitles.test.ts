import { expect, test } from 'vitest';
import type { RunRecord } from '../../src/judge/runRecord.ts';
import { sampleCheck } from '../testing/sampleCheck.ts';
import { sampleRecord } from '../testing/sampleRecord.ts';
import { renderHtml } from './report.ts';
import { renderSite } from './site.ts';

const MARKUP = '</noscript></title></article><script>alert(1)</script><img src=x onerror=alert(1)>"\' &amp;';
const SHOWN_MARKUP =
  '&lt;/noscript&gt;&lt;/title&gt;&lt;/article&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#39; &amp;amp;';
const BIDI = 'a\u202eb\u2066c\u200fd';
const LONG = 'W'.repeat(10_000);

/** A record of which everything that a title can stand in is this text. */
function titled(record: RunRecord, title: string): RunRecord {
  const claims = record.claims.map(claim => ({ ...claim, title, source: { ...claim.source, place: title } }));
  return { ...record, claims };
}

const many = sampleRecord();
const one: RunRecord = { ...many, claims: [many.claims[2]!], requested: [many.claims[2]!.id], interrupted: false };

const PAGES: readonly (readonly [string, (title: string) => string])[] = [
  ['a report', title => renderHtml(titled(many, title))],
  ['the report of one claim', title => renderHtml(titled(one, title))],
  ['the report of a formula of one’s own', title => renderHtml(titled(sampleCheck(), title))],
  [
    'a site',
    title =>
      renderSite(titled(many, title))
        .filter(({ path }) => path.endsWith('.html'))
        .map(({ text }) => text)
        .join('\n'),
  ],
];

test.for(PAGES)('%s: markup in a title is text', ([, render]) => {
  const html = render(MARKUP);
  const plain = render('plain');
  expect(html).toContain(SHOWN_MARKUP);
  expect(tagsOf(html)).toEqual(tagsOf(plain));
});

test.for(PAGES)('%s: no mark of direction of a title steers the page', ([, render]) => {
  const html = render(BIDI);
  expect(html).toContain('a\uFFFDb\uFFFDc\uFFFDd');
  expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/);
});

test.for(PAGES)('%s: a title of 10,000 characters is there, whole, and can be broken', ([, render]) => {
  const html = render(LONG);
  expect(html).toContain(`>${LONG}<`);
  expect(tagsOf(html)).toEqual(tagsOf(render('plain')));
});

/** Names of all tags in order, within noscript too. */
function tagsOf(html: string): string[] {
  return [...html.matchAll(/<\/?[a-z][\w-]*/gi)].map(([tag]) => tag);
}
