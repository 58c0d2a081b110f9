import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerLine } from './answerLine.ts';
import { inProcess } from './testing/inProcess.ts';

interface Seen {
  readonly route: readonly string[];
  readonly layers: number[][][][];
  readonly output: number[][][];
  readonly loss: unknown[];
  readonly balance: string[][][][];
  readonly agreedDigits: unknown[];
  readonly series: string[][][][];
  readonly error: { readonly code: string; readonly argument: string; readonly message: string };
}

const ask = (fields: object) => answerLine(JSON.stringify(fields), 1) as unknown as Seen;

/** Unbalanced, nothing about it is special. */
const deep = {
  layers: [
    [['1/2', '-1/3'], ['1/5', '2/3'], ['1/8', '1/10']],
    [['3/4', '-1/4', '1/7'], ['1/3', '1/2', '-1/5'], [0, '2/5', '1/6']],
    [['1/3', '1/4', '-1/2'], ['-1/6', '3/7', '1/9']],
  ],
  sigmaYX: [[1, '1/2'], ['-1/3', 2]],
}; // biome-ignore format: matrices

const scalar = (w: unknown, s: unknown = 2) => ({ layers: [[[w]], [[w]], [[w]]], sigmaYX: [[s]] });

describe('lines of any depth', () => {
  it('docs/solve.md shows what they answer', () => {
    const docs = readFileSync(new URL('../docs/solve.md', import.meta.url), 'utf8');
    const shown = [...docs.matchAll(/\$ echo '(.*)' \| npx dlo solve\n {4}(\{.*\})\n/g)];
    expect(shown).toHaveLength(4);
    for (const [, line, answer] of shown) expect(JSON.stringify(answerLine(line!, 1))).toBe(answer);
  });

  it('2-3-3-2 to 40 digits: balances are conserved to all of them', () => {
    const answer = ask({ ...deep, times: [0, 2, 50], quantities: ['balance'], digits: 40 });
    expect(answer.agreedDigits).toEqual([40, 40, 40]);
    const [start, ...later] = answer.balance;
    expect(start).toHaveLength(2);
    for (const balances of later)
      balances.flat(2).forEach((entry, at) => {
        // One in the 39th place, the last of what cancels in a balance.
        expect(Math.abs(Number(BigInt(scaled(entry)) - BigInt(scaled(start!.flat(2)[at]!))))).toBeLessThan(101);
      });
  });

  it('1-1-1-1: t is the integral of dw/(w²(s − w³)), in float64 and in digits', () => {
    // r³ = 27/8; ∫dz/(z²(r³ − z³)) in partial fractions.
    const r = 1.5;
    const primitive = (z: number): number =>
      -1 / (r ** 3 * z) -
      Math.log(r - z) / (3 * r ** 4) +
      Math.log(z * z + r * z + r * r) / (6 * r ** 4) -
      Math.atan((2 * z + r) / (r * Math.sqrt(3))) / (Math.sqrt(3) * r ** 4);
    const line = { ...scalar('1/2', '27/8'), times: ['1/4'], quantities: ['layers'] };
    for (const rest of [{}, { digits: 20 }]) {
      const z = Number(ask({ ...line, ...rest }).layers[0]![2]![0]![0]);
      expect(primitive(z) - primitive(0.5)).toBeCloseTo(0.25, 13);
    }
    expect(ask({ ...line, times: ['Infinity'] }).layers[0]![0]![0]![0]).toBeCloseTo(1.5, 14);
  });

  it('answers decoupled flows by themselves and says why the oracle answered others', () => {
    expect(ask({ ...scalar(1), times: [1, 'Infinity'] })).not.toHaveProperty('byOracle');
    const times = [1];
    for (const [rest, because] of [
      [{ ...deep }, /singular vectors/],
      [{ ...scalar(1), decay: 1 }, /decay/],
      [{ ...scalar(1), mask: [[[1]], [[0]], [[1]]] }, /mask/],
      [{ ...scalar(1), sigmaXX: [[2]] }, /identity/],
    ] as const)
      expect(ask({ ...rest, times })).toMatchObject({ byOracle: [1], because: expect.stringMatching(because) });
  });

  it('agrees with the oracle in every quantity, from Σyx and from white data', () => {
    const modes = {
      layers: [
        [[1, 0], [0, '1/2']],
        [[2, 0], [0, '1/3']],
        [[1, 0], [0, -1]],
      ],
    }; // biome-ignore format: matrices
    const quantities = ['layers', 'output', 'loss', 'balance', 'ntk'];
    for (const task of [
      {
        sigmaYX: [
          [3, 0],
          [0, 1],
        ],
      },
      {
        X: [
          [1, 1, -1, -1],
          [1, -1, 1, -1],
        ],
        Y: [
          [1, 2, -1, -2],
          [2, -2, 3, -3],
        ],
      },
    ]) {
      // biome-ignore format: matrices
      const line = { ...modes, ...task, tau: '3/2', times: ['1/2'], quantities };
      const [float, decimal] = [ask(line), ask({ ...line, digits: 20 })];
      for (const quantity of quantities as (keyof Seen)[]) {
        const [a, b] = [float, decimal].map(answer =>
          JSON.stringify(answer[quantity])
            .match(/-?\d[\d.e-]*/g)!
            .map(Number),
        );
        expect(a!.length).toBe(b!.length);
        for (const [at, value] of a!.entries()) expect(value).toBeCloseTo(b![at]!, 12);
      }
    }
  });

  it('takes two layers as the line of two layers does', () => {
    const two = { sigmaYX: deep.sigmaYX, times: [1], digits: 30 };
    const [W1, W2] = [deep.layers[0], deep.layers[2]];
    const quantities = ['output', 'loss', 'ntk'];
    const asLayers = ask({ ...two, layers: [W1, W2], quantities });
    const asWeights = ask({ ...two, W1, W2, quantities });
    for (const name of ['output', 'loss', 'ntk'] as (keyof Seen)[]) expect(asLayers[name]).toEqual(asWeights[name]);
  });

  it('has the loss of data whose inputs are not white, and what weights add where Σyy is not given', () => {
    const data = { X: [[1, 2, 3]], Y: [[1, 1, 2]] };
    const layers = [[[1]], [['1/2']], [[1]]];
    // W = 1/2: ‖W X − Y‖²/6 = (1/4 + 0 + 1/4)/6; Σxx = 14/3, Σyx = 3: ½ 14/3 /4 − 3/2
    expect(ask({ layers, ...data, times: [0], digits: 10 }).loss).toEqual(['0.08333333333']);
    expect(ask({ layers, sigmaYX: [[3]], sigmaXX: [['14/3']], times: [0], digits: 10 }).loss).toEqual([
      '-0.9166666667',
    ]);
    const [later] = ask({ layers, ...data, times: [1], digits: 10 }).loss;
    expect(Number(later)).toBeLessThan(0.0834);
    // No map of X has less: Y is off its own regression by 6 − 9²/14 of squares.
    expect(Number(later)).toBeGreaterThan((6 - 81 / 14) / 6);
  });

  it('is answered at rest, however late, and by the exact start where it never moves', () => {
    const late = ask({ ...deep, times: [1e8], quantities: ['output', 'loss'], digits: 20 });
    expect(late.output).toEqual([
      [
        ['1', '0.5'],
        [expect.stringMatching(/^-0\.33333333333333333/), '2'],
      ],
    ]);
    expect(late.loss[0]).toMatch(/^<1e-\d{9}$/);
    expect(late.agreedDigits).toEqual([20]);
    // Short of a few bits for rounding, long steps are given up, and the flow is followed to its rest in thousands of others.
    for (const digits of [12, 34])
      expect(ask({ ...deep, times: [1e8], quantities: ['output'], digits }).route).toEqual(['slow-manifold']);
    expect(ask({ ...scalar(0), times: [1e8], digits: 20 }).agreedDigits).toEqual(['Infinity']);
  });

  it('is answered after a very slow escape: five layers of 1/1000 are at rest soon after t = 1/(3·10⁻⁹)', () => {
    const small = {
      layers: new Array(5).fill([['1/1000']]),
      sigmaYX: [[1]],
      quantities: ['layers', 'loss'],
      digits: 30,
    };
    const answer = ask({ ...small, times: ['330000000', '400000000'] }) as unknown as Record<string, unknown[]>;
    expect(answer.agreedDigits).toEqual([30, 30]);
    // w^−3 = 10⁹ − 3t while w⁵ is small.
    expect(Number((answer.layers![0] as string[][][])[0]![0]![0])).toBeCloseTo(1e7 ** (-1 / 3), 6);
    expect((answer.layers![1] as string[][][]).flat(2)).toEqual(new Array(5).fill('1'));
    expect(answer.loss![1]).toMatch(/^<1e-/);
  });

  it('takes a start that is decoupled but for rounding for the decoupled one while that does not show', () => {
    const rotated = { layers: [[[0.6, 0.8]], [[1]], [[1]]], sigmaYX: [[1.8, 2.4]], quantities: ['output'] };
    const answer = ask({ ...rotated, times: [1, 'Infinity'] });
    expect(answer).toMatchObject({ offDecoupled: expect.any(Number), asDecoupled: ['Infinity'] });
    expect(answer).not.toHaveProperty('byOracle');
    expect(answer.output[1]).toEqual([[expect.closeTo(1.8, 13), expect.closeTo(2.4, 13)]]);
    // On its way to a saddle, but for the rounding of 0.6 and 0.8, which frees it in the end.
    const saddle = { ...rotated, layers: [[[0.6, 0.8]], [[-1]]] };
    expect(ask({ ...saddle, times: [1] })).not.toHaveProperty('byOracle');
    expect(ask({ ...saddle, times: [30] })).toMatchObject({ byOracle: [30] });
  });
});

