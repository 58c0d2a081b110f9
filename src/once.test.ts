import { expect, it } from 'vitest';
import { once, onceFor } from './once.ts';

it('what is made once, or once for each object, is made when it is first asked for', () => {
  let made = 0;
  const one = once(() => {
    made += 1;
    return undefined;
  });
  expect([made, one(), one(), made]).toEqual([0, undefined, undefined, 1]);
  const own = onceFor((given: { readonly name: string }) => {
    made += 1;
    return given.name === 'none' ? undefined : given.name;
  });
  const [a, none] = [{ name: 'a' }, { name: 'none' }];
  expect([own(a), own(none), own(a), own(none), made]).toEqual(['a', undefined, 'a', undefined, 3]);
  // Equal is not the same.
  expect([own({ name: 'a' }), made]).toEqual(['a', 4]);
});
