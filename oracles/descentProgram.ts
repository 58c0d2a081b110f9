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
 * Two descents with white inputs side by side. At address 0 stand, in pairs, what the hidden units read (Nh×Ni), what they write (Nh×No), Σyx (No×Ni), the
 * rates, and the squared errors. All sums are written out, in the order in which `descendInFloat64` forms them.
 */
export interface DescentProgram {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** W ← W − rate·∂L/∂W, `steps` > 0 times. */
  descend(steps: number): void;
  /** ‖Σyx − W2W1‖² of both. */
  measure(): void;
}

/** Most products of a step that are written out: what is longer takes longer to compile than its loops do to run. */
export const MOST_PRODUCTS = 648;

/** Where numbers of a program stand, counted in pairs. */
export function placesIn({
  Ni,
  Nh,
  No,
}: Architecture): Readonly<Record<'writes' | 'task' | 'rates' | 'errors', number>> {
  const writes = Nh * Ni;
  const task = writes + Nh * No;
  const rates = task + No * Ni;
  return { writes, task, rates, errors: rates + 1 };
}

export function descentProgram(widths: Architecture): DescentProgram {
  return instance(compiledModule([descend(widths), measure(widths)]));
}

const range = (to: number): number[] => Array.from({ length: to }, (_, k) => k);
const sum = (products: readonly Code[]): Code => products.reduce((a, b) => f64x2.add(a, b));
const stored = (place: number): Code => f64x2.load(i32.const(0), PAIR * place);

/** Sets Σyx − W2W1, by rows, in locals from `error` on. */
function findError(widths: Architecture, reads: number, writes: number, error: number): Code[] {
  const { Ni, Nh, No } = widths;
  return range(No).flatMap(o =>
    range(Ni).map(i => {
      const output = sum(range(Nh).map(h => f64x2.mul(get(writes + h * No + o), get(reads + h * Ni + i))));
      return set(error + o * Ni + i, f64x2.sub(stored(placesIn(widths).task + o * Ni + i), output));
    }),
  );
}

function measure(widths: Architecture): WasmFunction {
  const { errors, writes, task } = placesIn(widths);
  const entries = range(widths.No * widths.Ni).map(at => task + at);
  return {
    name: 'measure',
    params: [],
    locals: new Array<ValueType>(task + entries.length).fill('v128'),
    body: [
      ...range(task).map(at => set(at, stored(at))),
      ...findError(widths, 0, writes, task),
      f64x2.store(i32.const(0), sum(entries.map(entry => f64x2.mul(get(entry), get(entry)))), PAIR * errors),
    ],
  };
}

function descend(widths: Architecture): WasmFunction {
  const { Ni, Nh, No } = widths;
  const { index: v, params, locals } = numbered({ steps: 'i32' }, { eta: 'v128' });
  // Weights and errors stand in locals, behind the named ones.
  const [reads, writes, error] = [2, 2 + Nh * Ni, 2 + Nh * Ni + Nh * No];
  const pull = error + No * Ni;
  const count = pull + No - 2;
  const addTo = (local: number, change: Code): Code => set(local, f64x2.add(get(local), f64x2.mul(get(v.eta), change)));
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
      set(v.eta, stored(placesIn(widths).rates)),
      ...weights.map(at => set(reads + at, stored(at))),
      repeatWhile(
        i32.less(i32.const(0), get(v.steps)),
        ...findError(widths, reads, writes, error),
        ...range(Nh).flatMap(moveUnit),
        increment(v.steps, i32.const(-1)),
      ),
      ...weights.map(at => f64x2.store(i32.const(0), get(reads + at), PAIR * at)),
    ],
  };
}
