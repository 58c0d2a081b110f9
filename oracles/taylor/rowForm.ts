import { ENTRY, KIND, LIMB_BITS, type Locals, PHASE, SMALL_DIVISOR, SUMS, setDivisor, TERM } from './limbPrograms.ts';
import {
  all,
  block,
  branch,
  branchIf,
  branchTo,
  type Code,
  choose,
  f64,
  f64x2,
  get,
  i32,
  i32x4,
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

/** What a program for rows of limbs is made for. */
export interface RowShape {
  /** Limbs of a coefficient. */
  readonly rows: number;
  /** Places of a product that are formed, from that of limb 0 times limb 0 down. */
  readonly places: number;
  /** Coefficients from one row to the next, some more than a series has. */
  readonly rowLength: number;
}

/** Places up to which sums of products are kept in registers. */
const MOST_UNROLLED = 20;

/** Products below 2^46.31, of one place and lane, that are added up before sums are split: of both lanes, 100 stay below 2^53. */
const PRODUCTS_PER_SUM = 50;

/** Rows of the left factor that stay in registers together. */
const ROWS_TOGETHER = 4;

/** Constants that are used all over stay in registers or beside them. x + rounder − rounder is the integer nearest to x, for |x| < 2^51. */
const CONSTANTS = { base: 2 ** LIMB_BITS, inverseBase: 2 ** -LIMB_BITS, rounder: 1.5 * 2 ** 52 } as const;

const ZERO = i32.const(0);
const ONE = i32.const(1);

/** A plan in bytes: for which coefficient it is (−1: none), its least and largest size, and for each size where its steps end. */
export const PLAN = { index: 0, least: 4, most: 8, ends: 12, step: 8 } as const;

/** Where things stand in the working memory of a form, and sizes of some, in bytes. */
export interface RowFrame {
  /** The address of a coefficient in as many rows as there are places. */
  readonly single: number;
  readonly longest: number;
  /** The running sums of two entries. */
  readonly raw: number;
  /** Two float64 for each place, the highest first. */
  readonly out: number;
  /** Plans of Cauchy products, of half ones, and of single numbers. */
  readonly full: number;
  readonly half: number;
  readonly alone: number;
  /** Of all. */
  readonly bytes: number;
  readonly lengths: number;
  readonly sums: number;
  /** Of the steps of one size, in a plan, and where the first are. */
  readonly room: number;
  readonly buckets: number;
}

export function rowFrame({ rows, places, rowLength }: RowShape): RowFrame {
  const lengths = 16 * Math.ceil(rows / 4);
  const sums = 16 * (places + 1);
  const room = PLAN.step * (rowLength / 2 + 2);
  const buckets = 8 * Math.ceil((PLAN.ends + 4 * (places + 1)) / 8);
  const plan = buckets + room * (places + 1);
  const [longest, raw] = [16, 16 + lengths];
  const out = raw + 2 * sums;
  const full = out + 16 * (SUMS + places);
  return {
    single: 0,
    longest,
    raw,
    out,
    full,
    half: full + plan,
    alone: full + 2 * plan,
    bytes: full + 3 * plan,
    lengths,
    sums,
    room,
    buckets,
  };
}

interface Context {
  readonly shape: RowShape;
  readonly frame: RowFrame;
  /** Bytes from one row to the next. */
  readonly stride: number;
  readonly v: Locals;
}

/**
 * LimbProducts.form for numbers of so many limbs. Row u of a series holds limb u of all coefficients. A coefficient j of a left factor
 * and k − j of a right one, whose first limbs are in rows U and V, give products to the places from U + V to the last: a triangle of
 * places − U − V rows and columns. Steps of two coefficients are sorted by the size of their triangle, each of which has a loop of its
 * own without decisions, in which all places are added up in registers.
 *
 * Which steps there are is planned once for all Cauchy products of a k, from the longest lengths of their factors. Sums that go
 * together (ENTRY.paired) are carried, scaled and divided side by side.
 */
export function rowForm(shape: RowShape): WasmFunction {
  const sums = Array.from({ length: Math.min(shape.places, MOST_UNROLLED) }, (_, t) => `s${t}`);
  const [left, right] = ['x', 'y'].map(factor => Array.from({ length: ROWS_TOGETHER }, (_, r) => `${factor}${r}`));
  const {
    index: v,
    params,
    locals,
  } = numbered(all('i32', 'table', 'end', 'series', 'seriesEnd', 'k', 'last', 'phases', 'frame'), {
    ...all(
      'i32',
      'begin',
      'direction',
      'second',
      'entry',
      'term',
      'stop',
      'raw',
      'kind',
      'index',
      'to',
      'j',
      'la',
      'lb',
    ),
    ...all('i32', 'plan', 'size', 'least', 'at', 'left', 'right', 'product', 'step', 'lastStep', 'room', 'budget'),
    ...all(
      'i32',
      'a',
      'b',
      'sum',
      'i',
      'lastSum',
      'count',
      'divisor',
      'top',
      'place',
      'bad',
      'forward',
      'backward',
      'lengths',
    ),
    ...all('i32', 'lead', 'changed'),
    ...all(
      'v128',
      ...sums,
      ...left!,
      ...right!,
      'carry',
      'carried',
      'carry0',
      'carry1',
      'carry2',
      'carry3',
      'value',
      'limb',
      'factor',
      'inverse',
    ),
    ...all('v128', 'divideBy', 'length', 'old', 'base', 'inverseBase', 'rounder'),
  });
  const c: Context = { shape, frame: rowFrame(shape), stride: 8 * shape.rowLength, v };
  const isPaired = i32.load(get(v.table), ENTRY.paired);
  const endOf = (entry: Code): Code => i32.load(entry, ENTRY.end);
  const body = [
    ...Object.entries(CONSTANTS).flatMap(([name, value]) =>
      set(v[name as keyof typeof CONSTANTS], f64x2.twice(f64.const(value))),
    ),
    ...set(v.begin, get(v.table)),
    ...set(v.direction, select(i32.less(get(v.last), get(v.k)), i32.const(-1), ONE)),
    ...set(v.last, i32.add(get(v.last), get(v.direction))),
    ...when(i32.and(get(v.phases), i32.const(PHASE.sum)), findLongest(c), forgetPlans(c)),
    ...repeatWhile(
      i32.notEqual(get(v.k), get(v.last)),
      set(v.table, get(v.begin)),
      loopWhile(
        i32.less(get(v.table), get(v.end)),
        set(v.second, select(isPaired, endOf(get(v.table)), ZERO)),
        when(
          i32.and(get(v.phases), i32.const(PHASE.sum)),
          set(v.entry, get(v.table)),
          set(v.raw, i32.add(get(v.frame), i32.const(c.frame.raw))),
          repeatWhile(
            i32.less(ZERO, get(v.entry)),
            sumUp(c),
            set(v.entry, select(i32.equal(get(v.entry), get(v.table)), get(v.second), ZERO)),
            increment(v.raw, i32.const(c.frame.sums)),
          ),
          carry(c),
        ),
        when(i32.and(get(v.phases), i32.const(PHASE.store)), divide(c), storeAll(c)),
        set(v.table, endOf(select(get(v.second), get(v.second), get(v.table)))),
      ),
      increment(v.k, get(v.direction)),
    ),
    ...ZERO,
  ];
  return { name: 'form', params, locals, body, result: 'i32' };
}

function forgetPlans({ frame, v }: Pick<Context, 'frame' | 'v'>): Code {
  return [
    ...i32.store(get(v.frame!), i32.const(-1), frame.full + PLAN.index),
    ...i32.store(get(v.frame!), i32.const(-1), frame.half + PLAN.index),
  ];
}

/** The longest lengths of all series, row by row. */
function findLongest({ frame, v }: Context): Code {
  const chunks = Array.from({ length: frame.lengths / 16 }, (_, chunk) => 16 * chunk);
  return [
    ...chunks.flatMap(at => v128.store(get(v.frame!), f64x2.zero, frame.longest + at)),
    ...set(v.at!, get(v.series!)),
    ...loopWhile(
      i32.less(get(v.at!), get(v.seriesEnd!)),
      set(v.lengths!, i32.load(get(v.at!))),
      ...chunks.map(at =>
        v128.store(
          get(v.frame!),
          i32x4.larger(v128.load(get(v.frame!), frame.longest + at), v128.load(get(v.lengths!), at)),
          frame.longest + at,
        ),
      ),
      increment(v.at!, i32.const(4)),
    ),
  ];
}

/** The longest length of a row. */
function longest({ frame, v }: Context, row: Code): Code {
  // Row −1 is asked for too, and not looked at: an offset of the load would not wrap.
  return i32.load(i32.add(i32.add(get(v.frame!), i32.const(frame.longest)), i32.shl(row, i32.const(2))));
}

/** Plans `to` coefficients of the left factor in Cauchy products of coefficient `index`. */
function makePlan(c: Context): Code {
  const { v, frame, stride, shape } = c;
  const { rows, places } = shape;
  const endsAt = (size: Code): Code => i32.add(get(v.plan!), i32.shl(size, i32.const(2)));
  const last = i32.sub(i32.sub(get(v.index!), get(v.j!)), ONE);
  return [
    ...i32.store(get(v.plan!), get(v.index!), PLAN.index),
    ...i32.store(get(v.plan!), i32.const(places + 1), PLAN.least),
    ...i32.store(get(v.plan!), ZERO, PLAN.most),
    ...set(v.size!, ZERO),
    ...set(v.at!, i32.add(get(v.plan!), i32.const(frame.buckets))),
    ...repeatWhile(
      i32.less(get(v.size!), i32.const(places + 1)),
      i32.store(endsAt(get(v.size!)), get(v.at!), PLAN.ends),
      increment(v.at!, i32.const(frame.room)),
      increment(v.size!, ONE),
    ),
    // An odd number of coefficients is made even at the lower end, where one of the two factors is zero.
    ...set(v.j!, i32.sub(ZERO, i32.and(get(v.to!), ONE))),
    ...set(v.la!, ZERO),
    ...set(v.lb!, i32.const(rows)),
    ...loopWhile(
      i32.less(get(v.j!), get(v.to!)),
      loopWhile(
        i32.and(
          i32.less(get(v.la!), i32.const(rows)),
          i32.less(longest(c, get(v.la!)), i32.add(larger(ZERO, get(v.j!)), ONE)),
        ),
        increment(v.la!, ONE),
      ),
      loopWhile(
        i32.and(i32.less(ZERO, get(v.lb!)), i32.less(last, longest(c, i32.sub(get(v.lb!), ONE)))),
        increment(v.lb!, i32.const(-1)),
      ),
      set(v.size!, i32.sub(i32.sub(i32.const(places), get(v.la!)), get(v.lb!))),
      when(
        i32.and(i32.less(ZERO, get(v.size!)), i32.less(larger(get(v.la!), get(v.lb!)), i32.const(rows))),
        set(v.at!, i32.load(endsAt(get(v.size!)), PLAN.ends)),
        i32.store(get(v.at!), i32.add(i32.mul(get(v.la!), i32.const(stride)), i32.shl(get(v.j!), i32.const(3)))),
        i32.store(
          get(v.at!),
          i32.add(i32.mul(get(v.lb!), i32.const(stride)), i32.shl(i32.sub(get(v.j!), get(v.index!)), i32.const(3))),
          4,
        ),
        i32.store(endsAt(get(v.size!)), i32.add(get(v.at!), i32.const(PLAN.step)), PLAN.ends),
        i32.store(get(v.plan!), smaller(i32.load(get(v.plan!), PLAN.least), get(v.size!)), PLAN.least),
        i32.store(get(v.plan!), larger(i32.load(get(v.plan!), PLAN.most), get(v.size!)), PLAN.most),
      ),
      increment(v.j!, i32.const(2)),
    ),
  ];
}

/** Leaves a limb of `value` in `limb`, what exceeds it in `carry`. */
function splitOne(v: Locals): Code[] {
  return [
    set(v.carry!, nearest(v, f64x2.mul(get(v.value!), get(v.inverseBase!)))),
    set(v.limb!, f64x2.sub(get(v.value!), f64x2.mul(get(v.carry!), get(v.base!)))),
  ];
}

function nearest(v: Locals, value: Code): Code {
  return f64x2.sub(f64x2.add(value, get(v.rounder!)), get(v.rounder!));
}

/** All running sums at `raw`, from the last place up, and above them all. */
function forEachSum({ shape, v }: Context, body: (sum: { load: Code; store: (value: Code) => Code }) => Code): Code {
  const { places } = shape;
  if (places <= MOST_UNROLLED) {
    return Array.from({ length: places + 1 }, (_, t) =>
      body({ load: f64x2.load(get(v.raw!), 16 * t), store: value => f64x2.store(get(v.raw!), value, 16 * t) }),
    ).flat();
  }
  return [
    ...set(v.sum!, get(v.raw!)),
    ...set(v.lastSum!, i32.add(get(v.raw!), i32.const(16 * (places + 1)))),
    ...repeatWhile(
      i32.less(get(v.sum!), get(v.lastSum!)),
      body({ load: f64x2.load(get(v.sum!)), store: value => f64x2.store(get(v.sum!), value) }),
      increment(v.sum!, i32.const(16)),
    ),
  ];
}

/** Leaves a limb of each sum, with what exceeded the one below: none waits for another. */
function split(c: Context): Code {
  const { v, shape } = c;
  return [
    ...set(v.carried!, f64x2.zero),
    ...forEachSum(c, ({ load, store }) => [
      ...set(v.value!, load),
      ...splitOne(v).flat(),
      ...store(f64x2.add(get(v.limb!), get(v.carried!))),
      ...set(v.carried!, get(v.carry!)),
    ]),
    // Nothing is above the highest, which keeps all.
    ...f64x2.store(
      get(v.raw!),
      f64x2.add(f64x2.load(get(v.raw!), 16 * shape.places), f64x2.mul(get(v.carry!), get(v.base!))),
      16 * shape.places,
    ),
    ...set(v.budget!, i32.const(PRODUCTS_PER_SUM)),
  ];
}

/** Adds `count` products, of the plans that they have one after the other. `step` is the first of size `size`. */
function addProducts(c: Context): Code {
  return c.shape.places > MOST_UNROLLED ? addSlowly(c) : addInRegisters(c);
}

/**
 * Each size has a loop of its own, entered at the largest one of a product, and all sums stay in registers from one to the next. Where
 * they have to be split in between, it goes on from there.
 */
function addInRegisters(c: Context): Code {
  const { v, frame, shape } = c;
  const { places } = shape;
  const sums = Array.from({ length: places }, (_, t) => v[`s${t}`]!);
  const sized = (size: number): Code => [
    block(
      size < places
        ? sized(size + 1)
        : branchTo(
            get(v.size!),
            Array.from({ length: places + 1 }, (_, least) => places - least),
          ),
    ),
    set(v.lastStep!, i32.load(get(v.plan!), PLAN.ends + 4 * size)),
    when(
      i32.notEqual(get(v.step!), get(v.lastStep!)),
      addTriangles(c, size),
      // Out of this and of the blocks of all smaller sizes, and of what follows them.
      when(i32.notEqual(get(v.step!), get(v.lastStep!)), set(v.size!, i32.const(size)), branch(size + 2)),
    ),
    branchIf(i32.equal(get(v.least!), i32.const(size)), size - 1),
    set(v.step!, i32.add(get(v.plan!), i32.const(frame.buckets + (size - 1) * frame.room))),
  ];
  const nextProduct = [
    increment(v.count!, i32.const(-1)),
    when(get(v.count!), increment(v.product!, i32.const(8)), startProduct(c), branch(2)),
  ];
  return repeatWhile(
    get(v.count!),
    ...sums.map((sum, t) => set(sum, f64x2.load(get(v.raw!), 16 * t))),
    repeatWhile(ZERO, block(block(sized(1)), ...nextProduct)),
    ...sums.map((sum, t) => f64x2.store(get(v.raw!), get(sum), 16 * t)),
    when(get(v.count!), split(c)),
  );
}

/** The steps of one size up to `lastStep`, or as many as sums stay exact. */
function addTriangles(c: Context, size: number): Code {
  const { v, stride } = c;
  const left = i32.shr(i32.sub(get(v.lastStep!), get(v.step!)), i32.const(3));
  const sums = Array.from({ length: size }, (_, t) => v[`s${t}`]!);
  return [
    ...set(v.room!, smaller(left, i32.div(get(v.budget!), i32.const(size)))),
    ...set(v.budget!, i32.sub(get(v.budget!), i32.mul(get(v.room!), i32.const(size)))),
    ...set(v.at!, i32.add(get(v.step!), i32.shl(get(v.room!), i32.const(3)))),
    ...loopWhile(i32.notEqual(get(v.step!), get(v.at!)), startStep(v), addTriangle(v, sums, stride)),
  ];
}

/** The factors of a step, at `a` and `b`. */
function startStep(v: Locals): Code {
  return [
    ...set(v.a!, i32.add(get(v.left!), i32.load(get(v.step!)))),
    ...set(v.b!, i32.add(get(v.right!), i32.load(get(v.step!), 4))),
    ...increment(v.step!, i32.const(PLAN.step)),
  ];
}

/** Some rows of the left factor at a time, whose products are added to each other first: a sum waits for few additions. */
function addTriangle(v: Locals, sums: readonly number[], stride: number): Code {
  const size = sums.length;
  const code: Code[] = [];
  for (let i = 0; i < size; i += ROWS_TOGETHER) {
    const rows = Math.min(ROWS_TOGETHER, size - i);
    for (let r = 0; r < rows; r++) code.push(set(v[`x${r}`]!, f64x2.load(get(v.a!), (i + r) * stride)));
    for (let j = 0; i + j < size; j++) {
      code.push(set(v[`y${j % ROWS_TOGETHER}`]!, f64x2.load(get(v.b!), j * stride)));
      const products: Code[] = [];
      for (let r = 0; r < Math.min(rows, j + 1); r++)
        products.push(f64x2.mul(get(v[`x${r}`]!), get(v[`y${(j - r) % ROWS_TOGETHER}`]!)));
      const sum = sums[size - 1 - i - j]!;
      code.push(set(sum, f64x2.add(get(sum), inPairs(products))));
    }
  }
  return code.flat();
}

function inPairs(terms: readonly Code[]): Code {
  if (terms.length === 1) return terms[0]!;
  const half = terms.length >> 1;
  return f64x2.add(inPairs(terms.slice(0, half)), inPairs(terms.slice(half)));
}

/** For numbers of very many limbs, at leisure. */
function addSlowly(c: Context): Code {
  const { v, stride } = c;
  return repeatWhile(
    get(v.count!),
    loopWhile(
      i32.less(get(v.least!), i32.add(get(v.size!), ONE)),
      set(v.lastStep!, i32.load(i32.add(get(v.plan!), i32.shl(get(v.size!), i32.const(2))), PLAN.ends)),
      loopWhile(
        i32.less(get(v.step!), get(v.lastStep!)),
        startStep(v),
        set(v.i!, get(v.size!)),
        repeatWhile(
          i32.less(ZERO, get(v.i!)),
          when(i32.less(get(v.budget!), ONE), split(c)),
          increment(v.budget!, i32.const(-1)),
          set(v.x0!, f64x2.load(get(v.a!))),
          set(v.at!, get(v.b!)),
          set(v.sum!, i32.add(get(v.raw!), i32.shl(get(v.i!), i32.const(4)))),
          repeatWhile(
            i32.less(get(v.raw!), get(v.sum!)),
            increment(v.sum!, i32.const(-16)),
            f64x2.store(get(v.sum!), f64x2.add(f64x2.load(get(v.sum!)), f64x2.mul(get(v.x0!), f64x2.load(get(v.at!))))),
            increment(v.at!, i32.const(stride)),
          ),
          increment(v.a!, i32.const(stride)),
          increment(v.i!, i32.const(-1)),
        ),
      ),
      increment(v.size!, i32.const(-1)),
      set(v.step!, firstStep(c)),
    ),
    increment(v.count!, i32.const(-1)),
    when(get(v.count!), increment(v.product!, i32.const(8)), startProduct(c)),
  );
}

/** The terms of `entry`, in sums at `raw`. */
function sumUp(c: Context): Code {
  const { v } = c;
  const field = (name: keyof typeof TERM): Code => i32.load(get(v.term!), TERM[name]);
  return [
    ...set(v.term!, i32.add(get(v.entry!), i32.const(ENTRY.size))),
    ...set(v.stop!, i32.load(get(v.entry!), ENTRY.end)),
    ...forEachSum(c, ({ store }) => store(f64x2.zero)),
    ...set(v.budget!, i32.const(PRODUCTS_PER_SUM)),
    ...loopWhile(
      i32.less(get(v.term!), get(v.stop!)),
      set(v.kind!, field('kind')),
      set(v.index!, i32.add(get(v.k!), field('index'))),
      choose(
        i32.equal(get(v.kind!), i32.const(KIND.times)),
        [
          // What is doubled has to be small.
          when(i32.notEqual(field('sign'), i32.const(-1)), split(c)),
          set(v.value!, f64x2.twice(f64.ofI32(field('sign')))),
          forEachSum(c, ({ load, store }) => store(f64x2.mul(load, get(v.value!)))),
        ],
        [choosePlan(c), set(v.product!, get(v.term!)), set(v.count!, field('count')), startProduct(c), addProducts(c)],
      ),
      increment(v.term!, i32.const(TERM.size)),
    ),
  ];
}

/** The plan of a term. Single numbers have one of one step, of the size in `least`; where there is none it is 0. */
function choosePlan(c: Context): Code {
  const { v, frame, shape } = c;
  const planAt = (offset: number): Code => i32.add(get(v.frame!), i32.const(offset));
  return choose(
    i32.less(get(v.kind!), i32.const(KIND.number)),
    [
      set(v.to!, i32.add(get(v.index!), ONE)),
      set(v.plan!, planAt(frame.full)),
      when(
        i32.equal(get(v.kind!), i32.const(KIND.half)),
        set(v.to!, i32.shr(get(v.to!), ONE)),
        set(v.plan!, planAt(frame.half)),
      ),
      when(i32.notEqual(i32.load(get(v.plan!), PLAN.index), get(v.index!)), makePlan(c)),
    ],
    [
      set(v.plan!, planAt(frame.alone)),
      set(v.lb!, ZERO),
      set(v.la!, ZERO),
      when(
        i32.equal(get(v.kind!), i32.const(KIND.middle)),
        set(v.lb!, i32.shl(get(v.index!), i32.const(2))),
        // No coefficient in the middle.
        when(i32.and(get(v.index!), ONE), set(v.la!, i32.const(shape.places))),
        set(v.index!, i32.shr(get(v.index!), ONE)),
      ),
      loopWhile(
        i32.and(
          i32.less(get(v.la!), i32.const(shape.rows)),
          i32.less(longest(c, get(v.la!)), i32.add(get(v.index!), ONE)),
        ),
        increment(v.la!, ONE),
      ),
      when(i32.equal(get(v.la!), i32.const(shape.rows)), set(v.la!, i32.const(shape.places))),
      i32.store(get(v.plan!), i32.sub(i32.const(shape.places), get(v.la!)), PLAN.most),
    ],
  );
}

/**
 * One product of a term, by its plan. Products with constants are its steps, one after the other: the coefficient beside the one that is
 * taken is multiplied by a zero.
 */
function startProduct(c: Context): Code {
  const { v } = c;
  return [
    ...set(v.left!, i32.load(get(v.product!), TERM.left)),
    ...set(v.right!, i32.load(get(v.product!), TERM.right)),
    ...set(v.size!, i32.load(get(v.plan!), PLAN.most)),
    ...set(v.least!, i32.load(get(v.plan!), PLAN.least)),
    ...set(v.step!, firstStep(c)),
    ...when(
      i32.less(i32.const(KIND.number - 1), get(v.kind!)),
      choose(
        i32.equal(get(v.kind!), i32.const(KIND.constant)),
        [
          set(v.left!, coefficientOf(c, ZERO)),
          set(v.right!, ZERO),
          set(v.step!, i32.add(get(v.product!), i32.const(TERM.left))),
          set(v.lastStep!, i32.add(get(v.step!), i32.shl(get(v.count!), i32.const(3)))),
          set(v.count!, ONE),
        ],
        [copySingle(c), set(v.lastStep!, i32.add(get(v.step!), i32.const(PLAN.step)))],
      ),
      set(v.least!, larger(get(v.size!), ONE)),
      i32.store(i32.add(get(v.plan!), i32.shl(get(v.size!), i32.const(2))), get(v.lastStep!), PLAN.ends),
    ),
  ];
}

/** Where the first step of the size in hand stands in a plan. */
function firstStep({ v, frame }: Context): Code {
  return i32.add(get(v.plan!), i32.add(i32.const(frame.buckets), i32.mul(get(v.size!), i32.const(frame.room))));
}

/** Coefficient `index` of the series at an address, from its first row that is not zero. */
function coefficientOf({ v, stride }: Context, series: Code): Code {
  return i32.add(series, i32.add(i32.shl(get(v.index!), i32.const(3)), i32.mul(get(v.la!), i32.const(stride))));
}

/** The coefficient of the left factor beside a zero, times the sign, takes its place. Rows of zeros of the right factor are left out. */
function copySingle(c: Context): Code {
  const { v, frame, stride } = c;
  return [
    ...increment(v.right!, get(v.lb!)),
    ...loopWhile(
      i32.and(i32.less(ZERO, get(v.size!)), f64.equal(f64.load(get(v.right!)), f64.const(0))),
      increment(v.right!, i32.const(stride)),
      increment(v.size!, i32.const(-1)),
    ),
    ...set(v.a!, coefficientOf(c, get(v.left!))),
    ...set(v.left!, i32.load(get(v.frame!), frame.single)),
    ...set(v.b!, get(v.left!)),
    ...set(v.at!, get(v.size!)),
    ...set(v.value!, f64x2.twice(f64.ofI32(i32.load(get(v.term!), TERM.sign)))),
    ...loopWhile(
      i32.less(ZERO, get(v.at!)),
      f64x2.store(get(v.b!), f64x2.mul(get(v.value!), f64x2.loadOne(get(v.a!)))),
      increment(v.a!, i32.const(stride)),
      increment(v.b!, i32.const(stride)),
      increment(v.at!, i32.const(-1)),
    ),
  ];
}

/**
 * The sums at `raw` as limbs at `out`, one sum in each lane, times the factor of the entry. What exceeds a limb goes to the next higher
 * place twice, by when it is below 2^7, and is left there: no place waits for all below it.
 */
function carry({ shape, frame, v }: Context): Code {
  const { places } = shape;
  const first = i32.add(get(v.frame!), i32.const(frame.raw));
  /** `value` becomes its limb and what the value before exceeded its own by, which `from` holds. */
  const pass = (from: number): Code[] => [
    ...splitOne(v),
    set(v.value!, f64x2.add(get(v.limb!), get(from))),
    set(from, get(v.carry!)),
  ];
  const carries = (scaled: boolean): number[] => [v.carry0!, v.carry1!, ...(scaled ? [v.carry2!, v.carry3!] : [])];
  const place = (t: number, isScaled: boolean): Code[] => [
    ...(t <= places
      ? [
          set(v.x0!, f64x2.load(get(v.a!), 16 * t)),
          set(v.x1!, f64x2.load(get(v.b!), 16 * t)),
          set(v.value!, f64x2.add(v128.lower(get(v.x0!), get(v.x1!)), v128.upper(get(v.x0!), get(v.x1!)))),
        ]
      : [set(v.value!, f64x2.zero)]),
    ...pass(v.carry0!),
    ...pass(v.carry1!),
    ...(isScaled
      ? [set(v.value!, f64x2.mul(get(v.value!), get(v.factor!))), ...pass(v.carry2!), ...pass(v.carry3!)]
      : []),
    f64x2.store(get(v.frame!), get(v.value!), frame.out + 16 * (SUMS + places - 1 - t)),
  ];
  const allPlaces = (isScaled: boolean): Code[] => [
    ...carries(isScaled).map(held => set(held, f64x2.zero)),
    ...Array.from({ length: places + SUMS }, (_, t) => place(t, isScaled)).flat(),
  ];
  return [
    ...set(v.a!, first),
    ...set(v.b!, select(get(v.second!), i32.add(first, i32.const(frame.sums)), first)),
    ...choose(i32.equal(i32.load(get(v.table!), ENTRY.factor), ONE), allPlaces(false), [
      set(v.factor!, f64x2.twice(f64.ofI32(i32.load(get(v.table!), ENTRY.factor)))),
      ...allPlaces(true),
    ]),
  ];
}

/** Long division of the limbs at `out`, of two sums side by side, as `divide` of limbPrograms.ts, and as far off. */
function divide({ shape, frame, v }: Context): Code {
  const load = f64x2.load(get(v.place!));
  const out = i32.add(get(v.frame!), i32.const(frame.out));
  const isZero = i32.equal(v128.anyTrue(load), ZERO);
  return [
    ...setDivisor(v),
    ...set(v.top!, i32.add(out, i32.shl(i32.sub(i32.const(SUMS), i32.load(get(v.table!), ENTRY.moved)), i32.const(4)))),
    ...set(v.stop!, i32.add(get(v.top!), i32.const(16 * shape.rows))),
    ...when(
      i32.notEqual(get(v.divisor!), ONE),
      set(v.divideBy!, f64x2.twice(f64.ofI32(get(v.divisor!)))),
      set(v.inverse!, f64x2.twice(f64.div(f64.const(1), f64.ofI32(get(v.divisor!))))),
      // `carry` is what remains.
      set(v.carry!, f64x2.zero),
      set(v.place!, out),
      // Each quotient waits for the one before: those of leading zeros are left out.
      loopWhile(i32.and(i32.less(get(v.place!), get(v.stop!)), isZero), increment(v.place!, i32.const(16))),
      loopWhile(
        i32.less(get(v.place!), get(v.stop!)),
        set(v.value!, f64x2.add(f64x2.mul(get(v.carry!), get(v.base!)), load)),
        set(v.limb!, nearest(v, f64x2.mul(get(v.value!), get(v.inverse!)))),
        set(v.carry!, f64x2.sub(get(v.value!), f64x2.mul(get(v.limb!), get(v.divideBy!)))),
        f64x2.store(get(v.place!), get(v.limb!)),
        increment(v.place!, i32.const(16)),
      ),
      when(
        i32.less(get(v.divisor!), i32.const(SMALL_DIVISOR)),
        set(v.carry!, f64x2.zero),
        repeatWhile(
          i32.less(out, get(v.place!)),
          increment(v.place!, i32.const(-16)),
          set(v.value!, f64x2.add(get(v.carry!), load)),
          ...splitOne(v),
          f64x2.store(get(v.place!), get(v.limb!)),
        ),
      ),
    ),
    ...set(v.bad!, ZERO),
    ...set(v.place!, out),
    ...loopWhile(
      i32.less(get(v.place!), get(v.top!)),
      set(v.bad!, i32.or(get(v.bad!), v128.anyTrue(load))),
      increment(v.place!, i32.const(16)),
    ),
    ...when(
      i32.or(
        get(v.bad!),
        v128.anyTrue(f64x2.less(f64x2.twice(f64.const(2 ** (LIMB_BITS - 1) - 1)), f64x2.abs(f64x2.load(get(v.top!))))),
      ),
      leave(ONE),
    ),
  ];
}

/** The limbs from `top` on become the coefficients, and lengths say so, `longest` too: then what was planned for this k no longer holds. */
function storeAll(c: Context): Code {
  const { shape, frame, v } = c;
  const rows = Array.from({ length: shape.rows }, (_, row) => row);
  return [
    ...set(v.index!, i32.add(get(v.k!), i32.load(get(v.table!), ENTRY.shift))),
    ...set(v.lead!, i32.const(shape.rows)),
    ...[...rows]
      .reverse()
      .flatMap(row =>
        set(v.lead!, select(v128.anyTrue(f64x2.load(get(v.top!), 16 * row)), i32.const(row), get(v.lead!))),
      ),
    ...store(c, v.table!, 0),
    ...when(get(v.second!), store(c, v.second!, 1)),
    // Coefficient k + 1 is no factor yet.
    ...set(v.changed!, ZERO),
    ...lengthChunks(c).flatMap(([at, length]) => [
      ...set(v.old!, v128.load(get(v.frame!), frame.longest + at)),
      ...set(v.length!, i32x4.larger(get(v.old!), length)),
      ...v128.store(get(v.frame!), get(v.length!), frame.longest + at),
      ...set(v.changed!, i32.or(get(v.changed!), v128.anyTrue(v128.xor(get(v.old!), get(v.length!))))),
    ]),
    ...when(i32.and(get(v.changed!), i32.less(get(v.index!), i32.add(get(v.k!), ONE))), forgetPlans(c)),
  ];
}

/** Four rows at a time: where their lengths stand, and what they are with this coefficient at least. */
function lengthChunks({ frame, v }: Context): [number, Code][] {
  return Array.from({ length: frame.lengths / 16 }, (_, chunk) => [
    16 * chunk,
    v128.and(
      i32x4.splat(i32.add(get(v.index!), ONE)),
      i32x4.lessOrEqual(i32x4.splat(get(v.lead!)), i32x4.const(4 * chunk, 4 * chunk + 1, 4 * chunk + 2, 4 * chunk + 3)),
    ),
  ]);
}

function store(c: Context, entry: number, lane: 0 | 1): Code {
  const { shape, stride, v } = c;
  const target = (name: keyof typeof ENTRY): Code => i32.load(get(entry), ENTRY[name]);
  return [
    ...set(v.forward!, i32.add(target('forward'), i32.shl(get(v.index!), i32.const(3)))),
    ...set(v.backward!, i32.sub(target('backward'), i32.shl(get(v.index!), i32.const(3)))),
    ...set(v.lengths!, target('lengths')),
    ...Array.from({ length: shape.rows }, (_, row) => [
      set(v.limb!, f64x2.load(get(v.top!), 16 * row)),
      v128.storeLane(get(v.forward!), get(v.limb!), lane, row * stride),
      v128.storeLane(get(v.backward!), get(v.limb!), lane, row * stride),
    ]).flat(2),
    ...lengthChunks(c).flatMap(([at, length]) =>
      v128.store(get(v.lengths!), i32x4.larger(v128.load(get(v.lengths!), at), length), at),
    ),
  ];
}
