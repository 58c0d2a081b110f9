import { flowSeries } from '../../../oracles/flowSeries.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { compare } from '../../../src/judge/compare.ts';
import { AT_THE_END } from '../../../src/judge/instant.ts';
import { limitEffort } from '../../../src/judge/limit.ts';
import { trueLayers } from '../../../src/judge/truth.ts';
import { flow } from '../../../src/network/flow.ts';
import { decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { isPositiveSemidefinite } from '../../../src/numbers/isPositiveSemidefinite.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { determinant } from '../../../src/numbers/spectralScalars.ts';
import { times } from '../_exact.ts';
import { exactly, exactlyOrdered, isSo } from '../_exactly.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { chainArbitrary, condition, isZero } from './_chains.ts';
import { surveyClaim } from './_claim.ts';
import { modesArbitrary } from './_criticalModes.ts';
import { inColumn, velocity } from './_descent.ts';
import { hessian, loss } from './_variations.ts';

// Two scalar layers, w_1 and w_2. Velocities, Hessian and rates are those of the raw flow; where a trajectory ends is read off the raw flow when what is left
// of it is below 10⁻²⁵. w_1² − w_2² = c is a hyperbola of two branches, and d/dt(w_1 + w_2) = (w_1 + w_2)(σ − w_1w_2): the sign of w_1 + w_2 says on which
// side of the origin a trajectory stays.

const SECTION = { section: '6.2.1', topic: 'Two scalar layers' } as const;
const scalars = chainArbitrary({ kind: 'diagonal', signs: 'any', maxWidth: 1, minDepth: 2, maxDepth: 2 });
const nearRest = modesArbitrary({ minDepth: 2, maxDepth: 2, maxModes: 1 });

const [one, two] = [Rational.ONE, Rational.of(2)];
const zero = Rational.ZERO;

function read(given: FlowCase): { w1: Rational; w2: Rational; sigma: Rational } {
  const [w1, w2] = inColumn(given.flow.layers);
  return { w1: w1!, w2: w2!, sigma: given.flow.sigmaYX.at(0, 0) };
}

const sq = (value: Rational): Rational => value.mul(value);
const pair = (a: Rational, b: Rational): Matrix<Rational> => new Matrix(2, 1, [a, b]);
const at = (given: FlowCase, w1: Rational, w2: Rational): FlowCase => ({
  ...given,
  flow: { ...given.flow, layers: [new Matrix(1, 1, [w1]), new Matrix(1, 1, [w2])] },
});
const moves = (given: FlowCase): Matrix<Rational> => new Matrix(2, 1, inColumn(velocity(given.flow)));
const rests = (given: FlowCase): boolean => moves(given).data.every(isZero);
const jacobian = (given: FlowCase): Matrix<Rational> => hessian(given.flow).map(entry => entry.neg());

type State = ReturnType<typeof read>;

const rates = (stated: (state: State) => Matrix<Rational>): Judge<FlowCase> =>
  exactly(given => [['(ẇ1, ẇ2)', stated(read(given)), moves(given)]]);

const eq62 = surveyClaim({
  ...SECTION,
  id: 'eq-62',
  title: 'The flow of two scalar layers',
  place: 'equation 62',
  statement: String.raw`\dot w_1=w_2(\sigma-w_1w_2),\qquad\dot w_2=w_1(\sigma-w_1w_2)`,
  cases: scalars,
  judge: rates(({ w1, w2, sigma }) => {
    const left = sigma.sub(w1.mul(w2));
    return pair(w2.mul(left), w1.mul(left));
  }),
  wrong: {
    'the weights exchanged': rates(({ w1, w2, sigma }) => {
      const left = sigma.sub(w1.mul(w2));
      return pair(w1.mul(left), w2.mul(left));
    }),
    'twice as fast': rates(({ w1, w2, sigma }) => {
      const left = two.mul(sigma.sub(w1.mul(w2)));
      return pair(w2.mul(left), w1.mul(left));
    }),
  },
});

const restIs = (stated: (state: State) => boolean): Judge<FlowCase> =>
  isSo(given => {
    const found = rests(given);
    return {
      quantity: 'whether the weights rest',
      isSo: found === stated(read(given)),
      reason: found ? 'both velocities are zero' : 'they move',
      shown: moves(given),
    };
  });

const equilibria = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.1:equilibria',
  title: 'The equilibria are the origin and the points (w_1, σ/w_1)',
  place: 'section 6.2.1, after equation 62',
  statement: String.raw`\dot{\mathbf w}=0\iff\mathbf w=0\ \text{or}\ \mathbf w=(w_1,\sigma/w_1),\;w_1\ne0`,
  cases: nearRest,
  judge: restIs(({ w1, w2, sigma }) => (isZero(w1) && isZero(w2)) || w1.mul(w2).equals(sigma)),
  wrong: {
    'either weight zero': restIs(({ w1, w2, sigma }) => isZero(w1.mul(w2)) || w1.mul(w2).equals(sigma)),
    'the origin alone': restIs(({ w1, w2 }) => isZero(w1) && isZero(w2)),
  },
});

