import fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import { caseHash } from '../../../src/judge/caseJson.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { flow } from '../../../src/network/flow.ts';
import { mapOfLayers } from '../../../src/network/observables/flowLoss.ts';
import { inverse } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { distinctShrinks } from '../../arbitraries/distinctShrinks.ts';
import { drawRecord, draws, indexInto, table } from '../../arbitraries/table.ts';
import { plus, times } from '../_exact.ts';
import { type ExactSide, exactly, isSo } from '../_exactly.ts';
import { isZero } from './_chains.ts';
import { surveyClaim } from './_claim.ts';

// W_i = (B_i 0; 0 0) and Z_i = (0 0; 0 N_i) in hidden bases P_i that need not be orthogonal, with Z_{1:h} = 0 where one N_i is zero: then W_{j+1}Z_j = 0 and
// Z_jW_{j−1} = 0. Of the 2^h words in W and Z those with both letters vanish. Without one of the conditions one of them is left.

const SECTION = { section: 'A.5', topic: 'Equivalence of adjacency matrices' } as const;
const ENTRIES = table('1', '2', '-1', '1/2', '0', '3');
const zero = Rational.ZERO;

/** Networks whose hidden layers are split in two halves of one or two units; the case carries Z_1 … Z_h and P_1 … P_{h−1}. */
const cases: fc.Arbitrary<FlowCase> = distinctShrinks(
  drawRecord({
    depth: fc.noBias(fc.integer({ min: 1, max: 4 })),
    half: fc.noBias(fc.integer({ min: 1, max: 2 })),
    entries: draws(24, indexInto(ENTRIES)),
    silent: fc.noBias(fc.nat(3)),
    shear: draws(4, indexInto(ENTRIES)),
  }).map(({ depth, half, entries, silent, shear }) => {
    const entry = (at: number): Rational => ENTRIES[entries[at % entries.length]!]!;
    const width = (i: number): number => (i === 0 || i === depth ? 2 : 2 * half);
    const isOuter = (i: number): boolean => i === 0 || i === depth;
    const layer = (i: number, isZ: boolean): Matrix<Rational> =>
      Matrix.generate(width(i), width(i - 1), (row, col) => {
        const upper = isOuter(i) ? 'both' : row < half ? 'W' : 'Z';
        const left = isOuter(i - 1) ? 'both' : col < half ? 'W' : 'Z';
        const own = isZ ? 'Z' : 'W';
        if ((upper !== 'both' && upper !== own) || (left !== 'both' && left !== own)) return zero;
        if (isZ && (depth === 1 || i === 1 + (silent % depth))) return zero;
        return entry(7 * i + 3 * row + col + (isZ ? 11 : 0));
      });
    const P = (i: number): Matrix<Rational> =>
      Matrix.generate(width(i), width(i), (row, col) =>
        row === col ? Rational.of(1 + (row % 2)) : row < col ? ENTRIES[shear[i % shear.length]!]! : zero,
      );
    const indices = Array.from({ length: depth }, (_, at) => at + 1);
    const extra: Record<string, Matrix<Rational>> = {};
    for (const i of indices) extra[`Z${i}`] = layer(i, true);
    for (const i of indices.slice(0, -1)) extra[`P${i}`] = P(i);
    const sigmaYX = Matrix.generate(2, 2, (i, j) => (i === j ? Rational.of(2 - i) : zero));
    return { flow: flow({ layers: indices.map(i => layer(i, false)), sigmaYX }), time: zero, extra };
  }),
  caseHash,
);

const mapOf = (layers: readonly Matrix<Rational>[]): Matrix<Rational> => mapOfLayers(rationalField, layers);

const zs = ({ flow: { layers }, extra }: FlowCase): Matrix<Rational>[] => layers.map((_, at) => extra[`Z${at + 1}`]!);

/** The layers of P(A + Z)P⁻¹. */
function changed(
  { flow: { layers }, extra }: FlowCase,
  added: readonly Matrix<Rational>[],
  withInverse = true,
): Matrix<Rational>[] {
  return layers.map((layer, at) => {
    const sum = plus(layer, added[at]!);
    const [after, before] = [extra[`P${at + 1}`], extra[`P${at}`]];
    const left = after === undefined ? sum : times(after, sum);
    if (before === undefined) return left;
    return times(left, withInverse ? inverse(rationalField, before) : before);
  });
}

