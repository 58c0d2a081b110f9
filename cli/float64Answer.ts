import type { ClosedFormFlow } from '../src/dynamics/closedForm.ts';
import { type ExactClosedForm, exactClosedForm } from '../src/dynamics/exactClosedForm.ts';
import { DloError } from '../src/errors.ts';
import { balance, nearestLambda } from '../src/network/balance.ts';
import { neuralTangentKernel } from '../src/network/observables/neuralTangentKernel.ts';
import { inputSimilarity, outputSimilarity } from '../src/network/observables/similarity.ts';
import { taskFromData } from '../src/network/task.ts';
import { float64Field } from '../src/numbers/float64Field.ts';
import { convert } from '../src/numbers/linearAlgebra.ts';
import { float64System } from '../src/numbers/numberSystem.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { unlessUncertain } from '../src/unlessUncertain.ts';
import { decimalAnswer } from './decimalAnswer.ts';
import { asNumbers, DECIDED, finite, ORACLE_DIGITS, rows } from './float64Numbers.ts';
import type { LineQuantity, ProblemLine } from './problemLine.ts';

/**
 * The fields of the answer of the closed form, in float64, for the numbers exactly as given. The inputs count as white.
 *
 * Three things the closed form cannot know, and all of them are said. `offBalance`: how far the weights are from being
 * λ-balanced, where they are not exactly. Where that decides what they become, or where the start is so near a saddle that twice
 * the digits of float64 do not say whether it leaves it, the oracle is asked instead (`byOracle`, the times). It has no limit
 * and takes no time that is too long: then a start near a saddle counts as one on it (`onSaddle`, the times), and weights
 * whose balance decides are refused (NOT_BALANCED).
 */
export function float64Answer(line: ProblemLine): Record<string, unknown> {
  const { sigmaXX: _, ...exact } = line.problem;
  let flow: ExactClosedForm;
  try {
    flow = exactClosedForm(exact, line.lambda);
  } catch (error) {
    return beyondRange(line, error);
  }
  const values = valuesOf(line, flow);
  const probed = flow.offBalance > 0 ? valuesOf(line, flow.probe()) : undefined;
  const [byOracle, onSaddle]: [unknown[], unknown[]] = [[], []];
  const isBalanceDeciding = (index: number): boolean =>
    probed !== undefined && line.quantities.some(q => isOff(q, values, probed, index));
  const doubtful = timesOf(line).flatMap((t, index) => {
    const isDeciding = isBalanceDeciding(index);
    return isDeciding || flow.undecided(t) > DECIDED ? [{ index, isDeciding }] : [];
  });
  const answers = askEach(
    line,
    doubtful.map(({ index }) => index),
  );
  doubtful.forEach(({ index, isDeciding }, place) => {
    const typed = line.typedTimes[index]!;
    const answer = answers[place];
    if (answer !== undefined) {
      for (const quantity of line.quantities) values[quantity]![index] = answer[quantity];
      byOracle.push(typed);
    } else if (isDeciding) throw refusal(line, flow, index);
    else onSaddle.push(typed);
  });
  return {
    lambda: flow.lambda,
    ...(flow.offBalance > 0 && { offBalance: flow.offBalance }),
    times: line.typedTimes,
    ...(byOracle.length > 0 && { byOracle }),
    ...(onSaddle.length > 0 && { onSaddle }),
    ...values,
  };
}

/** Of each quantity a value per time. */
type LineValues = { [Q in LineQuantity]?: unknown[] };

