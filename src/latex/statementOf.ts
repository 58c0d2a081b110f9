import { DloError } from '../errors.ts';
import { standardEnvironment, truthSymbols } from '../formula/environment.ts';
import { deepEnvironment } from '../formula/layerSymbols.ts';
import { nodeText } from '../formula/nodeText.ts';
import type { FormulaNode, RelationOperator } from '../formula/tree.ts';
import type { Clause, Expression } from './expression.ts';
import { type FittedLine, fitSizes } from './fitSizes.ts';
import type { LatexDocument, LatexFormula } from './latexDocument.ts';
import type { LatexHeader } from './latexHeader.ts';
import { latexError, placeOf } from './latexSource.ts';
import { type Letters, meaningOf } from './letters.ts';
import { nameOf } from './nameOf.ts';
import type { Notation } from './notations.ts';
import { octaveName } from './octaveName.ts';
import { parseTex } from './parseTex.ts';
import { readClauses } from './readExpression.ts';
import type { Span } from './texNode.ts';
import { type Guess, isIdentity, type Meanings, toFormula, UnknownLetter } from './toFormula.ts';
import { treeText } from './treeText.ts';

/** A statement of LaTeX as a statement file, and what was decided on the way. */
export interface LatexStatement {
  /** A statement file. */
  readonly text: string;
  readonly guesses: readonly Guess[];
  /** Line by line: LaTeX, and the text that is judged. */
  readonly lines: readonly { readonly tex: string; readonly tree: string; readonly octave: string }[];
  readonly formula: LatexFormula;
}

const RELATION_OF: Readonly<Record<string, RelationOperator>> = {
  '=': '==',
  '\\equiv': '==',
  '\\le': '<=',
  '\\ge': '>=',
  '<': '<',
  '>': '>',
  '\\preceq': '<=',
  '\\succeq': '>=',
  '\\prec': '<',
  '\\succ': '>',
};

const ORDERS_OF_MATRICES: ReadonlySet<string> = new Set(['\\preceq', '\\succeq', '\\prec', '\\succ']);

/** What a formula says, read once. FormulaErrors of what cannot be read. */
export function clausesIn(document: LatexDocument, formula: LatexFormula): Clause[] {
  return readClauses(parseTex(formula.tex, formula.source, document.macros).nodes, formula.source);
}

/** Letters of a file: those of its header, then those of the notation. */
export function lettersFor(header: LatexHeader, notation: Notation | undefined): Letters {
  return new Map([...(notation?.letters ?? []), ...header.letters]);
}

/** A clause that gives a letter without a meaning its meaning: the letter. */
export function definedBy(clause: Clause, letters: Letters): string | undefined {
  const name = clause.first && nameOf(clause.first);
  const link = clause.links[0];
  if (name === undefined || link === undefined || clause.links.length !== 1) return undefined;
  if (link.relation === ':=') return name;
  return link.relation === '=' && isNew(clause.first!, letters) ? name : undefined;
}

/** Whether a letter, with its scripts and time, has no meaning, nor without them. */
function isNew(first: Expression, letters: Letters): boolean {
  const name = nameOf(first);
  if (name === undefined || name === 'e' || isIdentity(name) || meaningOf(letters, name) !== undefined) return false;
  return first.kind === 'letter' || ((first.kind === 'power' || first.kind === 'time') && isNew(first.of, letters));
}

/** A claim between sides: a clause, or several lines of which each goes on from the one above. */
interface Step {
  readonly left: Expression;
  readonly relation: string;
  readonly right: Expression;
  readonly span: Span;
}

/**
 * The statement of one displayed formula: with the definitions of letters that the file makes elsewhere, of anything that the header or the notation does not give.
 * Every decision that the text leaves open is among `guesses`.
 *
 * FormulaErrors with place, and with candidates and the line to add: letters without a meaning or with two definitions, a formula that
 * claims nothing, sizes that nothing tells, relations and expressions that the language has no words for.
 */
