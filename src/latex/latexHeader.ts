import { DloError } from '../errors.ts';
import { isDeclaration } from '../formula/declarations.ts';
import { STATEMENT_KEYS } from '../formula/header.ts';
import { type Letters, letterLine } from './letters.ts';

/** What a file says of itself in comments. */
export interface LatexHeader {
  readonly letters: Letters;
  /** Fields of a statement file, "needs", as typed, and "notation", "norm", "primes", "stars", "daggers", "brackets" and "case". */
  readonly fields: ReadonlyMap<string, string>;
  /** Lines "let X : Ni x 2" of symbols that the statement declares. */
  readonly declarations: readonly string[];
}

const OWN_KEYS = ['notation', 'norm', 'primes', 'stars', 'daggers', 'brackets', 'case'] as const;

/**
 * The header of a file: comment lines from one that says "% dlo" alone to the first line that is no comment; in Markdown the lines of a comment <!-- dlo … -->.
 * Each is "key: value", "letter = name in Octave" or "let X : Ni x 2", whose X has this meaning then. FORMAT for any other line, with its number.
 */
export function latexHeader(text: string, name: string): LatexHeader {
  const letters = new Map<string, { octave: string; origin: string }>();
  const fields = new Map<string, string>();
  const declarations: string[] = [];
  for (const { line, number } of headerLines(text)) {
    if (line === '') continue;
    if (isDeclaration(line)) {
      const origin = `${name}, line ${number}`;
      for (const declared of declaredNames(line)) letters.set(declared, { octave: declared, origin });
      declarations.push(line);
      continue;
    }
    const [, key, value] = /^([a-z]+):\s*(.+)$/.exec(line) ?? [];
    const known: readonly string[] = [...STATEMENT_KEYS, ...OWN_KEYS];
    if (key !== undefined && value !== undefined && !known.includes(key))
      throw new DloError(
        'UNKNOWN_NAME',
        `${name}, line ${number}:`,
        `must have a known key (${known.join(', ')})`,
        key,
      );
    if (key !== undefined && value !== undefined) {
      if (fields.has(key) && key !== 'where')
        throw new DloError('FORMAT', `${name}, line ${number}:`, 'must stand once', key);
      fields.set(key, fields.has(key) ? `${fields.get(key)}\n${value.trim()}` : value.trim());
      continue;
    }
    if (!line.includes('='))
      throw new DloError(
        'FORMAT',
        `${name}, line ${number}:`,
        'must be "key: value" or "letter in LaTeX = name in Octave"',
        line,
      );
    const [letter, meaning] = letterLine(line, `${name}, line ${number}`);
    letters.set(letter, meaning);
  }
  return { letters, fields, declarations };
}

/** "let X, y : Ni x 2, a : scalar" declares X, y and a. */
function declaredNames(line: string): string[] {
  return [...line.matchAll(/(?:^\s*let\s+|,\s*)([A-Za-z]\w*)(?=\s*[:,])/g)].map(([, declared]) => declared!);
}

function* headerLines(text: string): Generator<{ line: string; number: number }> {
  let within: 'tex' | 'markdown' | undefined;
  for (const [index, whole] of text.split(/\r\n|\n|\r/).entries()) {
    const line = whole.trim();
    if (within === undefined) {
      if (/^%+\s*dlo\s*:?\s*$/.test(line)) within = 'tex';
      if (/^<!--\s*dlo\s*:?\s*$/.test(line)) within = 'markdown';
      continue;
    }
    if (within === 'tex' && !line.startsWith('%')) within = undefined;
    else if (within === 'markdown' && line.startsWith('-->')) within = undefined;
    else yield { line: within === 'tex' ? line.replace(/^%+\s*/, '') : line, number: index + 1 };
  }
}
