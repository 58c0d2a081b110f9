import { DloError } from '../errors.ts';
import { isOfTraining } from '../formula/environment.ts';
import { claimsRelation, definitionsFor } from '../formula/formulaFile.ts';
import { type Definition, namesIn } from '../formula/parseFormula.ts';
import { type AnyCase, isFlowCase } from '../judge/case.ts';
import { normOf } from '../judge/compareStated.ts';
import { qqtBlocks } from '../judge/correlationByFormula.ts';
import type { PlotRecord } from '../judge/runRecord.ts';
import type { Decimal } from '../numbers/decimal/decimalField.ts';
import { frobeniusNorm, subtract } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { jacobiSystem } from '../numbers/numberSystem.ts';
import { round10 } from '../plot/quantity.ts';
import { ORACLE_DIGITS, plotField } from '../plot/trajectory.ts';
import { besideNearest } from './besideNearest.ts';
import { bindCase, type Known, type KnownWeights } from './bindCase.ts';
import { decimalValues, type Subject } from './evaluateFile.ts';
import { sizeOfEquation } from './sizeOfEquation.ts';
import { quantitiesOf } from './trueQuantities.ts';

// What is drawn of a statement: its two sides on a case, or what a formula says of a quantity and what that truly is.

/** What is compared at one point of a chart. */
export interface ChartedSides {
  readonly left: Matrix<Decimal>;
  readonly right: Matrix<Decimal>;
  /** The norm against which they are. */
  readonly size: Decimal;
  /** "W2W1" of a quantity, "" of an equation. */
  readonly name: string;
}

/** Digits that charts are calculated with. */
const WORKING = 2 * ORACLE_DIGITS;

/** The two sides on a case, of QQᵀ block by block; undefined where they have no value. */
export function sidesOn(subject: Subject, given: AnyCase, known: Known | undefined): ChartedSides[] | undefined {
  return unlessNone(() => {
    const values = decimalValues(subject, given, WORKING, known);
    const { claims, upTo } = subject.file;
    if (!claimsRelation(claims)) {
      if (isFlowCase(given)) return undefined;
      const stated = values.at(-1)!;
      // Quantities are those of two layers.
      const weights = { ...(known as KnownWeights), working: WORKING };
      const truths = quantitiesOf(claims, subject.file, given, weights);
      const parts: Readonly<Record<string, Matrix<Decimal>>> =
        claims === 'qqt' ? qqtBlocks(stated, given) : { [truths[0].quantity]: stated };
      return truths.map(({ quantity, truth, size }) => ({
        left: parts[quantity]!,
        right: truth.value,
        size: size ?? normOf(truth.value),
        name: quantity,
      }));
    }
    const [left, right] = values.slice(-2) as [Matrix<Decimal>, Matrix<Decimal>];
    const size = sizeOfEquation(subject, values, field => bindCase(jacobiSystem(field), subject.file, given, known));
    return [{ left, right: besideNearest(plotField, upTo, left, right), size, name: '' }];
  });
}

function unlessNone<T>(evaluate: () => T): T | undefined {
  try {
    return evaluate();
  } catch (error) {
    // A formula need not have a value everywhere, and a picture shows where it has one.
    if (error instanceof DloError) return undefined;
    throw error;
  }
}

/** The largest distance of two sides that belong together, relative to their size. */
export function relativeError(sides: readonly ChartedSides[]): number {
  return Math.max(
    ...sides.map(({ left, right, size }) => {
      if (left.shape !== right.shape) return Number.POSITIVE_INFINITY;
      const off = frobeniusNorm(plotField, subtract(plotField, left, right));
      return plotField.toNumber(size.isZero() ? off : plotField.div(off, plotField.cross(size)));
    }),
  );
}

/** Whether its sides are compared by <=, <, >= or >. */
export function statesOrder({ relation }: Pick<Subject, 'relation'>): boolean {
  return relation !== undefined && relation !== '==';
}

/** By how much an inequality holds entry by entry: above zero where it does. */
export function slacksOf({ relation }: Pick<Subject, 'relation'>, { left, right }: ChartedSides): Matrix<Decimal> {
  const isUpward = relation === '<=' || relation === '<';
  return isUpward ? subtract(plotField, right, left) : subtract(plotField, left, right);
}

