import { declarationsIn } from './declarations.ts';
import { requireDerivatives } from './derivatives.ts';
import {
  type Environment,
  extendEnvironment,
  isOfTraining,
  type SymbolSpec,
  standardEnvironment,
  truthSymbols,
} from './environment.ts';
import { FormulaError, type FormulaSource, type Place } from './formulaError.ts';
import {
  fault,
  type Header,
  type HeaderEntry,
  type HeaderWord,
  lineOfRule,
  readHeader,
  unknownWord,
  wordsOf,
} from './header.ts';
import { indexedName } from './indexed.ts';
import { deepEnvironment } from './layerSymbols.ts';
import {
  approachesIn,
  namesTimeOutside,
  orderIn,
  placeOfLimit,
  placeOfLimitInTime,
  requireLimits,
  requireWithin,
  statesLimit,
} from './limitsIn.ts';
import { requireOverTime } from './overTime.ts';
import { type Definition, type Formula, namesIn, parseFormula } from './parseFormula.ts';
import { type Path, pathOf } from './paths.ts';
import { asksWhereItHolds, QUANTIFIERS, type Quantifier } from './quantifiers.ts';
import { outerMoments, requireMoments } from './randomness.ts';
import { type OrderParameter, remaindersIn, withoutRemainder } from './remainder.ts';
import { requireNoFlow, type Steps, stepSymbols, stepsOf } from './steps.ts';
import {
  declaredTasks,
  plainLinesOf,
  requireOfSequence,
  requireSequence,
  sequenceOf,
  symbolsOfSequence,
  type TaskSequence,
} from './taskSequence.ts';
import { type FormulaNode, isEquation, isRelation, isReserved, type RelationNode } from './tree.ts';
import { ofInvariants, UP_TO, type UpTo } from './upTo.ts';

/** What the last line of a formula file can claim to be, with the shape it must have. */
export const CLAIMED_QUANTITIES = {
  qqt: '(Ni + No)×(Ni + No): QQᵀ at time t, Q = [W1ᵀ; W2]',
  output: 'No×Ni: the network function W2W1 at time t',
  W1W1: 'Ni×Ni: W1ᵀW1 at time t',
  W2W2: 'No×No: W2W2ᵀ at time t',
  loss: 'scalar: ½‖Σyx − W2W1‖² at time t, without the part that no linear map learns',
  ntk: 'No·Ni×No·Ni: the tangent kernel I ⊗ W1ᵀW1 + W2W2ᵀ ⊗ I at time t, of the inputs X = I; output o of input p stands at o·Ni + p',
  equation:
    'left == right: two expressions of one shape, W1t, W2t, dW1t, dW2t being the true weights at time t and their rates',
  inequality:
    'left <= right (or >=, <, >): two scalars, or two matrices of one shape compared entry by entry, with the same symbols as an equation',
  loewner:
    'left <= right (or >=, <, >): two symmetric matrices of one shape, whose difference has no negative eigenvalue (< and >: only positive ones), with the same symbols as an equation',
  conserved: 'an expression in the same symbols whose value at time t is that at the start',
  nonincreasing: 'such an expression that never rises along the flow, entry by entry: ddt of it is at most 0',
  nondecreasing: 'such an expression that never falls',
  decreasing: 'such an expression that falls at all times: ddt of it is below 0',
  increasing: 'such an expression that rises at all times',
} as const;

/** How an expression is claimed to go along the flow: what its rate of change is to zero. */
const COURSES = { nonincreasing: '<=', nondecreasing: '>=', decreasing: '<', increasing: '>' } as const;

/** What a last line with one side can claim of its course. */
export type Course = 'conserved' | keyof typeof COURSES;

/** What a last line in which the true weights are known can claim. */
export type ClaimedRelation = 'equation' | 'inequality' | 'loewner' | Course;

/** Whether a file claims the course of an expression, which stands alone as its last line. */
export function claimsCourse(claims: ClaimedQuantity): claims is Course {
  return claims === 'conserved' || Object.hasOwn(COURSES, claims);
}

/** Whether a file claims something of two sides, typed or understood, in which the true weights are known. */
export function claimsRelation(claims: ClaimedQuantity): claims is ClaimedRelation {
  return claims === 'equation' || joinsByOrder(claims) || claimsCourse(claims);
}

