import { GATE_OUTCOMES, type GateRecord, type GateResult } from '../../properties/gate/gateRecord.ts';
import { clean } from '../../reports/terminalText.ts';

/** One line per claim: outcomes, least digits, least beyond those asked for; then the counterexamples. */
export function gateTable({ header, cases, footer }: Required<GateRecord>): string {
  const rows = header.claims.map(({ id, notJudged }) => {
    if (notJudged !== undefined) return [id, clean(notJudged)];
    const results = cases.flatMap(({ results }) => results.filter(({ claim }) => claim === id));
    const counts = footer.outcomes[id] ?? {};
    const outcomes = GATE_OUTCOMES.flatMap(outcome => (counts[outcome] ? [`${counts[outcome]} ${outcome}`] : []));
    const digits = results.flatMap(({ digits }) => digits ?? []);
    return [id, outcomes.join(', ') || 'no case', digits.length === 0 ? '' : `${Math.min(...digits)} digits at least`];
  });
  const width = Math.max(...rows.map(([id]) => id!.length));
  const examples = footer.counterexamples.map(
    ({ result, case: given, replay }) =>
      `\n${resultLine(result)}  ${JSON.stringify(given)}\n  replay: ${clean(replay)}\n`,
  );
  const { seconds, subjectSeconds, oracleSeconds } = footer.timing;
  return [
    `${clean(header.subject.name)}: ${footer.cases} of ${header.cases} cases, seed ${header.seed}, ${header.digits} digits asked`,
    ...rows.map(([id, ...rest]) => `  ${[id!.padEnd(width), ...rest.filter(Boolean)].join('  ')}`),
    ...(footer.interrupted ? ['INTERRUPTED: this is not a full judgement.'] : []),
    `${seconds} s: ${subjectSeconds} s for the subject, ${oracleSeconds} s for the oracle, ${footer.restarts} restarts`,
    ...examples,
    '',
  ].join('\n');
}

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
