import { type Edit, type EditKind, type EditOptions, editsOf } from './edits.ts';
import { editTree } from './editTree.ts';
import { nodeText } from './nodeText.ts';
import type { Formula } from './parseFormula.ts';
import { children, type FormulaNode, withChildren } from './tree.ts';

/** One slip of a writer: a change at one place, or the same change wherever the slip was copied to. */
export interface Misprint {
  readonly kind: EditKind;
  readonly scope: MisprintScope;
  /** In one definition after another, in their order. */
  readonly edits: readonly Edit[];
  /** "line 3: B' → B", "lines 3 and 5, 4 places: B' → B", the lines being those of the original's text. */
  readonly description: string;
}

/**
 * One place; all places of a line (one definition) or of the whole formula with the same text; all places of a line or of
 * the formula that are the same but for the names of matrices (the terms in U⊥ and in V⊥, say).
 */
export type MisprintScope = 'place' | 'line' | 'formula' | 'like places';

export interface MisprintOptions extends EditOptions {
  /** Also the same change at several places; default true. */
  readonly copied?: boolean;
}

/** All misprints of a formula that are one edit, or the same edit at all equal or like places. */
export function misprintsOf(formula: Formula, { copied = true, ...options }: MisprintOptions = {}): Misprint[] {
  const edits = editsOf(formula, options);
  const single = edits.map(edit => misprint('place', [edit]));
  if (!copied) return single;
  const equal = groups(edits, sameText).flatMap(group => {
    const byLine = groups(group, ({ definition }) => definition);
    const lines = byLine.filter(line => line.length > 1).map(line => misprint('line', line));
    return byLine.length > 1 ? [...lines, misprint('formula', group)] : lines;
  });
  const like = groups(edits.filter(mayBeLike), sameSkeleton).flatMap(group => {
    const byLine = groups(group, ({ definition }) => definition);
    const lines = byLine.filter(isMixed).map(line => misprint('like places', line));
    return byLine.length > 1 && isMixed(group) ? [...lines, misprint('like places', group)] : lines;
  });
  return [...single, ...equal, ...like];
}

/**
 * The trees of a formula's definitions with misprints made in it: the original objects where nothing is changed.
 * Undefined where two of them do not go together.
 */
export function treesWith(
  trees: readonly FormulaNode[],
  misprints: readonly Pick<Misprint, 'edits'>[],
): FormulaNode[] | undefined {
  const changed = [...trees];
  const edits = misprints.flatMap(one => one.edits);
  for (const definition of new Set(edits.map(edit => edit.definition))) {
    const tree = editTree(
      trees[definition]!,
      edits.filter(edit => edit.definition === definition),
    );
    if (tree === undefined) return undefined;
    changed[definition] = tree;
  }
  return changed;
}

function misprint(scope: MisprintScope, edits: readonly Edit[]): Misprint {
  const [{ kind, before, after }] = edits as [Edit];
  const lines = [...new Set(edits.map(({ place }) => place.line))].sort((a, b) => a - b);
  const places = edits.length === 1 ? '' : `, ${edits.length} ${scope === 'like places' ? 'like ' : ''}places`;
  const description = `${linesText(lines)}${places}: ${nodeText(before)} → ${nodeText(after)}`;
  return { kind, scope, edits, description };
}

function linesText(lines: readonly number[]): string {
  if (lines.length === 1) return `line ${lines[0]}`;
  return `lines ${lines.slice(0, -1).join(', ')} and ${lines.at(-1)}`;
}

function groups(edits: readonly Edit[], keyOf: (edit: Edit) => string | number): Edit[][] {
  const found = new Map<string | number, Edit[]>();
  for (const edit of edits) {
    const key = keyOf(edit);
    const group = found.get(key);
    if (group === undefined) found.set(key, [edit]);
    else group.push(edit);
  }
  return [...found.values()];
}

function sameText({ kind, before, after }: Edit): string {
  return `${kind}: ${nodeText(before)} → ${nodeText(after)}`;
}

function sameSkeleton({ kind, before, after, parent }: Edit): string {
  const around = parent === undefined ? '' : parent.kind === 'call' ? parent.name : parent.kind;
  return `${kind} in ${around}: ${nodeText(skeleton(before))} → ${nodeText(skeleton(after))}`;
}

/** A bare name is like every other name: only parts that are put together of several can be alike. */
function mayBeLike({ kind, before }: Edit): boolean {
  return kind !== 'symbol' && children(before).length > 1;
}

function isMixed(group: readonly Edit[]): boolean {
  return new Set(group.map(({ before }) => nodeText(before))).size > 1;
}

const SCALARS: ReadonlySet<string> = new Set(['t', 'tau', 'lambda']);

/** The part with one name for all matrices. */
function skeleton(node: FormulaNode): FormulaNode {
  if (node.kind === 'name') return SCALARS.has(node.name) ? node : { ...node, name: 'X' };
  return withChildren(node, children(node).map(skeleton));
}
