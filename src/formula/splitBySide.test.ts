import { expect, it } from 'vitest';
import { checkShapes } from './checkShapes.ts';
import { editsOf } from './edits.ts';
import { nodeText } from './nodeText.ts';
import { parseFormula } from './parseFormula.ts';

function split(text: string): string[] {
  return editsOf(parseFormula(text), { corrections: true })
    .filter(({ kind }) => kind === 'side')
    .map(({ after }) => nodeText(after));
}

it('makes one column of a stack block-diagonal, with zeros that fit', () => {
  const texts = split('[V, Vperp; U, Uperp]');
  expect(texts).toEqual([
    '[V, zeros(Ni, m), Vperp; zeros(No, m), U, Uperp]',
    '[V, Vperp, zeros(Ni, No - m); U, zeros(No, Ni - m), Uperp]',
  ]);
  expect(checkShapes(parseFormula(texts[1]!)).mismatches).toEqual([]);
});

it('gives a coefficient of the complements a sign of its own on either side', () => {
  expect(split('lambda/2*I(No - Ni)')).toEqual([
    'blkdiag(-(lambda/2)*I(Ni - m), lambda/2*I(No - m))',
    'blkdiag(lambda/2*I(Ni - m), -(lambda/2)*I(No - m))',
  ]);
});

it('leaves alone what has not two rows, is no whole definition, or is not asked for', () => {
  expect(split('A = [V, Vperp]\nB = [V; U; U]\nA*inv(lambda*I(Ni))')).toEqual([]);
  expect(editsOf(parseFormula('[V; U]')).filter(({ kind }) => kind === 'side')).toEqual([]);
});
