import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  block,
  branch,
  branchIf,
  branchTo,
  type Code,
  choose,
  f64,
  get,
  i32,
  i64,
  larger,
  leave,
  loopWhile,
  repeatWhile,
  set,
  smaller,
  type ValueType,
  wasmModule,
  when,
} from './wasm.ts';

declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: Record<string, (...args: number[]) => number> };
};

function run(body: Code, args: number[], result: ValueType = 'i32', locals: ValueType[] = []): number {
  const params = args.map(() => result);
  const module = new WebAssembly.Module(wasmModule([{ name: 'f', params, locals, body, result }]));
  return new WebAssembly.Instance(module).exports.f!(...args);
}

describe('wasmModule', () => {
  it('writes whole constants of any size, either sign', () => {
    fc.assert(
      fc.property(fc.integer(), value => {
        expect(run(i32.const(value), [])).toBe(value);
      }),
      { examples: [[63], [64], [-64], [-65], [127], [128], [2 ** 31 - 1], [-(2 ** 31)]] },
    );
  });

  it('writes float64 constants', () => {
    for (const value of [0, 2 ** -24, -1.5, 2 ** 52]) expect(run(f64.const(value), [], 'f64')).toBe(value);
  });

  it('chooses the smaller and the larger of two signed numbers', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        expect(run(smaller(get(0), get(1)), [a, b])).toBe(Math.min(a, b));
        expect(run(larger(get(0), get(1)), [a, b])).toBe(Math.max(a, b));
      }),
    );
  });

  it('repeats a body at least once, and while its condition holds', () => {
    // n + (n − 1) + … + 1, in local 1; as many locals as need two bytes for their index are no trouble.
    const sum = 200;
    const body = [
      ...repeatWhile(
        i32.less(i32.const(0), get(0)),
        set(sum, i32.add(get(sum), get(0))),
        set(0, i32.sub(get(0), i32.const(1))),
      ),
      ...get(sum),
    ];
    const locals = new Array<ValueType>(sum).fill('i32');
    expect(run(body, [10], 'i32', locals)).toBe(55);
    expect(run(body, [-3], 'i32', locals)).toBe(-3);
  });

  it('keeps what is stored in memory, at an address and an offset', () => {
    const body = [
      ...f64.store(i32.const(64), get(0), 200),
      ...when(i32.less(i32.const(1), i32.const(0)), f64.store(i32.const(264), f64.const(7))),
      ...f64.load(i32.const(256), 8),
    ];
    expect(run(body, [2.5], 'f64')).toBe(2.5);
  });

  it('branches out of blocks that stand one in the other, by an index and where a condition holds', () => {
    // Enters at `a` and adds 1, 10 and 100 from there on; not 100 where the second argument is 1.
    const add = (value: number): Code => set(2, i32.add(get(2), i32.const(value)));
    const from = (a: number, b: number): number =>
      run(
        [
          ...block(
            block(block(block(branchTo(get(0), [0, 1, 2, 3])), add(1)), add(10), branchIf(get(1), 1)),
            add(100),
            when(i32.const(1), branch(1)),
            add(1000),
          ),
          ...get(2),
        ],
        [a, b, 0],
      );
    expect([0, 1, 2, 3].map(a => from(a, 0))).toEqual([111, 110, 100, 0]);
    expect([0, 1, 2, 3].map(a => from(a, 1))).toEqual([11, 10, 100, 0]);
  });

  it('chooses, leaves early and counts in 64 bits', () => {
    // The least n ≥ 0 with n³ ≥ a, or −1 beyond 2^31.
    const cube = i64.mul(i64.ofI32(get(1)), i64.mul(i64.ofI32(get(1)), i64.ofI32(get(1))));
    const body = [
      ...loopWhile(
        f64.less(f64.ofI64(cube), f64.ofI32(get(0))),
        set(1, i32.add(get(1), i32.const(1))),
        when(i32.less(i32.const(1290), get(1)), leave(i32.const(-1))),
      ),
      ...choose(
        i32.equal(i32.and(get(1), i32.const(1)), i32.const(0)),
        [set(0, get(1))],
        [set(0, i32.or(get(1), i32.const(2 ** 20)))],
      ),
      ...get(0),
    ];
    const least = (a: number): number => run(body, [a, 0]);
    expect([-5, 0, 7, 8, 9, 28].map(least)).toEqual([0, 0, 2, 2, 3 + 2 ** 20, 4]);
    expect(least(2 ** 31 - 1)).toBe(-1);
    const shifted = (a: number): number =>
      run(f64.ofI64(i64.shr(i64.add(i64.ofF64(get(0)), i64.const(-1)), i64.const(4))), [a], 'f64');
    expect([0, 1, 17, -15, 2 ** 52].map(shifted)).toEqual([-1, 0, 1, -1, 2 ** 48 - 1]);
  });
});
