import { expect, it } from 'vitest';
import { misprintsOf } from './misprints.ts';
import { nodeText } from './nodeText.ts';
import { parseFormula } from './parseFormula.ts';

it('misprints of like places are of parts that differ in their names, each set of places once', () => {
  const text = "A = (W1*W1')*W1 + W2'*W2*W1 + (W1*W1')*W1\nB = (W1*W1')*W1 - A\nB + (W1*W1')*A";
  const misprints = misprintsOf(parseFormula(text));
  const like = misprints.filter(({ scope }) => scope === 'like places');
  expect(like.length).toBeGreaterThan(0);
  for (const { edits } of like) expect(new Set(edits.map(({ before }) => nodeText(before))).size).toBeGreaterThan(1);
  // The same part at several places is changed everywhere, too.
  expect(misprints.some(({ scope, edits }) => scope !== 'like places' && edits.length > 1)).toBe(true);
});
