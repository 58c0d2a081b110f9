import type { TexNode } from './texNode.ts';

/** The name of a letter in one spelling, and whether it is set bold. */
export interface BaseKey {
  readonly text: string;
  readonly isBold: boolean;
}

/** Fonts in which a letter is the same letter. */
const SAME_LETTER: ReadonlySet<string> = new Set([
  'mathbf',
  'boldsymbol',
  'bm',
  'mathit',
  'mathnormal',
  'mathrm',
  'textbf',
  'textit',
  'textrm',
  'mathsf',
  'textsf',
  'pmb',
  'bf',
]);

export const BOLD: ReadonlySet<string> = new Set(['mathbf', 'boldsymbol', 'bm', 'textbf', 'pmb', 'bf']);

/** Accents that are drawn wider, and the plain one. */
const PLAIN_ACCENT: Readonly<Record<string, string>> = {
  '\\widetilde': '\\tilde',
  '\\overline': '\\bar',
  '\\widehat': '\\hat',
  '\\utilde': '\\tilde',
};

/**
 * The key of a letter without scripts: "W", "\\tilde{U}", "\\mathcal{L}", "\\bar{W}_1" of a bar over W_1; bold, upright and italic letters are the same,
 * script and blackboard ones others. Undefined where it is more than one letter.
 */
export function baseKey(node: TexNode): BaseKey | undefined {
  switch (node.kind) {
    case 'symbol':
      return /^([A-Za-z0-9]|\\[A-Za-z]+|[\u0370-\u03ff]|ℓ|∞|∇|∂)$/.test(node.text)
        ? { text: node.text, isBold: false }
        : undefined;
    case 'braces':
      return node.body.length === 1 ? baseKey(node.body[0]!) : undefined;
    case 'font': {
      const inner = innerKey(node.body);
      if (inner !== undefined)
        return SAME_LETTER.has(node.font)
          ? { text: inner.text, isBold: inner.isBold || BOLD.has(node.font) }
          : { text: `\\${node.font}{${inner.text}}`, isBold: inner.isBold };
      const word = BOLD.has(node.font) ? undefined : wordOf(node.body);
      return word === undefined ? undefined : { text: `\\mathrm{${word}}`, isBold: false };
    }
    case 'accent': {
      const inner = innerKey(node.body);
      if (inner === undefined) return undefined;
      const accent = PLAIN_ACCENT[node.accent] ?? node.accent;
      const [, base = '', scripts = ''] = /^(.*?)(_.*)?$/.exec(inner.text)!;
      return { text: `${accent}{${base}}${scripts}`, isBold: inner.isBold };
    }
    default:
      return undefined;
  }
}

/** Of what stands under an accent or in a font: a letter, or one with a subscript. */
function innerKey(body: readonly TexNode[]): BaseKey | undefined {
  const parts = body.length === 1 && body[0]!.kind === 'braces' ? body[0]!.body : body;
  const only = parts.length === 1 ? parts[0]! : undefined;
  if (only === undefined) return undefined;
  if (only.kind !== 'scripts') return baseKey(only);
  if (only.sup !== undefined || only.base.length !== 1) return undefined;
  const base = baseKey(only.base[0]!);
  const sub = scriptText(only.sub ?? []);
  return base && { text: `${base.text}_${/^(.|\\[A-Za-z]+)$/.test(sub) ? sub : `{${sub}}`}`, isBold: base.isBold };
}

/** A word of letters that stand together, NTK. */
function wordOf(body: readonly TexNode[]): string | undefined {
  const parts = body.length === 1 && body[0]!.kind === 'braces' ? body[0]!.body : body;
  const letters = parts.map(part => (part.kind === 'symbol' && /^[A-Za-z]$/.test(part.text) ? part.text : undefined));
  return letters.length > 1 && letters.every(letter => letter !== undefined) ? letters.join('') : undefined;
}

/** A script in one spelling: fonts, braces and spaces left out. */
export function scriptText(nodes: readonly TexNode[]): string {
  return nodes.map(textOfScript).join('');
}

function textOfScript(node: TexNode): string {
  switch (node.kind) {
    case 'symbol':
      return node.text === '\\prime' ? "'" : node.text === '\\ast' ? '*' : node.text;
    case 'operator':
      return node.name.startsWith('\\') ? node.name : `\\${node.name}`;
    case 'text':
      return node.text.trim();
    case 'font':
      return node.font.startsWith('math') && !SAME_LETTER.has(node.font)
        ? `\\${node.font}{${scriptText(node.body)}}`
        : scriptText(node.body);
    case 'accent':
      return `${PLAIN_ACCENT[node.accent] ?? node.accent}{${scriptText(node.body)}}`;
    case 'braces':
      return scriptText(node.body);
    case 'scripts': {
      const [sub, sup] = [node.sub && scriptText(node.sub), node.sup && scriptText(node.sup)];
      return `${scriptText(node.base)}${sub === undefined ? '' : `_${braced(sub)}`}${sup === undefined ? '' : `^${braced(sup)}`}`;
    }
    case 'delimited':
      return `${node.open}${scriptText(node.body)}${node.close}`;
    case 'fraction':
      return `\\frac{${scriptText(node.top)}}{${scriptText(node.bottom)}}`;
    case 'root':
      return `\\sqrt{${scriptText(node.body)}}`;
    case 'array':
      return node.rows.map(row => row.map(scriptText).join('&')).join('\\\\');
    case 'space':
      return '';
    case 'integral':
      return `\\int ${scriptText(node.body)}d${node.variable}`;
  }
}

function braced(text: string): string {
  return /^(.|\\[A-Za-z]+)$/.test(text) ? text : `{${text}}`;
}