const jacobianIs = (stated: (state: State) => Matrix<Rational>): Judge<FlowCase> =>
  exactly(given => [['J', stated(read(given)), jacobian(given)]]);

const printedJacobian = ({ w1, w2, sigma }: State, twice = two): Matrix<Rational> => {
  const off = sigma.sub(twice.mul(w1.mul(w2)));
  return new Matrix(2, 2, [sq(w2).neg(), off, off, sq(w1).neg()]);
};

const jacobianClaim = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.1:jacobian',
  title: 'The Jacobian of two scalar layers, minus the Hessian of their loss',
  place: 'section 6.2.1, second display',
  statement: String.raw`J=\begin{bmatrix}-w_2^2&\sigma-2w_1w_2\\\sigma-2w_1w_2&-w_1^2\end{bmatrix}=-\nabla^2\mathcal L`,
  cases: scalars,
  judge: jacobianIs(state => printedJacobian(state)),
  wrong: {
    'w_1w_2 once': jacobianIs(state => printedJacobian(state, one)),
    'squares exchanged': jacobianIs(({ w1, w2, sigma }) => printedJacobian({ w1: w2, w2: w1, sigma })),
  },
});

const eigenAtOrigin = (signs: readonly [number, number]): Judge<FlowCase> =>
  exactly(given => {
    const { sigma } = read(given);
    const J = jacobian(at(given, zero, zero));
    return [pair(one, one), pair(one, one.neg())].map((v, k) => [
      `J v${k + 1} at the origin`,
      v.map(entry => entry.mul(sigma).mul(Rational.of(signs[k]!))),
      times(J, v),
    ]);
  });

const origin = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.1:origin-is-a-saddle',
  title: 'At the origin the Jacobian has the eigenvalues ±σ on (1, 1) and (1, −1)',
  place: 'section 6.2.1, after the Jacobian',
  note: 'The Hessian has a negative eigenvalue there: it is a strict saddle point.',
  statement: String.raw`J(0)\begin{bmatrix}1\\1\end{bmatrix}=\sigma\begin{bmatrix}1\\1\end{bmatrix},\qquad J(0)\begin{bmatrix}1\\-1\end{bmatrix}=-\sigma\begin{bmatrix}1\\-1\end{bmatrix}`,
  cases: scalars,
  judge: eigenAtOrigin([1, -1]),
  wrong: { exchanged: eigenAtOrigin([-1, 1]), 'both positive': eigenAtOrigin([1, 1]) },
});

const learned = condition('learned', 'w_1w_2 = σ', given => {
  const { w1, w2, sigma } = read(given);
  return w1.mul(w2).equals(sigma);
});

const traceAndDeterminant = (trace: (state: State) => Rational): Judge<FlowCase> =>
  exactly(given => {
    const J = jacobian(given);
    return [
      ['determinant of J', zero, determinant(rationalField, J)],
      ['trace of J', trace(read(given)), J.at(0, 0).add(J.at(1, 1))],
    ];
  });

const eigenvalues = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.1:eigenvalues-of-minima',
  title: 'At (w_1, σ/w_1) the Jacobian has the eigenvalues 0 and −(σ² + w_1⁴)/w_1²',
  place: 'section 6.2.1, after the Jacobian',
  statement: String.raw`\operatorname{Sp}J=\Bigl\{0,\,-\frac{\sigma^2+w_1^4}{w_1^2}\Bigr\}`,
  hypotheses: [learned],
  cases: nearRest,
  judge: traceAndDeterminant(({ w1, sigma }) =>
    sq(sigma)
      .add(sq(sq(w1)))
      .div(sq(w1))
      .neg(),
  ),
  wrong: {
    'of the other sign': traceAndDeterminant(({ w1, sigma }) =>
      sq(sigma)
        .add(sq(sq(w1)))
        .div(sq(w1)),
    ),
    'σ instead of its square': traceAndDeterminant(({ w1, sigma }) =>
      sigma
        .add(sq(sq(w1)))
        .div(sq(w1))
        .neg(),
    ),
  },
});

