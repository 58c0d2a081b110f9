import { describe, expect, it } from 'vitest';
import { limitOfQuotient } from './limitOfQuotient.ts';
import { nodeText } from './nodeText.ts';
import { parseFormula } from './parseFormula.ts';
import type { BinaryNode } from './tree.ts';

function limit(text: string): string | undefined {
  const found = limitOfQuotient(parseFormula(text).definitions[0]!.node as BinaryNode);
  return found && nodeText(found);
}

describe('limitOfQuotient', () => {
  it.each([
    ['(exp(2*S*t/tau) - I(m))/(2*S)', 't/tau*phi(2*S*t/tau)'],
    ['(exp(2*S*t/tau) - I(m))/(4*S)', '1/2*t/tau*phi(2*S*t/tau)'],
    ['(exp(S) - I(Ni))/S', 'phi(S)'],
    ['(exp(-2*S*t/tau) - I(m))*inv(S)', '-2*t/tau*phi(-2*S*t/tau)'],
    ['(I(m) - exp(-2*S*t/tau))*inv(S)', '2*t/tau*phi(-2*S*t/tau)'],
    ['(exp(lambda*t) - 1)/lambda', 't*phi(lambda*t)'],
    ['(exp(S) + I(m))/S', undefined],
    ['(exp(S*t) - I(m))/S0', undefined],
    ['(exp(S) - S0)/S', undefined],
  ])('%s is %s', (text, expected) => {
    expect(limit(text)).toBe(expected);
  });
});
