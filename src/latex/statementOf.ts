import { DloError } from '../errors.ts';
import { declarationsIn } from '../formula/declarations.ts';
import { type Environment, standardEnvironment, truthSymbols } from '../formula/environment.ts';
import { deepEnvironment } from '../formula/layerSymbols.ts';
import { nodeText } from '../formula/nodeText.ts';
import type { FormulaNode, RelationOperator } from '../formula/tree.ts';
import type { Clause, Expression, Link } from './expression.ts';
import { type FittedLine, fitSizes } from './fitSizes.ts';
import type { LatexDocument, LatexFormula } from './latexDocument.ts';
import type { LatexHeader } from './latexHeader.ts';
import { latexError, placeOf } from './latexSource.ts';
import { type LetterMeaning, type Letters, meaningOf } from './letters.ts';
import { nameOf } from './nameOf.ts';
import type { Notation } from './notations.ts';
import { octaveName } from './octaveName.ts';
import { parseTex } from './parseTex.ts';
import { readClauses } from './readExpression.ts';
import type { Span } from './texNode.ts';
import {
  type Guess,
  isCompound,
  isIdentity,
  type Meanings,
  octaveNode,
  oneMore,
  replaced,
  toFormula,
  UnknownLetter,
  wholeNumbersIn,
} from './toFormula.ts';
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

/** What a formula says, without what only says a size, A ∈ ℝ^{m×n}. FormulaErrors of what cannot be read. */
export function clausesIn(document: LatexDocument, formula: LatexFormula): Clause[] {
  return allClauses(document, formula).flatMap(clause => {
    const links = clause.links.filter(link => !isMembership(link));
    return links.length === clause.links.length || links.length > 0 ? [{ ...clause, links }] : [];
  });
}

function allClauses(document: LatexDocument, formula: LatexFormula): Clause[] {
  return readClauses(parseTex(formula.tex, formula.source, document.macros).nodes, formula.source);
}

function isMembership({ relation, side }: Link): boolean {
  const base = side.kind === 'power' ? side.of : side;
  return relation === '\\in' && base.kind === 'letter' && /^\\mathbb\{[RN]\}(_.*)?$/.test(base.key);
}

/** Letters of a file: those of its header, then those of the notation. */
export function lettersFor(header: LatexHeader, notation: Notation | undefined): Letters {
  return new Map([...(notation?.letters ?? []), ...header.letters]);
}

/** A clause that gives a letter without a meaning its meaning: the letter. */
export function definedBy(clause: Clause, letters: Letters): string | undefined {
  const name = clause.first && (nameOf(clause.first) ?? wordOf(clause.first, letters));
  const link = clause.links[0];
  if (name === undefined || link === undefined || clause.links.length !== 1) return undefined;
  if (link.relation === ':=') return name;
  return link.relation === '=' && isNew(clause.first!, letters) ? name : undefined;
}

/** A name of three capitals or more that is typed as letters side by side, RSM_I, where not all of them have a meaning: only as the left side of a definition. */
function wordOf(first: Expression, letters: Letters): string | undefined {
  if (first.kind !== 'product' || first.factors.length < 3 || first.joins.some(Boolean)) return undefined;
  const parts = first.factors.map(factor => (factor.kind === 'letter' && !factor.isBold ? factor.key : ''));
  const isWord = parts.every(
    (part, at) => /^[A-Z](_.*)?$/.test(part) && (at === parts.length - 1 || part.length === 1),
  );
  return isWord && parts.some(part => meaningOf(letters, part) === undefined) ? parts.join('') : undefined;
}

/** Whether a letter, with its scripts and time, has no meaning, nor without them. */
function isNew(first: Expression, letters: Letters): boolean {
  if (wordOf(first, letters) !== undefined) return true;
  const name = nameOf(first);
  if (name === undefined || name === 'e' || isIdentity(name) || meaningOf(letters, name) !== undefined) return false;
  const [letter] = first.kind === 'product' ? first.factors : [];
  if (letter !== undefined) return isNew(letter, letters);
  return first.kind === 'letter' || ((first.kind === 'power' || first.kind === 'time') && isNew(first.of, letters));
}

