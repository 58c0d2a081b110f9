import type {
  ConditioningRecord,
  ConditioningRegime,
  FormulaCheckRecord,
  MapCell,
  RepairRecord,
} from '../src/judge/runRecord.ts';
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

/** Which hypotheses a formula that fails lacks, one sentence each; empty where it does not fail. */
export function holdsUnderSentences({ holdsUnder }: FormulaCheckRecord): string[] {
  if (holdsUnder === undefined) return [];
  const { tried, tooRare, notLookedAt, found } = holdsUnder;
  if (tooRare) return ['It fails on so few cases that no further hypothesis was tried.'];
  const rest = notLookedAt === 0 ? [] : [`Not looked at: ${plainNumber(notLookedAt)} more that leave these cases out.`];
  if (found.length === 0) {
    const looked = plainNumber(tried - notLookedAt);
    return [`It holds under none of ${looked} further hypotheses and simple conditions.`, ...rest];
  }
  const held = found.map(({ line, meaning, held, judged }) => {
    const under = line === 'a value' ? meaning! : `with "${line}"${meaning === undefined ? '' : ` (${meaning})`}`;
    return `It holds ${under}: on ${held} of ${counted(judged, 'fresh case')}, and fails on none.`;
  });
  return [...held, ...rest];
}

/** What the search for a correction came to. */
export function repairSentence({ proposals, partial, stages, stoppedBecause }: RepairRecord): string {
  if (stages.length === 0)
    return `No correction was looked for (ended before a formula was tried: ${ENDED[stoppedBecause] ?? stoppedBecause})`;
  const away = stages.map(
    ({ edits, tried, of }) =>
      `${plainNumber(tried)} of ${counted(of, 'formula')} ${edits === 1 ? 'one misprint' : 'two misprints'} away`,
  );
  const looked = `${away.join(' and ')} tried; ended: ${ENDED[stoppedBecause] ?? stoppedBecause}`;
  if (proposals.length > 0)
    return `${counted(proposals.length, 'correction')} that ${proposals.length === 1 ? 'holds' : 'hold'} everywhere (${looked})`;
  if (partial.length > 0) return `No correction found; what comes nearest (${looked})`;
  return `No correction found (${looked})`;
}

const ENDED: Readonly<Record<string, string>> = {
  time: 'no time was left, --seconds gives more',
  stopped: 'it was stopped',
  quantifier: 'of what holds for some cases, or not, none are',
  'up to': 'of what is equal up to something none are',
};

/** What a formula file is judged as, line by line. */
export function aboutCheck({ file, claims, scope, notes }: FormulaCheckRecord): { name: string; value: string }[] {
  return [
    { name: 'file', value: file },
    { name: 'judged on', value: scope },
    { name: 'claims', value: claims },
    ...notes.map(value => ({ name: 'note', value })),
  ];
}
