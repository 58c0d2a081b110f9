export interface LayeredNode {
  readonly id: string;
  /** Ids of nodes that stand in earlier layers. */
  readonly restsOn: readonly string[];
}

/** A point by its layer, from 0, and its row, in heights of a node, from 0 and between whole numbers too. */
export type LayeredPoint = readonly [layer: number, row: number];

export interface LayeredLayout {
  /** Layer by layer, each from its first row. */
  readonly nodes: readonly { readonly id: string; readonly at: LayeredPoint }[];
  /** From what is rested on to what rests on it, through a point in every layer between. */
  readonly edges: readonly { readonly from: string; readonly to: string; readonly points: readonly LayeredPoint[] }[];
  readonly layers: number;
  readonly rows: number;
}

/**
 * Drawings of what rests on what, one per connected part, the largest first: every node in the layer after the last of those that
 * it rests on, in an order with few crossings, near what it is joined to (Sugiyama, Tagawa and Toda 1981). Nodes without an edge
 * are left out, as are edges to what is not among the nodes; an edge that closes a circle is drawn, but moves nothing.
 * The same nodes in the same order give the same drawings.
 */
export function layeredLayouts(nodes: readonly LayeredNode[]): LayeredLayout[] {
  const known = new Map(nodes.map(node => [node.id, node]));
  const edges = nodes.flatMap(({ id, restsOn }) =>
    [...new Set(restsOn)].filter(other => other !== id && known.has(other)).map(other => ({ from: other, to: id })),
  );
  return connectedParts(nodes, edges)
    .toSorted((a, b) => b.length - a.length)
    .map(part => {
      const ids = new Set(part);
      return layoutOf(
        part,
        edges.filter(({ from }) => ids.has(from)),
      );
    });
}

interface Edge {
  readonly from: string;
  readonly to: string;
}

/** Ids that edges join, in the order of the nodes. */
function connectedParts(nodes: readonly LayeredNode[], edges: readonly Edge[]): string[][] {
  const joined = new Map<string, string[]>();
  for (const { from, to } of edges) {
    joined.set(from, [...(joined.get(from) ?? []), to]);
    joined.set(to, [...(joined.get(to) ?? []), from]);
  }
  const seen = new Set<string>();
  return nodes.flatMap(({ id }) => {
    if (seen.has(id) || !joined.has(id)) return [];
    const part = new Set([id]);
    for (const member of part) for (const other of joined.get(member)!) part.add(other);
    for (const member of part) seen.add(member);
    return [[...part]];
  });
}

function layoutOf(ids: readonly string[], edges: readonly Edge[]): LayeredLayout {
  const layerOf = layersOf(ids, edges);
  // A place in every layer that an edge passes keeps it clear of the nodes there.
  const layers: string[][] = [];
  const put = (place: string, layer: number): void => {
    while (layers.length <= layer) layers.push([]);
    layers[layer]!.push(place);
  };
  for (const id of ids) put(id, layerOf.get(id)!);
  const chains = edges.map(({ from, to }, i) => {
    const [first, last] = [layerOf.get(from)!, layerOf.get(to)!];
    const between = Array.from({ length: Math.max(0, last - first - 1) }, (_, k) => `\u0000${i} ${k}`);
    for (const [k, place] of between.entries()) put(place, first + 1 + k);
    return { from, to, isForward: last > first, places: [from, ...between, to] };
  });
  const neighbours = neighboursOf(chains.filter(({ isForward }) => isForward).map(({ places }) => places));
  const rowOf = rowsOf(orderedLayers(layers, neighbours), neighbours);
  const placed = new Map(
    layers.flatMap((places, layer) => places.map(place => [place, [layer, rowOf.get(place)!] as const])),
  );
  return {
    nodes: ids.map(id => ({ id, at: placed.get(id)! })).toSorted((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1]),
    edges: chains.map(({ from, to, places }) => ({ from, to, points: places.map(place => placed.get(place)!) })),
    layers: layers.length,
    rows: 1 + Math.max(...rowOf.values()),
  };
}

