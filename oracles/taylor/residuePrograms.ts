import {
  all,
  type Code,
  f64,
  f64x2,
  get,
  i32,
  increment,
  loopWhile,
  numbered,
  repeatWhile,
  set,
  smaller,
  type WasmFunction,
  when,
} from './wasm.ts';

/**
 * Products of two residues that one running sum takes, and of a residue and a limb. Residues are balanced and primes lie below
 * 2^24.5, so that a product of two is below 2^47 and a sum of so many below 2^53.
 */
export const PRODUCTS_PER_SUM = 60;

/** Coefficients that `convolveFour` forms at once. */
export const OUTPUTS = 4;

const VECTOR = i32.const(16);
const positive = (count: Code): Code => i32.less(i32.const(0), count);

/** The residue of a sum, where `prime` and `inverse` of the vector's two primes stand: at most p/2 and a little. */
function reduce(sum: number, prime: number, inverse: number): Code {
  const quotient = f64x2.nearest(f64x2.mul(get(sum), get(inverse)));
  return set(sum, f64x2.sub(get(sum), f64x2.mul(quotient, get(prime))));
}

const multiplyAdd = (sum: number, a: Code, b: Code): Code => set(sum, f64x2.add(get(sum), f64x2.mul(a, b)));

/** ResidueProducts.convolve. */
export function convolveResidues(): WasmFunction {
  const {
    index: v,
    params,
    locals,
  } = numbered(
    {
      ...all('i32', 'a', 'b', 'aRow', 'bRow', 'count', 'rows', 'primes', 'sums'),
      ...all('f64', 'factor'),
    },
    {
      ...all('i32', 'left', 'right', 'rest', 'stop'),
      ...all('v128', 's', 's1', 's2', 's3', 'prime', 'inverse', 'times'),
    },
  );
  // So that no sum waits for the one before.
  const others = [v.s1, v.s2, v.s3];
  const body = [
    ...set(v.times, f64x2.twice(get(v.factor))),
    ...repeatWhile(
      positive(get(v.rows)),
      set(v.prime, f64x2.load(get(v.primes))),
      set(v.inverse, f64x2.load(get(v.primes), 16)),
      set(v.s, f64x2.zero),
      set(v.left, get(v.a)),
      set(v.right, get(v.b)),
      set(v.rest, get(v.count)),
      repeatWhile(
        positive(get(v.rest)),
        set(v.stop, i32.add(get(v.left), i32.shl(smaller(get(v.rest), i32.const(PRODUCTS_PER_SUM)), i32.const(4)))),
        increment(v.rest, i32.const(-PRODUCTS_PER_SUM)),
        ...others.map(sum => set(sum, f64x2.zero)),
        loopWhile(
          i32.less(i32.add(get(v.left), i32.const(48)), get(v.stop)),
          increment(v.right, i32.const(-48)),
          ...[v.s, ...others].map((sum, j) =>
            multiplyAdd(sum, f64x2.load(get(v.left), 16 * j), f64x2.load(get(v.right), 48 - 16 * j)),
          ),
          increment(v.left, i32.const(64)),
          increment(v.right, i32.const(-16)),
        ),
        loopWhile(
          i32.notEqual(get(v.left), get(v.stop)),
          multiplyAdd(v.s, f64x2.load(get(v.left)), f64x2.load(get(v.right))),
          increment(v.left, VECTOR),
          set(v.right, i32.sub(get(v.right), VECTOR)),
        ),
        ...others.map(sum => set(v.s, f64x2.add(get(v.s), get(sum)))),
        reduce(v.s, v.prime, v.inverse),
      ),
      f64x2.store(get(v.sums), f64x2.add(f64x2.load(get(v.sums)), f64x2.mul(get(v.times), get(v.s)))),
      increment(v.sums, VECTOR),
      increment(v.primes, i32.const(32)),
      increment(v.a, get(v.aRow)),
      increment(v.b, get(v.bRow)),
      increment(v.rows, i32.const(-1)),
    ),
  ];
  return { name: 'convolveResidues', params, locals, body };
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
  } = numbered(
    { ...all('i32', 'a', 'b', 'aRow', 'bRow', 'k', 'rows', 'primes', 'results') },
    {
      ...all('i32', 'left', 'right', 'rest', 'stop', 'spread', 'end'),
      ...all('v128', ...sums, 'prime', 'inverse', 'factor', 'b0', 'b1', 'b2', 'b3', 'b4', 'b5', 'b6'),
    },
  );
  const running = sums.map(name => v[name]);
  const window = [v.b0, v.b1, v.b2, v.b3, v.b4, v.b5, v.b6];
  const cut = running.flatMap(sum => reduce(sum, v.prime, v.inverse));
  // Coefficients a_j … a_(j+3) by b_(k−j−3) … b_(k−j+3): window[w] holds b_(k−j+w−3); the upper three are those of before.
  const four = repeatWhile(
    i32.notEqual(get(v.left), get(v.stop)),
    ...[0, 1, 2].map(w => set(window[w + 4]!, get(window[w]!))),
    ...[0, 1, 2, 3].map(w => set(window[w]!, f64x2.load(i32.sub(get(v.right), i32.const(48)), 16 * w))),
    ...[0, 1, 2, 3].flatMap(j => [
      set(v.factor, f64x2.load(get(v.left), 16 * j)),
      ...running.map((sum, i) => multiplyAdd(sum, get(v.factor), get(window[3 - j + i]!))),
    ]),
    increment(v.left, i32.const(64)),
    set(v.right, i32.sub(get(v.right), i32.const(64))),
  );
  // What the products above leave out: a_k by b_0 … b_3, and a_i … a_3 by b_k … b_(k+i−3) of output i.
  const ends = running.flatMap((sum, i) => [
    ...(isSquare ? [] : multiplyAdd(sum, f64x2.load(get(v.end)), f64x2.load(get(v.b), 16 * i))),
    ...[0, 1, 2, 3].slice(i).flatMap(j => {
      const right = i32.add(get(v.b), i32.shl(i32.sub(get(v.k), i32.const(j - i)), i32.const(4)));
      return multiplyAdd(sum, f64x2.load(get(v.a), 16 * j), f64x2.load(right));
    }),
  ]);
  const at = (pointer: number, index: number): Code => f64x2.load(get(pointer), 16 * index);
  // With h = k/2: a_(h−2) and a_(h−1) where four do not lead up to a_h; then what a_h and a_(h+1) are factors of.
  const middle = [
    ...when(
      i32.and(get(v.k), i32.const(4)),
      increment(v.right, i32.const(-16)),
      ...running.flatMap((sum, i) => [0, 1].map(j => multiplyAdd(sum, at(v.left, j), at(v.right, i - j + 1)))),
      increment(v.left, i32.const(32)),
    ),
    ...[1, 2, 3].flatMap(i => multiplyAdd(running[i]!, at(v.left, 0), at(v.left, i))),
    ...multiplyAdd(v.s3, at(v.left, 1), at(v.left, 2)),
    ...running.flatMap(sum => set(sum, f64x2.add(get(sum), get(sum)))),
    ...multiplyAdd(v.s0, at(v.left, 0), at(v.left, 0)),
    ...multiplyAdd(v.s2, at(v.left, 1), at(v.left, 1)),
    ...cut,
  ];
  const body = [
    ...set(v.spread, i32.shl(get(v.rows), i32.const(4))),
    ...repeatWhile(
      positive(get(v.rows)),
      set(v.prime, f64x2.load(get(v.primes))),
      set(v.inverse, f64x2.load(get(v.primes), 16)),
      set(v.end, i32.add(get(v.a), i32.shl(get(v.k), i32.const(4)))),
      ...running.map(sum => set(sum, f64x2.zero)),
      ends,
      cut,
      set(v.left, i32.add(get(v.a), i32.const(64))),
      set(v.right, i32.add(get(v.b), i32.shl(i32.sub(get(v.k), i32.const(4)), i32.const(4)))),
      ...[0, 1, 2].map(w => set(window[w]!, f64x2.load(get(v.right), 16 * (w + 1)))),
      set(v.rest, i32.sub(isSquare ? i32.and(i32.shr(get(v.k), i32.const(1)), i32.const(-4)) : get(v.k), i32.const(4))),
      loopWhile(
        positive(get(v.rest)),
        set(v.stop, i32.add(get(v.left), i32.shl(smaller(get(v.rest), i32.const(PRODUCTS_PER_SUM - 4)), i32.const(4)))),
        increment(v.rest, i32.const(4 - PRODUCTS_PER_SUM)),
        four,
        cut,
      ),
      ...(isSquare ? [middle] : []),
      ...running.map((sum, i) => {
        const result = i32.add(get(v.results), i32.mul(get(v.spread), i32.const(i)));
        return f64x2.store(result, get(sum));
      }),
      increment(v.results, VECTOR),
      increment(v.primes, i32.const(32)),
      increment(v.a, get(v.aRow)),
      increment(v.b, get(v.bRow)),
      increment(v.rows, i32.const(-1)),
    ),
  ];
  return { name, params, locals, body };
}

