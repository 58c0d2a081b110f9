import {
  all,
  type Code,
  choose,
  f32x4,
  f64,
  f64x2,
  get,
  i32,
  i32x4,
  increment,
  loopWhile,
  numbered,
  repeatWhile,
  set,
  smaller,
  v128,
  type WasmFunction,
  when,
} from './wasm.ts';

/** Coefficients that `convolveFour` forms at once. */
export const OUTPUTS = 4;

/** Limbs are split in two for products of int16. */
export const HALF_BASE: number = 2 ** 12;

/** What one running sum takes, an int32. */
export interface RunningSum {
  /** Products of two residues of coefficients, beside a residue for each product of two series; a multiple of four. */
  readonly products: number;
  /** Limbs, times residues. */
  readonly limbs: number;
  /** Pairs of weighed residues, times half limbs; an even number. */
  readonly pairs: number;
}

/** The halves of a limb, which is at most 2^23(1 + 1/9), are together at most this. */
const MOST_HALVES = HALF_BASE / 2 + Math.ceil((2 ** 23 * (1 + 1 / 9)) / HALF_BASE);

/** `reduce` leaves so much of x beyond half a prime, since a float32 quotient is wrong by up to three roundings. */
const INACCURACY = 3 * 2 ** -24;

/** Products of the first and the last coefficients, of which `convolveFour` adds up to six to a sum before the others; a multiple of four. */
const ENDS = 8;

/**
 * Of residues by primes up to `largest`, where sums have up to `terms` products of two series. Sums of limbs stay below 2^30, so that
 * residues of coefficients exceed half a prime by 192 at most; those of other sums do by 384.
 */
export function runningSum(largest: number, terms: number): RunningSum {
  const half = largest / 2;
  const [coefficient, reduced] = [half + INACCURACY * 2 ** 30, half + INACCURACY * 2 ** 31];
  const products = 4 * Math.floor((2 ** 31 - terms * reduced) / coefficient ** 2 / 4);
  if (products <= ENDS) throw new RangeError(`sums of ${terms} products leave no room beside their residues`);
  const limbs = Math.floor((2 ** 30 - coefficient) / (MOST_HALVES * half));
  const weighed = half + INACCURACY * half * reduced;
  return { products, limbs, pairs: 2 * Math.floor(2 ** 31 / (weighed * HALF_BASE) / 2) };
}

const VECTOR = i32.const(16);

type Part = Readonly<Record<'rest' | 'stop' | 'perSum', number>>;

/** From a place on, up to `stop`, as much of the rest as one running sum takes, of 2^log2Size bytes each. */
function takePart({ rest, stop, perSum }: Part, from: number, log2Size: number): Code {
  return [
    ...set(stop, i32.add(get(from), i32.shl(smaller(get(rest), get(perSum)), i32.const(log2Size)))),
    ...set(rest, i32.sub(get(rest), get(perSum))),
  ];
}

const positive = (count: Code): Code => i32.less(i32.const(0), count);
/** The lower int16 of each lane, and nothing in the upper one. */
const lowerHalf = (value: Code): Code => v128.and(value, i32x4.const(0xffff, 0xffff, 0xffff, 0xffff));

/** x + ROUNDER − ROUNDER is the integer nearest to a float32 x, for |x| < 2^22, and so is the difference of their bits. */
const ROUNDER = 1.5 * 2 ** 23;
const [BITS_OF_ROUNDER] = new Int32Array(new Float32Array([ROUNDER]).buffer) as unknown as [number];

const MODULUS = ['prime', 'inverse', 'rounder', 'rounderBits'] as const;
type Modulus = Readonly<Record<(typeof MODULUS)[number], number>>;

/** Before `reduce`. */
function startReducing({ rounder, rounderBits }: Modulus): Code {
  const bits = i32x4.const(BITS_OF_ROUNDER, BITS_OF_ROUNDER, BITS_OF_ROUNDER, BITS_OF_ROUNDER);
  return [...set(rounder, f32x4.const(ROUNDER)), ...set(rounderBits, bits)];
}

