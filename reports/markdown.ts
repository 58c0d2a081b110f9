import { fairOutcome } from '../src/judge/readingThatHolds.ts';
import type {
  ClaimRecord,
  FigureLink,
  FormulaCheckRecord,
  HypothesesDropped,
  MutantRecord,
  PlotRecord,
  ReadingRecord,
  RegimeCount,
  RunRecord,
  ShownExample,
} from '../src/judge/runRecord.ts';
import { byPaper, type PaperGroup, type SectionGroup } from './byPaper.ts';
import {
  aboutCheck,
  cellCounts,
  conditioningSentences,
  emptyCell,
  holdsUnderSentences,
  MAP_LEGEND,
  repairSentence,
} from './checkWords.ts';
import { firstDifference, tellRowsApart } from './differences.ts';
import { askedInWords, residualInWords, routeInWords } from './evidenceWords.ts';
import { DROPPED_LEGEND, droppedCounts, SKIPPED_AS_COSTLY } from './hypothesisWords.ts';
import { code, codeSpan, inline, table } from './markdownText.ts';
import {
  counted,
  ledgerMark,
  missingClaims,
  mutantShare,
  plainNumber,
  unchangedShare,
  verdictCounts,
} from './summary.ts';
import {
  EVIDENCE_MEANING,
  FAIR_READING_HOLDS,
  marginInWords,
  OUTCOME_SIGN,
  rangesInWords,
  readingInWords,
  VERDICT_SIGN,
  whatDiffers,
} from './words.ts';

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
    figureLinks(record.figures ?? []),
    '## Claims',
    ...(record.claims.length === 0 ? ['No claim was judged.'] : byPaper(record.claims).flatMap(paperBlocks)),
    ...record.claims.flatMap(claim => claimBlocks(claim, record.timing.secondsByClaim[claim.id])),
    '---',
    [
      'Time is in units of τ.',
      record.timing.started === '' ? '' : `Started ${inline(record.timing.started)}.`,
      `${plainNumber(record.timing.seconds)} s.`,
      unchangedShare(record) === '' ? '' : `${counted(record.claims.length, 'claim')}, ${unchangedShare(record)}.`,
      record.timing.node === '' ? '' : `Node ${inline(record.timing.node)}.`,
      record.timing.commit === undefined ? '' : `Commit ${codeSpan(record.timing.commit.slice(0, 12))}.`,
    ]
      .filter(part => part !== '')
      .join(' '),
  ];
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`;
}

function figureLinks(figures: readonly FigureLink[]): string {
  const links = figures.map(
    ({ id, paper, name, page }) => `[${inline(`${paper}, ${name}`)}](${page}#${encodeURI(id)})`,
  );
  return links.length === 0 ? '' : `Figures drawn again: ${links.join(' · ')}.`;
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

function paperBlocks({ title, counts, sections }: PaperGroup<ClaimRecord>): string[] {
  return [`### ${inline(title)}`, `${counts}.`, ...sections.flatMap(sectionBlocks)];
}

