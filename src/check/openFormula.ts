import { fitFor } from '../formula/fitFor.ts';
import { FormulaError } from '../formula/formulaError.ts';
import {
  type ClaimedQuantity,
  claimsRelation,
  type FormulaFile,
  parseFormulaFile,
  shownBy,
  sidesOf,
} from '../formula/formulaFile.ts';
import { type HeaderWord, unknownWord } from '../formula/header.ts';
import { instancesOf, isTemplate, networkText, type Sizes, sizesOf, sizesOfLayers } from '../formula/instances.ts';
import { requireWithinLimits } from '../formula/limits.ts';
import { limitsIn, namesTimeOutside, placeOfLimitInTime, statesLimit } from '../formula/limitsIn.ts';
import { nodeText } from '../formula/nodeText.ts';
import { statesOverTime } from '../formula/overTime.ts';
import type { Formula } from '../formula/parseFormula.ts';
import { asksWhereItHolds, isShownByWitness } from '../formula/quantifiers.ts';
import { statesMoments } from '../formula/randomness.ts';
import type { OrderParameter } from '../formula/remainder.ts';
import { toTeX } from '../formula/toTeX.ts';
import { children, type FormulaNode, isRelation } from '../formula/tree.ts';
import { finiteGroup, isOfSquares } from '../formula/upTo.ts';
import { type AnyCase, type Case, isFlowCase } from '../judge/case.ts';
import type { Judge, Reading } from '../judge/claim.ts';
import type { Hypothesis } from '../judge/hypothesis.ts';
import type { NamedHypothesis, Narrowing, Vocabulary, Words } from '../judge/vocabulary.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { hasFullRank } from '../numbers/rank.ts';
import type { Rational } from '../numbers/rational.ts';
import { MOST_MOVED } from '../numbers/signedPermutation.ts';
import { conditionHolds } from './conditionHolds.ts';
import { isPossible } from './drawDeclared.ts';
import { inItsLetters } from './inItsLetters.ts';
import { MEMBERS } from './judgeAlong.ts';
import { fractionsOf, judgeExactly } from './judgeExactly.ts';
import { judgeFormula } from './judgeFormula.ts';
import { hasPath } from './membersOf.ts';
import { type Misfit, misfitsOf } from './misfitsOf.ts';
import { narrowingOf } from './narrowingOf.ts';
import { sizesOfCase } from './sizesOfCase.ts';

/** A formula file that can be judged. */
export interface OpenFormula {
  /** In which it was read. */
  readonly vocabulary: Vocabulary;
  readonly file: FormulaFile;
  /** What can be asked for of its kind of network, and the cases that are drawn for it. */
  readonly words: Words;
  readonly needs: readonly NamedHypothesis[];
  /** What its header tells the generator: its hypotheses, and its conditions on sizes or λ alone. */
  readonly narrowings: readonly Narrowing[];
  /** The networks that are drawn and that these leave; of layers of any depth some of very many. */
  readonly networks: readonly Sizes[];
  readonly reading: Reading;
  /** Places where sizes do not fit for networks that the file speaks of: there the formula has no value. */
  readonly misfits: readonly Misfit[];
  /** Its sizes fit for none of them: it is refuted before a case is drawn. */
  readonly neverFits: boolean;
}

/**
 * Reads a formula file and gives it the cases and the judge that its header asks for. FormulaErrors besides those of
 * `parseFormulaFile`: hypotheses that are not known, hypotheses or conditions that leave no network, lambda without a
 * hypothesis of balance, a layer or an entry that some network does not have, a last line that for no network has the shape of what is claimed, and
 * LIMIT for what goes beyond the limits of the language.
 */
export function openFormula(text: string, name: string, vocabulary: Vocabulary): OpenFormula {
  const opened = readingOfFormula(text, name, vocabulary);
  const { file, networks } = opened;
  for (const sizes of networks)
    for (const formula of [file.formula, ...file.where.map(({ sides }) => sides)]) requireWithinLimits(formula, sizes);
  const { places, neverFit } = misfitsOf(file, networks);
  if (file.claims === 'loewner' && !neverFit)
    requireSquare(file, networks, 'must join symmetric matrices (claims: inequality compares entry by entry)');
  if (file.upTo !== undefined && isOfSquares(file.upTo) && !neverFit)
    requireSquare(file, networks, `must join square matrices, as they are equal up to ${file.upTo}`);
  if (file.upTo !== undefined) requireFewMoved(file, networks);
  if (neverFit && file.quantifier !== 'for all') throw saysNothing(file);
  return { ...opened, misfits: places, neverFits: neverFit };
}

