import fc from 'fast-check';
import { planesOfTurns, rationalOrthogonal } from '../../src/network/initialisations/rationalOrthogonal.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import { drawRecord, draws, indexInto, table } from './table.ts';

/** Tangents of half the angle: no turn, a quarter turn, and turns with the sides 3, 4, 5. */
const HALF_TANGENTS = table('0', '1', '1/2', '1/3', '-1/2', '-1/3');

export interface OrthogonalDraw {
  readonly turns: readonly number[];
  readonly flips: readonly number[];
}

/** The turns and flips of an orthogonal matrix of size up to maxSize; 0 everywhere is the identity. */
export function orthogonalDraw(maxSize: number): fc.Arbitrary<OrthogonalDraw> {
  return drawRecord({
    turns: draws(planesOfTurns(maxSize).length, indexInto(HALF_TANGENTS)),
    flips: draws(maxSize, fc.nat(1)),
  });
}

export function orthogonalFrom({ turns, flips }: OrthogonalDraw, size: number): Matrix<Rational> {
  return rationalOrthogonal(
    size,
    turns.map(turn => HALF_TANGENTS[turn]!),
    flips.map(flip => flip === 1),
  );
}
