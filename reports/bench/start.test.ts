import { expect, it } from 'vitest';
import { IN_A_CHECKOUT, startSection } from './start.ts';

const figure = expect.stringMatching(/^\d+([.]\d+)? (ms|s)$/);

it('calls of the command that answer have a time; of a file that is none it is said, and the others have theirs', async () => {
  const { rows } = await startSection([IN_A_CHECKOUT, { from: 'nowhere', file: '/nowhere.mjs' }], 1);
  expect(rows).toEqual([
    ['dlo --help, from a checkout', figure, 'node -e 0', figure, expect.any(String)],
    ['dlo solve of one line, from a checkout', figure, 'node -e 0', figure, expect.any(String)],
    ['dlo --help, from nowhere', expect.stringContaining('must end with 0, got 1'), 'node -e 0', figure, '–'],
    [
      'dlo solve of one line, from nowhere',
      expect.stringContaining('must end with 0, got 1'),
      'node -e 0',
      figure,
      '–',
    ],
  ]);
});
