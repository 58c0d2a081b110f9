import { DloError } from '../src/errors.ts';

/** The error of an oracle whose maxDigits do not suffice for the digits asked for, with the digits that it reached. */
export function outOfDigits(asked: { readonly digits: number; readonly maxDigits: number }, reached: number): DloError {
  const rule = `asked for are ${asked.digits}, reached ${Math.max(0, Math.floor(reached))} within maxDigits`;
  return new DloError('PRECISION', 'digits', rule, asked.maxDigits);
}