/** The same without a look at sizes: of a statement of a paper, those that never fit are for the judge to find. */
export function readingOfFormula(
  text: string,
  name: string,
  vocabulary: Vocabulary,
): Omit<OpenFormula, 'misfits' | 'neverFits'> {
  const file = parseFormulaFile(text, name);
  const { words, all } = wordsFor(file, vocabulary);
  const { hypotheses: known, casesFor } = words;
  const needs = file.needs.map(word => {
    if (Object.hasOwn(known, word.name)) return known[word.name]!;
    throw unknownHypothesis(file, word, known, vocabulary);
  });
  if (file.deep === undefined) requireBalanceForLambda(file, needs);
  requireBalanceForLimits(file, needs);
  if (casesFor(needs) === undefined) {
    const last = file.needs.at(-1)!;
    throw new FormulaError('FORMULA', file, last.place, last.name, 'must leave a network to judge', wordsOf(file));
  }
  const narrowings: Narrowing[] = [...needs, ...file.where.map(condition => narrowingOf(file, condition))];
  // At extreme sizes an end is beyond the oracle.
  if (file.at !== undefined || file.steps !== undefined || takesLong(file)) narrowings.push({ ownTime: true });
  if (placeOfLimitInTime(file.formula) !== undefined || isTrainedToTheEnd(file)) narrowings.push({ settles: true });
  if (file.path?.parameter === 'lambda') narrowings.push(...signsAsked(file));
  const cases = casesFor(narrowings);
  if (cases === undefined) throw noNetworkLeft(file, narrowings, words);
  const hypotheses: Hypothesis<AnyCase>[] = [
    ...needs.map(({ hypothesis }) => hypothesis),
    ...file.where.map(condition => ({
      name: `where ${condition.text}`,
      meaning: 'a condition of the file',
      holds: (given: AnyCase) => conditionHolds(file, condition, given),
    })),
    ...whereStated(file),
    ...whereThereIsAPath(file),
    ...whereTimeHasPassed(file),
    ...whereDeclared(file),
    ...whereTasksAreFull(file),
  ];
  return {
    vocabulary,
    file,
    words,
    needs,
    narrowings,
    networks: all.flatMap(({ sizes, suits }) => (narrowings.every(suits) ? [sizes] : [])),
    reading: {
      name: 'as printed',
      statement: statementTeX(file),
      formula: file.body,
      hypotheses,
      evidence: evidenceOf(file, needs),
      ...(takesLong(file) && { costly: true as const }),
      ...(declaresLambda(file.formula) && { asksForLambda: true as const }),
      ...(file.order && { follows: followed(file.order) }),
      cases: inItsLetters(file, cases),
      judge: judgeOf(file, needs),
    },
  };
}

/** The flow is followed to its end, along a path, or through many times. */
function takesLong({ formula, sequence }: FormulaFile): boolean {
  return statesLimit(formula) || statesOverTime(formula) || sequence !== undefined;
}

function isTrainedToTheEnd({ sequence }: FormulaFile): boolean {
  return sequence !== undefined && sequence.time === undefined;
}

/** A λ of the file’s own is no balance of the weights. */
function declaresLambda({ declarations = [] }: Formula): boolean {
  return declarations.some(({ name }) => name === 'lambda');
}

/** What a file states, set by `set`: for TeX in the language's own letters, or in a paper's. Needs math mode. */
export function statementTeX(file: FormulaFile, set: typeof toTeX = toTeX): string {
  const lines = set(shownBy(file, file.formula), LEFT_SIDES[file.claims], file.claims === 'loewner');
  return `${quantifierTeX(file)}${lines}${upToTeX(file)}`;
}

