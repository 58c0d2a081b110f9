import { expect, it } from 'vitest';
import { CLAIMS } from '../properties/claims/index.ts';
import { findClaims } from './findClaims.ts';

const ids = (...names: string[]): string[] => findClaims(names).map(({ id }) => id);

it('an id is that claim alone, though others begin with it', () => {
  expect(ids('domine2025/thm-a.3')).toEqual(['domine2025/thm-a.3']);
});

it('the beginning of ids is all of them, each once, in the order of the registry', () => {
  expect(ids('wendin2025/prop-6', 'domine2025/a2', 'wendin2025/prop-6:any-depth')).toEqual([
    'domine2025/a2:persistence',
    'domine2025/a2:persistence-under-gradient-descent',
    'domine2025/a2:such-weights-exist',
    'wendin2025/prop-6',
    'wendin2025/prop-6:any-depth',
  ]);
  expect(ids()).toHaveLength(CLAIMS.length);
});

it('the number of an equation without a claim of its own is the claims that judge it', () => {
  expect(ids('braun2022/eq-11')).toEqual(['braun2022/thm-3.1']);
  expect(ids('domine2025/eq-12')).toEqual([
    'domine2025/eq-27',
    'domine2025/thm-a.3',
    'domine2025/thm-a.3:unequal-dimensions',
  ]);
  expect(() => ids('braun2022/eq-2')).toThrow('dlo list');
});

it('an unknown name is refused with the nearest one', () => {
  expect(() => findClaims(['braun2022/thm-3.3'])).toThrow(/nearest: braun2022\/thm-3\.\d.*got "braun2022\/thm-3\.3"/);
  expect(() => findClaims(['domine'])).toThrow('dlo list');
});
