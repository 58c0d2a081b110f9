import { DloError } from '../src/errors.ts';
import type { Flow } from '../src/network/flow.ts';
import { mapOfLayers } from '../src/network/observables/flowLoss.ts';
import { log10Norm } from '../src/numbers/decimal/agreement.ts';
import { decimalField } from '../src/numbers/decimal/decimalField.ts';
import { float64Field } from '../src/numbers/float64Field.ts';
import { convert, identity, multiply, subtract } from '../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { type DeepOracleAnswer, deepGradientFlow, type GradientFlowOptions } from './deepGradientFlow.ts';
import { leastEigenvalue, logSum } from './restingFlow.ts';
import { mapBend, mapSlope } from './taylor/flowSize.ts';
import { OutOfSteps } from './taylor/integrate.ts';
import { norm, root } from './taylor/normalized.ts';

/** The layers of a flow that has come to rest, and log10 of what ½‖Σyx − W_h ⋯ W_1‖²_F is at most. */
export interface DeepRestingAnswer extends DeepOracleAnswer {
  readonly log10Loss: number;
}

/** Digits to work with, as a multiple of those asked for: a flow about to rest loses few. */
const MOST_WORKING = 3;

/** Times tried, each twice the one before, and then the time asked for. */
const MOST_TIMES = 8;

/** Relative rounding of singular values in float64, with much room. */
const ROUNDING = 1e-12;

/**
 * The flow of h layers at a time too late to be integrated to, where it has learned its task long before: the layers of an
 * earlier time T, with the digits that are left when they may still move. White inputs, no decay and no held weights;
 * undefined for others, and where no T is found from which the following shows that little is left to move.
 *
 * With J the derivative of the map W_h ⋯ W_1, E = Σyx − W_h ⋯ W_1 has τ E' = −JJᵀE, and the least eigenvalue of JJᵀ is at least
 * μ = Σ_j λmin(W_(j+1:h)W_(j+1:h)ᵀ) λmin(W_(1:j−1)ᵀW_(1:j−1)). With A the norm of all weights at T, J differs by at most
 * cρ, c = h(h − 1)h^(−h/2)(2A)^(h−2), at a distance ρ ≤ A (the second derivative of a product: Maclaurin and Banach, as in
 * errorBound.ts), and ‖J‖ is at most √h(2A/√h)^(h−1) there. Where cρ ≤ (1 − √½)√μ for ρ = 2‖J‖‖E‖/μ, the least
 * eigenvalue stays at m = (√μ − cρ)² ≥ μ/2, ‖E‖ falls like e^(−mt/τ), and the weights move by ρ at most from T on.
 */
export function deepRestingFlow(
  flow: Flow,
  time: Rational,
  { digits = 50, ...options }: GradientFlowOptions = {},
): DeepRestingAnswer | undefined {
  const { layers, sigmaYX, sigmaXX, decay, mask, tau } = flow;
  const size = norm(sigmaYX);
  const isPlain = sigmaXX === undefined && !decay?.sign() && mask === undefined;
  // The rate of a mode of that strength when it is learned: it would have all digits in twice that time.
  const rate = layers.length * root(size, layers.length) ** (2 * layers.length - 2);
  if (!(isPlain && rate > 0 && Number.isFinite(rate))) return undefined;
  let earlier = tau.mul(Rational.of(Math.ceil(4 * (digits + 10)))).div(Rational.of(rate));
  const asked = Math.min(500, digits + 10);
  for (let tried = 0; tried <= MOST_TIMES && earlier.compare(time) < 0; tried++) {
    // Small layers may escape later than any multiple of the rate tells: then the integration towards the time itself, whose steps are
    // long until they do, gives out only where the task is learned.
    const wanted = tried < MOST_TIMES ? earlier : time;
    const answer = reachedTowards(flow, wanted, { ...options, digits: asked, maxDigits: MOST_WORKING * asked });
    if (answer === undefined) return undefined;
    const rest = fromThere(flow, answer, time.sub(answer.time).div(tau).toNumber());
    if (rest !== undefined && rest.agreedDigits >= Math.min(digits, asked - 10)) return { ...rest, time };
    if (answer.time.compare(wanted) < 0) return undefined;
    earlier = earlier.mul(Rational.of(2));
  }
  return undefined;
}

/** The answer at the time or, where the steps allowed do not lead there, at the end of them. */
function reachedTowards(flow: Flow, time: Rational, options: GradientFlowOptions): DeepOracleAnswer | undefined {
  try {
    return deepGradientFlow(flow, [time], options)[0];
  } catch (error) {
    if (error instanceof OutOfSteps && error.reached.sign() > 0) {
      const before = error.reached.mul(flow.tau);
      return before.compare(time) < 0 ? reachedTowards(flow, before, options) : undefined;
    }
    if (error instanceof DloError && error.code === 'PRECISION') return undefined;
    throw error;
  }
}

function fromThere({ sigmaYX }: Flow, answer: DeepOracleAnswer, wait: number): DeepRestingAnswer | undefined {
  const depth = answer.layers.length;
  const precision = Math.max(...answer.layers.flatMap(layer => layer.data.map(entry => entry.precision())));
  const field = decimalField(Math.max(20, precision) + 5);
  const layers = answer.layers.map(layer => layer.map(field.cross));
  const output = mapOfLayers(field, layers);
  const logSizes = layers.map(log10Norm);
  const A = Math.hypot(...logSizes.map(log => 10 ** log));
  const logSlope = Math.log10(mapSlope(depth, 2 * A));
  // The computed E is off by what the layers are.
  const logError = logSlope + Math.log10(A) - Math.min(answer.agreedDigits, field.digits - 3);
  const logE = logSum(log10Norm(subtract(field, convert(field, sigmaYX), output)), logError);
  const mu =
    leastOfKernel(layers.map(layer => layer.map(entry => entry.toNumber()))) - ROUNDING * mapSlope(depth, A) ** 2;
  if (!(mu > 0 && A > 0 && Number.isFinite(A))) return undefined;
  const logRho = Math.log10(2 / mu) + logSlope + logE;
  const rho = 10 ** logRho;
  const turn = mapBend(depth, 2 * A) * rho;
  if (!(rho <= A && turn <= (1 - Math.SQRT1_2) * Math.sqrt(mu))) return undefined;
  const moved = Math.min(...logSizes, log10Norm(output) - logSlope) - logRho;
  const least = (Math.sqrt(mu) - turn) ** 2;
  return {
    ...answer,
    agreedDigits: Math.min(answer.agreedDigits, moved) - Math.log10(2),
    log10Loss: 2 * (logE - least * wait * Math.LOG10E * (1 - 1e-9)) - Math.log10(2),
  };
}

/** Σ_j λmin(W_(j+1:h)W_(j+1:h)ᵀ) λmin(W_(1:j−1)ᵀW_(1:j−1)). */
function leastOfKernel(layers: readonly Matrix<number>[]): number {
  const ups = [identity(float64Field, layers[0]!.cols)];
  for (const layer of layers.slice(0, -1)) ups.push(multiply(float64Field, layer, ups.at(-1)!));
  const downs = [identity(float64Field, layers.at(-1)!.rows)];
  for (const layer of layers.slice(1).reverse()) downs.unshift(multiply(float64Field, downs[0]!, layer));
  return ups.reduce((sum, up, j) => sum + leastEigenvalue(up) * leastEigenvalue(downs[j]!.transpose()), 0);
}
