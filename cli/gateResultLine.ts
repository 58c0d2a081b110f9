import { tellRowsApart } from '../reports/differences.ts';
import { atTime } from '../reports/gate/gateSummary.ts';
import { clean } from '../reports/terminalText.ts';
import { twoSides } from '../reports/twoSides.ts';
import type { GateResult } from '../src/gate/gateRecord.ts';

/** What one claim found on one case, on a line, and both values where it failed, the first different digits marked. */
export function resultLine(result: GateResult): string {
  const { claim, outcome, digits, asked, quantity, residual, stated, truth, reason } = result;
  const parts = [
    `${claim}: ${outcome}`,
    ...(digits === undefined ? [] : [`${digits} digits`]),
    ...(asked === undefined ? [] : [`${asked} asked`]),
    ...(quantity === undefined ? [] : [`${quantity}${atTime(result)}`]),
    ...(residual === undefined ? [] : [`residual ${residual}`]),
    ...(reason === undefined ? [] : [clean(reason)]),
  ];
  const values = stated && truth ? twoSides(tellRowsApart(stated, truth), ['stated', 'true']) : [];
  return `${[parts.join(', '), ...values.map(line => `  ${line}`)].join('\n')}\n`;
}
