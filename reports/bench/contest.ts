/** One way of doing the work under test, ours or a peer's. */
export interface Contender {
  readonly name: string;
  /**
   * Called once before anything is timed, which also warms up. What it says stands in place of figures: that the result is not
   * ours, or that the program is not installed. Undefined where all is well.
   */
  readonly check?: () => Promise<string | undefined>;
  /** Seconds of one unit of work, from one round. */
  readonly seconds: () => number | Promise<number>;
}

/** Seconds, one number a round, or why there are none. */
export type ContestResult = readonly number[] | string;

/**
 * Times contenders in turns, a b … a b …, so that a machine that drifts drifts for all of them. One that throws or does not
 * pass its check gets its message and is not timed; the others are.
 */
export async function contest(contenders: readonly Contender[], rounds: number): Promise<ContestResult[]> {
  const problems = new Map<Contender, string>();
  const samples = new Map<Contender, number[]>(contenders.map(contender => [contender, []]));
  const attempt = async (contender: Contender, work: () => Promise<void>): Promise<void> => {
    if (problems.has(contender)) return;
    try {
      await work();
    } catch (error) {
      problems.set(contender, (error as Error).message);
    }
  };
  for (const contender of contenders) {
    await attempt(contender, async () => {
      const problem = await contender.check?.();
      if (problem !== undefined) problems.set(contender, problem);
    });
  }
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders)
      await attempt(contender, async () => {
        samples.get(contender)!.push(await contender.seconds());
      });
  }
  return contenders.map(contender => problems.get(contender) ?? samples.get(contender)!);
}
