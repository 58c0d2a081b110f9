import { describe, expect, test } from 'vitest';
import { findInterpreters, type Interpreter, startPython, withNumpy } from './peers/interpreters.ts';
import type { Peer } from './peers/peer.ts';
import type { BenchSettings } from './settings.ts';
import { sectionsAgainst } from './solver.ts';
import type { Section } from './table.ts';

const settings: BenchSettings = { quick: true, rounds: 1, atLeast: 0, interpreters: [] };
const DURATION = /^\d[\d.]* (ns|µs|ms|s)$/;

function cells(sections: readonly Section[], wanted: RegExp): string[] {
  return sections.flatMap(({ columns, rows }) => rows.flatMap(row => row.filter((_, j) => wanted.test(columns[j]!))));
}

test('without NumPy the columns say so and ours are timed', async () => {
  const sections = await sectionsAgainst(undefined, undefined, settings);
  expect(sections.every(({ title }) => title.includes('NumPy (not installed)'))).toBe(true);
  expect(new Set(cells(sections, /NumPy/))).toEqual(new Set(['not installed']));
  expect(new Set(cells(sections, /ratio/))).toEqual(new Set(['–']));
  for (const cell of cells(sections, /closedForm/)) expect(cell).toMatch(DURATION);
});

test('aims stand beside the ratios of what they are for', async () => {
  const sections = await sectionsAgainst(undefined, undefined, settings);
  const aims = (title: RegExp): (readonly string[])[] =>
    sections.filter(each => title.test(each.title)).map(each => cells([each], /^aim$/));
  expect(aims(/QQᵀ per point/)).toEqual([['–', '≥ 25', '≥ 6']]);
  expect(aims(/one QQᵀ at \d τ/)).toEqual([
    ['–', '≥ 1', '≥ 0.33'],
    ['–', '≥ 1', '≥ 0.33'],
    ['≥ 1', '≥ 0.33'],
  ]);
});

test('a peer with other results is reported and never timed', async () => {
  const liar: Peer = {
    async ask(request) {
      const { at_least, times, results } = request as { at_least?: number; times: number[]; results?: number[] };
      if (at_least !== undefined && times.length > 0) throw new Error('was timed');
      return { seconds: 1, results: results?.map(() => [1]) };
    },
    close: () => {},
  };
  const sections = await sectionsAgainst(fake, liar, settings);
  const shown = cells(sections, /NumPy/);
  expect(shown.length).toBeGreaterThan(10);
  for (const cell of shown) expect(cell).toMatch(/^disagrees with ours/);
});

const fake: Interpreter = {
  command: 'fake',
  executable: '/fake',
  python: '3',
  numpy: { version: '0', blas: null, threads: null },
  mpmath: null,
  gmpy2: null,
};

const builds = withNumpy(findInterpreters());

describe.skipIf(builds.length === 0)('every NumPy that is installed', () => {
  test.each(builds.map(build => [build.numpy!.version, build] as const))(
    '%s computes what ours does',
    async (_, build) => {
      const peer = startPython(build, 'numpyClosedForm.py');
      try {
        const sections = await sectionsAgainst(build, peer, settings);
        for (const cell of cells(sections, /NumPy/)) expect(cell).toMatch(DURATION);
        for (const cell of cells(sections, /ratio/)) expect(cell).toMatch(/^\d/);
      } finally {
        peer.close();
      }
    },
  );
});