export function statementOf(
  document: LatexDocument,
  formula: LatexFormula,
  header: LatexHeader,
  notation: Notation | undefined,
  definitionsOf: Definitions = definitionsIn(document, lettersFor(header, notation)),
): LatexStatement {
  const letters = lettersFor(header, notation);
  const isDeep =
    header.fields.get('network') === 'deep' || (notation?.isDeep === true && !header.fields.has('network'));
  const guesses: Guess[] = [];
  const clauses = clausesIn(document, formula);
  const { loops, rest } = loopsOf(clauses, letters);
  const steps = stepsOf(rest, letters, formula, above(document, formula, guesses));
  if (steps.length === 0)
    throw latexError(
      formula.source,
      { start: 0, end: Math.min(formula.tex.length, 60) },
      'must claim something: two sides, of which the left one is no letter that this defines',
    );
  bothFonts(steps, formula, guesses);
  const environment = isDeep
    ? deepEnvironment(undefined)
    : new Map([...standardEnvironment, ...Object.entries(truthSymbols)]);
  const defined = new Map<string, string>();
  const lines: FittedLine[] = [];
  const shown: { tex: string }[] = [];
  const indices = new Map(loops.map(({ letter, name }) => [letter, name]));
  const norm = normOf(header.fields.get('norm')) ?? notation?.norm;
  const primes = header.fields.get('primes');
  if (primes !== undefined && primes !== 'transpose')
    throw new DloError('FORMAT', 'primes', 'must be "transpose", or be left out', primes);
  const meanings: Meanings = {
    letters,
    defined,
    source: formula.source,
    norm,
    guesses,
    indices,
    primesTranspose: primes !== undefined,
  };
  const definitions = (letter: string): readonly Definition[] => definitionsOf(letter, formula);
  const open: string[] = [];

  /** Turns an expression into a formula, with the definitions that it needs put before. */
  const converted = (expression: Expression, within: Meanings): FormulaNode => {
    for (;;) {
      try {
        return toFormula(expression, within);
      } catch (error) {
        if (!(error instanceof UnknownLetter)) throw error;
        define(error.letter, error.span, within);
      }
    }
  };
  const define = (letter: string, span: Span, within: Meanings): void => {
    const found = definitions(letter);
    const [first, second] = found;
    if (first === undefined) throw noMeaning(letter, span, within, letters);
    if (second !== undefined)
      throw latexError(
        within.source,
        span,
        `must have one meaning: ${letter} is defined in lines ${found.map(one => one.line).join(' and ')} differently; add a line "${letter} = …" to the header`,
      );
    if (open.includes(letter))
      throw latexError(within.source, span, `must not lead back to itself (${[...open, letter].join(' → ')})`);
    open.push(letter);
    const own: Meanings = { ...within, source: first.formula.source, indices: new Map() };
    const node = converted(first.side, own);
    open.pop();
    const name = octaveName(letter, new Set([...environment.keys(), ...defined.values(), ...indices.values()]));
    defined.set(letter, name);
    guesses.push({ what: letter, meaning: name, reason: `its definition in line ${first.line}`, line: first.line });
    lines.push({ name, node });
    shown.push({ tex: first.tex });
  };

  const ranges = loops.map(
    ({ name, from, to }) =>
      `for ${name} = ${nodeText(converted(from, meanings))}:${nodeText(converted(to, meanings))}:`,
  );
  const relations = steps.map(({ left, relation, right, span }): FittedLine => {
    const op = RELATION_OF[relation];
    if (op === undefined)
      throw latexError(
        formula.source,
        span,
        `must be =, ≤, ≥, <, > or an order of matrices: ${relation} has no words in the language`,
      );
    const node: FormulaNode = {
      kind: 'binary',
      op,
      left: converted(left, meanings),
      right: converted(right, meanings),
      place: placeOf(formula.source, span),
    };
    return { name: undefined, node };
  });
  const fitted = fitSizes([...lines, ...relations], environment);
  const unfit = fitted.open[0];
  if (unfit !== undefined) throw openSize(formula, unfit, isDeep);
  for (const { node, text } of fitted.found)
    guesses.push({
      what: node.kind === 'number' ? '0' : 'I',
      meaning: text,
      reason: 'the only size that fits',
      line: node.place.line,
    });
  const matrices = steps.some(({ relation }) => ORDERS_OF_MATRICES.has(relation));
  const claims =
    steps.length > 1
      ? 'derivation'
      : matrices
        ? 'loewner'
        : RELATION_OF[steps[0]!.relation] === '=='
          ? 'equation'
          : 'inequality';
  if (matrices && steps.length > 1)
    throw latexError(
      formula.source,
      steps[0]!.span,
      'must be one order of matrices: of a chain of them, state each by itself',
    );
  const octave = fitted.lines.map(({ name, node }) =>
    name === undefined ? nodeText(node) : `${name} = ${nodeText(node)}`,
  );
  const texOf = (span: Span): string => wholeTex(formula.tex, span);
  const stepTex = steps.map(({ left, right, span }) =>
    texOf({ start: Math.min(left.span.start, span.start), end: Math.max(right.span.end, span.end) }),
  );
  const text = `${headerText(document, formula, header, notation, claims, isDeep, guesses)}---\n${[...octave.slice(0, lines.length), ...ranges, ...octave.slice(lines.length)].join('\n')}\n`;
  const tex = [...shown.map(one => one.tex), ...stepTex];
  const trees = fitted.lines.map(({ node }) => treeText(node));
  return {
    text,
    guesses,
    formula,
    lines: octave.map((line, index) => ({ tex: tex[index]!, tree: trees[index]!, octave: line })),
  };
}

