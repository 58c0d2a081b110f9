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
import { inBases } from './_criticalPoints.ts';
import { decided, equal, exact, mutants, type Sides, surveyClaim } from './_exactReading.ts';
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

const changed = (letter: 'O' | 'P', of: (changed: Changed) => readonly Sides[]) =>
  equal(given => of(change(given, letter)));

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
  equal(given => {
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
      { quantity: 'A', stated: times(left, Lambda, T(right)), truth: net.A },
      { quantity: 'squares of the singular values of A', stated: squares(Lambda), truth: squares(net.A) },
    ];
  });

const prop7 = surveyClaim({
  item: 'prop-7',
  topic: 'Adjacency form',
  section: '3.4',
  title: 'The singular value decompositions of the layers make a block-shift one of A',
  place: 'proposition 7 and its proof',
  note: 'Λ has the singular values of A too: AAᵀ and ΛΛᵀ have the same characteristic polynomial. U and V are not orthogonal, a block of each is 0.',
  readings: [
    exact(
      'as printed',
      String.raw`A=U\Lambda V^\top,\quad\Lambda=\mathrm{blk}_1(\Lambda_1,\dots,\Lambda_h),\ U=\mathrm{blk}_0(0,U_1,\dots,U_h),\ V=\mathrm{blk}_0(V_1,\dots,V_h,0)`,
      svds,
      blockSvd((net, U, V) => [net.blk(0, U), net.blk(0, V)]),
    ),
  ],
  mutants: mutants({
    'V transposed': blockSvd((net, U, V) => [net.blk(0, U), T(net.blk(0, V))]),
    'U negated': blockSvd((net, U, V) => [scaled(-1, net.blk(0, U)), net.blk(0, V)]),
  }),
});

const layersInBases = (invert: (P: M) => M) =>
  changed('P', ({ net, P, moved }) => [{ quantity: 'A_2', stated: times(P, net.A, invert(P)), truth: moved.A }]);

const changeOfBlocks = surveyClaim({
  item: 'sec-3.5:change-of-basis-of-blocks',
  topic: 'Adjacency form',
  section: '3.5',
  title: 'PAP⁻¹ has the blocks P_iW_iP_(i−1)⁻¹',
  place: 'section 3.5, last sentence before proposition 8',
  readings: [
    exact(
      'as printed',
      String.raw`A_2=PA_1P^{-1}\iff W_i^{(2)}=P_iW_i^{(1)}P_{i-1}^{-1}`,
      inOtherBases,
      layersInBases(P => inverse(rationalField, P)),
    ),
  ],
  mutants: mutants({ 'the transpose of P': layersInBases(T), 'P itself': layersInBases(P => P) }),
});

/** Factors of the group of changes of basis: one group of invertible matrices for each hidden layer. */
const factors = (stated: (net: Network) => number) =>
  equal(given => {
    const net = networkOf(given);
    return [
      {
        quantity: 'groups, one for each hidden layer',
        stated: rational(stated(net)),
        truth: rational(net.d.slice(1, -1).length),
      },
    ];
  });

