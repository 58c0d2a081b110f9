import { type DeepOracleAnswer, deepGradientFlow } from '../oracles/deepGradientFlow.ts';
import { type DeepRestingAnswer, deepRestingFlow } from '../oracles/deepRestingFlow.ts';
import { DloError } from '../src/errors.ts';
import type { Flow } from '../src/network/flow.ts';
import type { Rational } from '../src/numbers/rational.ts';
import { type Certain, decimalRows, isBound } from './certain.ts';
import { certainAtTimes } from './certainAtTimes.ts';
import { certainFlowQuantities } from './certainFlowQuantities.ts';
import type { FlowLine, FlowLineQuantity } from './flowLine.ts';

/** Most digits that the oracle is asked for, and works with. */
const [MOST_DIGITS, MOST_WORKING_DIGITS] = [500, 1200];

/** Digits asked of the layers beyond those of the answer: enough for Gram matrices. */
const GUARD = 3;

type Quantities = ReadonlyMap<FlowLineQuantity, readonly Certain[]>;

/**
 * The fields of the oracle's answer at any depth, in decimal strings, as `decimalAnswer` has them at two layers: all digits
 * printed are certain, entries of a matrix end at one place, a loss of which no digit can be had is a bound, "<1e-1000". More
 * digits are asked of the oracle where products or a small loss cost some; PRECISION where none is left.
 */
export function flowDecimalAnswer(line: FlowLine, digits: number): Record<string, unknown> {
  return certainAtTimes(
    line,
    digits,
    rising => observe(line, rising, digits),
    (quantity, parts) => inShape(quantity, parts, digits),
  );
}

/** The quantities at rising times, from as many digits as they need, or as can be had. */
function observe(line: FlowLine, times: readonly Rational[], digits: number): Quantities[] {
  const resting = new Map<Rational, DeepRestingAnswer>();
  let seen: Quantities[] | undefined;
  for (let asked = Math.min(MOST_DIGITS, digits + GUARD); ; ) {
    const moving = times.filter(time => !resting.has(time));
    let answers: (DeepOracleAnswer | DeepRestingAnswer)[];
    try {
      answers = answersAt(line.flow, moving, asked);
    } catch (error) {
      if (seen !== undefined && error instanceof DloError && error.code === 'PRECISION') return seen;
      throw error;
    }
    seen = times.map(time => certainFlowQuantities(line, resting.get(time) ?? answers.shift()!, digits));
    const wanting = seen.flatMap(partsOf).filter(part => !isOutOfReach(part));
    const shortfall = digits - Math.min(...wanting.map(part => part.digits));
    if (!(shortfall > 0) || asked === MOST_DIGITS) return seen;
    let enough = Number.isFinite(shortfall) ? asked + Math.ceil(shortfall) + GUARD : asked + digits;
    for (const [index, time] of times.entries()) {
      if (resting.has(time) || !partsOf(seen[index]!).some(isBound)) continue;
      // How far down the loss is by then is known without its digits.
      const rest = deepRestingFlow(line.flow, time, { digits: Math.min(asked, digits + GUARD) });
      if (rest === undefined) enough = Math.max(enough, 2 * asked);
      else if (rest.log10Loss < -2 * MOST_DIGITS) resting.set(time, rest);
      else enough = Math.max(enough, Math.ceil(digits + GUARD - rest.log10Loss / 2));
    }
    asked = Math.min(MOST_DIGITS, enough);
  }
}

/** A loss known to be too small for any digits that could be asked for. */
function isOutOfReach({ log10Most = 0 }: Certain): boolean {
  return log10Most < -2 * MOST_DIGITS;
}

/** The flow at all times; those too late to be integrated to are answered by how it rests. */
function answersAt(flow: Flow, times: readonly Rational[], digits: number): (DeepOracleAnswer | DeepRestingAnswer)[] {
  const options = { digits, maxDigits: MOST_WORKING_DIGITS };
  try {
    return deepGradientFlow(flow, times, options);
  } catch (error) {
    if (!(error instanceof DloError) || error.code !== 'PRECISION') throw error;
    const rest = deepRestingFlow(flow, times.at(-1)!, options);
    if (rest === undefined) throw error;
    return [...answersAt(flow, times.slice(0, -1), digits), rest];
  }
}

function partsOf(quantities: Quantities): Certain[] {
  return [...quantities.values()].flat();
}

function inShape(quantity: FlowLineQuantity, parts: readonly Certain[], digits: number): unknown {
  const matrices = parts.map(part => decimalRows(part, digits));
  if (quantity === 'layers' || quantity === 'balance') return matrices;
  return quantity === 'loss' ? matrices[0]![0]![0] : matrices[0];
}
