import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Towards shallow dynamics. */
export const SECTION_4_2: readonly LinedStatement[] = [
  onLine(1357, definition('section 4.2', 'Theorem 3.2.2 is carried over to unaligned networks')),
  onLine(1359, definition('section 4.2', 'Representations of a shallow network are defined')),
  onLine(1361, judged('theorem 4.2.1', 'Representations of a shallow network after convergence', 'eq-4.20')),
  onLine(1363, judged('eq. 4.20', 'WᵀW = ṼS̃Ṽᵀ and WWᵀ = ŨS̃Ũᵀ', 'eq-4.20')),
  onLine(
    1367,
    untestable(
      'proof of theorem 4.2.1',
      'It converges to W = YXᵀ, X being white',
      'YXᵀ beside Σyx = YXᵀ/P: samples as letters',
    ),
  ),
  onLine(1367, definition('proof of theorem 4.2.1', 'Hence W = ŨS̃Ṽᵀ')),
  onLine(
    1369,
    untestable(
      'section 4.2',
      'Its representations are specific to the task and always changing',
      'a flow of one layer that starts at its end',
    ),
  ),
  onLine(
    1369,
    untestable(
      'section 4.2',
      'So its kernel changes, and it learns richly',
      'the kernel of a network of one layer, by the variation of its output',
    ),
  ),
  onLine(1371, definition('section 4.2', 'Dynamics of both are derived')),
  onLine(1373, untestable('theorem 4.2.2', 'Dynamics of a shallow network', 'flows of one layer as cases')),
  onLine(1375, definition('theorem 4.2.2', 'White inputs, mean squared error')),
  onLine(
    1377,
    untestable(
      'eq. 4.21',
      'W(t) = Σyx + (W(0) − Σyx)e^{−t/τ}',
      'the oracle on a flow of one layer, any shape and rank',
    ),
  ),
  onLine(
    1380,
    untestable(
      'proof of theorem 4.2.2',
      'The equation of one layer is that of [36]',
      'the gradient of the loss of one layer, by variation',
    ),
  ),
  onLine(1382, untestable('eq. 4.22', 'τ dW/dt = Σyx − W', 'ddt of the one layer of a flow: W as a letter')),
  onLine(1385, definition('proof of theorem 4.2.2', 'X(t) = Σyx − W(t), a letter that inputs have, too')),
  onLine(1387, untestable('proof of theorem 4.2.2', 'τ dX/dt = −X', 'a step of the derivation from eq. 4.22')),
  onLine(1389, untestable('eq. 4.23', 'X(t) = X(0)e^{−t/τ}', 'a solution at times, on one layer')),
  onLine(1394, untestable('eq. 4.24', 'The same for W', 'a substitution in eq. 4.23')),
  onLine(1397, untestable('eq. 4.25', 'Eq. 4.21', 'a rearrangement of eq. 4.24')),
  onLine(1402, untestable('section 4.2', 'An unaligned shallow network learns exponentially', 'the claim of eq. 4.21')),
  onLine(
    1402,
    untestable(
      'section 4.2',
      'It has no phase of alignment: vectors and values are learned together',
      "angles of singular vectors along one layer's flow, and what a phase is",
    ),
  ),
  onLine(1404, definition('section 4.2', 'Next, the output for large |λ|')),
  onLine(
    1406,
    untestable(
      'theorem 4.2.3',
      'For extreme λ a deep network moves like a shallow one',
      'a limit in λ at times u/|λ|, for every shape that λ allows',
    ),
  ),
  onLine(1408, definition('theorem 4.2.3', 'A λ-balanced network, λ → ±∞')),
  onLine(
    1410,
    untestable(
      'eq. 4.26',
      'W2W1(t) = Σyx + (W2W1(0) − Σyx)e^{−|λ|t/τ}',
      'a limit of the difference, at fixed |λ|t and fixed W2W1(0); nh < no and nh < ni apart',
    ),
  ),
  onLine(1413, untestable('proof of theorem 4.2.3', 'It goes by the rate of the product', 'claims of its lines')),
  onLine(1415, judged('eq. 4.27', 'The rule of products', 'eq-4.28')),
  onLine(1420, judged('eq. 4.28', 'The flow put in', 'eq-4.28')),
  onLine(1423, definition('proof of theorem 4.2.3', 'Limits shown before: first λ → ∞')),
  onLine(
    1425,
    untestable('proof of theorem 4.2.3', 'λ → ∞: W1ᵀW1 is O(1/λ)', 'an order in λ at any time, uniformly in t'),
  ),
  onLine(1427, untestable('eq. 4.29', 'λ → ∞: W2W2ᵀ → |λ|I', 'a limit of W2W2ᵀ/λ at any time, for nh < no, too')),
  onLine(1432, untestable('proof of theorem 4.2.3', 'λ → −∞: W2W2ᵀ is O(1/λ)', 'the order of W2W2ᵀ along λ → −∞')),
  onLine(1434, untestable('eq. 4.30', 'λ → −∞: W1ᵀW1 → |λ|I', 'a limit of W1ᵀW1/|λ|, for nh < ni, too')),
  onLine(
    1439,
    untestable('eq. 4.31', 'The rate of W2W1 in the limit is |λ|(Σyx − W2W1)', 'a limit of the rate over |λ|'),
  ),
  onLine(
    1442,
    untestable(
      'proof of theorem 4.2.3',
      'It is the equation of a shallow network',
      'in time u = |λ|t: eq. 4.22 with another τ',
    ),
  ),
  onLine(1444, untestable('eq. 4.32', 'Eq. 4.26', 'the limit of solutions from that of rates: an error uniform in u')),
  onLine(
    1449,
    untestable(
      'section 4.2',
      'Large |λ|: the output is that of a shallow network, compressed by λ',
      'a distance of both at equal u, over starts',
    ),
  ),
  onLine(
    1451,
    untestable(
      'section 4.2',
      'λ → ∞: W1ᵀW1 is like WWᵀ of the shallow network, scaled',
      'a claim of sizes, Ni against No, and a cosine where Ni = No',
    ),
  ),
  onLine(
    1451,
    untestable('section 4.2', 'Meanwhile W2W2ᵀ stays fixed', 'a change of W2W2ᵀ that goes to 0 along λ → ∞'),
  ),
  onLine(
    1451,
    untestable(
      'section 4.2',
      'Again for λ → ∞: W2W2ᵀ is like WᵀW, W1ᵀW1 stays fixed',
      'which limit is meant: both sentences have λ → ∞',
    ),
  ),
  onLine(
    1453,
    judged('section 4.2', 'A deep network with large |λ| learns lazily', 'thm-4.1.3.2:limit', 'thm-4.1.3.3:limit'),
  ),
  onLine(
    1453,
    untestable(
      'section 4.2',
      'Networks of similar representations and dynamics can learn in different regimes',
      'the kernel of the shallow network, and how similar',
    ),
  ),
  onLine(
    1453,
    untestable(
      'section 4.2',
      'Of its two representations one is specific to the task',
      'the task-specific score of section 4.3',
    ),
  ),
  onLine(1453, untestable('section 4.2', 'That one goes to 0 as λ → ∞', 'the order of W1ᵀW1 at convergence')),
];
