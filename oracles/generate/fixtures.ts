import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { weightsFromFactors } from '../../src/network/initialisations/balancedFactors.ts';
import { randomMatrices } from '../../src/network/initialisations/randomMatrix.ts';
import { rationalOrthogonal } from '../../src/network/initialisations/rationalOrthogonal.ts';
import { rationalSingularValues } from '../../src/network/initialisations/rationalSingularValues.ts';
import { taskFromData, whiten } from '../../src/network/task.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { multiply } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { float64System } from '../../src/numbers/numberSystem.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';

// Writes fixtures/tasks. Run `npx tsx oracles/generate/fixtures.ts`; a test holds the files to the bytes it writes.

const FOLDER = new URL('../../fixtures/tasks/', import.meta.url);

/** Every generated file of fixtures/tasks, by name, as the text it holds. */
export function fixtureFiles(): Readonly<Record<string, string>> {
  return {
    'semanticHierarchy.json': semanticHierarchy(),
    'semantic.ndjson': semanticNetworks(),
    'figure1.ndjson': threeSimulations('domine2025/fig-1', { Ni: 3, Nh: 2, No: 3, seed: 1 }),
    'unequal422.ndjson': threeSimulations('4-2-2', { Ni: 4, Nh: 2, No: 2, seed: 2 }),
  };
}

/** Levels of the tree over eight leaves: root, kingdom, class, item. */
const LEVELS = 4;

/** Σyx[i][j] is the share of the levels of a binary tree on which the leaves i and j are in one node. */
function semanticCorrelation(): Matrix<Rational> {
  const sharedLevels = (i: number, j: number) =>
    Array.from({ length: LEVELS }, (_, level) => 2 ** level).filter(
      size => Math.floor(i / size) === Math.floor(j / size),
    ).length;
  return Matrix.generate(8, 8, (i, j) => Rational.of(sharedLevels(i, j), LEVELS));
}

/**
 * The semantic task learned from small zero-balanced weights: by an 8-8-8 network from Σyx, and by an 8-4-8 network from
 * white data X, Y = Σyx X, with Sylvester's ±1 matrix for X so that all entries are fractions.
 */
function semanticNetworks(): string {
  const sigmaYX = semanticCorrelation();
  const X = Matrix.generate(8, 8, (i, j) => Rational.of((i & j).toString(2).replaceAll('0', '').length % 2 ? -1 : 1));
  const fractions = (...denominators: number[]) => denominators.map(d => Rational.of(1, d));
  const weights = (Nh: number) => {
    const s = Array.from({ length: Nh }, (_, k) => Rational.of(k + 2, 50));
    const U = rationalOrthogonal(8, fractions(2, 3, -2, 4));
    const V = rationalOrthogonal(8, fractions(3, -2, 2, 3));
    const { W1, W2 } = weightsFromFactors(rationalField, {
      U,
      V,
      R: rationalOrthogonal(Nh, fractions(2)),
      s1: s,
      s2: s,
    });
    return { W1: rowsOf(W1), W2: rowsOf(W2) };
  };
  const rest = { tau: '1', lambda: '0', times: Array.from({ length: 21 }, (_, step) => `${2 * step}`) };
  const lines = [
    { id: 'semantic 8-8-8', ...weights(8), sigmaYX: rowsOf(sigmaYX), ...rest, quantities: ['loss', 'output', 'rsm'] },
    {
      id: 'semantic 8-4-8',
      ...weights(4),
      X: rowsOf(X),
      Y: rowsOf(multiply(rationalField, sigmaYX, X)),
      ...rest,
      quantities: ['qqt', 'loss', 'balance'],
    },
  ];
  return `${lines.map(line => JSON.stringify(line)).join('\n')}\n`;
}

