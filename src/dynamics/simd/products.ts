import type { ProductKernel } from './kernels.ts';
import { NUMBER } from './loops.ts';
import type { Panel, Workspace } from './workspace.ts';

/** C ← AᵀB for A (inner × rows) and B (inner × cols); rows and cols in whole tiles. */
export function transposedProduct(
  { setTransposedProduct }: Workspace,
  A: Panel,
  rows: number,
  B: Panel,
  cols: number,
  inner: number,
  C: Panel,
): void {
  if (rows === 0 || cols === 0) return;
  const row = B.stride * NUMBER;
  const stride = A.stride * NUMBER;
  setTransposedProduct(C.at * NUMBER, C.stride * NUMBER, rows, cols, A.at * NUMBER, stride, B.at * NUMBER, row, inner);
}

/** C ← AB for A (rows × inner) and B (inner × cols); rows and cols in whole tiles. */
export function plainProduct(
  { setProduct }: Workspace,
  A: Panel,
  rows: number,
  B: Panel,
  cols: number,
  inner: number,
  C: Panel,
): void {
  if (rows > 0 && cols > 0) setProduct(...productParameters(A, rows, B, cols, inner, C));
}

/** Of a kernel that forms C from A and B; rows and cols in whole tiles. */
export function productParameters(
  A: Panel,
  rows: number,
  B: Panel,
  cols: number,
  inner: number,
  C: Panel,
): Parameters<ProductKernel> {
  const [a, aRow, b, bRow] = [A.at * NUMBER, A.stride * NUMBER, B.at * NUMBER, B.stride * NUMBER];
  return [C.at * NUMBER, C.stride * NUMBER, rows, cols, a, aRow, b, bRow, inner];
}

/** The upper triangle of C ← AᵀA for A (inner × size), in whole tiles. `triangular`: A is lower triangular. */
export function gram(
  { setTransposedProduct }: Workspace,
  A: Panel,
  size: number,
  inner: number,
  C: Panel,
  shape: 'full' | 'triangular' = 'full',
): void {
  const stride = A.stride * NUMBER;
  for (let i = 0; i < size; i += 4) {
    const c = (C.at + i * C.stride + i) * NUMBER;
    const first = shape === 'triangular' ? i : 0;
    const a = (A.at + first * A.stride + i) * NUMBER;
    setTransposedProduct(c, C.stride * NUMBER, 4, size - i, a, stride, a, stride, inner - first);
  }
}

/** C ← AᵀA for A (inner × size), in whole tiles. */
export function fullGram({ setSymmetricProduct }: Workspace, A: Panel, size: number, inner: number, C: Panel): void {
  if (size > 0) setSymmetricProduct(...productParameters(A, size, A, size, inner, C));
}

/** Its upper triangle. */
export function upperGram({ setUpperProduct }: Workspace, A: Panel, size: number, inner: number, C: Panel): void {
  if (size > 0) setUpperProduct(...productParameters(A, size, A, size, inner, C));
}

/** C ← AᵀB for a lower triangular A (size × size) and B (size × cols); size and cols in whole tiles. */
export function triangularProduct(
  { setTransposedProduct }: Workspace,
  A: Panel,
  size: number,
  B: Panel,
  cols: number,
  inner: number,
  C: Panel,
): void {
  if (cols === 0) return;
  const aRow = A.stride * NUMBER;
  const bRow = B.stride * NUMBER;
  const cRow = C.stride * NUMBER;
  for (let i = 0; i < size; i += 4) {
    const a = (A.at + i * A.stride + i) * NUMBER;
    setTransposedProduct(
      (C.at + i * C.stride) * NUMBER,
      cRow,
      4,
      cols,
      a,
      aRow,
      (B.at + i * B.stride) * NUMBER,
      bRow,
      inner - i,
    );
  }
}
