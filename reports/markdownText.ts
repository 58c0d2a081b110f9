// Text made safe for GitHub-flavoured Markdown.

import { foreignText } from './foreignText.ts';

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text on one line with every character escaped that Markdown, a table or inline HTML would read as its own. */
export function inline(text: string): string {
  return foreignText(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]|~$]/g, '\\$&')
    .replace(/^(?:[#+-]|\d+(?=[.)]))/, start => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@(?=\w)/g, '@\u200b');
}

/** Ids, files and numbers of the machine as a code span; as plain text where a code span could not hold them. */
export function codeSpan(text: string): string {
  return /^[^`|\s]+$/u.test(text) && foreignText(text) === text ? `\`${text}\`` : inline(text);
}

/** A fence longer than any run of backticks inside. */
export function code(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(run => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${foreignText(text)}\n${fence}`;
}
