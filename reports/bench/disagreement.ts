import { agreedDigits } from '../../src/numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { Matrix } from '../../src/numbers/matrix.ts';

/**
 * What a table shows in place of a peer's figures where its result is farther from ours than `tolerance`, relatively. It
 * does not say whose is wrong.
 */
export function disagreement(error: number, tolerance: number): string | undefined {
  if (error <= tolerance) return undefined;
  return Number.isFinite(error)
    ? `disagrees with ours by ${error.toExponential(1)}`
    : 'disagrees with ours: no finite result';
}

/** The largest ‖theirs − ours‖ / ‖ours‖ over several arrays; NaN where theirs are of other sizes or hold no finite number. */
export function relativeError(ours: readonly (readonly number[])[], theirs: unknown): number {
  if (!Array.isArray(theirs) || theirs.length !== ours.length) return Number.NaN;
  const errors = ours.map((entries, k) => {
    const others: unknown = theirs[k];
    if (!Array.isArray(others) || others.length !== entries.length) return Number.NaN;
    const differences = entries.map((entry, i) => (typeof others[i] === 'number' ? others[i] - entry : Number.NaN));
    return norm(differences) / norm(entries);
  });
  return errors.some(Number.isNaN) ? Number.NaN : Math.max(...errors);
}

function norm(entries: readonly number[]): number {
  return Math.sqrt(entries.reduce((sum, entry) => sum + entry * entry, 0));
}

/** The digits to which decimal texts agree with ours, the worst of several matrices; NaN where they are no numbers. */
export function agreedDigitsOfTexts(ours: readonly Matrix<Decimal>[], theirs: unknown): number {
  if (!Array.isArray(theirs) || theirs.length !== ours.length) return Number.NaN;
  const digits = ours.map((matrix, k) => {
    const texts: unknown = theirs[k];
    if (!Array.isArray(texts) || texts.length !== matrix.data.length || !texts.every(isNumberText)) return Number.NaN;
    const field = decimalField(Math.max(5, ...texts.map(text => text.length)));
    return agreedDigits(new Matrix(matrix.rows, matrix.cols, texts.map(field.parse)), matrix);
  });
  return digits.some(Number.isNaN) ? Number.NaN : Math.min(...digits);
}

function isNumberText(text: unknown): text is string {
  return typeof text === 'string' && /^[+-]?\d+(\.\d*)?(e[+-]?\d+)?$/i.test(text);
}
