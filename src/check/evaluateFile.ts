import { type Bindings, evaluate, evaluateAll } from '../formula/evaluate.ts';
import { definitionsFor, type FormulaFile, sidesOf, statedBy } from '../formula/formulaFile.ts';
import { type Instance, instancesOf } from '../formula/instances.ts';
import type { Formula } from '../formula/parseFormula.ts';
import { remainderOf } from '../formula/remainder.ts';
import { type FormulaNode, isRelation, type RelationOperator } from '../formula/tree.ts';
import { toMatrix } from '../formula/value.ts';
import { inDecimals } from '../judge/boundedValue.ts';
import { type AnyCase, isFlowCase } from '../judge/case.ts';
import type { Effort } from '../judge/claim.ts';
import { enclosedSvds } from '../judge/enclosedSvds.ts';
import type { StatedEvaluation } from '../judge/judgeStated.ts';
import type { Truth } from '../network/truth.ts';
import { binarySystem } from '../numbers/binary/binarySystem.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { Matrix } from '../numbers/matrix.ts';
import { jacobiSystem, type NumberSystem } from '../numbers/numberSystem.ts';
import { bindCase, type Known } from './bindCase.ts';
import { exactly } from './exactly.ts';
import { sizesOfCase } from './sizesOfCase.ts';
import { type OfOneFormula, rounded, weightsWithin } from './weightsWithin.ts';

/** A formula that stands for that of a file. */
export interface Subject extends OfOneFormula {
  /** With the two sides of an equation or inequality as its last two lines, */
  readonly formula: Formula;
  /** which this joins. */
  readonly relation: RelationOperator | undefined;
  /** What stands in the remainder O(…) of its right side. */
  readonly remainder?: FormulaNode;
}

/** A subject for each network and each value of its loops: what stands for one formula where it has neither. */
export function subjectsOf(file: FormulaFile, formula: Formula, given: AnyCase): (Subject & Pick<Instance, 'at'>)[] {
  return instancesOf(formula, sizesOfCase(given)).map(instance => ({
    ...subjectOf(file, instance.formula),
    at: instance.at,
  }));
}

export function subjectOf(file: FormulaFile, formula: Formula = file.formula): Subject {
  const stated = statedBy(file, formula);
  const { node } = stated.definitions.at(-1)!;
  const remainder = isRelation(node) ? remainderOf(node.right)?.args[0] : undefined;
  const relation = isRelation(node) ? node.op : undefined;
  return { file, formula: sidesOf(stated), relation, ...(remainder && { remainder }) };
}

/** How all lines of a formula are evaluated on a case, the true weights that it names being known as the effort asks for. */
export function evaluationOf(subject: Subject, given: AnyCase, effort: Effort): StatedEvaluation {
  const weights = weightsWithin(subject, given, effort);
  return {
    enclosed: digits => {
      const system = binarySystem(digits);
      const svds = isFlowCase(given) ? undefined : enclosedSvds(system.field, given.problem);
      const bindings = bindCase(system, subject.file, given, weights, svds);
      return valuesOf(subject, system, bindings).map(value => inDecimals(system.field, value));
    },
    // The coarser of two evaluations has coarser weights too: a difference shows what their error makes of the values.
    decimal: digits =>
      decimalValues(subject, given, digits, digits === effort.working && weights ? rounded(weights) : weights),
  };
}

/** All lines in decimal.js. */
export function decimalValues(
  subject: Subject,
  given: AnyCase,
  digits: number,
  weights: Known | undefined,
): Matrix<Decimal>[] {
  const system = jacobiSystem(decimalField(digits));
  return valuesOf(subject, system, bindCase(system, subject.file, given, weights));
}

/**
 * The last line of another formula in the letters of a file, in decimal.js; of an equation left side less right. Of one that is stated for all
 * values of an index the entries of all of them, as one column.
 */
export function valueOfFile(
  file: FormulaFile,
  truth: Truth,
): (formula: Formula, given: AnyCase, digits: number) => Matrix<Decimal> {
  return (formula, given, digits) => {
    const system = jacobiSystem(decimalField(digits));
    const values = instancesOf(formula, sizesOfCase(given)).map(instance => {
      const weights = weightsWithin({ file, formula: instance.formula }, given, {
        digits: digits - 10,
        working: digits,
        truth,
      });
      const stated = statedBy(file, instance.formula);
      return toMatrix(system.field, evaluate(stated, system, bindCase(system, file, given, weights)));
    });
    if (values.length === 1) return values[0]!;
    const entries = values.flatMap(({ data }) => data);
    return new Matrix(entries.length, 1, entries);
  };
}

/** All lines in a number system. */
export function valuesOf<T>({ formula }: Subject, system: NumberSystem<T>, bindings: Bindings<T>): Matrix<T>[] {
  return evaluateAll(formula, system, bindings).map(({ value }) => toMatrix(system.field, value));
}

/** A file's time that is none. */
export class NoSuchTime extends Error {}

/** The case at the time of the claim, which is right to twice the working digits where a definition gives it. */
export function atItsTime<Given extends AnyCase>(
  { file, formula }: Pick<Subject, 'file' | 'formula'>,
  given: Given,
  { working }: Effort,
): Given {
  if (file.at === undefined) return given;
  const subject = subjectOf(file, { ...formula, definitions: definitionsFor(formula, [file.at]) });
  const value = decimalValues(subject, given, 2 * working, undefined).at(-1)!;
  if (value.data.length !== 1) throw new NoSuchTime(`${file.at} is ${value.shape}, and a time is a number`);
  const time = exactly(value.data[0]!);
  if (time.sign() < 0) throw new NoSuchTime(`${file.at} is ${value.data[0]!.toPrecision(6)}, and no time is negative`);
  return { ...given, time };
}
