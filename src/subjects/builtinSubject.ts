import type {
  Capabilities,
  FlowQuestion,
  FlowValues,
  QuantityName,
  Question,
  Subject,
  SubjectAnswer,
  Values,
} from '../gate/subject.ts';
import { mapOfLayers } from '../network/observables/flowLoss.ts';
import type { Problem, Weights } from '../network/problem.ts';
import { problemIn } from '../network/problem.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { convert, squaredNorm, subtract } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { visibleText } from '../visibleText.ts';
import { OWN_CONVENTIONS } from './conventions.ts';
import { outsideCapabilities, outsideFlowCapabilities } from './outsideCapabilities.ts';

/** What a solver of our own gives at one time, in float64. */
export type Float64Values = Readonly<Partial<Record<Exclude<QuantityName, 'weights'>, Matrix<number>>>> &
  Partial<Weights<number>>;

/** The same of a flow. */
export interface Float64FlowValues {
  readonly layers?: readonly Matrix<number>[];
  readonly output?: Matrix<number>;
  readonly loss?: Matrix<number>;
}

/** A solver of our own as a subject: it is asked in this thread, in float64, and cannot be ended on the way. */
export function builtinSubject(
  name: string,
  capabilities: Capabilities,
  solve: (problem: Problem<number>, question: Question) => Float64Values[] | { readonly skipped: string },
  solveFlow: (question: FlowQuestion) => Float64FlowValues[] | { readonly skipped: string },
): Subject {
  const answer = async <Raw, Given>(
    outside: string | undefined,
    find: () => Raw[] | { readonly skipped: string },
    exactly: (values: Raw) => Given,
  ): Promise<SubjectAnswer<Given>> => {
    if (outside !== undefined) return { kind: 'skipped', reason: outside };
    try {
      const solved = find();
      if ('skipped' in solved) return { kind: 'skipped', reason: solved.skipped };
      return { kind: 'answered', values: solved.map(exactly) };
    } catch (error) {
      return { kind: 'errored', message: visibleText((error as Error).message) };
    }
  };
  return {
    name,
    capabilities,
    conventions: OWN_CONVENTIONS,
    restarts: 0,
    ask: question => {
      const find = () => solve(problemIn(float64Field, question.problem), question);
      return answer(outsideCapabilities(question, capabilities), find, exactValues);
    },
    askFlow: question =>
      answer(outsideFlowCapabilities(question, capabilities), () => solveFlow(question), exactFlowValues),
    close: async () => {},
  };
}

function exactFlowValues({ layers, ...rest }: Float64FlowValues): FlowValues {
  const exactly = (matrix: Matrix<number>): Matrix<Rational> => matrix.map(entry => Rational.of(entry));
  return { ...(layers && { layers: layers.map(exactly) }), ...exactValues(rest) };
}

/** Of a flow: what was asked for, from its layers. */
export function valuesOfLayers(
  { flow, quantities }: FlowQuestion,
  layers: readonly Matrix<number>[],
  loss?: number,
): Float64FlowValues {
  const output = mapOfLayers(float64Field, layers);
  const error = subtract(float64Field, convert(float64Field, flow.sigmaYX), output);
  return {
    ...(quantities.includes('weights') && { layers }),
    ...(quantities.includes('output') && { output }),
    ...(quantities.includes('loss') && {
      loss: new Matrix(1, 1, [loss ?? squaredNorm(float64Field, error) / 2]),
    }),
  };
}

/** NOT_A_NUMBER where an entry is not finite. */
function exactValues(values: Float64Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, matrix]) => [name, matrix.map(entry => Rational.of(entry))]),
  );
}