const CONDITIONS: Readonly<Record<string, string>> = { ...RELATION_OF, '\\ne': '~=' };

/** A condition as lines of the header; one on the time that always holds is left out, and this is said. */
function whereLines(
  { first, links, span }: Clause,
  { source, tex, line }: LatexFormula,
  guesses: Guess[],
  converted: (expression: Expression) => FormulaNode,
): string[] {
  const said = wholeTex(tex, span);
  const name = first && nameOf(first);
  if (
    name === 't' &&
    (links.length === 0 || (links.length === 1 && links[0]!.relation === '\\ge' && isZero(links[0]!.side)))
  ) {
    guesses.push({ what: said, meaning: 'left out', reason: 'a statement is of all times', line });
    return [];
  }
  let left = first;
  return links.map(({ relation, side, span: at }) => {
    const op = CONDITIONS[relation];
    if (op === undefined || left === undefined)
      throw latexError(
        source,
        at,
        `must be a comparison of two sides: ${relation} has no words in a condition; leave it out, or say it by "where:" or "needs:" in the header`,
      );
    const text = `${nodeText(converted(left))} ${op} ${nodeText(converted(side))}`;
    guesses.push({ what: said, meaning: `where: ${text}`, reason: 'it stands as a condition', line });
    left = side;
    return text;
  });
}

/** t ≥ 0. */
function isOfAllTimes({ first, links }: Clause): boolean {
  const link = links.length === 1 ? links[0]! : undefined;
  return first !== undefined && nameOf(first) === 't' && link?.relation === '\\ge' && isZero(link.side);
}

function isZero(side: Expression): boolean {
  return side.kind === 'number' && Number(side.text) === 0;
}

function endText(end: Expression | string, converted: (expression: Expression) => FormulaNode): string {
  return typeof end === 'string' ? end : nodeText(converted(end));
}

/** A claim between sides: a clause, or several lines of which each goes on from the one above. */
interface Step {
  readonly left: Expression;
  readonly relation: string;
  readonly right: Expression;
  readonly span: Span;
  readonly over?: readonly Expression[];
}

/** What a reading of one formula knows and makes: its letters, the lines of their definitions, what was decided. */
interface Reading {
  readonly formula: LatexFormula;
  readonly letters: Letters;
  readonly isDeep: boolean;
  readonly environment: Environment;
  readonly guesses: Guess[];
  readonly meanings: Meanings;
  /** Lines of definitions, and the LaTeX of each. */
  readonly lines: FittedLine[];
  readonly shown: { readonly tex: string }[];
  readonly indices: Map<string, string>;
  /** An expression as a formula, with the definitions that it needs put before. */
  converted(expression: Expression): FormulaNode;
  /** A line for a letter that the formula itself defines so. */
  defineAs(letter: string, definition: Definition): void;
}

