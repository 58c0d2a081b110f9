/** Two numbers as they are shown side by side. */
export interface ToldApart {
  readonly left: string;
  readonly right: string;
  /** Where in each text the first digit (or sign) stands that differs; absent where they are equal or one is no decimal. */
  readonly at?: readonly [left: number, right: number];
}

/**
 * Two decimal texts ("0.1", "-2.5e-7", as float64 and decimal.js print them) to as many digits as tell them apart: both are
 * shown down to two places below the first one of their difference, and with `least` significant digits or more. Digits that
 * are left out give way to "…", none is rounded; where only the other has a digit in the place that differs, zeros are
 * written up to it. Text that is no decimal ("1/3", "NaN") stays as it is.
 */
export function tellApart(left: string, right: string, least = 10): ToldApart {
  const [a, b] = [readDecimal(left), readDecimal(right)];
  if (a === undefined || b === undefined) return { left: cutAlone(left, a, least), right: cutAlone(right, b, least) };
  const place = firstDifference(a, b);
  if (place === undefined) return { left: cutAlone(left, a, least), right: cutAlone(right, b, least) };
  const lowest = magnitudeOfDifference(a, b) - 2;
  const [shownLeft, shownRight] = [show(left, a), show(right, b)];
  return { left: shownLeft.text, right: shownRight.text, at: [shownLeft.at, shownRight.at] };

  function show(text: string, number: DecimalText): { text: string; at: number } {
    if (place === 'sign') return { text: cutAt(text, number, number.top - least + 1), at: 0 };
    const padded = place! <= number.top ? paddedTo(text, number, place!) : text;
    const at = place! > number.top ? firstDigit(text) : indexOfPlace(padded, number, place!);
    return { text: cutAt(padded, number, Math.min(number.top - least + 1, lowest)), at };
  }
}

interface DecimalText {
  readonly sign: 1 | -1;
  /** From the first that is not 0; empty for zero. */
  readonly digits: string;
  /** The power of ten of the first of them; −∞ for zero. */
  readonly top: number;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;

function readDecimal(text: string): DecimalText | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', decimals = '', exponent = '0'] = match;
  const all = whole + decimals;
  const zeros = /^0*/.exec(all)![0].length;
  const digits = all.slice(zeros);
  return {
    sign: sign === '-' && digits !== '' ? -1 : 1,
    digits,
    top: digits === '' ? Number.NEGATIVE_INFINITY : Number(exponent) + whole.length - 1 - zeros,
  };
}

/** The power of ten of the first digit that differs. */
function firstDifference(a: DecimalText, b: DecimalText): number | 'sign' | undefined {
  if (a.sign !== b.sign) return 'sign';
  if (a.top !== b.top) return Math.max(a.top, b.top);
  for (let k = 0; k < Math.max(a.digits.length, b.digits.length); k++)
    if ((a.digits[k] ?? '0') !== (b.digits[k] ?? '0')) return a.top - k;
  return undefined;
}

/** Of numbers of one sign that differ: 0.9999 and 1.0001 differ in the place of the units, and by less than 0.001. */
function magnitudeOfDifference(a: DecimalText, b: DecimalText): number {
  const top = Math.max(a.top, b.top);
  if (a.sign !== b.sign || Math.min(a.top, b.top) < top - 1) return top;
  const [shiftA, shiftB] = [top - a.top, top - b.top];
  const length = Math.max(a.digits.length + shiftA, b.digits.length + shiftB);
  const whole = ({ digits }: DecimalText, shift: number): bigint => BigInt(digits.padEnd(length - shift, '0'));
  const difference = whole(a, shiftA) - whole(b, shiftB);
  const size = difference < 0n ? -difference : difference;
  return top - length + size.toString().length;
}

function cutAlone(text: string, number: DecimalText | undefined, least: number): string {
  return number === undefined || number.digits === '' ? text : cutAt(text, number, number.top - least + 1);
}

/** Without the decimals below a place, where that saves three or more. */
function cutAt(text: string, number: DecimalText, lowest: number): string {
  const [, mantissa, exponent] = /^([^e]*)(e.*)?$/i.exec(text)!;
  const point = mantissa!.indexOf('.');
  if (point < 0 || number.digits === '') return text;
  const keep = Math.max(point + 2, indexOfPlace(text, number, lowest) + 1);
  return mantissa!.length - keep <= 2 ? text : `${mantissa!.slice(0, keep)}…${exponent ?? ''}`;
}

function paddedTo(text: string, number: DecimalText, place: number): string {
  const [, mantissa, exponent] = /^([^e]*)(e.*)?$/i.exec(text)!;
  const point = mantissa!.includes('.') ? '' : '.';
  const missing = indexOfPlace(text, number, place) + 1 - mantissa!.length - point.length;
  return missing <= 0 ? text : `${mantissa}${point}${'0'.repeat(missing)}${exponent ?? ''}`;
}

/** Where in a text the digit of a power of ten stands, or would stand. */
function indexOfPlace(text: string, { top }: DecimalText, place: number): number {
  const mantissa = text.replace(/e.*$/i, '');
  const point = mantissa.indexOf('.') < 0 ? mantissa.length : mantissa.indexOf('.');
  const first = mantissa.search(/[1-9]/);
  // Digits from the first one on, the point between them not counted.
  const at = first + (top - place);
  return first < point && at >= point ? at + 1 : at;
}

function firstDigit(text: string): number {
  return text.search(/\d/);
}
