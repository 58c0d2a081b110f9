import type { SubjectClaim } from '../../../src/gate/subjectClaim.ts';
import { problem } from '../../../src/network/problem.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { relation } from './image.ts';

// From the state at t/2, as the subject stated it, the flow goes on for another t/2 to the state at t. The fed numbers are
// exactly what the subject will compute with; they miss the true state by its own error there, which the second half magnifies as it
// does any rounding half-way. `digitsAsked` has taken that into the digits asked for at t. The weights are balanced up to that
// error only: a subject that insists on balance, or takes λ for exact, is off by no more than the same.

export const semigroup: SubjectClaim = relation({
  id: 'relation:semigroup',
  title: 'The state at t/2, as stated, taken for a start, leads in t/2 to the state at t',
  needs: [['weights']],
  hypotheses: [{ name: 'after the start', meaning: 't > 0', holds: ({ time }) => time.sign() > 0 }],
  slack: 1.5,
  image: trial => {
    const { problem: given, lambda } = trial.given;
    const middle = trial.moments.length >> 1;
    const last = trial.moments.length - 1;
    const weights = trial.stated[middle]?.weights;
    if (weights === undefined || middle === last) return undefined;
    // Beyond float64 there is nothing to go on from; the statements about the weights say so.
    if (![...weights.W1.data, ...weights.W2.data].every(Number.isFinite)) return undefined;
    const exact = (a: Matrix<number>) => a.map(entry => Rational.of(entry));
    return {
      problem: problem({ ...given, W1: exact(weights.W1), W2: exact(weights.W2) }),
      lambda,
      times: [trial.moments[last]!.time.sub(trial.moments[middle]!.time)],
      moments: [last],
      back: (part, parts) => parts[part],
    };
  },
});
