import type { OracleAnswer } from '../oracles/gradientFlow.ts';
import type { RestingAnswer } from '../oracles/restingFlow.ts';
import { balance } from '../src/network/balance.ts';
import { blocksOf, qqtOf } from '../src/network/observables/blocks.ts';
import { loss, lossFromData } from '../src/network/observables/loss.ts';
import { neuralTangentKernel } from '../src/network/observables/neuralTangentKernel.ts';
import { output } from '../src/network/observables/output.ts';
import { inputSimilarity, outputSimilarity } from '../src/network/observables/similarity.ts';
import type { Weights } from '../src/network/problem.ts';
import { taskFromCorrelation } from '../src/network/task.ts';
import { log10, log10Norm } from '../src/numbers/decimal/agreement.ts';
import { type Decimal, type DecimalField, decimalField } from '../src/numbers/decimal/decimalField.ts';
import type { Field } from '../src/numbers/field.ts';
import { convert, multiply, power, subtract } from '../src/numbers/linearAlgebra.ts';
import { Matrix } from '../src/numbers/matrix.ts';
import { jacobiSystem } from '../src/numbers/numberSystem.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { type Certain, largestExponent } from './certain.ts';
import type { LineQuantity, ProblemLine } from './problemLine.ts';

/** The parts of each quantity: two similarity matrices for `rsm`, a 1×1 matrix for `loss`. */
export type CertainQuantities = ReadonlyMap<LineQuantity, readonly Certain[]>;

/**
 * The quantities that a line asks for, from the weights of the oracle, with the digits that the error of the weights
 * leaves in each: never more than the numbers are computed with. Where the weights are exact (the start), so is all but the output's similarity.
 * Singular values of W2 below max(No, Nh)·10^(2 − digits) of the largest count as zero in that one.
 */
export function certainQuantities(
  line: ProblemLine,
  given: OracleAnswer | RestingAnswer,
  digits: number,
): CertainQuantities {
  const precision = Math.max(...[...given.W1.data, ...given.W2.data].map(entry => entry.precision()));
  const field = decimalField(Math.max(digits, precision) + 10);
  const answer =
    given.agreedDigits === Number.POSITIVE_INFINITY
      ? given
      : { ...given, agreedDigits: Math.min(given.agreedDigits, field.digits - 5) };
  const exact = answer.agreedDigits === Number.POSITIVE_INFINITY;
  const weights = { W1: answer.W1.map(field.cross), W2: answer.W2.map(field.cross) };
  const parts = (quantity: LineQuantity): readonly Certain[] => {
    const value = exact
      ? convert(field, inField(rationalField, line, line.problem, quantity))
      : inField(field, line, weights, quantity);
    // Relative errors ε of the weights become at most 2√Nh ε in a Gram matrix; the kernel is the sum of two such.
    const gramDigits = answer.agreedDigits - Math.log10(4 * Math.sqrt(weights.W1.rows));
    const counted = { value, exponent: largestExponent(value) };
    switch (quantity) {
      case 'output':
        return [{ ...counted, digits: answer.agreedDigits }];
      case 'loss':
        return [
          {
            ...counted,
            ...(exact ? { digits: answer.agreedDigits } : certainLoss(field, line, weights, value, answer)),
          },
        ];
      case 'balance':
        return [{ ...counted, digits: gramDigits, exponent: exponentOfGrams(field, weights) }];
      case 'rsm':
        return [{ ...counted, digits: gramDigits }, outputPart(field, line, answer, digits)];
      default:
        return [{ ...counted, digits: gramDigits }];
    }
  };
  return new Map(line.quantities.map(quantity => [quantity, parts(quantity)]));
}

/** One quantity in any field; of the similarities, the input's. */
function inField<T>(field: Field<T>, line: ProblemLine, weights: Weights<T>, quantity: LineQuantity): Matrix<T> {
  const X = convert(field, line.X);
  switch (quantity) {
    case 'qqt':
      return qqtOf(blocksOf(field, weights));
    case 'loss': {
      const value = line.hasData
        ? lossFromData(field, X, convert(field, line.Y), weights)
        : loss(field, taskFromCorrelation(field, convert(field, line.problem.sigmaYX)), weights);
      return new Matrix(1, 1, [value]);
    }
    case 'output':
      return output(field, weights);
    case 'rsm':
      return inputSimilarity(field, weights.W1, X);
    case 'ntk':
      return neuralTangentKernel(field, weights, X);
    case 'balance':
      return balance(field, weights);
  }
}

/** The loss ½r² + c changes by rδ + ½δ² when the map moves by δ: little is left where the residual r is small. */
function certainLoss(
  field: DecimalField,
  line: ProblemLine,
  weights: Weights<Decimal>,
  value: Matrix<Decimal>,
  { agreedDigits, ...rest }: OracleAnswer | RestingAnswer,
): Pick<Certain, 'digits' | 'log10Most'> {
  const map = output(field, weights);
  const logResidual = log10Norm(subtract(field, convert(field, line.problem.sigmaYX), map));
  const logStep = log10Norm(map) - agreedDigits;
  const logChange = Math.max(logResidual, logStep) + logStep + Math.log10(2);
  const size = log10Norm(value);
  // At most twice the larger of the two.
  const most = Math.max(size, logChange) + Math.log10(2);
  const isAllToLearn = !line.hasData;
  const log10Most = isAllToLearn && 'log10Loss' in rest ? Math.min(most, rest.log10Loss) : most;
  return { digits: size === Number.NEGATIVE_INFINITY ? Number.NEGATIVE_INFINITY : size - logChange, log10Most };
}

/** HᵀH with H = W2⁺Y, which amplifies an error of W2 by ‖W2‖‖W2⁺‖²‖Y‖/‖H‖. */
function outputPart(field: DecimalField, line: ProblemLine, answer: OracleAnswer, digits: number): Certain {
  const system = jacobiSystem(field);
  const W2 = answer.W2.map(field.cross);
  const Y = convert(field, line.Y);
  const floor = field.mul(field.of(Math.max(W2.rows, W2.cols)), power(field, field.of(10), 2 - digits));
  const value = outputSimilarity(system, W2, Y, floor);
  const { s } = system.svd(W2);
  const kept = s.filter(entry => s[0]!.gt(0) && field.compare(entry, field.mul(floor, s[0]!)) > 0);
  const exponent = largestExponent(value);
  if (kept.length === 0 || log10Norm(Y) === Number.NEGATIVE_INFINITY)
    return { value, digits: Number.POSITIVE_INFINITY, exponent };
  const known = Math.min(answer.agreedDigits, field.digits - 5);
  const logAmplification = log10(s[0]!) - 2 * log10(kept.at(-1)!) + log10Norm(Y) - log10Norm(value) / 2;
  return { value, digits: known - logAmplification - Math.log10(4 * W2.cols), exponent };
}

function exponentOfGrams(field: DecimalField, { W1, W2 }: Weights<Decimal>): number {
  const grams = [multiply(field, W2.transpose(), W2), multiply(field, W1, W1.transpose())];
  return Math.max(...grams.map(largestExponent));
}
