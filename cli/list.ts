import { CLAIMS } from '../properties/claims/index.ts';
import { byPaper } from '../reports/byPaper.ts';
import { readLedger } from '../src/judge/ledger.ts';
import { EXIT } from './exit.ts';

/** `dlo list`: every claim by paper and section, with the verdict of the ledger. */
export async function list(): Promise<number> {
  const { verdicts, fairReadings } = await readLedger();
  const width = Math.max(...CLAIMS.map(({ id }) => id.length));
  const claims = CLAIMS.map(({ id, section }) => ({
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
