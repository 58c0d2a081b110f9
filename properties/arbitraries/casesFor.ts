import fc from 'fast-check';
import type { Case } from '../../src/judge/case.ts';
import type { Narrowing, TaskRank } from '../../src/judge/vocabulary.ts';
import type { Architecture } from '../../src/network/architecture.ts';
import { architectureOf } from '../../src/network/problem.ts';
import { anyWeightsCaseArbitrary } from './anyWeightsCaseArbitrary.ts';
import { type CaseOptions, caseArbitrary } from './caseArbitrary.ts';
import { criticalPointCaseArbitrary } from './criticalPointCaseArbitrary.ts';
import { possibleSigns } from './lambdaArbitrary.ts';
import { ALIGNED_VALUES } from './problemArbitrary.ts';
import { table } from './table.ts';
import { taskBasisCaseArbitrary } from './taskBasisCaseArbitrary.ts';

/** By what a generator follows from. */
const KNOWN = new Map<string, fc.Arbitrary<Case> | undefined>();

/**
 * Cases over every regime that some hypotheses leave, met by construction as far as the generators can; the rest is for
 * the hypotheses themselves to filter. Without a balanced hypothesis half of the cases have weights of any balance. Shrinks
 * to 1-1-1. Undefined where no network suits all of them. Narrowings that leave the same have one generator, so that their cases are drawn once.
 */
export function casesFor(narrowings: readonly Narrowing[]): fc.Arbitrary<Case> | undefined {
  const left = [...SMALL, ...ONE_MORE_HIDDEN].map(widths => narrowings.every(({ suits }) => suits?.(widths) ?? true));
  const told = narrowings.map(({ balanced, lambda, rank, aligned, inTaskBasis, critical, ...rest }) => {
    const { equalValues, oftenApart, ownTime, settles } = rest;
    return { balanced, lambda, rank, aligned, inTaskBasis, critical, equalValues, oftenApart, ownTime, settles };
  });
  const key = [JSON.stringify(left), ...new Set(told.map(one => JSON.stringify(one)))].join();
  if (!KNOWN.has(key)) KNOWN.set(key, newCasesFor(narrowings));
  return KNOWN.get(key);
}

function newCasesFor(narrowings: readonly Narrowing[]): fc.Arbitrary<Case> | undefined {
  const suits = (widths: Architecture): boolean => narrowings.every(one => one.suits?.(widths) ?? true);
  const signs = new Set(narrowings.flatMap(({ lambda }) => (lambda === undefined ? [] : [lambda])));
  if (signs.size > 1 || !SMALL.some(suits)) return undefined;
  const has = (
    key: 'balanced' | 'inTaskBasis' | 'equalValues' | 'ownTime' | 'oftenApart' | 'settles' | 'critical',
  ): boolean => narrowings.some(narrowing => narrowing[key]);
  if (has('inTaskBasis')) return inTaskBasis(suits, has('equalValues'));
  if (has('critical')) return criticalPointCaseArbitrary({ accepts: suits, balanced: has('balanced') });
  const [lambda] = [...signs];
  const ranks: readonly TaskRank[] = narrowings.flatMap(({ rank }) => (rank === undefined ? [] : [rank]));
  // Balanced weights of a sign, and tasks that are neither zero nor of full rank, are drawn for some networks only.
  const isDrawn = (widths: Architecture): boolean =>
    suits(widths) &&
    (ranks[0] !== 'deficient' || Math.min(widths.Ni, widths.No) > 1) &&
    (lambda === undefined || possibleSigns(widths, lambda).length > 0);
  if (!SMALL.some(isDrawn)) return undefined;
  const aligned = ALIGNED_VALUES.findLast(values => narrowings.some(one => one.aligned === values));
  const options: CaseOptions = {
    accepts: suits,
    lambda: lambda ?? 'any',
    rank: ranks[0] ?? 'any',
    ...(aligned !== undefined && { aligned }),
    ...(has('ownTime') && { extremes: false }),
    ...(has('settles') && { settles: true }),
  };
  const isApart = (widths: Architecture): boolean => suits(widths) && hasModesApart(widths);
  const balanced =
    has('oftenApart') && aligned === undefined && SMALL.some(isApart)
      ? fc.oneof(
          { weight: 3, arbitrary: caseArbitrary(options) },
          { weight: 1, arbitrary: caseArbitrary({ ...options, aligned: false, accepts: isApart }) },
        )
      : caseArbitrary(options);
  if (has('balanced')) return balanced;
  // Weights drawn apart are hardly ever aligned; one layer times a number stays so, and is balanced no more.
  if (aligned !== undefined) return fc.oneof(balanced, fc.tuple(balanced, fc.nat(FACTORS.length - 1)).map(scaled));
  return fc.oneof(
    balanced,
    anyWeightsCaseArbitrary.filter(({ problem }) => suits(architectureOf(problem))),
  );
}

function hasModesApart({ Ni, Nh, No }: Architecture): boolean {
  return Ni !== No && Math.min(Ni, Nh, No) > 1;
}

const FACTORS = table('2', '1/2', '3');

function scaled([{ problem, ...rest }, factor]: [Case, number]): Case {
  return { ...rest, problem: { ...problem, W1: problem.W1.map(entry => entry.mul(FACTORS[factor]!)) } };
}

const WIDTHS = [1, 2, 3];

/** All networks that the generators draw from. */
export const SMALL: readonly Architecture[] = WIDTHS.flatMap(Ni =>
  WIDTHS.flatMap(Nh => WIDTHS.map(No => ({ Ni, Nh, No }))),
);

/** What `inTaskBasis` may draw besides. */
const ONE_MORE_HIDDEN: readonly Architecture[] = WIDTHS.map(n => ({ Ni: n, Nh: n + 1, No: n }));

function inTaskBasis(suits: (widths: Architecture) => boolean, equal: boolean): fc.Arbitrary<Case> | undefined {
  const possible = (more: number): number[] => WIDTHS.filter(n => suits({ Ni: n, Nh: n + more, No: n }));
  const sizes = possible(0);
  if (sizes.length === 0) return undefined;
  const moreHidden = sizes.join() === possible(1).join() ? 1 : 0;
  return taskBasisCaseArbitrary({
    sizes,
    moreHidden,
    values: equal ? 'equal' : 'apart',
    start: 'small to moderate',
  });
}
