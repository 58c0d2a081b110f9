import { byPaper } from '../reports/byPaper.ts';
import { readLedger } from '../src/judge/ledger.ts';
import { EXIT } from './exit.ts';
import { findClaims } from './findClaims.ts';

/** `dlo list`: claims by paper and section, all or those that names stand for, with the verdicts of the ledger. */
export async function list(names: readonly string[]): Promise<number> {
  const named = findClaims(names);
  const { verdicts, fairReadings } = await readLedger();
  const width = Math.max(...named.map(({ id }) => id.length));
  const claims = named.map(({ id, section }) => ({
    id,
    source: { paper: id.split('/')[0]!, section },
    verdict: verdicts[id],
  }));
  const lines = byPaper(claims).flatMap(({ title, counts, sections }) => [
    '',
    `${title} — ${counts}`,
    ...sections.flatMap(section => [
      `  ${section.title} — ${section.counts}`,
      ...section.claims.map(
        ({ id, verdict }) =>
          `    ${id.padEnd(width)}  ${fairReadings[id] === 'held' ? 'fair reading holds; ' : ''}${verdict ?? 'not in the ledger'}`,
      ),
    ]),
  ]);
  process.stdout.write(`${lines.slice(1).join('\n')}\n`);
  return EXIT.ok;
}
