import { FAIR_READING_HOLDS } from '../reports/words.ts';
import type { AnyCase } from '../src/judge/case.ts';
import { caseHash } from '../src/judge/caseJson.ts';
import { caseRanges } from '../src/judge/caseRanges.ts';
import type { Claim, Reading } from '../src/judge/claim.ts';
import { counterexamplePath, readCounterexamples } from '../src/judge/counterexample.ts';
import { drawCases } from '../src/judge/drawCases.ts';
import { readLedger } from '../src/judge/ledger.ts';
import { EXIT } from './exit.ts';
import { findClaims } from './findClaims.ts';

/** `dlo show CLAIM`: what a claim says, where it stands, what it assumes, and what is known against it; all that a name stands for. */
export async function showClaims(name: string): Promise<number> {
  for (const [index, claim] of findClaims([name]).entries()) {
    process.stdout.write(`${index > 0 ? '\n' : ''}${await textOf(claim)}`);
  }
  return EXIT.ok;
}

async function textOf(claim: Claim): Promise<string> {
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