const equivalent = (added: (given: FlowCase) => readonly Matrix<Rational>[], withInverse = true): Judge<FlowCase> =>
  exactly(given => [['W_{1:h} of A_2', mapOf(changed(given, added(given), withInverse)), mapOf(given.flow.layers)]]);

const full = ({ flow: { layers } }: FlowCase): Matrix<Rational>[] =>
  layers.map((layer, at) => layer.map((_, i, j) => Rational.of(at === 0 && i + j === 0 ? 1 : 0)));

const prop40 = surveyClaim({
  ...SECTION,
  id: 'prop-40',
  title: 'A_2 = P(A_1 + Z)P⁻¹ has the same h-th power, for Z that neighbours annihilate and whose own power vanishes',
  place: 'proposition 40',
  statement: String.raw`A_2=P(A_1+Z)P^{-1},\;W_{j+1}Z_j=0,\;Z_jW_{j-1}=0,\;Z^h=0\;\Rightarrow\;A_1^h=A_2^h`,
  cases,
  judge: equivalent(zs),
  wrong: {
    'P instead of its inverse': equivalent(zs, false),
    'any Z in the first layer': equivalent(full),
  },
});

const changeOfBasis = surveyClaim({
  ...SECTION,
  id: 'prop-40:proof-change-of-basis',
  title: 'A change of basis of the hidden layers leaves the product as it is',
  place: 'proof of proposition 40, part 1',
  statement: String.raw`W_j^{(2)}=P_jW_j^{(1)}P_{j-1}^{-1}\;\Rightarrow\;W_{1:h}^{(2)}=W_{1:h}^{(1)}`,
  cases,
  judge: equivalent(({ flow: { layers } }) => layers.map(layer => layer.map(() => zero))),
  wrong: {
    'P instead of its inverse': equivalent(({ flow: { layers } }) => layers.map(layer => layer.map(() => zero)), false),
  },
});

/** All words of W and Z, letters chosen by the bits of a number. */
function wordsOf(given: FlowCase): { readonly word: number; readonly value: Matrix<Rational> }[] {
  const { layers } = given.flow;
  const Z = zs(given);
  return Array.from({ length: 2 ** layers.length }, (_, word) => ({
    word,
    value: mapOf(layers.map((layer, at) => ((word >> at) % 2 === 1 ? Z[at]! : layer))),
  }));
}

const expansion = (drop: number): Judge<FlowCase> =>
  exactly(given => {
    const all = wordsOf(given).filter(({ word }) => word !== drop);
    const stated = all.map(({ value }) => value).reduce((a, b) => plus(a, b));
    const truth = mapOf(given.flow.layers.map((layer, at) => plus(layer, zs(given)[at]!)));
    return [['∏(W_j + Z_j)', stated, truth]];
  });

const expands = surveyClaim({
  ...SECTION,
  id: 'prop-40:proof-expansion',
  title: 'The product of the sums is the sum of all words in W and Z',
  place: 'proof of proposition 40, part 2, last display',
  statement: String.raw`\prod_j(W_j+Z_j)=W_{1:h}+Z_hW_{1:h-1}+W_hZ_{h-1}W_{1:h-2}+\dots+Z_h\cdots Z_1`,
  cases,
  judge: expansion(-1),
  wrong: { 'without the word of W alone': expansion(0) },
});

const vanish = (first: number): Judge<FlowCase> =>
  exactly(given =>
    wordsOf(given)
      .slice(first)
      .map(({ word, value }): ExactSide => [`word ${word.toString(2)}`, value.map(() => zero), value]),
  );

const eachTerm = surveyClaim({
  ...SECTION,
  id: 'prop-40:proof-each-term',
  title: 'Each of the words but the first is zero, the last one if Z_{1:h} = 0',
  place: 'proof of proposition 40, part 2, last sentence',
  statement: String.raw`\text{every word with some }Z_j\text{ is zero}`,
  cases,
  judge: vanish(1),
  wrong: { 'the first one too': vanish(0) },
});

const nilpotent = (offset: number): Judge<FlowCase> =>
  exactly(given => {
    const Z = zs(given);
    const value = mapOf(Z);
    return [[`Z^h, corner`, value.map(() => Rational.of(offset)), value]];
  });

