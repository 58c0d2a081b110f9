import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { parseFormulaFile } from '../formula/formulaFile.ts';
import type { AnyCase, Case } from '../judge/case.ts';
import type { Effort } from '../judge/claim.ts';
import { decideCase } from '../judge/lookAt.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { subjectOf } from './evaluateFile.ts';
import { exactlySingular } from './exactlySingular.ts';
import { judgeFormula } from './judgeFormula.ts';

const rational = (rows: readonly (readonly string[])[]): Matrix<Rational> =>
  Matrix.fromRows(rows.map(row => row.map(entry => Rational.of(entry))));

/** W1 has rank one, which thirds and sevenths hide from every decimal and binary arithmetic. */
const GIVEN: Case = {
  problem: {
    W1: rational([
      ['1/3', '1/7'],
      ['7/3', '1'],
    ]),
    W2: rational([
      ['1', '1/3'],
      ['0', '2'],
    ]),
    sigmaYX: rational([
      ['1', '2'],
      ['1/5', '1/3'],
    ]),
    tau: Rational.ONE,
  },
  lambda: Rational.ZERO,
  time: Rational.of('1/3'),
  extra: {},
};

function open(body: string, header = 'claims: equation') {
  return parseFormulaFile(`${header}\n---\n${body}`, 'f.txt');
}

describe('exactlySingular', () => {
  it.each([
    ['inv(W1)', 4, 'inv(W1) cannot be evaluated: matrix must be invertible'],
    ['2*W2/W1', 7, 'cannot be evaluated: matrix must be invertible'],
    ['W1\\W2', 5, 'cannot be evaluated: matrix must be invertible'],
    ['W1^-1', 5, 'cannot be evaluated'],
    ['W2/(3*t - tau)', 5, 'must not divide by zero'],
    ["expm(W2)*inv(3*W1*W1'/7)", 12, 'cannot be evaluated'],
  ])('finds what is singular in %s', (text, column, message) => {
    const error = exactlySingular(subjectOf(open(`A = ${text}\nA == W1t`)), GIVEN);
    expect(error).toMatchObject({ code: 'SINGULAR', line: 3 });
    expect(error!.column).toBeGreaterThanOrEqual(column);
    expect(error!.message).toContain(message);
  });

  it.each(['inv(W2)', 'inv(S0)', "inv(U'*W1*V)", 'W1t/trace(W1t)', 'inv(expm(W1))'])(
    'says nothing of %s, which is regular or no fraction',
    text => {
      expect(exactlySingular(subjectOf(open(`A = ${text}\nA == W1t`)), GIVEN)).toBeUndefined();
    },
  );

  it('does not take a time that a definition gives for the fraction that it is rounded to', () => {
    const file = open('third = tau/3\nW1t/(3*t - tau) == W1t', 'claims: equation\nat: third');
    expect(exactlySingular(subjectOf(file), GIVEN)).toBeUndefined();
  });
});

describe('judgeFormula of an inverse that is all rounding', () => {
  it('fails with its place where fractions show that there is none', () => {
    const judgement = decideCase(judgeFormula(open('A = inv(W1)\nA*W1t == W1t*A')), GIVEN, {
      digits: 20,
      truth: TRUTH,
    });
    expect(judgement).toMatchObject({ outcome: 'failed', logResidual: Number.POSITIVE_INFINITY });
    expect(judgement.reason).toContain('line 3, column 5: inv(W1) cannot be evaluated');
  });

  it('is left undecided where fractions show nothing, at the place, without more and more digits', () => {
    const efforts: number[] = [];
    const judge = judgeFormula(open("A = inv(U'*W1)\nA*W1t == W1t*A"));
    const judgement = decideCase(
      (given: AnyCase, effort: Effort) => {
        efforts.push(effort.working);
        return judge(given as Case, effort);
      },
      GIVEN,
      { digits: 20, truth: TRUTH },
    );
    expect(judgement).toMatchObject({ outcome: 'undecided' });
    expect(judgement.reason).toMatch(/^singular or numerically zero, to 180 digits: .*line 3, column 5: inv\(U'\*W1\)/);
    expect(judgement.picture).toBe("A = inv(U'*W1)\n    ^^^");
    expect(efforts).toEqual([30, 60, 120]);
  });
});
