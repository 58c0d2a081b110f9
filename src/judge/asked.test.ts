import { expect, it } from 'vitest';
import { whoWasAsked } from './asked.ts';

it('who was asked: each oracle in each arithmetic, on how many cases, with the fewest digits, never rounded up', () => {
  const flow = { oracle: 'gradient flow', arithmetic: 'bigint' } as const;
  const again = { oracle: 'gradient flow', arithmetic: 'decimal' } as const;
  expect(
    whoWasAsked([
      [
        { ...flow, digits: 31.99 },
        { ...flow, digits: 36.48 },
      ],
      [
        { ...flow, digits: 40 },
        { ...again, digits: 62.07 },
      ],
      [],
      [flow],
    ]),
  ).toEqual([
    { ...flow, cases: 3, digits: 31.9 },
    { ...again, cases: 1, digits: 62 },
  ]);
  // An oracle without an error to count says no digits.
  expect(whoWasAsked([[flow]])).toEqual([{ ...flow, cases: 1 }]);
  expect(whoWasAsked([])).toEqual([]);
});

it('counts the cases on which each route led to an answer: several can on one case, and one that did twice counts once', () => {
  const flow = { oracle: 'gradient flow', arithmetic: 'bigint' } as const;
  const asked = whoWasAsked([
    [
      { ...flow, routes: ['start', 'taylor'] },
      { ...flow, routes: ['taylor'] },
    ],
    [{ ...flow, routes: ['taylor'] }],
    [{ ...flow, routes: ['slow-manifold'] }],
  ]);
  expect(asked).toEqual([
    {
      ...flow,
      cases: 3,
      answeredBy: [
        { route: 'taylor', cases: 2 },
        { route: 'start', cases: 1 },
        { route: 'slow-manifold', cases: 1 },
      ],
    },
  ]);
});

it('a case may ask as often as it likes', () => {
  const often = Array.from(
    { length: 200_000 },
    () => ({ oracle: 'gradient flow', arithmetic: 'bigint', digits: 40 }) as const,
  );
  expect(whoWasAsked([often])).toEqual([{ oracle: 'gradient flow', arithmetic: 'bigint', cases: 1, digits: 40 }]);
});
