import { norm, scalar } from '../../src/gate/split.ts';
import type { Question } from '../../src/gate/subject.ts';
import { anyOutput, type SubjectClaim } from '../../src/gate/subjectClaim.ts';
import { digitsOf, judged, SLACK } from '../../src/gate/subjectJudgement.ts';
import { taskInFloat64 } from '../../src/gate/taskInFloat64.ts';
import type { Trial } from '../../src/gate/trial.ts';
import type { Case } from '../../src/judge/case.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { float64Svd } from '../../src/numbers/float64Svd.ts';
import { add, convert, multiply, subtract } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { fullRank } from '../hypotheses/fullRank.ts';
import { zeroBalanced } from '../hypotheses/zeroBalanced.ts';
import { lambdaZero } from './lambdaZero.ts';

/*
 * Zero-balanced weights of full rank, B non-singular: W2W1 → ŨS̃Ṽᵀ (braun2022, theorem 3.2). How late is late? Written in the
 * basis of the growing directions (ṽ; ũ)/√2 and the others, QQᵀ approaches its limit like e^(−s_min t/τ), times how much
 * larger the other parts of Q(0) are than the smallest singular value σ of B' = W1Ṽ + W2ᵀŨ, squared on both sides:
 *
 *   ‖W2W1(T) − Σyx‖ ≲ ‖Σyx‖ · ((‖Σyx‖ + ‖Q‖²)/σ²)² · e^(−s_min T/τ),
 *
 * a generous bound; T is chosen so that it is 10⁻²⁵‖Σyx‖. What is wrong of a state by rounding dies out as well, for the limit
 * attracts: there every correct computation has the digits asked for, whatever the condition on the way. Tasks whose
 * singular values differ by more than MOST_SPREAD, and starts with σ near zero, are left out: the fast modes would grow by e^(s_max T/τ) too far.
 */

const LOG_OF_REST = 25 * Math.LN10;
const MOST_SPREAD = 4;
const LEAST_SIGMA = 1e-3;

/** The time T of the limit; undefined outside the hypotheses. */
function lateTime(given: Case): Rational | undefined {
  const { problem } = given;
  const { U, s, V } = float64Svd(taskInFloat64(given));
  const [largest, smallest] = [s[0]!, s.at(-1)!];
  if (largest > MOST_SPREAD * smallest) return undefined;
  const m = s.length;
  const columns = (a: Matrix<number>) => a.slice(0, a.rows, 0, m);
  const [W1, W2] = [convert(float64Field, problem.W1), convert(float64Field, problem.W2)];
  const B = add(
    float64Field,
    multiply(float64Field, W1, columns(V)),
    multiply(float64Field, W2.transpose(), columns(U)),
  );
  const sigma = B.rows < m ? 0 : float64Svd(B).s.at(-1)!;
  const square = norm(W1) ** 2 + norm(W2) ** 2;
  if (sigma ** 2 <= LEAST_SIGMA ** 2 * square) return undefined;
  const growth = Math.log((norm(taskInFloat64(given)) + square) / sigma ** 2);
  const time = (problem.tau.toNumber() * (LOG_OF_REST + 2 * Math.max(0, growth))) / smallest;
  return Rational.of(Math.ceil(time));
}

function lateQuestion({ given, capabilities }: Trial): Question | undefined {
  const time = lateTime(given);
  if (time === undefined) return undefined;
  const units = time.div(given.problem.tau).toNumber();
  if (capabilities.largestTime !== undefined && units > capabilities.largestTime) return undefined;
  const quantities = (['output', 'qqt', 'weights'] as const).filter(name => capabilities.quantities.includes(name));
  return { problem: given.problem, lambda: given.lambda, times: [time], quantities: quantities.slice(0, 1) };
}

/** Of a limit that attracts, all digits of the run can be asked for. */
function askedAtTheEnd(trial: Trial): number {
  return trial.asked(0, 'W2W1') - SLACK;
}

const hypotheses = [lambdaZero, zeroBalanced, fullRank];

export const convergence: SubjectClaim = {
  id: 'braun2022/thm-3.2',
  title: 'The output converges to the task ŨS̃Ṽᵀ',
  source: 'braun2022/thm-3.2',
  needs: anyOutput,
  hypotheses,
  asks: lateQuestion,
  judge: (given, trial) => {
    const map = trial.further[0]?.seen.map;
    const time = lateTime(given);
    if (map === undefined || time === undefined) return undefined;
    const sigmaYX = taskInFloat64(given);
    return judged({
      time,
      digits: digitsOf(norm(subtract(float64Field, map, sigmaYX)), norm(sigmaYX)),
      asked: askedAtTheEnd(trial),
      quantity: 'W2W1',
      stated: map,
      truth: sigmaYX,
    });
  },
};

/** The task that the start has learned, W2W1(0), is looked back at from the end: its loss is then ½‖Σyx − W2W1(0)‖². */
export const forgetting: SubjectClaim = {
  id: 'braun2022/sec-6:loss-of-an-old-task',
  title: 'After learning Σyx the loss of the task that the start had learned is half their squared distance',
  source:
    'braun2022/sec-6:loss-of-an-old-task, anguita2024/sec-2.3.4:loss-of-an-old-task, both with the extra hypothesis',
  needs: anyOutput,
  hypotheses,
  asks: lateQuestion,
  judge: (given, trial) => {
    const [before, after] = [trial.stated[0]!.seen.map, trial.further[0]?.seen.map];
    const time = lateTime(given);
    if (before === undefined || after === undefined || time === undefined) return undefined;
    const half = (a: Matrix<number>) => norm(a) ** 2 / 2;
    const sigmaYX = taskInFloat64(given);
    const start = trial.moments[0]!.parts.W2W1.truth.hi;
    const [stated, expected] = [
      half(subtract(float64Field, after, before)),
      half(subtract(float64Field, sigmaYX, start)),
    ];
    const size = (norm(sigmaYX) + norm(start)) ** 2;
    return judged({
      time,
      since: Rational.ZERO,
      digits: digitsOf(Math.abs(stated - expected), size),
      asked: askedAtTheEnd(trial),
      quantity: 'loss of the old task',
      stated: scalar(stated),
      truth: scalar(expected),
    });
  },
};
