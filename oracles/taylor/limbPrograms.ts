import {
  all,
  type Code,
  choose,
  f64,
  f64x2,
  get,
  i32,
  i64,
  increment,
  larger,
  leave,
  loopWhile,
  numbered,
  repeatWhile,
  select,
  set,
  smaller,
  type WasmFunction,
  when,
} from './wasm.ts';

/** Bits of a limb. Limbs are whole float64 numbers of either sign, at most 2^23(1 + 1/9). */
export const LIMB_BITS = 24;

/** Places above limb 0: fewer than 2^26 products carry into two, and a time scale multiplies by 2^28 before it shifts. */
export const SUMS = 4;

/**
 * Steps of two coefficients that the running sums take before they are split: two such sums together, of two lanes, are 100 products below
 * 2^46.31, which stays below 2^53, so that all are exact.
 */
const STEPS_PER_SUM = 25;

/** Quotients by n have limbs up to 2^23(1 + 1/n): those by less than this are brought into range again. */
const SMALL_DIVISOR = 9;

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
  size: 36,
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

/** Σ_{j≤k} a_j b_{k−j}; the half of it with 2j < k; a_k b_0; a_{k/2}² for even k; a_k; all terms before, times `sign`. */
export const KIND = { cauchy: 0, half: 1, number: 2, middle: 3, alone: 4, times: 5 } as const;

const one: Code = i32.const(1);
const bytes = (count: Code): Code => i32.shl(count, i32.const(3));
const BASE = f64.const(2 ** LIMB_BITS);
/** x + ROUNDER − ROUNDER is the integer nearest to x, for |x| < 2^51. */
const ROUNDER = f64.const(1.5 * 2 ** 52);

const ACCUMULATORS = ['s00', 's01', 's10', 's11'] as const;
const PARTS = ['above', 'part0', 'part1', 'part2'] as const;

export type Locals = Readonly<Record<string, number>>;

/**
 * Where the steps of a Cauchy product stand, in bytes: for which coefficient they are (−1: none), where those of each diagonal begin and
 * end, and two offsets for each, from coefficient 0 of the left factor and of the right one.
 */
const PLAN = { index: 0, begin: 8, end: 12, perDiagonal: 8, step: 8 } as const;

/** Words of 32 bits that two plans take. */
export function wordsOfPlans(pairs: number, diagonals: number, order: number): number {
  return 2 * wordsOfPlan(pairs, diagonals, order);
}

function wordsOfPlan(pairs: number, diagonals: number, order: number): number {
  return 2 + 2 * diagonals + 2 * pairs * pairs * ((order >> 1) + 1);
}

/**
 * LimbProducts.form. Rows are taken in pairs, and all pairs (U, V) of one diagonal U + V = d are added up in registers, from the last
 * diagonal to the first: place 2d gets u·v of the two upper limbs, 2d + 1 the mixed ones, 2d + 2 the lower ones. Where the
 * registers are full, and at the end of a diagonal, each sum is split into a limb and what exceeds it, which belongs to
 * the place above: the parts stay below 2^40, whatever the number of products. What is carried goes on as an integer.
 *
 * Which coefficients meet in a diagonal is planned once for all Cauchy products of a k, from the longest lengths of their factors,
 * so that the innermost loop is long and has no decisions.
 */
