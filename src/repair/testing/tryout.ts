import { readFile } from 'node:fs/promises';
import type fc from 'fast-check';
import { TRUTH } from '../../../oracles/testing/truth.ts';
import {
  anguita2024Eq436,
  anguita2024Eq436Symbols,
  moment,
  rateFromData,
  rateOfLoss,
  thm441RateOfLoss,
} from '../../../properties/claims/anguita2024/thm441RateOfLoss.ts';
import { CLAIMS } from '../../../properties/claims/index.ts';
import { valueOfFile } from '../../check/evaluateFile.ts';
import { float64Bindings, float64Truth } from '../../check/inFloat64.ts';
import { judgeFormula } from '../../check/judgeFormula.ts';
import type { OpenOfTwo } from '../../check/testing/open.ts';
import { openFormula } from '../../check/testing/open.ts';
import { FormulaError } from '../../formula/formulaError.ts';
import { provablyEqual } from '../../formula/normalForm.ts';
import { parseFormula } from '../../formula/parseFormula.ts';
import type { Case } from '../../judge/case.ts';
import type { Judge, Reading } from '../../judge/claim.ts';
import { failure } from '../../judge/compare.ts';
import { readLedger } from '../../judge/ledger.ts';
import { Matrix } from '../../numbers/matrix.ts';
import { repairFormula } from '../repair.ts';
import type { RepairOptions, RepairResult } from '../repairSearch.ts';
import { outcomeOn, screenOf, TOLERANCE } from '../screen.ts';
import { bindCase, screenCases } from '../screenCases.ts';
import { sharpness } from '../sharpness.ts';
import { CORRECT_FORMULAS, fileTextOf } from './correctFormulas.ts';
import { plantMisprints } from './plantMisprints.ts';

// What the repair search makes of real and of planted misprints, as Markdown on stdout:
//   npx tsx src/repair/testing/tryout.ts [ledger] [planted] [sharpness] [--seconds=60] [--seed=1] [--only=text]
// A bench: it prints figures and fails nothing.

