import { isFloat64 } from '../../../src/gate/exactInFloat64.ts';
import { norm, type Split } from '../../../src/gate/split.ts';
import type { SubjectClaim } from '../../../src/gate/subjectClaim.ts';
import { taskInFloat64 } from '../../../src/gate/taskInFloat64.ts';
import type { Case } from '../../../src/judge/case.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { rationalSingularValues } from '../../../src/network/initialisations/rationalSingularValues.ts';
import { problem } from '../../../src/network/problem.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { convert } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { everyMoment, relation } from './image.ts';

// Two networks side by side, W1 ⊕ a, W2 ⊕ b on Σyx ⊕ σ, do not see each other: every product stays block-diagonal. The second
// is 1-1-1 with the same λ, b² − a² = λ, and about as large as the first, so that neither drowns in the other's rounding.

const hasCompanion: Hypothesis = {
  name: 'a second network of the same λ',
  meaning: 'float64 holds its weights: λ = 0, or √|λ| is a fraction',
  holds: given => companion(given) !== undefined,
};

export const directSum: SubjectClaim = relation({
  id: 'relation:direct-sum',
  title: 'Beside a second network of the same λ the first has its own trajectory, and they do not mix',
  hypotheses: [hasCompanion],
  slack: 1.5,
  image: trial => {
    const { problem: given, lambda } = trial.given;
    const second = companion(trial.given);
    if (second === undefined) return undefined;
    const [Ni, Nh, No] = [given.W1.cols, given.W1.rows, given.W2.rows];
    return {
      problem: problem({
        W1: beside(given.W1, second.a),
        W2: beside(given.W2, second.b),
        sigmaYX: beside(given.sigmaYX, second.sigma),
        tau: given.tau,
      }),
      lambda,
      ...everyMoment(trial),
      back: (part, parts) => {
        const value = parts[part];
        if (value === undefined) return undefined;
        if (part === 'loss') return undefined; // what the second network adds is not told apart
        if (part === 'NTK') return kernelOfFirst(value, Ni, No);
        const rows = { W1: Nh, W2: No, W1ᵀW1: Ni, W2W1: No, W1ᵀW2ᵀ: Ni, W2W2ᵀ: No }[part];
        const cols = { W1: Ni, W2: Nh, W1ᵀW1: Ni, W2W1: Ni, W1ᵀW2ᵀ: No, W2W2ᵀ: No }[part];
        return corner(value, rows, cols);
      },
    };
  },
});

interface Companion {
  readonly a: Rational;
  readonly b: Rational;
  readonly sigma: Rational;
}

/** λ ≠ 0: 3/4 and 5/4 of √|λ|. λ = 0: a power of two near half the size of the weights. Undefined where float64 does not hold it. */
function companion(given: Case): Companion | undefined {
  const { problem, lambda } = given;
  if (lambda.sign() === 0) {
    const size = Rational.of(powerOfTwo(norm(convert(float64Field, problem.W1)) / 2 || 1));
    return { a: size, b: size, sigma: Rational.of(powerOfTwo(norm(taskInFloat64(given)) / 2 || 1)) };
  }
  if (lambda.abs().sqrt() === undefined) return undefined;
  const { s1: a, s2: b } = rationalSingularValues(lambda, Rational.of(1, 2));
  const sigma = lambda.abs().div(Rational.of(2));
  return [a, b, sigma].every(isFloat64) ? { a, b, sigma } : undefined;
}

function powerOfTwo(size: number): number {
  return 2 ** Math.round(Math.log2(size));
}

function beside(a: Matrix<Rational>, corner: Rational): Matrix<Rational> {
  return Matrix.generate(a.rows + 1, a.cols + 1, (i, j) => {
    if (i < a.rows && j < a.cols) return a.at(i, j);
    return i === a.rows && j === a.cols ? corner : Rational.ZERO;
  });
}

function corner({ hi, lo }: Split, rows: number, cols: number): Split {
  return { hi: hi.slice(0, rows, 0, cols), lo: lo.slice(0, rows, 0, cols) };
}

/** Rows over outputs, then inputs, of No+1 and Ni+1 each: those of the first network. */
function kernelOfFirst(value: Split, Ni: number, No: number): Split {
  const place = (k: number) => Math.floor(k / Ni) * (Ni + 1) + (k % Ni);
  const first = (a: Matrix<number>) => Matrix.generate(No * Ni, No * Ni, (k, l) => a.at(place(k), place(l)));
  return { hi: first(value.hi), lo: first(value.lo) };
}
