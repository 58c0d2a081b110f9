import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyWeightsCaseArbitrary } from '../../properties/arbitraries/anyWeightsCaseArbitrary.ts';
import { caseArbitrary } from '../../properties/arbitraries/caseArbitrary.ts';
import { DloError } from '../errors.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import type { Case } from './case.ts';
import { caseFromJson, caseHash, caseToJson } from './caseJson.ts';

const entry = fc.tuple(fc.integer(), fc.integer({ min: 1, max: 99 })).map(([n, d]) => Rational.of(n, d));
const extras = fc
  .dictionary(fc.stringMatching(/^[a-zA-Z]{1,4}$/), fc.array(entry, { minLength: 1, maxLength: 3 }))
  .map(named => Object.fromEntries(Object.entries(named).map(([name, row]) => [name, new Matrix(1, row.length, row)])));

/** Cases with everything a case may have: extra matrices, and inputs that are not white. */
const anyCase: fc.Arbitrary<Case> = fc
  .tuple(fc.oneof(caseArbitrary({}), anyWeightsCaseArbitrary), extras, fc.option(entry, { nil: undefined }))
  .map(([given, extra, scale]) => {
    const Ni = given.problem.W1.cols;
    const sigmaXX = scale && Matrix.generate(Ni, Ni, (i, j) => (i === j ? scale : Rational.of(i + j, 7)));
    return { ...given, extra, problem: { ...given.problem, ...(sigmaXX && { sigmaXX }) } };
  });

const good = {
  W1: [['1', '1/2']],
  W2: [['1'], ['-2'], ['0']],
  sigmaYX: [
    ['1', '0'],
    ['0', '1'],
    ['0', '0'],
  ],
  tau: '2',
  lambda: '1/3',
  time: '0.5',
};

describe('a case as JSON', () => {
  it('comes back as the same case, with the same hash, and writes the same bytes again', () => {
    fc.assert(
      fc.property(anyCase, given => {
        const text = JSON.stringify(caseToJson(given));
        const back = caseFromJson(JSON.parse(text));
        expect(back.problem).toEqual(given.problem);
        expect(back.lambda.equals(given.lambda) && back.time.equals(given.time)).toBe(true);
        expect(back.extra).toEqual(given.extra);
        expect(JSON.stringify(caseToJson(back))).toBe(text);
        expect(caseHash(back)).toBe(caseHash(given));
      }),
      { seed: 3, numRuns: 150 },
    );
  });

  it('does not depend on the order of keys nor on how a number is typed', () => {
    const { W1, W2, sigmaYX, ...scalars } = { ...good, extra: { a: [['1']], b: [['2']] } };
    const other = {
      ...scalars,
      extra: { b: [[2]], a: [['2/2']] },
      time: '1/2',
      sigmaYX,
      W2: [[1], ['-2.0'], [0]],
      W1: [['1e0', 0.5]],
    };
    const typed = caseFromJson(other);
    expect(caseToJson(typed)).toEqual(caseToJson(caseFromJson({ ...scalars, W1, W2, sigmaYX })));
    expect(caseHash(typed)).toBe(caseHash(caseFromJson({ ...scalars, W1, W2, sigmaYX })));
  });

  it('keeps decimals exact', () => {
    expect(caseToJson(caseFromJson({ ...good, time: '0.1', lambda: '-2.5e-3' }))).toMatchObject({
      time: '1/10',
      lambda: '-1/400',
    });
  });

  it('takes τ = 1, λ = 0 and t = 0 where they are left out', () => {
    const { W1, W2, sigmaYX } = good;
    expect(caseToJson(caseFromJson({ W1, W2, sigmaYX }))).toEqual({
      W1,
      W2,
      sigmaYX,
      tau: '1',
      lambda: '0',
      time: '0',
    });
  });

  it('has a hash of twelve hex digits that changes with every field', () => {
    const changed = [
      good,
      { ...good, W1: [['1', '1/3']] },
      { ...good, W2: [['1'], ['-2'], ['1']] },
      { ...good, sigmaYX: [...good.sigmaYX.slice(0, 2), ['1', '0']] },
      { ...good, tau: '3' },
      { ...good, lambda: '0' },
      { ...good, time: '1' },
      { ...good, extra: { eta: [['1']] } },
      { ...good, extra: { eta: [['2']] } },
      { ...good, extra: { beta: [['1']] } },
      // Σxx = I written out is another text than none
      {
        ...good,
        sigmaXX: [
          ['1', '0'],
          ['0', '1'],
        ],
      },
    ].map(json => caseHash(caseFromJson(json)));
    expect(new Set(changed).size).toBe(changed.length);
    for (const hash of changed) expect(hash).toMatch(/^[0-9a-f]{12}$/);
  });
});

