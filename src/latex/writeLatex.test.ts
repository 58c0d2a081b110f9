import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardEnvironment, truthSymbols } from '../formula/environment.ts';
import { parseFormula } from '../formula/parseFormula.ts';
import { NOTATION_NAMES, notationOf } from './notations.ts';
import { readFormula } from './readFormula.ts';
import { AUTHOR_STYLES, misreadIn } from './testing/authorStyles.ts';
import { exampleStatements } from './testing/exampleStatements.ts';
import { changedByLatex } from './testing/readAgain.ts';
import { treeText } from './treeText.ts';
import { writeLatex } from './writeLatex.ts';

const symbols = new Map([...standardEnvironment, ...Object.entries(truthSymbols)]);

/** Text of one shape each, without brackets that a product does not need. */
const scalar = fc.constantFrom(
  't',
  'tau',
  'lambda',
  '2',
  'norm(W1t)',
  "trace(W2t'*W2t)",
  'opnorm(Syx)',
  'nuc(W2t)',
  'abs(lambda)',
  "det(W1t*W1t')",
  "mineig(W1t*W1t')",
);
const square = fc.constantFrom(
  'I(Nh)',
  "W1t*W1t'",
  "W2t'*W2t",
  "inv(I(Nh) + W1t*W1t')",
  "expm(-W1t*W1t')",
  "(W2t'*W2t)^(1/2)",
  "ddt(W1t*W1t')",
  "start(W1t*W1t')",
  'pinv(W2t)*W2t',
  "[W1t', W2t']*[W1t'; W2t]",
);
const term = fc
  .tuple(fc.option(scalar, { nil: undefined }), square, fc.boolean(), fc.option(scalar, { nil: undefined }))
  .map(([factor, matrix, squared, divisor]) => {
    const powered = squared ? `(${matrix})^2` : matrix;
    const product =
      factor === undefined ? powered : `${factor}*${powered.includes('*') && !squared ? `(${powered})'` : powered}`;
    return divisor === undefined ? product : `(${product})/${divisor}`;
  });
const formula = fc
  .array(fc.tuple(fc.constantFrom('+', '-'), term), { minLength: 1, maxLength: 4 })
  .map(terms => terms.map(([sign, text], index) => (index === 0 ? text : `${sign} ${text}`)).join(' '));

describe('writeLatex', () => {
  it.each(NOTATION_NAMES.filter(name => name !== 'wendin2025'))(
    'is read again as the same tree in the letters of %s',
    notation => {
      const { letters } = notationOf(notation);
      const known = new Map([...letters, ['\\lambda', { octave: 'lambda', origin: 'here' }] as const]);
      fc.assert(
        fc.property(formula, text => {
          const parsed = parseFormula(text, { symbols });
          const tex = writeLatex(parsed, notation).replace(/^\\begin\{aligned\}\n &= |\n\\end\{aligned\}$/g, '');
          expect(treeText(readFormula(tex, known, symbols))).toBe(treeText(parsed.definitions[0]!.node));
        }),
        { numRuns: 60, seed: 17 },
      );
    },
  );

  // All of examples/ are read again by `tsx cli/testing/compileLatex.ts`.
  it.each([
    'a-step-moves-the-balance-by-its-square.claim',
    'second-variation-of-the-loss.claim',
    'gradient-of-the-loss.claim',
    'values-along-the-modes-in-any-order.claim',
    'balance-of-random-layers.claim',
    'regularised-loss-falls-by-the-squared-force.claim',
    'deep-end-to-end-dynamics.claim',
    'domine2025-lemma-a.1.txt',
  ])('writes %s so that it is read again as the same tree', name => {
    const statements = exampleStatements([name]);
    expect(statements.length).toBeGreaterThan(0);
    for (const { statement } of statements)
      for (const notation of statement.deep === undefined
        ? (['domine2025', 'braun2022'] as const)
        : (['wendin2025'] as const))
        expect(changedByLatex(statement, notation)).toEqual([]);
  });

  it.each(AUTHOR_STYLES.slice(0, 2))('is read as the same statement in $name', style => {
    const names = ['deep-norm-differences-are-conserved.claim', 'balance-is-conserved.claim', 'kernel-moves.claim'];
    for (const { statement } of exampleStatements(names)) expect(misreadIn(style, statement)).toBeUndefined();
  });

  it('sets what is below and above in the paper’s own letters', () => {
    const tex = writeLatex(parseFormula("Syx'*W2t*U", { symbols }), 'domine2025');
    expect(tex).toContain('\\left(\\tilde{\\Sigma}^{yx}\\right)^{\\top} \\, \\mathbf{W}_2(t) \\, \\tilde{\\mathbf{U}}');
  });
});
