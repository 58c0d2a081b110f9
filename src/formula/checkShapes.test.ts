import { describe, expect, it } from 'vitest';
import { checkShapes, fitsAllSizes, shapesFor } from './checkShapes.ts';
import { extendEnvironment, standardEnvironment } from './environment.ts';
import { FormulaError } from './formulaError.ts';
import { parseFormula } from './parseFormula.ts';

function check(text: string): ReturnType<typeof checkShapes> {
  return checkShapes(parseFormula(text));
}

describe('checkShapes', () => {
  it.each([
    ['W2*W1', 'No×Ni'],
    ["[W1'; W2]", '(Ni + No)×Nh'],
    ['[Uperp, U]', 'No×No'],
    ["Uperp'", '(No - m)×No'],
    ['I(abs(No - Ni))', '(Ni + No - 2*m)×(Ni + No - 2*m)'],
    ['I(abs(Ni - No)) + I(max(Ni, No) - min(No, Ni))', '(Ni + No - 2*m)×(Ni + No - 2*m)'],
    ['I(min(Ni, No)) + S', 'm×m'],
    ['blkdiag(S, -S, I(Ni - m), I(No - m))', '(Ni + No)×(Ni + No)'],
    ['kron(I(No), W1)', 'Nh*No×Ni*No'],
    ['trace(S)*lambda', 'scalar'],
    ['zeros(2*Ni, 3)', '2*Ni×3'],
    ['[1, 2; 3, 4]', '2×2'],
    ['pinv(W1)', 'Ni×Nh'],
    ["(W1*W1')^(1/2)", 'Nh×Nh'],
    ["W2/(W1*W1')", 'No×Nh'],
    ["(W1*W1')\\W1", 'Nh×Ni'],
    ['1/(2*S)', 'm×m'],
    ['I(max(Nh, Nh - 1))', 'Nh×Nh'],
    [
      'I(min(Nh, Ni))',
      'Ni×Ni when Ni < Nh < No or Ni < No < Nh or Ni < Nh = No or No < Ni < Nh or Ni = No < Nh, ' +
        'Nh×Nh when Nh < Ni < No or Nh < No < Ni or Nh < Ni = No or Ni = Nh < No or No < Nh < Ni or No < Ni = Nh or Nh = No < Ni or Ni = Nh = No',
    ],
    ['I(Ni^2)', 'Ni*Ni×Ni*Ni'],
    ['I((Ni + No)*2/2 - 1)', '(Ni + No - 1)×(Ni + No - 1)'],
  ])('%s is %s', (text, shape) => {
    expect(check(text)).toMatchObject({ ok: true, mismatches: [], result: shape });
    expect(fitsAllSizes(parseFormula(text))).toBe(true);
  }); // prettier-ignore

  it.each([
    ['W1*W2', [['*', 'Nh×Ni', 'No×Nh', 'when Ni ≠ No']]],
    ['W1*W1', [['*', 'Nh×Ni', 'Nh×Ni', 'always']]],
    ["Syx + U*V'", []],
    ["Syx + Syx'", [['+', 'No×Ni', 'Ni×No', 'when Ni ≠ No']]],
    ['I(No - Ni)', [['I', 'No - Ni', '', 'when Ni > No']]],
    ['I(No - Ni - 1)', [['I', 'No - Ni - 1', '', 'when Ni ≥ No']]],
    ['I(m - Ni)', [['I', 'm - Ni', '', 'when Ni > No']]],
    ['zeros(Ni - No, m - m)', [['zeros', 'Ni - No', '', 'when Ni < No']]],
    ['I(Nh - 1)', []],
    [
      'I(Nh - Ni)',
      [['I', 'Nh - Ni', '', 'when Nh < Ni < No or Nh < No < Ni or Nh < Ni = No or No < Nh < Ni or Nh = No < Ni']],
    ],
    ['I(2*Ni - No)', [['I', '2*Ni - No', '', 'when Ni < No']]],
    ['I(Ni) + I(Ni + 1)', [['+', 'Ni×Ni', '(Ni + 1)×(Ni + 1)', 'always']]],
    ['I(Ni/2)', [['I', '1/2*Ni', '', 'always']]],
    ['I(lambda)', [['I', 'scalar', '', 'always']]],
    ['I(Ni) + S', [['+', 'Ni×Ni', 'm×m', 'when Ni > No']]],
    ['I(No) + S', [['+', 'No×No', 'm×m', 'when Ni < No']]],
    ['S + 1', [['+', 'm×m', 'scalar', 'always']]],
    ['1/W1', [['/', 'scalar', 'Nh×Ni', 'always']]],
    ['W1/W1', [['/', 'Nh×Ni', 'Nh×Ni', 'always']]],
    ['W1\\1', [['\\', 'Nh×Ni', 'scalar', 'always']]],
    ["sqrt(W1*W1')", [['sqrt', 'Nh×Nh', '', 'always']]],
    ['exp(W1)', [['exp', 'Nh×Ni', '', 'always']]],
    // The sum of a diagonal and a full matrix is full.
    ["exp(I(Ni) + W1'*W1)", [['exp', 'Ni×Ni', '', 'always']]],
    ["exp(W1'*W1 - I(Ni))", [['exp', 'Ni×Ni', '', 'always']]],
    ['W1^(1/2)', [['^', 'Nh×Ni', 'scalar', 'always']]],
    ['inv(Syx)', [['inv', 'No×Ni', '', 'when Ni ≠ No']]],
    ['trace(2)', [['trace', 'scalar', '', 'always']]],
    ['diag(Syx)', [['diag', 'No×Ni', '', 'when Ni ≠ No']]],
    ['min(S, 2)', [['min', 'm×m', '', 'always']]],
    ['[W1, W2]', [['[', 'Nh×Nh', 'No×Nh', 'always']]],
    ["[Syx; Syx']", [['[', 'Ni×Ni', 'Ni×No', 'when Ni ≠ No']]],
    [
      "A = W1*W2\nB = A + W2*Syx\nB'*3",
      [
        ['*', 'Nh×Ni', 'No×Nh', 'when Ni ≠ No'],
        ['*', 'No×Nh', 'No×Ni', 'always'],
        ['+', 'Nh×Nh', 'No×Ni', 'always'],
      ],
    ],
  ])('finds what does not fit in %j', (text, expected) => {
    const { ok, mismatches } = check(text);
    expect(ok).toBe(expected.length === 0);
    expect(fitsAllSizes(parseFormula(text))).toBe(ok);
    const found = mismatches.map(({ operator, left, right, when }) => [operator, left, right, when]);
    expect(found.sort()).toEqual(expected.sort());
    for (const { message, left, right, when } of mismatches)
      for (const part of [left, right, when]) expect(message).toContain(part);
  }); // prettier-ignore

  it('says which block of a matrix differs', () => {
    expect(check("[W1, W1; W1, W1; W1, Syx']").mismatches.map(({ message }) => message)).toEqual([
      expect.stringContaining('needs blocks of one height in row 3, and block 2 differs'),
      expect.stringContaining('needs blocks of one width in column 2, and block 3 differs'),
    ]);
  });

  it('points into the text', () => {
    expect(check("A = W1*W1' ...\n  + W2\nA*W2").mismatches).toMatchObject([
      { line: 2, column: 3, operator: '+' },
      { line: 3, column: 2, operator: '*' },
    ]);
  });

  it('knows further sizes', () => {
    const symbols = extendEnvironment(standardEnvironment, {
      P: { kind: 'size', meaning: 'samples' },
      X: { kind: 'matrix', rows: 'Ni', cols: 'P', meaning: 'inputs' },
    });
    expect(checkShapes(parseFormula('W2*W1*X', { symbols })).result).toBe('No×P');
    // P is at least 1 and may be 1: P − 1 is not negative, and not positive either.
    expect(checkShapes(parseFormula('I(sgn(P)) + I(sgn(P + Ni - 1))', { symbols })).ok).toBe(true);
    expect(checkShapes(parseFormula('I(sgn(P - 1))', { symbols })).mismatches[0]!.message).toContain('needs a size');
    expect(checkShapes(parseFormula('I(P - Ni)', { symbols })).mismatches[0]!.message).toContain('may be negative');
  });
});

