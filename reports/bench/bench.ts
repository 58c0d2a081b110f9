import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeWhole } from '../../src/writeWhole.ts';
import { claimsSections } from './claims.ts';
import { elementarySections } from './elementary.ts';
import { oracleSections } from './oracle.ts';
import { findInterpreters, peersLine } from './peers/interpreters.ts';
import type { BenchSettings } from './settings.ts';
import { quoted, shortSection, shortTable } from './short.ts';
import { solverSections } from './solver.ts';
import { subjectsSections } from './subjects.ts';
import { renderSection, type Section } from './table.ts';
import { verifySections } from './verify.ts';

// Figures for people, not a gate: `npm run bench [-- --quick] [-- --only solver,oracle,elementary,claims,subjects,verify]`.

const PARTS = {
  solver: solverSections,
  oracle: oracleSections,
  elementary: elementarySections,
  claims: claimsSections,
  subjects: subjectsSections,
  verify: verifySections,
} satisfies Record<string, (settings: BenchSettings) => Promise<Section[]>>;

type Part = keyof typeof PARTS;
const NAMES = Object.keys(PARTS) as Part[];

const LAST = fileURLToPath(new URL('last.md', import.meta.url));
const PAGE = fileURLToPath(new URL('../../docs/bench.md', import.meta.url));

async function main(): Promise<void> {
  const { quick, only } = readOptions();
  const interpreters = findInterpreters();
  const settings = { quick, rounds: quick ? 3 : 5, atLeast: quick ? 0.02 : 0.1, interpreters };
  const header = [
    '# Figures of the last bench',
    `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores. Medians of several rounds where not said otherwise.`,
    peersLine(interpreters),
    '',
  ].join('\n\n');
  process.stdout.write(header);
  const sections: Section[] = [];
  for (const name of only ?? NAMES.filter(part => !(quick && part === 'verify'))) {
    process.stderr.write(`bench: ${name} …\n`);
    for (const section of await PARTS[name](settings)) {
      process.stdout.write(`${renderSection(section)}\n`);
      sections.push(section);
    }
  }
  // Part of a bench must not take the place of a whole one.
  if (quick || only !== undefined) return;
  const last = header + [shortSection(sections), ...sections].map(renderSection).join('\n');
  await writeWhole(LAST, last);
  await writeWhole(PAGE, quoted(await readFile(PAGE, 'utf8'), shortTable(last)));
}

function readOptions(): { quick: boolean; only: readonly Part[] | undefined } {
  const { quick, only } = parseArgs({
    options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
  }).values;
  const parts = only?.split(',');
  const unknown = parts?.find(part => !Object.hasOwn(PARTS, part));
  if (unknown !== undefined) throw new RangeError(`--only must be among ${NAMES.join(', ')}, got ${unknown}`);
  return { quick, only: parts as Part[] | undefined };
}

try {
  await main();
} catch (error) {
  process.stderr.write(`bench: ${(error as Error).message}\n`);
  process.exitCode = 2;
}
