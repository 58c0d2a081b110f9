import { divide, ENTRY, findLongest, KIND, LIMB_BITS, type Locals, PHASE, TERM } from './limbPrograms.ts';
import { ROUNDER } from './limbs.ts';
import { HALF_BASE, OUTPUTS } from './residuePrograms.ts';
import {
  all,
  type Code,
  call,
  choose,
  f64,
  f64x2,
  get,
  i32,
  i32x4,
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
  v128,
  type WasmFunction,
  when,
} from './wasm.ts';

/** Where a series stands: residues of coefficient 0, bytes from four primes to the next, limb 0 of coefficient 0, its bits. */
export const SERIES = { residues: 0, row: 4, limbs: 8, bits: 12, size: 16 } as const;

/** What makes a number of up to `limit` bits of its residues by so many primes: where the weights and the table of their cofactors stand. */
export const LEVEL = { limit: 0, primes: 4, weights: 8, table: 12, size: 16 } as const;

/** log2 of the coefficients whose sizes are held together. */
export const LOG2_GROUP = 2;

/** Blocks begin here. */
const FIRST_BLOCK = 8;

/** Of the constants of a kernel, in the order in which they stand in memory: sizes as counts, all else addresses in bytes. */
export const RESIDUE_FRAME = [
  'rows',
  'limbsRow',
  'quads',
  'primes',
  'powers',
  'halves',
  'sums',
  'low',
  'out',
  'places',
  'levels',
  'lastLevel',
  'longest',
  'groups',
  'aboveBits',
  // RunningSum of residuePrograms.ts.
  'productsPerSum',
  'limbsPerSum',
  'pairsPerSum',
] as const;

type Called =
  | 'convolveResidues'
  | 'convolveFour'
  | 'squareFour'
  | 'addResidues'
  | 'addEnd'
  | 'addBothEnds'
  | 'reduceSums'
  | 'weigh'
  | 'combine'
  | 'residuesOf';
/** Calls a function of the module. */
type Call = (name: Called, ...args: Code[]) => Code;

const one = i32.const(1);
const bytes = (count: Code): Code => i32.shl(count, i32.const(3));
const vectors = (count: Code): Code => i32.shl(count, i32.const(4));
const rounder = f64x2.twice(f64.const(ROUNDER));
const and = (...conditions: Code[]): Code => conditions.reduce(i32.and);

/** ResidueProducts.formByResidues. */
export function formByResidues(indexOf: (name: Called) => number): WasmFunction {
  const callOf: Call = (name, ...args) => call(indexOf(name), ...args);
  const {
    index: v,
    params,
    locals,
  } = numbered(all('i32', 'table', 'end', 'series', 'seriesEnd', 'k', 'last', 'phases', 'frame'), {
    ...all('i32', ...RESIDUE_FRAME, 'begin', 'direction', 'planned', 'size', 'bits', 'U', 'sign', 'to'),
    ...all('i32', 'terms', 'term', 'stop', 'index', 'kind', 'n', 'at', 'a', 'b', 'left', 'right', 'other'),
    ...all('i32', 'level', 'count', 'four', 'block', 'blockFours', 'step', 'isKnown', 'room', 'first', 'w'),
    ...all('i32', 'divisor', 'bad', 'top', 'place', 'target', 'leading', 'most', 'group'),
    ...all('i64', 'carry', 'x', 'factor'),
    ...all('v128', 'limbs', 'upper'),
    ...all('f64', 'divideBy', 'inverse', 'remainder', 'dividend', 'quotient'),
  });
  const body = [
    ...RESIDUE_FRAME.flatMap((name, word) => set(v[name], i32.load(get(v.frame), 4 * word))),
    ...set(v.begin, get(v.table)),
    ...set(v.direction, select(i32.less(get(v.last), get(v.k)), i32.const(-1), one)),
    ...set(v.last, i32.add(get(v.last), get(v.direction))),
    ...when(i32.and(get(v.phases), i32.const(PHASE.sum)), findLongest(v, get(v.groups)), forgetBlocks(v)),
    ...repeatWhile(
      i32.notEqual(get(v.k), get(v.last)),
      set(v.table, get(v.begin)),
      set(v.planned, i32.const(-1)),
      loopWhile(
        i32.less(get(v.table), get(v.end)),
        when(i32.and(get(v.phases), i32.const(PHASE.sum)), sumUp(v, callOf)),
        when(i32.and(get(v.phases), i32.const(PHASE.store)), divide(v, bytes(get(v.rows))), store(v, callOf)),
        set(v.table, i32.load(get(v.table), ENTRY.end)),
      ),
      increment(v.k, get(v.direction)),
    ),
    ...i32.const(0),
  ];
  return { name: 'formByResidues', params, locals, body, result: 'i32' };
}

