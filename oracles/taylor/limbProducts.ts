import { convolve, multiply } from './limbPrograms.ts';
import { wasmModule } from './wasm.ts';

export interface LimbProducts {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /**
   * sums += factor · Σ_j left_j right_{k−j} over 0 ≤ j < end. Row u of a series holds limb u of all coefficients, `stride`
   * bytes apart; `right` points to where coefficient k stands in a series written backwards. Rows are taken in pairs;
   * pairs (U, V) with U + V ≥ diagonals are left out. `lengths` say per pair of rows how many coefficients have limbs there.
   * Returns the least U + V that there was a product for.
   */
  convolve(
    left: number,
    right: number,
    leftLengths: number,
    rightLengths: number,
    k: number,
    end: number,
    pairs: number,
    diagonals: number,
    stride: number,
    sums: number,
    factor: number,
  ): number;
  /** sums += factor · left·right for two numbers, rows `from` to `to` of the left one, up to product limb `last`. */
  multiply(
    left: number,
    right: number,
    from: number,
    to: number,
    rows: number,
    last: number,
    stride: number,
    sums: number,
    factor: number,
  ): void;
}

interface WasmHost {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: unknown };
}

declare const WebAssembly: WasmHost;

let compiled: object | undefined;
const idle: LimbProducts[] = [];

/** A fresh memory with the two products that work on it. */
export function limbProducts(): LimbProducts {
  compiled ??= new WebAssembly.Module(wasmModule([convolve(), multiply()]));
  return new WebAssembly.Instance(compiled).exports as LimbProducts;
}

/** A memory never shrinks: one that has grown beyond this is given up after use. */
const MOST_BYTES_KEPT = 2 ** 26;

/** Lends a memory, not necessarily a clean one: to make one costs more than a short integration takes. */
export function withLimbProducts<Result>(work: (products: LimbProducts) => Result): Result {
  const products = idle.pop() ?? limbProducts();
  try {
    return work(products);
  } finally {
    if (products.memory.buffer.byteLength <= MOST_BYTES_KEPT) idle.push(products);
  }
}
