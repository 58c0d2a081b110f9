import { DloError } from '../../../src/errors.ts';
import { lazyFormula } from '../../../src/formula/lazyFormula.ts';
import { anguita2024Thm331Corrected } from '../../../src/formula/printedFormulas.ts';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { valueAt } from '../../../src/judge/valueOfFormula.ts';
import { equal } from '../../../src/numbers/equal.ts';
import { inverse, stackRows } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { equalDimensions } from '../../hypotheses/equalDimensions.ts';
import { fullRank } from '../../hypotheses/fullRank.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { lambdaNonzero } from '../../hypotheses/lambdaNonzero.ts';
import { nonSingularB } from '../../hypotheses/nonSingularB.ts';
import { notBottlenecked } from '../../hypotheses/notBottlenecked.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { I, minus, plus, scaled, T, times } from '../_exact.ts';
import { exactly, isSo } from '../_exactly.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { thesisClaim } from './_claim.ts';
import { condition, diag, half, lettersOf, type ThesisLetters, thesisCases } from './_thesisCases.ts';

// What section 3.3 says of the expression of theorem 3.3.1 besides that it solves the equation.

const SECTION = {
  section: '3.3',
  topic: 'The Riccati equation and its closed forms',
  restsOn: ['thm-3.3.1.3'],
} as const;
type M = Matrix<Rational>;
const { ONE } = Rational;
const two = Rational.of(2);

// For t → ∞ all exponentials of the corrected expression vanish: Z → [Ṽ(A − XA); Ũ(A + XA)], its middle → K⁻¹, and QQᵀ → ZKZᵀ, where A stands twice and
// A² = 1/(1 + X²) is a fraction with X. The end of training is weights with W2W1 = Σyx and the balance they had.

type SignOfX = 1 | -1;

const atTheEnd = (factor = 1, sign: SignOfX = 1): Judge<Case> =>
  exactly(given => {
    const { W1, W2, U, V, m, lambda, s1, s2 } = lettersOf(given);
    const values = Array.from({ length: m }, (_, mode) => {
      const [small, large] = [s1[mode]!, s2[mode]!];
      const s = small.mul(large);
      // 2K = √(4s̃² + λ²) = s1² + s2².
      const k = half(small.mul(small).add(large.mul(large)));
      const x = k.sub(s).mul(two).div(lambda).mul(Rational.of(sign));
      return { x, weight: k.mul(Rational.of(factor)).div(ONE.add(x.mul(x))) };
    });
    const Z = stackRows(
      times(V.slice(0, V.rows, 0, m), diag(values.map(({ x }) => ONE.sub(x)))),
      times(U.slice(0, U.rows, 0, m), diag(values.map(({ x }) => ONE.add(x)))),
    );
    const Q = stackRows(T(W1), W2);
    return [['QQᵀ at the end', times(Z, diag(values.map(({ weight }) => weight)), T(Z)), times(Q, T(Q))]];
  });

const stateAtConvergence = thesisClaim({
  ...SECTION,
  id: 'sec-3.3:state-at-convergence',
  title: 'For t → ∞ the expression gives output, representations and kernel at convergence, and how they depend on λ',
  place: 'section 3.3, finding 4',
  note: 'The expression as corrected, all exponentials 0: QQᵀ → ZKZᵀ with Z = [Ṽ(A − XA); Ũ(A + XA)]. At convergence W2W1 = Σyx, and the balance is what it was: that is what it has to be equal to, in fractions, modes without a value among the cases. With another factor, or with X for −X (the layers exchanged), it would be false.',
  hypotheses: [whitened, lambdaBalanced, equalDimensions, notBottlenecked, lambdaNonzero],
  cases: thesisCases({ signs: [1, -1], task: 'learned', accepts: ({ Ni, Nh, No }) => Ni === No && Nh === Ni }),
  statement: String.raw`t\to\infty:\quad\mathbf Q\mathbf Q^\top\to\begin{pmatrix}\tilde{\mathbf V}(\mathbf A-\mathbf X\mathbf A)\\\tilde{\mathbf U}(\mathbf A+\mathbf X\mathbf A)\end{pmatrix}\sqrt{\tilde{\mathbf S}^2+\tfrac{\lambda^2}4}\begin{pmatrix}\tilde{\mathbf V}(\mathbf A-\mathbf X\mathbf A)\\\tilde{\mathbf U}(\mathbf A+\mathbf X\mathbf A)\end{pmatrix}^\top`,
  judge: atTheEnd(),
  wrong: { 'twice that': atTheEnd(2), '−X for X': atTheEnd(1, -1) },
});

