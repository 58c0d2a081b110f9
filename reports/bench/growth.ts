import { cost, type Growth, type Section } from './table.ts';

/** The power p of x^p that fits best, by least squares of the logarithms. */
export function fittedPower(points: readonly (readonly [x: number, y: number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x0, y0] = [mean(logs.map(([x]) => x)), mean(logs.map(([, y]) => y))];
  const along = logs.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0);
  return along / logs.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
}

/** Points that a power is fitted to: the largest, where what does not grow is least of the cost. */
const LARGEST = 3;

/** How cost grows in the tables that say how it should. */
export function growthSection(sections: readonly Section[]): Section {
  const rows = sections.flatMap(section => (section.growth ?? []).flatMap(growth => rowsOf(section, growth)));
  return {
    title: 'Growth of cost',
    note: `The power of the quantity that our figures follow, fitted to the ${LARGEST} largest values of it, beside the power that the work should have there. Less is what does not grow; more is a cost to look for.`,
    columns: ['table', 'row', 'with', 'from–to', 'power', 'expected', 'because'],
    rows,
  };
}

/** One row for each set of rows that differ in the quantity alone. */
function rowsOf({ title, columns, rows, ours }: Section, { of, along, power, because }: Growth): string[][] {
  const [value, quantity] = [columns.indexOf(of), columns.indexOf(along)];
  const others = (ours?.named ?? []).filter(name => name !== along).map(name => columns.indexOf(name));
  const series = new Map<string, (readonly [number, number])[]>();
  for (const row of rows) {
    const [x, y] = [Number.parseInt(row[quantity]!, 10), cost(row[value]!)];
    if (y === undefined) continue;
    const name = others.map(j => row[j]!).join(', ');
    series.set(name, [...(series.get(name) ?? []), [x, y]]);
  }
  return [...series].flatMap(([name, all]) => {
    const points = all.sort(([a], [b]) => a - b).slice(-LARGEST);
    if (points.length < 2) return [];
    const range = `${points[0]![0]}–${points.at(-1)![0]}`;
    const row = name === '' ? of : `${name}: ${of}`;
    return [[title, row, along, range, fittedPower(points).toFixed(2), String(power), because]];
  });
}