function openReading(
  formula: LatexFormula,
  header: LatexHeader,
  notation: Notation | undefined,
  definitionsOf: Definitions,
): Reading {
  const letters = lettersFor(header, notation);
  const isDeep =
    header.fields.get('network') === 'deep' || (notation?.isDeep === true && !header.fields.has('network'));
  const given: Environment = isDeep
    ? deepEnvironment(undefined)
    : new Map([...standardEnvironment, ...Object.entries(truthSymbols)]);
  const declared = declarationsIn(
    { name: 'the header', text: header.declarations.join('\n') },
    header.declarations,
    given,
  );
  const environment: Environment = new Map([...given, ...declared.map(({ name, spec }) => [name, spec] as const)]);
  const guesses: Guess[] = [];
  const defined = new Map<string, string>();
  const lines: FittedLine[] = [];
  const shown: { tex: string }[] = [];
  const indices = new Map<string, string>();
  const open: string[] = [];
  const givenNames = new Set(environment.keys());
  const nameInLine = (letter: string): string => octaveName(letter, givenNames);
  const lined = linedLetters(letters, nameInLine);
  const all: Meanings = {
    letters,
    defined,
    isDefined: letter => definitionsOf(letter, formula).length > 0,
    source: formula.source,
    norm: oneOf(header, 'norm', { norm: 'Frobenius', opnorm: 'the largest singular value' }) ?? notation?.norm,
    guesses,
    indices,
    marks: {
      primes: oneOf(header, 'primes', { transpose: 'A^T', rate: 'dA/dt' }),
      stars: oneOf(header, 'stars', { transpose: 'A^T' }),
      daggers: oneOf(header, 'daggers', { transpose: 'A^T', inverse: 'the pseudo-inverse' }),
    },
    chosen: caseOf(header.fields.get('case')),
    conditions: new Set(),
    lined,
    brackets: oneOf(header, 'brackets', { commutator: 'AB − BA', blocks: 'A beside B' }),
    environment,
  };

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
  const addLine = (letter: string, node: FormulaNode, tex: string): string => {
    const name = octaveName(letter, new Set([...environment.keys(), ...defined.values(), ...indices.values()]));
    defined.set(letter, name);
    lines.push({ name, node });
    shown.push({ tex });
    return name;
  };
  const define = (letter: string, span: Span, within: Meanings): void => {
    const known = meaningOf(letters, letter)?.meaning;
    if (known !== undefined) {
      defineKnown(letter, known, span, within);
      return;
    }
    const found = definitionsOf(letter, formula);
    const [first, second] = found;
    if (first === undefined) throw noMeaning(letter, span, within, letters);
    if (second !== undefined)
      throw latexError(
        within.source,
        span,
        `must have one meaning: ${letter} is defined in lines ${found.map(one => one.line).join(' and ')} differently; add a line "${letter} = …" to the header`,
      );
    defineBy(letter, first, span, within);
  };
  const defineBy = (letter: string, definition: Definition, span: Span, within: Meanings): void => {
    if (open.includes(letter))
      throw latexError(within.source, span, `must not lead back to itself (${[...open, letter].join(' → ')})`);
    open.push(letter);
    // Of indices it may name those that all is stated for.
    const own: Meanings = { ...within, source: definition.formula.source, indices };
    const node = converted(definition.side, own);
    open.pop();
    const meaning = addLine(letter, node, definition.tex);
    guesses.push({ what: letter, meaning, reason: `its definition in line ${definition.line}`, line: definition.line });
  };
  /** A letter of the header or the notation that stands for more than a name has a line of its own, and may use those of others. */
  const defineKnown = (letter: string, { octave, origin }: LetterMeaning, span: Span, within: Meanings): void => {
    if (open.includes(letter))
      throw latexError(within.source, span, `must not lead back to itself (${[...open, letter].join(' → ')})`);
    open.push(letter);
    for (const [other, meaning] of letters)
      if (other !== letter && !defined.has(other) && lined.has(other) && hasName(octave, nameInLine(other)))
        defineKnown(other, meaning, span, within);
    open.pop();
    const node = replaced(octaveNode(octave, within), placeOf(within.source, span));
    const same = lines.find(one => nodeText(one.node) === nodeText(node));
    if (same?.name !== undefined) {
      defined.set(letter, same.name);
      return;
    }
    const name = addLine(letter, node, octave);
    guesses.push({
      what: letter,
      meaning: `${name} = ${octave}`,
      reason: origin,
      line: placeOf(within.source, span).line,
    });
  };
  return {
    formula,
    letters,
    isDeep,
    environment,
    guesses,
    meanings: all,
    lines,
    shown,
    indices,
    converted: expression => converted(expression, all),
    defineAs: (letter, definition) => {
      if (!defined.has(letter)) defineBy(letter, definition, definition.side.span, all);
    },
  };
}

/** Letters of the header and the notation that get lines: those that stand for more than a product, and those that name such a letter. */
function linedLetters(letters: Letters, nameInLine: (letter: string) => string): ReadonlySet<string> {
  const lined = new Set([...letters].flatMap(([letter, { octave }]) => (isCompound(octave) ? [letter] : [])));
  // What another one names has a line too.
  const named = new Set([...letters.values()].flatMap(({ octave }) => octave.match(/[A-Za-z]\w*/g) ?? []));
  for (const [letter, { octave }] of letters)
    if (/[*+/-]/.test(octave) && !letter.includes('*') && named.has(nameInLine(letter))) lined.add(letter);
  for (let before = -1; before < lined.size; ) {
    before = lined.size;
    const names = [...lined].map(other => ({ other, name: nameInLine(other) }));
    for (const [letter, { octave }] of letters)
      if (names.some(({ other, name }) => other !== letter && hasName(octave, name))) lined.add(letter);
  }
  return lined;
}

