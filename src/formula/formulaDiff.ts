import { changedParts, replaceParts } from './changedParts.ts';
import { formulaText } from './formulaText.ts';
import type { Definition, Formula } from './parseFormula.ts';
import { nameTeX, nodeTeX, toTeX } from './toTeX.ts';
import type { FormulaNode } from './tree.ts';

/** Characters of a line, the column counted from 1. */
export interface Span {
  readonly column: number;
  readonly length: number;
}

/** One definition that two formulas have differently. */
export interface ChangedLine {
  /** Where the definition begins in the first formula's own text. */
  readonly line: number;
  /** On one line each, without comments, in the spelling of `formulaText`. */
  readonly before: string;
  readonly after: string;
  /** What only this version has, in columns of `before` and `after`. */
  readonly removed: readonly Span[];
  readonly added: readonly Span[];
  /** The parts that changed in boxes. */
  readonly beforeTeX: string;
  readonly afterTeX: string;
}

/** The definitions in which two formulas with as many definitions differ, with what was changed in each. */
export function formulaDiff(before: Formula, after: Formula): ChangedLine[] {
  return before.definitions.flatMap((old, index) => {
    const fresh = after.definitions[index]!;
    const [first, second] = [lineOf(old), lineOf(fresh)];
    if (first === second) return [];
    const { removed, added } = changedSpans(first, second);
    const parts = changedParts(old.node, fresh.node);
    const [beforeTeX, afterTeX] = [boxedTeX(old, parts.before), boxedTeX(fresh, parts.after)];
    return [
      {
        line: old.place.line,
        before: first,
        after: second,
        removed,
        added,
        beforeTeX,
        afterTeX,
      },
    ];
  });
}

/** The line in TeX, some parts of it in boxes, which stand for the parentheses that a part may need. */
function boxedTeX(definition: Definition, parts: readonly FormulaNode[]): string {
  const names = parts.map((_part, index) => `boxed${LETTERS[index] ?? ''}part`);
  const standIns = parts.map((part, index): [FormulaNode, FormulaNode] => [
    part,
    index < LETTERS.length ? { kind: 'name', name: names[index]!, place: part.place } : part,
  ]);
  const node = replaceParts(definition.node, new Map(standIns));
  const tex = toTeX({ definitions: [{ ...definition, node }] });
  return parts.reduce(
    (text, part, index) => text.replace(nameTeX(names[index]!), () => `\\boxed{${nodeTeX(part)}}`),
    tex,
  );
}

/** More parts than letters are not boxed. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function lineOf(definition: Definition): string {
  return formulaText({ definitions: [definition] });
}

interface Piece extends Span {
  readonly text: string;
}

const PIECE = /[A-Za-z_]\w*|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\S/g;

function piecesOf(line: string): Piece[] {
  return [...line.matchAll(PIECE)].map(({ 0: text, index }) => ({ text, column: index + 1, length: text.length }));
}

/** By a longest common subsequence of names, numbers and operators; neighbours that changed are one span. */
function changedSpans(before: string, after: string): { removed: Span[]; added: Span[] } {
  const [a, b] = [piecesOf(before), piecesOf(after)];
  const common = commonLengths(a, b);
  const removed: Piece[] = [];
  const added: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i]!.text === b[j]!.text) {
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!)) removed.push(a[i++]!);
    else added.push(b[j++]!);
  }
  return { removed: merged(removed, before), added: merged(added, after) };
}

/** Entry [i][j]: how many pieces the ends of both lines, from i and from j on, have in common in order. */
function commonLengths(a: readonly Piece[], b: readonly Piece[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] =
        a[i]!.text === b[j]!.text ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  return lengths;
}

function merged(pieces: readonly Piece[], line: string): Span[] {
  const spans: Span[] = [];
  for (const { column, length } of pieces) {
    const last = spans.at(-1);
    const end = last && last.column + last.length;
    if (last !== undefined && line.slice(end! - 1, column - 1).trim() === '') {
      spans[spans.length - 1] = { column: last.column, length: column + length - last.column };
    } else spans.push({ column, length });
  }
  return spans;
}
