import { CLAIMED_QUANTITIES, CONVENTIONS } from '../src/formula/formulaFile.ts';

// What `dlo new` writes: a claim that is right, to be overwritten with one's own.

/** A formula file with every key of the header: QQᵀ of the gradient flow for λ ≠ 0, where F has an inverse. */
export function starterFormula(name: string): string {
  const quantities = Object.keys(CLAIMED_QUANTITIES).join(', ');
  const conventions = Object.keys(CONVENTIONS).join(', ');
  return `title: ${name}
% Lines that begin with % are comments, above and below the line ---.
% source: paper, equation     where the formula stands

% What the last line is: ${quantities}.
% All are meant at time t; an equation reads left == right. \`npx dlo check --symbols\` tells their shapes, and all symbols.
claims: qqt

% The hypotheses under which it is claimed, of those that \`npx dlo check --hypotheses\` lists.
needs: whitened, lambda-balanced, lambda-nonzero

% where: lambda > 0           a condition in the formula's own symbols: other cases are left out; may be repeated
% at: tpeak                   a definition that is the time of the claim, which is else drawn
% fixed: Syx, W2*W1, t       what stays where a limit goes along lambda, scale or a singular value: lim(lambda -> Inf, …)
% steps: any                  of gradient descent instead of the flow: W1k and W2k after k steps of learning rate eta
% up to: orthogonal on the left   of an equation: what its two sides may differ by
% conventions: unit-tau       where the letters of a text differ: ${conventions}
---
% Octave's notation, one definition a line, ... where it goes on in the next. The last line is what is claimed.
F  = [-lambda/2*I(Ni), Syx'; Syx, lambda/2*I(No)]
Q0 = [W1'; W2]
E  = expm(F*t/tau)
QQ = E*Q0*inv(I(Nh) + 1/2*Q0'*(E*E - I(Ni + No))*inv(F)*Q0)*Q0'*E
`;
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