function hasName(octave: string, name: string): boolean {
  return (octave.match(/[A-Za-z]\w*/g) ?? []).some(word => word === name);
}

/** Lines with the sizes that their shapes tell, which are among what was decided; refused where nothing tells one. */
function fittedLines({ formula, isDeep, environment, guesses }: Reading, lines: readonly FittedLine[]): FittedLine[] {
  const fitted = fitSizes(lines, environment);
  const unfit = fitted.open[0];
  if (unfit !== undefined) throw openSize(formula, unfit, isDeep);
  for (const { node, what, text, reason } of fitted.found)
    guesses.push({ what, meaning: text, reason, line: node.place.line });
  return [...fitted.lines];
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
  const reading = openReading(formula, header, notation, definitionsOf);
  const { letters, isDeep, guesses, lines, shown, indices, converted, meanings } = reading;
  const { loops, rest: all } = loopsOf(clausesIn(document, formula), letters);
  const isGoal = (clause: Clause): boolean =>
    goal(clause) !== undefined && clause.first?.kind === 'letter' && all.length > 1;
  const isAside = (clause: Clause): boolean =>
    (isOfAllTimes(clause) && all.length > 1) ||
    isGoal(clause) ||
    (clause.isCondition === true && definedBy(clause, letters) === undefined);
  const [rest, conditions] = [all.filter(clause => !isAside(clause)), all.filter(isAside)];
  // Read again only where there may be one.
  for (const { side } of (formula.tex.includes('\\in') ? allClauses(document, formula) : []).flatMap(({ links }) =>
    links.filter(isMembership),
  ))
    guesses.push({
      what: `\\in ${wholeTex(formula.tex, side.span)}`,
      meaning: 'left out',
      reason: 'what sizes letters have is not judged',
      line: formula.line,
    });
  const steps = withLimits(stepsOf(rest, letters, formula, formulaAbove(document, formula, guesses)), conditions);
  if (steps.length === 0)
    throw latexError(
      formula.source,
      { start: 0, end: Math.min(formula.tex.length, 60) },
      'must claim something: two sides, of which the left one is no letter that this defines',
    );
  bothFonts(steps, formula, guesses);
  for (const { letter, name } of loops) indices.set(letter, name);
  const ranges = loops.map(
    ({ name, from, to }) => `for ${name} = ${[from, to].map(end => endText(end, converted)).join(':')}:`,
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
      left: converted(left),
      right: converted(right),
      place: placeOf(formula.source, span),
    };
    return { name: undefined, node };
  });
  const fitted = fittedLines(reading, [...lines, ...relations]);
  const wheres = [...conditions.filter(one => goal(one) === undefined), ...meanings.conditions].flatMap(clause =>
    whereLines(clause, formula, guesses, converted),
  );
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
  const octave = fitted.map(({ name, node }) => (name === undefined ? nodeText(node) : `${name} = ${nodeText(node)}`));
  const texOf = (span: Span): string => wholeTex(formula.tex, span);
  const stepTex = steps.map(({ left, right, span }) =>
    texOf({ start: Math.min(left.span.start, span.start), end: Math.max(right.span.end, span.end) }),
  );
  // A definition that names an index of the statement stands below its range.
  const within = indexedLines(fitted.slice(0, lines.length), new Set(loops.map(({ name }) => name)));
  const before = octave.slice(0, lines.length);
  const body = [
    ...before.filter((_, at) => !within.has(at)),
    ...ranges,
    ...before.filter((_, at) => within.has(at)),
    ...octave.slice(lines.length),
  ];
  const text = `${headerText(document, formula, header, notation, claims, isDeep, guesses, wheres)}---\n${[...declarationLines(header, octave), ...body].join('\n')}\n`;
  const tex = [...shown.map(one => one.tex), ...stepTex];
  const trees = fitted.map(({ node }) => treeText(node));
  return {
    text,
    guesses,
    formula,
    lines: octave.map((line, index) => ({ tex: tex[index]!, tree: trees[index]!, octave: line })),
  };
}

