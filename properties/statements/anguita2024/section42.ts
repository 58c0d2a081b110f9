import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Towards shallow dynamics. */
export const SECTION_4_2: readonly LinedStatement[] = [
  onLine(1357, definition('section 4.2', 'Theorem 3.2.2 is carried over to unaligned networks')),
  onLine(1359, definition('section 4.2', 'Representations of a shallow network are defined')),
  onLine(1361, judged('theorem 4.2.1', 'Representations of a shallow network after convergence', 'eq-4.20')),
  onLine(1363, judged('eq. 4.20', 'WᵀW = ṼS̃Ṽᵀ and WWᵀ = ŨS̃Ũᵀ', 'eq-4.20')),
  onLine(
    1367,
    judged('proof of theorem 4.2.1', 'It converges to W = YXᵀ, X being white', 'thm-4.2.1:proof-global-minimum'),
  ),
  onLine(1367, definition('proof of theorem 4.2.1', 'Hence W = ŨS̃Ṽᵀ')),
  onLine(
    1369,
    judged(
      'section 4.2',
      'Its representations are specific to the task and always changing',
      'sec-4.2:representations-always-change',
    ),
  ),
  onLine(
    1369,
    judged('section 4.2', 'So its kernel changes, and it learns richly', 'sec-4.2:shallow-network-learns-richly'),
  ),
  onLine(1371, definition('section 4.2', 'Dynamics of both are derived')),
  onLine(1373, judged('theorem 4.2.2', 'Dynamics of a shallow network', 'eq-4.21')),
  onLine(1375, definition('theorem 4.2.2', 'White inputs, mean squared error')),
  onLine(1377, judged('eq. 4.21', 'W(t) = Σyx + (W(0) − Σyx)e^{−t/τ}', 'eq-4.21')),
  onLine(1380, judged('proof of theorem 4.2.2', 'The equation of one layer is that of [36]', 'eq-4.22')),
  onLine(1382, judged('eq. 4.22', 'τ dW/dt = Σyx − W', 'eq-4.22')),
  onLine(1385, definition('proof of theorem 4.2.2', 'X(t) = Σyx − W(t), a letter that inputs have, too')),
  onLine(1387, judged('proof of theorem 4.2.2', 'τ dX/dt = −X', 'eq-4.23')),
  onLine(1389, judged('eq. 4.23', 'X(t) = X(0)e^{−t/τ}', 'eq-4.23')),
  onLine(1394, judged('eq. 4.24', 'The same for W', 'eq-4.21')),
  onLine(1397, judged('eq. 4.25', 'Eq. 4.21', 'eq-4.21')),
  onLine(1402, judged('section 4.2', 'An unaligned shallow network learns exponentially', 'eq-4.21')),
  onLine(
    1402,
    untestable(
      'section 4.2',
      'It has no phase of alignment: vectors and values are learned together',
      "angles of singular vectors along one layer's flow, and what a phase is",
    ),
  ),
  onLine(1404, definition('section 4.2', 'Next, the output for large |λ|')),
  onLine(1406, judged('theorem 4.2.3', 'For extreme λ a deep network moves like a shallow one', 'eq-4.26')),
  onLine(1408, definition('theorem 4.2.3', 'A λ-balanced network, λ → ±∞')),
  onLine(1410, judged('eq. 4.26', 'W2W1(t) = Σyx + (W2W1(0) − Σyx)e^{−|λ|t/τ}', 'eq-4.26')),
  onLine(1413, judged('proof of theorem 4.2.3', 'It goes by the rate of the product', 'eq-4.28')),
  onLine(1415, judged('eq. 4.27', 'The rule of products', 'eq-4.28')),
  onLine(1420, judged('eq. 4.28', 'The flow put in', 'eq-4.28')),
  onLine(1423, definition('proof of theorem 4.2.3', 'Limits shown before: first λ → ∞')),
  onLine(1425, judged('proof of theorem 4.2.3', 'λ → ∞: W1ᵀW1 is O(1/λ)', 'eq-4.29')),
  onLine(1427, judged('eq. 4.29', 'λ → ∞: W2W2ᵀ → |λ|I', 'eq-4.29')),
  onLine(1432, judged('proof of theorem 4.2.3', 'λ → −∞: W2W2ᵀ is O(1/λ)', 'eq-4.30')),
  onLine(1434, judged('eq. 4.30', 'λ → −∞: W1ᵀW1 → |λ|I', 'eq-4.30')),
  onLine(1439, judged('eq. 4.31', 'The rate of W2W1 in the limit is |λ|(Σyx − W2W1)', 'eq-4.31')),
  onLine(1442, judged('proof of theorem 4.2.3', 'It is the equation of a shallow network', 'eq-4.31', 'eq-4.22')),
  onLine(1444, judged('eq. 4.32', 'Eq. 4.26', 'eq-4.26')),
  onLine(1449, judged('section 4.2', 'Large |λ|: the output is that of a shallow network, compressed by λ', 'eq-4.26')),
  onLine(
    1451,
    judged(
      'section 4.2',
      'λ → ∞: W1ᵀW1 is like WWᵀ of the shallow network, scaled',
      'sec-4.2:inputs-like-the-shallow-network',
    ),
  ),
  onLine(1451, judged('section 4.2', 'Meanwhile W2W2ᵀ stays fixed', 'sec-4.2:larger-representation-stays-fixed')),
  onLine(
    1451,
    judged(
      'section 4.2',
      'Again for λ → ∞: W2W2ᵀ is like WᵀW, W1ᵀW1 stays fixed',
      'sec-4.2:outputs-like-the-shallow-network',
      'sec-4.2:larger-representation-stays-fixed',
    ),
  ),
  onLine(
    1453,
    judged('section 4.2', 'A deep network with large |λ| learns lazily', 'thm-4.1.3.2:limit', 'thm-4.1.3.3:limit'),
  ),
  onLine(
    1453,
    judged(
      'section 4.2',
      'Networks of similar representations and dynamics can learn in different regimes',
      'sec-4.2:shallow-network-learns-richly',
    ),
  ),
  onLine(
    1453,
    judged(
      'section 4.2',
      'Of its two representations one is specific to the task',
      'sec-4.3:scores-tend-to-their-maximum',
    ),
  ),
  onLine(
    1453,
    judged(
      'section 4.2',
      'That one goes to 0 as λ → ∞',
      'sec-3.3:smaller-representation-positive',
      'sec-4.1:identity-and-zero',
    ),
  ),
];
