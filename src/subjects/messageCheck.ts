import { readFile } from 'node:fs/promises';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { DloError } from '../errors.ts';
import { nearestName } from '../formula/nearestName.ts';
import { PACKAGE_ROOT } from '../packageRoot.ts';

/** Checks of messages against the published schema; a FORMAT error names the message, the place in it, the rule, the value. */
export interface MessageCheck {
  /** The hello of a subject. */
  hello(message: unknown): void;
  /** An answer of a subject. */
  fromSubject(message: unknown): void;
  /** A message of ours; an error is a fault of the harness. */
  toSubject(message: unknown): void;
}

const SCHEMA: URL = new URL('fixtures/schemas/protocol-1.schema.json', PACKAGE_ROOT);

let check: Promise<MessageCheck> | undefined;

/** The checks, compiled once, each when it is first needed. */
export function messageCheck(): Promise<MessageCheck> {
  check ??= compiled();
  return check;
}

async function compiled(): Promise<MessageCheck> {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, verbose: true });
  ajv.addSchema(JSON.parse(await readFile(SCHEMA, 'utf8')), 'protocol');
  const requireOne = (message: unknown, names: Readonly<Record<string, string>>): void => {
    const type = (message as { type?: unknown } | null)?.type;
    const name = typeof type === 'string' && Object.hasOwn(names, type) ? names[type] : undefined;
    if (name === undefined) {
      const nearest = typeof type === 'string' ? nearestName(type, Object.keys(names)) : undefined;
      const hint = nearest === undefined ? '' : ` (nearest: ${nearest})`;
      throw new DloError('FORMAT', 'message /type', `must be one of ${Object.keys(names).join(', ')}${hint}`, type);
    }
    const validate = ajv.getSchema(`protocol#/$defs/${name}`) as ValidateFunction;
    if (!validate(message)) throw schemaError(`message ${type}`, validate.errors!);
  };
  return {
    hello: message => requireOne(message, { hello: 'subjectHello' }),
    fromSubject: message => requireOne(message, { values: 'values', skipped: 'skipped', errored: 'errored' }),
    toSubject: message => requireOne(message, { hello: 'harnessHello', run: 'run', stop: 'stop' }),
  };
}

/** The error that stands deepest: of alternatives, the one that came nearest. */
function schemaError(name: string, errors: readonly ErrorObject[]): DloError {
  const depth = ({ instancePath }: ErrorObject): number => instancePath.split('/').length;
  const error = errors.reduce((deepest, one) => (depth(one) > depth(deepest) ? one : deepest));
  const { instancePath, message, params, data } = error;
  const detail = params.additionalProperty ?? params.allowedValues;
  const rule = detail === undefined ? `${message}` : `${message}: ${[detail].flat().join(', ')}`;
  return new DloError('FORMAT', `${name} ${instancePath === '' ? '/' : instancePath}`, rule, data);
}
