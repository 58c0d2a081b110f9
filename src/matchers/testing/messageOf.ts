import { DloError } from '../../errors.ts';

/** What an assertion says when it fails; "passes" where it does not. Errors of bad input pass on. */
export function messageOf(assertion: () => void): string;
export function messageOf(assertion: () => Promise<void>): Promise<string>;
export function messageOf(assertion: () => void | Promise<void>): string | Promise<string> {
  try {
    const outcome = assertion();
    return outcome instanceof Promise ? outcome.then(() => 'passes', read) : 'passes';
  } catch (error) {
    return read(error);
  }
}

function read(error: unknown): string {
  if (error instanceof DloError) throw error;
  return (error as Error).message;
}
