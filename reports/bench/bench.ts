import { rename, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { claimsSection } from './claims.ts';
import { oracleSection } from './oracle.ts';
import { solverSection } from './solver.ts';
import { renderSection, type Section } from './table.ts';
import { verifySection } from './verify.ts';

// Figures for people, not a gate: `npm run bench [-- --quick] [-- --only solver|oracle|claims|verify]`.

const PARTS = {
  solver: solverSection,
  oracle: oracleSection,
  claims: quick => claimsSection(quick ? 1 : 3),
  verify: verifySection,
} satisfies Record<string, (quick: boolean) => Section | Promise<Section>>;

const LAST = fileURLToPath(new URL('last.md', import.meta.url));

async function main(): Promise<void> {
  const { quick, only } = readOptions();
  const names = Object.keys(PARTS) as (keyof typeof PARTS)[];
  const wanted = names.filter(name => (only === undefined ? !(quick && name === 'verify') : name === only));
  const header = `# Figures of the last bench\n\nNode ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores. Medians of several rounds where not said otherwise.\n\n`;
  process.stdout.write(header);
  const sections: string[] = [];
  for (const name of wanted) {
    const section = renderSection(await PARTS[name](quick));
    process.stdout.write(`${section}\n`);
    sections.push(section);
  }
  // Part of a bench must not take the place of a whole one.
  if (wanted.length < names.length) return;
  const temporary = `${LAST}.${process.pid}.tmp`;
  await writeFile(temporary, header + sections.join('\n'));
  await rename(temporary, LAST);
}

function readOptions(): { quick: boolean; only: string | undefined } {
  const { quick, only } = parseArgs({
    options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
  }).values;
  if (only !== undefined && !Object.hasOwn(PARTS, only))
    throw new RangeError(`--only must be one of ${Object.keys(PARTS).join(', ')}, got ${only}`);
  return { quick, only };
}

try {
  await main();
} catch (error) {
  process.stderr.write(`bench: ${(error as Error).message}\n`);
  process.exitCode = 2;
}
