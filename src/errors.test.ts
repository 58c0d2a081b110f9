import { expect, it } from 'vitest';
import { DloError } from './errors.ts';

it('shows no character that steers a terminal, whichever part it came in by', () => {
  const odd = '\u001b[31m\u009b\u202e\u00ad\n';
  const { message } = new DloError('FILE', `a${odd}`, `must not be ${odd}`, odd);
  expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(message).toContain('\\u001b[31m\\u009b\\u202e\\u00ad\\n must not be');
});
