import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Simplified dynamics. */
export const SECTION_5: readonly LinedStatement[] = [
  onLine(750, definition('section 5', 'The block-shift decomposition of a network')),
  onLine(752, judged('section 5', 'Aligned: VᵀU = J, or layer by layer', 'sec-5:aligned-layer-by-layer')),
  onLine(753, definition('section 5', 'Decoupled')),
  onLine(754, definition('section 5', 'Block-shift diagonal')),
  onLine(755, definition('section 5', '0-balanced')),
  onLine(
    757,
    judged(
      'section 5',
      'The block-shift diagonal case is a special case of decoupled dynamics',
      'sec-5:diagonal-is-decoupled',
    ),
  ),
  onLine(
    759,
    judged(
      'section 5',
      'The cases illustrate sequential learning but do not suffice for it',
      'sec-5.4:sequential-from-equal-starts',
      'sec-5.4:no-guarantee-from-unequal-starts',
    ),
  ),
  onLine(
    763,
    judged('section 5.1', 'The decomposition of the product of aligned layers', 'sec-5.1:svd-of-the-product'),
  ),
  onLine(
    765,
    judged('section 5.1', 'In general decomposition and powers do not go together', 'sec-5.1:powers-of-other-networks'),
  ),
  onLine(767, judged('proposition 29', 'Powers of an aligned A', 'prop-29')),
  onLine(
    769,
    judged(
      'proof of proposition 29',
      'Powers of ΛJ block by block; a comma is missing in the last line',
      'prop-29:proof-powers-of-lambda-j',
    ),
  ),
  onLine(773, judged('proposition 30', 'Orthogonal changes of basis keep alignment', 'prop-30')),
  onLine(775, judged('proof of proposition 30', 'V′ᵀU′ = VᵀU', 'prop-30')),
  onLine(779, judged('proposition 31', 'The flow does not preserve alignment', 'prop-31:aligned-is-not-preserved')),
  onLine(782, judged('proposition 31, decoupled', 'It preserves decoupling', 'prop-31:decoupled-is-preserved')),
  onLine(783, judged('proposition 31, 0-balanced', 'It preserves 0-balance', 'prop-31:0-balanced-is-preserved')),
  onLine(785, judged('proof of proposition 31', 'By a change to the bases of the hidden layers', 'eq-53')),
  onLine(787, judged('eq. 53', 'The nearly diagonal network', 'eq-53')),
  onLine(
    789,
    judged(
      'proof of proposition 31',
      '0-balanced networks stay aligned',
      'prop-34:aligned',
      'prop-31:0-balanced-is-preserved',
    ),
  ),
  onLine(791, judged('eq. 54', 'Its velocities', 'eq-54')),
  onLine(
    793,
    judged(
      'proof of proposition 31',
      'They are not diagonal, so that singular vectors move',
      'prop-31:proof-distinct-laws',
    ),
  ),
  onLine(
    795,
    judged('proof of proposition 31', 'C_i in the basis of singular vectors', 'prop-31:proof-eigenvectors-of-the-laws'),
  ),
  onLine(
    797,
    judged(
      'proof of proposition 31',
      'If C_i has distinct eigenvalues the network is no longer aligned',
      'prop-31:proof-distinct-laws',
    ),
  ),
  onLine(
    799,
    judged(
      'proof of proposition 31',
      'A decoupled network is diagonal in other bases, and stays so',
      'prop-32:equivariant-flow',
    ),
  ),
  onLine(801, judged('proof of proposition 31', 'C = 0 is conserved', 'prop-31:0-balanced-is-preserved')),
  onLine(
    807,
    judged(
      'section 5.2',
      'Not any constant change of basis preserves the flow, orthogonal ones do',
      'sec-5.2:not-any-change-of-basis',
    ),
  ),
  onLine(809, judged('proposition 32', 'A decoupled network is Λ in other bases', 'prop-32')),
  onLine(809, judged('proposition 32, flow', 'and so is its flow', 'prop-32:equivariant-flow')),
  onLine(
    811,
    judged('proof of proposition 32', 'P in terms of right singular vectors', 'prop-32:proof-other-form-of-p'),
  ),
  onLine(
    811,
    judged(
      'proof of proposition 32',
      'A = PAPᵀ is printed where A = PΛPᵀ is meant (perhaps the extraction’s, not counted)',
      'prop-32',
    ),
  ),
  onLine(
    813,
    judged('proof of proposition 32', 'The flow in the bases of the hidden layers', 'prop-32:equivariant-flow'),
  ),
  onLine(
    815,
    judged(
      'proof of proposition 32',
      'Λ stays diagonal for all t',
      'prop-31:decoupled-is-preserved',
      'sec-5.2.1:diagonal-stays-diagonal',
    ),
  ),
  onLine(
    819,
    judged(
      'section 5.2.1',
      'Diagonal layers stay diagonal: their set is forward invariant',
      'sec-5.2.1:diagonal-stays-diagonal',
    ),
  ),
  onLine(
    819,
    judged(
      'section 5.2.1',
      'Surplus inputs and hidden units are disconnected from the outputs and may be left out',
      'sec-5.2.1:surplus-units-are-disconnected',
    ),
  ),
  onLine(819, definition('section 5.2.1', 'ξ_i, the diagonal of W_i cut to d_y entries; ξ; σ')),
  onLine(821, judged('eq. 55', 'The flow restricted to diagonal layers, as vectors', 'eq-55')),
  onLine(825, definition('section 5.2.1', 'ξ̄_(i,j), the product of the other weights of a mode')),
  onLine(827, definition('section 5.2.1', 'ξ̂_j, the product of all weights of a mode')),
  onLine(831, judged('section 5.2.1', 'Equation 55 in components', 'eq-55')),
  onLine(
    835,
    judged('section 5.2.1', 'The (h − 1)d_y conservation laws of the diagonals', 'sec-5.2.1:conservation-laws'),
  ),
  onLine(837, judged('section 5.2.1', 'They are d_y decoupled input-output dynamics', 'sec-5.2.1:modes-are-decoupled')),
  onLine(837, judged('section 5.2.1', 'The loss is a sum over the connections', 'sec-5.2.1:loss-of-modes')),
  onLine(
    839,
    judged('proposition 33', 'Each mode of a critical point is exact or has at least two zero weights', 'prop-33'),
  ),
  onLine(841, judged('proof of proposition 33', 'One zero weight forces another one', 'prop-33')),
  onLine(
    841,
    judged(
      'proof of proposition 33',
      'Where the product is σ_j nothing moves; hats stand where dots are meant (the extraction’s, not counted)',
      'eq-55',
    ),
  ),
  onLine(
    843,
    judged(
      'section 5.2.1',
      'At rest the input-output relation of a component is exact or absent',
      'prop-33:exact-or-absent',
    ),
  ),
  onLine(
    843,
    judged(
      'section 5.2.1',
      'The critical points of the quotient are all 2^d_y on/off choices',
      'prop-33:all-on-off-choices',
    ),
  ),
  onLine(
    843,
    judged(
      'section 5.2.1',
      'Infinitely many critical points with the same products collapse into one of the quotient',
      'prop-33:all-on-off-choices',
    ),
  ),
  onLine(
    845,
    judged('section 5.2.1', 'Over σ the field spans d_y dimensions at each point', 'sec-5.2.1:field-spans-outputs'),
  ),
  onLine(845, judged('section 5.2.1', 'That span is involutive', 'sec-5.2.1:involutive')),
  onLine(845, judged('section 5.2.1', 'Because the fields of any two σ commute', 'sec-5.2.1:lie-bracket-is-zero')),
  onLine(845, judged('section 5.2.1', 'The one-forms of the conservation laws', 'sec-5.2.1:one-forms')),
  onLine(845, judged('section 5.2.1', 'They are independent', 'sec-5.2.1:one-forms-are-independent')),
  onLine(847, judged('section 5.2.1', 'They annihilate the field', 'sec-5.2.1:one-forms-annihilate-the-field')),
  onLine(849, judged('section 5.2.1', 'Δ_π has (h − 1)d_y dimensions', 'sec-5.2.1:one-forms-are-independent')),
  onLine(
    849,
    judged('section 5.2.1', 'Δ_π is orthogonal to the span of the field', 'sec-5.2.1:one-forms-annihilate-the-field'),
  ),
  onLine(
    849,
    judged('section 5.2.1', 'Together they are the whole space', 'sec-5.2.1:forms-and-field-span-everything'),
  ),
  onLine(851, judged('section 5.2.1', 'The loss falls by a sum over the modes', 'sec-5.2.1:loss-rate-is-a-sum')),
  onLine(853, judged('eq. 56', 'Rate of the loss of a mode', 'eq-56')),
  onLine(
    855,
    judged(
      'section 5.2.1',
      'Where a term of (56) is not zero along a trajectory convergence is exponential',
      'sec-5.2.1:exponential-where-a-term-is-not-zero',
    ),
  ),
  onLine(855, judged('section 5.2.1', 'A saddle point has a mode with two zero weights', 'prop-33')),
  onLine(
    855,
    judged('section 5.2.1', 'There are trajectories with two zero weights for ever', 'sec-5.2.1:two-zeros-stay'),
  ),
  onLine(
    855,
    judged(
      'section 5.2.1',
      'The sufficient conditions of propositions 26 and 27 fail on them',
      'sec-5.2.1:rates-vanish-with-two-zeros',
      'sec-5.2.1:proposition-27-fails-with-two-zeros',
    ),
  ),
  onLine(
    855,
    judged(
      'section 5.2.1',
      'In proposition 28 α_(j) is 0 and so is the rate',
      'sec-5.2.1:proposition-28-rate-with-two-zeros',
    ),
  ),
  onLine(
    855,
    judged(
      'section 5.2.1',
      'They come to their saddle exponentially all the same',
      'sec-5.2.1:saddle-reached-exponentially',
    ),
  ),
  onLine(
    857,
    judged('section 5.2.1', 'The Hessian along the diagonals is block-diagonal', 'sec-5.2.1:hessian-is-block-diagonal'),
  ),
  onLine(859, judged('eq. 57', 'The Hessian of the loss of a mode', 'eq-57')),
  onLine(
    861,
    judged('section 5.2.1', 'It is semidefinite exactly where all its blocks are', 'sec-5.2.1:semidefinite-by-blocks'),
  ),
  onLine(861, judged('section 5.2.1', 'Modes of a saddle point are exact or have two zeros', 'prop-33')),
  onLine(861, judged('section 5.2.1', 'The block of an exact mode', 'sec-5.2.1:hessian-of-learned-mode')),
  onLine(
    863,
    judged('section 5.2.1', 'A mode with more than two zeros has no Hessian', 'sec-5.2.1:more-than-two-zeros'),
  ),
  onLine(
    863,
    judged(
      'section 5.2.1',
      'If the other blocks are semidefinite the saddle point is non-strict',
      'sec-5.2.1:more-zeros-are-non-strict',
    ),
  ),
  onLine(863, judged('section 5.2.1', 'The block of a mode with exactly two zeros', 'sec-5.2.1:exactly-two-zeros')),
  onLine(863, judged('section 5.2.1', 'Its two eigenvalues and eigenvectors', 'sec-5.2.1:eigenvalues-of-two-zeros')),
  onLine(863, judged('section 5.2.1', 'All such saddle points are strict', 'sec-5.2.1:two-zeros-are-strict')),
  onLine(
    863,
    judged(
      'section 5.2.1',
      'Restricted to diagonals there are non-strict saddle points of signatures other than {1, …, r}',
      'sec-5.2.1:more-zeros-are-non-strict',
      'sec-5.2.1:strict-only-off-the-diagonals',
    ),
  ),
  onLine(
    863,
    judged(
      'section 5.2.1',
      'The direction that shows them to be strict is not diagonal',
      'sec-5.2.1:strict-only-off-the-diagonals',
    ),
  ),
  onLine(
    867,
    judged(
      'section 5.2.2',
      'A decoupled network has the same conditions as a diagonal one',
      'prop-32:equivariant-flow',
    ),
  ),
  onLine(869, judged('section 5.2.2', 'ρ_k in turned bases', 'sec-5.2.2:rho-in-turned-bases')),
  onLine(
    871,
    judged(
      'section 5.2.2',
      'So the Hessian forms are equal, and conditions are those of the singular values',
      'sec-5.2.2:same-hessian-form',
    ),
  ),
  onLine(875, definition('section 5.3', 'Λ_i = Λ_j for rectangular Λ')),
  onLine(877, judged('proposition 34', 'A 0-balanced network is aligned', 'prop-34:aligned')),
  onLine(
    877,
    judged('proposition 34, not decoupled', 'but not necessarily decoupled', 'prop-34:not-necessarily-decoupled'),
  ),
  onLine(
    877,
    judged(
      'proposition 34, values',
      'with the same singular values in all layers, for all t',
      'prop-34:equal-singular-values',
    ),
  ),
  onLine(
    877,
    judged(
      'proposition 34, limits',
      '0-balanced trajectories end at decoupled critical points PΛPᵀ, whose power is Λ^h',
      'prop-34:critical-points-are-decoupled',
    ),
  ),
  onLine(
    879,
    judged('proof of proposition 34', 'The Gram matrix of the next layer', 'prop-34:proof-gram-of-the-next-layer'),
  ),
  onLine(879, judged('proof of proposition 34', 'All layers have one rank', 'sec-5.3:least-redundancy')),
  onLine(
    879,
    judged('proof of proposition 34', 'A diagonal product implies U_h = V_1 = I', 'prop-34:proof-bases-at-the-end'),
  ),
  onLine(881, judged('section 5.3', 'Alignment is not sufficient for 0-balance', 'sec-5.3:alignment-is-not-balance')),
  onLine(
    881,
    judged(
      'section 5.3',
      'Layers with distinct values have C ≠ 0 (transposes as in the proof)',
      'sec-5.3:alignment-is-not-balance',
      'prop-34:proof-gram-of-the-next-layer',
    ),
  ),
  onLine(883, judged('section 5.3', 'A 0-balanced network has the least redundancy', 'sec-5.3:least-redundancy')),
  onLine(885, judged('proposition 35', 'In any representation Z is zero', 'prop-35')),
  onLine(887, judged('proof of proposition 35', 'All blocks have the rank of the product', 'sec-5.3:least-redundancy')),
  onLine(887, judged('proof of proposition 35', 'Any Z_i ≠ 0 would increase the rank', 'prop-35:proof-rank-grows')),
  onLine(889, judged('section 5.3', '0-balanced critical points are as tightened as possible', 'prop-35')),
  onLine(
    891,
    judged('section 5.3', 'Orthogonal changes of basis keep 0-balance', 'sec-5.3:orthogonal-change-keeps-balance'),
  ),
  onLine(
    895,
    judged(
      'section 5.3.1',
      'Small random starts behave like 0-balanced ones',
      'sec-5.3.1:small-starts-are-nearly-balanced',
      'prop-36',
    ),
  ),
  onLine(897, definition('section 5.3.1', 'δ-balanced')),
  onLine(
    897,
    judged(
      'section 5.3.1',
      'So the singular values of the layers stay about equal as the system evolves',
      'prop-36',
      'prop-6:any-depth',
    ),
  ),
  onLine(899, judged('proposition 36', 'Singular values of neighbouring layers', 'prop-36')),
  onLine(901, judged('eq. 58', 'The bound by δ²', 'prop-36')),
  onLine(903, judged('proof of proposition 36', 'By Wielandt and Hoffman', 'prop-36')),
  onLine(905, judged('proof of proposition 36', 'The chain of the proof', 'prop-36')),
  onLine(
    909,
    judged(
      'section 5.3.1',
      'Values of all blocks synchronise from generic small starts',
      'sec-5.3.1:small-starts-are-nearly-balanced',
      'prop-36',
    ),
  ),
  onLine(909, judged('section 5.3.1', 'Each difference of squares is at most δ', 'prop-36')),
  onLine(909, judged('section 5.3.1', 'A learned value differs by much less than δ', 'sec-5.3.1:gap-much-below-delta')),
  onLine(915, judged('eq. 59', 'The norm of C_i in singular values and overlaps', 'eq-59')),
  onLine(924, judged('section 5.3.1', 'Θ̄ is doubly stochastic, and its symmetric part', 'eq-59:doubly-stochastic')),
  onLine(926, judged('eq. 60', 'The bound of the Laplacian’s form', 'eq-60', 'eq-60:laplacian-form')),
  onLine(
    928,
    untestable('section 5.3.1', 'Θ and μ vary in time', 'nothing that could be wrong: at equilibria they do not'),
  ),
  onLine(
    932,
    judged('section 5.3.1', 'Values below δ² leave their vectors free', 'sec-5.3.1:small-values-leave-vectors-free'),
  ),
  onLine(933, judged('section 5.3.1', 'Vectors of values δ apart are nearly orthogonal', 'sec-5.3.1:large-gaps-align')),
  onLine(933, judged('section 5.3.1', 'If all others are δ apart [Θ]_kk is about 1', 'sec-5.3.1:large-gaps-align')),
  onLine(
    935,
    judged('section 5.3.1', 'Vectors of close values may be far from aligned', 'sec-5.3.1:close-values-need-not-align'),
  ),
  onLine(
    935,
    judged('section 5.3.1', 'Well separated values have nearly aligned vectors', 'sec-5.3.1:large-gaps-align'),
  ),
  onLine(
    937,
    judged(
      'section 5.3.1',
      'Learning proceeds from the largest value, past the saddle point of signature {1}',
      'sec-5.3.1:passes-the-first-saddle',
    ),
  ),
  onLine(
    937,
    untestable(
      'section 5.3.1',
      'It does so from generic coupled starts, with Z near 0',
      'how near, and which starts: the text says that it is not clear when coupled modes learn in sequence',
    ),
  ),
  onLine(
    941,
    judged(
      'section 5.3.1',
      'The negative term of the Hessian is small for small Z',
      'sec-5.3.1:negative-term-is-small',
    ),
  ),
  onLine(943, judged('section 5.3.1', 'The Hessian form is about ‖ρ_1‖²', 'sec-5.3.1:negative-term-is-small')),
  onLine(
    943,
    judged(
      'section 5.3.1',
      'So in many directions the landscape is flat or bends up, near the second saddle point too',
      'prop-23',
      'prop-18.2.b:ii',
    ),
  ),
  onLine(
    943,
    untestable(
      'section 5.3.1',
      'A(t) follows a plateau until σ_2 is learned, and so on to the end',
      'how flat; for equal layers see sec-5.3.1:passes-the-first-saddle',
    ),
  ),
  onLine(
    945,
    untestable(
      'section 5.3.1',
      'The pattern is generic',
      'the distribution of starts, and when a pattern counts as met',
    ),
  ),
  onLine(
    945,
    judged(
      'section 5.3.1, not always',
      'Not all δ-balanced starts learn in sequence: 0-balanced decoupled ones need not',
      'sec-5.4:no-guarantee-from-unequal-starts',
    ),
  ),
  onLine(
    949,
    judged(
      'section 5.4',
      'Diagonal 0-balanced layers have the same diagonals up to sign, for all t',
      'sec-5.4:layers-stay-equal',
    ),
  ),
  onLine(951, judged('eq. 61', 'The scalar equation', 'eq-61')),
  onLine(953, judged('section 5.4', 'The same as vectors, each mode alone', 'eq-61')),
  onLine(953, definition('section 5.4', 'A generalised logistic equation')),
  onLine(955, judged('section 5.4', 'Three critical points ±σ_j and 0', 'sec-5.4:equilibria')),
  onLine(955, judged('section 5.4', '±σ_j are stable, 0 is unstable', 'sec-5.4:stability')),
  onLine(956, judged('section 5.4', 'Two terms against each other make it stable', 'sec-5.4:stability')),
  onLine(957, judged('section 5.4', 'The Hessian of the scalar equation', 'sec-5.4:hessian')),
  onLine(957, judged('section 5.4', 'It is homogeneous', 'sec-5.4:hessian-is-homogeneous')),
  onLine(957, judged('section 5.4', 'It vanishes at 0 for h > 2', 'sec-5.4:hessian-vanishes-at-zero')),
  onLine(
    958,
    judged(
      'section 5.4',
      'A plateau around 0 that takes long to leave, fast convergence from above',
      'sec-5.4:escape-takes-long',
      'sec-5.4:fast-from-above',
    ),
  ),
  onLine(
    959,
    judged(
      'section 5.4',
      'From equal small starts the larger value is discovered first',
      'sec-5.4:sequential-from-equal-starts',
    ),
  ),
  onLine(
    960,
    judged('section 5.4', 'From unequal starts there is no guarantee', 'sec-5.4:no-guarantee-from-unequal-starts'),
  ),
  onLine(
    961,
    judged('section 5.4', 'Depth makes the loss steeper and the transition sharper', 'sec-5.4:depth-sharpens'),
  ),
  onLine(
    968,
    judged(
      'figure 1',
      'Stable and unstable points of the scalar equation; modes learned in order or not',
      'sec-5.4:stability',
      'sec-5.4:equilibria',
    ),
  ),
];
