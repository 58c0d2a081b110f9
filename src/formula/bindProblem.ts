import { DloError } from '../errors.ts';
import { architectureOf, type Problem } from '../network/problem.ts';
import { multiply } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { NumberSystem } from '../numbers/numberSystem.ts';
import type { FullSvd } from '../numbers/svd.ts';
import { once } from '../once.ts';
import type { Bindings } from './evaluate.ts';
import { diagonalValue, matrixValue, scalarValue, type Value } from './value.ts';

/** The SVDs of a problem, each worked out when first asked for. */
export interface ProblemSvds<T> {
  /** Of Σyx. */
  task(): FullSvd<T>;
  /** Of W2W1. */
  initial(): FullSvd<T>;
}

/**
 * The standard symbols with their values for a problem, balance lambda and time t. The SVDs are computed when first
 * asked for, once per problem and number system however often it is bound (for other times, say), unless they are given.
 */
export function bindProblem<T>(
  system: NumberSystem<T>,
  problem: Problem<T>,
  lambda: T,
  t: T,
  { task, initial }: ProblemSvds<T> = svdsOf(system, problem),
): Bindings<T> {
  const { field } = system;
  const { Ni, Nh, No } = architectureOf(problem);
  const m = Math.min(Ni, No);
  const size = (value: number) => (): Value<T> => scalarValue(field.of(value));
  const values: Readonly<Record<string, () => Value<T>>> = {
    Ni: size(Ni),
    Nh: size(Nh),
    No: size(No),
    m: size(m),
    lambda: () => scalarValue(lambda),
    t: () => scalarValue(t),
    tau: () => scalarValue(problem.tau),
    W1: () => matrixValue(problem.W1),
    W2: () => matrixValue(problem.W2),
    Syx: () => matrixValue(problem.sigmaYX),
    U: () => matrixValue(columns(task().U, 0, m)),
    S: () => diagonalValue(task().s),
    V: () => matrixValue(columns(task().V, 0, m)),
    Uperp: () => matrixValue(columns(task().U, m, No)),
    Vperp: () => matrixValue(columns(task().V, m, Ni)),
    U0: () => matrixValue(columns(initial().U, 0, m)),
    S0: () => diagonalValue(initial().s),
    V0: () => matrixValue(columns(initial().V, 0, m)),
  };
  return { get: name => (Object.hasOwn(values, name) ? values[name]!() : undefined) };
}

/** Bindings with further values. FORMULA errors: names that are already bound. */
export function extendBindings<T>(bindings: Bindings<T>, further: Readonly<Record<string, Value<T>>>): Bindings<T> {
  for (const name of Object.keys(further)) {
    if (bindings.get(name) !== undefined) throw new DloError('FORMULA', 'symbol', 'must not be bound already', name);
  }
  return { get: name => (Object.hasOwn(further, name) ? further[name] : bindings.get(name)) };
}

const cache = new WeakMap<object, WeakMap<object, ProblemSvds<unknown>>>();

function svdsOf<T>(system: NumberSystem<T>, problem: Problem<T>): ProblemSvds<T> {
  const ofSystem = cache.get(system) ?? new WeakMap<object, ProblemSvds<unknown>>();
  cache.set(system, ofSystem);
  const known = ofSystem.get(problem);
  if (known !== undefined) return known as ProblemSvds<T>;
  const svds: ProblemSvds<T> = {
    task: once(() => system.svd(problem.sigmaYX)),
    initial: once(() => system.svd(multiply(system.field, problem.W2, problem.W1))),
  };
  ofSystem.set(problem, svds);
  return svds;
}

function columns<T>(matrix: Matrix<T>, from: number, to: number): Matrix<T> {
  return matrix.slice(0, matrix.rows, from, to);
}
