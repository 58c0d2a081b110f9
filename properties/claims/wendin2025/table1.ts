import { flowSeries } from '../../../oracles/flowSeries.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { adjacencyMatrix } from '../../../src/network/adjacency.ts';
import { widthsOf } from '../../../src/network/flow.ts';
import { multiply, product } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { truncatedSeries } from '../../../src/numbers/truncatedSeries.ts';
import { I, minus, plus, T, times } from '../_exact.ts';
import { type ExactSides, exactly } from '../_exactly.ts';
import { chainArbitrary } from './_chains.ts';
import { surveyClaim } from './_claim.ts';

// Rows of the table of symbols that say what something is equal to. C_i is asked whether it is conserved: its coefficients of t and t² along the raw flow.

const SECTION = { section: 'A.1', topic: 'Symbols' } as const;
const cases = chainArbitrary({ signs: 'any', minDepth: 2, maxDepth: 4, maxWidth: 2 });
const zero = Rational.ZERO;

type Gram = (next: readonly Matrix<Rational>[], a: number, b: number) => Matrix<Rational>;

const outer: Gram = (next, a, b) => times(next[a]!, T(next[b]!));
const inner: Gram = (next, a, b) => times(T(next[a]!), next[b]!);

/** Σ_l G(l, k − l). */
const coefficient = (gram: Gram, of: readonly Matrix<Rational>[], k: number): Matrix<Rational> =>
  Array.from({ length: k + 1 }, (_, l) => gram(of, l, k - l)).reduce((a, b) => plus(a, b));

const conserved = (second: Gram, factor: number): Judge<FlowCase> =>
  exactly(({ flow }) => {
    const series = flowSeries(flow, 2);
    return series.slice(1).flatMap(
      (next, i): ExactSides =>
        [1, 2].map(k => {
          const [left, right] = [coefficient(outer, series[i]!, k), coefficient(second, next, k)];
          if (left.shape !== right.shape) return [`C${i + 1}`, right, left];
          const moved = minus(
            left,
            right.map(entry => entry.mul(Rational.of(factor))),
          );
          return [`C${i + 1}, coefficient of t^${k}`, moved.map(() => zero), moved];
        }),
    );
  });

const FAIR = chainArbitrary({ signs: 'any', minDepth: 2, maxDepth: 3, minOutputs: 2, maxWidth: 2, widths: 'equal' });

const cRow = surveyClaim({
  ...SECTION,
  id: 'table-1:c-i',
  title: 'The quantities conserved by the gradient flow, as the table has them',
  place: 'table 1, C_i',
  restsOn: ['prop-6:any-depth'],
  grade: 'sizes and notation',
  note: 'The second transpose is on the wrong factor: the sizes d_i and d_{i+1} do not fit, and where they are equal what is printed is not conserved.',
  statement: String.raw`C_i=W_iW_i^\top-W_{i+1}W_{i+1}^\top`,
  cases,
  judge: conserved(outer, 1),
  fair: { cases: FAIR },
  corrected: { statement: String.raw`C_i=W_iW_i^\top-W_{i+1}^\top W_{i+1}`, judge: conserved(inner, 1) },
  wrong: { 'their sum': conserved(inner, -1), 'the transpose on the other factor': conserved(outer, 1) },
});

const nodes = (stated: (widths: readonly number[]) => number): Judge<FlowCase> =>
  exactly(({ flow }) => [['n_v', stated(widthsOf(flow.layers)), adjacencyMatrix(rationalField, flow.layers).rows]]);

const sizeOfA = surveyClaim({
  ...SECTION,
  id: 'table-1:n-v',
  title: 'A has as many rows as the network has nodes',
  place: 'table 1, n_v and A',
  statement: String.raw`A\in\mathbb R^{n_v\times n_v},\quad n_v=d_x+d_1+\dots+d_{h-1}+d_y`,
  cases,
  judge: nodes(widths => widths.reduce((a, b) => a + b)),
  wrong: { 'without the inputs': nodes(widths => widths.slice(1).reduce((a, b) => a + b)) },
});

/** A direction in block-shift form: the layers with 1 added to every entry. */
const directionOf = (layers: readonly Matrix<Rational>[]): readonly Matrix<Rational>[] =>
  layers.map(layer => layer.map((entry, i, j) => entry.add(Rational.of(1 + i - j))));

/** Σ A^{k_1}VA^{k_2}V⋯ with k factors V and exponents that add up to `total`. */
function words(A: Matrix<Rational>, V: Matrix<Rational>, k: number, total: number): Matrix<Rational> {
  const powers = [I(A.rows)];
  for (let n = 1; n <= total; n++) powers.push(times(powers.at(-1)!, A));
  if (k === 0) return powers[total]!;
  return Array.from({ length: total + 1 }, (_, first) =>
    times(powers[first]!, V, words(A, V, k - 1, total - first)),
  ).reduce((a, b) => plus(a, b));
}

