import { escapeHtml } from '../escape.ts';
import { linearScale, log10Scale, type Scale } from './scale.ts';

export interface ChartLine {
  readonly label: string;
  /** Style hook: the page draws `.line.<className>`. */
  readonly className: string;
  /** One value per x; null, NaN, ±∞ and, on a log axis, values ≤ 0 leave a gap. */
  readonly values: readonly (number | null)[];
  /** Where its values stand, if not at those of the chart. */
  readonly x?: readonly number[];
  /** Every value a circle, no line between them. */
  readonly marks?: boolean;
}

export interface LineChart {
  /** Unique in the page; the ids of title and description are made from it. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** In px. */
  readonly width: number;
  readonly height: number;
  /**
   * Names of the lines: with a sample of each at their right ends, in rows above the plot where the drawing is narrow, or as
   * plain text at the ends of those that have one.
   */
  readonly labels: 'right' | 'above' | 'plain';
  /** Room for names at the right, in px; charts below each other need the same to share their x axis. */
  readonly gutter: number;
  /** Room for the numbers at the left, in px; default 58. */
  readonly left?: number;
  readonly x: { readonly label: string; readonly values: readonly number[]; readonly scale?: 'linear' | 'log10' };
  readonly y: {
    readonly label: string;
    readonly scale: 'linear' | 'log10';
    /** A value at which a thin line runs across, within the axis whatever the values. */
    readonly level?: number;
  };
  /** A place of the x axis that is marked from top to bottom, with a name beside it. */
  readonly mark?: { readonly at: number; readonly label: string };
  /** Drawn in this order, the last on top. */
  readonly lines: readonly ChartLine[];
}

/** The gutter that names of these lines need. */
export function gutterFor(labels: readonly string[]): number {
  return 48 + 6.8 * Math.min(LONGEST_NAME, Math.max(0, ...labels.map(label => label.length)));
}

/** In characters; longer names are cut. */
const LONGEST_NAME = 32;

/**
 * A chart as one `<svg>` element without colours of its own: strokes come from the page's `.line.<className>`. Gaps stay
 * gaps; a value that stands alone between gaps is a dot. Where nothing can be drawn the frame says so.
 */
export function lineChart(chart: LineChart): string {
  const rows = chart.labels === 'above' ? chart.lines.length : 0;
  const { left = 58 } = chart;
  const right = chart.width - chart.gutter;
  const top = 30 + 20 * rows + (chart.mark === undefined ? 0 : 14);
  const bottom = chart.height - 40;
  const xOf = (line: ChartLine): readonly number[] => line.x ?? chart.x.values;
  const positions = [
    ...chart.x.values,
    ...chart.lines.flatMap(line => line.x ?? []),
    ...(chart.mark === undefined ? [] : [chart.mark.at]),
  ];
  const x = (chart.x.scale === 'log10' ? log10Scale : linearScale)(positions, left, right);
  const values = chart.lines.flatMap(line => line.values.slice(0, xOf(line).length));
  const level = chart.y.level === undefined ? [] : [chart.y.level];
  const y = (chart.y.scale === 'log10' ? log10Scale : linearScale)([...values, ...level], bottom - 6, top + 6);

  const drawn = chart.lines.map(line => ({ line, ...polyline(xOf(line), line.values, x, y) }));
  const empty = drawn.every(({ path, dots }) => path === '' && dots.length === 0);
  const frame = { left, right, top, bottom };
  return [
    `<svg class="chart" viewBox="0 0 ${chart.width} ${chart.height}" width="${chart.width}" height="${chart.height}" `,
    `role="img" aria-labelledby="${chart.id}-title ${chart.id}-desc">`,
    `<title id="${chart.id}-title">${escapeHtml(chart.title)}</title>`,
    `<desc id="${chart.id}-desc">${escapeHtml(chart.description)}</desc>`,
    axes(chart, x, y, frame, values.length === 0 || empty),
    empty ? '' : guides(chart, x, y, frame),
    ...drawn.map(({ line, path, dots, points }) =>
      line.marks ? marks(line.className, points) : stroke(line.className, path, dots),
    ),
    empty
      ? `<text class="none" x="${(left + right) / 2}" y="${(top + bottom) / 2}" text-anchor="middle">no value that can be drawn</text>`
      : chart.labels === 'above'
        ? labelsAbove(chart.lines, left)
        : labelsAtEnds(drawn, frame, chart.labels === 'plain'),
    '</svg>',
  ].join('');
}

interface ChartFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Drawn {
  readonly line: ChartLine;
  readonly path: string;
  readonly dots: readonly (readonly [number, number])[];
  readonly points: readonly (readonly [number, number])[];
  readonly end: readonly [number, number] | undefined;
}

function polyline(
  times: readonly number[],
  values: readonly (number | null)[],
  x: Scale,
  y: Scale,
): Omit<Drawn, 'line'> {
  const pieces: [number, number][][] = [];
  let piece: [number, number][] = [];
  times.forEach((time, i) => {
    const px = x.position(time);
    const py = y.position(values[i] ?? null);
    if (px !== null && py !== null) piece.push([round(px), round(py)]);
    else if (piece.length > 0) {
      pieces.push(piece);
      piece = [];
    }
  });
  if (piece.length > 0) pieces.push(piece);
  return {
    path: pieces
      .filter(points => points.length > 1)
      .map(points => `M${points.map(point => point.join(' ')).join('L')}`)
      .join(''),
    dots: pieces.flatMap(points => (points.length === 1 ? points : [])),
    points: pieces.flat(),
    end: pieces.at(-1)?.at(-1),
  };
}

