import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { drawCase } from '../../properties/arbitraries/gateDraw.ts';
import { GATE_CLAIMS } from '../../properties/trajectories/index.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { isFailure } from './gateRecord.ts';
import { judgeCase } from './judgeCase.ts';
import { checkLine } from './recordSchema.ts';
import { QUANTITIES, type Values } from './subject.ts';
import { subjectOf, taylorAnswers } from './testing/testSubjects.ts';

const EXTREMES = [
  '1e4999',
  '-1e4999',
  '1.7e308',
  '-1.7e308',
  '1e200',
  '-1e160',
  '1e155',
  '1e-4999',
  '5e-324',
  '-1e-320',
];

/** Right answers but for one entry of one quantity at one time, or all of them. */
function spoiled(extreme: Rational, name: string | undefined, place: number) {
  const spoil = (values: Values): Values =>
    Object.fromEntries(
      Object.entries(values).map(([key, matrix]) => [
        key,
        name !== undefined && key !== name
          ? matrix
          : new Matrix(
              matrix.rows,
              matrix.cols,
              matrix.data.map((entry, at) =>
                name === undefined || at === place % matrix.data.length ? extreme : entry,
              ),
            ),
      ]),
    );
  return subjectOf('spoiled', question => taylorAnswers(question).map(spoil), { quantities: QUANTITIES });
}

describe('an answer of extreme numbers', () => {
  const names = ['W2', 'qqt', 'loss', undefined];
  it.each(names)('in %s is a failed case and never the end of a gate', async name => {
    for (const [index, extreme] of EXTREMES.entries()) {
      const subject = spoiled(Rational.of(extreme), name, index);
      const { given } = drawCase('extreme numbers', 3, 3 * index + names.indexOf(name), subject.capabilities)!;
      const results = await judgeCase(subject, given, { truth: TRUTH, claims: GATE_CLAIMS, digits: 10 });
      expect(results.length).toBeGreaterThan(10);
      const large = Math.abs(Number(extreme)) > 1;
      if (large) expect(results.filter(({ outcome }) => isFailure(outcome)).length, extreme).toBeGreaterThan(0);
      const line = {
        type: 'case',
        sequence: 0,
        origin: 'random',
        hash: 'abcdef',
        case: {},
        hypotheses: [],
        regime: {},
      };
      const checked = checkLine({
        ...line,
        case: { W1: [], W2: [], sigmaYX: [], tau: '1', lambda: '0', time: '1' },
        results: JSON.parse(JSON.stringify(results)),
      });
      expect(typeof checked, `${checked}`).toBe('object');
    }
  });
});
