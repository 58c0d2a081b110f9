import { describe, expect, it } from 'vitest';
import { readArithmetic } from './readArithmetic.ts';

describe('readArithmetic', () => {
  it('takes the two names, and the kernel where nothing is said', () => {
    expect([undefined, '', 'bigint', 'decimal'].map(text => readArithmetic('DLO_ARITHMETIC', text))).toEqual([
      'bigint',
      'bigint',
      'bigint',
      'decimal',
    ]);
    expect(() => readArithmetic('--arithmetic', 'float')).toThrow(
      expect.objectContaining({ code: 'RANGE', argument: '--arithmetic' }),
    );
  });
});
