// Judges formula files with twenty seeds each and prints their verdicts; exit code 1 where one depends on the seed.
// npx tsx src/check/testing/twentySeeds.ts [FILE…]   (all of examples/formulas/ if none is named)
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { verdictsBySeed } from './verdictsBySeed.ts';

const SEEDS = Array.from({ length: 20 }, (_, index) => 1000 * index + 7);
const OPTIONS = { runs: 40, digits: 15, workers: 0 };

const folder = fileURLToPath(new URL('../../../examples/formulas/', import.meta.url));
const named = process.argv.slice(2);
const files = named.length > 0 ? named : readdirSync(folder).map(name => `${folder}${name}`);
let stable = true;
for (const file of files) {
  const verdicts = await verdictsBySeed(readFileSync(file, 'utf8'), file, SEEDS, OPTIONS);
  const found = [...verdicts].map(([verdict, seeds]) => `${verdict} (${seeds.length})`).join(', ');
  process.stdout.write(`${file.replace(folder, '')}: ${found}\n`);
  if (verdicts.size > 1) stable = false;
}
process.exitCode = stable ? 0 : 1;
