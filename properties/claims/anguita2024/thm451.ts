import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { squaredNorm, trace } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { anyWeightsCaseArbitrary } from '../../arbitraries/anyWeightsCaseArbitrary.ts';
import { I, minus, scaled, T, times } from '../_exact.ts';
import { exactly, isSo } from '../_exactly.ts';
import { thesisClaim } from './_claim.ts';

// ‖D − λI‖² = ‖D‖² − 2λ tr D + nλ² for D = W2ᵀW2 − W1W1ᵀ of size n: a parabola in λ, least at tr D/n alone. What is stated of it is compared with this
// polynomial's values at λ = −1, 0, 1, which determine it, or with its slope between two values of λ.

type M = Matrix<Rational>;

const SECTION = { section: '4.5', topic: 'Balance of any weights' } as const;
const cases = anyWeightsCaseArbitrary;
const { ONE, ZERO } = Rational;
const two = Rational.of(2);

const balanceOf = ({ problem: { W1, W2 } }: Case): M => minus(times(T(W2), W2), times(W1, T(W1)));
const entriesOfDiagonal = (D: M): Rational[] => Array.from({ length: D.rows }, (_, i) => D.at(i, i));
const sum = (values: readonly Rational[]): Rational => values.reduce((a, b) => a.add(b), ZERO);
const squared = (a: M): Rational => squaredNorm(rationalField, a);

/** ‖D − λI‖², by its definition. */
const distance = (D: M, lambda: Rational): Rational => squared(minus(D, scaled(lambda, I(D.rows))));

/** f of the printed proof: the same with the diagonal of D alone. */
const distanceOfDiagonal = (D: M, lambda: Rational): Rational =>
  sum(
    entriesOfDiagonal(D)
      .map(a => a.sub(lambda))
      .map(a => a.mul(a)),
  );

const NEIGHBOURS = ['1', '-1', '1/8', '-1/8'].map(step => Rational.of(step));

/** Nowhere near the stated λ* is the distance smaller: a parabola has no other least value. */
const isLeastAt = (stated: (D: M) => Rational): Judge<Case> =>
  exactly(given => {
    const D = balanceOf(given);
    const lambda = stated(D);
    // Equal distances on both sides are those of the vertex, and of it alone.
    return NEIGHBOURS.filter(step => step.sign() > 0).map(step => [
      `‖D − (λ* + ${step})I‖² beside ‖D − (λ* − ${step})I‖²`,
      distance(D, lambda.add(step)),
      distance(D, lambda.sub(step)),
    ]);
  });

const traceOf = (D: M): Rational => trace(rationalField, D);
const mean = (D: M): Rational => traceOf(D).div(Rational.of(D.rows));

const theorem = thesisClaim({
  ...SECTION,
  id: 'thm-4.5.1',
  title: 'The λ* nearest to given weights is the trace of their balance',
  place: 'theorem 4.5.1',
  note: 'The proof ends with the trace over n, the number of hidden units (equation 4.46). That λ* is least is judged by the distances a step beside it on both sides, which are equal at the vertex of a parabola alone.',
  grade: 'wrong constant or sign',
  cases,
  statement: String.raw`\operatorname*{arg\,min}_{\lambda\in\mathbb R}\bigl\|(\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top)-\lambda\mathbf I\bigr\|_F^2=\operatorname{Tr}(\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top)`,
  judge: isLeastAt(traceOf),
  corrected: {
    statement: String.raw`\operatorname*{arg\,min}_{\lambda\in\mathbb R}\bigl\|(\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top)-\lambda\mathbf I\bigr\|_F^2=\tfrac1{n_h}\operatorname{Tr}(\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top)`,
    judge: isLeastAt(mean),
  },
  wrong: {
    'as printed': isLeastAt(traceOf),
    'minus that': isLeastAt(D => mean(D).neg()),
    'the largest entry of the diagonal': isLeastAt(D =>
      entriesOfDiagonal(D).reduce((a, b) => (a.compare(b) < 0 ? b : a)),
    ),
  },
});

const onlyTheDiagonal = (constant: (D: M) => Rational): Judge<Case> =>
  exactly(given => {
    const D = balanceOf(given);
    return [-1, 0, 1].map(lambda => [
      `‖D − λI‖² at λ = ${lambda}`,
      distanceOfDiagonal(D, Rational.of(lambda)).add(constant(D)),
      distance(D, Rational.of(lambda)),
    ]);
  });

const offTheDiagonal = (D: M): Rational => squared(D).sub(sum(entriesOfDiagonal(D).map(a => a.mul(a))));