function semanticHierarchy(): string {
  const items = ['fish 1', 'fish 2', 'bird 1', 'bird 2', 'flower 1', 'flower 2', 'tree 1', 'tree 2'];
  const sigmaYX = rowsOf(semanticCorrelation());
  const lines = [
    '{',
    '  "schema": "deep-linear-oracle/task/1",',
    '  "name": "semantic hierarchy",',
    '  "source": "braun2022, sections 4 and 6, fig. 3A",',
    `  "printed": ${block([
      'a semantic task links living things to their position in a hierarchical structure (section 4)',
      'three-level hierarchical tree, eight items of the living kingdom, each with a set of eight features (section 6)',
      'two fish are most similar to each other, less to birds, least to plants; so are the targets (section 4)',
      'rows and columns of the singular vectors and similarities stand in the order of the tree (fig. 3)',
    ])},`,
    `  "chosen": ${block([
      'the numbers: the text prints none',
      'one feature per leaf: how close the item sits to it, the share of the levels root, kingdom, class, item that both share',
      'flowers and trees as the plants',
      'inputs X = sqrt(P) I with P = 8, so that XX^T/P = I, and targets Y = sqrt(P) sigmaYX, so that YX^T/P = sigmaYX',
    ])},`,
    `  "items": ${inline(items)},`,
    '  "P": 8,',
    '  "X": "sqrt(P) * I",',
    '  "Y": "sqrt(P) * sigmaYX",',
    '  "irreducibleLoss": "0",',
    '  "singularVectors": "the Haar basis of the tree, on both sides",',
    `  "singularValues": ${inline(['15/4', '7/4', '3/4', '3/4', '1/4', '1/4', '1/4', '1/4'])},`,
    '  "sigmaYX": [',
    sigmaYX.map(row => `    ${inline(row)}`).join(',\n'),
    '  ]',
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

// JSON as the formatter of this repository leaves it.
function inline(texts: readonly string[]): string {
  return `[${texts.map(text => JSON.stringify(text)).join(', ')}]`;
}

function block(texts: readonly string[]): string {
  return `[\n${texts.map(text => `    ${JSON.stringify(text)}`).join(',\n')}\n  ]`;
}

interface Setting {
  readonly Ni: number;
  readonly Nh: 2;
  readonly No: number;
  readonly seed: number;
}

/**
 * The setting of domine2025, B.2.1 and B.3: one random regression task of P = 20 samples and targets of variance 0.1,
 * learned from λ = 1, 0 and −1 at η = 0.01, i.e. τ = 100. The random numbers are ours (seeded, Σyx rounded to 4 decimals);
 * so are the weights: exactly balanced fractions of the printed sizes, 1 for W2W1 and 0.01 for the zero-balanced entries.
 */
function threeSimulations(name: string, { Ni, Nh, No, seed }: Setting): string {
  const P = 20;
  const random = randomMatrices(seed);
  const X = whiten(float64System, random.gaussian(Ni, P));
  const Y = random.gaussian(No, P, Math.sqrt(0.1));
  const sigmaYX = taskFromData(float64Field, X, Y).sigmaYX.map(entry => Rational.of(Math.round(1e4 * entry), 10_000));
  const factors = {
    U: rationalOrthogonal(No, [Rational.of(1, 2), Rational.of(1, 3), Rational.of(-1, 2)]),
    V: rationalOrthogonal(Ni, [Rational.of(1, 3), Rational.of(-1, 2), Rational.of(1, 2), Rational.of(1, 3)]),
    R: rationalOrthogonal(Nh, [Rational.of(1, 2)]),
  };
  const pairsFor = (lambda: Rational) =>
    lambda.sign() === 0
      ? [Rational.of(1, 50), Rational.of(1, 100)].map(value => ({ s1: value, s2: value }))
      : [Rational.of(1, 2), Rational.of(2, 3)].map(q => rationalSingularValues(lambda, q));
  const lines = ['1', '0', '-1'].map(lambda => {
    const pairs = pairsFor(Rational.of(lambda));
    const s1 = pairs.map(pair => pair.s1);
    const s2 = pairs.map(pair => pair.s2);
    const { W1, W2 } = weightsFromFactors(rationalField, { ...factors, s1, s2 });
    return JSON.stringify({
      id: `${name} lambda=${lambda}`,
      W1: rowsOf(W1),
      W2: rowsOf(W2),
      sigmaYX: rowsOf(sigmaYX),
      tau: '100',
      times: Array.from({ length: 41 }, (_, step) => `${250 * step}`),
      quantities: ['qqt', 'loss', 'output', 'balance'],
    });
  });
  return `${lines.join('\n')}\n`;
}

function rowsOf(matrix: Matrix<Rational>): string[][] {
  return matrix.map(String).toRows();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of Object.entries(fixtureFiles())) writeFileSync(new URL(name, FOLDER), text);
}
