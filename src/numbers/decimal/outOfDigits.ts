import { DloError } from '../../errors.ts';

/** The error of an oracle whose maxDigits do not suffice for the digits asked for, with the digits that it reached. */
export function outOfDigits(asked: { readonly digits: number; readonly maxDigits: number }, reached: number): DloError {
  // Where nothing could be compared, none was reached.
  const whole = reached > 0 ? Math.floor(reached) : 0;
  const rule = `asked for are ${asked.digits}, reached ${whole} within maxDigits`;
  return new DloError('PRECISION', 'digits', rule, asked.maxDigits);
}
