import { expect, test } from 'vitest';
import type { ClaimRecord } from '../../src/judge/runRecord.ts';
import { sampleRecord } from '../testing/sampleRecord.ts';
import { WITHIN_THE_PAGE } from './links.ts';
import { relationsOf } from './relations.ts';
import { restingGraphsHtml } from './restingGraph.ts';

const [any] = sampleRecord().claims;
const claim = (id: string, verdict: ClaimRecord['verdict'], ...restsOn: string[]): ClaimRecord => ({
  ...any!,
  id: `p/${id}`,
  title: `T <${id}>`,
  source: { paper: 'p', section: '1', place: 'eq' },
  verdict,
  restsOn: restsOn.map(other => `p/${other}`),
});
const drawn = (claims: readonly ClaimRecord[]): string => restingGraphsHtml(relationsOf(claims), WITHIN_THE_PAGE);

test('what rests on a wrong statement, at later hand too, is marked; what it rests on, and what holds beside it, is not', () => {
  const html = drawn([
    claim('base', 'holds'),
    claim('wrong', 'refuted', 'base'),
    claim('next', 'holds', 'wrong'),
    claim('last', 'holds', 'next'),
    claim('beside', 'holds', 'base'),
    claim('alone', 'refuted'),
  ]);
  expect(html).toContain('p: 5 statements, of which 2 rest on one that is wrong as printed');
  const marked = [...html.matchAll(/<a href="#p\/([a-z]+)"( class="falls")?><title>/g)];
  expect(marked.map(([, id, falls]) => [id, falls !== undefined]).sort()).toEqual([
    ['base', false],
    ['beside', false],
    ['last', true],
    ['next', true],
    ['wrong', false],
  ]);
  expect(html.match(/class="edge wrong"/g)).toHaveLength(1);
  expect(html).toContain('<title>last: T &lt;last&gt; (p/last): holds; rests on what is wrong as printed</title>');
});

test('the list says the same in words', () => {
  const html = drawn([claim('a', 'refuted'), claim('b', 'holds'), claim('c', 'holds', 'a', 'b')]);
  const list = html.slice(html.indexOf('<ul class="resting-list">')).replace(/<[^>]*>/g, ' ');
  expect(list.replace(/\s+/g, ' ')).toContain(
    'a (refuted) rests on no other b (holds) rests on no other c (holds) rests on a , b',
  );
});

test('nothing where nothing rests on anything, or on what the record does not hold', () => {
  expect(drawn([claim('a', 'refuted'), claim('b', 'holds', 'gone')])).toBe('');
});
