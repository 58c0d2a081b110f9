import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Unaligned λ-balanced networks of unequal dimensions. */
export const SECTION_3_4: readonly LinedStatement[] = [
  onLine(1088, definition('section 3.4', 'Progress towards a solution for unequal dimensions')),
  onLine(1092, definition('section 3.4', 'Widths that allow λ come first, then the diagonalisation of F')),
  onLine(
    1094,
    untestable(
      'theorem 3.4.1',
      'Which widths allow which λ ≠ 0',
      'claims over all sizes and signs: weights are sought that break the rule',
    ),
  ),
  onLine(
    1096,
    untestable(
      'theorem 3.4.1, part 1',
      'min(ni, no) ≤ nh ≤ max(ni, no)',
      'a claim on λ-balanced starts of every size, bottlenecks among them',
    ),
  ),
  onLine(1097, judged('theorem 3.4.1, part 2', 'no > ni ⇒ λ > 0, and no < ni ⇒ λ < 0', 'thm-3.4.1.2')),
  onLine(
    1099,
    untestable(
      'proof of theorem 3.4.1',
      'nh ≥ min(ni, no) by assumption',
      'whether assumption 2.2.4 is one of this theorem',
    ),
  ),
  onLine(
    1101,
    untestable(
      'proof of theorem 3.4.1',
      'W2 = U2S2Rᵀ and W1 = RS1V1ᵀ, from a decomposition of W1',
      'an R that both layers share: it follows from balance, which is not named',
    ),
  ),
  onLine(
    1101,
    untestable(
      'proof of theorem 3.4.1',
      'nh > min(ni, no) is supposed, nh > max(ni, no) is used',
      'what is supposed: both stand in one paragraph',
    ),
  ),
  onLine(1103, untestable('proof of theorem 3.4.1, nh > max', 'S2 = (S2′ 0)', 'a claim of sizes: no×nh')),
  onLine(1105, definition('proof of theorem 3.4.1, nh > max', 'S2′ has size no×no')),
  onLine(1107, untestable('proof of theorem 3.4.1, nh > max', 'S1 = (S1′; 0)', 'a claim of sizes: nh×ni')),
  onLine(1109, definition('proof of theorem 3.4.1, nh > max', 'S1′ has size ni×ni')),
  onLine(1111, definition('proof of theorem 3.4.1, nh > max, line 1', 'W2ᵀW2 − W1W1ᵀ = λI')),
  onLine(
    1112,
    untestable('proof of theorem 3.4.1, nh > max, line 2', 'Decompositions put in', 'a step with R as a letter'),
  ),
  onLine(1113, untestable('proof of theorem 3.4.1, nh > max, line 3', 'R cancels', 'an orthogonal R as a letter')),
  onLine(
    1114,
    untestable(
      'proof of theorem 3.4.1, nh > max, line 4',
      'By blocks: both have zero rows below',
      'diagonal blocks of two different sizes in one equation',
    ),
  ),
  onLine(
    1116,
    untestable(
      'proof of theorem 3.4.1, nh > max',
      'A zero on the diagonal gives λ = 0',
      'a claim lambda == 0 where Nh > max(Ni, No)',
    ),
  ),
  onLine(1118, definition('proof of theorem 3.4.1, no > ni', 'Now nh lies between both widths')),
  onLine(1120, untestable('proof of theorem 3.4.1, no > ni', 'S2 = (S2′; 0)', 'a claim of sizes: no×nh')),
  onLine(1122, definition('proof of theorem 3.4.1, no > ni', 'S2′ has size nh×nh')),
  onLine(1124, untestable('proof of theorem 3.4.1, no > ni', 'S1 = (S1′ 0)', 'a claim of sizes: nh×ni, with nh ≥ ni')),
  onLine(1126, definition('proof of theorem 3.4.1, no > ni', 'S1′ has size ni×ni')),
  onLine(
    1128,
    untestable(
      'proof of theorem 3.4.1, no > ni, line 1',
      'S2ᵀS2 − S1S1ᵀ = λI',
      'the step of line 3 above, in these sizes',
    ),
  ),
  onLine(
    1128,
    untestable(
      'proof of theorem 3.4.1, no > ni, line 2',
      'S2′² − (S1′², 0; 0, 0) = λI',
      'blocks with ni rows within nh, and nh = ni among the sizes',
    ),
  ),
  onLine(1130, judged('proof of theorem 3.4.1, no > ni', 'Entries of S2′² alone make λ > 0', 'thm-3.4.1.2')),
  onLine(1132, untestable('proof of theorem 3.4.1, ni > no', 'S2 = (S2′ 0)', 'a claim of sizes: no×nh, with nh ≥ no')),
  onLine(1134, definition('proof of theorem 3.4.1, ni > no', 'S2′ has size no×no')),
  onLine(1136, untestable('proof of theorem 3.4.1, ni > no', 'S1 = (S1′; 0)', 'a claim of sizes: nh×ni, with nh ≤ ni')),
  onLine(
    1138,
    untestable('proof of theorem 3.4.1, ni > no', 'S1′ has size ni×ni', 'a claim of sizes: it stands inside nh rows'),
  ),
  onLine(
    1140,
    untestable('proof of theorem 3.4.1, ni > no, line 1', 'S2ᵀS2 − S1S1ᵀ = λI', 'the same step for ni > no'),
  ),
  onLine(
    1140,
    untestable(
      'proof of theorem 3.4.1, ni > no, line 2',
      '(S2′², 0; 0, 0) − S1′² = λI',
      'blocks with no rows within nh, and nh = no among the sizes',
    ),
  ),
  onLine(1142, judged('proof of theorem 3.4.1, ni > no', 'Entries of −S1′² alone make λ < 0', 'thm-3.4.1.2')),
  onLine(1144, untestable('proof of theorem 3.4.1, a second one', 'A heading, proof 7, without words', 'its text')),
  onLine(
    1146,
    judged(
      'section 3.4',
      'The first eigenvalues of F are those of equal dimensions, and ±λ/2 comes in addition',
      'eq-3.79',
    ),
  ),
  onLine(1148, judged('theorem 3.4.2', 'F is diagonalised for unequal dimensions', 'eq-3.79')),
  onLine(1150, definition('eq. 3.78', 'F')),
  onLine(1155, judged('eq. 3.79', 'Its eigenvalues: ±√(S̃² + λ²/4) and sgn(no − ni)λ/2', 'eq-3.79')),
  onLine(1160, judged('theorem 3.4.2', 'O', 'eq-3.79')),
  onLine(1161, judged('eq. 3.80', 'M = (Ṽ⊥; Ũ⊥)', 'eq-3.79')),
  onLine(1164, definition('proof of theorem 3.4.2', 'It is a sketch')),
  onLine(1166, untestable('proof of theorem 3.4.2', 'OM = 0', 'a claim of sizes: OᵀM exists, OM does not')),
  onLine(
    1166,
    untestable(
      'proof of theorem 3.4.2',
      'For no > ni it is Ṽ⊥ that is not zero',
      'a claim of sizes of Vperp and Uperp where No > Ni',
    ),
  ),
  onLine(
    1166,
    untestable(
      'proof of theorem 3.4.2',
      'ni > no is similar',
      'nothing of its own: the second half of the proof has it',
    ),
  ),
  onLine(
    1170,
    untestable(
      'eq. 3.81',
      'F with (Ṽ Ṽ⊥) in its corners, and F′ in the upper left',
      'sizes for which S̃ fits between Ũ and (Ṽ Ṽ⊥)ᵀ; F′ has a corner of its own',
    ),
  ),
  onLine(1175, definition('eq. 3.82', 'F′')),
  onLine(1180, untestable('eq. 3.83', '(O M)ᵀF(O M), with eq. 3.81 put in', 'sizes for which the factors fit')),
  onLine(
    1183,
    untestable(
      'eq. 3.84',
      'It is diag(OF′Oᵀ, λ/2·I) = diag(Λ, λ/2·I)',
      "a claim [O, M]'*F*[O, M] == blkdiag(…), where No > Ni; OF′Oᵀ beside OᵀF′O",
    ),
  ),
  onLine(
    1186,
    untestable(
      'proof of theorem 3.4.2',
      'It is diagonal; for no < ni it is Ũ⊥ that is not zero',
      'a claim of sizes of Uperp where No < Ni',
    ),
  ),
  onLine(
    1188,
    untestable(
      'eq. 3.85',
      'F with (Ũ Ũ⊥) in its corners, and F′ in the lower right',
      'sizes for which S̃ fits, and what ṼT is',
    ),
  ),
  onLine(
    1193,
    untestable('eq. 3.86', '(O M)ᵀF(O M), with eq. 3.85 put in', 'sizes for which the factors fit, now for no < ni'),
  ),
  onLine(1196, untestable('eq. 3.87', 'It is diag(−λ/2·I, Λ)', 'a claim of the order of its blocks: (O M) has M last')),
  onLine(1201, definition('section 3.4', 'Functions that generate balanced weights')),
  onLine(1203, untestable('section 3.4', 'An expression with negative exponentials is to come', 'it is future work')),
  onLine(
    1205,
    untestable(
      'algorithm 1',
      'It returns λ-balanced weights',
      'an own claim, the algorithm line by line; domine2025’s words are judged as domine2025/alg-1:output-is-lambda-balanced',
    ),
  ),
  onLine(1207, definition('algorithm 1, line 1', 'Its arguments: λ, the dimensions, σ = 1')),
  onLine(
    1207,
    untestable(
      'algorithm 1, line 2',
      'The condition: out equals in and λ < 0',
      'what is printed: the message speaks of out above in; a claim which λ such sizes allow',
    ),
  ),
  onLine(
    1207,
    untestable(
      'algorithm 1, line 3',
      'λ must be positive if out is above in',
      'a claim on the sign of λ where hidden = in',
    ),
  ),
  onLine(1207, definition('algorithm 1, line 4', 'End of the condition')),
  onLine(
    1207,
    untestable(
      'algorithm 1, line 5',
      'The condition: in above out and λ > 0',
      'a claim that such weights do not exist, hidden = out among the sizes',
    ),
  ),
  onLine(
    1207,
    untestable(
      'algorithm 1, line 6',
      'λ must be positive if in is above out',
      'agreement with line 5, which refuses a positive λ',
    ),
  ),
  onLine(1207, definition('algorithm 1, line 7', 'End of the condition')),
  onLine(1207, definition('algorithm 1, line 8', 'The condition: hidden below both')),
  onLine(
    1207,
    untestable(
      'algorithm 1, line 9',
      'Bottlenecks are refused',
      'nothing: it is a choice, and such weights exist for many λ',
    ),
  ),
  onLine(1207, definition('algorithm 1, line 10', 'End of the condition')),
  onLine(
    1207,
    untestable(
      'algorithm 1, line 11',
      'The condition: hidden above both and λ ≠ 0',
      'a claim that such weights do not exist',
    ),
  ),
  onLine(
    1207,
    untestable('algorithm 1, line 12', 'hidden is not the largest unless λ = 0', 'the claim of theorem 3.4.1, part 1'),
  ),
  onLine(1207, definition('algorithm 1, line 13', 'End of the condition')),
  onLine(1207, definition('algorithm 1, line 14', 'W1 is drawn, hidden×in')),
  onLine(1207, definition('algorithm 1, line 15', 'W2 is drawn, out×hidden')),
  onLine(1207, definition('algorithm 1, line 16', 'Decomposition of W2W1')),
  onLine(1207, definition('algorithm 1, line 17', 'R is drawn, orthonormal')),
  onLine(1207, untestable('algorithm 1, line 18', '√((√(λ² + 4S²) + λ)/2)', 'a claim that line 18 times line 19 is S')),
  onLine(
    1207,
    untestable(
      'algorithm 1, line 19',
      '√((√(λ² + 4S²) − λ)/2)',
      'a claim that the squares of lines 18 and 19 differ by λ',
    ),
  ),
  onLine(
    1207,
    untestable(
      'algorithm 1, line 20',
      'The case out above in; equal dimensions have none',
      'the S1 and S2 of equal dimensions: no line sets them',
    ),
  ),
  onLine(1207, untestable('algorithm 1, line 21', 'S2 with √λ on hidden − in places', 'a claim of sizes: out×hidden')),
  onLine(1207, untestable('algorithm 1, line 22', 'S1 with zeros below', 'a claim of sizes: hidden×in')),
  onLine(1207, definition('algorithm 1, line 23', 'The case in above out')),
  onLine(1207, untestable('algorithm 1, line 24', 'S1 with √−λ on hidden − out places', 'a claim of sizes: hidden×in')),
  onLine(1207, untestable('algorithm 1, line 25', 'S2 with zeros beside', 'a claim of sizes: out×hidden')),
  onLine(1207, definition('algorithm 1, line 26', 'End of the cases')),
  onLine(1207, untestable('algorithm 1, line 27', 'W2 = US2Rᵀ', 'sizes that fit, and the balance of the result')),
  onLine(1207, untestable('algorithm 1, line 28', 'W1 = RS1Vᵀ', 'sizes that fit, and W2W1 beside the drawn one')),
  onLine(1207, definition('algorithm 1, line 29', 'Both are returned')),
  onLine(1207, definition('algorithm 1, line 30', 'End of the function')),
  onLine(
    1209,
    untestable(
      'algorithm 2',
      'It returns weights that are λ-balanced and aligned',
      'a claim of both, the algorithm line by line',
    ),
  ),
  onLine(1211, definition('algorithm 2, line 1', 'Its arguments: those of algorithm 1, X and Y')),
  onLine(1211, definition('algorithm 2, line 2', 'Decomposition of YXᵀ')),
  onLine(
    1211,
    untestable('algorithm 2, line 3', 'Weights of algorithm 1; σ is not handed on', 'what σ is for, if it is not used'),
  ),
  onLine(1211, definition('algorithm 2, line 4', 'Decomposition of their product')),
  onLine(
    1211,
    untestable(
      'algorithm 2, line 5',
      'W2 ← UU_ᵀW2',
      "a claim that it turns the outputs to the task's vectors; thin and full U apart",
    ),
  ),
  onLine(
    1211,
    untestable('algorithm 2, line 6', 'W1 ← W1V_Vᵀ', 'a claim that it turns the inputs; thin and full V apart'),
  ),
  onLine(1211, definition('algorithm 2, line 7', 'Both are returned')),
  onLine(1211, definition('algorithm 2, line 8', 'End of the function')),
];
