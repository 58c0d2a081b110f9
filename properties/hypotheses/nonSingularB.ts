import { add, convert, frobeniusNorm, multiply } from '../../src/numbers/linearAlgebra.ts';
import { svd } from '../../src/numbers/svd.ts';
import { taskBasis } from './_taskBasis.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

/**
 * B of braun2022 is UᵀŨ + VᵀṼ with the singular vectors of W2(0)W1(0). For zero-balanced weights R√S·B = W2(0)ᵀŨ + W1(0)Ṽ,
 * so where W2(0)W1(0) has full rank B is non-singular exactly when this matrix has rank min(Ni, No). It also says what is
 * meant where U and V are not unique.
 */
export const nonSingularB: KnownHypothesis = {
  id: 'b-non-singular',
  name: 'B non-singular',
  meaning: 'rank(W2(0)ᵀŨ + W1(0)Ṽ) = min(Ni, No)',
  holds: ({ problem: { sigmaYX, W1, W2 } }) => {
    const { field, U, V } = taskBasis(sigmaYX);
    const [first, second] = [convert(field, W1), convert(field, W2)];
    const B = add(field, multiply(field, second.transpose(), U), multiply(field, first, V));
    const { s } = svd(field, B);
    // Entries are sums of few algebraic numbers of small height: what is below 10^-30 of the weights is zero.
    const size = field.add(frobeniusNorm(field, first), frobeniusNorm(field, second));
    return s.length >= U.cols && field.compare(s[U.cols - 1]!, field.mul(size, field.parse('1e-30'))) > 0;
  },
  narrows: { oftenApart: true },
  violation: { change: 'task reverses the start' },
};
