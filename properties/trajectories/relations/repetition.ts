import type { SubjectClaim } from '../../../src/gate/subjectClaim.ts';
import { relation } from './image.ts';

/** Asked again after other questions, for the last time alone. Whatever was kept from one question to the next shows here. */
export const repetition: SubjectClaim = relation({
  id: 'relation:repetition',
  title: 'The same question, asked again for one time after others, has the same answer',
  image: trial => {
    const last = trial.moments.length - 1;
    return {
      problem: trial.given.problem,
      lambda: trial.given.lambda,
      times: [trial.moments[last]!.time],
      moments: [last],
      back: (part, parts) => parts[part],
    };
  },
});
