import { describe, expect, it } from 'vitest';
import type { FormulaError } from './formulaError.ts';
import { parseFormulaFile } from './formulaFile.ts';
import { parseFormula } from './parseFormula.ts';

const errorOf = (text: string): FormulaError => {
  try {
    parseFormula(text);
  } catch (error) {
    return error as FormulaError;
  }
  throw new Error('parsed');
};

describe('notation of other languages is told what to write instead', () => {
  it.each<[string, number, string]>([
    ['W2*W1*e^(-t/tau)', 7, 'typed as exp(…), of a full matrix as expm(…)'],
    ['e*W1', 1, 'typed as exp(1)'],
    ['W1^T*W1', 3, "typed as ', which is the transpose"],
    ['W1^{T}', 3, "typed as '"],
    ['W1^\\top', 3, "typed as '"],
    ['W1⊤', 3, "typed as '"],
    ['W2@W1', 3, 'typed as *, which is the product of matrices'],
    ['W1.T*W1', 3, "typed as '"],
    ['np.linalg.inv(W1)', 1, 'no modules (here inv(…))'],
    ['2*np.eye(Ni)', 3, 'no modules (here I(n))'],
    ['scipy.linalg.sqrtm(W1)', 1, 'no modules (here A^(1/2))'],
    ['torch.foo(W1)', 1, 'no modules'],
    ['W1.dot(W2)', 3, 'must not be called on a value, write A*B'],
    ['W1.trace()', 3, 'must not be called on a value, write trace(…)'],
    ['t**2', 2, 'typed as ^'],
    ['W1^{-1}', 3, 'inv(…) or ^-1'],
    ['W1⁻¹', 3, 'inv(…) or ^-1'],
    ['\\lambda*t', 1, 'typed as lambda'],
    ['\\frac{1}{2}', 1, 'typed as a/b'],
    ['2*\\mathbf{W}', 3, 'not of LaTeX'],
    ['sqrtm(W1)', 6, 'did you mean (…)^(1/2)?'],
    ['1e-9999999*t', 1, 'exponent of at most 4 digits'],
    ['t + 1e99999', 5, 'exponent of at most 4 digits'],
    ['t < inf', 5, 'must be a finite number'],
    ['t*inf', 3, 'must be a finite number'],
    ['t*Inf', 3, 'must be a finite number'],
    ['-Infinity', 2, 'must be a finite number'],
    ['NaN', 1, 'must be a finite number'],
    ['∞', 1, 'typed as a finite number'],
    ['2*pi', 3, 'the language has no constants'],
  ])('%s', (text, column, message) => {
    const error = errorOf(text);
    expect(error).toMatchObject({ code: 'FORMULA', column });
    expect(error.message).toContain(message);
  });

  it('and what looks like it but is ours, is read', () => {
    for (const text of [
      'e = 2\ne^2',
      'T = 2\nT*t',
      'np = 2*t\nnp',
      'S\\lambda',
      '1e-9999',
      "W1'*W1",
      't*.5',
      'inf_ = 1\ninf_',
      "W1.'*W1",
      'λ*τ*eye(Nh)*W₁',
      'η₂ = 2\neta2*t',
    ])
      expect(() => parseFormula(text)).not.toThrow();
  });

  it('a word of several hypotheses is answered with all of them', () => {
    // Hypotheses are known to the judge; conventions are looked up in the same way.
    expect(() => parseFormulaFile('claims: loss\nconventions: reversed\n---\nt', 'f')).toThrow(
      /did you mean lambda-reversed or layers-reversed\?/,
    );
  });
});
