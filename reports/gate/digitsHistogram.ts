import { escapeHtml } from '../escape.ts';
import { type ClaimSummary, digitsText } from './gateSummary.ts';

/** One bar: cases with digits in [from, from + width). */
export interface DigitsBin {
  readonly from: number;
  readonly held: number;
  readonly failed: number;
}

/** Where the axis of every claim ends at least, so that claims can be compared: the digits of a float64. */
const FLOAT64 = 16;

/** One answer that is wrong by 10⁵⁵, or exact, would flatten all others: beyond these an axis has a mark that says the value. */
const FARTHEST = { below: -2, above: 18 };

export interface DigitsAxis {
  readonly from: number;
  readonly to: number;
}

/** One axis for several claims: from 0, or below where a residual is above 1, to 16 or above, but no farther than FARTHEST. */
export function digitsAxis(claims: readonly Pick<ClaimSummary, 'measured'>[]): DigitsAxis {
  const { least, most } = rangeOf(claims);
  return {
    from: Math.max(FARTHEST.below, Math.floor(Math.min(0, least))),
    to: Math.min(FARTHEST.above, most > FLOAT64 ? Math.floor(most) + 1 : FLOAT64),
  };
}

function rangeOf(claims: readonly Pick<ClaimSummary, 'measured'>[]): { readonly least: number; readonly most: number } {
  const all = claims.flatMap(({ measured }) => measured.map(({ digits }) => digits));
  return {
    least: all.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
    most: all.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
  };
}

/** The digits of what lies beyond an axis, the farthest of each side, in words with an arrow; undefined where nothing does. */
export function beyondAxis(
  claims: readonly Pick<ClaimSummary, 'measured'>[],
  { from, to }: DigitsAxis,
): { readonly below: string | undefined; readonly above: string | undefined } {
  const { least, most } = rangeOf(claims);
  return {
    below: least < from ? `◂ ${digitsText(least)}` : undefined,
    above: most > to ? `${digitsText(most)} ▸` : undefined,
  };
}

/** Digits as a share of the axis, those beyond it at its ends. */
export function onAxis(digits: number, { from, to }: DigitsAxis): number {
  return (Math.min(to, Math.max(from, digits)) - from) / (to - from);
}

/** Cases by digits, in bins of `width`, from the least to the most of the axis; those of its ends and beyond lie in the first and last. */
function digitsBins(
  { measured }: Pick<ClaimSummary, 'measured'>,
  { from, to }: DigitsAxis,
  width: number,
): DigitsBin[] {
  const count = Math.ceil((to - from) / width);
  const bins = Array.from({ length: count }, (_, i) => ({ from: from + i * width, held: 0, failed: 0 }));
  for (const { digits, failed } of measured) {
    const bin = bins[Math.max(0, Math.min(count - 1, Math.floor((digits - from) / width)))]!;
    if (failed) bin.failed += 1;
    else bin.held += 1;
  }
  return bins;
}

/** All cases of a claim by digits, small, for a table; the numbers beside it say the rest. */
export function digitsStrip(claim: ClaimSummary, axis: DigitsAxis): string {
  if (claim.measured.length === 0) return '';
  const [width, height] = [200, 24];
  const bins = digitsBins(claim, axis, 0.5);
  const most = Math.max(...bins.map(({ held, failed }) => held + failed));
  const x = (digits: number): number => round(onAxis(digits, axis) * width);
  const step = width / bins.length;
  const { below, above } = beyondAxis([claim], axis);
  const arrow = (path: string, words: string | undefined): string =>
    words === undefined ? '' : `<path class="beyond" d="${path}"><title>${words}</title></path>`;
  // A single case must be seen beside a hundred: heights go with the root.
  const scale = (count: number): number => round(Math.sqrt(count / most) * (height - 3));
  return [
    `<svg class="strip" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true">`,
    `<path d="M0 ${height - 0.5}H${width}"/>`,
    ...bins.map(({ from, held, failed }) => bar({ held, failed }, x(from) + 0.5, step - 1, height - 1, scale)),
    claim.median === undefined ? '' : `<path class="m" d="M${x(claim.median)} 0v${height}"/>`,
    arrow('M-2 15v8l-5-4z', below),
    arrow(`M${width + 2} 15v8l5-4z`, above),
    '</svg>',
  ].join('');
}

