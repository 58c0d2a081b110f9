import type { ClaimedQuantity, ClaimedRelation, FormulaFile } from '../formula/formulaFile.ts';
import type { Case } from '../judge/case.ts';
import type { Effort } from '../judge/claim.ts';
import { sized, type True } from '../judge/compareStated.ts';
import { logResidual } from '../judge/residual.ts';
import { correlationBlocks, type TrueWeights, trueWeights } from '../judge/truth.ts';
import { lossOfMap } from '../network/observables/loss.ts';
import { neuralTangentKernel } from '../network/observables/neuralTangentKernel.ts';
import type { Weights } from '../network/problem.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { convert, identity, multiply } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { samplesOf } from './bindCase.ts';
import { rounded, weightsFor } from './weightsWithin.ts';

/** What a file can claim of the weights at one time. */
export type TrueQuantity = Exclude<ClaimedQuantity, ClaimedRelation>;

/**
 * What the quantity of a file truly is on a case, by the letters of the oracle; QQᵀ block by block. Where a text has its
 * layers the other way round, so are W1W1 and W2W2.
 */
export function trueQuantities(
  claims: TrueQuantity,
  file: Pick<FormulaFile, 'conventions'>,
  given: Case,
  effort: Effort,
): [True, ...True[]] {
  const weights = claims === 'loss' ? weightsFor(given, effort) : trueWeights(given, effort);
  return quantitiesOf(claims, file, given, { ...weights, working: effort.working });
}

/** The same of weights that are known; no value is told to more than `working` digits. */
export function quantitiesOf(
  claims: TrueQuantity,
  { conventions }: Pick<FormulaFile, 'conventions'>,
  given: Case,
  weights: TrueWeights & Pick<Effort, 'working'>,
): [True, ...True[]] {
  const isReversed = conventions.includes('layers-reversed');
  const blocks = (): [True, ...True[]] => sized(correlationBlocks(weights));
  const block = (name: string): [True] => [blocks().find(({ quantity }) => quantity === name)!];
  switch (claims) {
    case 'qqt':
      return blocks();
    case 'output':
      return block('W2W1');
    case 'W1W1':
      return block(isReversed ? 'W2W2ᵀ' : 'W1ᵀW1');
    case 'W2W2':
      return block(isReversed ? 'W1ᵀW1' : 'W2W2ᵀ');
    case 'loss': {
      const loss = lossOf(given, weights);
      return [conventions.includes('sums') ? inSum(loss, given) : loss];
    }
    case 'ntk':
      return [kernelOf(given, weights)];
  }
}

/** A small loss is a small difference: its digits show in what the error of the weights makes of it. */
function lossOf(given: Case, weights: TrueWeights & Pick<Effort, 'working'>): True {
  const [rough, fine] = [lossAt(given, rounded(weights)), lossAt(given, weights)];
  return { quantity: 'loss', truth: { value: fine, digits: Math.min(-logResidual(rough, fine), weights.working) } };
}

/** The sum over the samples, of their mean. */
function inSum({ quantity, truth }: True, given: Case): True {
  const samples = samplesOf(given).toNumber();
  return { quantity, truth: { ...truth, value: truth.value.map(mean => mean.times(samples)) } };
}

function lossAt({ problem: { sigmaYX } }: Case, { W1, W2 }: Weights<Decimal>): Matrix<Decimal> {
  const field = decimalField(Math.max(...[...W1.data, ...W2.data].map(entry => entry.precision())) + 20);
  const task = { sigmaYX: convert(field, sigmaYX), irreducibleLoss: field.zero };
  return new Matrix(1, 1, [lossOfMap(field, task, multiply(field, W2.map(field.cross), W1.map(field.cross)))]);
}

/** Of the inputs X = I: the sum of two Gram matrices, each with the digits of its factor up to √rank. */
function kernelOf(given: Case, { W1, W2, digits }: TrueWeights): True {
  const field = decimalField(Math.ceil(digits) + 10);
  const inputs = identity(field, given.problem.W1.cols);
  const value = neuralTangentKernel(field, { W1: W1.map(field.cross), W2: W2.map(field.cross) }, inputs);
  return { quantity: 'NTK', truth: { value, digits: digits - 1.5 } };
}
