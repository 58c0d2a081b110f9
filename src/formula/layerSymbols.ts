import type { Environment, MatrixSymbol, SymbolSpec } from './environment.ts';
import { type IndexedName, indexedName, nameOfIndexed, shiftedIndex } from './indexed.ts';

/** The symbols of a file about layers of any depth that have no index; `gamma` where it has decay. */
export function deepEnvironment(decay: string | undefined): Environment {
  return new Map<string, SymbolSpec>([
    ['h', { kind: 'size', meaning: 'number of layers' }],
    ['d0', { kind: 'size', meaning: 'number of inputs' }],
    ['d{h}', { kind: 'size', meaning: 'number of outputs' }],
    ['t', { kind: 'scalar', meaning: 'time' }],
    ['tau', { kind: 'scalar', meaning: 'time constant' }],
    ['Syx', { kind: 'matrix', rows: 'd{h}', cols: 'd0', meaning: 'correlation of the task' }],
    ['Sxx', { kind: 'matrix', rows: 'd0', cols: 'd0', meaning: 'correlation of the inputs' }],
    ...(decay === undefined ? [] : [[decay, { kind: 'scalar', meaning: DECAY }] as const]),
  ]);
}

/** Of the symbols of one depth, how many layers there are. */
export function depthOf(symbols: Environment): number {
  return Math.max(...[...symbols.keys()].map(name => Number(/^W(\d+)$/.exec(name)?.[1] ?? 0)));
}

/** The symbol of the decay, where there is any. */
export function decayOf(symbols: Environment): string | undefined {
  return [...symbols].find(([, { meaning }]) => meaning === DECAY)?.[0];
}

const DECAY = 'decay of the weights';

/** Rates of rates that a layer has as symbols; those of a file's own text stand among its names. */
export const MOST_RATES = 4;

/** The symbol that a name with an index is, and those of its widths. */
export function layerSymbols(name: string): [string, SymbolSpec][] {
  const indexed = indexedName(name)!;
  const { kind, first, last = first, rates, isMoving } = indexed;
  if (kind === 'width') return [[name, { kind: 'size', meaning: `number of units of layer ${first}` }]];
  const [rows, cols] = [widthName(last), widthName(shiftedIndex(first, -1))];
  const what = kind === 'layer' ? `layer ${first}` : `product of layers ${first} to ${last}`;
  const when = isMoving ? 'at time t' : 'at the start';
  const meaning = rates === 0 ? `${what} ${when}` : `${'d/dt '.repeat(rates)}of ${what} ${when}`;
  const matrix: MatrixSymbol = { kind: 'matrix', rows, cols, meaning };
  return [[name, matrix], ...[rows, cols].flatMap(width => layerSymbols(width))];
}

/** A name with an index, and those that a slip makes of it: one further or one less. */
export function layersAround(name: string): [string, SymbolSpec][] {
  const indexed = indexedName(name)!;
  return [indexed, ...slipsOfIndex(indexed)].flatMap(one => layerSymbols(nameOfIndexed(one)));
}

/** The same name with an index one further or one less. */
export function slipsOfIndex(indexed: IndexedName): IndexedName[] {
  const { kind, first, last } = indexed;
  const moved = (index: string): string[] =>
    [-1, 1].map(by => shiftedIndex(index, by)).filter(text => !text.startsWith('-'));
  const firsts = moved(first)
    .filter(text => kind === 'width' || text !== '0')
    .map(text => ({ ...indexed, first: text }));
  if (last === undefined) return firsts;
  return [...firsts, ...moved(last).map(text => ({ ...indexed, last: text }))];
}

function widthName(index: string): string {
  return nameOfIndexed({ kind: 'width', rates: 0, first: index, isMoving: false });
}
