import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import schema from '../../fixtures/schemas/gate-record-1.schema.json' with { type: 'json' };
import { GATE_OUTCOMES } from './gateRecord.ts';
import { GATE_SCHEMA } from './recordReader.ts';
import { checkLine } from './recordSchema.ts';
import { sampleGate, sampleLines } from './testing/sampleGate.ts';

/** What a type or a schema says about an object: fields with their own shapes; anything else is a leaf. */
type Shape = 'leaf' | { readonly [field: string]: { readonly optional: boolean; readonly shape: Shape } };

const source = ts.createSourceFile(
  'gateRecord.ts',
  readFileSync(new URL('gateRecord.ts', import.meta.url), 'utf8'),
  ts.ScriptTarget.ES2023,
);

function interfaces(): Map<string, Shape> {
  const found = new Map<string, Shape>();
  for (const node of source.statements)
    if (ts.isInterfaceDeclaration(node)) found.set(node.name.text, shapeOfMembers(node.members));
  return found;
}

function shapeOfMembers(members: ts.NodeArray<ts.TypeElement>): Shape {
  return Object.fromEntries(
    members.filter(ts.isPropertySignature).map(member => [
      (member.name as ts.Identifier).text,
      {
        optional: member.questionToken !== undefined,
        shape: member.type && ts.isTypeLiteralNode(member.type) ? shapeOfMembers(member.type.members) : 'leaf',
      },
    ]),
  );
}

interface Definition {
  readonly properties?: Readonly<Record<string, Definition>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
}

function shapeOfDefinition({ properties, required = [], additionalProperties }: Definition): Shape {
  if (properties === undefined) return 'leaf';
  expect(additionalProperties).toBe(false);
  return Object.fromEntries(
    Object.entries(properties).map(([name, definition]) => [
      name,
      { optional: !required.includes(name), shape: shapeOfDefinition(definition) },
    ]),
  );
}

describe('the published schema', () => {
  const definitions: Readonly<Record<string, Definition>> = schema.$defs as Record<string, object>;
  const types = [...interfaces()].filter(([name]) => name !== 'GateRecord');

  it.each(types)('says of %s what the type says: the same fields, the same ones optional', (name, shape) => {
    expect(shapeOfDefinition(definitions[name]!)).toEqual(shape);
  });

  it('has no objects that are no types, and the outcomes of the type', () => {
    const objects = Object.keys(definitions).filter(name => definitions[name]!.properties !== undefined);
    expect(objects.sort()).toEqual(types.map(([name]) => name).sort());
    expect(schema.$defs.GateOutcome.enum).toEqual(GATE_OUTCOMES);
    expect(schema.$defs.GateHeader.properties.schema.const).toBe(GATE_SCHEMA);
  });

  it('is valid draft 2020-12 and describes every line of a record', () => {
    const ajv = new Ajv2020({ strict: true, allErrors: true });
    expect(ajv.validateSchema(schema)).toBe(true);
    const validate = ajv.compile(schema);
    for (const line of sampleLines(sampleGate())) expect(validate(line), JSON.stringify(validate.errors)).toBe(true);
    for (const strange of [null, 3, [], {}, { type: 'case' }, { type: 'other' }]) expect(validate(strange)).toBe(false);
  });

  it('is exported by the package', async () => {
    const exported = await import('deep-linear-oracle/schemas/gate-record-1.schema.json', { with: { type: 'json' } });
    expect(exported.default).toEqual(schema);
  });
});

describe('a line is checked', () => {
  const [header] = sampleLines(sampleGate());
  it('and told what is wrong with it', () => {
    expect(checkLine(header)).toBe(header);
    expect(checkLine({ ...header, seed: 1.5 })).toBe('/seed must be integer');
    expect(checkLine({ type: 'header' })).toBe("must have required property 'schema'");
    expect(checkLine(null)).toBe('is no line of a gate record');
    expect(checkLine({ type: 'constructor' })).toBe('is no line of a gate record');
  });
});