/** Whether what a file claims is an order of two sides, and not that they are equal. */
export function claimsOrder(claims: ClaimedQuantity): boolean {
  return joinsByOrder(claims) || Object.hasOwn(COURSES, claims);
}

/** Whether the last line of a file is left <= right, as typed. */
export function joinsByOrder(claims: ClaimedQuantity): claims is 'inequality' | 'loewner' {
  return claims === 'inequality' || claims === 'loewner';
}

/** A ⪯ B is 0 ≤ the least eigenvalue of B − A. */
function byLeastEigenvalue({ op, left, right, place }: RelationNode): RelationNode {
  const isUpward = op === '<=' || op === '<';
  const [lower, upper] = isUpward ? [left, right] : [right, left];
  const difference: FormulaNode = { kind: 'binary', op: '-', left: upper, right: lower, place };
  const least: FormulaNode = { kind: 'call', name: 'mineig', args: [difference], place };
  const zero: FormulaNode = { kind: 'number', text: '0', place };
  return { kind: 'binary', op: op === '<' || op === '>' ? '>' : '>=', left: least, right: zero, place };
}

/** What a file says of its last line. */
type Stating = Pick<FormulaFile, 'claims' | 'upTo'>;

/** The formula with the two sides that the claim on the course of its last line, on the order of two matrices, or up to an orthogonal matrix, means; of other claims as it is. */
export function statedBy({ claims, upTo }: Stating, formula: Formula): Formula {
  const last = formula.definitions.at(-1)!;
  const { node, place } = last;
  const ending = (end: FormulaNode): Formula => ({
    ...formula,
    definitions: [...formula.definitions.slice(0, -1), { name: undefined, node: end, place }],
  });
  if (claims === 'loewner' && isRelation(node)) return ending(byLeastEigenvalue(node));
  if (isRelation(node) && upTo !== undefined) return ending(ofInvariants(upTo, node));
  if (!claimsCourse(claims) || isRelation(node)) return formula;
  const call = (name: 'start' | 'ddt'): FormulaNode => ({ kind: 'call', name, args: [node], place });
  const zero: FormulaNode = { kind: 'number', text: '0', place };
  const relation: FormulaNode =
    claims === 'conserved'
      ? { kind: 'binary', op: '==', left: node, right: call('start'), place }
      : {
          kind: 'binary',
          op: COURSES[claims],
          left: call('ddt'),
          right: { kind: 'binary', op: '*', left: zero, right: node, place },
          place,
        };
  return ending(relation);
}

/** The same as it is shown: an order of matrices has a sign of its own. */
export function shownBy({ claims }: Stating, formula: Formula): Formula {
  return claims === 'loewner' ? formula : statedBy({ claims }, formula);
}

export type ClaimedQuantity = keyof typeof CLAIMED_QUANTITIES;

/** How the letters of a text can differ from ours; a file lists those of its text. */
export const CONVENTIONS = {
  'lambda-reversed': 'the text’s λ is W1W1ᵀ − W2ᵀW2, minus ours',
  'layers-reversed':
    'the text’s W1 is the second layer (No×Nh) and its W2 the first (Nh×Ni), W1W1 and W2W2 accordingly',
  sums: 'the text has sums over its P samples where we have means: its Syx is YXᵀ = P·Σyx, S accordingly, its loss ½‖W2W1X − Y‖², its tau P times ours, the inputs being XXᵀ = P·I (a text with sums and XXᵀ = I needs no convention)',
  'unit-tau': 'the text measures time in units of τ: t stands for t/τ, and tau is no symbol',
} as const;

export type Convention = keyof typeof CONVENTIONS;

export const RELATIONS = ['>=', '<=', '==', '~=', '!=', '>', '<'] as const;

export type Relation = (typeof RELATIONS)[number];

/** A condition in the formula's own symbols: the values of `sides`' last two lines, compared. */
export interface Condition {
  readonly text: string;
  readonly place: Place;
  readonly relation: Relation;
  /** The definitions that the condition needs, then its left and its right side. */
  readonly sides: Formula;
}

/** What a file says of its layers where it speaks of any number of them. */
export interface DeepNetwork {
  /** Fewest and most layers; `any` number is as many as are drawn. */
  readonly least: number;
  readonly most: number;
  readonly isAny: boolean;
  /** The symbol of the decay γ, where there is any. */
  readonly decay?: string;
}

