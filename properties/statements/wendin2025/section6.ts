import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Examples. */
export const SECTION_6: readonly LinedStatement[] = [
  onLine(974, judged('section 6.1', '39 nodes, 198 variables, 84 conservation laws', 'sec-6.1:counts')),
  onLine(976, definition('section 6.1', 'The two trajectories of figure 2')),
  onLine(
    976,
    judged(
      'section 6.1',
      'A start close enough to the origin is the δ-balanced case',
      'sec-5.3.1:small-starts-are-nearly-balanced',
    ),
  ),
  onLine(
    976,
    judged(
      'section 6.1',
      'Near the origin the convergence rate is typically much smaller',
      'sec-6.1:slow-near-the-origin',
    ),
  ),
  onLine(
    976,
    judged('section 6.1', 'At A = 0 all terms of the expansion of the loss are zero', 'sec-6.1:expansion-at-zero'),
  ),
  onLine(976, judged('section 6.1', 'A = 0 has the largest number of unstable submanifolds', 'thm-24.3')),
  onLine(
    976,
    untestable(
      'section 6.1',
      'From small starts singular values are learned one by one, from the largest on; once learned they and their vectors stay',
      'starts, tasks and seeds of the pictures; what counts as learned',
    ),
  ),
  onLine(
    976,
    judged(
      'section 6.1',
      'Eckart and Young: the truncated decomposition is the best of its rank',
      'sec-6.1:eckart-young',
    ),
  ),
  onLine(
    976,
    untestable(
      'section 6.1',
      'The flow seems to apply this rule from small starts',
      'starts, tasks and seeds of the pictures',
    ),
  ),
  onLine(
    976,
    judged(
      'section 6.1',
      'No unnecessary singular values are learned by the layers from small starts',
      'sec-6.1:values-of-balanced-minima',
    ),
  ),
  onLine(976, judged('section 6.1', 'All layers contribute about equally to each singular value', 'prop-36')),
  onLine(
    976,
    judged(
      'section 6.1',
      'Singular vectors come closer to being aligned where the values are well separated',
      'sec-5.3.1:large-gaps-align',
    ),
  ),
  onLine(
    976,
    untestable(
      'section 6.1',
      'In figure 2(a) the distance from alignment tends towards zero',
      'starts, tasks and seeds of the pictures',
    ),
  ),
  onLine(
    976,
    judged('section 6.1', 'Close values may keep their vectors from aligning', 'sec-5.3.1:close-values-need-not-align'),
  ),
  onLine(
    976,
    untestable(
      'section 6.1',
      'Figure 3 shows relatively close and pairwise very close values',
      'starts, tasks and seeds of the pictures',
    ),
  ),
  onLine(
    978,
    untestable(
      'section 6.1',
      'In figure 3(b) the system moves towards alignment at the first and third value and away from it at the second and fourth',
      'starts, tasks and seeds of the pictures',
    ),
  ),
  onLine(
    978,
    judged(
      'section 6.1',
      'Vectors of values far enough apart are still about orthogonal',
      'sec-5.3.1:large-gaps-align',
    ),
  ),
  onLine(
    980,
    untestable(
      'section 6.1',
      'From a large start nothing is learned in order, and convergence is orders of magnitude faster',
      'starts, tasks and seeds of the pictures',
    ),
  ),
  onLine(
    982,
    judged(
      'section 6.1',
      'What is learned are the singular values of A^h, d_y of them, whatever the start',
      'sec-6.1:values-of-the-power',
    ),
  ),
  onLine(
    982,
    judged(
      'section 6.1',
      'From small starts A has hd_y large singular values and the others are small',
      'sec-6.1:values-of-balanced-minima',
    ),
  ),
  onLine(982, judged('section 6.1', 'From other starts A can have more', 'sec-6.1:values-of-other-minima')),
  onLine(
    982,
    judged(
      'section 6.1',
      'The implicit regularisation is restricted to near-balanced starts',
      'sec-6.1:values-of-balanced-minima',
      'sec-6.1:values-of-other-minima',
    ),
  ),
  onLine(984, judged('section 6.1', '‖A^h‖ is monotone since the loss is', 'sec-6.1:norm-of-the-map-is-monotone')),
  onLine(984, judged('section 6.1', '‖A‖ is not monotone', 'sec-6.1:norm-of-a-is-not-monotone')),
  onLine(984, judged('section 6.1', '‖A‖ shares all critical points of the loss', 'prop-9:critical-points')),
  onLine(
    986,
    judged(
      'section 6.1',
      'The loss falls along arcs to a larger signature, and the converse',
      'sec-6.1:nested-arcs-fall',
    ),
  ),
  onLine(986, judged('section 6.1', 'In the mixed case it is often not monotone', 'sec-6.1:mixed-arcs-turn')),
  onLine(
    986,
    judged(
      'section 6.1',
      'There it has local minima and maxima',
      'sec-6.1:mixed-arcs-turn',
      'sec-6.1:mixed-arcs-have-maxima',
    ),
  ),
  onLine(986, judged('section 6.1', 'Such arcs are no trajectories', 'sec-6.1:mixed-arcs-turn')),
  onLine(
    986,
    judged('section 6.1', 'Arcs of one fibre can differ in their monotonicity', 'sec-6.1:arcs-of-one-fibre-differ'),
  ),
  onLine(996, judged('eq. 62', 'The flow of two scalar layers', 'eq-62')),
  onLine(998, judged('section 6.2.1', 'Its equilibria: the origin and a hyperbola of points', 'sec-6.2.1:equilibria')),
  onLine(1000, judged('section 6.2.1', 'The Jacobian, minus the Hessian', 'sec-6.2.1:jacobian')),
  onLine(
    1002,
    judged('section 6.2.1', 'The origin is a saddle point with eigenvalues ±σ', 'sec-6.2.1:origin-is-a-saddle'),
  ),
  onLine(
    1002,
    judged(
      'section 6.2.1',
      'The eigenvalues at the other equilibria: one is zero, so that linearisation does not decide',
      'sec-6.2.1:eigenvalues-of-minima',
    ),
  ),
  onLine(
    1004,
    judged(
      'section 6.2.1',
      'The origin is strict, the other equilibria have a singular semidefinite Hessian',
      'sec-6.2.1:origin-is-a-saddle',
      'sec-6.2.1:minima-have-singular-hessian',
    ),
  ),
  onLine(1004, judged('section 6.2.1', 'The conservation law is a hyperbola', 'sec-6.2.1:hyperbola')),
  onLine(
    1009,
    untestable(
      'figure 2',
      'Singular values and vectors from a start near the origin and one away from it',
      'the start and the task of the picture; redrawn as figure 2 from two chosen starts (dlo figures)',
    ),
  ),
  onLine(
    1015,
    untestable(
      'figure 3',
      'Vectors align for spacings of 1.5, and do not for pairs 0.1 apart, δ = 0.04',
      'the values of Σ and the start of the picture; redrawn as figure 3 from one chosen start (dlo figures)',
    ),
  ),
  onLine(
    1021,
    judged(
      'figure 4',
      'Losses along the arcs of theorem 24',
      'sec-6.1:nested-arcs-fall',
      'sec-6.1:mixed-arcs-turn',
      'sec-6.1:mixed-arcs-have-maxima',
    ),
  ),
  onLine(
    1023,
    judged(
      'section 6.2.1',
      'A trajectory that does not pass the origin has exactly one equilibrium',
      'eq-63',
      'sec-6.2.1:attracts-its-hyperbola',
    ),
  ),
  onLine(1025, judged('eq. 63', 'Equilibrium and conservation law together', 'eq-63')),
  onLine(1027, judged('section 6.2.1', 'The quartic has one admissible solution w_1²', 'eq-63')),
  onLine(1029, judged('eq. 64', 'The equilibrium of a trajectory', 'eq-64')),
  onLine(
    1031,
    judged(
      'section 6.2.1',
      'On a trajectory the loss is positive definite: it vanishes only at the equilibrium',
      'sec-6.2.1:equilibria',
    ),
  ),
  onLine(1033, judged('section 6.2.1', 'The rate of the loss', 'sec-6.2.1:loss-rate')),
  onLine(
    1037,
    judged('section 6.2.1', '0-balanced trajectories are the two lines of eigenvectors', 'sec-6.2.1:balanced-lines'),
  ),
  onLine(1037, judged('section 6.2.1', 'On them the system is a single equation', 'sec-6.2.1:single-equations')),
  onLine(
    1037,
    judged(
      'section 6.2.1',
      'The line of v_1 is the unstable submanifold, with an attracting equilibrium and its basin on either side',
      'sec-6.2.1:stable-and-unstable-lines',
    ),
  ),
  onLine(
    1037,
    judged('section 6.2.1', 'On the line of v_2 the origin alone attracts', 'sec-6.2.1:stable-and-unstable-lines'),
  ),
  onLine(
    1039,
    judged('point 2', 'For c ≠ 0 the rate of the loss is negative but at the equilibrium', 'sec-6.2.1:exponential'),
  ),
  onLine(
    1039,
    judged('point 2', 'That equilibrium attracts all starts of the same c', 'sec-6.2.1:attracts-its-hyperbola'),
  ),
  onLine(1039, judged('point 2', 'Convergence is exponential', 'sec-6.2.1:exponential')),
  onLine(1041, judged('section 6.2.1', 'w_1 = −w_2 separates c > 0 from c < 0', 'sec-6.2.1:separatrix')),
  onLine(
    1041,
    judged(
      'section 6.2.1',
      'The half lines w_1 = w_2 are heteroclinic orbits and hold the two equilibria',
      'sec-6.2.1:stable-and-unstable-lines',
    ),
  ),
  onLine(
    1041,
    judged(
      'section 6.2.1',
      'Near the origin the loss hardly falls; convergence is exponential all the same',
      'sec-6.2.1:loss-rate',
      'sec-6.2.1:exponential',
    ),
  ),
  onLine(
    1046,
    judged(
      'figure 5',
      'Phase portrait: minima, the saddle point at the origin, a plateau around it',
      'sec-6.2.1:origin-is-a-saddle',
      'sec-6.2.1:loss-rate',
    ),
  ),
  onLine(1052, judged('eq. 65', 'The flow of three scalar layers', 'eq-65')),
  onLine(1056, judged('section 6.2.2', 'Their two conservation laws', 'sec-6.2.2:conservation-laws')),
  onLine(1058, judged('section 6.2.2', 'The loss and its rate', 'sec-6.2.2:loss-rate')),
  onLine(
    1058,
    judged(
      'section 6.2.2',
      'The rate is negative definite as soon as c_1 and c_2 are not zero',
      'sec-6.2.2:negative-definite',
    ),
  ),
  onLine(1060, judged('section 6.2.2', 'The one-forms of the laws', 'sec-6.2.2:one-forms')),
  onLine(1060, judged('section 6.2.2', 'They are always independent', 'sec-6.2.2:one-forms-always-independent')),
  onLine(1060, judged('section 6.2.2', 'They are exact, and what they span is involutive', 'sec-6.2.2:one-forms')),
  onLine(1060, judged('section 6.2.2', 'They are orthogonal to the field', 'sec-6.2.2:one-forms-annihilate-the-field')),
  onLine(
    1060,
    judged('section 6.2.2', 'Together they cover the tangent space', 'sec-6.2.2:forms-and-field-span-everything'),
  ),
  onLine(
    1065,
    judged('figure 6', 'All critical points are minima but the saddle points in red', 'sec-6.2.2:critical-points'),
  ),
  onLine(1071, judged('section 6.2.3', 'The adjacency matrix of 1-2-1', 'sec-6.2.3:adjacency')),
  onLine(1075, judged('eq. 66', 'The flow of 1-2-1', 'eq-66')),
  onLine(1079, judged('section 6.2.3', 'Its three conservation laws', 'sec-6.2.3:conservation-laws')),
  onLine(1081, judged('section 6.2.3', 'The rate of its loss', 'sec-6.2.3:loss-rate')),
  onLine(1081, judged('section 6.2.3', 'The one-forms span three dimensions at each w', 'sec-6.2.3:dimension-three')),
  onLine(1081, judged('section 6.2.3', 'They are orthogonal to the field', 'sec-6.2.3:one-forms-annihilate-the-field')),
  onLine(1081, judged('section 6.2.3', 'Together they are R⁴', 'sec-6.2.3:forms-and-field-span-everything')),
  onLine(
    1081,
    untestable(
      'section 6.2.3',
      'Critical points are scattered over R⁴; only pairs of parameters that obey the laws show a pattern',
      'which slices are drawn, and what a pattern is',
    ),
  ),
  onLine(1081, judged('section 6.2.3', 'The origin is still a saddle point', 'sec-6.2.3:origin-is-a-saddle')),
  onLine(
    1083,
    judged(
      'section 6.2.3',
      'More hidden units give more laws than weights, if d_1 > 3',
      'sec-6.2.3:laws-outgrow-weights',
    ),
  ),
  onLine(
    1088,
    untestable(
      'figure 7',
      'Slices of the parameter space of 1-2-1',
      'which slices; two are redrawn as figure 7 (dlo figures), and that the origin is a saddle point is judged above',
    ),
  ),
  onLine(1090, judged('section 6.2.3', 'So the laws are not all independent', 'sec-6.2.3:laws-are-dependent')),
];
