import { checkShapes } from '../formula/checkShapes.ts';
import { editedText } from '../formula/editedFormula.ts';
import { binaryNode, constantNode, numberNode } from '../formula/editNodes.ts';
import type { Edit } from '../formula/edits.ts';
import { type Misprint, misprintsOf, treesWith } from '../formula/misprints.ts';
import { nodeText } from '../formula/nodeText.ts';
import type { Formula } from '../formula/parseFormula.ts';
import { type OrderParameter, remainderOf } from '../formula/remainder.ts';
import { type FormulaNode, isRelation } from '../formula/tree.ts';
import type { AnyCase } from '../judge/case.ts';
import type { Judge, Reading } from '../judge/claim.ts';
import { decideCase } from '../judge/lookAt.ts';
import type { Truth } from '../network/truth.ts';
import type { Decimal } from '../numbers/decimal/decimalField.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { casesOfPlan } from './judgeEverywhere.ts';
import { bySize, type Candidate, candidateOf, freshSeeds } from './repair.ts';
import type { RepairResult } from './repairSearch.ts';

export interface JudgedRepairOptions {
  readonly formula: Formula;
  readonly reading: Pick<Reading<AnyCase>, 'cases' | 'hypotheses' | 'costly'>;
  readonly judgeOf: (formula: Formula) => Judge<AnyCase>;
  /** Whether an edited formula that holds on these cases holds for any weights in training, or fails on others that are looked for. */
  readonly saysNothing: (formula: Formula, held: readonly AnyCase[]) => boolean;
  /** Of a remainder, in what it is measured. */
  readonly order?: OrderParameter;
  readonly digits: number;
  readonly truth: Truth;
  readonly seed: number;
  readonly seconds: number;
  readonly onResult?: (soFar: RepairResult) => void;
}

/**
 * Statements one slip away from one that fails, of kinds whose value in float64 says nothing of whether they hold: inequalities, courses, limits,
 * orders, expectations, statements with indices and about layers of any depth. Each is judged by the oracle, on the cases on which the statement failed first, then
 * on those of three seeds; most die on the first case, whose flow is known by then. Beside all misprints a side is tried with a factor 3, 4, 1/3, 1/4 or
 * a size, and a remainder with other exponents. Of inequalities and orders, beside which many others hold, the tightest come
 * first: by the median margin, or the largest exponent. Ends when all are tried, or the seconds are over.
 */
export async function repairByJudging(options: JudgedRepairOptions): Promise<RepairResult> {
  const { formula, reading, judgeOf, digits, truth, seed, seconds, onResult } = options;
  const started = performance.now();
  const isOver = (): boolean => (performance.now() - started) / 1000 > seconds;
  const casesOf = casesOfPlan<AnyCase>({ ...reading, runs: reading.costly ? FEW : MANY });
  const seeds = [seed, ...freshSeeds(seed)];
  const outcomeOf = (judge: Judge<AnyCase>, given: AnyCase) => decideCase(judge, given, { digits, truth });
  const failing: AnyCase[] = [];
  /** Whether the statement compares two values, and not one with zero. */
  let hasTwoValues = false;
  const own = judgeOf(formula);
  for (const given of await casesOf(seed)) {
    if (failing.length >= MOST_FAILING || isOver()) break;
    const judgement = outcomeOf(own, given);
    if (judgement.outcome !== 'failed') continue;
    failing.push(given);
    hasTwoValues ||= !vanishes(judgement.stated, digits) && !vanishes(judgement.truth, digits);
  }
  const found: (Proposed & { readonly after: number })[] = [];
  let [tried, passed] = [0, 0];
  const candidates = candidatesOf(options);
  const result = (stoppedBecause: RepairResult['stoppedBecause']): RepairResult => ({
    proposals: [...found]
      .sort(byTightness)
      .slice(0, MOST_PROPOSED)
      .map(({ candidate, held, undecided, after }) => ({
        edits: candidate.edits,
        formula: candidate.formula.text,
        diff: candidate.diff,
        heldCases: held,
        undecidedCases: undecided,
        seeds,
        foundAfter: after,
        sameAs: [],
      })),
    partial: [],
    tried: { one: tried, two: 0, passed, judged: passed },
    stages: [{ edits: 1, tried, of: candidates.length }],
    screenCases: failing.length,
    seconds: (performance.now() - started) / 1000,
    stoppedBecause,
  });
  if (failing.length === 0) return result(isOver() ? 'time' : 'the formula holds on all cases');
  for (const candidate of candidates) {
    await new Promise(setImmediate); // lets signals through
    if (isOver()) return result('time');
    tried += 1;
    const judge = judgeOf(candidate.formula);
    if (!mends(judge)) continue;
    passed += 1;
    const proposed = await judgedEverywhere(candidate, judge);
    if (proposed !== undefined) {
      found.push({ ...proposed, after: (performance.now() - started) / 1000 });
      onResult?.(result('time'));
    }
  }
  return result(found.length > 0 ? 'found' : 'all edits tried');

  /** One that takes too many digits there may be left open on some of them: how many is asked of all cases. */
  function mends(judge: Judge<AnyCase>): boolean {
    let isSeen = false;
    for (const given of failing) {
      const { outcome } = outcomeOf(judge, given);
      if (outcome === 'failed') return false;
      if (outcome === 'held') isSeen = true;
    }
    return isSeen;
  }

  async function judgedEverywhere(candidate: Candidate, judge: Judge<AnyCase>): Promise<Proposed | undefined> {
    const held: AnyCase[] = [];
    const margins: number[] = [];
    let undecided = 0;
    // 0 == 0 on every case is no correction of a statement that compares two values.
    let isOfZeros = hasTwoValues;
    for (const one of seeds) {
      for (const given of await casesOf(one)) {
        if (isOver()) return undefined;
        const { outcome, margin, law, stated, truth: other } = outcomeOf(judge, given);
        if (outcome === 'failed') return undefined;
        if (outcome === 'undecided') undecided += 1;
        else held.push(given);
        if (outcome === 'held') isOfZeros &&= vanishes(stated, digits) && vanishes(other, digits);
        // A remainder that falls faster leaves less out.
        if (law !== undefined) margins.push(-law.order.value);
        else if (margin !== undefined) margins.push(margin);
      }
    }
    if (isOfZeros || undecided > held.length / 10 || options.saysNothing(candidate.formula, held.slice(0, MOST_EMPTY)))
      return undefined;
    margins.sort((a, b) => a - b);
    return { candidate, held: held.length, undecided, slack: margins[margins.length >> 1] ?? 0 };
  }
}

