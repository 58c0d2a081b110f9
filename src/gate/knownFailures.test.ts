import { describe, expect, it } from 'vitest';
import type { KnownFailure } from './gateFindings.ts';
import { isFailure } from './gateRecord.ts';
import { findKnownFailures, knownFailuresFromText, readKnownFailures, requireKnownClaims } from './knownFailures.ts';
import { SAMPLE_CLAIMS, sampleGate } from './testing/sampleGate.ts';

const record = sampleGate();
const failing = record.cases.filter(({ results }) => results.some(({ outcome }) => isFailure(outcome)));
const first = failing[0]!;

const states = (known: readonly KnownFailure[], of = record): string[] =>
  findKnownFailures(of, known).entries.map(({ state }) => state);

describe('known failures', () => {
  it('explain the failures of their claim, regime, case and subject, and no others', () => {
    const all = findKnownFailures(record, [{ claim: 'flow:loss', reason: 'r' }]);
    expect(all.explained).toEqual({ 'flow:loss': failing.map(({ sequence }) => sequence) });
    expect(all.entries[0]).toMatchObject({ state: 'fails', failures: failing.length });
    expect(failing.length).toBeGreaterThan(5);
    const one = findKnownFailures(record, [{ claim: 'flow:loss', hash: first.hash, reason: 'r' }]);
    expect(one.explained).toEqual({ 'flow:loss': [first.sequence] });
    const { architecture } = first.regime;
    const some = findKnownFailures(record, [
      { claim: 'flow:loss', regime: { architecture: architecture! }, reason: 'r' },
    ]);
    expect(some.explained['flow:loss']).toEqual(
      failing.filter(({ regime }) => regime.architecture === architecture).map(({ sequence }) => sequence),
    );
    for (const subject of [record.header.subject.name, record.header.subject.specification])
      expect(states([{ claim: 'flow:loss', subject, reason: 'r' }])).toEqual(['fails']);
    expect(findKnownFailures(record, [{ claim: 'flow:loss', subject: 'another', reason: 'r' }])).toEqual({
      entries: [],
      explained: {},
    });
  });

  it('that pass are told, but not by a part of the run unless they are one case', () => {
    const held = { claim: 'flow:qqt', reason: 'r' };
    const shard = sampleGate({ shard: { index: 0, count: 2 } });
    const cutOff = { header: record.header, cases: record.cases };
    const interrupted = { ...record, footer: { ...record.footer, interrupted: true } };
    expect(states([held])).toEqual(['passes']);
    expect(states([held], shard)).toEqual(['not seen']);
    expect(states([held], cutOff as typeof record)).toEqual(['not seen']);
    expect(states([held], interrupted)).toEqual(['not seen']);
    expect(states([{ ...held, hash: shard.cases[3]!.hash }], shard)).toEqual(['passes']);
    expect(states([{ ...held, hash: 'abcdef' }])).toEqual(['not seen']);
    expect(states([{ ...held, regime: { architecture: 'deep' } }])).toEqual(['not seen']);
  });

  it.each([
    ['{', /^k[.]json must be JSON/],
    ['{}', /^k[.]json must be an array/],
    ['[1]', /^k[.]json, entry 1 must be an object/],
    ['[{"claim":"a"}]', /^k[.]json, entry 1 must have a "reason" in words, got undefined/],
    ['[{"claim":"a","reason":" "}]', /must have a "reason" in words/],
    ['[{"reason":"r"}]', /must have a "claim" in words/],
    ['[{"claim":"a","reason":"r"},{"claim":"a","reason":"r","hash":3}]', /entry 2 must have a text as "hash", got 3/],
    ['[{"claim":"a","reason":"r","regime":["x"]}]', /must have an object of texts as "regime"/],
    ['[{"claim":"a","reason":"r","regime":{"x":1}}]', /must have an object of texts as "regime"/],
    ['[{"claim":"a","reason":"r","resaon":"r"}]', /must have no fields but .*, got "resaon"/],
  ])('in a file that says %s are refused', (text, message) => {
    expect(() => knownFailuresFromText(text, 'k.json')).toThrow(message);
  });

  it('of a claim that nobody judges are refused, and of a missing file', async () => {
    const ids = SAMPLE_CLAIMS.map(({ id }) => id);
    const known = [
      { claim: 'flow:loss', reason: 'r' },
      { claim: 'flow:los', reason: 'r' },
    ];
    expect(() => requireKnownClaims(known, ids, 'k.json')).toThrow(
      'k.json, entry 2 must name a claim of the gate (nearest: flow:loss), got "flow:los"',
    );
    await expect(readKnownFailures('/no/such')).rejects.toMatchObject({ code: 'FILE', argument: '/no/such' });
  });
});
