import fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { trueLayers } from '../../../src/judge/truth.ts';
import { flow } from '../../../src/network/flow.ts';
import { power } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { minus } from '../_exact.ts';
import { exactlyOrdered } from '../_exactly.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { chainArbitrary } from './_chains.ts';
import { surveyClaim } from './_claim.ts';
import { criticalPointCases } from './_criticalPoints.ts';
import { inner, type M, networkOf, rational, squared, total } from './_network.ts';
import { normBound, polynomialAt } from './_normBound.ts';
import { ballAround, errorAbove, rootAbove } from './_pathLength.ts';
import { loss } from './_variations.ts';

// Bounds of the weights for all times, and where trajectories end. What is stated is a number that holds for all t; the raw flow is looked at at late times.

const SECTION = { section: '4.1', topic: 'Convergence' } as const;
const two = rational(2);
const sizeOf = (layers: readonly M[]): Rational => total(layers.map(squared));
const raise = (value: Rational, k: number): Rational => power(rationalField, value, k);

/** In units of 1/σ_1². */
const LATE = [rational(1), rational(4), rational(16)];

const atLateTimes = (cases: fc.Arbitrary<FlowCase>): fc.Arbitrary<FlowCase> =>
  fc.tuple(cases, fc.constantFrom(...LATE)).map(([given, late]) => {
    const sigma = given.flow.sigmaYX.at(0, 0);
    return { ...given, time: late.div(sigma.mul(sigma)) };
  });

/** Scalars of any depth, two and three layers of any widths: those whose γ and p are known. */
const bounded = fc.oneof(
  chainArbitrary({ signs: 'any', maxWidth: 1, minDepth: 2, maxDepth: 4 }),
  chainArbitrary({ signs: 'any', maxWidth: 2, minDepth: 2, maxDepth: 3, widths: 'any' }),
);

/**
 * The loss never rises, so that ‖A^h‖² ≤ 2‖Σ‖² + 4L(0) for all t ≥ 0, and γs^h − p(s) is below that for s = ‖A‖². Coefficients of p are not negative: the
 * polynomial crosses the bound once (rule of Descartes), and any s beyond which it lies above bounds ‖A(t)‖² for all t.
 */
function boundOfWeights(given: FlowCase): Rational {
  const { layers, sigmaYX } = given.flow;
  const { gamma, p } = normBound(layers);
  const most = squared(sigmaYX)
    .mul(two)
    .add(loss(given.flow).mul(rational(4)));
  const isBeyond = (s: Rational): boolean =>
    gamma.mul(raise(s, layers.length)).sub(polynomialAt(p, s)).compare(most) > 0;
  let s = Rational.ONE;
  while (!isBeyond(s)) s = s.mul(two);
  return s;
}

const staysBelow =
  (bound: (given: FlowCase) => Rational): Judge<FlowCase> =>
  (given, effort) => {
    const now = trueLayers(given, effort);
    const found = now.layers.flatMap(({ data }) => data.map(entry => entry.toNumber() ** 2)).reduce((a, b) => a + b);
    const stated = bound(given).toNumber();
    return trueOrNot(found <= stated * (1 + 1e-12), {
      quantity: '‖A‖² at t',
      reason: `${found.toPrecision(6)}, the bound is ${stated.toPrecision(6)}`,
      certain: now.digits,
    });
  };

const isBounded = surveyClaim({
  ...SECTION,
  id: 'prop-12.1',
  title: 'The solution exists and is bounded for all t ≥ 0',
  place: 'proposition 12, part 1',
  restsOn: ['lemma-37:lower-bound', 'lemma-37:lower-bound-of-two-layers', 'lemma-37:lower-bound-of-three-layers'],
  note: 'By a number that the start alone gives, from lemma 37 and since the loss never rises: no solution can leave it, so that it exists for ever. Judged for scalars of two to four layers and for two and three layers of any widths, up to t = 16/σ_1². Backwards in time a solution need not exist; “for all t” is read as forwards.',
  statement: String.raw`\gamma s^h-p(s)>2\|\Sigma\|_F^2+4\mathcal L(0)\;\Rightarrow\;\|A(t)\|_F^2\le s\quad\forall t\ge0`,
  evidence: 'high-precision',
  cases: atLateTimes(bounded),
  judge: staysBelow(boundOfWeights),
  wrong: {
    'never above the start': staysBelow(({ flow: { layers } }) => sizeOf(layers)),
    'within the norm of the task': staysBelow(({ flow: { sigmaYX } }) => squared(sigmaYX)),
  },
});

