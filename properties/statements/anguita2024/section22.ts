import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Setup, gradient flow, balance and the solutions of earlier papers. */
export const SECTION_2_2: readonly LinedStatement[] = [
  onLine(189, definition('section 2.2.1', 'P training pairs; the task is to predict y_n from x_n')),
  onLine(191, definition('section 2.2.1', 'A network of n layers: Y = W_{n−1}⋯W1X')),
  onLine(193, definition('section 2.2.1', 'Full-batch gradient descent with rate η = 1/τ')),
  onLine(195, definition('eq. 2.3', 'The mean squared error')),
  onLine(198, definition('eq. 2.4', "The same of the network's output")),
  onLine(203, definition('eq. 2.5', 'Correlations of inputs and of targets with inputs')),
  onLine(208, definition('eq. 2.6', 'Whitened inputs')),
  onLine(
    210,
    untestable(
      'section 2.2.1',
      'From any start the product of the weights converges to Σyx',
      'a claim of the limit t → ∞ for starts of any balance, saddles and bottlenecks among them',
    ),
  ),
  onLine(210, definition('section 2.2.1', 'Deep: Y = W2W1X, called three layers; shallow: Y = WX, called two')),
  onLine(212, definition('section 2.2.1', 'Sizes of W1, W2 and W')),
  onLine(218, definition('figure 2.3', 'Drawing of the shallow network')),
  onLine(220, definition('figure 2.2', 'Drawing of the deep network')),
  onLine(
    226,
    untestable(
      'eq. 2.7',
      'The step of W1 in descent on eq. 2.3',
      'a claim of one step of descent over P samples, with 1/P of eq. 2.3: a file has no X and Y',
    ),
  ),
  onLine(231, untestable('eq. 2.8', 'The step of W2', 'the same of ∂L/∂W2: samples X and Y as letters')),
  onLine(
    236,
    untestable(
      'eq. 2.9',
      'Increment of W1 over η',
      'a claim that eq. 2.9 follows from eq. 2.7; iterates have no letters',
    ),
  ),
  onLine(239, untestable('eq. 2.10', 'Increment of W2 over η', 'letters for W2 before and after a step')),
  onLine(
    242,
    untestable(
      'section 2.2.2',
      'For η → 0 descent becomes the flow',
      'a measured order in η of the distance between descent and flow at fixed time',
    ),
  ),
  onLine(
    244,
    untestable(
      'eq. 2.11',
      'τ dW1/dt = W2ᵀ(Σyx − W2W1Σxx)',
      'a claim that this is −∂L/∂W1 of eq. 2.3, by variation of the loss, and that the limit of eq. 2.9 is it',
    ),
  ),
  onLine(
    246,
    untestable('eq. 2.12', 'τ dW2/dt = (Σyx − W2W1Σxx)W1ᵀ', 'a claim that this is −∂L/∂W2, by variation of the loss'),
  ),
  onLine(249, untestable('section 2.2.2', 'At small rates the flow describes descent well', 'how small, and how near')),
  onLine(253, definition('definition 2.2.1', 'λ-balanced weights')),
  onLine(255, definition('eq. 2.13', 'The balanced computation W2ᵀW2 − W1W1ᵀ = λI; zero-balanced for λ = 0')),
  onLine(260, judged('theorem 2.2.1', 'Balance persists through training', 'thm-2.2.1')),
  onLine(262, definition('eq. 2.14', 'Its hypothesis: balance at t = 0')),
  onLine(267, judged('eq. 2.15', 'Its conclusion: the same balance at every t ≥ 0', 'thm-2.2.1')),
  onLine(
    270,
    untestable(
      'proof of theorem 2.2.1',
      'The proof looks at W2W2ᵀ − W1W1ᵀ, with both products turned',
      'a claim of sizes, No×No less Nh×Nh, and one of its rate where Nh = No',
    ),
  ),
  onLine(
    272,
    untestable(
      'proof of theorem 2.2.1, step 1',
      'Its rate by the rule of products',
      "a derivation in a file that starts with ddt(W2t*W2t' − W1t*W1t'), where Nh = No",
    ),
  ),
  onLine(
    272,
    untestable(
      'proof of theorem 2.2.1, step 2',
      'The flow put in: three terms, their factors not in order',
      'sizes for which W1(Σyx − W2W1Σxx)ᵀW2W2 exists, then a claim of the step',
    ),
  ),
  onLine(
    272,
    untestable(
      'proof of theorem 2.2.1, step 3',
      'The sum is zero',
      'a claim of the three printed terms where all dimensions are equal',
    ),
  ),
  onLine(274, definition('definition 2.2.2', 'Aligned weights: W2W1 has the singular vectors of the task')),
  onLine(278, definition('definition 2.2.3', 'Representations of the inputs W1ᵀW1 and of the outputs W2W2ᵀ')),
  onLine(
    282,
    untestable(
      'section 2.2.4',
      'Linear dynamics resemble nonlinear ones',
      'the nonlinear network of [36], and a quality that both have',
    ),
  ),
  onLine(
    282,
    untestable(
      'section 2.2.4',
      '[36] solves aligned zero-balanced networks of any depth',
      "a claim of the modes' equation at depth h; told of another paper",
    ),
  ),
  onLine(
    284,
    untestable(
      'section 2.2.4',
      'Networks with a single output are solved; it does not cover several',
      'the solution of [24]',
    ),
  ),
  onLine(
    286,
    untestable(
      'section 2.2.4',
      '[5] solves unaligned zero-balanced networks of unequal dimensions',
      'an own claim; braun2022’s words are judged as braun2022/thm-3.1',
    ),
  ),
  onLine(
    289,
    untestable(
      'table 2.1, aligned and zero-balanced',
      'Unequal dimensions: solved in [38]',
      'a claim of theorem 2.2.2 for unequal dimensions',
    ),
  ),
  onLine(
    289,
    untestable(
      'table 2.1, aligned and λ-balanced',
      'Unequal dimensions: solved in the thesis',
      'a claim of theorem 3.2.1 for unequal dimensions',
    ),
  ),
  onLine(
    290,
    untestable(
      'table 2.1, not aligned and zero-balanced',
      'Equal dimensions: solved in [12]',
      'a claim of theorem 2.2.4; braun2022’s words are judged as braun2022/eq-5',
    ),
  ),
  onLine(290, judged('table 2.1, not aligned and λ-balanced', 'Equal dimensions: solved in the thesis', 'thm-3.3.1.3')),
  onLine(
    291,
    untestable(
      'table 2.1, not aligned and zero-balanced',
      'Unequal dimensions: solved in [5]',
      'a claim of theorem 2.2.5 for unequal dimensions; braun2022’s words are judged as braun2022/thm-3.1',
    ),
  ),
  onLine(293, definition('table 2.1', 'Which setting is solved where')),
  onLine(295, definition('section 2.2.4', 'The aligned zero-balanced case is derived for teaching')),
  onLine(
    297,
    untestable(
      'theorem 2.2.2',
      'Dynamics of aligned zero-balanced networks',
      'a claim of eq. 2.28 per mode; a statement of its own is not printed under the heading',
    ),
  ),
  onLine(
    301,
    untestable('eq. 2.16', 'Σyx = USVᵀ as a sum over modes up to N1', 'what N1 is: the number of modes is min(Ni, No)'),
  ),
  onLine(303, definition('proof of theorem 2.2.2', 'W1 = RW̄1Vᵀ and W2 = UW̄2Rᵀ')),
  onLine(
    305,
    untestable(
      'eq. 2.17',
      'Rate of W1 in these variables',
      'a letter for the hidden basis R of a start; the factor W̄2 stands without a transpose',
    ),
  ),
  onLine(307, untestable('eq. 2.18', 'Rate of W̄1, with whitened inputs', 'letters for W̄1 and W̄2; sizes where Nh ≠ No')),
  onLine(
    310,
    untestable('eq. 2.19', 'The same, multiplied out: W̄2(S − W̄2W̄1)', 'letters for W̄1 and W̄2, diagonal ones and others'),
  ),
  onLine(
    312,
    untestable(
      'eq. 2.20',
      'Rate of W2 in these variables, with VᵀW̄1Rᵀ on the right',
      'letters for R and W̄1; a right factor of which the sizes fit',
    ),
  ),
  onLine(314, definition('proof of theorem 2.2.2', 'Here inputs are taken as white')),
  onLine(316, untestable('eq. 2.21', 'Rate of W̄2', 'letters for W̄1 and W̄2')),
  onLine(319, untestable('eq. 2.22', 'The same, multiplied out: (S − W̄2W̄1)W̄1ᵀ', 'letters for W̄1 and W̄2')),
  onLine(321, definition('proof of theorem 2.2.2', 'c_α and d_α, the strengths of mode α in both layers')),
  onLine(
    323,
    untestable(
      'eq. 2.23',
      'τ dc/dt = d(s − cd)',
      'modes c and d of an aligned start as letters; a network 1-1-1 has them, as W1t and W2t',
    ),
  ),
  onLine(325, untestable('eq. 2.24', 'τ dd/dt = c(s − cd)', 'modes as letters, beyond 1-1-1')),
  onLine(327, judged('eq. 2.25', 'τ da/dt = (c² + d²)(s − a)', 'eq-2.25')),
  onLine(329, judged('eq. 2.26', 'For c² = d² this is 2a(s − a)', 'eq-2.26')),
  onLine(
    331,
    untestable(
      'eq. 2.27',
      'The time between two values of a, as an integral and in closed form',
      'a run from a⁰ to a^f: the time of a case is given, not asked',
    ),
  ),
  onLine(336, judged('eq. 2.28', 'a(t) of a zero-balanced mode', 'thm-3.2.2:zero-lambda')),
  onLine(
    339,
    untestable(
      'eq. 2.29',
      'W2W1 = UA(t)Vᵀ with A diagonal',
      "a claim that U'*W2t*W1t*V stays diagonal on aligned starts: the language has no off-diagonal part",
    ),
  ),
  onLine(
    342,
    untestable(
      'section 2.2.4',
      'An aligned zero-balanced network stays aligned',
      "a claim on U'*W2t*W1t*V of aligned starts",
    ),
  ),
  onLine(
    342,
    untestable(
      'section 2.2.4',
      'Its singular values do not depend on each other',
      'two starts that differ in one mode: a case holds one',
    ),
  ),
  onLine(342, untestable('section 2.2.4', 'Both hold at any depth', 'aligned flows of depth h as cases of this paper')),
  onLine(344, untestable('section 2.2.4', 'Alignment is constant in training', "a claim on U'*W2t*W1t*V for any λ")),
  onLine(344, judged('section 2.2.4', 'λ is constant in training', 'thm-2.2.1')),
  onLine(344, definition('section 2.2.4', 'λ-balanced and aligned λ-balanced networks')),
  onLine(
    348,
    untestable('theorem 2.2.3', 'Dynamics of a shallow network, unaligned', 'flows of one layer: none is drawn'),
  ),
  onLine(350, untestable('theorem 2.2.3', 'W(t) = Σyx + (W(0) − Σyx)e^{−t/τ}', 'the oracle on a flow of one layer')),
  onLine(352, untestable('theorem 2.2.3', 'It is from [36]', 'the text of [36]')),
  onLine(
    356,
    untestable(
      'theorem 2.2.4',
      'The flow is a matrix Riccati equation with a known solution',
      'a claim on zero-balanced starts; braun2022’s words are judged as braun2022/eq-4:riccati-equation',
    ),
  ),
  onLine(360, definition('theorem 2.2.4', 'Q = [W1ᵀ; W2]')),
  onLine(
    362,
    untestable(
      'theorem 2.2.4',
      'F is (nh + no)×(nh + ni)',
      'a claim of sizes: F multiplies QQᵀ, which is (Ni + No)×(Ni + No)',
    ),
  ),
  onLine(
    364,
    untestable(
      'theorem 2.2.4',
      'Its hypothesis: QQᵀ obeys the Riccati equation with F',
      'an F that is given by a property, not by a formula',
    ),
  ),
  onLine(
    368,
    untestable(
      'theorem 2.2.4',
      'For Q(0) of full rank the solution is the only one',
      'what a finite number of cases could show of uniqueness; it is a theorem on differential equations',
    ),
  ),
  onLine(
    370,
    untestable(
      'theorem 2.2.4',
      'QQᵀ(t) by exponentials and the inverse of F',
      'a claim for every F of the hypothesis, singular ones among them; braun2022’s words are judged as braun2022/eq-5',
    ),
  ),
  onLine(372, definition('section 2.2.4', 'Decompositions of the task and of the initial function')),
  onLine(376, definition('assumption 2.2.1', 'B and C; B is not singular')),
  onLine(378, definition('assumption 2.2.2', 'White inputs')),
  onLine(380, definition('assumption 2.2.3', 'Zero balance at the start')),
  onLine(382, definition('assumption 2.2.4', 'Full rank of task and initial function')),
  onLine(
    382,
    untestable(
      'assumption 2.2.4',
      'It implies Nh ≥ min(Ni, No)',
      'an own claim; braun2022’s words are judged as braun2022/assumption-2.4:no-bottleneck',
    ),
  ),
  onLine(
    384,
    untestable(
      'theorem 2.2.5',
      'A numerically stable form of the same solution',
      'a claim of the printed pieces put together; braun2022’s words are judged as braun2022/thm-3.1',
    ),
  ),
  onLine(
    386,
    untestable(
      'theorem 2.2.5, term 1 and term 2',
      '4e^{−S̃t/τ}B⁻¹S⁻¹B⁻ᵀe^{−S̃t/τ} and (I − e^{−2S̃t/τ})S̃⁻¹',
      'a claim of the whole; a term alone is no quantity of the network',
    ),
  ),
  onLine(
    388,
    untestable(
      'eq. 2.30',
      'The term of C, with e^{−S̃t/τ} − I inside; the bracket ends here, without an inverse',
      'a claim of the sum as printed, and of the reading with the inverse of the whole bracket',
    ),
  ),
  onLine(
    392,
    untestable(
      'theorem 2.2.5, term in t',
      'A term in t/τ of the complements, and Zᵀ',
      'where it belongs: the bracket is closed above it, and its sizes fit neither side of Zᵀ',
    ),
  ),
  onLine(
    393,
    untestable(
      'theorem 2.2.5, last term',
      'A second one, with 4 and S̃⁻¹',
      'where it belongs; the source has one term of the complements, not two',
    ),
  ),
  onLine(397, untestable('eq. 2.31', 'Z', 'a claim of Z with eq. 2.30; alone it is no quantity of the network')),
  onLine(400, definition('section 2.2.4', 'Assumptions 2.2.1 and 2.2.4 hold from here on, 2.2.2 in places')),
];
