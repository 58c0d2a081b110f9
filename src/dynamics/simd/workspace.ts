import { type Kernels, kernelModule } from './kernels.ts';
import type { SequenceKernels } from './sequences.ts';

/** A table in the working memory: entry (r, i) is number `at + r·stride + i`. */
export interface Panel {
  readonly at: number;
  readonly stride: number;
}

/** The same table from column `first` on. */
export function fromColumn({ at, stride }: Panel, first: number): Panel {
  return { at: at + first, stride };
}

/** Rows and columns of tables are rounded up to whole tiles. What stands in the rest is never read into a result. */
export function wholeTiles(size: number): number {
  return (size + 3) & ~3;
}

/**
 * From one row of a table to the next. Rows a power of two apart would share a few places of the processor's cache; an odd
 * number of tiles spreads them over all of it.
 */
export function rowStride(cols: number): number {
  const width = wholeTiles(cols);
  return width >= 32 && width % 8 === 0 ? width + 4 : width;
}

/** Where the tables of one flow stand in the working memory. */
export interface WorkspacePlan {
  /** Numbers in all. */
  size: number;
  /** How often the flow has found the memory as others left it. */
  takeovers: number;
  /** So much of its tables is its own, or zero. */
  cleared: number;
}

export function workspacePlan(): WorkspacePlan {
  return { size: 0, takeovers: 0, cleared: 0 };
}

/** A row of so many integers. */
export function addIntegers(plan: WorkspacePlan, count: number): Panel {
  return addPanel(plan, 1, Math.ceil(count / 2));
}

export function addPanel(plan: WorkspacePlan, rows: number, cols: number): Panel {
  const panel = { at: plan.size, stride: rowStride(cols) };
  plan.size += wholeTiles(rows) * panel.stride;
  return panel;
}

/** The working memory with the kernels that work on it. */
export interface Workspace extends Kernels, SequenceKernels {
  readonly numbers: Float64Array<ArrayBuffer>;
  /** The same memory: two integers in the place of a number. */
  readonly integers: Int32Array<ArrayBuffer>;
}

interface Shared extends Kernels, SequenceKernels {
  readonly memory: { grow(pages: number): number; readonly buffer: ArrayBuffer };
  numbers: Float64Array<ArrayBuffer>;
  integers: Int32Array<ArrayBuffer>;
  owner: WorkspacePlan | undefined;
}

// One memory serves all flows, since each takes gigabytes of address space. No result depends on what another flow left in it.
let shared: Shared | undefined;

/** The working memory for a flow. What it left there is still there unless `takeovers` has changed. */
export function workspace(plan: WorkspacePlan): Workspace {
  shared ??= newWorkspace();
  if (shared.owner !== plan) {
    shared.owner = plan;
    plan.takeovers++;
    plan.cleared = 0;
  }
  const lacking = plan.size - shared.numbers.length;
  if (lacking > 0) {
    shared.memory.grow(Math.ceil(lacking / NUMBERS_PER_PAGE));
    shared.numbers = new Float64Array(shared.memory.buffer);
    shared.integers = new Int32Array(shared.memory.buffer);
  }
  // Kernels multiply whole tiles, and 0 times an infinity or NaN that another flow has left would be NaN.
  if (plan.cleared < plan.size) {
    shared.numbers.fill(0, plan.cleared, plan.size);
    plan.cleared = plan.size;
  }
  return shared;
}

const NUMBERS_PER_PAGE = 8192;

/** What is used of WebAssembly, which TypeScript describes for browsers only. */
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number }) => { grow(pages: number): number; readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
};

function newWorkspace(): Shared {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(kernelModule()), { memory: { numbers: memory } });
  const { buffer } = memory;
  return {
    memory,
    owner: undefined,
    numbers: new Float64Array(buffer),
    integers: new Int32Array(buffer),
    ...(exports as Kernels & SequenceKernels),
  };
}
