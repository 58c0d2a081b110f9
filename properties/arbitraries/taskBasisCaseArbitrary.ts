import fc from 'fast-check';
import type { Case } from '../../src/judge/case.ts';
import { withDegenerate } from '../../src/judge/degenerate.ts';
import { timeOfPhase } from '../../src/judge/regime.ts';
import { planesOfTurns } from '../../src/network/initialisations/rationalOrthogonal.ts';
import { problem } from '../../src/network/problem.ts';
import { product } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { octaves, powerOfTwo } from './octaves.ts';
import { type OrthogonalDraw, orthogonalDraw, orthogonalFrom } from './orthogonalDraw.ts';
import { drawRecord, draws, indexInto, table } from './table.ts';
import { timeArbitrary } from './timeArbitrary.ts';

const ENTRIES = table('1', '2', '0', '-1', '1/2', '3');
const GAPS = table('1', '1/2', '2');
const SCALES = table('1', '1/2', '1/4', '1/10');
const TAUS = table('1', '2', '1/2', '3');
const MAX_SIZE = 3;

export interface TaskBasisOptions {
  /** Widths Ni = No to draw from, up to 3, smallest first. */
  readonly sizes?: readonly number[];
  /** Hidden units beyond Ni; default none. */
  readonly moreHidden?: 0 | 1;
  /** Singular values of the task: all equal, or (default) falling and apart. */
  readonly values?: 'equal' | 'apart';
  /** A0 of small integers and halves (default), or that times 1, 1/2, 1/4 or 1/10. */
  readonly start?: 'moderate' | 'small to moderate';
}

interface TaskBasisDraw {
  readonly size: number;
  readonly entries: readonly number[];
  readonly gaps: readonly number[];
  readonly U: OrthogonalDraw;
  readonly V: OrthogonalDraw;
  readonly phase: Rational;
  readonly below: readonly number[];
  readonly more: number;
  readonly scale: number;
  readonly tau: number;
  /** A0 is multiplied by 2^units, the task by 4^units. */
  readonly units: number;
}

/** A0 zero, of lower rank, the same in every mode, and of rank one with all modes in it; as far as the sizes go. */
function degenerateDraws(sizes: readonly number[], moreHidden: number): TaskBasisDraw[] {
  const zeros = (length: number): number[] => new Array<number>(length).fill(0);
  const none: OrthogonalDraw = { turns: zeros(planesOfTurns(MAX_SIZE).length), flips: zeros(MAX_SIZE) };
  const two = Math.max(0, sizes.indexOf(2));
  const [ONE, ZERO] = [0, 2];
  const diagonal = (...modes: readonly number[]): number[] =>
    Array.from({ length: MAX_SIZE ** 2 }, (_, at) => {
      const mode = Math.floor(at / MAX_SIZE);
      return at % MAX_SIZE === mode ? (modes[mode] ?? ONE) : ZERO;
    });
  const draw = (size: number, entries: readonly number[]): TaskBasisDraw => ({
    ...{
      size,
      entries,
      gaps: zeros(MAX_SIZE),
      U: none,
      V: none,
      phase: Rational.ONE,
      below: zeros(moreHidden * MAX_SIZE),
    },
    ...{ more: 0, scale: 0, tau: 0, units: 0 },
  });
  return [
    draw(0, diagonal(ZERO, ZERO, ZERO)),
    draw(two, diagonal(ONE, ZERO, ZERO)),
    draw(two, diagonal(ONE, ONE, ONE)),
    draw(two, zeros(MAX_SIZE ** 2)),
  ];
}

/**
 * Starts in the basis of the task, W1 = A0·Vᵀ and W2 = U·A0ᵀ (Ni = No), which are zero-balanced for every A0; `extra` holds
 * A0. In EXTREME_SHARE of the draws all is in units 2^±8 to 2^±25 times as large. Where the singular values of the task are apart, the V of its SVD is the one built with, up to signs. Shrinks to 1-1-1.
 */
export function taskBasisCaseArbitrary({
  sizes = [1, 2, 3],
  moreHidden = 0,
  values = 'apart',
  start: startSize = 'moderate',
}: TaskBasisOptions = {}): fc.Arbitrary<Case> {
  const drawn: fc.Arbitrary<TaskBasisDraw> = drawRecord({
    size: indexInto(sizes),
    entries: draws(MAX_SIZE ** 2, indexInto(ENTRIES)),
    gaps: draws(MAX_SIZE, indexInto(GAPS)),
    U: orthogonalDraw(MAX_SIZE),
    V: orthogonalDraw(MAX_SIZE),
    phase: timeArbitrary(),
    below: draws(moreHidden * MAX_SIZE, indexInto(ENTRIES)),
    more: fc.nat(moreHidden),
    scale: startSize === 'moderate' ? fc.constant(0) : indexInto(SCALES),
    tau: indexInto(TAUS),
    units: octaves(),
  });
  return withDegenerate(drawn, degenerateDraws(sizes, moreHidden)).map(draw => {
    const { size, entries, gaps, U, V, phase, below, more, scale, tau, units } = draw;
    const [unit, squared] = [powerOfTwo(units), powerOfTwo(2 * units)];
    const n = sizes[size]!;
    const [left, right] = [orthogonalFrom(U, n), orthogonalFrom(V, n)];
    const last = values === 'equal' ? 1 : n;
    const S = Matrix.generate(n, n, (i, j) => {
      const above = gaps.slice(values === 'equal' ? 0 : i, last);
      return i === j ? above.reduce((sum, gap) => sum.add(GAPS[gap]!), Rational.ZERO).mul(squared) : Rational.ZERO;
    });
    const A0 = Matrix.generate(n + more, n, (i, j) =>
      ENTRIES[i < n ? entries[i * MAX_SIZE + j]! : below[(i - n) * MAX_SIZE + j]!]!.mul(SCALES[scale]!).mul(unit),
    );
    const start = problem({
      W1: product(rationalField, A0, right.transpose()),
      W2: product(rationalField, left, A0.transpose()),
      sigmaYX: product(rationalField, left, S, right.transpose()),
      tau: TAUS[tau]!,
    });
    return { problem: start, lambda: Rational.ZERO, time: timeOfPhase(start, Rational.ZERO, phase), extra: { A0 } };
  });
}
