import { truthSymbols } from '../formula/environment.ts';
import { FormulaError } from '../formula/formulaError.ts';
import { definitionsFor, type FormulaFile } from '../formula/formulaFile.ts';
import { isTemplate } from '../formula/instances.ts';
import { OVER_TIME } from '../formula/overTime.ts';
import { type Formula, namesIn } from '../formula/parseFormula.ts';
import { statesMoments } from '../formula/randomness.ts';
import { stepSymbols } from '../formula/steps.ts';
import { children, type FormulaNode } from '../formula/tree.ts';
import { toMatrix, type Value } from '../formula/value.ts';
import type { AnyCase } from '../judge/case.ts';
import type { Answer, Effort, Judge, Judgement } from '../judge/claim.ts';
import { compare } from '../judge/compare.ts';
import { normOf, withoutValue } from '../judge/compareStated.ts';
import { exactAnswer } from '../judge/exactAnswer.ts';
import { AT_START, afterSteps, TIMELESS } from '../judge/instant.ts';
import type { NamedHypothesis } from '../judge/vocabulary.ts';
import type { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { besideNearest, sidesUpTo } from './besideNearest.ts';
import type { subjectsOf } from './evaluateFile.ts';
import { IRRATIONAL, inFractions } from './inFractions.ts';
import { subjectsThatAre, worstOf } from './judgeFormula.ts';
import { judgeInequality } from './judgeInequality.ts';

// An equation between rates that names neither t nor the start speaks of one state of the weights. Each state of a flow is the start of
// one, which meets every hypothesis that the flow keeps: so what holds at all starts holds at all times, and fails at some time only
// if it fails at some start. There weights and rates are fractions, the rates by the raw flow.

/**
 * The judge of a statement that fractions decide: of an equation between rates at one state of the weights, which are those at the start of a case; of an
 * equation or inequality in which nothing moves, for all values of its indices. Undefined of any other: of one with singular vectors, roots or exponentials in it,
 * of rates with an index, beside t or weights of the start, or under a hypothesis that the flow need not keep.
 * A case whose fractions grow too long is left to `otherwise`.
 */
export function judgeExactly(
  file: FormulaFile,
  needs: readonly NamedHypothesis[],
  formula: Formula,
  otherwise: Judge<AnyCase>,
): Judge<AnyCase> | undefined {
  const of = fractionsOf(file, needs, formula);
  if (of === undefined) return undefined;
  return (given, effort) => {
    const when = { at: file.steps ? afterSteps(given) : of === 'a state' ? AT_START : TIMELESS } as const;
    const subjects = subjectsThatAre(file, formula, given);
    // One without an index, or with one that there is not, is told of by the other judge.
    if (subjects instanceof FormulaError || subjects.length === 0) return otherwise(given, effort);
    const judgements = subjects.map(subject => judgedExactly(subject, given, effort));
    if (judgements.includes(undefined)) return otherwise(given, effort);
    return { ...worstOf(judgements.map(judgement => () => judgement!)), ...when };
  };
}

/** Of one network and index; undefined where a side is no fraction. */
function judgedExactly(
  subject: ReturnType<typeof subjectsOf>[number],
  given: AnyCase,
  effort: Effort,
): Judgement | undefined {
  const { file, relation, at } = subject;
  const { define } = inFractions(subject, given, 'at the start');
  const values = subject.formula.definitions.map(define);
  const singular = values.find(value => value instanceof FormulaError);
  const named = (quantity: string): string => (at === '' ? quantity : `${quantity} for ${at}`);
  if (singular !== undefined) return withoutValue(singular, { quantity: named(file.claims) });
  const [left, right] = values.slice(-2) as (Value<Rational> | undefined)[];
  if (left === undefined || right === undefined) return undefined;
  const sides = [left, right].map(side => toMatrix(rationalField, side));
  if (sides[0]!.shape !== sides[1]!.shape) return undefined;
  const beside = [sides[0]!, besideNearest(rationalField, file.upTo, sides[0]!, sides[1]!)];
  const [stated, truth] = beside.map(side => exactAnswer(side, effort)) as [Answer, Answer];
  if (relation !== undefined && relation !== '==') {
    const size = [stated, truth].map(side => normOf(side.value)).reduce((a, b) => (a.lessThan(b) ? b : a));
    const judgement = judgeInequality(relation, { left: stated, right: truth, size, isExact: true }, effort);
    return { ...judgement, quantity: named(judgement.quantity) };
  }
  const judgement = compare([{ quantity: named('left and right side'), stated, truth }], effort);
  return { ...judgement, sides: sidesUpTo(file.upTo) };
}

/** What a statement is of that fractions decide: of any state of the weights, or of nothing that moves; undefined of any other. */
export function fractionsOf(
  file: FormulaFile,
  needs: readonly NamedHypothesis[],
  formula: Formula,
): 'a state' | 'what stands still' | undefined {
  const { claims, deep, at, where } = file;
  if ((claims !== 'equation' && claims !== 'inequality') || deep !== undefined || at !== undefined) return undefined;
  // Training on a later task begins at no fractions.
  if (statesMoments(formula) || file.sequence !== undefined) return undefined;
  const { node } = formula.definitions.at(-1)!;
  const nodes = [node, ...definitionsFor(formula, namesIn(node)).map(definition => definition.node)].flatMap(one => [
    ...partsOf(one),
  ]);
  const names = nodes.flatMap(part => (part.kind === 'name' && formula.symbols.has(part.name) ? [part.name] : []));
  const functions = nodes.flatMap(part => (part.kind === 'call' ? [part.name] : []));
  if (functions.some(name => NO_FRACTIONS.has(name))) return undefined;
  const own = new Set(formula.declarations?.map(({ name }) => name));
  const isSize = (name: string): boolean => formula.symbols.get(name)?.kind === 'size';
  const areAll = (known: ReadonlySet<string>): boolean =>
    names.every(name => isSize(name) || GIVEN.has(name) || known.has(name) || own.has(name));
  const hasRate = functions.includes('ddt') || names.some(name => name.startsWith('dW'));
  if (!hasRate) return areAll(STANDING) ? 'what stands still' : undefined;
  const isOfAState =
    claims === 'equation' && !isTemplate(formula) && where.length === 0 && needs.every(({ isKept }) => isKept === true);
  return isOfAState && areAll(MOVING) ? 'a state' : undefined;
}

const GIVEN: ReadonlySet<string> = new Set(['lambda', 'tau', 'P', 'Syx']);
const STANDING: ReadonlySet<string> = new Set(['W1', 'W2', ...Object.keys(stepSymbols)]);
const MOVING: ReadonlySet<string> = new Set(Object.keys(truthSymbols));

const NO_FRACTIONS: ReadonlySet<string> = new Set([...IRRATIONAL, ...OVER_TIME, 'start', 'lim', 'O']);

function* partsOf(node: FormulaNode): Generator<FormulaNode> {
  yield node;
  for (const part of children(node)) yield* partsOf(part);
}