/** Fewest and most layers that a file can ask for, and the most that are drawn of any number. */
const [FEWEST_LAYERS, MOST_LAYERS, MOST_OF_ANY] = [1, 6, 5];

/** A plain text file that states a formula and what it is to be judged as. */
export interface FormulaFile {
  /** What errors call it: its path. */
  readonly name: string;
  readonly title?: string;
  readonly source?: string;
  readonly claims: ClaimedQuantity;
  /** On which of its cases. */
  readonly quantifier: Quantifier;
  /** Up to what its two sides are equal. */
  readonly upTo?: UpTo;
  /** Of gradient descent, after so many steps; absent: of the flow. */
  readonly steps?: Steps;
  /** Of a network that is trained on several tasks, one after the other. */
  readonly sequence?: TaskSequence;
  /** Of layers of any depth; absent: two layers. */
  readonly deep?: DeepNetwork;
  /** Names of hypotheses, as typed: which ones there are is for the judge to know. */
  readonly needs: readonly HeaderWord[];
  readonly where: readonly Condition[];
  /** The definition whose value is the time of the claim. */
  readonly at?: string;
  /** Along which its limits in a parameter go, or its remainder. */
  readonly path?: Path;
  /** In what its remainder O(…) is measured. */
  readonly order?: OrderParameter;
  readonly conventions: readonly Convention[];
  readonly formula: Formula;
  /** The whole text, and that below the header. */
  readonly text: string;
  readonly body: string;
}

/**
 * The text of a formula file: header lines `key: value`, a line `---`, then a formula as `parseFormula` reads it. Lines and
 * columns of all errors count in the file.
 *
 * FormulaErrors: FORMAT for a header that is none (no `---`, no `claims`, a key twice or not known, empty values),
 * UNKNOWN_NAME for quantities, conventions and a time that do not exist, each with the nearest known; FORMULA for what the
 * formula language does not allow, for `claims: equation` without ==, and for conditions and times that depend on t or the
 * true weights.
 */
export function parseFormulaFile(text: string, name: string): FormulaFile {
  const plain = text.replace(/^\uFEFF/, '');
  const source: FormulaSource = { name, text: plain };
  const lines = plain.split(/\r\n|\n|\r/);
  const rule = lineOfRule(source, lines);
  const header = readHeader(source, lines.slice(0, rule));
  const claims = oneOf(source, required(source, header, 'claims', rule), CLAIMED_QUANTITIES, 'quantity');
  const quantifier = quantifierOf(source, header, claims);
  const upTo = upToOf(source, header, claims);
  const conventions = wordsOf(source, header.get('conventions')).map(word =>
    oneOf(source, { value: word.name, place: word.place }, CONVENTIONS, 'convention'),
  );
  const at = header.get('at')?.[0];
  const deep = deepNetwork(source, header);
  const steps = stepsOf(source, header.get('steps')?.[0]);
  if (steps !== undefined) requireOfSteps(source, header, claims);
  if (deep !== undefined) requireOfLayers(source, header, claims);
  const sequence = sequenceOf(source, header);
  if (sequence !== undefined) requireOfSequence(source, header, claimsRelation(claims));
  const plainSymbols =
    deep === undefined
      ? steps === undefined
        ? symbolsOf(conventions, claimsRelation(claims) || at !== undefined, header)
        : symbolsOfSteps()
      : deepEnvironment(deep.decay);
  const below = belowRule(lines, rule + 1);
  const symbols = sequence === undefined ? plainSymbols : symbolsOfSequence(sequence, plainSymbols, below);
  const tasks = sequence && declaredTasks(sequence, symbols, below, header.get('tasks')![0]!.place);
  const taken = new Map([...symbols, ...(tasks ?? []).map(({ name: one, spec }) => [one, spec] as const)]);
  const declarations = [...(tasks ?? []), ...declarationsIn(source, below, taken)];
  const own = new Map([...symbols, ...declarations.map(({ name: one, spec }) => [one, spec] as const)]);
  const parsed = parseFormula(masked(plainLinesOf(lines), rule + 1), { name, symbols: own, file: plain });
  const formula: Formula = declarations.length === 0 ? parsed : { ...parsed, declarations };
  requireSides(source, claims, formula);
  requireLimits(source, formula);
  requireMoments(source, formula);
  requireDerivatives(source, formula);
  requireOverTime(source, formula);
  requireSequence(source, formula, sequence, isOfTraining);
  if (sequence?.time !== undefined) requireTrainingTime(source, formula, sequence.time);
  requireLimitsOfTwo(source, header, formula);
  const order = orderIn(source, formula);
  if (steps !== undefined) requireNoFlow(source, formula);
  if (upTo !== undefined) requirePlainSides(source, formula);
  const path = pathOf(source, wordsOf(source, header.get('fixed')), approachesIn(formula), namesTimeOutside(formula));
  if (path !== undefined) requireWithin(source, formula, path);
  const body = lines.slice(rule + 1).join('\n');
  const [title, origin] = [header.get('title')?.[0]?.value, header.get('source')?.[0]?.value];
  return {
    name,
    ...(title !== undefined && { title }),
    ...(origin !== undefined && { source: origin }),
    claims,
    quantifier,
    ...(upTo && { upTo }),
    ...(steps && { steps }),
    ...(sequence && { sequence }),
    ...(deep && { deep }),
    needs: wordsOf(source, header.get('needs')),
    where: (header.get('where') ?? []).map(entry => condition(source, formula, entry)),
    ...(at !== undefined && { at: timeOf(source, formula, at) }),
    ...(path && { path }),
    ...(order && { order }),
    conventions,
    formula,
    text: plain,
    body,
  };
}

