import { visibleText } from './visibleText.ts';

/**
 * Every error that a caller can cause. The message is one line: who refused, which argument, the rule it broke and the
 * value that was given, so that it can be shown to a person as it is.
 */
export class DloError extends Error {
  readonly code: DloErrorCode;
  readonly argument: string;
  readonly rule: string;
  readonly value: unknown;
  /** Of an error that points into a text: the line, with carets under the place. */
  declare readonly picture?: string;

  constructor(code: DloErrorCode, argument: string, rule: string, value: unknown) {
    super(visibleText(`${argument} ${rule}, got ${show(value)}`, { most: Number.POSITIVE_INFINITY }));
    this.name = 'DloError';
    this.code = code;
    this.argument = argument;
    this.rule = rule;
    this.value = value;
  }

  /** The same error on the other side of a thread, where only plain data arrive. */
  static revive({ code, argument, message, picture }: PlainDloError): DloError {
    const error = new DloError(code, argument, '', '');
    return Object.assign(error, { message }, picture === undefined ? {} : { picture });
  }
}

/** What of an error can be sent to another thread. */
export type PlainDloError = Pick<DloError, 'code' | 'argument' | 'message' | 'picture'>;

export type DloErrorCode =
  | 'NOT_A_NUMBER'
  | 'SHAPE'
  | 'RANGE'
  | 'NOT_REAL'
  | 'NOT_BALANCED'
  | 'NOT_DECOUPLED'
  | 'NO_SUCH_WEIGHTS'
  | 'NOT_WHITE'
  | 'SINGULAR'
  | 'PRECISION'
  | 'DEADLINE'
  | 'LIMIT'
  | 'FORMULA'
  | 'UNKNOWN_NAME'
  | 'FORMAT'
  | 'FILE';

/** A value as it stands in an error message: short, on one line, never a dump. */
export function show(value: unknown): string {
  const text =
    typeof value === 'string' ? JSON.stringify(value) : typeof value === 'object' ? json(value) : String(value);
  const line = text.replace(/\s+/g, ' ');
  return line.length > 160 ? `${line.slice(0, 157)}...` : line;
}

function json(value: unknown): string {
  try {
    return JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? part.toString() : part)) ?? String(value);
  } catch {
    // A circle, or nested too deep for any way of writing it.
    return Object.prototype.toString.call(value);
  }
}