/** ‖E‖ ≤ Σσ, and ‖E‖‖A^h‖ ≤ ‖E‖s^(h/2) ≤ ‖E‖(1 + s^(h−1)) for h ≥ 2. */
const proofBound = (factor: number): Judge<FlowCase> =>
  exactlyOrdered(given => {
    const { h, E, power: powerOf } = networkOf(given);
    const { layers, sigmaYX } = given.flow;
    const { gamma, p } = normBound(layers);
    const s = sizeOf(layers);
    const task = total(sigmaYX.data.map(entry => entry.abs()));
    const more = polynomialAt(p, s).add(task.mul(Rational.ONE.add(raise(s, h - 1))));
    const left = inner(E, powerOf(h)).sub(squared(powerOf(h)));
    return [[left, '<=', more.sub(gamma.mul(raise(s, h)).mul(rational(factor))), 'd‖A‖²/dt/2h']];
  });

const lastLine = surveyClaim({
  ...SECTION,
  id: 'eq-26:bound',
  title: 'The derivative of the norm is at most −γ‖A‖^{2h} and a polynomial of degree h − 1 in ‖A‖²',
  place: 'equation 26, last two lines',
  restsOn: [
    'eq-26:equality',
    'lemma-37:lower-bound',
    'lemma-37:lower-bound-of-two-layers',
    'lemma-37:lower-bound-of-three-layers',
  ],
  note: 'With γ and p of lemma 37, and p̄(s) = p(s) + ‖E‖(1 + s^(h−1)), since s^(h/2) ≤ 1 + s^(h−1). For h ≥ 2, scalars and two and three layers of any widths.',
  statement: String.raw`\tfrac1{2h}\frac{d}{dt}\|A\|_F^2\le-\gamma\|A\|_F^{2h}+\bar p(\|A\|_F^2),\qquad\deg\bar p\le h-1`,
  cases: fc.oneof(
    bounded,
    chainArbitrary({ kind: 'diagonal', maxWidth: 1, minDepth: 2, maxDepth: 5, equalLayers: true }),
  ),
  judge: proofBound(1),
  wrong: { 'γ ten times as large': proofBound(10), 'γ four times as large': proofBound(4) },
});

/** Layers near the identity with all diagonal entries positive: they learn the task. */
const learning = fc
  .tuple(
    chainArbitrary({ kind: 'diagonal', minDepth: 2, maxDepth: 3, maxWidth: 2, widths: 'equal' }),
    fc.constantFrom(rational(0), rational(1, 4), rational(-1, 4)),
  )
  .map(([given, off]): FlowCase => {
    const layers = given.flow.layers.map((layer, at) =>
      layer.map((entry, i, j) =>
        i !== j ? ((i + at) % 2 === 0 ? off : Rational.ZERO) : entry.sign() === 0 ? rational(1, 2) : entry,
      ),
    );
    return { ...given, flow: flow({ layers, sigmaYX: given.flow.sigmaYX }) };
  });

const CLOSE = rational(1, 1_000_000_000);

/** The layers at t to twelve places, no farther than CLOSE from the true ones. */
const rounded = (
  layers: readonly { readonly rows: number; readonly cols: number; readonly data: readonly { toNumber(): number }[] }[],
): M[] =>
  layers.map(
    ({ rows, cols, data }) =>
      new Matrix(
        rows,
        cols,
        data.map(entry => Rational.ratio(BigInt(Math.round(entry.toNumber() * 1e12)), 10n ** 12n)),
      ),
  );

/** Whether the way that is left from t on is bounded by a number below the radius, so that the flow ends at one point; `least` of that radius. */
const comesToRest =
  (share: number, expected: boolean): Judge<FlowCase> =>
  (given, effort) => {
    const now = trueLayers(given, effort);
    const layers = rounded(now.layers);
    const ball = ballAround(layers);
    const error = errorAbove(layers, given.flow.sigmaYX).add(CLOSE);
    const left = ball && error.mul(two).div(ball.slope).add(CLOSE);
    const isWithin = ball !== undefined && left!.compare(ball.radius.mul(rational(share))) < 0;
    return trueOrNot(isWithin === expected, {
      quantity: 'length of the path after t',
      reason:
        ball === undefined
          ? 'no bound: the derivative of the product is not onto'
          : `at most ${left!.toNumber().toPrecision(3)}, within ${ball.radius.toNumber().toPrecision(3)} of A(t)`,
      certain: now.digits,
    });
  };

