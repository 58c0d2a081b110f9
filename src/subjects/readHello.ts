import { DloError } from '../errors.ts';
import type { Capabilities, Conventions } from '../gate/subject.ts';
import { ARCHITECTURE_KINDS } from '../network/architecture.ts';
import { visibleText } from '../visibleText.ts';
import { OWN_CONVENTIONS } from './conventions.ts';
import type { MessageCheck } from './messageCheck.ts';
import { PROTOCOL_VERSIONS, type SubjectHello } from './protocol.ts';

/** What a subject declares of itself, with what it left out filled in; still in its own conventions. */
export interface Declared {
  readonly name: string;
  readonly capabilities: Capabilities;
  readonly conventions: Conventions;
  readonly numbers: 'float64' | 'exact';
}

/** Reads the hello of a subject; FORMAT where it is none or speaks no version of the protocol that we do. */
export function readHello(message: Readonly<Record<string, unknown>>, check: MessageCheck): Declared {
  requireVersion(message.protocol);
  check.hello(message);
  const { name, capabilities, conventions, numbers = 'float64' } = message as unknown as SubjectHello;
  const { quantities, architectures = ARCHITECTURE_KINDS, lambda = SIGNS, largestTime, largestDepth } = capabilities;
  return {
    name: visibleText(name, { most: 200 }),
    capabilities: {
      quantities,
      architectures,
      lambda,
      ...(largestTime !== undefined && { largestTime }),
      ...(largestDepth !== undefined && { largestDepth }),
    },
    conventions: { ...OWN_CONVENTIONS, ...conventions },
    numbers,
  };
}

const SIGNS = ['negative', 'zero', 'positive'] as const;

/** First of all, since another version may have other fields. */
function requireVersion(spoken: unknown): void {
  const versions = Array.isArray(spoken) ? spoken : [spoken];
  if (versions.some(version => PROTOCOL_VERSIONS.includes(version))) return;
  const rule = `must be a version that both sides speak (here: ${PROTOCOL_VERSIONS.join(', ')})`;
  throw new DloError('FORMAT', 'protocol', rule, spoken);
}
