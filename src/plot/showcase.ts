import fc from 'fast-check';
import { gradientDescent } from '../dynamics/gradientDescent.ts';
import { type AnyCase, type Case, type FlowCase, isFlowCase } from '../judge/case.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import type { Claim } from '../judge/claim.ts';
import { AT_THE_END } from '../judge/instant.ts';
import { meets } from '../judge/meets.ts';
import { rateOf, regimeOn } from '../judge/regime.ts';
import type { ClaimRecord } from '../judge/runRecord.ts';
import { architectureKind, architectureName } from '../network/architecture.ts';
import { widthsName } from '../network/flow.ts';
import { loss } from '../network/observables/loss.ts';
import { architectureOf, type Problem, problemIn, type Weights } from '../network/problem.ts';
import type { Truth } from '../network/truth.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { float64Svd } from '../numbers/float64Svd.ts';
import { frobeniusNorm, multiply, squaredNorm } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { hasFullRank } from '../numbers/rank.ts';
import type { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';

/** The seed of plots, whatever the seed of the run: a claim keeps its picture. */
export const SHOWCASE_SEED = 1;
const CANDIDATES = 100;

/**
 * The case whose trajectory is drawn where there is no counterexample to draw: the claim's own, else one from the
 * generator of its last reading that meets the hypotheses, has a task of full rank and starts in motion. Of those that learn
 * the first that shows most, by PREFERENCES.
 */
export function showcaseOf(
  { showcase, readings }: Pick<Claim, 'showcase' | 'readings'>,
  truth: Truth,
): Case | undefined {
  if (showcase !== undefined) return showcase;
  const { cases, hypotheses } = readings.at(-1)!;
  const merit = (given: Case): number => PREFERENCES.filter(prefers => prefers(given)).length;
  const ranked = fc
    .sample(cases, { seed: SHOWCASE_SEED, numRuns: CANDIDATES })
    .filter((given): given is Case => !isFlowCase(given) && hasFullRank(given.problem.sigmaYX))
    .map(given => ({ given, merit: merit(given) }))
    .sort((a, b) => b.merit - a.merit);
  let first: Case | undefined;
  // Hypotheses cost more than merits: they are asked of a case when its turn has come.
  for (const { given } of ranked) {
    if (!moves(truth, given) || !meets({ hypotheses }, given)) continue;
    if (learns(given)) return given;
    first ??= given;
  }
  return first;
}

/**
 * Whether a rough simulation comes near the least loss a network of this width can reach: a start that ends at a saddle,
 * or takes for ever, shows nothing. Only a choice of what to draw.
 */
function learns({ problem, lambda }: Case): boolean {
  const start = problemIn(float64Field, problem);
  const bound = float64Svd(start.sigmaYX).s.slice(problem.W1.rows);
  const least = bound.reduce((sum, s) => sum + (s * s) / 2, 0);
  const above = (weights: Weights<number>): number =>
    loss(float64Field, { sigmaYX: start.sigmaYX, irreducibleLoss: -least }, weights);
  const largest = frobeniusNorm(float64Field, start.W1) ** 2 + frobeniusNorm(float64Field, start.W2) ** 2;
  const rate = rateOf(problem, lambda).toNumber();
  const learningRate = 1 / (4 * (rate + largest));
  const steps = Math.ceil(ENOUGH / (rate * learningRate));
  if (steps > 5000) return false;
  const [end] = gradientDescent(start, { learningRate, steps: [steps] });
  return above(end!) < 0.1 * above(start);
}

/** Of the fastest time τ/rate. */
const ENOUGH = 12;

const PREFERENCES: readonly ((given: Case) => boolean)[] = [
  ({ problem: { sigmaYX } }) => norm2(sigmaYX) >= 1 / 10 && norm2(sigmaYX) <= 100,
  // A large λ is stiff: all happens at once, and descent needs tiny steps.
  ({ lambda }) => Math.abs(lambda.toNumber()) <= 4,
  ({ problem: { sigmaYX, W1, W2 } }) => hasFullRank(sigmaYX) && hasFullRank(multiply(rationalField, W2, W1)),
  ({ problem: { sigmaYX } }) => Math.min(sigmaYX.rows, sigmaYX.cols) > 1,
  ({ problem: { sigmaYX } }) => sigmaYX.rows !== sigmaYX.cols,
  ({ problem, lambda }) => regimeOn('size of λ', problem, lambda) === 'moderate',
  // A start far above the task hides all that follows, one far below stands still for long.
  ({ problem }) => startToTask(problem) <= 1,
  ({ problem }) => startToTask(problem) >= 1 / 100,
  given => matricesOf(given).length <= LONGEST,
];

const startToTask = ({ W1, W2, sigmaYX }: Problem): number => norm2(multiply(rationalField, W2, W1)) / norm2(sigmaYX);

const norm2 = (matrix: Matrix<Rational>): number => squaredNorm(rationalField, matrix).toNumber();

function moves(truth: Truth, { problem }: Case): boolean {
  const force = truth.force(problem);
  return squaredNorm(rationalField, force.W1).add(squaredNorm(rationalField, force.W2)).sign() !== 0;
}

/**
 * The counterexample of a record as a case, at its time or, where the numbers belong to none of the flow (t → ∞, a time that the
 * statement names), at 0: a trajectory starts there anyway. Undefined where no λ is shown: the weights have none.
 */
export function counterexampleCase({ counterexample }: Pick<ClaimRecord, 'counterexample'>): Case | undefined {
  if (counterexample === undefined) return undefined;
  const { W1, W2, sigmaYX, sigmaXX, ...extra } = Object.fromEntries(
    counterexample.given.map(({ name, rows }) => [name, rows]),
  );
  const { lambda, tau, t } = Object.fromEntries(counterexample.scalars.map(({ name, value }) => [name, value]));
  if (lambda === undefined || lambda.startsWith('none')) return undefined;
  const time = t === undefined || t === AT_THE_END.value ? '0' : t;
  return caseFromJson({ W1, W2, sigmaYX, ...(sigmaXX && { sigmaXX }), extra, lambda, tau, time });
}

/** A case that is drawn. */
export interface Drawn<Given extends AnyCase = AnyCase> {
  readonly given: Given;
  readonly shows?: 'counterexample' | 'witness';
  /** Where the weights have no balance. */
  readonly withoutLambda?: true;
}

/** A case in words: "2-3-1 funnel network, λ = 3/4, τ = 1, W1 = [1 0; 0 1], …"; matrices where they are small. */
export function captionOf({ given, shows, withoutLambda }: Drawn): string {
  const matrices = isFlowCase(given) ? matricesOfLayers(given) : matricesOf(given);
  const network = (isFlowCase(given) ? layersInWords(given) : twoLayersInWords(given, withoutLambda)).replaceAll(
    '-',
    '‑',
  );
  const shown = matrices.length <= LONGEST ? `: ${matrices}` : '';
  return `${shows === undefined ? 'A' : `The ${shows}, a`} ${network.replaceAll('= ‑', '= −')}${shown}.`;
}

function twoLayersInWords({ problem, lambda }: Case, withoutLambda = false): string {
  const widths = architectureOf(problem);
  const kind = architectureKind(widths).replace('-', ' ');
  return `${architectureName(widths)} network (${kind}),${withoutLambda ? '' : ` λ = ${lambda},`} τ = ${problem.tau}`;
}

function layersInWords({ flow: { layers, tau, decay } }: FlowCase): string {
  return `${widthsName(layers)} flow, τ = ${tau}${decay === undefined ? '' : `, γ = ${decay}`}`;
}

const LONGEST = 150;

function matricesOf({ problem: { sigmaYX, W1, W2 } }: Case): string {
  return `Σyx = ${octave(sigmaYX)}, W1(0) = ${octave(W1)}, W2(0) = ${octave(W2)}`;
}

function matricesOfLayers({ flow: { layers, sigmaYX, sigmaXX } }: FlowCase): string {
  const inputs = sigmaXX === undefined ? '' : `Σxx = ${octave(sigmaXX)}, `;
  return `Σyx = ${octave(sigmaYX)}, ${inputs}${layers.map((layer, j) => `W${j + 1}(0) = ${octave(layer)}`).join(', ')}`;
}

function octave(matrix: Matrix<Rational>): string {
  const rows = matrix.map(entry => entry.toString().replace('-', '−')).toRows();
  return matrix.data.length === 1 ? rows[0]![0]! : `[${rows.map(row => row.join(' ')).join('; ')}]`;
}