/**
 * What a formula that only defines letters says of them, as lines of the language, those of the letters that they need before them. Errors: those of
 * `statementOf`, of the definitions.
 */
export function definitionLines(
  document: LatexDocument,
  formula: LatexFormula,
  header: LatexHeader,
  notation: Notation | undefined,
  definitionsOf: Definitions = definitionsIn(document, lettersFor(header, notation)),
): DefinedLetters {
  const reading = openReading(formula, header, notation, definitionsOf);
  const { rest } = loopsOf(clausesIn(document, formula), reading.letters);
  const own = new Set<string>();
  for (const clause of rest) {
    const letter = definedBy(clause, reading.letters);
    if (letter === undefined) continue;
    own.add(letter);
    const tex = wholeTex(formula.tex, clause.span);
    reading.defineAs(letter, { side: clause.links[0]!.side, formula, line: formula.line, tex });
  }
  const fitted = fittedLines(reading, reading.lines);
  const names = new Set([...own].map(letter => reading.meanings.defined.get(letter)));
  return {
    guesses: reading.guesses,
    isDeep: reading.isDeep,
    lines: fitted.map(({ name, node }, index) => ({
      tex: reading.shown[index]!.tex,
      tree: treeText(node),
      octave: `${name} = ${nodeText(node)}`,
      isOwn: names.has(name),
    })),
  };
}

/** Which lines name an index, or a line that does. */
function indexedLines(lines: readonly FittedLine[], indices: ReadonlySet<string>): ReadonlySet<number> {
  const names = new Set(indices);
  const found = new Set<number>();
  lines.forEach(({ name, node }, at) => {
    if (!(nodeText(node).match(/[A-Za-z]\w*/g) ?? []).some(word => names.has(word))) return;
    found.add(at);
    if (name !== undefined) names.add(name);
  });
  return found;
}

/** Letters that a formula defines, as lines of the language. */
export interface DefinedLetters extends Pick<LatexStatement, 'guesses'> {
  readonly isDeep: boolean;
  /** `isOwn`: of a letter that the formula itself defines, and not of one that it needs. */
  readonly lines: readonly (LatexStatement['lines'][number] & { readonly isOwn: boolean })[];
}

/** A field whose value is one of a few words, with what each means. */
function oneOf<Word extends string>(
  { fields }: LatexHeader,
  key: string,
  words: Readonly<Record<Word, string>>,
): Word | undefined {
  const said = fields.get(key);
  if (said === undefined) return undefined;
  const word = (Object.keys(words) as Word[]).find(one => one === said);
  if (word !== undefined) return word;
  const known = Object.entries<string>(words).map(([one, meaning]) => `"${one}" (${meaning})`);
  throw new DloError('FORMAT', key, `must be ${known.join(' or ')}, or be left out`, said);
}

function caseOf(said: string | undefined): number | undefined {
  if (said === undefined || /^[1-9]\d?$/.test(said)) return said === undefined ? undefined : Number(said);
  throw new DloError('FORMAT', 'case', 'must be the number of a case, from 1', said);
}

/** Declarations of which a statement names something. */
function declarationLines({ declarations }: LatexHeader, octave: readonly string[]): string[] {
  const names = new Set(octave.flatMap(line => line.match(/[A-Za-z]\w*/g) ?? []));
  return declarations.filter(line => (line.match(/[A-Za-z]\w*(?=\s*[:,])/g) ?? []).some(name => names.has(name)));
}

interface LoopOver {
  readonly letter: string;
  readonly name: string;
  /** As printed, or as the header gives the index its range. */
  readonly from: Expression | string;
  readonly to: Expression | string;
}