/** All cases of a claim by digits, with an axis, counts above the bars and the median. */
export function digitsHistogram(claim: ClaimSummary, axis: DigitsAxis, id: string): string {
  if (claim.measured.length === 0) return '<p class="nil">No case has a number.</p>';
  const [width, top, base] = [480, 22, 150];
  const bins = digitsBins(claim, axis, 1);
  const most = Math.max(...bins.map(({ held, failed }) => held + failed));
  const step = (width - 8) / bins.length;
  const x = (digits: number): number => round(4 + onAxis(digits, axis) * (width - 8));
  const { below, above } = beyondAxis([claim], axis);
  const beyond = [below, above].filter(words => words !== undefined);
  const scale = (count: number): number => round(Math.sqrt(count / most) * (base - top));
  const every = bins.length > 20 ? 5 : 2;
  const words = bins
    .filter(({ held, failed }) => held + failed > 0)
    .map(
      ({ from, held, failed }) => `${from} to ${from + 1}: ${held + failed}${failed > 0 ? ` (${failed} failed)` : ''}`,
    )
    .concat(beyond.length === 0 ? [] : `beyond the axis, in its first and last bar: ${beyond.join(', ')}`)
    .join('; ');
  return [
    `<svg class="histogram" viewBox="0 0 ${width} ${base + (beyond.length === 0 ? 40 : 56)}" role="img" aria-labelledby="${id}-t ${id}-d">`,
    `<title id="${id}-t">Cases by digits that agree</title><desc id="${id}-d">${escapeHtml(words)}</desc>`,
    `<path d="M0 ${base}.5H${width}"/>`,
    ...bins.flatMap(({ from, held, failed }) => {
      if (held + failed === 0) return [];
      const total = scale(held + failed);
      return [
        bar({ held, failed }, x(from) + 1, step - 2, base, scale),
        `<text class="value" x="${round(x(from) + step / 2)}" y="${round(base - total - 5)}" text-anchor="middle">${held + failed}</text>`,
      ];
    }),
    claim.median === undefined
      ? ''
      : `<path class="m" d="M${x(claim.median)} ${base}v7"/><text class="value" x="${x(claim.median)}" y="${base + 34}" text-anchor="middle">median</text>`,
    ...bins
      .map(({ from }) => from)
      .concat(axis.to)
      .filter(digits => digits % every === 0)
      .map(digits => `<text x="${x(digits)}" y="${base + 19}" text-anchor="middle">${axisText(digits)}</text>`),
    below === undefined ? '' : `<text class="value" x="0" y="${base + 50}">${below}</text>`,
    above === undefined ? '' : `<text class="value" x="${width}" y="${base + 50}" text-anchor="end">${above}</text>`,
    '</svg>',
  ].join('');
}

/** A whole number of digits, with a minus sign. */
export function axisText(digits: number): string {
  return String(digits).replace('-', '−');
}

/** Failed cases stand below those that held, of one bar as high as both. */
function bar(
  { held, failed }: Pick<DigitsBin, 'held' | 'failed'>,
  x: number,
  width: number,
  base: number,
  scale: (count: number) => number,
): string {
  const total = scale(held + failed);
  const low = held + failed === 0 ? 0 : round((total * failed) / (held + failed));
  const rect = (name: string, y: number, height: number): string =>
    height > 0
      ? `<rect class="${name}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"/>`
      : '';
  return rect('h', base - total, total - low) + rect('f', base - low, low);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