const BLOCK = ENTRY.backward;
const BLOCK_FOURS = ENTRY.lengths;

/** No coefficients have been formed ahead. */
function forgetBlocks(v: Locals): Code {
  return loopWhile(
    i32.less(get(v.table!), get(v.end!)),
    i32.store(get(v.table!), i32.const(0), BLOCK_FOURS),
    set(v.table!, i32.load(get(v.table!), ENTRY.end)),
  );
}

/** Runs the body for each term of the entry, with its `index`, `kind` and `sign`. */
function forTerms(v: Locals, ...body: Code[]): Code {
  return [
    ...set(v.term!, get(v.terms!)),
    ...loopWhile(
      i32.less(get(v.term!), get(v.stop!)),
      set(v.index!, i32.add(get(v.k!), i32.load(get(v.term!), TERM.index))),
      set(v.kind!, i32.load(get(v.term!), TERM.kind)),
      set(v.sign!, i32.load(get(v.term!), TERM.sign)),
      ...body,
      increment(v.term!, i32.const(TERM.size)),
    ),
  ];
}

/** Runs the body for each product of a term, with its factors `a` and `b`. */
function forProducts(v: Locals, ...body: Code[]): Code {
  return [
    ...set(v.at!, get(v.term!)),
    ...set(v.n!, i32.load(get(v.term!), TERM.count)),
    ...repeatWhile(
      get(v.n!),
      set(v.a!, i32.load(get(v.at!), TERM.left)),
      set(v.b!, i32.load(get(v.at!), TERM.right)),
      ...body,
      increment(v.at!, i32.const(8)),
      increment(v.n!, i32.const(-1)),
    ),
  ];
}

/** Bits of the largest product of two coefficients that lead to `index`. */
function findSize(v: Locals): Code {
  return [
    ...set(v.planned!, get(v.index!)),
    ...set(v.size!, i32.const(0)),
    ...set(v.left!, get(v.longest!)),
    ...set(v.right!, i32.add(get(v.longest!), i32.shl(i32.shr(get(v.index!), i32.const(LOG2_GROUP)), i32.const(2)))),
    // j in group g leaves index − j in group last − g or the one before.
    ...repeatWhile(
      i32.less(i32.sub(get(v.longest!), one), get(v.right!)),
      set(v.other!, i32.load(get(v.right!))),
      when(
        i32.less(get(v.longest!), get(v.right!)),
        set(v.other!, larger(get(v.other!), i32.load(i32.sub(get(v.right!), i32.const(4))))),
      ),
      set(v.other!, i32.add(get(v.other!), i32.load(get(v.left!)))),
      set(v.size!, larger(get(v.size!), get(v.other!))),
      increment(v.left!, i32.const(4)),
      increment(v.right!, i32.const(-4)),
    ),
  ];
}

