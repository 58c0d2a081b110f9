import { DloError } from '../errors.ts';
import { nameOf } from './nameOf.ts';
import { parseTex } from './parseTex.ts';
import { readClauses } from './readExpression.ts';

/** What a letter of a text stands for. */
export interface LetterMeaning {
  /** In Octave, "Syx"; with * where the letter has an index, "S(*,*)". */
  readonly octave: string;
  /** Where this is said: "the header, line 3", "the notation of anguita2024". */
  readonly origin: string;
}

/** Meanings by name (`nameOf`), with * for any index: "W_*". */
export type Letters = ReadonlyMap<string, LetterMeaning>;

/** "\\tilde{\\mathbf U} = U" as a name and its meaning. FORMAT for a left side that is no letter. */
export function letterLine(line: string, origin: string): readonly [string, LetterMeaning] {
  const at = line.lastIndexOf(' = ') >= 0 ? line.lastIndexOf(' = ') : line.indexOf('=');
  const [left, right] = [
    line.slice(0, at).trim(),
    line
      .slice(at + 1)
      .replace(/^[= ]+/, '')
      .trim(),
  ];
  const source = { name: origin, text: left, from: 0 };
  const clauses = readClauses(parseTex(left, source).nodes, source);
  const first = clauses.length === 1 ? clauses[0]!.first : undefined;
  const name = first && nameOf(first);
  if (name === undefined || right === '')
    throw new DloError('FORMAT', origin, 'must be "letter in LaTeX = name in Octave"', line);
  return [name, { octave: right, origin }];
}

/** The meaning of a name, and where it was found under a *, what stands for it. */
export function meaningOf(
  letters: Letters,
  name: string,
): { meaning: LetterMeaning; index: readonly string[] } | undefined {
  const own = letters.get(name);
  if (own !== undefined) return { meaning: own, index: [] };
  const [, base, script, rest] = /^(.+?)_(\{.*?\}|\\[A-Za-z]+|.)((?:\^.*|\(.\)|'+)?)$/.exec(name) ?? [];
  if (base === undefined || script === undefined) return undefined;
  const inner = script.replace(/^\{(.*)\}$/, '$1').replace(/^\((.*)\)$/, '$1');
  const parts = inner.split(/[:,]/);
  if (parts.length === 2) {
    const separator = inner.includes(':') ? ':' : ',';
    const pair = letters.get(`${base}_{*${separator}*}${rest}`);
    if (pair !== undefined) return { meaning: pair, index: parts };
  }
  const any = letters.get(`${base}_*${rest}`);
  return any && { meaning: any, index: [inner] };
}
