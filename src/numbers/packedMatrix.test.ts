import { describe, expect, it } from 'vitest';
import { Matrix } from './matrix.ts';
import { emptyEntries, matrixOf, symmetricMatrixOf, triangleCount } from './packedMatrix.ts';

describe.each([3, 128])('a matrix of %i rows of entries that were filled in', size => {
  const entry = (i: number, j: number): number => Math.sin(3 * i + 5 * j);
  const entries = emptyEntries(size * size);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) entries[i * size + j] = entry(i, j);
  const matrix = matrixOf(size, size, entries);

  it('is the matrix of these entries, to whoever reads, compares, copies or prints it', () => {
    const plain = Matrix.generate(size, size, entry);
    expect(matrix).toEqual(plain);
    expect(matrix.at(size - 1, 0)).toBe(entry(size - 1, 0));
    expect(matrix.data).toBe(matrix.data);
    expect(matrix.transpose()).toEqual(plain.transpose());
    expect(structuredClone(matrix)).toEqual(structuredClone(plain));
    expect(JSON.stringify(matrix)).toBe(JSON.stringify(plain));
  });

  it('is no other', () => {
    const other = Matrix.generate(size, size, (i, j) => entry(i, j) + (i === size - 1 && j === 1 ? 1e-9 : 0));
    expect(matrix).not.toEqual(other);
  });
});

describe('a symmetric matrix of the numbers of its upper triangle', () => {
  const size = 5;
  const entry = (i: number, j: number): number => Math.sin(3 * Math.min(i, j) + 5 * Math.max(i, j));
  const triangle = new Float64Array(triangleCount(size));
  for (let i = 0, to = 0; i < size; i++) for (let j = i; j < size; j++) triangle[to++] = entry(i, j);
  const matrix = symmetricMatrixOf(size, triangle);
  const plain = Matrix.generate(size, size, entry);

  it('has each of them in two places', () => {
    expect(matrix).toEqual(plain);
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) expect(matrix.at(i, j)).toBe(entry(i, j));
    expect(matrix.data).toBe(matrix.data);
    expect(matrix.slice(1, 4, 0, 3)).toEqual(plain.slice(1, 4, 0, 3));
    expect(structuredClone(matrix)).toEqual(structuredClone(plain));
    expect(JSON.stringify(matrix)).toBe(JSON.stringify(plain));
  });

  it('of one number is that number', () => {
    expect(symmetricMatrixOf(1, Float64Array.of(7)).data).toEqual([7]);
  });
});
