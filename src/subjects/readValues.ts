import { DloError } from '../errors.ts';
import type { Conventions, FlowQuantityName, FlowValues, QuantityName, Values } from '../gate/subject.ts';
import type { Architecture } from '../network/architecture.ts';
import { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import { readScalar } from '../numbers/readMatrix.ts';
import { shapeIn } from './conventions.ts';

/** The longest number as text: reading a longer one would take longer than any digits are worth. */
const LONGEST_NUMBER = 5000;

/** What was asked of the subject, in its own conventions. */
export interface Expected {
  readonly quantities: readonly QuantityName[];
  readonly times: number;
  readonly architecture: Architecture;
  readonly conventions: Conventions;
}

/**
 * The values that a subject wrote, still in its conventions, one per time. A DloError names the place, counted from 1, the rule
 * and the value: FORMAT or SHAPE for what is missing or has another shape, NOT_A_NUMBER for entries that are no finite number.
 */
export function readValues(written: unknown, { quantities, times, architecture, conventions }: Expected): Values[] {
  const names = quantities.flatMap(quantity => (quantity === 'weights' ? ['W1', 'W2'] : [quantity]));
  return eachTime(written, times, names, (name, place, value) =>
    name === 'loss'
      ? new Matrix(1, 1, [readEntry(place, value)])
      : readRows(place, value, shapeIn(conventions, name, architecture)),
  );
}

/** The same of a flow, of the layers that the subject was sent. */
export function readFlowValues(
  written: unknown,
  {
    quantities,
    times,
    layers,
  }: { quantities: readonly FlowQuantityName[]; times: number; layers: readonly RowsAndColumns[] },
  outputShape: RowsAndColumns,
): FlowValues[] {
  const names = quantities.map(quantity => (quantity === 'weights' ? 'layers' : quantity));
  return eachTime(written, times, names, (name, place, value) => {
    if (name === 'loss') return new Matrix(1, 1, [readEntry(place, value)]);
    if (name === 'output') return readRows(place, value, [outputShape.rows, outputShape.cols]);
    if (!Array.isArray(value) || value.length !== layers.length)
      throw new DloError('FORMAT', place, `must be an array of ${layers.length} matrices`, lengthOf(value));
    return layers.map(({ rows, cols }, j) => readRows(`${place}[${j + 1}]`, value[j], [rows, cols]));
  });
}

type RowsAndColumns = Pick<Matrix<unknown>, 'rows' | 'cols'>;

/** An object per time that has all of the names. */
function eachTime<T>(
  written: unknown,
  times: number,
  names: readonly string[],
  read: (name: string, place: string, value: unknown) => T,
): Record<string, T>[] {
  if (!Array.isArray(written) || written.length !== times)
    throw new DloError('FORMAT', 'values', `must be an array of ${times}, one per time`, lengthOf(written));
  return written.map((one: unknown, at) => {
    const where = `values[${at + 1}]`;
    if (typeof one !== 'object' || one === null || Array.isArray(one))
      throw new DloError('FORMAT', where, `must be an object with ${names.join(', ')}`, one);
    const given = one as Readonly<Record<string, unknown>>;
    return Object.fromEntries(
      names.map(name => {
        const place = `${where}.${name}`;
        const value = Object.hasOwn(given, name) ? given[name] : undefined;
        if (value === undefined) throw new DloError('FORMAT', place, 'must be given, it was asked for', 'nothing');
        return [name, read(name, place, value)];
      }),
    );
  });
}

function readRows(place: string, value: unknown, [rows, cols]: readonly [number, number]): Matrix<Rational> {
  const rule = `must be ${rows}×${cols}, rows of numbers`;
  if (!Array.isArray(value)) throw new DloError('FORMAT', place, rule, value);
  if (value.length !== rows) throw new DloError('SHAPE', place, rule, `${value.length} rows`);
  value.forEach((row: unknown, i) => {
    if (!Array.isArray(row)) throw new DloError('FORMAT', `${place} row ${i + 1}`, rule, row);
    if (row.length !== cols) throw new DloError('SHAPE', `${place} row ${i + 1}`, rule, `${row.length} entries`);
  });
  return Matrix.generate(rows, cols, (i, j) => readEntry(`${place}[${i + 1},${j + 1}]`, value[i][j]));
}

function readEntry(place: string, value: unknown): Rational {
  if (typeof value === 'string' && value.length > LONGEST_NUMBER)
    throw new DloError('NOT_A_NUMBER', place, `must have at most ${LONGEST_NUMBER} characters`, value.length);
  const read = readScalar(place, value);
  // What it is compared with is a float64 and what that leaves; no trajectory that is asked for goes beyond.
  if (!Number.isFinite(read.toNumber()))
    throw new DloError('NOT_A_NUMBER', place, 'must stay within float64, below 1.8e308', value);
  return read;
}

function lengthOf(written: unknown): unknown {
  return Array.isArray(written) ? `${written.length} of them` : written;
}
