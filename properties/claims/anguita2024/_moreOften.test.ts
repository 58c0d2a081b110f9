import { expect, it } from 'vitest';
import { allMoreOften, inWords, moreOften } from './_moreOften.ts';

it('tells what most trials do, and asks for no more than it takes', () => {
  const always = moreOften(() => true);
  expect(always).toMatchObject({ outcome: 'above', seen: always.draws });
  expect(always.draws).toBeLessThan(60);
  expect(moreOften(trial => trial % 10 === 0)).toMatchObject({ outcome: 'below' });
  expect(allMoreOften([always, moreOften(() => false)])).toBe(false);
  expect(allMoreOften([always, always])).toBe(true);
});

it('that half of them do is no pass, nor a refutation: the budget ends undecided', () => {
  const half = moreOften(trial => trial % 2 === 0);
  expect(half).toMatchObject({ outcome: 'undecided', draws: 200 });
  expect(inWords(half)).toBe('in 100 of 200 trials');
  expect(allMoreOften([moreOften(() => true), half])).toBeUndefined();
});
