import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { derivationSteps } from '../formula/derivation.ts';
import { FormulaError } from '../formula/formulaError.ts';
import { openAny } from './testing/open.ts';

/** A file that is refused, and what is said of it: its text with carets under the place that is at fault, and below them why. */
interface BadFile {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  /** Of the error, or "no fit" of sizes that do not fit for networks that the file speaks of, which are reported with a verdict. */
  readonly code: string;
  readonly rule: string;
}

const badFiles: readonly BadFile[] = readFileSync(new URL('./testing/badFiles.txt', import.meta.url), 'utf8')
  .replace(/\n$/, '')
  .split('\n=====\n')
  .map(block => {
    const lines = block.split('\n');
    const line = lines.findIndex(one => /^ *\^+$/.test(one));
    const carets = lines[line]!;
    const [, code, rule] = /^ *([A-Z_]+|no fit): (.*)$/.exec(lines[line + 1]!)!;
    const text = lines.filter((_, index) => index !== line && index !== line + 1).join('\n');
    const column = carets.indexOf('^') + 1;
    return { text, line, column, length: carets.length - column + 1, code: code!, rule: rule! };
  });

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly picture: string;
}

/** The first thing said of a file, all its steps where it is a derivation. */
function refusalOf(text: string): Refusal | undefined {
  try {
    const steps = derivationSteps(text, 'f.txt')?.map(step => step.text) ?? [text];
    const misfits = steps.flatMap(one => openAny(one, 'f.txt').misfits);
    return misfits[0] && { code: 'no fit', ...misfits[0] };
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
}

describe('bad files', () => {
  it('are many, and no two alike', () => {
    expect(badFiles.length).toBeGreaterThanOrEqual(230);
    expect(new Set(badFiles.map(({ text }) => text)).size).toBe(badFiles.length);
  });

  it.each(badFiles)('$text: $rule', ({ text, line, column, length, code, rule }) => {
    const refusal = refusalOf(text);
    expect(refusal?.message).toContain(rule);
    expect(refusal?.message).toContain(`line ${line}, column ${column}`);
    expect(refusal?.message).not.toContain('\n');
    expect(refusal?.code).toBe(code);
    const [shown, carets] = refusal!.picture.split('\n');
    expect(shown).toBe(text.split('\n')[line - 1]);
    expect(carets).toBe(`${' '.repeat(column - 1)}${'^'.repeat(length)}`);
  });
});