/** Takes the four primes that stand at `primes`. */
function takePrimes({ prime, inverse }: Modulus, primes: Code, offset = 0): Code {
  return [...set(prime, v128.load(primes, offset)), ...set(inverse, v128.load(primes, offset + 16))];
}

/** The residues of four int32: at most half a prime and INACCURACY of what they were. */
function reduce(sum: number, { prime, inverse, rounder, rounderBits }: Modulus): Code {
  const quotient = f32x4.add(f32x4.mul(f32x4.ofI32x4(get(sum)), get(inverse)), get(rounder));
  return set(sum, i32x4.sub(get(sum), i32x4.mul(i32x4.sub(quotient, get(rounderBits)), get(prime))));
}

/** Adds two products in each lane. */
const addDot = (sum: number, a: Code, b: Code): Code => set(sum, i32x4.add(get(sum), i32x4.dot(a, b)));
const add = (sum: number, value: Code): Code => set(sum, i32x4.add(get(sum), value));

/** ResidueProducts.convolveResidues. */
export function convolveResidues(): WasmFunction {
  const {
    index: v,
    params,
    locals,
  } = numbered(all('i32', 'a', 'b', 'aRow', 'bRow', 'count', 'rows', 'primes', 'sums', 'factor', 'perSum'), {
    ...all('i32', 'left', 'right', 'rest', 'stop'),
    ...all('v128', 's', 'other', 'x', 'times', ...MODULUS),
  });
  /** a_i b_j + a_(i+1) b_(j−1), so many bytes onwards. */
  const addTwo = (sum: number, offset: number): Code => [
    ...set(v.x, v128.load(get(v.left), offset + 16)),
    ...addDot(sum, i32x4.swapHalves(v.x), v128.load(i32.sub(get(v.right), i32.const(offset)))),
  ];
  const body = [
    ...startReducing(v),
    ...set(v.times, i32x4.splat(get(v.factor))),
    ...repeatWhile(
      positive(get(v.rows)),
      takePrimes(v, get(v.primes)),
      set(v.s, f64x2.zero),
      set(v.left, get(v.a)),
      set(v.right, get(v.b)),
      set(v.rest, get(v.count)),
      repeatWhile(
        positive(get(v.rest)),
        takePart(v, v.left, 4),
        // So that no sum waits for the one before.
        set(v.other, f64x2.zero),
        loopWhile(
          i32.less(i32.add(get(v.left), i32.const(48)), get(v.stop)),
          addTwo(v.s, 0),
          addTwo(v.other, 32),
          increment(v.left, i32.const(64)),
          increment(v.right, i32.const(-64)),
        ),
        when(
          i32.less(i32.add(get(v.left), VECTOR), get(v.stop)),
          addTwo(v.s, 0),
          increment(v.left, i32.const(32)),
          increment(v.right, i32.const(-32)),
        ),
        when(i32.less(get(v.left), get(v.stop)), addDot(v.s, v128.load(get(v.left)), v128.load(get(v.right)))),
        add(v.s, get(v.other)),
        reduce(v.s, v),
      ),
      addTo(v, get(v.sums), v.s),
      increment(v.sums, VECTOR),
      increment(v.primes, i32.const(32)),
      increment(v.a, get(v.aRow)),
      increment(v.b, get(v.bRow)),
      increment(v.rows, i32.const(-1)),
    ),
  ];
  return { name: 'convolveResidues', params, locals, body };
}

/** Adds a sum to what stands at an address, `times` so much. */
function addTo({ times }: Readonly<Record<'times', number>>, address: Code, sum: number): Code {
  return v128.store(address, i32x4.add(v128.load(address), i32x4.mul(get(times), get(sum))));
}

/** ResidueProducts.convolveFour. */
export function convolveFour(): WasmFunction {
  return formFour('convolveFour');
}

/** ResidueProducts.squareFour. */
export function squareFour(): WasmFunction {
  return formFour('squareFour');
}

