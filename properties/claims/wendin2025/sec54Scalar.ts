import { flowSeries } from '../../../oracles/flowSeries.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { flow } from '../../../src/network/flow.ts';
import { power } from '../../../src/numbers/linearAlgebra.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { type ExactSide, type ExactSides, exactly, isSo } from '../_exactly.ts';
import { chainArbitrary, isZero, modesOf } from './_chains.ts';
import { surveyClaim } from './_claim.ts';
import { hessianOn, velocity } from './_descent.ts';
import { velocityOfEqual } from './_equalScalars.ts';

// Diagonal layers that are all equal: z_j in every layer. What is printed for z is compared with the raw flow of all layers; stationary points are σ^{1/h}, which the
// text calls σ_j: for h = 2 and σ = 4 the velocity at 4 is −48.

const SECTION = { section: '5.4', topic: 'Balanced and diagonal networks' } as const;
const zero = Rational.ZERO;
const raise = (value: Rational, k: number): Rational => power(rationalField, value, k);

/** Square diagonal networks with the diagonal of the first layer in all of them. */
const equal = chainArbitrary({ kind: 'diagonal', widths: 'equal', maxDepth: 5, maxWidth: 3 }).map(given => {
  const { layers, sigmaYX } = given.flow;
  return { ...given, flow: flow({ layers: layers.map(() => layers[0]!), sigmaYX }) };
});

interface Scalar {
  readonly z: Rational;
  readonly sigma: Rational;
  readonly h: number;
}

const scalarsOf = (given: FlowCase): Scalar[] =>
  modesOf(given).map((mode, j) => ({ z: mode[0]!, sigma: given.flow.sigmaYX.at(j, j), h: mode.length }));

const rates = (stated: (scalar: Scalar) => Rational): Judge<FlowCase> =>
  exactly(given => {
    const moves = velocity(given.flow);
    return scalarsOf(given).flatMap(
      (scalar, j): ExactSides =>
        moves.map((layer, at) => [`ż${j + 1} in layer ${at + 1}`, stated(scalar), layer.at(j, j)]),
    );
  });

const printedRate = ({ z, sigma, h }: Scalar): Rational => raise(z, h - 1).mul(sigma.sub(raise(z, h)));

const eq61 = surveyClaim({
  ...SECTION,
  id: 'eq-61',
  title: 'The scalar equation of equal diagonal layers',
  place: 'equation 61, and as vectors after it',
  restsOn: ['eq-55'],
  statement: String.raw`\dot z_j=z_j^{h-1}(\sigma_j-z_j^h)`,
  cases: equal,
  judge: rates(printedRate),
  wrong: {
    'h times as fast': rates(scalar => printedRate(scalar).mul(Rational.of(scalar.h + 1))),
    'z to the power h in front': rates(({ z, sigma, h }) => raise(z, h).mul(sigma.sub(raise(z, h)))),
  },
});

const ORDER = 4;

const staysEqual = (shift: number): Judge<FlowCase> =>
  exactly(given => {
    const series = flowSeries(given.flow, ORDER);
    return series
      .slice(1)
      .flatMap(
        (coefficients, at): ExactSides =>
          coefficients.map((coefficient, k) => [
            `W${at + 2}, coefficient of t^${k}`,
            series[0]![k]!.map(entry => entry.add(Rational.of(shift))),
            coefficient,
          ]),
      );
  });

const sizes = surveyClaim({
  ...SECTION,
  id: 'sec-5.4:layers-stay-equal',
  title: 'Diagonal 0-balanced layers have the same diagonals for all t',
  place: 'section 5.4, before equation 61',
  statement: String.raw`\xi_{i,j}(t)=z_j(t)\qquad\text{for all }i`,
  cases: equal.filter(({ flow: { layers } }) => layers.length > 1),
  judge: staysEqual(0),
  wrong: { 'one apart': staysEqual(1) },
});

