import { DloError } from '../errors.ts';
import { bindProblem, type ProblemSvds } from '../formula/bindProblem.ts';
import type { Bindings } from '../formula/evaluate.ts';
import { type FormulaFile, otherLayer } from '../formula/formulaFile.ts';
import type { OverTimeNode } from '../formula/overTime.ts';
import { nameOfTask, ofTask } from '../formula/taskSequence.ts';
import { mapEntries, matrixValue, scalarValue, type Value } from '../formula/value.ts';
import { type AnyCase, type Case, type FlowCase, isFlowCase } from '../judge/case.ts';
import { type Problem, problemIn, type Weights } from '../network/problem.ts';
import { log10Norm } from '../numbers/decimal/agreement.ts';
import type { Decimal } from '../numbers/decimal/decimalField.ts';
import type { Field } from '../numbers/field.ts';
import { convert, multiply, scale, subtract } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { NumberSystem } from '../numbers/numberSystem.ts';
import { Rational } from '../numbers/rational.ts';
import { once, onceFor } from '../once.ts';
import { bindLayers } from './bindLayers.ts';
import { bindSteps } from './bindSteps.ts';
import { declaredValue } from './drawDeclared.ts';
import { exactly } from './exactly.ts';
import { type Part, partIn, powerOfTen } from './part.ts';

/** What is known of the flow besides its weights at one time. */
interface KnownBesides {
  /** To which the weights are known: bounds their error in fields that carry bounds. */
  readonly digits: number;
  /** The task that is trained then, where it is not that of the case (inSequence.ts). */
  readonly task?: Matrix<Rational>;
  /** What a formula says of other times, where it does (overTime.ts). */
  readonly overTime?: (node: OverTimeNode) => Part;
}

/** The true weights at the time of a claim. */
export interface KnownWeights extends Weights<Decimal>, KnownBesides {}

/** The same of layers of any depth. */
export interface KnownLayers extends KnownBesides {
  readonly layers: readonly Matrix<Decimal>[];
}

/** Known to some digits, or exactly: as they are at the start of the case. */
export type Known = KnownWeights | KnownLayers | 'at the start';

/**
 * The values of a file's symbols for a case, in the letters of its text (see CONVENTIONS). The time of the case is that of
 * the claim; `truth`, the true weights then, gives W1t, W2t, dW1t and dW2t (or W1t … Wht), which have no value without it.
 */
export function bindCase<T>(
  system: NumberSystem<T>,
  file: Pick<FormulaFile, 'conventions' | 'deep' | 'steps' | 'sequence'> & Partial<Pick<FormulaFile, 'formula'>>,
  givenCase: AnyCase,
  truth?: Known,
  svds?: ProblemSvds<T>,
): Bindings<T> {
  const declarations = file.formula?.declarations ?? [];
  const overTime = overTimeIn(system.field, truth);
  const bindings = { ...bindGiven(system, file, givenCase, truth, svds), ...overTime };
  if (declarations.length === 0) return bindings;
  const declared = new Map(declarations.map(one => [one.name, one]));
  return {
    ...overTime,
    get: name => {
      const own = declared.get(name);
      return (own && declaredValue(system.field, own, givenCase)) ?? bindings.get(name);
    },
  };
}

function overTimeIn<T>(field: Field<T>, truth: Known | undefined): Pick<Bindings<T>, 'overTime'> {
  if (truth === undefined || truth === 'at the start' || truth.overTime === undefined) return {};
  const { overTime } = truth;
  return { overTime: node => partIn(field, overTime(node)) };
}

function bindGiven<T>(
  system: NumberSystem<T>,
  { conventions, deep, steps, sequence }: Pick<FormulaFile, 'conventions' | 'deep' | 'steps' | 'sequence'>,
  givenCase: AnyCase,
  truth?: Known,
  svds?: ProblemSvds<T>,
): Bindings<T> {
  if (isFlowCase(givenCase)) {
    const now =
      truth !== undefined && truth !== 'at the start' && 'layers' in truth
        ? truth.layers.map(layer => known(system.field, layer, truth.digits))
        : undefined;
    const task = truth === 'at the start' ? undefined : truth?.task;
    const bound = bindLayers(system, deep!, task === undefined ? givenCase : withTask(givenCase, task), now);
    if (sequence === undefined) return bound;
    const first = (): Value<T> => matrixValue(convert(system.field, givenCase.flow.sigmaYX));
    return { get: name => (name === nameOfTask(1) ? first() : bound.get(name)) };
  }
  const { problem, lambda, time } = givenCase;
  const { field } = system;
  const bound = problemIn(field, problem);
  const oursLambda = conventions.includes('lambda-reversed') ? lambda.neg() : lambda;
  const given = bindProblem(system, bound, field.of(oursLambda), field.of(time), svds);
  if (steps !== undefined) {
    const ofSteps = bindSteps(field, bound, givenCase);
    return { get: name => ofSteps(name) ?? given.get(name) };
  }
  if (sequence !== undefined) return bindSequence(system, givenCase, bound, given, truth);
  const moving = movingValues(field, bound, truth);
  const means = (name: string): Value<T> | undefined => {
    if (name === 'scale') return scalarValue(field.of(givenCase.extra.scale?.data[0] ?? Rational.ONE));
    return Object.hasOwn(moving, name) ? moving[name]!() : given.get(name);
  };
  const ours = conventions.includes('sums') ? inSums(field, field.of(samplesOf(givenCase)), means) : means;
  return conventions.includes('layers-reversed') ? { get: name => ours(otherLayer(name)) } : { get: ours };
}