/** The terms of an entry, times its factor, as limbs at `out`, the highest first. */
function sumUp(v: Locals, callOf: Call): Code {
  const clear = (from: Code, fours: Code): Code => [
    ...set(v.at!, from),
    ...set(v.n!, fours),
    ...repeatWhile(
      get(v.n!),
      f64x2.store(get(v.at!), f64x2.zero),
      increment(v.at!, i32.const(16)),
      increment(v.n!, i32.const(-1)),
    ),
  ];
  const of = (series: number, name: keyof typeof SERIES): Code => i32.load(get(series), SERIES[name]);
  const coefficient = (series: number, index: Code): Code => i32.add(of(series, 'residues'), vectors(index));
  /** a_0 … times b_index …. */
  const multiply = callOf(
    'convolveResidues',
    of(v.a!, 'residues'),
    coefficient(v.b!, get(v.index!)),
    of(v.a!, 'row'),
    of(v.b!, 'row'),
    i32.add(get(v.index!), one),
    get(v.four!),
    get(v.primes!),
    get(v.sums!),
    get(v.sign!),
    get(v.productsPerSum!),
  );
  /** So many products of the first coefficients by the last of the other factor, as they are; of both factors or of `left` alone. */
  const addEnds = (name: 'addEnd' | 'addBothEnds', left: number, right: number, count: Code, sign: Code): Code => [
    // Both ends count twice, and so does one end of a square.
    ...set(v.room!, i32.sub(get(v.room!), i32.shl(count, one))),
    ...when(
      i32.less(get(v.room!), i32.const(0)),
      callOf('reduceSums', get(v.sums!), get(v.four!), get(v.primes!)),
      set(v.room!, i32.sub(get(v.productsPerSum!), i32.shl(count, one))),
    ),
    ...callOf(
      name,
      of(left, 'residues'),
      of(right, 'residues'),
      of(left, 'row'),
      of(right, 'row'),
      get(v.index!),
      count,
      get(v.four!),
      get(v.sums!),
      sign,
    ),
  ];
  const isNumber = i32.equal(get(v.kind!), i32.const(KIND.number));
  const isSquare = i32.equal(get(v.kind!), i32.const(KIND.half));
  const formFour = (name: 'convolveFour' | 'squareFour'): Code =>
    callOf(
      name,
      of(v.a!, 'residues'),
      of(v.b!, 'residues'),
      of(v.a!, 'row'),
      of(v.b!, 'row'),
      get(v.k!),
      get(v.four!),
      get(v.primes!),
      get(v.block!),
      get(v.sign!),
      get(v.productsPerSum!),
    );
  const formBlock = [
    ...clear(get(v.block!), i32.mul(get(v.four!), i32.const(OUTPUTS))),
    ...forTerms(
      v,
      when(
        i32.notEqual(get(v.kind!), i32.const(KIND.number)),
        forProducts(v, choose(isSquare, [formFour('squareFour')], [formFour('convolveFour')])),
      ),
    ),
    ...i32.store(get(v.table!), get(v.four!), BLOCK_FOURS),
  ];
  return [
    ...set(v.terms!, i32.add(get(v.table!), i32.const(ENTRY.size))),
    ...set(v.stop!, i32.load(get(v.table!), ENTRY.end)),
    ...set(v.bits!, i32.const(0)),
    ...forTerms(
      v,
      when(i32.notEqual(get(v.index!), get(v.planned!)), findSize(v)),
      set(v.bits!, larger(get(v.bits!), get(v.size!))),
    ),
    ...set(v.level!, get(v.levels!)),
    ...loopWhile(
      and(i32.less(get(v.level!), get(v.lastLevel!)), i32.less(i32.load(get(v.level!), LEVEL.limit), get(v.bits!))),
      increment(v.level!, i32.const(LEVEL.size)),
    ),
    ...set(v.count!, i32.load(get(v.level!), LEVEL.primes)),
    ...set(v.four!, i32.shr(get(v.count!), i32.const(2))),
    ...clear(get(v.sums!), get(v.four!)),
    ...set(v.room!, get(v.productsPerSum!)),
    ...set(v.block!, i32.load(get(v.table!), BLOCK)),
    ...set(v.step!, i32.and(get(v.k!), i32.const(OUTPUTS - 1))),
    ...set(v.isKnown!, i32.const(0)),
    ...when(
      i32.and(i32.notEqual(get(v.block!), i32.const(0)), i32.less(i32.const(PHASE.blocks - 1), get(v.phases!))),
      when(
        i32.equal(get(v.step!), i32.const(0)),
        i32.store(get(v.table!), i32.const(0), BLOCK_FOURS),
        when(
          and(i32.less(i32.const(FIRST_BLOCK - 1), get(v.k!)), i32.less(i32.add(get(v.k!), one), get(v.last!))),
          formBlock,
        ),
      ),
      set(v.blockFours!, i32.load(get(v.table!), BLOCK_FOURS)),
      when(
        i32.less(i32.sub(get(v.four!), one), get(v.blockFours!)),
        set(v.isKnown!, one),
        callOf(
          'addResidues',
          i32.add(get(v.block!), vectors(i32.mul(get(v.step!), get(v.blockFours!)))),
          get(v.four!),
          get(v.sums!),
        ),
      ),
    ),
    ...forTerms(
      v,
      forProducts(
        v,
        choose(
          isNumber,
          // The number by the coefficient.
          [addEnds('addEnd', v.b!, v.a!, one, get(v.sign!))],
          [
            choose(
              get(v.isKnown!),
              [
                when(
                  get(v.step!),
                  choose(
                    isSquare,
                    [addEnds('addEnd', v.a!, v.b!, get(v.step!), i32.add(get(v.sign!), get(v.sign!)))],
                    [addEnds('addBothEnds', v.a!, v.b!, get(v.step!), get(v.sign!))],
                  ),
                ),
              ],
              [multiply],
            ),
          ],
        ),
      ),
    ),
    ...combine(v, callOf),
  ];
}

