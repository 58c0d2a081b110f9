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
import { nodeText } from './formulaText.ts';

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

const LAST_LINE: Readonly<Record<string, string>> = { equation: 'W1 == W1t', inequality: 'W1 <= W1t' };

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

  it.each<[string, string, number, number, string]>([
    ['', 'FORMAT', 1, 1, 'line --- below its header'],
    ['claims: qqt\nQQ = W1', 'FORMAT', 2, 1, 'line --- below its header'],
    ['---\nQQ = W1', 'FORMAT', 1, 1, 'must have "claims: …" above it (qqt, output,'],
    ['claims: qqt\nQQ = W1\n---\nW1', 'FORMAT', 2, 1, 'must be "key: value"'],
    ['claim: qqt\n---\nW1', 'UNKNOWN_NAME', 1, 1, 'did you mean claims?'],
    ['claims: qqt\nxyzzy: 3\n---\nW1', 'UNKNOWN_NAME', 2, 1, 'known: title, source, network, depth, decay, claims'],
    ['claims: qqt\nclaims: loss\n---\nW1', 'FORMAT', 2, 1, 'must stand once'],
    ['claims:\n---\nW1', 'FORMAT', 1, 1, 'must have a value'],
    ['claims: % qqt\n---\nW1', 'FORMAT', 1, 1, 'must have a value'],
    ['claims: qq\n---\nW1', 'UNKNOWN_NAME', 1, 9, 'known quantity (did you mean qqt?)'],
    ['claims: constructor\n---\nW1', 'UNKNOWN_NAME', 1, 9, 'known quantity'],
    ['claims: loss\nneeds: a,, b\n---\nt', 'FORMAT', 2, 10, 'a name between its commas'],
    ['claims: loss\nconventions: lambda-revrsed\n---\nt', 'UNKNOWN_NAME', 2, 14, 'did you mean lambda-reversed?'],
    ['claims: loss\n  at:  tpaek\n---\ntpeak = tau\nt', 'UNKNOWN_NAME', 2, 8, 'did you mean tpeak?'],
    ['claims: loss\nat: x\n---\nx = 2*t\nt', 'FORMULA', 2, 5, 'must not depend on t'],
    ['claims: loss\nat: y\n---\nx = W1t\ny = norm(x)\ny', 'FORMULA', 2, 5, 'must not depend on W1t'],
    ['claims: loss\nwhere: x > 1\n---\nx = 2*t\nx', 'FORMULA', 2, 8, 'must not depend on t'],
    ['claims: loss\nwhere: x + 1\n---\nx = 2\nx', 'FORMAT', 2, 8, 'must be a comparison with one of >= <='],
    ['claims: loss\nwhere: x >\n---\nx = 2\nx', 'FORMAT', 2, 8, 'an expression on both sides of >'],
    ['claims: loss\nwhere: x > yy\n---\nx = 2\nx', 'FORMULA', 2, 12, 'known name'],
    ['claims: loss\nwhere: x*/2 > 1\n---\nx = 2\nx', 'FORMULA', 2, 10, 'must stand after an operand'],
    ['claims: loss\n---\n', 'FORMULA', 1, 1, 'at least one definition'],
    ['claims: loss\n---\nx = 2\ny = x*Lx', 'FORMULA', 4, 7, 'known name'],
    ['claims: loss\n---\nx = x + 1', 'FORMULA', 3, 5, 'own definition'],
    ['claims: loss\n---\nx = (1', 'FORMULA', 3, 5, 'closed by )'],
    ['claims: equation\n---\nx = 2\nW1*x', 'FORMULA', 4, 1, 'left == right'],
    ['claims: inequality\n---\nx = 2\nW1*x', 'FORMULA', 4, 1, 'left <= right'],
    ['claims: inequality\n---\nW1t == W1', 'FORMULA', 3, 5, 'claims: equation'],
    ['claims: equation\n---\nW1t <= W1', 'FORMULA', 3, 5, 'claims: inequality'],
    ['claims: loss\n---\n1 < 2', 'FORMULA', 3, 3, 'claims loss'],
    ['claims: inequality\n---\n1 < 2 < 3', 'FORMULA', 3, 7, 'must stand once'],
    ['claims: inequality\n---\na = 1 < 2', 'FORMULA', 3, 7, 'which a definition does not have'],
    ['claims: inequality\n---\n(1 < 2)', 'FORMULA', 3, 4, 'outside of brackets'],
    ['claims: inequality\n---\n1 ~= 2', 'FORMULA', 3, 3, 'is a comparison, which the language does not have'],
    ['claims: inequality\n---\n1 <', 'FORMULA', 3, 3, 'must be followed by an operand'],
    ['claims: inequality\n---\nddt(W1t, t) <= 0', 'FORMULA', 3, 1, 'takes 1 argument'],
    ['claims: loss\n---\nx = 2\nx == 2', 'FORMULA', 4, 3, 'must not stand in a file that claims loss'],
  ])('refuses %j', (text, code, line, column, message) => {
    const error = errorOf(text);
    expect(error.message).toContain(message);
    expect([error.code, error.line, error.column]).toEqual([code, line, column]);
    expect(error.message).toContain(`f.txt, line ${line}, column ${column}`);
    expect(error.message).not.toContain('\n');
    const [shown, carets] = error.picture.split('\n');
    expect(shown).toBe(text.split('\n')[line - 1]);
    expect(carets!.indexOf('^')).toBe(column - 1);
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
