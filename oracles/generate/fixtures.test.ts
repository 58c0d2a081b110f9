import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { architectureName } from '../../src/network/architecture.ts';
import { balance } from '../../src/network/balance.ts';
import { architectureOf, problem } from '../../src/network/problem.ts';
import { taskFromData } from '../../src/network/task.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { convert, identity, maxAbs, multiply, scale, subtract } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { fixtureFiles } from './fixtures.ts';

const folder = new URL('../../fixtures/tasks/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const matrix = (rows: string[][]) => Matrix.fromRows(rows.map(row => row.map(entry => Rational.of(entry))));

it('fixtures/tasks holds what the generator writes, byte for byte, and nothing else', () => {
  const files = fixtureFiles();
  for (const [name, text] of Object.entries(files)) expect(read(name), name).toBe(text);
  expect(readdirSync(folder).sort()).toEqual([...Object.keys(files), 'README.md'].sort());
});

describe('semanticHierarchy.json', () => {
  const task = JSON.parse(read('semanticHierarchy.json')) as {
    sigmaYX: string[][];
    singularValues: string[];
    items: string[];
  };
  const sigmaYX = matrix(task.sigmaYX);

  it('has the Haar basis of the tree as singular vectors, with the values it states', () => {
    const haar = matrix(
      [
        [1, 1, 1, 1, 1, 1, 1, 1],
        [1, 1, 1, 1, -1, -1, -1, -1],
        [1, 1, -1, -1, 0, 0, 0, 0],
        [0, 0, 0, 0, 1, 1, -1, -1],
        [1, -1, 0, 0, 0, 0, 0, 0],
        [0, 0, 1, -1, 0, 0, 0, 0],
        [0, 0, 0, 0, 1, -1, 0, 0],
        [0, 0, 0, 0, 0, 0, 1, -1],
      ].map(row => row.map(String)),
    ).transpose();
    const times = (a: Matrix<Rational>, b: Matrix<Rational>) => multiply(rationalField, a, b);
    const values = Matrix.generate(8, 8, (i, j) => (i === j ? Rational.of(task.singularValues[i]!) : Rational.ZERO));
    expect(times(sigmaYX, haar)).toEqual(times(haar, values));
    expect(times(sigmaYX.transpose(), haar)).toEqual(times(haar, values));
    expect(task.items).toHaveLength(8);
  });

  it('comes from white inputs √8·I and targets √8·Σyx without irreducible loss', () => {
    const root = Math.sqrt(8);
    const exact = convert(float64Field, sigmaYX);
    const data = taskFromData(
      float64Field,
      scale(float64Field, root, identity(float64Field, 8)),
      scale(float64Field, root, exact),
    );
    expect(maxAbs(float64Field, subtract(float64Field, data.sigmaYX, exact))).toBeLessThan(1e-15);
    expect(data.irreducibleLoss).toBeLessThan(1e-29);
  });
});

describe.each([
  ['figure1.ndjson', '3-2-3'],
  ['unequal422.ndjson', '4-2-2'],
])('%s', (name, widths) => {
  interface Line {
    id: string;
    W1: string[][];
    W2: string[][];
    sigmaYX: string[][];
    tau: string;
    times: string[];
  }
  const lines = read(name)
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Line);

  it('holds one task and exactly balanced weights of λ = 1, 0, −1', () => {
    expect(lines).toHaveLength(3);
    ['1', '0', '-1'].forEach((lambda, i) => {
      const line = lines[i]!;
      const parts = {
        sigmaYX: matrix(line.sigmaYX),
        W1: matrix(line.W1),
        W2: matrix(line.W2),
        tau: Rational.of(line.tau),
      };
      expect(architectureName(architectureOf(problem(parts)))).toBe(widths);
      expect(line.id).toContain(`lambda=${lambda}`);
      expect(balance(rationalField, parts)).toEqual(
        scale(rationalField, Rational.of(lambda), identity(rationalField, 2)),
      );
      expect(line.sigmaYX).toEqual(lines[0]!.sigmaYX);
      expect(line.times[0]).toBe('0');
    });
  });
});
