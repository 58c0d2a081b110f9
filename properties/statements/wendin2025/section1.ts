import { judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Abstract and introduction. */
export const SECTION_1: readonly LinedStatement[] = [
  onLine(
    14,
    judged(
      'abstract',
      'The flow is nilpotent, polynomial, isospectral, with conservation laws',
      'prop-5:nilpotent',
      'prop-5:isospectral',
      'prop-6:any-depth',
      'eq-12',
    ),
  ),
  onLine(14, judged('abstract', 'It converges', 'prop-12.1', 'prop-12.3', 'eq-27')),
  onLine(14, judged('abstract', 'There are infinitely many global minima', 'prop-3:infinitely-many-optima')),
  onLine(
    14,
    judged(
      'abstract',
      'There are saddle points, strict and non-strict',
      'prop-18.2.a',
      'prop-18.2.b:ii',
      'prop-14.2.b',
    ),
  ),
  onLine(
    14,
    judged('abstract', 'There are no local minima beside the global ones, and no maxima', 'prop-14.1.b', 'prop-14.1.c'),
  ),
  onLine(14, judged('abstract', 'The loss is a positive semidefinite Lyapunov function', 'prop-13.1', 'eq-27')),
  onLine(
    14,
    judged(
      'abstract',
      'Its level sets are unbounded invariant sets of critical points',
      'prop-3:unbounded',
      'prop-15:invariant',
    ),
  ),
  onLine(14, judged('abstract', 'Critical values tell the singular values that are learnt', 'eq-31', 'prop-14.3.a')),
  onLine(
    14,
    judged(
      'abstract',
      'In a quotient space each critical value is there once',
      'prop-17.1',
      'prop-15:number-of-levels',
    ),
  ),
  onLine(
    14,
    judged(
      'abstract',
      'Stable and unstable submanifolds at saddles, even where the Hessian fails',
      'thm-24.2',
      'thm-24.3',
    ),
  ),
  onLine(
    18,
    untestable(
      'section 1',
      'Deep learning is successful, its losses are non-convex, gradient descent converges all the same',
      'it is told of other networks',
    ),
  ),
  onLine(
    22,
    judged(
      'section 1',
      'The networks are no more expressible than linear systems, and their loss is not convex',
      'sec-2.2:as-expressive',
      'prop-14.1.a',
    ),
  ),
  onLine(22, untestable('section 1', 'Their behaviour can be understood', 'a measure of understanding')),
  onLine(
    26,
    judged(
      'section 1',
      'Every local minimum is global, every other critical point a saddle',
      'prop-14.1.b',
      'prop-14.1.c',
    ),
  ),
  onLine(
    26,
    untestable(
      'section 1',
      'Learning is sequential from near the origin, fast and simultaneous from afar, lazy if wide',
      'the settings of the papers that it is told of; for equal scalar layers sec-5.4:sequential-from-equal-starts and sec-5.4:fast-from-above decide it',
    ),
  ),
  onLine(
    26,
    judged(
      'section 1',
      'Starts near the origin are nearly balanced, and their layers have nearly the same singular values',
      'sec-5.3.1:small-starts-are-nearly-balanced',
      'prop-36',
    ),
  ),
  onLine(26, judged('section 1', 'Singular vectors are then nearly aligned as well', 'sec-5.3.1:large-gaps-align')),
  onLine(26, judged('section 1', 'From decoupled starts they stay aligned', 'prop-31:decoupled-is-preserved')),
  onLine(28, judged('section 1', 'Each trajectory converges to a critical point', 'prop-12.3')),
  onLine(
    28,
    untestable(
      'section 1',
      'Strict saddles are almost always avoided',
      'a bound of the probability: no number of trajectories shows that a set of starts has measure 0',
    ),
  ),
  onLine(
    28,
    judged(
      'section 1',
      'Minima of maps of a bounded rank are truncated decompositions',
      'prop-18.2.b',
      'sec-6.1:eckart-young',
    ),
  ),
  onLine(34, judged('section 1', 'A is nilpotent, its power is the map of the network', 'prop-5:nilpotent', 'eq-13')),
  onLine(34, judged('section 1', 'The nilpotency index is the number of layers', 'sec-2.1.1:nilpotency-index')),
  onLine(
    34,
    judged(
      'section 1',
      'The flow is polynomial, isospectral, with conservation laws, and always converges',
      'eq-12',
      'prop-5:isospectral',
      'prop-6:any-depth',
      'prop-12.3',
    ),
  ),
  onLine(
    34,
    judged(
      'section 1',
      'No local minima or maxima, infinitely many global minima and saddles',
      'prop-14.1.b',
      'prop-14.1.c',
      'prop-3:infinitely-many-optima',
    ),
  ),
  onLine(
    36,
    judged(
      'section 1',
      'At x = 0 of x⁴/4 the Hessian vanishes, and 0 is the global minimum and asymptotically stable',
      'sec-1:quartic',
    ),
  ),
  onLine(
    38,
    judged('section 1', 'The Hessian is singular, as is always the case for this flow', 'sec-1:singular-hessian'),
  ),
  onLine(
    38,
    judged(
      'section 1',
      'With a negative eigenvalue a saddle is strict, else non-strict',
      'prop-18.2.a',
      'prop-18.2.b:ii',
    ),
  ),
  onLine(
    38,
    judged(
      'section 1',
      'Non-strict saddles lie on plateaus and slow the flow down',
      'sec-6.1:slow-near-the-origin',
      'sec-5.4:escape-takes-long',
    ),
  ),
  onLine(
    40,
    judged('section 1', 'The Hessian is singular since no critical point is isolated', 'sec-1:singular-hessian'),
  ),
  onLine(
    40,
    judged(
      'section 1',
      'Each critical value belongs to an unbounded invariant set',
      'prop-3:unbounded',
      'prop-15:invariant',
    ),
  ),
  onLine(
    40,
    judged(
      'section 1',
      'There is a continuum of minima, none of them asymptotically stable',
      'prop-15:not-asymptotically-stable',
    ),
  ),
  onLine(40, untestable('section 1', 'Any start has a minimum nearby', 'what is near')),
  onLine(
    42,
    judged(
      'section 1',
      'Infinitely many adjacency matrices have the same power',
      'prop-16',
      'prop-3:infinitely-many-optima',
    ),
  ),
  onLine(42, judged('section 1', 'Each level of critical points is one point of the quotient', 'prop-17.1')),
  onLine(
    42,
    judged('section 1', 'Fibres: changes of basis and terms that vanish in powers', 'prop-16', 'eq-33:sufficient'),
  ),
  onLine(
    42,
    judged(
      'section 1',
      'Which point of the fibre a trajectory ends at depends on its start',
      'prop-12.3',
      'sec-6.2.1:hyperbola',
    ),
  ),
  onLine(
    44,
    judged(
      'section 1',
      'Singular value decompositions do not extend well to products; in special cases they do',
      'sec-5.1:powers-of-other-networks',
      'prop-29',
    ),
  ),
];
