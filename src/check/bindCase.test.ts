import { describe, expect, it } from 'vitest';
import { toMatrix } from '../formula/value.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import { enclosedSvds } from '../judge/enclosedSvds.ts';
import type { Binary } from '../numbers/binary/binary.ts';
import { binarySystem } from '../numbers/binary/binarySystem.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { Matrix } from '../numbers/matrix.ts';
import { jacobiSystem } from '../numbers/numberSystem.ts';
import { Rational } from '../numbers/rational.ts';
import { bindCase } from './bindCase.ts';

const decimals = decimalField(60);
const system = binarySystem(40);
const { field } = system;
const decimal = (rows: string[][]): Matrix<Decimal> => Matrix.fromRows(rows).map(decimals.parse);

describe('the true weights of a case in numbers that carry bounds', () => {
  const given = caseFromJson({ W1: [['1']], W2: [['1']], sigmaYX: [['2']], time: '1' });
  const bound = (digits: number, name: string): Matrix<Binary> =>
    toMatrix(
      field,
      bindCase(system, { conventions: [] }, given, { W1: decimal([['30']]), W2: decimal([['0.125']]), digits }).get(
        name,
      )!,
    );
  /** Whether a value within the bounds of the entry may be `value`. */
  const allows = (entry: Binary, value: Rational): boolean => {
    const difference = field.sub(entry, field.of(value));
    return !field.bounds!.signIsKnown(difference) || field.compare(difference, field.zero) === 0;
  };

  it('allow every value that the certain digits allow', () => {
    // 30 to five digits of its size may be 30 ± 0.0003, and 0.125 may be 0.125 ± 0.00000125.
    const [W1] = bound(5, 'W1t').data;
    const [W2] = bound(5, 'W2t').data;
    for (const sign of ['', '-']) {
      expect(allows(W1!, Rational.of('30').add(Rational.of(`${sign}0.0003`)))).toBe(true);
      expect(allows(W2!, Rational.of('0.125').add(Rational.of(`${sign}0.00000125`)))).toBe(true);
      // Not a hundred times as much: the bound still says something.
      expect(allows(W1!, Rational.of('30').add(Rational.of(`${sign}0.03`)))).toBe(false);
    }
  });

  it('pass what they allow on to the slopes', () => {
    // W1 = 30 + d: τ dW2/dt = (2 − W1/8)·W1, at 30 −52.5, moves by −5.5 d.
    const [slope] = bound(5, 'dW2t').data;
    expect(allows(slope!, Rational.of('-52.5').add(Rational.of('0.0016')))).toBe(true);
  });

  it('are what they are where every digit is certain', () => {
    const [W1] = bound(Number.POSITIVE_INFINITY, 'W1t').data;
    expect(allows(W1!, Rational.of('30'))).toBe(true);
    expect(allows(W1!, Rational.of('30.0000000000000000000000000001'))).toBe(false);
  });
});

describe('the symbols of a case that is bound several times', () => {
  it('hold one decomposition of its task and one rounding of its weights, in each number system', () => {
    const given = caseFromJson({
      W1: [['1/3', 1]],
      W2: [['1'], ['2']],
      sigmaYX: [
        ['2', 1],
        ['1/7', 3],
      ],
      time: '1',
    });
    const inDecimals = (name: string): unknown => {
      const decimal = jacobiSystem(decimalField(50));
      return toMatrix(decimal.field, bindCase(decimal, { conventions: [] }, given).get(name)!).data[0];
    };
    const inBalls = (name: string): unknown => {
      const binary = binarySystem(50);
      const bound = bindCase(binary, { conventions: [] }, given, undefined, enclosedSvds(binary.field, given.problem));
      return toMatrix(binary.field, bound.get(name)!).data[0];
    };
    for (const name of ['U', 'V0', 'W1']) {
      expect(inDecimals(name)).toBe(inDecimals(name));
      expect(inBalls(name)).toBe(inBalls(name));
    }
  });
});
