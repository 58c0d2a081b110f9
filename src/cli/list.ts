import { THEOREMS } from '../../properties/claim.ts';
import { CLAIMS } from '../../properties/claims/index.ts';
import { readLedger } from '../../properties/ledger.ts';
import { EXIT } from './exit.ts';

/** `dlo list`: every claim by theorem, with the verdict of the ledger. */
export async function list(): Promise<number> {
  const { verdicts } = await readLedger();
  const width = Math.max(...CLAIMS.map(({ id }) => id.length));
  const lines = THEOREMS.flatMap(theorem => [
    '',
    theorem,
    ...CLAIMS.filter(claim => claim.theorem === theorem).map(
      ({ id }) => `  ${id.padEnd(width)}  ${verdicts[id] ?? 'not in the ledger'}`,
    ),
  ]);
  process.stdout.write(`${lines.slice(1).join('\n')}\n`);
  return EXIT.ok;
}
