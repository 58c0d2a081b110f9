import { askedInWords, routeInWords } from '../reports/evidenceWords.ts';
import { counted } from '../reports/summary.ts';
import { FAIR_READING_HOLDS } from '../reports/words.ts';
import type { AnyCase } from '../src/judge/case.ts';
import { caseHash } from '../src/judge/caseJson.ts';
import { caseRanges } from '../src/judge/caseRanges.ts';
import type { Claim, Reading } from '../src/judge/claim.ts';
import { counterexamplePath, readCounterexamples } from '../src/judge/counterexample.ts';
import { drawCases } from '../src/judge/drawCases.ts';
import { readLedger } from '../src/judge/ledger.ts';
import type { RunRecord } from '../src/judge/runRecord.ts';
import { visibleText } from '../src/visibleText.ts';
import { EXIT } from './exit.ts';
import { findClaims } from './findClaims.ts';

export interface ShowOptions {
  /** The record of a run. */
  readonly record?: string;
}

/**
 * `dlo show CLAIM`: what a claim says, where it stands, what it assumes, and what is known against it; all that a name stands for. With a
 * record, how its readings were judged in that run, too, and who was asked.
 */
export async function showClaims(name: string, { record }: ShowOptions = {}): Promise<number> {
  const claims = findClaims([name]);
  const run =
    record === undefined ? undefined : await (await import('../src/judge/readRunRecord.ts')).readRunRecord(record);
  for (const [index, claim] of claims.entries()) {
    process.stdout.write(`${index > 0 ? '\n' : ''}${await textOf(claim, run)}`);
  }
  return EXIT.ok;
}

async function textOf(claim: Claim, run: RunRecord | undefined): Promise<string> {
  const { verdicts, fairReadings, defaults } = await readLedger();
  const lines = [
    `${claim.id}  ${claim.title}`,
    `Source: ${claim.id.split('/')[0]}, ${claim.place}`,
    ...(fairReadings[claim.id] === 'held' ? [FAIR_READING_HOLDS] : []),
    `Verdict in the ledger: ${verdicts[claim.id] ?? 'none yet'}`,
    ...(claim.grade ? [`Kind of error: ${claim.grade}`] : []),
    ...(claim.notAsserted ? [`No error of the paper: ${claim.notAsserted}`] : []),
    ...(claim.restsOn ? [`Rests on: ${claim.restsOn.join(', ')}`] : []),
    ...(claim.note ? [claim.note] : []),
  ];
  for (const reading of claim.readings) {
    lines.push('', `${reading.name} (${reading.evidence})`, `  ${reading.statement}`);
    if (reading.formula)
      lines.push(
        ...reading.formula
          .trim()
          .split('\n')
          .map(line => `    ${line}`),
      );
    for (const { name, meaning } of reading.hypotheses) lines.push(`  given ${name}: ${meaning}`);
    const cases = await drawnCases(reading, defaults.seed);
    lines.push(`  judged on cases such as these ${cases.length} (seed ${defaults.seed}):`);
    for (const { what, range } of caseRanges(cases)) lines.push(`    ${what}: ${range}`);
  }
  if (run !== undefined) lines.push('', ...judgedLines(claim, run));
  for (const [reading, cases] of await readCounterexamples(claim.id)) {
    for (const given of cases) {
      lines.push(
        '',
        `Counterexample to the reading ${reading}:`,
        `  npx dlo replay ${counterexamplePath(claim.id, caseHash(given), reading)}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

/** How a run judged the readings of a claim: outcome, cases and who was asked, and by which route. */
function judgedLines({ id }: Claim, run: RunRecord): string[] {
  const judged = run.claims.find(claim => claim.id === id);
  const head = `In the record of ${visibleText(String(run.timing.started))} (seed ${run.seed}, ${run.runs} runs, ${run.digits} digits)`;
  if (judged === undefined) return [`${head}: not judged`];
  return [
    `${head}: ${judged.verdict}`,
    ...judged.readings.flatMap(({ reading, outcome, evidence, cases, asked = [], routes = [] }) => [
      `  ${reading}: ${outcome} (${evidence}, ${counted(cases.judged, 'case')})`,
      ...asked.map(one => `    asked: ${askedInWords(one)}`),
      ...routes.map(one => `    second route: ${routeInWords(one)}`),
    ]),
  ].map(line => visibleText(line));
}

/** Enough that an end of a range is seldom missed. */
const DRAWN = 60;

/** Nothing is judged: what the cases are is seen without it. */
async function drawnCases(reading: Reading, seed: number): Promise<AnyCase[]> {
  const cases: AnyCase[] = [];
  await drawCases(reading, { seed, runs: DRAWN, shrink: false }, given => {
    cases.push(given);
    return true;
  });
  return cases;
}
