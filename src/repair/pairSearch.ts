import type { Edit } from '../formula/edits.ts';
import { treesWith } from '../formula/misprints.ts';
import { children, type FormulaNode } from '../formula/tree.ts';
import { isTolerable, layersBelow, outcomeOn, type Screen, type Version, versionOf } from './screen.ts';
import { changedBetween, type Structure, type Trees } from './sharedEvaluation.ts';
import type { Single } from './singleEdits.ts';

/** Two edits that together give the truth on all screening cases. */
export interface EditPair {
  readonly singles: readonly [Single, Single];
  readonly trees: Trees;
}

/** How many of the most promising edits are paired with all others before the rest is paired among itself. */
const PROMISING = 40;

/**
 * All pairs of edits, the likeliest first: each edit that made progress with all others, then the others among themselves,
 * pairs of two early ones before those with a later one. One step at a time, so that the caller can stop: a pair that
 * passed the screen, or undefined for one that did not.
 */
export function* searchPairs(screen: Screen, singles: readonly Single[]): Generator<EditPair | undefined> {
  const front = singles.slice(0, PROMISING).filter(({ progress }) => progress > 0);
  for (const [i, first] of front.entries()) yield* withAll(screen, first, singles.slice(i + 1));
  for (let i = front.length + 1; i < singles.length; i++)
    yield* withAll(screen, singles[i]!, singles.slice(front.length, i));
}

function* withAll(screen: Screen, first: Single, others: readonly Single[]): Generator<EditPair | undefined> {
  const { trees: old } = screen;
  const faults = faultsOf(screen, first.version);
  const touched = new Set(first.misprint.edits.map(({ definition }) => definition));
  for (const second of others) {
    if (!faults.every(fault => mayMend(screen, second, fault, touched))) {
      yield undefined;
      continue;
    }
    const isApart = second.misprint.edits.every(({ definition }) => !touched.has(definition));
    const trees = isApart
      ? first.version.trees.map((tree, i) => (second.version.trees[i] === old[i] ? tree : second.version.trees[i]!))
      : treesWith(old, [first.misprint, second.misprint]);
    const right = trees !== undefined && isRightOn(screen, first.version, trees);
    yield right ? { singles: [first, second], trees } : undefined;
  }
  // The values of an edited version are wanted only while it is the first of a pair.
  first.version.values.clear();
}

function isRightOn(screen: Screen, first: Version, trees: Trees): boolean {
  const changed = changedBetween(screen.structure, trees, first.trees);
  const both = versionOf(screen, trees);
  let isTelling = false;
  const isRight = screen.cases.every((_one, index) => {
    const below = layersBelow(screen, first, index, changed);
    const base = { values: screen.values[index]!, changed: both.changed };
    const outcome = outcomeOn(screen, index, trees, [...below, base]);
    isTelling ||= outcome.isTelling;
    return isTolerable(outcome);
  });
  return isRight && isTelling;
}

/** A part that has no value on the first case although all its parts do. */
interface PairFault {
  readonly definition: number;
  readonly path: readonly number[];
  readonly part: FormulaNode;
}

function faultsOf(screen: Screen, version: Version): PairFault[] {
  const layers = layersBelow(screen, version, 0, new Uint8Array(version.trees.length));
  const all = [...layers, { values: screen.values[0]!, changed: version.changed }];
  const { uses, indexOf } = screen.structure;
  const isFaulty = (part: FormulaNode): boolean => {
    for (const { values, changed } of all) {
      const value = values.get(part);
      if (value !== undefined && !uses(part).some(used => changed[used] === 1)) return typeof value === 'symbol';
    }
    return false;
  };
  const found: PairFault[] = [];
  const visit = (definition: number, part: FormulaNode, path: readonly number[]): void => {
    if (!isFaulty(part)) return;
    const parts = children(part);
    const isName = part.kind === 'name' && indexOf.has(part.name);
    if (!isName && !parts.some(isFaulty)) found.push({ definition, path, part });
    parts.forEach((inner, index) => {
      visit(definition, inner, [...path, index]);
    });
  };
  version.trees.forEach((tree, definition) => {
    if (usedByResult(screen.structure, version.trees).has(definition)) visit(definition, tree, []);
  });
  return found;
}

function usedByResult({ uses }: Structure, trees: Trees): Set<number> {
  const used = new Set([trees.length - 1]);
  for (let index = trees.length - 1; index >= 0; index--) {
    if (used.has(index)) for (const other of uses(trees[index]!)) used.add(other);
  }
  return used;
}

/**
 * False where an edit leaves a fault as it is for certain: it is not made at the faulty part, nor in anything that the
 * part depends on, nor can it take out the use of the faulty line.
 */
function mayMend(
  screen: Screen,
  { misprint, version }: Single,
  fault: PairFault,
  touched: ReadonlySet<number>,
): boolean {
  if (screen.structure.uses(fault.part).some(used => version.changed[used] === 1)) return true;
  return misprint.edits.some(edit => {
    // Paths do not compare in a line that the other edit has changed.
    if (edit.definition === fault.definition) return touched.has(edit.definition) || isAlong(edit.path, fault.path);
    return linesBehind(screen, edit).has(fault.definition);
  });
}

function isAlong(a: readonly number[], b: readonly number[]): boolean {
  return a.every((step, depth) => depth >= b.length || step === b[depth]);
}

const behind = new WeakMap<Edit, ReadonlySet<number>>();

/** The lines that the edited part uses, and those that they use. */
function linesBehind({ structure: { uses }, trees }: Screen, edit: Edit): ReadonlySet<number> {
  const known = behind.get(edit);
  if (known !== undefined) return known;
  const all = new Set(uses(edit.before));
  for (const index of all) for (const used of uses(trees[index]!)) all.add(used);
  behind.set(edit, all);
  return all;
}