/** Whether a value is there and nothing but zeros. */
function vanishes(value: Matrix<Decimal> | undefined, digits: number): boolean {
  return value?.data.every(entry => entry.abs().lessThan(`1e-${digits}`)) ?? false;
}

interface Proposed {
  readonly candidate: Candidate;
  readonly held: number;
  readonly undecided: number;
  /** The median margin of an inequality; of a remainder minus its exponent. */
  readonly slack: number;
}

/** Cases of each seed by which a correction is judged; of statements whose cases take seconds fewer. */
const [MANY, FEW] = [20, 6];

/** Cases on which the statement failed that a correction must mend before it is judged on others. */
const MOST_FAILING = 3;

const MOST_PROPOSED = 3;

/** Cases on which it is asked whether a correction holds for any weights. */
const MOST_EMPTY = 5;

function byTightness(a: Proposed, b: Proposed): number {
  return a.slack - b.slack || bySize(a.candidate, b.candidate);
}

/** Each text once, none whose shapes fit worse than the statement's own; the order is that of the lists. */
function candidatesOf({ formula, order }: JudgedRepairOptions): Candidate[] {
  const trees = formula.definitions.map(({ node }) => node);
  const least = checkShapes(formula).mismatches.length;
  const seen = new Set([editedText(formula, trees)]);
  const last = formula.definitions.length - 1;
  const node = trees[last]!;
  const more = isRelation(node) ? [...factorsOf(formula, last), ...remaindersOf(formula, last, order)] : [];
  return [...more, ...misprintsOf(formula)].flatMap(misprint => {
    const changed = treesWith(trees, [misprint]);
    if (changed === undefined) return [];
    const text = editedText(formula, changed);
    if (seen.has(text)) return [];
    seen.add(text);
    const candidate = candidateOf(formula, changed, [misprint]);
    return checkShapes(candidate.formula).mismatches.length > least ? [] : [candidate];
  });
}

const CONSTANTS = ['2', '1/2', '3', '1/3', '4', '1/4'].map(text => Rational.of(text));

/** The right side times a constant, times or by a size or the time constant. */
function factorsOf({ definitions, symbols }: Formula, last: number): Misprint[] {
  const { node } = definitions[last]!;
  if (!isRelation(node) || remainderOf(node.right) !== undefined) return [];
  const { right, place } = node;
  const names = [...symbols].flatMap(([name, spec]) =>
    FACTORS.has(name) && !('rows' in spec) ? [{ kind: 'name', name, place } as const] : [],
  );
  const factors: FormulaNode[] = [...CONSTANTS.map(value => constantNode(value, place)), ...names];
  return [
    ...factors.map(factor => binaryNode('*', factor, right)),
    ...names.map(name => binaryNode('/', right, name)),
  ].map(after => misprintAt(last, 'factor', { before: right, after, parent: node, path: [1] }));
}

const FACTORS: ReadonlySet<string> = new Set(['Ni', 'Nh', 'No', 'm', 'tau', 'h']);

/** A remainder with another power of what it is measured in, the largest first. */
function remaindersOf({ definitions }: Formula, last: number, order: OrderParameter | undefined): Misprint[] {
  const { node } = definitions[last]!;
  if (order === undefined || !isRelation(node) || order.includes('(')) return [];
  const remainder = remainderOf(node.right);
  if (remainder === undefined) return [];
  const { place } = remainder;
  const parameter: FormulaNode = { kind: 'name', name: order, place };
  return EXPONENTS.map(exponent => {
    const isOne = exponent.compare(Rational.ONE) === 0;
    const power = isOne ? parameter : binaryNode('^', parameter, constantNode(exponent, place));
    const g = order === 'scale' ? power : binaryNode('/', numberNode('1', place), power);
    const path = remainder === node.right ? [1] : [1, 1];
    return misprintAt(last, 'exponent', { before: remainder, after: { ...remainder, args: [g] }, parent: node, path });
  });
}

const EXPONENTS = ['4', '3', '2', '3/2', '1', '1/2'].map(text => Rational.of(text));

function misprintAt(
  definition: number,
  kind: 'factor' | 'exponent',
  { before, after, parent, path }: Pick<Edit, 'before' | 'after' | 'path'> & { readonly parent: FormulaNode },
): Misprint {
  const { place } = before;
  return {
    kind,
    scope: 'place',
    edits: [{ kind, definition, path, before, after, parent, place, rewrite: () => after }],
    description: `line ${place.line}: ${nodeText(before)} → ${nodeText(after)}`,
  };
}
