/**
 * The singular values of the two layers of one mode: s1, s2 ≥ 0 with s2·s1 = s and s2² − s1² = λ. The larger one is
 * √((√(λ² + 4s²) + |λ|)/2) and the smaller one s divided by it: the printed difference √(λ² + 4s²) − |λ| (domine2025,
 * Algorithm 1, lines 7–8) cancels for |λ| ≫ s.
 */
export function layerSingularValues(lambda: number, s: number): { readonly s1: number; readonly s2: number } {
  const larger = Math.sqrt((Math.hypot(lambda, 2 * s) + Math.abs(lambda)) / 2);
  if (larger === 0) return { s1: 0, s2: 0 };
  const smaller = s / larger;
  return lambda >= 0 ? { s1: smaller, s2: larger } : { s1: larger, s2: smaller };
}
