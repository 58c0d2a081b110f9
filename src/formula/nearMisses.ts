import { once } from '../once.ts';
import { fitsAllSizes } from './checkShapes.ts';
import { editedFormula, editedText, withTrees } from './editedFormula.ts';
import type { EditKind } from './edits.ts';
import { formulaText } from './formulaText.ts';
import { type MisprintScope, misprintsOf, treesWith } from './misprints.ts';
import type { Definition, Formula } from './parseFormula.ts';

export type NearMissKind = EditKind;

/** A formula that differs from another one in a single misprint. */
export interface NearMiss {
  readonly kind: NearMissKind;
  readonly scope: MisprintScope;
  /** "line 3: B' → B", the line being that of the original's text. */
  readonly description: string;
  readonly formula: Formula;
}

export interface NearMissOptions {
  /** Also those whose shapes do not fit; default false. */
  readonly misfits?: boolean;
  /** Also the same change at all equal or like places of a line or of the formula; default false. */
  readonly copied?: boolean;
  /** Only changes within definitions for which this holds; default all. */
  readonly within?: (definition: Definition) => boolean;
  /** Only one of each kind, the first or the last in the order of the formula; default all. */
  readonly ofEachKind?: 'first' | 'last';
}

/**
 * All formulas one misprint away from a formula; `editsOf` lists what a misprint is.
 *
 * Each text occurs once, and never the original's. Left out are those whose shapes do not fit, unless `misfits` is true.
 * Some are equal to the original on all problems (−x for x inside an even power, say): whether a misprint matters is
 * for the caller to find out.
 */
export function nearMisses(
  formula: Formula,
  { misfits = false, copied = false, within = () => true, ofEachKind }: NearMissOptions = {},
): NearMiss[] {
  const trees = formula.definitions.map(({ node }) => node);
  const seen = new Set([formulaText(formula)]);
  const found: NearMiss[] = [];
  const kinds = new Set<EditKind>();
  const misprints = misprintsOf(formula, { copied });
  for (const misprint of ofEachKind === 'last' ? misprints.reverse() : misprints) {
    if (ofEachKind !== undefined && kinds.has(misprint.kind)) continue;
    if (!misprint.edits.every(({ definition }) => within(formula.definitions[definition]!))) continue;
    const changed = treesWith(trees, [misprint]);
    if (changed === undefined) continue;
    const text = editedText(formula, changed);
    if (seen.has(text)) continue;
    seen.add(text);
    const { kind, scope, description } = misprint;
    const name = `${formula.name} with ${description}`;
    const mutant = once(() => editedFormula(formula, changed, name));
    // Whether it fits, its trees say before its text is read again.
    if (!misfits && !fitsAllSizes(withTrees(formula, changed))) continue;
    found.push({
      kind,
      scope,
      description,
      get formula() {
        return mutant();
      },
    });
    kinds.add(kind);
  }
  return found;
}
