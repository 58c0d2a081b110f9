import { ENTRY, KIND, MOST_NUMBERS, MOST_PRODUCTS, TERM } from './limbPrograms.ts';
import type { ProductMemory } from './productMemory.ts';

/** Sums of terms and their targets one after the other in memory, as LimbProducts.form takes them. */
export interface TermTable {
  /** Adds a term to the sum that is not closed yet. Addresses in bytes; `index` is the coefficient, less k. */
  readonly add: (
    kind: number,
    sign: number,
    left: number,
    right: number,
    leftLengths: number,
    rightLengths: number,
    index: number,
  ) => void;
  /** Whether the sum has no terms yet. */
  readonly isEmpty: () => boolean;
  /**
   * Ends the sum, in an order of its terms that takes few changes of sign. Coefficient 0 of the target forwards and backwards, and
   * its lengths, are addresses; `shift` is the coefficient less k, and the divisor is divisor + perCoefficient·k. Below 0, `moved` is the
   * number of a scale that `setScale` fills in before the sum is formed.
   */
  readonly close: (
    forward: number,
    backward: number,
    lengths: number,
    shift: number,
    divisor: number,
    perCoefficient: number,
    factor: number,
    moved: number,
  ) => void;
  /** The factor and the limbs of all sums that were closed with this number. */
  readonly setScale: (number: number, factor: number, moved: number) => void;
  /** Forgets all sums that are closed. */
  readonly clear: () => void;
  /** Where the table begins and ends, and the list of lengths of factors, in bytes. */
  readonly begin: () => number;
  readonly end: () => number;
  readonly series: () => number;
  readonly seriesEnd: () => number;
}

/** What sums that go together have in common, in words. */
const ALIKE = [ENTRY.shift, ENTRY.divisor, ENTRY.perCoefficient, ENTRY.factor, ENTRY.moved].map(word => word / 4);

const WORDS = { entry: ENTRY.size / 4, term: TERM.size / 4 } as const;

/**
 * `isSigned`: whether Cauchy products are taken with the sign that stands in their term; else signs are changed by KIND.times.
 * `isPaired`: whether sums that can go along with the one before do (ENTRY.paired).
 */
