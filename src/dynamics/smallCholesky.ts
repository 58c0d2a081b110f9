/** The lower factor L of I + excess = L Lᵀ (size × size, row by row). */
export function lowerCholesky(excess: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = excess[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
      factor[i * size + j] = i === j ? Math.sqrt(1 + sum) : sum / factor[j * size + j]!;
    }
  }
  return factor;
}

/** The inverse of a lower triangular matrix. */
export function invertLower(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    inverse[j * size + j] = 1 / lower[j * size + j]!;
    for (let i = j + 1; i < size; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum += lower[i * size + k]! * inverse[k * size + j]!;
      inverse[i * size + j] = -sum / lower[i * size + i]!;
    }
  }
  return inverse;
}
