import { describe, expect, it } from 'vitest';
import { extendEnvironment, standardEnvironment, truthSymbols } from './environment.ts';
import { ignoresHiddenTurns } from './hiddenTurns.ts';
import { parseFormula } from './parseFormula.ts';

const symbols = extendEnvironment(standardEnvironment, truthSymbols);
const ignores = (text: string): boolean => ignoresHiddenTurns(parseFormula(text, { symbols }), 1);

describe('what a turn of the hidden units, W1 → RᵀW1 and W2 → W2R, does not change', () => {
  it.each([
    'W2t*W1t',
    "W1t'*W1t + 2*Syx'*Syx",
    "Q = [W1t'; W2t]\nQ*Q'",
    'norm(W1t)^2 - nuc(W2t*W1t)',
    "trace(W1t*W1t')",
    "det(W1t*W1t' - W2t'*W2t)",
    "W2t*expm(W1t*W1t')*W1t",
    "W1t'*(W1t*W1t')^2*W1t",
    'dW2t*W1t + W2t*dW1t',
    "kron(W2t*W2t', I(Ni))",
    'W2*W1',
  ])('%s', text => {
    expect(ignores(text)).toBe(true);
  });

  it.each([
    'W1t',
    // Weights of the start do not turn along.
    "W1t*W1'",
    'W2*W1t',
    "W1t*W1t'",
    'W1t(1,1)',
    "W1t*W1t' - W1*W1'",
    'inv(W2)*W2t',
    // The turn is the same, and no such shape.
    "trace(W1t*Syx')",
    "[W1t', W1t']*[W1t; W1t]",
    'start(W2t)*W1t',
  ])('but it does, or may, change %s', text => {
    expect(ignores(text)).toBe(false);
  });
});
