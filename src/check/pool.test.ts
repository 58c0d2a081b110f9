import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { checkSurroundings } from '../../cli/checkSurroundings.ts';
import { DloError } from '../errors.ts';
import { Interrupted } from '../judge/drawCases.ts';
import type { CheckQuestion, CheckReply } from './checkThread.ts';
import { openPool } from './pool.ts';

const { vocabulary, truth } = checkSurroundings();
const data = (text: string) => ({ text, name: 'f.txt', settings: { seed: 1, runs: 40, digits: 30 } });
const TEXT = 'claims: loss\nneeds: whitened\n---\nnorm(Syx - W2*W1)^2/2';

/** A thread that answers what it is told to, when it is told to. */
class FakeThread extends EventEmitter {
  readonly asked: CheckQuestion[] = [];
  ended = false;
  postMessage(question: CheckQuestion): void {
    this.asked.push(question);
  }
  reply(reply: CheckReply): void {
    this.emit('message', reply);
  }
  async terminate(): Promise<number> {
    this.ended = true;
    return 0;
  }
}

function poolOf(count: number) {
  const threads: FakeThread[] = [];
  const startThread = (): Worker => {
    const thread = new FakeThread();
    threads.push(thread);
    return thread as unknown as Worker;
  };
  return { pool: openPool(count, data(TEXT), { vocabulary, truth, startThread }), threads };
}

describe('a pool of threads', () => {
  it('gives each thread one question at a time, in their order, and its answer to who asked', async () => {
    const { pool, threads } = poolOf(2);
    const soFar: unknown[] = [];
    const answers = [1, 2, 3].map(() => pool.ask('probe', undefined as never, part => soFar.push(part)));
    expect(threads.map(({ asked }) => asked.length)).toEqual([1, 1]);
    threads[1]!.reply({ kind: 'answer so far', answer: 'part' });
    expect(soFar).toEqual(['part']);
    threads[1]!.reply({ kind: 'answer', answer: 'second' });
    expect(threads.map(({ asked }) => asked.length)).toEqual([1, 2]);
    threads[1]!.reply({ kind: 'answer', answer: 'third' });
    threads[0]!.reply({ kind: 'answer', answer: 'first' });
    expect(await Promise.all(answers)).toEqual(['first', 'second', 'third']);
    await pool.close();
    expect(threads.every(({ ended }) => ended)).toBe(true);
  });

  it('refuses as the thread did, with the error as it was, and goes on', async () => {
    const { pool, threads } = poolOf(1);
    const [first, second, third] = [1, 2, 3].map(() => pool.ask('probe', undefined as never));
    const { code, argument, message } = new DloError('RANGE', 'x', 'must be small', 7);
    threads[0]!.reply({ kind: 'refused', error: { code, argument, message } });
    await expect(first).rejects.toBeInstanceOf(DloError);
    await expect(first).rejects.toMatchObject({ code: 'RANGE', argument: 'x', message });
    threads[0]!.reply({ kind: 'error', error: new Error('broken') });
    await expect(second).rejects.toThrow('broken');
    threads[0]!.reply({ kind: 'answer', answer: [] });
    expect(await third).toEqual([]);
    await pool.close();
  });

  it.each([0, 1])('of %i threads interrupts what is asked once it is closed', async count => {
    const { pool, threads } = poolOf(count);
    const open = count === 0 ? undefined : [1, 2].map(() => pool.ask('probe', undefined as never));
    await pool.close();
    for (const one of open ?? []) await expect(one).rejects.toThrow(Interrupted);
    await expect(pool.ask('probe', undefined as never)).rejects.toThrow(Interrupted);
    expect(threads.every(({ ended }) => ended)).toBe(true);
  });

  it('of none answers in this one: each case that was drawn outside the hypotheses was left out by one of them', async () => {
    const narrow = TEXT.replace('whitened', 'whitened, full-rank\nwhere: Ni < No');
    const pool = openPool(0, data(narrow), { vocabulary, truth });
    const { cases, discarded, leftOut } = await pool.ask('draw', { runs: 40 });
    expect(cases).toHaveLength(40);
    expect(discarded).toBeGreaterThan(0);
    expect(Object.values(leftOut).reduce((sum, count) => sum + count, 0)).toBe(discarded);
    await pool.close();
  });

  it('of none repairs what is claimed of a time of its own', async () => {
    // At the start only.
    const start = 'claims: equation\nneeds: whitened\nat: T\n---\nT = 0*tau\nW2t*W1t == 2*W2*W1';
    const pool = openPool(0, { ...data(start), settings: { seed: 1, runs: 10, digits: 12 } }, { vocabulary, truth });
    const { proposals } = await pool.ask('repair', { seconds: 300 });
    expect(proposals.map(({ formula }) => formula)).toContain('T = 0*tau\nW2t*W1t == W2*W1');
    await pool.close();
  }, 300_000);

  it('of none looks under a hypothesis until a case fails, and counts no smaller ones', async () => {
    const pool = openPool(0, data(TEXT.replace('^2/2', '^2')), { vocabulary, truth });
    const under = { line: 'needs: full-rank', runs: 20, others: [], weaker: [] };
    expect(await pool.ask('under', under)).toMatchObject({ failed: 1, undecided: 0 });
    await pool.close();
  });
});