/** Of a square, that half of the products is formed whose left factor is the lower coefficient. */
function formFour(name: 'convolveFour' | 'squareFour'): WasmFunction {
  const isSquare = name === 'squareFour';
  const sums = ['s0', 's1', 's2', 's3'] as const;
  const {
    index: v,
    params,
    locals,
  } = numbered(all('i32', 'a', 'b', 'aRow', 'bRow', 'k', 'rows', 'primes', 'results', 'factor', 'perSum'), {
    ...all('i32', 'spread', 'left', 'right', 'rest', 'stop', 'last', 'result'),
    ...all('v128', ...sums, 'x', 'b0', 'b1', 'b2', 'b3', 'times', ...MODULUS),
  });
  const running = sums.map(name => v[name]);
  const cut = running.flatMap(sum => reduce(sum, v));
  /** A coefficient and the one below. */
  const at = (pointer: number, index: number): Code =>
    index < 0 ? v128.load(i32.add(get(pointer), i32.const(16 * index))) : v128.load(get(pointer), 16 * index);
  /** x = a_j and a_(j+1) in the order of right factors; x = a_j alone. */
  const takePair = (pointer: number, j: number): Code => [
    ...set(v.x, at(pointer, j + 1)),
    ...set(v.x, i32x4.swapHalves(v.x)),
  ];
  const takeOne = (pointer: number, j: number): Code => set(v.x, lowerHalf(at(pointer, j)));
  const addX = (i: number, right: Code): Code => addDot(running[i]!, get(v.x), right);
  const addPair = (window: readonly number[]): Code => window.flatMap((b, i) => addX(i, get(b)));
  const takeWindow = (names: readonly number[], first: number): Code =>
    names.flatMap((b, i) => set(b, at(v.right, first + i)));
  const [lower, upper] = [
    [v.b0, v.b1],
    [v.b2, v.b3],
  ];
  // a_j and a_(j+1) by b_(k−j+i) and the one below, for output i; `right` is at b_(k−j), and the upper two are those of before.
  const pair = [takeWindow(lower!, 0), takePair(v.left, 0), addPair([...lower!, ...upper!])];
  const four = repeatWhile(
    i32.notEqual(get(v.left), get(v.stop)),
    ...pair,
    takeWindow(upper!, -2),
    takePair(v.left, 2),
    addPair([...upper!, ...lower!]),
    increment(v.left, i32.const(64)),
    increment(v.right, i32.const(-64)),
  );
  // What the products above leave out: a_i … a_3 by b_k … b_(k+i−3) of output i, and a_k by b_0 … b_3.
  const ends = [
    takePair(v.a, 0),
    addX(0, at(v.last, 0)),
    takePair(v.a, 1),
    addX(1, at(v.last, 0)),
    takePair(v.a, 2),
    addX(0, at(v.last, -2)),
    addX(2, at(v.last, 0)),
    takeOne(v.a, 3),
    addX(1, at(v.last, -2)),
    addX(3, at(v.last, 0)),
    ...(isSquare
      ? []
      : [set(v.x, lowerHalf(v128.load(i32.add(get(v.a), i32.shl(get(v.k), i32.const(4))))))].concat(
          [0, 1, 2, 3].map(i => addX(i, at(v.b, i))),
        )),
  ];
  // With h = k/2: a_(h−2) and a_(h−1) where four do not lead up to a_h; then what a_h and a_(h+1) are factors of.
  const middle = [
    when(i32.and(get(v.k), i32.const(4)), ...pair, increment(v.left, i32.const(32))),
    takeOne(v.left, 0),
    addX(1, at(v.left, 1)),
    addX(2, at(v.left, 2)),
    takePair(v.left, 0),
    addX(3, at(v.left, 3)),
    cut,
    ...running.map(sum => add(sum, get(sum))),
    takeOne(v.left, 0),
    addX(0, at(v.left, 0)),
    takeOne(v.left, 1),
    addX(2, at(v.left, 1)),
    cut,
  ];
  const body = [
    ...startReducing(v),
    ...set(v.times, i32x4.splat(get(v.factor))),
    ...increment(v.perSum, i32.const(-ENDS)),
    ...set(v.spread, i32.shl(get(v.rows), i32.const(4))),
    ...repeatWhile(
      positive(get(v.rows)),
      takePrimes(v, get(v.primes)),
      set(v.last, i32.add(get(v.b), i32.shl(get(v.k), i32.const(4)))),
      ...running.map(sum => set(sum, f64x2.zero)),
      ...ends,
      set(v.left, i32.add(get(v.a), i32.const(64))),
      set(v.right, i32.sub(get(v.last), i32.const(64))),
      takeWindow(upper!, 2),
      set(v.rest, i32.sub(isSquare ? i32.and(i32.shr(get(v.k), i32.const(1)), i32.const(-4)) : get(v.k), i32.const(4))),
      loopWhile(positive(get(v.rest)), takePart(v, v.left, 4), four, cut),
      ...(isSquare ? middle : []),
      set(v.result, get(v.results)),
      ...running.flatMap(sum => [addTo(v, get(v.result), sum), increment(v.result, get(v.spread))]),
      increment(v.results, VECTOR),
      increment(v.primes, i32.const(32)),
      increment(v.a, get(v.aRow)),
      increment(v.b, get(v.bRow)),
      increment(v.rows, i32.const(-1)),
    ),
  ];
  return { name, params, locals, body };
}

