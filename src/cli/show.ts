import { caseHash } from '../../properties/caseJson.ts';
import { counterexamplePath, readCounterexamples } from '../../properties/counterexample.ts';
import { readLedger } from '../../properties/ledger.ts';
import { DloError } from '../errors.ts';
import { EXIT } from './exit.ts';
import { findClaims } from './findClaims.ts';

/** `dlo show CLAIM`: what a claim says, where it stands, what it assumes, and what is known against it. */
export async function showClaim(id: string): Promise<number> {
  const found = findClaims([id]);
  if (found.length > 1) {
    throw new DloError(
      'UNKNOWN_NAME',
      'claim',
      `must be one claim (${found.length} begin like this, see "dlo list")`,
      id,
    );
  }
  const claim = found[0]!;
  const { verdicts } = await readLedger();
  const lines = [
    `${claim.id}  ${claim.title}`,
    `Source: ${claim.id.split('/')[0]}, ${claim.place}`,
    `Verdict in the ledger: ${verdicts[claim.id] ?? 'none yet'}`,
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
        `  npx dlo replay ${counterexamplePath(claim.id, caseHash(given))}`,
      );
    }
  }
  process.stdout.write(`${lines.join('\n')}\n`);
  return EXIT.ok;
}
