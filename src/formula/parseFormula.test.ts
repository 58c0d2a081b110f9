import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DloError } from '../errors.ts';
import { Matrix } from '../numbers/matrix.ts';
import { float64System } from '../numbers/numberSystem.ts';
import { checkShapes, shapesFor } from './checkShapes.ts';
import { extendEnvironment, standardEnvironment } from './environment.ts';
import { evaluate } from './evaluate.ts';
import { FormulaError } from './formulaError.ts';
import { formulaText } from './formulaText.ts';
import { nodeText } from './nodeText.ts';
import { parseFormula } from './parseFormula.ts';
import {
  braun2022Eq5,
  braun2022Eq13,
  braun2022Eq13Symbols,
  braun2022Thm31,
  domine2025Eq2,
  domine2025Eq2Corrected,
  domine2025ThmA3,
  domine2025ThmA3Corrected,
} from './printedFormulas.ts';
import { toTeX } from './toTeX.ts';
import { type BinaryOperator, children, type FormulaNode } from './tree.ts';
import { matrixValue, type Value } from './value.ts';

const nowhere = { line: 1, column: 1, length: 1 };

/** The tree without places, to compare by. */
function bare(node: FormulaNode): unknown {
  const { place: _, ...rest } = node;
  const parts = children(node).map(bare);
  if (node.kind === 'call' || node.kind === 'blocks')
    return { kind: node.kind, name: node.kind === 'call' ? node.name : node.rows.map(row => row.length), parts };
  return node.kind === 'number' || node.kind === 'name'
    ? rest
    : { ...rest, arg: parts[0], left: parts[0], right: parts[1] };
}

const { tree } = fc.letrec<{ tree: FormulaNode; leaf: FormulaNode }>(tie => {
  const place = fc.constant(nowhere);
  const leaf = fc.oneof(
    fc.record({ kind: fc.constant('name' as const), name: fc.constantFrom('W1', 'S', 'lambda', 'Nh', 'tau'), place }),
    fc.record({
      kind: fc.constant('number' as const),
      text: fc.constantFrom('0', '2', '0.1', '.5', '3e-7', '12.'),
      place,
    }),
  );
  return {
    leaf,
    tree: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      leaf,
      fc.record({ kind: fc.constant('negate' as const), arg: tie('tree'), place }),
      fc.record({ kind: fc.constant('transpose' as const), arg: tie('tree'), place }),
      fc.record({
        kind: fc.constant('binary' as const),
        op: fc.constantFrom<BinaryOperator>('+', '-', '*', '/', '\\'),
        left: tie('tree'),
        right: tie('tree'),
        place,
      }),
      fc.record({
        kind: fc.constant('binary' as const),
        op: fc.constant('^' as const),
        left: tie('tree'),
        right: fc
          .constantFrom('2', '3/2', '-1', '-1/2', '(1-4)/2')
          .map(text => parseFormula(text).definitions[0]!.node),
        place,
      }),
      fc.record({
        kind: fc.constant('call' as const),
        name: fc.constantFrom('inv', 'sqrt', 'I'),
        args: fc.tuple(tie('tree')),
        place,
      }),
      fc.record({
        kind: fc.constant('call' as const),
        name: fc.constantFrom('kron', 'max'),
        args: fc.tuple(tie('tree'), tie('tree')),
        place,
      }),
      fc
        .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
        .chain(([rows, cols]) =>
          fc.array(fc.array(tie('tree'), { minLength: cols, maxLength: cols }), { minLength: rows, maxLength: rows }),
        )
        .map(rows => ({ kind: 'blocks' as const, rows, place: nowhere })),
    ) as fc.Arbitrary<FormulaNode>,
  };
});

function errorOf(text: string): FormulaError {
  try {
    parseFormula(text, { name: 'f' });
  } catch (error) {
    expect(error).toBeInstanceOf(FormulaError);
    expect((error as DloError).code).toBe('FORMULA');
    return error as FormulaError;
  }
  throw new Error(`accepted ${JSON.stringify(text.slice(0, 100))}`);
}