export function form(): WasmFunction {
  const numbers = numbered(all('i32', 'table', 'end', 'series', 'seriesEnd', 'k', 'last', 'phases', 'frame'), {
    ...all('i32', ...FRAME, 'begin', 'direction'),
    ...all('i32', 'twoRows', 'd', 'w', 'term', 'terms', 'left', 'U', 'V', 'stop', 'index', 'kind'),
    ...all('i32', 'aLengths', 'from', 'to', 'limit', 'steps', 'n', 'a', 'b'),
    ...all('i32', 'place', 'top', 'divisor', 'bad', 'forward', 'backward', 'lengths', 'found'),
    ...all('i32', 'plan', 'planned', 'step', 'lastStep', 'lastOfDiagonal', 'room', 'aAt', 'bAt'),
    ...all('i32', 'left0', 'left1', 'right0', 'right1'),
    ...all('i64', 'carry', 'carried', 'factor', 'x', 'limb'),
    ...all('f64', ...PARTS, 'even', 'odd', 'e0', 'e1', 'e2', 'sum0', 'sum1', 'sum2', 'sign'),
    ...all('f64', 'divideBy', 'inverse', 'remainder', 'dividend', 'quotient', 'upper', 'lower'),
    ...all('v128', ...ACCUMULATORS, 'a0'),
    ...all('v128', 'a00', 'a10', 'b00', 'b10', 'a01', 'a11', 'b01', 'b11'),
    ...all('v128', 'a02', 'a12', 'b02', 'b12'),
  });
  const { index: v, params, locals } = numbers;
  const body = [
    ...FRAME.flatMap((name, word) => set(v[name], i32.load(get(v.frame), 4 * word))),
    ...set(v.twoRows, i32.shl(get(v.stride), one)),
    ...set(v.begin, get(v.table)),
    ...set(v.direction, select(i32.less(get(v.last), get(v.k)), i32.const(-1), one)),
    ...set(v.last, i32.add(get(v.last), get(v.direction))),
    ...when(i32.and(get(v.phases), one), findLongest(v, get(v.pairs)), forgetPlans(v)),
    ...repeatWhile(
      i32.notEqual(get(v.k), get(v.last)),
      set(v.table, get(v.begin)),
      loopWhile(
        i32.less(get(v.table), get(v.end)),
        when(i32.and(get(v.phases), one), sumUp(v)),
        when(i32.and(get(v.phases), i32.const(2)), divide(v, i32.shl(get(v.pairs), i32.const(4))), store(v)),
        set(v.table, i32.load(get(v.table), ENTRY.end)),
      ),
      increment(v.k, get(v.direction)),
    ),
    ...i32.const(0),
  ];
  return { name: 'form', params, locals, body, result: 'i32' };
}

/** Of the constants of a kernel, in the order in which they stand in memory: sizes as counts, `stride` and addresses in bytes. */
export const FRAME = ['pairs', 'diagonals', 'depth', 'stride', 'out', 'longest', 'fullPlan', 'halfPlan'] as const;

function forgetPlans(v: Locals): Code {
  return [
    ...i32.store(get(v.fullPlan!), i32.const(-1), PLAN.index),
    ...i32.store(get(v.halfPlan!), i32.const(-1), PLAN.index),
  ];
}

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

/** Plans `to` coefficients of the left factor in Cauchy products of coefficient `index`. */
function makePlan(v: Locals): Code {
  const lengthOf = (pair: Code): Code => i32.load(i32.add(get(v.longest!), i32.shl(pair, i32.const(2))));
  return [
    ...i32.store(get(v.plan!), get(v.index!), PLAN.index),
    ...set(v.limit!, get(v.to!)),
    ...set(v.planned!, get(v.plan!)),
    ...set(v.step!, i32.add(i32.add(get(v.plan!), i32.const(PLAN.begin)), bytes(get(v.diagonals!)))),
    ...set(v.n!, i32.const(0)),
    ...repeatWhile(
      i32.less(get(v.n!), get(v.diagonals!)),
      i32.store(get(v.planned!), get(v.step!), PLAN.begin),
      set(v.U!, larger(i32.const(0), i32.add(i32.sub(get(v.n!), get(v.pairs!)), one))),
      set(v.V!, i32.sub(get(v.n!), get(v.U!))),
      repeatWhile(
        i32.less(i32.const(-1), get(v.V!)),
        set(v.to!, smaller(lengthOf(get(v.U!)), get(v.limit!))),
        set(v.from!, larger(i32.const(0), i32.sub(i32.add(get(v.index!), one), lengthOf(get(v.V!))))),
        when(
          i32.less(get(v.from!), get(v.to!)),
          set(v.steps!, i32.shr(i32.add(i32.sub(get(v.to!), get(v.from!)), one), one)),
          // An odd number of coefficients is made even at the lower end, where one of the two factors is zero.
          set(v.from!, i32.sub(get(v.to!), i32.shl(get(v.steps!), one))),
          set(v.a!, i32.add(i32.mul(get(v.U!), get(v.twoRows!)), bytes(get(v.from!)))),
          set(v.b!, i32.add(i32.mul(get(v.V!), get(v.twoRows!)), bytes(i32.sub(get(v.from!), get(v.index!))))),
          repeatWhile(
            i32.less(i32.const(0), get(v.steps!)),
            i32.store(get(v.step!), get(v.a!)),
            i32.store(get(v.step!), get(v.b!), 4),
            increment(v.step!, i32.const(PLAN.step)),
            increment(v.a!, i32.const(16)),
            increment(v.b!, i32.const(16)),
            increment(v.steps!, i32.const(-1)),
          ),
        ),
        increment(v.U!, one),
        increment(v.V!, i32.const(-1)),
        // Pairs there are none of.
        when(i32.less(i32.sub(get(v.pairs!), one), get(v.U!)), set(v.V!, i32.const(-1))),
      ),
      i32.store(get(v.planned!), get(v.step!), PLAN.end),
      increment(v.planned!, i32.const(PLAN.perDiagonal)),
      increment(v.n!, one),
    ),
  ];
}

