import { DloError } from '../src/errors.ts';
import type { Rational } from '../src/numbers/rational.ts';
import { type Certain, isExact, leastDigits } from './certain.ts';
import type { Times } from './lineFields.ts';

/** What a line asks for at finite times. */
interface Asked<Q extends string> extends Times {
  readonly quantities: readonly Q[];
}

/**
 * The fields times, agreedDigits and those of the quantities, in the order of the times as typed, of what is observed at rising
 * times without repeats; and the routes by which they were answered, where not all are plain Taylor series. `agreedDigits` are at most those asked for, "Infinity" where all is exact; PRECISION for a time with none.
 */
export function certainAtTimes<Q extends string>(
  line: Asked<Q>,
  digits: number,
  observe: (rising: readonly Rational[]) => readonly ReadonlyMap<Q, readonly Certain[]>[],
  inShape: (quantity: Q, parts: readonly Certain[]) => unknown,
  routes: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const times = line.times as readonly Rational[];
  const rising = [...new Map(times.map(time => [time.toString(), time])).values()].sort((a, b) => a.compare(b));
  const seen = observe(rising);
  const at = new Map(rising.map((time, index) => [time.toString(), seen[index]!]));
  const inOrder = times.map(time => at.get(time.toString())!);
  const agreed = inOrder.map(quantities => {
    const parts = [...quantities.values()].flat();
    return Math.min(leastDigits(parts), isExact(parts) ? Number.POSITIVE_INFINITY : digits);
  });
  const hopeless = agreed.findIndex(certain => certain < 1);
  if (hopeless >= 0)
    throw new DloError('PRECISION', `times[${hopeless + 1}]`, 'must leave digits to the values', times[hopeless]);
  return {
    times: line.typedTimes,
    ...routesOf(times, routes),
    agreedDigits: agreed.map(certain => (Number.isFinite(certain) ? Math.floor(certain) : 'Infinity')),
    ...Object.fromEntries(
      line.quantities.map(quantity => [quantity, inOrder.map(parts => inShape(quantity, parts.get(quantity)!))]),
    ),
  };
}

/** The field `route`, left out where nothing but plain series and the start itself was needed. */
function routesOf(times: readonly Rational[], routes: ReadonlyMap<string, string>): { readonly route?: string[] } {
  const route = times.map(time => routes.get(time.toString()) ?? 'taylor');
  return route.every(name => name === 'taylor' || name === 'start') ? {} : { route };
}
