import { describe, expect, test } from 'vitest';
import { startArb, startMpn } from './cPrograms.ts';

describe.each([
  ['Arb', startArb],
  ['mpn', startMpn],
])('the program on %s', (_, start) => {
  test('is not there without a compiler', () => {
    expect(start({ ...process.env, CC: '/nowhere/cc' })).toBeUndefined();
  });

  const peer = start();

  test.skipIf(peer === undefined)(
    'integrates w1 = w2 = 1/2 towards s = 1 as its solution says, and names what is missing',
    async () => {
      try {
        const request = { W1: [['1/2']], W2: [['1/2']], sigmaYX: [['1']], digits: 30, time: '1' };
        const { results, seconds } = await peer!.ask(request);
        // w² = 1/(1 + 3e^(−2t))
        const right = Math.sqrt(1 / (1 + 3 * Math.exp(-2)));
        expect((results as string[][]).flat().map(Number)).toEqual([
          expect.closeTo(right, 14),
          expect.closeTo(right, 14),
        ]);
        expect(seconds).toBeGreaterThan(0);
        await expect(peer!.ask({ W1: [['1']], W2: [['1']], digits: 30, time: '1' })).rejects.toThrow(/rows of strings/);
      } finally {
        peer!.close();
      }
    },
  );
});