/** The limbs at `out` of the sum whose residues stand at `sums`, times the factor of the entry. */
function combine(v: Locals, callOf: Call): Code {
  /** What exceeds a limb: the limbs of −x are those of x with the other sign. */
  const carryOut = [
    ...set(
      v.carry!,
      i64.shr(
        i64.add(get(v.x!), i64.add(i64.const(2 ** (LIMB_BITS - 1)), i64.shr(get(v.x!), i64.const(63)))),
        i64.const(LIMB_BITS),
      ),
    ),
    ...f64.store(
      i32.add(get(v.out!), get(v.w!)),
      f64.ofI64(i64.sub(get(v.x!), i64.shl(get(v.carry!), i64.const(LIMB_BITS)))),
    ),
    ...increment(v.w!, i32.const(-8)),
  ];
  // Pairs of weighed residues, the multiple of all primes that is taken from them, and one that makes their number even.
  const pairs = i32.add(i32.shr(get(v.count!), one), i32.const(2));
  const at = (row: number): Code => i32.add(get(row), get(v.w!));
  return [
    ...set(
      v.x!,
      i64.ofF64(
        f64.nearest(
          callOf('weigh', get(v.sums!), i32.load(get(v.level!), LEVEL.weights), get(v.four!), get(v.primes!)),
        ),
      ),
    ),
    ...set(v.at!, i32.add(get(v.sums!), i32.shl(get(v.count!), one))),
    ...i32.store(get(v.at!), i32.and(i32.sub(i32.const(0), i32.ofI64(get(v.x!))), i32.const(0xffff))),
    ...i32.store(get(v.at!), i32.const(0), 4),
    // The sum lies within the first limb that is formed.
    ...set(v.first!, i32.div(larger(i32.const(0), i32.sub(get(v.aboveBits!), get(v.bits!))), i32.const(LIMB_BITS))),
    ...set(v.first!, smaller(get(v.first!), i32.sub(get(v.places!), i32.const(2)))),
    ...set(v.first!, i32.and(get(v.first!), i32.const(-2))),
    ...callOf(
      'combine',
      get(v.sums!),
      pairs,
      i32.add(i32.load(get(v.level!), LEVEL.table), i32.mul(bytes(get(v.first!)), pairs)),
      vectors(pairs),
      i32.shr(i32.sub(i32.add(get(v.places!), one), get(v.first!)), one),
      i32.add(get(v.low!), bytes(get(v.first!))),
      get(v.pairsPerSum!),
    ),
    ...set(v.carry!, i64.const(0)),
    ...set(v.w!, bytes(i32.sub(get(v.places!), one))),
    ...set(v.first!, bytes(get(v.first!))),
    ...repeatWhile(
      i32.less(i32.sub(get(v.first!), one), get(v.w!)),
      set(v.x!, i64.add(i64.ofF64(f64.load(at(v.low!))), get(v.carry!))),
      carryOut,
    ),
    // What is carried out is a multiple of what the places formed hold.
    ...set(v.carry!, i64.const(0)),
    ...when(
      i32.notEqual(i32.load(get(v.table!), ENTRY.factor), one),
      set(v.factor!, i64.ofI32(i32.load(get(v.table!), ENTRY.factor))),
      set(v.w!, bytes(i32.sub(get(v.places!), one))),
      repeatWhile(
        i32.less(i32.sub(get(v.first!), one), get(v.w!)),
        set(v.x!, i64.add(i64.mul(i64.ofF64(f64.load(at(v.out!))), get(v.factor!)), get(v.carry!))),
        carryOut,
      ),
    ),
    ...loopWhile(i32.less(i32.const(-1), get(v.w!)), set(v.x!, get(v.carry!)), carryOut),
    ...when(f64.notEqual(f64.ofI64(get(v.carry!)), f64.const(0)), leave(one)),
  ];
}

