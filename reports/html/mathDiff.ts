/**
 * MathML in which every symbol that another statement does not have in this place is marked: of both the symbols in reading
 * order, each with the fractions, roots and scripts that it stands in, what is not in their longest common subsequence.
 */
export function markedMathml(mathml: string, against: string): string {
  const [own, other] = [symbolsOf(mathml), symbolsOf(against)];
  const common = new Set(commonPlaces(own, other));
  let at = -1;
  return mathml.replace(SYMBOL, (whole, name: string, attributes: string, text: string) => {
    at += 1;
    // What is invisible (function application, spaces) is nothing to look for.
    if (common.has(at) || !/\S/.test(text.replace(/[\u2061-\u2064]/g, ''))) return whole;
    const kept = attributes.replace(/\sclass="[^"]*"/, '');
    const own_ = /\sclass="([^"]*)"/.exec(attributes)?.[1];
    return `<${name}${kept} class="${own_ === undefined ? '' : `${own_} `}changed">${text}</${name}>`;
  });
}

const SYMBOL = /<(mi|mn|mo|mtext|ms)\b([^>]*)>([^<]*)<\/\1>/g;

/** Elements that say where a symbol stands: the part of a fraction, a script, under a root. */
const PLACING = new Set([
  'mfrac',
  'msqrt',
  'mroot',
  'msup',
  'msub',
  'msubsup',
  'mover',
  'munder',
  'munderover',
  'mtable',
]);

/** Every symbol in order, with the way to it through what places it. */
function symbolsOf(mathml: string): string[] {
  const symbols: string[] = [];
  const open: { readonly name: string; children: number }[] = [];
  for (const [, close, name = '', , empty, text = ''] of mathml.matchAll(/<(\/?)([a-z]+)\b([^>]*?)(\/?)>([^<]*)/g)) {
    if (close === '/') {
      open.pop();
      continue;
    }
    const parent = open.at(-1);
    if (parent !== undefined) parent.children += 1;
    if (/^(?:mi|mn|mo|mtext|ms)$/.test(name)) {
      const way = open
        .filter(one => PLACING.has(one.name))
        .map(one => `${one.name}${one.name === 'mtable' ? '' : one.children}`);
      symbols.push(`${way.join(' ')} ${text.trim()}`);
    }
    if (empty !== '/') open.push({ name, children: 0 });
  }
  return symbols;
}

/** Places in the first list of a longest common subsequence of both. */
function commonPlaces(a: readonly string[], b: readonly string[]): number[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
  const places: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      places.push(i++);
      j++;
    } else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++;
    else j++;
  }
  return places;
}
