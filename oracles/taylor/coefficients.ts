import { type Recording, recorded, type TaylorKernel } from './kernel.ts';
import { type MatrixSeries, type StepSeries, setScale } from './stepSeries.ts';
import { type SplitScale, splitScale, type TimeScale } from './timeScale.ts';

/**
 * Coefficient k + 1 of the weights from those up to k. At any depth h: the products W_(1:j) forwards, one error
 * E = scale·(Σyx − W_(1:h)Σxx), and B_j = W_(j+1:h)ᵀE backwards from B_h = E, so that
 * (k+1) W_j,k+1 = (B_j W_(1:j−1)ᵀ − scale·γ W_j)_k for the weights that move: 3(h − 1) products of matrices of series.
 */
export function nextCoefficients<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  k: number,
  scale: TimeScale,
): void {
  nextInScale(kernel, series, k, splitScale(scale, series.layers.length));
}

function nextInScale<S>(kernel: TaylorKernel<S, unknown>, series: StepSeries<S>, k: number, scale: SplitScale): void {
  formProducts(kernel, series, k);
  if (series.sigmaXX !== undefined) weighInputs(kernel, series, series.sigmaXX, k);
  if (series.bracketing === 'error') nextByError(kernel, series, k, scale);
  else nextByGram(kernel, series, k, scale.inner);
}

/** `nextCoefficients` in a scale of time, for k = 0, 1, 2 …, until another scale is set. */
export function coefficientsIn<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  scale: TimeScale,
): Recording {
  const { first, later } = recordedIn(kernel, series, scale);
  if (first === later) return later;
  return (k, last = k) => {
    // Σyx comes into coefficient 0 of the error alone, by a recording of its own.
    if (k === 0) first(k);
    if (last > 0) later(Math.max(1, k), last);
  };
}

/** Coefficient 1 of the weights in a scale of time. */
export function firstCoefficient<S>(kernel: TaylorKernel<S, unknown>, series: StepSeries<S>, scale: TimeScale): void {
  recordedIn(kernel, series, scale).first(0);
}

function recordedIn<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  whole: TimeScale,
): { first: Recording; later: Recording } {
  setScale(series, whole);
  const { inner, outer, isSplit } = series.scale;
  const way = isSplit ? 'split' : 'whole';
  const scale = isSplit ? { inner, outer } : { inner };
  const form = (k: number): void => nextInScale(kernel, series, k, scale);
  const known = series.forming[way];
  if (known !== undefined) return known;
  const later = recorded(kernel, form);
  const first = series.bracketing === 'gram' ? later : recorded(kernel, form, { at: 0 });
  series.forming[way] = { first, later };
  return { first, later };
}

function formProducts<S>(
  kernel: TaylorKernel<S, unknown>,
  { widths, layers, products }: StepSeries<S>,
  k: number,
): void {
  const inputs = widths[0]!;
  for (let j = 1; j < products.length; j++) {
    const [layer, before, target] = [layers[j]!, products[j - 1]!, products[j]!];
    const [rows, inner] = [widths[j + 1]!, widths[j]!];
    for (let o = 0; o < rows; o++) {
      for (let i = 0; i < inputs; i++) {
        for (let a = 0; a < inner; a++) kernel.convolve(layer[o * inner + a]!, before[a * inputs + i]!, k);
        kernel.finish(target[o * inputs + i]!, k, 1);
      }
    }
  }
}

function weighInputs<S>(
  kernel: TaylorKernel<S, unknown>,
  { widths, products, V }: StepSeries<S>,
  sigmaXX: MatrixSeries<S>,
  k: number,
): void {
  const last = products.at(-1);
  if (last === undefined) return;
  const [inputs, rows] = [widths[0]!, widths.at(-2)!];
  for (let a = 0; a < rows; a++) {
    for (let i = 0; i < inputs; i++) {
      for (let l = 0; l < inputs; l++) kernel.accumulate(last[a * inputs + l]!, k, sigmaXX[l * inputs + i]!);
      kernel.finish(V[a * inputs + i]!, k, 1);
    }
  }
}

function nextByError<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  k: number,
  { inner, outer }: SplitScale,
): void {
  formError(kernel, series, k, inner);
  const { widths, layers, products, E, backward } = series;
  const inputs = widths[0]!;
  let B = E;
  for (let j = layers.length - 1; j > 0; j--) {
    // B_j = W_(j+1)ᵀB_(j+1); B_1 is the slope of W_1.
    const [next, target] = [layers[j]!, j > 1 ? backward[j - 2]! : layers[0]!];
    const [rows, cols] = [widths[j + 1]!, widths[j]!];
    for (let a = 0; a < cols; a++) {
      for (let i = 0; i < inputs; i++) {
        const entry = target[a * inputs + i]!;
        if (!series.held?.has(entry)) {
          for (let o = 0; o < rows; o++) kernel.convolve(next[o * cols + a]!, B[o * inputs + i]!, k);
        }
        if (j > 1) kernel.finish(entry, k, 1);
        else finishWeight(kernel, series, entry, k, outer);
      }
    }
    B = target;
  }
  if (layers.length === 1) nextOfOneLayer(kernel, series, k);
  for (let j = 1; j < layers.length; j++) {
    // B_(j+1) W_(1:j)ᵀ is the slope of W_(j+1).
    const [layer, before, slope] = [layers[j]!, products[j - 1]!, j + 1 < layers.length ? backward[j - 1]! : E];
    const [rows, cols] = [widths[j + 1]!, widths[j]!];
    for (let o = 0; o < rows; o++) {
      for (let a = 0; a < cols; a++) {
        const entry = layer[o * cols + a]!;
        if (!series.held?.has(entry)) {
          for (let i = 0; i < inputs; i++) kernel.convolve(slope[o * inputs + i]!, before[a * inputs + i]!, k);
        }
        finishWeight(kernel, series, entry, k, outer);
      }
    }
  }
}

