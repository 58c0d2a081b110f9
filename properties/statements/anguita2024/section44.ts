import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Continual learning. */
export const SECTION_4_4: readonly LinedStatement[] = [
  onLine(1526, definition('section 4.4', 'Continual learning and catastrophic forgetting')),
  onLine(1528, untestable('section 4.4', 'Solutions help to choose starts and times to stop', 'a rule for stopping')),
  onLine(
    1528,
    judged(
      'section 4.4',
      'Balance being conserved, the solution stays right on a second task, for λ = 0 by [5]',
      'thm-2.2.1',
      'sec-4.4:solution-on-a-second-task',
    ),
  ),
  onLine(1528, judged('section 4.4', 'The same for any λ', 'sec-4.4:solution-on-a-second-task')),
  onLine(1530, judged('section 4.4', 'Weights stay λ-balanced over any sequence of tasks', 'thm-2.2.1')),
  onLine(
    1530,
    judged(
      'section 4.4',
      'So the solutions hold for the whole of it',
      'thm-2.2.1',
      'sec-4.4:solution-on-a-second-task',
    ),
  ),
  onLine(
    1534,
    judged(
      'figure 4.6',
      'Solutions of continual learning: rates by correlations and weights',
      'sec-4.4:solution-on-a-second-task',
      'thm-4.4.1.2',
    ),
  ),
  onLine(
    1536,
    judged('section 4.4', 'The loss is a function of correlations and weights', 'sec-2.3.4:loss-of-an-old-task'),
  ),
  onLine(1536, judged('section 4.4', 'So is forgetting', 'sec-2.3.4:forgetting')),
  onLine(
    1540,
    untestable(
      'section 4.4',
      'With these rates one finds minima of forgetting and rules for stopping',
      'the rules; a zero of eq. 4.36 need not be a minimum',
    ),
  ),
  onLine(1542, judged('theorem 4.4.1', 'The rate of forgetting of λ-balanced networks', 'thm-4.4.1.2')),
  onLine(1544, definition('theorem 4.4.1', 'L_{i,k} and F_{i,j,k}')),
  onLine(1546, judged('theorem 4.4.1, part 1', 'Loss and forgetting have the same rate', 'eq-4.35')),
  onLine(1548, judged('eq. 4.35', 'dL_{i,k}/dt = dF_{i,j,k}/dt', 'eq-4.35')),
  onLine(1551, judged('theorem 4.4.1, part 2', 'The rate of the loss', 'thm-4.4.1.2')),
  onLine(1553, judged('eq. 4.36', 'dL_i/dt = Tr(d(W2W1)/dt (W2W1)ᵀ − Σyxᵀ)', 'thm-4.4.1.2')),
  onLine(
    1556,
    judged('proof of theorem 4.4.1, part 1', 'Forgetting is a difference, one term of it constant', 'eq-4.35'),
  ),
  onLine(1558, definition('eq. 4.37', 'F = L_i(W2W1(t)) − L_i(T_j)')),
  onLine(1561, definition('eq. 4.38', 'The same, with L_{i,k}(t)')),
  onLine(1563, judged('eq. 4.39', 'Its rate', 'eq-4.35')),
  onLine(1566, judged('proof of theorem 4.4.1, part 2', 'From the loss of [5]', 'thm-4.4.1.2')),
  onLine(
    1568,
    judged('eq. 4.40', 'L = ½Tr PPᵀ − Tr PΣyxᵀ + Tr YYᵀ/P with P = W2W1, the last term without ½', 'eq-4.40'),
  ),
  onLine(1572, judged('eq. 4.41', 'Its rate, term by term', 'eq-4.41')),
  onLine(1575, judged('eq. 4.42', 'One trace: Tr(dP/dt (Pᵀ − Σyxᵀ))', 'thm-4.4.1.2')),
  onLine(
    1580,
    judged('section 4.4', 'The rate follows from the solutions for the weights', 'thm-4.4.1.2', 'thm-3.3.1.3'),
  ),
  onLine(
    1580,
    judged('section 4.4', 'Theory and simulation of it agree', 'thm-4.4.1.2', 'sec-2.2.2:descent-becomes-the-flow'),
  ),
  onLine(1580, judged('section 4.4', 'The rate of the loss goes to 0', 'sec-2.2.1:converges-to-the-task')),
  onLine(
    1580,
    judged('section 4.4', 'The network is known to converge to the global minimum', 'sec-2.2.1:converges-to-the-task'),
  ),
  onLine(
    1584,
    judged('figure 4.7', 'Both rates match exactly for λ = 5', 'thm-4.4.1.2', 'sec-2.2.2:descent-becomes-the-flow'),
  ),
];
