import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { undecided } from '../../../src/judge/compare.ts';
import { AT_THE_END } from '../../../src/judge/instant.ts';
import { limitOfFlow } from '../../../src/judge/limit.ts';
import { taskSvd } from '../../../src/judge/taskSvd.ts';
import { trueWeights } from '../../../src/judge/truth.ts';
import { log10 } from '../../../src/numbers/decimal/agreement.ts';
import { decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { convert, multiply, squaredNorm, subtract } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { bottlenecked } from '../../hypotheses/bottlenecked.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { taskBeyondWidth } from '../../hypotheses/taskBeyondWidth.ts';
import { whitened } from '../../hypotheses/whitened.ts';

// rank W2W1 ≤ Nh, so ½‖Σyx − W2W1‖² ≥ ½ Σ_{k>Nh} s̃_k² (Eckart and Young). The bound is positive exactly when the rank of the
// task exceeds Nh: a bottlenecked network learns a task that fits through it to zero loss.

/** A loss that falls below 10^(−2·8) of the squared sizes while the flow settles ends at zero. */
const DIGITS_OF_ZERO = 8;

/** Fails where training ends at zero loss. */
const endsAboveZero: Judge = (given, effort) => {
  const { map, size } = limitOfFlow(given, { ...effort, digits: DIGITS_OF_ZERO });
  const field = decimalField(effort.working + 10);
  const error = subtract(field, convert(field, given.problem.sigmaYX), map.value.map(field.cross));
  const loss = field.mul(field.parse('0.5'), squaredNorm(field, error));
  const zero = field.mul(field.mul(size, size), field.parse(`1e-${2 * Math.floor(map.digits) - 2}`));
  const common = {
    certain: map.digits,
    quantity: 'loss at t → ∞',
    at: AT_THE_END,
    truth: new Matrix(1, 1, [loss]),
    unmeasured: true,
  } as const;
  if (field.compare(loss, zero) > 0) return { outcome: 'held', logResidual: Number.NEGATIVE_INFINITY, ...common };
  return {
    outcome: 'failed',
    logResidual: 0,
    ...common,
    truth: new Matrix(1, 1, [field.zero]),
    reason: 'the statement is that it stays above zero',
  };
};

/** Fails where the loss at the time of the case is below `factor`·½ Σ_{k>first} s̃_k². */
function lossAtLeast(factor: number, firstOffset = 0): Judge {
  return (given, effort) => {
    const { sigmaYX, W1: start } = given.problem;
    const weights = trueWeights(given, effort);
    const { field, S } = taskSvd(sigmaYX, effort.working + 10);
    const [W1, W2] = [weights.W1.map(field.cross), weights.W2.map(field.cross)];
    const loss = field.div(
      squaredNorm(field, subtract(field, convert(field, sigmaYX), multiply(field, W2, W1))),
      field.of(2),
    );
    const tail = S.slice(Math.max(0, start.rows + firstOffset), S.rows, 0, S.cols);
    const bound = field.mul(field.of(factor), field.div(squaredNorm(field, tail), field.of(2)));
    const size = field.add(squaredNorm(field, convert(field, sigmaYX)), loss);
    const margin = field.mul(size, field.parse(`1e-${effort.digits}`));
    if (weights.digits < effort.digits + 2)
      return undecided('loss', `only ${weights.digits.toFixed(1)} digits are certain`);
    const missing = field.sub(bound, loss);
    const holds = field.compare(missing, margin) <= 0;
    return {
      outcome: holds ? 'held' : 'failed',
      logResidual: holds ? Number.NEGATIVE_INFINITY : log10(field.div(missing, size)),
      certain: weights.digits,
      quantity: 'lower bound of the loss against the loss',
      stated: new Matrix(1, 1, [bound]),
      truth: new Matrix(1, 1, [loss]),
    };
  };
}

export const sec4BottleneckNeverZeroLoss: Claim = {
  id: 'domine2025/sec-4:bottleneck-never-zero-loss',
  topic: 'Loss of a bottleneck',
  title: 'Bottlenecked networks never achieve zero loss',
  section: '4',
  place: 'section 4',
  note: 'The task is given by Σyx alone here, so the loss has no irreducible part.',
  grade: 'missing hypothesis',
  readings: [
    {
      name: 'as printed',
      costly: true,
      statement: String.raw`N_h<\min(N_i,N_o)\;\Rightarrow\;\lim_{t\to\infty}\mathcal L(t)>0`,
      hypotheses: [whitened, lambdaBalanced, bottlenecked],
      evidence: 'high-precision',
      cases: caseArbitrary({ kinds: ['bottleneck'], task: 'non-zero', settles: true }),
      judge: endsAboveZero,
    },
    {
      name: 'with an extra hypothesis',
      statement: String.raw`\operatorname{rank}\tilde{\mathbf\Sigma}^{yx}>N_h\;\Rightarrow\;\mathcal L(t)\ge\tfrac12\sum_{k>N_h}\tilde s_k^2>0\quad\text{for all }t\ge0`,
      hypotheses: [whitened, lambdaBalanced, bottlenecked, taskBeyondWidth],
      evidence: 'high-precision',
      cases: caseArbitrary({ kinds: ['bottleneck'], rank: 'full' }),
      judge: lossAtLeast(1),
    },
  ],
  mutants: [
    { name: 'bound doubled', judge: lossAtLeast(2) },
    { name: 'sum from k ≥ Nh', judge: lossAtLeast(1, -1) },
  ],
};
