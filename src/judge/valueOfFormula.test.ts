import { describe, expect, it } from 'vitest';
import { parseFormula } from '../formula/parseFormula.ts';
import { problem } from '../network/problem.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import type { Case } from './case.ts';
import { formulaOverTime, shownOverTime } from './valueOfFormula.ts';

const exact = (...rows: readonly (readonly number[])[]): Matrix<Rational> =>
  Matrix.fromRows(rows).map(entry => Rational.of(entry));

const given: Case = {
  problem: problem({ W1: exact([1, 2]), W2: exact([3]), sigmaYX: exact([1, -1]) }),
  lambda: Rational.ZERO,
  time: Rational.ONE,
  extra: {},
};

function shown(text: string, time: number): string {
  return shownOverTime(parseFormula(text), given, 40, 20)(Rational.of(time)).data.join(' ');
}

function inDecimal(text: string, time: number, digits = 40): string {
  return formulaOverTime(parseFormula(text), given, digits)(Rational.of(time)).data.join(' ');
}

describe('shownOverTime', () => {
  it('is right where as many digits of decimal.js have cancelled', () => {
    const text = 'exp(100*t)*[1, 1] + W1 - exp(100*t)*[1, 1]';
    expect(inDecimal(text, 1)).not.toBe('1 2');
    expect(shown(text, 1)).toBe('1 2');
  });

  it('shows 0 where a value may be zero beside others', () => {
    expect(shown('[exp(t)*exp(-t) - 1, 1]', 1)).toBe('0 1');
  });

  it('takes the value of decimal.js where error bounds leave a sign open, and at all times from then on', () => {
    const text = 'sgn(exp(1 - t)*exp(t - 1) - 1 + abs(t - 2))';
    const at = shownOverTime(parseFormula(text), given, 40, 20);
    expect(at(Rational.ONE).data.join(' ')).toBe('1');
    expect(at(Rational.of(2)).data.join(' ')).toBe(inDecimal(text, 2));
  });

  it('takes the value of decimal.js where too few digits are certain', () => {
    const text = '(exp(180*t) + 1/3) - exp(180*t)';
    expect(shown(text, 1)).toBe(inDecimal(text, 1));
    expect(inDecimal(text, 1, 200)).toMatch(/^0\.33333/);
    expect(inDecimal(text, 1)).not.toMatch(/^0\.33333/);
  });
});
