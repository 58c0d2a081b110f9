import {
  type ClaimFile,
  type ReadBeside,
  type ReadingText,
  type StatedReading,
  textOfReading,
} from '../formula/claimFile.ts';
import { derivationSteps } from '../formula/derivation.ts';
import { FormulaError } from '../formula/formulaError.ts';
import { claimsRelation, definitionsFor, type FormulaFile, shownBy } from '../formula/formulaFile.ts';
import { fault, type HeaderKey, unknownWord } from '../formula/header.ts';
import { type NearMiss, type NearMissOptions, nearMisses } from '../formula/nearMisses.ts';
import { provablyEqual } from '../formula/normalForm.ts';
import { type Definition, type Formula, namesIn } from '../formula/parseFormula.ts';
import { toTeX } from '../formula/toTeX.ts';
import type { AnyCase } from '../judge/case.ts';
import type { Claim, Judge, Mutant, Reading } from '../judge/claim.ts';
import { failure } from '../judge/compare.ts';
import { type Evidence, GRADES, type Grade } from '../judge/runRecord.ts';
import type { Vocabulary } from '../judge/vocabulary.ts';
import { once } from '../once.ts';
import { worstOf } from './judgeFormula.ts';
import { judgeOf, type OpenFormula, readingOfFormula } from './openFormula.ts';

/**
 * The claim that a file of a paper states: each reading is judged as `dlo check` judges a formula file, and its mutants are
 * near-misses of the last one. No formula is parsed before it is asked for: a claim that is only listed costs nothing.
 *
 * FormulaErrors with line, column and caret: FORMAT for a file without id, title, section, place or `claims`, UNKNOWN_NAME for a
 * severity that is none; when a reading is first judged or shown, whatever its text and its letters are refused for.
 */
export function claimOfFile(file: ClaimFile, beside: ReadBeside, vocabulary: Vocabulary): Claim {
  const value = (key: HeaderKey): string | undefined => file.header.get(key)?.[0]?.value;
  const [id, title, section, place] = [
    required(file, 'id'),
    required(file, 'title'),
    required(file, 'section'),
    required(file, 'place'),
  ];
  required(file, 'claims');
  requireForAll(file);
  const [note, notAsserted, topic, grade] = [value('note'), value('not asserted'), value('topic'), gradeOf(file)];
  const opened = file.readings.map(stated => openedOnce(file, stated, beside, vocabulary));
  const last = opened.at(-1)!;
  // They take long to make of a long formula, and are asked for again and again.
  const wrongBy = (missed: (part: Opened) => readonly NearMiss[]): (() => Mutant[]) =>
    once(() => wrongOnes(file, last(), vocabulary) ?? last().parts.flatMap(part => mutantsFrom(part, missed(part))));
  const [few, all] = [wrongBy(fewOf), wrongBy(part => missesOf(part))];
  const claim = {
    id,
    topic: topic ?? `Section ${section}`,
    section,
    title,
    ...(value('network') === 'deep' && { anyDepth: true as const }),
    place,
    ...(note !== undefined && { note }),
    ...(grade !== undefined && { grade }),
    ...(notAsserted !== undefined && { notAsserted }),
    ...(file.restsOn.length > 0 && { restsOn: file.restsOn.map(({ name }) => name) }),
    readings: opened.map((open, index) => readingOf(file, file.readings[index]!.name, open)) as [
      Reading<AnyCase>,
      ...Reading<AnyCase>[],
    ],
    get mutants() {
      return few();
    },
    get nearMisses() {
      return all();
    },
  };
  if (file.alsoTrue.length === 0) return claim;
  const alsoTrue = once(() =>
    reasonsByMutant(
      file,
      last().parts.flatMap(part => missesOf(part)),
    ),
  );
  return Object.defineProperty(claim, 'alsoTrue', { get: alsoTrue, enumerable: true });
}

function required(file: ClaimFile, key: HeaderKey): string {
  const entry = file.header.get(key)?.[0];
  if (entry !== undefined) return entry.value;
  throw fault(file, file.readings[0].place, `must have "${key}: …" above it, as it is a claim of a paper`, 'none');
}

