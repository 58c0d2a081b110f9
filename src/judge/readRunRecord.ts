import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { DloError } from '../errors.ts';
import { PACKAGE_ROOT } from '../packageRoot.ts';
import { requirePlain } from '../parseJson.ts';
import { readText } from '../readText.ts';
import { LARGEST_RECORD, RUN_SCHEMA, type RunRecord } from './runRecord.ts';

const SCHEMA_FILE: URL = new URL('fixtures/schemas/run-record-1.schema.json', PACKAGE_ROOT);

/** Whether a file begins as the record of a run of the judge, of any version and however short. */
export function isRunRecord(beginning: string): boolean {
  return /^\ufeff?\s*\{\s*"schema"\s*:\s*"deep-linear-oracle\/run\//.test(beginning);
}

/**
 * The record of a run, report.json, checked against its schema. FILE where it cannot be read; FORMAT where it is cut off, is of
 * another version, names a key twice, or lacks what every record has; RANGE where it is too large.
 */
export async function readRunRecord(file: string): Promise<RunRecord> {
  const text = await readText(file, LARGEST_RECORD);
  const schema = /"schema"\s*:\s*"([^"]*)"/.exec(text.slice(0, 200))?.[1];
  if (isRunRecord(text) && schema !== RUN_SCHEMA)
    throw new DloError('FORMAT', file, `must have "schema": "${RUN_SCHEMA}", which this version reads`, schema);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const isCut = !/\}\s*$/.test(text) || /end of JSON/.test((error as Error).message);
    const got = isCut ? `${text.length} characters that end in the middle` : (error as Error).message;
    throw new DloError('FORMAT', file, 'must be a whole run record, which is JSON', got);
  }
  requirePlain(text, file);
  if ((value as { schema?: unknown } | null)?.schema !== RUN_SCHEMA)
    throw new DloError('FORMAT', file, 'must be the record of a run (report.json, or what --json writes)', value);
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  const validate = ajv.compile<RunRecord>(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')));
  if (validate(value)) return value;
  const [error] = validate.errors!;
  throw new DloError('FORMAT', file, 'must be a run record', `${error!.instancePath} ${error!.message}`.trim());
}