const zPower = surveyClaim({
  ...SECTION,
  id: 'prop-40:proof-z-power',
  title: 'Z^h = 0 means Z_{1:h} = 0, for instance where some Z_j is zero',
  place: 'proof of proposition 40, first sentence',
  statement: String.raw`Z_j=0\text{ for some }j\;\Rightarrow\;Z_{1:h}=0`,
  cases,
  judge: nilpotent(0),
  wrong: { 'it is 1': nilpotent(1) },
});

/** Factors tried for P_1 and for Z_1, Z_2. */
const TRIED = table('1', '-1', '2', '1/2', '3').concat(zero);

/**
 * From scalars (w, 0) to (0, w), whose products are both 0: all P and Z of the proposition that are tried, w times small fractions. None can do: Z_2W_1 = 0
 * leaves Z_2 = 0, and P only scales the zero of the second layer.
 */
const notNecessary: Judge<FlowCase> = isSo(given => {
  const w = given.flow.layers[0]!.data.find(entry => !isZero(entry)) ?? Rational.ONE;
  const allowed = TRIED.flatMap(z1 => TRIED.map(z2 => [z1.mul(w), z2.mul(w)] as const)).filter(
    ([z1, z2]) => isZero(z2.mul(w)) && isZero(zero.mul(z1)) && isZero(z1.mul(z2)),
  );
  const reached = allowed.flatMap(([z1, z2]) =>
    TRIED.filter(p => !isZero(p)).map(p => [w.add(z1).mul(p), zero.add(z2).div(p)] as const),
  );
  const hits = reached.filter(([first, second]) => isZero(first) && second.equals(w)).length;
  return {
    quantity: `networks P(A₁ + Z)P⁻¹ of (${w}, 0) that are (0, ${w})`,
    isSo: reached.length > 0 && hits === 0,
    reason: `${hits} of ${reached.length}`,
  };
});

const necessary: Judge<FlowCase> = (given, effort) => {
  const judgement = notNecessary(given, effort);
  return { ...judgement, outcome: judgement.outcome === 'held' ? 'failed' : 'held' };
};

const sufficientOnly = surveyClaim({
  ...SECTION,
  id: 'prop-40:not-necessary',
  title: 'The condition is sufficient, not necessary',
  place: 'appendix A.5, last paragraph',
  note: 'Scalars: (w, 0) and (0, w) have the product 0, and no P and Z of the proposition lead from one to the other.',
  statement: String.raw`\exists\,A_1\sim A_2:\;A_2\ne P(A_1+Z)P^{-1}\text{ for all such }P,Z`,
  cases,
  judge: notNecessary,
  wrong: { 'it is necessary': necessary },
});

/** W_{j+2}W_{j+1}Z_j = 0 although W_{j+1}Z_j is not: three layers of two units, Z_1 in the kernel of W_3W_2 alone. */
const beyondNeighbours = (shift: number): Judge<FlowCase> =>
  exactly(given => {
    const a = given.flow.layers[0]!.data.find(entry => !isZero(entry)) ?? Rational.ONE;
    const one = Rational.ONE;
    const W1 = Matrix.fromRows([[a], [zero]]);
    const W2 = Matrix.fromRows([
      [one, zero],
      [zero, one],
    ]);
    const W3 = Matrix.fromRows([[one, zero]]);
    const Z1 = Matrix.fromRows([[Rational.of(shift)], [a]]);
    return [['W_3W_2(W_1 + Z_1)', times(W3, W2, plus(W1, Z1)), times(W3, W2, W1)]];
  });

const example = surveyClaim({
  ...SECTION,
  id: 'prop-40:null-space-of-a-product',
  title: 'Z_j may lie in the null space of W_{j+2}W_{j+1} without lying in that of W_{j+1}',
  place: 'appendix A.5, last sentence',
  statement: String.raw`Z_j\notin\mathcal N(W_{j+1}),\;Z_j\in\mathcal N(W_{j+2}W_{j+1})\;\Rightarrow\;A_1+Z\sim A_1`,
  cases,
  judge: beyondNeighbours(0),
  wrong: { 'not in it either': beyondNeighbours(1) },
});

export const prop40Claims: readonly Claim<FlowCase>[] = [
  prop40,
  changeOfBasis,
  expands,
  eachTerm,
  zPower,
  sufficientOnly,
  example,
];
