import { describe, expect, it } from 'vitest';
import { formulaDiff } from './formulaDiff.ts';
import { parseFormula } from './parseFormula.ts';
import { nodeTeX } from './toTeX.ts';

function diffOf(before: string, after: string) {
  return formulaDiff(parseFormula(before), parseFormula(after)).map(({ removed, added, ...line }) => ({
    ...line,
    removed: removed.map(({ column, length }) => line.before.slice(column - 1, column - 1 + length)),
    added: added.map(({ column, length }) => line.after.slice(column - 1, column - 1 + length)),
  }));
}

describe('formulaDiff', () => {
  it('gives the changed lines with what was changed in them, and both in TeX', () => {
    const [line, ...others] = diffOf(
      "B = W1*V ... % of the inputs\n  + W2'*U\nC = W1*V\nB*C'",
      "B = W1*V - 2*W2'*U0\nC = W1*V\nB*C'",
    );
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      line: 1,
      before: "B = W1*V + W2'*U",
      after: "B = W1*V - 2*W2'*U0",
      removed: ['+', 'U'],
      added: ['- 2*', 'U0'],
    });
    expect(line!.beforeTeX).toContain(String.raw`\tilde{\mathbf{U}}`);
    expect(line!.afterTeX).toContain(String.raw`2 \,`);
  });

  it('counts the line of a bare expression, and adds nothing where nothing was taken', () => {
    expect(diffOf('A = W1\n\nA*V', 'A = W1\ninv(A)*V')).toMatchObject([
      { line: 3, before: 'A*V', after: 'inv(A)*V', removed: [], added: ['inv(', ')'] },
    ]);
  });

  it.each([
    ["W1*V + W2'*U", "W1*V - W2'*U", "\\boxed{W1*V + W2'*U}", "\\boxed{W1*V - W2'*U}"],
    ['inv(W1*V)*S', "inv(W1*V + W2'*U)*S", '', "\\boxed{W2'*U}"],
    ['2*S*t - S', '2*S*t/tau - S', '', '\\boxed{tau}'],
    ['[U, U; U, S]', '[V, U; U, V0]', '\\boxed{U} \\boxed{S}', '\\boxed{V} \\boxed{V0}'],
    ['S(1,2)*t', 'S(2,1)*t', '\\boxed{S(1,2)}', '\\boxed{S(2,1)}'],
  ])('puts what changed from %s to %s in boxes', (before, after, removed, added) => {
    const [line] = formulaDiff(parseFormula(before), parseFormula(after));
    const boxes = (texts: string) =>
      texts.replace(
        /\\boxed\{(.*?)\}(?= \\boxed|$)/g,
        (_, text) => `\\boxed{${nodeTeX(parseFormula(text).definitions[0]!.node)}}`,
      );
    const inTeX = (tex: string) =>
      [...tex.matchAll(/\\boxed\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g)].map(([box]) => box).join(' ');
    expect([inTeX(line!.beforeTeX), inTeX(line!.afterTeX)]).toEqual([boxes(removed), boxes(added)]);
    expect(line!.afterTeX).not.toContain('part');
  });

  it('is empty for formulas that differ in spaces and brackets only', () => {
    expect(diffOf('W1 * (V*S)\n', 'W1*(V*S) % as before')).toEqual([]);
  });
});
