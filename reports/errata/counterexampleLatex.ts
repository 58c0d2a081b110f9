import type { CounterexampleRecord } from '../../src/judge/runRecord.ts';
import { shortEntry, type ToldRows, tellRowsApart } from '../differences.ts';
import { residualSentence } from '../evidenceWords.ts';
import { whatDiffers } from '../words.ts';
import { latexCode, latexText } from './latexText.ts';

/** A counterexample as blocks of a LaTeX document. */
export function counterexampleBlocks(example: CounterexampleRecord): string[] {
  const { given, scalars, stated, truth, reason, sides = ['stated', 'true'] } = example;
  const told = tellRowsApart(stated, truth);
  return [
    '\\subsubsection*{Counterexample}',
    `${latexText(example.architecture)}. Given:`,
    ...rowsOf(given).map(row =>
      display(
        row
          .map(({ name, rows }) => `${symbol(name)} = ${matrix(rows, text => entry(shortEntry(text)))}`)
          .join(',\\quad '),
      ),
    ),
    scalars.length === 0
      ? ''
      : display(scalars.map(({ name, value }) => `${symbol(name)} = ${entry(shortEntry(value))}`).join(',\\quad ')),
    `${latexText(whatDiffers(example).title)}: ${latexText(whatDiffers(example).what)}.`,
    stated.length === 0
      ? latexText(`No stated value${reason === undefined ? '' : `: ${reason}`}.`)
      : display(`\\text{${latexText(sides[0])}: } ${side(told, 0)}`),
    truth.length === 0 ? '' : display(`\\text{${latexText(sides[1])}: } ${side(told, 1)}`),
    `${latexText(residualSentence(example))} Replay:`,
    codeBlock([example.replay]),
  ];
}

/** Entries that a line holds beside the names of the matrices. */
const ENTRIES_A_LINE = 9;

/** Small matrices side by side. */
function rowsOf(given: CounterexampleRecord['given']): (typeof given)[] {
  const lines: (typeof given)[number][][] = [];
  let room = 0;
  for (const one of given) {
    const width = 2 + Math.max(...one.rows.map(row => row.length), 0) * Math.ceil(longestEntry(one.rows) / 6);
    if (lines.length === 0 || width > room) {
      lines.push([]);
      room = ENTRIES_A_LINE + 2;
    }
    lines.at(-1)!.push(one);
    room -= width;
  }
  return lines;
}

function longestEntry(rows: readonly (readonly string[])[]): number {
  return Math.max(1, ...rows.flat().map(text => text.length));
}

/** Mathematics in lines of its own. */
export function display(mathematics: string): string {
  return mathematics === '' ? '' : `\\[\n${mathematics}\n\\]`;
}

/** Lines of code as they stand. */
export function codeBlock(lines: readonly string[]): string {
  const shown = lines.filter(line => line.trim() !== '').map(latexCode);
  return `\\begin{flushleft}\\small\n${shown.join('\\\\\n')}\n\\end{flushleft}`;
}

function matrix(rows: readonly (readonly string[])[], show: (text: string, i: number, j: number) => string): string {
  if (rows.every(row => row.length === 0)) return '\\text{(no entries)}';
  const lines = rows.map((row, i) => row.map((text, j) => show(text, i, j)).join(' & '));
  return `\\begin{pmatrix} ${lines.join(' \\\\ ')} \\end{pmatrix}`;
}

/** One of two values, the first digit of an entry that differs from the other's underlined. */
function side({ stated, truth, marks }: ToldRows, which: 0 | 1): string {
  return matrix([stated, truth][which]!, (text, i, j) => {
    const at = marks[i]?.[j]?.[which];
    return at === undefined ? entry(shortEntry(text)) : entry(text, at);
  });
}

/** "3", "-1/2", "1.5e-7" as mathematics; anything else as text. */
function entry(value: string, underlined = -1): string {
  const fraction = /^(-?)(\d+)\/(\d+)$/.exec(value);
  if (fraction !== null) return `${fraction[1]}\\tfrac{${fraction[2]}}{${fraction[3]}}`;
  const decimal = /^(-?\d+(?:\.\d+)?)(…?)(?:e([+-]?\d+))?$/i.exec(value);
  if (decimal === null) return `\\text{${latexText(value)}}`;
  const [, digits, more, exponent] = decimal;
  const power = exponent === undefined ? '' : `\\times 10^{${exponent.replace('+', '')}}`;
  return `${underlinedAt(digits!, underlined)}${more === '' ? '' : '\\ldots'}${power}`;
}

function underlinedAt(digits: string, place: number): string {
  if (!/\d/.test(digits[place] ?? '')) return digits;
  return `${digits.slice(0, place)}\\underline{${digits[place]}}${digits.slice(place + 1)}`;
}

/** W1, sigmaYX and lambda as the symbols of the papers; any other name upright. */
function symbol(name: string): string {
  const weights = /^W(\d)$/.exec(name)?.[1];
  if (weights !== undefined) return `W_${weights}(0)`;
  const correlation = /^sigma(YX|XX)$/.exec(name)?.[1];
  if (correlation !== undefined) return `\\Sigma^{${correlation.toLowerCase()}}`;
  if (name === 'lambda' || name === 'tau') return `\\${name}`;
  return /^[A-Za-z]$/.test(name) ? name : `\\text{${latexText(name)}}`;
}
