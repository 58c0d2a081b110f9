import fc from 'fast-check';
import { flowSeries } from '../../../oracles/flowSeries.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { characteristicPolynomial } from '../../../src/numbers/characteristicPolynomial.ts';
import { inverse } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { orthogonalDraw, orthogonalFrom } from '../../arbitraries/orthogonalDraw.ts';
import { drawRecord, draws } from '../../arbitraries/table.ts';
import { I, minus, scaled, T, times } from '../_exact.ts';
import { type ExactSides, exactly, isSo } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import { inBases } from './_criticalPoints.ts';
import { asExtra, family, isZero, type M, type Network, network, networkOf, range, rational, tr } from './_network.ts';
import { networkCases } from './_networkCases.ts';
import { rawVelocity } from './prop4.ts';

const inOrthogonalBases = networkCases({ assumptions: false, with: ['O'] });
const inOtherBases = networkCases({ assumptions: false, minDepth: 2, with: ['P'] });

/** P = blk_0(I, P_1, …, P_(h−1), I). */
const basisMatrix = (net: Network, bases: readonly M[]): M => net.blk(0, [I(net.dx), ...bases, I(net.dy)]);

interface Changed {
  readonly net: Network;
  readonly P: M;
  readonly moved: Network;
  readonly given: FlowCase;
  readonly movedCase: FlowCase;
}

const changed = (letter: 'O' | 'P', of: (changed: Changed) => ExactSides) =>
  exactly(given => of(change(given, letter)));

function change(given: FlowCase, letter: 'O' | 'P'): Changed {
  const net = networkOf(given);
  const bases = family(given, letter);
  const layers = inBases(net.W, bases);
  return {
    net,
    P: basisMatrix(net, bases),
    moved: network(layers, net.Sigma),
    given,
    movedCase: { ...given, flow: { ...given.flow, layers } },
  };
}

/** Small rational singular values and turns for every layer: W_i = U_iΛ_iV_iᵀ. */
const svds = drawRecord({
  given: networkCases({ assumptions: false, maxDepth: 3 }),
  left: draws(3, orthogonalDraw(3)),
  right: draws(3, orthogonalDraw(3)),
}).map(({ given, left, right }): FlowCase => {
  const { W, d } = networkOf(given);
  const U = W.map((_, j) => orthogonalFrom(left[j]!, d[j + 1]!));
  const V = W.map((_, j) => orthogonalFrom(right[j]!, d[j]!));
  const L = W.map(layer => layer.map((entry, i, j) => (i === j ? entry.abs() : Rational.ZERO)));
  const layers = L.map((values, j) => times(U[j]!, values, T(V[j]!)));
  return {
    ...given,
    flow: { ...given.flow, layers },
    extra: { ...asExtra('U', U), ...asExtra('L', L), ...asExtra('V', V) },
  };
});

const blockSvd = (shift: (net: Network, U: readonly M[], V: readonly M[]) => readonly [M, M]) =>
  exactly(given => {
    const net = networkOf(given);
    const none = (size: number): M => Matrix.generate(size, size, () => Rational.ZERO);
    const [U, V, L] = [family(given, 'U'), family(given, 'V'), family(given, 'L')];
    const [left, right] = shift(net, [none(net.dx), ...U], [...V, none(net.dy)]);
    const Lambda = net.blk(1, L);
    const squares = (a: M): M => {
      const polynomial = characteristicPolynomial(rationalField, times(a, T(a)));
      return new Matrix(1, polynomial.length, polynomial);
    };
    return [
      ['A', times(left, Lambda, T(right)), net.A],
      ['squares of the singular values of A', squares(Lambda), squares(net.A)],
    ];
  });

const prop7 = surveyClaim({
  id: 'prop-7',
  topic: 'Adjacency form',
  section: '3.4',
  title: 'The singular value decompositions of the layers make a block-shift one of A',
  place: 'proposition 7 and its proof',
  note: 'Λ has the singular values of A too: AAᵀ and ΛΛᵀ have the same characteristic polynomial. U and V are not orthogonal, a block of each is 0.',
  statement: String.raw`A=U\Lambda V^\top,\quad\Lambda=\mathrm{blk}_1(\Lambda_1,\dots,\Lambda_h),\ U=\mathrm{blk}_0(0,U_1,\dots,U_h),\ V=\mathrm{blk}_0(V_1,\dots,V_h,0)`,
  cases: svds,
  judge: blockSvd((net, U, V) => [net.blk(0, U), net.blk(0, V)]),
  wrong: {
    'V transposed': blockSvd((net, U, V) => [net.blk(0, U), T(net.blk(0, V))]),
    'U negated': blockSvd((net, U, V) => [scaled(-1, net.blk(0, U)), net.blk(0, V)]),
  },
});

