import { readFileSync } from 'node:fs';
import { DloError } from '../../../src/errors.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import type { Rational } from '../../../src/numbers/rational.ts';
import { readMatrix, readScalar } from '../../../src/numbers/readMatrix.ts';
import { PACKAGE_ROOT } from '../../../src/packageRoot.ts';
import type { FigureSetting } from './figureRecord.ts';

const FOLDER = new URL('fixtures/figures/', PACKAGE_ROOT);

/** What a figure is drawn from: numbers by key, each with where the paper prints it or why it was chosen. */
export interface FigureSettings {
  /** For the report, in the order of the file. */
  readonly list: readonly FigureSetting[];
  number(key: string): number;
  /** The number as it is written, exactly: "0.01" is 1/100. */
  exact(key: string): Rational;
  numbers(key: string): readonly number[];
  /** As they are written. */
  rationals(key: string): readonly Rational[];
  /** Rows of fractions, exactly. */
  matrix(key: string): Matrix<Rational>;
  /** The same settings with one value changed. */
  with(key: string, value: unknown): FigureSettings;
}

interface Entry {
  readonly key: string;
  readonly name: string;
  readonly value: unknown;
  readonly printed?: string;
  readonly chosen?: string;
}

/**
 * The settings of a figure, from `fixtures/figures/<paper>/<figure>.json`. FORMAT where an entry has neither a printed place
 * nor a reason, or both, and where a value asked for is missing or of another kind.
 */
export function figureSettings(paper: string, figure: string): FigureSettings {
  const file = new URL(`${paper}/${figure}.json`, FOLDER);
  return settingsOf(`${paper}/${figure}.json`, JSON.parse(readFileSync(file, 'utf8')) as readonly Entry[]);
}

/** From the entries of such a file; `name` stands in errors. */
export function settingsOf(name: string, entries: readonly Entry[]): FigureSettings {
  for (const entry of entries) {
    if ((entry.printed === undefined) === (entry.chosen === undefined))
      throw new DloError('FORMAT', `${name}, ${entry.key}`, 'must be either printed or chosen', entry);
  }
  const value = (key: string): unknown => {
    const entry = entries.find(other => other.key === key);
    if (entry === undefined) throw new DloError('FORMAT', name, `must have a setting "${key}"`, undefined);
    return entry.value;
  };
  const numbers = (key: string): readonly number[] => {
    const list = value(key);
    if (!Array.isArray(list) || list.length === 0 || !list.every(Number.isFinite))
      throw new DloError('FORMAT', `${name}, ${key}`, 'must be a list of numbers', list);
    return list as number[];
  };
  return {
    list: entries.map(({ name, value, printed, chosen }) => ({
      name,
      value: shown(value),
      origin: printed === undefined ? 'chosen' : 'printed',
      because: printed ?? chosen ?? '',
    })),
    number: key => readScalar(`${name}, ${key}`, value(key)).toNumber(),
    exact: key => readScalar(`${name}, ${key}`, String(value(key))),
    numbers,
    rationals: key => {
      const list = value(key);
      return readMatrix(`${name}, ${key}`, [Array.isArray(list) ? list.map(String) : list]).data;
    },
    matrix: key => readMatrix(`${name}, ${key}`, value(key)),
    with: (key, changed) => {
      value(key);
      return settingsOf(
        name,
        entries.map(entry => (entry.key === key ? { ...entry, value: changed } : entry)),
      );
    },
  };
}

/** "3, 2, 3", "[2 1; 0 3]", "0.01". */
function shown(value: unknown): string {
  if (!Array.isArray(value)) return String(value).replace(/^-/, '−');
  if (Array.isArray(value[0])) return `[${value.map(row => (row as unknown[]).map(shown).join(' ')).join('; ')}]`;
  return value.map(shown).join(', ');
}
