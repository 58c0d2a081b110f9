import { expect, it } from 'vitest';
import { casesFor } from '../../properties/arbitraries/casesFor.ts';
import { equalDimensions } from '../../properties/hypotheses/equalDimensions.ts';
import { lambdaBalanced } from '../../properties/hypotheses/lambdaBalanced.ts';
import type { Case } from '../judge/case.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import { flow } from '../network/flow.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { flowMaps, mapsOfMoments, probe, regimeMaps } from './regimeMap.ts';

const square = caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[2]], time: '1' });
const positive = caseFromJson({ W1: [['3/4']], W2: [['5/4']], sigmaYX: [[2]], lambda: '1', time: '1/100' });
const unbalanced = caseFromJson({ W1: [[1]], W2: [[2]], sigmaYX: [[0]], time: '100' });
const funnel = caseFromJson({ W1: [[1, 0]], W2: [[1]], sigmaYX: [[2, 0]], time: '1' });

const cell = (maps: ReturnType<typeof regimeMaps>, map: number, row: string, column: string) => {
  const { columns, rows } = maps[map]!;
  return rows.find(({ value }) => value === row)!.cells[columns.indexOf(column)];
};

it('counts cases by architecture and balance, and by rank and time', () => {
  const maps = regimeMaps(
    [
      { given: square, outcome: 'held' },
      { given: square, outcome: 'failed' },
      { given: square, outcome: 'noValue' },
      { given: positive, outcome: 'undecided' },
      { given: unbalanced, outcome: 'held' },
    ],
    [],
    undefined,
  );
  const empty = { held: 0, failed: 0, noValue: 0, undecided: 0, outside: false };
  expect(maps.map(({ rowAxis, columnAxis }) => [rowAxis, columnAxis])).toEqual([
    ['architecture', 'balance'],
    ['rank of the task', 'time'],
  ]);
  expect(maps[0]!.columns).toEqual(['λ < 0', 'λ = 0', 'λ > 0', 'not balanced']);
  expect(cell(maps, 0, 'square', 'λ = 0')).toEqual({ ...empty, held: 1, failed: 1, noValue: 1 });
  expect(cell(maps, 0, 'square', 'λ > 0')).toEqual({ ...empty, undecided: 1 });
  expect(cell(maps, 0, 'square', 'not balanced')).toEqual({ ...empty, held: 1 });
  expect(cell(maps, 0, 'funnel', 'λ = 0')).toEqual(empty);
  expect(cell(maps, 1, 'full', 'middle')).toEqual({ ...empty, held: 1, failed: 1, noValue: 1 });
  expect(cell(maps, 1, 'full', 'early')).toEqual({ ...empty, undecided: 1 });
  expect(cell(maps, 1, 'zero', 'late')).toEqual({ ...empty, held: 1 });
});

it('calls a cell outside where probes fell and none met the hypotheses, and drops columns of nothing else', () => {
  const probes = Array.from({ length: 5 }, () => [
    { given: square, inside: true },
    { given: funnel, inside: false },
    ...['wide', 'bottleneck', 'inverted-funnel', 'square', 'funnel'].map(() => ({ given: unbalanced, inside: false })),
  ]).flat();
  const maps = regimeMaps([{ given: square, outcome: 'held' }], probes, 'tpeak');
  expect(cell(maps, 0, 'funnel', 'λ = 0')).toMatchObject({ held: 0, outside: true });
  expect(cell(maps, 0, 'square', 'λ = 0')).toMatchObject({ held: 1, outside: false });
  // One case that was judged shows that a cell is not outside, whatever the probes met.
  expect(
    cell(regimeMaps([{ given: funnel, outcome: 'failed' }], probes, undefined), 0, 'funnel', 'λ = 0'),
  ).toMatchObject({
    failed: 1,
    outside: false,
  });
  expect(maps[1]!.columns).toEqual(['tpeak']);
  expect(cell(maps, 1, 'full', 'tpeak')).toMatchObject({ held: 1 });
});

it('probes all regimes, whatever the hypotheses', () => {
  const probes = probe(casesFor([])!, [lambdaBalanced, equalDimensions], 4);
  const inside = probes.filter(one => one.inside);
  expect(inside.length).toBeGreaterThan(40);
  expect(probes.length - inside.length).toBeGreaterThan(100);
  const maps = regimeMaps(
    inside.slice(0, 60).map(({ given }) => ({ given: given as Case, outcome: 'held' as const })),
    probes.map(({ given, inside }) => ({ given: given as Case, inside })),
    undefined,
  );
  expect(maps[0]!.columns).toEqual(['λ < 0', 'λ = 0', 'λ > 0']);
  const { cells } = maps[0]!.rows.find(({ value }) => value === 'funnel')!;
  expect(cells.map(({ outside }) => outside)).toEqual([true, true, true]);
});

it('maps layers of any depth by depth and balance, widths and time, and expectations by sizes alone', () => {
  const one = Rational.ONE;
  const layer = (rows: number, cols: number) => Matrix.generate(rows, cols, () => one);
  const three = {
    flow: flow({ layers: [layer(2, 1), layer(2, 2), layer(1, 2)], sigmaYX: layer(1, 1) }),
    time: one,
    extra: {},
  };
  const maps = flowMaps([{ given: three, outcome: 'failed' }], []);
  expect(maps.map(({ rowAxis, columnAxis }) => [rowAxis, columnAxis])).toEqual([
    ['depth', 'balance'],
    ['architecture', 'time'],
  ]);
  expect(cell(maps, 0, '3 layers', 'not 0-balanced')).toMatchObject({ failed: 1 });
  expect(cell(maps, 1, 'wide', 'late')).toMatchObject({ failed: 1 });
  const [sizes, ...others] = mapsOfMoments([{ given: funnel, outcome: 'held' }], []);
  expect(others).toEqual([]);
  expect(cell([sizes!], 0, 'funnel', 'Ni > No')).toMatchObject({ held: 1 });
});
