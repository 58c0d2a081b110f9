import { isBalanced } from '../network/balance.ts';
import { widthsOf } from '../network/flow.ts';
import { architectureOf } from '../network/problem.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { float64Svd } from '../numbers/float64Svd.ts';
import { convert, multiply } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { type AnyCase, type Case, type FlowCase, isFlowCase } from './case.ts';
import { FLOW_REGIMES } from './flowRegime.ts';
import { type AnyRegime, REGIMES } from './regime.ts';
import { regimesOfCase } from './regimesOfCase.ts';
import type { CaseRange } from './runRecord.ts';

/**
 * What cases ranged over, read off the cases themselves: whatever narrows them (an option of a generator, a filter, a table of
 * values) shows here without being told. Regimes are named where some were never met; `regimes` are those of each case, where they are
 * known. Empty where there are no cases. All cases are of one kind.
 */
export function caseRanges(given: readonly AnyCase[], regimes: RegimesOfCases = given.map(regimesOfCase)): CaseRange[] {
  if (given.length === 0) return [];
  const flows = given.filter(isFlowCase);
  return flows.length > 0 ? flowRanges(flows, regimes) : problemRanges(given as readonly Case[], regimes);
}

type RegimesOfCases = readonly (readonly AnyRegime[])[];

function flowRanges(cases: readonly FlowCase[], regimes: RegimesOfCases): CaseRange[] {
  const flows = cases.map(({ flow }) => flow);
  const values = flows.map(({ sigmaYX }) => singularValues(sigmaYX));
  return [
    { what: 'layers', range: between(flows.map(({ layers }) => layers.length)) },
    { what: 'sizes', range: between(flows.flatMap(({ layers }) => widthsOf(layers))) },
    ...missedIn(FLOW_REGIMES, regimes.flat()),
    ...rangeOf('non-zero singular values of Σyx', values.flat()),
    ...rangeOf(
      'non-zero singular values of the layers',
      flows.flatMap(({ layers }) => layers.flatMap(singularValues)),
    ),
    ...rangeOf('decay', numbers(flows.flatMap(({ decay }) => decay ?? []))),
    ...rangeOf('t/τ', numbers(cases.map(({ time, flow: { tau } }) => time.div(tau)))),
    ...rangeOf('τ', numbers(flows.map(({ tau }) => tau))),
    ...scalarsOf(cases),
  ];
}

function problemRanges(cases: readonly Case[], regimes: RegimesOfCases): CaseRange[] {
  const widths = cases.map(({ problem }) => architectureOf(problem));
  const balanced = cases.filter(({ problem, lambda }) => isBalanced(problem, lambda));
  const values = cases.map(({ problem }) => singularValues(problem.sigmaYX));
  const spreads = values.filter(own => own.length > 1).map(own => own[0]! / own.at(-1)!);
  const starts = cases.flatMap(({ problem: { W1, W2 } }) => singularValues(multiply(rationalField, W2, W1)));
  const gaps = values.flatMap(own => own.slice(1).map((value, k) => own[k]! / value - 1));
  return [
    {
      what: 'sizes',
      range: (['Ni', 'Nh', 'No'] as const).map(name => `${name} ${between(widths.map(own => own[name]))}`).join(', '),
    },
    ...regimesMissed(cases, balanced, regimes),
    ...(balanced.length === 0 ? [] : [{ what: 'λ', range: between(numbers(balanced.map(({ lambda }) => lambda))) }]),
    ...rangeOf(
      '|λ| where it is not 0',
      numbers(balanced.map(({ lambda }) => lambda.abs()).filter(size => size.sign() > 0)),
    ),
    ...(balanced.length === cases.length
      ? []
      : [{ what: 'balance', range: `a multiple of I on ${balanced.length} of ${cases.length} cases` }]),
    ...rangeOf('non-zero singular values of Σyx', values.flat()),
    ...rangeOf('their largest ratio in one task', spreads),
    ...(gaps.length > 0 && !gaps.some(gap => gap < 1e-9)
      ? [{ what: 'tied singular values of Σyx', range: 'never' }]
      : []),
    ...rangeOf('non-zero singular values of W2W1', starts),
    ...rangeOf('t/τ', numbers(cases.map(({ time, problem: { tau } }) => time.div(tau)))),
    ...rangeOf('τ', numbers(cases.map(({ problem: { tau } }) => tau))),
    ...scalarsOf(cases),
  ];
}

/** Regimes of two layers that were missed. Those of λ are of balanced weights. */
function regimesMissed(cases: readonly Case[], balanced: readonly Case[], regimes: RegimesOfCases): CaseRange[] {
  const met = cases.flatMap((given, at) =>
    regimes[at]!.filter(({ axis }) => !axis.endsWith('λ') || balanced.includes(given)),
  );
  return missedIn(REGIMES, met);
}

/** Regimes of an axis that were met, where others were not. */
function missedIn(regimes: Readonly<Record<string, readonly string[]>>, seen: readonly AnyRegime[]): CaseRange[] {
  const met = new Map<string, Set<string>>();
  for (const { axis, value } of seen) met.set(axis, (met.get(axis) ?? new Set()).add(value));
  return [...met].flatMap(([axis, values]) => {
    const all = regimes[axis]!;
    const missed = all.filter(value => !values.has(value));
    return missed.length === 0
      ? []
      : [{ what: axis, range: `${all.filter(value => values.has(value)).join(', ')} only` }];
  });
}

/** Numbers that a case has besides: a learning rate, say. */
function scalarsOf(cases: readonly AnyCase[]): CaseRange[] {
  const names = new Set(cases.flatMap(({ extra }) => Object.keys(extra)));
  return [...names].flatMap(name => {
    const entries = cases.flatMap(({ extra }) => (extra[name]?.data.length === 1 ? [extra[name].at(0, 0)] : []));
    return entries.length < cases.length ? [] : rangeOf(name, numbers(entries));
  });
}

/** The largest first, without what is zero but for rounding. */
function singularValues(matrix: Matrix<Rational>): number[] {
  const { s } = float64Svd(convert(float64Field, matrix));
  return [...s].filter(value => value > 1e-12 * (s[0] ?? 0)).sort((a, b) => b - a);
}

const numbers = (values: readonly Rational[]): number[] => values.map(value => value.toNumber());

function rangeOf(what: string, values: readonly number[]): CaseRange[] {
  return values.length === 0 ? [] : [{ what, range: between(values) }];
}

function between(values: readonly number[]): string {
  const [least, most] = [short(Math.min(...values)), short(Math.max(...values))];
  return least === most ? least : `${least} to ${most}`;
}

/** Three digits are enough to see a limit; zeros that nobody counts are a power of ten. */
function short(value: number): string {
  const digits = Number(value.toPrecision(3));
  const text = Math.abs(digits) < 1e6 ? String(digits) : digits.toExponential().replace('+', '');
  return text.replaceAll('-', '−');
}
