/**
 * Names with an index, as they stand in files about layers of any depth: `W{j}` and `W3`, a layer at the start; `W{j}t`, at time t;
 * `dW{j}t`, its rate of change then, `ddW{j}t` that of the rate; `W(i:j)` and `W(i:j)t`, the product W_j ⋯ W_i, the identity where
 * j = i − 1; `d{j}` and `d0`, the width of a layer. An index is a sum of whole numbers and names: j+1, h-1, 2.
 */
export interface IndexedName {
  readonly kind: 'layer' | 'product' | 'width';
  /** How many rates are taken. */
  readonly rates: number;
  readonly first: string;
  /** Of a product. */
  readonly last?: string;
  readonly isMoving: boolean;
}

const LAYER = /^(d*)W(?:\{([^{}]*)\}|([1-9]\d*))(t?)$/;
const PRODUCT = /^W\(([^():,]+):([^():,]+)\)(t?)$/;
const WIDTH = /^d(?:\{([^{}]*)\}|(\d+))$/;

/** What a name stands for; undefined for one without an index, or with one that cannot be read. */
export function indexedName(name: string): IndexedName | undefined {
  const layer = LAYER.exec(name);
  if (layer !== null) {
    const [, rates, braced, plain, t] = layer;
    const first = canonicalIndex(braced ?? plain!);
    // A rate is one at time t.
    if (first === undefined || (rates !== '' && t === '')) return undefined;
    return { kind: 'layer', rates: rates!.length, first, isMoving: t === 't' };
  }
  const product = PRODUCT.exec(name);
  if (product !== null) {
    const [first, last] = [canonicalIndex(product[1]!), canonicalIndex(product[2]!)];
    if (first === undefined || last === undefined) return undefined;
    return { kind: 'product', rates: 0, first, last, isMoving: product[3] === 't' };
  }
  const width = WIDTH.exec(name);
  const first = width && canonicalIndex(width[1] ?? width[2]!);
  return first ? { kind: 'width', rates: 0, first, isMoving: false } : undefined;
}

/** One text for each: W1 for W{1}, d{j} for d{j+1-1}. */
export function nameOfIndexed({ kind, rates, first, last, isMoving }: IndexedName): string {
  const t = isMoving ? 't' : '';
  if (kind === 'product') return `W(${first}:${last})${t}`;
  const index = /^\d+$/.test(first) ? first : `{${first}}`;
  return kind === 'width' ? `d${index}` : `${'d'.repeat(rates)}W${index}${t}`;
}

/** A name in its one text; others as they are. */
export function canonicalName(name: string): string {
  const indexed = indexedName(name);
  return indexed === undefined ? name : nameOfIndexed(indexed);
}

/** Whether a name is of layers of any depth: one with an index, but for those of two layers. */
export function isOfLayers(name: string): boolean {
  return indexedName(name) !== undefined && !/^d?W[12]t?$/.test(name);
}

/** A sum of whole numbers and names, and how often each name is added. */
type Sum = ReadonlyMap<string, number>;

const TERM = /\s*([+-]?)\s*(d\{[^{}]*\}|[A-Za-z_]\w*|\d{1,4})\s*/y;

function sumOf(text: string): Sum | undefined {
  const sum = new Map<string, number>();
  let at = 0;
  while (at < text.length || at === 0) {
    TERM.lastIndex = at;
    const match = TERM.exec(text);
    if (match === null || (at > 0 && match[1] === '')) return undefined;
    const sign = match[1] === '-' ? -1 : 1;
    const isNumber = /^\d/.test(match[2]!);
    const key = isNumber ? '' : match[2]!;
    sum.set(key, (sum.get(key) ?? 0) + sign * (isNumber ? Number(match[2]) : 1));
    at = TERM.lastIndex;
  }
  return sum;
}

function textOf(sum: Sum): string {
  const terms = [...sum].filter(([, count]) => count !== 0);
  const named = terms.filter(([name]) => name !== '').sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const parts = named.flatMap(([name, count]) =>
    Array.from({ length: Math.abs(count) }, () => `${count < 0 ? '-' : '+'}${name}`),
  );
  const constant = sum.get('') ?? 0;
  if (constant !== 0 || parts.length === 0) parts.push(`${constant < 0 ? '' : '+'}${constant}`);
  return parts.join('').replace(/^\+/, '');
}

/** An index in its one text, "j+1"; undefined for what is none. */
export function canonicalIndex(text: string): string | undefined {
  const sum = sumOf(text);
  return sum && textOf(sum);
}

/** The index so many further: "j+1" for "j". */
export function shiftedIndex(index: string, by: number): string {
  return canonicalIndex(`${index}${by < 0 ? '-' : '+'}${Math.abs(by)}`)!;
}

/** Names that an index is made of: j and h of "h-j+1". */
export function namesInIndex(index: string): string[] {
  return [...(sumOf(index)?.keys() ?? [])].filter(name => name !== '');
}

/** What an index comes to; undefined where a name of it has no value. */
export function indexValue(index: string, valueOfName: (name: string) => number | undefined): number | undefined {
  let total = 0;
  for (const [name, count] of sumOf(index) ?? []) {
    const value = name === '' ? 1 : valueOfName(name);
    if (value === undefined) return undefined;
    total += count * value;
  }
  return total;
}
