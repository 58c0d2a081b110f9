import { expect, it } from 'vitest';
import { definitenessOf } from './definiteness.ts';
import { namesOf } from './evaluate.ts';
import { parseFormula } from './parseFormula.ts';

const proven = (text: string) => {
  const formula = parseFormula(text);
  return definitenessOf(namesOf(formula), formula.definitions.at(-1)!.node);
};

it.each([
  "W1*W1'",
  "W1'*W1",
  "Q = [W1'; W2]\nQ*Q'",
  "2*W1*Syx'*Syx*W1' + t*I(Nh)",
  "W = W2*W1\n(W*W')^(1/2) + inv(W*W')",
  "(W1*W1' - W2'*W2)^2",
  "U*S*U'",
  "expm([zeros(Ni, Ni), Syx'; Syx, zeros(No, No)])",
  "-W1*(-W1')",
  "kron(W1*W1', I(No))",
])('%s is semidefinite', text => expect(proven(text)).toBe('semidefinite'));

it.each([
  "-W1*W1'",
  "W1*W1' - W2'*W2",
  'lambda*I(Nh)',
  "lambda*W1*W1'",
  "[zeros(Ni, Ni), Syx'; Syx, zeros(No, No)]",
  "W2*W1 + W1'*W2'",
  "W1*(W1'*W1 - I(Ni))*W1'",
])('%s is symmetric, and no more is shown', text => expect(proven(text)).toBe('symmetric'));

it.each([...['W1', 'W2*W1', "W1*W2*W1'", "W1*W1'*Syx*Syx'", "[W1*W1', W2'; W2, -Syx]"], "A = t*(W1*W1')\nA*W2'*W2"])(
  'of %s nothing is shown',
  text => expect(proven(text)).toBeUndefined(),
);
