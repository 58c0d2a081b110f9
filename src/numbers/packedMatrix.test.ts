import { describe, expect, it } from 'vitest';
import { Matrix } from './matrix.ts';
import { emptyEntries, matrixOf } from './packedMatrix.ts';

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
