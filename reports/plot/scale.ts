import { linearTicks, log10Ticks } from './ticks.ts';

/** Maps values of an axis to positions in a drawing and says where its marks stand. */
export interface Scale {
  /** The position of a value, or null where it has none: not finite, or not positive on a log axis. */
  readonly position: (value: number | null) => number | null;
  readonly ticks: (count: number) => readonly number[];
  readonly label: (value: number) => string;
}

/**
 * A linear axis from the smallest to the largest finite value, or [0, 1] where there is none. A single value gets room on
 * both sides.
 */
export function linearScale(values: Iterable<number | null>, from: number, to: number): Scale {
  const [min, max] = widened(extent(values, () => true) ?? [0, 1]);
  // Halved where the span itself would overflow.
  const part = Number.isFinite(max - min)
    ? (value: number) => (value - min) / (max - min)
    : (value: number) => (value / 2 - min / 2) / (max / 2 - min / 2);
  return {
    position: value => (value === null || !Number.isFinite(value) ? null : from + (to - from) * part(value)),
    ticks: count => linearTicks(min, max, count),
    label: value => shortNumber(value),
  };
}

/** A log10 axis over the whole decades that hold all positive finite values, or [0.1, 1] where there is none. */
export function log10Scale(values: Iterable<number | null>, from: number, to: number): Scale {
  const [min, max] = extent(values, value => value > 0) ?? [0.1, 1];
  const low = Math.floor(Math.log10(min));
  const high = Math.max(low + 1, Math.ceil(Math.log10(max)));
  return {
    position: value =>
      value === null || !Number.isFinite(value) || value <= 0
        ? null
        : from + ((to - from) * (Math.log10(value) - low)) / (high - low),
    // Number('1e309') is Infinity and Number('1e-324') is 0: bounds beyond the doubles fall back to the data.
    ticks: count => log10Ticks(Number(`1e${low}`) || min, Math.min(Number(`1e${high}`), Number.MAX_VALUE), count),
    label: value => powerOfTen(value),
  };
}

function extent(values: Iterable<number | null>, counts: (value: number) => boolean): [number, number] | undefined {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === null || !Number.isFinite(value) || !counts(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? [min, max] : undefined;
}

function widened([min, max]: [number, number]): [number, number] {
  if (min < max) return [min, max];
  const room = min === 0 ? 1 : Math.abs(min) / 2;
  return [min - room, max + room];
}

function shortNumber(value: number): string {
  const text = String(Number(value.toPrecision(12)));
  const [mantissa, exponent] = text.split('e');
  const times = exponent === undefined ? '' : `×10${superscript(Number(exponent))}`;
  return `${mantissa}${times}`.replace('-', '−');
}

function powerOfTen(value: number): string {
  if (value >= 0.01 && value <= 100) return shortNumber(value);
  const exponent = Math.floor(Math.log10(value) + 1e-12);
  const factor = Math.round(value / Number(`1e${exponent}`));
  return `${factor === 1 ? '' : `${factor}×`}10${superscript(exponent)}`;
}

function superscript(exponent: number): string {
  return String(exponent).replace(/./g, c => (c === '-' ? '⁻' : ('⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)] ?? c)));
}
