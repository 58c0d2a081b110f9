import type { Capabilities, QuantityName, Question, Subject, SubjectAnswer, Values } from '../gate/subject.ts';
import type { Problem, Weights } from '../network/problem.ts';
import { problemIn } from '../network/problem.ts';
import { float64Field } from '../numbers/float64Field.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { visibleText } from '../visibleText.ts';
import { OWN_CONVENTIONS } from './conventions.ts';
import { outsideCapabilities } from './outsideCapabilities.ts';

/** What a solver of our own gives at one time, in float64. */
export type Float64Values = Readonly<Partial<Record<Exclude<QuantityName, 'weights'>, Matrix<number>>>> &
  Partial<Weights<number>>;

/** A solver of our own as a subject: it is asked in this thread, in float64, and cannot be ended on the way. */
export function builtinSubject(
  name: string,
  capabilities: Capabilities,
  solve: (problem: Problem<number>, question: Question) => Float64Values[] | { readonly skipped: string },
): Subject {
  async function ask(question: Question): Promise<SubjectAnswer> {
    const reason = outsideCapabilities(question, capabilities);
    if (reason !== undefined) return { kind: 'skipped', reason };
    try {
      const solved = solve(problemIn(float64Field, question.problem), question);
      if ('skipped' in solved) return { kind: 'skipped', reason: solved.skipped };
      return { kind: 'answered', values: solved.map(exactValues) };
    } catch (error) {
      return { kind: 'errored', message: visibleText((error as Error).message) };
    }
  }
  return { name, capabilities, conventions: OWN_CONVENTIONS, restarts: 0, ask, close: async () => {} };
}

/** NOT_A_NUMBER where an entry is not finite. */
function exactValues(values: Float64Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, matrix]) => [name, matrix.map(entry => Rational.of(entry))]),
  );
}
