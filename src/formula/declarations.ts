import type { Environment, SymbolSpec } from './environment.ts';
import { FormulaError, type FormulaSource, type Place } from './formulaError.ts';
import { nearestName } from './nearestName.ts';
import { isFunctionName } from './tree.ts';

/** A symbol that a file declares by itself: it is drawn, with the cases or, where it is random, as a whole. */
export interface Declaration {
  readonly name: string;
  readonly spec: SymbolSpec;
  /** `task`: drawn as a task, of full rank; no word of a file's. */
  readonly property: Property | 'task' | undefined;
  /** Independent entries of that distribution; its parameters are expressions in sizes. */
  readonly random?: {
    readonly distribution: DistributionName;
    readonly parameters: readonly string[];
    readonly place: Place;
  };
  readonly place: Place;
}

/** What a declared symbol can be said to be, and of what. */
export const PROPERTIES = {
  positive: 'scalar',
  negative: 'scalar',
  nonzero: 'scalar',
  orthonormal: 'matrix',
  white: 'matrix',
  symmetric: 'square',
  semidefinite: 'square',
  definite: 'square',
  antisymmetric: 'square',
  diagonal: 'square',
} as const;

export type Property = keyof typeof PROPERTIES;

/** Distributions of random entries, and how many parameters they take: gaussian(mean, variance), uniform(half width), signs(size). */
export const DISTRIBUTIONS = { gaussian: 2, uniform: 1, signs: 1 } as const;

export type DistributionName = keyof typeof DISTRIBUTIONS;

const LET = /^(\s*let\s+)(.*)$/;

/** Whether a line declares symbols, `let R : Nh x Nh orthonormal`. */
export function isDeclaration(line: string): boolean {
  return /^\s*let\s/.test(line);
}

/**
 * The symbols that the lines `let a, b : scalar positive` and `let V : No x m orthonormal` of a text declare, several in a line parted by commas
 * behind their shapes. FormulaErrors at their place: FORMULA for a line that is none, a name that is taken, sizes that are none, a property of
 * another shape; UNKNOWN_NAME for a property or distribution that is not known.
 */
