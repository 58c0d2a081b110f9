import { expect, test } from 'vitest';
import { renderJson } from './json.ts';
import { sampleRecord } from './testing/sampleRecord.ts';

test('parses back to the record, keys in their order, two spaces, one newline at the end', () => {
  const record = sampleRecord();
  const text = renderJson(record);
  expect(JSON.parse(text)).toEqual(record);
  expect(Object.keys(JSON.parse(text))).toEqual(Object.keys(record));
  expect(text).toMatch(/^\{\n {2}"schema"/);
  expect(text).toMatch(/[^\n]\n$/);
  expect(renderJson(sampleRecord())).toBe(text);
});

test('a number without a JSON token becomes null', () => {
  const text = renderJson({ ...sampleRecord(), runs: Number.NaN, digits: Number.POSITIVE_INFINITY });
  expect(JSON.parse(text)).toMatchObject({ runs: null, digits: null });
});