/** What is kept of a claim of a paper are the cases that refute it. */
function requireForAll(file: ClaimFile): void {
  const entry = file.header.get('quantifier')?.[0];
  if (entry !== undefined)
    throw fault(file, entry.place, 'must not stand in a claim of a paper, but in a file of its own', entry.value);
}

function gradeOf(file: ClaimFile): Grade | undefined {
  const entry = file.header.get('severity')?.[0];
  if (entry === undefined) return undefined;
  const grade = GRADES.find(known => known === entry.value);
  if (grade === undefined) throw unknownWord(file, { name: entry.value, place: entry.place }, GRADES, 'severity');
  if (file.header.has('not asserted'))
    throw fault(file, entry.place, 'must not stand beside "not asserted": what is not asserted is no error', grade);
  return grade;
}

/** A statement of a reading that has been read: its formula, its cases, and which definitions are no part of what is stated. */
interface Opened extends Omit<OpenFormula, 'misfits' | 'neverFits'> {
  readonly letters: ReadonlySet<string>;
}

/** A reading that has been read: its text, and what it states, which is one thing but for the steps of a derivation. */
interface OpenedReading {
  readonly text: ReadingText;
  readonly name: string;
  readonly parts: readonly [Opened, ...Opened[]];
}

type Open = () => OpenedReading;

function openedOnce(file: ClaimFile, stated: StatedReading, beside: ReadBeside, vocabulary: Vocabulary): Open {
  let opened: OpenedReading | undefined;
  return () => {
    if (opened !== undefined) return opened;
    const text = textOfReading(file, stated, beside);
    try {
      const name = file.header.get('id')?.[0]?.value ?? file.name;
      const texts = derivationSteps(text.text, name)?.map(step => step.text) ?? [text.text];
      const parts = texts.map(one => ({ ...readingOfFormula(one, name, vocabulary), letters: text.letters }));
      opened = { text, name, parts: parts as [Opened, ...Opened[]] };
      return opened;
    } catch (error) {
      throw text.locate(error);
    }
  };
}

