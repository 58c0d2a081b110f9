import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../src/judge/runRecord.ts';
import { mutantShare, unchangedShare } from './summary.ts';

const killed = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `k${i}`, killed: true }));
const survivor = { name: 's', killed: false };
const same = { name: 'e', killed: false, same: true } as const;

describe('mutantShare', () => {
  it('is the share of those that are wrong', () => {
    expect(mutantShare([...killed(5), survivor])).toBe('5 of 6 wrong versions killed (83 %)');
    expect(mutantShare(killed(1))).toBe('1 of 1 wrong version killed (100 %)');
  });

  it('leaves out what is the statement itself, and says so', () => {
    expect(mutantShare([...killed(2), same])).toBe('2 of 2 wrong versions killed (100 %), 1 more right');
    expect(mutantShare([same])).toBe('0 of 0 wrong versions killed, 1 more right');
  });

  it('rounds down: only all killed is 100 %', () => {
    expect(mutantShare([...killed(999), survivor])).toContain('(99 %)');
  });

  it('says nothing where none was tried', () => {
    expect(mutantShare([])).toBe('');
  });
});

it('says how many claims were taken over, and nothing where all were judged', () => {
  const timed = (timing: object) => unchangedShare({ timing } as RunRecord);
  expect(timed({ unchangedSince: { a: '2026', b: '2026' } })).toBe('2 of them unchanged and not judged again');
  expect([timed({}), timed({ unchangedSince: {} })]).toEqual(['', '']);
});