function evidenceOf(file: FormulaFile, needs: readonly NamedHypothesis[]): Reading['evidence'] {
  if (isShownByWitness(file.quantifier)) return 'witness';
  if (statesMoments(file.formula)) return 'exact';
  if (file.path !== undefined || file.order !== undefined) return 'trend';
  return fractionsOf(file, needs, file.formula) === undefined ? 'high-precision' : 'exact';
}

/** Judges a formula, the file's own unless another is to be judged in its place, in fractions where they decide it. */
export function judgeOf(
  file: FormulaFile,
  needs: readonly NamedHypothesis[],
  formula: Formula = file.formula,
): Judge<AnyCase> {
  const judge = judgeFormula(file, formula);
  return judgeExactly(file, needs, formula, judge) ?? judge;
}

/** A network in numbers, and whether a narrowing leaves it. */
interface Suited {
  readonly sizes: Sizes;
  readonly suits: (one: Narrowing) => boolean;
}

function wordsFor({ deep }: FormulaFile, vocabulary: Vocabulary): { readonly words: Words; readonly all: Suited[] } {
  if (deep === undefined) {
    const all = vocabulary.networks.map(widths => ({
      sizes: sizesOf(widths),
      suits: ({ suits }: Narrowing) => suits?.(widths) ?? true,
    }));
    return { words: vocabulary, all };
  }
  const words = vocabulary.layers({ ...deep, hasDecay: deep.decay !== undefined });
  const all = words.networks.map(widths => ({
    sizes: sizesOfLayers(widths),
    suits: ({ suitsLayers }: Narrowing) => suitsLayers?.(widths) ?? true,
  }));
  return { words, all };
}

/** Of two layers only, or not known at all. */
function unknownHypothesis(
  file: FormulaFile,
  word: HeaderWord,
  known: Words['hypotheses'],
  vocabulary: Vocabulary,
): FormulaError {
  if (file.deep !== undefined && Object.hasOwn(vocabulary.hypotheses, word.name)) {
    const rule = `must be a hypothesis on layers of any depth (${Object.keys(known).join(', ')})`;
    return new FormulaError('UNKNOWN_NAME', file, word.place, word.name, rule, word.name);
  }
  return unknownWord(file, word, Object.keys(known), 'hypothesis (see dlo check --hypotheses)');
}

/** Where a loop has no value nothing is stated: such a case is left out. */
function whereStated({ formula }: FormulaFile): Hypothesis<AnyCase>[] {
  const { loops = [] } = formula;
  if (loops.length === 0) return [];
  const text = loops.map(({ name, from, to }) => `${name} = ${from}:${to}`).join(', ');
  const holds = (given: AnyCase): boolean => instancesOf(formula, sizesOfCase(given)).length > 0;
  return [{ name: `for ${text}`, meaning: 'there is such an index', holds }];
}

/** A network for which there is no such matrix is left out. */
function whereDeclared({ formula: { declarations = [], symbols } }: FormulaFile): Hypothesis<AnyCase>[] {
  return declarations
    .filter(({ property }) => property === 'orthonormal' || property === 'white')
    .map(one => ({
      name: `${one.name} ${one.property}`,
      meaning: one.property === 'white' ? 'no more rows than columns, 1, 4 or 9 of them' : 'no more columns than rows',
      holds: (given: AnyCase) => isPossible(one, symbols, given),
    }));
}

/** Tasks that are drawn are of full rank, and so are those of the first: of others the end is waited for in vain. */
function whereTasksAreFull({ formula: { declarations = [] } }: FormulaFile): Hypothesis<AnyCase>[] {
  const tasks = declarations.filter(({ property }) => property === 'task').map(({ name }) => name);
  if (tasks.length === 0) return [];
  const isFull = (task: Matrix<Rational> | undefined): boolean => task === undefined || hasFullRank(task);
  return [
    {
      name: `${tasks.join(', ')} of full rank`,
      meaning: 'later tasks are drawn with singular values from 1/2 to 3',
      holds: ({ extra }) => tasks.every(name => isFull(extra[name])),
    },
  ];
}

/** A case without a path, λ = 0 for instance, is left out. */
function whereThereIsAPath({ path }: FormulaFile): Hypothesis<AnyCase>[] {
  if (path === undefined || path.parameter === 'scale') return [];
  const { parameter } = path;
  const holds = (given: AnyCase): boolean => !isFlowCase(given) && hasPath(path, given);
  return [{ name: `${parameter} ~= 0`, meaning: 'there is a path along it', holds }];
}

