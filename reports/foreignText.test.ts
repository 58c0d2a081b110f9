import { expect, it } from 'vitest';
import { escapeHtml } from './escape.ts';
import { foreignText } from './foreignText.ts';
import { code, codeSpan, inline } from './markdownText.ts';
import { clean } from './terminalText.ts';

it.each(['\u001b', '\u009b', '\u00ad', '\u200f', '\u202e', '\u2067', '\u2028', '\ufeff', '\ud800'])(
  'keeps %j out of every view',
  odd => {
    for (const show of [foreignText, escapeHtml, inline, code, codeSpan, clean])
      expect(show(`a${odd}b`)).not.toContain(odd);
  },
);

it('keeps what is text: tabs, line ends, letters of any script and their joiners', () => {
  const text = 'W1ᵀ\tΣ\r\n数 می\u200cخواهم 👩\u200d🔬';
  expect(foreignText(text)).toBe(text);
});
