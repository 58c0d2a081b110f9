import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { scaled, T, times } from '../_exact.ts';
import { type ExactSides, exactly } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import { anyCriticalPoints } from './_criticalPoints.ts';
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
const along = (of: (net: Network, V: M, layers: readonly M[], given: FlowCase) => ExactSides) =>
  exactly(given => {
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
      [
        'coefficients of 1, ε, ε² … of the loss',
        row([loss(given.flow), ...said]),
        row([loss(given.flow), ...variations(given.flow, layers, said.length)]),
      ],
    ];
  });

const taylor = surveyClaim({
  id: 'sec-3.3:expansion',
  topic: 'Loss landscape',
  section: '3.3',
  title: 'The expansion of the loss along a direction, up to o(ε³)',
  place: 'section 3.3, before equation 20',
  grade: 'wrong constant or sign',
  note: 'A remainder o(ε³) says that there is no term in ε³: there is one, at critical points too. It is O(ε³), or o(ε²).',
  statement: String.raw`\mathcal L(A+\epsilon V)=\mathcal L(A)-\epsilon\,\mathrm{tr}(\rho_1M^\top)+\tfrac{\epsilon^2}2\mathrm{tr}(\rho_1\rho_1^\top-2\rho_2M^\top)+o(\epsilon^3)`,
  cases: atCriticalPoints,
  judge: expansion((net, V) => [...coefficients(net, V), Rational.ZERO]),
  corrected: {
    statement: String.raw`\mathcal L(A+\epsilon V)=\mathcal L(A)-\epsilon\,\mathrm{tr}(\rho_1M^\top)+\tfrac{\epsilon^2}2\mathrm{tr}(\rho_1\rho_1^\top-2\rho_2M^\top)+O(\epsilon^3)`,
    cases: anyDirection,
    judge: expansion(coefficients),
  },
  wrong: {
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
  },
});

const rhoIs = (k: number, stated: (net: Network, V: M) => M) =>
  along((net, V, layers) =>
    k > net.h
      ? [[`ρ_${k}`, stated(net, V), net.A.map(() => Rational.ZERO)]]
      : [[`ρ_${k}`, stated(net, V), rhoByMeaning(net, layers)[k]!]],
  );

const eq20 = surveyClaim({
  id: 'eq-20',
  topic: 'Loss landscape',
  section: '3.3',
  title: 'ρ_1 is what (A + εV)^h has before ε',
  place: 'equation 20',
  statement: String.raw`\rho_1(A,V)=\sum_{j=1}^hA^{h-j}VA^{j-1}`,
  cases: anyDirection,
  judge: rhoIs(1, rho1),
  wrong: {
    'one term': rhoIs(1, (net, V) => times(net.power(net.h - 1), V)),
    'a power more': rhoIs(1, (net, V) => sum(range(1, net.h).map(j => times(net.power(net.h - j), V, net.power(j))))),
  },
});

const eq21 = surveyClaim({
  id: 'eq-21',
  topic: 'Loss landscape',
  section: '3.3',
  title: 'ρ_2 is what (A + εV)^h has before ε²',
  place: 'equation 21',
  statement: String.raw`\rho_2(A,V)=\sum_{i+j+k=h-2}A^iVA^jVA^k`,
  cases: anyDirection,
  judge: rhoIs(2, rho2),
  wrong: {
    'twice that': rhoIs(2, (net, V) => scaled(2, rho2(net, V))),
    'no A between': rhoIs(2, (net, V) =>
      sum([
        net.A.map(() => Rational.ZERO),
        ...range(0, net.h - 2).map(i => times(net.power(i), V, V, net.power(net.h - 2 - i))),
      ]),
    ),
  },
});

const firstVariation = (sign: number) =>
  along((net, V, layers, given) => [
    ['first variation', inner(rho1(net, V), errorOf(net)).mul(rational(sign)), variations(given.flow, layers, 1)[0]!],
  ]);

const variationSign = surveyClaim({
  id: 'sec-3.3:first-variation',
  topic: 'Loss landscape',
  section: '3.3',
  title: 'The first variation of the loss along V is tr(ρ_1(E − A^h)ᵀ)',
  place: 'section 3.3, after equation 21',
  grade: 'wrong constant or sign',
  note: 'The expansion above it has the minus.',
  statement: String.raw`\delta\mathcal L=\mathrm{tr}(\rho_1(A,V)(E-A^h)^\top)`,
  cases: networkCases({ with: ['V'] }),
  judge: firstVariation(1),
  corrected: {
    statement: String.raw`\delta\mathcal L=-\mathrm{tr}(\rho_1(A,V)(E-A^h)^\top)`,
    cases: anyDirection,
    judge: firstVariation(-1),
  },
  wrong: { 'half of it': firstVariation(-0.5), 'twice that': firstVariation(-2) },
});

const traceForms = (transposed: boolean) =>
  along((net, V) => {
    const error = errorOf(net);
    const truth = inner(rho1(net, V), error);
    const second = tr(sum(range(1, net.h).map(j => times(net.power(j - 1), T(error), net.power(net.h - j), V))));
    const slope = sum(range(1, net.h).map(j => times(T(net.power(net.h - j)), error, T(net.power(j - 1)))));
    const third = tr(times(slope, transposed ? T(V) : V));
    return [
      ['second form', second, truth],
      ['third form', third, truth],
    ];
  });

const traces = surveyClaim({
  id: 'sec-3.3:first-variation-forms',
  topic: 'Loss landscape',
  section: '3.3',
  title: 'The three forms of tr(ρ_1(E − A^h)ᵀ)',
  place: 'section 3.3, the display after equation 21',
  statement: String.raw`\mathrm{tr}(\rho_1M^\top)=\mathrm{tr}\Big(\sum_jA^{j-1}M^\top A^{h-j}V\Big)=\mathrm{tr}\Big(\sum_j(A^{h-j})^\top M(A^{j-1})^\top V^\top\Big)`,
  cases: anyDirection,
  judge: traceForms(true),
  wrong: { 'V for its transpose': traceForms(false) },
});

const secondVariation = (stated: (net: Network, V: M) => Rational) =>
  along((net, V, layers, given) => [
    ['second variation', stated(net, V), variations(given.flow, layers, 2)[1]!.mul(rational(2))],
  ]);

const eq22 = surveyClaim({
  id: 'eq-22',
  topic: 'Loss landscape',
  section: '3.3',
  title: 'The Hessian quadratic form',
  place: 'equation 22',
  note: 'At every A, not at critical points alone: the second derivative of L(A + εV) at ε = 0 by truncated series.',
  statement: String.raw`\mathfrak h(A,V)=\|\rho_1\|_F^2-2\,\mathrm{tr}(\rho_2(E-A^h)^\top)`,
  cases: anyDirection,
  judge: secondVariation(hessianForm),
  wrong: {
    'without ρ_2': secondVariation((net, V) => squared(rho1(net, V))),
    'ρ_2 once': secondVariation((net, V) => squared(rho1(net, V)).sub(inner(rho2(net, V), errorOf(net)))),
    'half of it': secondVariation((net, V) => hessianForm(net, V).mul(half)),
  },
});

export const sec33Hessian: readonly Claim<FlowCase>[] = [taylor, eq20, eq21, variationSign, traces, eq22];
