import type { GateResult } from '../../properties/gate/gateRecord.ts';
import { clean } from '../../reports/terminalText.ts';

/** What one claim found on one case, on a line, and both values where it failed. */
export function resultLine({
  claim,
  outcome,
  digits,
  asked,
  quantity,
  residual,
  stated,
  truth,
  reason,
}: GateResult): string {
  const parts = [
    `${claim}: ${outcome}`,
    ...(digits === undefined ? [] : [`${digits} digits`]),
    ...(asked === undefined ? [] : [`${asked} asked`]),
    ...(quantity === undefined ? [] : [quantity]),
    ...(residual === undefined ? [] : [`residual ${residual}`]),
    ...(reason === undefined ? [] : [clean(reason)]),
  ];
  const values = [
    ...(stated ? [`  stated ${JSON.stringify(stated)}`] : []),
    ...(truth ? [`  true   ${JSON.stringify(truth)}`] : []),
  ];
  return `${[parts.join(', '), ...values].join('\n')}\n`;
}
