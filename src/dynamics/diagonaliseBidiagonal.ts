/** Parts of the largest entry below this are 0. */
const NEGLIGIBLE = 2 ** -51;

/** Sweeps for each value: two are usual. */
const MOST_SWEEPS = 40;

/**
 * Makes the bidiagonal matrix of `diagonal` and, above it, `above` diagonal by QR sweeps with the shift of Golub and Kahan, or
 * with none where a value is 0 or nearly so (Demmel and Kahan, 1990). The turns (c, s) of a sweep, one list of pairs from the
 * left and one from the right, are put into `numbers` and `turned` is told of them: `count` turns of neighbours from number
 * `first` on. False where it does not end.
 */
export function diagonaliseBidiagonal(
  diagonal: Float64Array,
  above: Float64Array,
  numbers: Float64Array,
  turns: { readonly left: number; readonly right: number },
  turned: (first: number, count: number) => void,
): boolean {
  const n = diagonal.length;
  let size = 0;
  for (let k = 0; k < n; k++) size = Math.max(size, Math.abs(diagonal[k]!), k < n - 1 ? Math.abs(above[k]!) : 0);
  const negligible = NEGLIGIBLE * size;
  let sweeps = MOST_SWEEPS * n;
  for (let last = n - 1; last > 0; ) {
    let first = last;
    let least = Math.abs(diagonal[last]!);
    while (first > 0 && Math.abs(above[first - 1]!) > negligible) {
      first--;
      least = Math.min(least, Math.abs(diagonal[first]!));
    }
    if (first > 0) above[first - 1] = 0;
    if (first === last) {
      last--;
      continue;
    }
    if (sweeps-- === 0) return false;
    const corner = Math.abs(diagonal[first]!);
    const shift = least <= negligible ? 0 : leastValue(diagonal[last - 1]!, above[last - 1]!, diagonal[last]!);
    if (shift * shift > Number.EPSILON * corner * corner) {
      shiftedSweep(diagonal, above, first, last, shift, numbers, turns.left, turns.right);
    } else plainSweep(diagonal, above, first, last, numbers, turns.left, turns.right);
    turned(first, last - first);
  }
  return true;
}

/** The smaller singular value of [[f, g], [0, h]]. */
function leastValue(f: number, g: number, h: number): number {
  const [small, large] = [Math.min(Math.abs(f), Math.abs(h)), Math.max(Math.abs(f), Math.abs(h))];
  const size = Math.max(large, Math.abs(g));
  const [x, y, z] = [small / size, large / size, g / size];
  const sum = Math.sqrt((x + y) * (x + y) + z * z) + Math.sqrt((y - x) * (y - x) + z * z);
  return ((2 * x * y) / sum) * size;
}

/** √(f² + g²), of which neither is large; not 0 unless both are. */
function length(f: number, g: number): number {
  const square = f * f + g * g;
  return square > 1e-290 ? Math.sqrt(square) : Math.hypot(f, g);
}

function shiftedSweep(
  d: Float64Array,
  e: Float64Array,
  first: number,
  last: number,
  shift: number,
  numbers: Float64Array,
  left: number,
  right: number,
): void {
  const corner = d[first]!;
  let f = (Math.abs(corner) - shift) * (Math.sign(corner) + shift / corner);
  let g = e[first]!;
  for (let k = first; k < last; k++) {
    const at = 2 * (k - first);
    let r = length(f, g);
    let c = r === 0 ? 1 : f / r;
    let s = r === 0 ? 0 : g / r;
    numbers[right + at] = c;
    numbers[right + at + 1] = s;
    if (k > first) e[k - 1] = r;
    f = c * d[k]! + s * e[k]!;
    e[k] = c * e[k]! - s * d[k]!;
    g = s * d[k + 1]!;
    d[k + 1] = c * d[k + 1]!;
    r = length(f, g);
    c = r === 0 ? 1 : f / r;
    s = r === 0 ? 0 : g / r;
    numbers[left + at] = c;
    numbers[left + at + 1] = s;
    d[k] = r;
    f = c * e[k]! + s * d[k + 1]!;
    d[k + 1] = c * d[k + 1]! - s * e[k]!;
    if (k < last - 1) {
      g = s * e[k + 1]!;
      e[k + 1] = c * e[k + 1]!;
    }
  }
  e[last - 1] = f;
}

function plainSweep(
  d: Float64Array,
  e: Float64Array,
  first: number,
  last: number,
  numbers: Float64Array,
  left: number,
  right: number,
): void {
  let [c, s, leftC, leftS] = [1, 0, 1, 0];
  for (let k = first; k < last; k++) {
    const at = 2 * (k - first);
    const f = d[k]! * c;
    const r = length(f, e[k]!);
    c = r === 0 ? 1 : f / r;
    s = r === 0 ? 0 : e[k]! / r;
    if (k > first) e[k - 1] = leftS * r;
    const along = leftC * r;
    const across = d[k + 1]! * s;
    const value = length(along, across);
    leftC = value === 0 ? 1 : along / value;
    leftS = value === 0 ? 0 : across / value;
    d[k] = value;
    numbers[right + at] = c;
    numbers[right + at + 1] = s;
    numbers[left + at] = leftC;
    numbers[left + at + 1] = leftS;
  }
  const f = d[last]! * c;
  d[last] = f * leftC;
  e[last - 1] = f * leftS;
}
