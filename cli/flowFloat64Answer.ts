import { type DecoupledFlow, decoupledFlow } from '../src/dynamics/decoupledFlow.ts';
import { DloError } from '../src/errors.ts';
import { float64Field } from '../src/numbers/float64Field.ts';
import { multiply, squaredNorm, subtract } from '../src/numbers/linearAlgebra.ts';
import { Rational } from '../src/numbers/rational.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { unlessUncertain } from '../src/unlessUncertain.ts';
import { asNumbers, DECIDED, finite, ORACLE_DIGITS, rows } from './float64Numbers.ts';
import { flowDecimalAnswer } from './flowDecimalAnswer.ts';
import type { FlowLine, FlowLineQuantity } from './flowLine.ts';
import { flowQuantity } from './flowQuantity.ts';

/** Of each quantity a value per time. */
type FlowLineValues = { [Q in FlowLineQuantity]?: unknown[] };

/**
 * The fields of the answer at any depth, in float64. A decoupled flow with white inputs and without decay or held weights is
 * answered mode by mode (`decoupledFlow`), to t = Infinity; everything else by the oracle: `byOracle` has the times, and `because`
 * says why. So are times at which what a start lacks of a decoupled one, its `offDecoupled`, might show by more than 1e-9, or that
 * 30 digits do not tell, next to a saddle. Where the oracle cannot be asked or gives up, a nearly decoupled start counts as
 * decoupled (`asDecoupled`, the times), and any other has no answer.
 */
export function flowFloat64Answer(line: FlowLine): Record<string, unknown> {
  let decoupled: DecoupledFlow;
  try {
    decoupled = decoupledFlow(line.flow);
  } catch (error) {
    return allByOracle(line, error);
  }
  const [byOracle, asDecoupled]: [unknown[], unknown[]] = [[], []];
  const found = line.times.map((time, index) => {
    const t = time === undefined ? Number.POSITIVE_INFINITY : Math.min(time.toNumber(), Number.MAX_VALUE);
    const own = solved(line, decoupled, t);
    if (own.values !== undefined && isDecided(decoupled, t)) return own.values;
    const asked = time === undefined ? undefined : askOracle(line, index);
    if (asked === undefined && own.values === undefined) throw own.error;
    (asked === undefined ? asDecoupled : byOracle).push(line.typedTimes[index]);
    return asked ?? own.values!;
  });
  return {
    ...(decoupled.offDecoupled > ROUNDING && { offDecoupled: decoupled.offDecoupled }),
    times: line.typedTimes,
    ...(byOracle.length > 0 && { byOracle }),
    ...(asDecoupled.length > 0 && { asDecoupled }),
    ...Object.fromEntries(line.quantities.map(quantity => [quantity, found.map(values => values[quantity])])),
  };
}

/** A start is decoupled as far as 30 digits tell. */
const ROUNDING = 1e-24;

function isDecided({ offDecoupled, offBy }: DecoupledFlow, t: number): boolean {
  return t === Number.POSITIVE_INFINITY ? offDecoupled <= ROUNDING : offBy(t) <= DECIDED;
}

/** The values of the decoupled flow, or why there are none. */
function solved(
  line: FlowLine,
  decoupled: DecoupledFlow,
  t: number,
):
  | { readonly values: FlowLineValues; readonly error?: undefined }
  | { readonly values?: undefined; readonly error: DloError } {
  try {
    return { values: Object.fromEntries(line.quantities.map(name => [name, valueAt(line, decoupled, name, t)])) };
  } catch (error) {
    if (error instanceof DloError && error.code === 'PRECISION') return { error };
    throw error;
  }
}

function valueAt(line: FlowLine, decoupled: DecoupledFlow, quantity: FlowLineQuantity, t: number): unknown {
  if (quantity === 'loss') return finite('loss', decoupled.loss(t) + irreducibleLoss(line));
  if (quantity === 'output') return rows('output', decoupled.output(t));
  const matrices = flowQuantity(float64Field, line, decoupled.layers(t), quantity).map(matrix =>
    rows(quantity, matrix),
  );
  return quantity === 'ntk' ? matrices[0] : matrices;
}

/** What of the loss no map of white inputs removes: ‖Y − ΣyxX‖²/2P of data. */
function irreducibleLoss({ flow, X, Y }: FlowLine): number {
  if (Y === undefined) return 0;
  const error = subtract(rationalField, Y, multiply(rationalField, flow.sigmaYX, X));
  return squaredNorm(rationalField, error)
    .div(Rational.of(2 * X.cols))
    .toNumber();
}

/** All times by the oracle, since the flow is none that is solved mode by mode. */
function allByOracle(line: FlowLine, reason: unknown): Record<string, unknown> {
  if (!(reason instanceof DloError)) throw reason;
  const limit = line.times.indexOf(undefined);
  if (limit >= 0)
    throw new DloError(
      reason.code,
      `times[${limit + 1}]`,
      `must be finite for the oracle (${reason.message})`,
      'Infinity',
    );
  const { times, ...values } = flowDecimalAnswer(line, ORACLE_DIGITS);
  return {
    times,
    byOracle: times,
    because: reason.message,
    ...Object.fromEntries(line.quantities.map(quantity => [quantity, asNumbers(values[quantity])])),
  };
}

/** The oracle's values at one of the times, undefined where it gives up. */
function askOracle(line: FlowLine, index: number): FlowLineValues | undefined {
  return unlessUncertain(() => {
    const [times, typedTimes] = [[line.times[index]!], [line.typedTimes[index]!]];
    const answer = flowDecimalAnswer({ ...line, times, typedTimes }, ORACLE_DIGITS);
    return Object.fromEntries(
      line.quantities.map(quantity => [quantity, (asNumbers(answer[quantity]) as unknown[])[0]]),
    );
  });
}