/** The terms of an entry, times its factor, as limbs at `out`, the highest first. */
function sumUp(v: Locals): Code {
  return [
    ...set(v.terms!, i32.add(get(v.table!), i32.const(ENTRY.size))),
    ...set(v.stop!, i32.load(get(v.table!), ENTRY.end)),
    ...set(v.factor!, i64.ofI32(i32.load(get(v.table!), ENTRY.factor))),
    ...set(v.carry!, i64.const(0)),
    ...set(v.carried!, i64.const(0)),
    ...set(v.even!, f64.const(0)),
    ...set(v.odd!, f64.const(0)),
    ...set(v.w!, i32.add(get(v.out!), i32.add(bytes(i32.const(SUMS)), i32.shl(get(v.diagonals!), i32.const(4))))),
    ...set(v.d!, i32.sub(get(v.diagonals!), one)),
    ...repeatWhile(
      i32.less(i32.const(-1), get(v.d!)),
      ...PARTS.map(part => set(v[part]!, f64.const(0))),
      clear(v),
      set(v.term!, get(v.terms!)),
      loopWhile(i32.less(get(v.term!), get(v.stop!)), addTerm(v), increment(v.term!, i32.const(TERM.size))),
      when(i32.notEqual(get(v.left!), i32.const(STEPS_PER_SUM)), split(v)),
      emit(v, f64.add(get(v.even!), get(v.part2!))),
      emit(v, f64.add(get(v.odd!), get(v.part1!))),
      set(v.even!, get(v.part0!)),
      set(v.odd!, get(v.above!)),
      increment(v.d!, i32.const(-1)),
    ),
    ...emit(v, get(v.even!)),
    ...emit(v, get(v.odd!)),
    ...repeatWhile(i32.less(get(v.out!), i32.add(get(v.w!), one)), emit(v, f64.const(0))),
  ];
}

/** The limb of the next higher place, of what has come to it and what is carried. The limbs of −x are those of x with the other sign. */
function emit(v: Locals, value: Code): Code {
  const carryOut = (carry: number): Code => {
    const tie = i64.add(i64.const(2 ** (LIMB_BITS - 1)), i64.shr(get(v.x!), i64.const(63)));
    return [
      ...set(carry, i64.shr(i64.add(get(v.x!), tie), i64.const(LIMB_BITS))),
      ...set(v.limb!, i64.sub(get(v.x!), i64.shl(get(carry), i64.const(LIMB_BITS)))),
    ];
  };
  return [
    ...set(v.x!, i64.add(get(v.carry!), i64.ofF64(value))),
    ...carryOut(v.carry!),
    ...set(v.x!, i64.add(get(v.carried!), i64.mul(get(v.limb!), get(v.factor!)))),
    ...carryOut(v.carried!),
    ...f64.store(get(v.w!), f64.ofI64(get(v.limb!))),
    ...increment(v.w!, i32.const(-8)),
  ];
}

function clear(v: Locals): Code {
  return [...ACCUMULATORS.flatMap(sum => set(v[sum]!, f64x2.zero)), ...set(v.left!, i32.const(STEPS_PER_SUM))];
}

/** Splits the sums in registers, which are empty then but for `clear`. */
function split(v: Locals): Code {
  const total = (sum: Code): Code[] => [set(v.a0!, sum), f64.add(f64x2.lane(get(v.a0!), 0), f64x2.lane(get(v.a0!), 1))];
  const [first, sum0] = total(get(v.s00!));
  const [second, sum1] = total(f64x2.add(get(v.s01!), get(v.s10!)));
  const [third, sum2] = total(get(v.s11!));
  const excess = (sum: number): Code => f64.nearest(f64.mul(get(sum), f64.const(2 ** -LIMB_BITS)));
  const limb = (sum: number, high: number): Code => f64.sub(get(sum), f64.mul(get(high), BASE));
  const add = (part: number, value: Code): Code => set(part, f64.add(get(part), value));
  return [
    ...first!,
    ...set(v.sum0!, sum0!),
    ...second!,
    ...set(v.sum1!, sum1!),
    ...third!,
    ...set(v.sum2!, sum2!),
    ...set(v.e0!, excess(v.sum0!)),
    ...set(v.e1!, excess(v.sum1!)),
    ...set(v.e2!, excess(v.sum2!)),
    ...add(v.part2!, limb(v.sum2!, v.e2!)),
    ...add(v.part1!, f64.add(limb(v.sum1!, v.e1!), get(v.e2!))),
    ...add(v.part0!, f64.add(limb(v.sum0!, v.e0!), get(v.e1!))),
    ...add(v.above!, get(v.e0!)),
  ];
}