/** Stationary points are asked for as the stated ones and a grid of others: σ = k^h with k from the case. */
const stationary = (stated: (h: number, root: Rational, sigma: Rational) => readonly Rational[]): Judge<FlowCase> =>
  exactly(given => {
    const h = given.flow.layers.length;
    const root = Rational.of(1 + given.flow.sigmaYX.rows);
    const sigma = raise(root, h);
    const points = stated(h, root, sigma);
    const grid = [-4, -3, -2, -1, 0, 1, 2, 3, 4]
      .map(k => Rational.of(k))
      .filter(z => isZero(velocityOfEqual(h, z, sigma)));
    return [
      ...points.map((z): ExactSide => [`ż at ${z}, σ = ${sigma}, h = ${h}`, zero, velocityOfEqual(h, z, sigma)]),
      ['their number', points.length, grid.length],
    ];
  });

const deep = chainArbitrary({ kind: 'diagonal', widths: 'equal', minDepth: 2, maxDepth: 5, maxWidth: 3 });
const meant = (h: number, root: Rational): Rational[] => (h % 2 === 0 ? [zero, root, root.neg()] : [zero, root]);

const equilibria = surveyClaim({
  ...SECTION,
  id: 'sec-5.4:equilibria',
  title: 'The scalar equation has the three critical points 0 and ±σ_j',
  place: 'section 5.4, first bullet',
  grade: 'wrong constant or sign',
  note: 'They are at σ_j^{1/h}: for h = 2 and σ = 4 the velocity at 4 is −48. For odd h there is no negative one. Judged for two layers and more, with σ = k^h.',
  statement: String.raw`\dot z_j=0\iff z_j\in\{0,\sigma_j,-\sigma_j\}`,
  cases: deep,
  judge: stationary((_h, _root, sigma) => [zero, sigma, sigma.neg()]),
  corrected: {
    statement: String.raw`\dot z_j=0\iff z_j\in\{0,\sigma_j^{1/h}\}\ (h\text{ odd}),\ \{0,\pm\sigma_j^{1/h}\}\ (h\text{ even})`,
    judge: stationary(meant),
  },
  wrong: {
    'three for odd h too': stationary((_h, root) => [zero, root, root.neg()]),
    'without 0': stationary((h, root) => meant(h, root).slice(1)),
  },
});

const stability = (originStable: boolean): Judge<FlowCase> =>
  isSo(given => {
    const h = given.flow.layers.length;
    const root = Rational.of(1 + given.flow.sigmaYX.rows);
    const sigma = raise(root, h);
    const near = Rational.of(1, 1000);
    const towards = [root.sub(near), root.add(near)].map(z => velocityOfEqual(h, z, sigma).sign());
    const away = velocityOfEqual(h, near, sigma).sign();
    return {
      quantity: 'signs of ż beside the equilibria',
      isSo: towards[0] === 1 && towards[1] === -1 && away === (originStable ? -1 : 1),
      reason: `${towards.join(', ')} below and above σ^{1/h}, ${away} above 0`,
    };
  });

const stable = surveyClaim({
  ...SECTION,
  id: 'sec-5.4:stability',
  title: 'The learned point is asymptotically stable, since its two terms work against each other; 0 is unstable',
  place: 'section 5.4, first two bullets',
  note: 'At σ^{1/h}, where the text has σ.',
  statement: String.raw`\operatorname{sign}\dot z=\operatorname{sign}(\sigma^{1/h}-z)\text{ for }z>0`,
  cases: deep,
  judge: stability(false),
  wrong: { 'the origin is stable': stability(true) },
});

/** The second derivative along z, all layers moving together: of the loss ½(σ − z^h)², or minus the slope of ż (a h-th of it). */
const second = (stated: (scalar: Scalar) => Rational, ofLoss: boolean): Judge<FlowCase> =>
  exactly(given =>
    scalarsOf(given).map((scalar, j) => {
      const direction = given.flow.layers.map(layer =>
        layer.map((_, i, k) => (i === j && k === j ? Rational.ONE : zero)),
      );
      const whole = hessianOn(given.flow, [direction]).at(0, 0);
      return [
        `second derivative of mode ${j + 1}`,
        stated(scalar),
        ofLoss ? whole : whole.div(Rational.of(scalar.h)),
      ] as const;
    }),
  );

const printedSecond = ({ z, sigma, h }: Scalar): Rational =>
  Rational.of(h)
    .mul(raise(z, h))
    .sub(Rational.of(h - 1).mul(sigma.sub(raise(z, h))))
    .mul(raise(z, h - 2));

const shallowToDeep = equal.filter(({ flow: { layers } }) => layers.length > 1);

