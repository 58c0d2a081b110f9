import { describe, expect, it } from 'vitest';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { alignedMode } from './alignedMode.ts';
import { closedForm } from './closedForm.ts';

const starts = [-3, -1, -1e-3, 0, 1e-8, 0.5, 2, 7];
const lambdas = [0, 1e-8, -1e-8, 0.3, -0.3, 4, -4, 1e4, -1e4];

describe('alignedMode', () => {
  it('solves da/dt = √(λ² + 4a²)(s − a) and keeps w2² − w1² = λ, w2·w1 = a', () => {
    for (const start of starts) {
      for (const lambda of lambdas) {
        for (const s of [0, 0.7, 2]) {
          const mode = alignedMode({ s, start, lambda });
          const scale = Math.max(1, Math.abs(lambda));
          for (const t of [0, 1e-3, 0.1, 0.4, 2].map(time => time / scale)) {
            const { a, w1, w2 } = mode(t);
            expect(Math.abs(w2 * w1 - a)).toBeLessThanOrEqual(1e-15 * Math.abs(a));
            expect(Math.abs(w2 * w2 - w1 * w1 - lambda)).toBeLessThanOrEqual(
              4e-15 * (w1 * w1 + w2 * w2 + Math.abs(lambda)),
            );
            if (t === 0) continue;
            const step = t * 1e-2;
            const difference = (k: number): number => mode(t + k * step).a - mode(t - k * step).a;
            const slope = (45 * difference(1) - 9 * difference(2) + difference(3)) / (60 * step);
            const expected = Math.hypot(lambda, 2 * a) * (s - a);
            expect(Math.abs(slope - expected)).toBeLessThanOrEqual(
              1e-8 * (Math.abs(expected) + (1 + Math.abs(a)) * scale),
            );
          }
        }
      }
    }
  });

  it('agrees with the closed form of the 1-1-1 network', () => {
    let compared = 0;
    for (const start of starts) {
      for (const lambda of lambdas) {
        const mode = alignedMode({ s: 1.5, start, lambda });
        const { w1, w2 } = mode(0);
        const scalar = (value: number): Matrix<number> => new Matrix(1, 1, [value]);
        const flow = closedForm({ sigmaYX: scalar(1.5), W1: scalar(w1), W2: scalar(w2), tau: 1 }, lambda);
        // Rounded layers of a reversed start lie beside those that a(0) and a small λ stand for.
        if (start < 0 && Math.abs(lambda) < 0.1) continue;
        for (const t of [1e-6, 0.01, 0.3, 1, 5, 1e4, Number.POSITIVE_INFINITY]) {
          const now = mode(t);
          expect(Math.abs(flow.W1W1(t).at(0, 0) - now.w1 ** 2)).toBeLessThanOrEqual(1e-13 * now.w1 ** 2 + 1e-30);
          expect(Math.abs(flow.W2W2(t).at(0, 0) - now.w2 ** 2)).toBeLessThanOrEqual(1e-13 * now.w2 ** 2 + 1e-30);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(300);
  });

  it('keeps its digits beside the saddle: a reversed mode and a tiny λ', () => {
    // The mode crosses zero after about ln(1/λ); the layers are rounded to 80 digits only.
    const [s, lambda] = [1, 1e-12];
    const field = decimalField(80);
    for (const t of [10, 13, 14, 15, 20]) {
      const exactly = (value: number): Decimal => field.of(Rational.of(value));
      const root = field.sqrt(exactly(lambda).pow(2).plus(4));
      const larger = field.sqrt(exactly(lambda).plus(root).div(2));
      const smaller = larger.pow(-1).neg();
      const S = root.div(2);
      const [up, down] = [S.times(t).exp(), S.times(-t).exp()];
      const r = exactly(s).div(S.plus(exactly(lambda).div(2)));
      const d = field.one.div(field.sqrt(r.pow(2).plus(1)));
      const [plus, minus] = [r.times(smaller).plus(larger).times(d), smaller.minus(r.times(larger)).times(d)];
      const weight = (x: Decimal, rate: Decimal): Decimal =>
        x
          .pow(2)
          .times(
            rate
              .times(2 * t)
              .exp()
              .minus(1),
          )
          .div(rate.times(2));
      const damped = field.sqrt(weight(plus, S).plus(weight(minus, S.neg())).plus(1));
      const [a, b] = [plus.times(up).div(damped), minus.times(down).div(damped)];
      const truth = r
        .times(a)
        .plus(b)
        .times(a.minus(r.times(b)))
        .times(d.pow(2));
      const value = alignedMode({ s, start: -s, lambda })(t).a;
      expect(exactly(value).minus(truth).div(truth).abs().toNumber()).toBeLessThan(1e-13);
    }
  });

  it('is the logistic curve for λ = 0', () => {
    const [s, start] = [2, 1e-3];
    const mode = alignedMode({ s, start, lambda: 0, tau: 3 });
    for (const t of [0, 0.1, 1, 5, 10, 100]) {
      const grown = start * Math.exp((2 * s * t) / 3);
      const expected = t > 50 ? s : (s * grown) / (s - start + grown);
      expect(Math.abs(mode(t).a / expected - 1)).toBeLessThan(3e-15);
    }
  });

  it('starts at a(0), ends at s, and at 0 where λ = 0 and a(0) ≤ 0', () => {
    for (const start of starts) {
      for (const lambda of lambdas) {
        const mode = alignedMode({ s: 2, start, lambda });
        expect(Math.abs(mode(0).a - start)).toBeLessThanOrEqual(4 * Number.EPSILON * Math.abs(start));
        const end = mode(Number.POSITIVE_INFINITY).a;
        if (lambda === 0 && start <= 0) expect(end).toBe(0);
        else expect(Math.abs(end - 2)).toBeLessThan(1e-15);
      }
    }
  });

  it('changes no layer by a jump: the larger one stays positive', () => {
    for (const lambda of [-1, 0, 1]) {
      const mode = alignedMode({ s: 1, start: -0.5, lambda });
      let before = mode(0);
      for (let t = 0.01; t < 6; t += 0.01) {
        const now = mode(t);
        expect(Math.hypot(now.w1 - before.w1, now.w2 - before.w2)).toBeLessThan(0.03);
        before = now;
      }
    }
  });

  it.each([
    [{ s: -1, start: 0, lambda: 0 }, 'RANGE', 's'],
    [{ s: 1, start: Number.NaN, lambda: 0 }, 'NOT_A_NUMBER', 'start'],
    [{ s: 1, start: 0, lambda: Number.POSITIVE_INFINITY }, 'NOT_A_NUMBER', 'lambda'],
    [{ s: 1, start: 0, lambda: 0, tau: -1 }, 'RANGE', 'tau'],
  ])('refuses %j', (mode, code, argument) => {
    expect(() => alignedMode(mode)).toThrowError(expect.objectContaining({ code, argument }));
  });
});
