import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GateLine, GateRecord } from './gateRecord.ts';
import { parseRecord, type RecordRead, readRecord, troubleText } from './recordReader.ts';
import { sampleGate, sampleLines, sampleText } from './testing/sampleGate.ts';

async function parse(text: string | Buffer): Promise<RecordRead> {
  async function* chunks(): AsyncGenerator<Buffer> {
    yield Buffer.from(text);
  }
  return parseRecord(chunks(), 'r.jsonl');
}

function troubles({ troubles: found }: RecordRead): string[] {
  return found.map(troubleText);
}

const record = sampleGate({ cases: 12 });
const lines = sampleLines(record).map(line => JSON.stringify(line));
/** The record's text with one line put in, from 1, in place of another or before it. */
const withLine = (at: number, line: string, replaced = 0): string =>
  `${lines.toSpliced(at - 1, replaced, line).join('\n')}\n`;
const changed = <T extends GateLine>(line: T, changes: object): string => JSON.stringify({ ...line, ...changes });

describe('a record is read', () => {
  it('whole, with the lines of its cases', async () => {
    const read = await parse(sampleText(record));
    expect(read.record).toEqual(record);
    expect(read.troubles).toEqual([]);
    expect(read.lineOf.get(0)).toBe(2);
    expect(read.lineOf.get(11)).toBe(13);
  });

  it('cut at every byte: what stands before the cut is used, and the place is told', async () => {
    const bytes = Buffer.from(sampleText(sampleGate({ cases: 3 })));
    const ends = [...bytes].flatMap((byte, i) => (byte === 0x0a ? [i] : []));
    for (let length = 0; length <= bytes.length; length++) {
      const whole = ends.filter(end => end <= length).length;
      const read = parse(bytes.subarray(0, length));
      if (whole === 0) {
        await expect(read, String(length)).rejects.toMatchObject({ code: 'FORMAT', argument: 'r.jsonl' });
        continue;
      }
      const { record: got, troubles: found } = await read;
      expect(got.cases, String(length)).toHaveLength(Math.min(3, whole - 1));
      expect(got.footer !== undefined).toBe(whole === 5);
      const half = length > 0 && !ends.includes(length) && !ends.includes(length - 1);
      const expected = [
        ...(half ? [`r.jsonl:${whole + 1} ends in the middle of a line`] : []),
        ...(whole === 5
          ? []
          : [expect.stringMatching(/^r[.]jsonl:\d+ is the last line: the record was cut off after \d cases$/)]),
      ];
      expect(found.map(troubleText)).toEqual(expected);
    }
  });

  it('with lines of another program among its own', async () => {
    const read = await parse(`Warning: numpy is old\n${withLine(4, 'Segmentation fault (core dumped)')}`);
    expect(read.record).toEqual(record);
    expect(troubles(read)).toEqual([
      expect.stringMatching(/^r[.]jsonl:1 is no JSON and was left out: /),
      expect.stringMatching(/^r[.]jsonl:5 is no JSON and was left out: /),
    ]);
    expect(troubles(await parse(withLine(3, '{"event":"deploy"}')))).toEqual([
      'r.jsonl:3 is no line of a gate record; the line was left out',
    ]);
  });

  it.each([
    ['NaN', lines[3]!.replace(/"digits":[\d.]+/, '"digits":NaN'), /^r[.]jsonl:4 is no JSON/],
    [
      'a number as text',
      lines[3]!.replace(/"digits":([\d.]+)/, '"digits":"$1"'),
      /\/results\/0\/digits must be number/,
    ],
    ['null for a number', lines[3]!.replace(/"digits":[\d.]+/, '"digits":null'), /\/results\/0\/digits must be number/],
    ['an unknown outcome', lines[3]!.replace('"held"', '"fine"'), /\/results\/0\/outcome must be equal to one of/],
    ['a field that is none', lines[3]!.replace('{', '{"mood":1,'), /must NOT have additional properties: "mood"/],
    ['a float as a fraction', lines[3]!.replace('"5/4"', '"1.25"'), /\/case\/W2\/0\/0 must match pattern/],
    [
      'a claim of nobody',
      lines[3]!.replace('flow:qqt', 'flow:x'),
      /names the claim "flow:x", which the header does not/,
    ],
    [
      'a case beyond the last',
      lines[3]!.replace('"sequence":2', '"sequence":12'),
      /is case 12, which shard 0\/1 of 12 cases has not/,
    ],
  ])('without the line that has %s', async (_, line, said) => {
    expect(line).not.toBe(lines[3]);
    const read = await parse(withLine(4, line, 1));
    expect(read.record.cases.map(({ sequence }) => sequence)).toEqual([0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(troubles(read)).toEqual([
      expect.stringMatching(said),
      expect.stringMatching(/:14 counts 12 cases where 11/),
    ]);
  });

  it('with a case that stands there twice, once', async () => {
    const read = await parse(withLine(9, lines[3]!));
    expect(read.record).toEqual(record);
    expect(troubles(read)).toEqual(['r.jsonl:9 is case 2 of line 4 again and counts once']);
  });

  it('not at all where two lines contradict each other', async () => {
    const other = changed(record.cases[2]!, { origin: 'search' });
    await expect(parse(withLine(9, other))).rejects.toMatchObject({
      code: 'FORMAT',
      message: expect.stringMatching(/^r[.]jsonl:9 must say what line 4 says about case 2, got /),
    });
  });

  it('up to the header of another run; a second one of the same run is passed over', async () => {
    const again = await parse(withLine(6, changed(record.header, { started: '2002-01-01T00:00:00.000Z' })));
    expect(again.record.cases).toEqual(record.cases);
    expect(troubles(again)).toEqual(['r.jsonl:6 is a second header of the same run and was left out']);
    const another = await parse(withLine(6, changed(record.header, { seed: 8 })));
    expect(another.record.cases).toEqual(record.cases.slice(0, 4));
    expect(troubles(another)).toEqual([
      'r.jsonl:6 is the header of another run; it and what follows were left out',
      'r.jsonl:6 is the last line: the record was cut off after 4 cases',
    ]);
  });

  it('with what stands behind the footer', async () => {
    const text = `${[lines[0], ...lines.slice(2), lines[1], lines.at(-1)].join('\n')}\n`;
    const read = await parse(text);
    expect(read.record.cases).toEqual(record.cases);
    expect(troubles(read)).toEqual([
      'r.jsonl:13 counts 12 cases where 11 could be read',
      'r.jsonl:14 stands after the footer',
      'r.jsonl:15 is a second footer and was left out',
    ]);
  });

  it('not at all in a version that nobody speaks, of no record, of an empty file, of no file', async () => {
    await expect(
      parse(withLine(1, changed(record.header, { schema: 'deep-linear-oracle/gate/2' }), 1)),
    ).rejects.toThrow('r.jsonl:1 must have "schema": "deep-linear-oracle/gate/1", got "deep-linear-oracle/gate/2"');
    await expect(parse('{"a":1}\n')).rejects.toThrow(
      /^r[.]jsonl must be a gate record, with a header line, got .*r[.]jsonl:1 /,
    );
    await expect(parse('')).rejects.toThrow('got "an empty file"');
    await expect(readRecord('/no/such/file')).rejects.toThrow(/^\/no\/such\/file must be a readable file, got "ENOENT/);
  });

  it('of a shard: cases of others are left out', async () => {
    const shard = sampleGate({ cases: 12, shard: { index: 1, count: 3 } });
    const read = await parse(sampleText({ ...shard, cases: [...shard.cases, record.cases[2]!] } as GateRecord));
    expect(read.record).toEqual(shard);
    expect(troubles(read)).toEqual(['r.jsonl:6 is case 2, which shard 1/3 of 12 cases has not; the line was left out']);
  });

  it('whatever bytes stand in it: typed errors and told troubles only', async () => {
    const bytes = Buffer.from(sampleText(record));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.nat(400),
        fc.uint8Array({ maxLength: 40 }),
        async (at, removed, put) => {
          const damaged = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + removed)]);
          const read = await parse(damaged).catch((error: unknown) => error);
          if (read instanceof Error) expect(read).toMatchObject({ code: 'FORMAT' });
          else {
            const { record: got, troubles: found } = read as RecordRead;
            const lost = record.cases.length - got.cases.length;
            expect(lost === 0 || found.length > 0).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
