import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { convert, multiply } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { caseFromJson } from './caseJson.ts';
import { logResidual } from './residual.ts';
import { trueCorrelation } from './truth.ts';
import { correlationOfWeights, factorsOf, hasRiccatiFlow, weightsOfCorrelation } from './weightsOfCorrelation.ts';

const field = decimalField(60);

describe('weights with some QQᵀ', () => {
  it.each<[string, (number | string)[][]]>([
    [
      'of full rank',
      [
        [1, 2],
        [3, -1],
        ['1/2', 5],
      ],
    ],
    [
      'of less than full rank',
      [
        [1, 2],
        [2, 4],
        [-3, -6],
      ],
    ],
    [
      'with columns of very different size',
      [
        [1, '1/1000000000'],
        [1, '-1/1000000000'],
        [2, 0],
      ],
    ],
    [
      'of zeros',
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    ],
  ])('have it, %s', (_, rows) => {
    const Q = convert(
      field,
      Matrix.fromRows(rows).map(entry => Rational.of(entry)),
    );
    const QQ = multiply(field, Q, Q.transpose());
    const { W1, W2 } = factorsOf(QQ, { Ni: 2, Nh: 2, No: 1 }, 60, 55);
    expect([W1.shape, W2.shape]).toEqual(['2×2', '1×2']);
    expect(logResidual(correlationOfWeights(60, { W1, W2, digits: 55 }), QQ)).toBeLessThan(-54);
  });

  it('are those of the flow but for a turn of the hidden units', () => {
    const given = caseFromJson({
      W1: [[1, 0]],
      W2: [[2], [0]],
      sigmaYX: [
        [1, 2],
        [0, 1],
      ],
      lambda: '3',
      time: '1/2',
    });
    expect(hasRiccatiFlow(given)).toBe(true);
    const found = weightsOfCorrelation(given, { digits: 20, working: 40, truth: TRUTH });
    const { QQ } = trueCorrelation(given.problem, given.time, { digits: 30, maxDigits: 100 }, { truth: TRUTH });
    expect(found.digits).toBeGreaterThanOrEqual(26);
    expect(logResidual(correlationOfWeights(40, found), QQ)).toBeLessThan(-found.digits);
  });

  it('are not asked where the balance is not the one that the case says', () => {
    const unbalanced = caseFromJson({ W1: [[1]], W2: [[2]], sigmaYX: [[1]], lambda: '2', time: '1' });
    expect(hasRiccatiFlow(unbalanced)).toBe(false);
  });
});
