import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** From the lazy to the rich regime. */
export const SECTION_4_1: readonly LinedStatement[] = [
  onLine(1219, definition('section 4.1', 'Lazy: the tangent kernel is constant; rich: it is not')),
  onLine(1221, judged('section 4.1', 'The kernel measures how representations move', 'eq-4.16', 'eq-4.17')),
  onLine(1223, judged('eq. 4.1', 'NTK = I ⊗ XᵀW1ᵀW1X + W2W2ᵀ ⊗ XᵀX', 'eq-2.37')),
  onLine(1226, definition('section 4.1', 'First singular values and representations')),
  onLine(
    1228,
    judged('theorem 4.1.1', 'Balanced weights share an R, and λ and S give their singular values', 'thm-4.1.1'),
  ),
  onLine(
    1230,
    judged('eq. 4.2', 'S2 and S1: √((√(λ² + 4S²) ± λ)/2), and ±√|λ| on max(0, no − ni) places in both', 'thm-4.1.1'),
  ),
  onLine(1233, judged('theorem 4.1.1', 'R is orthonormal', 'thm-4.1.1')),
  onLine(1235, judged('proof of theorem 4.1.1', 'It is given for ni ≤ no; the other case is alike', 'thm-4.1.1')),
  onLine(
    1237,
    judged(
      'proof of theorem 4.1.1',
      'W2 = US2Rᵀ and W1 = RS1Vᵀ by properties of the decomposition',
      'thm-4.1.1:proof-one-hidden-basis',
    ),
  ),
  onLine(1239, judged('proof of theorem 4.1.1', 'Balance holds at any t', 'thm-2.2.1')),
  onLine(1243, judged('eq. 4.3', 'Balance in terms of R, S2 and S1; S1S1 is printed', 'eq-4.3')),
  onLine(1247, judged('eq. 4.4', 'R cancels', 'eq-4.4')),
  onLine(1251, definition('proof of theorem 4.1.1', 'Ŝ1 and Ŝ2 of size ni×ni, S2* of size (no − ni)×(no − ni)')),
  onLine(1253, judged('eq. 4.5', 'S1 and S2 by these blocks', 'eq-4.5')),
  onLine(1258, judged('eq. 4.6', 'Balance in these blocks', 'eq-4.6')),
  onLine(1261, definition('proof of theorem 4.1.1', 'Ŝ1Ŝ2 = S')),
  onLine(1263, judged('eq. 4.7', 'Ŝ2, Ŝ1, and S2* = √λI', 'eq-4.7')),
  onLine(1267, judged('eq. 4.8', 'W2 and W1 with them; −√−λ in W1', 'eq-4.8')),
  onLine(
    1271,
    judged('section 4.1', 'λ and the singular values of W2W1 settle those of both layers at any time', 'thm-4.1.1'),
  ),
  onLine(
    1273,
    judged(
      'theorem 4.1.2',
      'Representations after convergence, and for λ → ±∞',
      'thm-4.1.2.1',
      'thm-4.1.2.2:infinity',
      'thm-4.1.2.2:minus-infinity',
    ),
  ),
  onLine(1275, definition('theorem 4.1.2', 'A λ-balanced network learns Σyx = ŨS̃Ṽᵀ')),
  onLine(1277, judged('theorem 4.1.2, part 1', 'After convergence they follow from S and λ', 'thm-4.1.2.1')),
  onLine(
    1279,
    judged('theorem 4.1.2, part 1', 'W2W2ᵀ and W1ᵀW1, with ±λ on max(no, ni) places; S, not S̃', 'thm-4.1.2.1'),
  ),
  onLine(
    1281,
    judged('theorem 4.1.2, part 2', 'Limits for λ → ±∞', 'thm-4.1.2.2:infinity', 'thm-4.1.2.2:minus-infinity'),
  ),
  onLine(1283, judged('theorem 4.1.2, part 2', 'λ → ∞: W2W2ᵀ = λI and W1ᵀW1 = ṼS̃²Ṽᵀ/λ', 'thm-4.1.2.2:infinity')),
  onLine(
    1287,
    judged('theorem 4.1.2, part 2', 'λ → −∞: W2W2ᵀ = −ŨS̃²Ũᵀ/λ and W1ᵀW1 = −λI', 'thm-4.1.2.2:minus-infinity'),
  ),
  onLine(
    1289,
    judged('theorem 4.1.2', 'The same holds at any t with the vectors of W2(t)W1(t)', 'thm-4.1.2:at-any-time'),
  ),
  onLine(1291, judged('proof of theorem 4.1.2', 'Part 1 follows from theorem 4.1.1', 'thm-4.1.1', 'thm-4.1.2.1')),
  onLine(1293, judged('eq. 4.9', '|λ| taken out of the root', 'eq-4.9')),
  onLine(1296, judged('eq. 4.10, first form', 'Taylor: 1 + (2S/λ)² + O(λ⁻⁴)', 'eq-4.10:first-form')),
  onLine(1296, judged('eq. 4.10', 'The result: (|λ| + λ)/2 + S²/|λ| + O(λ⁻³)', 'eq-4.10')),
  onLine(1301, judged('eq. 4.11', 'Limits λI and −S²/λ of the larger and the smaller term', 'eq-4.11')),
  onLine(1306, judged('eq. 4.12', 'The same with −λ; the root reaches over it', 'eq-4.12')),
  onLine(1309, judged('eq. 4.13', 'Limits S²/λ and −λI; S²/|λ| stands between', 'eq-4.13')),
  onLine(
    1312,
    untestable(
      'proof of theorem 4.1.2',
      'Ũ and Ṽ do not depend on λ',
      'a family of starts in λ for one task: then it is one of definition',
    ),
  ),
  onLine(1314, judged('eq. 4.14', 'lim W2W2ᵀ = Ũ(lim S2)Ũᵀ', 'eq-4.14')),
  onLine(1317, judged('eq. 4.15', 'lim W1ᵀW1 = Ṽ(lim S1)Ṽᵀ', 'eq-4.15')),
  onLine(
    1320,
    judged('proof of theorem 4.1.2', 'Part 2 follows', 'thm-4.1.2.2:infinity', 'thm-4.1.2.2:minus-infinity'),
  ),
  onLine(
    1322,
    judged('section 4.1', 'One representation goes to a multiple of I, the other to 0', 'sec-4.1:identity-and-zero'),
  ),
  onLine(
    1322,
    judged('section 4.1', 'Representations move the less the larger |λ| is', 'thm-4.1.3.2:limit', 'thm-4.1.3.3:limit'),
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
  onLine(1328, judged('theorem 4.1.3, part 1', 'The kernel at 0 and at t, for any λ', 'eq-4.16', 'eq-4.17')),
  onLine(1330, judged('eq. 4.16', 'NTK(0), with S* of time t in it', 'eq-4.16')),
  onLine(1333, judged('eq. 4.17', 'NTK(t); a factor ½, X on the right and an upper row are missing', 'eq-4.17')),
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
  onLine(1347, judged('proof of theorem 4.1.3', 'Part 1 follows from theorem 4.1.2', 'thm-4.1.2.1', 'eq-4.16')),
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
    judged(
      'section 4.1',
      'So the regime is controlled completely by the start',
      'thm-4.1.3.2:limit',
      'sec-4.1:small-lambda-moves-the-kernel',
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
