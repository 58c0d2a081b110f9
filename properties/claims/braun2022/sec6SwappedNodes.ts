import fc from 'fast-check';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { TIMELESS } from '../../../src/judge/instant.ts';
import { problem } from '../../../src/network/problem.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { fullRankTask } from '../../hypotheses/fullRankTask.ts';
import { nonSingularB } from '../../hypotheses/nonSingularB.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { plus, scaled, times } from '../_exact.ts';
import { trueOrNot } from '../_trueOrNot.ts';

// Eight items of a tree with three levels of splits: Σ = Σ_level k²·P, P the projectors onto the Haar vectors of a level. With
// zero-balanced weights it is learned by W1 = W2 = Σ_level k·P. Swapping two neighbouring nodes permutes the items, Σ′ = ΣΠ, and
// the difference of what is swapped is a mode that Π turns to its opposite: there W2ᵀŨ + W1Ṽ = 0.

const ITEMS = 8;

/** Projector onto the Haar vectors that split blocks of `size` items; 16: onto the mean of all. */
const level = (size: number): Matrix<Rational> =>
  Matrix.generate(ITEMS, ITEMS, (i, j) => {
    if (Math.floor(i / size) !== Math.floor(j / size)) return Rational.ZERO;
    const sameHalf = Math.floor((2 * i) / size) === Math.floor((2 * j) / size);
    return Rational.of(sameHalf ? 1 : -1, Math.min(size, ITEMS));
  });

const LEVELS = [2 * ITEMS, ITEMS, ITEMS / 2, ITEMS / 4].map(level);

/** The permutation that swaps both halves of the block of `size` items that holds item `first`. */
function swap(size: number, first: number): Matrix<Rational> {
  const start = first - (first % size);
  const to = (i: number): number => (i < start || i >= start + size ? i : start + ((i - start + size / 2) % size));
  return Matrix.generate(ITEMS, ITEMS, (i, j) => (to(j) === i ? Rational.ONE : Rational.ZERO));
}

const STRENGTHS = [1, 2, 3, 4].flatMap(n => [Rational.of(n), Rational.of(n, 2)]);

const cases: fc.Arbitrary<Case> = fc
  .record({
    strengths: fc.array(fc.nat(STRENGTHS.length - 1), { minLength: LEVELS.length, maxLength: LEVELS.length }),
    size: fc.constantFrom(2, 4, 8),
    first: fc.nat(ITEMS - 1),
  })
  .map(({ strengths, size, first }) => {
    const of = (power: (k: Rational) => Rational): Matrix<Rational> => {
      const [top, ...rest] = LEVELS.map((P, i) => scaled(power(STRENGTHS[strengths[i]!]!), P));
      return plus(top!, ...rest);
    };
    const learned = of(k => k);
    const sigmaYX = times(
      of(k => k.mul(k)),
      swap(size, first),
    );
    return {
      problem: problem({ W1: learned, W2: learned, sigmaYX }),
      lambda: Rational.ZERO,
      time: Rational.ONE,
      extra: {},
    };
  });

const singularB =
  (isSingular: boolean): Judge =>
  given => {
    const found = !nonSingularB.holds(given);
    return trueOrNot(found === isSingular, {
      quantity: 'rank of W2ᵀŨ + W1Ṽ',
      reason: `B is ${found ? 'singular' : 'not singular'}`,
      at: TIMELESS,
    });
  };

export const sec6SwappedNodes: Claim = {
  id: 'braun2022/sec-6:swapped-nodes-are-reversal',
  topic: 'Reversal learning',
  section: '6',
  title: 'Swapping two neighbouring nodes on any level of the hierarchy is reversal learning: B is singular',
  place: 'section 6, revising structured knowledge',
  note: 'The levels have drawn strengths; the paper prints no numbers. Only the modes that tell the swapped nodes apart are reversed, the others are known already.',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\tilde{\mathbf\Sigma}^{yx}=\mathbf W_2\mathbf W_1(0)\,\mathbf\Pi\;\Rightarrow\;\det\mathbf B=0`,
      hypotheses: [whitened, zeroBalanced, fullRankTask],
      evidence: 'high-precision',
      cases,
      judge: singularB(true),
    },
  ],
  mutants: [{ name: 'B is invertible', judge: singularB(false) }],
};
