import { expect, it } from 'vitest';
import { addSizes, constantSize, multiplySizes, sameSize, sizeSymbol } from './size.ts';

it('sizes are the same term by term, however they were made', () => {
  const [Ni, No] = [sizeSymbol('Ni'), sizeSymbol('No')];
  expect(sameSize(addSizes(Ni, No), addSizes(No, Ni))).toBe(true);
  expect(sameSize(multiplySizes(Ni, addSizes(No, constantSize(1))), addSizes(Ni, multiplySizes(No, Ni)))).toBe(true);
  expect(sameSize(addSizes(Ni, Ni), multiplySizes(constantSize(2), Ni))).toBe(true);
  expect(sameSize(Ni, No)).toBe(false);
  expect(sameSize(addSizes(Ni, No), addSizes(Ni, constantSize(1)))).toBe(false);
  expect(sameSize(addSizes(Ni, Ni), Ni)).toBe(false);
  expect(sameSize(addSizes(Ni, No), Ni)).toBe(false);
});
