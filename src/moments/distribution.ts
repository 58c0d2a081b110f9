import { DloError } from '../errors.ts';
import { Polynomial } from '../numbers/polynomial.ts';
import { Rational } from '../numbers/rational.ts';

/** A distribution of one real number, known by its moments E[xⁿ]; they may have letters, such as a variance that is left open. */
export interface Distribution {
  readonly name: string;
  /** E[xⁿ] for a whole n ≥ 0. RANGE where it does not exist or is not known. */
  moment(order: number): Polynomial;
  /** The n-th cumulant κₙ, n ≥ 1: mₙ = Σ_{k=1}^{n} C(n−1, k−1) κₖ mₙ₋ₖ. RANGE as of the moments. */
  cumulant(order: number): Polynomial;
}

type Parameter = Polynomial | Rational | number;

/** N(mean, variance); RANGE for a negative number as variance. Moments by mₙ = mean·mₙ₋₁ + (n − 1)·variance·mₙ₋₂. */
export function gaussian(variance: Parameter, mean: Parameter = 0): Distribution {
  const [v, m] = [asPolynomial(variance), asPolynomial(mean)];
  if (v.constant !== undefined && v.constant.sign() < 0)
    throw new DloError('RANGE', 'variance', 'must be at least 0', v.toString());
  return distribution('Gaussian', (order, before) =>
    order === 1 ? m : m.mul(before(order - 1)).add(v.scale(Rational.of(order - 1)).mul(before(order - 2))),
  );
}

/** Uniform from −halfWidth to halfWidth: E[x²ᵏ] = halfWidth²ᵏ/(2k + 1). */
export function uniform(halfWidth: Parameter): Distribution {
  const a = asPolynomial(halfWidth);
  return distribution('uniform', order =>
    order % 2 === 1 ? Polynomial.ZERO : a.pow(order).scale(Rational.of(1, order + 1)),
  );
}

/** ±size, either with probability 1/2. */
export function signs(size: Parameter): Distribution {
  const a = asPolynomial(size);
  return distribution('signs', order => (order % 2 === 1 ? Polynomial.ZERO : a.pow(order)));
}

/** Laplace of the given scale: E[x²ᵏ] = (2k)!·scale²ᵏ. */
export function laplace(scale: Parameter): Distribution {
  const b = asPolynomial(scale);
  return distribution('Laplace', order =>
    order % 2 === 1
      ? Polynomial.ZERO
      : b.pow(order).scale(Array.from({ length: order }, (_, k) => Rational.of(k + 1)).reduce((x, y) => x.mul(y))),
  );
}

/**
 * Student's t with a whole number of degrees of freedom, at least 1 (RANGE); moments of the order of the degrees and above do not
 * exist. E[xⁿ] = E[xⁿ⁻²]·ν(n − 1)/(ν − n).
 */
export function student(degrees: number): Distribution {
  if (!Number.isInteger(degrees) || degrees < 1)
    throw new DloError('RANGE', 'degrees of freedom', 'must be a whole number of at least 1', degrees);
  const name = degrees === 1 ? 'Cauchy' : `Student's t of ${degrees} degrees of freedom`;
  return distribution(name, (order, before) => {
    if (order >= degrees)
      throw new DloError(
        'RANGE',
        'order',
        `must be below ${degrees}: further moments of the distribution "${name}" do not exist`,
        order,
      );
    if (order % 2 === 1) return Polynomial.ZERO;
    return before(order - 2).scale(Rational.of(degrees * (order - 1), degrees - order));
  });
}

/** Student's t of one degree: no moment but that of order 0 exists. */
export function cauchy(): Distribution {
  return student(1);
}

/** Known by E[x], E[x²], …; RANGE for moments beyond those given. */
export function byMoments(name: string, moments: readonly Parameter[]): Distribution {
  return distribution(name, order => {
    const moment = moments[order - 1];
    if (moment !== undefined) return asPolynomial(moment);
    throw new DloError(
      'RANGE',
      'order',
      `must be at most ${moments.length}: further moments of the distribution "${name}" are not given`,
      order,
    );
  });
}

/** `moment` says those of order 1 and above in terms of those before. */
function distribution(
  name: string,
  moment: (order: number, before: (order: number) => Polynomial) => Polynomial,
): Distribution {
  const moments = new Map<number, Polynomial>([[0, Polynomial.ONE]]);
  const cumulants = new Map<number, Polynomial>();
  const momentAt = (order: number): Polynomial => {
    requireOrder(order, 0);
    return once(moments, order, () => moment(order, momentAt));
  };
  const cumulantAt = (order: number): Polynomial => {
    requireOrder(order, 1);
    return once(cumulants, order, () => {
      let [rest, binomial] = [momentAt(order), Rational.ONE];
      for (let k = 1; k < order; k++) {
        rest = rest.sub(
          cumulantAt(k)
            .mul(momentAt(order - k))
            .scale(binomial),
        );
        binomial = binomial.mul(Rational.of(order - k, k));
      }
      return rest;
    });
  };
  return { name, moment: momentAt, cumulant: cumulantAt };
}

function requireOrder(order: number, least: number): void {
  if (!Number.isInteger(order) || order < least)
    throw new DloError('RANGE', 'order', `must be a whole number of at least ${least}`, order);
}

function once(known: Map<number, Polynomial>, order: number, make: () => Polynomial): Polynomial {
  const value = known.get(order) ?? make();
  known.set(order, value);
  return value;
}

function asPolynomial(value: Parameter): Polynomial {
  return value instanceof Polynomial ? value : Polynomial.of(value);
}