function stroke(className: string, path: string, dots: readonly (readonly [number, number])[]): string {
  const circles = dots.map(([cx, cy]) => `<circle class="dot ${className}" cx="${cx}" cy="${cy}" r="2.5"/>`);
  return `${path === '' ? '' : `<path class="line ${className}" d="${path}"/>`}${circles.join('')}`;
}

function marks(className: string, points: readonly (readonly [number, number])[]): string {
  return points.map(([cx, cy]) => `<circle class="mark ${className}" cx="${cx}" cy="${cy}" r="2.8"/>`).join('');
}

function axes(chart: LineChart, x: Scale, y: Scale, { left, right, bottom }: ChartFrame, bare: boolean): string {
  const xTicks = bare ? [] : x.ticks(right - left > 420 ? 8 : 5);
  const yTicks = bare ? [] : y.ticks(5);
  return [
    ...yTicks.map(value => {
      const at = round(y.position(value) ?? bottom);
      return `<path class="grid" d="M${left} ${at}H${right}"/><text class="tick" x="${left - 8}" y="${at + 4}" text-anchor="end">${y.label(value)}</text>`;
    }),
    ...xTicks.map(value => {
      const at = round(x.position(value) ?? left);
      return `<path class="axis" d="M${at} ${bottom}v5"/><text class="tick" x="${at}" y="${bottom + 18}" text-anchor="middle">${x.label(value)}</text>`;
    }),
    `<path class="axis" d="M${left} ${bottom}H${right}"/>`,
    `<text class="name" x="${right}" y="${bottom + 35}" text-anchor="end">${escapeHtml(chart.x.label)}</text>`,
    `<text class="name" x="2" y="14">${escapeHtml(chart.y.label)}</text>`,
  ].join('');
}

/** The level, and the mark with its name on the side that has room. */
function guides(
  { mark, y: { level } }: LineChart,
  x: Scale,
  y: Scale,
  { left, right, top, bottom }: ChartFrame,
): string {
  const height = level === undefined ? null : y.position(level);
  const across = height === null ? '' : `<path class="axis" d="M${left} ${round(height)}H${right}"/>`;
  const place = mark === undefined ? null : x.position(mark.at);
  if (mark === undefined || place === null) return across;
  const at = round(place);
  const isLate = at > (left + right) / 2;
  const name = `<text class="name" x="${at + (isLate ? -6 : 6)}" y="${top - 6}" text-anchor="${isLate ? 'end' : 'start'}">${escapeHtml(mark.label)}</text>`;
  return `${across}<path class="place" d="M${at} ${top - 2}V${bottom}"/>${name}`;
}

const LINE_HEIGHT = 17;

/** Names beside the ends of their lines, pushed apart where ends lie close, each joined to its end by a thin rule. */
function labelsAtEnds(drawn: readonly Drawn[], { right, top, bottom }: ChartFrame, plain: boolean): string {
  const wanted = drawn
    .filter(({ line }) => !plain || line.label !== '')
    .map(({ line, end }) => ({ line, end, at: end?.[1] ?? bottom }))
    .sort((a, b) => a.at - b.at || drawn.findIndex(d => d.line === b.line) - drawn.findIndex(d => d.line === a.line));
  const placed = spread(
    wanted.map(({ at }) => at),
    top + 4,
    bottom - 4,
  );
  return wanted
    .map(({ line, end }, i) => {
      const at = round(placed[i] ?? bottom);
      const rule = end === undefined ? '' : `<path class="leader" d="M${end[0] + 3} ${end[1]}L${right + 12} ${at}"/>`;
      return plain
        ? `<text class="key" x="${right + 6}" y="${at + 4}">${escapeHtml(line.label)}</text>`
        : `${rule}${key(line, right + 14, at)}`;
    })
    .join('');
}

function labelsAbove(lines: readonly ChartLine[], left: number): string {
  return lines.map((line, i) => key(line, left, 34 + 20 * i)).join('');
}

function key(line: ChartLine, at: number, y: number): string {
  const text = line.label.length > LONGEST_NAME ? `${line.label.slice(0, LONGEST_NAME - 1)}…` : line.label;
  const sample = line.marks
    ? marks(
        line.className,
        [3, 11, 19].map(along => [at + along, y]),
      )
    : `<path class="line ${line.className}" d="M${at} ${y}h22"/>`;
  return `${sample}<text class="key" x="${at + 29}" y="${y + 4}">${escapeHtml(text)}</text>`;
}

/** Positions at least a line apart, as near to the wanted (increasing) ones as one pass down and one up can bring them. */
function spread(wanted: readonly number[], top: number, bottom: number): number[] {
  const at = [...wanted];
  for (let i = 0; i < at.length; i++) at[i] = Math.max(at[i]!, i === 0 ? top : at[i - 1]! + LINE_HEIGHT);
  for (let i = at.length - 1; i >= 0; i--)
    at[i] = Math.min(at[i]!, i === at.length - 1 ? bottom : at[i + 1]! - LINE_HEIGHT);
  return at;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
