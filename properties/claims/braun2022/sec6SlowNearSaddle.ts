import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { TIMELESS } from '../../../src/judge/instant.ts';
import type { Problem } from '../../../src/network/problem.ts';
import type { Arithmetic } from '../../../src/numbers/decimal/arithmetic.ts';
import { decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { fullRankTask } from '../../hypotheses/fullRankTask.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { scalar } from '../_exact.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { rawFlow, slowestMode } from './_rawEnd.ts';
import { randomNoise, reversedWithNoise } from './sec6Noise.ts';

// 1-1-1, W = (√s, −√s) and noise ε: u = w1 + w2 is ε at first and grows at the rate s − w1w2, from 2s at the start to s beside the
// saddle, where w1w2 = 0, until it is √s: the relearning time is T = (τ/s)(ln(1/ε) + const). With more modes the slowest is the
// last: T = (τ/s̃_min) ln(1/ε) + const. So each division of the noise by 16 adds (τ/s̃_min) ln 16, without end.

/** Exponents of the noise: its deviation is 2^−k of the largest weight. */
const EXPONENTS = [8, 12, 16, 20, 24] as const;
const DIGITS = 10;
/** Time until half the loss of the lowest saddle is left, ¼ s̃_min². */
const LEFT = 1 / 4;

/** The first time, in units of τ/s̃_min, at which the loss is below what is left; the loss falls from there on. */
function relearningTime(problem: Problem, arithmetic: Arithmetic): number | undefined {
  const { value, time } = slowestMode(problem);
  const left = LEFT * value * value;
  const options = { digits: DIGITS, arithmetic };
  const lossesAt = (instants: readonly number[]): readonly number[] =>
    rawFlow(
      problem,
      instants.map(instant => time.mul(Rational.of(Math.round(instant * 4096), 4096))),
      options,
    ).map(({ loss }) => loss);
  for (let from = 0; from < 48; from += 12) {
    const coarse = Array.from({ length: 13 }, (_, k) => from + k);
    const after = lossesAt(coarse).findIndex(loss => loss < left);
    if (after < 0) continue;
    if (after === 0) return from;
    const fine = Array.from({ length: 17 }, (_, k) => coarse[after - 1]! + k / 16);
    const losses = lossesAt(fine);
    const at = Math.max(
      1,
      losses.findIndex(loss => loss < left),
    );
    const [before, behind] = [Math.log(losses[at - 1]! / left), Math.log(losses[at]! / left)];
    return fine[at - 1]! + before / (before - behind) / 16;
  }
  return undefined;
}

/** Relearning times at the five sizes of the noise. */
function relearningTimes(given: Case, arithmetic: Arithmetic): readonly (number | undefined)[] {
  return EXPONENTS.map(exponent => {
    const start = reversedWithNoise(given, scalar(Rational.of(1, 2 ** exponent)));
    return relearningTime({ ...given.problem, ...start }, arithmetic);
  });
}

/** An increment differs from its limit by what the noise still is, or by a power of it that two near modes leave. */
const NEAR = 0.05;
const FAR = 0.2;

/** Holds where T grows by `factor`(given)·(τ/s̃_min) ln 16 with each division of the noise by 16, in the end. */
const growsBy =
  (factor: (given: Case) => number): Judge =>
  (given, { truth: { arithmetic } }) => {
    const times = relearningTimes(given, arithmetic);
    if (times.some(time => time === undefined))
      return trueOrNot(undefined, { quantity: 'relearning time', reason: 'it is beyond 48 τ/s̃_min', at: TIMELESS });
    const found = times as readonly number[];
    const slopes = found.slice(1).map((time, k) => (time - found[k]!) / Math.log(16));
    const off = Math.abs(slopes.at(-1)! - factor(given));
    return trueOrNot(off < NEAR ? true : off > FAR ? false : undefined, {
      quantity: `relearning time in τ/s̃_min for noise 2^−${EXPONENTS.join(', 2^−')}`,
      reason: `it grows by ${slopes.map(slope => slope.toFixed(3)).join(', ')} times ln 16; stated is ${factor(given).toPrecision(3)} in the end`,
      certain: 3,
      at: TIMELESS,
      truth: new Matrix(1, found.length, found.map(decimalField(6).of)),
    });
  };

export const sec6SlowNearSaddle: Claim = {
  id: 'braun2022/sec-6:slows-near-the-saddle',
  topic: 'Reversal learning',
  section: '6',
  title: 'Reversal learning slows in the vicinity of the saddle point: the relearning time grows like ln(1/noise)',
  place: 'section 6, reversal learning',
  note: 'The text gives neither a measure of slowing nor the noise. Read as: the smaller the noise, the longer the reversal takes, without bound. The noise is Gaussian in every entry, of deviation 2⁻⁸ to 2⁻²⁴ of the largest weight in five steps, one draw a case; learned is a loss of s̃_min²/4, half that of the lowest saddle; singular values within a factor 4. The growth is logarithmic: sixteen times less noise costs ln 16 times τ/s̃_min.',
  readings: [
    {
      name: 'as printed',
      costly: true,
      statement: String.raw`T(\varepsilon)=\frac{\tau}{\tilde s_{\min}}\ln\frac1\varepsilon+O(1)\to\infty\qquad(\varepsilon\to0)`,
      hypotheses: [whitened, fullRankTask],
      evidence: 'high-precision',
      cases: randomNoise([Rational.of(1, 2 ** EXPONENTS[0])]),
      judge: growsBy(() => 1),
    },
  ],
  mutants: [
    { name: 'no slowing: the time is bounded', judge: growsBy(() => 0) },
    { name: 'half as slow', judge: growsBy(() => 0.5) },
    { name: 'twice as slow', judge: growsBy(() => 2) },
  ],
};
