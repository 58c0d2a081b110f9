import { describe, expect, it } from 'vitest';
import { NOTHING_LEFT, normalForm, provablyEqual } from './normalForm.ts';
import { parseFormula } from './parseFormula.ts';
import { braun2022Thm31, domine2025ThmA3Corrected } from './printedFormulas.ts';

function areEqual(a: string, b: string): boolean {
  return provablyEqual(parseFormula(a), parseFormula(b));
}

describe('provablyEqual', () => {
  it.each([
    ["W1'*(W2' + W1*V*U')", "W1'*W2' + W1'*W1*V*U'"],
    ["(W1*V)'", "V'*W1'"],
    ["S'", 'S'],
    ['S*S0*S', 'S0*S^2'],
    ['lambda*W1*t', 't*(lambda*W1)'],
    ['(-lambda)^2*W1', 'lambda^2*W1'],
    ['abs(lambda)^2*W1', 'lambda^2*W1'],
    ['abs(-lambda)*W1', 'abs(lambda)*W1'],
    ['sgn(lambda)^3*W1', 'sgn(lambda)*W1'],
    ['sgn(-2*lambda)*W1', '-sgn(lambda)*W1'],
    ["inv(W1*W1')'", "inv(W1*W1')"],
    ["inv(2*W1*W1')", "1/2*inv(W1*W1')"],
    ["inv(I(Nh) - W1*W1')", "-inv(W1*W1' - I(Nh))"],
    ['exp(-S)*exp(2*S)', 'exp(S)'],
    ['exp(S - S)', 'I(m)'],
    ['S/S', 'I(m)'],
    ["expm(Syx'*Syx)'", "expm(Syx'*Syx)"],
    ["U'*U*S", 'S'],
    ["W1'*W1 + V*U'*Uperp*Uperp'*W2*W1", "W1'*W1"],
    ["inv(expm(Syx'*Syx))*expm(Syx'*Syx)*V", 'V'],
    ["expm(Syx'*Syx)*inv(expm(Syx'*Syx))*V", 'V'],
    ["trace(W1*V*U'*W2)", "trace(W2'*U*V'*W1')"],
    ['norm(-W1)', "norm(W1')"],
    ["norm(W1*V*U'*W2 + 2*W2'*U*V'*W1')", "norm(2*W1*V*U'*W2 + W2'*U*V'*W1')"],
    ["[W1'; W2]'", "[W1, W2']"],
    ['kron(-W1, 2*W2)', '-2*kron(W1, W2)'],
    ['pinv(2*S)', '1/2*pinv(S)'],
    ["G = 1/sqrt(I(m) + S^2)\nU*G^2*U'", "G = -1/sqrt(I(m) + S^2)\nU*G^2*U'"],
    ["C = W1*V\nC*S*C'", "C = -W1*V\nC*S*C'"],
    ["A = W1*W1'\nA*W1", "A = W1*W1'\nA'*W1"],
    ['W1 + W1 == W2*0', 'W1 == W2*0'],
    ['integral(norm(2*W1*V)^2, 0, t)', "4*integral(norm(-V'*W1')^2, 0, t)"],
    ["at(-W1*V, 2)'", "-at(V'*W1', 2)"],
    // Multiplied out, B alone would have 2^16 terms.
    ["A = (W1*W1' + W2'*W2)^8\nB = A^2\nlambda*B*W1", "A = (W1*W1' + W2'*W2)^8\nB = A^2\nB*W1*lambda"],
  ])('shows that %j is %j', (a, b) => {
    expect(areEqual(a, b)).toBe(true);
  });

  it.each([
    ["W1*W1'", "W1'*W1"],
    ['W1*V', 'W1*V0'],
    ["U'*U0*S", 'S'],
    ['integral(norm(W1)^2, 0, t)', 'integral(norm(W1)^2, 0, 2*t)'],
    ['integral(norm(W1)^2, 0, t)', 'integral(norm(W1), 0, t)^2'],
    ['at(W1, 1)', 'at(W1, 2)'],
    ['after(norm(W1), 1)', 'after(norm(W1), 2)'],
    ["U*U'*W2", 'W2'],
    ["inv(W1*W1' + W1*V*U'*W2)'", "inv(W1*W1' + W1*V*U'*W2)"],
    ['abs(lambda)*W1', 'lambda*W1'],
    ['exp(2*S)', 'exp(S)'],
    ['S*S0', 'S + S0'],
    ['sqrt(S^2 + S0)', 'S + S0'],
    ['I(Ni)', 'I(No)'],
    ["I(m)*V'", "I(Ni)*V'"],
    ["S*V'*V0", "V'*V0*S"],
    ["V'*V0*S*S0", "S*S0*V'*V0"],
    ["W1'*W2'*V0*S", "W2'*W1'*V0*S"],
    ["C = W1*V\nC*S*V'", "C = -W1*V\nC*S*V'"],
    ["A = W1*W1'*W2'*W2\nA*W1", "A = W1*W1'*W2'*W2\nA'*W1"],
  ])('does not say so of %j and %j', (a, b) => {
    expect(areEqual(a, b)).toBe(false);
  });

  it('sees through the theorems of papers', () => {
    const turned = domine2025ThmA3Corrected
      .replace('C = W2', 'C = -W2')
      .replace('- W1*V*(G + H*G)', '+ W1*V*(G + H*G)');
    expect(turned).not.toBe(domine2025ThmA3Corrected);
    expect(areEqual(domine2025ThmA3Corrected, turned)).toBe(false);
    const all = turned.replaceAll("*C'", "*(-C')").replace('+ t/(2*tau)*C*', '- t/(2*tau)*C*');
    expect(areEqual(domine2025ThmA3Corrected, all)).toBe(true);
    expect(areEqual(braun2022Thm31, braun2022Thm31.replace('4*exp', '2*exp'))).toBe(false);
  });

  it('knows an equation with nothing in it', () => {
    expect(normalForm(parseFormula("W1*W1' == (W1*W1')'"))).toBe(NOTHING_LEFT);
    expect(normalForm(parseFormula("W1*W1' == W2'*W2"))).not.toBe(NOTHING_LEFT);
  });
});