function normOf(word: string | undefined): Meanings['norm'] {
  if (word === undefined || word === 'norm' || word === 'opnorm') return word;
  throw new DloError('FORMAT', 'norm', 'must be "norm" (Frobenius) or "opnorm" (the largest singular value)', word);
}

interface LoopOver {
  readonly letter: string;
  readonly name: string;
  readonly from: Expression;
  readonly to: Expression;
}

/** "i = 1, …, h" behind a formula: the values of its index. */
function loopsOf(clauses: readonly Clause[], letters: Letters): { loops: LoopOver[]; rest: Clause[] } {
  const loops: LoopOver[] = [];
  const rest: Clause[] = [];
  for (let at = 0; at < clauses.length; at++) {
    const [clause, dots, end] = [clauses[at]!, clauses[at + 1], clauses[at + 2]];
    const letter = clause.first && nameOf(clause.first);
    const link = clause.links[0];
    const isRange =
      dots?.first?.kind === 'dots' && dots.links.length === 0 && end?.links.length === 0 && end.first !== undefined;
    if (
      letter !== undefined &&
      meaningOf(letters, letter) === undefined &&
      link?.relation === '=' &&
      clause.links.length === 1 &&
      isRange
    ) {
      loops.push({ letter, name: letter.replace(/\W/g, ''), from: link.side, to: end.first! });
      at += 2;
      continue;
    }
    rest.push(clause);
  }
  return { loops, rest };
}

/** The left side of the equations above that a formula without one goes on from, "= B" in a line of its own. */
function above(document: LatexDocument, formula: LatexFormula, guesses: Guess[]): () => Expression | undefined {
  return () => {
    const displayed = document.formulas.filter(({ isDisplayed }) => isDisplayed);
    for (let at = displayed.indexOf(formula) - 1; at >= 0; at--) {
      const before = displayed[at]!;
      let clauses: Clause[];
      try {
        clauses = clausesIn(document, before);
      } catch {
        return undefined;
      }
      const clause = clauses.at(-1);
      if (clause === undefined || clause.links.some(({ relation }) => relation !== '=')) return undefined;
      if (clause.first === undefined) continue;
      const what = wholeTex(before.tex, {
        start: clause.span.start,
        end: clause.links[0]?.span.start ?? clause.span.end,
      });
      guesses.push({
        what: 'left side',
        meaning: what,
        reason: `the formula goes on from line ${before.line}`,
        line: before.line,
      });
      return clause.first;
    }
    return undefined;
  };
}

