import type {
  ClaimRecord,
  FormulaCheckRecord,
  MutantRecord,
  ProposalRecord,
  RegimeMap,
  RepairRecord,
  RunRecord,
} from '../src/judge/runRecord.ts';
import {
  cellCounts,
  conditioningSentences,
  emptyCell,
  holdsUnderSentences,
  MAP_LEGEND,
  repairSentence,
} from './checkWords.ts';
import { counted, plainNumber } from './summary.ts';
import {
  columnsWithin,
  type Paint,
  paintFor,
  pictureLines,
  renderCounterexample,
  type TerminalOptions,
  VERDICT_STYLE,
} from './terminal.ts';
import { clean, displayWidth, wrap } from './terminalText.ts';
import { marginInWords, VERDICT_SIGN } from './words.ts';

/** A formula file that was judged, for the terminal: verdict, counterexample, where it holds, how well it computes. */
export function renderCheck(record: RunRecord, { colour, width }: TerminalOptions): string {
  const columns = columnsWithin(width);
  const paint = paintFor(colour);
  return record.claims
    .flatMap(claim => (claim.check === undefined ? [] : checkLines(record, claim, claim.check, columns, paint)))
    .join('\n');
}

/** A step of a derivation that was judged: one line where it follows, else all that is known of it. */
export function renderStep({ step, record, follows }: JudgedStep, { colour, width }: TerminalOptions): string {
  const columns = columnsWithin(width);
  const paint = paintFor(colour);
  const [claim] = record.claims;
  const head = `step ${step.number}, line ${step.line}: ${clean(step.shown)}`;
  if (follows === 'not') {
    const title = wrap(`✗ ${head}`, columns, 4).map(text => paint(['bold', 'red'], text));
    return `${[...title, `  does not follow from the line above it: ${claim!.verdict}`, ''].join('\n')}\n${renderCheck(record, { colour, width })}`;
  }
  const { judged } = claim!.readings[0]!.cases;
  const how = follows === 'by algebra' ? 'follows by algebra: it holds for any weights' : 'follows';
  return `${[...wrap(`✓ ${head}`, columns, 4), ...wrap(`  ${how} (${counted(judged, 'case')})`, columns, 4)].join('\n')}\n`;
}

/** What is said of one step; the machine's own type has more. */
export interface JudgedStep {
  readonly step: { readonly number: number; readonly line: number; readonly shown: string };
  readonly record: RunRecord;
  readonly follows: 'from the flow' | 'by algebra' | 'not';
}

/** How far a derivation of so many steps was followed. */
export function chainSentence(count: number, judged: readonly Pick<JudgedStep, 'follows'>[]): string {
  if (judged.at(-1)!.follows === 'not')
    return judged.length === 1
      ? 'The first step does not follow.'
      : `${counted(judged.length - 1, 'step')} ${judged.length === 2 ? 'follows' : 'follow'}, the next does not.`;
  if (judged.every(({ follows }) => follows === 'by algebra'))
    return `All ${counted(count, 'step')} follow by algebra: the derivation says nothing of the flow.`;
  return count === 1 ? 'The step follows.' : `All ${counted(count, 'step')} follow.`;
}

/** The corrections that were found for a formula file that fails; empty where none was looked for. */
export function renderRepair(record: RunRecord, { colour, width }: TerminalOptions): string {
  const columns = columnsWithin(width);
  const paint = paintFor(colour);
  return record.claims
    .flatMap(({ check }) => (check?.repair === undefined ? [] : [...repairLines(check.repair, columns, paint), '']))
    .join('\n');
}

function repairLines(repair: RepairRecord, width: number, paint: Paint): string[] {
  const proposals = (some: readonly ProposalRecord[]): string[] =>
    some.flatMap(proposal => ['', ...proposalLines(proposal, width, paint)]);
  return [
    '',
    ...wrap(repairSentence(repair), width, 2).map(text => paint('bold', text)),
    ...proposals(repair.proposals.length > 0 ? repair.proposals : repair.partial),
  ];
}

function proposalLines(
  { edits, changes, held, judged, sameAs }: ProposalRecord,
  width: number,
  paint: Paint,
): string[] {
  const others =
    sameAs.length === 0 ? '' : `, the same as ${sameAs.map(same => same.map(clean).join(' and ')).join(', or ')}`;
  return [
    ...wrap(`  ${edits.map(clean).join(' and ')} (held on ${held} of ${judged} cases${others})`, width, 4),
    ...changes.flatMap(({ before, after }) => [
      ...wrap(`    - ${clean(before)}`, width, 6).map(text => paint('red', text)),
      ...wrap(`    + ${clean(after)}`, width, 6).map(text => paint('green', text)),
    ]),
  ];
}

/** More cases than asked for are drawn where too few of these have a value. */
function casesJudged(judged: number, runs: number): string {
  return judged <= runs
    ? `${plainNumber(judged)} of ${plainNumber(runs)} cases judged`
    : `${plainNumber(judged)} cases judged, ${plainNumber(judged - runs)} more than asked for, as too few of those had a value`;
}