/** The same flow on another task. */
function withTask({ flow, ...rest }: FlowCase, sigmaYX: Matrix<Rational>): FlowCase {
  return { ...rest, flow: { ...flow, sigmaYX } };
}

/** Symbols of several tasks; `Syx`, of which rates of rates are made, is the one that is trained. */
function bindSequence<T>(
  system: NumberSystem<T>,
  { extra }: Case,
  bound: Problem<T>,
  given: Bindings<T>,
  truth: Known | undefined,
): Bindings<T> {
  const { field } = system;
  const task = truth === undefined || truth === 'at the start' ? undefined : truth.task;
  const trained = task === undefined ? bound : { ...bound, sigmaYX: convert(field, task) };
  const moving = movingValues(field, trained, truth);
  const symbolsOfTask = (index: number): Bindings<T> | undefined => {
    if (index === 1) return given;
    const own = extra[nameOfTask(index)];
    if (own === undefined) return undefined;
    return bindProblem(system, { ...bound, sigmaYX: convert(field, own) }, field.zero, field.zero);
  };
  return {
    get: name => {
      if (Object.hasOwn(moving, name)) return moving[name]!();
      if (name === 'Syx') return matrixValue(trained.sigmaYX);
      const one = ofTask(name);
      return one === undefined ? given.get(name) : symbolsOfTask(one.index)?.get(one.what);
    },
  };
}

/** P, which cases of a text with sums have besides (see CONVENTIONS). */
export function samplesOf({ extra }: Case): Rational {
  const samples = extra.P?.data[0];
  if (samples === undefined || samples.sign() <= 0)
    throw new DloError('RANGE', 'P', 'must be a number of samples above 0, as the text has sums over them', samples);
  return samples;
}

function inSums<T>(
  field: Field<T>,
  samples: T,
  means: (name: string) => Value<T> | undefined,
): (name: string) => Value<T> | undefined {
  return name => {
    if (name === 'P') return scalarValue(samples);
    const value = means(name);
    return value && SUMMED.has(name) ? mapEntries(value, entry => field.mul(samples, entry)) : value;
  };
}

const SUMMED: ReadonlySet<string> = new Set(['Syx', 'S', 'tau']);

function movingValues<T>(
  field: Field<T>,
  bound: Problem<T>,
  truth: Known | undefined,
): Readonly<Record<string, () => Value<T>>> {
  if (truth === 'at the start') return trueValues(field, bound, bound);
  if (truth === undefined || 'layers' in truth) return {};
  const inField = (matrix: Matrix<Decimal>) => once(() => known(field, matrix, truth.digits));
  const [W1, W2] = [inField(truth.W1), inField(truth.W2)];
  return trueValues(field, bound, {
    get W1() {
      return W1();
    },
    get W2() {
      return W2();
    },
  });
}

/** The weights and the right-hand side of the flow, each when it is asked for: τ dW1/dt = W2ᵀE, τ dW2/dt = EW1ᵀ, E = Σyx − W2W1Σxx. */
function trueValues<T>(
  field: Field<T>,
  { sigmaYX, tau, sigmaXX }: Problem<T>,
  weights: Weights<T>,
): Readonly<Record<string, () => Value<T>>> {
  const error = once(() => {
    const map = multiply(field, weights.W2, weights.W1);
    return subtract(field, sigmaYX, sigmaXX === undefined ? map : multiply(field, map, sigmaXX));
  });
  const perTau = (force: Matrix<T>): Value<T> => matrixValue(scale(field, field.div(field.one, tau), force));
  return {
    W1t: () => matrixValue(weights.W1),
    W2t: () => matrixValue(weights.W2),
    dW1t: once(() => perTau(multiply(field, weights.W2.transpose(), error()))),
    dW2t: once(() => perTau(multiply(field, error(), weights.W1.transpose()))),
  };
}

/** A matrix that is right to some digits of its norm: in a field with bounds each entry may be off by so much. */
function known<T>(field: Field<T>, matrix: Matrix<Decimal>, digits: number): Matrix<T> {
  const { bounds } = field;
  const midpoints = inFields(matrix)(field as unknown as Field<unknown>) as Matrix<T>;
  const size = log10Norm(matrix);
  if (bounds === undefined || !Number.isFinite(size) || !Number.isFinite(digits)) return midpoints;
  const off = field.of(powerOfTen(Math.ceil(size - digits)));
  return midpoints.map(entry => bounds.widen(entry, off));
}

/** Of true weights, which all formulas of a case ask for. */
const inFields = onceFor((matrix: Matrix<Decimal>) => {
  const exact = matrix.map(exactly);
  return onceFor((field: Field<unknown>): Matrix<unknown> => convert(field, exact));
});