describe('lines of any depth refuse', () => {
  const line = { ...deep, times: [1] };
  const wide = Array.from({ length: 257 }, () => [1]);
  it.each<[string, object, string, string, RegExp]>([
    [
      'layers that do not chain',
      { ...line, layers: [deep.layers[0], deep.layers[0]] },
      'SHAPE',
      'layers[1]',
      /3 columns to follow.*got "3×2"/,
    ],
    ['a decay below zero', { ...line, decay: '-1/2' }, 'RANGE', 'decay', /below 0, got "-1\/2"/],
    [
      'a mask of another shape',
      { ...scalar(1), times: [1], mask: [[[1]], [[1, 1]], [[1]]] },
      'SHAPE',
      'mask[1]',
      /1×1, got "1×2"/,
    ],
    ['a mask of too few', { ...scalar(1), times: [1], mask: [[[1]]] }, 'SHAPE', 'mask', /3 matrices.*got 1/],
    [
      'a mask of other numbers',
      { ...scalar(1), times: [1], mask: [[[1]], [[2]], [[1]]] },
      'RANGE',
      'mask[1][1,1]',
      /0 or 1, got "2"/,
    ],
    ['depth 0', { ...line, layers: [] }, 'RANGE', 'layers', /1 to 32 matrices, got 0/],
    ['no layers', { ...line, layers: 3 }, 'FORMAT', 'layers', /array of matrices, got 3/],
    ['a width of 0', { ...line, layers: [[]] }, 'FORMAT', 'layers[0]', /non-empty/],
    ['inputs of width 0', { ...line, layers: [[[]]] }, 'FORMAT', 'layers[0] row 1', /non-empty/],
    [
      'more layers than 32',
      { ...line, layers: Array.from({ length: 33 }, () => [[1]]) },
      'RANGE',
      'layers',
      /1 to 32 matrices, got 33/,
    ],
    ['more units than 256', { ...line, layers: [wide] }, 'RANGE', 'layers[0]', /at most 256.*got 257/],
    [
      'more units than 40 with digits',
      { ...line, digits: 20, layers: [wide.slice(0, 41)] },
      'RANGE',
      'layers[0]',
      /at most 40.*got 41/,
    ],
    ['a task of another shape', { ...line, sigmaYX: [[1]] }, 'SHAPE', 'sigmaYX', /2×2, got "1×1"/],
    ['inputs of another shape', { ...line, sigmaXX: [[1]] }, 'SHAPE', 'sigmaXX', /2×2, got "1×1"/],
    [
      'inputs without symmetry',
      {
        ...line,
        sigmaXX: [
          [1, 2],
          [0, 1],
        ],
      },
      'RANGE',
      'sigmaXX[1,2]',
      /symmetric, got "2"/,
    ],
    [
      'inputs of a negative variance',
      {
        ...line,
        sigmaXX: [
          [1, 2],
          [2, 1],
        ],
      },
      'RANGE',
      'sigmaXX',
      /no negative eigenvalue/,
    ],
    ['a task given twice', { ...line, X: [[1]], Y: [[1]] }, 'FORMAT', 'sigmaYX', /beside X and Y/],
    ['X of another shape', { layers: deep.layers, X: [[1]], Y: [[1]], times: [1] }, 'SHAPE', 'X', /2 rows/],
    ['Y of another length', { layers: [[[1]]], X: [[1, 2]], Y: [[1]], times: [1] }, 'SHAPE', 'Y', /as many columns/],
    ['W1 beside layers', { ...line, W1: [[1]] }, 'UNKNOWN_NAME', 'field', /must be one of/],
    ['a quantity of two layers', { ...line, quantities: ['qqt'] }, 'UNKNOWN_NAME', 'quantity', /layers, output/],
    ['a series of half an order', { ...line, series: 1.5 }, 'RANGE', 'series', /0 to 100, got 1.5/],
    ['a series of too high an order', { ...line, series: 101 }, 'RANGE', 'series', /0 to 100, got 101/],
    ['no times and no series', { ...deep }, 'FORMAT', 'times', /non-empty/],
    [
      'the limit of a flow that mixes',
      { ...line, times: ['Infinity'] },
      'NOT_DECOUPLED',
      'times[1]',
      /finite for the oracle/,
    ],
    [
      'a kernel beyond memory',
      {
        layers: [wide.slice(1)],
        X: [new Array(40).fill(1)],
        Y: wide.slice(1).map(() => new Array(40).fill(1)),
        times: [1],
        quantities: ['ntk'],
      },
      'RANGE',
      'quantities',
      /at most/,
    ],
  ])('%s', (_name, fields, code, argument, message) => {
    // biome-ignore format: a table
    const { error } = ask(fields);
    expect(error).toMatchObject({ code, argument, message: expect.stringMatching(message) });
    expect(error.message).not.toContain('\n');
  });
});

it('the command answers each of them with one line, goes on with the next, and ends with 2', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dlo-layers-'));
  const file = join(folder, 'lines.ndjson');
  const good = { ...scalar(1), times: [0], quantities: ['output'] };
  const lines = [{ ...good, layers: [] }, good, { ...good, decay: -1 }, { ...good, mask: [[[1]]] }, good];
  await writeFile(file, lines.map(line => JSON.stringify(line)).join('\n'));
  try {
    const { exit, out } = await inProcess('solve', file);
    expect(exit).toBe(2);
    const answers = out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(answers.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
    expect(answers.map(({ error: refused }) => refused?.argument)).toEqual([
      'layers',
      undefined,
      'decay',
      'mask',
      undefined,
    ]);
    expect(answers[4].output).toEqual([[[1]]]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** A decimal of at most 45 places as a whole number of them. */
function scaled(entry: string): string {
  const [, sign, whole, places = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(entry)!;
  return `${sign}${whole}${places.padEnd(41, '0').slice(0, 41)}`;
}