function stepsOf(
  clauses: readonly Clause[],
  letters: Letters,
  formula: LatexFormula,
  fromAbove: () => Expression | undefined,
): Step[] {
  const steps: Step[] = [];
  let last: Expression | undefined;
  for (const clause of clauses) {
    const isDefinition = definedBy(clause, letters) !== undefined;
    let left = clause.first ?? last ?? fromAbove();
    if (left === undefined)
      throw latexError(
        formula.source,
        clause.span,
        'must have a left side: it goes on from a formula above, which belongs to it',
      );
    const goesOn = clause.first === undefined;
    for (const { relation, side, span } of clause.links) {
      const isBound = !isDefinition || goesOn;
      if (isBound && relation !== ':=') steps.push({ left, relation, right: side, span });
      left = side;
    }
    // A definition that goes on, "B = W'W = λI", says something from its second sign on.
    const first = steps[steps.length - clause.links.length];
    if (clause.links.length > 1 && first !== undefined && clause.first !== undefined && isNew(clause.first, letters))
      steps.splice(steps.length - clause.links.length, 1);
    last = left;
  }
  return steps;
}

export interface Definition {
  readonly side: Expression;
  readonly formula: LatexFormula;
  readonly line: number;
  readonly tex: string;
}

/** The definitions of a letter in a file; the same one twice counts once, and one in the formula itself comes first. */
export type Definitions = (letter: string, target: LatexFormula) => readonly Definition[];

/** Those of a file; it is read when the first letter is asked for, and once. */
export function definitionsIn(document: LatexDocument, letters: Letters): Definitions {
  let index: Map<string, Definition[]> | undefined;
  const build = (): Map<string, Definition[]> => {
    const found = new Map<string, Definition[]>();
    for (const formula of document.formulas) {
      if (!formula.tex.includes('=') && !/coloneq|triangleq/.test(formula.tex)) continue;
      let clauses: Clause[];
      try {
        clauses = clausesIn(document, formula);
      } catch {
        // What cannot be read defines nothing; a letter that only it defines is refused as unknown.
        continue;
      }
      for (const clause of clauses) {
        const name = clause.first && nameOf(clause.first);
        const link = clause.links[0];
        if (name === undefined || link === undefined || (link.relation !== '=' && link.relation !== ':=')) continue;
        if (link.relation !== ':=' && !isNew(clause.first!, letters)) continue;
        const tex = wholeTex(formula.tex, clause.span);
        const one: Definition = { side: link.side, formula, line: formula.line, tex };
        const same = found.get(name) ?? [];
        if (!same.some(other => plainTex(other.tex) === plainTex(tex))) same.push(one);
        found.set(name, same);
      }
    }
    return found;
  };
  return (letter, target) => {
    index ??= build();
    const all = index.get(letter) ?? index.get(`${letter}(t)`) ?? [];
    const own = all.filter(one => one.formula === target);
    return own.length > 0 ? own : all;
  };
}

