import {
  all,
  type Code,
  f64,
  f64x2,
  get,
  i32,
  increment,
  larger,
  numbered,
  repeatWhile,
  set,
  smaller,
  type WasmFunction,
  when,
} from './wasm.ts';

/** Bits of a limb. Limbs are whole float64 numbers of either sign, at most 2^23(1 + 1/9). */
export const LIMB_BITS = 24;

/** Steps of two products that one running sum takes: two such sums together stay below 2^53, so that all are exact. */
const STEPS_PER_SUM = 25;

/** Rows of the left factor that one call of `multiply` may take, for the same reason. */
export const ROWS_PER_CALL = 96;

const one: Code = i32.const(1);
const bytes = (count: Code): Code => i32.shl(count, i32.const(3));

/**
 * Splits a sum into a limb, which is added at `offset`, and what exceeds it, which is left in `carry`: the stored sums then
 * grow by 2^30 at most, whatever the number of products.
 */
function settle(
  sum: Code,
  address: Code,
  offset: number,
  { exact, excess, carry }: Record<'exact' | 'excess' | 'carry', number>,
): Code {
  const limb = f64.sub(get(exact), f64.mul(get(excess), f64.const(2 ** LIMB_BITS)));
  return [
    ...set(exact, sum),
    ...set(excess, f64.nearest(f64.mul(get(exact), f64.const(2 ** -LIMB_BITS)))),
    ...f64.store(address, f64.add(f64.add(f64.load(address, offset), get(carry)), limb), offset),
    ...set(carry, get(excess)),
  ];
}

/** LimbProducts.convolve. */
export function convolve(): WasmFunction {
  const numbers = numbered(
    {
      ...all('i32', 'left', 'right', 'leftLengths', 'rightLengths', 'k', 'end', 'pairs', 'diagonals', 'stride', 'sums'),
      ...all('f64', 'factor'),
    },
    {
      ...all('i32', 'U', 'V', 'columns', 'from', 'to', 'steps', 'a', 'b', 'stop'),
      ...all('i32', 'rightRow', 'rightLength', 'sum', 'first'),
      ...all('v128', 'a0', 'a1', 'b0', 'b1', 's00', 's01', 's10', 's11'),
      ...all('f64', 'exact', 'excess', 'carry'),
    },
  );
  const { index: v, params, locals } = numbers;
  const twoRows = i32.shl(get(v.stride), one);
  const multiplyAdd = (sum: number, a: number, b: number): Code =>
    set(sum, f64x2.add(get(sum), f64x2.mul(get(a), get(b))));
  const total = (sum: Code): Code => f64.mul(get(v.factor), f64.add(f64x2.lane(sum, 0), f64x2.lane(sum, 1)));
  // Two limbs of each factor by two coefficients.
  const products = repeatWhile(
    i32.notEqual(get(v.a), get(v.stop)),
    set(v.a0, f64x2.load(get(v.a))),
    set(v.a1, f64x2.load(i32.add(get(v.a), get(v.stride)))),
    set(v.b0, f64x2.load(get(v.b))),
    set(v.b1, f64x2.load(i32.add(get(v.b), get(v.stride)))),
    multiplyAdd(v.s00, v.a0, v.b0),
    multiplyAdd(v.s01, v.a0, v.b1),
    multiplyAdd(v.s10, v.a1, v.b0),
    multiplyAdd(v.s11, v.a1, v.b1),
    increment(v.b, i32.const(16)),
    increment(v.a, i32.const(16)),
  );
  const runningSums = [v.s00, v.s01, v.s10, v.s11];
  const blockOfRows = [
    set(v.first, smaller(get(v.first), i32.add(get(v.U), get(v.V)))),
    set(v.steps, i32.shr(i32.add(i32.sub(get(v.to), get(v.from)), one), one)),
    // An odd number of coefficients is made even at the lower end, where one of the two factors is zero.
    set(v.from, i32.sub(get(v.to), i32.shl(get(v.steps), one))),
    set(v.a, i32.add(get(v.left), bytes(get(v.from)))),
    set(v.b, i32.add(get(v.rightRow), bytes(get(v.from)))),
    set(v.sum, i32.add(get(v.sums), i32.shl(i32.add(get(v.U), get(v.V)), i32.const(4)))),
    repeatWhile(
      i32.less(i32.const(0), get(v.steps)),
      set(v.stop, i32.add(get(v.a), i32.shl(smaller(get(v.steps), i32.const(STEPS_PER_SUM)), i32.const(4)))),
      increment(v.steps, i32.const(-STEPS_PER_SUM)),
      ...runningSums.map(sum => set(sum, f64x2.zero)),
      products,
      set(v.carry, f64.const(0)),
      settle(total(get(v.s11)), get(v.sum), 16, v),
      settle(total(f64x2.add(get(v.s01), get(v.s10))), get(v.sum), 8, v),
      settle(total(get(v.s00)), get(v.sum), 0, v),
      set(v.sum, i32.sub(get(v.sum), i32.const(8))),
      f64.store(get(v.sum), f64.add(f64.load(get(v.sum)), get(v.carry))),
      set(v.sum, i32.add(get(v.sum), i32.const(8))),
    ),
  ];
  const rowByRow = repeatWhile(
    i32.less(get(v.U), smaller(get(v.pairs), get(v.diagonals))),
    set(v.to, smaller(i32.load(get(v.leftLengths)), get(v.end))),
    set(v.columns, smaller(get(v.pairs), i32.sub(get(v.diagonals), get(v.U)))),
    set(v.V, i32.const(0)),
    set(v.rightRow, get(v.right)),
    set(v.rightLength, get(v.rightLengths)),
    repeatWhile(
      i32.less(get(v.V), get(v.columns)),
      set(v.from, i32.sub(i32.add(get(v.k), one), i32.load(get(v.rightLength)))),
      set(v.from, larger(get(v.from), i32.const(0))),
      when(i32.less(get(v.from), get(v.to)), ...blockOfRows),
      increment(v.rightRow, twoRows),
      increment(v.rightLength, i32.const(4)),
      increment(v.V, one),
    ),
    increment(v.left, twoRows),
    increment(v.leftLengths, i32.const(4)),
    increment(v.U, one),
  );
  const body = [...set(v.first, get(v.diagonals)), ...rowByRow, ...get(v.first)];
  return { name: 'convolve', params, locals, body, result: 'i32' };
}