/** The limbs from `top` on become the coefficient, with its residues and bits. */
function store(v: Locals, callOf: Call): Code {
  const of = (name: keyof typeof SERIES): Code => i32.load(get(v.target!), SERIES[name]);
  const held = (row: Code): Code => i32.add(row, i32.shl(get(v.group!), i32.const(2)));
  const raise = (row: Code, ...also: Code[]): Code =>
    when(i32.less(i32.load(held(row)), get(v.most!)), i32.store(held(row), get(v.most!)), ...also);
  return [
    ...set(v.target!, i32.load(get(v.table!), ENTRY.forward)),
    ...set(v.index!, i32.add(get(v.k!), i32.load(get(v.table!), ENTRY.shift))),
    ...set(v.at!, i32.add(of('limbs'), i32.mul(get(v.index!), get(v.limbsRow!)))),
    ...set(v.place!, get(v.top!)),
    ...set(v.w!, get(v.halves!)),
    // Two limbs at a time, where the last one may be of no coefficient.
    ...repeatWhile(
      i32.less(get(v.place!), get(v.stop!)),
      set(v.limbs!, f64x2.load(get(v.place!))),
      f64x2.store(get(v.at!), get(v.limbs!)),
      // The lower bits of x + rounder are those of the integer x: the lower half of a limb and the upper one, side by side.
      set(v.upper!, f64x2.add(f64x2.mul(get(v.limbs!), f64x2.twice(f64.const(1 / HALF_BASE))), rounder)),
      set(
        v.limbs!,
        f64x2.sub(get(v.limbs!), f64x2.mul(f64x2.sub(get(v.upper!), rounder), f64x2.twice(f64.const(HALF_BASE)))),
      ),
      v128.store(
        get(v.w!),
        v128.or(
          v128.and(f64x2.add(get(v.limbs!), rounder), i32x4.const(0xffff, 0, 0xffff, 0)),
          i32x4.shl(get(v.upper!), i32.const(16)),
        ),
      ),
      increment(v.w!, i32.const(16)),
      increment(v.at!, i32.const(16)),
      increment(v.place!, i32.const(16)),
    ),
    ...set(v.leading!, get(v.top!)),
    ...loopWhile(
      and(i32.less(get(v.leading!), get(v.stop!)), f64.equal(f64.load(get(v.leading!)), f64.const(0))),
      increment(v.leading!, i32.const(8)),
    ),
    // Limbs from the first that is not zero.
    ...set(v.n!, i32.shr(i32.sub(get(v.stop!), get(v.leading!)), i32.const(3))),
    ...when(
      get(v.n!),
      set(v.group!, i32.shr(get(v.index!), i32.const(LOG2_GROUP))),
      set(v.most!, i32.leadingZeros(i32.ofF64(f64.abs(f64.load(get(v.leading!)))))),
      set(
        v.most!,
        i32.sub(i32.add(i32.mul(i32.sub(get(v.n!), one), i32.const(LIMB_BITS)), i32.const(32)), get(v.most!)),
      ),
      raise(of('bits')),
      raise(get(v.longest!), set(v.planned!, i32.const(-1))),
    ),
    ...callOf(
      'residuesOf',
      i32.add(get(v.halves!), i32.sub(get(v.leading!), get(v.top!))),
      get(v.n!),
      get(v.powers!),
      i32.sub(get(v.rows!), get(v.n!)),
      get(v.quads!),
      get(v.primes!),
      i32.add(of('residues'), vectors(get(v.index!))),
      of('row'),
      get(v.limbsPerSum!),
    ),
  ];
}
