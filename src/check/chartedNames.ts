import { claimsRelation } from '../formula/formulaFile.ts';
import { nodeText } from '../formula/nodeText.ts';
import type { Subject } from './evaluateFile.ts';

/** Longer texts do not stand beside a line. */
const LONGEST = 26;

export function shortened(text: string): string | undefined {
  return text.length <= LONGEST ? text : undefined;
}

/** What the lines of the two sides are called. */
export function sideNames({ formula, file }: Subject): [string, string] {
  if (!claimsRelation(file.claims)) return ['formula', 'oracle'];
  if (file.claims === 'loewner') return ['least eigenvalue', 'zero'];
  const [left, right] = formula.definitions.slice(-2).map(({ node }) => shortened(nodeText(node)));
  return [left ?? 'left side', right ?? 'right side'];
}

export function nameOfSides({ file }: Subject): string {
  return file.claims === 'loewner' ? 'least eigenvalue of the difference' : 'both sides';
}