/** ResidueProducts.addEnd. */
export function addEnd(): WasmFunction {
  return addEnds('addEnd');
}

/** ResidueProducts.addBothEnds. */
export function addBothEnds(): WasmFunction {
  return addEnds('addBothEnds');
}

function addEnds(name: 'addEnd' | 'addBothEnds'): WasmFunction {
  const {
    index: v,
    params,
    locals,
  } = numbered(all('i32', 'a', 'b', 'aRow', 'bRow', 'k', 'count', 'rows', 'sums', 'factor'), {
    ...all('i32', 'lastOfA', 'lastOfB'),
    ...all('v128', 's', 'x', 'times'),
  });
  /** Σ_{j<count} of the first coefficients of one and the last of the other. */
  const end = (first: number, last: number, count: number): Code[] => {
    if (count === 1) return [addDot(v.s, v128.load(get(first)), v128.load(get(last)))];
    const two = [set(v.x, v128.load(get(first), 16)), addDot(v.s, i32x4.swapHalves(v.x), v128.load(get(last)))];
    const third = addDot(v.s, lowerHalf(v128.load(get(first), 32)), v128.load(i32.sub(get(last), i32.const(32))));
    return count === 2 ? two : [...two, third];
  };
  const loop = (count: number): Code =>
    repeatWhile(
      positive(get(v.rows)),
      set(v.s, f64x2.zero),
      ...end(v.a, v.lastOfB, count),
      ...(name === 'addEnd' ? [] : end(v.b, v.lastOfA, count)),
      addTo(v, get(v.sums), v.s),
      increment(v.sums, VECTOR),
      increment(v.a, get(v.aRow)),
      increment(v.b, get(v.bRow)),
      ...(name === 'addEnd' ? [] : [increment(v.lastOfA, get(v.aRow))]),
      increment(v.lastOfB, get(v.bRow)),
      increment(v.rows, i32.const(-1)),
    );
  const isCount = (count: number): Code => i32.equal(get(v.count), i32.const(count));
  const body = [
    ...set(v.times, i32x4.splat(get(v.factor))),
    ...set(v.lastOfA, i32.add(get(v.a), i32.shl(get(v.k), i32.const(4)))),
    ...set(v.lastOfB, i32.add(get(v.b), i32.shl(get(v.k), i32.const(4)))),
    ...choose(isCount(1), [loop(1)], [choose(isCount(2), [loop(2)], [loop(3)])]),
  ];
  return { name, params, locals, body };
}

/** ResidueProducts.addResidues. */
export function addResidues(): WasmFunction {
  const { index: v, params, locals } = numbered(all('i32', 'from', 'rows', 'sums'), {});
  const body = repeatWhile(
    positive(get(v.rows)),
    v128.store(get(v.sums), i32x4.add(v128.load(get(v.sums)), v128.load(get(v.from)))),
    increment(v.sums, VECTOR),
    increment(v.from, VECTOR),
    increment(v.rows, i32.const(-1)),
  );
  return { name: 'addResidues', params, locals, body };
}

