import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { adjacencyMatrix, occupiedBlocks } from '../../../src/network/adjacency.ts';
import { balances } from '../../../src/network/balance.ts';
import { type Flow, widthsOf } from '../../../src/network/flow.ts';
import { add, identity, scale } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { minus, plus, scaled, T, times } from '../_exact.ts';
import { exactly, isSo } from '../_exactly.ts';
import { chainArbitrary, condition, isZero } from './_chains.ts';
import { surveyClaim } from './_claim.ts';
import { descent, velocity } from './_descent.ts';

// One step of gradient descent in the adjacency form. The truth is W − η∂L/∂W with the slopes of the loss itself; ∂L/∂A is minus the sum that the flow has,
// so that a step of descent adds η times the sum.

const SECTION = { section: '7', topic: 'Discrete gradient descent' } as const;
const cases = chainArbitrary({ signs: 'any', maxWidth: 2, maxDepth: 4 });
const ETA = Rational.of(1, 2);

function stepped(flow: Flow, eta: Rational): Flow {
  const slopes = descent(rationalField, flow);
  return {
    ...flow,
    layers: flow.layers.map((layer, j) => add(rationalField, layer, scale(rationalField, eta, slopes[j]!))),
  };
}

const power = (A: Matrix<Rational>, k: number): Matrix<Rational> =>
  k === 0 ? identity(rationalField, A.rows) : times(A, ...Array.from({ length: k - 1 }, () => A));

/** Σ (A^{h−j})ᵀ(E − A^h)(A^{j−1})ᵀ, the exponents as given. */
function printedSum(flow: Flow, exponents: (h: number, j: number) => readonly [number, number]): Matrix<Rational> {
  const A = adjacencyMatrix(rationalField, flow.layers);
  const [h, size] = [flow.layers.length, A.rows];
  const { sigmaYX } = flow;
  const E = Matrix.generate(size, size, (i, j) =>
    i >= size - sigmaYX.rows && j < sigmaYX.cols ? sigmaYX.at(i - size + sigmaYX.rows, j) : Rational.ZERO,
  );
  const error = minus(E, power(A, h));
  return Array.from({ length: h }, (_, k) => {
    const [left, right] = exponents(h, k + 1);
    return times(T(power(A, left)), error, T(power(A, right)));
  }).reduce((a, b) => plus(a, b));
}

const step = (sign: number, exponents = (h: number, j: number): [number, number] => [h - j, j - 1]): Judge<FlowCase> =>
  exactly(({ flow }) => [
    [
      'A(k + 1) for η = 1/2',
      plus(
        adjacencyMatrix(rationalField, flow.layers),
        scaled(ETA.mul(Rational.of(sign)), printedSum(flow, exponents)),
      ),
      adjacencyMatrix(rationalField, stepped(flow, ETA).layers),
    ],
  ]);

const eq67 = surveyClaim({
  ...SECTION,
  id: 'eq-67',
  title: 'A step of gradient descent in terms of A',
  place: 'equation 67, second equality',
  grade: 'wrong constant or sign',
  note: 'A(k) − η∇L is right; the sum after it is −∇L, as in the flow (12), and is printed with a minus in front. One scalar layer: from w = 0 towards σ = 1 a step of 1/2 leads to 1/2, the print to −1/2.',
  statement: String.raw`A(k+1)=A(k)-\eta\sum_{j=1}^h(A(k)^{h-j})^\top(E-A(k)^h)(A(k)^{j-1})^\top`,
  cases,
  judge: step(-1),
  corrected: {
    statement: String.raw`A(k+1)=A(k)+\eta\sum_{j=1}^h(A(k)^{h-j})^\top(E-A(k)^h)(A(k)^{j-1})^\top`,
    judge: step(1),
  },
  wrong: { 'half a step': step(0.5), 'as printed': step(-1) },
});

const nilpotent = (exponent: (h: number) => number): Judge<FlowCase> =>
  isSo(({ flow }) => {
    const after = adjacencyMatrix(rationalField, stepped(stepped(flow, ETA), ETA).layers);
    const widths = widthsOf(flow.layers);
    const inShift = occupiedBlocks(rationalField, after, widths).every(([row, col]) => row === col + 1);
    const vanishes = power(after, exponent(flow.layers.length)).data.every(isZero);
    return {
      quantity: 'A after two steps',
      isSo: inShift && vanishes,
      reason: `${inShift ? 'block-shift' : 'not block-shift'}, its power ${vanishes ? 'vanishes' : 'does not vanish'}`,
    };
  });

const keepsItsForm = surveyClaim({
  ...SECTION,
  id: 'eq-67:nilpotent-and-isospectral',
  title: 'Descent keeps A in its form: nilpotent, with all eigenvalues zero',
  place: 'section 7, after equation 67',
  statement: String.raw`A(k)\in\mathcal A,\quad A(k)^{h+1}=0\qquad\text{for all }k`,
  cases,
  judge: nilpotent(h => h + 1),
  wrong: { 'the h-th power vanishes': nilpotent(h => h) },
});

const unbalanced = condition(
  'a law that moves',
  'some layers j and j + 1 have velocities with different Gram matrices',
  ({ flow }) => balances(rationalField, velocity(flow)).some(law => law.data.some(entry => !isZero(entry))),
);

const changes = (isKept: boolean): Judge<FlowCase> =>
  isSo(({ flow }) => {
    const [before, after] = [flow, stepped(flow, ETA)].map(({ layers }) => balances(rationalField, layers));
    const kept = before!.every((law, j) => minus(law, after![j]!).data.every(isZero));
    return {
      quantity: 'conservation laws after a step of 1/2',
      isSo: kept === isKept,
      reason: kept ? 'they are what they were' : 'they have changed',
    };
  });

const lawsMove = surveyClaim({
  ...SECTION,
  id: 'eq-67:conservation-laws-move',
  title: 'Under descent the conservation laws no longer hold exactly',
  place: 'section 7, after equation 67',
  note: 'A step of η changes them by η² times the laws of the velocities; where these are zero (two equal scalars) they hold.',
  statement: String.raw`C_i(k+1)\ne C_i(k)`,
  hypotheses: [unbalanced],
  cases,
  judge: changes(false),
  wrong: { 'they hold exactly': changes(true) },
});

export const eq67Claims: readonly Claim<FlowCase>[] = [eq67, keepsItsForm, lawsMove];
