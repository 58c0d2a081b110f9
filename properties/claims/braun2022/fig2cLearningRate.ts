import fc from 'fast-check';
import { descendInFloat64 } from '../../../oracles/descendInFloat64.ts';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import type { Look } from '../../../src/judge/look.ts';
import { fixedDigits, trueCorrelations } from '../../../src/judge/truth.ts';
import { problemIn, type Weights } from '../../../src/network/problem.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { multiply, squaredNorm, subtract } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { fullRank } from '../../hypotheses/fullRank.ts';
import { nonSingularB } from '../../hypotheses/nonSingularB.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { minus, scalar, times } from '../_exact.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { norm2 } from '../_twoTasks.ts';

// Gradient descent is the flow by Euler's method: its error is of first order in η, and halves with it once η times the
// curvature is small. Stationary starts have no deviation at all.

const SAMPLES = 8;
const STEPS = 16;

function lossOf(sigmaYX: Matrix<number>, map: Matrix<number>): number {
  return squaredNorm(float64Field, subtract(float64Field, sigmaYX, map)) / 2;
}

/** At least the fastest rate of task and weights together: descent with η a small part of its inverse is stable. */
function curvature({ problem: { sigmaYX, W1, W2 } }: Case): Rational {
  return Rational.of(Math.ceil(Math.sqrt(norm2(sigmaYX).toNumber()) + norm2(W1).toNumber() + norm2(W2).toNumber()));
}

/** Largest |L̂ − L| at eight times up to 8τ/rate, with η = `eta`/rate. */
function deviation(given: Case, eta: Rational, look: Look): number {
  const unit = problemIn(float64Field, { ...given.problem, tau: Rational.ONE });
  const Ni = unit.W1.cols;
  const rate = curvature(given);
  const every = Math.round(1 / eta.toNumber());
  let learned: Weights<number> = unit;
  look.onAsked?.({ oracle: 'gradient descent', arithmetic: 'float64' });
  const times = Array.from({ length: SAMPLES }, (_, k) => Rational.of(k + 1).div(rate));
  const flow = trueCorrelations(
    { ...given.problem, tau: Rational.ONE },
    times,
    { digits: fixedDigits(14, look) },
    look,
  );
  return Math.max(
    ...flow.map(({ QQ }) => {
      learned = descendInFloat64({ ...unit, ...learned }, eta.div(rate).toNumber(), every);
      const map = QQ.slice(Ni, QQ.rows, 0, Ni).map(entry => entry.toNumber());
      const simulated = multiply(float64Field, learned.W2, learned.W1);
      return Math.abs(lossOf(unit.sigmaYX, map) - lossOf(unit.sigmaYX, simulated));
    }),
  );
}

/** Holds where half the learning rate leaves at most `share` of the deviation. */
const falls =
  (share: number): Judge =>
  (given, effort) => {
    const eta = given.extra.eta!.at(0, 0);
    const [coarse, fine] = [eta, eta.div(Rational.of(2))].map(each => deviation(given, each, effort)) as [
      number,
      number,
    ];
    return trueOrNot(fine < share * coarse, {
      quantity: 'largest deviation of the loss for η and η/2',
      reason: `${coarse.toPrecision(3)} and ${fine.toPrecision(3)}`,
      certain: 12,
    });
  };

const moving: Hypothesis = {
  name: 'not stationary',
  meaning: 'W2(0)W1(0) ≠ Σyx',
  holds: ({ problem: { W1, W2, sigmaYX } }) => minus(sigmaYX, times(W2, W1)).data.some(entry => entry.sign() !== 0),
};

export const fig2cLearningRate: Claim = {
  id: 'braun2022/fig-2c',
  topic: 'The Riccati equation and its closed forms',
  section: '3',
  title: 'The deviation of the analytical from the numerical loss decreases with the learning rate',
  place: 'figure 2C',
  note: 'Numerical is gradient descent in float64, the deviation the largest over eight times; η is 1/16 to 1/64 of the time scale of the task, and half of that. The settings of the appendix are not in the text at hand.',
  readings: [
    {
      name: 'as printed',
      costly: true,
      statement: String.raw`\max_t|\hat{\mathcal L}-\mathcal L|\;\Big|_{\eta/2}<\max_t|\hat{\mathcal L}-\mathcal L|\;\Big|_{\eta}`,
      hypotheses: [whitened, zeroBalanced, fullRank, nonSingularB, moving],
      evidence: 'simulated',
      cases: fc
        // Descent in float64 with so few steps shows a deviation where sizes are of one order only.
        .tuple(caseArbitrary({ lambda: 'zero', rank: 'full', extremes: false }), fc.constantFrom(1, 2, 4))
        .map(([given, finer]) => ({
          ...given,
          time: Rational.ONE,
          extra: { eta: scalar(Rational.of(1, STEPS * finer)) },
        })),
      judge: falls(1),
    },
  ],
  mutants: [
    { name: 'of second order', judge: falls(0.3) },
    { name: 'of third order', judge: falls(0.15) },
  ],
};
