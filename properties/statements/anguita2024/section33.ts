import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Unaligned λ-balanced networks of equal dimensions. */
export const SECTION_3_3: readonly LinedStatement[] = [
  onLine(788, untestable('section 3.3', 'The aligned case tells how starts matter', 'an assertion about a network')),
  onLine(
    790,
    untestable(
      'section 3.3',
      'Small random weights become fully aligned in the first steps',
      'how small, which steps, and an angle between W2W1 and the task; statistical over starts',
    ),
  ),
  onLine(
    792,
    untestable(
      'section 3.3',
      'Then the aligned dynamics approximate small random starts well',
      'an error of eq. 3.2 on small unaligned starts, along a sequence of scales',
    ),
  ),
  onLine(
    794,
    definition('section 3.3', 'A solution is sought that is stable for large t and λ and in terms of singular vectors'),
  ),
  onLine(796, untestable('section 3.3', '[40] has a result equal to the first step', 'the text of [40]')),
  onLine(
    798,
    judged('theorem 3.3.1', 'Dynamics of QQᵀ for λ-balanced weights where Ni = No', 'thm-3.3.1.1', 'thm-3.3.1.3'),
  ),
  onLine(800, definition('theorem 3.3.1', 'Q = [W1ᵀ; W2]')),
  onLine(802, definition('theorem 3.3.1', 'The weights are λ-balanced')),
  onLine(804, judged('theorem 3.3.1, part 1', 'F with ∓λ/2 on its diagonal fits the Riccati equation', 'thm-3.3.1.1')),
  onLine(806, judged('theorem 3.3.1, part 1', 'F = [−λ/2·I, Σyxᵀ; Σyx, λ/2·I]', 'thm-3.3.1.1')),
  onLine(808, judged('theorem 3.3.1, part 1', 'The solution is that of theorem 2.2.4, and the only one', 'eq-3.43')),
  onLine(810, judged('theorem 3.3.1, part 2', 'F is diagonalised', 'thm-3.3.1.2')),
  onLine(
    812,
    judged(
      'theorem 3.3.1, part 2',
      'Its eigenvectors by Ũ, Ṽ, A and X, the lower row with A − XA left and A + XA right',
      'thm-3.3.1.2',
    ),
  ),
  onLine(814, definition('theorem 3.3.1, part 2', 'ŨS̃Ṽᵀ = Σyx')),
  onLine(
    816,
    untestable(
      'theorem 3.3.1, part 2',
      'X, the root reaching over −2S̃',
      'a claim of part 2 with this X; a negative number under the root for small λ',
    ),
  ),
  onLine(817, definition('theorem 3.3.1, part 2', 'A = 1/√(1 + X²)')),
  onLine(
    819,
    untestable(
      'theorem 3.3.1, part 2',
      'X and A are diagonal',
      'a predicate of being diagonal; it follows from S̃ diagonal',
    ),
  ),
  onLine(821, judged('theorem 3.3.1, part 3', 'The solution is written with negative exponentials', 'thm-3.3.1.3')),
  onLine(823, judged('theorem 3.3.1, part 3', 'QQᵀ(t) by Z, B and C', 'thm-3.3.1.3')),
  onLine(827, judged('theorem 3.3.1, part 3', 'Z', 'thm-3.3.1.3')),
  onLine(829, judged('theorem 3.3.1, part 3', 'B = S2UᵀŨ(A + XA) + S1VᵀṼ(A − XA)', 'thm-3.3.1.3')),
  onLine(830, judged('theorem 3.3.1, part 3', 'C = S2UᵀŨ(A − XA) − S1VᵀṼ(A + XA)', 'thm-3.3.1.3')),
  onLine(
    832,
    judged(
      'theorem 3.3.1, part 3',
      'W2(0) = US2Rᵀ, W1(0) = RS1Vᵀ, Σyx = ŨS̃Ṽ without a transpose',
      'thm-3.3.1.3:task',
      'thm-4.1.1',
    ),
  ),
  onLine(834, untestable('theorem 3.3.1', 'QQᵀ is computed by a Cholesky decomposition', 'which matrix is decomposed')),
  onLine(836, judged('proof of theorem 3.3.1, part 1', 'The flow as a Riccati equation', 'thm-3.3.1.1')),
  onLine(840, definition('eq. 3.21', 'Q, and the four blocks of QQᵀ')),
  onLine(
    843,
    judged('eq. 3.22', 'The rate of QQᵀ, block by block; transposes of W2 are missing right and below', 'eq-3.22'),
  ),
  onLine(848, definition('eq. 3.23', 'Upper left: its rate')),
  onLine(851, judged('eq. 3.24', 'The flow put in, upper left', 'eq-3.24')),
  onLine(854, judged('eq. 3.25', 'Multiplied out, upper left', 'eq-3.25')),
  onLine(857, judged('eq. 3.26', 'Balance put in: λW1ᵀW1 appears', 'eq-3.26')),
  onLine(859, definition('eq. 3.27', 'Upper right: its rate')),
  onLine(862, judged('eq. 3.28', 'The flow put in, upper right', 'eq-3.28')),
  onLine(865, judged('eq. 3.29', 'Multiplied out, upper right', 'eq-3.29')),
  onLine(867, definition('eq. 3.30', 'Lower left: its rate')),
  onLine(870, judged('eq. 3.31', 'The flow put in, lower left', 'eq-3.31')),
  onLine(873, judged('eq. 3.32', 'Multiplied out, lower left', 'eq-3.32')),
  onLine(875, definition('eq. 3.33', 'Lower right: its rate')),
  onLine(878, judged('eq. 3.34', 'The flow put in, lower right', 'eq-3.34')),
  onLine(881, judged('eq. 3.35', 'Multiplied out, lower right', 'eq-3.35')),
  onLine(884, judged('eq. 3.36', '(W2W1)ᵀ taken apart', 'eq-3.36')),
  onLine(887, judged('eq. 3.37', 'Balance put in: λW2W2ᵀ appears', 'eq-3.37')),
  onLine(892, definition('eq. 3.38', 'F')),
  onLine(896, judged('eq. 3.39', 'The matrix Riccati equation', 'thm-3.3.1.1')),
  onLine(
    901,
    judged(
      'eq. 3.40',
      'The equation with its blocks; W2 for W2ᵀ upper right, λ/2 for λ/2·I, a transpose on QQᵀ',
      'eq-3.40',
    ),
  ),
  onLine(
    904,
    untestable(
      'proof of theorem 3.3.1, eq. 3.41 and 3.42',
      'The products of blocks, written out',
      'their text: the extraction repeats blocks and breaks off, and shows neither number',
    ),
  ),
  onLine(
    906,
    judged(
      'proof of theorem 3.3.1, part 1',
      'The blocks of eq. 3.39 are eq. 3.26, 3.29, 3.32 and 3.37',
      'thm-3.3.1:proof-four-quadrants',
    ),
  ),
  onLine(
    906,
    untestable(
      'proof of theorem 3.3.1, part 1',
      'For Q(0) of full rank there is one solution for all t ≥ 0',
      'uniqueness is beyond cases; whether full rank is needed is a claim without it',
    ),
  ),
  onLine(908, judged('eq. 3.43', 'QQᵀ(t) by exponentials and F⁻¹', 'eq-3.43')),
  onLine(911, judged('proof of theorem 3.3.1, part 2', 'Diagonalisation in steps', 'eq-3.51')),
  onLine(913, definition('eq. 3.44', 'F')),
  onLine(916, judged('eq. 3.45', 'F by Ũ, Ṽ and [S̃, λ/2; λ/2, −S̃]', 'eq-3.45')),
  onLine(921, definition('eq. 3.46', 'The inner matrix')),
  onLine(
    924,
    judged('proof of theorem 3.3.1, part 2', 'Blocks that are diagonal are diagonalised like numbers', 'eq-3.48'),
  ),
  onLine(928, judged('eq. 3.47', 'The 2×2 matrix by a and xa', 'eq-3.48')),
  onLine(931, definition('proof of theorem 3.3.1, part 2', 'x = (√(λ² + 4s̃²) − 2s̃)/λ and a = 1/√(1 + x²)')),
  onLine(935, judged('eq. 3.48', 'The same with blocks A and XA', 'eq-3.48')),
  onLine(939, judged('eq. 3.49', 'X̃ = (√(λ²/4 + S̃²) − S̃)/λ', 'eq-3.49')),
  onLine(944, judged('eq. 3.50', 'All factors put together; the second of A and XA has no transpose', 'eq-3.50')),
  onLine(947, judged('eq. 3.51', 'F = OΛOᵀ', 'eq-3.51')),
  onLine(949, judged('eq. 3.52', 'O, its lower row with A + XA left and A − XA right', 'eq-3.51')),
  onLine(952, judged('eq. 3.53', 'Λ: ±√(S̃² + λ²/4)', 'eq-3.51')),
  onLine(957, judged('proof of theorem 3.3.1, part 3', 'The solution in terms of O and Λ', 'thm-3.3.1.3')),
  onLine(959, judged('eq. 3.54', 'OᵀQ(0), by blocks', 'eq-3.55')),
  onLine(962, judged('eq. 3.55', 'W1(0)ᵀ = VS1Rᵀ and W2(0) = US2Rᵀ put in', 'eq-3.55')),
  onLine(965, judged('eq. 3.56', 'Multiplied out', 'eq-3.56')),
  onLine(968, judged('eq. 3.57', 'Rᵀ taken out', 'eq-3.57')),
  onLine(971, judged('eq. 3.58', 'Oe^{Λt/τ}', 'eq-3.59')),
  onLine(974, judged('eq. 3.59', 'Multiplied out', 'eq-3.59')),
  onLine(979, judged('eq. 3.60', 'B, with ŨᵀŨ', 'eq-3.60')),
  onLine(982, judged('eq. 3.61', 'C, with ŨᵀŨ', 'eq-3.61')),
  onLine(985, judged('eq. 3.62', 'OᵀQ(0) = (Bᵀ; −Cᵀ)Rᵀ/√2', 'eq-3.62', 'eq-3.62:with-r')),
  onLine(988, judged('eq. 3.63', 'e^{Ft/τ}Q(0); its left side is not printed', 'eq-3.64')),
  onLine(991, judged('eq. 3.64', 'Multiplied out', 'eq-3.64')),
  onLine(994, judged('eq. 3.65', 'Bᵀe^{√(S̃²+λ²/4)t/τ} taken out to the right', 'eq-3.65')),
  onLine(1000, definition('eq. 3.66', 'The inverse in eq. 3.43')),
  onLine(1003, judged('eq. 3.67', 'F by O and Λ: e^{Λt/τ}Λ⁻¹ is printed', 'eq-3.67')),
  onLine(1006, judged('eq. 3.68', 'O and Q(0) taken out', 'eq-3.68')),
  onLine(1007, judged('eq. 3.69', 'Λ⁻¹ taken out; it stays inside, too', 'eq-3.69')),
  onLine(1008, judged('eq. 3.70', 'As two terms', 'eq-3.70')),
  onLine(1009, judged('eq. 3.71', 'By B and C; Λ⁻¹ and the second term are not there', 'eq-3.71')),
  onLine(1012, judged('eq. 3.72', 'Eq. 3.71 once more', 'eq-3.71')),
  onLine(1015, judged('eq. 3.73', 'Eq. 3.71 a third time', 'eq-3.71')),
  onLine(1018, judged('eq. 3.74', 'Eq. 3.71 a fourth time', 'eq-3.71')),
  onLine(1021, judged('eq. 3.75', 'Multiplied out; the second bracket has no ¼, and a plus', 'eq-3.75')),
  onLine(1024, judged('eq. 3.76', 'e − I taken together', 'eq-3.76')),
  onLine(
    1029,
    untestable(
      'eq. 3.77',
      'The final form',
      'its text: brackets do not match and a factor A(0) is not defined, so that no reading has a value; what it should be is judged as theorem 3.3.1',
    ),
  ),
  onLine(1033, untestable('proof of theorem 3.3.1', 'The proof is complete', 'its last line')),
  onLine(
    1035,
    untestable('section 3.3', 'The expression is numerically stable', 'digits left at large t and λ, by the oracle'),
  ),
  onLine(
    1035,
    untestable(
      'section 3.3',
      'It contains those of [38], [5] and theorem 3.2.1',
      'limits λ → 0 and restrictions to aligned starts, as claims',
    ),
  ),
  onLine(1037, judged('section 3.3', 'For λ → 0: A → I, XA → 0, S1 = S2 = √S', 'sec-3.3:limit-lambda-to-zero')),
  onLine(
    1037,
    untestable('section 3.3', 'What is left is exactly the expression of [5]', 'a limit λ → 0 of both expressions'),
  ),
  onLine(1039, judged('section 3.3', 'It gives loss, output, representations and kernel at any time', 'thm-3.3.1.3')),
  onLine(1043, judged('figure 3.3', 'Theory and simulation agree for λ of both signs and near 0', 'thm-3.3.1.3')),
  onLine(1045, judged('section 3.3', 'They agree for large |λ| and near 0', 'thm-3.3.1.3')),
  onLine(
    1045,
    untestable(
      'section 3.3',
      'At λ = 0 the expression is not defined',
      'a claim where: lambda == 0, on which no case of theorem 3.3.1 has a value',
    ),
  ),
  onLine(1045, untestable('section 3.3', 'Its limit λ → 0 is that of [5]', 'the limit of both sides')),
  onLine(
    1045,
    judged('section 3.3', 'For very negative λ W1ᵀW1 stays almost constant', 'sec-3.3:larger-representation-negative'),
  ),
  onLine(
    1045,
    judged(
      'section 3.3',
      'For very negative λ W2W2ᵀ is much smaller than near λ = 0',
      'sec-3.3:smaller-representation-negative',
    ),
  ),
  onLine(
    1045,
    judged('section 3.3', 'For large positive λ W2W2ᵀ stays almost constant', 'sec-3.3:larger-representation-positive'),
  ),
  onLine(
    1045,
    judged(
      'section 3.3',
      'For large positive λ W1ᵀW1 is smaller than near λ = 0',
      'sec-3.3:smaller-representation-positive',
    ),
  ),
  onLine(
    1045,
    judged('section 3.3', 'The kernel stays almost constant for large |λ|', 'thm-4.1.3.2:limit', 'thm-4.1.3.3:limit'),
  ),
  onLine(1047, definition('section 3.3', 'All solutions suppose an infinitesimal rate')),
  onLine(
    1047,
    judged('section 3.3', 'Descent is the farther from them the larger the rate', 'sec-2.2.2:descent-becomes-the-flow'),
  ),
  onLine(
    1049,
    definition('section 3.3', 'An experiment: sizes 5, 10, 15, 25, λ = 3, rates 1e-4 to 1e-2, 200 steps, 40 trials'),
  ),
  onLine(
    1051,
    judged(
      'section 3.3',
      'Below a rate of 0.01 the average deviation is below 0.05',
      'sec-3.3:deviation-below-five-percent',
    ),
  ),
  onLine(1053, judged('section 3.3', 'The deviation grows with the rate', 'sec-3.3:deviation-grows-with-the-rate')),
  onLine(1053, judged('section 3.3', 'It is larger in larger networks', 'sec-3.3:deviation-larger-in-larger-networks')),
  onLine(
    1053,
    untestable(
      'section 3.3',
      'It is because more computations are done',
      'a cause that can be varied apart from the size',
    ),
  ),
  onLine(1057, judged('figure 3.4', 'Deviation over the rate, λ fixed', 'sec-3.3:deviation-grows-with-the-rate')),
  onLine(
    1059,
    untestable(
      'section 3.3',
      'The solution depends on e^{−Kt/τ} with K = √(S̃² + λ²/4)',
      'a sense of depending: the slowest exponential of an observable',
    ),
  ),
  onLine(1059, judged('section 3.3', 'K comes near to |λ|/2', 'sec-3.3:k-near-half-lambda')),
  onLine(1059, judged('section 3.3', 'The exponential resembles e^{−|λ|t/τ}', 'sec-3.3:shape-of-the-exponential')),
  onLine(1059, definition('section 3.3', 'The real learning rate 1/τ′ with τ′ = τ/λ')),
  onLine(1059, judged('section 3.3', 'A larger |λ| means a larger real learning rate', 'sec-3.3:real-learning-rate')),
  onLine(
    1061,
    judged(
      'section 3.3',
      'At a fixed rate a larger λ drives descent from the flow',
      'sec-3.3:deviation-grows-with-lambda',
    ),
  ),
  onLine(1065, judged('figure 3.5', 'Deviation over λ, the rate fixed', 'sec-3.3:deviation-grows-with-lambda')),
  onLine(
    1067,
    judged('section 3.3', 'η′ = λ/τ alone decides how far descent is from the flow', 'sec-3.3:real-rate-decides'),
  ),
  onLine(
    1069,
    judged('section 3.3', 'At a constant η′ theory and simulation do not part', 'sec-3.3:real-rate-decides'),
  ),
  onLine(
    1073,
    judged('figure 3.6', 'At a constant ratio of λ to the rate dynamics are similar', 'sec-3.3:real-rate-decides'),
  ),
  onLine(
    1075,
    judged('section 3.3', 'At constant η′ the average deviation is almost constant', 'sec-3.3:real-rate-decides'),
  ),
  onLine(
    1075,
    judged(
      'section 3.3',
      'In larger networks it falls slightly as λ grows',
      'sec-3.3:deviation-falls-in-larger-networks',
    ),
  ),
  onLine(
    1075,
    judged(
      'section 3.3',
      'Its spread over trials is smaller in higher dimensions, its mean larger',
      'sec-3.3:spread-smaller-in-larger-networks',
      'sec-3.3:deviation-larger-in-larger-networks',
    ),
  ),
  onLine(
    1075,
    untestable('section 3.3', 'It is as with averages of large samples', 'a model of the deviation as an average'),
  ),
  onLine(
    1079,
    judged(
      'section 3.3, finding 1',
      "Fukumizu's solution in terms of singular values for equal dimensions",
      'thm-3.3.1.3',
    ),
  ),
  onLine(
    1080,
    judged(
      'section 3.3, finding 2',
      'It is very accurate for rates small beside λ',
      'sec-2.2.2:descent-becomes-the-flow',
      'sec-3.3:deviation-below-five-percent',
    ),
  ),
  onLine(1081, judged('section 3.3, finding 3', 'It gives output, representations and kernel', 'thm-3.3.1.3')),
  onLine(
    1082,
    untestable(
      'section 3.3, finding 4',
      't → ∞ gives the state at convergence and how it depends on λ',
      'a limit t → ∞ of the corrected theorem, beside theorem 4.1.2',
    ),
  ),
  onLine(
    1083,
    untestable(
      'section 3.3, finding 5',
      'It shows how singular vectors are learned',
      'what is shown: a statement on the vectors themselves',
    ),
  ),
  onLine(
    1084,
    untestable(
      'section 3.3, finding 6',
      'It works for equal dimensions only',
      'a claim of theorem 3.3.1 for unequal dimensions that names what fails',
    ),
  ),
];