/** ResidueProducts.reduceSums. */
export function reduceSums(): WasmFunction {
  const { index: v, params, locals } = numbered(all('i32', 'sums', 'rows', 'primes'), all('v128', 's', ...MODULUS));
  const body = [
    ...startReducing(v),
    ...repeatWhile(
      positive(get(v.rows)),
      takePrimes(v, get(v.primes)),
      set(v.s, v128.load(get(v.sums))),
      reduce(v.s, v),
      v128.store(get(v.sums), get(v.s)),
      increment(v.sums, VECTOR),
      increment(v.primes, i32.const(32)),
      increment(v.rows, i32.const(-1)),
    ),
  ];
  return { name: 'reduceSums', params, locals, body };
}

/** ResidueProducts.weigh. */
export function weigh(): WasmFunction {
  const {
    index: v,
    params,
    locals,
  } = numbered(all('i32', 'sums', 'weights', 'rows', 'primes'), {
    ...all('i32', 'weighed'),
    ...all('v128', 's', 'parts', ...MODULUS),
  });
  const parts = (): Code => f32x4.lowerToF64x2(get(v.parts));
  const body = [
    ...startReducing(v),
    ...set(v.parts, f64x2.zero),
    ...set(v.weighed, get(v.sums)),
    ...repeatWhile(
      positive(get(v.rows)),
      takePrimes(v, get(v.primes)),
      set(v.s, v128.load(get(v.sums))),
      reduce(v.s, v),
      set(v.s, i32x4.mul(get(v.s), v128.load(get(v.weights)))),
      reduce(v.s, v),
      // Not beyond what has been read. Parts in float32 are off by far less than the quarter that they may be.
      v128.storeLane(get(v.weighed), i32x4.narrow(get(v.s), get(v.s)), 0),
      set(v.parts, f32x4.add(get(v.parts), f32x4.mul(f32x4.ofI32x4(get(v.s)), get(v.inverse)))),
      increment(v.sums, VECTOR),
      increment(v.weighed, i32.const(8)),
      increment(v.weights, VECTOR),
      increment(v.primes, i32.const(32)),
      increment(v.rows, i32.const(-1)),
    ),
    ...set(v.s, parts()),
    ...set(v.parts, v128.upper(get(v.parts), get(v.parts))),
    ...set(v.s, f64x2.add(get(v.s), parts())),
    ...f64.add(f64x2.lane(get(v.s), 0), f64x2.lane(get(v.s), 1)),
  ];
  return { name: 'weigh', params, locals, body, result: 'f64' };
}

/** Rows that are formed side by side, so that no sum waits for the one before. */
export const ABREAST = 4;

const fourOf = <N extends string>(name: N): `${N}${0 | 1 | 2 | 3}`[] =>
  [0, 1, 2, 3].map(i => `${name}${i as 0 | 1 | 2 | 3}` as const);

/** The body for ABREAST rows at a time, then for one, until none of `rows` is left. */
function abreast(rows: number, body: (count: number) => readonly Code[]): Code {
  const isLeft = (count: number): Code => i32.less(i32.const(count - 1), get(rows));
  return [ABREAST, 1].flatMap(count => loopWhile(isLeft(count), ...body(count), increment(rows, i32.const(-count))));
}

