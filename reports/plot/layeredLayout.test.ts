import { expect, test } from 'vitest';
import { type LayeredLayout, type LayeredNode, layeredLayouts } from './layeredLayout.ts';

const node = (id: string, ...restsOn: string[]): LayeredNode => ({ id, restsOn });

function requireSound(layout: LayeredLayout): void {
  const at = new Map(layout.nodes.map(one => [one.id, one.at]));
  for (const { from, to, points } of layout.edges) {
    expect([points[0], points.at(-1)]).toEqual([at.get(from), at.get(to)]);
    // One point a layer, so that no edge passes under a node.
    expect(points.map(([layer]) => layer)).toEqual(points.map((_, k) => at.get(from)![0] + k));
  }
  for (const [i, a] of layout.nodes.entries())
    for (const b of layout.nodes.slice(i + 1))
      if (a.at[0] === b.at[0]) expect(Math.abs(a.at[1] - b.at[1])).toBeGreaterThanOrEqual(1 - 1e-9);
  expect(Math.max(...layout.nodes.map(({ at: [layer] }) => layer)) + 1).toBe(layout.layers);
  for (const { at: placed } of layout.nodes) {
    expect(placed[1]).toBeGreaterThanOrEqual(-1e-9);
    expect(placed[1]).toBeLessThanOrEqual(layout.rows - 1 + 1e-9);
  }
}

test('every node stands after the last of what it rests on; nodes without an edge and unknown ids are left out', () => {
  const layouts = layeredLayouts([node('c', 'b', 'a'), node('b', 'a'), node('a'), node('alone'), node('x', 'gone')]);
  expect(layouts).toHaveLength(1);
  const [layout] = layouts;
  requireSound(layout!);
  expect(layout!.nodes.map(({ id, at: [layer] }) => [id, layer])).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 2],
  ]);
  expect(layout!.edges.find(({ from, to }) => from === 'a' && to === 'c')!.points).toHaveLength(3);
});

test('parts that nothing joins are drawn apart, the largest first', () => {
  const layouts = layeredLayouts([node('b', 'a'), node('a'), node('z', 'y', 'x'), node('y'), node('x')]);
  expect(layouts.map(({ nodes }) => nodes.length)).toEqual([3, 2]);
});

test('what can be drawn without a crossing is', () => {
  const [layout] = layeredLayouts([
    ...['p', 'q', 'r', 'root'].map(id => node(id)),
    ...[node('r1', 'r'), node('p1', 'p'), node('q1', 'q')],
    node('all', 'r1', 'p1', 'q1', 'root'),
  ]);
  requireSound(layout!);
  const row = new Map(layout!.nodes.map(({ id, at }) => [id, at[1]]));
  const order = (ids: string[]): string[] => ids.toSorted((a, b) => row.get(a)! - row.get(b)!).map(id => id[0]!);
  expect(order(['p1', 'q1', 'r1'])).toEqual(order(['p', 'q', 'r']));
});

test('a circle is drawn, ends, and three hundred nodes are laid out soundly, the same each time', () => {
  const [circle] = layeredLayouts([node('a', 'c'), node('b', 'a'), node('c', 'b'), node('d', 'd', 'c')]);
  expect(circle!.edges).toHaveLength(4);
  let state = 1;
  const next = (below: number): number => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  const many = Array.from({ length: 300 }, (_, i) =>
    node(`n${i}`, ...(i < 5 ? [] : [`n${next(i >> 2)}`, ...(next(3) === 0 ? [`n${next(i >> 1)}`] : [])])),
  );
  const layouts = layeredLayouts(many);
  for (const layout of layouts) requireSound(layout);
  expect(layeredLayouts(many)).toEqual(layouts);
});
