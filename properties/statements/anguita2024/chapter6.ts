import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Conclusion. */
export const CHAPTER_6: readonly LinedStatement[] = [
  onLine(
    1649,
    untestable(
      'section 6.1',
      'Linear networks do not capture nonlinear ones',
      'a nonlinear network that does what no linear one does',
    ),
  ),
  onLine(
    1649,
    untestable(
      'section 6.1',
      'Gradient flow does not describe adaptive rates',
      'an optimiser with adaptive rates, simulated beside the flow',
    ),
  ),
  onLine(1649, definition('section 6.1', 'At most three layers are considered')),
  onLine(1649, untestable('section 6.1', 'Nothing significant on stopping has been found', 'a finding')),
  onLine(1653, judged('section 6.2', 'Unaligned networks are solved exactly', 'thm-3.3.1.3')),
  onLine(1653, judged('section 6.2', 'Aligned networks are solved exactly', 'thm-3.2.1', 'eq-3.17')),
  onLine(1653, judged('section 6.2', 'Deep and shallow dynamics are equal for large |λ|', 'eq-4.26')),
  onLine(
    1653,
    judged(
      'section 6.2',
      'A larger |λ| moves the network into the lazy regime',
      'thm-4.1.3.2:limit',
      'thm-4.1.3.3:limit',
    ),
  ),
  onLine(1653, judged('section 6.2', 'The rate of forgetting is exact', 'thm-4.4.1.2')),
  onLine(1655, judged('section 6.2', 'λ* is conserved in ReLU networks', 'sec-4.5:relu-keeps-the-diagonal')),
  onLine(1655, untestable('section 6.2', 'A solution for them would have an error that falls with λ*', 'the solution')),
  onLine(
    1655,
    untestable(
      'section 6.2',
      'Deep unaligned networks of several outputs have no solution yet',
      'what nobody has found cannot be drawn',
    ),
  ),
  onLine(
    1657,
    untestable('section 6.2', 'Robust balanced starts would help in practice', 'which starts and which practice'),
  ),
  onLine(1661, untestable('section 6.2', 'Brains may learn in the two regimes', 'recordings of a brain in learning')),
  onLine(
    1663,
    untestable('section 6.2', 'The work helps to understand learning of features', 'a measure of understanding'),
  ),
];
