import { describe, expect, it } from 'vitest';
import { DEEPEST_JSON, parseJson } from './parseJson.ts';

describe('parseJson', () => {
  it('ends a string at its own quote, not at one behind a backslash', () => {
    expect(parseJson('{"a\\":b":1}', 'line')).toEqual({ 'a":b': 1 });
    expect(parseJson('{"a\\"":1,"b\\\\":2}', 'line')).toEqual({ 'a"': 1, 'b\\': 2 });
  });

  it('reads what JSON.parse reads', () => {
    for (const text of ['{"a":1,"b":{"a":[{"a":2},{"a":3}]}}', '[]', '"a:{"', '{"a\\":":"{[","b":"\\\\"}', ' 3 '])
      expect(parseJson(text, 'line')).toEqual(JSON.parse(text));
  });

  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"tau":1,"x":[{"y":1},{"y":2,"y" : 3}]}', 'y'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['{"a":"}","b":{},"a":[]}', 'a'],
  ])('refuses a key that stands twice: %s', (text, key) => {
    expect(() => parseJson(text, 'line')).toThrow(`line must name no key of an object twice, got "${key}"`);
  });

  it('refuses what is nested too deep, before anyone recurses through it', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(parseJson(nested(DEEPEST_JSON), 'line')).toBeInstanceOf(Array);
    for (const depth of [DEEPEST_JSON + 1, 5000, 200_000])
      expect(() => parseJson(nested(depth), 'line')).toThrow(`line must be nested at most ${DEEPEST_JSON} deep`);
  });

  it('says what is no JSON on one line', () => {
    expect(() => parseJson('{"a":\n1,}', 'line')).toThrow(/^line must be JSON \([^\n]*\), got "\{/);
  });
});

it('takes strings of any length and any number of escapes', () => {
  for (const part of ['a', '\\n', '\\\\\\"']) {
    const text = `{"id":"${part.repeat(4_000_000)}","id2":1}`;
    expect(Object.keys(parseJson(text, 'line') as object)).toEqual(['id', 'id2']);
  }
});