/** A stretch with the commands and brackets that it begins or ends in the midst of, on one line. */
function wholeTex(tex: string, { start, end }: Span): string {
  const from = start - (/(?:\\[A-Za-z]+\s*[{([|]*\s*)*$/.exec(tex.slice(0, start))?.[0].length ?? 0);
  let to = end;
  const count = (pattern: RegExp): number => tex.slice(from, to).match(pattern)?.length ?? 0;
  const isOpen = (): boolean =>
    count(/(?<!\\)\{/g) > count(/(?<!\\)\}/g) ||
    count(/\\left\b/g) > count(/\\right\b/g) ||
    count(/\(/g) > count(/\)/g);
  while (to < tex.length && isOpen()) to += 1;
  return tex
    .slice(from, to)
    .replace(/^\\\\|\\begin\{[^}]*\}|\\label\{[^}]*\}|&/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function plainTex(tex: string): string {
  return tex.replace(/\s+|\\,|\\;|\\!/g, '').replace(/[.,;]$/, '');
}

function noMeaning(letter: string, span: Span, { source }: Meanings, letters: Letters): Error {
  const base = /^\\?[A-Za-z]+(?:\{.\})?/.exec(letter)?.[0] ?? letter;
  const near = [...letters.keys()].filter(one => one.includes(base.replace(/^\\\w+\{(.)\}$/, '$1'))).slice(0, 5);
  const candidates = near.length === 0 ? '' : ` (known: ${near.join(', ')})`;
  return latexError(
    source,
    span,
    `must have a meaning: ${letter} is defined nowhere in the file${candidates}; add a line "${letter} = …" to the header, with a name of dlo check --symbols`,
    'UNKNOWN_NAME',
  );
}

function openSize(formula: LatexFormula, node: FormulaNode, isDeep: boolean): Error {
  const { source } = formula;
  const lines = source.text.split(/\r\n|\n|\r/);
  const offset =
    lines.slice(0, node.place.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + node.place.column - 1;
  const span = { start: offset - source.from, end: offset - source.from + node.place.length };
  const candidates = isDeep ? 'I_{d_j}, I_{d_x}, I_{d_y}' : 'I_{N_i}, I_{N_h}, I_{N_o}';
  return latexError(source, span, `must have a size: nothing around it tells which; write ${candidates}`);
}

/** One letter in two fonts within a statement is one letter, and this is said. */
function bothFonts(steps: readonly Step[], formula: LatexFormula, guesses: Guess[]): void {
  const fonts = new Map<string, Set<boolean>>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) {
      part.forEach(visit);
      return;
    }
    if (typeof part !== 'object' || part === null) return;
    if ('kind' in part && part.kind === 'letter' && 'key' in part && 'isBold' in part)
      fonts.set(String(part.key), (fonts.get(String(part.key)) ?? new Set()).add(part.isBold === true));
    Object.values(part).forEach(visit);
  };
  visit(steps);
  for (const [letter, set] of fonts)
    if (set.size > 1)
      guesses.push({ what: letter, meaning: 'one letter', reason: 'it stands bold and plain', line: formula.line });
}

function headerText(
  document: LatexDocument,
  formula: LatexFormula,
  { fields }: LatexHeader,
  notation: Notation | undefined,
  claims: string,
  isDeep: boolean,
  guesses: Guess[],
): string {
  const named = formula.tag === undefined ? `line ${formula.line}` : `equation ${formula.tag}`;
  const lines = [
    `title: ${fields.get('title') ?? `${document.name.replace(/^.*[\\/]/, '')}, ${named}`}`,
    ...(fields.has('source') ? [`source: ${fields.get('source')}`] : []),
    ...(isDeep ? ['network: deep'] : []),
  ];
  const own = fields.get('claims');
  if (own !== undefined && own !== claims)
    throw new DloError('FORMAT', 'claims', `must be what the formula states, ${claims}, or be left out`, own);
  lines.push(`claims: ${claims}`);
  for (const key of ['depth', 'decay', 'quantifier', 'at', 'fixed'] as const)
    if (fields.has(key)) lines.push(`${key}: ${fields.get(key)}`);
  const needs = fields.get('needs') ?? notation?.needs.join(', ') ?? '';
  if (!fields.has('needs') && needs !== '')
    guesses.push({
      what: 'hypotheses',
      meaning: needs,
      reason: 'the paper assumes them; a line "needs:" in the header says otherwise',
      line: formula.line,
    });
  if (needs !== '' && needs !== 'none') lines.push(`needs: ${needs}`);
  for (const where of fields.get('where')?.split('\n') ?? []) lines.push(`where: ${where}`);
  const conventions = fields.get('conventions') ?? notation?.conventions.join(', ') ?? '';
  if (conventions !== '') lines.push(`conventions: ${conventions}`);
  return lines.map(line => `${line}\n`).join('');
}
