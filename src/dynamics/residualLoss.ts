import type { Eigenbasis } from './eigenbasis.ts';
import { type Folding, foldingOf, foldTails } from './foldTails.ts';
import { type LearnedDirections, learnedDirections, setLearned } from './learnedDirections.ts';
import type { Propagated } from './propagate.ts';
import { type CholeskyFactor, solveTransposed } from './simd/cholesky.ts';
import { gram, transposedProduct, triangularProduct } from './simd/products.ts';
import { addPanel, type Panel, type Workspace, type WorkspacePlan, wholeTiles } from './simd/workspace.ts';
import { setTaskBasisLayers, type TaskBasisLayers } from './taskBasisLayers.ts';

/** Memory of `residualLoss`. */
export interface ResidualMemory {
  readonly learned: LearnedDirections;
  readonly folding: Folding;
  readonly products: Panel;
  readonly q: Panel;
  readonly qtq: Panel;
  /** U⁻¹U⁻ᵀ times the decaying parts m of the modes. */
  readonly finished: Panel;
  readonly decayingGram: Panel;
}

export function residualMemory(plan: WorkspacePlan, basis: Eigenbasis, layers: TaskBasisLayers): ResidualMemory {
  const { Ni, Nh, No } = basis.architecture;
  const modes = basis.modes.length;
  return {
    learned: learnedDirections(basis),
    folding: foldingOf(plan, basis, layers),
    products: addPanel(plan, No, Ni),
    q: addPanel(plan, Nh, Nh),
    qtq: addPanel(plan, Nh, Nh),
    finished: addPanel(plan, Nh, modes),
    decayingGram: addPanel(plan, modes, modes),
  };
}

/**
 * ½‖Σyx − W2W1‖²_F in the task's basis. Between learned directions the product of the growing parts differs from its limit by
 * I − G⁻¹ and the limit from s by s/(e^{2S_λ t} − 1): both are formed without subtracting, so that the loss keeps its relative
 * accuracy when it has fallen far below the rounding of the output. Costs O((Ni+No)·Nh²).
 */
export function residualLoss(
  work: Workspace,
  basis: Eigenbasis,
  state: Propagated,
  layers: TaskBasisLayers,
  memory: ResidualMemory,
): number {
  const { Ni, Nh, No } = basis.architecture;
  const { learned } = memory;
  const count = setLearned(basis, state, learned);
  const isLearned = count === Ni + No;
  const parts = { first: !isLearned, second: !isLearned, decaying: count > 0 };
  setTaskBasisLayers(work, basis, state, layers, parts);
  const [first, second, third] = layers.widths;
  const from = isLearned ? layers.decaying : layers.X1;
  solveTransposed(work, state.factor, from, (isLearned ? 0 : first + second) + (count === 0 ? 0 : third));
  if (count > 0) {
    setInverseExcess(work, state.factor, memory);
    finishDecaying(work, basis, state.factor.size, layers, memory);
    gram(work, layers.decaying, third, Nh, memory.decayingGram);
  }
  const { inputs, outputs, unpaired } = foldTails(work.numbers, basis, learned, layers, memory.folding);
  if (!isLearned) {
    const [rows, cols] = [wholeTiles(outputs.members.length), wholeTiles(inputs.members.length)];
    transposedProduct(work, outputs.panel, rows, inputs.panel, cols, Nh, memory.products);
  }
  let sum = unpaired;
  for (let i = 0; i < outputs.members.length; i++) {
    const k = outputs.members[i]!;
    if (learned.outputs.columns[k]! >= 0)
      sum = addLearned(sum, work.numbers, basis, state, k, i, inputs.members, memory);
    else sum = addOther(sum, work.numbers, basis, k, i, inputs.members, memory);
  }
  return sum / 2;
}

