/** The longest text that is passed on. */
const MOST_CHARACTERS = 2000;

export interface VisibleTextOptions {
  readonly most?: number;
  readonly lines?: boolean;
}

/**
 * Foreign text, a path or what a subject wrote, fit to be stored and shown: at most `most` characters (the first ones), control,
 * format (marks of direction, soft hyphens) and lone surrogate characters written out as \u…. Line ends are kept where
 * `lines` says so. It is not escaped for HTML or XML.
 */
export function visibleText(text: string, { most = MOST_CHARACTERS, lines = false }: VisibleTextOptions = {}): string {
  const start = text.length > most ? `${text.slice(0, most)}…` : text;
  const hidden = lines ? /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu : /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
  return start.replace(hidden, character => SHORT[character] ?? unicodeEscape(character));
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function unicodeEscape(character: string): string {
  const code = character.codePointAt(0)!.toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}