// Unequal dimensions, in fractions, at the start: E = I, and the middle of the expression is 4B⁻¹B⁻ᵀ. U, V, Ũ and Ṽ have the m columns with a value.

/** Its value at t = 0; SINGULAR where B is. */
function startByExpression({ U, V, Ut, Vt, m, lambda, s1, s2, st, k }: ThesisLetters) {
  const x = k.map((value, mode) => value.sub(st[mode]!).mul(two).div(lambda));
  const a2 = x.map(value => ONE.div(ONE.add(value.mul(value))));
  const thin = (vectors: M) => vectors.slice(0, vectors.rows, 0, m);
  const [U0, V0, Uw, Vw] = [U, V, Ut, Vt].map(thin) as [M, M, M, M];
  const [less, more] = [diag(x.map(value => ONE.sub(value))), diag(x.map(value => ONE.add(value)))];
  const [S1, S2] = [s1, s2].map(values => diag(values.slice(0, m))) as [typeof U, typeof U];
  // B = bA and C = cA: A commutes with what is diagonal, and Z(4B⁻¹B⁻ᵀ)⁻¹Zᵀ = zA·(Aᵀbᵀ)(bA)/4·Azᵀ with z free of A.
  const [outputs, inputs] = [times(S2, T(U0), Uw), times(S1, T(V0), Vw)];
  const b = plus(times(outputs, more), times(inputs, less));
  const c = minus(times(outputs, less), times(inputs, more));
  const turn = times(T(c), inverse(rationalField, T(b)));
  const A2 = diag(a2);
  const z = stackRows(
    times(Vw, minus(times(less, A2), times(more, A2, turn))),
    times(Uw, plus(times(more, A2), times(less, A2, turn))),
  );
  return scaled(ONE.div(Rational.of(4)), times(z, T(b), b, T(z)));
}

/** Whether the expression has the value QQᵀ(0); undefined where B has no inverse. */
function givesStart(letters: ThesisLetters): boolean | undefined {
  const Q = stackRows(T(letters.W1), letters.W2);
  try {
    return equal(startByExpression(letters), times(Q, T(Q)));
  } catch (error) {
    if (error instanceof DloError && error.code === 'SINGULAR') return undefined;
    throw error;
  }
}

const worksWhere = (isSaidToWork: (letters: ThesisLetters) => boolean): Judge<Case> =>
  isSo(given => {
    const letters = lettersOf(given);
    const works = givesStart(letters);
    return {
      quantity: 'whether the expression has the value QQᵀ(0) at t = 0',
      isSo: works === undefined ? undefined : works === isSaidToWork(letters),
      reason: `Ni-Nh-No = ${letters.Ni}-${letters.Nh}-${letters.No}: it is ${works ? '' : 'not '}QQᵀ(0)`,
      ...(works !== undefined && { shown: startByExpression(letters) }),
    };
  });

const withInverse = condition(
  'B non-singular, S2UᵀŨ(A + XA) + S1VᵀṼ(A − XA)',
  'B of theorem 3.3.1 has an inverse',
  given => givesStart(lettersOf(given)) !== undefined,
);

const beyondTheTask = condition(
  'a start beyond the task',
  'Ni = No, or W1ᵀ or W2 has columns outside the span of the singular vectors of the task that have a value',
  given => {
    const { Ni, No, m, W1, W2, Ut, Vt } = lettersOf(given);
    const [left, right] = [times(T(Ut.slice(0, No, m, No)), W2), times(W1, Vt.slice(0, Ni, m, Ni))];
    return Ni === No || [...left.data, ...right.data].some(entry => entry.sign() !== 0);
  },
);