describe('parseFormula', () => {
  it('reads back what formulaText writes, for every tree', () => {
    fc.assert(
      fc.property(tree, node => {
        const again = parseFormula(nodeText(node)).definitions[0]!.node;
        expect(bare(again)).toEqual(bare(node));
      }),
      { numRuns: 1000 },
    );
  });

  it('reads back the papers', () => {
    for (const text of [
      braun2022Eq5,
      braun2022Thm31,
      domine2025Eq2,
      domine2025Eq2Corrected,
      domine2025ThmA3,
      domine2025ThmA3Corrected,
    ]) {
      const formula = parseFormula(text);
      const again = parseFormula(formulaText(formula));
      expect(again.definitions.map(({ node }) => bare(node))).toEqual(
        formula.definitions.map(({ node }) => bare(node)),
      );
    }
    expect(parseFormula(braun2022Eq13, { symbols: braun2022Eq13Symbols }).definitions).toHaveLength(1);
  });

  it.each([
    ['-W1^2', '-(W1^2)'],
    ['-W1*W2', '(-W1)*W2'],
    ['W1*-W2', 'W1*(-W2)'],
    ["-W1'", "-(W1')"],
    ["W1'^2", "(W1')^2"],
    ['W1/2*W2', '(W1/2)*W2'],
    ['W1\\W2*S', '(W1\\W2)*S'],
    ['1/2*W1 - W2 + S', '(((1/2)*W1) - W2) + S'],
    ['2^-1', '2^(-1)'],
    ['[[W1, W2], S]', '[[W1, W2], S]'],
    ['[[W1; W2]; S]', '[[W1; W2]; S]'],
    ['[W1, W2\n S, U]', '[W1, W2; S, U]'],
    ['[W1, ...\n W2\n]', '[W1, W2]'],
    ['(W1\n + W2)', 'W1 + W2'],
    ['W1 + ... comment\n W2 % more', 'W1 + W2'],
    ['A = W1; B = A % x = y\n\n# z\nB', 'A = W1\nB = A\nB'],
    ['W1(1,2)^2 + S(2,1)', '(W1(1, 2)^2) + (S(2,1))'],
    ['W1 == -W2 + 2', 'W1 == (-W2) + 2'],
    ['in_to = W1\nmod = in_to\nmod', 'in_to = W1\nmod = in_to\nmod'],
  ])('reads %j as %j', (text, meant) => {
    const [one, other] = [parseFormula(text), parseFormula(meant)];
    expect(one.definitions.map(({ node }) => bare(node))).toEqual(other.definitions.map(({ node }) => bare(node)));
  });

  it('reads an entry and an equation as nodes that print as they are typed', () => {
    const text = "A = W1*V\na = A(1,2)^2 - A(2,1)\nA'*A == a*I(m)";
    const formula = parseFormula(text);
    expect(formulaText(formula)).toBe(text);
    expect(formulaText(parseFormula(formulaText(formula)))).toBe(text);
    expect(toTeX(formula)).toContain('\\left(\\left[\\mathbf{A}\\right]_{1,2}\\right)^{2}');
    expect(toTeX(formula)).toContain('\\mathbf{A}^{\\top} \\, \\mathbf{A} &= a');
  });

  it('checks the shapes of both sides, and that an entry is one', () => {
    const messages = (text: string) => checkShapes(parseFormula(text)).mismatches.map(({ message }) => message);
    expect(messages("W1(1,2) == W1'")).toEqual([
      'line 1, column 9: == needs two matrices of one shape or two scalars, got scalar and Ni×Nh, always',
    ]);
    expect(messages('W2*W1 == Syx + 0*U')).toEqual([
      'line 1, column 14: + needs two matrices of one shape, got No×Ni and No×m, when Ni > No',
    ]);
    expect(messages('S(1,1)*W1 == W1')).toEqual([]);
    expect(messages('lambda(1,1)')).toEqual([
      'line 1, column 1: lambda must be a matrix, as an entry of it is picked, got scalar, always',
    ]);
    const entry = parseFormula('W1(2,1)');
    expect(shapesFor(entry, { Ni: 1, Nh: 2, No: 1 }).result.kind).toBe('scalar');
    expect(() => shapesFor(entry, { Ni: 2, Nh: 1, No: 1 })).toThrow('W1 must have an entry (2,1), got "Nh×Ni"');
  });

  it('places every node on its own token', () => {
    const formula = parseFormula("A = W1' ...\n  *inv((W2 + 2))\nB = [A; -S]");
    const places: string[] = [];
    const visit = (node: FormulaNode): void => {
      const { line, column } = node.place;
      places.push(
        `${line}:${column} ${node.kind === 'binary' ? node.op : node.kind === 'call' || node.kind === 'name' ? node.name : node.kind}`,
      );
      children(node).forEach(visit);
    };
    for (const { node } of formula.definitions) visit(node);
    expect(places).toEqual([
      '2:3 *',
      '1:7 transpose',
      '1:5 W1',
      '2:4 inv',
      '2:12 +',
      '2:9 W2',
      '2:14 number',
      '3:5 blocks',
      '3:6 A',
      '3:9 negate',
      '3:10 S',
    ]); // prettier-ignore
  });

  it.each([
    ['', 1, 1, 'at least one definition'],
    ['  % only a comment\n', 1, 1, 'at least one definition'],
    ['A = W3*2', 1, 5, 'did you mean W1?'],
    ['X = 1\nY = Lambda*X', 2, 5, 'did you mean lambda?'],
    ['A = w1', 1, 5, 'did you mean W1?'],
    ['A = NO', 1, 5, 'did you mean No?'],
    ['eye', 1, 1, 'did you mean I?'],
    ['identity(m)', 1, 9, 'no function (did you mean I?)'],
    ['sqr(2)', 1, 4, 'no function (did you mean sqrt?)'],
    ['A = sin', 1, 5, 'known name'],
    ['A = [W1, W2; W1]', 1, 16, 'row of 2 blocks'],
    ['A = (W1', 1, 5, 'closed by )'],
    ['A = W1)', 1, 7, 'close a bracket'],
    ['A = [W1)', 1, 8, 'close a bracket'],
    ['A = 2 lambda', 1, 7, 'product needs *'],
    ['A = 2(3)', 1, 6, 'product needs *'],
    ['A = (W1)(W2)', 1, 9, 'product needs *'],
    ['A = W1 W2', 1, 8, 'product needs *'],
    ['A = W1(2)', 1, 7, 'no function'],
    ['A = 2lambda', 1, 6, 'product needs *'],
    ['A = [W1 W2]', 1, 9, 'comma'],
    ['A = A*2', 1, 5, 'own definition'],
    ['A = B\nB = W1', 1, 5, 'before its definition'],
    ['A = W1\nA = W2', 2, 1, 'twice'],
    ['W1 = 2', 1, 1, 'given symbol'],
    ['exp = 2', 1, 1, 'is a function'],
    ['W1*2\nA = 3', 1, 1, 'only the last line'],
    ['A = ', 1, 3, 'followed by an expression'],
    ['2 = 3', 1, 1, 'must be a name'],
    ['A = B = 2', 1, 7, 'stand once'],
    ['A = W1 *', 1, 8, 'followed by an operand'],
    ['A = W1*W2 *', 1, 11, 'followed by an operand'],
    ['A = * W1', 1, 5, 'after an operand'],
    ['A = +W1', 1, 5, 'operand on its left'],
    ['A = ---W1', 1, 7, 'third minus'],
    ['A = W1.*W2', 1, 7, 'entrywise'],
    ['A = W1 == W2', 1, 8, 'comparison'],
    ['W1 ~= W2', 1, 4, 'comparison'],
    ['W1 == W2\nA = 2', 1, 1, 'only the last line'],
    ['W1 == W2 == S', 1, 10, 'stand once, between'],
    ['(W1 == W2)', 1, 5, 'outside of brackets'],
    ['== W1', 1, 1, 'after an operand'],
    ['W1 ==', 1, 4, 'followed by an operand'],
    ['A = W1(0,1)', 1, 8, 'whole number from 1'],
    ['A = W1(1,1.5)', 1, 10, 'whole number from 1'],
    ['A = W1(1,2,3)', 1, 11, 'two numbers pick an entry'],
    ['A = W1(1,tau)', 1, 7, 'no function'],
    ['A = W1(1,2)(1,1)', 1, 12, 'product needs *'],
    ['A = Wx(1,2)', 1, 5, 'did you mean W1?'],
    ['A = inv()', 1, 9, 'empty list'],
    ['A = inv(W1, W2)', 1, 5, 'takes 1 argument'],
    ['A = zeros(2)', 1, 5, 'takes 2 argument'],
    ['A = (1, 2)', 1, 7, 'between arguments'],
    ['A = inv(1; 2)', 1, 10, 'a comma between the arguments'],
    ['A = []', 1, 5, 'at least one block'],
    ['A = inv', 1, 5, 'followed by its arguments'],
    ['A = W1^W2', 1, 7, 'as exponent'],
    ['A = 2^(1/101)', 1, 6, 'as exponent'],
    ['A = 2^3^2', 1, 6, 'parentheses'],
    ["A = W1^2'", 1, 7, 'parentheses'],
    ['A = ℓ*W1', 1, 5, 'characters of the language'],
    ['A = W1 − W2', 1, 8, 'typed as -'],
    ['A = "W1"', 1, 5, 'characters of the language'],
    ['\u0000\u0001\uFFFD\uD83D', 1, 1, 'characters of the language'],
    ['A = __proto__', 1, 5, 'known name'],
    ['A = constructor(2)', 1, 16, 'no function'],
  ])('refuses %j at line %i, column %i', (text, line, column, reason) => {
    const error = errorOf(text);
    expect(error.message).toContain(reason);
    expect([error.line, error.column]).toEqual([line, column]);
    expect(error.message).toContain(`formula f, line ${line}, column ${column}`);
    expect(error.message).not.toContain('\n');
  });

  it('bounds nesting, tokens and length', () => {
    expect(errorOf(`A = ${'('.repeat(5000)}W1`).message).toContain('column 105: must not be nested deeper');
    expect(errorOf(`A = W1${"'".repeat(5000)}`).message).toContain(
      'column 1004: must belong to a definition of at most 1000',
    );
    expect(errorOf(`A = ${'1 + '.repeat(30_000)}1`).message).toContain('at most 100000 characters');
    // The deepest trees that are let in do not exhaust the stack.
    for (const deep of [`W1${"'".repeat(990)}`, `2${' - 3'.repeat(490)}`, `${'(-'.repeat(99)}2${')'.repeat(99)}`]) {
      const formula = parseFormula(deep);
      expect(formulaText(parseFormula(formulaText(formula)))).toBe(formulaText(formula));
      expect(checkShapes(formula).ok).toBe(true);
      const bindings = { get: (): Value<number> => matrixValue(new Matrix(1, 1, [2])) };
      expect(evaluate(formula, float64System, bindings).kind).toBeDefined();
      expect(toTeX(formula).length).toBeGreaterThan(100);
    }
  });

  it('draws the caret under the token', () => {
    expect(errorOf('A = W1\nB = A*Wx  % why').picture).toBe('B = A*Wx  % why\n      ^^');
    const long = errorOf(`A = ${'W1 + '.repeat(50)}Wx`);
    const [shown, carets] = long.picture.split('\n');
    expect(shown!.slice(carets!.indexOf('^'), carets!.lastIndexOf('^') + 1)).toBe('Wx');
  });

  it('never fails with anything but a FormulaError, whatever it is given', () => {
    const soup = fc
      .array(
        fc.constantFrom(
          'W1',
          '2',
          '+',
          '-',
          '*',
          '/',
          '\\',
          '^',
          "'",
          '(',
          ')',
          '[',
          ']',
          ',',
          ';',
          '=',
          'inv',
          '\n',
          '...',
          '%',
          'I',
          '1/2',
          ' ',
        ),
        { maxLength: 25 },
      )
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary' })), text => {
        try {
          parseFormula(text);
        } catch (error) {
          expect(error).toBeInstanceOf(FormulaError);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('takes further symbols, and refuses names that are taken', () => {
    const symbols = extendEnvironment(standardEnvironment, {
      X: { kind: 'matrix', rows: 'Ni', cols: 'P', meaning: 'inputs' },
    });
    expect(parseFormula('W2*W1*X', { symbols }).definitions).toHaveLength(1);
    for (const name of ['W1', 'inv', '2a'])
      expect(() => extendEnvironment(standardEnvironment, { [name]: { kind: 'size', meaning: '' } })).toThrow(DloError);
  });
});

it('a letter that is also the name of a function is a name like any other where no parenthesis follows', () => {
  const { definitions } = parseFormula('O = W2\nO*W1');
  expect(definitions.map(({ node }) => nodeText(node))).toEqual(['W2', 'O*W1']);
  expect(() => parseFormula('O*W1')).toThrow(/must be a known name/);
});
