import { type CaseOptions, caseArbitrary } from '../../properties/arbitraries/caseArbitrary.ts';
import type { Hypothesis } from '../../properties/hypotheses/hypothesis.ts';
import { FormulaError } from '../formula/formulaError.ts';
import { definitionsFor, type FormulaFile } from '../formula/formulaFile.ts';
import { type NearMiss, type NearMissOptions, nearMisses } from '../formula/nearMisses.ts';
import { provablyEqual } from '../formula/normalForm.ts';
import { type Definition, type Formula, namesIn } from '../formula/parseFormula.ts';
import { toTeX } from '../formula/toTeX.ts';
import type { Claim, Judge, Mutant, Reading } from '../judge/claim.ts';
import { failure } from '../judge/compare.ts';
import type { ReadingName } from '../judge/runRecord.ts';
import { judgeFormula } from './judgeFormula.ts';
import { readingOfFormula } from './openFormula.ts';

/** One way to read a statement that is a formula: a formula file, its header in parts. */
export interface StatedReading {
  /** Definitions of letters that other equations give: no part of what is stated, so no mutants are made of them. */
  readonly letters?: string;
  /** Definitions that are part of the statement, then the equation or the value that is claimed. */
  readonly text: string;
  /** Names of hypotheses as a formula file has them; by default those of the printed reading. */
  readonly needs?: readonly string[];
  readonly where?: readonly string[];
  /** Hypotheses of the text that have no name in formula files. */
  readonly also?: readonly Hypothesis[];
  readonly at?: string;
  /** TeX of the statement, where the last line alone does not say it. */
  readonly statement?: string;
  /** Cases of the reading, where those that the hypotheses suggest are not the ones that matter. */
  readonly cases?: CaseOptions;
}

export interface FormulaClaimParts
  extends Pick<Claim, 'id' | 'theorem' | 'section' | 'title' | 'place' | 'note' | 'alsoTrue'> {
  /** What the last line claims to be; default `equation`. */
  readonly claims?: FormulaFile['claims'];
  readonly needs: readonly string[];
  readonly printed: StatedReading;
  /** Where sizes or notation alone keep the printed text from having a value: what can only have been meant by them. */
  readonly fair?: StatedReading;
  /** The same with a wrong definition of an earlier equation put right: what still fails is the statement's own. */
  readonly mended?: StatedReading;
  readonly extra?: StatedReading;
  readonly corrected?: StatedReading;
}

/**
 * A claim whose readings are formulas, judged as `dlo check` judges a formula file. Its mutants are near-misses of the last
 * reading. Nothing is parsed before it is judged: a claim that is only listed costs nothing.
 */
export function formulaClaim(parts: FormulaClaimParts): Claim {
  const { id, theorem, section, title, place, note, alsoTrue, printed, fair, mended, extra, corrected } = parts;
  const first = openedOnce(parts, printed);
  const others = [
    ...(fair === undefined ? [] : [{ name: 'fair reading', stated: fair } as const]),
    ...(mended === undefined ? [] : [{ name: 'with earlier definitions mended', stated: mended } as const]),
    ...(extra === undefined ? [] : [{ name: 'with an extra hypothesis', stated: extra } as const]),
    ...(corrected === undefined ? [] : [{ name: 'as corrected', stated: corrected } as const]),
  ].map(({ name, stated }) => ({ name, stated, open: openedOnce(parts, stated) }));
  const last = others.at(-1) ?? { stated: printed, open: first };
  return {
    id,
    theorem,
    section,
    title,
    place,
    ...(note !== undefined && { note }),
    ...(alsoTrue !== undefined && { alsoTrue }),
    readings: [
      readingOf('as printed', parts, printed, first),
      ...others.map(({ name, stated, open }) => readingOf(name, parts, stated, open)),
    ],
    get mutants() {
      const { file } = last.open();
      // From the last line up: it is what is stated.
      return mutantsFrom(file, missesOf(file, last.stated, { ofEachKind: 'last' }));
    },
    get nearMisses() {
      const { file } = last.open();
      return mutantsFrom(file, missesOf(file, last.stated));
    },
  };
}

