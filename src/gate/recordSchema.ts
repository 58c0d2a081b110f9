import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { PACKAGE_ROOT } from '../packageRoot.ts';
import type { GateCase, GateFooter, GateHeader, GateLine } from './gateRecord.ts';

type Lines = { readonly header: GateHeader; readonly case: GateCase; readonly footer: GateFooter };

const DEFINITIONS = { header: 'GateHeader', case: 'GateCase', footer: 'GateFooter' } as const;

const SCHEMA: URL = new URL('fixtures/schemas/gate-record-1.schema.json', PACKAGE_ROOT);

const compiled = new Map<string, ValidateFunction>();

/** A parsed line checked against the published schema: the line, or what is wrong with it, "/results/0/outcome must be …". */
export function checkLine(value: unknown): GateLine | string {
  const type = typeof value === 'object' && value !== null ? (value as { type?: unknown }).type : undefined;
  if (type !== 'header' && type !== 'case' && type !== 'footer') return 'is no line of a gate record';
  const validate = validatorOf(type);
  return validate(value) ? (value as Lines[typeof type]) : errorText(validate.errors![0]!);
}

/** Compiled when first needed: most records have thousands of one kind of line. */
function validatorOf(type: keyof typeof DEFINITIONS): ValidateFunction {
  const known = compiled.get(type);
  if (known !== undefined) return known;
  const ajv = new Ajv2020({ strict: true });
  const schema: { readonly $id: string } = JSON.parse(readFileSync(SCHEMA, 'utf8'));
  const made = ajv.addSchema(schema).getSchema(`${schema.$id}#/$defs/${DEFINITIONS[type]}`)!;
  compiled.set(type, made);
  return made;
}

function errorText({ instancePath, message, params }: ErrorObject): string {
  const allowed: unknown = params.allowedValues ?? params.allowedValue ?? params.additionalProperty;
  return `${instancePath} ${message ?? 'is not as the schema says'}${allowed === undefined ? '' : `: ${JSON.stringify(allowed)}`}`.trim();
}
