import { evaluateAll } from '../formula/evaluate.ts';
import { FormulaError } from '../formula/formulaError.ts';
import { definitionsFor, type FormulaFile } from '../formula/formulaFile.ts';
import { nameOfTask } from '../formula/taskSequence.ts';
import { toMatrix } from '../formula/value.ts';
import { type AnyCase, isFlowCase } from '../judge/case.ts';
import { caseHash } from '../judge/caseJson.ts';
import type { Effort } from '../judge/claim.ts';
import { normOf } from '../judge/compareStated.ts';
import { SlowApproach } from '../judge/limit.ts';
import { remember } from '../judge/remember.ts';
import { logResidual } from '../judge/residual.ts';
import { fixedDigits, trueCorrelations, trueLayersAt, trueWeightsAt } from '../judge/truth.ts';
import { factorsOf, hasRiccatiFlow } from '../judge/weightsOfCorrelation.ts';
import { architectureOf } from '../network/problem.ts';
import { log10Norm } from '../numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { jacobiSystem } from '../numbers/numberSystem.ts';
import { Rational } from '../numbers/rational.ts';
import { bindCase, type KnownLayers, type KnownWeights } from './bindCase.ts';
import { atTheEnd, type Late } from './endOfTraining.ts';
import { exactly } from './exactly.ts';

// Training on one task begins where that on the task before has ended, and such an end is known to some digits only. What that makes of all that
// follows is seen, not estimated: each task but the first is trained from two starts, the end before to many digits (the fine one) and to fewer than half as many (the
// rough one). While the flows from both stay together but for the digits in which the starts differ, the fine one is right to as many digits more as its start is.
// Beside a saddle they part: what is rounded away grows like e^(gt), and a flow that should have stayed leaves, the rough one in less than half the time of the fine
// one. The times at which an end is waited for double, so one of them finds the flows apart, and the case is left open.

/** Digits of a rough start, and of a fine one, which are more than twice as many; and those to which an end must settle by the rule for ends. */
const [ROUGH, FINE, SETTLED] = [10, 25, 15] as const;

type Layers = readonly Matrix<Decimal>[];
type Sequenced = Pick<FormulaFile, 'name' | 'text' | 'conventions' | 'deep' | 'steps' | 'sequence' | 'formula'>;

/** What is followed through several tasks, and whether it has the same value whichever way the hidden units are turned. */
export interface Following {
  readonly file: Sequenced;
  readonly isTurned: boolean;
}

/** The weights at a time of training, and to how many digits they are known. */
interface Reached {
  readonly layers: Layers;
  readonly digits: number;
}

/** Where training on a task begins: exactly, or at two starts, the fine one of so many digits. */
interface Begun {
  readonly fine: AnyCase;
  readonly rough?: { readonly given: AnyCase; readonly digits: number };
}

/** The weights at rising times of training on the last task. */
export function weightsInSequence(
  { file, isTurned }: Following,
  given: AnyCase,
  times: readonly Rational[],
  effort: Effort,
): (KnownWeights | KnownLayers)[] {
  const last = file.sequence!.count;
  const begun = begin({ file, isTurned }, given, last, effort);
  return reachedAt(begun, times, false, effort).map(reached => ({
    ...known(given, reached),
    task: taskOf(begun.fine),
  }));
}

/** The weights at the end of training on a task. */
export function weightsAfterTask(
  following: Following,
  given: AnyCase,
  index: number,
  effort: Effort,
): KnownWeights | KnownLayers {
  const task = correlationOf(following.file, given, index);
  return { ...known(given, endOf(following, given, index, effort)), task };
}

function known(given: AnyCase, { layers, digits }: Reached): KnownWeights | KnownLayers {
  return isFlowCase(given) ? { layers, digits } : { W1: layers[0]!, W2: layers[1]!, digits };
}

