import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { evaluate } from '../formula/evaluate.ts';
import { parseFormulaFile } from '../formula/formulaFile.ts';
import { type Formula, parseFormula } from '../formula/parseFormula.ts';
import { matrixValue, toMatrix } from '../formula/value.ts';
import type { Case } from '../judge/case.ts';
import { drawCases } from '../judge/drawCases.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { statesNothing } from './statesNothing.ts';
import { judgedOnSomeCases } from './testing/judgedOnSomeCases.ts';
import { openFormula } from './testing/open.ts';

const m = (...rows: string[][]): Matrix<Rational> =>
  Matrix.fromRows(rows.map(row => row.map(text => Rational.of(text))));
const POINT = {
  W1: m(['1', '2'], ['-1', '1/2'], ['0', '3']),
  W2: m(['2', '1', '-1'], ['1/3', '0', '1']),
  V1: m(['1', '-1'], ['2', '1'], ['1/2', '0']),
  V2: m(['0', '1', '2'], ['-1', '1', '1/2']),
  Syx: m(['1', '2'], ['3', '-2']),
};
const noSvd = (): never => {
  throw new Error('no SVD');
};

/** The value of an expression at W1 + εV1, W2 + εV2, in fractions. */
function valueAt(epsilon: string, text: string): Rational[] {
  const of = (definitions: string): Formula =>
    parseFormulaFile(`claims: equation\n---\nlet V1 : Nh x Ni, V2 : No x Nh\n${definitions} == 0\n`, 'f').formula;
  const formula = of(text);
  const { definitions } = formula;
  const [last] = definitions.slice(-1) as [(typeof definitions)[number]];
  const left = last.node.kind === 'binary' ? last.node.left : last.node;
  const at = (name: 'W1' | 'W2', along: 'V1' | 'V2'): Matrix<Rational> =>
    POINT[name].map((entry, i, j) => entry.add(Rational.of(epsilon).mul(POINT[along].at(i, j))));
  const values: Readonly<Record<string, Matrix<Rational>>> = { ...POINT, W1: at('W1', 'V1'), W2: at('W2', 'V2') };
  const whole = { ...formula, definitions: [...definitions.slice(0, -1), { ...last, node: left }] };
  const get = (name: string) => (values[name] === undefined ? undefined : matrixValue(values[name]));
  return [...toMatrix(rationalField, evaluate(whole, { field: rationalField, svd: noSvd }, { get })).data];
}

/** c_1 and 2c_2 of a polynomial of degree 4 at most, from its values at −2 … 2. */
function coefficients(text: string): [Rational[], Rational[]] {
  const [a, b, c, d, e] = ['-2', '-1', '0', '1', '2'].map(epsilon => valueAt(epsilon, text)) as [
    Rational[],
    Rational[],
    Rational[],
    Rational[],
    Rational[],
  ];
  const sum = (...terms: [string, Rational][]): Rational =>
    terms.map(([factor, value]) => Rational.of(factor).mul(value)).reduce((x, y) => x.add(y));
  return [
    a.map((_, k) => sum(['1/12', a[k]!], ['-2/3', b[k]!], ['2/3', d[k]!], ['-1/12', e[k]!])),
    a.map((_, k) => sum(['-1/12', a[k]!], ['4/3', b[k]!], ['-5/2', c[k]!], ['4/3', d[k]!], ['-1/12', e[k]!])),
  ];
}

const texts = (values: readonly Rational[]): string[] => values.map(String);

describe('D and D2', () => {
  it.each([
    'W2*W1',
    "trace((Syx - W2*W1)*(Syx - W2*W1)')",
    "W1'*W1",
    "W2'*Syx*W1'",
    '[W1; W2*W1]',
    'W1(1,:)',
    'kron(W1, W2)',
  ])('of %s are those of its polynomial, in fractions', text => {
    const [first, second] = coefficients(text);
    expect(texts(valueAt('0', `D(${text}, V1, V2)`))).toEqual(texts(first));
    expect(texts(valueAt('0', `D2(${text}, V1, V2)`))).toEqual(texts(second));
  });

  it('take directions as constants, whatever they are made of, in definitions too', () => {
    const product = 'W2*W1';
    // d²/dε² (W2 + εW2)(W1 + εW1) is twice the product; moving directions would add another two of it.
    expect(texts(valueAt('0', `D2(${product}, W1, W2)`))).toEqual(texts(valueAt('0', `2*${product}`)));
    expect(texts(valueAt('0', `M = ${product}\nG = 1*W1\nD2(M, G, W2)`))).toEqual(texts(valueAt('0', `2*${product}`)));
    // Of a derivative the direction moves with the weights that it is made of: D(M, W1, W2) = 2M.
    expect(texts(valueAt('0', `D(D(${product}, W1, W2), V1, V2)`))).toEqual(
      texts(valueAt('0', `2*D(${product}, V1, V2)`)),
    );
  });

  it('D is a name like any other where it is defined, with entries', () => {
    const { definitions } = parseFormula('D = W2*W1\nD(1,2)*D');
    expect(definitions[1]!.node).toMatchObject({ kind: 'binary', left: { kind: 'entry', row: '1', col: '2' } });
  });
});

const FILE = (line: string, needs = 'whitened'): string =>
  `claims: equation\nneeds: ${needs}\n---\nlet V1 : Nh x Ni, V2 : No x Nh\nR = Syx - W2*W1\n${line}\n`;

async function someCases(text: string): Promise<Case[]> {
  const cases: Case[] = [];
  const { reading } = openFormula(text, 'f');
  await drawCases(reading, { seed: 2, runs: 6, shrink: false }, given => cases.push(given) > 0);
  return cases;
}

describe('a file with derivatives', () => {
  it.each([
    ["D(1/2*trace(R*R'), V1, V2) == -trace(R'*(V2*W1 + W2*V1))", false],
    ["D(1/2*trace(R*R'), V1, V2) == D(1/2*trace(R*R'), V1, V2)", true],
    ['D(2*W1, V1, V2) - D(2*W1, V1, V2) == zeros(Nh, Ni)', true],
  ])('%s: says nothing %s, exactly', async (line, isEmpty) => {
    const text = FILE(line);
    const { file, reading } = openFormula(text, 'f');
    expect(reading.evidence).toBe('exact');
    const found = statesNothing(file, await someCases(text), { digits: 15, truth: TRUTH });
    expect(found).toBe(isEmpty);
    expect(await judgedOnSomeCases(text, 'f', { seed: 7, runs: 6, digits: 15 })).toMatchObject({ held: 6 });
  });

  it('is refuted on critical points by a slip, and the hypothesis matters', async () => {
    const orbit = "A = W2'*V2\nD2(1/2*trace(R*R'), A*W1, -W2*A) == 0";
    const settings = { seed: 7, runs: 12, digits: 15 };
    expect(await judgedOnSomeCases(FILE(orbit, 'whitened, critical-point'), 'f', settings)).toMatchObject({ held: 12 });
    expect((await judgedOnSomeCases(FILE(orbit), 'f', settings)).confirmed).toBe(true);
  });
});
