import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** From the lazy to the rich regime. */
export const SECTION_4_1: readonly LinedStatement[] = [
  onLine(1219, definition('section 4.1', 'Lazy: the tangent kernel is constant; rich: it is not')),
  onLine(
    1221,
    untestable('section 4.1', 'The kernel measures how representations move', 'a bound of one change by the other'),
  ),
  onLine(
    1223,
    untestable(
      'eq. 4.1',
      'NTK = I ⊗ XᵀW1ᵀW1X + W2W2ᵀ ⊗ XᵀX',
      'the claim of eq. 2.37; the size N_c of I is not defined',
    ),
  ),
  onLine(1226, definition('section 4.1', 'First singular values and representations')),
  onLine(
    1228,
    untestable(
      'theorem 4.1.1',
      'Balanced weights share an R, and λ and S give their singular values',
      "claims of W2*W2' and W1'*W1 by U0, S0, V0, for every shape, sign and rank",
    ),
  ),
  onLine(
    1230,
    untestable(
      'eq. 4.2',
      'S2 and S1: √((√(λ² + 4S²) ± λ)/2), and ±√|λ| on max(0, no − ni) places in both',
      "claims of W2*W2' and W1'*W1 with blkdiag, and of sizes no×nh and nh×ni",
    ),
  ),
  onLine(1233, untestable('theorem 4.1.1', 'R is orthonormal', 'an R that is sought for')),
  onLine(
    1235,
    untestable(
      'proof of theorem 4.1.1',
      'It is given for ni ≤ no; the other case is alike',
      'the other case as a claim, since eq. 4.2 does not tell them apart',
    ),
  ),
  onLine(
    1237,
    untestable(
      'proof of theorem 4.1.1',
      'W2 = US2Rᵀ and W1 = RS1Vᵀ by properties of the decomposition',
      'a claim for weights that are not balanced: it is eq. 2.2 with two S',
    ),
  ),
  onLine(1239, judged('proof of theorem 4.1.1', 'Balance holds at any t', 'thm-2.2.1')),
  onLine(
    1243,
    untestable(
      'eq. 4.3',
      'Balance in terms of R, S2 and S1; S1S1 is printed',
      'a claim of sizes: S1S1 exists for nh = ni',
    ),
  ),
  onLine(1247, untestable('eq. 4.4', 'R cancels', 'a step with R as a letter; S1S1 again')),
  onLine(1251, definition('proof of theorem 4.1.1', 'Ŝ1 and Ŝ2 of size ni×ni, S2* of size (no − ni)×(no − ni)')),
  onLine(
    1253,
    untestable('eq. 4.5', 'S1 and S2 by these blocks', 'a claim of sizes: nh×ni and no×nh, nh < no among them'),
  ),
  onLine(1258, untestable('eq. 4.6', 'Balance in these blocks', 'a claim of sizes: no rows against nh of λI')),
  onLine(1261, definition('proof of theorem 4.1.1', 'Ŝ1Ŝ2 = S')),
  onLine(
    1263,
    untestable(
      'eq. 4.7',
      'Ŝ2, Ŝ1, and S2* = √λI',
      'two claims of diagonal matrices, their product S0 and the difference of their squares λI; λ < 0 for the third',
    ),
  ),
  onLine(
    1267,
    untestable(
      'eq. 4.8',
      'W2 and W1 with them; −√−λ in W1',
      'a root of a negative number for λ > 0, which is the case proved',
    ),
  ),
  onLine(
    1271,
    untestable(
      'section 4.1',
      'λ and the singular values of W2W1 settle those of both layers at any time',
      "a claim of mineig and maxeig of W2t*W2t', or of theorem 4.1.1 at time t",
    ),
  ),
  onLine(
    1273,
    untestable(
      'theorem 4.1.2',
      'Representations after convergence, and for λ → ±∞',
      'a claim at t → ∞, for every shape, and limits in λ',
    ),
  ),
  onLine(1275, definition('theorem 4.1.2', 'A λ-balanced network learns Σyx = ŨS̃Ṽᵀ')),
  onLine(
    1277,
    untestable(
      'theorem 4.1.2, part 1',
      'After convergence they follow from S and λ',
      "a limit t → ∞ of W2t*W2t' and W1t'*W1t",
    ),
  ),
  onLine(
    1279,
    untestable(
      'theorem 4.1.2, part 1',
      'W2W2ᵀ and W1ᵀW1, with ±λ on max(no, ni) places; S, not S̃',
      'claims with blkdiag at convergence, and of sizes',
    ),
  ),
  onLine(
    1281,
    untestable(
      'theorem 4.1.2, part 2',
      'Limits for λ → ±∞',
      'limits in λ: the terms of order λ and 1/λ, and the order of the rest',
    ),
  ),
  onLine(
    1283,
    untestable(
      'theorem 4.1.2, part 2',
      'λ → ∞: W2W2ᵀ = λI and W1ᵀW1 = ṼS̃²Ṽᵀ/λ',
      'leading terms at convergence, nh = no and nh < no apart',
    ),
  ),
  onLine(
    1287,
    untestable(
      'theorem 4.1.2, part 2',
      'λ → −∞: W2W2ᵀ = −ŨS̃²Ũᵀ/λ and W1ᵀW1 = −λI',
      'leading terms at convergence, nh = ni and nh < ni apart',
    ),
  ),
  onLine(
    1289,
    untestable(
      'theorem 4.1.2',
      'The same holds at any t with the vectors of W2(t)W1(t)',
      "a claim of W2*W2' and W1'*W1 with U0, S0, V0; every state is a start",
    ),
  ),
  onLine(1291, untestable('proof of theorem 4.1.2', 'Part 1 follows from theorem 4.1.1', 'the claim of theorem 4.1.1')),
  onLine(1293, untestable('eq. 4.9', '|λ| taken out of the root', 'a claim of scalars or diagonal matrices, λ ≠ 0')),
  onLine(
    1296,
    untestable(
      'eq. 4.10, first form',
      'Taylor: 1 + (2S/λ)² + O(λ⁻⁴)',
      'a truncated series in 1/λ: the coefficient of second order',
    ),
  ),
  onLine(
    1296,
    untestable(
      'eq. 4.10',
      'The result: (|λ| + λ)/2 + S²/|λ| + O(λ⁻³)',
      'a truncated series in 1/λ and the measured order of the rest',
    ),
  ),
  onLine(
    1301,
    untestable(
      'eq. 4.11',
      'Limits λI and −S²/λ of the larger and the smaller term',
      'how a limit may contain λ: quotient or difference',
    ),
  ),
  onLine(
    1306,
    untestable('eq. 4.12', 'The same with −λ; the root reaches over it', 'a truncated series of both readings'),
  ),
  onLine(
    1309,
    untestable(
      'eq. 4.13',
      'Limits S²/λ and −λI; S²/|λ| stands between',
      'a claim of the equation S²/|λ| = −λI, and limits as quotients',
    ),
  ),
  onLine(
    1312,
    untestable(
      'proof of theorem 4.1.2',
      'Ũ and Ṽ do not depend on λ',
      'a family of starts in λ for one task: then it is one of definition',
    ),
  ),
  onLine(
    1314,
    untestable('eq. 4.14', 'lim W2W2ᵀ = Ũ(lim S2)Ũᵀ', 'a limit with S2 where its square is due: leading terms of both'),
  ),
  onLine(1317, untestable('eq. 4.15', 'lim W1ᵀW1 = Ṽ(lim S1)Ṽᵀ', 'a limit with S1 where its square is due')),
  onLine(1320, untestable('proof of theorem 4.1.2', 'Part 2 follows', 'the claims of part 2, term by term')),
  onLine(
    1322,
    untestable(
      'section 4.1',
      'One representation goes to a multiple of I, the other to 0',
      'limits in λ, nh < max(ni, no) among the shapes',
    ),
  ),
  onLine(
    1322,
    untestable(
      'section 4.1',
      'Representations move the less the larger |λ| is',
      'a change along a sequence of λ, relative or absolute',
    ),
  ),
  onLine(
    1322,
    judged(
      'section 4.1',
      'The change of the kernel goes to 0; the kernel itself is written',
      'thm-4.1.3.2:limit',
      'thm-4.1.3.3:limit',
    ),
  ),
  onLine(
    1324,
    judged('theorem 4.1.3', 'The kernel and its limits; S does not depend on λ', 'thm-4.1.3.2', 'thm-4.1.3.3'),
  ),
  onLine(1326, definition('theorem 4.1.3', 't is any time; U*, S*, V* are those of W2(t)W1(t)')),
  onLine(
    1328,
    untestable(
      'theorem 4.1.3, part 1',
      'The kernel at 0 and at t, for any λ',
      'a claim of the kernel with inputs X by U0, S0, V0 and by those of time t',
    ),
  ),
  onLine(
    1330,
    untestable('eq. 4.16', 'NTK(0), with S* of time t in it', 'letters for the singular values at time t, beside S0'),
  ),
  onLine(
    1333,
    untestable(
      'eq. 4.17',
      'NTK(t); a factor ½, X on the right and an upper row are missing',
      'sizes of XᵀV*(…)V*ᵀ within I ⊗ …; then a claim at t = 0, where * is no star',
    ),
  ),
  onLine(1337, judged('theorem 4.1.3, part 2', 'λ → ∞', 'thm-4.1.3.2', 'thm-4.1.3.2:limit')),
  onLine(
    1339,
    judged('eq. 4.18', 'The change of the kernel is a term in 1/λ and goes to 0', 'thm-4.1.3.2', 'thm-4.1.3.2:limit'),
  ),
  onLine(1342, judged('theorem 4.1.3, part 3', 'λ → −∞', 'thm-4.1.3.3', 'thm-4.1.3.3:limit')),
  onLine(
    1344,
    judged('eq. 4.19', 'The change of the kernel is a term in 1/λ and goes to 0', 'thm-4.1.3.3', 'thm-4.1.3.3:limit'),
  ),
  onLine(1347, untestable('proof of theorem 4.1.3', 'Part 1 follows from theorem 4.1.2', 'the claim of part 1')),
  onLine(
    1349,
    untestable(
      'proof of theorem 4.1.3',
      '⊗ is linear in both arguments',
      'an identity of kron for any matrices, which says nothing of a network',
    ),
  ),
  onLine(1349, judged('proof of theorem 4.1.3', 'Part 2 follows by putting the limits in', 'thm-4.1.3.2')),
  onLine(
    1351,
    judged(
      'section 4.1',
      'For |λ| → ∞ the kernel stays constant at all times: lazy',
      'thm-4.1.3.2:limit',
      'thm-4.1.3.3:limit',
    ),
  ),
  onLine(
    1353,
    judged('section 4.1', 'A start with a high |λ| learns lazily', 'thm-4.1.3.2:limit', 'thm-4.1.3.3:limit'),
  ),
  onLine(
    1353,
    untestable(
      'section 4.1',
      'So the regime is controlled completely by the start',
      'rich learning from some λ: how far the kernel moves, over tasks',
    ),
  ),
  onLine(
    1353,
    untestable(
      'section 4.1',
      'Such starts do not depend on the task',
      "one law of starts for all tasks, and each task's change of the kernel",
    ),
  ),
];
