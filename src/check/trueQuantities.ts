import type { ClaimedQuantity, ClaimedRelation, FormulaFile } from '../formula/formulaFile.ts';
import type { Case } from '../judge/case.ts';
import type { Effort } from '../judge/claim.ts';
import { sized, type True } from '../judge/compareStated.ts';
import { logResidual } from '../judge/residual.ts';
import { correlationBlocks, trueWeights } from '../judge/truth.ts';
import { lossOfMap } from '../network/observables/loss.ts';
import { neuralTangentKernel } from '../network/observables/neuralTangentKernel.ts';
import type { Weights } from '../network/problem.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { convert, identity, multiply } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { samplesOf } from './bindCase.ts';
import { rounded, weightsFor } from './evaluateFile.ts';

/** What a file can claim of the weights at one time. */
export type TrueQuantity = Exclude<ClaimedQuantity, ClaimedRelation>;

/**
 * What the quantity of a file truly is on a case, by the letters of the oracle; QQᵀ block by block. Where a text has its
 * layers the other way round, so are W1W1 and W2W2.
 */
export function trueQuantities(
  claims: TrueQuantity,
  { conventions }: Pick<FormulaFile, 'conventions'>,
  given: Case,
  effort: Effort,
): [True, ...True[]] {
  const isReversed = conventions.includes('layers-reversed');
  switch (claims) {
    case 'qqt':
      return blocks(given, effort);
    case 'output':
      return [block('W2W1', given, effort)];
    case 'W1W1':
      return [block(isReversed ? 'W2W2ᵀ' : 'W1ᵀW1', given, effort)];
    case 'W2W2':
      return [block(isReversed ? 'W1ᵀW1' : 'W2W2ᵀ', given, effort)];
    case 'loss':
      return [conventions.includes('sums') ? inSum(trueLoss(given, effort), given) : trueLoss(given, effort)];
    case 'ntk':
      return [trueKernel(given, effort)];
  }
}

function blocks(given: Case, effort: Effort): [True, ...True[]] {
  return sized(correlationBlocks(trueWeights(given, effort)));
}

function block(name: string, given: Case, effort: Effort): True {
  return blocks(given, effort).find(({ quantity }) => quantity === name)!;
}

/** A small loss is a small difference: its digits show in what the error of the weights makes of it. */
function trueLoss(given: Case, effort: Effort): True {
  const weights = weightsFor(given, effort);
  const [rough, fine] = [lossAt(given, rounded(weights)), lossAt(given, weights)];
  return { quantity: 'loss', truth: { value: fine, digits: Math.min(-logResidual(rough, fine), effort.working) } };
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
function trueKernel(given: Case, effort: Effort): True {
  const { W1, W2, digits } = trueWeights(given, effort);
  const field = decimalField(Math.ceil(digits) + 10);
  const inputs = identity(field, given.problem.W1.cols);
  const value = neuralTangentKernel(field, { W1: W1.map(field.cross), W2: W2.map(field.cross) }, inputs);
  return { quantity: 'NTK', truth: { value, digits: digits - 1.5 } };
}
