import { definition, judged, type LinedStatement, onLine } from '../statement.ts';

/** Simplified dynamics. */
export const SECTION_5: readonly LinedStatement[] = [
  onLine(
    819,
    judged(
      'section 5.2.1',
      'Diagonal layers stay diagonal: their set is forward invariant',
      'sec-5.2.1:diagonal-stays-diagonal',
    ),
  ),
  onLine(
    819,
    judged(
      'section 5.2.1',
      'Surplus inputs and hidden units are disconnected from the outputs and may be left out',
      'sec-5.2.1:surplus-units-are-disconnected',
    ),
  ),
  onLine(819, definition('section 5.2.1', 'ξ_i, the diagonal of W_i cut to d_y entries; ξ; σ')),
  onLine(821, judged('eq. 55', 'The flow restricted to diagonal layers, as vectors', 'eq-55')),
  onLine(825, definition('section 5.2.1', 'ξ̄_(i,j), the product of the other weights of a mode')),
  onLine(827, definition('section 5.2.1', 'ξ̂_j, the product of all weights of a mode')),
  onLine(831, judged('section 5.2.1', 'Equation 55 in components', 'eq-55')),
  onLine(
    835,
    judged('section 5.2.1', 'The (h − 1)d_y conservation laws of the diagonals', 'sec-5.2.1:conservation-laws'),
  ),
  onLine(837, judged('section 5.2.1', 'They are d_y decoupled input-output dynamics', 'sec-5.2.1:modes-are-decoupled')),
  onLine(837, judged('section 5.2.1', 'The loss is a sum over the connections', 'sec-5.2.1:loss-of-modes')),
  onLine(
    839,
    judged('proposition 33', 'Each mode of a critical point is exact or has at least two zero weights', 'prop-33'),
  ),
  onLine(841, judged('proof of proposition 33', 'One zero weight forces another one', 'prop-33')),
  onLine(
    841,
    judged(
      'proof of proposition 33',
      'Where the product is σ_j nothing moves; hats stand where dots are meant (the extraction’s, not counted)',
      'eq-55',
    ),
  ),
  onLine(
    843,
    judged(
      'section 5.2.1',
      'At rest the input-output relation of a component is exact or absent',
      'prop-33:exact-or-absent',
    ),
  ),
  onLine(
    843,
    judged(
      'section 5.2.1',
      'The critical points of the quotient are all 2^d_y on/off choices',
      'prop-33:all-on-off-choices',
    ),
  ),
  onLine(
    843,
    judged(
      'section 5.2.1',
      'Infinitely many critical points with the same products collapse into one of the quotient',
      'prop-33:all-on-off-choices',
    ),
  ),
  onLine(
    845,
    judged('section 5.2.1', 'Over σ the field spans d_y dimensions at each point', 'sec-5.2.1:field-spans-outputs'),
  ),
  onLine(845, judged('section 5.2.1', 'That span is involutive', 'sec-5.2.1:involutive')),
  onLine(845, judged('section 5.2.1', 'Because the fields of any two σ commute', 'sec-5.2.1:lie-bracket-is-zero')),
  onLine(845, judged('section 5.2.1', 'The one-forms of the conservation laws', 'sec-5.2.1:one-forms')),
  onLine(845, judged('section 5.2.1', 'They are independent', 'sec-5.2.1:one-forms-are-independent')),
  onLine(847, judged('section 5.2.1', 'They annihilate the field', 'sec-5.2.1:one-forms-annihilate-the-field')),
  onLine(849, judged('section 5.2.1', 'Δ_π has (h − 1)d_y dimensions', 'sec-5.2.1:one-forms-are-independent')),
  onLine(
    849,
    judged('section 5.2.1', 'Δ_π is orthogonal to the span of the field', 'sec-5.2.1:one-forms-annihilate-the-field'),
  ),
  onLine(
    849,
    judged('section 5.2.1', 'Together they are the whole space', 'sec-5.2.1:forms-and-field-span-everything'),
  ),
  onLine(851, judged('section 5.2.1', 'The loss falls by a sum over the modes', 'sec-5.2.1:loss-rate-is-a-sum')),
  onLine(853, judged('eq. 56', 'Rate of the loss of a mode', 'eq-56')),
  onLine(
    855,
    judged(
      'section 5.2.1',
      'Where a term of (56) is not zero along a trajectory convergence is exponential',
      'sec-5.2.1:exponential-where-a-term-is-not-zero',
    ),
  ),
  onLine(855, judged('section 5.2.1', 'A saddle point has a mode with two zero weights', 'prop-33')),
  onLine(
    855,
    judged('section 5.2.1', 'There are trajectories with two zero weights for ever', 'sec-5.2.1:two-zeros-stay'),
  ),
  onLine(
    855,
    judged(
      'section 5.2.1',
      'They come to their saddle exponentially all the same',
      'sec-5.2.1:saddle-reached-exponentially',
    ),
  ),
  onLine(
    857,
    judged('section 5.2.1', 'The Hessian along the diagonals is block-diagonal', 'sec-5.2.1:hessian-is-block-diagonal'),
  ),
  onLine(859, judged('eq. 57', 'The Hessian of the loss of a mode', 'eq-57')),
  onLine(
    861,
    judged('section 5.2.1', 'It is semidefinite exactly where all its blocks are', 'sec-5.2.1:semidefinite-by-blocks'),
  ),
  onLine(861, judged('section 5.2.1', 'Modes of a saddle point are exact or have two zeros', 'prop-33')),
  onLine(861, judged('section 5.2.1', 'The block of an exact mode', 'sec-5.2.1:hessian-of-learned-mode')),
  onLine(
    863,
    judged('section 5.2.1', 'A mode with more than two zeros has no Hessian', 'sec-5.2.1:more-than-two-zeros'),
  ),
  onLine(
    863,
    judged(
      'section 5.2.1',
      'If the other blocks are semidefinite the saddle point is non-strict',
      'sec-5.2.1:more-zeros-are-non-strict',
    ),
  ),
  onLine(863, judged('section 5.2.1', 'The block of a mode with exactly two zeros', 'sec-5.2.1:exactly-two-zeros')),
  onLine(863, judged('section 5.2.1', 'Its two eigenvalues and eigenvectors', 'sec-5.2.1:eigenvalues-of-two-zeros')),
  onLine(863, judged('section 5.2.1', 'All such saddle points are strict', 'sec-5.2.1:two-zeros-are-strict')),
  onLine(
    863,
    judged(
      'section 5.2.1',
      'Restricted to diagonals there are non-strict saddle points of signatures other than {1, …, r}',
      'sec-5.2.1:more-zeros-are-non-strict',
      'sec-5.2.1:strict-only-off-the-diagonals',
    ),
  ),
  onLine(
    863,
    judged(
      'section 5.2.1',
      'The direction that shows them to be strict is not diagonal',
      'sec-5.2.1:strict-only-off-the-diagonals',
    ),
  ),
];