const equalDimensionsOnly = thesisClaim({
  ...SECTION,
  id: 'sec-3.3:equal-dimensions-only',
  title: 'The equation works for equal input and output dimensions only',
  place: 'section 3.3, finding 6',
  note: 'The expression as corrected, with the m columns of the singular vectors that have a value. Judged at t = 0, in fractions: there it is QQᵀ(0) where Ni = No, and is not where Ni ≠ No. Read as of starts that leave the span of the task’s singular vectors, where QQᵀ has what the range of Z has not; within that span (2-1-1 with W1 along Ṽ) it works for unequal dimensions too, which nobody denies.',
  hypotheses: [whitened, lambdaBalanced, lambdaNonzero, notBottlenecked, withInverse, beyondTheTask],
  cases: thesisCases({ signs: [1, -1], silent: false }),
  statement: String.raw`\text{the expression of theorem 3.3.1 at }t=0\text{ is }\mathbf Q\mathbf Q^\top(0)\iff N_i=N_o`,
  judge: worksWhere(({ Ni, No }) => Ni === No),
  wrong: {
    'for more inputs, too': worksWhere(({ Ni, No }) => Ni >= No),
    'for more outputs, too': worksWhere(({ Ni, No }) => Ni <= No),
    'for no dimensions': worksWhere(() => false),
  },
});

// At λ = 0 the quotient X = (√(λ² + 4S̃²) − 2S̃)/λ is 0/0. That it can be continued is seen where the root is moved below.

const CONTINUED = anguita2024Thm331Corrected.replace(/^X = .*$/m, 'X = lambda*inv(sqrt(lambda^2*I(m) + 4*S^2) + 2*S)');

const hasNone = (text: string): Judge<Case> => {
  const formula = lazyFormula(text, { name: 'anguita2024/thm-3.3.1' });
  return (given, effort) => {
    let why: string | undefined;
    try {
      valueAt(formula(), given, effort.working);
    } catch (error) {
      if (!(error instanceof DloError)) throw error;
      why = error.message;
    }
    return trueOrNot(why !== undefined, {
      quantity: 'the expression of theorem 3.3.1',
      reason: why === undefined ? 'it has a value' : `it has no value: ${why.split('\n')[0]}`,
    });
  };
};

const notDefinedAtZero = thesisClaim({
  ...SECTION,
  id: 'sec-3.3:not-defined-at-zero',
  title: 'At λ = 0 the expression is not defined',
  place: 'section 3.3, below figure 3.3',
  note: 'The expression as corrected, evaluated: X = (√(λ² + 4S̃²) − 2S̃)/λ is 0/0. It is a matter of how X is written: λ/(√(λ² + 4S̃²) + 2S̃) is the same for λ ≠ 0 and has a value, with which the expression is that of zero-balanced starts (sec-3.3:limit-is-that-of-zero-balance). It would be false if X had been written so.',
  hypotheses: [whitened, zeroBalanced, equalDimensions, fullRank, nonSingularB],
  cases: caseArbitrary({ lambda: 'zero', rank: 'full', dimensions: 'equal' }),
  statement: String.raw`\lambda=0:\quad\mathbf X=\frac{\sqrt{\lambda^2\mathbb I+4\tilde{\mathbf S}^2}-2\tilde{\mathbf S}}\lambda\text{ has no value}`,
  judge: hasNone(anguita2024Thm331Corrected),
  wrong: { 'with the root below': hasNone(CONTINUED) },
});

// The limit λ → 0 of the corrected expression: X → 0, A → I, S1 = S2 → √S and K → S̃ (sec-3.3:limit-lambda-to-zero) put into it, beside theorem 2.2.5 as
// corrected. All that is done with them is continuous where B has an inverse in the limit. e^{−S̃t/τ} is a fraction below 1 for each mode.

interface Factors {
  readonly B: M;
  readonly C: M;
  /** What stands between the two B⁻¹ of the first term, 4E B⁻¹(·)B⁻ᵀE. */
  readonly between: M;
}

