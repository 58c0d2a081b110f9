import { createHash } from 'node:crypto';
import { DloError } from '../src/errors.ts';
import { problem } from '../src/network/problem.ts';
import { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
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

/** A matrix from JSON rows of numbers or strings such as "1/3"; at least one row and column. */
export function readMatrix(name: string, value: unknown): Matrix<Rational> {
  if (!Array.isArray(value) || value.length === 0)
    throw new DloError('FORMAT', name, 'must be a non-empty array of rows', value);
  value.forEach((row, i) => {
    if (!Array.isArray(row) || row.length === 0)
      throw new DloError('FORMAT', `${name} row ${i + 1}`, 'must be a non-empty array of numbers', row);
    if (row.length !== value[0].length)
      throw new DloError(
        'SHAPE',
        `${name} row ${i + 1}`,
        `must have ${value[0].length} entries like row 1`,
        row.length,
      );
  });
  return Matrix.fromRows(
    (value as unknown[][]).map((row, i) => row.map((entry, j) => readScalar(`${name}[${i + 1},${j + 1}]`, entry))),
  );
}

/** A number or a string such as "1/3"; the error names the place. */
export function readScalar(name: string, value: unknown): Rational {
  if (typeof value !== 'number' && typeof value !== 'string') {
    throw new DloError('NOT_A_NUMBER', name, 'must be a number or a string such as "1/3"', value);
  }
  try {
    return Rational.of(value);
  } catch (error) {
    if (error instanceof DloError)
      throw new DloError('NOT_A_NUMBER', name, 'must be a finite number, a decimal or a fraction such as "1/3"', value);
    throw error;
  }
}