/** The formula with the last line of an equation or inequality as two lines: left side, right side without its remainder. */
export function sidesOf(formula: Formula): Formula {
  const last = formula.definitions.at(-1)!;
  if (!isRelation(last.node)) return formula;
  const { left, right } = last.node;
  return {
    ...formula,
    definitions: [
      ...formula.definitions.slice(0, -1),
      { ...last, name: undefined, node: left },
      { ...last, name: undefined, node: withoutRemainder(right, left) },
    ],
  };
}

/** The definitions of a formula that some names need, in their order. */
export function definitionsFor(formula: Formula, names: Iterable<string>): Definition[] {
  const needed = new Set(names);
  const kept: Definition[] = [];
  for (const definition of [...formula.definitions].reverse()) {
    if (definition.name === undefined || !needed.has(definition.name)) continue;
    kept.unshift(definition);
    for (const name of namesIn(definition.node)) needed.add(name);
  }
  return kept;
}

/** Definitions that lead neither to the last line nor to the time or a condition of a file. */
export function unusedDefinitions({ formula, at, where }: FormulaFile): Definition[] {
  const last = formula.definitions.at(-1)!;
  const conditions = where.flatMap(({ sides }) =>
    sides.definitions.slice(-2).flatMap(({ node }) => [...namesIn(node)]),
  );
  const used = new Set(
    definitionsFor(formula, [...namesIn(last.node), ...conditions, ...(at === undefined ? [] : [at])]),
  );
  return formula.definitions.slice(0, -1).filter(definition => !used.has(definition));
}

function required(source: FormulaSource, header: Header, key: 'claims', rule: number): HeaderEntry {
  const entry = header.get(key)?.[0];
  if (entry !== undefined) return entry;
  const values = Object.keys(CLAIMED_QUANTITIES).join(', ');
  throw fault(source, { line: rule + 1, column: 1, length: 3 }, `must have "${key}: …" above it (${values})`, 'none');
}

function oneOf<K extends string>(
  source: FormulaSource,
  entry: HeaderEntry,
  known: Readonly<Record<K, string>>,
  what: string,
): K {
  if (Object.hasOwn(known, entry.value)) return entry.value as K;
  throw unknownWord(source, { name: entry.value, place: entry.place }, Object.keys(known), what);
}

/** A course is one of all times: a single one does not show it. */
function quantifierOf(source: FormulaSource, header: Header, claims: ClaimedQuantity): Quantifier {
  const entry = header.get('quantifier')?.[0];
  if (entry === undefined) return 'for all';
  const quantifier = oneOf(source, entry, QUANTIFIERS, 'quantifier');
  if (claimsCourse(claims) && asksWhereItHolds(quantifier))
    throw fault(
      source,
      entry.place,
      `must be for all or not for all where the file claims what is ${claims}: a case is one time, which does not show it`,
      quantifier,
    );
  return quantifier;
}

