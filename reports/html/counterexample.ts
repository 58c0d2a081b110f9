import type { ShownExample } from '../../src/judge/runRecord.ts';
import { differingEntries, shortEntry, tellRowsApart } from '../differences.ts';
import { escapeHtml } from '../escape.ts';
import { confirmationInWords } from '../evidenceWords.ts';
import { counted } from '../summary.ts';
import { readingInWords, whatDiffers } from '../words.ts';
import { bareMatrixHtml, type Mark, matrixHtml, scalarHtml } from './math.ts';
import { residualHtml } from './number.ts';

/** A counterexample, or a witness, laid out to be checked by hand: what is given, stated next to true value, how to replay it. */
export function counterexampleHtml(
  example: ShownExample,
  slug: string,
  title: 'Counterexample' | 'Witness' = 'Counterexample',
): string {
  const [left, right] = example.sides ?? [
    `stated ${example.reading === undefined ? '' : readingInWords(example.reading)}`.trim(),
    'true value',
  ];
  const told = tellRowsApart(example.stated, example.truth);
  const differs = differingEntries(example.stated, example.truth);
  const marked = (side: 0 | 1): Mark[][] =>
    differs.map((row, i) => row.map((boxed, j) => (boxed ? { digit: told.marks[i]![j]?.[side] } : undefined)));
  const some = differs.some(row => row.includes(true));
  return [
    `<aside class="counterexample" aria-labelledby="${slug}-ce">`,
    `<h4 id="${slug}-ce">${title}${example.reading === undefined ? '' : ` <span class="soft">${title === 'Witness' ? 'of' : 'to'} the claim ${escapeHtml(readingInWords(example.reading))}</span>`}</h4>`,
    `<p class="arch">${escapeHtml(example.architecture)}</p>`,
    '<h5>Given</h5><div class="values">',
    ...example.given.map(({ name, rows }) => box(matrixHtml(name, rows), name)),
    ...example.scalars.map(({ name, value }) => box(scalarHtml(name, value), name)),
    '</div>',
    `<h5>${whatDiffers(example).title}: <span class="quantity">${escapeHtml(whatDiffers(example).what)}</span></h5>`,
    '<div class="versus">',
    `<figure><figcaption>${escapeHtml(left)}</figcaption>${statedHtml(example, told.stated, marked(0))}</figure>`,
    example.truth.length === 0
      ? ''
      : `<figure><figcaption>${escapeHtml(right)}</figcaption>${box(bareMatrixHtml(told.truth, marked(1)), 'true value')}</figure>`,
    '</div>',
    some ? '<p class="hint">Entries that differ are boxed, the first different digit is underlined.</p>' : '',
    allDigits(example),
    '<dl class="facts">',
    example.residual === undefined ? '' : `<div><dt>residual</dt><dd>${residualHtml(example.residual)}</dd></div>`,
    confirmedHtml(example),
    example.file === undefined
      ? ''
      : `<div class="wide"><dt>kept in</dt><dd><code>${escapeHtml(example.file)}</code></dd></div>`,
    '</dl>',
    '<h5>Replay</h5>',
    `<div class="copy"><pre class="scroll" tabindex="0" role="group" aria-label="replay command"><code>${escapeHtml(example.replay)}</code></pre></div>`,
    '</aside>',
  ].join('');
}

function confirmedHtml({ confirmation, confirmedAtDigits }: ShownExample): string {
  if (confirmation !== undefined)
    return `<div class="wide"><dt>second look</dt><dd>${escapeHtml(confirmationInWords(confirmation))}</dd></div>`;
  return confirmedAtDigits === undefined
    ? ''
    : `<div><dt>confirmed at</dt><dd>${counted(confirmedAtDigits, 'digit')}</dd></div>`;
}

function statedHtml(example: ShownExample, rows: readonly (readonly string[])[], marks: readonly Mark[][]): string {
  const reason =
    example.reason === undefined
      ? ''
      : `<p class="reason">${example.truth.length === 0 ? 'No value: ' : ''}${escapeHtml(example.reason)}</p>${pictureHtml(example)}`;
  if (example.stated.length === 0) return reason === '' ? '<p class="reason">No value.</p>' : reason;
  return box(bareMatrixHtml(rows, marks), 'stated value') + reason;
}

function pictureHtml({ picture }: ShownExample): string {
  if (picture === undefined) return '';
  return `<pre class="scroll" tabindex="0" role="group" aria-label="place in the formula"><code>${escapeHtml(picture)}</code></pre>`;
}

function box(content: string, label: string): string {
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(label)}">${content}</div>`;
}

/** The full text of the values where the typeset ones were cut. */
function allDigits({ given, scalars, stated, truth }: ShownExample): string {
  const shown = [...given.flatMap(matrix => matrix.rows), ...stated, ...truth].flat();
  const cut = [...shown, ...scalars.map(scalar => scalar.value)].some(entry => shortEntry(entry) !== entry);
  if (!cut) return '';
  const lines = [
    ...given.map(({ name, rows }) => `${name} = ${octave(rows)}`),
    ...scalars.map(({ name, value }) => `${name} = ${value}`),
    `stated = ${octave(stated)}`,
    `truth = ${octave(truth)}`,
  ];
  return `<details><summary>All digits, as text</summary><pre class="scroll" tabindex="0" role="group" aria-label="all digits"><code>${escapeHtml(lines.join('\n'))}</code></pre></details>`;
}

function octave(rows: readonly (readonly string[])[]): string {
  return `[${rows.map(row => row.join(' ')).join('; ')}]`;
}
