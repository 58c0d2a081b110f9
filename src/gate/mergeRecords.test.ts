import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GateRecord } from './gateRecord.ts';
import { mergeRecords } from './mergeRecords.ts';
import { rangesText } from './recordParts.ts';
import { parseRecord, type RecordRead } from './recordReader.ts';
import { isInShard, readShard } from './shard.ts';
import { sampleGate, sampleText } from './testing/sampleGate.ts';

async function readBack(record: GateRecord, file: string, text = sampleText(record)): Promise<RecordRead> {
  async function* chunks(): AsyncGenerator<Buffer> {
    yield Buffer.from(text);
  }
  return parseRecord(chunks(), file);
}

/** A record without what may differ: the moment and the time it took. */
function essence(record: GateRecord): string {
  const { header, footer } = record;
  return sampleText({
    ...record,
    header: { ...header, started: '' },
    ...(footer && { footer: { ...footer, timing: { seconds: 0, subjectSeconds: 0, oracleSeconds: 0 } } }),
  });
}

const CASES = 30;
const whole = sampleGate({ cases: CASES });
const shardOf = (index: number, count: number): GateRecord => sampleGate({ cases: CASES, shard: { index, count } });

describe('shards of a run are merged', () => {
  it('in any number and any order, some of them twice or as parts: byte for byte the unsharded run', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }).chain(count =>
          fc.record({
            count: fc.constant(count),
            order: fc.shuffledSubarray([...Array(count).keys()], { minLength: count }),
            again: fc.subarray([...Array(count).keys()]),
            firstMerged: fc.nat(count),
          }),
        ),
        async ({ count, order, again, firstMerged }) => {
          const reads = await Promise.all(
            [...order, ...again].map((index, i) => readBack(shardOf(index, count), `${i}.jsonl`)),
          );
          // Merging is associative: a part that is merged beforehand changes nothing.
          const part = reads.slice(0, firstMerged);
          const given =
            part.length === 0
              ? reads
              : [...reads.slice(firstMerged), await readBack(mergeRecords(part).record, 'part.jsonl')];
          const { record, missing, duplicates } = mergeRecords(given);
          expect(essence(record)).toBe(essence(whole));
          expect(missing).toEqual([]);
          const twice = new Set(given.length === reads.length ? again : []);
          if (part.length === 0)
            expect(duplicates).toHaveLength(whole.cases.filter(({ sequence }) => twice.has(sequence % count)).length);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('any cases of them, cut off anywhere: what is there, once, and the gaps', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
        async parts => {
          const texts = [0, 1, 2].map(index => sampleText(shardOf(index, 3)));
          const headers = texts.map(text => text.indexOf('\n') + 1);
          const reads = await Promise.all(
            texts.map((text, i) =>
              readBack(whole, `${i}.jsonl`, text.slice(0, Math.max(headers[i]!, Math.round(parts[i]! * text.length)))),
            ),
          );
          const { record, missing } = mergeRecords(reads);
          const have = new Set(reads.flatMap(read => read.record.cases.map(({ sequence }) => sequence)));
          expect(record.cases).toEqual(whole.cases.filter(({ sequence }) => have.has(sequence)));
          expect(
            missing.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i)),
          ).toEqual(whole.cases.map(({ sequence }) => sequence).filter(sequence => !have.has(sequence)));
          expect(record.footer.interrupted).toBe(have.size < CASES);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('not where a field of the run differs: it is named with both values', async () => {
    const first = await readBack(shardOf(0, 2), 'a.jsonl');
    const changes: Partial<GateRecord['header']>[] = [
      { seed: 8 },
      { corpus: 'f00d' },
      { version: '0.0.1' },
      { subject: { ...whole.header.subject, name: 'other' } },
      { digits: 11 },
      { claims: whole.header.claims.slice(1) },
      { cases: CASES + 1 },
    ];
    for (const change of changes) {
      const [field, value] = Object.entries(change)[0]!;
      const { header, cases, footer } = sampleGate({ cases: CASES, shard: { index: 1, count: 2 } });
      const kept = cases.map(one => ({ ...one, results: one.results.filter(({ claim }) => claim !== 'flow:qqt') }));
      const second = await readBack({ header: { ...header, ...change }, cases: kept, footer }, 'b.jsonl');
      const both = [first, second];
      expect(() => mergeRecords(both), field).toThrow(
        new RegExp(`^b[.]jsonl must be of the same run as a[.]jsonl, whose ${field} is `),
      );
      expect(() => mergeRecords(both)).toThrow(JSON.stringify(JSON.stringify(value)).slice(1, 20));
    }
    expect(() => mergeRecords([])).toThrow('records must be at least one, got "none"');
  });

  it('not where they contradict each other about a case: both places are named', async () => {
    const [a, b] = [
      shardOf(0, 1),
      sampleGate({
        cases: CASES,
        change: (result, { sequence }) => (sequence === 4 ? { ...result, digits: 3 } : result),
      }),
    ];
    const both = [await readBack(a, 'a.jsonl'), await readBack(b, 'b.jsonl')];
    expect(() => mergeRecords(both)).toThrow(/^b[.]jsonl:6 must say what a[.]jsonl:6 says about case 4, got /);
  });

  it('from machines that differ, from the first to start', async () => {
    const [a, b] = [shardOf(0, 2), shardOf(1, 2)];
    const early = {
      ...b,
      header: {
        ...b.header,
        started: '2001-01-01T00:00:00.000Z',
        environment: { node: 'v22', platform: 'darwin', arch: 'arm64' },
      },
    };
    const { record } = mergeRecords([await readBack(a, 'a'), await readBack(early, 'b')]);
    expect(record.header).toEqual({ ...early.header, shard: { index: 0, count: 1 } });
    expect(record.footer.timing).toEqual({ seconds: 5, subjectSeconds: 2.5, oracleSeconds: 1.5 });
  });
});

describe('a shard', () => {
  it('is typed as i/n, and all n have every case once', () => {
    expect(readShard('0/4')).toEqual({ index: 0, count: 4 });
    for (const wrong of ['4/4', '-1/4', '0/0', '1', '1/2/3', '1.5/2', '', '1/x', ' 0/1'])
      expect(() => readShard(wrong), wrong).toThrow(/^--shard must be i\/n with whole numbers 0 ≤ i < n, got /);
    const shards = [0, 1, 2].map(index => readShard(`${index}/3`));
    for (let sequence = 0; sequence < 20; sequence++)
      expect(shards.filter(shard => isInShard(sequence, shard))).toHaveLength(1);
  });

  it('gaps are written as ranges', () => {
    expect(
      rangesText([
        [0, 0],
        [3, 7],
      ]),
    ).toBe('0, 3–7');
  });
});