const singularAndSemidefinite = (isDefinite: boolean): Judge<FlowCase> =>
  isSo(given => {
    const H = hessian(given.flow);
    const singular = isZero(determinant(rationalField, H));
    return {
      quantity: 'the Hessian at a global minimum',
      isSo: isPositiveSemidefinite(H) && singular !== isDefinite,
      reason: `${singular ? 'singular' : 'not singular'}, ${isPositiveSemidefinite(H) ? '' : 'not '}positive semidefinite`,
      shown: H,
    };
  });

const semidefinite = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.1:minima-have-singular-hessian',
  title: 'At (w_1, σ/w_1) the Hessian is positive semidefinite and singular',
  place: 'section 6.2.1, after the Jacobian',
  restsOn: ['sec-6.2.1:eigenvalues-of-minima'],
  statement: String.raw`w_1w_2=\sigma\;\Rightarrow\;-J\succeq0,\;\det J=0`,
  hypotheses: [learned],
  cases: nearRest,
  judge: singularAndSemidefinite(false),
  wrong: { 'positive definite': singularAndSemidefinite(true) },
});

const ORDER = 5;

/** Coefficients from t on of w_1² + factor·w_2². */
const conserved = (factor: number): Judge<FlowCase> =>
  exactly(given => {
    const [first, second] = flowSeries(given.flow, ORDER).map(coefficients => coefficients.map(({ data }) => data[0]!));
    const square = (of: readonly Rational[], k: number): Rational =>
      of.slice(0, k + 1).reduce((sum, entry, l) => sum.add(entry.mul(of[k - l]!)), zero);
    const sums = Array.from({ length: ORDER }, (_, k) =>
      square(first!, k + 1).add(Rational.of(factor).mul(square(second!, k + 1))),
    );
    const column = new Matrix(ORDER, 1, sums);
    return [['its coefficients of t to t⁵', column.map(() => zero), column]];
  });

const hyperbola = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.1:hyperbola',
  title: 'w_1² − w_2² is conserved',
  place: 'section 6.2.1, conservation law',
  statement: 'w_1^2-w_2^2=c',
  cases: scalars,
  judge: conserved(-1),
  wrong: { 'the circle': conserved(1), 'another hyperbola': conserved(-2) },
});

const roots = (other: (state: State) => Rational): Judge<FlowCase> =>
  exactly(given => {
    const state = read(given);
    const c = sq(state.w1).sub(sq(state.w2));
    const polynomial = (x: Rational): Rational => sq(x).sub(c.mul(x)).sub(sq(state.sigma));
    return [
      ['w1⁴ − c w1² − σ² at the equilibrium', zero, polynomial(sq(state.w1))],
      ['the same at the other root', zero, polynomial(other(state))],
    ];
  });

const eq63 = surveyClaim({
  ...SECTION,
  id: 'eq-63',
  title: 'Equilibrium and conservation law leave one value of w_1²',
  place: 'equation 63 and after it',
  note: 'The other root of the quadratic is −w_2²: negative, and no square.',
  statement: String.raw`w_1w_2=\sigma,\;w_1^2-w_2^2=c\;\Rightarrow\;w_1^4-cw_1^2-\sigma^2=0\text{, whose other root is }-w_2^2<0`,
  hypotheses: [learned],
  cases: nearRest,
  judge: roots(({ w2 }) => sq(w2).neg()),
  wrong: { 'the other root positive': roots(({ w2 }) => sq(w2)) },
});

const offStableLine = condition('off the line w1 = −w2', 'w_1 + w_2 ≠ 0', given => {
  const { w1, w2 } = read(given);
  return !isZero(w1.add(w2));
});

/** Starts and tasks of about one size, at a time when what is left of the way is below 10⁻²⁵. */
const toTheEnd = chainArbitrary({ kind: 'diagonal', signs: 'any', maxWidth: 1, minDepth: 2, maxDepth: 2 }).map(
  given => {
    const sigma = Rational.of(2);
    const layers = given.flow.layers.map(layer => layer.map(entry => (entry.abs().compare(two) > 0 ? one : entry)));
    return { ...given, flow: flow({ layers, sigmaYX: new Matrix(1, 1, [sigma]) }), time: Rational.of(16) };
  },
);

