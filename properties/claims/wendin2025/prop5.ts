import { flowSeries } from '../../../oracles/flowSeries.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { blockAt, occupiedBlocks } from '../../../src/network/adjacency.ts';
import { characteristicPolynomial } from '../../../src/numbers/characteristicPolynomial.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import type { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { minus, scaled, T, times } from '../_exact.ts';
import { type ExactSide, type ExactSides, exactly, isSo } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import {
  errorOf,
  flowTerm,
  isZero,
  type M,
  type Network,
  network,
  networkOf,
  range,
  rational,
  velocity,
} from './_network.ts';
import { networkCases } from './_networkCases.ts';
import { rawVelocity } from './prop4.ts';

const anyNetwork = networkCases({ assumptions: false });
const sides = (of: (net: Network, given: FlowCase) => ExactSides) => exactly(given => of(networkOf(given), given));

/** Where equation 12 moves entries of A that a network does not have. */
const movesOutside = (rate: (net: Network) => M) =>
  isSo(given => {
    const net = networkOf(given);
    const outside = occupiedBlocks(rationalField, rate(net), net.d).filter(([row, col]) => row !== col + 1);
    return {
      isSo: outside.length === 0,
      quantity: 'blocks of dA/dt off the shift',
      reason: outside.length === 0 ? 'there are none' : `block (${outside[0]!.join(', ')}) moves`,
    };
  });

const staysInShape = surveyClaim({
  id: 'prop-5:block-structure',
  topic: 'Adjacency form',
  section: '3.1',
  title: 'A(0) ∈ 𝒜 implies A(t) ∈ 𝒜',
  place: 'proposition 5',
  note: 'Equation 12 moves no entry beside the blocks of the layers: its right side is in the space 𝒜 wherever A is, and flows stay in it.',
  statement: String.raw`A\in\mathcal A\;\Rightarrow\;\dot A\in\mathcal A`,
  cases: anyNetwork,
  judge: movesOutside(velocity),
  wrong: {
    'A is added to its transpose': movesOutside(net => minus(velocity(net), T(net.A))),
    'without transposes': movesOutside(net => times(net.A, net.A)),
  },
});

/** A after a short while: the Taylor polynomial of the raw flow at a small time, in fractions. */
function laterOn({ flow }: FlowCase): Network {
  const at = rational(1, 8);
  const layers = flowSeries(flow, 3).map(series =>
    series.reduceRight((value, coefficient) => minus(coefficient, scaled(at.neg(), value))),
  );
  return network(layers, flow.sigmaYX);
}

const powersVanish = (exponent: (net: Network) => number) =>
  isSo(given => {
    const nets = [networkOf(given), laterOn(given)];
    return {
      isSo: nets.every(net => isZero(net.power(exponent(net)))),
      quantity: 'power of A(t) that is 0',
      reason: `power ${exponent(nets[0]!)} of A(0) and of A(t)`,
    };
  });

const shallow = networkCases({ assumptions: false, maxDepth: 3, maxWidth: 2 });

const nilpotent = surveyClaim({
  id: 'prop-5:nilpotent',
  topic: 'Adjacency form',
  section: '3.1',
  title: 'A(t) is nilpotent for all t, with A(t)^(h+1) = 0',
  place: 'proposition 5 and the end of its proof',
  note: 'At the start and at 1/8 of the clock on a Taylor polynomial of the raw flow: any member of 𝒜 has the property.',
  statement: 'A(t)^{h+1}=0',
  cases: shallow,
  judge: powersVanish(({ h }) => h + 1),
  wrong: { 'A^h = 0': powersVanish(({ h }) => h), 'A = 0': powersVanish(() => 1) },
});

const spectrum = (stated: (n: number) => readonly number[]) =>
  sides((net, given) =>
    [net, laterOn(given)].map((now, k) => {
      const found = characteristicPolynomial(rationalField, now.A);
      const of = (values: readonly Rational[]): M => new Matrix(1, values.length, values);
      return [
        `characteristic polynomial of A(${k === 0 ? '0' : 't'})`,
        of(stated(net.A.rows).map(value => rational(value))),
        of(found),
      ];
    }),
  );

const isospectral = surveyClaim({
  id: 'prop-5:isospectral',
  topic: 'Adjacency form',
  section: '3.1',
  title: 'The gradient flow is isospectral: all eigenvalues stay 0',
  place: 'proposition 5, and the first conservation laws of section 3.2',
  statement: String.raw`\lambda_i(A(t))=0\quad\text{for all }i`,
  cases: shallow,
  judge: spectrum(n => range(0, n).map(k => (k === 0 ? 1 : 0))),
  wrong: { 'an eigenvalue 1': spectrum(n => range(0, n).map(k => (k === 0 ? 1 : k === 1 ? -1 : 0))) },
});

const blocksOfFlow = (stated: (net: Network, j: number, error: M) => M) =>
  sides((net, given) => {
    const error = minus(net.Sigma, net.product(1, net.h));
    return [
      [
        'dA/dt',
        net.blk(
          1,
          range(1, net.h).map(j => stated(net, j, error)),
        ),
        rawVelocity(net, given),
      ],
    ];
  });

const eq15 = surveyClaim({
  id: 'eq-15',
  topic: 'Adjacency form',
  section: '3.1',
  title: 'The flows of all layers as blocks of one matrix',
  place: 'equation 15',
  statement: String.raw`\frac{d}{dt}\mathrm{blk}_1(W_1,\dots,W_h)=\mathrm{blk}_1(W_{2:h}^\top\Xi,W_{3:h}^\top\Xi W_1^\top,\dots,\Xi W_{1:h-1}^\top)`,
  cases: anyNetwork,
  judge: blocksOfFlow((net, j, error) => times(T(net.product(j + 1, net.h)), error, T(net.product(1, j - 1)))),
  wrong: {
    uphill: blocksOfFlow((net, j, error) =>
      scaled(-1, times(T(net.product(j + 1, net.h)), error, T(net.product(1, j - 1)))),
    ),
    'with Σ for Ξ': blocksOfFlow((net, j) => times(T(net.product(j + 1, net.h)), net.Sigma, T(net.product(1, j - 1)))),
  },
});

