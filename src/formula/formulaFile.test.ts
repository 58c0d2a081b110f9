import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardEnvironment } from './environment.ts';
import { FormulaError } from './formulaError.ts';
import {
  CLAIMED_QUANTITIES,
  type ClaimedQuantity,
  claimsCourse,
  definitionsFor,
  parseFormulaFile,
  RELATIONS,
  sidesOf,
} from './formulaFile.ts';
import { nodeText } from './nodeText.ts';

const parse = (text: string) => parseFormulaFile(text, 'f.txt');

function errorOf(text: string): FormulaError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error('accepted');
}

const whole = `% what this is
title: A title with: colons % and signs
source: somebody2020, eq. 3

claims: equation
needs: whitened,  lambda-balanced   % two of them
where: a*2 - 1 > 0
where: b ~= S(1,1)
at: tpeak
conventions: lambda-reversed, unit-tau
---
a = S(1,1)     % a comment
b = 2*a
tpeak = a + ...
  b
c = W1t
c == W1
`;

const LAST_LINE: Readonly<Record<string, string>> = {
  equation: 'W1 == W1t',
  inequality: 'W1 <= W1t',
  loewner: "W1*W1' <= I(Nh)",
};

describe('parseFormulaFile', () => {
  it('reads every key of the header and the formula below it', () => {
    const file = parse(whole);
    expect(file).toMatchObject({
      name: 'f.txt',
      title: 'A title with: colons % and signs',
      source: 'somebody2020, eq. 3',
      claims: 'equation',
      at: 'tpeak',
      conventions: ['lambda-reversed', 'unit-tau'],
    });
    expect(file.needs.map(({ name, place }) => [name, place.line, place.column])).toEqual([
      ['whitened', 6, 8],
      ['lambda-balanced', 6, 19],
    ]);
    expect(file.where.map(({ text, relation }) => [text, relation])).toEqual([
      ['a*2 - 1 > 0', '>'],
      ['b ~= S(1,1)', '~='],
    ]);
    // A condition holds just the definitions it needs, then its two sides.
    expect(file.where[1]!.sides.definitions.map(({ name, node }) => [name, nodeText(node)])).toEqual([
      ['a', 'S(1,1)'],
      ['b', '2*a'],
      [undefined, 'b'],
      [undefined, 'S(1,1)'],
    ]);
    expect(file.body).toBe(whole.slice(whole.indexOf('---') + 4));
    expect(file.formula.definitions.map(({ name, place }) => [name, place.line])).toEqual([
      ['a', 12],
      ['b', 13],
      ['tpeak', 14],
      ['c', 16],
      [undefined, 17],
    ]);
  });

  it('needs no more than claims and a formula, and takes any line ends and a mark of the byte order', () => {
    for (const text of ['claims: output\n---\nW2*W1', '\uFEFFclaims: output\r\n---\r\nW2*W1\r\n']) {
      const file = parse(text);
      expect(file).toMatchObject({ claims: 'output', needs: [], where: [], conventions: [] });
      expect(file.formula.definitions[0]!.place).toMatchObject({ line: 3, column: 1 });
      expect('at' in file || 'title' in file || 'source' in file).toBe(false);
    }
  });

  it('knows every quantity and every relation', () => {
    for (const claims of Object.keys(CLAIMED_QUANTITIES)) {
      const last = LAST_LINE[claims] ?? (claimsCourse(claims as ClaimedQuantity) ? 'norm(W1t)' : 'W1');
      expect(parse(`claims: ${claims}\n---\n${last}`).claims).toBe(claims);
    }
    for (const relation of RELATIONS)
      expect(parse(`claims: loss\nwhere: lambda ${relation} 1\n---\nt`).where[0]!.relation).toBe(relation);
  });

  it('has the true weights as symbols in equations and with a time only', () => {
    expect(parse('claims: equation\n---\ndW1t == W1t').formula.symbols.has('dW2t')).toBe(true);
    expect(parse('claims: loss\nat: x\n---\nx = tau\nnorm(W1t)').formula.symbols.has('W1t')).toBe(true);
    expect(errorOf('claims: loss\n---\nnorm(W1t)').message).toContain('did you mean W1?');
  });

  it('takes the letters of the text', () => {
    const reversed = parse('claims: output\nconventions: layers-reversed\n---\nW1*W2').formula.symbols;
    expect(reversed.get('W1')).toMatchObject({ rows: 'No', cols: 'Nh' });
    expect(reversed.get('W2')).toMatchObject({ rows: 'Nh', cols: 'Ni' });
    expect(new Set(reversed.keys())).toEqual(new Set(standardEnvironment.keys()));
    expect(errorOf('claims: loss\nconventions: unit-tau\n---\nt/tau').message).toContain('known name');
  });

  it('shows the whole line of the header where a condition is at fault', () => {
    expect(errorOf('claims: loss\nwhere: foo*2 > 1\n---\nt').picture).toBe('where: foo*2 > 1\n       ^^^');
  });

  it('never fails with anything but a FormulaError, whatever it is given', () => {
    const line = fc.constantFrom(
      'claims: loss',
      'claims: equation',
      'needs: a, b',
      'where: x > 1',
      'where: == 2',
      'at: x',
      'conventions: unit-tau, layers-reversed',
      '---',
      'x = 2',
      'x == W1t',
      'x(1,2)',
      ': x',
      'title:',
      '% x',
      '',
      'y = x\u0000',
    );
    const soup = fc.array(line, { maxLength: 10 }).map(lines => lines.join('\n'));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary' })), text => {
        try {
          parse(text);
        } catch (error) {
          expect(error).toBeInstanceOf(FormulaError);
        }
      }),
      { numRuns: 2000, seed: 1 },
    );
  });
});

it('sidesOf parts an equation and leaves other formulas alone', () => {
  const equation = parse('claims: equation\n---\na = 2*W1t\na == W1 + W1').formula;
  expect(sidesOf(equation).definitions.map(({ name, node }) => [name, nodeText(node)])).toEqual([
    ['a', '2*W1t'],
    [undefined, 'a'],
    [undefined, 'W1 + W1'],
  ]);
  const { formula } = parse('claims: loss\n---\na = 2\na');
  expect(sidesOf(formula)).toBe(formula);
});

it('definitionsFor keeps what a name leads back to, in order', () => {
  const { formula } = parse('claims: loss\n---\na = 2\nb = t\nc = a + a\nd = b + c\nd');
  expect(definitionsFor(formula, ['c']).map(({ name }) => name)).toEqual(['a', 'c']);
  expect(definitionsFor(formula, ['d']).map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  expect(definitionsFor(formula, ['t', 'nothing'])).toEqual([]);
});
