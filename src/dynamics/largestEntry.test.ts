import { describe, expect, it } from 'vitest';
import { architectureOf } from '../network/problem.ts';
import { accurateSvd } from './accurateSvd.ts';
import { boundedReduction } from './columnReduction.ts';
import { dd } from './doubleDouble.ts';
import { eigenbasis } from './eigenbasis.ts';
import { largestEntry } from './largestEntry.ts';
import { rowGrowth, weightRatio } from './rowGrowth.ts';
import { rowLayout } from './rowLayout.ts';
import { startInTaskBasis } from './startInTaskBasis.ts';
import { solverCase } from './testing/solverCases.ts';

describe('largestEntry', () => {
  it.each([
    ['by factors', [0, 1e-3, 1, 30]],
    ['by logarithms, where weights leave the range of numbers', [100, 300, 1000, 3000]],
  ])('is the largest of all entries, relative to the pivots of their columns: %s', (_, times) => {
    let seen = 0;
    for (let k = 0; k < 40; k++) {
      const { problem, lambda } = solverCase(3_000 + k);
      const svd = accurateSvd(problem.sigmaYX);
      const basis = eigenbasis(architectureOf(problem), svd.s, dd(lambda));
      const layout = rowLayout(basis);
      const reduction = boundedReduction(basis, layout, startInTaskBasis(basis, svd, layout, problem));
      const { rows, cols } = layout;
      const { pivots, table } = reduction.tables;
      for (const t of times) {
        const growth = rowGrowth(basis, layout, t);
        const weighted = Array.from({ length: rows * cols }, (_, at) => {
          const entry = Math.abs(table.hi[at]!);
          return entry === 0 ? 0 : entry * weightRatio(growth, Math.floor(at / cols), pivots[at % cols]!);
        });
        const largest = Math.max(...weighted);
        const found = largestEntry(basis, reduction.tables, t);
        if (!Number.isFinite(largest)) continue;
        expect(found.size / largest).toBeCloseTo(1, 9);
        expect(weighted[found.entry]! / largest).toBeCloseTo(1, 9);
        if (largest > 1) seen++;
      }
    }
    expect(seen).toBeGreaterThan(10);
  });
});
