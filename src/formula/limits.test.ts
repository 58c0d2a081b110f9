import { describe, expect, it } from 'vitest';
import { float64System } from '../numbers/numberSystem.ts';
import { evaluate } from './evaluate.ts';
import { FormulaError } from './formulaError.ts';
import { requireWithinLimits } from './limits.ts';
import { parseFormula } from './parseFormula.ts';
import { diagonalValue, scalarValue } from './value.ts';

const NETWORK = { Ni: 3, Nh: 2, No: 1 };

const refusalOf = (text: string): FormulaError | undefined => {
  try {
    requireWithinLimits(parseFormula(text), NETWORK);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(FormulaError);
    return error as FormulaError;
  }
};

describe('a formula beyond the limits is refused before it is evaluated, with the place and the limit', () => {
  const krons = 'kron(kron(kron(kron(I(10*Ni), I(10*Nh)), I(10*No)), I(10*Ni)), I(10*Ni))';
  it.each<[string, string, number, RegExp]>([
    ['a size', 'W2*W1 + zeros(No, 100000)*I(100000)*zeros(100000, Ni)', 9, /at most 10000 rows and columns.*100000/],
    ['krons of diagonals', krons, 6, /at most 10000 rows and columns/],
    ['a dense matrix', 'zeros(5000, 5000)', 1, /at most 1000000 entries/],
    ['an outer product', 'zeros(5000, 1)*zeros(1, 5000)', 15, /at most 1000000 entries/],
    ['a sum of diagonal and full', 'kron(W1, I(2000)) + I(2000*Nh)', 1, /at most 1000000 entries/],
    ['many matrices', 'A = zeros(800, 800)\nB = A + A', 7, /at most 1000000 entries together/],
    ['a power', 'zeros(300, 300)^1000', 16, /at most 100000000 multiplications/],
    ['an exponential', 'expm(zeros(400, 400))', 1, /at most 100000000 multiplications/],
    ['an inverse', 'inv(zeros(600, 600))', 1, /multiplications/],
    ['a solution', 'zeros(900, 900)\\zeros(900, 1)', 16, /multiplications/],
    ['a pseudo-inverse', 'pinv(zeros(400, 400))', 1, /multiplications/],
    ['a size of a high degree', 'A = kron(W1, W1)\nB = kron(A, A)\nC = kron(B, B)\nkron(C, C)', 1, /degree 8/],
    [
      'a size of many digits',
      `${Array.from({ length: 12 }, (_, i) => `A${i + 1} = kron(A${i}, A${i})`).join('\n')}`.replace(
        /^/,
        'A0 = I(99)\n',
      ),
      6,
      /at most 300 digits/,
    ],
  ])('%s', (_name, text, column, message) => {
    expect(refusalOf(text)).toMatchObject({ code: 'LIMIT', column });
    expect(refusalOf(text)!.message).toMatch(message);
  }); // prettier-ignore

  it.each([
    "kron(I(No), W1'*W1) + kron(W2*W2', I(Ni))",
    'zeros(No, 10000)*I(10000)*zeros(10000, Ni)',
    'expm(zeros(80, 80))',
    't*Ni^8*Nh^8*No^8',
  ])('but not %s', text => expect(refusalOf(text)).toBeUndefined());
});

describe('a value beyond the limits is refused before it is made', () => {
  const bindings = {
    get: (name: string) =>
      name === 't' ? scalarValue(1e9) : name === 'S' ? diagonalValue(new Array(9000).fill(1)) : undefined,
  }; // prettier-ignore
  it.each([
    'I(t)',
    'zeros(t, 2)',
    'kron(S, S)',
    'kron(zeros(2000, 1), zeros(1000, 1))',
    'blkdiag(S, S)',
    'blkdiag(S, zeros(2, 2))',
    '[S, S]',
    'S + zeros(9000, 9000)',
  ])('%s', text => {
    expect(() => evaluate(parseFormula(text), float64System, bindings)).toThrow(
      expect.objectContaining({ code: 'LIMIT', message: expect.stringMatching(/at most (10000|1000000)/) }),
    );
  });
});
