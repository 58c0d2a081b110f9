import { isOfDescent, isOfTraining } from '../formula/environment.ts';
import { evaluateAll } from '../formula/evaluate.ts';
import { FormulaError } from '../formula/formulaError.ts';
import { definitionsFor, type FormulaFile } from '../formula/formulaFile.ts';
import { ignoresHiddenTurns } from '../formula/hiddenTurns.ts';
import { namesTimeOutside } from '../formula/limitsIn.ts';
import { nodeText } from '../formula/nodeText.ts';
import { type OverTimeNode, statesOverTime } from '../formula/overTime.ts';
import { type Formula, namesIn } from '../formula/parseFormula.ts';
import type { Value } from '../formula/value.ts';
import { type AnyCase, type FlowCase, isFlowCase } from '../judge/case.ts';
import { caseHash } from '../judge/caseJson.ts';
import type { Effort } from '../judge/claim.ts';
import { limitEffort } from '../judge/limit.ts';
import { remember } from '../judge/remember.ts';
import {
  type TrueLayers,
  type TrueWeights,
  trueLayers,
  trueLayersAt,
  trueWeights,
  trueWeightsAt,
} from '../judge/truth.ts';
import { log10Norm } from '../numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { jacobiSystem } from '../numbers/numberSystem.ts';
import type { Rational } from '../numbers/rational.ts';
import { once } from '../once.ts';
import type { AlongFlow } from './alongFlow.ts';
import { bindCase, type Known, type KnownLayers, type KnownWeights } from './bindCase.ts';
import { type Following, weightsAfterTask, weightsInSequence } from './inSequence.ts';
import { partOverTime } from './overTime.ts';
import { type Part, roundedPart } from './part.ts';

/** A formula that stands for that of a file. */
export interface OfOneFormula {
  readonly file: FormulaFile;
  readonly formula: Formula;
}

/** The true weights, where a formula names them or speaks of other times, and what it says of these. */
export function weightsWithin(
  subject: OfOneFormula,
  given: AnyCase,
  effort: Effort,
): KnownWeights | KnownLayers | undefined {
  if (!namesTruth(subject) && !statesOverTime(subject.formula)) return undefined;
  return withOtherTimes(subject, given, effort, weightsNow(subject, given, effort));
}

/** The same at rising times. */
function weightsWithinAt(
  subject: OfOneFormula,
  given: AnyCase,
  times: readonly Rational[],
  effort: Effort,
  weightsOf: (times: readonly Rational[]) => readonly (KnownWeights | KnownLayers)[],
): readonly (KnownWeights | KnownLayers | undefined)[] {
  if (!namesTruth(subject) && !statesOverTime(subject.formula)) return times.map(() => undefined);
  const known = weightsOf(times);
  return times.map((time, k) => withOtherTimes(subject, { ...given, time }, effort, known[k]!));
}

/** The true weights at the time of a case: of training on the last task, where there are several. */
function weightsNow({ file, formula }: OfOneFormula, given: AnyCase, effort: Effort): KnownWeights | KnownLayers {
  if (file.sequence === undefined) return weightsFor(given, effort);
  // What stands within after(…) alone has no need of them.
  if (!movesOutside(formula)) return startOf(given);
  return weightsInSequence(followed(file, formula), given, [given.time], effort)[0]!;
}

/** Through several tasks. */
function followed(file: FormulaFile, formula: Formula): Following {
  const last = formula.definitions.filter(({ name }) => name === undefined).length;
  return { file: { ...file, formula }, isTurned: ignoresHiddenTurns(formula, last) };
}

/** Whether a line that states something holds what moves outside of after(…). */
function movesOutside({ definitions, ...rest }: Formula): boolean {
  const named = definitions.filter(({ name }) => name !== undefined);
  return definitions.some(one => one.name === undefined && namesTimeOutside({ ...rest, definitions: [...named, one] }));
}

function startOf(given: AnyCase): KnownWeights | KnownLayers {
  const layers = isFlowCase(given) ? given.flow.layers : [given.problem.W1, given.problem.W2];
  const inDecimals = layers.map(layer => convert(decimalField(60), layer));
  const digits = 50;
  return isFlowCase(given) ? { layers: inDecimals, digits } : { W1: inDecimals[0]!, W2: inDecimals[1]!, digits };
}

/** Weights with what a formula says of other times. */
export function withOtherTimes<K extends KnownWeights | KnownLayers>(
  subject: OfOneFormula,
  given: AnyCase,
  effort: Effort,
  known: K,
): K {
  return statesOverTime(subject.formula) ? { ...known, overTime: partsOverTime(subject, given, effort) } : known;
}

function namesTruth({ formula }: Pick<OfOneFormula, 'formula'>): boolean {
  return formula.definitions.some(({ node }) => [...namesIn(node)].some(isOfFlow));
}

function isOfFlow(name: string): boolean {
  return isOfTraining(name) && !isOfDescent(name);
}

/** The true weights to nearly as many digits as the arithmetic carries. */
export function weightsFor<G extends AnyCase>(given: G, effort: Effort): G extends FlowCase ? TrueLayers : TrueWeights;
export function weightsFor(given: AnyCase, effort: Effort): TrueWeights | TrueLayers {
  const digits = Math.max(effort.digits, effort.working - 10);
  return isFlowCase(given) ? trueLayers(given, { ...effort, digits }) : trueWeights(given, { ...effort, digits });
}