const asked = process.argv.slice(2);
const option = (name: string, otherwise: string): string =>
  asked.find(word => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const parts = asked.filter(word => !word.startsWith('--'));
const wants = (part: string): boolean => parts.length === 0 || parts.includes(part);
const SECONDS = Number(option('seconds', '60'));
const SEED = Number(option('seed', '1'));
const ONLY = option('only', '');
const DIGITS = 30;

type Search = Pick<
  RepairOptions,
  'formula' | 'judgeOf' | 'cases' | 'hypotheses' | 'truthOf' | 'bind' | 'at' | 'digits' | 'seed'
>;

/** A search as `dlo check` makes it. */
function searchOf({ file, reading }: OpenOfTwo): Search & Required<Pick<Search, 'bind'>> {
  return {
    formula: file.formula,
    judgeOf: edited => whereReal(judgeFormula(file, edited())),
    cases: reading.cases,
    hypotheses: reading.hypotheses,
    truthOf: given => float64Truth(file, given, TRUTH),
    bind: given => float64Bindings(file, given, TRUTH),
    ...(file.at !== undefined && { at: file.at }),
    digits: DIGITS,
    seed: SEED,
  };
}

/** A formula that leads to complex numbers is no repair. */
function whereReal(judge: Judge): Judge {
  return (given, effort) => {
    try {
      return judge(given, effort);
    } catch (error) {
      if (error instanceof FormulaError && ['NOT_REAL', 'LIMIT'].includes(error.code))
        return failure('', error.message);
      throw error;
    }
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function cell(text: string): string {
  const short = text.length > 700 ? `${text.slice(0, 697)}…` : text;
  return short.replaceAll('|', '\\|');
}

function found({ proposals, partial, stoppedBecause }: RepairResult): string {
  const [first] = proposals;
  if (first !== undefined) {
    const edits = first.edits.map(({ description }) => description).join('; ');
    return `${edits} (${proposals.length} found, held on ${first.heldCases} cases)`;
  }
  const [near] = partial;
  if (near === undefined) return `none (${stoppedBecause})`;
  const where = near.failsWhere.length > 0 ? `, fails where ${near.failsWhere.join(', ')}` : '';
  const edit = near.edits[0]!.description;
  return `none (${stoppedBecause}); nearest: ${edit}, right on ${near.heldCases} of ${near.judgedCases}${where}`;
}

function figures({ proposals, tried, seconds }: RepairResult): string {
  const after = proposals[0]?.foundAfter.toFixed(1) ?? '–';
  return `${after} | ${seconds.toFixed(1)} | ${tried.one} | ${tried.two}`;
}

/** eq. 4.36 of anguita2024 is judged by a judge of its own, in exact numbers. */
const EQ_436: Search = {
  formula: parseFormula(anguita2024Eq436, { name: 'anguita2024/eq-4.36', symbols: anguita2024Eq436Symbols }),
  judgeOf: rateOfLoss,
  cases: thm441RateOfLoss.readings[0].cases as fc.Arbitrary<Case>,
  hypotheses: thm441RateOfLoss.readings[0].hypotheses,
  truthOf: given => new Matrix(1, 1, [rateFromData(given).toNumber()]),
  digits: DIGITS,
  seed: SEED,
};

async function ledgerTable(): Promise<void> {
  const { verdicts } = await readLedger();
  print('| claim | cases | repair | found after s | stopped after s | one edit | two edits |');
  print('| --- | --- | --- | --- | --- | --- | --- |');
  for (const { id, readings } of CLAIMS) {
    const verdict = verdicts[id];
    if (verdict !== undefined && !verdict.startsWith('refuted')) continue;
    if (verdict === undefined && !readings.some(({ name }) => name === 'as corrected')) continue;
    if (!id.includes(ONLY)) continue;
    const [printed] = readings;
    const search = id === 'anguita2024/thm-4.4.1.2' ? withMoment(EQ_436) : await printedSearch(id, printed.formulaFile);
    if (search === undefined) continue;
    if (typeof search === 'string') {
      print(`| ${id} | printed | not begun: ${cell(search)} | – | – | – | – |`);
      continue;
    }
    const result = await repairFormula({ truth: TRUTH, ...search, seconds: SECONDS });
    print(`| ${id} | printed | ${cell(found(result))} | ${figures(result)} |`);
    const corrected = readings.at(-1)!;
    const [few, more] = [printed, corrected].map(({ hypotheses }) => hypotheses.map(({ name }) => name).join(', '));
    if (result.proposals.length > 0 || few === more) continue;
    const { cases, hypotheses } = corrected as Reading<Case>;
    const again = await repairFormula({ truth: TRUTH, ...search, cases, hypotheses, seconds: SECONDS });
    print(`| ${id} | corrected: ${more} | ${cell(found(again))} | ${figures(again)} |`);
  }
}

function withMoment(search: Search): Search {
  const bind = bindCase(search.formula);
  return { ...search, bind: given => bind({ ...given, extra: { ...moment(given) } }) };
}

const RICCATI = new URL('../../../examples/formulas/domine2025-lemma-a.1.txt', import.meta.url);

async function printedSearch(id: string, formulaFile: string | undefined): Promise<Search | string | undefined> {
  // This claim is judged in exact numbers; the same equation stands in an example.
  const isRiccati = id === 'domine2025/lemma-a.1:riccati-equation';
  const text = formulaFile ?? (isRiccati ? await readFile(RICCATI, 'utf8') : undefined);
  try {
    return text === undefined ? undefined : searchOf(openFormula(text, id));
  } catch (error) {
    // A formula that fits for no network is refused before it is judged.
    if (error instanceof FormulaError) return error.message;
    throw error;
  }
}

async function plantedTable(): Promise<void> {
  print('| formula | planted | repair | the planted one | found after s | stopped after s | one edit | two edits |');
  print('| --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const [index, correct] of CORRECT_FORMULAS.entries()) {
    if (!correct.title.includes(ONLY)) continue;
    const open = openFormula(fileTextOf(correct), correct.title);
    const search = searchOf(open);
    const matters = await differsOnScreen(search);
    const { formula, misprints } = plantMisprints(open.file.formula, 1 + (index % 2), SEED * 1000 + index, matters);
    const result = await repairFormula({ truth: TRUTH, ...search, formula, seconds: SECONDS });
    const planted = misprints.map(({ kind, description }) => `${kind}, ${description}`).join('; ');
    const [first] = result.proposals;
    const isSame = first && provablyEqual(open.file.formula, parseFormula(first.formula, { symbols: formula.symbols }));
    const same = first === undefined ? '–' : isSame ? 'yes' : 'another one';
    print(`| ${correct.title} | ${cell(planted)} | ${cell(found(result))} | ${same} | ${figures(result)} |`);
  }
}

/** Whether a formula is wrong on a case of the screen: beyond doubt where it has a value. */
async function differsOnScreen(
  search: ReturnType<typeof searchOf>,
): Promise<(formula: RepairOptions['formula']) => boolean> {
  const { cases, hypotheses = [], truthOf, bind } = search;
  const screening = await screenCases({ cases, hypotheses, truthOf, bind, seed: SEED, count: 10, pool: 60 });
  return formula => {
    const { trees, values, ...screen } = screenOf(formula, screening, search.at);
    const changed = new Uint8Array(trees.length);
    const errors = screening.map(
      (_one, i) => outcomeOn({ trees, values, ...screen }, i, trees, [{ values: values[i]!, changed }]).error,
    );
    return errors.some(error => !(error <= 1000 * TOLERANCE));
  };
}

async function sharpnessTable(): Promise<void> {
  print('| formula | mutants | refuted | equal, proven | equal on every case | not told apart | share | s |');
  print('| --- | --- | --- | --- | --- | --- | --- | --- |');
  const lines: string[] = [];
  for (const correct of CORRECT_FORMULAS) {
    if (!correct.title.includes(ONLY)) continue;
    const open = openFormula(fileTextOf(correct), correct.title);
    const started = performance.now();
    const { tried, refuted, share, survivors } = await sharpness({
      truth: TRUTH,
      ...searchOf(open),
      evaluateAt: valueOfFile(open.file, TRUTH),
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const [proven, same, other] = [
      survivors.filter(({ equal, why }) => equal && why.includes('rewriting')).length,
      survivors.filter(({ equal, why }) => equal && !why.includes('rewriting')).length,
      survivors.filter(({ equal }) => !equal),
    ];
    const percent = (100 * share).toFixed(2);
    print(
      `| ${correct.title} | ${tried} | ${refuted} | ${proven} | ${same} | ${other.length} | ${percent} % | ${seconds} |`,
    );
    for (const { description, why } of survivors.filter(({ why }) => !why.includes('rewriting')))
      lines.push(`- ${correct.title}: ${cell(description)}: ${why}`);
  }
  print(`\n${lines.join('\n')}`);
}

for (const [part, table] of Object.entries({ ledger: ledgerTable, planted: plantedTable, sharpness: sharpnessTable })) {
  if (!wants(part)) continue;
  print(`\n## ${part}\n`);
  await table();
}
