/** What vitest asks of a matcher. The message is the one for the outcome: against a failure, or against `.not` where it passed. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}