const hessian = surveyClaim({
  ...SECTION,
  id: 'sec-5.4:hessian',
  title: 'The Hessian of the scalar equation',
  place: 'section 5.4, third bullet',
  grade: 'sizes and notation',
  note: 'As the second derivative of the loss ½(σ − z^h)² in z a factor h is missing; as minus the derivative of the right side of (61), “the Hessian of (61)”, it is right.',
  statement: String.raw`\nabla^2_{z_j}\mathcal L(z_j)=(hz_j^h-(h-1)(\sigma_j-z_j^h))z_j^{h-2}`,
  cases: shallowToDeep,
  judge: second(printedSecond, true),
  fair: {
    statement: String.raw`-\frac{\partial\dot z_j}{\partial z_j}=(hz_j^h-(h-1)(\sigma_j-z_j^h))z_j^{h-2}`,
    judge: second(printedSecond, false),
  },
  corrected: {
    statement: String.raw`\nabla^2_{z_j}\mathcal L(z_j)=h\,(hz_j^h-(h-1)(\sigma_j-z_j^h))z_j^{h-2}`,
    judge: second(scalar => printedSecond(scalar).mul(Rational.of(scalar.h)), true),
  },
  wrong: { 'without the h': second(printedSecond, true) },
});

/** f(2z)·f(2z) = f(z)·f(4z) for a homogeneous f of any degree. */
const homogeneous = (of: (scalar: Scalar) => Rational): Judge<FlowCase> =>
  exactly(given =>
    scalarsOf(given).map((scalar, j) => {
      const value = (k: number): Rational => of({ ...scalar, z: scalar.z.mul(Rational.of(k)) });
      return [`mode ${j + 1}: f(z)f(4z) against f(2z)²`, value(1).mul(value(4)), value(2).mul(value(2))] as const;
    }),
  );
const leading = ({ z, sigma, h }: Scalar): Rational =>
  Rational.of(1 - h)
    .mul(sigma)
    .mul(raise(z, h - 2));

const homogeneity = surveyClaim({
  ...SECTION,
  id: 'sec-5.4:hessian-is-homogeneous',
  title: 'For h > 2 the Hessian of the scalar equation is homogeneous in z',
  place: 'section 5.4, third bullet',
  grade: 'wording',
  note: 'It has terms of degrees 2h − 2 and h − 2. What is homogeneous is its lowest term, −(h − 1)σz^{h−2}: for h > 2 it vanishes at 0, as the bullet says.',
  statement: String.raw`f(z)=(hz^h-(h-1)(\sigma-z^h))z^{h-2}\text{ is homogeneous}`,
  cases: chainArbitrary({ kind: 'diagonal', widths: 'equal', minDepth: 3, maxDepth: 5, maxWidth: 2 }),
  judge: homogeneous(printedSecond),
  corrected: { statement: String.raw`f(z)=-(h-1)\sigma z^{h-2}+O(z^{2h-2})`, judge: homogeneous(leading) },
  wrong: { 'the whole of it': homogeneous(printedSecond) },
});

const atOrigin = (from: number): Judge<FlowCase> =>
  exactly(given => {
    const zeroed = { ...given, flow: { ...given.flow, layers: given.flow.layers.map(layer => layer.map(() => zero)) } };
    const h = given.flow.layers.length;
    if (h < from) return [];
    return scalarsOf(zeroed).map((_, j) => {
      const direction = zeroed.flow.layers.map(layer =>
        layer.map((__, i, k) => (i === j && k === j ? Rational.ONE : zero)),
      );
      return [`second derivative of mode ${j + 1} at 0`, zero, hessianOn(zeroed.flow, [direction]).at(0, 0)] as const;
    });
  });

const vanishes = surveyClaim({
  ...SECTION,
  id: 'sec-5.4:hessian-vanishes-at-zero',
  title: 'For h > 2 the Hessian vanishes at the critical point 0',
  place: 'section 5.4, third bullet',
  statement: String.raw`h>2\;\Rightarrow\;\nabla^2\mathcal L(0)=0`,
  cases: shallowToDeep,
  judge: atOrigin(3),
  wrong: { 'for two layers too': atOrigin(2) },
});

export const sec54Scalar: readonly Claim<FlowCase>[] = [
  eq61,
  sizes,
  equilibria,
  stable,
  hessian,
  homogeneity,
  vanishes,
];
