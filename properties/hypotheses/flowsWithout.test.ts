import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rationals } from '../../oracles/testing/testProblems.ts';
import type { FlowCase } from '../../src/judge/case.ts';
import { flow } from '../../src/network/flow.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { flowsWithout } from './flowsWithout.ts';

/** 3-1-4: a wide layer, a tall one and a task of neither shape. */
const given: FlowCase = {
  flow: flow({
    layers: [rationals([[1, 2, 3]]), rationals([[1], [2], [3], [4]])],
    sigmaYX: rationals([
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
      [1, 3, 5],
    ]),
  }),
  time: Rational.ONE,
  extra: {},
};

const entriesOf = ({ flow: { layers, sigmaYX } }: FlowCase): string[] =>
  [...layers, sigmaYX].flatMap(matrix => matrix.data.map(String));

describe('flowsWithout', () => {
  const before = entriesOf(given);
  const moved = fc
    .sample(flowsWithout(fc.constant(given), []), { numRuns: 3000, seed: 1 })
    .map(changed => entriesOf(changed).flatMap((entry, at) => (entry === before[at] ? [] : [at])));

  it('changes every entry of every layer and of the task alone, too', () => {
    const alone = new Set(moved.flatMap(places => (places.length === 1 ? places : [])));
    expect([...alone].sort((a, b) => a - b)).toEqual(before.map((_, at) => at));
  });

  it('changes one entry, all of one matrix, or nothing', () => {
    const wholes = [before.slice(0, 3), before.slice(3, 7), before.slice(7)];
    const starts = [0, 3, 7];
    const kinds = new Set(moved.map(places => `${places}`));
    for (const [index, whole] of wholes.entries())
      expect(kinds).toContain(`${whole.map((_, at) => starts[index]! + at)}`);
    expect(kinds.size).toBe(1 + before.length + wholes.length);
  });

  it('leaves alone what has matrices besides', () => {
    const described = { ...given, extra: { A: rationals([[1]]) } };
    for (const one of fc.sample(flowsWithout(fc.constant(described), []), { numRuns: 50, seed: 1 }))
      expect(one).toBe(described);
  });
});
