import { float64Field } from '../numbers/float64Field.ts';
import { float64Svd } from '../numbers/float64Svd.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { completeBasis } from '../numbers/svd.ts';
import {
  type DoubleDouble,
  type DoubleDoubleVector,
  dd,
  ddAdd,
  ddAddScaled,
  ddAt,
  ddDiv,
  ddDot,
  ddMul,
  ddNeg,
  ddScale,
  ddSet,
  ddSqrt,
  ddSub,
  ddVector,
} from './doubleDouble.ts';

/**
 * A = U·diag(s)·Vᵀ to about 30 digits of ‖A‖: the columns of the square orthogonal U and V, and min(rows, cols) falling
 * values. Values below 1e-28·‖A‖ are zero; values closer to each other than 1e-29·‖A‖ are equal.
 */
export interface AccurateSvd {
  readonly U: readonly DoubleDoubleVector[];
  readonly s: readonly DoubleDouble[];
  readonly V: readonly DoubleDoubleVector[];
}

/**
 * A float64 SVD misplaces each singular value by about an ulp of the largest, which t = 1e6 τ turns into 1e-10 where two
 * nearly equal modes compete, and it hides how far a start is from a saddle. So the float64 right vectors only make the
 * columns of A·V nearly orthogonal, and one-sided Jacobi rotations in double-double finish the work in a sweep or two.
 */
export function accurateSvd(a: Matrix<number>): AccurateSvd {
  if (a.rows < a.cols) {
    const { U, s, V } = accurateSvd(a.transpose());
    return { U: V, s, V: U };
  }
  const size = Math.sqrt(a.data.reduce((sum, entry) => sum + entry * entry, 0));
  const start = float64Svd(a);
  const right = orthonormalise(columnsOf(start.V));
  const columns = right.map(v => applyTo(a, v));
  for (let sweep = 0; sweep < 30 && rotateAllPairs(columns, right, size); sweep++);
  const lengths = columns.map(column => ddSqrt(ddDot(column, column)));
  const order = lengths.map((_, j) => j).sort((i, j) => ddSub(lengths[j]!, lengths[i]!).hi || i - j);
  const s = mergeTies(
    order.map(j => (lengths[j]!.hi > 1e-28 * size ? lengths[j]! : dd(0))),
    size,
  );
  const left = order.filter((_, k) => s[k]!.hi > 0).map(j => divided(columns[j]!, lengths[j]!));
  const completed = completeBasis(
    float64Field,
    left.map(column => [...column.hi]),
    a.rows,
  );
  const added = completed.slice(left.length).map(column => vectorOf(column));
  // The direction of a tiny column is rough against the larger ones before it.
  return { U: orthonormalise([...left, ...added]), s, V: order.map(j => right[j]!) };
}

function rotateAllPairs(columns: DoubleDoubleVector[], right: DoubleDoubleVector[], size: number): boolean {
  let rotated = false;
  for (let p = 0; p < columns.length; p++) {
    for (let q = p + 1; q < columns.length; q++) {
      const [x, y] = [columns[p]!, columns[q]!];
      const [alpha, beta, gamma] = [ddDot(x, x), ddDot(y, y), ddDot(x, y)];
      // Left alone where the rotation would move no column by more than its rounding.
      const longer = Math.sqrt(Math.max(alpha.hi, beta.hi));
      const shorter = Math.sqrt(Math.min(alpha.hi, beta.hi));
      if (Math.abs(gamma.hi) <= longer * Math.max(1e-30 * shorter, 2e-31 * size)) continue;
      rotated = true;
      // The angle needs few digits, the rotation itself must be orthogonal to all of them.
      const zeta = ddSub(beta, alpha).hi / (2 * gamma.hi);
      const tan = dd((zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta)));
      const cos = ddDiv(dd(1), ddSqrt(ddAdd(dd(1), ddMul(tan, tan))));
      const sin = ddMul(cos, tan);
      rotate(x, y, cos, sin);
      rotate(right[p]!, right[q]!, cos, sin);
    }
  }
  return rotated;
}

function rotate(x: DoubleDoubleVector, y: DoubleDoubleVector, cos: DoubleDouble, sin: DoubleDouble): void {
  const minusSin = ddNeg(sin);
  for (let i = 0; i < x.hi.length; i++) {
    const [a, b] = [ddAt(x, i), ddAt(y, i)];
    ddSet(x, i, ddAdd(ddMul(cos, a), ddMul(minusSin, b)));
    ddSet(y, i, ddAdd(ddMul(sin, a), ddMul(cos, b)));
  }
}

/** Gram–Schmidt, twice per vector, in place. */
function orthonormalise(vectors: DoubleDoubleVector[]): DoubleDoubleVector[] {
  for (let k = 0; k < vectors.length; k++) {
    const vector = vectors[k]!;
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < k; j++) ddAddScaled(vector, ddNeg(ddDot(vectors[j]!, vector)), vectors[j]!);
    }
    ddScale(vector, ddDiv(dd(1), ddSqrt(ddDot(vector, vector))));
  }
  return vectors;
}

function mergeTies(values: readonly DoubleDouble[], size: number): DoubleDouble[] {
  const merged = [...values];
  for (let k = 1; k < merged.length; k++) {
    if (ddSub(merged[k - 1]!, merged[k]!).hi <= 1e-29 * size) merged[k] = merged[k - 1]!;
  }
  return merged;
}

function applyTo(a: Matrix<number>, vector: DoubleDoubleVector): DoubleDoubleVector {
  const result = ddVector(a.rows);
  for (let i = 0; i < a.rows; i++) {
    ddSet(result, i, ddDot(vectorOf(a.data.slice(i * a.cols, (i + 1) * a.cols)), vector));
  }
  return result;
}

function divided(column: DoubleDoubleVector, length: DoubleDouble): DoubleDoubleVector {
  const result = { hi: column.hi.slice(), lo: column.lo.slice() };
  ddScale(result, ddDiv(dd(1), length));
  return result;
}

function vectorOf(entries: readonly number[]): DoubleDoubleVector {
  return { hi: Float64Array.from(entries), lo: new Float64Array(entries.length) };
}

function columnsOf(matrix: Matrix<number>): DoubleDoubleVector[] {
  return matrix.transpose().toRows().map(vectorOf);
}