function sectionBlocks({ title, counts, claims }: SectionGroup<ClaimRecord>): string[] {
  const rows = claims.flatMap(claim =>
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
  return [...(title === '' ? [] : [`#### ${inline(title)}`, `${counts}.`]), table(header, rows)];
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
  if (claim.check !== undefined) return '–';
  const mark = ledgerMark(claim);
  return mark === 'differs' ? `**differs: ${claim.ledgerVerdict ?? ''}**` : mark;
}

function claimBlocks(claim: ClaimRecord, seconds: number | undefined): string[] {
  const { counterexample, witness, plot, check } = claim;
  return [
    `## ${codeSpan(claim.id)}`,
    claim.title === '' ? '' : `**${inline(claim.title)}**`,
    `${VERDICT_SIGN[claim.verdict]} **${claim.verdict}**${check === undefined ? ` · ledger: ${ledgerText(claim)}` : ''} · ${inline(claim.theorem)} · source: ${sourceText(claim)}${seconds === undefined ? '' : ` · judged in ${plainNumber(seconds)} s`}`,
    fairOutcome(claim) === 'held' ? `**${FAIR_READING_HOLDS}**` : '',
    claim.note === undefined ? '' : inline(claim.note),
    ...(check === undefined ? [] : aboutBlocks(check)),
    ...claim.readings.flatMap(readingBlocks),
    ...(counterexample === undefined ? [] : counterexampleBlocks(counterexample)),
    ...(witness === undefined ? [] : counterexampleBlocks(witness, 'Witness')),
    ...(claim.hypothesesDropped === undefined ? [] : droppedBlocks(claim.hypothesesDropped)),
    ...(check === undefined
      ? []
      : [...holdsUnderBlocks(check), ...repairBlocks(check), ...mapBlocks(check), ...conditioningBlocks(check)]),
    ...(plot === undefined ? [] : plotBlocks(plot)),
    ...(check !== undefined && claim.mutants.length === 0 ? [] : ['### Mutants', mutantsText(claim.mutants)]),
  ];
}

function droppedBlocks({ reading, skipped, hypotheses }: HypothesesDropped): string[] {
  const nothing = skipped ? SKIPPED_AS_COSTLY : 'There are no hypotheses to drop.';
  const rows = hypotheses.map(dropped => [inline(dropped.name), dropped.finding, droppedCounts(dropped)]);
  return [
    `### Which hypotheses matter, ${reading}`,
    ...(rows.length === 0 ? [inline(nothing)] : [table(['hypothesis', 'finding', 'cases'], rows), DROPPED_LEGEND]),
    ...hypotheses.flatMap(({ name, witness }) =>
      witness === undefined ? [] : [`Without “${inline(name)}”:`, ...counterexampleBlocks(witness).slice(1)],
    ),
  ];
}

function aboutBlocks(check: FormulaCheckRecord): string[] {
  return [
    aboutCheck(check)
      .map(({ name, value }) => `- ${name}: ${name === 'file' ? codeSpan(value) : inline(value)}`)
      .join('\n'),
    ...check.misfits.flatMap(({ message, picture }) => [inline(message), code(picture)]),
  ];
}

function holdsUnderBlocks(check: FormulaCheckRecord): string[] {
  const sentences = holdsUnderSentences(check);
  return sentences.length === 0 ? [] : ['### Hypotheses', ...sentences.map(inline)];
}

function repairBlocks({ repair }: FormulaCheckRecord): string[] {
  if (repair === undefined) return [];
  const proposals = repair.proposals.length > 0 ? repair.proposals : repair.partial;
  return [
    '### Corrections',
    `${inline(repairSentence(repair))}.`,
    ...proposals.flatMap(({ edits, changes, held, judged }) => [
      `${inline(edits.join(' and '))} (held on ${held} of ${judged} cases):`,
      code(changes.flatMap(({ before, after }) => [`- ${before}`, `+ ${after}`]).join('\n'), 'diff'),
    ]),
  ];
}

function mapBlocks({ maps }: FormulaCheckRecord): string[] {
  if (maps.length === 0) return [];
  const tables = maps.map(({ rowAxis, columnAxis, columns, rows }) =>
    table(
      [`${inline(rowAxis)} / ${inline(columnAxis)}`, ...columns.map(inline)],
      rows.map(({ value, cells }) => [
        inline(value),
        ...cells.map(
          cell =>
            cellCounts(cell)
              .map(({ sign, count }) => `${count} ${sign}`)
              .join(', ') || emptyCell(cell),
        ),
      ]),
    ),
  );
  return ['### Where it holds', ...tables, `${MAP_LEGEND}.`];
}

function conditioningBlocks({ conditioning }: FormulaCheckRecord): string[] {
  if (conditioning === undefined) return [];
  const lost = (value: number | undefined): string => (value === undefined ? '–' : plainNumber(value));
  return [
    '### Conditioning',
    conditioningSentences(conditioning).map(inline).join(' '),
    table(
      ['axis', 'regime', 'cases', 'digits lost', 'by the solver', 'no value'],
      conditioning.regimes.map(({ axis, value, cases, formula, solver, noValue }) => [
        inline(axis),
        inline(value),
        plainNumber(cases),
        lost(formula),
        lost(solver),
        plainNumber(noValue),
      ]),
    ),
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
      reading.leastMargin === undefined ? '' : `- least margin: ${inline(marginInWords(reading.leastMargin))}`,
      reading.ranges === undefined || reading.ranges.length === 0
        ? ''
        : `- judged on cases with ${inline(rangesInWords(reading.ranges))}`,
      reading.measured === undefined ? '' : `- measured: ${inline(reading.measured)}`,
      ...(reading.asked ?? []).map(one => `- asked: ${inline(askedInWords(one))}`),
      ...(reading.routes ?? []).map(one => `- second route: ${inline(routeInWords(one))}`),
      reading.doubt === undefined ? '' : `- in doubt: ${inline(reading.doubt)}`,
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

export function counterexampleBlocks(
  example: ShownExample,
  title: 'Counterexample' | 'Witness' = 'Counterexample',
): string[] {
  const { given, scalars, stated, reason, picture } = example;
  const said = [residualInWords(example), example.file === undefined ? '' : `kept in ${codeSpan(example.file)}`]
    .filter(text => text !== '')
    .join(', ');
  return [
    `### ${title}${example.reading === undefined ? '' : ` ${title === 'Witness' ? 'of' : 'to'} the claim ${readingInWords(example.reading)}`}`,
    `${inline(example.architecture)}. Given:`,
    code(
      [
        ...given.map(({ name, rows }) => matrix(name, rows)),
        ...(scalars.length === 0 ? [] : [scalars.map(({ name, value }) => `${name} = ${value}`).join(', ')]),
      ].join('\n\n'),
    ),
    `${whatDiffers(example).title}: **${inline(whatDiffers(example).what)}**`,
    code(sidesText(example)),
    reason === undefined ? '' : `${stated.length === 0 ? 'No stated value' : 'The words with it'}: ${inline(reason)}.`,
    picture === undefined ? '' : code(picture),
    `${said === '' ? '' : `${said.charAt(0).toUpperCase()}${said.slice(1)}. `}Replay:`,
    code(example.replay, 'sh'),
  ];
}

function sidesText({ stated, truth, sides = ['stated', 'true'] }: ShownExample): string {
  return [
    stated.length === 0 ? 'stated: no value' : matrix(sides[0], stated),
    matrix(sides[1], truth),
    firstDifference(tellRowsApart(stated, truth), sides).join('\n'),
  ]
    .filter(text => text !== '')
    .join('\n\n');
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

function plotBlocks({ caption, quantity, axis, times, series, margin, errors }: PlotRecord): string[] {
  if (times.length === 0 || series.length + errors.length === 0)
    return ['### Trajectory', 'No trajectory was recorded.'];
  const rows = Math.min(PLOT_ROWS, times.length);
  const chosen = Array.from({ length: rows }, (_, i) =>
    rows === 1 ? 0 : Math.round((i * (times.length - 1)) / (rows - 1)),
  );
  const value = (number: number | null | undefined): string =>
    typeof number === 'number' && Number.isFinite(number) ? number.toPrecision(4) : '–';
  return [
    `### ${axis === undefined ? 'Trajectory' : 'Chart'}`,
    caption === '' ? '' : inline(caption),
    `${inline(quantity) || 'Value'} at ${rows} of ${counted(times.length, axis === undefined ? 'recorded time' : 'recorded place')}:`,
    table(
      [
        inline(axis?.label ?? 't / τ'),
        ...series.map(line => inline(line.label)),
        ...(margin === undefined ? [] : [inline(margin.label)]),
        ...errors.map(line => `error ${inline(line.label)}`),
      ],
      chosen.map(i => [
        plainTime(times[i]),
        ...[...series, ...(margin === undefined ? [] : [margin]), ...errors].map(line => value(line.values[i])),
      ]),
    ),
  ];
}

function plainTime(time: number | undefined): string {
  return time === undefined || !Number.isFinite(time) ? '–' : String(Number(time.toPrecision(4)));
}

function mutantsText(mutants: readonly MutantRecord[]): string {
  if (mutants.length === 0) return 'No mutant was tried, so nothing shows how sharp this check is.';
  const outcome = ({ killed, same, why }: MutantRecord): string =>
    killed ? 'killed' : `${same ? 'no mutant' : '**survived**'}${why === undefined ? '' : `: ${inline(why)}`}`;
  return `${mutantShare(mutants)}.\n\n${table(
    ['mutant', 'outcome'],
    mutants.map(mutant => [inline(mutant.name), outcome(mutant)]),
  )}`;
}

/** TeX between `$$`, without blank lines, inner `$$` or anything that starts an HTML tag; each would end the block early. */
export function displayMath(tex: string): string {
  const text = tex
    .replace(/\s*\n\s*/g, '\n')
    .replace(/(?<!\\)\$+/g, '\\$')
    .replace(/<(?=[A-Za-z/!?])/g, '< ')
    .trim();
  return `$$\n${text}\n$$`;
}
