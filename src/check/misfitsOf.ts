import { checkShapes, type NumberShape, type ShapeMismatch } from '../formula/checkShapes.ts';
import { faultsFor, fitFor } from '../formula/fitFor.ts';
import { caretPicture, FormulaError } from '../formula/formulaError.ts';
import { CLAIMED_QUANTITIES, claimsRelation, type FormulaFile } from '../formula/formulaFile.ts';
import { type Sizes, sizesOf } from '../formula/instances.ts';
import { isRelation } from '../formula/tree.ts';
import type { TrueQuantity } from './trueQuantities.ts';

/** A place where sizes do not fit: one line that says so, and the formula's line with carets under the place. */
export interface Misfit {
  readonly message: string;
  readonly picture: string;
}

export interface Misfits {
  readonly places: readonly Misfit[];
  /** For no network, or the two sides of an equation or inequality only where Nh happens to be Ni or No: that refutes it. */
  readonly neverFit: boolean;
}

/**
 * The places where a formula's sizes do not fit for some of the networks that its file speaks of. Throws a FormulaError where
 * its last line has the shape of what it claims to be for none of them, or only where Nh happens to be Ni or No.
 */
export function misfitsOf(file: FormulaFile, networks: readonly Sizes[]): Misfits {
  const { formula, claims } = file;
  const last = formula.definitions.at(-1)!;
  const fitOf = (widths: Sizes) => ({ widths, ...fitFor(formula, widths) });
  const fits = networks.map(fitOf);
  const isWrong = ({ widths, result }: (typeof fits)[number]): boolean =>
    result !== undefined && !claimsRelation(claims) && shapeOf(result) !== wantedShape(claims, widths, file);
  // That Nh happens to be Ni or No does not make a shape right.
  const isWrongInGeneral =
    claimsRelation(claims) || networks.every(widths => isWrong(fitOf(GENERIC[relationOf(widths)])));
  const report = checkShapes(formula);
  if (fits.some(isWrong) && (isWrongInGeneral || fits.every(isWrong))) {
    const rule = `must have the shape of what it claims, ${CLAIMED_QUANTITIES[claims].split(':')[0]}`;
    throw new FormulaError('FORMULA', formula, last.place, last.name ?? '', rule, report.result);
  }
  const relations: ReadonlySet<string> = new Set(fits.filter(one => !one.fits).map(({ widths }) => relationOf(widths)));
  if (relations.size === 0) return { places: [], neverFit: false };
  // An ordering says nothing of the sizes that a file leaves: Ni = 1, say.
  const faulty = new Set(networks.flatMap(widths => faultsFor(formula, widths).map(keyOf)));
  const misfits = report.mismatches.filter(
    one => (WHEN[one.when]?.some(relation => relations.has(relation)) ?? true) && faulty.has(keyOf(one)),
  );
  const sides = misfits.find(
    ({ line, column }) => isRelation(last.node) && line === last.node.place.line && column === last.node.place.column,
  );
  const neverFit = fits.every(one => !one.fits) || sides?.when === 'always';
  const places = misfits.map(({ message, line, column, operator }) => ({
    message,
    picture: caretPicture(file.text, { line, column, length: operator.length }),
  }));
  return { places, neverFit };
}

function keyOf({ line, column, operator }: Pick<ShapeMismatch, 'line' | 'column' | 'operator'>): string {
  return `${line} ${column} ${operator}`;
}

const WHEN: Readonly<Record<string, readonly string[]>> = {
  'when Ni < No': ['<'],
  'when Ni = No': ['='],
  'when Ni > No': ['>'],
  'when Ni ≤ No': ['<', '='],
  'when Ni ≥ No': ['=', '>'],
  'when Ni ≠ No': ['<', '>'],
};

/** A network of each ordering of Ni and No with an Nh unlike both. */
const GENERIC: Readonly<Record<'<' | '=' | '>', Sizes>> = {
  '<': sizesOf({ Ni: 2, Nh: 7, No: 3 }),
  '=': sizesOf({ Ni: 3, Nh: 7, No: 3 }),
  '>': sizesOf({ Ni: 3, Nh: 7, No: 2 }),
};

function relationOf({ Ni, No }: Sizes): '<' | '=' | '>' {
  return Ni! < No! ? '<' : Ni! > No! ? '>' : '=';
}

function shapeOf({ kind, rows, cols }: NumberShape): string {
  return kind === 'scalar' ? '1×1' : `${rows}×${cols}`;
}

function wantedShape(claims: TrueQuantity, sizes: Sizes, { conventions }: FormulaFile): string {
  const [Ni, No] = [sizes.Ni!, sizes.No!];
  const isReversed = conventions.includes('layers-reversed');
  const square = (size: number): string => `${size}×${size}`;
  switch (claims) {
    case 'qqt':
      return square(Ni + No);
    case 'output':
      return `${No}×${Ni}`;
    case 'W1W1':
      return square(isReversed ? No : Ni);
    case 'W2W2':
      return square(isReversed ? Ni : No);
    case 'ntk':
      return square(No * Ni);
    case 'loss':
      return '1×1';
  }
}
