import { fixedExp } from './fixedExp.ts';

const GUARD = 16n;

/**
 * ln x in fixed point for ½ ≤ x ≤ 2: x and the result are integers in units of 2^−bits, bits ≥ 52. The error is below
 * 2 units.
 *
 * y is ln x in float64 and z = x·e^−y = 1 + δ with |δ| < 2^−49, so ln x = y + 2·artanh u with u = δ/(2 + δ), |u| < 2^−50.
 * In units of the last of 16 guard bits z is off by less than 5, u by 1 more and every term of the series by 2.
 */
export function fixedLog(x: bigint, bits: number): bigint {
  const working = bits + Number(GUARD);
  const point = BigInt(working);
  const y = BigInt(Math.round(Math.log(Number(x >> BigInt(bits - 52)) * 2 ** -52) * 2 ** 52)) << (point - 52n);
  const delta = (((x << GUARD) * fixedExp(-y, working)) >> point) - (1n << point);
  const u = (delta << point) / ((2n << point) + delta);
  const square = (u * u) >> point;
  let [sum, power] = [u, u];
  for (let k = 3n; power !== 0n && power !== -1n; k += 2n) {
    power = (power * square) >> point;
    sum += power / k;
  }
  return (y + 2n * sum) >> GUARD;
}

/** ln 2 in units of 2^−bits, off by less than 2: 18·artanh 1/26 − 2·artanh 1/4801 + 8·artanh 1/8749. */
export function fixedLn2(bits: number): bigint {
  // Fewer than bits/9 terms, each off by less than 2 of the last guard bit, 28-fold.
  const guard = 4 + Math.ceil(Math.log2(bits));
  const one = 1n << BigInt(bits + guard);
  const sum = 18n * artanhOfInverse(26n, one) - 2n * artanhOfInverse(4801n, one) + 8n * artanhOfInverse(8749n, one);
  return sum >> BigInt(guard);
}

function artanhOfInverse(divisor: bigint, one: bigint): bigint {
  const square = divisor * divisor;
  let power = one / divisor;
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= square;
    sum += power / k;
  }
  return sum;
}
