import type { TexNode } from './texNode.ts';

/**
 * An integral with what it is of and its variable, ∫_a^b f(s) ds, as one thing: sums within it are not parted. Those that name their variable nowhere, or first (∫ ds f), are left as they are.
 */
export function pairIntegrals(nodes: readonly TexNode[]): readonly TexNode[] {
  const open = nodes.findLastIndex(isIntegral);
  const sign = nodes[open];
  if (sign === undefined) return nodes;
  const scripts = sign.kind === 'scripts' ? sign : undefined;
  const limits = { ...(scripts?.sub && { from: scripts.sub }), ...(scripts?.sup && { to: scripts.sup }) };
  const over = nodes[open + 1]?.kind === 'fraction' ? ofFraction(nodes[open + 1]!) : undefined;
  if (over !== undefined) {
    const span = { start: sign.span.start, end: nodes[open + 1]!.span.end };
    return pairIntegrals([
      ...nodes.slice(0, open),
      { kind: 'integral', ...limits, ...over, span },
      ...nodes.slice(open + 2),
    ]);
  }
  const found = differentialFrom(nodes, open + 1);
  if (found === undefined) return nodes;
  const isFirst = found.at === open + 1;
  const end = isFirst ? endOfProduct(nodes, found.next) : found.at;
  const behind = isFirst ? end : found.next;
  const body = nodes.slice(isFirst ? found.next : open + 1, end);
  const whole: TexNode = {
    kind: 'integral',
    ...limits,
    variable: found.variable,
    body,
    span: { start: sign.span.start, end: nodes[behind - 1]!.span.end },
  };
  return pairIntegrals([...nodes.slice(0, open), whole, ...nodes.slice(behind)]);
}

/** ∫ da/(a (s − a)): the variable and what is integrated, where it stands above a bar. */
function ofFraction(node: TexNode): { readonly variable: string; readonly body: readonly TexNode[] } | undefined {
  if (node.kind !== 'fraction') return undefined;
  const found = differentialFrom(node.top, 0);
  if (found === undefined || (found.at > 0 && found.next < node.top.length)) return undefined;
  const rest = [...node.top.slice(0, found.at), ...node.top.slice(found.next)];
  const one: TexNode = { kind: 'symbol', text: '1', span: node.span };
  return { variable: found.variable, body: [{ ...node, top: rest.length === 0 ? [one] : rest }] };
}

function isIntegral(node: TexNode): boolean {
  const base = node.kind === 'scripts' && node.base.length === 1 ? node.base[0]! : node;
  return (base.kind === 'operator' && base.name === '\\int') || (base.kind === 'symbol' && base.text === '\\int');
}

interface Differential {
  readonly at: number;
  readonly variable: string;
  readonly next: number;
}

/** The first "ds" from a place on: a d, upright or not, and a letter. */
function differentialFrom(nodes: readonly TexNode[], from: number): Differential | undefined {
  for (let at = from; at < nodes.length; at++) {
    const inside = nodes[at]!;
    const letters = inside.kind === 'font' ? inside.body.flatMap(part => letterOf(part) ?? []) : [];
    if (letters.length === 2 && letters[0] === 'd') return { at, variable: letters[1]!, next: at + 1 };
    const next = nodes.findIndex((node, index) => index > at && node.kind !== 'space');
    const variable = nodes[next] === undefined ? undefined : letterOf(nodes[next]);
    if (letterOf(inside) === 'd' && variable !== undefined) return { at, variable, next: next + 1 };
  }
  return undefined;
}

function letterOf(node: TexNode): string | undefined {
  if (node.kind === 'symbol') return /^([A-Za-z]|\\[A-Za-z]+)$/.test(node.text) ? node.text : undefined;
  if (node.kind === 'scripts') return primedLetter(node);
  if ((node.kind === 'font' || node.kind === 'braces') && node.body.length === 1) return letterOf(node.body[0]!);
  return node.kind === 'text' && node.text === 'd' ? 'd' : undefined;
}

/** t' as it is: a letter with primes and no more. */
function primedLetter(node: TexNode): string | undefined {
  if (node.kind !== 'scripts' || node.sub !== undefined || node.sup === undefined || node.base.length !== 1)
    return undefined;
  const letter = letterOf(node.base[0]!);
  const isPrimed = node.sup.length > 0 && node.sup.every(part => part.kind === 'symbol' && part.text === '\\prime');
  return letter !== undefined && isPrimed ? `${letter}${"'".repeat(node.sup.length)}` : undefined;
}

/** Where the product that begins at a place ends: before the next sign. */
function endOfProduct(nodes: readonly TexNode[], from: number): number {
  const end = nodes.findIndex(
    (node, at) => at >= from && node.kind === 'symbol' && /^([-+=<>,;]|\\(le|ge|leq|geq|pm|\\))$/.test(node.text),
  );
  return end < 0 ? nodes.length : end;
}

/** What is integrated, with the time in place of its variable; undefined where it names the time besides. */
export function overTime(body: readonly TexNode[], variable: string): readonly TexNode[] | undefined {
  if (variable === 't') return body;
  const inside = body.map(node => renamed(node, variable));
  return names(
    body.map(node => renamed(node, variable, '\\circ')),
    't',
  )
    ? undefined
    : inside;
}

function isLetter(node: TexNode, letter: string): boolean {
  return (node.kind === 'symbol' && node.text === letter) || primedLetter(node) === letter;
}

function names(nodes: readonly TexNode[], letter: string): boolean {
  return nodes.some(node => isLetter(node, letter) || partsOf(node).some(part => names(part, letter)));
}

/** All that a node is made of but what is part of a name: subscripts, and letters under accents. */
function partsOf(node: TexNode): readonly (readonly TexNode[])[] {
  switch (node.kind) {
    case 'scripts':
      return node.sub === undefined || node.base.length > 1 || node.base[0]?.kind !== 'symbol'
        ? [node.base, node.sup ?? []]
        : [node.sup ?? []];
    case 'fraction':
      return [node.top, node.bottom];
    case 'root':
    case 'delimited':
    case 'braces':
      return [node.body];
    case 'integral':
      return [node.from ?? [], node.to ?? [], node.body];
    case 'array':
      return node.rows.flat();
    default:
      return [];
  }
}

function renamed(node: TexNode, variable: string, to = 't'): TexNode {
  if (isLetter(node, variable)) return { kind: 'symbol', text: to, span: node.span };
  const all = (nodes: readonly TexNode[]): readonly TexNode[] => nodes.map(part => renamed(part, variable, to));
  switch (node.kind) {
    case 'scripts': {
      const isName = node.sub !== undefined && node.base.length === 1 && node.base[0]!.kind === 'symbol';
      return { ...node, ...(!isName && { base: all(node.base) }), ...(node.sup && { sup: all(node.sup) }) };
    }
    case 'fraction':
      return { ...node, top: all(node.top), bottom: all(node.bottom) };
    case 'root':
    case 'delimited':
    case 'braces':
      return { ...node, body: all(node.body) };
    case 'array':
      return { ...node, rows: node.rows.map(row => row.map(all)) };
    default:
      return node;
  }
}