function closedForm({ Ut, Vt, st }: ThesisLetters, { B, C, between }: Factors): M {
  const m = st.length;
  const [Binverse, inverseValues] = [inverse(rationalField, B), diag(st.map(value => ONE.div(value)))];
  const E = diag(st.map(value => ONE.div(ONE.add(value))));
  const [left, E2] = [times(E, Binverse), times(E, E)];
  const turned = times(E, T(C), T(Binverse), E);
  const Z = stackRows(times(Vt, minus(I(m), turned)), times(Ut, plus(I(m), turned)));
  const middle = minus(
    plus(scaled(4, times(left, between, T(left))), times(minus(I(m), E2), inverseValues)),
    times(left, C, minus(E2, I(m)), inverseValues, T(C), T(left)),
  );
  return times(Z, inverse(rationalField, middle), T(Z));
}

const overlaps = ({ U, V, Ut, Vt }: ThesisLetters): readonly [M, M] => [times(T(U), Ut), times(T(V), Vt)];

/** Theorem 2.2.5: B = UᵀŨ + VᵀṼ, C = UᵀŨ − VᵀṼ, S⁻¹ in the first term. */
function zeroBalancedForm(letters: ThesisLetters): M {
  const [outputs, inputs] = overlaps(letters);
  const between = diag(letters.s.map(value => ONE.div(value)));
  return closedForm(letters, { B: plus(outputs, inputs), C: minus(outputs, inputs), between });
}

/** Theorem 3.3.1 with S1 = S2 and X as they are for λ → 0. */
function limitForm(letters: ThesisLetters, rootOfS: (s1: Rational) => Rational): M {
  const [outputs, inputs] = overlaps(letters);
  const root = diag(letters.s1.map(rootOfS));
  return closedForm(letters, {
    B: times(root, plus(outputs, inputs)),
    C: times(root, minus(outputs, inputs)),
    between: I(letters.m),
  });
}

const limitIs = (rootOfS: (s1: Rational) => Rational, factor = 1): Judge<Case> =>
  exactly(given => {
    const letters = lettersOf(given);
    return [['QQᵀ', scaled(factor, limitForm(letters, rootOfS)), zeroBalancedForm(letters)]];
  });

const limitIsZeroBalanced = thesisClaim({
  ...SECTION,
  restsOn: ['thm-3.3.1.3', 'thm-2.2.5', 'sec-3.3:limit-lambda-to-zero'],
  id: 'sec-3.3:limit-is-that-of-zero-balance',
  title: 'For λ → 0 the expression becomes that of zero-balanced starts',
  place: 'section 3.3, after the proof of theorem 3.3.1, and below figure 3.3',
  note: 'The expression of [5] is theorem 2.2.5. Both are taken as corrected, the bracket inverted, with what theorem 2.2.5 assumes; singular vectors of W2(0)W1(0) and of the task and their values stay where they are. Fractions below 1 stand for e^{−S̃t/τ}. With another power of S in B and C, of which B⁻¹B⁻ᵀ keeps one and C does not, it would be false.',
  hypotheses: [whitened, zeroBalanced, equalDimensions, notBottlenecked, fullRank, nonSingularB],
  cases: thesisCases({ signs: [0], accepts: ({ Ni, Nh, No }) => Ni === No && Nh === Ni }),
  statement: String.raw`\lim_{\lambda\to0}\mathbf Q\mathbf Q^\top(t)\big|_{\text{theorem 3.3.1}}=\mathbf Q\mathbf Q^\top(t)\big|_{\text{theorem 2.2.5}}`,
  judge: limitIs(s1 => s1),
  wrong: {
    'S1 = S2 → S': limitIs(s1 => s1.mul(s1)),
    'S1 = S2 → I': limitIs(() => ONE),
    'twice that': limitIs(s1 => s1, 2),
  },
});

export const sec33Findings: readonly Claim[] = [
  limitIsZeroBalanced,
  stateAtConvergence,
  equalDimensionsOnly,
  notDefinedAtZero,
];
