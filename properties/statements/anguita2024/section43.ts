import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Illustrative example: the hierarchy of living things. */
export const SECTION_4_3: readonly LinedStatement[] = [
  onLine(1457, definition('section 4.3', 'The task of [5]: living things in a hierarchy')),
  onLine(
    1459,
    untestable(
      'section 4.3',
      'ṼS̃Ṽᵀ shows the structure of the items: two fish are nearest, then birds, then plants',
      'the matrix of the task, which is in [5]',
    ),
  ),
  onLine(
    1459,
    untestable(
      'section 4.3',
      'ŨS̃Ũᵀ shows the main categories',
      'the matrix of the task, and what a category of ŨS̃Ũᵀ is',
    ),
  ),
  onLine(
    1461,
    untestable(
      'section 4.3',
      'The rich regime generalises in ways that the lazy one cannot',
      'items that are left out, and what a right answer is',
    ),
  ),
  onLine(
    1461,
    judged('section 4.3', 'QQᵀ tells whether a solution is rich or lazy: the kernel is a function of it', 'eq-2.37'),
  ),
  onLine(
    1463,
    untestable(
      'section 4.3',
      'Networks learn coarse distinctions before fine ones',
      'an order of learning times by singular value, on hierarchical tasks from small starts',
    ),
  ),
  onLine(1467, definition('figure 4.1', 'The task, as in [5]')),
  onLine(
    1469,
    judged(
      'section 4.3',
      'The function after convergence is the same for all starts',
      'sec-2.2.1:converges-to-the-task',
    ),
  ),
  onLine(
    1471,
    judged('section 4.3', 'Representations differ between them', 'sec-4.3:representations-differ-between-starts'),
  ),
  onLine(
    1475,
    judged(
      'figure 4.2',
      'QQᵀ after convergence from five starts',
      'sec-4.3:representations-differ-between-starts',
      'sec-4.3:zero-lambda-shows-the-task',
      'sec-4.1:identity-and-zero',
    ),
  ),
  onLine(
    1477,
    judged(
      'section 4.3',
      "From small Gaussian or zero-balanced starts representations equal the task's",
      'sec-4.3:zero-lambda-shows-the-task',
    ),
  ),
  onLine(1477, judged('section 4.3', 'Small weights are nearly zero-balanced', 'sec-4.3:small-weights-balanced')),
  onLine(
    1477,
    judged(
      'section 4.3',
      'From large Gaussian starts the solution is lazy: no representation is specific to the task',
      'sec-4.3:large-gaussian-starts-end-lazy',
    ),
  ),
  onLine(
    1479,
    untestable('section 4.3', 'Singular values of the task are small beside λ = ±10', 'the singular values'),
  ),
  onLine(1479, judged('section 4.3', 'λ = 10: W2W2ᵀ resembles 10·I', 'sec-4.1:identity-and-zero')),
  onLine(1479, judged('section 4.3', 'λ = −10: W1ᵀW1 resembles 10·I', 'sec-4.1:identity-and-zero')),
  onLine(1481, judged('section 4.3', 'λ = 10: W1ᵀW1 is ṼS̃Ṽᵀ/λ', 'sec-4.3:input-representation-for-large-lambda')),
  onLine(
    1481,
    judged('section 4.3', 'Its values are near 0 because of the factor |λ|', 'sec-3.3:smaller-representation-positive'),
  ),
  onLine(
    1481,
    judged(
      'section 4.3',
      'λ = −10: W2W2ᵀ is specific to the task and near 0',
      'sec-3.3:smaller-representation-negative',
      'sec-4.3:scores-tend-to-their-maximum',
    ),
  ),
  onLine(
    1483,
    judged(
      'section 4.3',
      'One of both representations is specific to the task, none for |λ| → ∞',
      'sec-4.3:scores-tend-to-their-maximum',
      'sec-4.3:scores-tend-to-their-minimum',
    ),
  ),
  onLine(
    1485,
    judged(
      'section 4.3',
      'λ sets how rich the solution is',
      'sec-4.3:scores-peak-at-zero',
      'sec-4.3:scores-tend-to-their-minimum',
      'sec-4.3:scores-tend-to-their-maximum',
    ),
  ),
  onLine(
    1489,
    judged(
      'figure 4.3',
      'Larger |λ| converges faster; the log loss is linear for large |λ|',
      'sec-4.3:larger-lambda-converges-faster',
      'sec-4.3:log-loss-is-a-line',
    ),
  ),
  onLine(
    1493,
    judged('section 4.3, insight 1', 'Larger |λ| converges faster', 'sec-4.3:larger-lambda-converges-faster'),
  ),
  onLine(1493, judged('section 4.3, insight 1', 'The rate is |λ|/2', 'sec-4.3:rate-of-learning')),
  onLine(
    1494,
    judged('section 4.3, insight 2', 'For large |λ| log L is a line until convergence', 'sec-4.3:log-loss-is-a-line'),
  ),
  onLine(
    1496,
    judged(
      'section 4.3',
      'For |λ| > 5 the number of steps to convergence is exponential in |λ|',
      'sec-4.3:steps-to-convergence-exponential',
    ),
  ),
  onLine(
    1496,
    judged('section 4.3', 'It confirms exponential trajectories', 'sec-4.3:steps-to-convergence-exponential'),
  ),
  onLine(
    1496,
    untestable('section 4.3', 'For small |λ| it is not exponential', 'the same fit near λ = 0, over settings'),
  ),
  onLine(
    1500,
    judged(
      'figure 4.4',
      'Steps to convergence over λ, with an exponential fit',
      'sec-4.3:steps-to-convergence-exponential',
      'sec-4.3:larger-lambda-converges-faster',
    ),
  ),
  onLine(
    1502,
    judged(
      'section 4.3',
      'A larger λ between two layers makes them converge faster',
      'sec-4.3:larger-lambda-converges-faster',
    ),
  ),
  onLine(
    1504,
    judged('section 4.3', 'λ = 0: both representations are specific to the task', 'sec-4.3:zero-lambda-shows-the-task'),
  ),
  onLine(
    1504,
    judged(
      'section 4.3',
      '|λ| → ∞: one is, the other is not',
      'sec-4.3:scores-tend-to-their-maximum',
      'sec-4.3:scores-tend-to-their-minimum',
    ),
  ),
  onLine(
    1504,
    judged(
      'section 4.3',
      'λ near the singular values: neither is as clearly',
      'sec-4.3:scores-near-the-singular-values',
    ),
  ),
  onLine(1506, definition('section 4.3', 'A score by cosine, so that factors do not matter')),
  onLine(1508, definition('eq. 4.33', 'Score of W1ᵀW1: the larger of its cosines with ṼS̃Ṽᵀ and ṼS̃²Ṽᵀ')),
  onLine(1511, definition('eq. 4.34', 'Score of W2W2ᵀ, likewise; in the second cosine W2ᵀW2 is printed, nh×nh')),
  onLine(1514, definition('section 4.3', 'f is the cosine of two matrices')),
  onLine(1516, judged('section 4.3', 'Both scores peak at λ = 0', 'sec-4.3:scores-peak-at-zero')),
  onLine(
    1516,
    judged('section 4.3', "λ → ∞: the input's score goes to its maximum", 'sec-4.3:scores-tend-to-their-maximum'),
  ),
  onLine(
    1516,
    judged('section 4.3', "λ → ∞: the output's goes to its minimum", 'sec-4.3:scores-tend-to-their-minimum'),
  ),
  onLine(
    1516,
    judged('section 4.3', "λ → −∞: the input's goes to its minimum", 'sec-4.3:scores-tend-to-their-minimum'),
  ),
  onLine(
    1516,
    judged('section 4.3', "λ → −∞: the output's goes to its maximum", 'sec-4.3:scores-tend-to-their-maximum'),
  ),
  onLine(
    1520,
    judged(
      'figure 4.5',
      'Scores over λ',
      'sec-4.3:scores-peak-at-zero',
      'sec-4.3:scores-tend-to-their-maximum',
      'sec-4.3:scores-tend-to-their-minimum',
    ),
  ),
  onLine(
    1522,
    judged('section 4.3', 'A larger |λ| converges exponentially faster', 'sec-4.3:steps-to-convergence-exponential'),
  ),
  onLine(1522, judged('section 4.3', 'And learning gets lazier', 'thm-4.1.3.2:limit', 'thm-4.1.3.3:limit')),
  onLine(
    1522,
    judged(
      'section 4.3',
      'The sign of λ says which representation loses the task',
      'sec-4.3:scores-tend-to-their-maximum',
      'sec-4.3:scores-tend-to-their-minimum',
    ),
  ),
];
