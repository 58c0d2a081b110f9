import type { Architecture } from '../network/architecture.ts';
import type { Environment } from './environment.ts';
import { FormulaError } from './formulaError.ts';
import { type InferredShapes, inferShapes, type ShapeFault } from './inferShapes.ts';
import { nodeText } from './nodeText.ts';
import type { Formula } from './parseFormula.ts';
import { type Shape, shapeText } from './shape.ts';
import { constantOfSize, type Size, substitute } from './size.ts';
import { numbersWorld, orderings, type World, whenText } from './world.ts';

/** A place where shapes do not fit. */
export interface ShapeMismatch {
  readonly line: number;
  readonly column: number;
  /** The operator, function or bracket at fault. */
  readonly operator: string;
  /** The shapes or sizes at fault, as text; `right` is empty where only one operand is. */
  readonly left: string;
  readonly right: string;
  /** "always", "when Ni > No", "when Ni ≠ No", …; "" in a check for one architecture. */
  readonly when: string;
  /** One line that says all of this. */
  readonly message: string;
}

export interface ShapeReport {
  readonly ok: boolean;
  /** Of every definition, in order: "No×m", "scalar", "unknown" after a mismatch, by ordering where it depends on it. */
  readonly definitions: readonly { readonly name: string; readonly shape: string }[];
  readonly result: string;
  readonly mismatches: readonly ShapeMismatch[];
}

/**
 * Checks all shapes of a formula in terms of Ni, Nh, No, for Ni < No, Ni = No and Ni > No (and the place of Nh among
 * them where the formula compares it). Does not stop at the first mismatch. That Nh differs from Ni or No counts as a
 * mismatch in every ordering: a formula must fit for all sizes.
 */
export function checkShapes(formula: Formula, environment: Environment = formula.symbols): ShapeReport {
  const { worlds, inferred } = inferInAllOrderings(formula, environment);
  return reportOf(formula, worlds, inferred);
}

/** Whether a formula fits for all sizes, as `checkShapes` has it: known from the first ordering in which it does not. */
export function fitsAllSizes(formula: Formula, environment: Environment = formula.symbols): boolean {
  const others = otherSizes(environment);
  for (const names of ORDERED) {
    let isDecided = true;
    for (const world of orderings(names, others)) {
      const { faults, undecided } = inferShapes(formula, environment, world);
      // What does not ask where Nh stands does not fit wherever it stands.
      if (faults.length > 0 && (!undecided || names.includes('Nh'))) return false;
      if (undecided) isDecided = false;
    }
    if (isDecided) return true;
  }
  return true;
}

export interface WorldShapes {
  readonly worlds: readonly World[];
  readonly inferred: readonly InferredShapes[];
}

export function inferInAllOrderings(formula: Formula, environment: Environment = formula.symbols): WorldShapes {
  const others = otherSizes(environment);
  for (const names of ORDERED) {
    const worlds = orderings(names, others);
    const inferred = worlds.map(world => inferShapes(formula, environment, world));
    if (names.includes('Nh') || !inferred.some(({ undecided }) => undecided)) return { worlds, inferred };
  }
  throw new Error('unreachable');
}

/** Sizes that are put into orders: Nh only where a formula compares it. */
const ORDERED: readonly (readonly string[])[] = [
  ['Ni', 'No'],
  ['Ni', 'Nh', 'No'],
];

function otherSizes(environment: Environment): string[] {
  return [...environment]
    .filter(([name, spec]) => spec.kind === 'size' && !['Ni', 'Nh', 'No', 'm'].includes(name))
    .map(([name]) => name);
}

/** A shape in numbers; `rows` and `cols` are undefined for scalars. */
export interface NumberShape {
  readonly kind: 'scalar' | 'matrix';
  readonly rows: number | undefined;
  readonly cols: number | undefined;
}

/**
 * The shapes of all definitions of a formula for one architecture, `sizes` giving further sizes of the environment.
 * FORMULA errors: the first mismatch, with its place.
 */
export function shapesFor(
  formula: Formula,
  architecture: Architecture,
  sizes: Readonly<Record<string, number>> = {},
  environment: Environment = formula.symbols,
): { readonly definitions: readonly (NumberShape & { readonly name: string })[]; readonly result: NumberShape } {
  const { Ni, Nh, No } = architecture;
  const world = numbersWorld(new Map(Object.entries({ Ni, Nh, No, m: Math.min(Ni, No), ...sizes })));
  const inferred = inferShapes(formula, environment, world);
  const fault = inferred.faults[0];
  if (fault !== undefined) {
    const value = fault.right === '' ? fault.left : `${fault.left} and ${fault.right}`;
    throw new FormulaError('FORMULA', formula, fault.place, fault.operator, `${fault.operator} ${fault.rule}`, value);
  }
  const definitions = inferred.definitions.map((shape, index) => ({
    name: formula.definitions[index]!.name ?? '',
    ...inNumbers(shape!, world),
  }));
  const { kind, rows, cols } = definitions.at(-1)!;
  return { definitions, result: { kind, rows, cols } };
}

/** Of a world in which sizes are numbers. */
export function inNumbers(shape: Shape, world: World): NumberShape {
  if (shape.kind === 'scalar') return { kind: 'scalar', rows: undefined, cols: undefined };
  const number = (size: Size): number => constantOfSize(substitute(size, world.values))?.toNumber() ?? Number.NaN;
  return { kind: 'matrix', rows: number(shape.rows), cols: number(shape.cols) };
}

function reportOf(formula: Formula, worlds: readonly World[], inferred: readonly InferredShapes[]): ShapeReport {
  const definitions = formula.definitions.map(({ name, node }, index) => ({
    name: name ?? nodeText(node),
    shape: byOrdering(
      worlds,
      inferred.map(({ definitions }) => definitions[index]),
    ),
  }));
  const mismatches = mergeFaults(worlds, inferred);
  return { ok: mismatches.length === 0, definitions, result: definitions.at(-1)!.shape, mismatches };
}

function byOrdering(worlds: readonly World[], shapes: readonly (Shape | undefined)[]): string {
  const texts = new Map<string, World[]>();
  shapes.forEach((shape, index) => {
    const text = shape === undefined ? 'unknown' : shapeText(shape);
    texts.set(text, [...(texts.get(text) ?? []), worlds[index]!]);
  });
  if (texts.size === 1) return [...texts.keys()][0]!;
  return [...texts].map(([text, some]) => `${text} ${whenText(some, worlds)}`).join(', ');
}

function mergeFaults(worlds: readonly World[], inferred: readonly InferredShapes[]): ShapeMismatch[] {
  const merged = new Map<string, { fault: ShapeFault; worlds: World[] }>();
  inferred.forEach(({ faults }, index) => {
    for (const fault of faults) {
      const key = JSON.stringify(fault);
      const entry = merged.get(key) ?? { fault, worlds: [] };
      if (entry.worlds.at(-1) !== worlds[index]) entry.worlds.push(worlds[index]!);
      merged.set(key, entry);
    }
  });
  return [...merged.values()]
    .map(({ fault, worlds: some }) => mismatch(fault, whenText(some, worlds)))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

function mismatch({ place, operator, left, right, rule }: ShapeFault, when: string): ShapeMismatch {
  const { line, column } = place;
  const shapes = right === '' ? left : `${left} and ${right}`;
  const message = `line ${line}, column ${column}: ${operator} ${rule}, got ${shapes}, ${when}`;
  return { line, column, operator, left, right, when, message };
}
