import type {
  ConditioningRecord,
  ConditioningRegime,
  FormulaCheckRecord,
  MapCell,
  RepairRecord,
} from '../properties/runRecord.ts';
import { counted, plainNumber } from './summary.ts';

/** The counts of a cell of the regime map with their signs, in the order of MAP_SIGNS. */
export function cellCounts({
  held,
  failed,
  noValue,
  undecided,
}: MapCell): { sign: string; name: string; count: number }[] {
  const counts = [held, failed, noValue, undecided];
  return MAP_SIGNS.map(({ sign, name }, i) => ({ sign, name, count: counts[i]! })).filter(({ count }) => count > 0);
}

export const MAP_SIGNS = [
  { sign: '✓', name: 'held' },
  { sign: '✗', name: 'failed' },
  { sign: '∅', name: 'no value' },
  { sign: '?', name: 'undecided' },
] as const;

/** What stands in a cell without counts. */
export function emptyCell({ outside }: MapCell): string {
  return outside ? 'outside' : '–';
}

export const MAP_LEGEND =
  '✓ held, ✗ failed, ∅ no value, ? undecided; outside: the hypotheses leave no case; –: none was drawn';

/** Digits of a float64. */
const ALL = 16;

/** Digits lost from which a formula is called badly conditioned. */
const BADLY = 8;

/** The conditioning of a formula in sentences: in all, then where it is bad, then where it has no value. */
export function conditioningSentences(record: ConditioningRecord): string[] {
  const { cases, formula, solver, noValue, regimes } = record;
  const lost =
    formula === undefined
      ? 'In float64 the formula has no value on any case'
      : `In float64 the formula loses ${plainNumber(formula.median)} of ${ALL} digits (median; ${plainNumber(formula.worst)} at worst)`;
  const besides =
    solver === undefined
      ? ''
      : `; the solver loses ${plainNumber(solver.median)} (${plainNumber(solver.worst)} at worst) on the same cases`;
  const bad = regimes.filter(regime => isBad(regime));
  return [
    `${lost}${besides}.`,
    ...(bad.length === 0 ? [] : [`It holds only numerically badly where ${bad.map(regimeText).join('; ')}.`]),
    ...(noValue === 0
      ? []
      : [
          `It has no finite value in float64 on ${noValue} of ${cases} cases: ${regimes
            .filter(regime => regime.noValue > 0)
            .map(({ axis, value, noValue: count }) => `${axis} ${value} ${count}`)
            .join(', ')}.`,
        ]),
  ];
}

/** Bad, and not because the case itself is: the solver does better there. */
function isBad({ formula, solver }: ConditioningRegime): boolean {
  return formula !== undefined && formula >= BADLY && (solver === undefined || solver <= formula - 3);
}

function regimeText({ axis, value, formula, solver }: ConditioningRegime): string {
  const than = solver === undefined ? '' : `, the solver ${plainNumber(solver)}`;
  return `${axis} is ${value} (${plainNumber(formula!)} digits lost${than})`;
}

/** What the search for a correction came to. */
export function repairSentence({ proposals, partial, tried, stoppedBecause }: RepairRecord): string {
  const looked = `${counted(tried, 'formula')} one or two misprints away tried; ended: ${stoppedBecause}`;
  if (proposals.length > 0)
    return `${counted(proposals.length, 'correction')} that ${proposals.length === 1 ? 'holds' : 'hold'} everywhere (${looked})`;
  if (partial.length > 0) return `No correction found; what comes nearest (${looked})`;
  return `No correction found (${looked})`;
}

/** What a formula file is judged as, line by line. */
export function aboutCheck({ file, claims, notes }: FormulaCheckRecord): { name: string; value: string }[] {
  return [
    { name: 'file', value: file },
    { name: 'claims', value: claims },
    ...notes.map(value => ({ name: 'note', value })),
  ];
}