/** Which of the entries that are compared is drawn. */
export interface ChartedEntry {
  /** Of `sides`. */
  readonly part: number;
  readonly row: number;
  readonly col: number;
}

/** Errors below are rounding: then an entry is drawn for how it moves. */
const SEEN = 1e-10;

/**
 * The entry that shows most: of an inequality the one that comes nearest to its edge or beyond it, else the one that is wrong most and moves, and where
 * none is wrong the one that moves most.
 */
export function tellingEntry(
  subject: Pick<Subject, 'relation'>,
  sides: readonly (readonly ChartedSides[] | undefined)[],
): ChartedEntry {
  const known = sides.filter(one => one !== undefined);
  const isOrder = statesOrder(subject);
  const numbers = (matrix: Matrix<Decimal>): number[] => matrix.data.map(entry => plotField.toNumber(entry));
  const isWrong = !isOrder && known.some(one => relativeError(one) > SEEN);
  let best: { readonly entry: ChartedEntry; readonly merit: number } | undefined;
  known[0]!.forEach(({ right }, part) => {
    const here = known.map(one => one[part]!);
    const lefts = here.map(one => numbers(one.left));
    const rights = here.map(one => numbers(one.right));
    const slacks = isOrder ? here.map(one => numbers(slacksOf(subject, one))) : [];
    right.data.forEach((_, index) => {
      const path = rights.map(one => one[index]!);
      const off = Math.max(...path.map((value, k) => Math.abs(lefts[k]![index]! - value)));
      const moved = Math.max(...path) - Math.min(...path);
      // A wrong entry that stands still shows its error too.
      const merit = isOrder
        ? -Math.min(...slacks.map(one => one[index]!))
        : isWrong
          ? Math.min(off, moved) + off / 1000
          : moved;
      if (Number.isNaN(merit) || (best !== undefined && merit <= best.merit)) return;
      best = { entry: { part, row: Math.floor(index / right.cols), col: index % right.cols }, merit };
    });
  });
  return best?.entry ?? { part: 0, row: 0, col: 0 };
}

/** "W2W1", "entry (1,2) of both sides". */
export function entryName(sides: readonly ChartedSides[], { part, row, col }: ChartedEntry, of: string): string {
  const { right, name } = sides[part]!;
  const whole = name === '' ? of : name;
  return right.data.length === 1 ? whole : `entry (${row + 1},${col + 1}) of ${whole}`;
}

/** The entry of one side; undefined where the sides have no value, or others sizes. */
export function entryAt(
  sides: readonly ChartedSides[] | undefined,
  side: 'left' | 'right',
  { part, row, col }: ChartedEntry,
): Decimal | undefined {
  const matrix = sides?.[part]?.[side];
  return matrix === undefined || row >= matrix.rows || col >= matrix.cols ? undefined : matrix.at(row, col);
}

/** As a number that can be drawn. */
export function drawn(value: Decimal | undefined): number | null {
  return value === undefined ? null : round10(plotField.toNumber(value));
}

/** The side that is made of the weights in training: it is what gradient descent is drawn of. */
export function movingSide({ formula, file }: Subject): 'left' | 'right' | undefined {
  if (!claimsRelation(file.claims)) return 'right';
  const moves = ({ node }: Definition): boolean => {
    const names = [...namesIn(node)];
    return [...names, ...definitionsFor(formula, names).flatMap(one => [...namesIn(one.node)])].some(isOfTraining);
  };
  const [left, right] = formula.definitions.slice(-2).map(moves);
  return left ? 'left' : right ? 'right' : undefined;
}

/** By how much an inequality holds, relative to the size of its sides. */
export function marginOf(
  subject: Subject,
  sides: readonly (readonly ChartedSides[] | undefined)[],
): Pick<PlotRecord, 'margin'> {
  const values = sides.map(one => {
    if (one === undefined) return null;
    const slacks = slacksOf(subject, one[0]!).data;
    const least = slacks.reduce((a, b) => (b.lessThan(a) ? b : a));
    const size = plotField.cross(one[0]!.size);
    return drawn(size.isZero() ? least : plotField.div(least, size));
  });
  return { margin: { label: 'least margin, of the larger side', values } };
}
