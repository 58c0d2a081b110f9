import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { SubjectAnswer } from '../../gate/subject.ts';

/** What is done to the answer to one question. */
export interface FaultStep {
  readonly fault: Fault | 'none';
  /** What is written, in base64, how many seconds later, and whether the subject then exits. */
  readonly bytes: string;
  readonly after: number;
  readonly exits: boolean;
}

type Kind = SubjectAnswer['kind'];

export type Fault =
  | 'drop'
  | 'truncate'
  | 'cut off'
  | 'duplicate'
  | 'reorder'
  | 'corrupt'
  | 'delay'
  | 'kill'
  | 'NaN'
  | 'oversize';

/** What may come of the question that meets a fault, and of the one after it; the second one after it is right again. */
export const FAULTS: Readonly<Record<Fault, { readonly at: readonly Kind[]; readonly next: readonly Kind[] }>> = {
  drop: { at: ['timed-out'], next: ['answered'] },
  truncate: { at: ['invalid'], next: ['answered'] },
  'cut off': { at: ['invalid', 'crashed'], next: ['crashed', 'answered'] },
  duplicate: { at: ['answered'], next: ['invalid'] },
  reorder: { at: ['invalid'], next: ['answered'] },
  // A changed byte can be a digit, which nobody can see, a line end more or less, or part of a word.
  corrupt: { at: ['answered', 'invalid', 'timed-out'], next: ['answered', 'invalid'] },
  delay: { at: ['timed-out'], next: ['answered'] },
  kill: { at: ['crashed'], next: ['answered'] },
  NaN: { at: ['invalid'], next: ['answered'] },
  oversize: { at: ['invalid'], next: ['answered'] },
};

/** Questions per fault: the one that it hits, and those after it. */
export const STRIDE = 4;

export interface FaultPlan {
  readonly seed: number;
  readonly count: number;
  readonly faults: readonly Fault[];
  /** The right answer to a question, without its line end. */
  answer(sequence: string): string;
  /** Seconds that outlast every question's time. */
  readonly delay: number;
  /** Bytes of a line that is too long. */
  readonly oversize: number;
}

/** `count` faults of random kinds at random places, each followed by three right answers; the same seed gives the same. */
export function faultScript({ seed, count, faults, answer, delay, oversize }: FaultPlan): FaultStep[] {
  const generator = xoroshiro128plus(seed);
  const below = (bound: number): number => uniformInt(generator, 0, bound - 1);
  const right = (at: number): Buffer => Buffer.from(`${answer(`${at}`)}\n`);
  return Array.from({ length: count * STRIDE }, (_, index) => {
    const sequence = index + 1;
    const line = right(sequence);
    const fault = index % STRIDE === 0 ? faults[below(faults.length)]! : 'none';
    // Somewhere inside the line: a whole line without its end is still an answer when the stream ends.
    const place = 1 + below(line.length - 3);
    const written: Readonly<Record<Fault | 'none', () => Buffer>> = {
      none: () => line,
      drop: () => Buffer.alloc(0),
      truncate: () => Buffer.concat([line.subarray(0, place), Buffer.from('\n')]),
      'cut off': () => line.subarray(0, place),
      duplicate: () => Buffer.concat([line, line]),
      reorder: () => Buffer.concat([right(sequence + 1), line]),
      corrupt: () => {
        line[below(line.length)]! ^= 1 << below(8);
        return line;
      },
      delay: () => line,
      kill: () => Buffer.alloc(0),
      NaN: () => Buffer.from(line.toString().replace(/(?<="loss":)[^,}]*/, 'NaN')),
      oversize: () => Buffer.concat([Buffer.alloc(oversize, ' '), line]),
    };
    return {
      fault,
      bytes: written[fault]().toString('base64'),
      after: fault === 'delay' ? delay : 0,
      exits: fault === 'kill' || fault === 'cut off',
    };
  });
}
