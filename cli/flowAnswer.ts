import { flowSeries } from '../oracles/flowSeries.ts';
import { flowDecimalAnswer } from './flowDecimalAnswer.ts';
import { flowFloat64Answer } from './flowFloat64Answer.ts';
import type { FlowLine } from './flowLine.ts';

/** The fields of the answer to a line of any depth: of its times, in float64 or with digits, and of its exact series. */
export function flowAnswer(line: FlowLine): Record<string, unknown> {
  const { flow, times, digits, series } = line;
  return {
    ...(times.length > 0 && (digits === undefined ? flowFloat64Answer(line) : flowDecimalAnswer(line, digits))),
    ...(series !== undefined && {
      series: flowSeries(flow, series).map(powers => powers.map(power => power.map(String).toRows())),
    }),
  };
}
