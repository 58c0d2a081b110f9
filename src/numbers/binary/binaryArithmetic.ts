import { DloError } from '../../errors.ts';
import { aboutBinary, Binary, containsZero, HEAD_BITS, leadOf, MAX_RADIUS, NOISE_BITS } from './binary.ts';
import { integerRoot } from './integerRoot.ts';
import { bitsOf, power2 } from './power2.ts';

/** The operations on which a field of binary numbers stands; `binaryField` states their bounds. */
export interface BinaryArithmetic {
  readonly zero: Binary;
  /**
   * (mantissa ± radius)·2^exponent, its mantissa cut to what precision and radius leave of it. `radius` is a float64 below
   * 2^900, `width` no less than the bits of the mantissa where those are more than 900.
   */
  settle(mantissa: bigint, exponent: number, radius: number, width: number): Binary;
  neg(a: Binary): Binary;
  add(a: Binary, b: Binary): Binary;
  sub(a: Binary, b: Binary): Binary;
  mul(a: Binary, b: Binary): Binary;
  div(a: Binary, b: Binary): Binary;
  sqrt(a: Binary): Binary;
  /** Negative, zero or positive, as the difference of the midpoints is. */
  compare(a: Binary, b: Binary): number;
  dot(
    count: number,
    a: readonly Binary[],
    aStart: number,
    aStride: number,
    b: readonly Binary[],
    bStart: number,
    bStride: number,
  ): Binary;
}

/** Numbers of 2^LARGEST_EXPONENT and more are refused; those below its inverse become 0 with a radius. */
export const LARGEST_EXPONENT: number = 2 ** 30;

/** Products with an exponent beyond this take the way on which the range is checked exactly. */
const NEAR_LARGEST = LARGEST_EXPONENT - 2 ** 20;

/** Bits that a mantissa may have beyond the precision before it is cut: most sums then need no cutting. */
const SLACK = 14;

const HALF_HEAD = 2 ** (HEAD_BITS - 1);
const FULL_HEAD = 2 ** HEAD_BITS;
const HEAD_UNIT = 1 / FULL_HEAD;

/** More than the rounding of the few float64 operations in one bound. */
const UP: number = 1 + 2 ** -48;

/** Shifts as they are used over and over. */
const SHIFTS: readonly bigint[] = Array.from({ length: 4096 }, (_, bits) => BigInt(bits));

function shiftBy(bits: number): bigint {
  return SHIFTS[bits] ?? BigInt(bits);
}

const REACH = 2 * (NOISE_BITS + SLACK);
const NEAR: Float64Array = Float64Array.from({ length: 2 * REACH }, (_, index) => 2 ** (index - REACH - HEAD_BITS));

/** 2^(bits − HEAD_BITS) for the few bits by which the widths of two full mantissas differ. */
function near(bits: number): number {
  return NEAR[bits + REACH]!;
}

/**
 * Arithmetic on mantissas of `bits`, at least 96, to bits + SLACK bits. Bits are cut off, not rounded: the error is
 * below one unit of the last place. Without `bounded` all radii are 0 and say nothing.
 */