/** Only two sides that are said to be equal can be so up to something. */
function upToOf(source: FormulaSource, header: Header, claims: ClaimedQuantity): UpTo | undefined {
  const entry = header.get('up to')?.[0];
  if (entry === undefined) return undefined;
  if (/\brotation/.test(entry.value)) {
    const rule = 'must be one of orthogonal on the left, on the right, on both sides (a reflection is one of them too)';
    throw fault(source, entry.place, rule, entry.value);
  }
  const upTo = oneOf(source, entry, UP_TO, 'word for what two sides are equal up to');
  if (claims === 'equation') return upTo;
  throw fault(source, entry.place, 'must stand in a file that claims an equation', `claims: ${claims}`);
}

/** An error that is known only by its order, or an expectation, has no nearest twin. */
function requirePlainSides(source: FormulaSource, formula: Formula): void {
  const { node } = formula.definitions.at(-1)!;
  const [odd] = [...remaindersIn(node), ...outerMoments(node)];
  if (odd === undefined) return;
  throw new FormulaError('FORMULA', source, odd.place, odd.name, 'must not stand beside "up to:"', odd.name);
}

const NETWORKS = { 'two-layer': 'W2*W1', deep: 'W{h} … W1' } as const;

function deepNetwork(source: FormulaSource, header: Header): DeepNetwork | undefined {
  const network = header.get('network')?.[0];
  const isDeep = network !== undefined && oneOf(source, network, NETWORKS, 'network') === 'deep';
  const [depth, decay] = [header.get('depth')?.[0], header.get('decay')?.[0]];
  const odd = depth ?? decay;
  if (!isDeep && odd !== undefined)
    throw fault(source, odd.place, 'must stand below "network: deep", as two layers have none of it', odd.value);
  if (!isDeep) return undefined;
  if (decay !== undefined && !/^[A-Za-z_]\w*$/.test(decay.value))
    throw fault(source, decay.place, 'must be the symbol of the decay, gamma', decay.value);
  const taken = decay && (deepEnvironment(undefined).has(decay.value) || isReserved(decay.value));
  if (taken || (decay && indexedName(decay.value) !== undefined))
    throw fault(source, decay.place, 'must be a name of its own, gamma', decay.value);
  return { ...depths(source, depth), ...(decay && { decay: decay.value }) };
}

/** "3", "2..4", "any", which is what is meant where nothing is said. */
function depths(source: FormulaSource, entry: HeaderEntry | undefined): Pick<DeepNetwork, 'least' | 'most' | 'isAny'> {
  if (entry === undefined || entry.value === 'any') return { least: 2, most: MOST_OF_ANY, isAny: true };
  const [, first, last = first] = /^(\d+)(?:\s*(?:\.\.|-|to|…)\s*(\d+))?$/.exec(entry.value) ?? [];
  const [least, most] = [Number(first), Number(last)];
  if (first !== undefined && least >= FEWEST_LAYERS && least <= most && most <= MOST_LAYERS)
    return { least, most, isAny: false };
  const rule = `must be a number of layers from ${FEWEST_LAYERS} to ${MOST_LAYERS}, a range 2..4, or any`;
  throw fault(source, entry.place, rule, entry.value);
}

/** What is known of two layers only. */
function requireOfLayers(source: FormulaSource, header: Header, claims: ClaimedQuantity): void {
  const claimed = header.get('claims')![0]!;
  if (!claimsRelation(claims))
    throw fault(
      source,
      claimed.place,
      'must be of two sides or of a course (equation, inequality, conserved, nonincreasing, …) where the network is deep: W(1:h)t is its output',
      claims,
    );
  for (const key of ['conventions', 'at'] as const) {
    const entry = header.get(key)?.[0];
    if (entry !== undefined) throw fault(source, entry.place, `must not stand where the network is deep`, entry.value);
  }
}

function symbolsOf(conventions: readonly Convention[], withTruth: boolean, header: Header): Environment {
  const all: Record<string, SymbolSpec> = {
    ...Object.fromEntries(standardEnvironment),
    ...(withTruth && truthSymbols),
  };
  if (conventions.includes('unit-tau')) delete all.tau;
  if (/\/\s*scale\b/.test(header.get('fixed')?.[0]?.value ?? '')) all.scale = SCALE;
  if (conventions.includes('sums')) all.P = { kind: 'scalar', meaning: 'number of samples' };
  const specs = Object.entries(all).map(([name, spec]): [string, SymbolSpec] => [
    conventions.includes('layers-reversed') ? otherLayer(name) : name,
    spec,
  ]);
  return extendEnvironment(new Map(), Object.fromEntries(specs));
}

