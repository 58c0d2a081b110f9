import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Extensions and the conclusion, sections 7 and 8. */
export const SECTION_7: readonly LinedStatement[] = [
  onLine(1096, judged('section 7', 'Gradient flow is the limit of descent for small steps', 'eq-67', 'eq-12')),
  onLine(1098, judged('eq. 67', 'A step of descent in terms of A', 'eq-67')),
  onLine(
    1100,
    judged('section 7', 'Under descent A keeps its form, nilpotent and isospectral', 'eq-67:nilpotent-and-isospectral'),
  ),
  onLine(1100, judged('section 7', 'The conservation laws no longer hold exactly', 'eq-67:conservation-laws-move')),
  onLine(
    1102,
    untestable(
      'section 7',
      'Bad local minima are absent for convex losses and wide enough hidden layers, and for the quadratic loss whatever the widths',
      'it is told of other papers',
    ),
  ),
  onLine(1106, definition('eq. 68', 'The loss of matrix sensing')),
  onLine(
    1108,
    judged('section 7', 'Measurements e_kx_ℓᵀ give back the quadratic loss', 'eq-68:recovers-the-quadratic-loss'),
  ),
  onLine(1108, judged('section 7', 'In matrix completion each measurement is one entry', 'eq-68:matrix-completion')),
  onLine(
    1108,
    judged('section 7', 'With few measurements infinitely many products minimise the loss', 'eq-68:underdetermined'),
  ),
  onLine(
    1108,
    untestable(
      'section 7',
      'Overparametrisation seems to favour low rank; one layer typically finds a higher one',
      'it is told of other papers; which measurements and starts',
    ),
  ),
  onLine(1110, judged('section 7', 'A bottleneck restricts the rank of the map', 'sec-7:bottleneck-bounds-the-rank')),
  onLine(
    1110,
    judged('section 7', 'Flow and conservation laws are unchanged there', 'sec-7:bottleneck-keeps-the-laws'),
  ),
  onLine(1110, judged('section 7', 'Proposition 12 still guarantees convergence', 'prop-12.1', 'prop-12.2', 'eq-27')),
  onLine(
    1110,
    judged(
      'section 7',
      'Proposition 14 is mostly unchanged',
      'sec-7:bottleneck-minimum',
      'sec-7:bottleneck-other-signatures-are-strict',
    ),
  ),
  onLine(1110, judged('section 7', 'The global minimum has the signature {1, …, d_min}', 'sec-7:bottleneck-minimum')),
  onLine(
    1110,
    judged(
      'section 7',
      'Critical points of rank d_min and other signatures are strict',
      'sec-7:bottleneck-other-signatures-are-strict',
    ),
  ),
  onLine(
    1110,
    judged(
      'section 7',
      'No new non-strict saddle points arise: of rank d_min there are minima and strict saddle points',
      'sec-7:bottleneck-other-signatures-are-strict',
      'sec-7:bottleneck-minimum',
    ),
  ),
  onLine(
    1110,
    untestable(
      'section 7',
      'Generic starts still lead to a global optimum',
      'the distribution of starts; a bound of the probability',
    ),
  ),
  onLine(1110, judged('section 7', 'The results on rates rely on d_min ≥ d_x, d_y', 'sec-7:rates-need-width')),
  onLine(
    1110,
    untestable('section 7', 'Other losses may have local minima in bottlenecks', 'it is told of other papers'),
  ),
  onLine(1112, judged('section 7', 'What a network with a skip connection computes', 'sec-7:skip-function')),
  onLine(1114, judged('section 7', 'The widened layers multiply to the product and I', 'sec-7:skip-blocks')),
  onLine(1118, judged('section 7', 'The adjacency matrix of the widened network', 'sec-7:skip-adjacency')),
  onLine(1120, judged('section 7', 'Its power is the map with the skip', 'sec-7:skip-adjacency')),
  onLine(1120, judged('section 7', 'It takes d_k(j − 1) artificial nodes', 'sec-7:skip-artificial-nodes')),
  onLine(1120, judged('section 7', 'The weights of these nodes are all 1', 'sec-7:skip-blocks')),
  onLine(1122, judged('section 7', 'The flow with a mask of the learned weights', 'sec-7:masked-flow')),
  onLine(1124, definition('section 7', 'A_W, 1 where weights learn and 0 elsewhere')),
  onLine(
    1126,
    untestable(
      'section 7',
      'With activation functions A still is the topology, but the map hangs on the states of hidden units',
      'networks that are not linear',
    ),
  ),
  onLine(
    1130,
    untestable(
      'section 8',
      'Degenerate critical points make convergence easier and generalisation harder to understand',
      'a measure of either',
    ),
  ),
  onLine(
    1132,
    untestable(
      'section 8',
      'It is open under what conditions learning near the origin is sequential',
      'it states that something is not known',
    ),
  ),
];
