import { DloError } from '../src/errors.ts';
import { exactFlow } from '../src/network/exactFlow.ts';
import { type Flow, MOST_LAYERS, widthsOf } from '../src/network/flow.ts';
import { isPositiveSemidefinite } from '../src/numbers/isPositiveSemidefinite.ts';
import { identity } from '../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import type { Rational } from '../src/numbers/rational.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { type MatrixLike, type NumberLike, readMatrix } from '../src/numbers/readMatrix.ts';
import {
  correlationsOf,
  firstOf,
  isIdentity,
  lengthOf,
  readDigits,
  readQuantities,
  readTimes,
  requireKnown,
  requireSamples,
  requireWidth,
  requireWritable,
  type Times,
} from './lineFields.ts';

export const FLOW_QUANTITIES = ['layers', 'output', 'loss', 'balance', 'ntk'] as const;

export type FlowLineQuantity = (typeof FLOW_QUANTITIES)[number];

const DEFAULT_QUANTITIES: readonly FlowLineQuantity[] = ['layers', 'output', 'loss'];

const FIELDS = [
  ...['id', 'layers', 'sigmaYX', 'sigmaXX', 'X', 'Y', 'tau', 'decay', 'mask'],
  ...['times', 'quantities', 'digits', 'series'],
];

/** Of the exact series. */
const MOST_ORDER = 100;

/** Digits that a fraction of a series may come to, about. */
const DIGITS_OF_A_COEFFICIENT = 100;

/** One line of `dlo solve` whose network has any number of layers, read and checked; all numbers are exact. */
export interface FlowLine extends Times {
  readonly flow: Flow;
  /** Inputs (d_0×P) of the kernel: the data, else I. */
  readonly X: Matrix<Rational>;
  /** Targets (d_h×P), where the task came as data. */
  readonly Y?: Matrix<Rational>;
  readonly quantities: readonly FlowLineQuantity[];
  readonly digits: number | undefined;
  /** The highest power of the exact series that is asked for. */
  readonly series: number | undefined;
}

/** Reads the fields of a line. Every error names the field, the rule and the value. */
export function flowLine(fields: Readonly<Record<string, unknown>>): FlowLine {
  requireKnown('field', Object.keys(fields), FIELDS);
  const digits = readDigits(fields.digits);
  const quantities = readQuantities(fields.quantities, FLOW_QUANTITIES, DEFAULT_QUANTITIES);
  const series = readSeries(fields.series);
  const onlySeries = series !== undefined && fields.times === undefined;
  const moments = onlySeries ? { typedTimes: [], times: [] } : readTimes(fields.times, digits);
  requireModestSizes(fields, digits);
  const rest = { quantities, digits, series, ...moments };
  const hasData = fields.X !== undefined || fields.Y !== undefined;
  for (const name of hasData ? (['sigmaYX', 'sigmaXX'] as const) : [])
    if (fields[name] !== undefined) throw new DloError('FORMAT', name, 'must not stand beside X and Y', fields[name]);
  const line = hasData ? fromData(fields, rest) : fromCorrelations(fields, rest);
  requireModestAnswer(line);
  return line;
}

type Rest = Omit<FlowLine, 'flow' | 'X' | 'Y'>;

function fromCorrelations(fields: Readonly<Record<string, unknown>>, rest: Rest): FlowLine {
  const { sigmaXX, ...flow } = read(fields, { sigmaYX: fields.sigmaYX, sigmaXX: fields.sigmaXX });
  if (sigmaXX !== undefined) requireCorrelation(sigmaXX);
  const white = sigmaXX === undefined || isIdentity(sigmaXX);
  return { flow: white ? flow : { ...flow, sigmaXX }, X: identity(rationalField, flow.layers[0]!.cols), ...rest };
}

