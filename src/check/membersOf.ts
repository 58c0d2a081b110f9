import type { Path } from '../formula/paths.ts';
import type { OrderParameter } from '../formula/remainder.ts';
import type { Case } from '../judge/case.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { convert, multiply, scale } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { svd } from '../numbers/svd.ts';
import { exactly } from './exactly.ts';

// The members of a path are cases of their own, whose flow the oracle follows like any other. Weights that need roots are fractions of
// 50 digits: what that leaves out is far below what is asked of a limit.

/** A case on a path, and the value that its parameter has there. */
export interface PathMember {
  readonly given: Case;
  readonly at: Rational;
}

/** Whether the parameter grows or falls. */
export type Direction = 'grows' | 'falls';

const field = decimalField(60);

/** The digits that weights on a path have. */
const DIGITS = 50;

/** 2^exponent. */
function powerOfTwo(exponent: number): Rational {
  const power = 2n ** BigInt(Math.abs(exponent));
  return exponent < 0 ? Rational.ratio(1n, power) : Rational.ratio(power, 1n);
}

/** Whether a case has such a path: λ with a sign, a singular value that is not zero. */
export function hasPath({ parameter }: Path, given: Case): boolean {
  if (parameter === 'scale') return true;
  if (parameter === 'lambda') return given.lambda.sign() !== 0;
  const { s } = svd(field, convert(field, given.problem.sigmaYX));
  const value = parameter === 'S(1,1)' ? s[0] : s.at(-1);
  return value !== undefined && !value.isZero();
}

/** Member k of the path through a case, each parameter twice or half the one before. */
export function memberOf(
  parameter: OrderParameter,
  path: Path | undefined,
  direction: Direction,
  given: Case,
  k: number,
): PathMember {
  const sign = direction === 'grows' ? 1 : -1;
  switch (parameter) {
    case 't': {
      const at = given.time.mul(powerOfTwo(sign * (k + 2)));
      return { given: { ...given, time: at }, at };
    }
    case 'scale':
      return scaled(given, powerOfTwo(sign * (k + 2)));
    case 'lambda': {
      const size = Math.max(sizeOf(given.problem.sigmaYX), sizeOf(multiply(field, ...layersOf(given))));
      const exponent = Math.round(Math.log2(size)) + sign * (k + 2);
      const at = powerOfTwo(exponent).mul(Rational.of(given.lambda.sign()));
      return { given: balanced(given, at, path?.time === 'lambda*t'), at };
    }
    default:
      return withValue(given, parameter, sign * (k + 1));
  }
}

function layersOf({ problem }: Case): [Matrix<Decimal>, Matrix<Decimal>] {
  return [convert(field, problem.W2), convert(field, problem.W1)];
}

/** The largest entry, 1 where all are zero. */
function sizeOf(matrix: Matrix<Decimal> | Matrix<Rational>): number {
  const entries = (matrix as Matrix<Decimal | Rational>).data.map(entry => Math.abs(entry.toNumber()));
  return Math.max(0, ...entries) || 1;
}

function scaled(given: Case, at: Rational): PathMember {
  const { problem, lambda, extra } = given;
  const layer = (matrix: Matrix<Rational>): Matrix<Rational> => matrix.map(entry => entry.mul(at));
  return {
    at,
    given: {
      ...given,
      problem: { ...problem, W1: layer(problem.W1), W2: layer(problem.W2) },
      lambda: lambda.mul(at).mul(at),
      extra: { ...extra, scale: new Matrix(1, 1, [at]) },
    },
  };
}

/**
 * The weights of the same map at another λ of the same sign. With λ > 0 every singular value σ of W2 is above zero, and its vector r is one of W1's
 * on that side, with the value √(σ² − λ): so W1 = Σ r s1 vᵀ, W2 = Σ u s2 rᵀ, and the products p = s1s2, which with the vectors make up W2W1, stay where
 * s1² = (√(λ² + 4p²) − λ)/2 and s2² = s1² + λ. With λ < 0 the layers change places.
 */
function balanced(given: Case, at: Rational, holdsRate: boolean): Case {
  const { problem, lambda, time } = given;
  const isPositive = lambda.sign() > 0;
  const [larger, smaller] = isPositive ? [problem.W2, problem.W1.transpose()] : [problem.W1.transpose(), problem.W2];
  const [L, M] = [convert(field, larger), convert(field, smaller)];
  const [size, next] = [field.of(lambda.abs()), field.of(at.abs())];
  const { s, V } = svd(field, L);
  const R = V.slice(0, V.rows, 0, s.length);
  const values = s.map(large => {
    const square = field.sub(field.mul(large, large), size);
    const isNothing = square.lessThan(field.mul(field.parse('1e-40'), field.mul(large, large)));
    const small = isNothing ? field.zero : field.sqrt(square);
    const p = field.mul(large, small);
    const root = field.sqrt(field.add(field.mul(next, next), field.mul(field.of(4), field.mul(p, p))));
    const newLarge = field.sqrt(field.div(field.add(root, next), field.of(2)));
    return {
      ofLarger: field.div(newLarge, large),
      ofSmaller: isNothing ? field.zero : field.div(field.div(p, newLarge), small),
    };
  });
  const along = (matrix: Matrix<Decimal>, factors: readonly Decimal[]): Matrix<Rational> =>
    rounded(
      multiply(
        field,
        multiply(
          field,
          matrix,
          R.map((entry, _i, j) => field.mul(entry, factors[j]!)),
        ),
        R.transpose(),
      ),
    );
  const [newL, newM] = [
    along(
      L,
      values.map(one => one.ofLarger),
    ),
    along(
      M,
      values.map(one => one.ofSmaller),
    ),
  ];
  return {
    ...given,
    problem: {
      ...problem,
      ...(isPositive ? { W2: newL, W1: newM.transpose() } : { W1: newL.transpose(), W2: newM }),
    },
    lambda: at,
    time: holdsRate ? time.mul(lambda).div(at) : time,
  };
}

/** The task with its first or last singular value times 2^exponent. */
function withValue(given: Case, parameter: 'S(1,1)' | 'S(m,m)', exponent: number): PathMember {
  const { problem } = given;
  const task = convert(field, problem.sigmaYX);
  const { U, s, V } = svd(field, task);
  const index = parameter === 'S(1,1)' ? 0 : s.length - 1;
  const at = exactly(s[index]!.toSignificantDigits(DIGITS)).mul(powerOfTwo(exponent));
  const more = field.sub(field.of(at), s[index]!);
  const [u, v] = [U.slice(0, U.rows, index, index + 1), V.slice(0, V.rows, index, index + 1)];
  const change = scale(field, more, multiply(field, u, v.transpose()));
  const sigmaYX = rounded(task.map((entry, i, j) => field.add(entry, change.at(i, j))));
  return { at, given: { ...given, problem: { ...problem, sigmaYX } } };
}

/** Digits of the largest entry, as far as each entry is known. */
function rounded(matrix: Matrix<Decimal>): Matrix<Rational> {
  const places = DIGITS - Math.ceil(Math.log10(sizeOf(matrix)));
  return matrix.map(entry => exactly(entry.toDecimalPlaces(Math.max(0, places))));
}
