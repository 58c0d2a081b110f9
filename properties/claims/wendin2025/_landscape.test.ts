import { describe, expect, it } from 'vitest';
import type { FlowCase } from '../../../src/judge/case.ts';
import { flow } from '../../../src/network/flow.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import {
  firstSign,
  hessianInertia,
  learned,
  orbitDimension,
  rankOfDerivative,
  risesAndFalls,
  weightCount,
} from './_landscape.ts';
import { type M, rational } from './_network.ts';

const of = (...rows: readonly (readonly number[])[]): M => Matrix.fromRows(rows.map(row => row.map(x => rational(x))));
const at = (sigmaYX: M, ...layers: readonly M[]): FlowCase => ({
  flow: flow({ layers, sigmaYX }),
  time: rational(0),
  extra: {},
});
const scalars = (sigma: number, ...weights: readonly number[]) =>
  at(of([sigma]), ...weights.map(weight => of([weight])));

describe('the landscape of scalars', () => {
  it('has a strict saddle, a saddle of order 3 and a minimum', () => {
    // ±σ at 0 of two; nothing of second order at 0 of three; the curve of optima through (1, 1).
    expect(hessianInertia(scalars(1, 0, 0).flow)).toEqual({ positive: 1, zero: 0, negative: 1 });
    expect(hessianInertia(scalars(1, 0, 0, 0).flow)).toEqual({ positive: 0, zero: 3, negative: 0 });
    expect(hessianInertia(scalars(1, 1, 1).flow)).toEqual({ positive: 1, zero: 1, negative: 0 });
    expect(risesAndFalls(scalars(1, 0, 0))).toEqual({ falls: true, rises: true });
    expect(risesAndFalls(scalars(1, 0, 0, 0))).toEqual({ falls: true, rises: true });
    expect(risesAndFalls(scalars(1, 1, 1))).toEqual({ falls: false, rises: true });
    expect(risesAndFalls(scalars(1, 1))).toEqual({ falls: false, rises: true });
  });

  it('has the sign of the first variation that is not 0', () => {
    const zero = scalars(1, 0, 0, 0).flow;
    const ones = [of([1]), of([1]), of([1])];
    // ½(1 − ε³)² = ½ − ε³ + …
    expect(firstSign(zero, ones)).toBe(-1);
    expect(firstSign(zero, [of([-1]), of([1]), of([1])])).toBe(1);
    expect(firstSign(zero, [of([1]), of([0]), of([0])])).toBe(0);
  });
});

describe('dimensions', () => {
  // 1-2-1 at W_1 = (1, 0)ᵀ, W_2 = (1, 0): XW_1 is the first column of X, −W_2X minus its first row.
  const given = at(of([1]), of([1], [0]), of([1, 0]));

  it('of orbits, derivatives and weights', () => {
    expect(orbitDimension(given)).toBe(3);
    expect(orbitDimension(at(of([1]), of([0], [0]), of([0, 0])))).toBe(0);
    expect(orbitDimension(scalars(1, 1))).toBe(0);
    expect(rankOfDerivative(given)).toBe(1);
    expect(rankOfDerivative(at(of([1]), of([0], [0]), of([0, 0])))).toBe(0);
    expect([weightCount(given.flow), weightCount(scalars(1, 1).flow)]).toEqual([4, 1]);
  });
});

describe('what is learned', () => {
  const Sigma = of([3, 0], [0, 2]);
  const I = of([1, 0], [0, 1]);

  it('is read off a product that is SΣ', () => {
    expect(learned(at(Sigma, of([3, 0], [0, 0]), I))).toEqual([0]);
    expect(learned(at(Sigma, of([0, 0], [0, 2]), I))).toEqual([1]);
    expect(learned(at(Sigma, of([0, 0], [0, 0]), I))).toEqual([]);
    expect(learned(at(Sigma, Sigma))).toEqual([0, 1]);
  });

  it('is undefined at what is no critical point', () => {
    expect(learned(at(Sigma, of([3, 0], [0, 1]), I))).toBeUndefined();
    expect(learned(at(Sigma, of([3, 1], [0, 2]), I))).toBeUndefined();
  });
});