function checkLines(
  record: RunRecord,
  claim: ClaimRecord,
  check: FormulaCheckRecord,
  width: number,
  paint: Paint,
): string[] {
  const line = (text: string, indent = 2): string[] => wrap(text, width, indent);
  const reading = claim.readings[0]!;
  const { cases, digits, worstResidual, leastMargin } = reading;
  const facts = [
    `${casesJudged(cases.judged, record.runs)}: ${plainNumber(cases.held)} held, ${plainNumber(cases.failed)} failed, ${plainNumber(cases.undecided)} undecided; ${plainNumber(cases.discarded)} more lay outside`,
    ...(digits === undefined ? [] : [`${plainNumber(digits.worst)} digits agree at worst`]),
    ...(worstResidual === undefined ? [] : [`worst residual ${clean(worstResidual)}`]),
    ...(leastMargin === undefined ? [] : [`least margin ${clean(marginInWords(leastMargin))}`]),
    `seed ${plainNumber(record.seed)}`,
    `${plainNumber(record.digits)} digits asked for`,
    `${plainNumber(record.timing.seconds)} s`,
  ];
  return [
    ...line(clean(`${claim.title}, judged on ${check.scope}`)).map(text => paint('bold', text)),
    ...line(`claims ${clean(check.claims)}`),
    ...(reading.hypotheses.length === 0
      ? []
      : line(`given ${reading.hypotheses.map(({ name }) => clean(name)).join('; ')}`)),
    ...check.notes.flatMap(note => line(clean(note))),
    ...misfitLines(check, width),
    '',
    paint(
      ['bold', VERDICT_STYLE[claim.verdict]].flat() as Parameters<Paint>[0],
      `${VERDICT_SIGN[claim.verdict]} ${claim.verdict}`,
    ),
    ...(claim.verdict === 'holds with an extra hypothesis'
      ? line(`  ${clean(claim.readings.at(-1)!.hypotheses.at(-1)!.meaning)}`, 4)
      : []),
    ...line(`  ${facts.join(' · ')}`, 4),
    ...(record.interrupted
      ? line('STOPPED before the end: this is what was judged so far.').map(text => paint(['bold', 'red'], text))
      : []),
    ...sharpnessLines(claim.mutants, width),
    ...(claim.counterexample === undefined
      ? []
      : ['', paint('bold', 'Counterexample'), ...indented(renderCounterexample(claim.counterexample, width - 2))]),
    ...(claim.witness === undefined
      ? []
      : ['', paint('bold', 'Witness'), ...indented(renderCounterexample(claim.witness, width - 2))]),
    ...hypothesisLines(check, width, paint),
    ...check.maps.flatMap(map => ['', ...mapLines(map, paint)]),
    ...(check.maps.length === 0 ? [] : line(MAP_LEGEND).map(text => paint('dim', text))),
    ...(check.conditioning === undefined
      ? []
      : ['', ...conditioningSentences(check.conditioning).flatMap(sentence => line(sentence))]),
    '',
  ];
}

function hypothesisLines(check: FormulaCheckRecord, width: number, paint: Paint): string[] {
  const sentences = holdsUnderSentences(check);
  if (sentences.length === 0) return [];
  return ['', paint('bold', 'Hypotheses'), ...sentences.flatMap(sentence => wrap(`  ${clean(sentence)}`, width, 4))];
}

function indented(text: string): string[] {
  return text.split('\n').map(part => `  ${part}`);
}

const MOST_MISFITS = 4;

function misfitLines({ misfits }: FormulaCheckRecord, width: number): string[] {
  if (misfits.length === 0) return [];
  const more = misfits.length - MOST_MISFITS;
  return [
    '',
    ...wrap(`Sizes do not fit in ${counted(misfits.length, 'place')}; there the formula has no value:`, width, 2),
    ...misfits
      .slice(0, MOST_MISFITS)
      .flatMap(({ message, picture }) => [...wrap(`  ${clean(message)}`, width, 4), ...pictureLines(picture, width)]),
    ...(more > 0 ? [`  and ${counted(more, 'place')} more, in the report`] : []),
  ];
}

function sharpnessLines(mutants: readonly MutantRecord[], width: number): string[] {
  if (mutants.length === 0) return [];
  const wrong = mutants.filter(({ same }) => same !== true);
  const survived = wrong.filter(({ killed }) => !killed);
  const right = mutants.filter(({ same }) => same === true);
  const named = (title: string, some: readonly MutantRecord[]): string =>
    some.length === 0
      ? ''
      : `; ${title}: ${some.map(({ name, why }) => clean(why === undefined ? name : `${name} (${why})`)).join(', ')}`;
  const text = `${wrong.length - survived.length} of ${counted(wrong.length, 'wrong version')} of the formula were refuted by the same check`;
  return wrap(`  ${text}${named('not told apart', survived)}${named('tried too, but right', right)}`, width, 4);
}

function mapLines({ rowAxis, columnAxis, columns, rows }: RegimeMap, paint: Paint): string[] {
  const body = rows.map(({ value, cells }) => [
    value,
    ...cells.map(cell => {
      const counts = cellCounts(cell).map(({ sign, count }) => `${count}${sign}`);
      return counts.length === 0 ? emptyCell(cell) : counts.join(' ');
    }),
  ]);
  const all = [[rowAxis, ...columns], ...body].map(row => row.map(clean));
  const widths = all[0]!.map((_, j) => Math.max(...all.map(row => displayWidth(row[j]!))));
  const texts = all.map(row =>
    row
      .map((text, j) => text + ' '.repeat(widths[j]! - displayWidth(text)))
      .join('  ')
      .trimEnd(),
  );
  return [paint('bold', `${texts[0]!}  (${clean(columnAxis)})`), ...texts.slice(1)];
}