/** LimbProducts.multiply. */
export function multiply(): WasmFunction {
  const numbers = numbered(
    { ...all('i32', 'left', 'right', 'from', 'to', 'rows', 'last', 'stride', 'sums'), ...all('f64', 'factor') },
    { ...all('i32', 'w', 'u', 'stop', 'a', 'b', 'sum'), ...all('f64', 's', 'exact', 'excess', 'carry') },
  );
  const { index: v, params, locals } = numbers;
  const row = (number: Code): Code => i32.mul(number, get(v.stride));
  const products = repeatWhile(
    i32.less(get(v.u), get(v.stop)),
    set(v.s, f64.add(get(v.s), f64.mul(f64.load(get(v.a)), f64.load(get(v.b))))),
    increment(v.a, get(v.stride)),
    set(v.b, i32.sub(get(v.b), get(v.stride))),
    increment(v.u, one),
  );
  const body = [
    ...set(v.w, get(v.from)),
    ...repeatWhile(
      i32.less(get(v.w), i32.add(get(v.last), one)),
      set(v.u, larger(get(v.from), i32.add(i32.sub(get(v.w), get(v.rows)), one))),
      set(v.stop, smaller(get(v.to), i32.add(get(v.w), one))),
      when(
        i32.less(get(v.u), get(v.stop)),
        set(v.a, i32.add(get(v.left), row(get(v.u)))),
        set(v.b, i32.add(get(v.right), row(i32.sub(get(v.w), get(v.u))))),
        set(v.s, f64.const(0)),
        products,
        set(v.sum, i32.add(get(v.sums), bytes(get(v.w)))),
        set(v.carry, f64.const(0)),
        settle(f64.mul(get(v.factor), get(v.s)), get(v.sum), 0, v),
        set(v.sum, i32.sub(get(v.sum), i32.const(8))),
        f64.store(get(v.sum), f64.add(f64.load(get(v.sum)), get(v.carry))),
      ),
      increment(v.w, one),
    ),
  ];
  return { name: 'multiply', params, locals, body };
}
