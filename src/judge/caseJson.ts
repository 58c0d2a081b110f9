import { createHash } from 'node:crypto';
import { DloError } from '../errors.ts';
import { exactFlow } from '../network/exactFlow.ts';
import { problem } from '../network/problem.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import { type MatrixLike, type NumberLike, readMatrix, readScalar } from '../numbers/readMatrix.ts';
import { onceFor } from '../once.ts';
import { type AnyCase, type Case, type FlowCase, isFlowCase } from './case.ts';

export interface CaseJson {
  readonly W1: string[][];
  readonly W2: string[][];
  readonly sigmaYX: string[][];
  readonly sigmaXX?: string[][];
  readonly tau: string;
  readonly lambda: string;
  readonly time: string;
  readonly extra?: Record<string, string[][]>;
}

export interface FlowCaseJson extends Pick<CaseJson, 'sigmaYX' | 'sigmaXX' | 'tau' | 'time' | 'extra'> {
  /** W_1 first. */
  readonly layers: string[][][];
  readonly decay?: string;
  readonly mask?: string[][][];
}

export type AnyCaseJson = CaseJson | FlowCaseJson;

/** A case as canonical JSON: keys in one order, exact numbers as strings. Equal cases give equal text. */
export function caseToJson(given: Case): CaseJson {
  const {
    problem: { W1, W2, sigmaYX, sigmaXX, tau },
    lambda,
    time,
    extra,
  } = given;
  return {
    W1: rows(W1),
    W2: rows(W2),
    sigmaYX: rows(sigmaYX),
    ...(sigmaXX && { sigmaXX: rows(sigmaXX) }),
    tau: tau.toString(),
    lambda: lambda.toString(),
    time: time.toString(),
    ...extraToJson(extra),
  };
}

/** The same of layers of any depth. */
export function flowCaseToJson({ flow, time, extra }: FlowCase): FlowCaseJson {
  const { layers, sigmaYX, sigmaXX, tau, decay, mask } = flow;
  return {
    layers: layers.map(rows),
    sigmaYX: rows(sigmaYX),
    ...(sigmaXX && { sigmaXX: rows(sigmaXX) }),
    tau: tau.toString(),
    ...(decay && { decay: decay.toString() }),
    ...(mask && { mask: mask.map(rows) }),
    time: time.toString(),
    ...extraToJson(extra),
  };
}

export function anyCaseToJson(given: AnyCase): AnyCaseJson {
  return isFlowCase(given) ? flowCaseToJson(given) : caseToJson(given);
}

/** Reads what caseToJson wrote, or a person typed; every error names the field. */
export function caseFromJson(json: unknown): Case {
  const fields = fieldsOf(json, 'W1, W2, sigmaYX, tau, lambda and time');
  const extra = extraFromJson(fields.extra);
  return {
    problem: problem({
      W1: readMatrix('W1', fields.W1),
      W2: readMatrix('W2', fields.W2),
      sigmaYX: readMatrix('sigmaYX', fields.sigmaYX),
      ...(fields.sigmaXX !== undefined && { sigmaXX: readMatrix('sigmaXX', fields.sigmaXX) }),
      tau: readScalar('tau', fields.tau ?? '1'),
    }),
    lambda: readScalar('lambda', fields.lambda ?? '0'),
    time: readScalar('time', fields.time ?? '0'),
    extra,
  };
}

/** Reads what flowCaseToJson wrote, or a person typed; every error names the field. */
export function flowCaseFromJson(json: unknown): FlowCase {
  const { layers, sigmaYX, sigmaXX, tau, decay, mask, time, extra } = fieldsOf(json, 'layers, sigmaYX, tau and time');
  return {
    flow: exactFlow({
      layers: layers as MatrixLike[],
      sigmaYX: sigmaYX as MatrixLike,
      sigmaXX: sigmaXX as MatrixLike,
      tau: tau as NumberLike,
      decay: decay as NumberLike,
      mask: mask as MatrixLike[],
    }),
    time: readScalar('time', time ?? '0'),
    extra: extraFromJson(extra),
  };
}

/** Of either kind: a flow has `layers`. */
export function anyCaseFromJson(json: unknown): AnyCase {
  const hasLayers = typeof json === 'object' && json !== null && 'layers' in json;
  return hasLayers ? flowCaseFromJson(json) : caseFromJson(json);
}

/** The content's name: the first twelve hex digits of its SHA-256. */
export const caseHash: (given: AnyCase) => string = onceFor(given =>
  createHash('sha256')
    .update(JSON.stringify(anyCaseToJson(given)))
    .digest('hex')
    .slice(0, 12),
);

function fieldsOf(json: unknown, named: string): Record<string, unknown> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new DloError('FORMAT', 'case', `must be an object with ${named}`, json);
  return json as Record<string, unknown>;
}

function extraToJson(extra: Case['extra']): Pick<CaseJson, 'extra'> {
  const names = Object.keys(extra).sort();
  return names.length === 0 ? {} : { extra: Object.fromEntries(names.map(name => [name, rows(extra[name]!)])) };
}

function extraFromJson(given: unknown): Case['extra'] {
  const extra = given ?? {};
  if (typeof extra !== 'object' || Array.isArray(extra))
    throw new DloError('FORMAT', 'extra', 'must be an object of matrices', extra);
  return Object.fromEntries(Object.entries(extra).map(([name, value]) => [name, readMatrix(name, value)]));
}

function rows(matrix: Matrix<Rational> | Matrix<0 | 1>): string[][] {
  return (matrix as Matrix<unknown>).map(entry => String(entry)).toRows();
}