/** Of (64): what is stated of the end, against the raw flow at a late time. */
const endsAt =
  (sign: (state: State) => number): Judge<FlowCase> =>
  (given, asked) => {
    const effort = limitEffort(asked);
    const field = decimalField(effort.working + 10);
    const state = read(given);
    const c = field.of(sq(state.w1).sub(sq(state.w2)));
    const sigma = field.of(state.sigma);
    const root = field.sqrt(field.add(field.mul(c, c), field.mul(field.of(4), field.mul(sigma, sigma))));
    const w1 = field.mul(field.of(sign(state)), field.sqrt(field.div(field.add(c, root), field.of(2))));
    const now = trueLayers(given, effort);
    const [first, second] = now.layers.map(({ data }) => field.cross(data[0]!));
    return {
      ...compare(
        [
          {
            quantity: 'where the trajectory ends',
            stated: { value: new Matrix(2, 1, [w1, field.div(sigma, w1)]), digits: effort.working },
            truth: { value: new Matrix(2, 1, [first!, second!]), digits: now.digits - 1 },
          },
        ],
        effort,
      ),
      at: AT_THE_END,
    };
  };

const sideOf = ({ w1, w2 }: State): number => w1.add(w2).sign();

const eq64 = surveyClaim({
  ...SECTION,
  id: 'eq-64',
  title: 'The equilibrium that a trajectory of conservation law c has',
  place: 'equation 64',
  restsOn: ['eq-63'],
  grade: 'wrong constant or sign',
  note: 'Only the positive root is printed; the hyperbola has two branches and each its own equilibrium. From (−2, −1) with σ = 2 nothing moves: that is minus the printed point.',
  statement: String.raw`\mathbf w_e=\Bigl(w_{1e},\frac{\sigma}{w_{1e}}\Bigr),\qquad w_{1e}=\sqrt{\tfrac12\bigl(c+\sqrt{c^2+4\sigma^2}\bigr)}`,
  hypotheses: [offStableLine],
  evidence: 'high-precision',
  cases: toTheEnd,
  judge: endsAt(() => 1),
  corrected: {
    statement: String.raw`\mathbf w_e=\operatorname{sign}(w_1(0)+w_2(0))\Bigl(w_{1e},\frac{\sigma}{w_{1e}}\Bigr)`,
    judge: endsAt(sideOf),
  },
  wrong: { 'the sign of w_1': endsAt(({ w1 }) => w1.sign() || 1), 'the other branch': endsAt(state => -sideOf(state)) },
});

const notBalanced = condition('not 0-balanced', 'c ≠ 0', given => {
  const { w1, w2 } = read(given);
  return !sq(w1).equals(sq(w2));
});

const attracts = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.1:attracts-its-hyperbola',
  title: 'For c ≠ 0 the equilibrium w_e attracts all starts with w_1² − w_2² = c',
  place: 'section 6.2.1, item 2',
  restsOn: ['eq-64'],
  grade: 'wrong statement',
  note: 'It attracts those of its own branch of the hyperbola; those of the other one go to −w_e.',
  statement: String.raw`w_1^2(0)-w_2^2(0)=c\ne0\;\Rightarrow\;\mathbf w(t)\to\mathbf w_e`,
  hypotheses: [notBalanced],
  evidence: 'high-precision',
  cases: toTheEnd,
  judge: endsAt(() => 1),
  corrected: {
    statement: String.raw`w_1^2(0)-w_2^2(0)=c\ne0\;\Rightarrow\;\mathbf w(t)\to\operatorname{sign}(w_1(0)+w_2(0))\,\mathbf w_e`,
    judge: endsAt(sideOf),
  },
  wrong: { 'the other branch': endsAt(state => -sideOf(state)) },
});

const lossRate = (factor: (state: State) => Rational): Judge<FlowCase> =>
  exactly(given => {
    const slope = moves(given).data.reduce((sum, entry) => sum.sub(sq(entry)), zero);
    return [['dL/dt', factor(read(given)).mul(loss(given.flow)), slope]];
  });

