import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { adjacencyMatrix, blockAt } from '../../../src/network/adjacency.ts';
import { widthsOf } from '../../../src/network/flow.ts';
import { trace } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { I, minus, T, times } from '../_exact.ts';
import { type ExactSide, type ExactSides, exactly } from '../_exactly.ts';
import { basisOf, chainArbitrary, coresOf } from './_chains.ts';
import { surveyClaim } from './_claim.ts';

// Singular values are compared exactly by the traces of the powers of AᵀA and W_iᵀW_i, and their number by ranks. The constructed U and V come from rational
// singular vectors that the case carries; what is printed of sizes, orthogonality and the product is checked with them.

const SECTION = { section: 'A.4', topic: 'Singular values of A' } as const;
const cases = chainArbitrary({ kind: 'unaligned', widths: 'any', maxDepth: 3, maxWidth: 3 });
const zero = Rational.ZERO;

const A = ({ flow: { layers } }: FlowCase): Matrix<Rational> => adjacencyMatrix(rationalField, layers);
const qs = ({ flow: { layers } }: FlowCase): number[] => layers.map(({ rows, cols }) => Math.min(rows, cols));
const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const powerSums = (gram: Matrix<Rational>, most: number): Rational[] => {
  const sums: Rational[] = [];
  let power = gram;
  for (let m = 1; m <= most; m++) {
    sums.push(trace(rationalField, power));
    power = times(power, gram);
  }
  return sums;
};

const column = (values: readonly Rational[]): Matrix<Rational> => new Matrix(values.length, 1, [...values]);

const union = (
  counted: (layers: readonly Matrix<Rational>[]) => readonly Matrix<Rational>[],
  zeros: (nv: number, q: number) => number,
) =>
  exactly(given => {
    const all = A(given);
    const { layers } = given.flow;
    const most = 4;
    const parts = counted(layers).map(layer => powerSums(times(T(layer), layer), most));
    const stated = Array.from({ length: most }, (_, m) => parts.map(part => part[m]!).reduce((a, b) => a.add(b), zero));
    const q = total(qs(given));
    const nonzero = total(layers.map(layer => rank(rationalField, layer)));
    return [
      ['traces of (AᵀA)^m, m = 1 … 4', column(stated), column(powerSums(times(T(all), all), most))],
      ['zeros among the singular values of A', zeros(all.rows, q) + q - nonzero, all.rows - rank(rationalField, all)],
    ];
  });

const values = surveyClaim({
  ...SECTION,
  id: 'prop-39',
  title: 'The singular values of A are those of all blocks, and n_v − q zeros',
  place: 'proposition 39',
  statement: String.raw`\sigma(A)=\bigcup_i\sigma(W_i)\cup\{0\}^{n_v-q},\qquad q=\sum_i\min\{d_i,d_{i-1}\}`,
  cases,
  judge: union(
    layers => layers,
    (nv, q) => nv - q,
  ),
  wrong: {
    'without the first block': union(
      layers => layers.slice(1),
      (nv, q) => nv - q,
    ),
    'one zero more': union(
      layers => layers,
      (nv, q) => nv - q + 1,
    ),
  },
});

interface Decomposition {
  readonly Us: Matrix<Rational>;
  readonly U: Matrix<Rational>;
  readonly Vs: Matrix<Rational>;
  readonly V: Matrix<Rational>;
  readonly Omega: Matrix<Rational>;
}

/** (76)–(78): columns with values, then those without, then the first (last) layer’s own. */
function assembled(given: FlowCase): Decomposition {
  const { layers } = given.flow;
  const widths = widthsOf(layers);
  const starts = widths.map((_, i) => total(widths.slice(0, i)));
  const n = total(widths);
  const q = qs(given);
  const cores = coresOf(given);
  const placed = (block: Matrix<Rational>, at: number): Matrix<Rational> =>
    Matrix.generate(n, block.cols, (i, j) =>
      i >= starts[at]! && i < starts[at]! + block.rows ? block.at(i - starts[at]!, j) : zero,
    );
  const cut = (block: Matrix<Rational>, from: number, to: number): Matrix<Rational> =>
    block.slice(0, block.rows, from, to);
  const join = (parts: readonly Matrix<Rational>[]): Matrix<Rational> => {
    const columns = parts.flatMap(part =>
      Array.from({ length: part.cols }, (_, j) => Array.from({ length: n }, (__, i) => part.at(i, j))),
    );
    return Matrix.generate(n, columns.length, (i, j) => columns[j]![i]!);
  };
  const basis = (side: 'U' | 'V', at: number): Matrix<Rational> => basisOf(given, side, at + 1);
  const row = (side: 'U' | 'V', at: number): number => (side === 'U' ? at + 1 : at);
  const withValues = (side: 'U' | 'V'): Matrix<Rational> =>
    join(layers.map((_, at) => placed(cut(basis(side, at), 0, q[at]!), row(side, at))));
  const without = (side: 'U' | 'V'): Matrix<Rational> =>
    join(layers.map((_, at) => placed(cut(basis(side, at), q[at]!, basis(side, at).cols), row(side, at))));
  const [Us, Vs] = [withValues('U'), withValues('V')];
  const U = join([Us, without('U'), placed(I(widths[0]!), 0)]);
  const V = join([Vs, without('V'), placed(I(widths.at(-1)!), widths.length - 1)]);
  const diagonal = cores.flatMap((core, at) => Array.from({ length: q[at]! }, (_, k) => core.at(k, k)));
  const Omega = Matrix.generate(n, n, (i, j) => (i === j && i < diagonal.length ? diagonal[i]! : zero));
  return { Us, U, Vs, V, Omega };
}