const layersInBases = (invert: (P: M) => M) =>
  changed('P', ({ net, P, moved }) => [['A_2', times(P, net.A, invert(P)), moved.A]]);

const changeOfBlocks = surveyClaim({
  id: 'sec-3.5:change-of-basis-of-blocks',
  topic: 'Adjacency form',
  section: '3.5',
  title: 'PAP⁻¹ has the blocks P_iW_iP_(i−1)⁻¹',
  place: 'section 3.5, last sentence before proposition 8',
  statement: String.raw`A_2=PA_1P^{-1}\iff W_i^{(2)}=P_iW_i^{(1)}P_{i-1}^{-1}`,
  cases: inOtherBases,
  judge: layersInBases(P => inverse(rationalField, P)),
  wrong: { 'the transpose of P': layersInBases(T), 'P itself': layersInBases(P => P) },
});

/** Factors of the group of changes of basis: one group of invertible matrices for each hidden layer. */
const factors = (stated: (net: Network) => number) =>
  exactly(given => {
    const net = networkOf(given);
    return [['groups, one for each hidden layer', rational(stated(net)), rational(net.d.slice(1, -1).length)]];
  });

const numberOfComponents = surveyClaim({
  id: 'sec-3.5:number-of-components',
  topic: 'Adjacency form',
  section: '3.5',
  title: '𝒫 is composed of d_(h−1) components, one for each hidden layer',
  place: 'section 3.5, after the definition of 𝒫',
  grade: 'wording',
  note:
    'One for each hidden layer makes h − 1, which is how the sentence is read fairly. They are factors of a product, not disconnected ' +
    'components: of these 𝒫 has 2^(h−1), by the signs of the determinants.',
  statement: String.raw`\#=d_{h-1},\text{ one for each hidden layer}`,
  cases: networkCases({ minDepth: 2 }),
  judge: factors(({ d, h }) => d[h - 1]!),
  fair: { statement: String.raw`\#=h-1`, judge: factors(({ h }) => h - 1) },
  corrected: {
    statement: String.raw`\mathcal P\cong GL(d_1)\times\dots\times GL(d_{h-1})`,
    judge: factors(({ h }) => h - 1),
  },
  wrong: { h: factors(({ h }) => h), two: factors(() => 2) },
});

/** P_1 = p·I with p² ≠ 1 and a first layer that moves. */
const scaledBases = fc
  .tuple(networkCases({ assumptions: false, minDepth: 2 }), fc.constantFrom(2, 3, -2))
  .map(([given, p]): FlowCase => {
    const { d } = networkOf(given);
    const bases = d.slice(1, -1).map((size, j) => scaled(j === 0 ? p : 1, I(size)));
    return { ...given, extra: asExtra('P', bases) };
  });

const isCompatible = (says: boolean) =>
  isSo(given => {
    const { net, P, moved, movedCase } = change(given, 'P');
    const image = times(P, rawVelocity(net, given), inverse(rationalField, P));
    const isSame = isZero(minus(rawVelocity(moved, movedCase), image));
    return { isSo: isSame === says, quantity: 'dA_2/dt', reason: `it is ${isSame ? '' : 'not '}P dA_1/dt P⁻¹` };
  });

const notInGeneral = surveyClaim({
  id: 'sec-3.5:not-in-general',
  topic: 'Adjacency form',
  section: '3.5',
  title: 'A change of basis that is not orthogonal does not fit the flow',
  place: 'section 3.5, before proposition 8',
  note: 'A sentence that one example shows; here every P_1 = pI with p = 2, 3, −2 wherever the first layer moves.',
  statement: String.raw`A_2=PA_1P^{-1}\not\Rightarrow\dot A_2=P\dot A_1P^{-1}`,
  cases: scaledBases,
  judge: isCompatible(false),
  hypotheses: [
    {
      name: 'the first layer moves',
      meaning: 'dW_1/dt ≠ 0',
      holds: given => {
        const net = networkOf(given);
        return !isZero(rawVelocity(net, given).slice(net.dx, net.dx + net.d[1]!, 0, net.dx));
      },
    },
  ],
  evidence: 'witness',
  wrong: { 'it does fit': isCompatible(true) },
});

const rateInBases = (image: (P: M, rate: M) => M) =>
  changed('O', ({ net, P, moved, given, movedCase }) => [
    ['dA_2/dt', image(P, rawVelocity(net, given)), rawVelocity(moved, movedCase)],
  ]);