/** ResidueProducts.combine. */
export function combine(): WasmFunction {
  const {
    index: v,
    params,
    locals,
  } = numbered(all('i32', 'weighed', 'count', 'table', 'tableRow', 'rows', 'limbs', 'perSum'), {
    ...all('i32', 'at', ...fourOf('entry'), 'rest', 'stop'),
    ...all('v128', ...fourOf('s'), ...fourOf('total'), 'weight'),
  });
  const [entries, sums] = [fourOf('entry').map(name => v[name]), fourOf('s').map(name => v[name])];
  const totals = fourOf('total').map(name => v[name]);
  const body = abreast(v.rows, count => {
    const rows = Array.from({ length: count }, (_, i) => i);
    const upper = (i: number): Code => f64x2.ofLowerI32(v128.upper(get(sums[i]!), get(sums[i]!)));
    return [
      set(v.at, get(v.weighed)),
      set(v.rest, get(v.count)),
      ...rows.flatMap(i => [
        set(entries[i]!, i === 0 ? get(v.table) : i32.add(get(entries[i - 1]!), get(v.tableRow))),
        set(totals[i]!, f64x2.zero),
      ]),
      set(v.table, i32.add(get(entries[count - 1]!), get(v.tableRow))),
      repeatWhile(
        positive(get(v.rest)),
        takePart(v, v.at, 2),
        ...rows.map(i => set(sums[i]!, f64x2.zero)),
        repeatWhile(
          i32.notEqual(get(v.at), get(v.stop)),
          ...[0, 1].flatMap(pair => [
            set(v.weight, i32x4.loadSplat(get(v.at), 4 * pair)),
            ...rows.map(i => addDot(sums[i]!, get(v.weight), v128.load(get(entries[i]!), 16 * pair))),
          ]),
          ...rows.map(i => increment(entries[i]!, i32.const(32))),
          increment(v.at, i32.const(8)),
        ),
        ...rows.flatMap(i => [
          set(totals[i]!, f64x2.add(get(totals[i]!), f64x2.ofLowerI32(get(sums[i]!)))),
          set(totals[i]!, f64x2.add(get(totals[i]!), f64x2.mul(upper(i), f64x2.twice(f64.const(HALF_BASE))))),
        ]),
      ),
      ...rows.map(i => f64x2.store(get(v.limbs), get(totals[i]!), 16 * i)),
      increment(v.limbs, i32.const(16 * count)),
    ];
  });
  return { name: 'combine', params, locals, body };
}

/** ResidueProducts.residuesOf. */
export function residuesOf(): WasmFunction {
  const {
    index: v,
    params,
    locals,
  } = numbered(all('i32', 'limbs', 'count', 'powers', 'skipped', 'rows', 'primes', 'target', 'targetRow', 'perSum'), {
    ...all('i32', 'at', 'rest', 'stop'),
    ...all('v128', ...fourOf('s'), 'limb', ...MODULUS),
  });
  const sums = fourOf('s').map(name => v[name]);
  const below = i32.add(get(v.target), i32.const(-16));
  const body = [
    ...startReducing(v),
    ...abreast(v.rows, count => {
      const rows = Array.from({ length: count }, (_, i) => i);
      return [
        ...rows.map(i => set(sums[i]!, f64x2.zero)),
        increment(v.powers, i32.mul(get(v.skipped), i32.const(16 * count))),
        set(v.at, get(v.limbs)),
        set(v.rest, get(v.count)),
        loopWhile(
          positive(get(v.rest)),
          takePart(v, v.at, 3),
          repeatWhile(
            i32.notEqual(get(v.at), get(v.stop)),
            set(v.limb, i32x4.loadSplat(get(v.at))),
            ...rows.map(i => addDot(sums[i]!, get(v.limb), v128.load(get(v.powers), 16 * i))),
            increment(v.powers, i32.const(16 * count)),
            increment(v.at, i32.const(8)),
          ),
          ...rows.flatMap((i): Code[] => [takePrimes(v, get(v.primes), 32 * i), reduce(sums[i]!, v)]),
        ),
        ...rows.flatMap((i): Code[] => [
          // The coefficient below stands beside it, and it beside the one above.
          v128.store(get(v.target), v128.or(lowerHalf(get(sums[i]!)), i32x4.shl(v128.load(below), i32.const(16)))),
          v128.store(
            get(v.target),
            v128.or(lowerHalf(v128.load(get(v.target), 16)), i32x4.shl(get(sums[i]!), i32.const(16))),
            16,
          ),
          increment(v.target, get(v.targetRow)),
        ]),
        increment(v.primes, i32.const(32 * count)),
      ];
    }),
  ];
  return { name: 'residuesOf', params, locals, body };
}