/** What a term gives to the diagonal d. */
function addTerm(v: Locals): Code {
  const field = (name: keyof typeof TERM): Code => i32.load(get(v.term!), TERM[name]);
  return [
    ...set(v.kind!, field('kind')),
    ...set(v.index!, i32.add(get(v.k!), field('index'))),
    ...choose(
      i32.less(get(v.kind!), i32.const(KIND.number)),
      [
        set(v.to!, i32.add(get(v.index!), one)),
        set(v.plan!, get(v.fullPlan!)),
        when(
          i32.equal(get(v.kind!), i32.const(KIND.half)),
          set(v.to!, i32.shr(get(v.to!), one)),
          set(v.plan!, get(v.halfPlan!)),
        ),
        when(i32.notEqual(i32.load(get(v.plan!), PLAN.index), get(v.index!)), makePlan(v)),
        set(v.plan!, i32.add(get(v.plan!), bytes(get(v.d!)))),
        set(v.step!, i32.load(get(v.plan!), PLAN.begin)),
        set(v.lastOfDiagonal!, i32.load(get(v.plan!), PLAN.end)),
        choose(i32.equal(field('count'), one), [addProducts(v, 1)], [addProducts(v, 2)]),
      ],
      [
        choose(
          i32.less(get(v.kind!), i32.const(KIND.alone)),
          [addNumbers(v, field)],
          [
            choose(
              i32.equal(get(v.kind!), i32.const(KIND.alone)),
              [when(i32.less(get(v.d!), get(v.pairs!)), addAlone(v, field))],
              [
                split(v),
                clear(v),
                set(v.sign!, f64.ofI32(field('sign'))),
                ...PARTS.map(part => set(v[part]!, f64.mul(get(v[part]!), get(v.sign!)))),
              ],
            ),
          ],
        ),
      ],
    ),
  ];
}

/** The steps from `step` to `lastOfDiagonal` for so many products: two limbs of each factor by two coefficients, into four sums. */
function addProducts(v: Locals, count: 1 | 2): Code {
  const factors = Array.from({ length: count }, (_, t) => t);
  const pairs = i32.shr(i32.sub(get(v.lastOfDiagonal!), get(v.step!)), i32.const(3));
  return [
    ...factors.flatMap(t => [
      ...set(v[`left${t}`]!, i32.load(get(v.term!), TERM.left + 8 * t)),
      ...set(v[`right${t}`]!, i32.load(get(v.term!), TERM.right + 8 * t)),
    ]),
    ...loopWhile(
      i32.less(get(v.step!), get(v.lastOfDiagonal!)),
      set(v.room!, count === 1 ? get(v.left!) : i32.shr(get(v.left!), one)),
      when(
        i32.equal(get(v.room!), i32.const(0)),
        split(v),
        clear(v),
        set(v.room!, i32.const(Math.floor(STEPS_PER_SUM / count))),
      ),
      set(v.room!, smaller(get(v.room!), pairs)),
      set(v.left!, i32.sub(get(v.left!), i32.mul(get(v.room!), i32.const(count)))),
      set(v.lastStep!, i32.add(get(v.step!), bytes(get(v.room!)))),
      choose(
        i32.less(i32.add(get(v.d!), one), get(v.diagonals!)),
        [multiplySteps(v, factors, 3)],
        [choose(i32.equal(get(v.depth!), one), [multiplySteps(v, factors, 1)], [multiplySteps(v, factors, 2)])],
      ),
    ),
  ];
}