function valuesOf(line: ProblemLine, flow: ClosedFormFlow): LineValues {
  const [X, Y] = [convert(float64Field, line.X), convert(float64Field, line.Y)];
  const irreducibleLoss = line.hasData ? taskFromData(float64Field, X, Y).irreducibleLoss : 0;
  const valueAt: Readonly<Record<LineQuantity, (t: number) => unknown>> = {
    qqt: t => rows('qqt', flow.qqt(t)),
    loss: t => finite('loss', flow.loss(t) + irreducibleLoss),
    output: t => rows('output', flow.output(t)),
    rsm: t => {
      const { W1, W2 } = flow.weights(t);
      return {
        input: rows('rsm', inputSimilarity(float64Field, W1, X)),
        output: rows('rsm', outputSimilarity(float64System, W2, Y)),
      };
    },
    ntk: t => rows('ntk', neuralTangentKernel(float64Field, flow.weights(t), X)),
    balance: t => rows('balance', balance(float64Field, flow.weights(t))),
  };
  const times = timesOf(line);
  return Object.fromEntries(line.quantities.map(quantity => [quantity, times.map(valueAt[quantity])]));
}

/** In units of τ. A finite time never becomes the limit. */
function timesOf({ times, problem }: ProblemLine): number[] {
  return times.map(time =>
    time === undefined ? Number.POSITIVE_INFINITY : Math.min(time.div(problem.tau).toNumber(), Number.MAX_VALUE),
  );
}

/** Whether a quantity at a time differs between two answers. The balance does not move. */
function isOff(quantity: LineQuantity, values: LineValues, probed: LineValues, index: number): boolean {
  if (quantity === 'balance') return false;
  const [a, b] = [numbersIn(values[quantity]![index]), numbersIn(probed[quantity]![index])];
  const size = Math.max(...a.map(Math.abs), ...b.map(Math.abs));
  return a.some((entry, at) => Math.abs(entry - b[at]!) > DECIDED * size);
}

function numbersIn(value: unknown): number[] {
  return typeof value === 'number' ? [value] : Object.values(value as object).flatMap(numbersIn);
}

/** The oracle's values at each of some times, undefined for the limit: of one run where that reaches them all, else each of its own. */
function askEach(line: ProblemLine, indices: readonly number[]): (Readonly<Record<string, unknown>> | undefined)[] {
  const finite = indices.filter(index => line.times[index] !== undefined);
  const together = finite.length > 1 ? askOracle(line, finite) : undefined;
  return indices.map(index => {
    const place = finite.indexOf(index);
    if (place < 0) return undefined;
    const [answer, at] = together ? [together, place] : [askOracle(line, [index]), 0];
    return answer && Object.fromEntries(line.quantities.map(q => [q, answer[q]![at]]));
  });
}

/** The oracle's values at some of the times, undefined where it cannot be asked or gives up. */
function askOracle(line: ProblemLine, indices: readonly number[]): LineValues | undefined {
  const times = indices.map(index => line.times[index]);
  if (times.includes(undefined)) return undefined;
  return unlessUncertain(() => {
    const typedTimes = indices.map(index => line.typedTimes[index]!);
    const answer = decimalAnswer({ ...line, lambda: undefined, times, typedTimes }, ORACLE_DIGITS);
    return Object.fromEntries(line.quantities.map(quantity => [quantity, asNumbers(answer[quantity]) as unknown[]]));
  });
}

/** Numbers outside the range of the closed form are left to the oracle. */
function beyondRange(line: ProblemLine, error: unknown): Record<string, unknown> {
  const isRange = error instanceof DloError && error.code === 'RANGE';
  const answer = isRange ? askOracle(line, [...line.times.keys()]) : undefined;
  if (answer === undefined) throw error;
  const lambda = line.lambda ?? nearestLambda(rationalField, line.problem);
  return { lambda: lambda.toNumber(), times: line.typedTimes, byOracle: line.typedTimes, ...answer };
}

function refusal(line: ProblemLine, { lambda, offBalance }: ClosedFormFlow, index: number): DloError {
  const rule = `must be λ-balanced exactly where that decides the answer, as at t = ${line.typedTimes[index]} (λ = ${lambda})`;
  return new DloError('NOT_BALANCED', 'weights', rule, `a distance of ${offBalance}`);
}
