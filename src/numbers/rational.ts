import { DloError } from '../errors.ts';

/** Whole numbers up to this are float64, and the quotient of two is rounded once. */
const MOST_WHOLE = 2n ** 53n;

/**
 * An exact fraction n/d in lowest terms with d > 0. A float64 stands for the dyadic fraction it is, not for the decimal
 * it was typed as; a string is read exactly as written ("1/3", "-0.1", "2.5e-3").
 */
export class Rational {
  readonly n: bigint;
  readonly d: bigint;

  private constructor(n: bigint, d: bigint) {
    this.n = n;
    this.d = d;
  }

  static readonly ZERO: Rational = new Rational(0n, 1n);
  static readonly ONE: Rational = new Rational(1n, 1n);

  static of(value: Rational | number | bigint | string, denominator: number | bigint = 1n): Rational {
    const numerator = read(value);
    if (denominator === 1n) return numerator;
    return numerator.div(read(denominator));
  }

  static ratio(n: bigint, d: bigint): Rational {
    if (d === 0n) throw new DloError('RANGE', 'denominator', 'must not be zero', `${n}/0`);
    if (d === 1n) return new Rational(n, d);
    const g = gcd(n < 0n ? -n : n, d < 0n ? -d : d);
    const sign = d < 0n ? -1n : 1n;
    return g === 1n && sign === 1n ? new Rational(n, d) : new Rational((sign * n) / g, (sign * d) / g);
  }

  /** Σ_{k<count} a[aStart + k·aStride]·b[bStart + k·bStride], brought to lowest terms once; between, to one denominator. */
  static dot(
    count: number,
    a: readonly Rational[],
    aStart: number,
    aStride: number,
    b: readonly Rational[],
    bStart: number,
    bStride: number,
  ): Rational {
    let [n, d] = [0n, 1n];
    for (let k = 0; k < count; k++) {
      const [x, y] = [a[aStart + k * aStride]!, b[bStart + k * bStride]!];
      if (x.n === 0n || y.n === 0n) continue;
      const [top, bottom] = [x.n * y.n, x.d * y.d];
      if (bottom === d) {
        n += top;
        continue;
      }
      const g = gcd(d, bottom);
      n = n * (bottom / g) + top * (d / g);
      d *= bottom / g;
    }
    return Rational.ratio(n, d);
  }

  add(other: Rational): Rational {
    // Beside a whole number the denominator stays, and in lowest terms.
    if (other.d === 1n) return other.n === 0n ? this : new Rational(this.n + other.n * this.d, this.d);
    if (this.d === 1n) return other.add(this);
    return Rational.ratio(this.n * other.d + other.n * this.d, this.d * other.d);
  }

  sub(other: Rational): Rational {
    if (other.d === 1n) return other.n === 0n ? this : new Rational(this.n - other.n * this.d, this.d);
    if (this.d === 1n) return new Rational(this.n * other.d - other.n, other.d);
    return Rational.ratio(this.n * other.d - other.n * this.d, this.d * other.d);
  }

  mul(other: Rational): Rational {
    if (this.d === 1n && other.d === 1n) return new Rational(this.n * other.n, 1n);
    if (this.n === 0n || other.n === 0n) return Rational.ZERO;
    return Rational.ratio(this.n * other.n, this.d * other.d);
  }

  div(other: Rational): Rational {
    return Rational.ratio(this.n * other.d, this.d * other.n);
  }

  neg(): Rational {
    return new Rational(-this.n, this.d);
  }

  abs(): Rational {
    return this.n < 0n ? this.neg() : this;
  }

  /** −1, 0 or 1. */
  sign(): -1 | 0 | 1 {
    return this.n === 0n ? 0 : this.n < 0n ? -1 : 1;
  }

  compare(other: Rational): -1 | 0 | 1 {
    const difference = this.n * other.d - other.n * this.d;
    return difference === 0n ? 0 : difference < 0n ? -1 : 1;
  }

  equals(other: Rational): boolean {
    return this.n === other.n && this.d === other.d;
  }

  /** The exact root where numerator and denominator are squares, else undefined. */
  sqrt(): Rational | undefined {
    if (this.n < 0n) return undefined;
    const [n, d] = [integerSqrt(this.n), integerSqrt(this.d)];
    return n * n === this.n && d * d === this.d ? new Rational(n, d) : undefined;
  }

  /** The nearest float64 (ties to even, subnormals included); ±Infinity beyond its range. */
  toNumber(): number {
    if (this.n === 0n) return 0;
    const magnitude = this.n < 0n ? -this.n : this.n;
    if (magnitude <= MOST_WHOLE && this.d <= MOST_WHOLE) return Number(this.n) / Number(this.d);
    // 64 quotient bits and a sticky bit: Number() then rounds once, correctly, as long as the result is normal.
    const shift = 64 - (bitLength(magnitude) - bitLength(this.d));
    const scaled = shift >= 0 ? magnitude << BigInt(shift) : magnitude;
    const divisor = shift >= 0 ? this.d : this.d << BigInt(-shift);
    let quotient = scaled / divisor;
    let exponent = -shift;
    const lowest = -1074 - exponent;
    let sticky = scaled % divisor !== 0n;
    if (lowest > 2) {
      // Subnormal range: cut to two bits below the last place before rounding.
      const cut = BigInt(lowest - 2);
      sticky ||= (quotient & ((1n << cut) - 1n)) !== 0n;
      quotient >>= cut;
      exponent += lowest - 2;
      quotient = roundToEven(quotient, sticky);
      return (this.n < 0n ? -1 : 1) * Number(quotient) * 2 ** -1074;
    }
    const rounded = Number((quotient << 1n) | (sticky ? 1n : 0n));
    return (this.n < 0n ? -1 : 1) * scaleByPowerOfTwo(rounded, exponent - 1);
  }