function fromData(fields: Readonly<Record<string, unknown>>, rest: Rest): FlowLine {
  const [X, Y] = [readMatrix('X', fields.X), readMatrix('Y', fields.Y)];
  if (X.cols !== Y.cols) throw new DloError('SHAPE', 'Y', `must have as many columns as X (${X.shape})`, Y.shape);
  const { layers } = fields;
  const [first, last] = [firstOf(layers), Array.isArray(layers) ? layers.at(-1) : undefined];
  const [inputs, outputs] = [lengthOf(firstOf(first)), lengthOf(last)];
  if (inputs > 0 && X.rows !== inputs)
    throw new DloError('SHAPE', 'X', `must have ${inputs} rows like layers[0] columns`, X.shape);
  if (outputs > 0 && Y.rows !== outputs)
    throw new DloError('SHAPE', 'Y', `must have ${outputs} rows like the last of the layers`, Y.shape);
  return { flow: read(fields, correlationsOf(X, Y)), X, Y, ...rest };
}

function read(
  { layers, tau, decay, mask }: Readonly<Record<string, unknown>>,
  task: { readonly sigmaYX: unknown; readonly sigmaXX?: unknown },
): Flow {
  return exactFlow({
    layers: layers as MatrixLike[],
    sigmaYX: task.sigmaYX as MatrixLike,
    tau: tau as NumberLike,
    sigmaXX: task.sigmaXX as MatrixLike,
    decay: decay as NumberLike,
    mask: mask as MatrixLike[],
  });
}

/** Σxx is a mean of products xxᵀ. */
function requireCorrelation(sigmaXX: Matrix<Rational>): void {
  const at = sigmaXX.data.findIndex(
    (entry, index) => !entry.equals(sigmaXX.at(index % sigmaXX.cols, Math.floor(index / sigmaXX.cols))),
  );
  if (at >= 0) {
    const place = `sigmaXX[${Math.floor(at / sigmaXX.cols) + 1},${(at % sigmaXX.cols) + 1}]`;
    throw new DloError('RANGE', place, 'must be symmetric', sigmaXX.data[at]!.toString());
  }
  if (!isPositiveSemidefinite(sigmaXX))
    throw new DloError('RANGE', 'sigmaXX', 'must have no negative eigenvalue', JSON.stringify(rowsOf(sigmaXX)));
}

function rowsOf(matrix: Matrix<Rational>): string[][] {
  return matrix.map(entry => entry.toString()).toRows();
}

function readSeries(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const rule = `must be a whole number from 0 to ${MOST_ORDER}`;
  if (typeof value !== 'number') throw new DloError('NOT_A_NUMBER', 'series', rule, value);
  if (!Number.isInteger(value) || value < 0 || value > MOST_ORDER) throw new DloError('RANGE', 'series', rule, value);
  return value;
}

/** Seen before a number is read. Sizes that are wrong otherwise are left to `exactFlow`. */
function requireModestSizes({ layers, X }: Readonly<Record<string, unknown>>, digits: number | undefined): void {
  if (lengthOf(layers) > MOST_LAYERS)
    throw new DloError('RANGE', 'layers', `must be 1 to ${MOST_LAYERS} matrices`, lengthOf(layers));
  if (Array.isArray(layers))
    layers.forEach((layer: unknown, index) => {
      requireWidth(`layers[${index}]`, Math.max(lengthOf(layer), lengthOf(firstOf(layer))), digits);
    });
  requireSamples(lengthOf(firstOf(X)));
}

function requireModestAnswer({ flow, X, times, quantities, digits, series }: FlowLine): void {
  const widths = widthsOf(flow.layers);
  const [inputs, outputs] = [widths[0]!, widths.at(-1)!];
  const weights = flow.layers.reduce((sum, layer) => sum + layer.data.length, 0);
  const entries = {
    layers: weights,
    output: outputs * inputs,
    loss: 1,
    balance: widths.slice(1, -1).reduce((sum, width) => sum + width ** 2, 0),
    ntk: (outputs * X.cols) ** 2,
  };
  const numbers = times.length * quantities.reduce((sum, quantity) => sum + entries[quantity], 0);
  requireWritable('quantities', numbers, digits ?? 16);
  if (series !== undefined) requireWritable('series', weights * (series + 1), DIGITS_OF_A_COEFFICIENT);
}
