import { expect, test } from 'vitest';
import { sampleGate } from '../../src/gate/testing/sampleGate.ts';
import { beyondAxis, digitsAxis, digitsHistogram, digitsStrip } from './digitsHistogram.ts';
import { errorPlots } from './errorPlots.ts';
import { summariseGate } from './gateSummary.ts';

const qqtOf = (digits: readonly number[]) => {
  const record = sampleGate({
    cases: digits.length,
    change: (_, given) => ({
      claim: 'flow:qqt',
      outcome: digits[given.sequence]! < 5 ? 'failed' : 'held',
      digits: digits[given.sequence]!,
    }),
  });
  return summariseGate(record).claims.find(({ info }) => info.id === 'flow:qqt')!;
};

test('an axis goes as far as digits do, and no farther than tells anything', () => {
  expect(digitsAxis([qqtOf([12, 15])])).toEqual({ from: 0, to: 16 });
  expect(digitsAxis([qqtOf([-0.5, 16.2])])).toEqual({ from: -1, to: 17 });
  expect(digitsAxis([qqtOf([-55, 12, 15, 39])])).toEqual({ from: -2, to: 18 });
});

test('what lies beyond an axis stands at its end, with its digits', () => {
  const claim = qqtOf([-55, 12, 15, 39]);
  const axis = digitsAxis([claim]);
  expect(beyondAxis([claim], axis)).toEqual({ below: '◂ −55.0', above: '39.0 ▸' });
  expect(beyondAxis([qqtOf([0, 16])], axis)).toEqual({ below: undefined, above: undefined });
  const strip = digitsStrip(claim, axis);
  expect(strip.match(/<title>[^<]*/g)).toEqual(['<title>◂ −55.0', '<title>39.0 ▸']);
  const histogram = digitsHistogram(claim, axis, 'x');
  expect(histogram).toContain(
    '-2 to -1: 1 (1 failed); 12 to 13: 1; 15 to 16: 1; 17 to 18: 1; beyond the axis, in its first and last bar: ◂ −55.0, 39.0 ▸',
  );
  expect(histogram).toContain('>◂ −55.0</text>');
  // Nothing is drawn outside.
  for (const svg of [strip, histogram]) {
    const [, width] = /viewBox="0 0 (\d+)/.exec(svg)!;
    for (const [, x, wide] of svg.matchAll(/<rect class="[hf]" x="([^"]+)" y="[^"]+" width="([^"]+)"/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(x) + Number(wide)).toBeLessThanOrEqual(Number(width));
    }
  }
});

test('over a variable, cases beyond the axis are arrows at its end, and the worst says its digits', () => {
  const claim = qqtOf([-55, 12, 15, 39]);
  const variables = new Map([0, 1, 2, 3].map(sequence => [sequence, { lambda: sequence, time: 1, width: 2 }]));
  const plot = errorPlots(claim.judged, variables, digitsAxis([claim]), 'x');
  expect(plot.match(/<svg/g)).toHaveLength(1);
  expect(plot.match(/<path data-case="[^"]+" class="beyond[^"]*"/g)).toHaveLength(2);
  expect(plot).toMatch(/class="beyond f" d="[^"]*"><title>−55\.0 digits/);
  expect(plot).toMatch(/<text class="value"[^>]*>−55\.0<\/text>/);
  expect(plot.match(/<circle/g)).toHaveLength(2);
});