  /** "3", "-1/2": the canonical form used in files; `Rational.of` reads it back. */
  toString(): string {
    return this.d === 1n ? this.n.toString() : `${this.n}/${this.d}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

const NUMBER_RULE = 'must be a finite number, a decimal or a fraction such as "1/3"';

function read(value: Rational | number | bigint | string): Rational {
  if (value instanceof Rational) return value;
  if (typeof value === 'bigint') return Rational.ratio(value, 1n);
  if (typeof value === 'number') return fromFloat64(value);
  return fromText(value);
}

function fromFloat64(value: number): Rational {
  if (!Number.isFinite(value)) throw new DloError('NOT_A_NUMBER', 'number', 'must be finite', value);
  if (Number.isInteger(value)) return Rational.ratio(BigInt(value), 1n);
  let [mantissa, exponent] = [value, 0];
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent += 1;
    // 2^-1074 times 2^1023 is still below 1: doubling never overflows before it reaches an integer.
  }
  return Rational.ratio(BigInt(mantissa), 1n << BigInt(exponent));
}

const NUMBER_TEXT = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?(?:\/(\d+))?$|^([+-]?)\.(\d+)(?:[eE]([+-]?\d+))?$/;

/** A number of more decimal places would take memory and time without end. */
const LARGEST_EXPONENT = 9999;

function fromText(text: string): Rational {
  const match = NUMBER_TEXT.exec(text.trim());
  if (match === null) {
    const rule = /^[+-]?(inf|infinity|nan)$/i.test(text.trim()) ? 'must be finite' : NUMBER_RULE;
    throw new DloError('NOT_A_NUMBER', 'number', rule, text);
  }
  const typed = Number(match[4] ?? match[8] ?? 0);
  if (Math.abs(typed) > LARGEST_EXPONENT)
    throw new DloError(
      'RANGE',
      'number',
      `must have an exponent from -${LARGEST_EXPONENT} to ${LARGEST_EXPONENT}`,
      text,
    );
  if (/^0+$/.test(match[5] ?? '1')) throw new DloError('NOT_A_NUMBER', 'number', 'must not be divided by zero', text);
  const negative = (match[1] ?? match[6]) === '-';
  const digits = (match[2] ?? '') + (match[3] ?? '') + (match[7] ?? '');
  const exponent = typed - (match[3] ?? match[7] ?? '').length;
  const power = 10n ** BigInt(Math.abs(exponent));
  const denominator = BigInt(match[5] ?? '1') * (exponent < 0 ? power : 1n);
  const numerator = BigInt(digits) * (exponent > 0 ? power : 1n);
  return Rational.ratio(negative ? -numerator : numerator, denominator);
}

/** Of two numbers ≥ 0; 1 of two zeros. */
function gcd(a: bigint, b: bigint): bigint {
  if (a < LONG || b < LONG) return euclid(a, b);
  // Most long numbers are of binary origin, with powers of two for denominators: Euclid would take these bit by bit.
  const [twosOfA, twosOfB] = [a & -a, b & -b];
  const twos = twosOfA < twosOfB ? twosOfA : twosOfB;
  return twos * euclid(a / twosOfA, b / twosOfB);
}

function euclid(a: bigint, b: bigint): bigint {
  let x = a > b ? a : b;
  let y = a > b ? b : a;
  while (y !== 0n) {
    // The larger one fits into a double exactly, and so does all that follows.
    if (x <= LARGEST_SAFE) return BigInt(safeGcd(Number(x), Number(y)));
    const rest = x % y;
    x = y;
    y = rest;
  }
  return x === 0n ? 1n : x;
}

/** Where one number is shorter, Euclid's first step makes both short. */
const LONG = 1n << 128n;

const LARGEST_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

function safeGcd(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) {
    const rest = x % y;
    x = y;
    y = rest;
  }
  return x;
}

export function bitLength(value: bigint): number {
  return value === 0n
    ? 0
    : value.toString(16).length * 4 - Math.clz32(Number.parseInt(value.toString(16)[0]!, 16)) + 28;
}

/** ⌊√value⌋ by Newton's iteration from above. */
export function integerSqrt(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((bitLength(value) + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

function roundToEven(withTwoExtraBits: bigint, sticky: boolean): bigint {
  const floor = withTwoExtraBits >> 2n;
  const rest = Number(withTwoExtraBits & 3n) + (sticky ? 0.5 : 0);
  return rest > 2 || (rest === 2 && (floor & 1n) === 1n) ? floor + 1n : floor;
}

/** value · 2^exponent without overflow of the power on the way. */
function scaleByPowerOfTwo(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}