/** The longest way to what rests on nothing; edges that close a circle are passed over. */
function layersOf(ids: readonly string[], edges: readonly Edge[]): ReadonlyMap<string, number> {
  const below = new Map(ids.map(id => [id, edges.filter(({ to }) => to === id).map(({ from }) => from)]));
  const layers = new Map<string, number>();
  const open = new Set<string>();
  const layerOf = (id: string): number => {
    const known = layers.get(id);
    if (known !== undefined) return known;
    open.add(id);
    const layer = Math.max(0, ...below.get(id)!.map(other => (open.has(other) ? 0 : layerOf(other) + 1)));
    open.delete(id);
    layers.set(id, layer);
    return layer;
  };
  for (const id of ids) layerOf(id);
  return layers;
}

interface Neighbours {
  readonly before: ReadonlyMap<string, readonly string[]>;
  readonly after: ReadonlyMap<string, readonly string[]>;
}

function neighboursOf(chains: readonly (readonly string[])[]): Neighbours {
  const [before, after] = [new Map<string, string[]>(), new Map<string, string[]>()];
  for (const chain of chains) {
    for (let i = 1; i < chain.length; i++) {
      const [left, right] = [chain[i - 1]!, chain[i]!];
      before.set(right, [...(before.get(right) ?? []), left]);
      after.set(left, [...(after.get(left) ?? []), right]);
    }
  }
  return { before, after };
}

const SWEEPS = 8;

/** Each layer in turn by the means of its neighbours, to the right and back; of all orders met the one with the fewest crossings. */
function orderedLayers(layers: readonly (readonly string[])[], { before, after }: Neighbours): string[][] {
  const order = layers.map(layer => [...layer]);
  let best = order.map(layer => [...layer]);
  let fewest = crossings(order, after);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const toTheRight = sweep % 2 === 0;
    for (let i = 1; i < order.length; i++) {
      const at = toTheRight ? i : order.length - 1 - i;
      const fixed = new Map(order[toTheRight ? at - 1 : at + 1]!.map((place, k) => [place, k]));
      const joined = toTheRight ? before : after;
      const wanted = new Map(
        order[at]!.map((place, k) => [place, mean((joined.get(place) ?? []).map(other => fixed.get(other)!)) ?? k]),
      );
      order[at] = order[at]!.toSorted((a, b) => wanted.get(a)! - wanted.get(b)!);
    }
    const count = crossings(order, after);
    if (count < fewest) {
      fewest = count;
      best = order.map(layer => [...layer]);
    }
  }
  return best;
}

/** Pairs of edges between neighbouring layers that cross. */
function crossings(order: readonly (readonly string[])[], after: Neighbours['after']): number {
  let count = 0;
  for (let i = 0; i + 1 < order.length; i++) {
    const right = new Map(order[i + 1]!.map((place, k) => [place, k]));
    const ends = order[i]!.flatMap(place =>
      (after.get(place) ?? []).map(other => right.get(other)!).toSorted((a, b) => a - b),
    );
    for (let a = 0; a < ends.length; a++) for (let b = a + 1; b < ends.length; b++) if (ends[a]! > ends[b]!) count++;
  }
  return count;
}

/** Rows near those of the neighbours, a height apart, in the order given; the first is 0. */
function rowsOf(order: readonly (readonly string[])[], { before, after }: Neighbours): Map<string, number> {
  const rows = new Map(order.flatMap(layer => layer.map((place, k) => [place, k] as const)));
  for (let pass = 0; pass < SWEEPS; pass++) {
    for (const layer of pass % 2 === 0 ? order : order.toReversed()) {
      const wanted = layer.map(place => {
        const joined = [...(before.get(place) ?? []), ...(after.get(place) ?? [])];
        return mean(joined.map(other => rows.get(other)!)) ?? rows.get(place)!;
      });
      for (const [k, row] of apart(wanted).entries()) rows.set(layer[k]!, row);
    }
  }
  const least = Math.min(...rows.values());
  for (const [place, row] of rows) rows.set(place, row - least);
  return rows;
}

/** The numbers nearest to the wanted, in squares, of which each is at least 1 above the one before: pooled neighbours. */
function apart(wanted: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = [];
  wanted.forEach((value, k) => {
    let pool = { sum: value - k, count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.count >= pool.sum / pool.count; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
    }
    pools.push(pool);
  });
  return pools.flatMap(({ sum, count }) => Array<number>(count).fill(sum / count)).map((value, k) => value + k);
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
