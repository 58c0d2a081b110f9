import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Nonlinear layers. */
export const SECTION_4_5: readonly LinedStatement[] = [
  onLine(
    1588,
    untestable(
      'section 4.5',
      'Linear networks resemble nonlinear ones, and only do linear regression',
      'a quality in which they resemble; told of [38]',
    ),
  ),
  onLine(1588, judged('section 4.5', 'Nonlinear networks express more', 'sec-4.5:nonlinear-networks-express-more')),
  onLine(1590, judged('theorem 4.5.1', 'The λ* nearest to given weights', 'thm-4.5.1')),
  onLine(1594, definition('theorem 4.5.1', 'min over λ of ‖W2ᵀW2 − W1W1ᵀ − λI‖²')),
  onLine(1596, judged('theorem 4.5.1', 'λ* = Tr(W2ᵀW2 − W1W1ᵀ)', 'thm-4.5.1')),
  onLine(1598, judged('proof of theorem 4.5.1', 'λI being diagonal, only the diagonal matters', 'eq-4.43')),
  onLine(1600, definition('eq. 4.43', 'f(λ), with the diagonal alone')),
  onLine(1603, definition('proof of theorem 4.5.1', 'a_1 … a_n, its entries')),
  onLine(1605, judged('eq. 4.44', 'f = Σ(a_i − λ)²', 'eq-4.44')),
  onLine(1610, judged('eq. 4.45', 'f′ = 2Σ(a_i − λ)', 'eq-4.45')),
  onLine(1612, judged('eq. 4.46', 'λ* = Tr/n', 'eq-4.46')),
  onLine(
    1617,
    judged(
      'section 4.5',
      'Of ReLU networks Diag(W2ᵀW2 − W1W1ᵀ) is constant in training',
      'sec-4.5:relu-keeps-the-diagonal',
    ),
  ),
  onLine(1617, judged('section 4.5', 'So is its trace', 'sec-4.5:relu-keeps-the-diagonal')),
  onLine(
    1617,
    judged(
      'section 4.5',
      'Networks of ReLU and linear units keep the trace, too',
      'sec-4.5:mixed-units-keep-the-trace',
    ),
  ),
  onLine(1619, judged('section 4.5', 'λ* stays constant in a ReLU network', 'sec-4.5:relu-keeps-the-diagonal')),
  onLine(
    1619,
    untestable(
      'section 4.5',
      'For large |λ*| the distance to λ*I would be small beside ‖λ*I‖',
      'a bound of the distance, which the text looks for',
    ),
  ),
  onLine(
    1621,
    definition(
      'section 4.5',
      'An experiment: two random tasks in sequence, 2000 iterations, 50 trials, λ = 10, 0.1, −10',
    ),
  ),
  onLine(
    1625,
    judged(
      'figure 4.8',
      'Deviation from balance in ReLU and tanh networks',
      'fig-4.8:distance-grows',
      'fig-4.8:tanh-lambda-falls',
      'fig-4.8:lambda-is-preserved',
    ),
  ),
  onLine(
    1627,
    judged(
      'section 4.5',
      'λ* is preserved in ReLU and linear networks',
      'fig-4.8:lambda-is-preserved',
      'sec-4.5:relu-keeps-the-diagonal',
      'thm-2.2.1',
    ),
  ),
  onLine(1627, judged('section 4.5', 'In a linear network λ* equals the balance exactly', 'thm-2.2.1', 'thm-4.5.1')),
  onLine(
    1627,
    judged(
      'section 4.5',
      'In a tanh network λ* falls in training',
      'fig-4.8:tanh-lambda-falls',
      'sec-4.5:tanh-lambda-falls',
    ),
  ),
  onLine(1627, judged('section 4.5', 'In both the distance grows with each task', 'fig-4.8:distance-grows')),
  onLine(1627, judged('section 4.5', 'More slowly in ReLU networks', 'fig-4.8:slower-in-relu')),
  onLine(
    1627,
    untestable('section 4.5', 'Whether λ* of tanh networks converges is open', 'an assertion: it is a question'),
  ),
  onLine(
    1627,
    untestable(
      'section 4.5',
      'A bound that does not depend on λ* would allow the assumption for limited times',
      'the bound',
    ),
  ),
];