/** The coefficients of (A + εV)^h. */
const rho = (totalOf: (h: number, k: number) => number): Judge<FlowCase> =>
  exactly(({ flow: { layers } }) => {
    const [h, V] = [layers.length, adjacencyMatrix(rationalField, directionOf(layers))];
    const A = adjacencyMatrix(rationalField, layers);
    const field = truncatedSeries(rationalField, h);
    const moved = A.map((entry, i, j) =>
      field.zero.map((nothing, k) => (k === 0 ? entry : k === 1 ? V.at(i, j) : nothing)),
    );
    const power = product(field, moved, ...Array.from({ length: h - 1 }, () => moved));
    return Array.from({ length: h }, (_, at) => [
      `ρ_${at + 1}`,
      words(A, V, at + 1, totalOf(h, at + 1)),
      power.map(entry => entry[at + 1]!),
    ]);
  });

const rhoRow = surveyClaim({
  ...SECTION,
  id: 'table-1:rho-k',
  title: 'ρ_k(A, V) is the sum of all products of k factors V and h − k factors A',
  place: 'table 1, ρ_k',
  note: 'Judged against the coefficient of ε^k of (A + εV)^h. The exponents of k factors V are k_1, …, k_{k+1}; the table counts them to k_h, as the proof of lemma 19 does. Read as what is meant: there is one more exponent than factors V.',
  statement: String.raw`\rho_k(A,V)=\sum_{k_1+\dots+k_{k+1}=h-k}A^{k_1}VA^{k_2}\cdots VA^{k_{k+1}}`,
  cases: chainArbitrary({ signs: 'any', maxDepth: 3, maxWidth: 2 }),
  judge: rho((h, k) => h - k),
  wrong: { 'exponents that add up to h': rho(h => h) },
});

const equivalence = (relates: (a: Matrix<Rational>, b: Matrix<Rational>) => boolean): Judge<FlowCase> =>
  exactly(({ flow: { layers } }) => {
    const powerOf = (of: readonly Matrix<Rational>[]): Matrix<Rational> => {
      const A = adjacencyMatrix(rationalField, of);
      return product(rationalField, A, ...of.slice(1).map(() => A));
    };
    const [one, other] = [layers, directionOf(layers)].map(powerOf);
    const zeroed = powerOf(layers.map((layer, at) => (at === 0 ? layer.map(() => zero) : layer)));
    const all = [one!, other!, zeroed];
    const related = all.map(a => all.map(b => relates(a, b)));
    const symmetric = related.every((row, i) => row[i] && row.every((value, j) => value === related[j]![i]));
    const transitive = related.every((row, i) =>
      row.every((value, j) => !value || related[j]!.every((next, k) => !next || related[i]![k])),
    );
    return [['reflexive, symmetric and transitive', 1, symmetric && transitive ? 1 : 0]];
  });

const same = (a: Matrix<Rational>, b: Matrix<Rational>): boolean =>
  a.data.every((entry, at) => entry.equals(b.data[at]!));

const relation = surveyClaim({
  ...SECTION,
  id: 'table-1:equivalence',
  title: 'A_1 ∼ A_2, equal h-th powers, is an equivalence relation',
  place: 'table 1, A_1 ∼ A_2',
  statement: String.raw`A_1\sim A_2\iff A_1^h=A_2^h`,
  cases,
  judge: equivalence(same),
  wrong: { 'different powers': equivalence((a, b) => !same(a, b)) },
});

const productRow = (reversed: boolean): Judge<FlowCase> =>
  exactly(({ flow: { layers } }) => {
    const A = adjacencyMatrix(rationalField, layers);
    const power = layers.slice(1).reduce(B => multiply(rationalField, B, A), A);
    const [inputs, outputs] = [layers[0]!.cols, layers.at(-1)!.rows];
    const corner = power.slice(A.rows - outputs, A.rows, 0, inputs);
    const chain = reversed ? layers.map(T) : layers;
    const fits = reversed ? times(chain[0]!, ...chain.slice(1)) : times(chain.at(-1)!, ...chain.slice(0, -1).reverse());
    return [['W_{1:h}, the corner of A^h', fits, corner]];
  });

const productOfWeights = surveyClaim({
  ...SECTION,
  id: 'table-1:product',
  title: 'W_{j:k} is W_k W_{k−1} ⋯ W_j, which powers of A hold',
  place: 'table 1, W_{j:k}',
  statement: String.raw`W_{1:h}=W_hW_{h-1}\cdots W_1`,
  cases,
  judge: productRow(false),
  wrong: { 'in the other order, transposed': productRow(true) },
});

export const table1: readonly Claim<FlowCase>[] = [cRow, sizeOfA, rhoRow, relation, productOfWeights];