/** The steps from `step` to `lastStep`, for so many places of a diagonal. */
function multiplySteps(v: Locals, factors: readonly number[], depth: 1 | 2 | 3): Code {
  /** The products are added to each other first, so that a running sum waits for one addition a step. */
  const multiplyAdd = (sum: number, left: 'a0' | 'a1', right: 'b0' | 'b1'): Code => {
    const products = factors.map(t => f64x2.mul(get(v[`${left}${t}`]!), get(v[`${right}${t}`]!)));
    return set(sum, f64x2.add(get(sum), products.reduce(f64x2.add)));
  };
  const lower = (address: number): Code => i32.add(get(address), get(v.stride!));
  return repeatWhile(
    i32.notEqual(get(v.step!), get(v.lastStep!)),
    set(v.aAt!, i32.load(get(v.step!))),
    set(v.bAt!, i32.load(get(v.step!), 4)),
    ...factors.flatMap(t => [
      set(v.a!, i32.add(get(v[`left${t}`]!), get(v.aAt!))),
      set(v.b!, i32.add(get(v[`right${t}`]!), get(v.bAt!))),
      set(v[`a0${t}`]!, f64x2.load(get(v.a!))),
      set(v[`b0${t}`]!, f64x2.load(get(v.b!))),
      ...(depth > 1 ? [set(v[`a1${t}`]!, f64x2.load(lower(v.a!))), set(v[`b1${t}`]!, f64x2.load(lower(v.b!)))] : []),
    ]),
    multiplyAdd(v.s00!, 'a0', 'b0'),
    ...(depth > 1 ? [multiplyAdd(v.s01!, 'a0', 'b1'), multiplyAdd(v.s10!, 'a1', 'b0')] : []),
    ...(depth > 2 ? [multiplyAdd(v.s11!, 'a1', 'b1')] : []),
    increment(v.step!, i32.const(PLAN.step)),
  );
}

/** So many products of single numbers: a_k b_0, or a_{k/2}² where k is even. */
function addNumbers(v: Locals, field: (name: keyof typeof TERM) => Code): Code {
  const isMiddle = i32.equal(get(v.kind!), i32.const(KIND.middle));
  return [
    ...set(v.U!, larger(i32.const(0), i32.add(i32.sub(get(v.d!), get(v.pairs!)), one))),
    // The last pair of the left factor, and one more.
    ...set(v.limit!, i32.add(smaller(get(v.d!), i32.sub(get(v.pairs!), one)), one)),
    ...set(v.sign!, f64.ofI32(field('sign'))),
    ...set(v.to!, i32.const(0)),
    ...when(
      isMiddle,
      // No coefficient in the middle: none is as high as this.
      when(i32.and(get(v.index!), one), set(v.index!, i32.const(2 ** 28))),
      set(v.index!, i32.shr(get(v.index!), one)),
      set(v.to!, bytes(get(v.index!))),
    ),
    ...set(v.aAt!, i32.add(i32.mul(get(v.U!), get(v.twoRows!)), bytes(get(v.index!)))),
    ...set(v.bAt!, i32.add(i32.mul(i32.sub(get(v.d!), get(v.U!)), get(v.twoRows!)), get(v.to!))),
    ...set(v.aLengths!, i32.add(get(v.longest!), i32.shl(get(v.U!), i32.const(2)))),
    ...repeatWhile(
      i32.less(get(v.U!), get(v.limit!)),
      when(
        i32.less(get(v.index!), i32.load(get(v.aLengths!))),
        when(i32.less(get(v.left!), i32.const(MOST_NUMBERS)), split(v), clear(v)),
        set(v.left!, i32.sub(get(v.left!), field('count'))),
        choose(
          i32.equal(field('count'), one),
          [multiplyNumbers(v, 1)],
          [choose(i32.equal(field('count'), i32.const(2)), [multiplyNumbers(v, 2)], [multiplyNumbers(v, 3)])],
        ),
      ),
      increment(v.aAt!, get(v.twoRows!)),
      set(v.bAt!, i32.sub(get(v.bAt!), get(v.twoRows!))),
      increment(v.aLengths!, i32.const(4)),
      increment(v.U!, one),
    ),
  ];
}