const isOrthogonal = (name: string, a: Matrix<Rational>): ExactSides =>
  a.rows === a.cols ? [[`${name}ᵀ${name}`, I(a.cols), times(T(a), a)]] : [[`columns of ${name}`, a.cols, a.rows]];

const vectors = (swap: boolean): Judge<FlowCase> =>
  exactly(given => {
    const { U, V, Omega } = assembled(given);
    return [
      ...isOrthogonal('U', U),
      ...isOrthogonal('V', V),
      ['UΩVᵀ', swap ? times(V, Omega, T(U)) : times(U, Omega, T(V)), A(given)],
    ];
  });

const assembledVectors = surveyClaim({
  ...SECTION,
  id: 'prop-39:singular-vectors',
  title: 'The singular vectors of A are assembled from those of the blocks: A = UΩVᵀ with orthogonal U and V',
  place: 'proposition 39, last sentence, and equations 76 to 78',
  statement: String.raw`A=U\Omega V^\top,\qquad U^\top U=V^\top V=I_{n_v}`,
  cases,
  judge: vectors(false),
  wrong: { 'U and V exchanged': vectors(true) },
});

const thin = (keep: (q: number) => number): Judge<FlowCase> =>
  exactly(given =>
    coresOf(given).map((core, at) => {
      const q = keep(qs(given)[at]!);
      const [U, V] = [basisOf(given, 'U', at + 1), basisOf(given, 'V', at + 1)];
      const part = times(U.slice(0, U.rows, 0, q), core.slice(0, q, 0, q), T(V.slice(0, V.rows, 0, q)));
      return [`W${at + 1} from its first columns`, part, given.flow.layers[at]!] as const;
    }),
  );

const eq75 = surveyClaim({
  ...SECTION,
  id: 'eq-75',
  title: 'The thin decomposition of a block: columns beyond q_i contribute nothing',
  place: 'equation 75 and after it',
  statement: String.raw`W_i=U_i^\sigma\Lambda_iV_i^{\sigma\top},\qquad q_i=\min\{d_i,d_{i-1}\}`,
  cases,
  judge: thin(q => q),
  wrong: { 'a column fewer': thin(q => Math.max(q - 1, 0)) },
});

const counts = (stated: (given: FlowCase, side: 'U' | 'V') => number): Judge<FlowCase> =>
  exactly(given => {
    const { U, V, Us, Vs } = assembled(given);
    return [
      ['columns of U', stated(given, 'U'), U.cols],
      ['columns of V', stated(given, 'V'), V.cols],
      ['columns of U^σ', total(qs(given)), Us.cols],
      ['columns of V^σ', total(qs(given)), Vs.cols],
    ];
  });

const sizes = surveyClaim({
  ...SECTION,
  id: 'eq-76:sizes',
  title: 'U and V are square: q + p^u + d_x = q + p^v + d_y = n_v',
  place: 'equations 76 and 77',
  note: 'The place of V_h^o and the superscript of V_{h+1} in (77) are garbled in the extraction, and not counted.',
  statement: String.raw`q+p^u+d_x=n_v,\qquad q+p^v+d_y=n_v`,
  cases,
  judge: counts(given => A(given).rows),
  wrong: {
    'without the last block': counts((given, side) => {
      const widths = widthsOf(given.flow.layers);
      return A(given).rows - (side === 'U' ? widths[0]! : widths.at(-1)!);
    }),
  },
});

const products = (shift: number): Judge<FlowCase> =>
  exactly(given => {
    const { Us, Vs, Omega } = assembled(given);
    const q = Us.cols;
    const widths = widthsOf(given.flow.layers);
    const whole = times(Us, Omega.slice(0, q, 0, q), T(Vs));
    const blocks = given.flow.layers.map((layer, at): ExactSide => {
      const found = blockAt(whole, widths, at + 2, at + 1);
      return [`block (${at + 2}, ${at + 1}) of U^σΛV^σᵀ`, shift === 0 ? found : found.map(() => zero), layer];
    });
    return [...blocks, ['A − U^σΛV^σᵀ', minus(A(given), whole).map(() => zero), minus(A(given), whole)]];
  });

const eq79 = surveyClaim({
  ...SECTION,
  id: 'eq-79',
  title: 'The product of the assembled factors is A, block by block',
  place: 'equations 78 and 79',
  statement: String.raw`U\Omega V^\top=U^\sigma\Lambda V^{\sigma\top}=\operatorname{blk}_1(U_1^\sigma\Lambda_1V_1^{\sigma\top},\dots,U_h^\sigma\Lambda_hV_h^{\sigma\top})`,
  cases,
  judge: products(0),
  wrong: { 'the blocks elsewhere': products(1) },
});

export const prop39: readonly Claim<FlowCase>[] = [values, assembledVectors, eq75, sizes, eq79];
