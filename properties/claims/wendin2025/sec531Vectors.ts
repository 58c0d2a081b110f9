import fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { balances } from '../../../src/network/balance.ts';
import { flow } from '../../../src/network/flow.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { orthogonalDraw, orthogonalFrom } from '../../arbitraries/orthogonalDraw.ts';
import { I, T, times } from '../_exact.ts';
import { type ExactOrder, exactly, exactlyOrdered } from '../_exactly.ts';
import { chainArbitrary } from './_chains.ts';
import { surveyClaim } from './_claim.ts';
import { nearDiagonal, signatureOf } from './_criticalPoints.ts';
import { hessianForm, rho1, rho2 } from './_hessianForm.ts';
import { errorOf, family, inner, networkOf, range, rational, squared, total } from './_network.ts';
import { networkCases } from './_networkCases.ts';

// What section 5.3.1 says of small starts, of vectors of small values, and of the Hessian form near the first saddle points.

const SECTION = { section: '5.3.1', topic: 'Approximate balance' } as const;

const nearlyBalanced = (factor: number): Judge<FlowCase> =>
  exactlyOrdered(({ flow: { layers } }) => {
    const s = total(layers.map(squared));
    return balances(rationalField, layers).map(
      (law, at): ExactOrder => [squared(law), '<=', s.mul(s).mul(rational(factor)), `‖C_${at + 1}‖²`],
    );
  });

const smallStarts = surveyClaim({
  ...SECTION,
  id: 'sec-5.3.1:small-starts-are-nearly-balanced',
  title: 'Starts with ‖A(0)‖² ≤ δ are δ-balanced',
  place: 'section 5.3.1, first sentence; section 6.1, second paragraph',
  note: 'For every δ, and then for all t. Equality where all layers but one are 0 and that one has rank 1. With proposition 36 the squared singular values of neighbouring layers differ by δ at most all along, which is what “synchronise” is read as.',
  statement: String.raw`\|A(0)\|_F^2\le\delta\;\Rightarrow\;\|C_i\|_F\le\delta`,
  cases: chainArbitrary({ signs: 'any', minDepth: 2, maxDepth: 4 }),
  judge: nearlyBalanced(1),
  wrong: { 'half of it': nearlyBalanced(0.25), 'a tenth less': nearlyBalanced(0.81) },
});

/** The δ of the cases; small values are s with s² < δ². */
const DELTA = rational(1, 8);
const SMALL = [rational(0), rational(1, 16), rational(1, 10)];

/** Two layers D and DQᵀ of three hidden units (two where none is large), the first value large: U_1 = I, V_2 = Q. */
const smallValues = (turnsAll: boolean): fc.Arbitrary<FlowCase> =>
  fc
    .tuple(fc.boolean(), fc.constantFrom(...SMALL), fc.constantFrom(...SMALL), orthogonalDraw(3))
    .map(([hasLarge, a, b, turn]): FlowCase => {
      const values = hasLarge ? [Rational.ONE, a, ...(turnsAll ? [] : [b])] : [a, b];
      const n = values.length;
      const D = Matrix.generate(n, n, (i, j) => (i === j ? values[i]! : Rational.ZERO));
      const fixed = hasLarge && !turnsAll ? 1 : 0;
      const inner2 = orthogonalFrom(turn, n - fixed);
      const Q = Matrix.generate(n, n, (i, j) =>
        i < fixed || j < fixed ? rational(i === j ? 1 : 0) : inner2.at(i - fixed, j - fixed),
      );
      return { flow: flow({ layers: [D, times(D, T(Q))], sigmaYX: I(n) }), time: Rational.ZERO, extra: { V2: Q } };
    });

const fitsDelta = (factor: Rational): Judge<FlowCase> =>
  exactlyOrdered(({ flow: { layers } }) =>
    balances(rationalField, layers).map(
      (law): ExactOrder => [squared(law), '<=', DELTA.mul(DELTA).mul(factor), '‖C_1‖² of layers D and DQᵀ'],
    ),
  );

const freeVectors = surveyClaim({
  ...SECTION,
  id: 'sec-5.3.1:small-values-leave-vectors-free',
  title: 'Values below δ² leave their vectors free',
  place: 'section 5.3.1, first bullet',
  grade: 'wording',
  note: 'Vectors of small values are orthogonal to those of large ones, which nearly coincide by the second bullet: with the values 1 and 0 and V_2 turned against U_1, C is far above δ = 1/8. Read fairly, of vectors of such values among each other, no angle is excluded.',
  statement: String.raw`\varsigma_{i,k}^2=\varsigma_{i+1,k}^2<\delta^2\;\Rightarrow\;\|C_i\|_F\le\delta\text{ for every angle of }u_{i,k},v_{i+1,k}`,
  cases: smallValues(true),
  judge: fitsDelta(Rational.ONE),
  fair: {
    statement: String.raw`\varsigma_{i,k}^2=\varsigma_{i+1,k}^2<\delta^2\;\Rightarrow\;\|C_i\|_F\le\delta\text{ for every angle among the vectors of such values}`,
    cases: smallValues(false),
  },
  corrected: {
    statement: String.raw`\varsigma_{i,k}^2=\varsigma_{i+1,k}^2<\delta^2\;\Rightarrow\;\|C_i\|_F\le\delta\text{ for every angle among the vectors of such values}`,
    cases: smallValues(false),
  },
  wrong: {
    'they are fixed': exactlyOrdered(({ flow: { layers } }) =>
      balances(rationalField, layers).map((law): ExactOrder => [squared(law), '<=', 0]),
    ),
  },
});

