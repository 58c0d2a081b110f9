import { isSum } from '../formula/editNodes.ts';
import { type Formula, namesIn } from '../formula/parseFormula.ts';
import { constantOf, type FormulaNode, isEquation } from '../formula/tree.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { frobeniusNorm } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { ScreenCase, ScreenedInstant } from './screenCases.ts';
import {
  changedBetween,
  evaluateAllShared,
  evaluateShared,
  type FormulaLayer,
  type PartValues,
  type Structure,
  structureOf,
  type Trees,
} from './sharedEvaluation.ts';

/** A formula, the cases on which edited versions of it are tried, and the values of its parts on each. */
export interface Screen {
  readonly structure: Structure;
  readonly trees: Trees;
  readonly cases: readonly ScreenCase[];
  readonly values: readonly PartValues[];
}

/** Relative error up to which a float64 value counts as right. */
export const TOLERANCE = 1e-6;

export function isTolerable({ error }: Pick<ScreenOutcome, 'error'>): boolean {
  return error <= TOLERANCE;
}

/** `at` names the definition that is the time of the claim. */
export function screenOf(formula: Formula, cases: readonly ScreenCase[], at?: string): Screen {
  const structure = structureOf(formula, at);
  const trees = formula.definitions.map(({ node }) => node);
  const values = cases.map(one => {
    const known: PartValues = new Map();
    evaluateAllShared(structure, trees, one, [], known);
    return known;
  });
  return { structure, trees, cases, values };
}

/** An edited version of the screen's formula, with the values that are kept of it for versions that are edited further. */
export interface Version {
  readonly trees: Trees;
  readonly changed: Uint8Array;
  readonly values: Map<number, PartValues>;
}

export function versionOf({ structure, trees: old }: Screen, trees: Trees): Version {
  return { trees, changed: changedBetween(structure, trees, old), values: new Map() };
}

/** The layers below a version on one case, its own values first; they are worked out when first asked for. */
export function layersBelow(screen: Screen, version: Version, index: number, next: Uint8Array): FormulaLayer[] {
  const base: FormulaLayer = { values: screen.values[index]!, changed: version.changed };
  let own = version.values.get(index);
  if (own === undefined) {
    own = new Map();
    version.values.set(index, own);
    evaluateAllShared(screen.structure, version.trees, screen.cases[index]!, [base], own);
  }
  return [{ values: own, changed: next }];
}

/** What a version gives on a case. */
export interface ScreenOutcome {
  /** ‖value − truth‖ relative to ‖truth‖; Infinity where there is no value of the right shape. */
  readonly error: number;
  readonly value: Matrix<number> | undefined;
  /** False where it is right because there is nothing to be wrong about: both sides of an equation are zero. */
  readonly isTelling: boolean;
}

const NO_VALUE: ScreenOutcome = { error: Number.POSITIVE_INFINITY, value: undefined, isTelling: true };

export function outcomeOn(
  { structure, cases }: Screen,
  index: number,
  trees: Trees,
  layers: readonly FormulaLayer[],
  keep?: PartValues,
): ScreenOutcome {
  const one = cases[index]!;
  const value = evaluateShared(structure, trees, one, layers, keep);
  const { truth, size } = momentOf(structure, trees, one, layers) ?? one;
  if (value === undefined) return NO_VALUE;
  if (isEquation(trees.at(-1)!)) {
    // An edit may give its sides another shape: the difference is to be zero, whatever that is.
    const { scale, isTelling } = sizeOfSides(structure, trees, one, layers);
    return { error: frobeniusNorm(float64Field, value) / Math.max(scale, NOTHING), value, isTelling };
  }
  if (value.rows !== truth.rows || value.cols !== truth.cols) return NO_VALUE;
  return { error: distance(value, truth) / size, value, isTelling: true };
}

/** What is smaller than this, of numbers of about 1, may be the rounding of zero. */
const NOTHING = 1e-8;

/** The case at the time that the formula gives. */
function momentOf(
  structure: Structure,
  trees: Trees,
  one: ScreenCase,
  layers: readonly FormulaLayer[],
): ScreenedInstant | undefined {
  if (structure.at === undefined) return one;
  const time = evaluateShared(structure, trees.slice(0, structure.at + 1), one, layers);
  return time?.data.length === 1 ? one.atTime(time.data[0]!) : undefined;
}

/**
 * The larger norm of the two sides of an equation; where one is zero, of what the sides name. Zero beside zero tells
 * nothing; but where 0 itself, or zeros, is a side, the matrices that the other names do.
 */
function sizeOfSides(
  structure: Structure,
  trees: Trees,
  one: ScreenCase,
  layers: readonly FormulaLayer[],
): Pick<ScreenOutcome, 'isTelling'> & { readonly scale: number } {
  const last = trees.at(-1)!;
  if (!isEquation(last)) return { scale: 1, isTelling: true };
  const normOf = (part: FormulaNode): number => {
    const value = evaluateShared(structure, [...trees.slice(0, -1), part], one, layers);
    return value === undefined ? 0 : frobeniusNorm(float64Field, value);
  };
  const parts = [last.left, last.right];
  const sides = parts.map(normOf);
  if (sides.every(size => size > 0)) return { scale: Math.max(...sides), isTelling: Math.max(...sides) > NOTHING };
  const { symbols } = structure.formula;
  const isMeasure = (name: string): boolean => structure.indexOf.has(name) || 'rows' in (symbols.get(name) ?? {});
  const names = parts.flatMap(side => [...namesIn(side)].filter(isMeasure));
  // What cancels in a side leaves rounding of its own size.
  const terms = parts.flatMap(side => termsIn(structure, trees, side)).map(normOf);
  const named = Math.max(0, ...names.map(name => normOf({ kind: 'name', name, place: last.place })), ...terms);
  const withZero = parts.some(isZero);
  return { scale: Math.max(...sides, named), isTelling: Math.max(...(withZero ? [named] : sides)) > NOTHING };
}

/** The terms of a sum, through definitions; of a rate of change those of what it is taken of, one by one. */
function termsIn(structure: Structure, trees: Trees, node: FormulaNode): FormulaNode[] {
  if (isSum(node)) return [node.left, node.right].flatMap(part => termsIn(structure, trees, part));
  if (node.kind === 'negate') return termsIn(structure, trees, node.arg);
  if (node.kind === 'call' && node.name === 'ddt')
    return termsIn(structure, trees, node.args[0]!).map(arg => ({ ...node, args: [arg] }));
  const definition = node.kind === 'name' ? structure.indexOf.get(node.name) : undefined;
  return definition === undefined ? [node] : termsIn(structure, trees, trees[definition]!);
}

function isZero(side: FormulaNode): boolean {
  return constantOf(side)?.sign() === 0 || (side.kind === 'call' && side.name === 'zeros');
}

function distance(a: Matrix<number>, b: Matrix<number>): number {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += (a.data[i]! - b.data[i]!) ** 2;
  return Math.sqrt(sum);
}
