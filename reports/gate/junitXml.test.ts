import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { findKnownFailures } from '../../src/gate/knownFailures.ts';
import { HOSTILE, sampleGate } from '../../src/gate/testing/sampleGate.ts';
import { summariseGate } from './gateSummary.ts';
import { renderJunit } from './junitXml.ts';

const schema = readFileSync(new URL('../testing/junitRules.xsd', import.meta.url), 'utf8');

async function faults(xml: string): Promise<string[]> {
  return (await validateXML({ xml: { fileName: 'gate.xml', contents: xml }, schema })).errors.map(
    ({ message }) => message,
  );
}

describe('JUnit XML of a gate', () => {
  const record = sampleGate({ cases: 40, subject: HOSTILE });

  it('is valid, with words of a subject that try to be markup', async () => {
    const xml = renderJunit(summariseGate(record));
    expect(await faults(xml)).toEqual([]);
    expect(xml).toContain('tests="5" failures="1" errors="0" skipped="1"');
    expect(xml).toMatch(
      /<testcase name="flow:loss"[^>]*><failure message="The loss follows the gradient flow: \d failures on 40 cases" type="digits">/,
    );
    expect(xml).toMatch(/<testcase name="flow:ntk"[^>]*><skipped\/><\/testcase>/);
    for (const bad of ['<script', ']]>', '\u0007']) expect(xml).not.toContain(bad);
    expect(xml).toContain('replay: npx dlo gate');
  });

  it('is valid of a subject that gives no answers, which is an error, and of nothing', async () => {
    const mute = sampleGate({ change: ({ claim }) => ({ claim, outcome: 'crashed', reason: 'gone' }) });
    const xml = renderJunit(summariseGate(mute));
    expect(await faults(xml)).toEqual([]);
    expect(xml).toContain('failures="0" errors="4" skipped="1"');
    const none = renderJunit(summariseGate({ header: { ...record.header, claims: [], started: '' }, cases: [] }));
    expect(await faults(none)).toEqual([]);
    expect(none).toContain('tests="0"');
  });

  it('has a failure for a known failure that passes, and none for one that fails', async () => {
    const known = ['flow:loss', 'flow:qqt'].map(claim => ({ claim, reason: 'r <&>' }));
    const xml = renderJunit(summariseGate(record, findKnownFailures(record, known)));
    expect(await faults(xml)).toEqual([]);
    expect(xml).toMatch(/<testcase name="known failure of flow:qqt"[^>]*><failure /);
    expect(xml).toMatch(/<testcase name="flow:loss"[^>]*><skipped\/>/);
  });

  it('is held to rules that can be broken', async () => {
    const xml = renderJunit(summariseGate(record));
    expect(await faults(xml.replace(/timestamp="[^"]*"/, 'timestamp="2001-02-03T04:05:06.000Z"'))).not.toEqual([]);
    expect(await faults(xml.replace('<skipped/>', '<pending/>'))).not.toEqual([]);
    expect(await faults(xml.replace('&#60;', '<'))).not.toEqual([]);
  });
});
