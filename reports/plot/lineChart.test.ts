import { expect, test } from 'vitest';
import { gutterFor, type LineChart, lineChart } from './lineChart.ts';

const CHART: LineChart = {
  id: 'p',
  title: 'A & <b>',
  description: 'what "it" shows',
  width: 600,
  height: 300,
  labels: 'right',
  gutter: 120,
  x: { label: 't / τ', values: [0, 1, 2, 3, 4] },
  y: { label: 'y', scale: 'linear' },
  lines: [{ label: 'line', className: 'oracle', values: [0, 1, 2, 3, 4] }],
};
const withValues = (values: (number | null)[], scale: 'linear' | 'log10' = 'linear'): string =>
  lineChart({ ...CHART, y: { label: 'y', scale }, lines: [{ label: 'line', className: 'oracle', values }] });
const paths = (svg: string): string[] =>
  [...svg.matchAll(/<path class="line oracle" d="([^"]*)"/g)].map(match => match[1]!).filter(d => !d.includes('h22'));

test('equal steps of the values are equal steps of the drawing', () => {
  const points = paths(lineChart(CHART))[0]!
    .slice(1)
    .split('L')
    .map(point => point.split(' ').map(Number));
  expect(points).toHaveLength(5);
  const steps = points.slice(1).map((point, i) => [point[0]! - points[i]![0]!, point[1]! - points[i]![1]!]);
  for (const [dx, dy] of steps) {
    expect(dx).toBeCloseTo(steps[0]![0]!, 0);
    expect(dy).toBeCloseTo(steps[0]![1]!, 0);
    expect(dx).toBeGreaterThan(0);
    expect(dy).toBeLessThan(0);
  }
});

test('gaps at null and at what is not finite; a lone value is a dot', () => {
  expect(paths(withValues([0, 1, null, 3, 4]))[0]!.match(/M/g)).toHaveLength(2);
  expect(paths(withValues([0, 1, Number.NaN, 3, 4]))[0]!.match(/M/g)).toHaveLength(2);
  expect(paths(withValues([1, 1, Number.POSITIVE_INFINITY, 3, 4]))[0]!.match(/M/g)).toHaveLength(2);
  const lone = withValues([0, 1, null, 3, null]);
  expect(lone.match(/<circle/g)).toHaveLength(1);
  expect(paths(withValues([1e-9, 1e-8, 0, 1e-3, -1], 'log10')).join('')).toContain('M');
  expect(withValues([1e-9, 1e-8, 0, 1e-3, -1], 'log10').match(/<circle/g)).toHaveLength(1);
});

test('no number of the drawing is broken, whatever the values', () => {
  for (const values of [[], [null, null], [Number.NaN], [0, 0, 0, 0, 0], [-1.7e308, 1.7e308], [5e-324, 1.7e308]])
    for (const scale of ['linear', 'log10'] as const) {
      const svg = withValues(values, scale);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      if (!values.some(value => Number.isFinite(value) && (scale === 'linear' || value! > 0)))
        expect(svg).toContain('no value that can be drawn');
    }
});

test('it is named and described for those who do not see it, escaped', () => {
  const svg = lineChart(CHART);
  expect(svg).toContain('<title id="p-title">A &amp; &lt;b&gt;</title>');
  expect(svg).toContain('<desc id="p-desc">what &quot;it&quot; shows</desc>');
  expect(svg).toContain('aria-labelledby="p-title p-desc"');
  expect(svg).toContain('>t / τ</text>');
});

test('names of lines that end together do not lie on each other', () => {
  const svg = lineChart({
    ...CHART,
    lines: ['a', 'b', 'c', 'd'].map(label => ({ label, className: label, values: [0, 1, 2, 3, 4] })),
  });
  const ys = [...svg.matchAll(/class="key" x="[^"]*" y="([^"]*)"/g)]
    .map(match => Number(match[1]))
    .sort((a, b) => a - b);
  expect(ys).toHaveLength(4);
  for (let i = 1; i < ys.length; i++) expect(ys[i]! - ys[i - 1]!).toBeGreaterThanOrEqual(16);
  expect(gutterFor(['a', 'longer'])).toBeGreaterThan(gutterFor(['a']));
});

test('lines with places of their own share the axis; marks are circles, without a line', () => {
  const svg = lineChart({
    ...CHART,
    lines: [
      { label: 'line', className: 'oracle', values: [0, 4], x: [0, 8] },
      { label: 'marks', className: 'formula', values: [0, null, 4], x: [0, 4, 8], marks: true },
    ],
  });
  const ends = paths(svg)[0]!
    .slice(1)
    .split('L')
    .map(point => point.split(' ').map(Number));
  const circles = [...svg.matchAll(/<circle class="mark formula" cx="([^"]*)" cy="([^"]*)"/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
  // Three more name the line.
  expect(circles.slice(0, -3)).toEqual(ends);
  expect(new Set(circles.slice(-3).map(([, y]) => y)).size).toBe(1);
  expect(svg).not.toContain('<circle class="dot');
  // The chart's own values, 0 to 4, end half way.
  const own = paths(
    lineChart({ ...CHART, lines: [...CHART.lines, { label: '', className: 'x', values: [4], x: [8] }] }),
  );
  const lastOwn = Number(own[0]!.split('L').at(-1)!.split(' ')[0]);
  expect(lastOwn).toBeCloseTo((ends[0]![0]! + ends[1]![0]!) / 2, 0);
});

test('a log10 x axis gives equal steps to equal factors', () => {
  const svg = lineChart({
    ...CHART,
    x: { label: 'η', values: [0.001, 0.01, 0.1], scale: 'log10' },
    lines: [{ label: 'line', className: 'oracle', values: [1, 2, 3] }],
  });
  const [a, b, c] = paths(svg)[0]!
    .slice(1)
    .split('L')
    .map(point => Number(point.split(' ')[0]));
  expect(b! - a!).toBeCloseTo(c! - b!, 0);
  expect(b! - a!).toBeGreaterThan(50);
});

test('plain labels are text at the ends of the lines that have one', () => {
  const lines = ['t → ∞', ''].map(label => ({ label, className: 'oracle', values: [0, 1, 2, 3, 4] }));
  const svg = lineChart({ ...CHART, labels: 'plain', lines });
  expect([...svg.matchAll(/class="key"[^>]*>([^<]*)</g)].map(match => match[1])).toEqual(['t → ∞']);
  expect(svg).not.toMatch(/h22|leader/);
});

test('a place is marked from top to bottom with its name, and a level runs across, within the axes', () => {
  const svg = lineChart({ ...CHART, y: { ...CHART.y, level: -2 }, mark: { at: 8, label: 'here & <now>' } });
  expect(svg).toContain('here &amp; &lt;now&gt;</text>');
  // The last of the x axis, which ends at 480 = 600 − 120.
  expect(svg).toMatch(/<path class="place" d="M480 \d+V260"\/>/);
  // The least of the y axis stands 6 above its foot.
  expect(svg).toContain('<path class="axis" d="M58 254H480"/>');
  expect(lineChart(CHART)).not.toContain('class="place"');
});
