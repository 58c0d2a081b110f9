import type { Flow } from '../network/flow.ts';
import { blocksOf, type NamedBlocks, namedBlocks, qqtOf } from '../network/observables/blocks.ts';
import type { Problem, Weights } from '../network/problem.ts';
import type { TrueCorrelationAt, TrueLayersAt, TrueWeightsAt, TruthPrecision, TruthRoute } from '../network/truth.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import type { Case, FlowCase } from './case.ts';
import { caseHash } from './caseJson.ts';
import type { Answer, Effort } from './claim.ts';
import type { Look } from './look.ts';
import { remember } from './remember.ts';

/** The true weights at the time of a case, and the digits that are certain. */
export interface TrueWeights extends Weights<Decimal> {
  readonly digits: number;
}

const remembered = remember<TrueWeights>(400);

/** From the raw gradient flow. Claims that share a case pay once: the latest answers are kept. */
export function trueWeights(given: Case, { digits, working, ...look }: Effort): TrueWeights {
  const key = `${caseHash({ ...given, extra: {} })} ${digits} ${working}`;
  return remembered(look, key, heard => {
    // A few digits beyond those asked for: residuals of products lose some.
    const precision = { digits: Math.min(digits + 6, working), maxDigits: 4 * working };
    const [answer] = trueWeightsAt(given.problem, [given.time], precision, heard);
    const { W1, W2, agreedDigits } = answer!;
    return { W1, W2, digits: Math.min(agreedDigits, working) };
  });
}

/** The true layers at the time of a case of any depth, and the digits that are certain of the worst of them and their product. */
export interface TrueLayers {
  readonly layers: readonly Matrix<Decimal>[];
  readonly digits: number;
}

const rememberedLayers = remember<TrueLayers>(100);

/** From the raw gradient flow, as `trueWeights`. */
export function trueLayers(given: FlowCase, { digits, working, ...look }: Effort): TrueLayers {
  const key = `${caseHash({ ...given, extra: {} })} ${digits} ${working}`;
  return rememberedLayers(look, key, heard => {
    const precision = { digits: Math.min(digits + 6, working), maxDigits: 4 * working };
    const [answer] = trueLayersAt(given.flow, [given.time], precision, heard);
    const { layers, agreedDigits } = answer!;
    return { layers, digits: Math.min(agreedDigits, working) };
  });
}

/** The layers of the raw gradient flow at rising times. */
export function trueLayersAt(
  flow: Flow,
  times: readonly Rational[],
  precision: TruthPrecision,
  { truth, again, onAsked }: Look,
): TrueLayersAt[] {
  const { arithmetic } = truth;
  const answers = truth.layers(flow, times, {
    ...precision,
    ...(again && arithmetic === 'decimal' && { maxSteps: affordableLayers(flow) }),
  });
  const { time, layers } = answers.at(-1)!;
  const answer = { flow, time, of: 'layers', value: layers } as const;
  onAsked?.({ oracle: 'gradient flow', arithmetic, digits: leastDigits(answers), routes: routesOf(answers), answer });
  return answers;
}

/** The weights of the raw gradient flow at rising times. */
export function trueWeightsAt(
  problem: Problem,
  times: readonly Rational[],
  precision: TruthPrecision,
  { truth, again, onAsked }: Look,
): TrueWeightsAt[] {
  const { arithmetic } = truth;
  const answers = truth.weights(problem, times, {
    ...precision,
    ...(again && arithmetic === 'decimal' && { maxSteps: affordableAgain(problem) }),
  });
  const { time, W1, W2 } = answers.at(-1)!;
  const answer = { problem, time, of: 'weights', value: [W1, W2] } as const;
  onAsked?.({ oracle: 'gradient flow', arithmetic, digits: leastDigits(answers), routes: routesOf(answers), answer });
  return answers;
}

function routesOf(answers: readonly { readonly route: TruthRoute }[]): TruthRoute[] {
  return [...new Set(answers.map(({ route }) => route))];
}

function leastDigits(answers: readonly { readonly agreedDigits: number }[]): number {
  return Math.min(...answers.map(({ agreedDigits }) => agreedDigits));
}

/** Steps that decimal.js is given for a second look: about a second's work at 60 digits, whatever the sizes. */
function affordableAgain({ W1, W2 }: Problem): number {
  return Math.max(8, Math.floor(400 / (W1.rows * W1.cols * W2.rows)));
}

function affordableLayers({ layers }: Flow): number {
  const products = layers.reduce((sum, layer) => sum + layers[0]!.cols * layer.data.length, 0);
  return Math.max(8, Math.floor(800 / products));
}

/** Digits that a check takes however many its effort asks for: twice as many at a second look. */
export function fixedDigits(digits: number, { again }: Look): number {
  return again ? 2 * digits : digits;
}

/** QQᵀ at rising times from the Riccati flow, an oracle that rests on theorems (derivedOracles.ts). */
export function trueCorrelations(
  problem: Problem,
  times: readonly Rational[],
  precision: TruthPrecision & { readonly allowUnbalanced?: boolean },
  { truth, onAsked }: Look,
): TrueCorrelationAt[] {
  const answers = truth.correlations(problem, times, precision);
  const { time, QQ } = answers.at(-1)!;
  const answer = { problem, time, of: 'correlation', value: [QQ] } as const;
  onAsked?.({
    oracle: 'Riccati flow',
    arithmetic: truth.arithmetic,
    digits: leastDigits(answers),
    routes: routesOf(answers),
    answer,
  });
  return answers;
}

/** QQᵀ at one time. */
export function trueCorrelation(
  problem: Problem,
  time: Rational,
  precision: TruthPrecision,
  look: Look,
): TrueCorrelationAt {
  return trueCorrelations(problem, [time], precision, look)[0]!;
}

/** The blocks of QQᵀ, each with the digits that remain certain after the product. */
export function correlationBlocks({
  W1,
  W2,
  digits,
}: TrueWeights): { readonly quantity: keyof NamedBlocks<unknown>; readonly truth: Answer }[] {
  const field = decimalField(Math.min(Math.ceil(digits), 2000) + 10);
  const blocks = namedBlocks(qqtOf(blocksOf(field, { W1: W1.map(field.cross), W2: W2.map(field.cross) })), W1.cols);
  // A Gram matrix keeps the digits of its factor up to √rank (‖AAᵀ‖ ≥ ‖A‖²/√rank); the product's are the oracle's own.
  return (['W1ᵀW1', 'W2W1', 'W2W2ᵀ', 'W1ᵀW2ᵀ'] as const).map(quantity => ({
    quantity,
    truth: { value: blocks[quantity], digits: digits - 1 },
  }));
}
