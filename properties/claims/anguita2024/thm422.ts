import fc from 'fast-check';
import { flowSeries } from '../../../oracles/flowSeries.ts';
import { layerForces } from '../../../oracles/taylor/exactVelocity.ts';
import type { Case, FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { compare } from '../../../src/judge/compare.ts';
import { trueLayers } from '../../../src/judge/truth.ts';
import { decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { add, convert, frobeniusNorm, scale, subtract } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { flowCaseArbitrary } from '../../arbitraries/flowCaseArbitrary.ts';
import { minus, plus, scaled, T, times } from '../_exact.ts';
import { exactly, isSo } from '../_exactly.ts';
import { type PaperClaim, paperClaim } from '../_paperClaim.ts';
import { correlation, twoTasks } from '../_twoTasks.ts';
import { thesisClaim } from './_claim.ts';

// Networks of one layer, Y = WX. Their flow τ dW/dt = Σyx − W is linear; truth is the raw flow of one layer at time t, or its exact rate.

type M = Matrix<Rational>;

const SECTION = { section: '4.2', topic: 'Shallow networks' } as const;
const shallow = flowCaseArbitrary({ minDepth: 1, maxDepth: 1, maxWidth: 3, starts: ['general'] });

/** One in four of these starts in its end. */
const sometimesAtRest = fc
  .tuple(shallow, fc.noBias(fc.nat(3)))
  .map(
    ([given, draw]): FlowCase =>
      draw === 0 ? { ...given, flow: { ...given.flow, layers: [given.flow.sigmaYX] } } : given,
  );

const shallowClaim = (
  parts: Omit<PaperClaim<FlowCase>, 'anyDepth' | 'cases'> & Partial<Pick<PaperClaim<FlowCase>, 'cases'>>,
): Claim<FlowCase> => paperClaim<FlowCase>('anguita2024', { cases: shallow, ...parts, anyDepth: true });

const layerOf = ({ flow: { layers } }: FlowCase): M => layers[0]!;
const errorOf = (given: FlowCase): M => minus(given.flow.sigmaYX, layerOf(given));

/** W(t) = Σyx + share·(W(0) − Σyx) e^{−rate·t/τ}. */
const follows =
  (rate: number, share = 1): Judge<FlowCase> =>
  (given, effort) => {
    const { layers, digits } = trueLayers(given, effort);
    const field = decimalField(effort.working + 10);
    const { flow, time } = given;
    const [start, task] = [convert(field, layerOf(given)), convert(field, flow.sigmaYX)];
    const decay = field.exp(field.of(time.div(flow.tau).mul(Rational.of(-rate))));
    const left = scale(field, field.mul(field.of(share), decay), subtract(field, start, task));
    const size = field.add(frobeniusNorm(field, start), frobeniusNorm(field, task));
    const stated = { value: add(field, task, left), digits: effort.working };
    const truth = { value: layers[0]!.map(field.cross), digits };
    return compare([{ quantity: 'W(t)', stated, truth, ...(!size.isZero() && { size }) }], effort);
  };

const eq421 = shallowClaim({
  ...SECTION,
  id: 'eq-4.21',
  title: 'The flow of a shallow network',
  place: 'theorem 4.2.2, equation 4.21; equations 4.24 and 4.25 of its proof',
  evidence: 'high-precision',
  hypotheses: [],
  statement: String.raw`\mathbf W(t)=\tilde{\mathbf\Sigma}^{yx}+(\mathbf W(0)-\tilde{\mathbf\Sigma}^{yx})e^{-\frac t\tau}`,
  judge: follows(1),
  wrong: { 'twice as fast': follows(2), 'half as fast': follows(0.5), 'the sign of what is left': follows(1, -1) },
});

/** τ dW/dt of the raw flow. */
const forceOf = ({ flow }: FlowCase): M => layerForces(flow)[0]!;

const forceIs = (stated: (given: FlowCase) => M): Judge<FlowCase> =>
  exactly(given => [['τ dW/dt', stated(given), forceOf(given)]]);

const eq422 = shallowClaim({
  ...SECTION,
  id: 'eq-4.22',
  title: 'The gradient flow of one layer',
  place: 'proof of theorem 4.2.2, equation 4.22',
  statement: String.raw`\tau\frac d{dt}\mathbf W(t)=\tilde{\mathbf\Sigma}^{yx}-\mathbf W(t)`,
  judge: forceIs(errorOf),
  wrong: {
    'the other sign': forceIs(given => scaled(-1, errorOf(given))),
    twice: forceIs(given => scaled(2, errorOf(given))),
    'without the task': forceIs(given => scaled(-1, layerOf(given))),
  },
});

const ORDER = 4;

/** Taylor coefficients of X(t) = Σyx − W(t), beside X(0)(rate/τ)^k/k!. */
const decays = (rate: number): Judge<FlowCase> =>
  exactly(given => {
    const { flow } = given;
    const series = flowSeries(flow, ORDER)[0]!;
    let stated = errorOf(given);
    return series.map((coefficient, k) => {
      if (k > 0) stated = scaled(Rational.of(rate, k).div(flow.tau), stated);
      const truth = k === 0 ? minus(flow.sigmaYX, coefficient) : scaled(-1, coefficient);
      return [`coefficient of t^${k} in X(t)`, stated, truth];
    });
  });

const eq423 = shallowClaim({
  ...SECTION,
  id: 'eq-4.23',
  title: 'X = Σyx − W obeys τ dX/dt = −X and falls exponentially',
  place: 'proof of theorem 4.2.2, equation 4.23',
  note: 'Judged by the exact Taylor coefficients of X up to t⁴.',
  restsOn: ['eq-4.22'],
  statement: String.raw`\tau\frac d{dt}\mathbf X(t)=-\mathbf X(t),\qquad\mathbf X(t)=\mathbf X(0)e^{-\frac t\tau}`,
  judge: decays(-1),
  wrong: { 'it grows': decays(1), 'twice as fast': decays(-2), 'it stays': decays(0) },
});

/** In the task's own letters nothing is special: each entry of the error falls alone, so also each of ŨᵀXṼ, for any orthogonal Ũ and Ṽ. */
const neverConstant = (expected: (given: FlowCase) => boolean): Judge<FlowCase> =>
  isSo(given => {
    const series = flowSeries(given.flow, 2)[0]!;
    const gramAt = (k: number): M => {
      const terms = Array.from({ length: k + 1 }, (_, j) => times(T(series[j]!), series[k - j]!));
      return terms.reduce((a, b) => plus(a, b));
    };
    const moves = [1, 2].some(k => gramAt(k).data.some(entry => entry.sign() !== 0));
    return {
      quantity: 'WᵀW, moving',
      isSo: moves === expected(given),
      reason: moves ? 'it moves' : 'its first two derivatives are 0',
      shown: gramAt(1),
    };
  });

const isAtRest = (given: FlowCase): boolean => errorOf(given).data.every(entry => entry.sign() === 0);

const alwaysChanging = shallowClaim({
  ...SECTION,
  id: 'sec-4.2:representations-always-change',
  title: 'The representations of a shallow network change all the time',
  place: 'section 4.2, after the proof of theorem 4.2.1',
  note: 'From W(0) = Σyx nothing moves. Elsewhere WᵀW has a first or second derivative that is not 0.',
  grade: 'missing hypothesis',
  restsOn: ['eq-4.22'],
  statement: String.raw`\frac d{dt}\mathbf W^\top\mathbf W\ne0\ \text{or}\ \frac{d^2}{dt^2}\mathbf W^\top\mathbf W\ne0`,
  cases: sometimesAtRest,
  judge: neverConstant(() => true),
  narrowed: {
    hypotheses: [{ name: 'not at rest', meaning: 'W(0) ≠ Σyx', holds: given => !isAtRest(given) }],
  },
  wrong: {
    'they never change': neverConstant(() => false),
    'they change where W(0) = 0 only': neverConstant(given => layerOf(given).data.every(entry => entry.sign() === 0)),
  },
});

/** The kernel of y = WX for X = I by its definition: ⟨∂y_o,p/∂W, ∂y_o',p'/∂W⟩, the output being linear in W, so that differences are derivatives. */
function kernelAt(W: M): M {
  const { rows, cols } = W;
  const output = (layer: M): readonly Rational[] => layer.data;
  const base = output(W);
  const jacobian = Matrix.generate(rows * cols, rows * cols, (o, p) => {
    const moved = new Matrix(
      rows,
      cols,
      W.data.map((entry, at) => (at === p ? entry.add(Rational.ONE) : entry)),
    );
    return output(moved)[o]!.sub(base[o]!);
  });
  return times(jacobian, T(jacobian));
}

const kernelMoves = (moves: boolean): Judge<FlowCase> =>
  isSo(given => {
    const [before, after] = [kernelAt(layerOf(given)), kernelAt(given.flow.sigmaYX)];
    const differs = before.data.some((entry, at) => !entry.equals(after.data[at]!));
    return {
      quantity: 'NTK(0) and NTK at convergence, X = I',
      isSo: differs === moves,
      reason: differs ? 'they differ' : 'they are the same: the output is linear in W',
      shown: before,
    };
  });

const notAtRest = { name: 'not at rest', meaning: 'W(0) ≠ Σyx', holds: (given: FlowCase) => !isAtRest(given) } as const;

const shallowIsRich = shallowClaim({
  ...SECTION,
  id: 'sec-4.2:shallow-network-learns-richly',
  title: 'The kernel of a shallow network changes, so that it learns in the rich regime',
  place: 'section 4.2, after the proof of theorem 4.2.1',
  note: 'The output WX is linear in W: the kernel I ⊗ XᵀX does not depend on W, and a shallow network is lazy by the definition of section 4.1. Judged on starts that are not at rest, where the weights do move.',
  grade: 'wrong statement',
  hypotheses: [notAtRest],
  statement: String.raw`\mathrm{NTK}(t)\ne\mathrm{NTK}(0)`,
  judge: kernelMoves(true),
  corrected: {
    statement: String.raw`\mathrm{NTK}(t)=\mathrm{NTK}(0)=\mathbb I\otimes\mathbf X^\top\mathbf X`,
    judge: kernelMoves(false),
  },
  wrong: { 'as printed': kernelMoves(true) },
});

/** The gradient of ½/P‖WX − Y‖² at W, by the samples. */
const gradientAt = (W: M, { extra }: Case): M => {
  const [X, Y] = [extra.X!, extra.Y!];
  return correlation(minus(times(W, X), Y), X);
};

const isMinimum = (stated: (given: Case) => M): Judge<Case> =>
  exactly(given => {
    const gradient = gradientAt(stated(given), given);
    return [['gradient of the loss at the stated W', scaled(0, gradient), gradient]];
  });

const targets = ({ extra }: Case): readonly [M, M] => [extra.Y!, extra.X!];

const globalMinimum = thesisClaim({
  ...SECTION,
  id: 'thm-4.2.1:proof-global-minimum',
  title: 'The global minimum of a shallow network is W = YXᵀ',
  place: 'proof of theorem 4.2.1',
  note: 'With white inputs in the sense of the thesis, XXᵀ/P = I, it is YXᵀ/P = Σyx; W = YXᵀ is right for XXᵀ = I. The inputs are the rows of a Hadamard matrix of four samples.',
  grade: 'wrong constant or sign',
  cases: twoTasks({}),
  statement: String.raw`\mathbf W=\mathbf Y\mathbf X^\top`,
  judge: isMinimum(given => times(targets(given)[0], T(targets(given)[1]))),
  corrected: {
    statement: String.raw`\mathbf W=\tfrac1P\mathbf Y\mathbf X^\top`,
    judge: isMinimum(given => correlation(...targets(given))),
  },
  wrong: {
    'as printed': isMinimum(given => times(targets(given)[0], T(targets(given)[1]))),
    'minus that': isMinimum(given => scaled(-1, correlation(...targets(given)))),
  },
});

export const thm422: readonly (Claim | Claim<FlowCase>)[] = [
  eq421,
  eq422,
  eq423,
  alwaysChanging,
  shallowIsRich,
  globalMinimum,
];
