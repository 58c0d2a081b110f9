import { pairBars } from './pairBars.ts';
import { pairIntegrals } from './pairIntegrals.ts';
import type { TexNode } from './texNode.ts';

const PAIRS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '\\{': '\\}' };

/**
 * Brackets that TeX does not pair, \bigl( … \bigr) and those that open in one line of an aligned formula and close in another: what stands between is one expression. Those without a partner are left as they
 * are.
 */
export function pairBrackets(nodes: readonly TexNode[]): readonly TexNode[] {
  const open = nodes.findLastIndex(node => node.kind === 'symbol' && Object.hasOwn(PAIRS, node.text));
  const opening = nodes[open];
  if (opening?.kind !== 'symbol') return nodes;
  const close = nodes.findIndex((node, at) => at > open && textOf(node) === PAIRS[opening.text]);
  const closing = nodes[close];
  if (closing === undefined) return nodes;
  const span = { start: opening.span.start, end: closing.span.end };
  const inside: TexNode = {
    kind: 'delimited',
    open: opening.text,
    close: PAIRS[opening.text]!,
    body: pairIntegrals(pairBars(nodes.slice(open + 1, close))),
    span,
  };
  const whole: TexNode = closing.kind === 'scripts' ? { ...closing, base: [inside], span } : inside;
  return pairBrackets([...nodes.slice(0, open), whole, ...nodes.slice(close + 1)]);
}

/** The sign itself, or what carries a script. */
function textOf(node: TexNode): string | undefined {
  const bare = node.kind === 'scripts' && node.base.length === 1 ? node.base[0]! : node;
  return bare.kind === 'symbol' ? bare.text : undefined;
}