function multiplyNumbers(v: Locals, count: 1 | 2 | 3): Code {
  const isNotLast = i32.less(i32.add(get(v.d!), one), get(v.diagonals!));
  const factors = Array.from({ length: count }, (_, t) => t);
  const multiplyAdd = (sum: number, left: 'a0' | 'a1', right: 'b0' | 'b1'): Code => {
    const products = factors.map(t => f64x2.mul(get(v[`${left}${t}`]!), get(v[`${right}${t}`]!)));
    return set(sum, f64x2.add(get(sum), f64x2.mul(products.reduce(f64x2.add), f64x2.twice(get(v.sign!)))));
  };
  return [
    ...factors.flatMap(t => [
      ...set(v.a!, i32.add(i32.load(get(v.term!), TERM.left + 8 * t), get(v.aAt!))),
      ...set(v.b!, i32.add(i32.load(get(v.term!), TERM.right + 8 * t), get(v.bAt!))),
      ...set(v[`a0${t}`]!, f64x2.loadOne(get(v.a!))),
      ...set(v[`a1${t}`]!, f64x2.loadOne(i32.add(get(v.a!), get(v.stride!)))),
      ...set(v[`b0${t}`]!, f64x2.loadOne(get(v.b!))),
      ...set(v[`b1${t}`]!, f64x2.loadOne(i32.add(get(v.b!), get(v.stride!)))),
    ]),
    ...multiplyAdd(v.s00!, 'a0', 'b0'),
    // What Cauchy products leave out is left out here.
    ...when(
      i32.or(isNotLast, i32.equal(get(v.depth!), i32.const(2))),
      multiplyAdd(v.s01!, 'a0', 'b1'),
      multiplyAdd(v.s10!, 'a1', 'b0'),
    ),
    ...when(isNotLast, multiplyAdd(v.s11!, 'a1', 'b1')),
  ];
}

function addAlone(v: Locals, field: (name: keyof typeof TERM) => Code): Code {
  const add = (part: number, row: Code): Code => set(part, f64.add(get(part), f64.mul(get(v.sign!), f64.load(row))));
  return [
    ...set(v.sign!, f64.ofI32(field('sign'))),
    ...set(v.a!, i32.add(i32.add(field('left'), i32.mul(get(v.d!), get(v.twoRows!))), bytes(get(v.index!)))),
    ...add(v.part0!, get(v.a!)),
    ...add(v.part1!, i32.add(get(v.a!), get(v.stride!))),
  ];
}

/** Long division of the limbs at `out` from the highest place down to the last that is kept, of so many bytes, each quotient to nearest. */
export function divide(v: Locals, kept: Code): Code {
  const load = f64.load(get(v.place!));
  return [
    ...set(
      v.divisor!,
      i32.add(
        i32.load(get(v.table!), ENTRY.divisor),
        i32.mul(i32.load(get(v.table!), ENTRY.perCoefficient), get(v.k!)),
      ),
    ),
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

/** The limbs from `top` on become the coefficient, and lengths say so, `longest` too: then what was planned for this k no longer holds. */
function store(v: Locals): Code {
  const length = i32.add(get(v.index!), one);
  const target = (name: keyof typeof ENTRY): Code => i32.load(get(v.table!), ENTRY[name]);
  const copy = (limb: number, offset: Code): Code[] => [
    f64.store(i32.add(get(v.forward!), offset), get(limb)),
    f64.store(i32.add(get(v.backward!), offset), get(limb)),
  ];
  return [
    ...set(v.index!, i32.add(get(v.k!), target('shift'))),
    ...set(v.forward!, i32.add(target('forward'), bytes(get(v.index!)))),
    ...set(v.backward!, i32.sub(target('backward'), bytes(get(v.index!)))),
    ...set(v.lengths!, target('lengths')),
    ...set(v.aLengths!, get(v.longest!)),
    ...set(v.found!, i32.const(0)),
    ...repeatWhile(
      i32.less(get(v.top!), get(v.stop!)),
      set(v.upper!, f64.load(get(v.top!))),
      set(v.lower!, f64.load(get(v.top!), 8)),
      ...copy(v.upper!, i32.const(0)),
      ...copy(v.lower!, get(v.stride!)),
      set(
        v.found!,
        i32.or(
          get(v.found!),
          i32.or(f64.notEqual(get(v.upper!), f64.const(0)), f64.notEqual(get(v.lower!), f64.const(0))),
        ),
      ),
      when(
        i32.and(get(v.found!), i32.less(i32.load(get(v.lengths!)), length)),
        i32.store(get(v.lengths!), length),
        when(
          i32.less(i32.load(get(v.aLengths!)), length),
          i32.store(get(v.aLengths!), length),
          // Coefficient k + 1 is no factor yet.
          when(i32.less(get(v.index!), i32.add(get(v.k!), one)), forgetPlans(v)),
        ),
      ),
      increment(v.aLengths!, i32.const(4)),
      increment(v.forward!, get(v.twoRows!)),
      increment(v.backward!, get(v.twoRows!)),
      increment(v.lengths!, i32.const(4)),
      increment(v.top!, i32.const(16)),
    ),
  ];
}
