import fc from 'fast-check';
import type { Case } from '../../src/judge/case.ts';
import type { Hypothesis } from '../../src/judge/hypothesis.ts';
import { timeOfPhase } from '../../src/judge/regime.ts';
import type { Narrowing, Violations } from '../../src/judge/vocabulary.ts';
import { multiply, scale } from '../../src/numbers/linearAlgebra.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { casesFor } from '../arbitraries/casesFor.ts';
import { nonWhiteInputs } from '../arbitraries/nonWhiteInputs.ts';
import { drawRecord, indexInto, table } from '../arbitraries/table.ts';
import { taskBasisCaseArbitrary } from '../arbitraries/taskBasisCaseArbitrary.ts';
import { flowsWithout } from './flowsWithout.ts';
import type { ChangedPart, OtherCases, Violation } from './knownHypothesis.ts';
import { meanBalance } from './meanBalance.ts';
import { HYPOTHESES } from './names.ts';

type CasePart = 'inputs' | 'weights' | 'task' | 'clock';

/** Matrices of `extra` that describe a part of the problem again: a change of that part alone would contradict them. */
const FIXED_BY: Readonly<Record<CasePart, readonly string[]>> = {
  inputs: ['X', 'c'],
  weights: ['A0', 'U', 'V', 'R', 'c'],
  task: ['A0'],
  clock: [],
};

/**
 * Cases that violate `dropped` and are likely to meet the other hypotheses of a reading; both are for the caller to check.
 * Undefined where no way is known: the matrices that the reading needs besides fix what would have to change.
 */
export function casesWithout(
  dropped: Hypothesis,
  others: readonly Hypothesis[],
  own: fc.Arbitrary<Case>,
  readElsewhere: readonly fc.Arbitrary<Case>[],
): fc.Arbitrary<Case> | undefined {
  const extras = extrasOf(own);
  const violation = VIOLATIONS.get(dropped.name);
  if (violation === undefined) return fc.oneof(own, ...readElsewhere);
  const { instead = [] } = violation;
  const change = violation.change && CHANGES[violation.change];
  const more = violation.others && OTHERS[violation.others];
  const parts: fc.Arbitrary<Case>[] = [];
  if (change !== undefined && !FIXED_BY[change.part].some(name => extras.includes(name)))
    parts.push(change.of(own).map(withinReach));
  if (extras.length === 0) {
    const kept = others.flatMap(({ name }) => NARROWINGS.get(name) ?? []);
    for (const narrowing of instead) {
      const cases = casesFor([...kept, narrowing]);
      if (cases !== undefined) parts.push(cases);
    }
  }
  if (more !== undefined && extras.every(name => extrasOf(more()).includes(name))) parts.push(more());
  // Cases on which the printed statement was refuted often lack just what the extra hypothesis asks for.
  parts.push(...readElsewhere);
  return parts.length === 0 ? undefined : fc.oneof(...parts);
}

function extrasOf(cases: fc.Arbitrary<Case>): string[] {
  return Object.keys(fc.sample(cases, { numRuns: 1, seed: 0 })[0]!.extra);
}

/** A changed case at four of its fastest times at the most: only the raw flow can follow it, and that takes long. */
function withinReach(given: Case): Case {
  const latest = timeOfPhase(given.problem, given.lambda, Rational.of(4));
  return given.time.compare(latest) > 0 ? { ...given, time: latest } : given;
}

/** Whether a case violates a hypothesis in earnest. */
export function violates(dropped: Hypothesis, given: Case): boolean {
  return VIOLATIONS.get(dropped.name)?.violates?.(given) ?? !dropped.holds(given);
}

const NARROWINGS: ReadonlyMap<string, Narrowing> = new Map(HYPOTHESES.map(({ name, narrows = {} }) => [name, narrows]));

const FACTORS = table('2', '1/2', '3');

/** W1 times a number, or with one entry moved: the ranks stay, or almost always. λ is the mean of the balance. */
function withWeights(own: fc.Arbitrary<Case>): fc.Arbitrary<Case> {
  return drawRecord({ given: own, factor: indexInto(FACTORS), row: fc.nat(7), column: fc.nat(7), kind: fc.nat(1) }).map(
    ({ given, factor, row, column, kind }) => {
      const { W1 } = given.problem;
      const moved = W1.map((entry, i, j) => {
        if (kind === 0) return entry.mul(FACTORS[factor]!);
        return i === row % W1.rows && j === column % W1.cols ? entry.add(FACTORS[factor]!) : entry;
      });
      const problem = { ...given.problem, W1: moved };
      return { ...given, problem, lambda: meanBalance({ ...given, problem }) };
    },
  );
}

/** The last row of Σyx, or column where there are more outputs, becomes zero. */
function withRankLost(own: fc.Arbitrary<Case>): fc.Arbitrary<Case> {
  return own.map(given => {
    const { sigmaYX } = given.problem;
    const isLost = (i: number, j: number): boolean =>
      sigmaYX.rows <= sigmaYX.cols ? i === sigmaYX.rows - 1 : j === sigmaYX.cols - 1;
    const deficient = sigmaYX.map((entry, i, j) => (isLost(i, j) ? Rational.ZERO : entry));
    return { ...given, problem: { ...given.problem, sigmaYX: deficient } };
  });
}

/** Σyx is a multiple of the initial network function: −1 reverses it, a positive one leaves all its spaces in place. */
function withTaskOfStart(multiple: Rational) {
  return (own: fc.Arbitrary<Case>): fc.Arbitrary<Case> =>
    own.map(given => {
      const { W1, W2 } = given.problem;
      const sigmaYX = scale(rationalField, multiple, multiply(rationalField, W2, W1));
      return { ...given, problem: { ...given.problem, sigmaYX } };
    });
}

const CHANGES: Readonly<
  Record<ChangedPart, { readonly part: CasePart; readonly of: (own: fc.Arbitrary<Case>) => fc.Arbitrary<Case> }>
> = {
  inputs: { part: 'inputs', of: nonWhiteInputs },
  weights: { part: 'weights', of: withWeights },
  'rank of the task': { part: 'task', of: withRankLost },
  'task reverses the start': { part: 'task', of: withTaskOfStart(Rational.of(-1)) },
  'task doubles the start': { part: 'task', of: withTaskOfStart(Rational.of(2)) },
  clock: {
    part: 'clock',
    of: own => own.map(given => ({ ...given, problem: { ...given.problem, tau: Rational.of(2) } })),
  },
};

const OTHERS: Readonly<Record<OtherCases, () => fc.Arbitrary<Case>>> = {
  'sizes beside two': () => taskBasisCaseArbitrary({ sizes: [1, 3] }),
  'values apart': () => taskBasisCaseArbitrary({ values: 'apart' }),
  'smaller starts': () => taskBasisCaseArbitrary({ start: 'small to moderate' }),
};

/** Of hypotheses that single claims define, by their names. */
const OF_CLAIMS: readonly (readonly [string, Violation])[] = [
  ['large start', { others: 'smaller starts' }],
  ['reversal', { instead: [{}] }],
];

const VIOLATIONS: ReadonlyMap<string, Violation> = new Map([
  ...HYPOTHESES.flatMap(({ name, violation }): [string, Violation][] => (violation ? [[name, violation]] : [])),
  ...OF_CLAIMS,
]);

/** How the hypotheses known here are dropped. */
export const VIOLATING: Violations = { casesWithout, flowsWithout, violates };
