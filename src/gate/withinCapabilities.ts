import type { Case } from '../judge/case.ts';
import { architectureKind } from '../network/architecture.ts';
import { architectureOf } from '../network/problem.ts';
import type { Capabilities } from './subject.ts';

/** Whether a subject says that it can do such a problem. */
export function withinCapabilities(
  { problem, lambda }: Pick<Case, 'problem' | 'lambda'>,
  capabilities: Capabilities,
): boolean {
  const sign = (['negative', 'zero', 'positive'] as const)[lambda.sign() + 1]!;
  return (
    capabilities.lambda.includes(sign) && capabilities.architectures.includes(architectureKind(architectureOf(problem)))
  );
}