const prop8Derivative = surveyClaim({
  id: 'prop-8.1',
  topic: 'Adjacency form',
  section: '3.5',
  title: 'Orthogonal changes of basis turn the flow with them',
  place: 'proposition 8, first sentence, and the first display of its proof',
  statement: String.raw`A_2=PA_1P^\top\;\Rightarrow\;\dot A_2=P\dot A_1P^\top`,
  cases: inOrthogonalBases,
  judge: rateInBases((P, rate) => times(P, rate, T(P))),
  wrong: {
    'the other way round': rateInBases((P, rate) => times(T(P), rate, P)),
    'P alone': rateInBases((P, rate) => times(P, rate)),
  },
});

/** Highest power of t of the exact series. */
const ORDER = 4;

const seriesInBases = (image: (P: M, coefficient: M) => M) =>
  changed('O', ({ net, P, given, movedCase }) => {
    const [own, moved] = [flowSeries(given.flow, ORDER), flowSeries(movedCase.flow, ORDER)];
    return range(0, ORDER).map(k => [
      `coefficient of t^${k} of A_2`,
      image(
        P,
        net.blk(
          1,
          own.map(layer => layer[k]!),
        ),
      ),
      net.blk(
        1,
        moved.map(layer => layer[k]!),
      ),
    ]);
  });

const shallowOrthogonal = networkCases({ assumptions: false, maxDepth: 3, maxWidth: 2, with: ['O'] });

const prop8Trajectories = surveyClaim({
  id: 'prop-8.2',
  topic: 'Adjacency form',
  section: '3.5',
  title: 'Trajectories from turned starts are turned trajectories',
  place: 'proposition 8, second sentence, and the second display of its proof',
  note: 'The exact Taylor coefficients of both raw flows up to t⁴; both are analytic.',
  statement: String.raw`A_2(0)=PA_1(0)P^\top\;\Rightarrow\;A_2(t)=PA_1(t)P^\top`,
  cases: shallowOrthogonal,
  judge: seriesInBases((P, a) => times(P, a, T(P))),
  wrong: {
    'the other way round': seriesInBases((P, a) => times(T(P), a, P)),
    'not turned': seriesInBases((_, a) => a),
  },
});

const powersAndBases = (sidesOf: (Ah: M, P: M) => readonly M[]) =>
  changed('O', ({ net, P }) =>
    [net.power(net.h), net.E].flatMap((matrix, k) =>
      sidesOf(matrix, P).map(stated => [k === 0 ? 'A^h' : 'E', stated, matrix]),
    ),
  );

const proofPowers = surveyClaim({
  id: 'prop-8:proof-powers',
  topic: 'Adjacency form',
  section: '3.5',
  title: 'A^h and E are the same in all bases of the hidden units',
  place: 'proof of proposition 8, first sentence',
  statement: String.raw`A^h=A^hP=A^hP^\top=PA^h=P^\top A^h=P^{-\top}A^h`,
  cases: inOrthogonalBases,
  judge: powersAndBases((Ah, P) => [
    times(Ah, P),
    times(Ah, T(P)),
    times(P, Ah),
    times(T(P), Ah),
    times(inverse(rationalField, T(P)), Ah),
  ]),
  wrong: {
    'times A^h once more': powersAndBases((Ah, P) => [times(P, Ah, T(P), Ah)]),
    'P for A^h': powersAndBases((_, P) => [P]),
  },
});

const lawsInBases = (image: (P: M, Q: M) => M) =>
  changed('O', ({ net, P, moved }) => {
    const Q = (A: M): M => minus(times(A, T(A)), times(T(A), A));
    return [
      ['Q_2', image(P, Q(net.A)), Q(moved.A)],
      ['tr Q_2', Rational.ZERO, tr(Q(moved.A))],
    ];
  });

const rotatedLaws = surveyClaim({
  id: 'sec-3.5:rotated-laws',
  topic: 'Balance conservation',
  section: '3.5',
  title: 'The conservation laws are turned as well',
  place: 'section 3.5, last display',
  statement: String.raw`Q_2=PQ_1P^\top`,
  cases: inOrthogonalBases,
  judge: lawsInBases((P, Q) => times(P, Q, T(P))),
  wrong: {
    'not turned': lawsInBases((_, Q) => Q),
    'the other way round': lawsInBases((P, Q) => times(T(P), Q, P)),
  },
});

export const sec35Equivariance: readonly Claim<FlowCase>[] = [
  prop7,
  changeOfBlocks,
  numberOfComponents,
  notInGeneral,
  prop8Derivative,
  prop8Trajectories,
  proofPowers,
  rotatedLaws,
];