/** "i = 1, …, h", "1 ≤ i < h", "i ∈ {1, …, h}" and "for all i", whose range the header gives, behind a formula: the values of its index. */
function loopsOf(clauses: readonly Clause[], letters: Letters): { loops: LoopOver[]; rest: Clause[] } {
  const loops: LoopOver[] = [];
  const rest: Clause[] = [];
  const add = (letter: string, from: Expression | string, to: Expression | string): void => {
    loops.push({ letter, name: letter.replace(/\W/g, ''), from, to });
  };
  for (let at = 0; at < clauses.length; at++) {
    const clause = clauses[at]!;
    const list = listed(clauses, at, letters);
    if (list !== undefined) {
      add(list.letter, list.from, list.to);
      at += list.length - 1;
      continue;
    }
    const between = indexIn(clause, letters);
    if (between !== undefined) {
      add(between.letter, between.from, between.to);
      continue;
    }
    const named = clause.isCondition && clause.links.length === 0 ? clause.first && nameOf(clause.first) : undefined;
    const [, from, to] = /^([^:]+):([^:]+)$/.exec((named && meaningOf(letters, named)?.meaning.octave) ?? '') ?? [];
    if (named !== undefined && from !== undefined && to !== undefined) add(named, from, to);
    else rest.push(clause);
  }
  return { loops, rest };
}

/** i = 1, …, h and i = 1, 2, …, h from a clause on. */
function listed(
  clauses: readonly Clause[],
  at: number,
  letters: Letters,
): { letter: string; from: Expression; to: Expression; length: number } | undefined {
  const clause = clauses[at]!;
  const letter = clause.first && nameOf(clause.first);
  const link = clause.links[0];
  if (letter === undefined || link?.relation !== '=' || clause.links.length !== 1) return undefined;
  if (meaningOf(letters, letter) !== undefined) return undefined;
  const isAlone = (one: Clause | undefined): boolean => one?.first !== undefined && one.links.length === 0;
  const second = clauses[at + 1];
  const dots = second?.first?.kind === 'number' && isAlone(second) ? at + 2 : at + 1;
  const end = clauses[dots + 1];
  if (clauses[dots]?.first?.kind !== 'dots' || !isAlone(clauses[dots]) || end?.first === undefined || !isAlone(end))
    return undefined;
  return { letter, from: link.side, to: end.first, length: dots + 2 - at };
}

/** 1 ≤ i < h, and i ∈ {1, …, h} or [h]. */
function indexIn(
  { first, links }: Clause,
  letters: Letters,
): { letter: string; from: Expression; to: Expression } | undefined {
  const isFree = (one: Expression): string | undefined => {
    const letter = nameOf(one);
    return letter !== undefined && /^(\\?[A-Za-z]+)$/.test(letter) && meaningOf(letters, letter) === undefined
      ? letter
      : undefined;
  };
  const [link, second] = links;
  if (first === undefined || link === undefined) return undefined;
  if (links.length === 1 && link.relation === '\\in') {
    const [letter, ends] = [isFree(first), wholeNumbersIn(link.side)];
    return letter === undefined || ends === undefined ? undefined : { letter, ...ends };
  }
  const letter = isFree(link.side);
  const isLess = (relation: string): boolean => relation === '<' || relation === '\\le';
  if (second === undefined || links.length !== 2 || letter === undefined) return undefined;
  if (!isLess(link.relation) || !isLess(second.relation)) return undefined;
  return {
    letter,
    from: link.relation === '<' ? oneMore(first, '+') : first,
    to: second.relation === '<' ? oneMore(second.side, '-') : second.side,
  };
}

/** What a clause says goes where, "t → ∞". */
function goal({ first, links }: Clause): readonly [Expression, Expression] | undefined {
  const link = links.length === 1 ? links[0]! : undefined;
  if (first?.kind !== 'letter' || link?.relation !== '\\to') return undefined;
  return [first, link.side];
}

/** Steps that say where something goes, "A → B as t → ∞", as limits. */
function withLimits(steps: readonly Step[], conditions: readonly Clause[]): Step[] {
  const said = conditions.flatMap(clause => goal(clause) ?? []);
  const [over, end] = said;
  return steps.map(step => {
    const goes = step.over ?? (said.length === 2 ? [over!, end!] : undefined);
    if (goes === undefined || goes.length !== 2 || (step.relation !== '\\to' && step.relation !== '=')) return step;
    const left: Expression = {
      kind: 'ranged',
      op: '\\lim',
      below: goes,
      relation: '\\to',
      term: step.left,
      span: step.left.span,
    };
    return { ...step, left, relation: '=' };
  });
}