/** Σyx of a task: the case's own, one that is drawn with it, or one that the file defines, to many digits. FormulaErrors of what has no value. */
function correlationOf(file: Sequenced, given: AnyCase, index: number): Matrix<Rational> {
  if (index === 1) return taskOf(given);
  const name = nameOfTask(index);
  const { formula } = file;
  const definitions = definitionsFor(formula, [name]);
  if (definitions.length === 0) {
    const drawn = given.extra[name];
    if (drawn !== undefined) return drawn;
    // Of a wrong version.
    const { count, place } = file.sequence!;
    throw new FormulaError('FORMULA', file, place, 'after', `must be the number of a task, from 1 to ${count}`, index);
  }
  const system = jacobiSystem(decimalField(120));
  const value = evaluateAll({ ...formula, definitions }, system, bindCase(system, file, given)).at(-1)!.value;
  const matrix = toMatrix(system.field, value).map(exactly);
  const { rows, cols, shape } = taskOf(given);
  if (matrix.rows === rows && matrix.cols === cols) return matrix;
  const { place } = definitions.at(-1)!;
  throw new FormulaError('FORMULA', file, place, name, `must be a task of ${shape}`, matrix.shape);
}

function taskOf(given: AnyCase): Matrix<Rational> {
  return isFlowCase(given) ? given.flow.sigmaYX : given.problem.sigmaYX;
}

/** The case from other weights and on another task, at time 0; what else it holds is of the first. */
function stageOf(given: AnyCase, sigmaYX: Matrix<Rational>, layers?: readonly Matrix<Rational>[]): AnyCase {
  const at = { time: Rational.ZERO, extra: {} };
  if (isFlowCase(given)) return { ...at, flow: { ...given.flow, sigmaYX, ...(layers && { layers }) } };
  const { problem, lambda } = given;
  return { ...at, lambda, problem: { ...problem, sigmaYX, ...(layers && { W1: layers[0]!, W2: layers[1]! }) } };
}

/** A second look has all digits twice. */
function digitsOf(effort: Effort): { readonly rough: number; readonly fine: number; readonly settled: number } {
  const [rough, fine, settled] = [ROUGH, FINE, SETTLED].map(digits => fixedDigits(digits, effort)) as [
    number,
    number,
    number,
  ];
  return { rough, fine, settled };
}

function begin(following: Following, given: AnyCase, index: number, effort: Effort): Begun {
  const task = correlationOf(following.file, given, index);
  if (index === 1) return { fine: stageOf(given, task) };
  const { layers, digits } = endOf(following, given, index - 1, effort);
  const { rough, fine } = digitsOf(effort);
  if (digits < 2 * rough) throw parted(digits);
  const start = Math.min(fine, digits);
  const rounded = (places: number): readonly Matrix<Rational>[] => {
    const size = Math.max(...layers.map(log10Norm));
    const below = Math.max(0, Math.ceil(places - (Number.isFinite(size) ? size : 0)));
    return layers.map(layer => layer.map(entry => exactly(entry.toDecimalPlaces(below))));
  };
  return {
    fine: stageOf(given, task, rounded(start)),
    rough: { given: stageOf(given, task, rounded(rough)), digits: start },
  };
}

/** The weights from both starts at rising times, or QQᵀ: those of the fine one, and to how many digits they are known. */
function reachedAt(
  { fine, rough }: Begun,
  times: readonly Rational[],
  isOfCorrelation: boolean,
  effort: Effort,
): Reached[] {
  const wanted = digitsOf(effort);
  const flowAt = isOfCorrelation ? correlationAt : layersAt;
  const reached = flowAt(fine, times, wanted.fine + 6, effort);
  if (rough === undefined) return reached;
  const beside = flowAt(rough.given, times, wanted.rough + 4, effort);
  return reached.map(({ layers, digits }, k) => {
    const agreed = Math.min(...layers.map((layer, j) => -logResidual(beside[k]!.layers[j]!, layer, sizeOf(layers))));
    if (agreed < wanted.rough / 2) throw parted(agreed);
    return { layers, digits: Math.min(digits, rough.digits - Math.max(0, wanted.rough - agreed) - 1) };
  });
}

/** Some digits of a start are lost, or most of them: no more of the arithmetic helps. */
function parted(digits: number): SlowApproach {
  const rule = 'must be known to enough digits to go on from it';
  return new SlowApproach('PRECISION', 'end of a task', rule, `${Math.max(0, Math.floor(digits))} digits`);
}

function sizeOf(layers: Layers): Decimal {
  return layers.map(normOf).reduce((a, b) => a.plus(b));
}