/** A_1 of the first r = d_y − 1 singular values, Z = 0, and any V. */
const firstSaddles = (maxDepth: number): fc.Arbitrary<FlowCase> =>
  networkCases({ minDepth: 3, maxDepth, maxWidth: 2, with: ['V'] }).map((given): FlowCase => {
    const { d, dy, Sigma } = networkOf(given);
    const S = range(0, dy - 2);
    const row = Matrix.generate(1, dy, (_, i) => rational(S.includes(i) ? 1 : 0));
    return { ...given, flow: { ...given.flow, layers: nearDiagonal(d, Sigma, S) }, extra: { ...given.extra, S: row } };
  });

/** tr(Σ_QᵀV_21^{(h)}V_12^{(1)}): what equation 40 has no factor of Z for. */
function withoutZ(given: FlowCase): Rational {
  const { Sigma, h, dx, dy } = networkOf(given);
  const V = family(given, 'V');
  const r = signatureOf(given).length;
  const product = times(V[h - 1]!.slice(0, dy, 0, r), V[0]!.slice(0, r, 0, dx));
  return total(range(r, dy - 1).map(i => Sigma.at(i, i).mul(product.at(i, i))));
}

const atFirstSaddle = (stated: (given: FlowCase) => Rational): Judge<FlowCase> =>
  exactly(given => {
    const net = networkOf(given);
    const V = net.blk(1, family(given, 'V'));
    const term = stated(given);
    return [
      ['tr ρ_2(E − A^h)ᵀ at Z = 0', term, inner(rho2(net, V), errorOf(net))],
      ['𝔥(A, V)', squared(rho1(net, V)).sub(term.mul(rational(2))), hessianForm(net, V)],
    ];
  });

/** “What dominates is the normed term”. */
const normDominates: Judge<FlowCase> = exactlyOrdered(given => {
  const net = networkOf(given);
  const V = net.blk(1, family(given, 'V'));
  return [[squared(rho1(net, V)), '>=', inner(rho2(net, V), errorOf(net)).mul(rational(2)), '‖ρ_1‖² at Z = 0']];
});

const negativeTerm = surveyClaim({
  ...SECTION,
  id: 'sec-5.3.1:negative-term-is-small',
  title: 'Near Z = 0 the negative term of the Hessian form is small, and the form about ‖ρ_1‖²',
  place: 'section 5.3.1, on sequential learning, with the display that repeats equation 40',
  restsOn: ['eq-46'],
  grade: 'wording',
  note: 'In equation 40 the terms k = h and j = 1 have no factor of Z: at Z = 0, where the negative term should be 0, tr(Σ_QᵀV_21^{(h)}V_12^{(1)}) is left, along V that lead an unlearned mode through a learned hidden unit. Read fairly, the norm is never less than the negative term, so that directions are flat or bend up: that holds, and is proposition 23. Judged at A_1 of three layers, the correction of four as well, d_y − 1 values learned.',
  statement: String.raw`Z=0\;\Rightarrow\;\operatorname{tr}(\rho_2(A,V)(E-A^h)^\top)=0,\quad\mathfrak h(A,V)=\|\rho_1(A,V)\|_F^2`,
  cases: firstSaddles(3),
  judge: atFirstSaddle(() => Rational.ZERO),
  fair: {
    statement: String.raw`Z=0\;\Rightarrow\;\|\rho_1(A,V)\|_F^2\ge2\operatorname{tr}(\rho_2(A,V)(E-A^h)^\top)`,
    cases: firstSaddles(4),
    judge: normDominates,
  },
  corrected: {
    cases: firstSaddles(4),
    statement: String.raw`Z=0\;\Rightarrow\;\operatorname{tr}(\rho_2(A,V)(E-A^h)^\top)=\operatorname{tr}(\Sigma_{\mathcal Q}^\top V_{21}^{(h)}V_{12}^{(1)})`,
    judge: atFirstSaddle(withoutZ),
  },
  wrong: {
    'twice that': atFirstSaddle(given => withoutZ(given).mul(rational(2))),
    none: atFirstSaddle(() => Rational.ZERO),
  },
});

export const sec531Vectors: readonly Claim<FlowCase>[] = [smallStarts, freeVectors, negativeTerm];
