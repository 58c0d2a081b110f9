import type { PlotRecord, PlotSeries } from '../../src/judge/runRecord.ts';
import { escapeHtml } from '../escape.ts';
import { type ChartLine, gutterFor, lineChart } from '../plot/lineChart.ts';

const TIME = { label: 't / τ', scale: 'linear' } as const;
/** Gradient descent lies under the oracle, the formula's dots on top. */
const ORDER: readonly PlotSeries['kind'][] = ['gradient-descent', 'oracle', 'formula'];
const READING_STYLE: Readonly<Record<string, string>> = {
  'as printed': 'e-printed',
  'as corrected': 'e-corrected',
  'with an extra hypothesis': 'e-extra',
};
const OTHER_STYLES = ['e-printed', 'e-corrected', 'e-extra'];

/** The trajectory of one case and, below it, the error over time on a log axis. */
export function plotsHtml(plot: PlotRecord, slug: string): string {
  if (plot.times.length === 0 || plot.series.length + plot.errors.length === 0) {
    return '<p class="nil">No trajectory was recorded.</p>';
  }
  const series = ORDER.flatMap(kind =>
    plot.series
      .filter(line => line.kind === kind)
      .map(({ label, values, isOfMembers }, i) => ({
        label,
        className: i === 0 || isOfMembers ? kind : `${kind} n${i + 1}`,
        values,
        ...(isOfMembers && { marks: true }),
      })),
  );
  const errors = plot.errors.map((line, i) => ({
    label: line.label,
    className: READING_STYLE[line.label] ?? OTHER_STYLES[i % OTHER_STYLES.length]!,
    values: line.values,
  }));
  const caption = plot.caption === '' ? '' : `<figcaption>${escapeHtml(plot.caption)}</figcaption>`;
  // The place has its name where it stands first.
  const further = { ...plot, ...(plot.mark && { mark: { ...plot.mark, label: '' } }) };
  return [
    '<figure class="plots">',
    caption,
    series.length === 0 ? '' : both(plot, `${slug}-path`, plot.quantity, plot.scale ?? 'linear', series, 300),
    plot.margin === undefined
      ? ''
      : both(further, `${slug}-margin`, plot.margin.label, 'linear', marginOf(plot.margin), 190, 0),
    errors.length === 0
      ? ''
      : both(
          further,
          `${slug}-error`,
          `relative error of ${plot.errorOf ?? (plot.quantity || 'the formula')}`,
          'log10',
          errors,
          230,
        ),
    '</figure>',
  ].join('');
}

/** One chart drawn for a wide page and one for a narrow one; the style shows one of them. */
function both(
  plot: PlotRecord,
  id: string,
  yLabel: string,
  scale: 'linear' | 'log10',
  lines: readonly ChartLine[],
  height: number,
  level?: number,
): string {
  const { label, scale: xScale } = plot.axis ?? TIME;
  const draw = (width: number, labels: 'right' | 'above', suffix: string): string =>
    lineChart({
      id: `${id}-${suffix}`,
      title: `${yLabel} over ${label}`,
      description: describe(plot.times, lines, scale),
      width,
      height: (labels === 'above' ? height + 20 * lines.length - 20 : height) + (plot.mark === undefined ? 0 : 14),
      labels,
      gutter: labels === 'above' ? 12 : gutterFor(namesIn(plot)),
      x: { label, values: plot.times, scale: xScale },
      y: { label: yLabel, scale, ...(level !== undefined && { level }) },
      ...(plot.mark && { mark: plot.mark }),
      lines,
    });
  return `<div class="at-wide">${draw(820, 'right', 'wide')}</div><div class="at-narrow">${draw(352, 'above', 'narrow')}</div>`;
}

function namesIn({ series, errors, margin }: PlotRecord): string[] {
  return [...series, ...errors].map(({ label }) => label).concat(margin === undefined ? [] : 'margin');
}

function marginOf({ values }: NonNullable<PlotRecord['margin']>): ChartLine[] {
  return [{ label: 'along the flow', className: 'oracle', values }];
}

function describe(times: readonly number[], lines: readonly ChartLine[], scale: 'linear' | 'log10'): string {
  const drawn = (value: number | null | undefined): value is number =>
    typeof value === 'number' && Number.isFinite(value) && (scale === 'linear' || value > 0);
  const each = lines.map(line => {
    const values = line.values.slice(0, times.length).filter(drawn);
    const missing = times.length - values.length;
    const from = values[0];
    const to = values.at(-1);
    const gap = missing === 0 ? '' : `, ${missing} of ${times.length} points not drawn`;
    if (from === undefined || to === undefined) return `${line.label}: no value that can be drawn`;
    return `${line.label}: from ${from.toPrecision(3)} to ${to.toPrecision(3)}${gap}`;
  });
  return `${scale === 'log10' ? 'Logarithmic axis; exact zeros are not drawn. ' : ''}${each.join('; ')}.`;
}
