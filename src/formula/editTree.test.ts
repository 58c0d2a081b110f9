import { describe, expect, it } from 'vitest';
import { type Edit, editsOf } from './edits.ts';
import { editTree } from './editTree.ts';
import { nodeText } from './nodeText.ts';
import { parseFormula } from './parseFormula.ts';
import { children } from './tree.ts';

function edited(text: string, wanted: readonly string[]): string | undefined {
  const formula = parseFormula(text);
  const all = editsOf(formula);
  const edits = wanted.map(one => all.find(({ before, after }) => `${nodeText(before)} → ${nodeText(after)}` === one)!);
  expect(edits).not.toContain(undefined);
  const tree = editTree(formula.definitions[0]!.node, edits);
  return tree && nodeText(tree);
}

describe('editTree', () => {
  it.each([
    ['S*W1*V + W1*V', ['S → S0', 'V → V0'], 'S0*W1*V0 + W1*V'],
    // One inside the other: the inner one first, whatever the order in which they are given.
    ['exp(S*t)', ['exp(S*t) → -exp(S*t)', 'S → S0'], '-exp(S0*t)'],
    ['exp(S*t)', ['S → S0', 'exp(S*t) → -exp(S*t)'], '-exp(S0*t)'],
    ['W1 - W2', ['W1 - W2 → W1', "W1 → W1'"], "W1'"],
    // Both at one place: one after the other.
    ['W1*V', ["W1 → W1'", 'W1 → inv(W1)'], "inv(W1')*V"],
    // A product with 1 loses it, and the path of the other edit still leads to its part.
    ['2*(S*S0)', ['2 → 1', 'S0 → S'], 'S*S'],
  ])('of %s by %j', (text, edits, expected) => {
    expect(edited(text, edits)).toBe(expected);
  });

  it('says where two edits do not go together', () => {
    expect(edited('W1 - W2', ['W1 - W2 → W1', 'W1 - W2 → W1 + W2'])).toBeUndefined();
  });

  it('keeps the parts that no edit touches', () => {
    const { node } = parseFormula("W1*V + W2'*U").definitions[0]!;
    const all: Edit[] = editsOf(parseFormula("W1*V + W2'*U"));
    const tree = editTree(node, [all.find(({ after }) => nodeText(after) === 'V0')!])!;
    expect(children(tree)[1]).toBe(children(node)[1]);
    expect(children(tree)[0]).not.toBe(children(node)[0]);
  });
});
