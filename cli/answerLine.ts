import { DloError, type DloErrorCode } from '../src/errors.ts';
import { parseJson } from '../src/parseJson.ts';
import { decimalAnswer } from './decimalAnswer.ts';
import { float64Answer } from './float64Answer.ts';
import { flowAnswer } from './flowAnswer.ts';
import { flowLine } from './flowLine.ts';
import { problemLine } from './problemLine.ts';

export interface LineError {
  readonly line: number;
  readonly id?: unknown;
  readonly error: { readonly code: DloErrorCode; readonly argument: string; readonly message: string };
}

export interface LineAnswer {
  readonly line: number;
  readonly id?: unknown;
  readonly [field: string]: unknown;
}

/**
 * Answers one line of `dlo solve` (see its help for the fields), counted from 1. Every error of the line's making is
 * returned, none is thrown. Pure: the same text gives the same answer.
 */
export function answerLine(text: string, line: number): LineAnswer | LineError {
  let id: { readonly id?: unknown } = {};
  let digits: number | undefined;
  try {
    const fields = parse(text);
    if (fields.id !== undefined) id = { id: fields.id };
    if (fields.layers !== undefined) return { line, ...id, ...flowAnswer(flowLine(fields)) };
    const problem = problemLine(fields);
    digits = problem.digits;
    const answer = digits === undefined ? float64Answer(problem) : decimalAnswer(problem, digits);
    return { line, ...id, ...answer };
  } catch (error) {
    const answer = lineError(asDloError(error), line, id);
    const { code, argument, message } = answer.error;
    if (code !== 'NOT_BALANCED' || digits !== undefined) return answer;
    return { ...answer, error: { code, argument, message: `${message}; ${ANY_BALANCE}` } };
  }
}

const ANY_BALANCE = 'with "digits" and without "lambda" the oracle takes weights of any balance';

/** What the line is called, where that can be read. */
export function idOf(text: string): { readonly id?: unknown } {
  try {
    const { id } = parse(text);
    return id === undefined ? {} : { id };
  } catch {
    return {};
  }
}

/** The answer to a line that cannot be used. */
export function lineError(
  { code, argument, message }: DloError,
  line: number,
  id: { readonly id?: unknown } = {},
): LineError {
  return { line, ...id, error: { code, argument, message } };
}

function parse(text: string): Record<string, unknown> {
  const json = parseJson(text, 'line');
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new DloError('FORMAT', 'line', 'must be a JSON object', json);
  return json as Record<string, unknown>;
}

/** Numbers or nesting beyond what the engine can hold come as RangeError; anything else unknown is our own fault. */
function asDloError(error: unknown): DloError {
  if (error instanceof DloError) return error;
  if (error instanceof RangeError) return new DloError('RANGE', 'line', 'must fit into memory', error.message);
  throw error;
}
