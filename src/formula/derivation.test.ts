import { describe, expect, it } from 'vitest';
import { derivationSteps } from './derivation.ts';
import { FormulaError } from './formulaError.ts';
import { parseFormulaFile } from './formulaFile.ts';

const steps = (body: string, header = 'claims: derivation') => derivationSteps(`${header}\n---\n${body}`, 'f');

describe('derivationSteps', () => {
  it('judges each line against the one above, with the definitions above it', () => {
    const found = steps(
      "R = Syx - W2t*W1t\ndW2t == R*W1t'/tau % a comment\n == (Syx - W2t*W1t)*W1t'/tau\nA = R*R'\ntrace(A) >= 0\n <= norm(R)^2",
    )!;
    expect(found.map(({ number, line, shown }) => [number, line, shown])).toEqual([
      [1, 4, "dW2t == R*W1t'/tau"],
      [2, 5, "R*W1t'/tau == (Syx - W2t*W1t)*W1t'/tau"],
      [3, 7, 'trace(A) >= 0'],
      [4, 8, '0 <= norm(R)^2'],
    ]);
    const files = found.map(({ text }) => parseFormulaFile(text, 'f'));
    expect(files.map(({ claims }) => claims)).toEqual(['equation', 'equation', 'inequality', 'inequality']);
    expect(files.map(({ formula }) => formula.definitions.map(({ name, place }) => [name, place.line]))).toEqual([
      [
        ['R', 3],
        [undefined, 4],
      ],
      [
        ['R', 3],
        [undefined, 4],
      ],
      [
        ['R', 3],
        ['A', 6],
        [undefined, 7],
      ],
      [
        ['R', 3],
        ['A', 6],
        [undefined, 7],
      ],
    ]);
  });

  it('joins lines that belong together', () => {
    const [first, second] = steps('W2t*W1t ...\n  == [W2t*W1t, ...\n  zeros(No, 1)]\n == zeros(No, ...\n Ni + 1)')!;
    expect(first!.shown.replaceAll(/\s+/g, ' ')).toBe('W2t*W1t == [W2t*W1t, zeros(No, 1)]');
    expect(second!.shown.replaceAll(/\s+/g, ' ')).toBe('[W2t*W1t, zeros(No, 1)] == zeros(No, Ni + 1)');
    const [rows] = steps('[W1t\n W1] == [W1\n W1t]')!;
    expect(parseFormulaFile(rows!.text, 'f').formula.definitions).toHaveLength(1);
  });

  it('keeps what is typed where it is typed, so that an error has its own column', () => {
    const [, second] = steps('  W2t == W2t\n      == W9')!;
    expect(second!.text.split('\n').slice(-2)).toEqual(['         W2t ...', '      == W9']);
    expect(() => parseFormulaFile(second!.text, 'f')).toThrow('line 4, column 10');
    const [, third] = steps('W2t == W2t\n\n  == [W2t, ...\n  W9]')!;
    expect(() => parseFormulaFile(third!.text, 'f')).toThrow('line 6, column 3');
  });

  it('is no derivation where the file claims something else', () => {
    expect(steps('W1 == W1', 'claims: equation')).toBeUndefined();
    expect(derivationSteps('claims: derivation', 'f')).toBeUndefined();
  });

  it.each([
    ['x = 1', 2, 1, 'must have a step'],
    ['== W1', 3, 1, 'must go on from a right side above it'],
    ['W1 == W1\nx = 1\n == W1', 5, 2, 'must go on from a right side above it'],
    ['W1 ==', 3, 4, 'must have an expression on its right'],
    ['W1 + W1\nW1 == W1', 3, 1, 'must be a definition or a step'],
  ])('%j: says what is wrong in line %i', (body, line, column, message) => {
    const attempt = () => steps(body);
    expect(attempt).toThrow(FormulaError);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(`line ${line}, column ${column}`);
  });
});
