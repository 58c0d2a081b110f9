import temml from 'temml';
import { shortEntry } from '../differences.ts';
import { escapeHtml } from '../escape.ts';
import { markedMathml } from './mathDiff.ts';

/** Commands of an author and what they stand for, as temml takes them. */
export type Macros = Readonly<Record<string, string | ((context: never) => string)>>;

/**
 * A TeX statement as display MathML in a box that scrolls by itself, with what another statement has not marked. What temml
 * cannot parse stands as its source, with a note; nothing is thrown. `macros` are the author's own commands, as temml takes them.
 */
export function statementHtml(tex: string, label: string, against?: string, macros: Macros = {}): string {
  if (tex.trim() === '') return '<p class="nil">No statement was recorded.</p>';
  const math = mathml(tex, macros);
  if (math === undefined) {
    return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(label)}"><pre class="tex"><code>${escapeHtml(tex)}</code></pre></div><p class="hint">This TeX could not be typeset; its source is shown instead.</p>`;
  }
  const other = against === undefined ? undefined : mathml(against, macros);
  const shown = other === undefined ? math : markedMathml(math, other);
  return `<div class="scroll statement" tabindex="0" role="group" aria-label="${escapeHtml(label)}">${shown}</div>`;
}

function mathml(tex: string, macros: Macros): string | undefined {
  try {
    return temml.renderToString(tex, {
      displayMode: true,
      throwOnError: true,
      wrap: 'none',
      trust: false,
      macros: { ...(macros as Readonly<Record<string, string>>) },
      maxSize: [20, 20],
      maxExpand: 1000,
    });
  } catch {
    return undefined;
  }
}

/** An entry that is boxed, and the place of the digit in its text that is underlined. */
export type Mark = { readonly digit: number | undefined } | undefined;

/** A named matrix, typeset. */
export function matrixHtml(name: string, rows: readonly (readonly string[])[]): string {
  return `<math class="value"><mrow>${nameMathml(name)}<mo lspace="0.28em" rspace="0.28em">=</mo>${matrixMathml(rows, [])}</mrow></math>`;
}

/** A matrix without a name, its entries as they are: they have been cut to the digits that tell. */
export function bareMatrixHtml(rows: readonly (readonly string[])[], marked: readonly (readonly Mark[])[]): string {
  return `<math class="value"><mrow>${matrixMathml(rows, marked)}</mrow></math>`;
}

/** A named number, typeset. */
export function scalarHtml(name: string, value: string): string {
  return `<math class="value"><mrow>${nameMathml(name)}<mo lspace="0.28em" rspace="0.28em">=</mo>${entryMathml(value)}</mrow></math>`;
}

function matrixMathml(rows: readonly (readonly string[])[], marked: readonly (readonly Mark[])[]): string {
  if (rows.length === 0 || rows.every(row => row.length === 0)) return '<mtext>(no entries)</mtext>';
  const cells = (row: readonly string[], i: number): string =>
    row
      .map((entry, j) => {
        const mark = marked[i]?.[j];
        return `<mtd><mrow${mark ? ' class="differs"' : ''}>${entryMathml(entry, mark?.digit)}</mrow></mtd>`;
      })
      .join('');
  return `<mtable class="matrix">${rows.map((row, i) => `<mtr>${cells(row, i)}</mtr>`).join('')}</mtable>`;
}

function entryMathml(entry: string, underlined?: number): string {
  const text = entry.trim();
  const fraction = /^(-?)(\d+)\/(\d+)$/.exec(text);
  if (fraction !== null) {
    const [, sign, numerator, denominator] = fraction;
    return `${minus(sign)}<mfrac><mn>${numerator}</mn><mn>${denominator}</mn></mfrac>`;
  }
  const decimal = /^([+-]?)(\d+\.?\d*…?)(?:e([+-]?)(\d+))?$/i.exec(underlined === undefined ? shortEntry(text) : text);
  if (decimal === null) return `<mtext>${escapeHtml(entry)}</mtext>`;
  const [, sign, digits, expSign, exp] = decimal;
  const power =
    exp === undefined ? '' : `<mo>×</mo><msup><mn>10</mn><mrow>${minus(expSign)}<mn>${exp}</mn></mrow></msup>`;
  return `${minus(sign)}${digitsMathml(digits!, underlined === undefined ? -1 : underlined - sign!.length)}${power}`;
}

/** One number, the digit in one place of it underlined; a sign that differs shows by itself. */
function digitsMathml(digits: string, place: number): string {
  if (!/\d/.test(digits[place] ?? '')) return `<mn>${digits}</mn>`;
  return [digits.slice(0, place), digits[place]!, digits.slice(place + 1)]
    .map((part, i) => (part === '' ? '' : `<mn${i === 1 ? ' class="first-different"' : ''}>${part}</mn>`))
    .join('');
}

function minus(sign: string | undefined): string {
  return sign === '-' ? '<mo form="prefix">−</mo>' : '';
}

/** "W1", "sigmaYX" and "Sigma_yx" as symbols with subscripts; any other name as text. */
function nameMathml(name: string): string {
  const correlation = /^sigma(YX|XX|[A-Z])$/.exec(name)?.[1];
  if (correlation !== undefined)
    return `<msub><mi>Σ</mi><mi mathvariant="normal">${correlation.toLowerCase()}</mi></msub>`;
  const parts = /^(\p{L}|[A-Za-z]{2,10}?)(?:_?(\d+)|_([\p{L}\d]+))?$/u.exec(name);
  const symbol =
    parts?.[1] === undefined ? undefined : (GREEK[parts[1]] ?? (/^\p{L}$/u.test(parts[1]) ? parts[1] : undefined));
  if (symbol === undefined) return `<mtext>${escapeHtml(name)}</mtext>`;
  const base = `<mi>${escapeHtml(symbol)}</mi>`;
  const index = parts?.[2] ?? parts?.[3];
  return index === undefined ? base : `<msub>${base}<mi mathvariant="normal">${escapeHtml(index)}</mi></msub>`;
}

const GREEK: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  eta: 'η',
  theta: 'θ',
  lambda: 'λ',
  Lambda: 'Λ',
  mu: 'μ',
  rho: 'ρ',
  sigma: 'σ',
  Sigma: 'Σ',
  tau: 'τ',
  phi: 'φ',
  omega: 'ω',
};
