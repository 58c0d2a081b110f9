import { DloError } from '../errors.ts';
import { bitLength, Rational } from '../numbers/rational.ts';
import { LIMITS } from './roomFor.ts';

/**
 * A size in symbols: a polynomial with rational coefficients in Ni, Nh, No, m = min(Ni, No) and further sizes (products
 * come from kron). Keys are sorted products such as "Ni*No", "" for the constant; coefficients are never zero.
 */
export type Size = ReadonlyMap<string, Rational>;

export function constantSize(value: Rational | number): Size {
  const exact = Rational.of(value);
  return exact.sign() === 0 ? new Map() : new Map([['', exact]]);
}

export function sizeSymbol(name: string): Size {
  return new Map([[name, Rational.ONE]]);
}

export function addSizes(a: Size, b: Size): Size {
  const sum = new Map(a);
  for (const [key, coefficient] of b) accumulate(sum, key, coefficient);
  return sum;
}

export function scaleSize(factor: Rational, a: Size): Size {
  return multiplySizes(constantSize(factor), a);
}

export function subtractSizes(a: Size, b: Size): Size {
  return addSizes(a, scaleSize(Rational.of(-1), b));
}

/** LIMIT for a product of too high a degree, or with coefficients of more than 300 digits. */
export function multiplySizes(a: Size, b: Size): Size {
  const degree = degreeOf(a) + degreeOf(b);
  if (degree > LIMITS.degree)
    throw new DloError('LIMIT', 'size', `must be of degree ${LIMITS.degree} at most in the numbers of units`, degree);
  const product = new Map<string, Rational>();
  for (const [keyA, x] of a) {
    for (const [keyB, y] of b) {
      const key = [keyA, keyB]
        .filter(part => part !== '')
        .flatMap(part => part.split('*'))
        .sort()
        .join('*');
      const coefficient = x.mul(y);
      if (bitLength(coefficient.n < 0n ? -coefficient.n : coefficient.n) > 1000)
        throw new DloError('LIMIT', 'size', 'must have at most 300 digits', 'more');
      accumulate(product, key, coefficient);
    }
  }
  return product;
}

function degreeOf(a: Size): number {
  return Math.max(0, ...[...a.keys()].map(key => (key === '' ? 0 : key.split('*').length)));
}

/** Equal term by term; sizes that are equal only in some ordering are not. */
export function sameSize(a: Size, b: Size): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [key, coefficient] of a) if (b.get(key)?.equals(coefficient) !== true) return false;
  return true;
}

/** The value of a size without symbols. */
export function constantOfSize(a: Size): Rational | undefined {
  if (a.size === 0) return Rational.ZERO;
  return a.size === 1 ? a.get('') : undefined;
}

export function substitute(a: Size, values: ReadonlyMap<string, Size>): Size {
  let sum: Size = new Map();
  for (const [key, coefficient] of a) {
    let term = constantSize(coefficient);
    for (const name of key === '' ? [] : key.split('*'))
      term = multiplySizes(term, values.get(name) ?? sizeSymbol(name));
    sum = addSizes(sum, term);
  }
  return sum;
}

const ORDER = ['Ni', 'No', 'Nh', 'm'];

/** "Ni + No - 2*m". */
export function sizeText(a: Size): string {
  const terms = [...a].sort(([x], [y]) => rank(x) - rank(y) || (x < y ? -1 : 1));
  // A term to add comes first where there is one: "No - m", never "-m + No".
  const lead = terms.findIndex(([, coefficient]) => coefficient.sign() > 0);
  if (lead > 0) terms.unshift(...terms.splice(lead, 1));
  const parts = terms.map(([key, coefficient], index) => {
    const size = coefficient.abs();
    const factor = size.equals(Rational.ONE) && key !== '' ? '' : size.toString();
    const text = factor === '' || key === '' ? `${factor}${key}` : `${factor}*${key}`;
    if (index === 0) return coefficient.sign() < 0 ? `-${text}` : text;
    return coefficient.sign() < 0 ? ` - ${text}` : ` + ${text}`;
  });
  return parts.length === 0 ? '0' : parts.join('');
}

function rank(key: string): number {
  if (key === '') return 100;
  const place = ORDER.indexOf(key);
  return place < 0 ? 50 : place;
}

function accumulate(sum: Map<string, Rational>, key: string, coefficient: Rational): void {
  const total = (sum.get(key) ?? Rational.ZERO).add(coefficient);
  if (total.sign() === 0) sum.delete(key);
  else sum.set(key, total);
}
