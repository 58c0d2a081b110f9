import { matrixValue, scalarValue, type Value } from '../formula/value.ts';
import type { Case } from '../judge/case.ts';
import type { Problem, Weights } from '../network/problem.ts';
import type { Field } from '../numbers/field.ts';
import { add, multiply, scale, subtract } from '../numbers/linearAlgebra.ts';
import { once } from '../once.ts';

/** Steps after which fractions have three times as many digits each: no more are taken in them. */
export const MOST_IN_FRACTIONS = 4;

/**
 * The values of the symbols of a file with steps, undefined of all others. The steps are taken in the field itself: exactly in fractions, with
 * bounds where it has them.
 */
export function bindSteps<T>(
  field: Field<T>,
  problem: Problem<T>,
  { extra }: Case,
): (name: string) => Value<T> | undefined {
  const [count, rate] = [extra.k!.data[0]!, field.of(extra.eta!.data[0]!)];
  const now = once(() => {
    let weights: Weights<T> = problem;
    for (let taken = 0; taken < count.toNumber(); taken++) weights = stepped(field, problem, weights, rate);
    return weights;
  });
  const next = once(() => stepped(field, problem, now(), rate));
  const values: Readonly<Record<string, () => Value<T>>> = {
    k: () => scalarValue(field.of(count)),
    eta: () => scalarValue(rate),
    W1k: () => matrixValue(now().W1),
    W2k: () => matrixValue(now().W2),
    W1next: () => matrixValue(next().W1),
    W2next: () => matrixValue(next().W2),
  };
  return name => (Object.hasOwn(values, name) ? values[name]!() : undefined);
}

/** One step of both layers at once: W1 + ηW2ᵀE and W2 + ηEW1ᵀ, E = Σyx − W2W1Σxx. */
function stepped<T>(field: Field<T>, { sigmaYX, sigmaXX }: Problem<T>, { W1, W2 }: Weights<T>, rate: T): Weights<T> {
  const map = multiply(field, W2, W1);
  const E = subtract(field, sigmaYX, sigmaXX === undefined ? map : multiply(field, map, sigmaXX));
  return {
    W1: add(field, W1, scale(field, rate, multiply(field, W2.transpose(), E))),
    W2: add(field, W2, scale(field, rate, multiply(field, E, W1.transpose()))),
  };
}
