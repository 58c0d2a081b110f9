import { describe, expect, it } from 'vitest';
import { editsOf } from './edits.ts';
import { formulaText } from './formulaText.ts';
import { misprintsOf, treesWith } from './misprints.ts';
import { nodeText } from './nodeText.ts';
import { parseFormula } from './parseFormula.ts';

/** All texts one restored term away. */
function restored(text: string): Set<string> {
  const formula = parseFormula(text, { name: 'f' });
  const trees = formula.definitions.map(({ node }) => node);
  return new Set(
    misprintsOf(formula, { missingTerms: true }).flatMap(misprint => {
      const changed = treesWith(trees, [misprint]);
      const definitions = formula.definitions.map((old, i) => ({ ...old, node: changed?.[i] ?? old.node }));
      return changed === undefined ? [] : [formulaText({ definitions }).trim()];
    }),
  );
}

const lines = (...some: string[]): string => some.join('\n');

describe('missing terms', () => {
  it.each([
    ['a copy of the sum', lines('H = S', "V*(S - H*S)*U' + V*S*U'"), lines('H = S', "V*(S - H*S)*U' + V*(S - H*S)*U'")],
    ['a copy with the other sign', lines('A = S - S^3', 'S*A'), lines('A = S - S^3', '(S + S^3)*A')],
    [
      'the last side of a copy',
      lines('A = Syx - W2*W1', 'A + W2*W1*inv(S)'),
      lines('A = Syx - W2*W1', 'A + (Syx + W2*W1)*inv(S)'),
    ],
    [
      'the same terms reversed',
      lines("F = W2*W2'", "X = U*U'", 'F*X - X^2'),
      lines("F = W2*W2'", "X = U*U'", 'F*X - X^2 + X*F'),
    ],
    ['a transpose', lines('P = W2*W1', "Syx'*P"), lines('P = W2*W1', "Syx'*P + P'*Syx")],
    [
      'the mirror image',
      lines("A = I(Nh) + W2'*Uperp*Uperp'*W2", 'A'),
      lines("A = I(Nh) + W2'*Uperp*Uperp'*W2 + W1*Vperp*Vperp'*W1'", 'A'),
    ],
    [
      'the mirror image by names',
      lines('Z1 = W1*V', "Z2 = W2'*U", "Z1*Z1'"),
      lines('Z1 = W1*V', "Z2 = W2'*U", "Z1*Z1' + Z2*Z2'"),
    ],
    [
      'a term of another line',
      lines("A = V*S*U' + Vperp*Vperp'*W1'*W2'", "B = U*S*V'", 'A'),
      lines("A = V*S*U' + Vperp*Vperp'*W1'*W2'", "B = U*S*V' + Uperp*Uperp'*W2*W1", 'A'),
    ],
    [
      'an exchanged symbol and exponents negated',
      lines('B = W1*V', "C = W2'*U", "B*exp(2*S*t)*B'"),
      lines('B = W1*V', "C = W2'*U", "B*exp(2*S*t)*B' + C*exp(2*S*t)*C'"),
    ],
  ])('finds %s', (_name, left, whole) => {
    expect([...restored(left)]).toContain(formulaText(parseFormula(whole)).trim());
  });

  it('puts no term beside itself, and is asked for', () => {
    const formula = parseFormula('W2*W1 + Syx');
    const edits = editsOf(formula, { missingTerms: true });
    expect(edits.length).toBeGreaterThan(0);
    expect(edits.every(({ kind }) => kind === 'added term')).toBe(true);
    expect(edits.map(({ after }) => nodeText(after))).not.toContain('W2*W1 + Syx + W2*W1');
    expect(editsOf(formula).filter(({ kind }) => kind === 'added term')).toEqual([]);
  });
});