const eq443 = thesisClaim({
  ...SECTION,
  id: 'eq-4.43',
  title: 'Only the diagonal of the balance matters for λ*',
  place: 'proof of theorem 4.5.1, equation 4.43',
  note: 'Both problems are equivalent: their distances differ by the entries off the diagonal, which are the same for every λ.',
  cases,
  statement: String.raw`\|D-\lambda\mathbf I\|_F^2=\|\mathrm{diag}(D)-\lambda\mathbf I\|_F^2+\text{a constant},\qquad D=\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top`,
  judge: onlyTheDiagonal(offTheDiagonal),
  wrong: {
    'no constant': onlyTheDiagonal(() => ZERO),
    'half of it': onlyTheDiagonal(D => offTheDiagonal(D).div(two)),
  },
});

const asASum = (term: (a: Rational, lambda: Rational) => Rational): Judge<Case> =>
  exactly(given => {
    const D = balanceOf(given);
    const diagonalAlone = Matrix.generate(D.rows, D.rows, (i, j) => (i === j ? D.at(i, i) : ZERO));
    return [-1, 0, 1].map(value => {
      const lambda = Rational.of(value);
      const stated = sum(entriesOfDiagonal(D).map(a => term(a, lambda)));
      return [`f at λ = ${value}`, stated, distance(diagonalAlone, lambda)];
    });
  });

const eq444 = thesisClaim({
  ...SECTION,
  id: 'eq-4.44',
  title: 'The distance of the diagonal is a sum of squares',
  place: 'proof of theorem 4.5.1, equation 4.44',
  cases,
  statement: String.raw`f(\lambda)=\sum_{i=1}^n(a_i-\lambda)^2`,
  judge: asASum((a, lambda) => a.sub(lambda).mul(a.sub(lambda))),
  wrong: {
    'a plus': asASum((a, lambda) => a.add(lambda).mul(a.add(lambda))),
    'no square': asASum((a, lambda) => a.sub(lambda).abs()),
  },
});

/** f′ at λ, by the difference quotient over ±1, which is exact for a parabola. */
const slope = (D: M, lambda: Rational): Rational =>
  distanceOfDiagonal(D, lambda.add(ONE))
    .sub(distanceOfDiagonal(D, lambda.sub(ONE)))
    .div(two);

const slopeIs = (factor: number): Judge<Case> =>
  exactly(given => {
    const D = balanceOf(given);
    return [0, 1].map(value => {
      const lambda = Rational.of(value);
      const stated = sum(entriesOfDiagonal(D).map(a => a.sub(lambda))).mul(Rational.of(factor));
      return [`f′ at λ = ${value}`, stated, slope(D, lambda)];
    });
  });

const eq445 = thesisClaim({
  ...SECTION,
  id: 'eq-4.45',
  title: 'The derivative of the distance',
  place: 'proof of theorem 4.5.1, equation 4.45',
  note: 'The sign is the other one; a zero of f′ is not moved by it.',
  grade: 'wrong constant or sign',
  cases,
  statement: String.raw`f'(\lambda)=2\sum_{i=1}^n(a_i-\lambda)`,
  judge: slopeIs(2),
  corrected: { statement: String.raw`f'(\lambda)=-2\sum_{i=1}^n(a_i-\lambda)`, judge: slopeIs(-2) },
  wrong: { 'as printed': slopeIs(2), once: slopeIs(-1) },
});

/** f′ vanishes at the stated λ*, and not a step beside it. */
const vanishesAt = (stated: (D: M) => Rational): Judge<Case> =>
  isSo(given => {
    const D = balanceOf(given);
    const lambda = stated(D);
    const isZero = (at: Rational): boolean => slope(D, at).sign() === 0;
    return {
      quantity: 'f′(λ*)',
      isSo: isZero(lambda) && NEIGHBOURS.every(step => !isZero(lambda.add(step))),
      reason: `f′(${lambda}) = ${slope(D, lambda)}`,
      shown: D,
    };
  });

const eq446 = thesisClaim({
  ...SECTION,
  id: 'eq-4.46',
  title: 'f′ vanishes at the mean of the diagonal, and there alone',
  place: 'proof of theorem 4.5.1, equation 4.46',
  cases,
  statement: String.raw`f'(\lambda^*)=0\Leftrightarrow\lambda^*=\tfrac1n\sum_{i=1}^na_i=\tfrac1n\operatorname{Tr}(\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top)`,
  judge: vanishesAt(mean),
  wrong: { 'the trace, as in the theorem': vanishesAt(traceOf), 'half of it': vanishesAt(D => mean(D).div(two)) },
});

export const thm451: readonly Claim[] = [theorem, eq443, eq444, eq445, eq446];
