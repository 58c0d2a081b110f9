import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Tangent kernel, similarity matrices, regimes, continual learning. */
export const SECTION_2_3: readonly LinedStatement[] = [
  onLine(
    406,
    untestable(
      'section 2.3.1',
      'The tangent kernel tells how networks learn',
      'what it would tell; it is an introduction',
    ),
  ),
  onLine(408, definition('section 2.3.1', 'A network f(x; θ)')),
  onLine(410, definition('eq. 2.32', 'J = ∂f/∂x, of size m×n')),
  onLine(414, judged('eq. 2.33', '∇θf = Jᵀ, of size n×m', 'eq-2.33')),
  onLine(416, judged('section 2.3.1', 'K is a number for each pair of inputs', 'eq-2.34')),
  onLine(418, definition('eq. 2.34', 'K(x, x′) = ∇θf(x)ᵀ∇θf(x′)')),
  onLine(421, definition('section 2.3.1', 'Parameters are updated by gradient descent')),
  onLine(423, definition('eq. 2.35', 'dθ/dt = −∇θL')),
  onLine(427, judged('eq. 2.36', 'df/dt = −K(x, x)∇θL', 'eq-2.36')),
  onLine(
    430,
    untestable(
      'section 2.3.1',
      'At infinite width the kernel is constant in training',
      'how weights scale with the width; then a limit in the width, as a sequence or statistically',
    ),
  ),
  onLine(
    430,
    untestable(
      'section 2.3.1',
      'Training becomes linear',
      'the linearised flow beside the true one, along a sequence of widths',
    ),
  ),
  onLine(
    432,
    untestable(
      'section 2.3.1',
      'Wide networks are near to kernel methods',
      'the conditions, which are called certain ones',
    ),
  ),
  onLine(434, untestable('section 2.3.1', 'The kernel tells about generalisation', 'unseen data')),
  onLine(438, definition('section 2.3.2', 'Similarity matrices are kernels φ(x)ᵀφ(x′) of the hidden layer')),
  onLine(440, judged('section 2.3.2', 'RSM_I = XᵀW1ᵀW1X', 'sec-2.3.2:rsm-of-inputs')),
  onLine(442, judged('section 2.3.2', 'RSM_O = Yᵀ(W2W2ᵀ)⁺Y', 'sec-2.3.2:rsm-of-outputs')),
  onLine(446, judged('eq. 2.37', 'NTK = I ⊗ XᵀW1ᵀW1X + W2W2ᵀ ⊗ XᵀX', 'eq-2.37')),
  onLine(453, definition('section 2.3.3', 'Features')),
  onLine(
    455,
    untestable(
      'section 2.3.3',
      'Alignment, its opposite and rescaling act in learning of features',
      'the mechanisms as quantities; told of [43]',
    ),
  ),
  onLine(457, definition('section 2.3.3', 'Rich: large changes; lazy: small ones')),
  onLine(
    457,
    untestable(
      'section 2.3.3',
      'Lazy dynamics are largely linear',
      'a distance of a lazy run from its linearisation at the start',
    ),
  ),
  onLine(
    459,
    untestable(
      'section 2.3.3',
      'The regime depends on width, rate and size of the start',
      'a measure of the regime; three sequences, in width, η and scale',
    ),
  ),
  onLine(459, untestable('section 2.3.3', 'Alignment happens in the rich phase only', 'the models of [43]')),
  onLine(
    461,
    untestable('section 2.3.3', 'Early areas of the brain learn lazily, later ones richly', 'recordings of a brain'),
  ),
  onLine(463, untestable('section 2.3.3', 'Knowing the regimes leads to better algorithms', 'an algorithm')),
  onLine(467, definition('section 2.3.4', 'Continual learning is set up as in [5]')),
  onLine(
    469,
    definition('section 2.3.4', 'Tasks and their correlations; the network has two layers here, three elsewhere'),
  ),
  onLine(471, definition('section 2.3.4', 'The loss of task i')),
  onLine(473, judged('section 2.3.4', 'After training on task j the network is Σj', 'sec-2.3.4:loss-of-an-old-task')),
  onLine(477, judged('section 2.3.4, line 1', 'L_i after task j: ‖ΣjX_i − Y_i‖²/2P', 'sec-2.3.4:loss-of-an-old-task')),
  onLine(477, judged('section 2.3.4, line 2', 'The norm as a trace', 'sec-2.3.4:traces')),
  onLine(477, judged('section 2.3.4, line 3', 'The trace multiplied out', 'sec-2.3.4:traces')),
  onLine(
    477,
    judged('section 2.3.4, line 4', '½Tr ΣjΣjᵀ − Tr ΣjΣiᵀ + ½Tr Σyy, by white inputs', 'sec-2.3.4:loss-of-an-old-task'),
  ),
  onLine(
    477,
    judged(
      'section 2.3.4, line 5',
      'Completed to a square; the last term is Σyy itself, without its trace',
      'sec-2.3.4:completed-square',
    ),
  ),
  onLine(
    477,
    judged(
      'section 2.3.4, line 6',
      '½‖Σj − Σi‖² and a constant, Σyy again without its trace',
      'sec-2.3.4:completed-square',
    ),
  ),
  onLine(
    479,
    judged('section 2.3.4', 'Forgetting is settled by how alike the tasks are alone', 'sec-2.3.4:forgetting'),
  ),
  onLine(
    479,
    judged('section 2.3.4', 'It is the relative change of the loss', 'sec-2.3.4:forgetting-is-relative-change'),
  ),
  onLine(481, definition('section 2.3.4, forgetting, line 1', 'F_i(j, k) = L_i(k) − L_i(j)')),
  onLine(
    481,
    judged('section 2.3.4, forgetting, line 2', 'Both losses put in; their constants cancel', 'sec-2.3.4:forgetting'),
  ),
  onLine(481, judged('section 2.3.4, forgetting, line 3', 'F = ½(‖Σk − Σi‖² − ‖Σj − Σi‖²)', 'sec-2.3.4:forgetting')),
  onLine(
    483,
    judged('section 2.3.4', 'Solutions for the weights give those of forgetting at any time', 'eq-4.35', 'thm-3.3.1.3'),
  ),
];