const lossDerivative = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.1:loss-rate',
  title: 'The loss of two scalars falls at the rate 2(w_1² + w_2²)',
  place: 'section 6.2.1, display after equation 64',
  statement: String.raw`\dot{\mathcal L}=-(\sigma-w_1w_2)^2(w_1^2+w_2^2)=-2(w_1^2+w_2^2)\mathcal L`,
  cases: scalars,
  judge: lossRate(({ w1, w2 }) => two.neg().mul(sq(w1).add(sq(w2)))),
  wrong: {
    'without the two': lossRate(({ w1, w2 }) => sq(w1).add(sq(w2)).neg()),
    'a difference of squares': lossRate(({ w1, w2 }) => two.neg().mul(sq(w1).sub(sq(w2)))),
  },
});

/** On w_1 = s·w_2: the coefficients of w_1 − s·w_2, which are said to be zero. */
const line = (other: number): Judge<FlowCase> =>
  exactly(given => {
    const { w1 } = read(given);
    return [1, -1].map(sign => {
      const start = at(given, w1, w1.mul(Rational.of(sign)));
      const [first, second] = flowSeries(start.flow, ORDER).map(coefficients =>
        coefficients.map(({ data }) => data[0]!),
      );
      const apart = first!.map((entry, k) => entry.sub(second![k]!.mul(Rational.of(sign * other))));
      const column = new Matrix(apart.length, 1, apart);
      return [`w1 ${sign > 0 ? '−' : '+'} w2`, column.map(() => zero), column];
    });
  });

const lines = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.1:balanced-lines',
  title: '0-balanced scalars stay on the lines w_1 = ±w_2, the eigenvectors at the origin',
  place: 'section 6.2.1, item 1',
  statement: String.raw`c=0\;\Rightarrow\;w_1(t)=w_2(t)\ \text{or}\ w_1(t)=-w_2(t)\quad\text{for all }t`,
  cases: scalars,
  judge: line(1),
  wrong: { 'on the other of them': line(-1) },
});

const onLines = (stated: (z: Rational, sigma: Rational, sign: number) => Rational): Judge<FlowCase> =>
  exactly(given => {
    const { w1, sigma } = read(given);
    return [1, -1].map(sign => [
      `ẇ1 on w1 = ${sign > 0 ? '' : '−'}w2`,
      stated(w1, sigma, sign),
      moves(at(given, w1, w1.mul(Rational.of(sign)))).at(0, 0),
    ]);
  });

const single = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.1:single-equations',
  title: 'On the two lines the system is one equation each',
  place: 'section 6.2.1, item 1',
  statement: String.raw`\dot w_1=w_1(\sigma-w_1^2)\ \text{on}\ w_1=w_2,\qquad\dot w_1=w_1(-\sigma-w_1^2)\ \text{on}\ w_1=-w_2`,
  cases: scalars,
  judge: onLines((z, sigma, sign) => z.mul(sigma.mul(Rational.of(sign)).sub(sq(z)))),
  wrong: {
    'the same on both': onLines((z, sigma) => z.mul(sigma.sub(sq(z)))),
    'plus the square': onLines((z, sigma, sign) => z.mul(sigma.mul(Rational.of(sign)).add(sq(z)))),
  },
});

/** On the line of v_2 w_1² falls; between 0 and w_e on that of v_1 it rises, beyond w_e it falls. */
const directions = (turn: number): Judge<FlowCase> =>
  isSo(given => {
    const { w1, sigma } = read(given);
    const radial = (sign: number): number => {
      const state = at(given, w1, w1.mul(Rational.of(sign)));
      const [a, b] = moves(state).data;
      return w1
        .mul(a!)
        .add(w1.mul(Rational.of(sign)).mul(b!))
        .sign();
    };
    const [stable, unstable] = [radial(-1), radial(1)];
    const wanted = isZero(w1) ? 0 : sigma.compare(sq(w1));
    return {
      quantity: 'd/dt(w1² + w2²) on the two lines',
      isSo: stable === (isZero(w1) ? 0 : -turn) && unstable === wanted,
      reason: `its sign is ${unstable} on w1 = w2 and ${stable} on w1 = −w2`,
    };
  });

