import type { HypothesesDropped } from '../src/judge/runRecord.ts';
import { DROPPED_LEGEND, droppedCounts, SKIPPED_AS_COSTLY } from './hypothesisWords.ts';
import { columnsWithin, renderCounterexample } from './terminal.ts';
import { clean, wrap } from './terminalText.ts';

/** A claim and what was found; `why` where nothing was judged. */
export type DroppedOfClaim = { readonly id: string } & (
  | { readonly dropped: HypothesesDropped }
  | { readonly why: string }
);

/** Hypotheses by claim, each with its finding, and the witness of one that is necessary. Ends with a newline. */
export function renderHypotheses(claims: readonly DroppedOfClaim[], width: number): string {
  const columns = columnsWithin(width);
  return [...claims.flatMap(claim => [...claimLines(claim, columns), '']), ...wrap(DROPPED_LEGEND, columns), ''].join(
    '\n',
  );
}

function claimLines(claim: DroppedOfClaim, width: number): string[] {
  if (!('dropped' in claim)) return wrap(`${clean(claim.id)}: ${claim.why}`, width, 2);
  const { reading, skipped, hypotheses } = claim.dropped;
  return [
    ...wrap(`${clean(claim.id)} (${reading})`, width, 2),
    ...(skipped ? wrap(`  ${SKIPPED_AS_COSTLY}`, width, 2) : []),
    ...(!skipped && hypotheses.length === 0 ? ['  no hypotheses'] : []),
    ...hypotheses.flatMap(dropped => [
      ...wrap(`  ${clean(dropped.name)}: ${dropped.finding} (${droppedCounts(dropped)})`, width, 4),
      ...(dropped.witness === undefined
        ? []
        : renderCounterexample(dropped.witness, width - 6)
            .split('\n')
            .map(line => `      ${line}`)),
    ]),
  ];
}
