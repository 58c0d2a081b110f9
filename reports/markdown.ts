import type {
  ClaimRecord,
  CounterexampleRecord,
  MutantRecord,
  PlotRecord,
  ReadingRecord,
  RegimeCount,
  RunRecord,
} from '../properties/runRecord.ts';
import { byTheorem, counted, ledgerMark, missingClaims, plainNumber, verdictCounts } from './summary.ts';
import { EVIDENCE_MEANING, OUTCOME_SIGN, VERDICT_SIGN } from './words.ts';

/** A run as GitHub-flavoured Markdown: tables, `$$` statements, counterexamples as code. Trajectories as a few rows. */
export function renderMarkdown(record: RunRecord): string {
  const blocks = [
    '# Learning dynamics of linear networks, claim by claim',
    table(
      ['claims judged', 'runs per claim', 'digits', 'seed', 'version'],
      [
        [
          `${record.claims.length} of ${Math.max(record.requested.length, record.claims.length)}`,
          plainNumber(record.runs),
          plainNumber(record.digits),
          plainNumber(record.seed),
          codeSpan(record.version),
        ],
      ],
    ),
    ...warnings(record),
    table(
      ['verdict', 'claims'],
      verdictCounts(record).map(({ verdict, count }) => [`${VERDICT_SIGN[verdict]} ${verdict}`, String(count)]),
    ),
    '## Claims',
    ...(record.claims.length === 0 ? ['No claim was judged.'] : byTheorem(record.claims).flatMap(theoremBlocks)),
    ...record.claims.flatMap(claim => claimBlocks(claim, record.timing.secondsByClaim[claim.id])),
    '---',
    [
      'Time is in units of τ.',
      record.timing.started === '' ? '' : `Started ${inline(record.timing.started)}.`,
      `${plainNumber(record.timing.seconds)} s.`,
      record.timing.node === '' ? '' : `Node ${inline(record.timing.node)}.`,
    ]
      .filter(part => part !== '')
      .join(' '),
  ];
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`;
}

function warnings(record: RunRecord): string[] {
  const missing = missingClaims(record);
  const differing = record.claims.filter(claim => ledgerMark(claim) === 'differs');
  const lines: string[] = [];
  if (record.interrupted) lines.push('> [!WARNING]\n> **This run was interrupted; it is not a full judgement.**');
  if (missing.length > 0)
    lines.push(`> [!WARNING]\n> Requested but not judged: ${missing.map(id => codeSpan(id)).join(', ')}.`);
  if (differing.length > 0)
    lines.push(
      `> [!WARNING]\n> **${counted(differing.length, 'verdict')} not as in the committed ledger**: ${differing.map(claim => codeSpan(claim.id)).join(', ')}.`,
    );
  // Quotes that touch would become one.
  return lines.map((line, i) => (i === 0 ? line : `<!-- -->\n\n${line}`));
}

function theoremBlocks(group: { readonly theorem: string; readonly claims: readonly ClaimRecord[] }): string[] {
  const rows = group.claims.flatMap(claim =>
    (claim.readings.length === 0 ? [undefined] : claim.readings).map((reading, i) => [
      ...(i === 0
        ? [
            `${VERDICT_SIGN[claim.verdict]} ${claim.verdict}`,
            claim.title === '' ? codeSpan(claim.id) : `${inline(claim.title)} (${codeSpan(claim.id)})`,
            sourceText(claim),
          ]
        : ['', '', '']),
      ...(reading === undefined
        ? ['–', '–', '–', '–']
        : [
            reading.reading,
            plainNumber(reading.cases.judged),
            reading.digits === undefined ? '–' : plainNumber(reading.digits.worst),
            reading.worstResidual === undefined ? '–' : codeSpan(reading.worstResidual),
          ]),
      i === 0 ? ledgerText(claim) : '',
    ]),
  );
  const header = ['verdict', 'claim', 'source', 'reading', 'cases', 'digits', 'worst residual', 'ledger'];
  return [`### ${inline(group.theorem)}`, table(header, rows)];
}

function sourceText({ source }: ClaimRecord): string {
  return (
    [source.paper, source.place]
      .filter(text => text !== '')
      .map(inline)
      .join(', ') || '–'
  );
}

function ledgerText(claim: ClaimRecord): string {
  const mark = ledgerMark(claim);
  return mark === 'differs' ? `**differs: ${claim.ledgerVerdict ?? ''}**` : mark;
}

function claimBlocks(claim: ClaimRecord, seconds: number | undefined): string[] {
  const { counterexample, plot } = claim;
  return [
    `## ${codeSpan(claim.id)}`,
    claim.title === '' ? '' : `**${inline(claim.title)}**`,
    `${VERDICT_SIGN[claim.verdict]} **${claim.verdict}** · ledger: ${ledgerText(claim)} · ${inline(claim.theorem)} · source: ${sourceText(claim)}${seconds === undefined ? '' : ` · judged in ${plainNumber(seconds)} s`}`,
    claim.note === undefined ? '' : inline(claim.note),
    ...claim.readings.flatMap(readingBlocks),
    ...(counterexample === undefined ? [] : counterexampleBlocks(counterexample)),
    ...(plot === undefined ? [] : plotBlocks(plot)),
    '### Mutants',
    mutantsText(claim.mutants),
  ];
}

