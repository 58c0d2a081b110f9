import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { checkSurroundings } from '../../cli/checkSurroundings.ts';
import type { RepairRecord } from '../judge/runRecord.ts';
import type { CheckQuestion } from './checkThread.ts';
import { searchRepair } from './searchRepair.ts';

const TEXT = 'claims: loss\nneeds: whitened\n---\nnorm(Syx - W2*W1)^2';
const FOUND: RepairRecord = { proposals: [], partial: [], tried: 7, stages: [], stoppedBecause: 'time' };

/** A search whose thread answers at once; how many seconds it was given. */
async function search(seconds: number): Promise<{ record: RepairRecord; given: number[] }> {
  const given: number[] = [];
  class FakeThread extends EventEmitter {
    postMessage({ task }: CheckQuestion): void {
      given.push((task as { readonly seconds: number }).seconds);
      queueMicrotask(() => this.emit('message', { kind: 'answer', answer: FOUND }));
    }
    async terminate(): Promise<number> {
      return 0;
    }
  }
  const startThread = (): Worker => new FakeThread() as unknown as Worker;
  const settings = { seed: 1, runs: 40, digits: 30 };
  const record = await searchRepair(TEXT, 'f.txt', { ...checkSurroundings(), ...settings, startThread, seconds });
  return { record, given };
}

describe('searchRepair', () => {
  it.each([1.5, 12, 600])(
    'of %d seconds lets the thread end by itself a little earlier, and tell what it has',
    async seconds => {
      const { record, given } = await search(seconds);
      expect(given).toHaveLength(1);
      expect(given[0]).toBeLessThan(seconds);
      expect(given[0]).toBeGreaterThanOrEqual(0.9 * seconds);
      expect(record).toEqual(FOUND);
    },
  );

  it('of a second asks for nothing', async () => {
    const { record, given } = await search(1);
    expect(given).toEqual([]);
    expect(record).toMatchObject({ tried: 0, stoppedBecause: 'time' });
  });
});
