import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FlowCase } from '../../../src/judge/case.ts';
import { flow } from '../../../src/network/flow.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { hasNoValue } from '../_exactly.ts';
import { condition } from './_chains.ts';
import { surveyClaim } from './_claim.ts';

const one = new Matrix(1, 1, [Rational.ONE]);
const cases: fc.Arbitrary<FlowCase> = fc.constant({
  flow: flow({ layers: [one], sigmaYX: one }),
  time: Rational.ZERO,
  extra: {},
});
const [printed, corrected, wrong] = ['printed', 'corrected', 'wrong'].map(name => hasNoValue(name, 'none'));
const deep = condition('deep', 'h ≥ 2', ({ flow: { layers } }) => layers.length > 1);
const parts = {
  id: 'eq-0',
  topic: 'Loss landscape',
  section: '9',
  title: 'title',
  place: 'equation 0',
  statement: 'a = b',
  cases,
  judge: printed!,
  wrong: { 'a mutant': wrong! },
} as const;

it('a claim has its paper, the printed reading and its mutants', () => {
  const claim = surveyClaim(parts);
  expect([claim.id, claim.anyDepth, claim.restsOn]).toEqual(['wendin2025/eq-0', true, undefined]);
  expect(claim.readings).toEqual([
    { name: 'as printed', statement: 'a = b', hypotheses: [], evidence: 'exact', cases, judge: printed },
  ]);
  expect(claim.mutants).toEqual([{ name: 'a mutant', judge: wrong }]);
});

it('a further reading is the printed one but for what it changes, in one order', () => {
  const claim = surveyClaim({
    ...parts,
    hypotheses: [deep],
    evidence: 'witness',
    restsOn: ['eq-1'],
    corrected: { statement: 'a = 2b', judge: corrected!, hypotheses: [] },
    narrowed: { hypotheses: [deep] },
    fair: {},
  });
  expect(claim.readings.map(({ name }) => name)).toEqual([
    'as printed',
    'fair reading',
    'with an extra hypothesis',
    'as corrected',
  ]);
  const [asPrinted, fair, narrowed, right] = claim.readings;
  expect({ ...fair, name: 'as printed' }).toEqual(asPrinted);
  expect(narrowed!.hypotheses).toEqual([deep]);
  expect(right).toMatchObject({ statement: 'a = 2b', judge: corrected, hypotheses: [], evidence: 'witness', cases });
  expect(claim.restsOn).toEqual(['wendin2025/eq-1']);
});