const numberOfComponents = surveyClaim({
  item: 'sec-3.5:number-of-components',
  topic: 'Adjacency form',
  section: '3.5',
  title: '𝒫 is composed of d_(h−1) components, one for each hidden layer',
  place: 'section 3.5, after the definition of 𝒫',
  grade: 'wording',
  note:
    'One for each hidden layer makes h − 1, which is how the sentence is read fairly. They are factors of a product, not disconnected ' +
    'components: of these 𝒫 has 2^(h−1), by the signs of the determinants.',
  readings: [
    exact(
      'as printed',
      String.raw`\#=d_{h-1},\text{ one for each hidden layer}`,
      networkCases({ minDepth: 2 }),
      factors(({ d, h }) => d[h - 1]!),
    ),
    exact(
      'fair reading',
      String.raw`\#=h-1`,
      networkCases({ minDepth: 2 }),
      factors(({ h }) => h - 1),
    ),
    exact(
      'as corrected',
      String.raw`\mathcal P\cong GL(d_1)\times\dots\times GL(d_{h-1})`,
      networkCases({ minDepth: 2 }),
      factors(({ h }) => h - 1),
    ),
  ],
  mutants: mutants({ h: factors(({ h }) => h), two: factors(() => 2) }),
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
  decided(given => {
    const { net, P, moved, movedCase } = change(given, 'P');
    const image = times(P, rawVelocity(net, given), inverse(rationalField, P));
    const isSame = isZero(minus(rawVelocity(moved, movedCase), image));
    return { isTrue: isSame === says, quantity: 'dA_2/dt', reason: `it is ${isSame ? '' : 'not '}P dA_1/dt P⁻¹` };
  });

const notInGeneral = surveyClaim({
  item: 'sec-3.5:not-in-general',
  topic: 'Adjacency form',
  section: '3.5',
  title: 'A change of basis that is not orthogonal does not fit the flow',
  place: 'section 3.5, before proposition 8',
  note: 'A sentence that one example shows; here every P_1 = pI with p = 2, 3, −2 wherever the first layer moves.',
  readings: [
    {
      ...exact(
        'as printed',
        String.raw`A_2=PA_1P^{-1}\not\Rightarrow\dot A_2=P\dot A_1P^{-1}`,
        scaledBases,
        isCompatible(false),
        {
          name: 'the first layer moves',
          meaning: 'dW_1/dt ≠ 0',
          holds: given => {
            const net = networkOf(given);
            return !isZero(rawVelocity(net, given).slice(net.dx, net.dx + net.d[1]!, 0, net.dx));
          },
        },
      ),
      evidence: 'witness',
    },
  ],
  mutants: mutants({ 'it does fit': isCompatible(true) }),
});

const rateInBases = (image: (P: M, rate: M) => M) =>
  changed('O', ({ net, P, moved, given, movedCase }) => [
    { quantity: 'dA_2/dt', stated: image(P, rawVelocity(net, given)), truth: rawVelocity(moved, movedCase) },
  ]);

const prop8Derivative = surveyClaim({
  item: 'prop-8.1',
  topic: 'Adjacency form',
  section: '3.5',
  title: 'Orthogonal changes of basis turn the flow with them',
  place: 'proposition 8, first sentence, and the first display of its proof',
  readings: [
    exact(
      'as printed',
      String.raw`A_2=PA_1P^\top\;\Rightarrow\;\dot A_2=P\dot A_1P^\top`,
      inOrthogonalBases,
      rateInBases((P, rate) => times(P, rate, T(P))),
    ),
  ],
  mutants: mutants({
    'the other way round': rateInBases((P, rate) => times(T(P), rate, P)),
    'P alone': rateInBases((P, rate) => times(P, rate)),
  }),
});

/** Highest power of t of the exact series. */
const ORDER = 4;

const seriesInBases = (image: (P: M, coefficient: M) => M) =>
  changed('O', ({ net, P, given, movedCase }) => {
    const [own, moved] = [flowSeries(given.flow, ORDER), flowSeries(movedCase.flow, ORDER)];
    return range(0, ORDER).map(k => ({
      quantity: `coefficient of t^${k} of A_2`,
      stated: image(
        P,
        net.blk(
          1,
          own.map(layer => layer[k]!),
        ),
      ),
      truth: net.blk(
        1,
        moved.map(layer => layer[k]!),
      ),
    }));
  });

const shallowOrthogonal = networkCases({ assumptions: false, maxDepth: 3, maxWidth: 2, with: ['O'] });

const prop8Trajectories = surveyClaim({
  item: 'prop-8.2',
  topic: 'Adjacency form',
  section: '3.5',
  title: 'Trajectories from turned starts are turned trajectories',
  place: 'proposition 8, second sentence, and the second display of its proof',
  note: 'The exact Taylor coefficients of both raw flows up to t⁴; both are analytic.',
  readings: [
    {
      ...exact(
        'as printed',
        String.raw`A_2(0)=PA_1(0)P^\top\;\Rightarrow\;A_2(t)=PA_1(t)P^\top`,
        shallowOrthogonal,
        seriesInBases((P, a) => times(P, a, T(P))),
      ),
    },
  ],
  mutants: mutants({
    'the other way round': seriesInBases((P, a) => times(T(P), a, P)),
    'not turned': seriesInBases((_, a) => a),
  }),
});

const powersAndBases = (sidesOf: (Ah: M, P: M) => readonly M[]) =>
  changed('O', ({ net, P }) =>
    [net.power(net.h), net.E].flatMap((matrix, k) =>
      sidesOf(matrix, P).map(stated => ({ quantity: k === 0 ? 'A^h' : 'E', stated, truth: matrix })),
    ),
  );

const proofPowers = surveyClaim({
  item: 'prop-8:proof-powers',
  topic: 'Adjacency form',
  section: '3.5',
  title: 'A^h and E are the same in all bases of the hidden units',
  place: 'proof of proposition 8, first sentence',
  readings: [
    exact(
      'as printed',
      String.raw`A^h=A^hP=A^hP^\top=PA^h=P^\top A^h=P^{-\top}A^h`,
      inOrthogonalBases,
      powersAndBases((Ah, P) => [
        times(Ah, P),
        times(Ah, T(P)),
        times(P, Ah),
        times(T(P), Ah),
        times(inverse(rationalField, T(P)), Ah),
      ]),
    ),
  ],
  mutants: mutants({
    'times A^h once more': powersAndBases((Ah, P) => [times(P, Ah, T(P), Ah)]),
    'P for A^h': powersAndBases((_, P) => [P]),
  }),
});

const lawsInBases = (image: (P: M, Q: M) => M) =>
  changed('O', ({ net, P, moved }) => {
    const Q = (A: M): M => minus(times(A, T(A)), times(T(A), A));
    return [
      { quantity: 'Q_2', stated: image(P, Q(net.A)), truth: Q(moved.A) },
      { quantity: 'tr Q_2', stated: Rational.ZERO, truth: tr(Q(moved.A)) },
    ];
  });

const rotatedLaws = surveyClaim({
  item: 'sec-3.5:rotated-laws',
  topic: 'Balance conservation',
  section: '3.5',
  title: 'The conservation laws are turned as well',
  place: 'section 3.5, last display',
  readings: [
    exact(
      'as printed',
      String.raw`Q_2=PQ_1P^\top`,
      inOrthogonalBases,
      lawsInBases((P, Q) => times(P, Q, T(P))),
    ),
  ],
  mutants: mutants({
    'not turned': lawsInBases((_, Q) => Q),
    'the other way round': lawsInBases((P, Q) => times(T(P), Q, P)),
  }),
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