/** At the start nothing has moved: what holds there alone is no witness of what is said of training. */
function whereTimeHasPassed({ quantifier, at, claims, formula, steps }: FormulaFile): Hypothesis<AnyCase>[] {
  if (!asksWhereItHolds(quantifier) || at !== undefined || steps !== undefined) return [];
  if (claimsRelation(claims) && !namesTimeOutside(formula)) return [];
  return [
    {
      name: 't > 0',
      meaning: 'some time has passed',
      holds: (given: AnyCase) => given.time.sign() > 0,
    },
  ];
}

function quantifierTeX({ quantifier }: FormulaFile): string {
  return quantifier === 'for all' ? '' : String.raw`\text{${quantifier}:}\quad `;
}

function upToTeX({ upTo }: FormulaFile): string {
  return upTo === undefined ? '' : String.raw`\quad\text{(up to: ${upTo})}`;
}

/** An order of matrices is one of symmetric ones: here that they are square for every network; that they are symmetric their values show. */
function requireSquare(file: FormulaFile, networks: readonly Sizes[], rule: string): void {
  const { node } = file.formula.definitions.at(-1)!;
  const { definitions } = sidesOf(file.formula);
  for (const sizes of networks) {
    for (const side of definitions.slice(-2)) {
      const { result } = fitFor({ ...file.formula, definitions: [...definitions.slice(0, -2), side] }, sizes);
      if (result === undefined || result.kind === 'scalar' || result.rows === result.cols) continue;
      const value = `${result.rows}×${result.cols} where ${networkText(sizes)}`;
      throw new FormulaError('FORMULA', file, node.place, isRelation(node) ? node.op : '', rule, value);
    }
  }
}

/** All orders of rows, or of modes, are gone through: there must not be too many. */
function requireFewMoved(file: FormulaFile, networks: readonly Sizes[]): void {
  const group = finiteGroup(file.upTo);
  if (group === undefined || !group.hasOrder) return;
  const most = MOST_MOVED[group.of === 'same' ? 'same' : 'rows'];
  const { node } = file.formula.definitions.at(-1)!;
  for (const sizes of networks) {
    const { result } = fitFor(sidesOf(file.formula), sizes);
    if (result === undefined) continue;
    const moving = group.of === 'columns' ? result.cols : result.rows;
    if (moving === undefined || moving <= most) continue;
    const rule = `must join matrices of at most ${most} ${group.of === 'columns' ? 'columns' : 'rows'} that go in any order`;
    throw new FormulaError('LIMIT', file, node.place, '==', rule, `${moving} where ${networkText(sizes)}`);
  }
}

/** A statement without a value for any network is not false: there is nothing to deny. */
function saysNothing(file: FormulaFile): FormulaError {
  const { place } = file.formula.definitions.at(-1)!.node;
  const rule = `must fit for some network, where the file says "${file.quantifier}": without a value it neither holds nor fails`;
  return new FormulaError('FORMULA', file, place, 'sizes', rule, 'sizes that never fit');
}

/** λ keeps its sign along its path: where it goes to +∞ only positive ones are drawn. */
function signsAsked({ formula }: FormulaFile): Narrowing[] {
  const ends = limitsIn(formula.definitions.at(-1)!.node).map(({ args }) => args.map(nodeText));
  const goes = (to: string): boolean => ends.some(([going, end]) => going === 'lambda' && end === to);
  return [
    ...(goes('Inf') ? [{ lambda: 'positive' as const }] : []),
    ...(goes('-Inf') ? [{ lambda: 'negative' as const }] : []),
  ];
}

function followed(parameter: OrderParameter): NonNullable<Reading['follows']> {
  const law = `remainder ~ c·x^−p, x = ${parameter} where that grows, 1/${parameter} where it falls`;
  return {
    law,
    members: `${MEMBERS.least} to ${MEMBERS.most} values of ${parameter}, each twice or half the one before`,
  };
}

/** The reading of a file that states one formula of two layers; undefined of one with indices, or about layers of any depth. */
export function plainReading({ file, reading }: OpenFormula): Reading<Case> | undefined {
  if (file.deep !== undefined || isTemplate(file.formula)) return undefined;
  // Such a file draws cases of two layers.
  return reading as Reading<Case>;
}