describe('shapesFor', () => {
  it('gives all shapes in numbers', () => {
    expect(shapesFor(parseFormula("A = W2*W1\nt*Uperp'*A"), { Ni: 2, Nh: 1, No: 5 })).toEqual({
      definitions: [
        { name: 'A', kind: 'matrix', rows: 5, cols: 2 },
        { name: '', kind: 'matrix', rows: 3, cols: 2 },
      ],
      result: { kind: 'matrix', rows: 3, cols: 2 },
    });
    expect(shapesFor(parseFormula('trace(S)'), { Ni: 2, Nh: 1, No: 5 }).result.kind).toBe('scalar');
  });

  it('lets pass what fits by chance, and names the first place that does not', () => {
    const formula = parseFormula('W1*W2');
    expect(shapesFor(formula, { Ni: 3, Nh: 2, No: 3 }).result).toEqual({ kind: 'matrix', rows: 2, cols: 2 });
    expect(() => shapesFor(formula, { Ni: 4, Nh: 2, No: 3 })).toThrow(FormulaError);
    expect(() => shapesFor(formula, { Ni: 4, Nh: 2, No: 3 })).toThrow(/line 1, column 3: .*Nh×Ni and No×Nh/);
    expect(() => shapesFor(parseFormula('I(Ni - No)'), { Ni: 2, Nh: 2, No: 3 })).toThrow(/negative/);
  });
});
