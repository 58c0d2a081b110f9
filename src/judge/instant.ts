import type { AnyCase } from './case.ts';

/** A time by its name, as it is shown: "t" = "1/4", "tpeak" = "0.25". */
export interface Instant {
  readonly name: string;
  readonly value: string;
}

/** What is compared belongs to the initial weights. */
export const AT_START: Instant = { name: 't', value: '0' };

/** What is compared belongs to the weights after the steps of a case. */
export function afterSteps({ extra }: Pick<AnyCase, 'extra'>): Instant {
  return { name: 'k', value: extra.k!.data[0]!.toString() };
}

/** What is compared is where the flow ends. */
export const AT_THE_END: Instant = { name: 't', value: '∞' };

/** Time does not come in: no time stands beside what is compared. */
export const TIMELESS = 'timeless';

/** When the compared values are those of the flow; absent: at the time of the case. */
export type When = Instant | typeof TIMELESS;

/** The time to print beside compared values; none where time does not come in. */
export function shownInstants(when: When | undefined, { time }: Pick<AnyCase, 'time'>): readonly Instant[] {
  if (when === TIMELESS) return [];
  return [when ?? { name: 't', value: time.toString() }];
}