/** Steps have no time. */
function symbolsOfSteps(): Environment {
  const plain = [...standardEnvironment].filter(([name]) => name !== 't' && name !== 'tau');
  return new Map([...plain, ...Object.entries(stepSymbols)]);
}

/** Gradient descent is of two layers, in our letters, and what is said of it has two sides. */
function requireOfSteps(source: FormulaSource, header: Header, claims: ClaimedQuantity): void {
  const claimed = header.get('claims')![0]!;
  if (claims !== 'equation' && !joinsByOrder(claims)) {
    const rule =
      'must be an equation, an inequality or loewner where the file takes steps: W2k*W1k is the map after k of them';
    throw fault(source, claimed.place, rule, claims);
  }
  const network = header.get('network')?.[0];
  if (network?.value === 'deep')
    throw fault(source, network.place, 'must be of two layers beside "steps:"', network.value);
  for (const key of ['conventions', 'at', 'fixed'] as const) {
    const entry = header.get(key)?.[0];
    if (entry !== undefined) throw fault(source, entry.place, 'must not stand beside "steps:"', entry.value);
  }
}

const SCALE: SymbolSpec = { kind: 'scalar', meaning: 'what both layers at the start are multiplied by' };

/** W2 for W1, dW1t for dW2t; other names as they are. */
export function otherLayer(name: string): string {
  return /^d?W[12]t?$/.test(name) ? name.replace(/[12]/, layer => (layer === '1' ? '2' : '1')) : name;
}

/** Limits are compared, of two layers, at the times of the cases and in our letters. */
function requireLimitsOfTwo(source: FormulaSource, header: Header, formula: Formula): void {
  const place = placeOfLimit(formula) ?? (statesLimit(formula) ? formula.definitions.at(-1)!.place : undefined);
  if (place === undefined) return;
  const refuse = (rule: string): FormulaError => new FormulaError('FORMULA', source, place, 'lim', rule, 'lim');
  if (formula.symbols.has('h')) throw refuse('must be of two layers: of more it is not known how long to wait');
  if (header.has('at')) throw refuse('must not stand beside "at:", as the end has no time');
  if (header.has('conventions') && placeOfLimitInTime(formula) === undefined)
    throw refuse('must not stand beside "conventions:": what goes along is in our letters');
  const claims = header.get('claims')![0]!.value;
  if (claims !== 'equation' && claims !== 'inequality')
    throw refuse('must stand in a file that claims an equation or an inequality');
}

/** Two sides where the file claims something of two sides, joined by what it claims, and none elsewhere. */
function requireSides(source: FormulaSource, claims: ClaimedQuantity, formula: Formula): void {
  const { node, place } = formula.definitions.at(-1)!;
  const fault = (at: Place, text: string, rule: string, value: string): FormulaError =>
    new FormulaError('FORMULA', source, at, text, rule, value);
  if (claimsCourse(claims)) {
    const told = (name: string): boolean => name === 't' || isOfTraining(name);
    const above = definitionsFor(formula, namesIn(node)).flatMap(one => [...namesIn(one.node)]);
    if (isRelation(node))
      throw fault(
        node.place,
        node.op,
        `must not stand in a file that claims ${claims}: its last line is what is ${claims}`,
        node.op,
      );
    if (![...namesIn(node), ...above].some(told))
      throw fault(
        place,
        '',
        `must lead to the weights in training, W1t, as the file claims it to be ${claims}`,
        'none',
      );
    return;
  }
  if (!isRelation(node)) {
    if (claims === 'equation') throw fault(place, '', 'must be left == right, as the file claims an equation', 'no ==');
    if (joinsByOrder(claims)) {
      const what = claims === 'inequality' ? 'an inequality' : 'an order of matrices';
      throw fault(place, '', `must be left <= right (or >=, <, >), as the file claims ${what}`, 'no comparison');
    }
    return;
  }
  if (claims !== 'equation' && !joinsByOrder(claims))
    throw fault(node.place, node.op, `must not stand in a file that claims ${claims}`, node.op);
  if (isEquation(node) !== (claims === 'equation')) {
    const other = isEquation(node) ? 'equation' : 'inequality';
    const what = claims === 'loewner' ? 'an order of matrices' : `an ${claims}`;
    throw fault(node.place, node.op, `must not stand in a file that claims ${what} (claims: ${other})`, node.op);
  }
}

