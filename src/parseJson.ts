import { DloError } from './errors.ts';

/** Objects and arrays within each other; more is no data of ours, and would end the recursion of whoever walks through it. */
export const DEEPEST_JSON = 100;

/**
 * A value from a JSON text, of which no object names a key twice (the engine would keep the last without a word) and which is
 * nested at most DEEPEST_JSON deep. `argument` names the text in errors. Throws FORMAT, RANGE.
 */
export function parseJson(text: string, argument: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new DloError('FORMAT', argument, `must be JSON (${error.message.replace(/\s+/g, ' ')})`, text);
  }
  requirePlain(text, argument);
  return value;
}

/** Of a text that is JSON: a string before a colon is a key of the innermost object. */
export function requirePlain(text: string, argument: string): void {
  const open: (Set<string> | undefined)[] = [];
  let string: { readonly start: number; readonly end: number } | undefined;
  for (let at = next(text, 0); at >= 0; at = next(text, at + 1)) {
    const mark = text[at]!;
    if (mark === '"') {
      string = { start: at, end: endOfString(text, at) };
      at = string.end;
    } else if (mark === ':') {
      const name = JSON.parse(text.slice(string!.start, string!.end + 1)) as string;
      const keys = open.at(-1)!;
      if (keys.has(name)) throw new DloError('FORMAT', argument, 'must name no key of an object twice', name);
      keys.add(name);
    } else if (mark === '{' || mark === '[') {
      if (open.length === DEEPEST_JSON)
        throw new DloError('RANGE', argument, `must be nested at most ${DEEPEST_JSON} deep`, text);
      open.push(mark === '{' ? new Set() : undefined);
    } else open.pop();
  }
}

/** Where the next mark stands, −1 behind the last. */
function next(text: string, from: number): number {
  const mark = /["[\]{}:]/g;
  mark.lastIndex = from;
  return mark.test(text) ? mark.lastIndex - 1 : -1;
}

/** Where a string ends: at the first quote after an even number of backslashes. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return end;
  }
}
