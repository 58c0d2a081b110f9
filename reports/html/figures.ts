import type {
  FigureCurve,
  FigurePanel,
  FigureRecord,
  FigureRow,
  FigureSource,
} from '../../properties/figures/panels/figureRecord.ts';
import { anchorHref, escapeHtml } from '../escape.ts';
import { type ChartLine, lineChart } from '../plot/lineChart.ts';
import { FIGURE_STYLE } from './figureStyle.ts';
import { pageHtml } from './page.ts';
import { PAGE_STYLE } from './style.ts';

/** The look of a source, the same as in the report's plots. */
const CLASS: Readonly<Record<FigureSource, string>> = {
  'gradient descent': 'gradient-descent',
  'random draw': 'random-draw',
  'closed form': 'formula',
  oracle: 'oracle',
  'as printed': 'e-printed',
  'as corrected': 'e-corrected',
};

const MEANING: Readonly<Record<FigureSource, string>> = {
  'gradient descent': 'gradient descent in float64',
  'random draw': 'one draw of random weights',
  'closed form': 'closed form, our solver',
  oracle: 'oracle, 20 digits',
  'as printed': 'what the paper prints',
  'as corrected': 'the same, corrected',
};

/** Figures of papers, drawn again, as one HTML file that needs nothing else. The same figures give the same bytes. */
export function renderFigures(figures: readonly FigureRecord[]): string {
  const papers = [...new Set(figures.map(({ paper }) => paper))];
  return pageHtml({
    title: `Figures of ${papers.join(', ')}, drawn again`,
    style: PAGE_STYLE + FIGURE_STYLE,
    bodyClass: 'figures',
    body: [
      '<a class="skip" href="#figures">Skip to the figures</a>',
      '<header class="top">',
      '<p class="eyebrow">deep-linear-oracle</p>',
      `<h1>Figures of ${escapeHtml(papers.join(' and '))}, drawn again</h1>`,
      '<p class="lead">Every curve is computed from the settings below it, by up to three sources that share no code but the arithmetic. Times are in units of τ.</p>',
      legend(figures),
      `<nav aria-label="Figures"><ul>${figures.map(({ id, paper, name }) => `<li><a href="${anchorHref(id)}">${escapeHtml(`${paper}, ${name}`)}</a></li>`).join('')}</ul></nav>`,
      '</header>',
      '<main id="figures">',
      '<h2 class="unseen">The figures</h2>',
      ...figures.map(figureSection),
      '</main>',
    ],
  });
}

function legend(figures: readonly FigureRecord[]): string {
  const used = new Set(figures.flatMap(figure => curvesOf(figure).map(({ source }) => source)));
  const items = (Object.keys(CLASS) as FigureSource[]).filter(source => used.has(source)).map(legendItem);
  return `<ul class="sources" aria-label="Sources">${items.join('')}</ul>`;
}

function legendItem(source: FigureSource): string {
  const sample =
    source === 'oracle'
      ? '<circle class="mark oracle" cx="16" cy="7" r="2.8"/>'
      : `<path class="line ${CLASS[source]}" d="M3 7h26"/>`;
  return `<li><svg class="chart" width="32" height="14" viewBox="0 0 32 14" aria-hidden="true">${sample}</svg>${MEANING[source]}</li>`;
}

function curvesOf({ rows }: FigureRecord): readonly FigureCurve[] {
  return rows.flatMap(({ panels }) => panels.flatMap(({ curves }) => curves));
}

function figureSection(figure: FigureRecord): string {
  const { id, paper, name, title, shows, cannotShow, rows, settings } = figure;
  const slug = id.replace(/[^a-z0-9]+/g, '-');
  return [
    `<article class="drawn" id="${escapeHtml(id)}" aria-labelledby="${slug}-title">`,
    `<p class="eyebrow"><span>${escapeHtml(`${paper}, ${name}`)}</span></p>`,
    `<h3 id="${slug}-title">${escapeHtml(title)}</h3>`,
    ...rows.map((row, i) => rowHtml(row, `${slug}-${i}`, `${paper}, ${name}`)),
    '<dl class="words">',
    `<div><dt>What it shows</dt><dd>${escapeHtml(shows)}</dd></div>`,
    `<div><dt>What it cannot show</dt><dd>${escapeHtml(cannotShow)}</dd></div>`,
    '</dl>',
    '<details><summary>Settings</summary>',
    '<div class="scroll"><table class="settings"><thead><tr><th scope="col">setting</th><th scope="col">value</th><th scope="col">printed, or chosen because</th></tr></thead><tbody>',
    ...settings.map(
      ({ name, value, origin, because }) =>
        `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td><td>${origin}: ${escapeHtml(because)}</td></tr>`,
    ),
    '</tbody></table></div></details>',
    '</article>',
  ].join('\n');
}

function rowHtml({ label, panels }: FigureRow, slug: string, figure: string): string {
  const size = SIZES.find(({ atMost }) => panels.length <= atMost)!;
  const charts = panels.map((panel, i) => panelSvg(panel, `${slug}-${i}`, `${figure}, ${label}: ${panel.title}`, size));
  return `<h4>${escapeHtml(label)}</h4><div class="panels">${charts.join('\n')}</div>`;
}

interface PanelSize {
  readonly atMost: number;
  readonly width: number;
  readonly height: number;
}

/** The fewer panels in a row, the larger, in px: five fill the page. */
const SIZES: readonly PanelSize[] = [
  { atMost: 1, width: 560, height: 300 },
  { atMost: 3, width: 394, height: 250 },
  { atMost: 4, width: 292, height: 210 },
  { atMost: Number.POSITIVE_INFINITY, width: 231, height: 190 },
];

/** More curves than this are drawn thin. */
const CROWD = 24;

function panelSvg(
  { title, x, yScale, curves }: FigurePanel,
  id: string,
  name: string,
  { width, height }: PanelSize,
): string {
  const longest = Math.max(0, ...curves.map(({ label = '' }) => label.length));
  const svg = lineChart({
    id,
    title: `${name} over ${x.label}`,
    description: describe(curves),
    width,
    height,
    labels: 'plain',
    gutter: longest === 0 ? 10 : 14 + 6.6 * longest,
    left: 46,
    x: { label: x.label, values: [], scale: x.scale },
    y: { label: title, scale: yScale },
    lines: curves.map(chartLine),
  });
  return curves.length > CROWD && curves.every(({ source }) => source === 'gradient descent')
    ? svg.replace('class="chart"', 'class="chart crowded"')
    : svg;
}

function chartLine({ source, label = '', variant, x, y }: FigureCurve): ChartLine {
  const className = variant === undefined ? CLASS[source] : `${CLASS[source]} ${variant}`;
  return { label, className, x, values: y, marks: source === 'oracle' };
}

/** The curves of each source in words: how many, and from where to where the first and last values go. */
function describe(curves: readonly FigureCurve[]): string {
  const sources = [...new Set(curves.map(({ source }) => source))];
  const parts = sources.map(source => {
    const own = curves.filter(curve => curve.source === source);
    const drawn = own.flatMap(({ y }) => y.filter(value => value !== null));
    const range =
      drawn.length === 0
        ? 'nothing that can be drawn'
        : `values from ${round(Math.min(...drawn))} to ${round(Math.max(...drawn))}`;
    return `${source}: ${own.length} ${own.length === 1 ? 'curve' : 'curves'}, ${range}`;
  });
  return `${parts.join('; ')}.`;
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}
