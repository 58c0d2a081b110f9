import { expect, it } from 'vitest';
import { subjectsSections } from './subjects.ts';

it('a question to a process that computes nothing has a cost, with and without --validate', async () => {
  const sections = await subjectsSections({ quick: true, rounds: 1, atLeast: 0, interpreters: [] });
  const figure = expect.stringMatching(/^\d+([.]\d+)? (ns|µs|ms|s)$/);
  expect(sections[0]!.rows).toEqual([
    ['3-3-3', 'no', figure, figure],
    ['3-3-3', 'yes', figure, figure],
  ]);
});
