/** Numbers as they stand in the texts of figures: three significant digits, a real minus. */
export function short(value: number, digits = 3): string {
  const text = Number(value.toPrecision(digits));
  if (text !== 0 && (Math.abs(text) < 1e-3 || Math.abs(text) >= 1e5)) {
    const [mantissa, exponent] = text.toExponential().split('e');
    return `${mantissa}·10${superscript(Number(exponent))}`.replace(/^-/, '−');
  }
  return String(text).replace('-', '−');
}

/** "⁻¹⁰". */
export function superscript(exponent: number): string {
  const digits = String(Math.abs(exponent)).replace(/\d/g, digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!);
  return exponent < 0 ? `⁻${digits}` : digits;
}

/** "13.2 digits", rounded down. */
export function digitsText(digits: number): string {
  return `${Math.floor(10 * digits) / 10} digits`;
}
