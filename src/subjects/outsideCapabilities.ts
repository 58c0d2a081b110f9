import type { Capabilities, FlowQuestion, Question } from '../gate/subject.ts';
import { architectureKind } from '../network/architecture.ts';
import { architectureOf } from '../network/problem.ts';
import { Rational } from '../numbers/rational.ts';

/** Why a question is not for a subject with these capabilities (in our conventions); undefined where it is. */
export function outsideCapabilities(question: Question, capabilities: Capabilities): string | undefined {
  const { problem, lambda, times, quantities } = question;
  const { sigmaXX } = problem;
  const isWhite = sigmaXX?.data.every((entry, at) => entry.equals(identityEntry(at, sigmaXX.cols))) ?? true;
  if (!isWhite) return 'subjects are asked about white inputs only';
  const unknown = quantities.find(quantity => !capabilities.quantities.includes(quantity));
  if (unknown !== undefined) return `does not give ${unknown}`;
  const kind = architectureKind(architectureOf(problem));
  if (!capabilities.architectures.includes(kind)) return `does not do the architecture ${kind}`;
  const sign = (['negative', 'zero', 'positive'] as const)[lambda.sign() + 1]!;
  if (!capabilities.lambda.includes(sign)) return `does not do ${sign} λ`;
  return tooLate(times, problem.tau, capabilities.largestTime);
}

/** The same of a question about layers of any depth. */
export function outsideFlowCapabilities(
  { flow, times, quantities }: FlowQuestion,
  { largestDepth = 0, largestTime, ...capabilities }: Capabilities,
): string | undefined {
  if (flow.layers.length > largestDepth)
    return largestDepth === 0 ? 'does two layers only' : `does at most ${largestDepth} layers`;
  const unknown = quantities.find(quantity => !capabilities.quantities.includes(quantity));
  if (unknown !== undefined) return `does not give ${unknown}`;
  return tooLate(times, flow.tau, largestTime);
}

function tooLate(times: readonly Rational[], tau: Rational, largestTime: number | undefined): string | undefined {
  if (largestTime === undefined) return undefined;
  const late = times.find(time => time.div(tau).compare(Rational.of(largestTime)) > 0);
  return late === undefined ? undefined : `goes to t/τ = ${largestTime} only`;
}

function identityEntry(at: number, cols: number): Rational {
  return at % (cols + 1) === 0 ? Rational.ONE : Rational.ZERO;
}
