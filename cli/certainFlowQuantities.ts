import type { DeepOracleAnswer } from '../oracles/deepGradientFlow.ts';
import type { DeepRestingAnswer } from '../oracles/deepRestingFlow.ts';
import { mapOfLayers } from '../src/network/observables/flowLoss.ts';
import { log10Norm } from '../src/numbers/decimal/agreement.ts';
import { type Decimal, type DecimalField, decimalField } from '../src/numbers/decimal/decimalField.ts';
import { convert, multiply, subtract } from '../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { type Certain, largestExponent } from './certain.ts';
import type { FlowLine, FlowLineQuantity } from './flowLine.ts';
import { flowQuantity } from './flowQuantity.ts';

/**
 * The quantities that a line of any depth asks for, from the oracle's layers, with the digits that the error of the layers
 * leaves in each: never more than the numbers are computed with. Exact layers leave exact quantities.
 */
export function certainFlowQuantities(
  line: FlowLine,
  answer: DeepOracleAnswer | DeepRestingAnswer,
  digits: number,
): ReadonlyMap<FlowLineQuantity, readonly Certain[]> {
  const isExact = answer.agreedDigits === Number.POSITIVE_INFINITY;
  const precision = Math.max(...answer.layers.flatMap(layer => layer.data.map(entry => entry.precision())));
  const field = decimalField(Math.max(digits, precision) + 10);
  const layers = answer.layers.map(layer => layer.map(field.cross));
  const agreed = isExact ? Number.POSITIVE_INFINITY : Math.min(answer.agreedDigits, field.digits - 5);
  // Of data the bound is one of what can be learned only.
  const atRest = 'log10Loss' in answer && line.Y === undefined ? answer.log10Loss : Number.POSITIVE_INFINITY;
  const parts = (quantity: FlowLineQuantity): readonly Certain[] => {
    const values = isExact
      ? flowQuantity(rationalField, line, line.flow.layers, quantity).map(value => convert(field, value))
      : flowQuantity(field, line, layers, quantity);
    return values.map((value, index) => {
      const counted = { value, exponent: largestExponent(value), digits: agreed };
      if (isExact) return counted;
      if (quantity === 'loss') return { ...counted, ...certainLoss(field, line, layers, value, agreed, atRest) };
      if (quantity === 'ntk') return { ...counted, digits: kernelDigits(field, line, layers, value, agreed) };
      if (quantity !== 'balance') return counted;
      // Relative errors ε of the layers become at most 2√d ε in a Gram matrix; two such cancel.
      const [below, above] = [layers[index]!, layers[index + 1]!];
      const grams = [multiply(field, above.transpose(), above), multiply(field, below, below.transpose())];
      return {
        ...counted,
        digits: agreed - Math.log10(4 * Math.sqrt(below.rows)),
        exponent: Math.max(...grams.map(largestExponent)),
      };
    });
  };
  return new Map(line.quantities.map(quantity => [quantity, parts(quantity)]));
}

/**
 * The loss of the map W changes by at most ‖Σyx − WΣxx‖δ + ½‖Σxx‖δ² when W moves by δ: little is left where the residual is small.
 */
function certainLoss(
  field: DecimalField,
  { flow, Y }: FlowLine,
  layers: readonly Matrix<Decimal>[],
  value: Matrix<Decimal>,
  agreed: number,
  atRest: number,
): Pick<Certain, 'digits' | 'log10Most'> {
  const map = mapOfLayers(field, layers);
  const inputs = flow.sigmaXX && convert(field, flow.sigmaXX);
  const learned = inputs === undefined ? map : multiply(field, map, inputs);
  const logInputs = inputs === undefined ? 0 : log10Norm(inputs);
  const logStep = log10Norm(map) - agreed;
  const logResidual = log10Norm(subtract(field, convert(field, flow.sigmaYX), learned));
  const logChange = Math.max(logResidual, logInputs + logStep) + logStep + Math.log10(2);
  const size = log10Norm(value);
  const isSigned = inputs !== undefined && Y === undefined;
  if (size === Number.NEGATIVE_INFINITY && logStep === Number.NEGATIVE_INFINITY)
    return { digits: Number.POSITIVE_INFINITY };
  const digits = size === Number.NEGATIVE_INFINITY ? size : size - logChange;
  // Of one that may have either sign a bound would say little.
  return isSigned ? { digits } : { digits, log10Most: Math.min(atRest, Math.max(size, logChange) + Math.log10(2)) };
}

/** Each of the h terms has 2(h − 1) factors with a relative error ε each, of their norms rather than of the term: some cancel. */
function kernelDigits(
  field: DecimalField,
  { X }: FlowLine,
  layers: readonly Matrix<Decimal>[],
  value: Matrix<Decimal>,
  agreed: number,
): number {
  if (layers.length === 1) return Number.POSITIVE_INFINITY;
  const sizes = layers.map(log10Norm);
  const terms = sizes.map((_, j) => 2 * sizes.filter((_size, other) => other !== j).reduce((sum, size) => sum + size));
  const largest = Math.max(...terms) + 2 * log10Norm(convert(field, X)) + Math.log10(layers.length);
  const unit = Math.log10(layers.at(-1)!.rows) / 2 + Math.log10(2.1 * (layers.length - 1));
  return log10Norm(value) - largest - unit + agreed;
}
