import type {
  Capabilities,
  Conventions,
  FlowQuantityName,
  FlowQuestion,
  FlowValues,
  QuantityName,
  Question,
  Values,
} from '../gate/subject.ts';
import type { Architecture } from '../network/architecture.ts';
import { architectureOf } from '../network/problem.ts';
import { multiply, scale } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { sampleCount, whiteInputs } from './whiteInputs.ts';

/*
 * How a question looks in the conventions of a subject, and what its answer is in ours. The three do not depend on each other:
 *
 * lambda   λI is W2ᵀW2 − W1W1ᵀ of the second layer minus the first, counted from the input whatever the layers are called, or
 *          the first minus the second: λ ↔ −λ.
 * layers   Output-first names the layer at the output W1, ŷ = W1W2x: W1 ↔ W2; Q = [W1; W2ᵀ] has the outputs on top, so that the
 *          blocks of QQᵀ swap; W1W1 is the No×No block W1W1ᵀ, W2W2 the Ni×Ni block W2ᵀW2. Output, loss and kernel keep.
 * samples  Sums over P samples: the subject is given X with XXᵀ = P·I and Y = ΣyxX; what it calls Σyx is YXᵀ = P·Σyx, its
 *          loss ½‖Y − W2W1X‖² = P·L, and τ dW/dt' = −P ∂L/∂W, so that t' = t/P. Weights keep, and so does λ.
 */

export const OWN_CONVENTIONS: Conventions = { lambda: 'second-minus-first', layers: 'input-first', samples: 'mean' };

/** A question as the subject sees it. */
export interface AskedQuestion {
  readonly problem: {
    readonly W1: Matrix<Rational>;
    readonly W2: Matrix<Rational>;
    readonly sigmaYX: Matrix<Rational>;
    /** Inputs (Ni×P) and targets (No×P), where sums over them are taken. */
    readonly X?: Matrix<Rational>;
    readonly Y?: Matrix<Rational>;
    readonly tau: Rational;
    readonly lambda: Rational;
  };
  readonly times: readonly Rational[];
  readonly quantities: readonly QuantityName[];
}

export function questionIn(conventions: Conventions, question: Question): AskedQuestion {
  const { W1, W2, sigmaYX, tau } = question.problem;
  const [first, second] = isSwapped(conventions) ? [W2, W1] : [W1, W2];
  const lambda = conventions.lambda === 'second-minus-first' ? question.lambda : question.lambda.neg();
  const quantities = question.quantities.map(quantity => renamed(quantity, conventions));
  const { task, times } = samplesIn(conventions, sigmaYX, question.times);
  return {
    problem: { W1: first, W2: second, ...task, tau, lambda },
    times,
    quantities,
  };
}

/** A question about layers of any depth as the subject sees it. */
export interface AskedFlowQuestion {
  readonly problem: Pick<AskedQuestion['problem'], 'sigmaYX' | 'X' | 'Y' | 'tau'> & {
    readonly layers: readonly Matrix<Rational>[];
  };
  readonly times: readonly Rational[];
  readonly quantities: readonly FlowQuantityName[];
}

/** At any depth τ dW/dt' = −P ∂L/∂W, t' = t/P, where sums over samples are taken. */
export function flowQuestionIn(conventions: Conventions, question: FlowQuestion): AskedFlowQuestion {
  const { layers, sigmaYX, tau } = question.flow;
  const { task, times } = samplesIn(conventions, sigmaYX, question.times);
  const problem = { layers: layersIn(conventions, layers), ...task, tau };
  return { problem, times, quantities: question.quantities };
}

/** Task and times, as means or as sums over the samples of white inputs. */
function samplesIn(
  { samples }: Conventions,
  sigmaYX: Matrix<Rational>,
  times: readonly Rational[],
): { readonly task: Pick<AskedQuestion['problem'], 'sigmaYX' | 'X' | 'Y'>; readonly times: readonly Rational[] } {
  if (samples === 'mean') return { task: { sigmaYX }, times };
  const X = whiteInputs(sigmaYX.cols);
  const P = Rational.of(X.cols);
  return {
    task: { sigmaYX: scale(rationalField, P, sigmaYX), X, Y: multiply(rationalField, sigmaYX, X) },
    times: times.map(time => time.div(P)),
  };
}

