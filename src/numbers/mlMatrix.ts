import { createRequire } from 'node:module';
import { once } from '../once.ts';

/**
 * ml-matrix when it is first asked for: not every start needs it. To import it takes seven times as long as to require it, since Node
 * looks for the names of its exports in all of its text.
 */
export const mlMatrix: () => typeof import('ml-matrix') = once(
  () => createRequire(import.meta.url)('ml-matrix') as typeof import('ml-matrix'),
);
