import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Aligned λ-balanced networks. */
export const SECTION_3_2: readonly LinedStatement[] = [
  onLine(
    620,
    untestable(
      'section 3.2',
      'Aligned weights stay aligned in training',
      "a claim on U'*W2t*W1t*V for any λ: no function takes what is off a diagonal",
    ),
  ),
  onLine(
    620,
    untestable('section 3.2', 'Each singular value is learned on its own', 'two starts that differ in one mode'),
  ),
  onLine(622, untestable('section 3.2', '[40] has equivalent dynamics', 'the text of [40]')),
  onLine(624, judged('theorem 3.2.1', 'Dynamics of the output of aligned λ-balanced networks, λ ≠ 0', 'thm-3.2.1')),
  onLine(624, definition('theorem 3.2.1', 'a_α is the α-th singular value of W2W1, in falling order; the rate is 1/τ')),
  onLine(626, judged('eq. 3.2', 'a_α(t) in terms of K and C, with e^{Kt/τ} for either sign of λ', 'thm-3.2.1')),
  onLine(631, definition('theorem 3.2.1', 'K = √(λ² + 4s²)')),
  onLine(632, judged('theorem 3.2.1', 'C, with a(0) under a root that reaches over λ', 'thm-3.2.1')),
  onLine(
    634,
    untestable(
      'proof of theorem 3.2.1',
      'The proof starts from the equations of both layers’ modes',
      'eq. 2.23 and 2.24 as claims; modes as letters',
    ),
  ),
  onLine(636, definition('proof of theorem 3.2.1', 'They are those of the zero-balanced case')),
  onLine(
    638,
    untestable('proof of theorem 3.2.1', 'τ dc/dt = d(s − cd), repeated', 'the claim of eq. 2.23, for any λ'),
  ),
  onLine(
    639,
    untestable('proof of theorem 3.2.1', 'τ dd/dt = c(s − cd), repeated', 'the claim of eq. 2.24, for any λ'),
  ),
  onLine(641, judged('proof of theorem 3.2.1', 'τ da/dt = (c² + d²)(s − a), repeated', 'eq-2.25')),
  onLine(643, definition('proof of theorem 3.2.1', 'd² − c² = λ instead of 0')),
  onLine(
    645,
    untestable('proof of theorem 3.2.1', 'Rate of c, a third time', 'a claim where Ni*Nh*No == 1 with W1t for c'),
  ),
  onLine(
    647,
    untestable('proof of theorem 3.2.1', 'Rate of d, a third time', 'a claim where Ni*Nh*No == 1 with W2t for d'),
  ),
  onLine(649, judged('proof of theorem 3.2.1', 'Rate of a, a third time', 'eq-2.25')),
  onLine(651, definition('proof of theorem 3.2.1, balance, line 1', 'd² − c² = λ')),
  onLine(651, judged('proof of theorem 3.2.1, balance, line 2', 'd² + c² = (d² − c²) + 4d²c²', 'eq-3.5')),
  onLine(
    651,
    untestable(
      'proof of theorem 3.2.1, balance, line 3',
      '(d² + c²)² = (d² − c²)² + 4d²c²',
      'a claim where Ni*Nh*No == 1: it holds for any numbers, so it is one of algebra',
    ),
  ),
  onLine(
    651,
    untestable('proof of theorem 3.2.1, balance, line 4', '4d²c² = 4a²', 'a claim of the step, with a = W2t*W1t'),
  ),
  onLine(651, judged('proof of theorem 3.2.1, balance, line 5', 'The sum is λ² + 4a²', 'eq-3.5')),
  onLine(653, definition('proof of theorem 3.2.1', 'This is put into eq. 3.4; eq. 2.25 is meant')),
  onLine(655, judged('eq. 3.3', 'τ da/dt = √(λ² + 4a²)(s − a)', 'eq-3.3')),
  onLine(657, definition('eq. 3.4', 'd² − c² = λ')),
  onLine(659, judged('eq. 3.5', 'd² + c² = (d² − c²) + 4d²c², printed again', 'eq-3.5')),
  onLine(662, untestable('eq. 3.6', '(d² + c²)² = (d² − c²)² + 4d²c²', 'an algebraic step, of a derivation in a file')),
  onLine(665, untestable('eq. 3.7', '= (d² − c²)² + 4a²', 'the next line of that derivation')),
  onLine(667, judged('eq. 3.8', '= λ² + 4a²', 'eq-3.5')),
  onLine(669, definition('proof of theorem 3.2.1', 'It is put in')),
  onLine(671, judged('eq. 3.9', 'τ da/dt = √(λ² + 4a²)(s − a), printed again', 'eq-3.3')),
  onLine(676, definition('eq. 3.10', 'a = (λ/2) sinh θ, for λ ≠ 0')),
  onLine(
    678,
    untestable(
      'proof of theorem 3.2.1, line 1 in θ',
      'Eq. 3.9 in θ',
      'θ as a letter with its rate: hyperbolic functions beyond exp',
    ),
  ),
  onLine(
    679,
    untestable('proof of theorem 3.2.1, line 2 in θ', 'The root is |λ| cosh θ', 'a claim in sinh and cosh, by exp(θ)'),
  ),
  onLine(680, untestable('eq. 3.11', 'τ dθ/dt = sgn(λ)(2s − λ sinh θ)', 'a rate of θ = arsinh(2a/λ), by log and ddt')),
  onLine(
    683,
    untestable(
      'proof of theorem 3.2.1',
      'Separated: an integral over θ is sgn(λ)t/τ',
      'integrals: the language has none',
    ),
  ),
  onLine(
    685,
    untestable(
      'proof of theorem 3.2.1',
      'The integral by artanh, with 1 + 2s tanh(θ/2) above the root',
      'a derivative of the right side in θ, beside the integrand',
    ),
  ),
  onLine(687, definition('proof of theorem 3.2.1', 'θ_t and θ_0')),
  onLine(
    689,
    untestable(
      'proof of theorem 3.2.1',
      'artanh x = ½ ln((1 + x)/(1 − x))',
      'an identity of functions of one number: artanh is not in the language',
    ),
  ),
  onLine(
    691,
    untestable(
      'proof of theorem 3.2.1',
      'The integral by ln, with λ in place of 1',
      'a derivative in θ of the logarithm, beside the integrand',
    ),
  ),
  onLine(
    693,
    untestable(
      'proof of theorem 3.2.1',
      'Both ends put in; the last denominator has θ_t',
      'a claim with log at two times of one run',
    ),
  ),
  onLine(695, definition('eq. 3.12', '“Let”, which has a number')),
  onLine(699, definition('eq. 3.13', 'K and C')),
  onLine(
    702,
    untestable('proof of theorem 3.2.1', 'The equation with K and ln C', 'a claim with tanh(θ/2) from a(t), by log'),
  ),
  onLine(
    703,
    untestable('eq. 3.14', 'Its exponential: Ce^{sgn(λ)Kt/τ}', 'a claim on 1-1-1 with a(t) on the left side'),
  ),
  onLine(706, untestable('proof of theorem 3.2.1', 'Multiplied out', 'a step of algebra in tanh(θ/2)')),
  onLine(
    708,
    untestable(
      'proof of theorem 3.2.1',
      'Sorted by tanh(θ/2)',
      'a step of algebra, with C and the exponential as symbols',
    ),
  ),
  onLine(710, untestable('proof of theorem 3.2.1', 'tanh(θ/2)', 'a step that divides by 2s: s = 0')),
  onLine(712, untestable('eq. 3.15', 'θ = 2 artanh(…)', 'artanh, and where its argument stays below 1')),
  onLine(
    715,
    untestable(
      'proof of theorem 3.2.1',
      'sinh(2 artanh x) = 2x/(1 − x²)',
      'sinh and artanh of a number, with x = ±1 left out',
    ),
  ),
  onLine(717, untestable('eq. 3.16', 'a = (λ/2) sinh(2 artanh(…))', 'sinh and artanh as functions of the language')),
  onLine(
    719,
    untestable(
      'eq. 3.17',
      'a = λx/(1 − x²), with sgn(λ) in the exponent',
      'a claim with the C of eq. 3.13: no value where a(0) = s and λ > 0',
    ),
  ),
  onLine(724, untestable('proof of theorem 3.2.1', 'θ = arsinh(2a/λ)', 'arsinh, by log')),
  onLine(728, untestable('eq. 3.18', 'tanh(½ arsinh x) = x/(√(1 + x²) + 1)', 'an identity of functions of one number')),
  onLine(
    733,
    untestable(
      'proof of theorem 3.2.1',
      'tanh(θ/2), the root reaching over the second 1',
      'a claim at t = 0 on 1-1-1, beside eq. 3.18',
    ),
  ),
  onLine(
    737,
    untestable(
      'proof of theorem 3.2.1',
      'tanh(θ/2) = 2a sgn(λ)/(√(λ² + 4a²) + λ²)',
      'the step from the line above, for λ other than ±1',
    ),
  ),
  onLine(741, judged('eq. 3.19', 'C in terms of a(0), the root reaching over λ', 'thm-3.2.1')),
  onLine(744, judged('section 3.2', 'The output is described completely, for unequal dimensions too', 'thm-3.2.1')),
  onLine(
    746,
    untestable(
      'section 3.2',
      'For λ = 0.5 theory and simulation agree in each singular value',
      'the task and start of figure 3.2',
    ),
  ),
  onLine(
    746,
    untestable(
      'section 3.2',
      'For a small λ singular values can move very differently',
      'how different; a witness with two modes',
    ),
  ),
  onLine(
    750,
    untestable(
      'figure 3.2',
      'The solution captures each singular value at λ = 0.5',
      "the figure's network, task, start and rate",
    ),
  ),
  onLine(
    752,
    untestable('section 3.2', 'a evolves with e^{Kt}', 'in which sense; the rate at which s − a falls for large t'),
  ),
  onLine(752, untestable('section 3.2', 'A larger |λ| means faster learning', 'two runs of one a(0) and different λ')),
  onLine(752, untestable('section 3.2', 'K ≈ |λ| for large |λ|', 'a leading term in λ, and the order of the rest')),
  onLine(752, untestable('section 3.2', 'For large |λ| a evolves with e^{|λ|t}', 'a limit in λ at times u/|λ|')),
  onLine(756, definition('section 3.2', 'λ = 0 and |λ| → ∞ are looked at')),
  onLine(
    758,
    untestable(
      'theorem 3.2.2',
      'λ = 0: sigmoidal; |λ| → ∞: exponential',
      'what sigmoidal means for a(0) > s/2; a limit in λ of aligned modes',
    ),
  ),
  onLine(760, untestable('proof of theorem 3.2.2', 'The proof looks at λ = 0 first', 'both limits as claims')),
  onLine(762, judged('proof of theorem 3.2.2', 'τ da/dt = 2a(s − a)', 'eq-2.26')),
  onLine(766, judged('proof of theorem 3.2.2', 'a(t) for λ = 0', 'thm-3.2.2:zero-lambda')),
  onLine(
    768,
    untestable(
      'proof of theorem 3.2.2',
      'It is a sigmoid',
      'a point of inflection in t > 0, which a start above s/2 has not',
    ),
  ),
  onLine(770, judged('proof of theorem 3.2.2, |λ| → ∞, line 1', 'τ da/dt = √(λ² + 4a²)(s − a)', 'eq-3.3')),
  onLine(
    770,
    untestable(
      'proof of theorem 3.2.2, |λ| → ∞, line 2',
      '≈ |λ|(s − a)',
      'the order in 1/λ of what is left out, uniformly in a',
    ),
  ),
  onLine(
    770,
    untestable(
      'proof of theorem 3.2.2, |λ| → ∞, line 3',
      'a(t) = s + (a(0) − s)e^{−|λ|t/τ}',
      'the size of the error in a at times u/|λ|, along a sequence of λ',
    ),
  ),
  onLine(772, untestable('proof of theorem 3.2.2', 'It is an exponential', 'nothing beyond the line above')),
  onLine(
    776,
    untestable('eq. 3.20', 'Modes of a shallow network: b(t) = s + (b(0) − s)e^{−t/τ}', 'flows of one layer'),
  ),
  onLine(
    780,
    untestable('section 3.2', 'In u = |λ|t the dynamics of a are those of b', 'a limit in λ, a and b at the same u'),
  ),
  onLine(
    780,
    untestable(
      'section 3.2',
      'The more |λ| grows the more the deep network is like a shallow one',
      'a distance that falls in |λ|, over starts',
    ),
  ),
  onLine(
    780,
    untestable(
      'section 3.2',
      'A start can do what leaving out the hidden layer does',
      'the sense: learning dynamics alone, for equal W2(0)W1(0)',
    ),
  ),
  onLine(782, definition('section 3.2', 'Open questions on unaligned networks')),
  onLine(784, definition('section 3.2', 'They need a solution of unaligned networks')),
];
