import { CLAIMED_QUANTITIES, CONVENTIONS } from '../src/formula/formulaFile.ts';
import { STARTERS, type StarterKind } from './starters.ts';

// What `dlo new` writes: a claim that is right, to be overwritten with one's own.

/** A formula file that holds. */
export function starterFormula(name: string, kind: StarterKind = 'quantity'): string {
  const all = (known: object): string => Object.keys(known).join(', ');
  const text = STARTERS[kind].text
    .replace('{quantities}', all(CLAIMED_QUANTITIES))
    .replace('{conventions}', all(CONVENTIONS));
  return `title: ${name}\n${text}`;
}

/** A test that fails, with a counterexample, as soon as the formula is wrong. */
export function starterTest(name: string): string {
  return `import 'deep-linear-oracle/vitest';
import { expect, it } from 'vitest';

it('${name} holds', async () => {
  await expect('./${name}.claim').toHold();
}, 120_000);
`;
}
