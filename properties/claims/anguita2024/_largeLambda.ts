import fc from 'fast-check';
import type { Case } from '../../../src/judge/case.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import type { Blocks } from '../../../src/network/observables/blocks.ts';
import type { Decimal } from '../../../src/numbers/decimal/decimalField.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { lambdaFamilyArbitrary } from '../../arbitraries/lambdaFamilyArbitrary.ts';
import { condition } from './_thesisCases.ts';

// What statements about |λ| → ∞ share: families of starts with one W2W1 in the limit, and the layer that grows with λ.

const KINDS = ['funnel', 'inverted-funnel', 'square', 'wide'] as const;

/** λ → ∞, λ → −∞, either. */
export const toPlus: fc.Arbitrary<Case> = lambdaFamilyArbitrary({ kinds: KINDS, sign: 1 });
export const toMinus: fc.Arbitrary<Case> = lambdaFamilyArbitrary({ kinds: KINDS, sign: -1 });
export const either: fc.Arbitrary<Case> = fc.oneof(toPlus, toMinus);

type D = Matrix<Decimal>;

/** The representation that grows like |λ|, the other one, and W2W1 with the outputs of the larger layer on its rows. */
export function sidesOf(
  { gram1, map, gram2 }: Blocks<Decimal>,
  { lambda }: Case,
): { readonly large: D; readonly small: D; readonly inner: D } {
  return lambda.sign() > 0
    ? { large: gram2, small: gram1, inner: map }
    : { large: gram1, small: gram2, inner: map.transpose() };
}

/** Then that representation is a multiple of I to leading order; with fewer hidden units it is one of a projector. */
export const largerLayerIsSquare: Hypothesis = condition(
  'the larger layer is square',
  'Nh = No for λ > 0, Nh = Ni for λ < 0',
  ({ problem: { W1, W2 }, lambda }) => W1.rows === (lambda.sign() > 0 ? W2.rows : W1.cols),
);
