import { expect, it } from 'vitest';
import { openAny } from './testing/open.ts';

const casesOf = (header: string, body: string) =>
  openAny(`claims: output\nneeds: whitened\n${header}---\n${body}\n`, 'f').reading.cases;

it('files that need the same have one generator, so that their cases are drawn once', () => {
  const sums = casesOf('conventions: sums\n', 'W2*W1');
  expect(casesOf('conventions: sums\n', '2*W2*W1')).toBe(sums);
  expect(casesOf('conventions: unit-tau\n', 'W2*W1')).not.toBe(sums);
  const declared = casesOf('', 'let c : scalar\nc*W2*W1');
  expect(casesOf('title: squared\n', 'let c : scalar\nc^2*W2*W1')).toBe(declared);
  expect(casesOf('', 'let c : scalar positive\nc*W2*W1')).not.toBe(declared);
});
