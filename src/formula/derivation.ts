import { isDeclaration } from './declarations.ts';
import { FormulaError, type FormulaSource, type Place } from './formulaError.ts';
import { placeOfLine } from './header.ts';
import { RELATION_OPERATORS, type RelationOperator } from './tree.ts';

/** One line of a derivation: two sides, the left one being the right one of the line before where none is typed. */
export interface DerivationStep {
  /** From 1. */
  readonly number: number;
  readonly line: number;
  /** "a*b == c", as it is judged. */
  readonly shown: string;
  /** The step as a formula file of its own: the header, the definitions above it, and its two sides, each in its line. */
  readonly text: string;
}

/**
 * The steps of a file that claims a derivation: below its header stand definitions, declared symbols and lines of two sides, `left == right` or an inequality;
 * a line that begins with == (or <=, >=, <, >) goes on from the right side above it. Undefined for a file that claims anything
 * else. FORMULA errors, with line and column: a file without a step, a line that goes on from nothing, or has a side that is empty, a last
 * line that is neither a step nor a definition.
 */
export function derivationSteps(text: string, name: string): DerivationStep[] | undefined {
  const source: FormulaSource = { name, text };
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const rule = lines.findIndex(line => /^-{3,}\s*$/.test(line));
  const claims = lines.findIndex((line, index) => index < rule && CLAIMS.test(line));
  if (rule < 0 || claims < 0) return undefined;
  for (const [key, why] of NOT_OF_STEPS) {
    const line = lines.findIndex((text, index) => index < rule && new RegExp(`^\\s*${key}\\s*:`).test(text));
    if (line >= 0) throw fault(source, placeOfLine(lines, line), `must not stand in a derivation, ${why}`, key);
  }
  const steps: DerivationStep[] = [];
  /** The lines of the definitions that were read. */
  const definitions = lines.map(() => '');
  let right: SideText | undefined;
  for (const statement of statementsIn(lines, rule + 1)) {
    const { text: whole, first, last } = statement;
    const found = relationIn(whole);
    if (found === undefined) {
      if (!isDeclaration(whole) && !/^\s*[A-Za-z_]\w*\s*=(?!=)/.test(whole))
        throw fault(source, placeOfLine(lines, first), 'must be a definition or a step, left == right', whole.trim());
      for (let line = first; line <= last; line++) definitions[line] = lines[line]!;
      right = undefined;
      continue;
    }
    const { relation, at } = found;
    const place = { line: first + 1, column: at + 1, length: relation.length };
    const own = whole.slice(0, at).trim();
    const left = own === '' ? right?.text : own;
    if (left === undefined)
      throw fault(source, place, `must go on from a right side above it, or have a left side`, relation);
    const before = right;
    const text = whole.slice(at + relation.length).trim();
    if (text === '') throw fault(source, place, `must have an expression on its right`, relation);
    right = { text, column: whole.length - whole.slice(at + relation.length).trimStart().length };
    const judged = [...definitions];
    // All stands where it is typed: what the step goes on from, at its own column of a line above that is part of no definition.
    for (let line = first; line <= last; line++) judged[line] = lines[line]!;
    if (own === '') judged[first - 1] = `${' '.repeat(before!.column)}${left} ...`;
    const header = lines.slice(0, rule + 1);
    header[claims] = header[claims]!.replace(CLAIMS, `$1${relation === '==' ? 'equation' : 'inequality'}`);
    steps.push({
      number: steps.length + 1,
      line: first + 1,
      shown: `${left} ${relation} ${text}`,
      text: [...header, ...judged.slice(rule + 1, last + 1)].join('\n'),
    });
  }
  if (steps.length === 0)
    throw fault(source, placeOfLine(lines, rule), 'must have a step, left == right, below it', 'none');
  return steps;
}

const NOT_OF_STEPS = [
  ['quantifier', 'which is for all'],
  ['up to', 'whose lines are equal'],
] as const;

const CLAIMS = /^(\s*claims\s*:\s*)derivation\s*(?:[%#].*)?$/;

/** A right side, on one line, and where it begins. */
interface SideText {
  readonly text: string;
  readonly column: number;
}

interface StatementText {
  /** On one line, without comments. */
  readonly text: string;
  readonly first: number;
  readonly last: number;
}

/** Lines that belong together: within brackets, and after "...". */
function* statementsIn(lines: readonly string[], from: number): Generator<StatementText> {
  let open: { text: string; first: number } | undefined;
  for (let index = from; index < lines.length; index++) {
    const plain = lines[index]!.replace(/[%#].*$/, '');
    const goesOn = plain.includes('...');
    const text = `${open?.text ?? ''}${plain.replace(/\.\.\..*$/, ' ')}`;
    const first = open?.first ?? index;
    if (text.trim() === '') continue;
    open = { text, first };
    if (goesOn || depthAfter(text) > 0) {
      // A line break inside square brackets ends a row of blocks.
      if (!goesOn && text.lastIndexOf('[') > text.lastIndexOf(']') && !/;\s*$/.test(text)) open.text += '; ';
      continue;
    }
    yield { text, first, last: index };
    open = undefined;
  }
  if (open !== undefined) yield { ...open, last: lines.length - 1 };
}

function depthAfter(text: string): number {
  return (text.match(/[([]/g)?.length ?? 0) - (text.match(/[)\]]/g)?.length ?? 0);
}

/** The first relation outside of brackets. */
function relationIn(text: string): { readonly relation: RelationOperator; readonly at: number } | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if ('(['.includes(text[at]!)) depth += 1;
    if (')]'.includes(text[at]!)) depth -= 1;
    if (depth !== 0) continue;
    const relation = RELATION_OPERATORS.find(operator => text.startsWith(operator, at));
    if (relation !== undefined) return { relation, at };
  }
  return undefined;
}

function fault(source: FormulaSource, place: Place, rule: string, value: string): FormulaError {
  return new FormulaError('FORMULA', source, place, value, rule, value);
}
