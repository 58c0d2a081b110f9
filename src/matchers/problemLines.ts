import type { Problem } from '../network/problem.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';

/**
 * What a failure is about, to be run again: the problem on a line, exactly, and a command that calculates the truth at that time
 * anew. There is no command for correlated inputs, which `dlo solve` does not take.
 */
export function problemLines(
  problem: Problem,
  time: Rational,
  quantity: 'qqt' | 'output' | 'loss',
  digits: number,
): string[] {
  const { W1, W2, sigmaYX, sigmaXX, tau } = problem;
  const parts = {
    W1: rows(W1),
    W2: rows(W2),
    sigmaYX: rows(sigmaYX),
    ...(sigmaXX && { sigmaXX: rows(sigmaXX) }),
    tau: exactNumber(tau),
  };
  const lines = [`problem: ${JSON.stringify(parts)}`];
  if (sigmaXX !== undefined) return lines;
  const question = {
    ...parts,
    times: [exactNumber(time)],
    quantities: [quantity],
    digits: Math.max(10, Math.ceil(digits)),
  };
  return [...lines, `replay: echo '${JSON.stringify(question)}' | npx dlo solve`];
}

function rows(matrix: Matrix<Rational>): (number | string)[][] {
  return matrix.map(exactNumber).toRows();
}

/** As a number where that is exact, else as the text of the fraction. */
export function exactNumber(value: Rational): number | string {
  const rounded = value.toNumber();
  return Number.isFinite(rounded) && Rational.of(rounded).equals(value) ? rounded : value.toString();
}
