type Rows = readonly (readonly string[])[];

/**
 * Which entries of the true value the stated value misses, by position. Decimals are compared as numbers, to 1e-9 of the
 * largest entry, because two precisions print different last digits; text, and numbers that differ by less than that
 * everywhere, letter by letter. Nothing is marked where the shapes differ: then the shape is the difference.
 */
export function differingEntries(stated: Rows, truth: Rows): boolean[][] {
  const none = truth.map(row => row.map(() => false));
  if (!sameShape(stated, truth)) return none;
  const scale = Math.max(
    0,
    ...[...stated, ...truth]
      .flat()
      .map(entry => Math.abs(entryValue(entry)))
      .filter(Number.isFinite),
  );
  const marked = truth.map((row, i) => row.map((entry, j) => apart(stated[i]![j]!, entry, 1e-9 * scale)));
  if (marked.some(row => row.includes(true))) return marked;
  return truth.map((row, i) => row.map((entry, j) => entry !== stated[i]![j]));
}

function sameShape(a: Rows, b: Rows): boolean {
  return a.length === b.length && a.every((row, i) => row.length === b[i]!.length);
}

function apart(a: string, b: string, allowance: number): boolean {
  if (a === b) return false;
  const distance = Math.abs(entryValue(a) - entryValue(b));
  return Number.isNaN(distance) || distance > allowance;
}

/** A typed entry as a number: "3", "-1/2", "2.5e-3"; NaN for any other text. */
function entryValue(entry: string): number {
  const text = entry.trim().replace('−', '-');
  const fraction = /^(-?\d+)\/(\d+)$/.exec(text);
  if (fraction !== null) return Number(fraction[1]) / Number(fraction[2]);
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

/** A long decimal cut to 10 significant digits for reading, with "…" in place of the rest; other text as it is. */
export function shortEntry(entry: string): string {
  const parts = /^([+-]?)(\d+)\.(\d+)(e[+-]?\d+)?$/i.exec(entry.trim());
  if (parts === null) return entry;
  const [, sign = '', whole = '', decimals = '', exponent = ''] = parts;
  const leadingZeros = /^0+$/.test(whole) ? (/^0*/.exec(decimals)?.[0].length ?? 0) : -whole.length;
  const keep = Math.max(1, 10 + leadingZeros);
  if (decimals.length <= keep + 2) return entry;
  return `${sign}${whole}.${decimals.slice(0, keep)}…${exponent}`;
}