/** All steps of a derivation are judged on the same cases, those of its header. */
function readingOf({ text }: ClaimFile, name: Reading['name'], open: Open): Reading<AnyCase> {
  let judges: readonly Judge<AnyCase>[] | undefined;
  const first = (): Reading => open().parts[0].reading;
  const reading: Reading<AnyCase> = {
    name,
    ...(/\blim\s*\(/.test(text) && { costly: true }),
    ...(/^let\s[^%\n]*\blambda\s*:/m.test(text) && { asksForLambda: true }),
    get statement() {
      const [head, ...steps] = open().parts;
      return [statedInTeX(head), ...steps.map(lastInTeX)].join(String.raw`,\quad `);
    },
    get formula() {
      return open().text.body.trim();
    },
    get formulaFile() {
      return open().text.text;
    },
    get hypotheses() {
      return first().hypotheses;
    },
    get evidence() {
      return weakest(open().parts.map(({ reading }) => reading.evidence));
    },
    get cases() {
      return first().cases;
    },
    judge(given, effort) {
      judges ??= open().parts.map(part => judgeOfPaper(part));
      return worstOf(judges.map(judge => () => judge(given, effort)));
    },
  };
  if (!/\+\s*O\s*\(/.test(text)) return reading;
  return Object.defineProperty(reading, 'follows', { get: () => first().follows, enumerable: true });
}

/** Steps of a derivation are no better known than the one that is known least. */
function weakest(kinds: readonly Evidence[]): Evidence {
  return kinds.find(kind => kind === 'trend') ?? kinds.find(kind => kind !== 'exact') ?? 'exact';
}

/** A value that is not real is no value: the statement fails where it has one. */
function judgeOfPaper({ file, needs }: Opened, formula: Formula = file.formula): Judge<AnyCase> {
  const judge = judgeOf(file, needs, formula);
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

/** What is stated, definitions that are part of it among it. */
function statedInTeX({ file, letters }: Opened): string {
  const { loops, declarations, definitions } = shownBy(file, whatIsUsed(file));
  const stated = definitions.filter(isStated(letters));
  const shown = { ...(loops && { loops }), ...(declarations && { declarations }), definitions: stated };
  return toTeX(shown, file.claims === 'qqt' ? String.raw`\mathbf Q\mathbf Q^\top(t)` : '', file.claims === 'loewner');
}

/** The last line alone. */
function lastInTeX({ file: { formula } }: Opened): string {
  return toTeX({ definitions: formula.definitions.slice(-1) }, '');
}

function isStated(letters: ReadonlySet<string>): (definition: Definition) => boolean {
  return ({ name }) => name === undefined || !letters.has(name);
}

/** Of what is stated; a slip in a definition that is not used is none. */
function missesOf({ file, letters }: Opened, options: NearMissOptions = {}): NearMiss[] {
  return nearMisses(whatIsUsed(file), { misfits: true, within: isStated(letters), ...options });
}

/**
 * One of each kind: from the last line up, as it is what is stated; of a quantity that makes all its letters itself from the first line
 * down, as they all state it, and of those that fit for all sizes.
 */
function fewOf(opened: Opened): NearMiss[] {
  if (claimsRelation(opened.file.claims) || opened.letters.size > 0) return missesOf(opened, { ofEachKind: 'last' });
  const fitting = missesOf(opened, { ofEachKind: 'first', misfits: false });
  return fitting.length > 0 ? fitting : missesOf(opened, { ofEachKind: 'first' });
}

function whatIsUsed({ formula, at }: FormulaFile): Formula {
  const last = formula.definitions.at(-1)!;
  const names = [...namesIn(last.node), ...(at === undefined ? [] : [at])];
  const above = definitionsFor({ ...formula, definitions: formula.definitions.slice(0, -1) }, names);
  return { ...formula, definitions: [...above, last] };
}

function mutantsFrom(opened: Opened, misses: readonly NearMiss[]): Mutant[] {
  return misses.map(miss => {
    // Whoever only names them needs no formula of them.
    const judge = once(() => judgeOfPaper(opened, miss.formula));
    return {
      name: miss.description,
      judge: (given, effort) => judge()(given, effort),
      isSame: () => provablyEqual(whatIsUsed(opened.file), miss.formula),
    };
  });
}

/** The wrong versions that the file types itself, each in place of the last line of the last reading; undefined where it types none. */
function wrongOnes(file: ClaimFile, { name, parts }: OpenedReading, vocabulary: Vocabulary): Mutant[] | undefined {
  const last = parts.at(-1)!;
  return file.header.get('wrong')?.map(({ value, place }) => {
    const above = last.file.text.split('\n').slice(0, last.file.formula.definitions.at(-1)!.place.line - 1);
    const order = last.file.claims === 'loewner' ? 'loewner' : 'inequality';
    // The arrow of a limit is no relation.
    const kind = /<|(?<!-)>/.test(value) ? order : 'equation';
    const own = [...above, value]
      .join('\n')
      .replace(/^claims:.*$/m, `claims: ${claimsRelation(last.file.claims) ? kind : last.file.claims}`);
    try {
      return {
        name: value,
        judge: judgeOfPaper({ ...readingOfFormula(own, name, vocabulary), letters: last.letters }),
      };
    } catch (error) {
      throw error instanceof FormulaError ? fault(file, place, error.rule, value) : error;
    }
  });
}

/** By the names of the mutants, "line 7: s → abs(s)": which line it is, the file does not say. */
function reasonsByMutant({ alsoTrue }: ClaimFile, misses: readonly NearMiss[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    alsoTrue.flatMap(({ edit, reason }) => {
      const meant = misses.filter(({ description }) => description.endsWith(`: ${edit}`));
      const names = meant.length === 0 ? [edit] : meant.map(({ description }) => description);
      return names.map(name => [name, reason]);
    }),
  );
}
