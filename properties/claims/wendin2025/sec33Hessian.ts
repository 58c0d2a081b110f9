import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { scaled, T, times } from '../_exact.ts';
import { anyCriticalPoints } from './_criticalPoints.ts';
import { equal, exact, mutants, type Sides, surveyClaim } from './_exactReading.ts';
import { hessianForm, rho1, rho2, rhoByMeaning } from './_hessianForm.ts';
import {
  errorOf,
  family,
  inner,
  type M,
  type Network,
  networkOf,
  range,
  rational,
  squared,
  sum,
  tr,
} from './_network.ts';
import { networkCases } from './_networkCases.ts';
import { loss, variations } from './_variations.ts';

const anyDirection = networkCases({ assumptions: false, with: ['V'] });
const half = rational(1, 2);

/** A network, a direction as layers, and the same as one matrix. */
const along = (of: (net: Network, V: M, layers: readonly M[], given: FlowCase) => readonly Sides[]) =>
  equal(given => {
    const net = networkOf(given);
    const layers = family(given, 'V');
    return of(net, net.blk(1, layers), layers, given);
  });

const row = (values: readonly Rational[]): M => new Matrix(1, values.length, values);

/** Critical points and a direction of whole numbers that depends on the place alone. */
const atCriticalPoints = anyCriticalPoints({ maxDepth: 3, maxWidth: 2 }).map((given): FlowCase => {
  const V = given.flow.layers.map((layer, k) =>
    layer.map((_, i, j) => rational(((i + 2 * j + k) % 3) - (i === 1 ? 1 : -1))),
  );
  return { ...given, extra: Object.fromEntries(V.map((matrix, j) => [`V${j + 1}`, matrix])) };
});

const coefficients = (net: Network, V: M): Rational[] => {
  const error = errorOf(net);
  return [
    inner(rho1(net, V), error).neg(),
    squared(rho1(net, V))
      .sub(rational(2).mul(inner(rho2(net, V), error)))
      .mul(half),
  ];
};

const expansion = (stated: (net: Network, V: M) => readonly Rational[]) =>
  along((net, V, layers, given) => {
    const said = stated(net, V);
    return [
      {
        quantity: 'coefficients of 1, ε, ε² … of the loss',
        stated: row([loss(given.flow), ...said]),
        truth: row([loss(given.flow), ...variations(given.flow, layers, said.length)]),
      },
    ];
  });

const taylor = surveyClaim({
  item: 'sec-3.3:expansion',
  topic: 'Loss landscape',
  section: '3.3',
  title: 'The expansion of the loss along a direction, up to o(ε³)',
  place: 'section 3.3, before equation 20',
  grade: 'wrong constant or sign',
  note: 'A remainder o(ε³) says that there is no term in ε³: there is one, at critical points too. It is O(ε³), or o(ε²).',
  readings: [
    exact(
      'as printed',
      String.raw`\mathcal L(A+\epsilon V)=\mathcal L(A)-\epsilon\,\mathrm{tr}(\rho_1M^\top)+\tfrac{\epsilon^2}2\mathrm{tr}(\rho_1\rho_1^\top-2\rho_2M^\top)+o(\epsilon^3)`,
      atCriticalPoints,
      expansion((net, V) => [...coefficients(net, V), Rational.ZERO]),
    ),
    exact(
      'as corrected',
      String.raw`\mathcal L(A+\epsilon V)=\mathcal L(A)-\epsilon\,\mathrm{tr}(\rho_1M^\top)+\tfrac{\epsilon^2}2\mathrm{tr}(\rho_1\rho_1^\top-2\rho_2M^\top)+O(\epsilon^3)`,
      anyDirection,
      expansion(coefficients),
    ),
  ],
  mutants: mutants({
    'the first term with a plus': expansion((net, V) =>
      coefficients(net, V).map((value, k) => (k === 0 ? value.neg() : value)),
    ),
    'the second term doubled': expansion((net, V) =>
      coefficients(net, V).map((value, k) => (k === 1 ? value.add(value) : value)),
    ),
    'ρ_2 once': expansion((net, V) => [
      coefficients(net, V)[0]!,
      squared(rho1(net, V))
        .sub(inner(rho2(net, V), errorOf(net)))
        .mul(half),
    ]),
  }),
});

const rhoIs = (k: number, stated: (net: Network, V: M) => M) =>
  along((net, V, layers) =>
    k > net.h
      ? [{ quantity: `ρ_${k}`, stated: stated(net, V), truth: net.A.map(() => Rational.ZERO) }]
      : [{ quantity: `ρ_${k}`, stated: stated(net, V), truth: rhoByMeaning(net, layers)[k]! }],
  );

const eq20 = surveyClaim({
  item: 'eq-20',
  topic: 'Loss landscape',
  section: '3.3',
  title: 'ρ_1 is what (A + εV)^h has before ε',
  place: 'equation 20',
  readings: [exact('as printed', String.raw`\rho_1(A,V)=\sum_{j=1}^hA^{h-j}VA^{j-1}`, anyDirection, rhoIs(1, rho1))],
  mutants: mutants({
    'one term': rhoIs(1, (net, V) => times(net.power(net.h - 1), V)),
    'a power more': rhoIs(1, (net, V) => sum(range(1, net.h).map(j => times(net.power(net.h - j), V, net.power(j))))),
  }),
});

