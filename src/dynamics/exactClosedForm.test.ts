import { describe, expect, it } from 'vitest';
import { exactProblem } from '../network/exactProblem.ts';
import { Rational } from '../numbers/rational.ts';
import { exactClosedForm } from './exactClosedForm.ts';

describe('exactClosedForm of fractions', () => {
  it('knows that they are balanced exactly, and by how little', () => {
    const third = Rational.of('1/3');
    for (const [more, isZero] of [
      [Rational.ZERO, true],
      [Rational.ratio(1n, 3n << 54n), false],
    ] as const) {
      const second = third.add(more);
      const flow = exactClosedForm(exactProblem({ W1: [['1/3']], W2: [[second.toString()]], sigmaYX: [['2/7']] }));
      expect(flow.offBalance).toBe(0);
      const lambda = second.mul(second).sub(third.mul(third)).toNumber();
      expect(lambda === 0).toBe(isZero);
      expect(flow.lambda).toBeCloseTo(lambda, 30);
    }
  });

  it('knows how far they are from it', () => {
    const W1 = [['1/3', 0], [0, '1/3']]; // biome-ignore format: a matrix
    const W2 = [['1/3', '1e-15'], [0, '1/3']]; // biome-ignore format: a matrix
    const flow = exactClosedForm(exactProblem({ W1, W2, sigmaYX: [[1, 0], [0, 2]] })); // biome-ignore format: a matrix
    // W2ᵀW2 − W1W1ᵀ has 1e-15/3 twice beside its diagonal.
    expect(flow.offBalance / ((Math.SQRT2 * 1e-15) / 3)).toBeCloseTo(1, 6);
  });
});

describe('its probe', () => {
  it('is the same in other units, and off by what the balance is', () => {
    // λ = 1 but for 2^−40 or so; the second layer is larger than the first, and than the task.
    const off = Rational.of(5, 4).add(Rational.ratio(1n, 1n << 41n));
    const flowIn = (unit: number) => {
      const by = (entry: Rational | number, power: number) =>
        Rational.of(2 ** (unit * power)).mul(entry instanceof Rational ? entry : Rational.of(entry));
      const rows = (power: number, ...entries: (Rational | number)[][]) =>
        entries.map(row => row.map(entry => by(entry, power).toString()));
      return exactClosedForm(
        exactProblem({
          W1: rows(1, [0.75, 0], [0, 0.75]),
          W2: rows(1, [1.25, 0], [0, off]),
          sigmaYX: rows(2, [0.5, 0.25], [0.125, 0.25]),
        }),
      );
    };
    const [plain, large] = [flowIn(0), flowIn(5)];
    for (const t of [0.5, 2, 4]) {
      const [one, other] = [plain.probe().output(t)!, large.probe().output(t / 4 ** 5)!];
      one.data.forEach((entry, at) => {
        expect(other.data[at]! / 4 ** 5 / entry).toBeCloseTo(1, 14);
      });
      const difference = Math.max(...one.data.map((entry, at) => Math.abs(entry - plain.output(t)!.data[at]!)));
      expect(difference).toBeGreaterThan(1e-14);
      expect(difference).toBeLessThan(1e-10);
    }
  });
});