/** QQᵀ by the Riccati flow at rising times. A start that is rounded is balanced but for its last digits, in which it is not known either. */
function correlationAt(given: AnyCase, times: readonly Rational[], digits: number, effort: Effort): Reached[] {
  if (isFlowCase(given)) return layersAt(given, times, digits, effort);
  const precision = { digits, maxDigits: 8 * digits, allowUnbalanced: true };
  return trueCorrelations(given.problem, times, precision, effort).map(({ QQ, agreedDigits }) => ({
    layers: [QQ],
    digits: agreedDigits,
  }));
}

/** The layers of the raw flow at rising times. */
function layersAt(given: AnyCase, times: readonly Rational[], digits: number, effort: Effort): Reached[] {
  const precision = { digits, maxDigits: 8 * digits };
  if (isFlowCase(given))
    return trueLayersAt(given.flow, times, precision, effort).map(({ layers, agreedDigits }) => ({
      layers,
      digits: agreedDigits,
    }));
  return trueWeightsAt(given.problem, times, precision, effort).map(({ W1, W2, agreedDigits }) => ({
    layers: [W1, W2],
    digits: agreedDigits,
  }));
}

const ends = remember<Reached>(200);

/** The weights at the end of training on a task: for the time that the file says, or where they have settled. */
function endOf(following: Following, given: AnyCase, index: number, effort: Effort): Reached {
  const { file } = following;
  const { rough, fine, settled } = digitsOf(effort);
  const tasks = Array.from({ length: index }, (_, k) => correlationOf(file, given, k + 1));
  const time = trainingTime(file, given);
  const key = [
    caseHash({ ...given, time: time ?? Rational.ZERO }),
    time,
    following.isTurned,
    fine,
    ...tasks.map(one => one.data.join()),
  ].join();
  return ends(effort, key, look => {
    const heard = { ...effort, ...look };
    const begun = begin(following, given, index, heard);
    if (time !== undefined) return reachedAt(begun, [time], false, heard)[0]!;
    // Without a time it is one of balanced weights of two layers: those of which it is known how long to wait.
    if (isFlowCase(begun.fine)) throw new SlowApproach('PRECISION', 'end of a task', 'must have a time', 'none');
    const wanted = { ...heard, digits: settled };
    // What is made of QQᵀ alone can be asked of its flow, where there is one.
    const isOfCorrelation = following.isTurned && !isFlowCase(given) && hasRiccatiFlow(given);
    const lateAt = ({ time: when }: AnyCase): Late => {
      const { layers, digits } = reachedAt(begun, [when], isOfCorrelation, heard)[0]!;
      return { values: [], size: sizeOf(layers), certain: digits, weights: layers };
    };
    const { late, left } = atTheEnd(begun.fine, wanted, lateAt, 2 * rough);
    if (!isOfCorrelation) return { layers: late.weights, digits: left };
    const { W1, W2 } = factorsOf(late.weights[0]!, architectureOf(begun.fine.problem), fine + 20, Math.min(left, fine));
    return { layers: [W1, W2], digits: left };
  });
}

/** How long each task is trained; undefined of one that is trained to its end. */
function trainingTime(file: Sequenced, given: AnyCase): Rational | undefined {
  const entry = file.sequence!.time;
  if (entry === undefined) return undefined;
  if (/^\d/.test(entry.value)) return Rational.of(entry.value);
  const refuse = (code: 'FORMULA' | 'SINGULAR', rule: string, value: unknown): FormulaError =>
    new FormulaError(code, file, entry.place, entry.value, rule, value);
  const system = jacobiSystem(decimalField(120));
  const bound = bindCase(system, file, given);
  const definitions = definitionsFor(file.formula, [entry.value]);
  const value =
    definitions.length === 0
      ? bound.get(entry.value)
      : evaluateAll({ ...file.formula, definitions }, system, bound).at(-1)!.value;
  if (value?.kind !== 'scalar') throw refuse('FORMULA', 'must be a number, as it is a time', entry.value);
  if (value.value.isNegative())
    throw refuse('SINGULAR', 'must not be below 0, as it is a time', value.value.toPrecision(6));
  return exactly(value.value);
}
