// Judges the statements of examples/field/ on some cases each, and prints a table; exit code 1 where one that is right fails
// or is left open on more than one case, or a wrong twin is not refuted. npx tsx src/check/testing/judgeField.ts [--runs N] [NAME…]
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseFormulaFile } from '../../formula/formulaFile.ts';
import { isShownByWitness } from '../../formula/quantifiers.ts';
import { judgedOnSomeCases } from './judgedOnSomeCases.ts';

const folder = fileURLToPath(new URL('../../../examples/field/', import.meta.url));
const all = readdirSync(folder).flatMap(name => (name.endsWith('.claim') ? [name.slice(0, -'.claim'.length)] : []));
const { values, positionals: named } = parseArgs({
  options: { runs: { type: 'string', default: '20' } },
  allowPositionals: true,
});
const runs = Number(values.runs);
let isRight = true;
for (const name of all.filter(one => named.length === 0 || named.includes(one))) {
  const start = Date.now();
  const text = readFileSync(`${folder}${name}.claim`, 'utf8');
  const { quantifier } = parseFormulaFile(text, name);
  const { held, failed, undecided, confirmed } = await judgedOnSomeCases(text, `${name}.claim`, {
    seed: 7,
    runs,
    digits: 20,
  });
  const isWrong = name.endsWith('-wrong');
  // A case at extreme sizes may be beyond the oracle.
  const others = quantifier === 'not for some' ? held : failed;
  const isAsSaid = isWrong || isShownByWitness(quantifier) ? confirmed : others === 0 && undecided <= 1;
  if (!isAsSaid) isRight = false;
  const counts = `${held} held, ${failed} failed, ${undecided} undecided${confirmed ? ', confirmed' : ''}`;
  process.stdout.write(
    `${isAsSaid ? '✓' : '✗'} ${name.padEnd(42)} ${counts} ${((Date.now() - start) / 1000).toFixed(0)} s\n`,
  );
}
process.exitCode = isRight ? 0 : 1;
