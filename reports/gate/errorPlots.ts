import type { CaseVariables } from '../../src/gate/gateFindings.ts';
import { isFailure } from '../../src/gate/gateRecord.ts';
import { escapeHtml } from '../escape.ts';
import { type DigitsAxis, onAxis } from './digitsHistogram.ts';
import { digitsText, type SummarisedCase } from './gateSummary.ts';

interface Variable {
  readonly name: keyof CaseVariables;
  readonly label: string;
  /** A width is a count; the others range over powers of ten, to both sides of 0. */
  readonly scale: 'linear' | 'powers';
}

const VARIABLES: readonly Variable[] = [
  { name: 'lambda', label: 'λ', scale: 'powers' },
  { name: 'time', label: 't / τ of the case', scale: 'powers' },
  { name: 'singularB', label: 'distance to singular B (λ = 0)', scale: 'powers' },
  { name: 'width', label: 'largest width', scale: 'linear' },
];

/**
 * The digits of every case of a claim over each variable that takes more than one value; what failed is a square. The page's script
 * opens the case of a mark that is clicked; the table of worst cases links the same cases for a reader without a mouse.
 */
export function errorPlots(
  judged: readonly SummarisedCase[],
  variables: ReadonlyMap<number, CaseVariables>,
  axis: DigitsAxis,
  slug: string,
): string {
  const plots = VARIABLES.map(variable => {
    const points = judged.flatMap(({ given, result }) => {
      const x = variables.get(given.sequence)?.[variable.name];
      return x === undefined || !Number.isFinite(x) || result.digits === undefined
        ? []
        : [{ x, digits: result.digits, failed: isFailure(result.outcome), hash: given.hash }];
    });
    return new Set(points.map(({ x }) => x)).size < 2
      ? ''
      : plotSvg(variable, points, axis, `${slug}-${variable.name}`);
  });
  return plots.every(plot => plot === '') ? '' : `<div class="error-plots">${plots.join('')}</div>`;
}

interface Point {
  readonly x: number;
  readonly digits: number;
  readonly failed: boolean;
  readonly hash: string;
}

const FRAME = { width: 240, height: 170, left: 26, right: 234, top: 20, bottom: 130 };

function plotSvg({ label, scale }: Variable, points: readonly Point[], axis: DigitsAxis, id: string): string {
  const { place, ticks } = scaleOf(
    points.map(({ x }) => x),
    scale,
  );
  const x = (value: number): number => round(FRAME.left + 8 + place(value) * (FRAME.right - FRAME.left - 16));
  const y = (digits: number): number => round(FRAME.bottom - onAxis(digits, axis) * (FRAME.bottom - FRAME.top));
  const failed = points.filter(point => point.failed);
  const worst = points.reduce((least, point) => (point.digits < least.digits ? point : least));
  const words = `${points.length} cases, ${failed.length} failed; fewest digits ${worst.digits.toFixed(1)} at ${numberText(worst.x)}`;
  // Failed marks on top.
  const marks = points
    .toSorted((a, b) => Number(a.failed) - Number(b.failed))
    .map(({ x: value, digits, failed: bad, hash }) => {
      const data = `data-case="${escapeHtml(hash)}"`;
      const beyond = digits < axis.from ? 1 : digits > axis.to ? -1 : 0;
      if (beyond !== 0)
        return `<path ${data} class="beyond${bad ? ' f' : ''}" d="M${round(x(value) - 4.5)} ${y(digits)}h9l-4.5 ${beyond * 8}z"><title>${digitsText(digits)} digits</title></path>`;
      return bad
        ? `<rect ${data} class="f" x="${round(x(value) - 4)}" y="${round(y(digits) - 4)}" width="8" height="8"/>`
        : `<circle ${data} cx="${x(value)}" cy="${y(digits)}" r="3.5"/>`;
    });
  const levels = [axis.from, (axis.from + axis.to) / 2, axis.to];
  return [
    `<svg class="error-plot" viewBox="0 0 ${FRAME.width} ${FRAME.height}" width="${FRAME.width}" height="${FRAME.height}" role="img" aria-labelledby="${id}-t ${id}-d">`,
    `<title id="${id}-t">Digits over ${label}</title><desc id="${id}-d">${words}</desc>`,
    ...levels.map(
      level =>
        `<path class="grid" d="M${FRAME.left} ${y(level)}H${FRAME.right}"/><text x="${FRAME.left - 5}" y="${y(level) + 4}" text-anchor="end">${numberText(level)}</text>`,
    ),
    ...ticks.map(
      value =>
        `<path class="tick" d="M${x(value)} ${FRAME.bottom}v4"/><text x="${x(value)}" y="${FRAME.bottom + 16}" text-anchor="middle">${numberText(value)}</text>`,
    ),
    `<text class="name" x="0" y="10">digits</text><text class="name" x="${FRAME.right}" y="${FRAME.height - 6}" text-anchor="end">${label}</text>`,
    ...marks,
    worst.digits < axis.from
      ? `<text class="value" x="${round(x(worst.x) + (place(worst.x) > 0.6 ? -8 : 8))}" y="${FRAME.bottom - 5}" text-anchor="${place(worst.x) > 0.6 ? 'end' : 'start'}">${digitsText(worst.digits)}</text>`
      : '',
    '</svg>',
  ].join('');
}

interface PlotScale {
  /** From 0 to 1. */
  readonly place: (value: number) => number;
  readonly ticks: readonly number[];
}

/** Powers: log10(1 + |x|/a) to both sides of 0, a the least size but 0, so that zeros and both signs have a place. */
function scaleOf(values: readonly number[], kind: Variable['scale']): PlotScale {
  const sizes = values.map(Math.abs).filter(size => size > 0);
  const least = Math.max(1e-18, Math.min(...sizes));
  const warp = (value: number): number =>
    kind === 'linear' ? value : Math.sign(value) * Math.log10(1 + Math.abs(value) / least);
  const [low, high] = [Math.min(...values.map(warp)), Math.max(...values.map(warp))];
  const place = (value: number): number => (warp(value) - low) / (high - low);
  if (kind === 'linear') {
    const [first, last] = [Math.min(...values), Math.max(...values)];
    return { place, ticks: last - first < 2 ? [first, last] : [first, Math.round((first + last) / 2), last] };
  }
  const sides = [-1, 1].filter(sign => values.some(value => Math.sign(value) === sign));
  const powers = (sign: number): number[] => {
    const most = Math.floor(Math.log10(Math.max(...values.map(value => sign * value))));
    const from = Math.ceil(Math.log10(least));
    // With two sides there is room for one mark on each.
    const between = sides.length === 2 ? most : Math.max(from, Math.round((from + most) / 2));
    return [...new Set([between, most])].map(power => sign * 10 ** power);
  };
  const marks = [...sides.flatMap(powers), 0].filter(value => place(value) >= -1e-9 && place(value) <= 1 + 1e-9);
  return { place, ticks: marks };
}

function numberText(value: number): string {
  const text =
    Math.abs(value) >= 1e4 || (value !== 0 && Math.abs(value) < 0.01)
      ? value.toExponential(0)
      : String(Number(value.toPrecision(3)));
  return text.replace('e+', 'e').replaceAll('-', '−');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