type Open = () => ReturnType<typeof readingOfFormula>;

function openedOnce(parts: FormulaClaimParts, stated: StatedReading): Open {
  let opened: ReturnType<Open> | undefined;
  return () => {
    opened ??= readingOfFormula(fileText(parts, stated), parts.id);
    return opened;
  };
}

function fileText({ claims = 'equation', needs }: FormulaClaimParts, stated: StatedReading): string {
  const names = stated.needs ?? needs;
  const header = [
    `claims: ${claims}`,
    ...(names.length > 0 ? [`needs: ${names.join(', ')}`] : []),
    ...(stated.where ?? []).map(condition => `where: ${condition}`),
    ...(stated.at === undefined ? [] : [`at: ${stated.at}`]),
  ];
  return `${header.join('\n')}\n---\n${wholeText(stated)}\n`;
}

function readingOf(name: ReadingName, parts: FormulaClaimParts, stated: StatedReading, open: Open): Reading {
  const { statement, cases } = stated;
  let judge: Judge | undefined;
  return {
    name,
    get statement() {
      return statement ?? statedInTeX(open().file, stated);
    },
    formula: wholeText(stated),
    formulaFile: fileText(parts, stated),
    get hypotheses() {
      return [...open().reading.hypotheses, ...(stated.also ?? [])];
    },
    evidence: 'high-precision',
    get cases() {
      return cases === undefined ? open().reading.cases : caseArbitrary(cases);
    },
    judge(given, effort) {
      judge ??= judgeOf(open().file);
      return judge(given, effort);
    },
  };
}

/** A value that is not real is no value: the statement fails where it has one. */
function judgeOf(file: FormulaFile, formula: Formula = file.formula): Judge {
  const judge = judgeFormula(file, formula);
  return (given, effort) => {
    try {
      return judge(given, effort);
    } catch (error) {
      if (error instanceof FormulaError && ['NOT_REAL', 'LIMIT'].includes(error.code))
        return failure(file.claims, error.message);
      throw error;
    }
  };
}

function wholeText({ letters = '', text }: StatedReading): string {
  return `${letters}${text}`.trim();
}

/** What is stated, definitions that are part of it among it. */
function statedInTeX(file: FormulaFile, { letters = '' }: StatedReading): string {
  const definitions = whatIsUsed(file).definitions.filter(isStatedBeside(letters));
  return toTeX({ definitions }, file.claims === 'qqt' ? String.raw`\mathbf Q\mathbf Q^\top(t)` : '');
}

function isStatedBeside(letters: string): (definition: Definition) => boolean {
  const defined = new Set([...letters.matchAll(/^(\w+) = /gm)].map(([, name]) => name));
  return ({ name }) => name === undefined || !defined.has(name);
}

/** Of what is stated; a slip in a definition that is not used is none. */
function missesOf(file: FormulaFile, { letters = '' }: StatedReading, options: NearMissOptions = {}): NearMiss[] {
  return nearMisses(whatIsUsed(file), { misfits: true, within: isStatedBeside(letters), ...options });
}

function whatIsUsed({ formula, at }: FormulaFile): Formula {
  const last = formula.definitions.at(-1)!;
  const names = [...namesIn(last.node), ...(at === undefined ? [] : [at])];
  const above = definitionsFor({ ...formula, definitions: formula.definitions.slice(0, -1) }, names);
  return { ...formula, definitions: [...above, last] };
}

function mutantsFrom(file: FormulaFile, misses: readonly NearMiss[]): Mutant[] {
  return misses.map(({ description, formula }) => ({
    name: description,
    judge: judgeOf(file, formula),
    isSame: () => provablyEqual(whatIsUsed(file), formula),
  }));
}
