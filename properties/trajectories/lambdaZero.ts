import type { Hypothesis } from '../../src/judge/hypothesis.ts';

/** That the weights are balanced so is another hypothesis: a subject is told the λ of the case. */
export const lambdaZero: Hypothesis = {
  name: 'λ = 0',
  meaning: 'the λ that the subject is told is 0',
  holds: ({ lambda }) => lambda.sign() === 0,
};
