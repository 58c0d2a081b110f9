import { describe, expect, it } from 'vitest';
import { flow } from '../../../src/network/flow.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { type M, rational } from './_network.ts';
import { coordinates, gradient, hessian, isCritical, loss, variations } from './_variations.ts';

const of = (...rows: readonly (readonly number[])[]): M => Matrix.fromRows(rows.map(row => row.map(x => rational(x))));
const texts = ({ data }: M): string[] => data.map(String);
const scalars = (sigma: number, ...weights: readonly number[]) =>
  flow({ layers: weights.map(weight => of([weight])), sigmaYX: of([sigma]) });

describe('two scalars, σ = 3, (2, 5)', () => {
  // L = ½(3 − w1w2)²: L = 49/2, slopes 7·5 and 7·2, L11 = w2², L12 = 2w1w2 − 3, L22 = w1².
  const at = scalars(3, 2, 5);

  it('has loss, gradient and Hessian', () => {
    expect(String(loss(at))).toBe('49/2');
    expect(gradient(at).map(texts)).toEqual([['35'], ['14']]);
    expect(texts(hessian(at))).toEqual(['25', '17', '17', '4']);
  });

  it('has all variations along a line, and none beyond the fourth', () => {
    // (2 + ε)(5 − ε) = 10 + 3ε − ε²; ½(7 + 3ε − ε²)² = 49/2 + 21ε − (5/2)ε² − 3ε³ + ½ε⁴.
    const along = variations(at, [of([1]), of([-1])], 6).map(String);
    expect(along).toEqual(['21', '-5/2', '-3', '1/2', '0', '0']);
  });

  it('is critical where its product is σ, at 0, and nowhere else', () => {
    expect([scalars(3, 2, 5), scalars(3, 0, 1)].map(isCritical)).toEqual([false, false]);
    expect([scalars(10, 2, 5), scalars(3, 0, 0)].map(isCritical)).toEqual([true, true]);
    expect([scalars(3, 3), scalars(3, 0)].map(isCritical)).toEqual([true, false]);
  });
});

it('directions come layer by layer and row by row, and so do the slopes', () => {
  const at = flow({ layers: [of([1, 2], [0, 1]), of([1, -1])], sigmaYX: of([0, 0]) });
  expect(coordinates(at)).toHaveLength(6);
  expect(coordinates(at)[1]!.map(texts)).toEqual([
    ['0', '1', '0', '0'],
    ['0', '0'],
  ]);
  // W_2W_1 = [1 1]: ∂L/∂W_1 = W_2ᵀ[1 1], ∂L/∂W_2 = [1 1]W_1ᵀ.
  expect(gradient(at).map(texts)).toEqual([
    ['1', '1', '-1', '-1'],
    ['3', '1'],
  ]);
});

it('says what of a direction does not fit', () => {
  const at = scalars(1, 1, 1);
  expect(() => variations(at, [of([1])], 2)).toThrow('direction must be 2 matrices, got 1');
  expect(() => variations(at, [of([1]), of([1, 2])], 2)).toThrow('direction[1] must be 1×1 like its layer, got "1×2"');
  expect(() => variations(at, [of([1]), of([1])], -1)).toThrow(/must be a whole number/);
});
