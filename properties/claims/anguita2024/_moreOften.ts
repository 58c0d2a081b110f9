import { FALSE_VERDICT, type SequentialResult, sequentialTest } from '../../../src/judge/sequentialTest.ts';

/** That a record may have: the bound on a false verdict is shared by all of them. */
const MOST_TESTS = 1000;
const BUDGET = 200;

/** For notes. */
export const MORE_OFTEN: string = `A mean over trials is read as what most of them do: a sequential test whether it is seen in more than half of them, false with a probability of at most ${FALSE_VERDICT} over all cases together, and undecided where ${BUDGET} trials do not tell.`;

/** Whether something is seen in more than half of independent trials, numbered from 0; as few are asked for as it takes. */
export function moreOften(isSeen: (trial: number) => boolean): SequentialResult {
  let trial = 0;
  const options = { threshold: 0.5, budget: BUDGET, falseVerdict: FALSE_VERDICT / MOST_TESTS };
  return sequentialTest(() => isSeen(trial++), options);
}

/** All of them are seen more often than not, or one is seen less often; undefined where the trials do not tell. */
export function allMoreOften(tests: readonly SequentialResult[]): boolean | undefined {
  if (tests.some(({ outcome }) => outcome === 'below')) return false;
  return tests.every(({ outcome }) => outcome === 'above') ? true : undefined;
}

export const inWords = ({ seen, draws }: SequentialResult): string => `in ${seen} of ${draws} trials`;
