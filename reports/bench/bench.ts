import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeWhole } from '../../src/writeWhole.ts';
import { claimsSections } from './claims.ts';
import { elementarySections } from './elementary.ts';
import { growthSection } from './growth.ts';
import { oracleSections } from './oracle.ts';
import { findInterpreters, peersLine } from './peers/interpreters.ts';
import { comparison, comparisonText, machineOf } from './regressions.ts';
import type { BenchSettings } from './settings.ts';
import { quoted, shortSection, shortTable } from './short.ts';
import { solverSections } from './solver.ts';
import { startSections } from './start.ts';
import { subjectsSections } from './subjects.ts';
import { duration, renderSection, type Section } from './table.ts';
import { verifySections } from './verify.ts';

// Figures for people: `npm run bench [-- --quick] [-- --only solver,oracle,elementary,claims,subjects,start,verify] [-- --compare]`.
// With --compare it keeps nothing and exits with 1 where a figure of ours is 1.3 times worse than the stored one.

const PARTS = {
  solver: solverSections,
  oracle: oracleSections,
  elementary: elementarySections,
  claims: claimsSections,
  subjects: subjectsSections,
  start: startSections,
  verify: verifySections,
} satisfies Record<string, (settings: BenchSettings) => Promise<Section[]>>;

type BenchPart = keyof typeof PARTS;
const NAMES = Object.keys(PARTS) as BenchPart[];

const LAST = fileURLToPath(new URL('last.md', import.meta.url));
const PAGE = fileURLToPath(new URL('../../docs/bench.md', import.meta.url));

async function main(): Promise<void> {
  const { quick, only, compare } = readOptions();
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
  let failed = false;
  for (const name of only ?? NAMES.filter(part => !(quick && part === 'verify'))) {
    process.stderr.write(`bench: ${name} …\n`);
    const begin = performance.now();
    try {
      for (const section of await PARTS[name](settings)) {
        process.stdout.write(`${renderSection(section)}\n`);
        sections.push(section);
      }
    } catch (error) {
      // What the other parts measure is not lost.
      failed = true;
      process.stderr.write(`bench: ${name}: ${(error as Error).message}\n`);
      process.exitCode = 2;
    }
    process.stderr.write(`bench: ${name} took ${duration((performance.now() - begin) / 1000)}\n`);
  }
  const growth = growthSection(sections);
  process.stdout.write(`${renderSection(growth)}\n`);
  if (compare) {
    const stored = await readFile(LAST, 'utf8');
    if (machineOf(stored) !== machineOf(header))
      throw new Error(`--compare needs figures of this machine (${machineOf(header)}), got ${machineOf(stored)}`);
    const found = comparison(stored, sections);
    process.stdout.write(`${comparisonText(found)}\n`);
    process.exitCode ??= found.regressions.length > 0 ? 1 : 0;
    return;
  }
  // Part of a bench must not take the place of a whole one.
  if (quick || only !== undefined || failed) return;
  const last = header + [shortSection(sections), growth, ...sections].map(renderSection).join('\n');
  await writeWhole(LAST, last);
  await writeWhole(PAGE, quoted(await readFile(PAGE, 'utf8'), shortTable(last)));
}

function readOptions(): { quick: boolean; only: readonly BenchPart[] | undefined; compare: boolean } {
  const { quick, only, compare } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      compare: { type: 'boolean', default: false },
    },
  }).values;
  const parts = only?.split(',');
  const unknown = parts?.find(part => !Object.hasOwn(PARTS, part));
  if (unknown !== undefined) throw new RangeError(`--only must be among ${NAMES.join(', ')}, got ${unknown}`);
  return { quick, only: parts as BenchPart[] | undefined, compare };
}

try {
  await main();
} catch (error) {
  process.stderr.write(`bench: ${(error as Error).message}\n`);
  process.exitCode = 2;
}
