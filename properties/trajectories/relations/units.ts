import type { PartName } from '../../../src/gate/parts.ts';
import { scaledSplit } from '../../../src/gate/split.ts';
import type { SubjectClaim } from '../../../src/gate/subjectClaim.ts';
import { problem } from '../../../src/network/problem.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { everyMoment, relation } from './image.ts';

const TWO = Rational.of(2);
const FOUR = Rational.of(4);

export const timeUnit: SubjectClaim = relation({
  id: 'relation:time-unit',
  title: 'The flow with 2τ at the time 2t is that with τ at t',
  image: trial => {
    const { problem: given, lambda } = trial.given;
    const { times, moments } = everyMoment(trial);
    return {
      problem: problem({ ...given, tau: given.tau.mul(TWO) }),
      lambda,
      times: times.map(time => time.mul(TWO)),
      moments,
      back: (part, parts) => parts[part],
    };
  },
});

/** Degree of every part in the weights. */
const DEGREES: Readonly<Record<PartName, number>> = {
  W1: 1,
  W2: 1,
  W1ᵀW1: 2,
  W2W1: 2,
  W1ᵀW2ᵀ: 2,
  W2W2ᵀ: 2,
  loss: 4,
  NTK: 2,
};

export const weightUnit: SubjectClaim = relation({
  id: 'relation:weight-unit',
  title: 'Weights twice as large, with 4Σyx and 4λ, run four times as fast on the same path',
  image: trial => {
    const { problem: given, lambda } = trial.given;
    const { times, moments } = everyMoment(trial);
    const scaled = (factor: Rational, a: typeof given.W1) => a.map(entry => entry.mul(factor));
    return {
      problem: problem({
        W1: scaled(TWO, given.W1),
        W2: scaled(TWO, given.W2),
        sigmaYX: scaled(FOUR, given.sigmaYX),
        tau: given.tau,
      }),
      lambda: lambda.mul(FOUR),
      times: times.map(time => time.div(FOUR)),
      moments,
      back: (part, parts) => parts[part] && scaledSplit(2 ** -DEGREES[part], parts[part]),
    };
  },
});