describe('caseFromJson refuses', () => {
  it.each<[string, unknown, string, string]>([
    ['no object', null, 'FORMAT', 'case'],
    ['an array', [], 'FORMAT', 'case'],
    ['a text', 'case', 'FORMAT', 'case'],
    ['no W1', { ...good, W1: undefined }, 'FORMAT', 'W1'],
    ['W1 without rows', { ...good, W1: [] }, 'FORMAT', 'W1'],
    ['W1 as a number', { ...good, W1: 1 }, 'FORMAT', 'W1'],
    ['a row that is no array', { ...good, W2: [['1'], '2', ['0']] }, 'FORMAT', 'W2 row 2'],
    ['an empty row', { ...good, W1: [[]] }, 'FORMAT', 'W1 row 1'],
    ['rows of two lengths', { ...good, sigmaYX: [['1', '0'], ['0'], ['0', '0']] }, 'SHAPE', 'sigmaYX row 2'],
    ['a word as an entry', { ...good, W1: [['1', 'one']] }, 'NOT_A_NUMBER', 'W1[1,2]'],
    ['null as an entry', { ...good, W2: [['1'], [null], ['0']] }, 'NOT_A_NUMBER', 'W2[2,1]'],
    ['a division by zero', { ...good, W1: [['1/0', '1']] }, 'NOT_A_NUMBER', 'W1[1,1]'],
    ['an infinite number', { ...good, W1: [[1, Number.POSITIVE_INFINITY]] }, 'NOT_A_NUMBER', 'W1[1,2]'],
    ['NaN', { ...good, lambda: Number.NaN }, 'NOT_A_NUMBER', 'lambda'],
    ['λ as an array', { ...good, lambda: ['1'] }, 'NOT_A_NUMBER', 'lambda'],
    ['an empty time', { ...good, time: '' }, 'NOT_A_NUMBER', 'time'],
    ['true as τ', { ...good, tau: true }, 'NOT_A_NUMBER', 'tau'],
    ['τ = 0', { ...good, tau: '0' }, 'RANGE', 'tau'],
    ['a negative τ', { ...good, tau: '-1' }, 'RANGE', 'tau'],
    ['W2 that does not follow W1', { ...good, W2: [['1', '1']] }, 'SHAPE', 'W2'],
    ['a task of another shape', { ...good, sigmaYX: [['1', '0']] }, 'SHAPE', 'sigmaYX'],
    ['Σxx of another shape', { ...good, sigmaXX: [['1']] }, 'SHAPE', 'sigmaXX'],
    ['extra as an array', { ...good, extra: [] }, 'FORMAT', 'extra'],
    ['extra as a number', { ...good, extra: 1 }, 'FORMAT', 'extra'],
    ['an extra that is no matrix', { ...good, extra: { eta: '1' } }, 'FORMAT', 'eta'],
    ['a bad entry of an extra', { ...good, extra: { eta: [['x']] } }, 'NOT_A_NUMBER', 'eta[1,1]'],
  ])('%s', (_, json, code, argument) => {
    let thrown: unknown;
    try {
      caseFromJson(json);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(DloError);
    expect(thrown).toMatchObject({ code, argument });
    expect((thrown as DloError).message.startsWith(`${argument} must `)).toBe(true);
  });
});