/** ResidueProducts.addResidues. */
export function addResidues(): WasmFunction {
  const {
    index: v,
    params,
    locals,
  } = numbered({ ...all('i32', 'from', 'rows', 'sums'), ...all('f64', 'factor') }, all('v128', 'times'));
  const body = [
    ...set(v.times, f64x2.twice(get(v.factor))),
    ...repeatWhile(
      positive(get(v.rows)),
      f64x2.store(get(v.sums), f64x2.add(f64x2.load(get(v.sums)), f64x2.mul(get(v.times), f64x2.load(get(v.from))))),
      increment(v.sums, VECTOR),
      increment(v.from, VECTOR),
      increment(v.rows, i32.const(-1)),
    ),
  ];
  return { name: 'addResidues', params, locals, body };
}

/** ResidueProducts.weigh. */
export function weigh(): WasmFunction {
  const {
    index: v,
    params,
    locals,
  } = numbered(all('i32', 'sums', 'weights', 'rows', 'primes'), {
    ...all('i32'),
    ...all('v128', 's', 'prime', 'inverse', 'parts'),
  });
  const body = [
    ...set(v.parts, f64x2.zero),
    ...repeatWhile(
      positive(get(v.rows)),
      set(v.prime, f64x2.load(get(v.primes))),
      set(v.inverse, f64x2.load(get(v.primes), 16)),
      set(v.s, f64x2.load(get(v.sums))),
      reduce(v.s, v.prime, v.inverse),
      set(v.s, f64x2.mul(get(v.s), f64x2.load(get(v.weights)))),
      reduce(v.s, v.prime, v.inverse),
      f64x2.store(get(v.sums), get(v.s)),
      multiplyAdd(v.parts, get(v.s), get(v.inverse)),
      increment(v.sums, VECTOR),
      increment(v.weights, VECTOR),
      increment(v.primes, i32.const(32)),
      increment(v.rows, i32.const(-1)),
    ),
    ...f64.add(f64x2.lane(get(v.parts), 0), f64x2.lane(get(v.parts), 1)),
  ];
  return { name: 'weigh', params, locals, body, result: 'f64' };
}