function condition(source: FormulaSource, formula: Formula, { value, place }: HeaderEntry): Condition {
  const found = RELATIONS.flatMap(relation => {
    const index = indexOutside(value, relation);
    return index < 0 ? [] : [{ relation, index }];
  })[0];
  if (found === undefined) throw fault(source, place, `must be a comparison with one of ${RELATIONS.join(' ')}`, value);
  const { relation, index } = found;
  const parts = [value.slice(0, index), value.slice(index + relation.length)];
  const starts = [place.column, place.column + index + relation.length];
  const read = (side: 0 | 1, symbols: Environment): Formula => {
    const part = parts[side]!;
    const alone = `${'\n'.repeat(place.line - 1)}${' '.repeat(starts[side]! - 1)}${part}`;
    if (part.trim() === '') throw fault(source, place, `must have an expression on both sides of ${relation}`, value);
    const parsed = parseFormula(alone, { name: source.name, symbols, file: source.text });
    if (isRelation(parsed.definitions[0]!.node))
      throw fault(source, place, 'must be one comparison: a second one stands in a line "where: …" of its own', value);
    return parsed;
  };
  const left = read(0, symbolsWith(formula));
  // An index of the left side, "for j = 1:h-1: d{j} >= d0", is one of the right side too.
  const right = read(1, left.symbols);
  const sides = [left, right].map(side => side.definitions[0]!);
  const definitions = definitionsFor(
    formula,
    sides.flatMap(({ node }) => [...namesIn(node)]),
  );
  for (const definition of [...definitions, ...sides]) requireNoTime(source, definition, place, value);
  const { loops: _, ...rest } = formula;
  const symbols = new Map([...formula.symbols, ...left.symbols, ...right.symbols]);
  for (const { name } of formula.definitions) if (name !== undefined) symbols.delete(name);
  const all = { ...rest, symbols, definitions: [...definitions, ...sides], ...(left.loops && { loops: left.loops }) };
  requireDerivatives(source, all);
  return { text: value, place, relation, sides: all };
}

/** Where a comparison stands outside of brackets, those of first(A <= B); -1 where it does not. */
function indexOutside(text: string, relation: Relation): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth <= 0 && text.startsWith(relation, at)) return at;
  }
  return -1;
}

/** The symbols of a formula and the names it defines, to read a condition in them; their shapes do not matter for that. */
function symbolsWith(formula: Formula): Environment {
  const defined = formula.definitions.flatMap(({ name }) => (name === undefined ? [] : [name]));
  return new Map([
    ...formula.symbols,
    ...defined.map((name): [string, SymbolSpec] => [name, { kind: 'scalar', meaning: '' }]),
  ]);
}

function timeOf(source: FormulaSource, formula: Formula, entry: HeaderEntry): string {
  const names = formula.definitions.flatMap(({ name }) => (name === undefined ? [] : [name]));
  if (!names.includes(entry.value))
    throw unknownWord(source, { name: entry.value, place: entry.place }, names, 'definition');
  for (const definition of definitionsFor(formula, [entry.value]))
    requireNoTime(source, definition, entry.place, entry.value);
  return entry.value;
}

/** How long tasks are trained is a number, a definition or a declared scalar. */
function requireTrainingTime(source: FormulaSource, formula: Formula, entry: HeaderEntry): void {
  const isDeclared = formula.declarations?.some(({ name, spec }) => name === entry.value && spec.kind === 'scalar');
  if (!/^\d/.test(entry.value) && !isDeclared) timeOf(source, formula, entry);
}

function requireNoTime(source: FormulaSource, { node }: Definition, place: Place, value: string): void {
  const odd = [...namesIn(node)].find(name => name === 't' || isOfTraining(name));
  if (odd !== undefined)
    throw new FormulaError('FORMULA', source, place, odd, `must not depend on ${odd}, which the time decides`, value);
}

/** The lines from one on, at their places in the file. */
function belowRule(lines: readonly string[], from: number): string[] {
  return lines.map((line, index) => (index < from ? '' : line));
}

function masked(lines: readonly string[], from: number): string {
  return belowRule(lines, from).join('\n');
}
