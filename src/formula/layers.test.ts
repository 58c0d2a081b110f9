import { describe, expect, it } from 'vitest';
import { checkShapes } from './checkShapes.ts';
import { FormulaError } from './formulaError.ts';
import { parseFormulaFile } from './formulaFile.ts';
import { formulaText, nodeText } from './formulaText.ts';
import { instancesOf, sizesOfLayers } from './instances.ts';
import { nearMisses } from './nearMisses.ts';
import { parseFormula } from './parseFormula.ts';
import { toTeX } from './toTeX.ts';

const deep = (body: string, header = ''): string => `network: deep\nclaims: equation\n${header}---\n${body}\n`;
const read = (body: string, header = '') => parseFormulaFile(deep(body, header), 'f.claim');

function errorOf(text: string): FormulaError {
  try {
    parseFormulaFile(text, 'f.claim');
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error(`accepted ${JSON.stringify(text)}`);
}

const BALANCE = "for j = 1:h-1:\nddt(W{j}t*W{j}t' - W{j+1}t'*W{j+1}t) == zeros(d{j}, d{j})";

describe('layers of any depth', () => {
  it.each([
    BALANCE,
    "for j = 1:h-1: W{j}t*W{j}t' == W{j+1}t'*W{j+1}t",
    'W(1:h)t == W{h}t*W(1:h-1)t',
    'for i = 1:h: for j = i:h: W(i:j) == W(i+1:j)*W{i}',
    "A = W{1}t\nfor j = 1:h\n A*Syx' == zeros(d1, d{h})\nend",
    "tau*ddt(W(1:h)t) == sum(k = 1:h, W(k+1:h)t*W(k+1:h)t'*(Syx - W(1:h)t*Sxx)*W(1:k-1)t'*W(1:k-1)t)",
    'for j = 1:h: dW{j}t == ddt(W{j}t)',
  ])('reads %j, whose text reads back to the same', body => {
    const { formula } = read(body);
    expect(checkShapes(formula).mismatches).toEqual([]);
    const again = parseFormula(formulaText(formula), { symbols: formula.symbols });
    expect(formulaText(again)).toBe(formulaText(formula));
    expect(again.loops?.map(({ name, from, to }) => [name, from, to])).toEqual(
      formula.loops?.map(({ name, from, to }) => [name, from, to]),
    );
  });

  it('states one thing for each value of its indices, of the network that is given', () => {
    const { formula } = read(BALANCE);
    const texts = (widths: number[]) =>
      instancesOf(formula, sizesOfLayers(widths)).map(instance => [instance.at, formulaText(instance.formula)]);
    expect(texts([2, 3])).toEqual([]);
    expect(texts([2, 3, 1, 2])).toEqual([
      ['j = 1', "ddt(W1t*W1t' - W2t'*W2t) == zeros(d1, d1)"],
      ['j = 2', "ddt(W2t*W2t' - W3t'*W3t) == zeros(d2, d2)"],
    ]);
  });

  it('sums over its terms, and of none of them is zero of their shape', () => {
    const { formula } = read("Syx == sum(j = 2:h-1, W(1:h)*trace(W{j}'*W{j}))");
    const lines = (widths: number[]) =>
      instancesOf(formula, sizesOfLayers(widths)).map(instance => nodeText(instance.formula.definitions[0]!.node));
    expect(lines([2, 3, 1])).toEqual(['Syx == zeros(d2, d0)']);
    expect(lines([2, 3, 1, 2, 2])).toEqual(["Syx == W(1:4)*trace(W2'*W2) + W(1:4)*trace(W3'*W3)"]);
  });

  it('shapes are told before any number is', () => {
    const [first] = checkShapes(read("for j = 1:h-1: W{j}t'*W{j}t == W{j+1}t'*W{j+1}t").formula).mismatches;
    expect(first?.message).toBe(
      'line 4, column 29: == needs two matrices of one shape, got d{j-1}×d{j-1} and d{j}×d{j}, always',
    );
    const [sum] = checkShapes(read('Syx == sum(j = 1:h, W{j})').formula).mismatches;
    expect(sum?.message).toContain('sum needs terms of one shape, whatever j is, got d{j}×d{j-1}');
  });

  it('has near-misses of its indices that fit, and is typeset', () => {
    const { formula } = read("for j = 1:h-1: W(1:h)t == W(j+1:h)t*W(1:j)t*trace(W{j}t*W{j}t')");
    const found = nearMisses(formula).filter(({ kind }) => kind === 'index' || kind === 'symbol');
    expect(found.map(({ description }) => description)).toEqual(['line 4: W(1:h)t → Syx']);
    const all = nearMisses(formula, { misfits: true }).map(({ description }) => description);
    expect(all).toContain('line 4: W(1:j)t → W(1:j+1)t');
    expect(toTeX(read('for j = 1:h: d{j}*dW{j}t == W(1:j)t').formula)).toContain(
      'd_{j} \\, \\dot{\\mathbf{W}}_{j}(t) &= \\mathbf{W}_{1:j}(t) \\\\\n& \\text{for all } j = 1, \\dots, h',
    );
  });

  // line and column of each, and what it says
  it.each<[string, number, number, string]>([
    ['network: deepest\nclaims: equation\n---\nSyx == Syx', 1, 10, 'did you mean deep?'],
    ['depth: 3\nclaims: equation\n---\nSyx == Syx', 1, 8, 'below "network: deep"'],
    ['network: deep\ndepth: 0\nclaims: equation\n---\nSyx == Syx', 2, 8, 'a range 2..4, or any'],
    ['network: deep\ndepth: 4..2\nclaims: equation\n---\nSyx == Syx', 2, 8, 'a range 2..4, or any'],
    ['network: deep\ndepth: many\nclaims: equation\n---\nSyx == Syx', 2, 8, 'a range 2..4, or any'],
    ['network: deep\ndecay: tau\nclaims: equation\n---\nSyx == Syx', 2, 8, 'a name of its own'],
    ['network: deep\ndecay: 1/2\nclaims: equation\n---\nSyx == Syx', 2, 8, 'the symbol of the decay'],
    ['network: deep\nclaims: qqt\n---\nSyx', 2, 9, 'W(1:h)t is its output'],
    ['network: deep\nclaims: equation\nat: T\n---\nSyx == Syx', 3, 5, 'where the network is deep'],
    ['network: deep\nclaims: equation\nconventions: sums\n---\nSyx == Syx', 3, 14, 'where the network is deep'],
    ['claims: equation\n---\nW{3}t == W1t', 3, 1, '"network: deep" in its header'],
    ['claims: equation\n---\nW(1:2)t == W2t*W1t', 3, 1, '"network: deep" in its header'],
    ['claims: equation\n---\nW3t == W2t', 3, 1, '"network: deep" in its header'],
    [deep('W{j}t == W{j}t'), 4, 1, 'indices in scope (h'],
    [deep('for j = 1:h: W{k}t == W{j}t'), 4, 14, 'indices in scope (h, j)'],
    [deep('for j = 1:n: W{j}t == W{j}t'), 4, 1, 'indices in scope (h'],
    [deep('for j = 1:h: W{2*j}t == W{j}t'), 4, 14, 'a sum of whole numbers and names'],
    [deep('for j = 1:h: W{}t == W{j}t'), 4, 14, 'a sum of whole numbers and names'],
    [deep('for j = 1:h: A{j} == W{j}t'), 4, 14, 'nothing else has an index'],
    [deep('for j = 1:h: Wt{j} == W{j}t'), 4, 14, 'must be typed as W{j}t'],
    [deep('for j = 1:h: dW{j} == W{j}t'), 4, 14, 'must be typed as dW{j}t'],
    [deep('for j = 1:h: W{j}tx == W{j}t'), 4, 14, 'must end behind its index'],
    [deep('Wt(1:h) == Syx'), 4, 1, 'must be typed as W(1:h)t'],
    [deep('dW(1:h)t == Syx'), 4, 1, 'ddt(W(i:j)t)'],
    [deep('W(1:h == Syx'), 4, 2, 'closed by )'],
    [deep('for 1:h: Syx == Syx'), 4, 5, 'an index and its range'],
    [deep('for j = h: Syx == Syx'), 4, 12, 'between sums of whole numbers'],
    [deep('for j = 1:h'), 4, 1, 'a statement below it'],
    [deep('for j = 1: Syx == Syx'), 4, 12, 'between sums of whole numbers'],
    [deep('for j = :h: Syx == Syx'), 4, 9, 'between sums of whole numbers'],
    [deep('for tau = 1:h: Syx == Syx'), 4, 1, 'a new name'],
    [deep('for h = 1:h: Syx == Syx'), 4, 1, 'a new name'],
    [deep('for j = 1:h: for j = 1:h: Syx == Syx'), 4, 14, 'a new name'],
    [deep('for j = 1:h:\nend\nSyx == Syx'), 5, 1, 'must be a definition'],
    [deep('for j = 1:h: W{j} == W{j}\nend\nSyx == Syx'), 5, 1, 'must end the text'],
    [deep('Syx == sum(W{1}, W{2})'), 4, 8, 'sum(j = 1:h, …)'],
    [deep('Syx == sum(j = 1, W{j})'), 4, 8, 'sum(j = 1:h, …)'],
    [deep('Syx == sum(j = 1:h, W(1:h)) + W{j}'), 4, 31, 'indices in scope (h'],
    [deep('d1 = 2\nSyx == d1*Syx'), 4, 1, 'must not be redefined'],
    [deep('W2 = Syx\nSyx == W2'), 4, 1, 'must not be redefined'],
    [deep('A = 2\nfor j = 1:A: W{j} == W{j}'), 5, 1, 'indices in scope (h)'],
    [deep('Syx == zeros(No, Ni)'), 4, 14, 'typed as d{h}'],
    [deep('Syx == zeros(d{h}, Ni)'), 4, 20, 'typed as d0'],
    [deep('W{h}t*U == Syx'), 4, 7, 'has no SVD here'],
    [deep('lambda*Syx == Syx'), 4, 1, 'have no λ'],
    [deep('Syx:2 == Syx'), 4, 4, 'must stand in a range'],
    [deep('Syx(:,:) == Syx'), 4, 7, 'an index'],
    [deep('Syx(:,0) == Syx'), 4, 7, 'from 1 to 9999'],
  ])('refuses %j at line %i, column %i', (text, line, column, message) => {
    const error = errorOf(text);
    expect(error.message).toContain(message);
    expect([error.line, error.column]).toEqual([line, column]);
    expect(error.picture).toContain('^');
  });
});
