import { scriptText } from './letterKey.ts';
import type { TexNode } from './texNode.ts';

const DOUBLE: ReadonlySet<string> = new Set(['\\|', '\\Vert', '‖', '∥', '\\lVert', '\\rVert']);
const SINGLE: ReadonlySet<string> = new Set(['|', '\\vert', '∣', '\\lvert', '\\rvert']);

/** Bars that are typed by themselves, ‖A‖_F, in pairs: the first opens, the second closes. A single | without a second one is left as it is. */
export function pairBars(nodes: readonly TexNode[]): TexNode[] {
  return pairsOf(pairsOf(nodes, DOUBLE, '‖'), SINGLE, '|');
}

function pairsOf(nodes: readonly TexNode[], bars: ReadonlySet<string>, name: string): TexNode[] {
  const isBar = (node: TexNode): boolean => node.kind === 'symbol' && bars.has(node.text);
  const at = nodes.flatMap((node, index) => {
    const bare = node.kind === 'scripts' && node.base.length === 1 ? node.base[0]! : node;
    // A|_{t=0} is no half of a pair.
    const isAtTime = node.kind === 'scripts' && node.sub !== undefined && /^t=/.test(scriptText(node.sub));
    return isBar(bare) && !isAtTime ? [index] : [];
  });
  if (at.length === 0 || at.length % 2 === 1) return [...nodes];
  const paired: TexNode[] = nodes.slice(0, at[0]);
  for (let i = 0; i < at.length; i += 2) {
    const [open, close] = [at[i]!, at[i + 1]!];
    const closing = nodes[close]!;
    const span = { start: nodes[open]!.span.start, end: closing.span.end };
    const inside: TexNode = { kind: 'delimited', open: name, close: name, body: nodes.slice(open + 1, close), span };
    paired.push(closing.kind === 'scripts' ? { ...closing, base: [inside], span } : inside);
    paired.push(...nodes.slice(close + 1, at[i + 2] ?? nodes.length));
  }
  return paired;
}
