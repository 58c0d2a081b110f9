import { type Code, f64, get, i32, increment, larger, leave, loopWhile, repeatWhile, set, when } from './wasm.ts';

/** Bits of a limb. Limbs are whole float64 numbers of either sign, at most 2^23(1 + 1/9). */
export const LIMB_BITS = 24;

/** Places above limb 0: fewer than 2^26 products carry into two, and a time scale multiplies by 2^28 before it shifts. */
export const SUMS = 4;

/** What a Form does, as bits: puts sums into `out`; divides and stores them; forms four coefficients at once where that can be. */
export const PHASE = { sum: 1, store: 2, blocks: 4 } as const;

/** Quotients by n have limbs up to 2^23(1 + 1/n): those by less than this are brought into range again. */
export const SMALL_DIVISOR = 9;

/** A sum of products and what becomes of it, in bytes: of `finish` by limbKernel. Its terms follow. */
export const ENTRY = {
  /** Where its terms end. */
  end: 0,
  /** Coefficient 0 of the target, or 1 where coefficients k + 1 are formed of those up to k, forwards, backwards. */
  forward: 4,
  backward: 8,
  lengths: 12,
  /** The coefficient that is formed, less k. */
  shift: 16,
  /** The divisor is divisor + perCoefficient·k. */
  divisor: 20,
  perCoefficient: 24,
  /** A whole number of either sign below 2^28, by which the sum is multiplied, and whole limbs by which it is moved down then. */
  factor: 28,
  moved: 32,
  /** 1 where the next entry goes along: neither needs what the other makes, and all but terms and target is alike (rowForm.ts). */
  paired: 36,
  size: 40,
} as const;

/** A term of a sum, in bytes: a product, or a few of one kind, index and sign. */
export const TERM = {
  kind: 0,
  /** The coefficient that is taken, less k. */
  index: 4,
  /** 1 or −1, or by how much all terms before are multiplied. */
  sign: 8,
  /** How many products. */
  count: 12,
  /** Limb 0 of coefficient 0, and the same of the right factor: of a series written backwards for a Cauchy product. Two more pairs follow. */
  left: 16,
  right: 20,
  size: 40,
} as const;

/** Cauchy products in one term. */
export const MOST_PRODUCTS = 2;

/** Products of single numbers in one term. */
export const MOST_NUMBERS = 3;

/**
 * Σ_{j≤k} a_j b_{k−j}; the half of it with 2j < k; a_k b_0; a_{k/2}² for even k; all terms before, times `sign`; a_k b_0 in limbs without a
 * sign, where a zero stands beside b_0.
 */
export const KIND = { cauchy: 0, half: 1, number: 2, middle: 3, times: 4, constant: 5 } as const;

const one: Code = i32.const(1);
const bytes = (count: Code): Code => i32.shl(count, i32.const(3));
const BASE = f64.const(2 ** LIMB_BITS);
/** x + ROUNDER − ROUNDER is the integer nearest to x, for |x| < 2^51. */
const ROUNDER = f64.const(1.5 * 2 ** 52);

export type Locals = Readonly<Record<string, number>>;

/** The largest of so many int32, of all series one by one. */
export function findLongest(v: Locals, count: Code): Code {
  return [
    ...set(v.U!, i32.const(0)),
    ...repeatWhile(
      i32.less(get(v.U!), i32.shl(count, i32.const(2))),
      set(v.to!, i32.const(0)),
      set(v.place!, get(v.series!)),
      loopWhile(
        i32.less(get(v.place!), get(v.seriesEnd!)),
        set(v.to!, larger(get(v.to!), i32.load(i32.add(i32.load(get(v.place!)), get(v.U!))))),
        increment(v.place!, i32.const(4)),
      ),
      i32.store(i32.add(get(v.longest!), get(v.U!)), get(v.to!)),
      increment(v.U!, i32.const(4)),
    ),
  ];
}

/** Of the entry at `table`. */
export function setDivisor(v: Locals): Code {
  const perCoefficient = i32.load(get(v.table!), ENTRY.perCoefficient);
  return set(v.divisor!, i32.add(i32.load(get(v.table!), ENTRY.divisor), i32.mul(perCoefficient, get(v.k!))));
}

/**
 * Long division of the limbs at `out` from the highest place down to the last that is kept, of so many bytes, each quotient to nearest.
 * Two things are left out: what remains there, r, a whole number of at most n/2 for a divisor n (float64 quotients are within 2^−28 of true
 * ones), and what the limbs below hold, l, at most ½(1 + 2^−23). The quotient is off by (r + l)/n: ½ of the last place where n is odd,
 * ½ + 1/(2n) where it is even, which is ¾ at most, for n = 2.
 */
export function divide(v: Locals, kept: Code): Code {
  const load = f64.load(get(v.place!));
  return [
    ...setDivisor(v),
    ...set(v.bad!, i32.const(0)),
    ...set(v.top!, i32.add(get(v.out!), bytes(i32.sub(i32.const(SUMS), i32.load(get(v.table!), ENTRY.moved))))),
    ...set(v.stop!, i32.add(get(v.top!), kept)),
    ...when(
      i32.notEqual(get(v.divisor!), one),
      set(v.divideBy!, f64.ofI32(get(v.divisor!))),
      set(v.inverse!, f64.div(f64.const(1), get(v.divideBy!))),
      set(v.remainder!, f64.const(0)),
      set(v.place!, get(v.out!)),
      // Each quotient waits for the one before: those of leading zeros are left out.
      loopWhile(
        i32.and(i32.less(get(v.place!), get(v.stop!)), f64.equal(load, f64.const(0))),
        increment(v.place!, i32.const(8)),
      ),
      loopWhile(
        i32.less(get(v.place!), get(v.stop!)),
        set(v.dividend!, f64.add(f64.mul(get(v.remainder!), BASE), load)),
        set(v.quotient!, f64.sub(f64.add(f64.mul(get(v.dividend!), get(v.inverse!)), ROUNDER), ROUNDER)),
        set(v.remainder!, f64.sub(get(v.dividend!), f64.mul(get(v.quotient!), get(v.divideBy!)))),
        f64.store(get(v.place!), get(v.quotient!)),
        increment(v.place!, i32.const(8)),
      ),
      when(
        i32.less(get(v.divisor!), i32.const(SMALL_DIVISOR)),
        // `quotient` is what is carried.
        set(v.quotient!, f64.const(0)),
        repeatWhile(
          i32.less(get(v.out!), get(v.place!)),
          increment(v.place!, i32.const(-8)),
          set(v.dividend!, f64.add(get(v.quotient!), load)),
          set(v.quotient!, f64.sub(f64.add(f64.mul(get(v.dividend!), f64.const(2 ** -LIMB_BITS)), ROUNDER), ROUNDER)),
          f64.store(get(v.place!), f64.sub(get(v.dividend!), f64.mul(get(v.quotient!), BASE))),
        ),
      ),
    ),
    ...set(v.place!, get(v.out!)),
    ...loopWhile(
      i32.less(get(v.place!), get(v.top!)),
      set(v.bad!, i32.or(get(v.bad!), f64.notEqual(load, f64.const(0)))),
      increment(v.place!, i32.const(8)),
    ),
    ...when(
      i32.or(get(v.bad!), f64.less(f64.const(2 ** (LIMB_BITS - 1) - 1), f64.abs(f64.load(get(v.top!))))),
      leave(one),
    ),
  ];
}
