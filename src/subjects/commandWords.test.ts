import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandWords } from './commandWords.ts';

describe('a command', () => {
  it.each([
    ['python3 my_solver.py', ['python3', 'my_solver.py']],
    ["  node  'my solver.mjs'\t--fast ", ['node', 'my solver.mjs', '--fast']],
    ['a "b \\"c\\" \\n d" e\\ f', ['a', 'b "c" \\n d', 'e f']],
    [`a''b"c"'d' "" '$x | y'`, ['abcd', '', '$x | y']],
    ['a λ=*?~ {b}', ['a', 'λ=*?~', '{b}']],
    ['["my program", "", "$x; \\"y\\""]', ['my program', '', '$x; "y"']],
  ])('%s is split as a shell would', (command, words) => {
    expect(commandWords(command)).toEqual(words);
  });

  it('is split as it was put together, whatever the words', () => {
    const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
    const word = fc.string({ unit: fc.constantFrom(...'aλ😀 \n\t\'"\\|&;<>`$[]{}*='), maxLength: 12 });
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 4 }), (program, args) => {
        fc.pre(program !== '');
        expect(commandWords([program, ...args].map(quote).join(' '))).toEqual([program, ...args]);
        expect(commandWords(JSON.stringify([program, ...args]))).toEqual([program, ...args]);
      }),
      { seed: 6 },
    );
  });

  it.each([
    ['', 'must name a program'],
    ['""', 'must name a program'],
    ['[]', 'must name a program'],
    ["python3 'my_solver.py", "must close the quote '"],
    ['a "b', 'must close the quote "'],
    ['a \\', 'must not end in a backslash'],
    ['a | b', 'must not have | outside quotes, no shell is involved'],
    ['a > b', 'must not have > outside quotes, no shell is involved'],
    ['a $HOME', 'must not have $ outside quotes, no shell is involved'],
    ['["a", 1]', 'must be a JSON array of texts, or words'],
    ['["a"', 'must be a JSON array of texts, or words'],
    ['a \0', 'must not contain a NUL character'],
  ])('%s is refused', (command, rule) => {
    expect(() => commandWords(command)).toThrow(`cmd ${rule}, got `);
  });
});
