import type { Matrix } from '../numbers/matrix.ts';
import { mlMatrix } from '../numbers/mlMatrix.ts';
import {
  type DoubleDouble,
  type DoubleDoubleVector,
  dd,
  ddAdd,
  ddAddScaled,
  ddDiv,
  ddDot,
  ddDotFloat,
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
 * nearly equal modes compete, and it hides how far a start is from a saddle. `low` is what the entries of A lack, where they
 * were rounded. So the float64 right vectors only make the
 * columns of A·V nearly orthogonal, and one-sided Jacobi rotations in double-double finish the work in a sweep or two.
 */
export function accurateSvd(a: Matrix<number>, low?: Matrix<number>): AccurateSvd {
  if (a.rows < a.cols) {
    const { U, s, V } = accurateSvd(a.transpose(), low?.transpose());
    return { U: V, s, V: U };
  }
  const size = Math.sqrt(a.data.reduce((sum, entry) => sum + entry * entry, 0));
  const right = orthonormal(float64RightVectors(a));
  const columns = imagesOf(a, low, right);
  for (let sweep = 0; sweep < 30 && rotateAllPairs(columns, right, size); sweep++);
  const lengths = columns.map(column => ddSqrt(ddDot(column, column)));
  const order = lengths.map((_, j) => j).sort((i, j) => ddSub(lengths[j]!, lengths[i]!).hi || i - j);
  const s = mergeTies(
    order.map(j => (lengths[j]!.hi > 1e-28 * size ? lengths[j]! : dd(0))),
    size,
  );
  const left = order.filter((_, k) => s[k]!.hi > 0).map(j => divided(columns[j]!, lengths[j]!));
  // The direction of a tiny column is rough against the larger ones before it.
  return { U: completed(orthonormal(left), a.rows), s, V: order.map(j => right[j]!) };
}

function float64RightVectors(a: Matrix<number>): DoubleDoubleVector[] {
  const { Matrix: MlMatrix, SingularValueDecomposition } = mlMatrix();
  const decomposition = new SingularValueDecomposition(new MlMatrix(a.toRows()), { computeLeftSingularVectors: false });
  const vectors = decomposition.rightSingularVectors;
  return Array.from({ length: a.cols }, (_, j) => ({
    hi: Float64Array.from(vectors.getColumn(j)),
    lo: new Float64Array(a.cols),
  }));
}

function rotateAllPairs(columns: DoubleDoubleVector[], right: DoubleDoubleVector[], size: number): boolean {
  const squares = columns.map(column => ddDot(column, column));
  let rotated = false;
  for (let p = 0; p < columns.length; p++) {
    for (let q = p + 1; q < columns.length; q++) {
      const [alpha, beta, gamma] = [squares[p]!, squares[q]!, ddDot(columns[p]!, columns[q]!)];
      // Left alone where the rotation would move no column by more than its rounding.
      const longer = Math.sqrt(Math.max(alpha.hi, beta.hi));
      const shorter = Math.sqrt(Math.min(alpha.hi, beta.hi));
      if (Math.abs(gamma.hi) <= longer * Math.max(1e-30 * shorter, 2e-31 * size)) continue;
      rotated = true;
      const zeta = ddSub(beta, alpha).hi / (2 * gamma.hi);
      const tan = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
      const moved = ddMul(dd(tan), gamma);
      squares[p] = ddSub(alpha, moved);
      squares[q] = ddAdd(beta, moved);
      const tanHalf = tan / (1 + Math.hypot(1, tan));
      rotate(columns[p]!, columns[q]!, tanHalf);
      rotate(right[p]!, right[q]!, tanHalf);
    }
  }
  return rotated;
}

/** By three shears, which make an orthogonal rotation to all digits of whatever half angle they are given. */
function rotate(x: DoubleDoubleVector, y: DoubleDoubleVector, tanHalf: number): void {
  const tan = dd(tanHalf);
  const sin = ddDiv(ddAdd(tan, tan), ddAdd(dd(1), ddMul(tan, tan)));
  ddAddScaled(x, ddNeg(tan), y);
  ddAddScaled(y, sin, x);
  ddAddScaled(x, ddNeg(tan), y);
}

/** Gram–Schmidt, in place. */
function orthonormal(vectors: readonly DoubleDoubleVector[]): DoubleDoubleVector[] {
  const basis: DoubleDoubleVector[] = [];
  for (const vector of vectors) addOrthonormal(basis, vector);
  return basis;
}

/** Extends a basis to a full one by the unit vectors that stick out of its span most. */
function completed(basis: DoubleDoubleVector[], size: number): DoubleDoubleVector[] {
  const outside = new Float64Array(size).fill(1);
  const take = ({ hi }: DoubleDoubleVector): void => {
    hi.forEach((entry, i) => {
      outside[i]! -= entry * entry;
    });
  };
  basis.forEach(take);
  while (basis.length < size) {
    const unit = ddVector(size);
    unit.hi[outside.indexOf(Math.max(...outside))] = 1;
    addOrthonormal(basis, unit);
    take(unit);
  }
  return basis;
}

/**
 * Makes the vector orthogonal to the basis, gives it length 1 and adds it. Once is enough: at least 1/√size of a vector is
 * left, as a column above 1e-28·‖A‖ leans on the others by 2e-31·‖A‖ at the most (rotateAllPairs), float64 right vectors by an
 * ulp, and a unit vector that sticks out most is outside by 1/√size.
 */
function addOrthonormal(basis: DoubleDoubleVector[], vector: DoubleDoubleVector): void {
  for (const other of basis) ddAddScaled(vector, ddNeg(ddDot(other, vector)), other);
  ddScale(vector, ddDiv(dd(1), ddSqrt(ddDot(vector, vector))));
  basis.push(vector);
}

function mergeTies(values: readonly DoubleDouble[], size: number): DoubleDouble[] {
  const merged = [...values];
  for (let k = 1; k < merged.length; k++) {
    if (ddSub(merged[k - 1]!, merged[k]!).hi <= 1e-29 * size) merged[k] = merged[k - 1]!;
  }
  return merged;
}

/** A·v for each of the vectors. */
function imagesOf(
  a: Matrix<number>,
  low: Matrix<number> | undefined,
  vectors: readonly DoubleDoubleVector[],
): DoubleDoubleVector[] {
  const rows = a.toRows().map(row => Float64Array.from(row));
  const lowRows = low?.toRows().map(row => Float64Array.from(row));
  return vectors.map(vector => {
    const result = ddVector(a.rows);
    rows.forEach((row, i) => {
      ddSet(result, i, lowRows ? ddDot(vector, { hi: row, lo: lowRows[i]! }) : ddDotFloat(vector, row));
    });
    return result;
  });
}

function divided(column: DoubleDoubleVector, length: DoubleDouble): DoubleDoubleVector {
  const result = { hi: column.hi.slice(), lo: column.lo.slice() };
  ddScale(result, ddDiv(dd(1), length));
  return result;
}
