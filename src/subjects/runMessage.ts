import { DloError } from '../errors.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import type { AskedFlowQuestion, AskedQuestion } from './conventions.ts';
import type { Run, WireNumber, WireProblem } from './protocol.ts';

/**
 * A question as it is sent. `float64` rounds every number to the nearest float64; `exact` writes what no float64 is as the text
 * of its fraction, "1/3". RANGE where a number is beyond float64 and float64 is asked for.
 */
export function runMessage(
  sequence: string,
  question: AskedQuestion,
  numbers: 'float64' | 'exact',
): Run & { readonly problem: WireProblem } {
  const { problem, times, quantities } = question;
  const { number, rows } = writing(numbers);
  const { W1, W2, sigmaYX, X, Y, tau, lambda } = problem;
  return {
    type: 'run',
    sequence,
    problem: {
      W1: rows(W1),
      W2: rows(W2),
      sigmaYX: rows(sigmaYX),
      ...(X && Y && { X: rows(X), Y: rows(Y) }),
      tau: number(tau),
      lambda: number(lambda),
    },
    times: times.map(number),
    quantities,
  };
}

/** The same of layers of any depth. */
export function runFlowMessage(
  sequence: string,
  { problem, times, quantities }: AskedFlowQuestion,
  numbers: 'float64' | 'exact',
): Run {
  const { number, rows } = writing(numbers);
  const { layers, sigmaYX, X, Y, tau } = problem;
  return {
    type: 'run',
    sequence,
    problem: {
      layers: layers.map(rows),
      sigmaYX: rows(sigmaYX),
      ...(X && Y && { X: rows(X), Y: rows(Y) }),
      tau: number(tau),
    },
    times: times.map(number),
    quantities,
  };
}

function writing(numbers: 'float64' | 'exact') {
  const number = (value: Rational): WireNumber => {
    const rounded = value.toNumber();
    if (numbers === 'exact') return isExactly(rounded, value) ? rounded : value.toString();
    if (Number.isFinite(rounded)) return rounded;
    throw new DloError('RANGE', 'question', 'must stay within float64', value.toString());
  };
  return { number, rows: (matrix: Matrix<Rational>): WireNumber[][] => matrix.map(number).toRows() };
}

function isExactly(rounded: number, value: Rational): boolean {
  return Number.isFinite(rounded) && Rational.of(rounded).equals(value);
}
