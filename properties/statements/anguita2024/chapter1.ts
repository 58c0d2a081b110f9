import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Abstract, motivation and contributions. */
export const CHAPTER_1: readonly LinedStatement[] = [
  onLine(19, judged('abstract', 'Aligned λ-balanced networks are solved exactly', 'thm-3.2.1', 'eq-3.17')),
  onLine(19, judged('abstract', 'Unaligned λ-balanced networks are solved exactly', 'thm-3.3.1.3')),
  onLine(19, judged('abstract', 'The solutions are numerically stable', 'thm-3.3.1:numerically-stable')),
  onLine(19, judged('abstract', 'A deep network with large |λ| moves like a shallow one', 'thm-3.2.2:exponential')),
  onLine(19, judged('abstract', 'Large |λ| makes learning lazy', 'thm-4.1.3.2:limit', 'thm-4.1.3.3:limit')),
  onLine(
    19,
    judged(
      'abstract',
      'Small |λ| makes it rich',
      'sec-4.1:small-lambda-ends-rich',
      'sec-4.1:small-lambda-moves-the-kernel',
    ),
  ),
  onLine(19, judged('abstract', 'The rate of forgetting has an exact expression', 'thm-4.4.1.2')),
  onLine(
    21,
    judged(
      'abstract',
      'The solutions give the representations and the tangent kernel at any time',
      'thm-3.3.1.3',
      'eq-2.37',
    ),
  ),
  onLine(
    21,
    untestable(
      'abstract',
      'They help to design better starts',
      'a measure of what a start gains, and two starts to compare',
    ),
  ),
  onLine(
    75,
    untestable(
      'section 1.1',
      'Theory is crucial for progress of AI',
      'a measure of progress; nothing of a network is said',
    ),
  ),
  onLine(
    77,
    untestable(
      'section 1.1',
      'Theory joined with practice has improved performance and explainability',
      'which models, before and after',
    ),
  ),
  onLine(
    79,
    untestable(
      'section 1.1',
      'Control theory and stochastic dynamics have improved tuning and regularisation',
      'the results of [28], which are not in the text',
    ),
  ),
  onLine(
    81,
    untestable(
      'section 1.1',
      'Theory has made models interpretable and robust against attacks',
      'the results of [41] and [7], which are not in the text',
    ),
  ),
  onLine(
    83,
    untestable('section 1.1', 'Interpretability of mechanisms matters for safety', 'an assertion about a network'),
  ),
  onLine(
    85,
    untestable(
      'section 1.1',
      'Different neural systems come to similar representations under similar stimuli',
      'the systems and the measure of similarity of [1] and [39]',
    ),
  ),
  onLine(87, untestable('section 1.1', 'Convolutional networks resemble the visual cortex', 'recordings of a cortex')),
  onLine(89, untestable('section 1.1', 'Neuroscience and AI help each other', 'an assertion about a network')),
  onLine(
    91,
    untestable(
      'section 1.1',
      'Hebbian learning tells how the brain forms representations',
      'a rule of learning other than gradient descent',
    ),
  ),
  onLine(93, definition('section 1.1', 'Rich where parameters change much, lazy where they change little')),
  onLine(
    93,
    untestable(
      'section 1.1',
      'Learning of features depends on architecture and on the way of training',
      'the setting of [43]',
    ),
  ),
  onLine(
    95,
    untestable(
      'section 1.1',
      'Linear networks can be solved exactly and tell of others',
      'a nonlinear network to compare with',
    ),
  ),
  onLine(99, definition('section 1.2', 'The thesis extends [5] and [23]')),
  onLine(101, definition('section 1.2', 'Its aim: exact dynamics in a more general setting, and continual learning')),
  onLine(103, definition('section 1.2', 'Contribution 1: exact solutions')),
  onLine(107, judged('section 1.2', 'Exact dynamics of aligned λ-balanced networks', 'thm-3.2.1', 'eq-3.17')),
  onLine(111, judged('section 1.2', 'Dynamics of unaligned λ-balanced networks of equal dimensions', 'thm-3.3.1.3')),
  onLine(111, judged('section 1.2', 'Their form is numerically stable', 'thm-3.3.1:numerically-stable')),
  onLine(
    112,
    untestable(
      'section 1.2',
      'They serve to study alignment, gating and continual learning',
      'what a study of gating would assert',
    ),
  ),
  onLine(116, judged('section 1.2', 'Progress with unequal dimensions', 'eq-3.79')),
  onLine(
    122,
    judged(
      'section 1.2',
      'A larger |λ| moves the network into the lazy regime',
      'thm-4.1.3.2:limit',
      'thm-4.1.3.3:limit',
    ),
  ),
  onLine(
    126,
    judged(
      'section 1.2',
      'A larger |λ| speeds learning up',
      'sec-3.2:larger-lambda-is-faster',
      'sec-4.3:larger-lambda-converges-faster',
    ),
  ),
  onLine(
    126,
    judged(
      'section 1.2',
      'A larger |λ| makes a network of three layers more like one of two',
      'sec-3.2:more-like-shallow',
    ),
  ),
  onLine(
    130,
    judged('section 1.2', 'Continual learning is simulated with the solutions', 'sec-4.4:solution-on-a-second-task'),
  ),
  onLine(130, judged('section 1.2', 'An expression for the rate of forgetting is derived', 'thm-4.4.1.2')),
  onLine(
    134,
    judged(
      'section 1.2',
      'First steps towards ReLU and tanh networks',
      'sec-4.5:relu-keeps-the-diagonal',
      'sec-4.5:mixed-units-keep-the-trace',
      'sec-4.5:tanh-lambda-falls',
      'fig-4.8:lambda-is-preserved',
    ),
  ),
  onLine(
    135,
    judged(
      'section 1.2',
      'Of a ReLU network the fitted balance λ* stays constant in training',
      'sec-4.5:relu-keeps-the-diagonal',
    ),
  ),
];
