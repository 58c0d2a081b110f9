import { definition, judged, type LinedStatement, onLine, untestable } from '../statement.ts';

/** Singular value decomposition. */
export const SECTION_2_1: readonly LinedStatement[] = [
  onLine(
    145,
    untestable(
      'section 2.1.1',
      'Every matrix has a singular value decomposition',
      'a claim of existence for any n1×n2 matrix; the letters U, S, V of a task take it for granted',
    ),
  ),
  onLine(
    147,
    untestable(
      'eq. 2.1',
      'X = USVᵀ',
      'a claim of [U, Uperp], S padded with zeros and [V, Vperp]: the file has all of them',
    ),
  ),
  onLine(151, definition('section 2.1.1', 'U is n1×n1 and orthonormal')),
  onLine(152, definition('section 2.1.1', 'S is n1×n2 and diagonal, without negative entries')),
  onLine(153, definition('section 2.1.1', 'V is n2×n2 and orthonormal')),
  onLine(
    155,
    untestable(
      'section 2.1.1',
      'There is another form of the decomposition',
      'the form: its three sizes repeat those of the first, and no formula follows',
    ),
  ),
  onLine(157, definition('section 2.1.1', 'U of the other form: n1×n1')),
  onLine(158, definition('section 2.1.1', 'S of the other form: n1×n2')),
  onLine(159, definition('section 2.1.1', 'V of the other form: n2×n2')),
  onLine(161, definition('section 2.1.1', 'Singular values s_α, left and right singular vectors u_α and v_α')),
  onLine(
    163,
    untestable(
      'section 2.1.1',
      'The decomposition is three maps, one after the other',
      'a claim on Vᵀx, SVᵀx and USVᵀx of an input; a file has no letter for one',
    ),
  ),
  onLine(
    165,
    untestable(
      'section 2.1.1',
      'Vᵀ rotates',
      'a claim det(V) = 1, which a choice of signs decides; the language refuses what hangs on them',
    ),
  ),
  onLine(166, untestable('section 2.1.1', 'S scales along the axes', 'an input x to scale')),
  onLine(
    167,
    untestable('section 2.1.1', 'U rotates back', 'a claim det(U) = 1; for given V the signs of U are not free'),
  ),
  onLine(
    169,
    untestable(
      'section 2.1.1',
      'It reduces dimensions and keeps what is essential',
      'what is essential: best approximation of rank r is not stated',
    ),
  ),
  onLine(171, definition('section 2.1.1', 'Aligned matrices have the same singular vectors')),
  onLine(
    173,
    judged('section 2.1.1', 'Both factors of a product XY = USVᵀ share one orthonormal R between them', 'eq-2.2'),
  ),
  onLine(175, judged('eq. 2.2', 'X = USRᵀ and Y = RSVᵀ with the S of the product', 'eq-2.2')),
  onLine(
    179,
    untestable('figure 2.1', 'The picture shows rotation, scaling and rotation', 'the picture, which is that of [18]'),
  ),
  onLine(
    181,
    judged(
      'section 2.1.1',
      'For n1 > n2: Ũ is n2×n2, and Ũ⊥ completes the basis',
      'sec-2.1.1:sizes-of-leading-vectors',
    ),
  ),
  onLine(
    181,
    untestable(
      'section 2.1.1',
      'For n1 > n2: V = [Ṽ Ṽ⊥] with Ṽ⊥ zero',
      'how many columns the zero matrix has; V is square without it',
    ),
  ),
  onLine(183, untestable('section 2.1.1', 'For n1 < n2: U = [Ũ Ũ⊥] with Ũ⊥ zero', 'the number of its columns')),
  onLine(
    183,
    judged(
      'section 2.1.1',
      'For n1 < n2: Ṽ is n1×n1, and Ṽ⊥ completes the basis',
      'sec-2.1.1:sizes-of-leading-vectors',
    ),
  ),
];
