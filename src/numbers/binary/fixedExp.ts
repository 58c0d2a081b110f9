/**
 * e^x in fixed point: x and the result are integers in units of 2^−bits, |x| ≤ 2^bits. The error is below 2 units.
 *
 * x is halved h times, the series of the rest t summed in blocks of q powers, and the sum squared h times. In units of
 * the last guard bit: with |t| ≤ ¼ every power is off by less than 4/3 and every block by less than 6.4 (a quarter of the
 * block before, the powers over their factorials, three roundings), so that with the rounding of t and the terms left out
 * the sum is off by less than 8. Squaring y takes an error ε to 2yε + 1; the product of all y is below e, hence the
 * result is off by less than 2^h·e·9 < 2^(guard − 3), and by less than 1 unit more for the last shift.
 */
export function fixedExp(x: bigint, bits: number): bigint {
  const halvings = Math.max(2, Math.round(0.6 * Math.sqrt(bits)));
  const guard = halvings + 8;
  const working = bits + guard;
  const point = BigInt(working);
  const t = (x << BigInt(guard)) >> BigInt(halvings);
  const terms = termsNeeded(working, halvings);
  const blockSize = Math.max(1, Math.round(Math.sqrt(terms)));
  const powers = [1n << point, t];
  for (let i = 2; i <= blockSize; i++) powers.push((powers[i - 1]! * t) >> point);
  let sum = powers[0]!;
  for (let block = Math.ceil(terms / blockSize) - 1; block >= 0; block--) {
    // T_b = Σ_{i<q} t^i·(bq)!/(bq+i)! + t^q·(bq)!/(bq+q)!·T_{b+1}, over one denominator
    let numerator = (powers[blockSize]! * sum) >> point;
    let factor = 1n;
    for (let i = blockSize - 1; i >= 0; i--) {
      factor *= BigInt(block * blockSize + i + 1);
      numerator += factor * powers[i]!;
    }
    sum = numerator / factor;
  }
  for (let k = 0; k < halvings; k++) sum = (sum * sum) >> point;
  return sum >> BigInt(guard);
}

/** The least number of terms after which t^k/k!, |t| ≤ 2^−halvings, is below 2^−bits. */
function termsNeeded(bits: number, halvings: number): number {
  let terms = 1;
  for (let left = bits; left > 0; terms++) left -= halvings + Math.log2(terms);
  return terms;
}