const eq21 = surveyClaim({
  item: 'eq-21',
  topic: 'Loss landscape',
  section: '3.3',
  title: 'ρ_2 is what (A + εV)^h has before ε²',
  place: 'equation 21',
  readings: [exact('as printed', String.raw`\rho_2(A,V)=\sum_{i+j+k=h-2}A^iVA^jVA^k`, anyDirection, rhoIs(2, rho2))],
  mutants: mutants({
    'twice that': rhoIs(2, (net, V) => scaled(2, rho2(net, V))),
    'no A between': rhoIs(2, (net, V) =>
      sum([
        net.A.map(() => Rational.ZERO),
        ...range(0, net.h - 2).map(i => times(net.power(i), V, V, net.power(net.h - 2 - i))),
      ]),
    ),
  }),
});

const firstVariation = (sign: number) =>
  along((net, V, layers, given) => [
    {
      quantity: 'first variation',
      stated: inner(rho1(net, V), errorOf(net)).mul(rational(sign)),
      truth: variations(given.flow, layers, 1)[0]!,
    },
  ]);

const variationSign = surveyClaim({
  item: 'sec-3.3:first-variation',
  topic: 'Loss landscape',
  section: '3.3',
  title: 'The first variation of the loss along V is tr(ρ_1(E − A^h)ᵀ)',
  place: 'section 3.3, after equation 21',
  grade: 'wrong constant or sign',
  note: 'The expansion above it has the minus.',
  readings: [
    exact(
      'as printed',
      String.raw`\delta\mathcal L=\mathrm{tr}(\rho_1(A,V)(E-A^h)^\top)`,
      networkCases({ with: ['V'] }),
      firstVariation(1),
    ),
    exact(
      'as corrected',
      String.raw`\delta\mathcal L=-\mathrm{tr}(\rho_1(A,V)(E-A^h)^\top)`,
      anyDirection,
      firstVariation(-1),
    ),
  ],
  mutants: mutants({ 'half of it': firstVariation(-0.5), 'twice that': firstVariation(-2) }),
});

const traceForms = (transposed: boolean) =>
  along((net, V) => {
    const error = errorOf(net);
    const truth = inner(rho1(net, V), error);
    const second = tr(sum(range(1, net.h).map(j => times(net.power(j - 1), T(error), net.power(net.h - j), V))));
    const slope = sum(range(1, net.h).map(j => times(T(net.power(net.h - j)), error, T(net.power(j - 1)))));
    const third = tr(times(slope, transposed ? T(V) : V));
    return [
      { quantity: 'second form', stated: second, truth },
      { quantity: 'third form', stated: third, truth },
    ];
  });

const traces = surveyClaim({
  item: 'sec-3.3:first-variation-forms',
  topic: 'Loss landscape',
  section: '3.3',
  title: 'The three forms of tr(ρ_1(E − A^h)ᵀ)',
  place: 'section 3.3, the display after equation 21',
  readings: [
    exact(
      'as printed',
      String.raw`\mathrm{tr}(\rho_1M^\top)=\mathrm{tr}\Big(\sum_jA^{j-1}M^\top A^{h-j}V\Big)=\mathrm{tr}\Big(\sum_j(A^{h-j})^\top M(A^{j-1})^\top V^\top\Big)`,
      anyDirection,
      traceForms(true),
    ),
  ],
  mutants: mutants({ 'V for its transpose': traceForms(false) }),
});

const secondVariation = (stated: (net: Network, V: M) => Rational) =>
  along((net, V, layers, given) => [
    {
      quantity: 'second variation',
      stated: stated(net, V),
      truth: variations(given.flow, layers, 2)[1]!.mul(rational(2)),
    },
  ]);

const eq22 = surveyClaim({
  item: 'eq-22',
  topic: 'Loss landscape',
  section: '3.3',
  title: 'The Hessian quadratic form',
  place: 'equation 22',
  note: 'At every A, not at critical points alone: the second derivative of L(A + εV) at ε = 0 by truncated series.',
  readings: [
    exact(
      'as printed',
      String.raw`\mathfrak h(A,V)=\|\rho_1\|_F^2-2\,\mathrm{tr}(\rho_2(E-A^h)^\top)`,
      anyDirection,
      secondVariation(hessianForm),
    ),
  ],
  mutants: mutants({
    'without ρ_2': secondVariation((net, V) => squared(rho1(net, V))),
    'ρ_2 once': secondVariation((net, V) => squared(rho1(net, V)).sub(inner(rho2(net, V), errorOf(net)))),
    'half of it': secondVariation((net, V) => hessianForm(net, V).mul(half)),
  }),
});

export const sec33Hessian: readonly Claim<FlowCase>[] = [taylor, eq20, eq21, variationSign, traces, eq22];
