import { expect, it } from 'vitest';
import { CLAIMS } from '../index.ts';
import { unexplainedIn } from './judgedAgain.ts';

const claim = CLAIMS.find(({ id }) => id === 'braun2022/sec-5:off-diagonal-of-equal-modes')!;
const dead = { name: 'dead', killed: true };

it('every mutant must die, be proven the same or be named with a reason', () => {
  expect(unexplainedIn(claim, [dead, { name: 'rewritten', killed: false, same: true }])).toEqual([]);
  // One that dies says nothing of the others.
  expect(unexplainedIn(claim, [dead, { name: 'alive', killed: false, why: 'true on all 40 cases tried' }])).toEqual([
    'alive: survives, true on all 40 cases tried',
  ]);
  expect(unexplainedIn(claim, [dead, { name: Object.keys(claim.alsoTrue!)[0]!, killed: true }])).toEqual([
    expect.stringContaining('said to hold, and refuted'),
  ]);
  expect(unexplainedIn(claim, [{ name: 'rewritten', killed: false, same: true }])).toEqual(['no mutant dies']);
});
