import { wholeSize } from '../../src/gate/moment.ts';
import { norm } from '../../src/gate/split.ts';
import type { Stated } from '../../src/gate/stated.ts';
import { anyBlocks, type SubjectClaim } from '../../src/gate/subjectClaim.ts';
import { askedOf, identityHolds } from '../../src/gate/subjectJudgement.ts';
import { taskInFloat64 } from '../../src/gate/taskInFloat64.ts';
import type { Trial } from '../../src/gate/trial.ts';
import type { Case } from '../../src/judge/case.ts';
import { qqtOf } from '../../src/network/observables/blocks.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { identity, multiply, scale, stackCols, stackRows } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { lambdaBalanced } from '../hypotheses/lambdaBalanced.ts';

/*
 * τ dX/dt = FX + XF − X² for X = QQᵀ. A derivative taken from differences would lose half of the digits. Integrated over
 * [a, a + h] it loses next to none: X(a+h) − X(a) = (1/τ)∫(FX + XF − X²)dt, the integral by Gauss and Legendre with 8 nodes.
 *
 * From |τ X'| ≤ 2‖F‖|X| + |X|² the solution is analytic within r ≥ τ/(2(‖F‖ + ‖X(a)‖)) of a, a bound that is never met by
 * much less than a factor 2. With h = r/2 the next singularity lies 2r/h = 4 half-lengths or more from the middle: the
 * rule's error is below (4 + √15)⁻¹⁶ = 5e-15 of ‖X‖, under what is asked. Errors of X enter with factors 1, 1 and
 * h/τ·2(‖F‖ + ‖X‖) ≤ 1/2.
 */

/** Gauss–Legendre on [0, 1], 8 nodes (Abramowitz and Stegun, table 25.4), the upper half: [distance from 1/2, weight]. */
const UPPER_HALF = [
  [0.1834346424956498 / 2, 0.362683783378362 / 2],
  [0.525532409916329 / 2, 0.31370664587788727 / 2],
  [0.7966664774136267 / 2, 0.22238103445337448 / 2],
  [0.9602898564975363 / 2, 0.10122853629037626 / 2],
] as const;

const NODES = [
  ...UPPER_HALF.map(([x, w]) => [0.5 - x, w] as const),
  ...UPPER_HALF.map(([x, w]) => [0.5 + x, w] as const),
].sort(([a], [b]) => a - b);

/** The ends and the nodes between them, as float64 has them; undefined where the subject cannot go on from the moment. */
function timesOf(trial: Pick<Trial, 'given' | 'moments' | 'capabilities'>): Rational[] | undefined {
  const { given, moments, capabilities } = trial;
  const { problem } = given;
  const start = moments[moments.length >> 1]!;
  const tau = problem.tau.toNumber();
  const a = start.time.toNumber();
  const wanted = tau / (4 * (norm(hamiltonian(given)) + wholeSize(start)));
  const last = capabilities.largestTime === undefined ? Number.POSITIVE_INFINITY : capabilities.largestTime * tau;
  const h = Math.min(wanted, last - a);
  if (!(h > 0) || a + h === a) return undefined;
  const times = [a, ...NODES.map(([x]) => a + h * x), a + h];
  if (times.some((time, index) => index > 0 && time <= times[index - 1]!)) return undefined;
  return times.map(time => Rational.of(time));
}

export const riccati: SubjectClaim = {
  id: 'domine2025/lemma-a.1:riccati-equation',
  title: 'τ d(QQᵀ)/dt = FQQᵀ + QQᵀF − (QQᵀ)², integrated over a step',
  source: 'domine2025/lemma-a.1:riccati-equation as corrected, braun2022/eq-5, anguita2024/thm-3.3.1.1',
  needs: anyBlocks,
  hypotheses: [lambdaBalanced],
  times: start => timesOf(start) ?? [],
  judge: (_, trial) => {
    const times = timesOf(trial);
    if (times === undefined) return undefined;
    const X = times.map(time => qqtSeen(trial.statedAt(time)));
    if (X.some(value => value === undefined)) return undefined;
    const [first, last] = [X[0]!, X.at(-1)!];
    const F = hamiltonian(trial.given);
    const h = times.at(-1)!.sub(times[0]!).div(trial.given.problem.tau).toNumber();
    const times2 = (a: Matrix<number>, b: Matrix<number>) => multiply(float64Field, a, b);
    const slopes = NODES.map((_, node) => {
      const here = X[node + 1]!;
      const [left, right, square] = [times2(F, here), times2(here, F), times2(here, here)];
      return left.map((entry, i, j) => entry + right.at(i, j) - square.at(i, j));
    });
    const residual = last.map((entry, i, j) => {
      const integral = slopes.reduce((sum, slope, node) => sum + NODES[node]![1] * slope.at(i, j), 0);
      return entry - first.at(i, j) - h * integral;
    });
    const middle = trial.moments.length >> 1;
    const moments = middle + 1 < trial.moments.length ? [middle, middle + 1] : [middle];
    const asked = Math.min(...moments.map(moment => askedOf(trial, moment, ['W1ᵀW1', 'W2W1', 'W2W2ᵀ'])));
    const size = wholeSize(trial.moments[middle]!);
    return { ...identityHolds('τ d(QQᵀ)/dt', times.at(-1)!, residual, size, asked), since: times[0]! };
  },
};

function qqtSeen({ seen: { gram1, map, gram2 }, qqt }: Stated): Matrix<number> | undefined {
  return qqt ?? (gram1 && map && gram2 && qqtOf({ gram1, map, gram2 }));
}

/** F = [[−λ/2 I, Σyxᵀ], [Σyx, λ/2 I]]. */
function hamiltonian(given: Case): Matrix<number> {
  const sigmaYX = taskInFloat64(given);
  const half = given.lambda.toNumber() / 2;
  const unit = (size: number, factor: number) => scale(float64Field, factor, identity(float64Field, size));
  return stackRows(
    stackCols(unit(sigmaYX.cols, -half), sigmaYX.transpose()),
    stackCols(sigmaYX, unit(sigmaYX.rows, half)),
  );
}
