import { afterAll, describe, expect, it, vi } from 'vitest';
import { TRUTH, TRUTHS } from '../../oracles/testing/truth.ts';
import { CLAIMS } from '../../properties/claims/index.ts';
import type { Truth } from '../network/truth.ts';
import { caseFromJson } from './caseJson.ts';
import type { Claim } from './claim.ts';
import { drawCases } from './drawCases.ts';
import { judgeClaim } from './judgeClaim.ts';
import { MINIMUM_CASES } from './judgeReading.ts';
import { readLedger } from './ledger.ts';
import { limitOfFlow } from './limit.ts';
import { decideCase } from './lookAt.ts';

// In this file the kernel is out of order: whoever builds a number of it, or a program for WebAssembly, gets this error.
// Test files share their modules: they are loaded again for this one, and for those after it.
const { refuse } = vi.hoisted(() => {
  vi.resetModules();
  return {
    refuse: (): never => {
      throw new Error('the kernel was used');
    },
  };
});
vi.mock('../numbers/binary/binaryField.ts', () => ({ binaryField: refuse }));
vi.mock('../../oracles/taylor/limbKernel.ts', () => ({ limbKernel: refuse }));
vi.mock('../../oracles/taylor/residueKernel.ts', () => ({ residueKernel: refuse }));
vi.mock('../../oracles/riccati/linearFlow.ts', () => ({ linearFlow: refuse }));
afterAll(() => {
  vi.doUnmock('../numbers/binary/binaryField.ts');
  vi.doUnmock('../../oracles/taylor/limbKernel.ts');
  vi.doUnmock('../../oracles/taylor/residueKernel.ts');
  vi.doUnmock('../../oracles/riccati/linearFlow.ts');
  vi.resetModules();
});

const SETTINGS = { seed: 20251, runs: MINIMUM_CASES, digits: 10 };

/** One for each way in which claims use an oracle or a formula. */
const USERS = [
  'braun2022/fig-2c',
  'braun2022/sec-6:large-weights-speed-up',
  'braun2022/thm-3.1:numerically-stable',
  'braun2022/thm-5.1',
  'domine2025/eq-16',
  'domine2025/eq-22',
  'domine2025/sec-b.4:kernel-distance',
];

const claimOf = (id: string): Claim => CLAIMS.find(candidate => candidate.id === id)!;

describe('judging by the truth of decimal.js alone', () => {
  it.each(['domine2025/a2:persistence'])(
    '%s: decimal.js alone gives the verdict of the ledger, without the kernel',
    async id => {
      await expect(judgeClaim(claimOf(id), { ...SETTINGS, truth: TRUTH })).rejects.toThrow('the kernel was used');
      const { record } = await judgeClaim(claimOf(id), { ...SETTINGS, truth: TRUTHS.decimal });
      expect(record.verdict).toBe((await readLedger()).verdicts[id]);
      expect(record.mutants.some(({ killed }) => killed)).toBe(true);
    },
  );

  it.each(USERS)('%s: needs the kernel otherwise, and not with decimal.js alone', async id => {
    const outcome = async (truth: Truth): Promise<string> => {
      const reading = claimOf(id).readings.at(-1)!;
      let last = 'no case';
      await drawCases(reading, { ...SETTINGS, runs: 3, shrink: false }, given => {
        last = decideCase(reading.judge, given, { ...SETTINGS, truth }).outcome;
        return true;
      });
      return last;
    };
    await expect(outcome(TRUTH)).rejects.toThrow('the kernel was used');
    expect(await outcome(TRUTHS.decimal)).toBe('held');
  });

  it('follows limits and families of λ without the kernel', () => {
    const one = caseFromJson({ W1: [['1']], W2: [['1']], sigmaYX: [['2']] });
    const effort = { digits: 10, working: 20, truth: TRUTH };
    expect(() => limitOfFlow(one, effort)).toThrow('the kernel was used');
    expect(
      limitOfFlow(one, { ...effort, truth: TRUTHS.decimal })
        .map.value.at(0, 0)
        .toFixed(9),
    ).toBe('2.000000000');
  });
});
