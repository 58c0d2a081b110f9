import { formByResidues } from './residueForm.ts';
import {
  addBothEnds,
  addEnd,
  addResidues,
  combine,
  convolveFour,
  convolveResidues,
  reduceSums,
  residuesOf,
  squareFour,
  weigh,
} from './residuePrograms.ts';
import { type RowShape, rowForm } from './rowForm.ts';
import { compiledModule, instance, type WasmFunction } from './wasm.ts';

export interface LimbProducts extends ResidueProducts {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /** The program for coefficients of that many rows of limbs, in this memory. */
  rowForm(shape: RowShape): Form;
}

/**
 * Forms the entries from `table` to `end` (ENTRY and TERM of limbPrograms.ts) at k, then at those that lead to `last`, up or down. Where
 * lengths of the factors stand (but of b_0), is listed from `series` to `seriesEnd`. Of `phases`, bit 0 stands for what
 * puts a sum into `out`, bit 1 for what divides and stores it. Returns 1, and stops, where a number is too large.
 *
 * Row u of a series holds limb u of all coefficients, and as many rows as a product has places can be read. `lengths` say per row, in
 * int32, up to which coefficient it or a row above has limbs. Its constants and working memory stand at `frame` (rowFrame).
 */
export type Form = (
  table: number,
  end: number,
  series: number,
  seriesEnd: number,
  k: number,
  last: number,
  phases: number,
  frame: number,
) => number;

type AddEnds = (
  a: number,
  b: number,
  aRow: number,
  bRow: number,
  k: number,
  count: number,
  rows: number,
  sums: number,
  factor: number,
) => void;

type FourSums = (
  a: number,
  b: number,
  aRow: number,
  bRow: number,
  k: number,
  rows: number,
  primes: number,
  results: number,
  factor: number,
  perSum: number,
) => void;

/**
 * Products of numbers that are given by their balanced residues by primes below 2^14.5, four primes side by side. In each lane stand two
 * int16: the residue of a coefficient, and above it that of the coefficient before. The residues of a number by the first four
 * primes are a vector, those by the next four stand a `row` further on. `rows` counts fours of primes; `primes` points to four primes
 * as int32 and their inverses as float32, and so on. Sums are int32; `perSum` is how much one takes before it is reduced (RunningSum).
 */
export interface ResidueProducts {
  /**
   * As `Form`, by residues: Cauchy products have the sign of their term, left and right factors and targets are series (SERIES of
   * residueForm.ts), and the list is of where their bits stand, one int32 for each group of coefficients. Where an entry has room for
   * them (`backward`), bit 2 of `phases` lets four coefficients of its Cauchy products, all of index 0, be formed at once.
   * Constants stand at `frame` (RESIDUE_FRAME).
   */
  readonly formByResidues: Form;
  /**
   * sums += factor · Σ_j a_j b_(count−1−j) over 0 ≤ j < count, count > 0, each residue about p/2 at most before it is added. `b` points to
   * coefficient count − 1 of the right factor, and there is a zero before its coefficient 0.
   */
  convolveResidues(
    a: number,
    b: number,
    aRow: number,
    bRow: number,
    count: number,
    rows: number,
    primes: number,
    sums: number,
    factor: number,
    perSum: number,
  ): void;
  /**
   * Adds `factor` times a product of two series to four sums of so many rows, one after the other: to its coefficients k … k + 3, what
   * the coefficients 0 … k of the factors give. k is a multiple of 4, at least 8.
   */
  readonly convolveFour: FourSums;
  /** As `convolveFour` of a series by itself, in half the products: both pointers are to it. */
  readonly squareFour: FourSums;
  /** sums += from. */
  addResidues(from: number, rows: number, sums: number): void;
  /**
   * sums += factor · Σ_j a_j b_(k−j) over 0 ≤ j < count, count = 1, 2 or 3, as it is: no sum may come to more
   * products and residues than a running sum takes.
   */
  readonly addEnd: AddEnds;
  /** As `addEnd`, and as much of b_j a_(k−j). */
  readonly addBothEnds: AddEnds;
  /** sums mod p, about p/2 at most. */
  reduceSums(sums: number, rows: number, primes: number): void;
  /** Leaves sums · weights mod p as int16, one after the other; returns the sum of their p-th parts. */
  weigh(sums: number, weights: number, rows: number, primes: number): number;
  /**
   * limbs = Σ_q weighed_q table_q over an even number of pairs of int16, of two limbs side by side in each of so many rows: a vector of the table
   * has the lower halves of both for the first of a pair, each beside that for the second, and then their upper halves.
   */
  combine(
    weighed: number,
    count: number,
    table: number,
    tableRow: number,
    rows: number,
    limbs: number,
    perSum: number,
  ): void;
  /**
   * The coefficient at `target` from Σ_i limbs_i powers_i mod p over 0 ≤ i < count, where the halves of a limb are int16, the lower first, in
   * the lower half of 64 bits. Powers are of ABREAST rows at a time, as far as there are so many, then of one: for each limb that has been
   * skipped or is taken, a vector for each of the rows.
   */
  residuesOf(
    limbs: number,
    count: number,
    powers: number,
    skipped: number,
    rows: number,
    primes: number,
    target: number,
    targetRow: number,
    perSum: number,
  ): void;
}

/** Made when the first memory is: who imports this file may never ask an oracle. */
function programs(): WasmFunction[] {
  const called = [
    convolveResidues(),
    convolveFour(),
    squareFour(),
    addResidues(),
    addEnd(),
    addBothEnds(),
    reduceSums(),
    weigh(),
    combine(),
    residuesOf(),
  ];
  return [...called, formByResidues(callee => called.findIndex(({ name }) => name === callee))];
}

let compiled: object | undefined;
const idle: LimbProducts[] = [];

/** A fresh memory with the products that work on it. */
export function limbProducts(): LimbProducts {
  compiled ??= compiledModule(programs());
  const exports = instance<Omit<LimbProducts, 'rowForm'>>(compiled);
  const forms = new Map<string, Form>();
  return {
    ...exports,
    rowForm(shape) {
      const key = keyOf(shape);
      let form = forms.get(key);
      if (form === undefined) {
        const { memory } = exports;
        form = instance<{ form: Form }>(rowModule(shape), { host: { memory } }).form;
        forms.set(key, form);
      }
      return form;
    },
  };
}

const rowModules = new Map<string, object>();

/** Compiled once for all memories. */
function rowModule(shape: RowShape): object {
  const key = keyOf(shape);
  let module = rowModules.get(key);
  if (module === undefined) {
    module = compiledModule([rowForm(shape)], { isMemoryGiven: true });
    rowModules.set(key, module);
  }
  return module;
}

function keyOf({ rows, places, rowLength }: RowShape): string {
  return `${rows},${places},${rowLength}`;
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
