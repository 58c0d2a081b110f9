import { createHash } from 'node:crypto';
import { DloError } from '../errors.ts';
import { problem } from '../network/problem.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import { readMatrix, readScalar } from '../numbers/readMatrix.ts';
import type { Case } from './case.ts';

/** A case as canonical JSON: keys in one order, exact numbers as strings. Equal cases give equal text. */
export function caseToJson(given: Case): CaseJson {
  const {
    problem: { W1, W2, sigmaYX, sigmaXX, tau },
    lambda,
    time,
    extra,
  } = given;
  const extras = Object.keys(extra).sort();
  return {
    W1: rows(W1),
    W2: rows(W2),
    sigmaYX: rows(sigmaYX),
    ...(sigmaXX && { sigmaXX: rows(sigmaXX) }),
    tau: tau.toString(),
    lambda: lambda.toString(),
    time: time.toString(),
    ...(extras.length > 0 && { extra: Object.fromEntries(extras.map(name => [name, rows(extra[name]!)])) }),
  };
}

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

/** Reads what caseToJson wrote, or a person typed; every error names the field. */
export function caseFromJson(json: unknown): Case {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new DloError('FORMAT', 'case', 'must be an object with W1, W2, sigmaYX, tau, lambda and time', json);
  }
  const fields = json as Record<string, unknown>;
  const extra = fields.extra ?? {};
  if (typeof extra !== 'object' || Array.isArray(extra))
    throw new DloError('FORMAT', 'extra', 'must be an object of matrices', extra);
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
    extra: Object.fromEntries(Object.entries(extra as object).map(([name, value]) => [name, readMatrix(name, value)])),
  };
}

/** The content's name: the first twelve hex digits of its SHA-256. */
export function caseHash(given: Case): string {
  return createHash('sha256')
    .update(JSON.stringify(caseToJson(given)))
    .digest('hex')
    .slice(0, 12);
}

function rows(matrix: Matrix<Rational>): string[][] {
  return matrix.map(entry => entry.toString()).toRows();
}