export function declarationsIn(source: FormulaSource, lines: readonly string[], symbols: Environment): Declaration[] {
  const found: Declaration[] = [];
  lines.forEach((line, index) => {
    const [, head, rest] = LET.exec(line.replace(/[%#].*$/, '')) ?? [];
    if (head === undefined) return;
    for (const { text, column } of partsOf(rest!, head.length + 1))
      found.push(...declared(source, { text, line: index + 1, column }, symbols, found));
  });
  return found;
}

interface Part {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** "W1 : …, W2 : …": a comma begins a new part where it stands behind a colon and outside of brackets. */
function partsOf(text: string, column: number): { text: string; column: number }[] {
  const parts: { text: string; column: number }[] = [];
  let [depth, start, hasColon] = [0, 0, false];
  for (let at = 0; at <= text.length; at++) {
    const char = text[at];
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (char === ':') hasColon = true;
    if (at < text.length && !(char === ',' && depth === 0 && hasColon)) continue;
    parts.push({ text: text.slice(start, at), column: column + start });
    [start, hasColon] = [at + 1, false];
  }
  return parts;
}

function declared(
  source: FormulaSource,
  part: Part,
  symbols: Environment,
  before: readonly Declaration[],
): Declaration[] {
  const placeOf = (text: string, from = 0): Place => ({
    line: part.line,
    column: part.column + Math.max(0, part.text.indexOf(text, from)),
    length: Math.max(1, text.length),
  });
  const fault = (text: string, rule: string, from = 0): FormulaError =>
    new FormulaError('FORMULA', source, placeOf(text, from), text, rule, text);
  const colon = part.text.indexOf(':');
  if (colon < 0)
    throw fault(part.text.trim(), 'must be typed as let NAME : scalar positive, or let NAME : No x m orthonormal');
  const kind = part.text.slice(colon + 1).trim();
  const { spec, word } = shapeOf(kind, text => fault(text, SHAPES, colon), symbols);
  const random = word === undefined ? undefined : distributionOf(source, word, placeOf(word, colon));
  const property =
    word === undefined || random !== undefined ? undefined : propertyOf(source, word, placeOf(word, colon));
  if (property !== undefined)
    requireShape(spec, property, () => fault(word!, `must be of ${OF[PROPERTIES[property]]}`, colon));
  return part.text
    .slice(0, colon)
    .split(',')
    .map(text => text.trim())
    .map((name, index, names): Declaration => {
      const isTaken = symbols.has(name) && !isFree(name, random !== undefined);
      const isTwice = names.indexOf(name) < index || before.some(one => one.name === name);
      if (!/^[A-Za-z_]\w*$/.test(name) || isTaken || isFunctionName(name) || isTwice)
        throw fault(name, 'must be a new name of letters, digits and _, as it is declared');
      const isDiagonal = property === 'diagonal' && 'rows' in spec;
      return {
        name,
        spec: isDiagonal ? { ...spec, kind: 'diagonal' } : spec,
        property,
        ...(random && { random }),
        place: placeOf(name),
      };
    });
}

/**
 * Given symbols that a file may declare as its own: what belongs to a singular value decomposition, lambda where weights have none, and
 * layers at the start that are random.
 */
function isFree(name: string, isRandom: boolean): boolean {
  return /^(?:lambda|[USV]0?|[UV]perp)$/.test(name) || (isRandom && /^W[12]$/.test(name));
}

const SHAPES = 'must be scalar, or sizes as in No x m, made of sizes and whole numbers, none of them 0';

const OF = { scalar: 'a scalar', matrix: 'a matrix', square: 'a square matrix' } as const;

function shapeOf(
  kind: string,
  refuse: (text: string) => FormulaError,
  symbols: Environment,
): { spec: SymbolSpec; word: string | undefined } {
  const scalar = /^scalar(?:\s+(\S.*))?$/.exec(kind);
  if (scalar !== null) return { spec: { kind: 'scalar', meaning: 'declared' }, word: scalar[1]?.trim() };
  const [, rows, cols, word] = /^(\([^()]+\)|\S+)\s*(?:\sx\s|×)\s*(\([^()]+\)|[^\s(]+)(?:\s+(\S.*))?$/.exec(kind) ?? [];
  if (rows === undefined || cols === undefined) throw refuse(kind || ':');
  const bare = (size: string): string => size.replace(/^\((.*)\)$/, '$1').trim();
  for (const size of [rows, cols]) {
    const names = size.match(/[A-Za-z_]\w*(?:\{[^{}]*\})?/g) ?? [];
    const isMade = /^[\w\s+\-*(){}]+$/.test(size) && names.every(name => symbols.get(name)?.kind === 'size');
    if (!isMade || /^0+$/.test(bare(size))) throw refuse(size);
  }
  return { spec: { kind: 'matrix', rows: bare(rows), cols: bare(cols), meaning: 'declared' }, word: word?.trim() };
}

function propertyOf(source: FormulaSource, word: string, place: Place): Property {
  if (Object.hasOwn(PROPERTIES, word)) return word as Property;
  const known = [...Object.keys(PROPERTIES), ...Object.keys(DISTRIBUTIONS).map(name => `${name}(…)`)];
  const nearest = nearestName(word, known);
  const hint = nearest === undefined ? `known: ${known.join(', ')}` : `did you mean ${nearest}?`;
  throw new FormulaError('UNKNOWN_NAME', source, place, word, `must be a known property (${hint})`, word);
}

function requireShape(spec: SymbolSpec, property: Property, refuse: () => FormulaError): void {
  const wanted = PROPERTIES[property];
  const isMatrix = 'rows' in spec;
  const fits = wanted === 'scalar' ? !isMatrix : isMatrix && (wanted === 'matrix' || spec.rows === spec.cols);
  if (!fits) throw refuse();
}

function distributionOf(source: FormulaSource, word: string, place: Place): Declaration['random'] {
  const [, name, inner] = /^([A-Za-z]+)\s*\((.*)\)$/.exec(word) ?? [];
  if (name === undefined) return undefined;
  if (!Object.hasOwn(DISTRIBUTIONS, name)) {
    const rule = `must be a known distribution (${Object.keys(DISTRIBUTIONS).join(', ')})`;
    throw new FormulaError('UNKNOWN_NAME', source, { ...place, length: name.length }, name, rule, name);
  }
  const distribution = name as DistributionName;
  const parameters = inner!.split(',').map(text => text.trim());
  const wanted = DISTRIBUTIONS[distribution];
  if (parameters.length !== wanted || parameters.includes(''))
    throw new FormulaError('FORMULA', source, place, name, `must have ${wanted} parameter(s)`, parameters.length);
  return { distribution, parameters, place };
}
