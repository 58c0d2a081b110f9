import { describe, expect, it, vi } from 'vitest';
import { CLAIMS } from './claims/index.ts';
import { drawCases } from './drawCases.ts';
import { judgeClaim } from './judgeClaim.ts';
import { decideCase, MINIMUM_CASES } from './judgeReading.ts';
import { readLedger } from './ledger.ts';
import { readArithmetic, withArithmetic } from './withArithmetic.ts';

// In this file the kernel is out of order: whoever builds a number of it, or a program for WebAssembly, gets this error.
const { refuse } = vi.hoisted(() => ({
  refuse: (): never => {
    throw new Error('the kernel was used');
  },
}));
vi.mock('../oracles/kernel/binaryField.ts', () => ({ binaryField: refuse }));
vi.mock('../oracles/taylor/limbKernel.ts', () => ({ limbKernel: refuse }));
vi.mock('../oracles/riccati/linearFlow.ts', () => ({ linearFlow: refuse }));

const SETTINGS = { seed: 20251, runs: MINIMUM_CASES, digits: 10 };

describe('withArithmetic', () => {
  it.each(['braun2022/thm-3.1', 'domine2025/thm-a.3', 'braun2022/thm-3.2', 'braun2022/assumption-2.3'])(
    '%s: decimal.js alone gives the verdict of the ledger, without the kernel',
    async id => {
      const claim = CLAIMS.find(candidate => candidate.id === id)!;
      await expect(judgeClaim(claim, SETTINGS)).rejects.toThrow('the kernel was used');
      const { record } = await judgeClaim(withArithmetic(claim, 'decimal'), SETTINGS);
      expect(record.verdict).toBe((await readLedger()).verdicts[id]);
    },
  );

  it('reaches every reading and every mutant of all claims', async () => {
    let judged = 0;
    for (const claim of CLAIMS) {
      const { readings, mutants } = withArithmetic(claim, 'decimal');
      for (const reading of readings) {
        const judges =
          reading === readings.at(-1)
            ? [reading.judge, ...mutants.slice(0, 2).map(({ judge }) => judge)]
            : [reading.judge];
        await drawCases(reading, { ...SETTINGS, runs: 1, shrink: false }, given => {
          for (const judge of judges) expect(() => decideCase(judge, given, 10), claim.id).not.toThrow();
          reading.measured?.([given]);
          judged++;
          return true;
        });
      }
    }
    expect(judged).toBeGreaterThan(CLAIMS.length);
  });

  it('changes nothing for the kernel', () => {
    expect(withArithmetic(CLAIMS[0]!, 'bigint')).toBe(CLAIMS[0]);
  });
});

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
