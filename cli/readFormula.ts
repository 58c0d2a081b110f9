import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DloError } from '../src/errors.ts';
import {
  type ClaimFile,
  parseClaimFile,
  READINGS,
  type StatedReading,
  textOfReading,
} from '../src/formula/claimFile.ts';
import { MAX_TEXT_LENGTH } from '../src/formula/tokens.ts';
import { readText } from '../src/readText.ts';

/** The text of a formula file; FILE and RANGE errors for what cannot be read, is no UTF-8 text or is far too long. */
export async function readFormula(file: string): Promise<string> {
  const text = await readText(file, 4 * MAX_TEXT_LENGTH);
  const odd = /[^\P{Cc}\t\r\n]/u.exec(text)?.[0];
  if (odd !== undefined) throw new DloError('FILE', file, 'must be a text without control characters', odd);
  return text;
}

/** A reading of a file as a formula file of its own. */
export interface ReadStatement {
  readonly text: string;
  /** The names of all readings of the file. */
  readonly readings: readonly string[];
  /** Runs what reads the text; FormulaErrors point into the file, whose lines may have other numbers. */
  readonly located: <T>(work: () => T) => T;
}

/**
 * What a formula file states; of a claim file, that ends in .claim and can have several readings and letters in files beside it, the
 * reading of that name. Errors besides those of `readFormula`: those of `parseClaimFile` and `textOfReading`, UNKNOWN_NAME for a
 * reading that the file has not.
 */
export async function readStatement(file: string, reading: string = READINGS[0]): Promise<ReadStatement> {
  const text = await readFormula(file);
  const claim = /\.claim$/i.test(file) ? parseClaimFile(text, file) : undefined;
  const names: readonly string[] = claim?.readings.map(({ name }) => name) ?? [READINGS[0]];
  if (!names.includes(reading))
    throw new DloError('UNKNOWN_NAME', 'reading', `must be one that the file has (${names.join(', ')})`, reading);
  const meant = claim?.readings[names.indexOf(reading)];
  // One that needs nothing else is judged as it was typed.
  if (claim === undefined || meant === undefined || isWhole(claim, meant))
    return { text, readings: names, located: work => work() };
  const made = textOfReading(claim, meant, name => {
    const other = join(file, '..', name);
    return existsSync(other) ? { name: other, text: readFileSync(other, 'utf8') } : undefined;
  });
  return { text: made.text, readings: names, located: work => locatedBy(made.locate, work) };
}

function isWhole({ readings }: ClaimFile, { fields }: StatedReading): boolean {
  return readings.length === 1 && !fields.has('letters') && !fields.has('text');
}

/** What a piece of work gives, at once or later; what it throws is told as `locate` puts it. */
export function locatedBy<T>(locate: (error: unknown) => unknown, work: () => T): T {
  try {
    const done = work();
    if (!(done instanceof Promise)) return done;
    return done.catch(error => {
      throw locate(error);
    }) as T;
  } catch (error) {
    throw locate(error);
  }
}
