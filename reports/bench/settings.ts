import type { Interpreter } from './peers/interpreters.ts';

export interface BenchSettings {
  /** Small sizes and few digits only. */
  readonly quick: boolean;
  /** How often every contender is timed, where a part does not say otherwise. */
  readonly rounds: number;
  /** Seconds that one round of short work lasts at least. */
  readonly atLeast: number;
  /** Where peers are looked for. */
  readonly interpreters: readonly Interpreter[];
}
