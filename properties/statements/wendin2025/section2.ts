import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Problem formulation. */
export const SECTION_2: readonly LinedStatement[] = [
  onLine(
    103,
    definition(
      'section 2.1',
      'Vectors, matrices, blocks, spectra, singular values from the largest, normal matrices, norms',
    ),
  ),
  onLine(105, definition('section 2.1', 'Indicator sets of binary variables, and their diagonal matrices')),
  onLine(111, definition('section 2.1.1', 'blk_k puts blocks on the k-th lower block diagonal')),
  onLine(113, definition('section 2.1.1', 'blk_1 and blk_h written out')),
  onLine(
    115,
    judged('section 2.1.1', 'The square of blk_1 has the products of neighbours as blocks', 'sec-2.1.1:powers'),
  ),
  onLine(115, judged('section 2.1.1', 'F^k and F^h by products of the blocks', 'sec-2.1.1:powers')),
  onLine(115, judged('section 2.1.1', 'F is nilpotent of nilpotency index h + 1', 'sec-2.1.1:nilpotency-index')),
  onLine(119, judged('eq. 1', 'The product of order h with one factor G', 'eq-1')),
  onLine(121, judged('eq. 2', 'The product of order h with two factors G', 'eq-2')),
  onLine(125, definition('section 2.2', 'Data, layers, widths, weights')),
  onLine(129, definition('eq. 3', 'The network')),
  onLine(133, judged('eq. 4', 'The squared loss, as a norm and as a sum over samples', 'eq-4')),
  onLine(
    139,
    judged(
      'assumption 1, wide enough hidden layers',
      'd_i ≥ d_y, and that proposition 3 needs it',
      'assumption-1:widths-needed-for-prop-3',
    ),
  ),
  onLine(
    139,
    untestable(
      'assumption 1, overdetermined regression',
      'ν ≥ d_x; X and Y of full row rank',
      'nothing: X of full row rank has at least d_x columns, so that the first part follows from the second',
    ),
  ),
  onLine(141, judged('section 2.2', 'The network is just as expressive as one linear map', 'sec-2.2:as-expressive')),
  onLine(141, judged('section 2.2', 'The least squares solution YX†, and that it is unique', 'sec-2.2:least-squares')),
  onLine(
    141,
    untestable(
      'section 2.2',
      'The network has interesting properties and is a useful testbed',
      'a measure of interest and use',
    ),
  ),
  onLine(145, definition('eq. 5', 'The loss in the basis of the data; its derivation is in appendix A.2')),
  onLine(149, definition('eq. 6', 'Σ, the singular values on its diagonal')),
  onLine(
    155,
    definition(
      'assumption 2, distinct singular values',
      'They are not zero and differ; so do all partial sums of their squares',
    ),
  ),
  onLine(
    159,
    judged('eq. 7', 'The least squares solution of one linear map is Σ, it is unique and has loss 0', 'eq-7'),
  ),
  onLine(161, untestable('section 2.2', 'The landscape of equation 5 is much more complex', 'a measure of complexity')),
  onLine(
    163,
    judged(
      'proposition 3, first sentence',
      'There are infinitely many optimal solutions, none of them isolated',
      'prop-3:infinitely-many-optima',
    ),
  ),
  onLine(165, judged('eq. 8', 'The minimisation has infinitely many solutions', 'prop-3:infinitely-many-optima')),
  onLine(167, judged('proposition 3, second sentence', 'An optimal solution has loss 0', 'prop-3:zero-loss')),
  onLine(
    169,
    judged(
      'proposition 3, dimension',
      'The level sets M_c have a dimension of at least Σ d_i²',
      'prop-3:dimension',
      'prop-3:dimension-of-minima',
    ),
  ),
  onLine(171, judged('proposition 3, unbounded', 'The level sets M_c are unbounded', 'prop-3:unbounded')),
  onLine(
    173,
    judged(
      'proof of proposition 3',
      '0 ≤ L(optimum) ≤ loss of the least squares solution = 0',
      'prop-3:zero-loss',
      'eq-7',
    ),
  ),
  onLine(
    173,
    judged(
      'proof of proposition 3',
      'With W_1 … W_h all changes of basis of the hidden layers are optimal',
      'prop-3:proof-change-of-basis',
    ),
  ),
  onLine(
    173,
    judged(
      'proof of proposition 3',
      'No solution is isolated, and the level set M_0 is unbounded',
      'prop-3:infinitely-many-optima',
      'prop-3:unbounded',
    ),
  ),
  onLine(
    173,
    judged('proof of proposition 3', 'dim M_0 is at least that of the changes of basis', 'prop-3:dimension-of-minima'),
  ),
  onLine(
    173,
    judged(
      'proof of proposition 3',
      'The same holds for every critical point and every level c ≥ 0',
      'prop-3:dimension',
      'prop-3:unbounded',
    ),
  ),
  onLine(175, definition('section 2.2', 'Gradient descent, and gradient flow as its step goes to 0')),
  onLine(177, judged('eq. 9', 'The gradient flow of each layer', 'eq-9')),
  onLine(179, judged('section 2.2', 'The transposed product of no layers is I', 'eq-9')),
];
