/** ⌊√n⌋ for n ≥ 0 of about `width` bits. */
export function integerRoot(n: bigint, width: number): bigint {
  let root = rootFromAbove(n, width);
  for (;;) {
    const excess = root * root - n;
    if (excess <= 0n) return root;
    // Newton's step, never to below √n; the last units one by one.
    root -= excess / (root << 1n) || 1n;
  }
}

/** √n or a little more: one Newton step from the root of the upper half of the bits, since it doubles what is right. */
function rootFromAbove(n: bigint, width: number): bigint {
  if (width <= 50) return BigInt(Math.floor(Math.sqrt(Number(n)))) + 1n;
  const cut = (width >> 2) << 1;
  const start = rootFromAbove(n >> BigInt(cut), width - cut) << BigInt(cut >> 1);
  return ((start + n / start) >> 1n) + 1n;
}