/** Rows that are formed side by side, so that no sum waits for the one before. */
const ABREAST = 4;

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
  } = numbered(
    {
      ...all('i32', 'weighed', 'count', 'table', 'tableRow', 'pairs', 'low', 'high'),
      ...all('f64', 'base', 'inverseBase'),
    },
    {
      ...all('i32', 'at', ...fourOf('entry'), 'rest', 'stop'),
      ...all('v128', ...fourOf('s'), ...fourOf('lows'), ...fourOf('highs'), 'weight', 'excess'),
    },
  );
  const [entries, sums] = [fourOf('entry').map(name => v[name]), fourOf('s').map(name => v[name])];
  const [lows, highs] = [fourOf('lows').map(name => v[name]), fourOf('highs').map(name => v[name])];
  const body = abreast(v.pairs, count => {
    const rows = Array.from({ length: count }, (_, i) => i);
    return [
      set(v.at, get(v.weighed)),
      set(v.rest, get(v.count)),
      ...rows.flatMap(i => [
        set(entries[i]!, i === 0 ? get(v.table) : i32.add(get(entries[i - 1]!), get(v.tableRow))),
        set(lows[i]!, f64x2.zero),
        set(highs[i]!, f64x2.zero),
      ]),
      set(v.table, i32.add(get(entries[count - 1]!), get(v.tableRow))),
      repeatWhile(
        positive(get(v.rest)),
        set(v.stop, i32.add(get(v.at), i32.shl(smaller(get(v.rest), i32.const(PRODUCTS_PER_SUM)), i32.const(3)))),
        increment(v.rest, i32.const(-PRODUCTS_PER_SUM)),
        ...rows.map(i => set(sums[i]!, f64x2.zero)),
        repeatWhile(
          i32.notEqual(get(v.at), get(v.stop)),
          set(v.weight, f64x2.loadTwice(get(v.at))),
          ...rows.flatMap(i => [
            multiplyAdd(sums[i]!, get(v.weight), f64x2.load(get(entries[i]!))),
            increment(entries[i]!, VECTOR),
          ]),
          increment(v.at, i32.const(8)),
        ),
        ...rows.flatMap(i => [
          set(v.excess, f64x2.nearest(f64x2.mul(get(sums[i]!), f64x2.twice(get(v.inverseBase))))),
          set(highs[i]!, f64x2.add(get(highs[i]!), get(v.excess))),
          set(
            lows[i]!,
            f64x2.add(get(lows[i]!), f64x2.sub(get(sums[i]!), f64x2.mul(get(v.excess), f64x2.twice(get(v.base))))),
          ),
        ]),
      ),
      ...rows.flatMap(i => [
        f64x2.store(get(v.low), get(lows[i]!), 16 * i),
        f64x2.store(get(v.high), get(highs[i]!), 16 * i),
      ]),
      increment(v.low, i32.const(16 * count)),
      increment(v.high, i32.const(16 * count)),
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
  } = numbered(all('i32', 'limbs', 'count', 'powers', 'powersRow', 'rows', 'primes', 'target', 'targetRow'), {
    ...all('i32', 'at', ...fourOf('power'), 'rest', 'stop'),
    ...all('v128', ...fourOf('s'), 'limb', 'prime', 'inverse'),
  });
  const [powers, sums] = [fourOf('power').map(name => v[name]), fourOf('s').map(name => v[name])];
  const body = abreast(v.rows, count => {
    const rows = Array.from({ length: count }, (_, i) => i);
    return [
      ...rows.flatMap(i => [
        set(powers[i]!, i === 0 ? get(v.powers) : i32.add(get(powers[i - 1]!), get(v.powersRow))),
        set(sums[i]!, f64x2.zero),
      ]),
      set(v.powers, i32.add(get(powers[count - 1]!), get(v.powersRow))),
      set(v.at, get(v.limbs)),
      set(v.rest, get(v.count)),
      loopWhile(
        positive(get(v.rest)),
        set(v.stop, i32.add(get(v.at), i32.shl(smaller(get(v.rest), i32.const(PRODUCTS_PER_SUM)), i32.const(3)))),
        increment(v.rest, i32.const(-PRODUCTS_PER_SUM)),
        repeatWhile(
          i32.notEqual(get(v.at), get(v.stop)),
          set(v.limb, f64x2.loadTwice(get(v.at))),
          ...rows.flatMap(i => [
            multiplyAdd(sums[i]!, get(v.limb), f64x2.load(get(powers[i]!))),
            increment(powers[i]!, VECTOR),
          ]),
          increment(v.at, i32.const(8)),
        ),
        ...rows.flatMap(i => [
          set(v.prime, f64x2.load(get(v.primes), 32 * i)),
          set(v.inverse, f64x2.load(get(v.primes), 32 * i + 16)),
          reduce(sums[i]!, v.prime, v.inverse),
        ]),
      ),
      ...rows.flatMap(i => [f64x2.store(get(v.target), get(sums[i]!)), increment(v.target, get(v.targetRow))]),
      increment(v.primes, i32.const(32 * count)),
    ];
  });
  return { name: 'residuesOf', params, locals, body };
}

/** ResidueProducts.addProducts. */
export function addProducts(): WasmFunction {
  const {
    index: v,
    params,
    locals,
  } = numbered(
    { ...all('i32', 'a', 'b', 'aRow', 'bRow', 'count', 'rows', 'sums'), ...all('f64', 'factor') },
    { ...all('i32', 'left', 'right', 'rest'), ...all('v128', 's', 'times') },
  );
  const body = [
    ...set(v.times, f64x2.twice(get(v.factor))),
    ...repeatWhile(
      positive(get(v.rows)),
      set(v.s, f64x2.mul(f64x2.load(get(v.a)), f64x2.load(get(v.b)))),
      set(v.left, get(v.a)),
      set(v.right, get(v.b)),
      set(v.rest, i32.add(get(v.count), i32.const(-1))),
      loopWhile(
        positive(get(v.rest)),
        increment(v.left, VECTOR),
        increment(v.right, i32.const(-16)),
        multiplyAdd(v.s, f64x2.load(get(v.left)), f64x2.load(get(v.right))),
        increment(v.rest, i32.const(-1)),
      ),
      f64x2.store(get(v.sums), f64x2.add(f64x2.load(get(v.sums)), f64x2.mul(get(v.times), get(v.s)))),
      increment(v.sums, VECTOR),
      increment(v.a, get(v.aRow)),
      increment(v.b, get(v.bRow)),
      increment(v.rows, i32.const(-1)),
    ),
  ];
  return { name: 'addProducts', params, locals, body };
}

/** ResidueProducts.reduceSums. */
export function reduceSums(): WasmFunction {
  const {
    index: v,
    params,
    locals,
  } = numbered(all('i32', 'sums', 'rows', 'primes'), all('v128', 's', 'prime', 'inverse'));
  const body = repeatWhile(
    positive(get(v.rows)),
    set(v.prime, f64x2.load(get(v.primes))),
    set(v.inverse, f64x2.load(get(v.primes), 16)),
    set(v.s, f64x2.load(get(v.sums))),
    reduce(v.s, v.prime, v.inverse),
    f64x2.store(get(v.sums), get(v.s)),
    increment(v.sums, VECTOR),
    increment(v.primes, i32.const(32)),
    increment(v.rows, i32.const(-1)),
  );
  return { name: 'reduceSums', params, locals, body };
}