/** What stands above a formula that goes on from it. */
interface Above {
  /** The left side of the equations above, "= B" in a line of its own; undefined where there is none. */
  left(): Expression | undefined;
  /** The sign that the formula above ends in. */
  ending(): string | undefined;
}

function formulaAbove(document: LatexDocument, formula: LatexFormula, guesses: Guess[]): Above {
  const displayed = document.formulas.filter(({ isDisplayed }) => isDisplayed);
  const index = displayed.indexOf(formula);
  const clauseAt = (at: number): Clause | undefined => lastClause(document, displayed[at]);
  return {
    ending: () => clauseAt(index - 1)?.ending,
    left: () => {
      for (let at = index - 1; at >= 0; at--) {
        const clause = clauseAt(at);
        if (clause === undefined || clause.links.some(({ relation }) => relation !== '=')) return undefined;
        if (clause.first === undefined || (clause.links.length === 0 && clauseAt(at - 1)?.ending === '=')) continue;
        const before = displayed[at]!;
        const what = wholeTex(before.tex, {
          start: clause.span.start,
          end: clause.links[0]?.span.start ?? clause.span.end,
        }).replace(/\s*=$/, '');
        guesses.push({
          what: 'left side',
          meaning: what,
          reason: `the formula goes on from line ${before.line}`,
          line: before.line,
        });
        return clause.first;
      }
      return undefined;
    },
  };
}

function lastClause(document: LatexDocument, formula: LatexFormula | undefined): Clause | undefined {
  if (formula === undefined) return undefined;
  try {
    return clausesIn(document, formula).at(-1);
  } catch {
    return undefined;
  }
}

/** Whether a formula without a sign is the right side of the one above, which ends in one. */
export function goesOnFromAbove(document: LatexDocument, formula: LatexFormula, clauses: readonly Clause[]): boolean {
  const only = clauses.length === 1 ? clauses[0]! : undefined;
  return only?.links.length === 0 && formulaAbove(document, formula, []).ending() === '=';
}

function stepsOf(clauses: readonly Clause[], letters: Letters, formula: LatexFormula, above: Above): Step[] {
  const steps: Step[] = [];
  let last: Expression | undefined;
  const only = clauses.length === 1 ? clauses[0]! : undefined;
  // The formula above ends in a sign: this one is its right side.
  if (only?.first !== undefined && only.links.length === 0 && above.ending() === '=') {
    const left = above.left();
    if (left !== undefined) return [{ left, relation: '=', right: only.first, span: only.span }];
  }
  for (const clause of clauses) {
    const isDefinition = definedBy(clause, letters) !== undefined;
    let left = clause.first ?? last ?? above.left();
    if (left === undefined)
      throw latexError(
        formula.source,
        clause.span,
        'must have a left side: it goes on from a formula above, which belongs to it',
      );
    const goesOn = clause.first === undefined;
    for (const { relation, side, span, over } of clause.links) {
      const isBound = !isDefinition || goesOn;
      if (isBound && relation !== ':=') steps.push({ left, relation, right: side, span, ...(over && { over }) });
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
        if (!same.some(other => bareText(other.side) === bareText(one.side))) same.push(one);
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

/** An expression without places and fonts, in which a letter is the same letter. */
function bareText(side: Expression): string {
  return JSON.stringify(side, (key, value: unknown) => (key === 'span' || key === 'isBold' ? undefined : value));
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
  wheres: readonly string[],
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
  for (const where of new Set([...(fields.get('where')?.split('\n') ?? []), ...wheres])) lines.push(`where: ${where}`);
  const conventions = fields.get('conventions') ?? notation?.conventions.join(', ') ?? '';
  if (conventions !== '') lines.push(`conventions: ${conventions}`);
  return lines.map(line => `${line}\n`).join('');
}