/** At the first condition that, with what stands before it, leaves no network. */
function noNetworkLeft(file: FormulaFile, narrowings: readonly Narrowing[], { casesFor }: Words): FormulaError {
  const all = file.where.map((_condition, index) => file.needs.length + index + 1);
  const index = all.findIndex(count => casesFor(narrowings.slice(0, count)) === undefined);
  const { text, place } = file.where[index] ?? { text: file.needs.at(-1)!.name, place: file.needs.at(-1)!.place };
  const rule = `must leave a network to judge (widths up to 3 are drawn)`;
  return new FormulaError('FORMULA', file, place, text, rule, text);
}

/** The reading of a file that asks for one hypothesis more; undefined where that leaves no network. */
export function readingUnder(
  { words, file, narrowings, reading }: OpenFormula,
  more: NamedHypothesis,
): Reading | undefined {
  const cases = words.casesFor([...narrowings, more]);
  if (cases === undefined) return undefined;
  return { ...reading, hypotheses: [...reading.hypotheses, more.hypothesis], cases: inItsLetters(file, cases) };
}

function wordsOf({ needs }: FormulaFile): string {
  return needs.map(({ name }) => name).join(', ');
}

/** λ is a property of balanced weights: a formula in it says nothing of others. */
function requireBalanceForLambda(file: FormulaFile, needs: readonly NamedHypothesis[]): void {
  const own = file.formula.declarations?.find(({ name }) => name === 'lambda');
  const isBalanced = needs.some(({ balanced }) => balanced);
  if (own !== undefined && isBalanced)
    throw new FormulaError(
      'FORMULA',
      file,
      own.place,
      'lambda',
      'must not be declared where the weights have a balance, which it is',
      wordsOf(file),
    );
  if (own !== undefined || isBalanced) return;
  const inConditions = file.where.flatMap(({ sides }) => sides.definitions);
  for (const { node } of [...inConditions, ...file.formula.definitions]) {
    const place = placeOfLambda(node);
    if (place !== undefined)
      throw new FormulaError(
        'FORMULA',
        file,
        place,
        'lambda',
        'must have lambda-balanced among "needs"',
        wordsOf(file),
      );
  }
}

/** How long to wait beside a saddle is read off F, which balanced weights have. */
function requireBalanceForLimits(file: FormulaFile, needs: readonly NamedHypothesis[]): void {
  const rule = 'must have lambda-balanced or zero-balanced among "needs": of others it is not known how long to wait';
  if (isTrainedToTheEnd(file) && !needs.some(({ balanced }) => balanced)) {
    const isDeep = file.deep !== undefined;
    const more = isDeep ? 'must have "trained for: T": of layers of any depth it is not known how long to wait' : rule;
    throw new FormulaError('FORMULA', file, file.sequence!.place, 'tasks', more, wordsOf(file) || 'none');
  }
  const place = placeOfLimitInTime(file.formula);
  if (place === undefined || needs.some(({ balanced }) => balanced)) return;
  throw new FormulaError('FORMULA', file, place, 'lim', rule, wordsOf(file));
}

function placeOfLambda(node: FormulaNode): FormulaNode['place'] | undefined {
  if (node.kind === 'name' && node.name === 'lambda') return node.place;
  for (const part of children(node)) {
    const place = placeOfLambda(part);
    if (place !== undefined) return place;
  }
  return undefined;
}

const LEFT_SIDES: Readonly<Record<ClaimedQuantity, string>> = {
  qqt: String.raw`\mathbf Q\mathbf Q^\top(t)`,
  output: String.raw`\mathbf W_2\mathbf W_1(t)`,
  W1W1: String.raw`\mathbf W_1^\top\mathbf W_1(t)`,
  W2W2: String.raw`\mathbf W_2\mathbf W_2^\top(t)`,
  loss: String.raw`\mathcal L(t)`,
  ntk: String.raw`\mathrm{NTK}(t)`,
  equation: '',
  inequality: '',
  loewner: '',
  conserved: '',
  nonincreasing: '',
  nondecreasing: '',
  decreasing: '',
  increasing: '',
};