/** 1/P of a sum over samples. */
function perSample({ samples }: Conventions, Ni: number): Rational {
  return Rational.of(1, samples === 'sum' ? sampleCount(Ni) : 1);
}

/** The values of one time, from the subject's conventions to ours. */
export function valuesFrom(conventions: Conventions, values: Values, question: Question): Values {
  const architecture = architectureOf(question.problem);
  const share = perSample(conventions, architecture.Ni);
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (name === 'loss') return [name, value.map(loss => loss.mul(share))];
      if (name === 'qqt' && isSwapped(conventions)) return [name, inputsOnTop(value, architecture)];
      return [renamed(name, conventions), value];
    }),
  );
}

/** The same of layers of any depth. */
export function flowValuesFrom(conventions: Conventions, values: FlowValues, { flow }: FlowQuestion): FlowValues {
  const { layers, loss } = values;
  const share = perSample(conventions, flow.sigmaYX.cols);
  return {
    ...values,
    ...(layers && { layers: layersIn(conventions, layers) }),
    ...(loss && { loss: loss.map(entry => entry.mul(share)) }),
  };
}

/**
 * What a subject can do, declared in its own conventions, in ours. Its largest time becomes the one for P = 2, the fewest samples
 * that are ever given: with more of them its times are smaller still.
 */
export function capabilitiesFrom(conventions: Conventions, capabilities: Capabilities): Capabilities {
  const { quantities, architectures, lambda, largestTime, largestDepth } = capabilities;
  const flipped = { negative: 'positive', zero: 'zero', positive: 'negative' } as const;
  return {
    quantities: quantities.map(quantity => renamed(quantity, conventions)),
    architectures,
    lambda: conventions.lambda === 'second-minus-first' ? lambda : lambda.map(sign => flipped[sign]),
    ...(largestTime !== undefined && {
      largestTime: conventions.samples === 'sum' ? largestTime * sampleCount(1) : largestTime,
    }),
    ...(largestDepth !== undefined && { largestDepth }),
  };
}

/** Rows and columns that a subject with these conventions gives to what it names so. */
export function shapeIn(
  conventions: Conventions,
  name: string,
  { Ni, Nh, No }: Architecture,
): readonly [number, number] {
  const shapes: Readonly<Record<string, readonly [number, number]>> = {
    W1: [Nh, Ni],
    W2: [No, Nh],
    qqt: [Ni + No, Ni + No],
    W1W1: [Ni, Ni],
    W2W2: [No, No],
    output: [No, Ni],
    loss: [1, 1],
    ntk: [No * Ni, No * Ni],
  };
  return shapes[renamed(name, conventions)]!;
}

/** A flow as the subject sees it, and its layers back: output-first counts them from the output. */
export function layersIn<T>(conventions: Conventions, layers: readonly T[]): readonly T[] {
  return isSwapped(conventions) ? [...layers].reverse() : layers;
}

function isSwapped({ layers }: Conventions): boolean {
  return layers === 'output-first';
}

const OTHER_LAYER: Readonly<Record<string, string>> = { W1: 'W2', W2: 'W1', W1W1: 'W2W2', W2W2: 'W1W1' };

function renamed<Name extends string>(name: Name, conventions: Conventions): Name {
  return isSwapped(conventions) ? ((OTHER_LAYER[name] ?? name) as Name) : name;
}

function inputsOnTop(qqt: Matrix<Rational>, { Ni, No }: Architecture): Matrix<Rational> {
  const place = (i: number): number => (i < Ni ? No + i : i - Ni);
  return Matrix.generate(Ni + No, Ni + No, (i, j) => qqt.at(place(i), place(j)));
}