export function termTable(
  memory: ProductMemory,
  { isSigned = false, isPaired = false }: { isSigned?: boolean; isPaired?: boolean } = {},
): TermTable {
  const [halves, subtracted, added, single]: [number[], number[], number[], number[]] = [[], [], [], []];
  const groups = [halves, subtracted, added, single];
  const factors: number[] = [];
  let [at, room, used] = [0, 0, 0];
  /** Of the factors, so many stand in the list. */
  let [list, listRoom, listed] = [0, 0, 0];
  /** Where the sum before begins, from `at`, where it may have another beside it; −1 where not. */
  let earlier = -1;
  /** Sums whose scale is filled in: where they begin, from `at`, the number of the scale, and their sign. */
  const scaled: { readonly entry: number; readonly number: number; readonly sign: number }[] = [];

  const makeRoom = (words: number): void => {
    if (used + words <= room) return;
    const more = 2 * (used + words);
    const target = 2 * memory.reserve(more >> 1);
    const { integers } = memory;
    integers.copyWithin(target, at, at + used);
    for (let entry = target; entry < target + used; ) {
      const end = integers[entry]! + 4 * (target - at);
      integers[entry] = end;
      entry = end >> 2;
    }
    [at, room] = [target, more];
  };

  const writeList = (): void => {
    if (factors.length > listRoom) {
      listRoom = 2 * factors.length;
      list = 2 * memory.reserve(factors.length);
      listed = 0;
    }
    const { integers } = memory;
    for (; listed < factors.length; listed++) integers[list + listed] = factors[listed]!;
  };

  const write = (words: readonly number[], sign: number): void => {
    const { integers } = memory;
    const start = at + used;
    for (let word = 0; word < words.length; word++) integers[start + word] = words[word]!;
    if (sign === -1) for (let word = 2; word < words.length; word += WORDS.term) integers[start + word] = -words[word]!;
    used += words.length;
  };

  const times = (factor: number): void => write([KIND.times, 0, factor, 0, 0, 0, 0, 0, 0, 0], 1);

  /** Whether a product goes along with the last of a group. */
  const join = (group: number[], kind: number, sign: number, left: number, right: number, index: number): boolean => {
    const last = group.length - WORDS.term;
    const count = group[last + TERM.count / 4];
    if (count === undefined || count === (kind === KIND.half || kind === KIND.cauchy ? MOST_PRODUCTS : MOST_NUMBERS))
      return false;
    if (group[last] !== kind || group[last + TERM.index / 4] !== index || group[last + TERM.sign / 4] !== sign)
      return false;
    group[last + TERM.count / 4] = count + 1;
    group[last + TERM.left / 4 + 2 * count] = left;
    group[last + TERM.right / 4 + 2 * count] = right;
    return true;
  };

  /** Whether a group of terms needs what the sum at `earlier` makes. */
  const needs = (group: readonly number[], forward: number, backward: number, shift: number): boolean => {
    for (let term = 0; term < group.length; term += WORDS.term) {
      const kind = group[term];
      const isLate = kind === KIND.number || kind === KIND.constant || shift <= group[term + TERM.index / 4]!;
      if (!isLate) continue;
      for (let word = term + TERM.left / 4; word < term + WORDS.term; word++)
        if (group[word] === forward || group[word] === backward) return true;
    }
    return false;
  };

  /** Whether the sum that is closed, but for its terms, can be paired with the one at `before`. */
  const canPair = (before: number, entry: number): boolean => {
    const { integers } = memory;
    for (const word of ALIKE) if (integers[before + word] !== integers[entry + word]) return false;
    const forward = integers[before + ENTRY.forward / 4]!;
    const backward = integers[before + ENTRY.backward / 4]!;
    const shift = integers[before + ENTRY.shift / 4]!;
    for (const group of groups) if (needs(group, forward, backward, shift)) return false;
    return true;
  };

  /** Pairs it with the earlier one, where it can be. */
  const pair = (entry: number): void => {
    const isWithEarlier = earlier >= 0 && canPair(at + earlier, entry);
    if (isWithEarlier) memory.integers[at + earlier + ENTRY.paired / 4] = 1;
    earlier = isWithEarlier ? -1 : entry - at;
  };

  return {
    add(kind, sign, left, right, leftLengths, rightLengths, index) {
      const isCauchy = kind === KIND.half || kind === KIND.cauchy;
      const isSingle = kind === KIND.number || kind === KIND.middle;
      const group = kind === KIND.half ? halves : isSingle ? single : sign === 1 ? added : subtracted;
      if (!factors.includes(leftLengths)) factors.push(leftLengths);
      if ((isCauchy || isSigned) && !factors.includes(rightLengths)) factors.push(rightLengths);
      if (join(group, kind, sign, left, right, index)) return;
      group.push(kind, index, sign, 1, left, right, 0, 0, 0, 0);
    },
    isEmpty: () => halves.length + subtracted.length + added.length + single.length === 0,
    close(forward, backward, lengths, shift, divisor, perCoefficient, factor, moved) {
      const terms = halves.length + subtracted.length + added.length + single.length;
      makeRoom(WORDS.entry + terms + 2 * WORDS.term);
      writeList();
      // Where Cauchy products are subtracted alone, the whole sum takes the other sign.
      const isOpposite = !isSigned && subtracted.length > 0 && halves.length + added.length === 0;
      const sign = isOpposite ? -1 : 1;
      const begin = at + used;
      write([0, forward, backward, lengths, shift, divisor, perCoefficient, sign * factor, moved, 0], 1);
      if (isPaired) pair(begin);
      if (moved < 0) scaled.push({ entry: begin - at, number: moved, sign });
      write(halves, 1);
      const hasSubtracted = !isSigned && subtracted.length > 0 && !isOpposite;
      if (halves.length > 0 && !isSigned) times(hasSubtracted ? -2 : 2);
      write(subtracted, 1);
      if (hasSubtracted) times(-1);
      write(added, 1);
      write(single, sign);
      memory.integers[begin] = 4 * (at + used);
      for (const group of groups) empty(group);
    },
    setScale(number, factor, moved) {
      const { integers } = memory;
      for (const sum of scaled) {
        if (sum.number !== number) continue;
        integers[at + sum.entry + ENTRY.factor / 4] = sum.sign * factor;
        integers[at + sum.entry + ENTRY.moved / 4] = moved;
      }
    },
    clear() {
      used = 0;
      earlier = -1;
      empty(factors);
      listed = 0;
      if (scaled.length > 0) scaled.length = 0;
    },
    begin: () => 4 * at,
    end: () => 4 * (at + used),
    series: () => 4 * list,
    seriesEnd: () => 4 * (list + factors.length),
  };
}

function empty(words: number[]): void {
  if (words.length > 0) words.length = 0;
}
