import { caseHash } from '../../properties/caseJson.ts';
import type { Claim } from '../../properties/claim.ts';
import { counterexamplePath, readCounterexamples } from '../../properties/counterexample.ts';
import { readLedger } from '../../properties/ledger.ts';
import { FAIR_READING_HOLDS } from '../../reports/words.ts';
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
  const { verdicts, fairReadings } = await readLedger();
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
