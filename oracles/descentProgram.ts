import type { Architecture } from '../src/network/architecture.ts';
import {
  type Code,
  compiledModule,
  f64x2,
  get,
  i32,
  increment,
  instance,
  numbered,
  repeatWhile,
  set,
  type ValueType,
  type WasmFunction,
} from './taylor/wasm.ts';

/** Bytes of one number of both descents. */
export const PAIR = 16;

/**
 * Two descents with white inputs side by side, W ← W − rate·∂L/∂W, `steps` > 0 times. At address 0 stand, in pairs, what the hidden units read (Nh×Ni), what
 * they write (Nh×No), and Σyx (No×Ni). All sums are written out, in the order in which `descendInFloat64` forms them.
 */
export interface DescentProgram {
  readonly memory: { readonly buffer: ArrayBuffer };
  descend(steps: number, rate: number): void;
}

/** Most products of a step that are written out: what is longer takes longer to compile than its loops do to run. */
export const MOST_PRODUCTS = 512;

export function descentProgram(widths: Architecture): DescentProgram {
  return instance(compiledModule([descend(widths)]));
}

function descend({ Ni, Nh, No }: Architecture): WasmFunction {
  const { index: v, params, locals } = numbered({ steps: 'i32', rate: 'f64' }, { eta: 'v128' });
  // Weights and errors stand in locals, behind the named ones.
  const [reads, writes, error] = [3, 3 + Nh * Ni, 3 + Nh * Ni + Nh * No];
  const pull = error + No * Ni;
  const count = pull + No - 3;
  const range = (to: number): number[] => Array.from({ length: to }, (_, k) => k);
  const sum = (products: readonly Code[]): Code => products.reduce((a, b) => f64x2.add(a, b));
  const addTo = (local: number, change: Code): Code => set(local, f64x2.add(get(local), f64x2.mul(get(v.eta), change)));
  const findError = range(No).flatMap(o =>
    range(Ni).map(i => {
      const output = sum(range(Nh).map(h => f64x2.mul(get(writes + h * No + o), get(reads + h * Ni + i))));
      const task = f64x2.load(i32.const(0), PAIR * (Nh * Ni + Nh * No + o * Ni + i));
      return set(error + o * Ni + i, f64x2.sub(task, output));
    }),
  );
  const moveUnit = (h: number): Code[] => [
    ...range(No).map(o =>
      set(pull + o, sum(range(Ni).map(i => f64x2.mul(get(error + o * Ni + i), get(reads + h * Ni + i))))),
    ),
    ...range(Ni).map(i =>
      addTo(reads + h * Ni + i, sum(range(No).map(o => f64x2.mul(get(error + o * Ni + i), get(writes + h * No + o))))),
    ),
    ...range(No).map(o => addTo(writes + h * No + o, get(pull + o))),
  ];
  const weights = range(Nh * (Ni + No));
  return {
    name: 'descend',
    params,
    locals: [...locals, ...new Array<ValueType>(count).fill('v128')],
    body: [
      set(v.eta, f64x2.twice(get(v.rate))),
      ...weights.map(at => set(reads + at, f64x2.load(i32.const(0), PAIR * at))),
      repeatWhile(
        i32.less(i32.const(0), get(v.steps)),
        ...findError,
        ...range(Nh).flatMap(moveUnit),
        increment(v.steps, i32.const(-1)),
      ),
      ...weights.map(at => f64x2.store(i32.const(0), get(reads + at), PAIR * at)),
    ],
  };
}
