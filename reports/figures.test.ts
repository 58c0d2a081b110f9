import { expect, test } from 'vitest';
import type { FigureCurve, FigureRecord } from '../properties/figures/panels/figureRecord.ts';
import type { FigureLink } from '../src/judge/runRecord.ts';
import { renderFigures } from './html/figures.ts';
import { renderHtml } from './html/report.ts';
import { renderMarkdown } from './markdown.ts';
import { emptyRecord, sampleRecord } from './testing/sampleRecord.ts';

const line = (source: FigureCurve['source'], y: FigureCurve['y']): FigureCurve => ({
  source,
  x: y.map((_, k) => k),
  y,
});
const panel = (curves: readonly FigureCurve[]) =>
  ({ title: 'loss <b>', x: { label: 't / τ', scale: 'linear' }, yScale: 'linear', curves }) as const;
const record: FigureRecord = {
  id: 'sample/fig-1',
  paper: 'sample',
  name: 'figure 1',
  title: 'A & <i>title</i>',
  settings: [{ name: 'η', value: '0.1', origin: 'printed', because: 'B.3 "quoted"' }],
  rows: [
    {
      label: 'A',
      panels: [
        panel([
          line('gradient descent', [0, 1, 2]),
          line('closed form', [0, 1, 2]),
          line('as printed', [0, 1.5, null]),
          line('oracle', [0, 2]),
        ]),
        panel([]),
      ],
    },
  ],
  shows: 'This & that',
  cannotShow: '<script>alert(1)</script>',
  agreement: { markers: 2, digits: 15, descentDeviation: 0.1 },
};
const page = renderFigures([record]);

test('all text is escaped, and no script can run', () => {
  expect(page).not.toMatch(/<script|<i>title|loss <b>/);
  expect(page).toContain('A &amp; &lt;i&gt;title&lt;/i&gt;');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).toContain('default-src &#39;none&#39;');
  expect(page).not.toContain('script-src');
});

test('ids are unique, and links and labels have their targets', () => {
  const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(match => match[1]!);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, href] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(decodeURI(href!));
  for (const [, refs] of page.matchAll(/aria-labelledby="([^"]*)"/g))
    for (const id of refs!.split(' ')) expect(ids).toContain(id);
});

test('a panel names itself and says what its curves do', () => {
  expect(page).toContain('<title id="sample-fig-1-0-0-title">sample, figure 1, A: loss &lt;b&gt; over t / τ</title>');
  expect(page).toContain('gradient descent: 1 curve, values from 0 to 2');
  expect(page).toContain('as printed: 1 curve, values from 0 to 1.5');
  expect(page).toContain('no value that can be drawn');
});

test('the legend has the sources that are drawn, no others; the oracle is drawn as markers', () => {
  const legend = page.match(/<ul class="sources"[\s\S]*?<\/ul>/)![0];
  expect(legend.match(/<li>/g)).toHaveLength(4);
  expect(legend).not.toContain('corrected');
  const drawing = page.match(/<svg class="chart" viewBox[\s\S]*?<\/svg>/)![0];
  expect(drawing.match(/<circle class="mark oracle"/g)).toHaveLength(2);
  expect(drawing).not.toContain('"line oracle"');
});

test('settings say where they come from', () => {
  expect(page).toContain('<th scope="row">η</th><td>0.1</td><td>printed: B.3 &quot;quoted&quot;</td>');
});

test('reports link the figures of a run, and say nothing where there are none', () => {
  const link: FigureLink = { id: 'p/fig-1', paper: 'p <1>', name: 'figure 1', title: '"T"', page: 'figures.html' };
  const run = { ...sampleRecord(), figures: [link] };
  expect(renderHtml(run)).toContain('<a href="figures.html#p/fig-1" title="&quot;T&quot;">p &lt;1&gt;, figure 1</a>');
  expect(renderMarkdown(run)).toMatch(/Figures drawn again: \[p .*1.*, figure 1\]\(figures\.html#p\/fig-1\)\./);
  for (const text of [renderHtml(emptyRecord()), renderMarkdown(emptyRecord())])
    expect(text).not.toMatch(/drawn again/);
});
