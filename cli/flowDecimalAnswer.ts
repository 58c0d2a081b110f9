import { type DeepOracleAnswer, deepGradientFlow } from '../oracles/deepGradientFlow.ts';
import { type DeepRestingAnswer, deepRestingFlow } from '../oracles/deepRestingFlow.ts';
import { type Certain, decimalRows } from './certain.ts';
import { certainAtTimes } from './certainAtTimes.ts';
import { certainFlowQuantities } from './certainFlowQuantities.ts';
import type { FlowLine, FlowLineQuantity } from './flowLine.ts';
import { raisedDigits, withRoutes } from './raisedDigits.ts';

/**
 * The fields of the oracle's answer at any depth, in decimal strings, as `decimalAnswer` has them at two layers: all digits
 * printed are certain, entries of a matrix end at one place, a loss of which no digit can be had is a bound, "<1e-1000". More
 * digits are asked of the oracle where products or a small loss cost some; PRECISION where none is left.
 */
export function flowDecimalAnswer(line: FlowLine, digits: number): Record<string, unknown> {
  const oracles = withRoutes<DeepOracleAnswer, DeepRestingAnswer>({
    moving: (times, options) => deepGradientFlow(line.flow, times, options),
    resting: (time, options) => deepRestingFlow(line.flow, time, options),
  });
  return certainAtTimes(
    line,
    digits,
    rising => raisedDigits(rising, digits, oracles, answer => certainFlowQuantities(line, answer, digits)),
    (quantity, parts) => inShape(quantity, parts, digits),
    oracles.routes,
  );
}

function inShape(quantity: FlowLineQuantity, parts: readonly Certain[], digits: number): unknown {
  const matrices = parts.map(part => decimalRows(part, digits));
  if (quantity === 'layers' || quantity === 'balance') return matrices;
  return quantity === 'loss' ? matrices[0]![0]![0] : matrices[0];
}