const blockOfPower = (row: (l: number, k: number) => number) =>
  sides(net =>
    range(1, net.h).flatMap(k =>
      range(1, k).map(
        (l): ExactSide => [`W_(${l}:${k})`, blockAt(net.power(k - l + 1), net.d, row(l, k), l), net.product(l, k)],
      ),
    ),
  );

const eq16 = surveyClaim({
  id: 'eq-16',
  topic: 'Adjacency form',
  section: '3.1',
  title: 'The blocks of A^k, and each product of layers as the block of a power',
  place: 'equation 16 and the sentence after it',
  statement: String.raw`A^k=\mathrm{blk}_k(W_{1:k},\dots,W_{h-k+1:h}),\quad W_{\ell:k}=[A^{k-\ell+1}]_{(k+1,\ell)}`,
  cases: anyNetwork,
  judge: exactly(given => {
    const net = networkOf(given);
    const powers = range(1, net.h).map(
      (k): ExactSide => [
        `A^${k}`,
        net.blk(
          k,
          range(1, net.h + 1 - k).map(j => net.product(j, j + k - 1)),
        ),
        net.power(k),
      ],
    );
    const blocks = range(1, net.h).flatMap(k =>
      range(1, k).map(
        (l): ExactSide => [`W_(${l}:${k})`, blockAt(net.power(k - l + 1), net.d, k + 1, l), net.product(l, k)],
      ),
    );
    return [...powers, ...blocks];
  }),
  wrong: { 'a block row less': blockOfPower((_, k) => k), 'the first block row': blockOfPower(() => 1) },
});

const eq17Sides = (row: (j: number) => number) =>
  sides((net, given) =>
    range(1, net.h).map(j => [
      `dW${j}/dt`,
      blockAt(flowTerm(net, j), net.d, row(j), j),
      blockAt(rawVelocity(net, given), net.d, j + 1, j),
    ]),
  );

const eq17 = surveyClaim({
  id: 'eq-17',
  topic: 'Adjacency form',
  section: '3.1',
  title: 'The flow of a layer is the block (j+1, j) of the j-th term',
  place: 'equation 17 and the display after it',
  statement: String.raw`\frac{dW_j}{dt}=[A^{h-j}]^\top_{(j+1,h+1)}\Xi[A^{j-1}]^\top_{(1,j)}=[(A^{h-j})^\top(E-A^h)(A^{j-1})^\top]_{(j+1,j)}`,
  cases: anyNetwork,
  judge: exactly(given => {
    const net = networkOf(given);
    const truth = rawVelocity(net, given);
    return range(1, net.h).flatMap(j => {
      const above = blockAt(T(net.power(net.h - j)), net.d, j + 1, net.h + 1);
      const below = blockAt(T(net.power(j - 1)), net.d, 1, j);
      const error = minus(net.Sigma, net.product(1, net.h));
      const found = blockAt(truth, net.d, j + 1, j);
      return [
        [`dW${j}/dt by three blocks`, times(above, error, below), found],
        [`dW${j}/dt by one block`, blockAt(flowTerm(net, j), net.d, j + 1, j), found],
      ];
    });
  }),
  wrong: { 'the block above': eq17Sides(j => j), 'the last block row': eq17Sides(() => 1) },
});

/** Blocks of (A^(h−j))ᵀ(E − A^h) and of the whole term that are not zero, beside the one place that the proof names. */
const singleBlocks = (first: (j: number) => number, second: (j: number) => number) =>
  isSo(given => {
    const net = networkOf(given);
    const wrong = range(1, net.h).flatMap(j => {
      const half = occupiedBlocks(rationalField, times(T(net.power(net.h - j)), errorOf(net)), net.d);
      const whole = occupiedBlocks(rationalField, flowTerm(net, j), net.d);
      const isAt = (row: number, col: number) => (place: readonly number[]) => place[0] === row && place[1] === col;
      return half.every(isAt(first(j), 1)) && whole.every(isAt(second(j), j)) ? [] : [j];
    });
    return {
      isSo: wrong.length === 0,
      quantity: 'blocks that are not zero',
      reason: wrong.length === 0 ? 'as stated' : `another one for j = ${wrong[0]}`,
    };
  });

const proofSingleBlock = surveyClaim({
  id: 'prop-5:proof-single-block',
  topic: 'Adjacency form',
  section: '3.1',
  title: 'Each factor leaves a single block: (j+1, 1), then (j+1, j)',
  place: 'proof of proposition 5, after equation 17',
  note: 'The text multiplies (A^(h−j))ᵀ with E − A^h “from the right”: E − A^h stands on the right.',
  statement: String.raw`(A^{h-j})^\top(E-A^h)\text{ has block }(j+1,1)\text{ alone},\ (A^{h-j})^\top(E-A^h)(A^{j-1})^\top\text{ block }(j+1,j)`,
  cases: anyNetwork,
  judge: singleBlocks(
    j => j + 1,
    j => j + 1,
  ),
  wrong: {
    'block (j, 1) first': singleBlocks(
      j => j,
      j => j + 1,
    ),
    'block (j, j) in the end': singleBlocks(
      j => j + 1,
      j => j,
    ),
  },
});

export const prop5: readonly Claim<FlowCase>[] = [
  staysInShape,
  nilpotent,
  isospectral,
  eq15,
  eq16,
  eq17,
  proofSingleBlock,
];
