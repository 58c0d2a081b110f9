import { gram, plainProduct } from './simd/products.ts';
import { addPanel, type Panel, type Workspace, type WorkspacePlan, wholeTiles } from './simd/workspace.ts';

/**
 * XᵀX (width × width) of one layer X (Nh × width). Where it is much wider than high, it is written in the frame of the start, so
 * that the cost stays O(width·Nh²): with the orthonormal columns Q that span X(0)ᵀ, Z = XQ and Y = X − ZQᵀ it is ZᵀZ in the
 * frame, and the rest has the square 2⟨ZZᵀ, YYᵀ⟩ + ‖YYᵀ‖², in which nothing cancels.
 */
export interface LayerGram {
  /** Its upper triangle, in the frame if there is one: size × size. */
  readonly entries: Float64Array;
  readonly size: number;
  /** Of the whole. */
  trace: number;
  /** The square of what is not inside the frame. */
  outside: number;
}

/** The orthonormal columns Q by rows and by columns, in whole tiles. */
export interface Frame {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
}

/** Room in the working memory. */
export interface GramPanels {
  readonly gram: Panel;
  readonly frame: Panel;
  readonly Z: Panel;
  readonly Y: Panel;
}

export function gramPanels(plan: WorkspacePlan, width: number, Nh: number): GramPanels {
  return {
    gram: addPanel(plan, width, width),
    frame: addPanel(plan, Math.max(width, Nh), Math.max(width, Nh)),
    Z: addPanel(plan, Nh, Nh),
    Y: addPanel(plan, Nh, width),
  };
}

export function needsFrame(width: number, Nh: number): boolean {
  return width > 3 * Nh;
}

export function emptyGram(width: number, Nh: number): LayerGram {
  const size = needsFrame(width, Nh) ? Nh : width;
  return { entries: new Float64Array(size * size), size, trace: 0, outside: 0 };
}

/** Overwrites the Gram matrix by that of X. */
export function setGram(
  work: Workspace,
  into: LayerGram,
  X: Panel,
  width: number,
  Nh: number,
  frame: Frame | undefined,
  panels: GramPanels,
): void {
  const { numbers } = work;
  const tiles = wholeTiles(width);
  if (frame === undefined) gram(work, X, tiles, Nh, panels.gram);
  else {
    const stride = wholeTiles(Nh);
    numbers.set(frame.rows, panels.frame.at);
    plainProduct(work, X, stride, { at: panels.frame.at, stride }, stride, width, panels.Z);
    gram(work, panels.Z, stride, Nh, panels.gram);
  }
  into.trace = 0;
  for (let i = 0; i < into.size; i++) {
    const row = panels.gram.at + i * panels.gram.stride;
    into.trace += numbers[row + i]!;
    for (let j = i; j < into.size; j++) into.entries[i * into.size + j] = numbers[row + j]!;
  }
  into.outside = 0;
  if (frame !== undefined) addOutside(work, into, X, width, Nh, frame, panels);
}

function addOutside(
  work: Workspace,
  into: LayerGram,
  X: Panel,
  width: number,
  Nh: number,
  frame: Frame,
  { frame: room, Z, Y }: GramPanels,
): void {
  const { numbers } = work;
  const stride = wholeTiles(width);
  numbers.set(frame.columns, room.at);
  plainProduct(work, Z, wholeTiles(Nh), { at: room.at, stride }, stride, Nh, Y);
  for (let j = 0; j < Nh; j++) {
    const [row, from] = [Y.at + j * Y.stride, X.at + j * X.stride];
    for (let k = 0; k < width; k++) numbers[row + k] = numbers[from + k]! - numbers[row + k]!;
  }
  const product = (A: Panel, i: number, j: number, count: number): number => {
    let sum = 0;
    for (let k = 0; k < count; k++) sum += numbers[A.at + i * A.stride + k]! * numbers[A.at + j * A.stride + k]!;
    return sum;
  };
  for (let i = 0; i < Nh; i++) {
    for (let j = i; j < Nh; j++) {
      const rest = product(Y, i, j, width);
      if (i === j) into.trace += rest;
      into.outside += (i < j ? 2 : 1) * rest * (2 * product(Z, i, j, Nh) + rest);
    }
  }
}

/** Gram–Schmidt on the rows of X(0), again after each is normalised; a zero row stays zero. */
export function frameOf(numbers: Float64Array, X: Panel, width: number, Nh: number): Frame {
  const [height, stride] = [wholeTiles(width), wholeTiles(Nh)];
  const columns = new Float64Array(Nh * height);
  const rows = new Float64Array(width * stride);
  for (let j = 0; j < Nh; j++) {
    const own = columns.subarray(j * height, j * height + width);
    own.set(numbers.subarray(X.at + j * X.stride, X.at + j * X.stride + width));
    for (let pass = 0; pass < 3; pass++) {
      for (let other = 0; other < j; other++) {
        const direction = columns.subarray(other * height, other * height + width);
        const along = dot(direction, own);
        for (let k = 0; k < width; k++) own[k]! -= along * direction[k]!;
      }
      const length = Math.sqrt(dot(own, own));
      if (pass > 0 && length > 0) for (let k = 0; k < width; k++) own[k]! /= length;
    }
    for (let k = 0; k < width; k++) rows[k * stride + j] = own[k]!;
  }
  return { rows, columns };
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}