/** q = I − U⁻ᵀ and the upper triangle of qᵀq. With ℓ = Uᵀ − I, q solves Uᵀq = ℓ: small where the excess is small. */
function setInverseExcess(work: Workspace, factor: CholeskyFactor, { q, qtq }: ResidualMemory): void {
  const { size, upper, diagonalExcess } = factor;
  const { numbers } = work;
  for (let i = 0; i < size; i++) {
    const to = q.at + i * q.stride;
    for (let j = 0; j < i; j++) numbers[to + j] = numbers[upper.at + j * upper.stride + i]!;
    numbers[to + i] = numbers[diagonalExcess.at + i]!;
    numbers.fill(0, to + i + 1, to + size);
  }
  solveTransposed(work, factor, q, size, 'triangular');
  gram(work, q, size, size, qtq, 'triangular');
}

/** U⁻¹m = m − qᵀm for the decaying parts, which U⁻ᵀ has been applied to. */
function finishDecaying(
  work: Workspace,
  basis: Eigenbasis,
  size: number,
  { decaying, widths }: TaskBasisLayers,
  { q, finished }: ResidualMemory,
): void {
  triangularProduct(work, q, size, decaying, widths[2], basis.architecture.Nh, finished);
  const { numbers } = work;
  for (let i = 0; i < basis.architecture.Nh; i++) {
    const at = finished.at + i * finished.stride;
    const from = decaying.at + i * decaying.stride;
    for (let k = 0; k < basis.modes.length; k++) numbers[at + k] = numbers[from + k]! - numbers[at + k]!;
  }
}

/** Adds the squared residuals of an output direction that is not learned, or a mixture of such. */
function addOther(
  before: number,
  numbers: Float64Array,
  { modes }: Eigenbasis,
  k: number,
  place: number,
  inputs: Int32Array,
  { products }: ResidualMemory,
): number {
  const row = products.at + place * products.stride;
  const toLearn = k < 0 ? 0 : (modes[k]?.s.hi ?? 0);
  let sum = before;
  for (let j = 0; j < inputs.length; j++) {
    const residual = (inputs[j] === k ? toLearn : 0) - numbers[row + j]!;
    sum += residual * residual;
  }
  return sum;
}

/** Adds the squared residuals of a learned output direction. */
function addLearned(
  before: number,
  numbers: Float64Array,
  { modes }: Eigenbasis,
  { time }: Propagated,
  k: number,
  place: number,
  members: Int32Array,
  { learned: { inputs, outputs }, products, q, qtq, finished, decayingGram }: ResidualMemory,
): number {
  const row = products.at + place * products.stride;
  const ownColumn = outputs.columns[k]!;
  const plus = outputs.plus[k]!;
  const minus = outputs.minus[k]!;
  const isMode = k < modes.length;
  const ownFinished = finished.at + ownColumn * finished.stride;
  let sum = before;
  for (let j = 0; j < members.length; j++) {
    const l = members[j]!;
    const column = l < 0 ? -1 : inputs.columns[l]!;
    let residual: number;
    if (column < 0) residual = numbers[row + j]!;
    else {
      // I − (I + N)⁻¹ = q + qᵀ − qᵀq
      const [low, high] = ownColumn < column ? [ownColumn, column] : [column, ownColumn];
      const ofQ = numbers[q.at + high * q.stride + low]!;
      const deviation = (low === high ? 2 * ofQ : ofQ) - numbers[qtq.at + low * qtq.stride + high]!;
      const inPlus = inputs.plus[l]!;
      residual = plus * inPlus * deviation;
      if (l < modes.length) residual -= plus * inputs.minus[l]! * numbers[ownFinished + l]!;
      if (isMode) {
        residual -= minus * inPlus * numbers[finished.at + column * finished.stride + k]!;
        if (l < modes.length) {
          const [first, last] = k < l ? [k, l] : [l, k];
          residual -= minus * inputs.minus[l]! * numbers[decayingGram.at + first * decayingGram.stride + last]!;
        }
      }
      if (l === k && isMode) {
        const { s, rate } = modes[k]!;
        residual -= s.hi / Math.expm1(2 * rate * time);
      }
    }
    sum += residual * residual;
  }
  return sum;
}
