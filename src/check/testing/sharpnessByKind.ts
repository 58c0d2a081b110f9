// How many wrong versions of right statements are refuted, by kind of statement: of every file of examples/field/ that is right, or of those named, what `dlo
// check` tries, one near-miss of each kind. Prints a table. npx tsx src/check/testing/sharpnessByKind.ts [--runs N] [NAME…]
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { derivationSteps } from '../../formula/derivation.ts';
import { claimsCourse, type FormulaFile, joinsByOrder, parseFormulaFile } from '../../formula/formulaFile.ts';
import { placeOfLimitInTime } from '../../formula/limitsIn.ts';
import { statesMoments } from '../../formula/randomness.ts';
import { checkFormula } from './open.ts';

const folder = fileURLToPath(new URL('../../../examples/field/', import.meta.url));
const { values, positionals: named } = parseArgs({
  options: { runs: { type: 'string', default: '20' } },
  allowPositionals: true,
});
const all = readdirSync(folder).flatMap(name =>
  /(?<!-wrong)\.claim$/.test(name) ? [name.slice(0, -'.claim'.length)] : [],
);

interface Tally {
  files: number;
  tried: number;
  refuted: number;
  same: number;
  survivors: string[];
}

const byKind = new Map<string, Tally>();
for (const name of named.length === 0 ? all : named) {
  const text = readFileSync(`${folder}${name}.claim`, 'utf8');
  for (const step of derivationSteps(text, name) ?? [{ text }]) {
    const file = parseFormulaFile(step.text, name);
    if (file.quantifier !== 'for all') continue;
    const kind = kindOf(file);
    const { record } = await checkFormula(step.text, name, {
      ...{ seed: 20_251, runs: Number(values.runs), digits: 20, version: '', workers: 0, fileOf: () => '' },
    });
    const { mutants } = record.claims[0]!;
    const tally = byKind.get(kind) ?? { files: 0, tried: 0, refuted: 0, same: 0, survivors: [] };
    tally.files += 1;
    tally.tried += mutants.length;
    tally.refuted += mutants.filter(({ killed }) => killed).length;
    tally.same += mutants.filter(({ killed, same }) => !killed && same === true).length;
    tally.survivors.push(
      ...mutants.filter(({ killed, same }) => !killed && !same).map(one => `${name}: ${one.name} (${one.why})`),
    );
    byKind.set(kind, tally);
    process.stderr.write(`${name} ${mutants.length}\n`);
  }
}
process.stdout.write(
  '| kind | files | wrong versions | refuted | no wrong ones | share |\n| --- | --- | --- | --- | --- | --- |\n',
);
for (const [kind, { files, tried, refuted, same, survivors }] of byKind) {
  const share = tried === same ? '' : `${((100 * refuted) / (tried - same)).toFixed(1)} %`;
  process.stdout.write(`| ${kind} | ${files} | ${tried} | ${refuted} | ${same} | ${share} |\n`);
  for (const survivor of survivors) process.stderr.write(`  survives: ${survivor}\n`);
}

function kindOf(file: FormulaFile): string {
  const { claims, formula, order, path, steps, deep, sequence } = file;
  if (sequence !== undefined) return 'tasks in sequence';
  if (order !== undefined) return 'remainder `O(…)`';
  if (path !== undefined) return 'limit in λ, scale, S';
  if (placeOfLimitInTime(formula) !== undefined) return 'limit in t';
  if (statesMoments(formula)) return '`E`, `Var`';
  if (steps !== undefined) return 'steps';
  if (joinsByOrder(claims)) return `\`${claims}\``;
  if (claims === 'conserved') return '`conserved`';
  if (claimsCourse(claims)) return '`nonincreasing`, …';
  if (deep !== undefined) return 'equation, any depth';
  if ((formula.loops ?? []).length > 0) return 'equation with indices';
  return claims === 'equation' ? 'equation' : 'quantity';
}