export function binaryArithmetic(bits: number, bounded: boolean): BinaryArithmetic {
  const longest = bits + SLACK;
  /** A mantissa this wide is multiplied without further questions. */
  const full = bits - NOISE_BITS;
  const zero = new Binary(0n, 0, 0, 0, 0);

  function settle(mantissa: bigint, exponent: number, radius: number, width: number): Binary {
    if (mantissa === 0n) {
      const cut = radius > MAX_RADIUS ? bitsOf(radius) - NOISE_BITS : 0;
      return radius === 0 ? zero : inRange(0n, exponent + cut, Math.ceil(radius * power2(-cut)), 0, 0);
    }
    const above = width > 900 ? width - 900 : 0;
    const lead = Math.abs(Number(above === 0 ? mantissa : mantissa >> shiftBy(above)));
    // Bits that cancelled: what is left lies below 2^(above + 60).
    if (above > 0 && lead < 2 ** 60) return settle(mantissa, exponent, radius, above + 64);
    const leadBits = bitsOf(lead);
    const length = leadBits + above;
    let cut = length > longest ? length - bits : 0;
    if (radius > MAX_RADIUS) cut = Math.max(cut, bitsOf(radius) - NOISE_BITS);
    if (cut === 0) return inRange(mantissa, exponent, radius, length, headFrom(lead, leadBits));
    const rest = bounded ? Math.ceil(radius * power2(-cut) * UP) + 1 : 0;
    const short = mantissa >> shiftBy(cut);
    if (length - cut < 2 * HEAD_BITS) return settle(short, exponent + cut, rest, Math.max(length - cut, 0) + 1);
    return inRange(short, exponent + cut, rest, length - cut, headFrom(lead, leadBits));
  }

  /** The head of a number of 2^(width−1) to 2^width, with room for one unit more of 60 bits or longer. */
  function headFrom(size: number, width: number): number {
    return (size * power2(HEAD_BITS - width) + 2) | 0;
  }

  function inRange(mantissa: bigint, exponent: number, radius: number, width: number, head: number): Binary {
    const top = exponent + width;
    if (top > LARGEST_EXPONENT) throw new DloError('PRECISION', 'number', 'must stay below 2^(2^30)', `2^${top}`);
    if (top >= -LARGEST_EXPONENT) return new Binary(mantissa, exponent, radius | 0, width, head);
    return bounded ? new Binary(0n, 1 - LARGEST_EXPONENT, MAX_RADIUS, 0, 0) : zero;
  }

  function neg(a: Binary): Binary {
    return new Binary(-a.mantissa, a.exponent, a.radius, a.width, a.head);
  }

  function mul(a: Binary, b: Binary): Binary {
    if (a.width < full || b.width < full) return mulAnyLength(a, b);
    let head = a.head * b.head * HEAD_UNIT;
    let cut = a.width + b.width - bits;
    if (head < HALF_HEAD) {
      head += head;
      cut -= 1;
    }
    const exponent = a.exponent + b.exponent + cut;
    let radius = 0;
    if (bounded) {
      // |xy − ab| ≤ (|a| + ra)·rb + |b|·ra, and one unit for what is cut off; |a| + ra ≤ head + 1, as a has 60 bits
      const changes = (a.head + 1) * near(a.width - cut) * b.radius + b.head * near(b.width - cut) * a.radius;
      if (changes > MAX_RADIUS) return mulAnyLength(a, b);
      radius = (changes * UP + 2) | 0;
    }
    if (exponent > NEAR_LARGEST || exponent < -NEAR_LARGEST) return mulAnyLength(a, b);
    return new Binary((a.mantissa * b.mantissa) >> shiftBy(cut), exponent, radius, bits, (head + 2) | 0);
  }

  /** Exact products of short mantissas stay whole. */
  function mulAnyLength(a: Binary, b: Binary): Binary {
    const width = a.width + b.width;
    const cut = lastPlace(width, 0, productNoise(a, b));
    const whole = a.mantissa * b.mantissa;
    const radius = productRadius(a, b, cut) + (bounded && cut > 0 ? 1 : 0);
    const mantissa = cut > 0 ? whole >> shiftBy(cut) : whole << shiftBy(-cut);
    return settle(mantissa, a.exponent + b.exponent + cut, radius, Math.max(width - cut, 0) + 1);
  }

  /**
   * The exponent of the last place for a result below 2^top: `low`, that of its last bit, where it is exact and short enough;
   * else so that it is as long as mantissas are, or shorter where more bits would tell nothing beside a radius of 2^noise.
   */
  function lastPlace(top: number, low: number, noise: number): number {
    return Math.max(top - longest, noise === Number.NEGATIVE_INFINITY ? low : noise - NOISE_BITS);
  }

  /** log2 of the radius of a product, rounded up, in units of its own last place; −Infinity for an exact one. */
  function productNoise(a: Binary, b: Binary): number {
    const [ra, rb] = [32 - Math.clz32(a.radius), 32 - Math.clz32(b.radius)];
    return Math.max(rb > 0 ? a.width + rb : Number.NEGATIVE_INFINITY, ra > 0 ? b.width + ra : Number.NEGATIVE_INFINITY);
  }

  /** |a|·rb + |b|·ra + ra·rb rounded up, in units of 2^shift of the product's last place. */
  function productRadius(a: Binary, b: Binary, shift: number): number {
    if ((a.radius | b.radius) === 0) return 0;
    return Math.ceil(
      (a.head * power2(a.width - HEAD_BITS - shift) * b.radius +
        b.head * power2(b.width - HEAD_BITS - shift) * a.radius +
        a.radius * b.radius * power2(-shift)) *
        UP,
    );
  }

  function combine(a: Binary, b: Binary, minus: boolean): Binary {
    if ((b.width | b.radius) === 0) return a;
    if ((a.width | a.radius) === 0) return minus ? neg(b) : b;
    if (a.width === 0 || b.width === 0) return combineAnyLength(a, b, minus);
    let x = a.mantissa;
    let y = minus ? -b.mantissa : b.mantissa;
    const apart = a.exponent - b.exponent;
    let exponent = a.exponent;
    let radius: number;
    if (apart === 0) radius = a.radius + b.radius;
    else if (apart > 0) {
      if (a.width + apart <= longest) {
        x <<= shiftBy(apart);
        exponent = b.exponent;
        radius = a.radius * power2(apart) + b.radius;
      } else if (a.width >= bits) {
        y = apart < b.width ? y >> shiftBy(apart) : 0n;
        radius = a.radius + Math.ceil(b.radius * power2(-apart)) + 2;
      } else return combineAnyLength(a, b, minus);
    } else if (b.width - apart <= longest) {
      y <<= shiftBy(-apart);
      radius = a.radius + b.radius * power2(-apart);
    } else if (b.width >= bits) {
      x = -apart < a.width ? x >> shiftBy(-apart) : 0n;
      exponent = b.exponent;
      radius = b.radius + Math.ceil(a.radius * power2(apart)) + 2;
    } else return combineAnyLength(a, b, minus);
    if (!bounded) radius = 0;
    else if (radius > MAX_RADIUS) return combineAnyLength(a, b, minus);
    const mantissa = x + y;
    const aWidth = a.width + a.exponent - exponent;
    const bWidth = b.width + b.exponent - exponent;
    const lead = aWidth - bWidth;
    if (x < 0n !== y < 0n) {
      // Of two signs the larger term bounds the sum; where they are of one size, bits may have cancelled.
      if (lead > HEAD_BITS) return new Binary(mantissa, exponent, radius | 0, aWidth, a.head);
      if (lead < -HEAD_BITS) return new Binary(mantissa, exponent, radius | 0, bWidth, b.head);
      return settle(mantissa, exponent, radius, Math.max(aWidth, bWidth) + 1);
    }
    let head = lead >= 0 ? a.head + b.head * power2(-lead) : b.head + a.head * power2(lead);
    let width = lead >= 0 ? aWidth : bWidth;
    if (head >= FULL_HEAD) {
      head *= 0.5;
      width += 1;
    }
    if (width > longest) return settle(mantissa, exponent, radius, width + 1);
    return new Binary(mantissa, exponent, radius | 0, width, (head + 2) | 0);
  }

  /** The sum in units that leave the larger term `bits` bits, or fewer where the radii are larger than that. */
  function combineAnyLength(a: Binary, b: Binary, minus: boolean): Binary {
    const top = Math.max(a.width + a.exponent, b.width + b.exponent) + 1;
    const noise = Math.max(radiusTop(a), radiusTop(b));
    const exponent = lastPlace(top, Math.min(a.exponent, b.exponent), noise);
    let radius = Math.ceil((a.radius * power2(a.exponent - exponent) + b.radius * power2(b.exponent - exponent)) * UP);
    if (bounded) radius += 2 * (Number(a.exponent < exponent) + Number(b.exponent < exponent));
    const [x, y] = [shifted(a, a.exponent - exponent), shifted(b, b.exponent - exponent)];
    return settle(minus ? x - y : x + y, exponent, radius, Math.max(top - exponent, 0) + 1);
  }

  /** log2 of the radius, rounded up; −Infinity for exact numbers. */
  function radiusTop({ radius, exponent }: Binary): number {
    return radius === 0 ? Number.NEGATIVE_INFINITY : exponent + 32 - Math.clz32(radius);
  }

  /** The mantissa times 2^shift, off by less than 2; 0 rather than −1 for what lies below one unit. */
  function shifted({ mantissa, width }: Binary, shift: number): bigint {
    if (shift >= 0) return mantissa << shiftBy(shift);
    return -shift < width ? mantissa >> shiftBy(-shift) : 0n;
  }

  function dot(
    count: number,
    a: readonly Binary[],
    aStart: number,
    aStride: number,
    b: readonly Binary[],
    bStart: number,
    bStride: number,
  ): Binary {
    let top = Number.NEGATIVE_INFINITY;
    let low = Number.POSITIVE_INFINITY;
    let noise = Number.NEGATIVE_INFINITY;
    for (let k = 0, i = aStart, j = bStart; k < count; k++, i += aStride, j += bStride) {
      const x = a[i]!;
      const y = b[j]!;
      if ((x.width | x.radius) === 0 || (y.width | y.radius) === 0) continue;
      const own = x.exponent + y.exponent;
      if (own < low) low = own;
      if (own + x.width + y.width > top) top = own + x.width + y.width;
      if ((x.radius | y.radius) !== 0) noise = Math.max(noise, own + productNoise(x, y));
    }
    if (top === Number.NEGATIVE_INFINITY) return zero;
    top += 32 - Math.clz32(count);
    const exponent = lastPlace(top, low, noise);
    let sum = 0n;
    let radius = 0;
    for (let k = 0, i = aStart, j = bStart; k < count; k++, i += aStride, j += bStride) {
      const x = a[i]!;
      const y = b[j]!;
      if ((x.width | x.radius) === 0 || (y.width | y.radius) === 0) continue;
      const shift = exponent - x.exponent - y.exponent;
      radius += productRadius(x, y, shift);
      if (shift <= 0) sum += shift === 0 ? x.mantissa * y.mantissa : (x.mantissa * y.mantissa) << shiftBy(-shift);
      else {
        if (shift < x.width + y.width) sum += (x.mantissa * y.mantissa) >> shiftBy(shift);
        if (bounded) radius += 2;
      }
    }
    // Beyond 2^53 the sum of the radii is rounded itself.
    return settle(sum, exponent, radius < 2 ** 50 ? radius : radius * 1.001, Math.max(top - exponent, 0) + 1);
  }

  function div(a: Binary, b: Binary): Binary {
    if ((b.width | b.radius) === 0) throw new DloError('RANGE', 'divisor', 'must not be zero', 0);
    if (containsZero(b))
      throw new DloError('PRECISION', 'divisor', 'must be known to differ from zero', aboutBinary(b));
    if ((a.width | a.radius) === 0) return zero;
    const [ra, rb] = [32 - Math.clz32(a.radius), 32 - Math.clz32(b.radius)];
    let shift = bits + 1 - a.width + b.width;
    if (ra > 0) shift = Math.min(shift, NOISE_BITS + b.width - ra);
    if (rb > 0) shift = Math.min(shift, NOISE_BITS + 2 * b.width - a.width - rb);
    const top = shift >= 0 ? a.mantissa << shiftBy(shift) : a.mantissa >> shiftBy(-shift);
    const quotient = top / b.mantissa;
    const exponent = a.exponent - b.exponent - shift;
    const width = Math.max(a.width - b.width + shift, 0) + 3;
    if (!bounded || (ra === 0 && rb === 0 && shift >= 0 && quotient * b.mantissa === top))
      return settle(quotient, exponent, 0, width);
    // |x/y − a/b| ≤ (ra + |a/b|·rb)/(|b| − rb), one unit for the quotient and one for a cut dividend
    const divisor = leadOf(b.mantissa, b.width) * (2 - UP);
    const least = divisor - b.radius * power2(HEAD_BITS - b.width);
    const radius =
      (a.radius * power2(shift - b.width + HEAD_BITS)) / least +
      (((a.head / divisor) * b.radius) / least) * power2(a.width - 2 * b.width + shift + HEAD_BITS);
    return settle(quotient, exponent, Math.ceil(radius * UP) + 2, width);
  }

  function sqrt(a: Binary): Binary {
    if ((a.width | a.radius) === 0) return zero;
    if (a.radius > 0 && containsZero(a)) return rootNearZero(a);
    if (a.mantissa < 0n) throw new DloError('RANGE', 'sqrt', 'must have an argument with a real value', aboutBinary(a));
    let shift = 2 * bits + 2 - a.width;
    if (a.radius > 0) shift = Math.min(shift, a.width + 2 * (NOISE_BITS - 32 + Math.clz32(a.radius)));
    shift = Math.max(shift, 0);
    if ((a.exponent - shift) % 2 !== 0) shift += 1;
    const square = a.mantissa << shiftBy(shift);
    const width = (a.width + shift + 1) >> 1;
    const root = integerRoot(square, a.width + shift);
    const exponent = (a.exponent - shift) / 2;
    if (!bounded || (a.radius === 0 && root * root === square)) return settle(root, exponent, 0, width + 1);
    // √a·(1 − √(1 − ρ)) with ρ = ra/a bounds the change of the root, one unit what is cut off
    const relative = a.radius / (leadOf(a.mantissa, a.width) * (2 - UP));
    const kept = Math.sqrt(Math.max(0, 1 - relative * power2(HEAD_BITS - a.width) - 2 ** -40));
    const radius = ((leadOf(root + 1n, width) * relative) / (1 + kept)) * power2(width - a.width);
    return settle(root, exponent, Math.ceil(radius * UP) + 1, width + 1);
  }

  /** All roots of the numbers from 0 to the upper end. */
  function rootNearZero({ mantissa, radius, exponent }: Binary): Binary {
    const odd = Math.abs(exponent % 2);
    const largest = Math.sqrt(Number(mantissa + BigInt(radius)) * (1 + odd));
    const half = Math.ceil(largest * 2 ** 10) + 1;
    return settle(BigInt(half), (exponent - odd) / 2 - 11, half, HEAD_BITS);
  }

  function compare(a: Binary, b: Binary): number {
    const [x, y] = [a.mantissa, b.mantissa];
    const [aSign, bSign] = [x === 0n ? 0 : x < 0n ? -1 : 1, y === 0n ? 0 : y < 0n ? -1 : 1];
    if (aSign !== bSign || aSign === 0) return aSign - bSign;
    const lead = a.width + a.exponent - b.width - b.exponent;
    if (lead > SLACK || lead < -SLACK) return lead > 0 ? aSign : -aSign;
    const apart = a.exponent - b.exponent;
    const [left, right] = apart >= 0 ? [x << shiftBy(apart), y] : [x, y << shiftBy(-apart)];
    return left < right ? -1 : left > right ? 1 : 0;
  }

  return {
    zero,
    settle,
    neg,
    add: (a, b) => combine(a, b, false),
    sub: (a, b) => combine(a, b, true),
    mul,
    div,
    sqrt,
    compare,
    dot,
  };
}
