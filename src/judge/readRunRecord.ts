import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { DloError } from '../errors.ts';
import { fileReason } from '../fileReason.ts';
import { PACKAGE_ROOT } from '../packageRoot.ts';
import type { RunRecord } from './runRecord.ts';

export const RUN_SCHEMA = 'deep-linear-oracle/run/1';

const SCHEMA_FILE: URL = new URL('fixtures/schemas/run-record-1.schema.json', PACKAGE_ROOT);

/** Whether a file begins as the record of a run of the judge, of any version and however short. */
export function isRunRecord(beginning: string): boolean {
  return /^\ufeff?\s*\{\s*"schema"\s*:\s*"deep-linear-oracle\/run\//.test(beginning);
}

/**
 * The record of a run, report.json, checked against its schema. FILE where it cannot be read; FORMAT where it is cut off, is of
 * another version, or lacks what every record has.
 */
export async function readRunRecord(file: string): Promise<RunRecord> {
  const text = await readFile(file, 'utf8').catch(error => {
    throw new DloError('FILE', file, 'must be a readable file', fileReason(error));
  });
  const schema = /"schema"\s*:\s*"([^"]*)"/.exec(text.slice(0, 200))?.[1];
  if (isRunRecord(text) && schema !== RUN_SCHEMA)
    throw new DloError('FORMAT', file, `must have "schema": "${RUN_SCHEMA}", which this version reads`, schema);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const isCut = !/\}\s*$/.test(text) || /end of JSON/.test((error as Error).message);
    const got = isCut ? `${text.length} characters that end in the middle` : (error as Error).message;
    throw new DloError('FORMAT', file, 'must be a whole run record, which is JSON', got);
  }
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  const validate = ajv.compile<RunRecord>(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')));
  if (validate(value)) return value;
  const [error] = validate.errors!;
  throw new DloError('FORMAT', file, 'must be a run record', `${error!.instancePath} ${error!.message}`.trim());
}
