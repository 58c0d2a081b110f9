import type fc from 'fast-check';
import type { Case } from '../../src/judge/case.ts';
import type { ArchitectureKind } from '../../src/network/architecture.ts';
import { weightsFromFactors } from '../../src/network/initialisations/balancedFactors.ts';
import { problem } from '../../src/network/problem.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { architectureChoices } from './architectureArbitrary.ts';
import { orthogonalDraw, orthogonalFrom } from './orthogonalDraw.ts';
import { drawRecord, draws, indexInto, table } from './table.ts';
import { taskDraw, taskFrom } from './taskArbitrary.ts';

export interface LambdaFamilyOptions {
  readonly kinds: readonly ArchitectureKind[];
  readonly sign: 1 | -1;
  /** Default 3. */
  readonly maxWidth?: number;
  /** Of the task; default 'full'. */
  readonly rank?: 'full' | 'deficient';
}

/** Half the singular values of W2(0)W1(0) in the limit |λ| → ∞; none is half a value of a drawn task, whose reversal would sit beside a saddle. */
const STRENGTHS = table('3/8', '2/3', '1/5', '5/6');
const FIRST_MU = Rational.of(4);
const TIMES = table('1', '1/2', '2');

/**
 * Families of exactly balanced starts over λ = ±μ²: the same orthogonal factors U, V, R and the same task, and singular
 * values s1 = μ·2k/(1 − k²), s2 = μ(1 + k²)/(1 − k²) with k = c/μ², for which s2² − s1² = μ² and s1·s2 → 2c as μ → ∞: the network
 * function keeps its size while λ grows, as in domine2025, algorithm 1. The case is the member μ = 4; `familyMember`
 * gives the others. Scales are those of the limit alone: no draw is extreme besides. Tasks have full rank, unless asked otherwise, and singular values within a factor of 20. Shrinks to 1-1-1.
 */
export function lambdaFamilyArbitrary({
  kinds,
  sign,
  maxWidth = 3,
  rank = 'full',
}: LambdaFamilyOptions): fc.Arbitrary<Case> {
  const accepts = ({ Ni, Nh, No }: { Ni: number; Nh: number; No: number }): boolean => Nh <= (sign > 0 ? No : Ni);
  const architectures = architectureChoices(kinds, { maxWidth, accepts });
  return drawRecord({
    architecture: indexInto(architectures),
    strengths: draws(maxWidth, indexInto(STRENGTHS)),
    U: orthogonalDraw(maxWidth),
    V: orthogonalDraw(maxWidth),
    R: orthogonalDraw(maxWidth),
    task: taskDraw(maxWidth, false),
    time: indexInto(TIMES),
  }).map(draw => {
    const { Ni, Nh, No } = architectures[draw.architecture]!;
    const c = new Matrix(
      1,
      Nh,
      draw.strengths.slice(0, Nh).map((index, mode) => (mode < Math.min(Ni, No) ? STRENGTHS[index]! : Rational.ZERO)),
    );
    const factors = { U: orthogonalFrom(draw.U, No), V: orthogonalFrom(draw.V, Ni), R: orthogonalFrom(draw.R, Nh), c };
    const sigmaYX = taskFrom(draw.task, { Ni, Nh, No }, rank);
    return member(factors, sigmaYX, sign, FIRST_MU, TIMES[draw.time]!);
  });
}

/** The same family at λ = ±μ². */
export function familyMember(given: Case, mu: Rational): Case {
  const { U, V, R, c } = given.extra as OrthogonalFactors;
  return member({ U, V, R, c }, given.problem.sigmaYX, given.lambda.sign() as 1 | -1, mu, given.time);
}

interface OrthogonalFactors extends Readonly<Record<string, Matrix<Rational>>> {
  readonly U: Matrix<Rational>;
  readonly V: Matrix<Rational>;
  readonly R: Matrix<Rational>;
  readonly c: Matrix<Rational>;
}

function member(
  factors: OrthogonalFactors,
  sigmaYX: Matrix<Rational>,
  sign: 1 | -1,
  mu: Rational,
  time: Rational,
): Case {
  const square = mu.mul(mu);
  const pairs = factors.c.data.map(strength => {
    const k = strength.div(square);
    const rest = Rational.ONE.sub(k.mul(k));
    const small = mu.mul(k).mul(Rational.of(2)).div(rest);
    const large = mu.mul(Rational.ONE.add(k.mul(k))).div(rest);
    return sign > 0 ? { s1: small, s2: large } : { s1: large, s2: small };
  });
  const { U, V, R } = factors;
  const weights = weightsFromFactors(rationalField, {
    U,
    V,
    R,
    s1: pairs.map(({ s1 }) => s1),
    s2: pairs.map(({ s2 }) => s2),
  });
  return { problem: problem({ sigmaYX, ...weights }), lambda: sign > 0 ? square : square.neg(), time, extra: factors };
}
