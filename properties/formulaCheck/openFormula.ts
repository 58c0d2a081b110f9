import type fc from 'fast-check';
import { decimalField } from '../../oracles/decimalField.ts';
import { evaluateAll } from '../../src/formula/evaluate.ts';
import { FormulaError } from '../../src/formula/formulaError.ts';
import {
  type ClaimedQuantity,
  type Condition,
  type FormulaFile,
  parseFormulaFile,
  unknownWord,
} from '../../src/formula/formulaFile.ts';
import { toTeX } from '../../src/formula/toTeX.ts';
import { children, type FormulaNode } from '../../src/formula/tree.ts';
import { toMatrix } from '../../src/formula/value.ts';
import { frobeniusNorm, subtract } from '../../src/numbers/linearAlgebra.ts';
import { jacobiSystem } from '../../src/numbers/numberSystem.ts';
import type { Case } from '../case.ts';
import type { Reading } from '../claim.ts';
import { normOf } from '../compareStated.ts';
import type { Hypothesis } from '../hypothesis.ts';
import { bindCase } from './bindCase.ts';
import { casesFor, inUnitsOfTau, SMALL, withSamples } from './casesFor.ts';
import { HYPOTHESIS_NAMES, type NamedHypothesis } from './hypothesisNames.ts';
import { judgeFormula } from './judgeFormula.ts';
import { type Misfit, misfitsOf } from './misfitsOf.ts';

/** A formula file that can be judged. */
export interface OpenFormula {
  readonly file: FormulaFile;
  readonly needs: readonly NamedHypothesis[];
  readonly reading: Reading;
  /** Places where sizes do not fit for networks that the file speaks of: there the formula has no value. */
  readonly misfits: readonly Misfit[];
}

/**
 * Reads a formula file and gives it the cases and the judge that its header asks for. FormulaErrors besides those of
 * `parseFormulaFile`: hypotheses that are not known or leave no network, lambda without a hypothesis of balance, and a last
 * line that for no network has the shape of what is claimed.
 */
export function openFormula(text: string, name: string): OpenFormula {
  const opened = readingOfFormula(text, name);
  const networks = SMALL.filter(widths => opened.needs.every(({ suits }) => suits?.(widths) ?? true));
  return { ...opened, misfits: misfitsOf(opened.file, networks) };
}

/** The same without a look at sizes: of a statement of a paper, those that never fit are for the judge to find. */
export function readingOfFormula(text: string, name: string): Omit<OpenFormula, 'misfits'> {
  const file = parseFormulaFile(text, name);
  const needs = file.needs.map(word => {
    if (Object.hasOwn(HYPOTHESIS_NAMES, word.name)) return HYPOTHESIS_NAMES[word.name]!;
    throw unknownWord(file, word, Object.keys(HYPOTHESIS_NAMES), 'hypothesis (see dlo check --hypotheses)');
  });
  requireBalanceForLambda(file, needs);
  const cases = casesFor(needs);
  if (cases === undefined) {
    const last = file.needs.at(-1)!;
    throw new FormulaError('FORMULA', file, last.place, last.name, 'must leave a network to judge', wordsOf(file));
  }
  const hypotheses = [
    ...needs.map(({ hypothesis }) => hypothesis),
    ...file.where.map(
      (condition): Hypothesis => ({
        name: `where ${condition.text}`,
        meaning: 'a condition of the file',
        holds: given => isMet(file, condition, given),
      }),
    ),
  ];
  return {
    file,
    needs,
    reading: {
      name: 'as printed',
      statement: toTeX(file.formula, LEFT_SIDES[file.claims]),
      formula: file.body,
      hypotheses,
      evidence: 'high-precision',
      cases: inItsLetters(file, cases),
      judge: judgeFormula(file),
    },
  };
}

function inItsLetters({ conventions }: FormulaFile, cases: fc.Arbitrary<Case>): fc.Arbitrary<Case> {
  const sampled = conventions.includes('sums') ? withSamples(cases) : cases;
  return conventions.includes('unit-tau') ? sampled.map(inUnitsOfTau) : sampled;
}

function wordsOf({ needs }: FormulaFile): string {
  return needs.map(({ name }) => name).join(', ');
}

/** λ is a property of balanced weights: a formula in it says nothing of others. */
function requireBalanceForLambda(file: FormulaFile, needs: readonly NamedHypothesis[]): void {
  if (needs.some(({ balanced }) => balanced)) return;
  for (const { node } of file.formula.definitions) {
    const place = placeOfLambda(node);
    if (place !== undefined)
      throw new FormulaError(
        'FORMULA',
        file,
        place,
        'lambda',
        'must have lambda-balanced among "needs"',
        wordsOf(file),
      );
  }
}

function placeOfLambda(node: FormulaNode): FormulaNode['place'] | undefined {
  if (node.kind === 'name' && node.name === 'lambda') return node.place;
  for (const part of children(node)) {
    const place = placeOfLambda(part);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** Of the two sides of a condition; less than 10^−30 of the larger one is no difference. */
const CONDITION_DIGITS = 60;

/** Whether a case meets a condition. One without a real value (a division by zero, a root of a negative number) is not met. */
function isMet(file: FormulaFile, condition: Condition, given: Case): boolean {
  const { relation, sides } = condition;
  const field = decimalField(CONDITION_DIGITS);
  const system = jacobiSystem(field);
  try {
    const values = evaluateAll(sides, system, bindCase(system, file, given));
    const [left, right] = values.slice(-2).map(({ value }) => toMatrix(field, value));
    requireComparable(file, condition, left!.shape, right!.shape);
    const difference = subtract(field, left!, right!);
    const sizes = [left!, right!].map(normOf);
    const slack = field.mul(field.parse(`1e-${CONDITION_DIGITS / 2}`), field.add(sizes[0]!, sizes[1]!));
    const same = field.compare(frobeniusNorm(field, difference), slack) <= 0;
    const sign = same ? 0 : field.compare(difference.data[0]!, field.zero);
    return RELATION_HOLDS[relation](sign, same);
  } catch (error) {
    if (error instanceof FormulaError && error.code !== 'FORMULA') return false;
    throw error;
  }
}

function requireComparable(file: FormulaFile, { text, relation, place }: Condition, left: string, right: string): void {
  const ordered = !['==', '~=', '!='].includes(relation);
  if (left === right && !(ordered && left !== '1×1')) return;
  const rule = ordered ? 'must compare two scalars' : 'must compare two values of one shape';
  throw new FormulaError('FORMULA', file, place, text, rule, `${left} ${relation} ${right}`);
}

const RELATION_HOLDS: Readonly<Record<Condition['relation'], (sign: number, same: boolean) => boolean>> = {
  '>': sign => sign > 0,
  '<': sign => sign < 0,
  '>=': (sign, same) => same || sign > 0,
  '<=': (sign, same) => same || sign < 0,
  '==': (_sign, same) => same,
  '~=': (_sign, same) => !same,
  '!=': (_sign, same) => !same,
};

const LEFT_SIDES: Readonly<Record<ClaimedQuantity, string>> = {
  qqt: String.raw`\mathbf Q\mathbf Q^\top(t)`,
  output: String.raw`\mathbf W_2\mathbf W_1(t)`,
  W1W1: String.raw`\mathbf W_1^\top\mathbf W_1(t)`,
  W2W2: String.raw`\mathbf W_2\mathbf W_2^\top(t)`,
  loss: String.raw`\mathcal L(t)`,
  ntk: String.raw`\mathrm{NTK}(t)`,
  equation: '',
};
