import { DloError } from '../src/errors.ts';
import type { TruthRoute } from '../src/network/truth.ts';
import type { Rational } from '../src/numbers/rational.ts';
import { type Certain, isBound } from './certain.ts';

/** Most digits that an oracle is asked for, and works with: weights that decay, towards a saddle say, have theirs far behind the point. */
const [MOST_DIGITS, MOST_WORKING_DIGITS] = [500, 1200];

/** Digits asked of the weights beyond those of the answer: enough for Gram matrices. */
const GUARD = 3;

/** Who answers for one flow: by integration, and for times too late for that by how the flow rests. */
export interface FlowOracles<Moving, Resting extends { readonly log10Loss: number }> {
  /** At rising times; PRECISION where not all of them can be reached with so many digits. */
  readonly moving: (times: readonly Rational[], options: OracleOptions) => Moving[];
  /** Undefined where it cannot be told that the flow rests by then. */
  readonly resting: (time: Rational, options: Partial<OracleOptions>) => Resting | undefined;
}

/** Oracles that remember, by the time, which of them answered last, and how. */
export interface RoutedOracles<Moving, Resting extends { readonly log10Loss: number }>
  extends FlowOracles<Moving, Resting> {
  readonly routes: ReadonlyMap<string, TruthRoute>;
}

export function withRoutes<
  Moving extends { readonly time: Rational; readonly route: TruthRoute },
  Resting extends { readonly time: Rational; readonly log10Loss: number },
>({ moving, resting }: FlowOracles<Moving, Resting>): RoutedOracles<Moving, Resting> {
  const routes = new Map<string, TruthRoute>();
  return {
    routes,
    moving: (times, options) => {
      const answers = moving(times, options);
      for (const { time, route } of answers) routes.set(time.toString(), route);
      return answers;
    },
    resting: (time, options) => {
      const answer = resting(time, options);
      if (answer !== undefined) routes.set(time.toString(), 'rest');
      return answer;
    },
  };
}

interface OracleOptions {
  readonly digits: number;
  readonly maxDigits: number;
}

/**
 * Quantities at rising times, from as many digits of the oracle as they need or can be had: a small loss, a product or a nearly singular
 * matrix costs some. What is left of a flow that rests is known without its digits: a loss too small for any that could be asked for
 * is a bound, and asks for none. PRECISION where the first question cannot be answered; where a later one cannot, what is known so far.
 */
export function raisedDigits<
  Moving,
  Resting extends { readonly log10Loss: number },
  Quantities extends ReadonlyMap<unknown, readonly Certain[]>,
>(
  times: readonly Rational[],
  digits: number,
  oracles: FlowOracles<Moving, Resting>,
  quantitiesOf: (answer: Moving | Resting) => Quantities,
): Quantities[] {
  const rested = new Map<Rational, Resting>();
  let seen: Quantities[] | undefined;
  for (let asked = Math.min(MOST_DIGITS, digits + GUARD); ; ) {
    const moving = times.filter(time => !rested.has(time));
    let answers: (Moving | Resting)[];
    try {
      answers = answersAt(moving, asked, oracles);
    } catch (error) {
      if (seen !== undefined && isPrecision(error)) return seen;
      throw error;
    }
    seen = times.map(time => quantitiesOf(rested.get(time) ?? answers.shift()!));
    const wanting = seen.flatMap(partsOf).filter(part => !isOutOfReach(part));
    const shortfall = digits - Math.min(...wanting.map(part => part.digits));
    if (!(shortfall > 0) || asked === MOST_DIGITS) return seen;
    let enough = asked + (Number.isFinite(shortfall) ? Math.ceil(shortfall) + GUARD : digits);
    for (const [index, time] of times.entries()) {
      if (rested.has(time) || !partsOf(seen[index]!).some(isBound)) continue;
      // How far down the loss is by then is known without its digits.
      const rest = oracles.resting(time, { digits: Math.min(asked, digits + GUARD) });
      if (rest === undefined) enough = Math.max(enough, 2 * asked);
      else if (rest.log10Loss < -2 * MOST_DIGITS) rested.set(time, rest);
      else enough = Math.max(enough, Math.ceil(digits + GUARD - rest.log10Loss / 2));
    }
    asked = Math.min(MOST_DIGITS, enough);
  }
}

/** The flow at all times; those too late to be integrated to are answered by how it rests. */
function answersAt<Moving, Resting extends { readonly log10Loss: number }>(
  times: readonly Rational[],
  digits: number,
  oracles: FlowOracles<Moving, Resting>,
): (Moving | Resting)[] {
  const options = { digits, maxDigits: MOST_WORKING_DIGITS };
  try {
    return oracles.moving(times, options);
  } catch (error) {
    if (!isPrecision(error)) throw error;
    const rest = oracles.resting(times.at(-1)!, options);
    if (rest === undefined) throw error;
    return [...answersAt(times.slice(0, -1), digits, oracles), rest];
  }
}

function isPrecision(error: unknown): boolean {
  return error instanceof DloError && error.code === 'PRECISION';
}

/** A loss known to be too small for any digits that could be asked for. */
function isOutOfReach({ log10Most = 0 }: Certain): boolean {
  return log10Most < -2 * MOST_DIGITS;
}

function partsOf(quantities: ReadonlyMap<unknown, readonly Certain[]>): Certain[] {
  return [...quantities.values()].flat();
}
