import { DloError } from '../errors.ts';

/** Blank, quoted, or bare text; what a shell would act on has a branch of its own, to be refused. */
const PIECE =
  /(?<blank>\s+)|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|(?<bare>(?:[^\s'"\\|&;<>`$]|\\.)+)|(?<odd>.)/gsu;

/**
 * The program and its arguments: from words as a shell splits them (quotes, backslashes), or from a JSON array, taken as it is.
 * No shell is involved: nothing is expanded, and what only a shell understands is refused unless it is quoted.
 *
 * Errors: FORMAT for an open quote, a bare | & ; < > ` or $, an array of other things than texts, or no program at all.
 */
export function commandWords(command: string): [program: string, ...args: string[]] {
  const [program, ...args] = command.trimStart().startsWith('[') ? wordsOfJson(command) : splitWords(command);
  if (program === undefined || program === '') throw new DloError('FORMAT', 'cmd', 'must name a program', command);
  if ([program, ...args].some(word => word.includes('\0')))
    throw new DloError('FORMAT', 'cmd', 'must not contain a NUL character', command);
  return [program, ...args];
}

function splitWords(command: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (const { groups } of command.matchAll(PIECE)) {
    const { blank, single, double, bare, odd } = groups!;
    if (odd !== undefined) throw new DloError('FORMAT', 'cmd', ruleAgainst(odd), command);
    if (blank === undefined) {
      word = (word ?? '') + (single ?? double?.replace(/\\(["\\])/g, '$1') ?? bare!.replace(/\\(.)/gsu, '$1'));
    } else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  return word === undefined ? words : [...words, word];
}

function ruleAgainst(odd: string): string {
  if (odd === "'" || odd === '"') return `must close the quote ${odd}`;
  if (odd === '\\') return 'must not end in a backslash';
  return `must not have ${odd} outside quotes, no shell is involved`;
}

function wordsOfJson(command: string): string[] {
  const rule = 'must be a JSON array of texts, or words';
  let words: unknown;
  try {
    words = JSON.parse(command);
  } catch {
    throw new DloError('FORMAT', 'cmd', rule, command);
  }
  if (!Array.isArray(words) || words.some(word => typeof word !== 'string'))
    throw new DloError('FORMAT', 'cmd', rule, command);
  return words;
}