const manifolds = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.1:stable-and-unstable-lines',
  title: 'On w_1 = w_2 the origin is unstable and ±√σ(1, 1) attract; on w_1 = −w_2 the origin attracts all',
  place: 'section 6.2.1, item 1',
  restsOn: ['sec-6.2.1:balanced-lines'],
  note: 'The half lines from 0 to ±w_e lead from one equilibrium to the other: heteroclinic orbits, as the text says further down.',
  statement: String.raw`\operatorname{sign}\tfrac{d}{dt}\|\mathbf w\|^2=\operatorname{sign}(\sigma-w_1^2)\ \text{on}\ w_1=w_2\ne0,\quad-1\ \text{on}\ w_1=-w_2\ne0`,
  cases: scalars,
  judge: directions(1),
  wrong: { 'the origin repels on both': directions(-1) },
});

const rateAtLeast = (factor: Rational): Judge<FlowCase> =>
  exactlyOrdered(given => {
    const { w1, w2 } = read(given);
    const c = sq(w1).sub(sq(w2)).abs();
    const slope = moves(given).data.reduce((sum, entry) => sum.sub(sq(entry)), zero);
    return [[slope, '<=', factor.neg().mul(c).mul(loss(given.flow))]];
  });

const exponential = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.1:exponential',
  title: 'For c ≠ 0 convergence is exponential',
  place: 'section 6.2.1, item 2 and the last paragraph',
  restsOn: ['sec-6.2.1:loss-rate', 'sec-6.2.1:hyperbola'],
  note: 'w_1² + w_2² ≥ |c|, which is conserved: the rate of the loss is at least 2|c|.',
  statement: String.raw`\dot{\mathcal L}\le-2|c|\,\mathcal L`,
  cases: scalars,
  judge: rateAtLeast(two),
  wrong: { 'twice as fast': rateAtLeast(Rational.of(4)) },
});

const separates = (sideIs: (state: State) => number): Judge<FlowCase> =>
  isSo(given => {
    const state = read(given);
    const mirrored = { w1: state.w2, w2: state.w1, sigma: state.sigma };
    const [own, other] = [state, mirrored].map(({ w1, w2 }) => sq(w1).sub(sq(w2)));
    const sameSide = sideIs(state) === sideIs(mirrored);
    return {
      quantity: 'c of (w1, w2) and of (w2, w1)',
      isSo: !sameSide || own!.sign() === other!.sign(),
      reason: `${sameSide ? 'both lie on one side' : 'they lie on two sides'}; c is ${own} and ${other}`,
      shown: pair(own!, other!),
    };
  });

/** On which side the trajectory ends, against the line. */
const endsOnItsSide =
  (factor: number): Judge<FlowCase> =>
  (given, effort) => {
    const now = trueLayers(given, effort);
    const ends = now.layers.map(({ data }) => (data[0]!.isZero() ? 0 : data[0]!.isNegative() ? -1 : 1));
    const side = factor * sideOf(read(given));
    return trueOrNot(
      ends.every(sign => sign === side),
      {
        quantity: 'signs of both weights at the end',
        reason: `they are ${ends.join(' and ')}, that of w1 + w2 is ${sideOf(read(given))}`,
        certain: now.digits,
        at: AT_THE_END,
      },
    );
  };

const separatrix = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.1:separatrix',
  title: 'The line w_1 = −w_2 divides trajectories with c > 0 from those with c < 0',
  place: 'section 6.2.1, phase portrait',
  grade: 'wrong statement',
  note: 'On either side of it there are both: (2, 1) has c = 3 and (1, 2) has c = −3. What it divides are the trajectories that end with two positive weights from those that end with two negative ones.',
  statement: String.raw`\operatorname{sign}(w_1+w_2)\text{ tells the sign of }c`,
  hypotheses: [offStableLine],
  evidence: 'exact',
  cases: toTheEnd,
  judge: separates(sideOf),
  corrected: {
    statement: String.raw`\operatorname{sign}w_1(\infty)=\operatorname{sign}w_2(\infty)=\operatorname{sign}(w_1(0)+w_2(0))`,
    evidence: 'high-precision',
    judge: endsOnItsSide(1),
  },
  wrong: { 'on the other side': endsOnItsSide(-1) },
});

export const sec621TwoScalars: readonly Claim<FlowCase>[] = [
  eq62,
  equilibria,
  jacobianClaim,
  origin,
  eigenvalues,
  semidefinite,
  hyperbola,
  eq63,
  eq64,
  attracts,
  lossDerivative,
  lines,
  single,
  manifolds,
  exponential,
  separatrix,
];
