import { describe, expect, it } from 'vitest';
import { checkShapes } from './checkShapes.ts';
import { parseFormulaFile } from './formulaFile.ts';
import { formulaText } from './formulaText.ts';
import { instancesOf, sizesOfLayers } from './instances.ts';
import { nearMisses } from './nearMisses.ts';
import { nodeText } from './nodeText.ts';
import { parseFormula } from './parseFormula.ts';
import { toTeX } from './toTeX.ts';

const deep = (body: string, header = ''): string => `network: deep\nclaims: equation\n${header}---\n${body}\n`;
const read = (body: string, header = '') => parseFormulaFile(deep(body, header), 'f.claim');

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
});