const converges = surveyClaim({
  ...SECTION,
  id: 'prop-12.3',
  title: 'Each solution converges to a single critical point',
  place: 'proposition 12, part 3',
  restsOn: ['eq-28'],
  note: 'Of starts that learn the task: from t = 40/σ_{d_y}^{2−2/h} on the length of the whole rest of the path is bounded, by the smallest singular value of the derivative of the product around A(t), so that A(t) has a limit, and the loss is 0 there. Of trajectories that end at saddle points see sec-6.2.1:stable-and-unstable-lines and sec-5.2.1:saddle-reached-exponentially.',
  statement: String.raw`\int_t^\infty\|\dot A\|\,ds\le\frac{2\|\Sigma-W_{1:h}(t)\|_F}{\sigma_{\min}(J(t))}<\rho\;\Rightarrow\;A(t)\to A^*,\ \dot{\mathcal L}(A^*)=0`,
  evidence: 'high-precision',
  cases: learning.map(given => {
    const { sigmaYX } = given.flow;
    const least = sigmaYX.at(sigmaYX.rows - 1, sigmaYX.rows - 1);
    return { ...given, time: rational(40).div(least.compare(Rational.ONE) < 0 ? least.mul(least) : least) };
  }),
  judge: comesToRest(1, true),
  wrong: { 'it does not': comesToRest(1, false), 'it has all but ended long before': comesToRest(1e-30, true) },
});

// Stability of the minima.

/** Minima, and points near them: A* in `extra`, A* + εV as layers, ‖εV‖ a tenth of what keeps the flow in the ball around A*. */
const nearMinima = atLateTimes(
  criticalPointCases({ rank: 'full', maxDepth: 3, maxWidth: 2 }).map((given): FlowCase => {
    const { W, h } = networkOf(given);
    const ball = ballAround(W)!;
    const V = W.map((layer, at) => layer.map((_, i, j) => rational(((i + 2 * j + at) % 3) - 1 || 1)));
    const size = rootAbove(sizeOf(V));
    const epsilon = ball.radius.div(size.mul(widening(ball, h)).mul(rational(10)));
    // A power of 1/2, so that fractions stay short.
    let step = Rational.ONE;
    while (step.compare(epsilon) > 0) step = step.div(two);
    const layers = W.map((layer, at) => layer.map((entry, i, j) => entry.add(V[at]!.at(i, j).mul(step))));
    return {
      flow: flow({ layers, sigmaYX: given.flow.sigmaYX }),
      time: Rational.ZERO,
      extra: Object.fromEntries(W.map((layer, at) => [`A${at + 1}`, layer])),
    };
  }),
);

/** ‖A(t) − A*‖ ≤ this times ‖A(0) − A*‖: 1 for the start, and 2‖Ξ‖/m for the path, ‖Ξ‖ ≤ hR^(h−1)‖A(0) − A*‖. */
const widening = ({ slope, reach }: { readonly slope: Rational; readonly reach: Rational }, h: number): Rational =>
  Rational.ONE.add(
    rational(2 * h)
      .mul(raise(reach, h - 1))
      .div(slope),
  );

const minimumOf = ({ extra, flow: { layers } }: FlowCase): M[] => layers.map((_, at) => extra[`A${at + 1}`]!);

const staysNear =
  (factor: (given: FlowCase, minimum: readonly M[]) => Rational): Judge<FlowCase> =>
  (given, effort) => {
    const minimum = minimumOf(given);
    const distance = (layers: readonly M[]): number =>
      Math.sqrt(sizeOf(layers.map((layer, at) => minus(layer, minimum[at]!))).toNumber());
    const now = trueLayers(given, effort);
    const [start, found] = [distance(given.flow.layers), distance(rounded(now.layers))];
    const most = factor(given, minimum).toNumber() * start;
    return trueOrNot(found <= most + 1e-11, {
      quantity: 'distance from A* at t',
      reason: `${found.toPrecision(4)}, ${start.toPrecision(4)} at the start, the bound is ${most.toPrecision(4)}`,
      certain: now.digits,
    });
  };

const stable = surveyClaim({
  ...SECTION,
  section: '4.3',
  id: 'prop-15:lyapunov-stable',
  title: 'The global minima are Lyapunov stable',
  place: 'proposition 15 and its proof',
  restsOn: ['prop-3:dimension-of-minima'],
  note: 'With a constant that holds for all t in a ball around A* the radius of which is known: the derivative of the product is onto at A*, so that the path from a start at the distance ε is no longer than 2hR^{h−1}ε/m. The proof’s argument, that the loss can only fall, does not give it: a loss that falls to 0 may do so far away along M_0. Judged along the raw flow up to t = 16/σ_1², h ≥ 2.',
  statement: String.raw`A^*\in\mathcal M_0,\ \|A(0)-A^*\|\le\delta\;\Rightarrow\;\|A(t)-A^*\|\le\Bigl(1+\frac{2hR^{h-1}}{\sigma_{\min}(J(A^*))}\Bigr)\|A(0)-A^*\|\quad\forall t\ge0`,
  evidence: 'high-precision',
  cases: nearMinima,
  judge: staysNear((given, minimum) => widening(ballAround(minimum)!, given.flow.layers.length)),
  wrong: {
    'it comes back to A*': staysNear(() => rational(1, 100)),
    'to a twentieth of the distance': staysNear(() => rational(1, 20)),
  },
});

export const sec41Convergence: readonly Claim<FlowCase>[] = [isBounded, lastLine, converges, stable];