function readingBlocks(reading: ReadingRecord): string[] {
  const { cases, digits, formula } = reading;
  return [
    `### ${OUTCOME_SIGN[reading.outcome]} ${reading.reading}: ${reading.outcome}`,
    reading.statement.trim() === '' ? 'No statement was recorded.' : displayMath(reading.statement),
    formula === undefined ? '' : code(formula),
    reading.hypotheses.length === 0
      ? 'No hypotheses.'
      : reading.hypotheses.map(({ name, meaning }) => `- **${inline(name)}**: ${inline(meaning)}`).join('\n'),
    [
      `- evidence: **${reading.evidence}**, ${EVIDENCE_MEANING[reading.evidence]}`,
      `- cases: ${plainNumber(cases.judged)} judged, ${plainNumber(cases.held)} held, ${plainNumber(cases.failed)} failed, ${plainNumber(cases.undecided)} undecided; ${plainNumber(cases.discarded)} more lay outside the hypotheses`,
      digits === undefined
        ? ''
        : `- digits that agree: ${plainNumber(digits.worst)} worst, ${plainNumber(digits.median)} median`,
      reading.worstResidual === undefined ? '' : `- worst residual: ${codeSpan(reading.worstResidual)}`,
      reading.measured === undefined ? '' : `- measured: ${inline(reading.measured)}`,
    ]
      .filter(line => line !== '')
      .join('\n'),
    regimesTable(reading.regimes),
  ];
}

function regimesTable(regimes: readonly RegimeCount[]): string {
  if (regimes.length === 0) return '';
  return table(
    ['axis', 'regime', 'held', 'failed', 'undecided'],
    regimes.map(({ axis, value, held, failed, undecided }) => [
      inline(axis),
      inline(value),
      ...[held, failed, undecided].map(plainNumber),
    ]),
  );
}

function counterexampleBlocks(example: CounterexampleRecord): string[] {
  const { given, scalars, stated, truth, reason } = example;
  return [
    `### Counterexample to the claim ${example.reading}`,
    `${inline(example.architecture)}. Given:`,
    code(
      [
        ...given.map(({ name, rows }) => matrix(name, rows)),
        ...scalars.map(({ name, value }) => `${name} = ${value}`),
      ].join('\n\n'),
    ),
    `First quantity that differs: **${inline(example.quantity)}**`,
    code([stated.length === 0 ? 'stated: no value' : matrix('stated', stated), matrix('true', truth)].join('\n\n')),
    reason === undefined ? '' : `No stated value: ${inline(reason)}.`,
    `Residual ${codeSpan(example.residual)}, confirmed at ${counted(example.confirmedAtDigits, 'digit')}, kept in ${codeSpan(example.file)}. Replay:`,
    code(example.replay, 'sh'),
  ];
}

/** A matrix with its columns lined up: "W1 = [ 1  -1/2 ]", further rows below. */
function matrix(name: string, rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return `${name} = []`;
  const columns = Math.max(...rows.map(row => row.length));
  const widths = Array.from({ length: columns }, (_, j) => Math.max(...rows.map(row => row[j]?.length ?? 0)));
  const start = `${name} = `;
  return rows
    .map((row, i) => {
      const entries = row.map((entry, j) => entry.padStart(widths[j] ?? 0)).join('  ');
      return `${i === 0 ? start : ' '.repeat(start.length)}[ ${entries} ]`;
    })
    .join('\n');
}

const PLOT_ROWS = 9;

function plotBlocks({ caption, quantity, times, series, errors }: PlotRecord): string[] {
  if (times.length === 0 || series.length + errors.length === 0)
    return ['### Trajectory', 'No trajectory was recorded.'];
  const rows = Math.min(PLOT_ROWS, times.length);
  const chosen = Array.from({ length: rows }, (_, i) =>
    rows === 1 ? 0 : Math.round((i * (times.length - 1)) / (rows - 1)),
  );
  const value = (number: number | null | undefined): string =>
    typeof number === 'number' && Number.isFinite(number) ? number.toPrecision(4) : '–';
  return [
    '### Trajectory',
    caption === '' ? '' : inline(caption),
    `${inline(quantity) || 'Value'} at ${rows} of ${counted(times.length, 'recorded time')}:`,
    table(
      ['t / τ', ...series.map(line => inline(line.label)), ...errors.map(line => `error ${inline(line.label)}`)],
      chosen.map(i => [plainTime(times[i]), ...[...series, ...errors].map(line => value(line.values[i]))]),
    ),
  ];
}

function plainTime(time: number | undefined): string {
  return time === undefined || !Number.isFinite(time) ? '–' : String(Number(time.toPrecision(4)));
}

function mutantsText(mutants: readonly MutantRecord[]): string {
  if (mutants.length === 0) return 'No mutant was tried, so nothing shows how sharp this check is.';
  return table(
    ['mutant', 'outcome'],
    mutants.map(({ name, killed }) => [inline(name), killed ? 'killed' : '**survived**']),
  );
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text on one line with every character escaped that Markdown, a table or inline HTML would read as its own. */
function inline(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}/gu, '\uFFFD')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]|~$]/g, '\\$&')
    .replace(/^(?:[#+-]|\d+(?=[.)]))/, start => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@(?=\w)/g, '@\u200b');
}

/** Ids, files and numbers of the machine as a code span; as plain text where a code span could not hold them. */
function codeSpan(text: string): string {
  return /^[^`|\s\p{Cc}\p{Cs}]+$/u.test(text) ? `\`${text}\`` : inline(text);
}

/** A fence longer than any run of backticks inside. */
function code(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(run => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/[^\P{Cc}\t\n\r]|\p{Cs}/gu, '\uFFFD')}\n${fence}`;
}

/** TeX between `$$`, without blank lines, inner `$$` or anything that starts an HTML tag; each would end the block early. */
function displayMath(tex: string): string {
  const text = tex
    .replace(/\s*\n\s*/g, '\n')
    .replace(/(?<!\\)\$+/g, '\\$')
    .replace(/<(?=[A-Za-z/!?])/g, '< ')
    .trim();
  return `$$\n${text}\n$$`;
}