/** The true weights at rising times, to nearly as many digits as the arithmetic carries. */
function weightsAt(
  { file, formula }: OfOneFormula,
  given: AnyCase,
  times: readonly Rational[],
  effort: Effort,
): readonly (KnownWeights | KnownLayers)[] {
  if (file.sequence !== undefined) return weightsInSequence(followed(file, formula), given, times, effort);
  const digits = Math.max(effort.digits, effort.working - 10);
  const precision = { digits, maxDigits: 4 * effort.working };
  const answers: readonly ((KnownWeights | KnownLayers) & { readonly agreedDigits: number })[] = isFlowCase(given)
    ? trueLayersAt(given.flow, times, precision, effort).map(one => ({ ...one, digits: one.agreedDigits }))
    : trueWeightsAt(given.problem, times, precision, effort).map(one => ({ ...one, digits: one.agreedDigits }));
  return answers.map(one => ({ ...one, digits: Math.min(one.agreedDigits, effort.working) }));
}

/** Weights with no more digits than are certain. */
export function rounded<K extends Exclude<Known, 'at the start'>>(known: K): K {
  const { digits } = known;
  const round = (matrix: Matrix<Decimal>): Matrix<Decimal> => {
    // A flow that never leaves its start, or is 0, is known to all digits.
    if (digits === Number.POSITIVE_INFINITY) return matrix;
    const size = log10Norm(matrix);
    const places = Number.isFinite(size) ? Math.max(0, Math.floor(digits - size)) : 0;
    return matrix.map(entry => entry.toDecimalPlaces(places));
  };
  const { overTime } = known;
  const others = overTime && {
    overTime: (node: OverTimeNode) => {
      const part = overTime(node);
      return { ...part, value: roundedPart(part) };
    },
  };
  return 'layers' in known
    ? { ...known, ...others, layers: known.layers.map(round) }
    : { ...known, ...others, W1: round(known.W1), W2: round(known.W2) };
}

/** Digits beyond those of the comparison that values at other times are taken to. */
const BEYOND = 6;

/** Digits of values at other times: those of the comparison, some more. */
export function digitsOverTime(effort: Effort): number {
  return limitEffort(effort).digits + BEYOND;
}

const remembered = remember<Part>(400);

/** What the expressions over time of a formula come to on a case; each is taken once. */
export function partsOverTime(subject: OfOneFormula, given: AnyCase, effort: Effort): (node: OverTimeNode) => Part {
  const { file, formula } = subject;
  const digits = digitsOverTime(effort);
  const key = once(() => {
    const lines = formula.definitions.map(({ name, node }) => `${name ?? ''}=${nodeText(node)}`);
    return [caseHash(given), digits, ...file.conventions, ...lines].join('\n');
  });
  const refuse = (node: OverTimeNode, rule: string, value: unknown): FormulaError =>
    new FormulaError('SINGULAR', file, node.place, node.name, rule, value);
  return node =>
    remembered(effort, `${nodeText(node)}\n${key()}`, look =>
      partOverTime({ given, digits, refuse, ...alongFlow(subject, given, { ...effort, ...look }) }, node),
    );
}

function alongFlow(
  { file, formula }: OfOneFormula,
  given: AnyCase,
  effort: Effort,
): Pick<AlongFlow, 'valuesAt' | 'valuesAfter' | 'weightsAt'> {
  const digits = digitsOverTime(effort);
  const wanted: Effort = { ...effort, digits: digits + BEYOND, working: digits + 20 };
  // The oracle goes along the flow from its start each time that it is asked: what it has said is kept.
  const answers = new Map<string, KnownWeights | KnownLayers>();
  const weightsOf = (times: readonly Rational[]): (KnownWeights | KnownLayers)[] => {
    const fresh = times.filter(time => !answers.has(time.toString()));
    if (fresh.length > 0)
      for (const [k, weights] of weightsAt({ file, formula }, given, fresh, wanted).entries())
        answers.set(fresh[k]!.toString(), weights);
    return times.map(time => answers.get(time.toString())!);
  };
  return {
    valuesAt: (nodes, times, how) => {
      const names = nodes.flatMap(node => [...namesIn(node)]);
      const lines = nodes.map(node => ({ name: undefined, node, place: node.place }));
      const whole = { ...formula, definitions: [...definitionsFor(formula, names), ...lines] };
      const known = weightsWithinAt({ file, formula: whole }, given, times, wanted, weightsOf);
      const system = jacobiSystem(decimalField(digits + (how === 'rough' ? 12 : 20)));
      return times.map((time, k) => {
        const weights = known[k];
        const bound = bindCase(
          system,
          file,
          { ...given, time },
          how === 'rough' && weights ? rounded(weights) : weights,
        );
        return evaluateAll(whole, system, bound)
          .slice(-nodes.length)
          .map(({ value }) => value);
      });
    },
    valuesAfter: (node, task) => {
      const definitions = [...definitionsFor(formula, namesIn(node)), { name: undefined, node, place: node.place }];
      const weights = weightsAfterTask(followed(file, formula), given, task, wanted);
      const valueWith = (known: KnownWeights | KnownLayers, more: number): Value<Decimal> => {
        const system = jacobiSystem(decimalField(digits + more));
        return evaluateAll({ ...formula, definitions }, system, bindCase(system, file, given, known)).at(-1)!.value;
      };
      return [valueWith(weights, 20), valueWith(rounded({ ...weights, digits: weights.digits - 2 }), 12)];
    },
    weightsAt: times => weightsOf(times).map(entriesOfKnown),
  };
}

function entriesOfKnown(known: KnownWeights | KnownLayers): readonly Decimal[] {
  return 'layers' in known ? known.layers.flatMap(({ data }) => data) : [...known.W1.data, ...known.W2.data];
}