function formError<S>(kernel: TaylorKernel<S, unknown>, series: StepSeries<S>, k: number, scale: TimeScale): void {
  const { widths, layers, V, E, sigmaYX, one } = series;
  const [inputs, inner, outputs] = [widths[0]!, widths.at(-2)!, widths.at(-1)!];
  const last = layers.at(-1)!;
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < inputs; i++) {
      if (k === 0) kernel.accumulate(sigmaYX[o * inputs + i]!, 0, one);
      if (layers.length === 1) subtractOutput(kernel, series, o, i, k);
      else for (let a = 0; a < inner; a++) kernel.convolve(last[o * inner + a]!, V[a * inputs + i]!, k, -1);
      kernel.finish(E[o * inputs + i]!, k, 1, scale);
    }
  }
}

/** Takes entry (o, i) of W_1Σxx, the output of one layer, from the running sum. */
function subtractOutput<S>(
  kernel: TaylorKernel<S, unknown>,
  { widths, layers, sigmaXX, one }: StepSeries<S>,
  o: number,
  i: number,
  k: number,
): void {
  const [inputs, layer] = [widths[0]!, layers[0]!];
  if (sigmaXX === undefined) kernel.accumulate(layer[o * inputs + i]!, k, one, -1);
  else for (let l = 0; l < inputs; l++) kernel.accumulate(layer[o * inputs + l]!, k, sigmaXX[l * inputs + i]!, -1);
}

/** E itself is the slope of a layer alone. */
function nextOfOneLayer<S>(kernel: TaylorKernel<S, unknown>, series: StepSeries<S>, k: number): void {
  series.weights.forEach((entry, index) => {
    if (!series.held?.has(entry)) kernel.accumulate(series.E[index]!, k, series.one);
    finishWeight(kernel, series, entry, k);
  });
}

/** Coefficient k + 1 of a weight, when the force on it is in the running sum, but for `outer`; 0 of a weight that is held. */
function finishWeight<S>(
  kernel: TaylorKernel<S, unknown>,
  { decay, held }: StepSeries<S>,
  entry: S,
  k: number,
  outer?: TimeScale,
): void {
  if (decay !== undefined && !held?.has(entry)) kernel.accumulate(entry, k, decay.scaled, -1);
  kernel.finish(entry, k + 1, k + 1, outer);
}

function nextByGram<S>(kernel: TaylorKernel<S, unknown>, series: StepSeries<S>, k: number, scale: TimeScale): void {
  const { V, G1, G2, scaledYX } = series;
  const [Ni, Nh, No, W1, W2] = twoLayers(series);
  fillGrams(kernel, series, k, scale);
  for (let a = 0; a < Nh; a++) {
    for (let i = 0; i < Ni; i++) {
      for (let o = 0; o < No; o++) kernel.accumulate(W2[o * Nh + a]!, k, scaledYX[o * Ni + i]!);
      for (let b = 0; b < Nh; b++) kernel.convolve(G2[a * Nh + b]!, V[b * Ni + i]!, k, -1);
      kernel.finish(W1[a * Ni + i]!, k + 1, k + 1);
    }
  }
  for (let o = 0; o < No; o++) {
    for (let a = 0; a < Nh; a++) {
      for (let i = 0; i < Ni; i++) kernel.accumulate(W1[a * Ni + i]!, k, scaledYX[o * Ni + i]!);
      for (let b = 0; b < Nh; b++) kernel.convolve(W2[o * Nh + b]!, G1[b * Nh + a]!, k, -1);
      kernel.finish(W2[o * Nh + a]!, k + 1, k + 1);
    }
  }
}

function fillGrams<S>(kernel: TaylorKernel<S, unknown>, series: StepSeries<S>, k: number, scale: TimeScale): void {
  const { V, G1, G2, symmetricInputs } = series;
  const [Ni, Nh, No, W1, W2] = twoLayers(series);
  for (let a = 0; a < Nh; a++) {
    for (let b = a; b < Nh; b++) {
      for (let o = 0; o < No; o++) addProduct(kernel, W2[o * Nh + a]!, W2[o * Nh + b]!, k);
      kernel.finish(G2[a * Nh + b]!, k, 1, scale);
    }
    for (let b = symmetricInputs ? a : 0; b < Nh; b++) {
      for (let i = 0; i < Ni; i++) addProduct(kernel, V[a * Ni + i]!, W1[b * Ni + i]!, k);
      kernel.finish(G1[a * Nh + b]!, k, 1, scale);
    }
  }
}

/** Ni, Nh, No, W1 and W2. */
function twoLayers<S>({ widths, layers }: StepSeries<S>): [number, number, number, MatrixSeries<S>, MatrixSeries<S>] {
  return [widths[0]!, widths[1]!, widths[2]!, layers[0]!, layers[1]!];
}

function addProduct<S>(kernel: TaylorKernel<S, unknown>, a: S, b: S, k: number): void {
  if (a === b) kernel.convolveSelf(a, k);
  else kernel.convolve(a, b, k);
}
